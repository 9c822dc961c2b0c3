/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The one builder: every request, for whatever purpose and with or without pictures, comes
 * from here. Pure, so that it runs in any thread. */

#include "config.h"

#include "provider/request.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "auth/auth.h"
#include "base/error.h"
#include "base/json.h"
#include "base/redact.h"
#include "base/util.h"
#include "provider/parameters.h"
#include "provider/request-private.h"
#include "provider/wire.h"

/* https://learn.microsoft.com/azure/ai-foundry/foundry-models/how-to/use-foundry-models-claude */
#define ANTHROPIC_VERSION "2023-06-01"

/* What the service calls the model: on classic Azure the path says it. */
static const char *
get_model_id (const AzcAsk      *ask,
              const AzcUrlParts *parts)
{
  if (parts->route == AZC_ROUTE_AZURE)
    return NULL;
  if (ask->model == NULL)
    return parts->deployment;

  return azc_model_get_deployment (ask->model) != NULL ? azc_model_get_deployment (ask->model)
                                                      : azc_model_get_name (ask->model);
}

static gboolean
check_model (const AzcAsk       *ask,
             const AzcUrlParts  *parts,
             GError            **error)
{
  /* The path or the address itself names the model on these routes. */
  if (parts->route == AZC_ROUTE_AZURE || parts->route == AZC_ROUTE_SERVERLESS ||
      ask->purpose == AZC_PURPOSE_MODELS || get_model_id (ask, parts) != NULL)
    return TRUE;

  g_set_error (error, AZC_ERROR, AZC_ERROR_SETTINGS, _("No model is set for “%s”."),
               azc_endpoint_get_name (ask->endpoint));
  if (error != NULL)
    {
      azc_error_set_subject (*error, "models");
      azc_error_set_advice (*error, _("Add a model, or the deployment’s name, in the endpoint’s settings."));
    }

  return FALSE;
}

static AzcPairs *
get_builtin_headers (AzcRoute route,
                     gboolean has_body)
{
  AzcPairs *headers = azc_pairs_new ();

  azc_pairs_append (headers, "User-Agent", "AzureChat/" AZC_VERSION);
  azc_pairs_append (headers, "Accept", "application/json, text/event-stream");
  if (has_body)
    azc_pairs_append (headers, "Content-Type", "application/json");
  if (route == AZC_ROUTE_ANTHROPIC)
    azc_pairs_append (headers, "anthropic-version", ANTHROPIC_VERSION);

  return headers;
}

/* A local server usually wants no key; asking for one would only be in the way. */
static gboolean
may_lack_key (const AzcAsk *ask,
              AzcRoute      route,
              const char   *url)
{
  return azc_endpoint_get_auth (ask->endpoint) == AZC_AUTH_AUTO &&
         route == AZC_ROUTE_OPENAI && azc_url_is_loopback (url);
}

static AzcPairs *
get_auth_headers (const AzcAsk  *ask,
                  AzcRoute       route,
                  const char    *url,
                  GError       **error)
{
  AzcAuthKind kind = azc_endpoint_get_auth (ask->endpoint);
  g_autofree char *key = NULL;

  if (azc_str_empty (ask->key) && may_lack_key (ask, route, url))
    return azc_pairs_new ();

  if (azc_endpoint_get_key_reference (ask->endpoint) != NULL && !azc_str_empty (ask->key))
    {
      key = azc_expand (ask->key, "key", _azc_request_lookup, (gpointer) ask, error);
      if (key == NULL)
        return NULL;
    }
  else
    {
      key = g_strdup (ask->key);
    }

  if (key != NULL)
    g_strstrip (key);
  azc_redact_add_secret (key);

  return azc_auth_get_headers (kind, route, azc_endpoint_get_auth_header (ask->endpoint), key, error);
}

static AzcHeaders *
merge_headers (const AzcAsk  *ask,
               AzcRoute       route,
               const char    *url,
               GError       **error)
{
  g_autoptr (AzcHeaders) headers = azc_headers_new ();
  g_autoptr (AzcPairs) builtin = get_builtin_headers (route, ask->purpose != AZC_PURPOSE_MODELS);
  g_autoptr (AzcPairs) auth = get_auth_headers (ask, route, url, error);
  AzcPairs *of_model = ask->model != NULL ? azc_model_get_headers (ask->model) : NULL;
  gpointer data = (gpointer) ask;

  if (auth == NULL ||
      !azc_headers_merge (headers, AZC_LAYER_BUILTIN, builtin, NULL, NULL, error) ||
      !azc_headers_merge (headers, AZC_LAYER_AUTH, auth, NULL, NULL, error) ||
      !azc_headers_merge (headers, AZC_LAYER_APPLICATION, ask->application_headers,
                          _azc_request_lookup, data, error) ||
      !azc_headers_merge (headers, AZC_LAYER_ENDPOINT, azc_endpoint_get_headers (ask->endpoint),
                          _azc_request_lookup, data, error) ||
      !azc_headers_merge (headers, AZC_LAYER_MODEL, of_model, _azc_request_lookup, data, error))
    return NULL;

  return g_steal_pointer (&headers);
}

/* A user of the settings may put a credential into any header; the log must not have it. */
static void
remember_secrets (const AzcHeaders *headers)
{
  for (guint i = 0; i < azc_headers_get_size (headers); i++)
    {
      const AzcHeader *header = azc_headers_get (headers, i);

      if (azc_redact_is_sensitive_name (header->name))
        azc_redact_add_secret (header->value);
    }
}

static JsonNode *
make_body (const AzcAsk       *ask,
           const AzcUrlParts  *parts,
           AzcCall             call,
           GError            **error)
{
  const AzcWire *wire = azc_wire_get (call);
  JsonNode *body;

  if (wire == NULL)
    {
      g_set_error (error, AZC_ERROR, AZC_ERROR_SETTINGS,
                   _("This version of AzureChat cannot talk to the route “%s”."),
                   azc_route_to_string (parts->route));
      if (error != NULL)
        azc_error_set_subject (*error, "route");
      return NULL;
    }

  body = wire->encode (ask, parts->route, get_model_id (ask, parts));
  azc_parameters_apply (json_node_get_object (body), azc_endpoint_get_parameters (ask->endpoint),
                        ask->parameters);

  return body;
}

static GBytes *
write_body (JsonNode *body)
{
  char *text = azc_json_write (body, FALSE);

  return g_bytes_new_take (text, strlen (text));
}

/* The password of a proxy is kept in the keyring. */
static gboolean
expand_proxy (const AzcAsk  *ask,
              char         **proxy,
              GError       **error)
{
  const char *set = azc_endpoint_get_proxy (ask->endpoint);

  if (set != NULL)
    *proxy = azc_expand (set, "proxy", _azc_request_lookup, (gpointer) ask, error);

  return set == NULL || *proxy != NULL;
}

static AzcHttpRequest *
make_http (const AzcAsk *ask,
           const char   *url,
           const char   *proxy,
           AzcHeaders   *headers,
           JsonNode     *body)
{
  g_autoptr (GBytes) bytes = body != NULL ? write_body (body) : NULL;
  AzcHttpRequest *http;

  http = azc_http_request_new (body != NULL ? "POST" : "GET", url, headers, bytes);
  http->proxy = g_strdup (proxy);
  http->ca_file = g_strdup (azc_endpoint_get_ca_file (ask->endpoint));
  http->allow_insecure = azc_endpoint_get_allow_insecure (ask->endpoint);
  http->timeout = azc_endpoint_get_timeout (ask->endpoint);

  return http;
}

/**
 * azc_request_build:
 * @ask: what to make the request from
 * @error: return location for an error, whose subject is the field that is wrong
 *
 * Makes a request: method, URL, query, headers of all layers, body. The headers do not
 * depend on what the messages hold. May be called from any thread.
 *
 * Raises %AZC_ERROR_URL, %AZC_ERROR_SETTINGS, %AZC_ERROR_HEADER, %AZC_ERROR_REFERENCE and
 * %AZC_ERROR_MISSING_KEY.
 *
 * Returns: (transfer full): the request
 */
AzcRequest *
azc_request_build (const AzcAsk  *ask,
                   GError       **error)
{
  g_autoptr (AzcUrlParts) parts = NULL;
  g_autoptr (AzcHeaders) headers = NULL;
  g_autoptr (JsonNode) body = NULL;
  g_autofree char *url = NULL;
  g_autofree char *proxy = NULL;
  AzcRequest *request;
  AzcCall call;

  g_return_val_if_fail (ask != NULL, NULL);

  parts = _azc_request_resolve (ask->endpoint, ask->model, _azc_request_lookup, (gpointer) ask, error);
  if (parts == NULL || !check_model (ask, parts, error))
    return NULL;

  call = _azc_request_get_call (ask->purpose, parts->route);
  url = azc_url_build (parts, call, error);
  if (url == NULL)
    return NULL;

  headers = merge_headers (ask, parts->route, url, error);
  if (headers == NULL || !expand_proxy (ask, &proxy, error))
    return NULL;

  remember_secrets (headers);
  if (call != AZC_CALL_MODELS)
    {
      body = make_body (ask, parts, call, error);
      if (body == NULL)
        return NULL;
    }

  request = g_new0 (AzcRequest, 1);
  request->purpose = ask->purpose;
  request->route = parts->route;
  request->call = call;
  request->http = make_http (ask, url, proxy, headers, body);
  request->body = g_steal_pointer (&body);
  request->stream = ask->stream;

  return request;
}

static AzcHttpRequest *
copy_http (const AzcHttpRequest *http)
{
  AzcHttpRequest *copy = azc_http_request_new (http->method, http->url, http->headers, http->body);

  copy->proxy = g_strdup (http->proxy);
  copy->ca_file = g_strdup (http->ca_file);
  copy->allow_insecure = http->allow_insecure;
  copy->timeout = http->timeout;

  return copy;
}

/* The members are shared, since pictures are large; nothing changes them. */
static JsonNode *
copy_body (JsonNode *body)
{
  g_autoptr (JsonObject) copy = json_object_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, json_node_get_object (body));
  while (json_object_iter_next_ordered (&iter, &name, &value))
    json_object_set_member (copy, name, json_node_copy (value));

  return json_node_init_object (json_node_alloc (), copy);
}

/**
 * azc_request_copy:
 * @request: a request
 *
 * Returns: (transfer full): a copy
 */
AzcRequest *
azc_request_copy (const AzcRequest *request)
{
  AzcRequest *copy;

  g_return_val_if_fail (request != NULL, NULL);

  copy = g_new0 (AzcRequest, 1);
  *copy = *request;
  copy->http = copy_http (request->http);
  copy->body = request->body != NULL ? copy_body (request->body) : NULL;

  return copy;
}

/**
 * azc_request_drop:
 * @request: a request
 * @key: a key of its body
 *
 * Takes a key out of the body that is sent.
 *
 * Returns: whether the body had it
 */
gboolean
azc_request_drop (AzcRequest *request,
                  const char *key)
{
  JsonObject *body;

  g_return_val_if_fail (request != NULL, FALSE);
  g_return_val_if_fail (key != NULL, FALSE);

  body = request->body != NULL ? json_node_get_object (request->body) : NULL;
  if (body == NULL || !json_object_has_member (body, key))
    return FALSE;

  json_object_remove_member (body, key);
  g_bytes_unref (request->http->body);
  request->http->body = write_body (request->body);

  return TRUE;
}

/**
 * azc_request_free:
 * @request: (transfer full): a request
 *
 * Frees it.
 */
void
azc_request_free (AzcRequest *request)
{
  g_return_if_fail (request != NULL);

  azc_http_request_free (request->http);
  g_clear_pointer (&request->body, json_node_unref);
  g_free (request);
}
