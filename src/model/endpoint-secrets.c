/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Credentials that were typed where settings go: they become variables, so that the
 * settings hold a reference and the keyring the value. */

#include "config.h"

#include <string.h>

#include "base/expand.h"
#include "base/redact.h"
#include "base/util.h"
#include "model/endpoint.h"

static char *
make_variable (const char *name)
{
  g_autoptr (GString) variable = g_string_new (NULL);

  for (const char *p = name; *p != '\0'; p++)
    g_string_append_c (variable, g_ascii_isalnum (*p) ? g_ascii_toupper (*p) : '_');

  return g_string_free (g_steal_pointer (&variable), FALSE);
}

static gboolean
is_secret (const char *name,
           const char *value)
{
  return !azc_str_empty (value) && azc_redact_is_sensitive_name (name) &&
         !azc_expand_has_references (value);
}

/* Moves @value to @secrets and returns the reference that stands for it. */
static char *
move_secret (AzcPairs   *secrets,
             const char *name,
             const char *value)
{
  g_autofree char *variable = make_variable (name);

  azc_pairs_append (secrets, variable, value);

  return g_strdup_printf ("${%s}", variable);
}

static AzcPairs *
extract_from_pairs (const AzcPairs *pairs,
                    AzcPairs       *secrets)
{
  AzcPairs *result = azc_pairs_new ();

  for (guint i = 0; i < azc_pairs_get_size (pairs); i++)
    {
      const AzcPair *pair = azc_pairs_get (pairs, i);
      g_autofree char *reference = NULL;

      if (is_secret (pair->name, pair->value))
        reference = move_secret (secrets, pair->name, pair->value);
      azc_pairs_append (result, pair->name, reference != NULL ? reference : pair->value);
    }

  return result;
}

static gboolean
append_parameter (GString    *url,
                  const char *parameter,
                  AzcPairs   *secrets,
                  AzcPairs   *query)
{
  const char *equals = strchr (parameter, '=');
  g_autofree char *name = NULL;
  g_autofree char *value = NULL;
  g_autofree char *reference = NULL;

  if (equals != NULL)
    {
      name = g_strndup (parameter, (gsize) (equals - parameter));
      value = g_uri_unescape_string (equals + 1, NULL);
    }

  if (name == NULL || !is_secret (name, value))
    {
      g_string_append (url, parameter);
      return TRUE;
    }

  reference = move_secret (secrets, name, value);
  azc_pairs_append (query, name, reference);

  return FALSE;
}

/* A credential in the URL's query moves to the endpoint's own query, as a reference. */
static char *
extract_from_url (const char *url,
                  AzcPairs   *secrets,
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
      if (append_parameter (result, parameters[i], secrets, query))
        separator = '&';
      else
        g_string_truncate (result, length);
    }

  return g_string_free (g_steal_pointer (&result), FALSE);
}

/**
 * azc_endpoint_extract_secrets:
 * @self: an endpoint
 *
 * Takes credentials out of headers, query and the URL's query, to judge by their names.
 * A reference to a variable takes each one's place.
 *
 * Returns: (transfer full): the variables and their values, for the keyring
 */
AzcPairs *
azc_endpoint_extract_secrets (AzcEndpoint *self)
{
  AzcPairs *secrets = azc_pairs_new ();
  g_autoptr (AzcPairs) headers = NULL;
  g_autoptr (AzcPairs) query = NULL;
  g_autofree char *url = NULL;

  g_return_val_if_fail (AZC_IS_ENDPOINT (self), secrets);

  headers = extract_from_pairs (azc_endpoint_get_headers (self), secrets);
  query = extract_from_pairs (azc_endpoint_get_query (self), secrets);
  url = extract_from_url (azc_endpoint_get_url (self), secrets, query);
  azc_endpoint_set_headers (self, headers);
  azc_endpoint_set_query (self, query);
  azc_endpoint_set_url (self, url);

  return secrets;
}
