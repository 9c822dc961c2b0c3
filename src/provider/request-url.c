/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where a request goes: references and placeholders filled in, and the address as it is shown. */

#include "config.h"

#include "provider/request-private.h"

#include <glib/gi18n-lib.h>

#include "base/error.h"
#include "base/redact.h"
#include "base/util.h"

/* What stands for a hidden value while a URL is built, there, and where it is shown. */
#define PLACEHOLDER "***"
#define ESCAPED_PLACEHOLDER "%2A%2A%2A"
#define HIDDEN "•••"

static char *
lookup_variable (const AzcAsk *ask,
                 const char   *name)
{
  const char *value = g_getenv (name);

  return g_strdup (!azc_str_empty (value) ? value : azc_pairs_lookup (ask->variables, name));
}

/* Requests outside of a conversation, such as a connection test, have ids of their own: a header
 * that carries one must not stand in their way. */
static char *
dup_id (const char *id)
{
  return id != NULL ? g_strdup (id) : g_uuid_string_random ();
}

static char *
lookup_placeholder (const AzcAsk *ask,
                    const char   *name)
{
  g_autoptr (GDateTime) now = NULL;

  if (g_str_equal (name, "conversation_id"))
    return dup_id (ask->conversation_id);
  if (g_str_equal (name, "message_id"))
    return dup_id (ask->message_id);
  if (g_str_equal (name, "model"))
    return g_strdup (ask->model != NULL ? azc_model_get_name (ask->model)
                                        : azc_endpoint_get_deployment (ask->endpoint));
  if (g_str_equal (name, "user"))
    return g_strdup (g_get_user_name ());
  if (g_str_equal (name, "uuid"))
    return g_uuid_string_random ();
  if (!g_str_equal (name, "date"))
    return NULL;

  now = g_date_time_new_now_utc ();

  return g_date_time_format (now, "%Y-%m-%d");
}

/* AzcExpandLookup for a request; @user_data is its AzcAsk. */
char *
_azc_request_lookup (char        kind,
                     const char *name,
                     gpointer    user_data)
{
  return kind == '$' ? lookup_variable (user_data, name) : lookup_placeholder (user_data, name);
}

/* AzcExpandLookup for a preview: what a credential expands to is nobody's business. */
static char *
lookup_for_preview (char        kind,
                    const char *name,
                    gpointer    user_data)
{
  const char *value = azc_redact_is_sensitive_name (name) ? NULL : g_getenv (name);

  return g_strdup (azc_str_empty (value) ? PLACEHOLDER : value);
}

static AzcPairs *
expand_pairs (const AzcPairs   *pairs,
              const char       *field,
              AzcExpandLookup   func,
              gpointer          data,
              GError          **error)
{
  g_autoptr (AzcPairs) expanded = azc_pairs_new ();

  for (guint i = 0; i < azc_pairs_get_size (pairs); i++)
    {
      const AzcPair *pair = azc_pairs_get (pairs, i);
      g_autofree char *value = NULL;

      if (pair->value != NULL)
        {
          value = azc_expand (pair->value, field, func, data, error);
          if (value == NULL)
            return NULL;
        }
      azc_pairs_append (expanded, pair->name, value);
    }

  return g_steal_pointer (&expanded);
}

/* The chosen model decides; one without a deployment is deployed under its own name. The
 * endpoint's own deployment counts where no model is chosen: a model is never asked in the
 * place of another. */
static const char *
get_deployment (AzcEndpoint *endpoint,
                AzcModel    *model)
{
  if (model == NULL)
    return azc_endpoint_get_deployment (endpoint);

  return azc_model_get_deployment (model) != NULL ? azc_model_get_deployment (model)
                                                  : azc_model_get_name (model);
}

/* Where a request goes, by the address and what the settings say beside it. */
AzcUrlParts *
_azc_request_resolve (AzcEndpoint      *endpoint,
                      AzcModel         *model,
                      AzcExpandLookup   func,
                      gpointer          data,
                      GError          **error)
{
  const char *deployment = get_deployment (endpoint, model);
  const char *api_version = model != NULL ? azc_model_get_api_version (model) : NULL;
  g_autoptr (AzcPairs) query = NULL;
  g_autofree char *url = NULL;

  if (azc_str_empty (azc_endpoint_get_url (endpoint)))
    {
      g_set_error_literal (error, AZC_ERROR, AZC_ERROR_URL, _("The address is missing."));
      if (error != NULL)
        azc_error_set_subject (*error, "url");
      return NULL;
    }

  url = azc_expand (azc_endpoint_get_url (endpoint), "url", func, data, error);
  if (url == NULL)
    return NULL;

  query = expand_pairs (azc_endpoint_get_query (endpoint), "query", func, data, error);
  if (query == NULL)
    return NULL;

  return azc_url_resolve (url, azc_endpoint_get_route (endpoint), deployment,
                          api_version != NULL ? api_version : azc_endpoint_get_api_version (endpoint),
                          query, error);
}

AzcCall
_azc_request_get_call (AzcPurpose purpose,
                       AzcRoute   route)
{
  if (purpose == AZC_PURPOSE_MODELS)
    return AZC_CALL_MODELS;

  return route == AZC_ROUTE_ANTHROPIC ? AZC_CALL_MESSAGES : AZC_CALL_CHAT;
}

static AzcPairs *
hide_credentials (const AzcPairs *query)
{
  AzcPairs *hidden = azc_pairs_new ();

  for (guint i = 0; i < azc_pairs_get_size (query); i++)
    {
      const AzcPair *pair = azc_pairs_get (query, i);

      azc_pairs_append (hidden, pair->name,
                        azc_redact_is_sensitive_name (pair->name) ? PLACEHOLDER : pair->value);
    }

  return hidden;
}

/**
 * azc_request_preview_url:
 * @endpoint: an endpoint
 * @model: (nullable): a model of it
 * @error: return location for an error, whose subject is the wrong field
 *
 * Says where a chat request goes; credentials in the query are hidden.
 *
 * Returns: (transfer full): the URL
 */
char *
azc_request_preview_url (AzcEndpoint  *endpoint,
                         AzcModel     *model,
                         GError      **error)
{
  g_autoptr (AzcUrlParts) parts = NULL;
  g_autoptr (AzcPairs) query = NULL;
  g_autoptr (GString) shown = NULL;
  g_autofree char *url = NULL;
  g_autofree char *redacted = NULL;

  g_return_val_if_fail (AZC_IS_ENDPOINT (endpoint), NULL);

  parts = _azc_request_resolve (endpoint, model, lookup_for_preview, NULL, error);
  if (parts == NULL)
    return NULL;

  query = g_steal_pointer (&parts->query);
  parts->query = hide_credentials (query);
  url = azc_url_build (parts, _azc_request_get_call (AZC_PURPOSE_CHAT, parts->route), error);
  if (url == NULL)
    return NULL;

  redacted = azc_redact (url);
  shown = g_string_new (redacted);
  g_string_replace (shown, ESCAPED_PLACEHOLDER, HIDDEN, 0);
  g_string_replace (shown, PLACEHOLDER, HIDDEN, 0);

  return g_string_free (g_steal_pointer (&shown), FALSE);
}

/**
 * azc_request_is_secure_url:
 * @url: a URL
 *
 * Returns: whether a key may go there without being asked for: by https, or to this
 *   computer
 */
gboolean
azc_request_is_secure_url (const char *url)
{
  g_return_val_if_fail (url != NULL, FALSE);

  return azc_url_is_secure (url);
}

/**
 * azc_request_recognise_url:
 * @url: text that was pasted as an address
 * @error: return location for an error
 *
 * Reads what a URL says about the service. Raises %AZC_ERROR_URL if it is none.
 *
 * Returns: (transfer full): an endpoint in which only the URL and what it says is set
 */
AzcEndpoint *
azc_request_recognise_url (const char  *url,
                           GError     **error)
{
  g_autoptr (AzcUrlParts) parts = NULL;
  AzcEndpoint *endpoint;

  g_return_val_if_fail (url != NULL, NULL);

  parts = azc_url_recognise (url, error);
  if (parts == NULL)
    return NULL;

  endpoint = azc_endpoint_new (NULL);
  azc_endpoint_set_url (endpoint, url);
  azc_endpoint_set_route (endpoint, parts->route);
  azc_endpoint_set_deployment (endpoint, parts->deployment);
  azc_endpoint_set_api_version (endpoint, parts->api_version);

  return endpoint;
}
