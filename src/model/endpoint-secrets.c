/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Credentials that were typed where settings go: they become variables, so that the
 * settings hold a reference and the keyring the value. */

#include "config.h"

#include <string.h>

#include "base/expand.h"
#include "base/json.h"
#include "base/redact.h"
#include "base/util.h"
#include "model/endpoint.h"

/* No environment variable has such a name, so none can take a credential's place. */
#define VARIABLE_PREFIX "keyring."

/*
 * settings: the endpoint as JSON text before the change
 * found: variables and their values
 */
typedef struct
{
  char     *settings;
  AzcPairs *found;
} Extraction;

/* A name is taken by another credential, or by one that went to the keyring earlier. */
static gboolean
is_taken (Extraction *extraction,
          const char *variable)
{
  g_autofree char *reference = g_strdup_printf ("${%s}", variable);

  return azc_pairs_lookup (extraction->found, variable) != NULL ||
         strstr (extraction->settings, reference) != NULL;
}

static char *
make_variable (Extraction *extraction,
               const char *name)
{
  g_autoptr (GString) variable = g_string_new (VARIABLE_PREFIX);
  gsize length;

  for (const char *p = name; *p != '\0'; p++)
    g_string_append_c (variable, g_ascii_isalnum (*p) ? g_ascii_toupper (*p) : '_');

  length = variable->len;
  for (guint i = 2; is_taken (extraction, variable->str); i++)
    {
      g_string_truncate (variable, length);
      g_string_append_printf (variable, "_%u", i);
    }

  return g_string_free (g_steal_pointer (&variable), FALSE);
}

static gboolean
is_secret (const char *name,
           const char *value)
{
  return !azc_str_empty (value) && azc_redact_is_sensitive_name (name) &&
         !azc_expand_has_references (value);
}

/* Takes @value out and returns the reference that stands for it. */
static char *
move_secret (Extraction *extraction,
             const char *name,
             const char *value)
{
  g_autofree char *variable = make_variable (extraction, name);

  azc_pairs_append (extraction->found, variable, value);

  return g_strdup_printf ("${%s}", variable);
}

static AzcPairs *
extract_from_pairs (const AzcPairs *pairs,
                    Extraction     *extraction)
{
  AzcPairs *result = azc_pairs_new ();

  for (guint i = 0; i < azc_pairs_get_size (pairs); i++)
    {
      const AzcPair *pair = azc_pairs_get (pairs, i);
      g_autofree char *reference = NULL;

      if (is_secret (pair->name, pair->value))
        reference = move_secret (extraction, pair->name, pair->value);
      azc_pairs_append (result, pair->name, reference != NULL ? reference : pair->value);
    }

  return result;
}

static gboolean
append_parameter (GString    *url,
                  const char *parameter,
                  Extraction *extraction,
                  AzcPairs   *query)
{
  const char *equals = strchr (parameter, '=');
  g_autofree char *name = NULL;
  g_autofree char *value = NULL;
  g_autofree char *reference = NULL;

  if (equals != NULL)
    {
      name = g_uri_unescape_segment (parameter, equals, NULL);
      value = g_uri_unescape_string (equals + 1, NULL);
    }

  if (name == NULL || !is_secret (name, value))
    {
      g_string_append (url, parameter);
      return TRUE;
    }

  reference = move_secret (extraction, name, value);
  azc_pairs_append (query, name, reference);

  return FALSE;
}

/* A credential in the URL's query moves to the endpoint's own query, as a reference. */
static char *
extract_from_url (const char *url,
                  Extraction *extraction,
                  AzcPairs   *query)
{
  const char *mark = url != NULL ? strchr (url, '?') : NULL;
  g_autoptr (GString) result = NULL;
  g_auto (GStrv) parameters = NULL;
  char separator = '?';

  if (mark == NULL)
    return g_strdup (url);

  result = g_string_new_len (url, mark - url);
  parameters = g_strsplit (mark + 1, "&", -1);
  for (guint i = 0; parameters[i] != NULL; i++)
    {
      gsize length = result->len;

      g_string_append_c (result, separator);
      if (append_parameter (result, parameters[i], extraction, query))
        separator = '&';
      else
        g_string_truncate (result, length);
    }

  return g_string_free (g_steal_pointer (&result), FALSE);
}

/* The password of "http://user:password@proxy". */
static char *
extract_from_proxy (const char *proxy,
                    Extraction *extraction)
{
  g_autoptr (GRegex) regex = g_regex_new ("^([a-z0-9+.-]+://[^/@:]*:)([^/@]+)(@.*)$",
                                          G_REGEX_CASELESS, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *before = NULL;
  g_autofree char *password = NULL;
  g_autofree char *after = NULL;
  g_autofree char *reference = NULL;

  if (proxy == NULL || !g_regex_match (regex, proxy, 0, &match))
    return g_strdup (proxy);

  before = g_match_info_fetch (match, 1);
  password = g_match_info_fetch (match, 2);
  after = g_match_info_fetch (match, 3);
  if (azc_expand_has_references (password))
    return g_strdup (proxy);

  reference = move_secret (extraction, "proxy-password", password);

  return g_strconcat (before, reference, after, NULL);
}

/* Models do not change once they are part of an endpoint, so each one is made anew. */
static GListModel *
extract_from_models (GListModel *models,
                     Extraction *extraction)
{
  GListStore *result = g_list_store_new (AZC_TYPE_MODEL);

  for (guint i = 0; i < g_list_model_get_n_items (models); i++)
    {
      g_autoptr (AzcModel) model = g_list_model_get_item (models, i);
      g_autoptr (AzcModel) copy = azc_model_new (azc_model_get_name (model));
      g_autoptr (AzcPairs) headers = NULL;

      headers = extract_from_pairs (azc_model_get_headers (model), extraction);
      azc_model_set_deployment (copy, azc_model_get_deployment (model));
      azc_model_set_api_version (copy, azc_model_get_api_version (model));
      azc_model_set_family (copy, azc_model_get_family (model));
      azc_model_set_vision (copy, azc_model_get_vision (model));
      azc_model_set_headers (copy, headers);
      g_list_store_append (result, copy);
    }

  return G_LIST_MODEL (result);
}

static char *
write_settings (AzcEndpoint *self)
{
  g_autoptr (JsonNode) node = azc_endpoint_to_json (self);

  return azc_json_write (node, FALSE);
}

/**
 * azc_endpoint_extract_secrets:
 * @self: an endpoint
 *
 * Takes credentials out of headers, also those of models, query, the URL's query, to judge
 * by their names, and the password out of the proxy's URI. A reference to a variable of its
 * own takes each one's place.
 *
 * Returns: (transfer full): the variables and their values, for the keyring
 */
AzcPairs *
azc_endpoint_extract_secrets (AzcEndpoint *self)
{
  Extraction extraction = { NULL, azc_pairs_new () };
  g_autofree char *settings = NULL;
  g_autoptr (AzcPairs) headers = NULL;
  g_autoptr (AzcPairs) query = NULL;
  g_autoptr (GListModel) models = NULL;
  g_autofree char *url = NULL;
  g_autofree char *proxy = NULL;

  g_return_val_if_fail (AZC_IS_ENDPOINT (self), extraction.found);

  settings = write_settings (self);
  extraction.settings = settings;
  headers = extract_from_pairs (azc_endpoint_get_headers (self), &extraction);
  query = extract_from_pairs (azc_endpoint_get_query (self), &extraction);
  url = extract_from_url (azc_endpoint_get_url (self), &extraction, query);
  proxy = extract_from_proxy (azc_endpoint_get_proxy (self), &extraction);
  models = extract_from_models (azc_endpoint_get_models (self), &extraction);
  if (azc_pairs_get_size (extraction.found) == 0)
    return extraction.found;

  azc_endpoint_set_headers (self, headers);
  azc_endpoint_set_query (self, query);
  azc_endpoint_set_url (self, url);
  azc_endpoint_set_proxy (self, proxy);
  azc_endpoint_set_models (self, models);

  return extraction.found;
}
