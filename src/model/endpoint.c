/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The settings of one service. Reading and writing the endpoint file is in
 * endpoint-file.c. */

#include "config.h"

#include "model/endpoint.h"

#include <string.h>

#include "base/expand.h"
#include "base/json.h"
#include "base/redact.h"
#include "base/util.h"

struct _AzcEndpoint
{
  GObject      parent_instance;
  char        *id;
  char        *name;
  char        *url;
  char        *deployment;
  char        *api_version;
  char        *auth_header;
  char        *key_reference;
  char        *title_model;
  char        *proxy;
  char        *ca_file;
  AzcPairs    *headers;
  AzcPairs    *query;
  GListStore  *models;
  JsonNode    *parameters;
  AzcRoute     route;
  AzcAuthKind  auth;
  guint        timeout;
  guint        allow_insecure : 1;
  guint        demo : 1;
};

enum
{
  PROP_ID = 1,
  PROP_NAME,
  PROP_URL,
  PROP_ROUTE,
  PROP_DEPLOYMENT,
  PROP_API_VERSION,
  PROP_AUTH,
  PROP_AUTH_HEADER,
  PROP_KEY_REFERENCE,
  PROP_HEADERS,
  PROP_QUERY,
  PROP_MODELS,
  PROP_PARAMETERS,
  PROP_TITLE_MODEL,
  PROP_PROXY,
  PROP_CA_FILE,
  PROP_TIMEOUT,
  PROP_ALLOW_INSECURE,
  PROP_DEMO,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (AzcEndpoint, azc_endpoint, G_TYPE_OBJECT)

static void
azc_endpoint_finalize (GObject *object)
{
  AzcEndpoint *self = AZC_ENDPOINT (object);

  g_free (self->id);
  g_free (self->name);
  g_free (self->url);
  g_free (self->deployment);
  g_free (self->api_version);
  g_free (self->auth_header);
  g_free (self->key_reference);
  g_free (self->title_model);
  g_free (self->proxy);
  g_free (self->ca_file);
  azc_pairs_unref (self->headers);
  azc_pairs_unref (self->query);
  g_object_unref (self->models);
  g_clear_pointer (&self->parameters, json_node_unref);

  G_OBJECT_CLASS (azc_endpoint_parent_class)->finalize (object);
}

static void
azc_endpoint_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  AzcEndpoint *self = AZC_ENDPOINT (object);

  switch (prop_id)
    {
    case PROP_ID:
      g_value_set_string (value, azc_endpoint_get_id (self));
      break;
    case PROP_NAME:
      g_value_set_string (value, azc_endpoint_get_name (self));
      break;
    case PROP_URL:
      g_value_set_string (value, azc_endpoint_get_url (self));
      break;
    case PROP_DEPLOYMENT:
      g_value_set_string (value, azc_endpoint_get_deployment (self));
      break;
    case PROP_API_VERSION:
      g_value_set_string (value, azc_endpoint_get_api_version (self));
      break;
    case PROP_AUTH_HEADER:
      g_value_set_string (value, azc_endpoint_get_auth_header (self));
      break;
    case PROP_KEY_REFERENCE:
      g_value_set_string (value, azc_endpoint_get_key_reference (self));
      break;
    case PROP_TITLE_MODEL:
      g_value_set_string (value, azc_endpoint_get_title_model (self));
      break;
    case PROP_PROXY:
      g_value_set_string (value, azc_endpoint_get_proxy (self));
      break;
    case PROP_CA_FILE:
      g_value_set_string (value, azc_endpoint_get_ca_file (self));
      break;
    case PROP_ROUTE:
      g_value_set_uint (value, azc_endpoint_get_route (self));
      break;
    case PROP_AUTH:
      g_value_set_uint (value, azc_endpoint_get_auth (self));
      break;
    case PROP_HEADERS:
      g_value_set_boxed (value, azc_endpoint_get_headers (self));
      break;
    case PROP_QUERY:
      g_value_set_boxed (value, azc_endpoint_get_query (self));
      break;
    case PROP_MODELS:
      g_value_set_object (value, azc_endpoint_get_models (self));
      break;
    case PROP_PARAMETERS:
      g_value_set_boxed (value, azc_endpoint_get_parameters (self));
      break;
    case PROP_TIMEOUT:
      g_value_set_uint (value, azc_endpoint_get_timeout (self));
      break;
    case PROP_ALLOW_INSECURE:
      g_value_set_boolean (value, azc_endpoint_get_allow_insecure (self));
      break;
    case PROP_DEMO:
      g_value_set_boolean (value, azc_endpoint_is_demo (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
azc_endpoint_set_property (GObject      *object,
                           guint         prop_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  AzcEndpoint *self = AZC_ENDPOINT (object);

  switch (prop_id)
    {
    case PROP_ID:
      self->id = g_value_dup_string (value);
      break;
    case PROP_NAME:
      azc_endpoint_set_name (self, g_value_get_string (value));
      break;
    case PROP_URL:
      azc_endpoint_set_url (self, g_value_get_string (value));
      break;
    case PROP_DEPLOYMENT:
      azc_endpoint_set_deployment (self, g_value_get_string (value));
      break;
    case PROP_API_VERSION:
      azc_endpoint_set_api_version (self, g_value_get_string (value));
      break;
    case PROP_AUTH_HEADER:
      azc_endpoint_set_auth_header (self, g_value_get_string (value));
      break;
    case PROP_KEY_REFERENCE:
      azc_endpoint_set_key_reference (self, g_value_get_string (value));
      break;
    case PROP_TITLE_MODEL:
      azc_endpoint_set_title_model (self, g_value_get_string (value));
      break;
    case PROP_PROXY:
      azc_endpoint_set_proxy (self, g_value_get_string (value));
      break;
    case PROP_CA_FILE:
      azc_endpoint_set_ca_file (self, g_value_get_string (value));
      break;
    case PROP_ROUTE:
      azc_endpoint_set_route (self, g_value_get_uint (value));
      break;
    case PROP_AUTH:
      azc_endpoint_set_auth (self, g_value_get_uint (value));
      break;
    case PROP_HEADERS:
      azc_endpoint_set_headers (self, g_value_get_boxed (value));
      break;
    case PROP_QUERY:
      azc_endpoint_set_query (self, g_value_get_boxed (value));
      break;
    case PROP_MODELS:
      azc_endpoint_set_models (self, g_value_get_object (value));
      break;
    case PROP_PARAMETERS:
      azc_endpoint_set_parameters (self, g_value_get_boxed (value));
      break;
    case PROP_TIMEOUT:
      azc_endpoint_set_timeout (self, g_value_get_uint (value));
      break;
    case PROP_ALLOW_INSECURE:
      azc_endpoint_set_allow_insecure (self, g_value_get_boolean (value));
      break;
    case PROP_DEMO:
      azc_endpoint_set_demo (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
azc_endpoint_class_init (AzcEndpointClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = azc_endpoint_finalize;
  object_class->get_property = azc_endpoint_get_property;
  object_class->set_property = azc_endpoint_set_property;

  properties[PROP_ID] =
    g_param_spec_string ("id", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_NAME] =
    g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_URL] =
    g_param_spec_string ("url", NULL, NULL, NULL, flags);
  properties[PROP_DEPLOYMENT] =
    g_param_spec_string ("deployment", NULL, NULL, NULL, flags);
  properties[PROP_API_VERSION] =
    g_param_spec_string ("api-version", NULL, NULL, NULL, flags);
  properties[PROP_AUTH_HEADER] =
    g_param_spec_string ("auth-header", NULL, NULL, NULL, flags);
  properties[PROP_KEY_REFERENCE] =
    g_param_spec_string ("key-reference", NULL, NULL, NULL, flags);
  properties[PROP_TITLE_MODEL] =
    g_param_spec_string ("title-model", NULL, NULL, NULL, flags);
  properties[PROP_PROXY] =
    g_param_spec_string ("proxy", NULL, NULL, NULL, flags);
  properties[PROP_CA_FILE] =
    g_param_spec_string ("ca-file", NULL, NULL, NULL, flags);
  properties[PROP_ROUTE] =
    g_param_spec_uint ("route", NULL, NULL, 0, AZC_ROUTE_ANTHROPIC, AZC_ROUTE_AUTO, flags);
  properties[PROP_AUTH] =
    g_param_spec_uint ("auth", NULL, NULL, 0, AZC_AUTH_NONE, AZC_AUTH_AUTO, flags);
  properties[PROP_HEADERS] =
    g_param_spec_boxed ("headers", NULL, NULL, AZC_TYPE_PAIRS, flags);
  properties[PROP_QUERY] =
    g_param_spec_boxed ("query", NULL, NULL, AZC_TYPE_PAIRS, flags);
  properties[PROP_MODELS] =
    g_param_spec_object ("models", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  properties[PROP_PARAMETERS] =
    g_param_spec_boxed ("parameters", NULL, NULL, JSON_TYPE_NODE, flags);
  properties[PROP_TIMEOUT] =
    g_param_spec_uint ("timeout", NULL, NULL, 1, G_MAXUINT, AZC_ENDPOINT_DEFAULT_TIMEOUT, flags);
  properties[PROP_ALLOW_INSECURE] =
    g_param_spec_boolean ("allow-insecure", NULL, NULL, FALSE, flags);
  properties[PROP_DEMO] =
    g_param_spec_boolean ("demo", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
azc_endpoint_init (AzcEndpoint *self)
{
  self->headers = azc_pairs_new ();
  self->query = azc_pairs_new ();
  self->models = g_list_store_new (AZC_TYPE_MODEL);
  self->timeout = AZC_ENDPOINT_DEFAULT_TIMEOUT;
}

static void
notify (AzcEndpoint *self,
        guint        prop_id)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[prop_id]);
}

/* Empty text means "not set", whichever way it is written. */
static void
set_text (AzcEndpoint  *self,
          char        **field,
          const char   *value,
          guint         prop_id)
{
  if (azc_set_str (field, azc_str_empty (value) ? NULL : value))
    notify (self, prop_id);
}

static void
set_pairs (AzcEndpoint  *self,
           AzcPairs    **field,
           AzcPairs     *value,
           guint         prop_id)
{
  AzcPairs *pairs;

  if (azc_pairs_equal (*field, value))
    return;

  pairs = value != NULL ? azc_pairs_ref (value) : azc_pairs_new ();
  azc_pairs_unref (*field);
  *field = pairs;
  notify (self, prop_id);
}

/**
 * azc_endpoint_new:
 * @id: (nullable): a unique id; %NULL for a new one
 *
 * Returns: (transfer full): an endpoint in which nothing is set
 */
AzcEndpoint *
azc_endpoint_new (const char *id)
{
  g_autofree char *new_id = id == NULL ? g_uuid_string_random () : NULL;

  return g_object_new (AZC_TYPE_ENDPOINT, "id", id != NULL ? id : new_id, NULL);
}

/**
 * azc_endpoint_copy:
 * @self: an endpoint
 *
 * Returns: (transfer full): a copy with the same id, that shares nothing that changes
 */
AzcEndpoint *
azc_endpoint_copy (AzcEndpoint *self)
{
  AzcEndpoint *copy;

  g_return_val_if_fail (AZC_IS_ENDPOINT (self), NULL);

  copy = azc_endpoint_new (self->id);
  azc_endpoint_assign (copy, self);

  return copy;
}

/**
 * azc_endpoint_assign:
 * @self: an endpoint
 * @source: another endpoint
 *
 * Takes over everything but the id. Only what differs is notified.
 */
void
azc_endpoint_assign (AzcEndpoint *self,
                     AzcEndpoint *source)
{
  g_return_if_fail (AZC_IS_ENDPOINT (self));
  g_return_if_fail (AZC_IS_ENDPOINT (source));

  g_object_freeze_notify (G_OBJECT (self));
  azc_endpoint_set_name (self, source->name);
  azc_endpoint_set_url (self, source->url);
  azc_endpoint_set_deployment (self, source->deployment);
  azc_endpoint_set_api_version (self, source->api_version);
  azc_endpoint_set_auth_header (self, source->auth_header);
  azc_endpoint_set_key_reference (self, source->key_reference);
  azc_endpoint_set_title_model (self, source->title_model);
  azc_endpoint_set_proxy (self, source->proxy);
  azc_endpoint_set_ca_file (self, source->ca_file);
  azc_endpoint_set_route (self, source->route);
  azc_endpoint_set_auth (self, source->auth);
  azc_endpoint_set_headers (self, source->headers);
  azc_endpoint_set_query (self, source->query);
  azc_endpoint_set_models (self, G_LIST_MODEL (source->models));
  azc_endpoint_set_parameters (self, source->parameters);
  azc_endpoint_set_timeout (self, source->timeout);
  azc_endpoint_set_allow_insecure (self, source->allow_insecure);
  azc_endpoint_set_demo (self, source->demo);
  g_object_thaw_notify (G_OBJECT (self));
}

static gboolean
models_equal (GListModel *a,
              GListModel *b)
{
  guint n_models = g_list_model_get_n_items (a);

  if (n_models != g_list_model_get_n_items (b))
    return FALSE;

  for (guint i = 0; i < n_models; i++)
    {
      g_autoptr (AzcModel) x = g_list_model_get_item (a, i);
      g_autoptr (AzcModel) y = g_list_model_get_item (b, i);
      g_autoptr (JsonNode) x_json = azc_model_to_json (x);
      g_autoptr (JsonNode) y_json = azc_model_to_json (y);

      if (!json_node_equal (x_json, y_json))
        return FALSE;
    }

  return TRUE;
}

static gboolean
parameters_equal (JsonNode *a,
                  JsonNode *b)
{
  return a == b || (a != NULL && b != NULL && json_node_equal (a, b));
}

/**
 * azc_endpoint_equal:
 * @self: an endpoint
 * @other: another endpoint
 *
 * Returns: whether both have the same settings; the ids do not count
 */
gboolean
azc_endpoint_equal (AzcEndpoint *self,
                    AzcEndpoint *other)
{
  g_autoptr (JsonNode) a = NULL;
  g_autoptr (JsonNode) b = NULL;

  g_return_val_if_fail (AZC_IS_ENDPOINT (self), FALSE);
  g_return_val_if_fail (AZC_IS_ENDPOINT (other), FALSE);

  a = azc_endpoint_to_json (self);
  b = azc_endpoint_to_json (other);

  return json_node_equal (a, b) && self->demo == other->demo;
}

/**
 * azc_endpoint_get_id:
 * @self: an endpoint
 *
 * Returns: (transfer none): its id
 */
const char *
azc_endpoint_get_id (AzcEndpoint *self)
{
  g_return_val_if_fail (AZC_IS_ENDPOINT (self), NULL);

  return self->id;
}

/**
 * azc_endpoint_get_name:
 * @self: an endpoint
 *
 * Returns: (transfer none) (nullable): what the person calls it
 */
const char *
azc_endpoint_get_name (AzcEndpoint *self)
{
  g_return_val_if_fail (AZC_IS_ENDPOINT (self), NULL);

  return self->name;
}

/**
 * azc_endpoint_set_name:
 * @self: an endpoint
 * @name: (nullable): what the person calls it; empty counts as %NULL
 *
 * Sets [property@Azc.Endpoint:name].
 */
void
azc_endpoint_set_name (AzcEndpoint *self,
                       const char  *name)
{
  g_return_if_fail (AZC_IS_ENDPOINT (self));

  set_text (self, &self->name, name, PROP_NAME);
}

/**
 * azc_endpoint_get_url:
 * @self: an endpoint
 *
 * Returns: (transfer none) (nullable): the address as it was pasted
 */
const char *
azc_endpoint_get_url (AzcEndpoint *self)
{
  g_return_val_if_fail (AZC_IS_ENDPOINT (self), NULL);

  return self->url;
}

/**
 * azc_endpoint_set_url:
 * @self: an endpoint
 * @url: (nullable): the address as it was pasted; empty counts as %NULL
 *
 * Sets [property@Azc.Endpoint:url].
 */
void
azc_endpoint_set_url (AzcEndpoint *self,
                      const char  *url)
{
  g_return_if_fail (AZC_IS_ENDPOINT (self));

  set_text (self, &self->url, url, PROP_URL);
}

/**
 * azc_endpoint_get_deployment:
 * @self: an endpoint
 *
 * Returns: (transfer none) (nullable): the deployment
 */
const char *
azc_endpoint_get_deployment (AzcEndpoint *self)
{
  g_return_val_if_fail (AZC_IS_ENDPOINT (self), NULL);

  return self->deployment;
}

/**
 * azc_endpoint_set_deployment:
 * @self: an endpoint
 * @deployment: (nullable): the deployment; empty counts as %NULL
 *
 * Sets [property@Azc.Endpoint:deployment].
 */
void
azc_endpoint_set_deployment (AzcEndpoint *self,
                             const char  *deployment)
{
  g_return_if_fail (AZC_IS_ENDPOINT (self));

  set_text (self, &self->deployment, deployment, PROP_DEPLOYMENT);
}

/**
 * azc_endpoint_get_api_version:
 * @self: an endpoint
 *
 * Returns: (transfer none) (nullable): the api-version, sent exactly as it stands
 */
const char *
azc_endpoint_get_api_version (AzcEndpoint *self)
{
  g_return_val_if_fail (AZC_IS_ENDPOINT (self), NULL);

  return self->api_version;
}

/**
 * azc_endpoint_set_api_version:
 * @self: an endpoint
 * @api_version: (nullable): the api-version, sent exactly as it stands; empty counts as %NULL
 *
 * Sets [property@Azc.Endpoint:api-version].
 */
void
azc_endpoint_set_api_version (AzcEndpoint *self,
                              const char  *api_version)
{
  g_return_if_fail (AZC_IS_ENDPOINT (self));

  set_text (self, &self->api_version, api_version, PROP_API_VERSION);
}

/**
 * azc_endpoint_get_auth_header:
 * @self: an endpoint
 *
 * Returns: (transfer none) (nullable): the header that carries the key, where the kind is %AZC_AUTH_HEADER
 */
const char *
azc_endpoint_get_auth_header (AzcEndpoint *self)
{
  g_return_val_if_fail (AZC_IS_ENDPOINT (self), NULL);

  return self->auth_header;
}

/**
 * azc_endpoint_set_auth_header:
 * @self: an endpoint
 * @auth_header: (nullable): the header that carries the key, where the kind is %AZC_AUTH_HEADER;
 *   empty counts as %NULL
 *
 * Sets [property@Azc.Endpoint:auth-header].
 */
void
azc_endpoint_set_auth_header (AzcEndpoint *self,
                              const char  *auth_header)
{
  g_return_if_fail (AZC_IS_ENDPOINT (self));

  set_text (self, &self->auth_header, auth_header, PROP_AUTH_HEADER);
}

/**
 * azc_endpoint_get_key_reference:
 * @self: an endpoint
 *
 * Returns: (transfer none) (nullable): a reference such as `${CONTOSO_KEY}` to take the key from, never a key
 */
const char *
azc_endpoint_get_key_reference (AzcEndpoint *self)
{
  g_return_val_if_fail (AZC_IS_ENDPOINT (self), NULL);

  return self->key_reference;
}

/**
 * azc_endpoint_set_key_reference:
 * @self: an endpoint
 * @key_reference: (nullable): a reference such as `${CONTOSO_KEY}` to take the key from, never a key;
 *   empty counts as %NULL
 *
 * Sets [property@Azc.Endpoint:key-reference].
 */
void
azc_endpoint_set_key_reference (AzcEndpoint *self,
                                const char  *key_reference)
{
  g_return_if_fail (AZC_IS_ENDPOINT (self));

  set_text (self, &self->key_reference, key_reference, PROP_KEY_REFERENCE);
}

/**
 * azc_endpoint_get_title_model:
 * @self: an endpoint
 *
 * Returns: (transfer none) (nullable): the model that makes titles; %NULL for the conversation’s own
 */
const char *
azc_endpoint_get_title_model (AzcEndpoint *self)
{
  g_return_val_if_fail (AZC_IS_ENDPOINT (self), NULL);

  return self->title_model;
}

/**
 * azc_endpoint_set_title_model:
 * @self: an endpoint
 * @title_model: (nullable): the model that makes titles; %NULL for the conversation’s own;
 *   empty counts as %NULL
 *
 * Sets [property@Azc.Endpoint:title-model].
 */
void
azc_endpoint_set_title_model (AzcEndpoint *self,
                              const char  *title_model)
{
  g_return_if_fail (AZC_IS_ENDPOINT (self));

  set_text (self, &self->title_model, title_model, PROP_TITLE_MODEL);
}

/**
 * azc_endpoint_get_proxy:
 * @self: an endpoint
 *
 * Returns: (transfer none) (nullable): the proxy’s URI; %NULL for the system’s
 */
const char *
azc_endpoint_get_proxy (AzcEndpoint *self)
{
  g_return_val_if_fail (AZC_IS_ENDPOINT (self), NULL);

  return self->proxy;
}

/**
 * azc_endpoint_set_proxy:
 * @self: an endpoint
 * @proxy: (nullable): the proxy’s URI; %NULL for the system’s; empty counts as %NULL
 *
 * Sets [property@Azc.Endpoint:proxy].
 */
void
azc_endpoint_set_proxy (AzcEndpoint *self,
                        const char  *proxy)
{
  g_return_if_fail (AZC_IS_ENDPOINT (self));

  set_text (self, &self->proxy, proxy, PROP_PROXY);
}

/**
 * azc_endpoint_get_ca_file:
 * @self: an endpoint
 *
 * Returns: (transfer none) (nullable): path of a PEM file with further certificate authorities
 */
const char *
azc_endpoint_get_ca_file (AzcEndpoint *self)
{
  g_return_val_if_fail (AZC_IS_ENDPOINT (self), NULL);

  return self->ca_file;
}

/**
 * azc_endpoint_set_ca_file:
 * @self: an endpoint
 * @ca_file: (nullable): path of a PEM file with further certificate authorities; empty counts as %NULL
 *
 * Sets [property@Azc.Endpoint:ca-file].
 */
void
azc_endpoint_set_ca_file (AzcEndpoint *self,
                          const char  *ca_file)
{
  g_return_if_fail (AZC_IS_ENDPOINT (self));

  set_text (self, &self->ca_file, ca_file, PROP_CA_FILE);
}

/**
 * azc_endpoint_get_route:
 * @self: an endpoint
 *
 * Returns: the shape of its URLs
 */
AzcRoute
azc_endpoint_get_route (AzcEndpoint *self)
{
  g_return_val_if_fail (AZC_IS_ENDPOINT (self), AZC_ROUTE_AUTO);

  return self->route;
}

/**
 * azc_endpoint_set_route:
 * @self: an endpoint
 * @route: the shape of its URLs
 *
 * Sets [property@Azc.Endpoint:route].
 */
void
azc_endpoint_set_route (AzcEndpoint *self,
                        AzcRoute     route)
{
  g_return_if_fail (AZC_IS_ENDPOINT (self));

  if (self->route == route)
    return;

  self->route = route;
  notify (self, PROP_ROUTE);
}

/**
 * azc_endpoint_get_auth:
 * @self: an endpoint
 *
 * Returns: how requests are authenticated
 */
AzcAuthKind
azc_endpoint_get_auth (AzcEndpoint *self)
{
  g_return_val_if_fail (AZC_IS_ENDPOINT (self), AZC_AUTH_AUTO);

  return self->auth;
}

/**
 * azc_endpoint_set_auth:
 * @self: an endpoint
 * @auth: how requests are authenticated
 *
 * Sets [property@Azc.Endpoint:auth].
 */
void
azc_endpoint_set_auth (AzcEndpoint *self,
                       AzcAuthKind  auth)
{
  g_return_if_fail (AZC_IS_ENDPOINT (self));

  if (self->auth == auth)
    return;

  self->auth = auth;
  notify (self, PROP_AUTH);
}

/**
 * azc_endpoint_get_timeout:
 * @self: an endpoint
 *
 * Returns: seconds until the first byte of an answer
 */
guint
azc_endpoint_get_timeout (AzcEndpoint *self)
{
  g_return_val_if_fail (AZC_IS_ENDPOINT (self), 0);

  return self->timeout;
}

/**
 * azc_endpoint_set_timeout:
 * @self: an endpoint
 * @timeout: seconds until the first byte of an answer, at least 1
 *
 * Sets [property@Azc.Endpoint:timeout].
 */
void
azc_endpoint_set_timeout (AzcEndpoint *self,
                          guint        timeout)
{
  g_return_if_fail (AZC_IS_ENDPOINT (self));
  g_return_if_fail (timeout > 0);

  if (self->timeout == timeout)
    return;

  self->timeout = timeout;
  notify (self, PROP_TIMEOUT);
}

/**
 * azc_endpoint_get_headers:
 * @self: an endpoint
 *
 * Returns: (transfer none): additional headers; a missing value removes the header
 */
AzcPairs *
azc_endpoint_get_headers (AzcEndpoint *self)
{
  g_return_val_if_fail (AZC_IS_ENDPOINT (self), NULL);

  return self->headers;
}

/**
 * azc_endpoint_set_headers:
 * @self: an endpoint
 * @headers: (nullable): additional headers; a missing value removes the header
 *
 * Sets [property@Azc.Endpoint:headers].
 */
void
azc_endpoint_set_headers (AzcEndpoint *self,
                          AzcPairs    *headers)
{
  g_return_if_fail (AZC_IS_ENDPOINT (self));

  set_pairs (self, &self->headers, headers, PROP_HEADERS);
}

/**
 * azc_endpoint_get_query:
 * @self: an endpoint
 *
 * Returns: (transfer none): additional query parameters; a missing value removes the parameter
 */
AzcPairs *
azc_endpoint_get_query (AzcEndpoint *self)
{
  g_return_val_if_fail (AZC_IS_ENDPOINT (self), NULL);

  return self->query;
}

/**
 * azc_endpoint_set_query:
 * @self: an endpoint
 * @query: (nullable): additional query parameters; a missing value removes the parameter
 *
 * Sets [property@Azc.Endpoint:query].
 */
void
azc_endpoint_set_query (AzcEndpoint *self,
                        AzcPairs    *query)
{
  g_return_if_fail (AZC_IS_ENDPOINT (self));

  set_pairs (self, &self->query, query, PROP_QUERY);
}

/**
 * azc_endpoint_get_models:
 * @self: an endpoint
 *
 * Returns: (transfer none): its models, a list of [class@Azc.Model]
 */
GListModel *
azc_endpoint_get_models (AzcEndpoint *self)
{
  g_return_val_if_fail (AZC_IS_ENDPOINT (self), NULL);

  return G_LIST_MODEL (self->models);
}

/**
 * azc_endpoint_set_models:
 * @self: an endpoint
 * @models: (nullable): a list of [class@Azc.Model], which is copied
 *
 * Sets [property@Azc.Endpoint:models].
 */
void
azc_endpoint_set_models (AzcEndpoint *self,
                         GListModel  *models)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_if_fail (AZC_IS_ENDPOINT (self));

  for (guint i = 0; models != NULL && i < g_list_model_get_n_items (models); i++)
    g_ptr_array_add (items, g_list_model_get_item (models, i));

  if (models == G_LIST_MODEL (self->models) ||
      (models != NULL && models_equal (G_LIST_MODEL (self->models), models)))
    return;

  g_list_store_splice (self->models, 0, g_list_model_get_n_items (G_LIST_MODEL (self->models)),
                       items->pdata, items->len);
  notify (self, PROP_MODELS);
}

/**
 * azc_endpoint_find_model:
 * @self: an endpoint
 * @name: (nullable): a model's name
 *
 * Returns: (transfer none) (nullable): the model
 */
AzcModel *
azc_endpoint_find_model (AzcEndpoint *self,
                         const char  *name)
{
  g_return_val_if_fail (AZC_IS_ENDPOINT (self), NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->models)); i++)
    {
      g_autoptr (AzcModel) model = g_list_model_get_item (G_LIST_MODEL (self->models), i);

      /* The list keeps it alive. */
      if (g_strcmp0 (azc_model_get_name (model), name) == 0)
        return model;
    }

  return NULL;
}

/**
 * azc_endpoint_get_parameters:
 * @self: an endpoint
 *
 * Returns: (transfer none) (nullable): an object with `default`, `force` and `drop`
 */
JsonNode *
azc_endpoint_get_parameters (AzcEndpoint *self)
{
  g_return_val_if_fail (AZC_IS_ENDPOINT (self), NULL);

  return self->parameters;
}

/**
 * azc_endpoint_set_parameters:
 * @self: an endpoint
 * @parameters: (nullable): an object with `default`, `force` and `drop`; copied
 *
 * Sets [property@Azc.Endpoint:parameters].
 */
void
azc_endpoint_set_parameters (AzcEndpoint *self,
                             JsonNode    *parameters)
{
  g_return_if_fail (AZC_IS_ENDPOINT (self));

  if (parameters_equal (self->parameters, parameters))
    return;

  g_clear_pointer (&self->parameters, json_node_unref);
  self->parameters = parameters != NULL ? json_node_copy (parameters) : NULL;
  notify (self, PROP_PARAMETERS);
}

/**
 * azc_endpoint_get_allow_insecure:
 * @self: an endpoint
 *
 * Returns: whether plain http to other machines was confirmed
 */
gboolean
azc_endpoint_get_allow_insecure (AzcEndpoint *self)
{
  g_return_val_if_fail (AZC_IS_ENDPOINT (self), FALSE);

  return self->allow_insecure;
}

/**
 * azc_endpoint_set_allow_insecure:
 * @self: an endpoint
 * @allow_insecure: whether plain http to other machines was confirmed
 *
 * Sets [property@Azc.Endpoint:allow-insecure].
 */
void
azc_endpoint_set_allow_insecure (AzcEndpoint *self,
                                 gboolean     allow_insecure)
{
  g_return_if_fail (AZC_IS_ENDPOINT (self));

  allow_insecure = !!allow_insecure;
  if (self->allow_insecure == (guint) allow_insecure)
    return;

  self->allow_insecure = (guint) allow_insecure & 1;
  notify (self, PROP_ALLOW_INSECURE);
}

/**
 * azc_endpoint_is_demo:
 * @self: an endpoint
 *
 * Returns: whether it is the built-in demo, which is never written to the settings
 */
gboolean
azc_endpoint_is_demo (AzcEndpoint *self)
{
  g_return_val_if_fail (AZC_IS_ENDPOINT (self), FALSE);

  return self->demo;
}

/**
 * azc_endpoint_set_demo:
 * @self: an endpoint
 * @demo: whether it is the built-in demo, which is never written to the settings
 *
 * Sets [property@Azc.Endpoint:demo].
 */
void
azc_endpoint_set_demo (AzcEndpoint *self,
                       gboolean     demo)
{
  g_return_if_fail (AZC_IS_ENDPOINT (self));

  demo = !!demo;
  if (self->demo == (guint) demo)
    return;

  self->demo = (guint) demo & 1;
  notify (self, PROP_DEMO);
}
