/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The endpoint file: the JSON that the command line, the tests and the documentation
 * share. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/error.h"
#include "base/expand.h"
#include "base/json.h"
#include "base/util.h"
#include "model/endpoint.h"

#define AUTH_HEADER_PREFIX "header:"

static gboolean
fail (GError     **error,
      const char  *field,
      const char  *format,
      ...) G_GNUC_PRINTF (3, 4);

static gboolean
fail (GError     **error,
      const char  *field,
      const char  *format,
      ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);

  g_set_error_literal (error, AZC_ERROR, AZC_ERROR_SETTINGS, message);
  if (error != NULL)
    azc_error_set_subject (*error, field);

  return FALSE;
}

/* Reads one member's value into the endpoint; @member is what an error names. */
typedef gboolean (*ReadFunc) (AzcEndpoint  *self,
                              const char   *member,
                              JsonNode     *value,
                              GError      **error);

static gboolean
read_route (AzcEndpoint  *self,
            const char   *member,
            JsonNode     *value,
            GError      **error)
{
  const char *text = json_node_get_value_type (value) == G_TYPE_STRING ? json_node_get_string (value) : NULL;
  AzcRoute route;

  if (!azc_route_from_string (text, &route))
    return fail (error, member, _("“%s” must be one of auto, azure, azure-v1, foundry, serverless, openai and anthropic."), member);

  azc_endpoint_set_route (self, route);

  return TRUE;
}

static gboolean
read_auth (AzcEndpoint  *self,
           const char   *member,
           JsonNode     *value,
           GError      **error)
{
  const char *text = json_node_get_value_type (value) == G_TYPE_STRING ? json_node_get_string (value) : NULL;
  AzcAuthKind kind;

  if (text != NULL && g_str_has_prefix (text, AUTH_HEADER_PREFIX) &&
      text[strlen (AUTH_HEADER_PREFIX)] != '\0')
    {
      azc_endpoint_set_auth (self, AZC_AUTH_HEADER);
      azc_endpoint_set_auth_header (self, text + strlen (AUTH_HEADER_PREFIX));
      return TRUE;
    }

  if (!azc_auth_kind_from_string (text, &kind) || kind == AZC_AUTH_HEADER)
    return fail (error, member, _("“%s” must be one of auto, api-key, bearer, both, header:NAME, entra-cli, entra-device, entra-client and none."), member);

  azc_endpoint_set_auth (self, kind);

  return TRUE;
}

static gboolean
read_headers (AzcEndpoint  *self,
              const char   *member,
              JsonNode     *value,
              GError      **error)
{
  g_autoptr (AzcPairs) pairs = azc_pairs_from_json (value, member, error);

  if (pairs != NULL)
    azc_endpoint_set_headers (self, pairs);

  return pairs != NULL;
}

static gboolean
read_query (AzcEndpoint  *self,
            const char   *member,
            JsonNode     *value,
            GError      **error)
{
  g_autoptr (AzcPairs) pairs = azc_pairs_from_json (value, member, error);

  if (pairs != NULL)
    azc_endpoint_set_query (self, pairs);

  return pairs != NULL;
}

static gboolean
read_models (AzcEndpoint  *self,
             const char   *member,
             JsonNode     *value,
             GError      **error)
{
  g_autoptr (GListStore) models = g_list_store_new (AZC_TYPE_MODEL);
  JsonArray *array;

  if (!JSON_NODE_HOLDS_ARRAY (value))
    return fail (error, member, _("“%s” must be a list."), member);

  array = json_node_get_array (value);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *object = azc_json_get_element (array, i);
      g_autoptr (AzcModel) model = NULL;

      if (object == NULL)
        return fail (error, member, _("“%s” must be a list of objects."), member);
      model = azc_model_new_from_json (object, error);
      if (model == NULL)
        return FALSE;
      g_list_store_append (models, model);
    }

  azc_endpoint_set_models (self, G_LIST_MODEL (models));

  return TRUE;
}

static gboolean
read_parameters (AzcEndpoint  *self,
                 const char   *member,
                 JsonNode     *value,
                 GError      **error)
{
  static const char * const known[] = { "default", "force", "drop", NULL };
  g_autoptr (GList) names = NULL;

  if (!JSON_NODE_HOLDS_OBJECT (value))
    return fail (error, member, _("“%s” must be an object."), member);

  names = json_object_get_members (json_node_get_object (value));
  for (GList *l = names; l != NULL; l = l->next)
    {
      JsonNode *part = json_object_get_member (json_node_get_object (value), l->data);

      if (!g_strv_contains (known, l->data))
        return fail (error, member, _("“%s” may hold default, force and drop, not “%s”."), member, (const char *) l->data);
      if (g_str_equal (l->data, "drop") ? !JSON_NODE_HOLDS_ARRAY (part) : !JSON_NODE_HOLDS_OBJECT (part))
        return fail (error, member, _("“%s” of “%s” has the wrong type."), (const char *) l->data, member);
    }

  azc_endpoint_set_parameters (self, value);

  return TRUE;
}

static gboolean
read_timeout (AzcEndpoint  *self,
              const char   *member,
              JsonNode     *value,
              GError      **error)
{
  gint64 seconds = json_node_get_value_type (value) == G_TYPE_INT64 ? json_node_get_int (value) : 0;

  if (seconds < 1 || seconds > 86400)
    return fail (error, member, _("“%s” must be a number of seconds from 1 to 86400."), member);

  azc_endpoint_set_timeout (self, (guint) seconds);

  return TRUE;
}

static gboolean
read_allow_insecure (AzcEndpoint  *self,
                     const char   *member,
                     JsonNode     *value,
                     GError      **error)
{
  if (json_node_get_value_type (value) != G_TYPE_BOOLEAN)
    return fail (error, member, _("“%s” must be true or false."), member);

  azc_endpoint_set_allow_insecure (self, json_node_get_boolean (value));

  return TRUE;
}

/* A member has a function of its own, or is text that goes to the property of its name. */
static const struct
{
  const char *member;
  ReadFunc    read;
} members[] = {
  { "name", NULL },
  { "url", NULL },
  { "route", read_route },
  { "deployment", NULL },
  { "api-version", NULL },
  { "auth", read_auth },
  { "headers", read_headers },
  { "query", read_query },
  { "models", read_models },
  { "parameters", read_parameters },
  { "title-model", NULL },
  { "proxy", NULL },
  { "ca-file", NULL },
  { "timeout", read_timeout },
  { "allow-insecure", read_allow_insecure },
};

static gboolean
read_member (AzcEndpoint  *self,
             const char   *name,
             JsonNode     *value,
             GError      **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      if (!g_str_equal (members[i].member, name))
        continue;
      if (JSON_NODE_HOLDS_NULL (value))
        return TRUE;
      if (members[i].read != NULL)
        return members[i].read (self, name, value, error);
      if (json_node_get_value_type (value) != G_TYPE_STRING)
        return fail (error, name, _("“%s” must be a text."), name);
      g_object_set (self, name, json_node_get_string (value), NULL);
      return TRUE;
    }

  return fail (error, name, _("“%s” is not a setting of an endpoint."), name);
}

static gboolean
read_key (AzcEndpoint  *self,
          JsonNode     *value,
          char        **key,
          GError      **error)
{
  if (JSON_NODE_HOLDS_NULL (value))
    return TRUE;
  if (json_node_get_value_type (value) != G_TYPE_STRING)
    return fail (error, "key", _("“%s” must be a text."), "key");

  if (azc_expand_is_reference (json_node_get_string (value)))
    azc_endpoint_set_key_reference (self, json_node_get_string (value));
  else if (key != NULL)
    *key = json_node_dup_string (value);

  return TRUE;
}

/**
 * azc_endpoint_new_from_json:
 * @id: (nullable): id of the endpoint; %NULL for a new one
 * @node: an endpoint file's content
 * @key: (out) (optional) (nullable): the key, if the file holds one that is no reference
 * @error: return location for an error, whose subject is the wrong member
 *
 * Reads an endpoint file. Raises %AZC_ERROR_SETTINGS for a member that is unknown, of the
 * wrong type or missing.
 *
 * Returns: (transfer full): the endpoint
 */
AzcEndpoint *
azc_endpoint_new_from_json (const char  *id,
                            JsonNode    *node,
                            char       **key,
                            GError     **error)
{
  g_autoptr (AzcEndpoint) self = NULL;
  g_autofree char *literal = NULL;
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  g_return_val_if_fail (node != NULL, NULL);

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      fail (error, NULL, _("An endpoint file holds one JSON object."));
      return NULL;
    }

  self = azc_endpoint_new (id);
  json_object_iter_init_ordered (&iter, json_node_get_object (node));
  while (json_object_iter_next_ordered (&iter, &name, &value))
    {
      gboolean is_key = g_str_equal (name, "key");

      if (!(is_key ? read_key (self, value, &literal, error)
                   : read_member (self, name, value, error)))
        return NULL;
    }

  if (azc_endpoint_get_name (self) == NULL || azc_endpoint_get_url (self) == NULL)
    {
      const char *missing = azc_endpoint_get_name (self) == NULL ? "name" : "url";

      fail (error, missing, _("“%s” is missing."), missing);
      return NULL;
    }

  if (key != NULL)
    *key = g_steal_pointer (&literal);

  return g_steal_pointer (&self);
}

static void
write_text (JsonObject *object,
            const char *member,
            const char *value)
{
  if (value != NULL)
    json_object_set_string_member (object, member, value);
}

static void
write_auth (JsonObject  *object,
            AzcEndpoint *self)
{
  g_autofree char *with_header = NULL;

  if (azc_endpoint_get_auth (self) == AZC_AUTH_AUTO)
    return;

  if (azc_endpoint_get_auth (self) == AZC_AUTH_HEADER)
    with_header = g_strconcat (AUTH_HEADER_PREFIX, azc_endpoint_get_auth_header (self), NULL);
  write_text (object, "auth", with_header != NULL ? with_header
                                                  : azc_auth_kind_to_string (azc_endpoint_get_auth (self)));
}

static void
write_models (JsonObject  *object,
              AzcEndpoint *self)
{
  GListModel *models = azc_endpoint_get_models (self);
  JsonArray *array;

  if (g_list_model_get_n_items (models) == 0)
    return;

  array = json_array_new ();
  for (guint i = 0; i < g_list_model_get_n_items (models); i++)
    {
      g_autoptr (AzcModel) model = g_list_model_get_item (models, i);

      json_array_add_element (array, azc_model_to_json (model));
    }
  json_object_set_array_member (object, "models", array);
}

/**
 * azc_endpoint_to_json:
 * @self: an endpoint
 *
 * Writes an endpoint file's content, without what is not set. It never holds a key, only
 * a reference to one.
 *
 * Returns: (transfer full): a JSON object node
 */
JsonNode *
azc_endpoint_to_json (AzcEndpoint *self)
{
  g_autoptr (JsonObject) object = json_object_new ();

  g_return_val_if_fail (AZC_IS_ENDPOINT (self), NULL);

  write_text (object, "name", azc_endpoint_get_name (self));
  write_text (object, "url", azc_endpoint_get_url (self));
  if (azc_endpoint_get_route (self) != AZC_ROUTE_AUTO)
    write_text (object, "route", azc_route_to_string (azc_endpoint_get_route (self)));
  write_text (object, "deployment", azc_endpoint_get_deployment (self));
  write_text (object, "api-version", azc_endpoint_get_api_version (self));
  write_auth (object, self);
  write_text (object, "key", azc_endpoint_get_key_reference (self));
  if (azc_pairs_get_size (azc_endpoint_get_headers (self)) > 0)
    json_object_set_member (object, "headers", azc_pairs_to_json (azc_endpoint_get_headers (self)));
  if (azc_pairs_get_size (azc_endpoint_get_query (self)) > 0)
    json_object_set_member (object, "query", azc_pairs_to_json (azc_endpoint_get_query (self)));
  write_models (object, self);
  if (azc_endpoint_get_parameters (self) != NULL)
    json_object_set_member (object, "parameters", json_node_copy (azc_endpoint_get_parameters (self)));
  write_text (object, "title-model", azc_endpoint_get_title_model (self));
  write_text (object, "proxy", azc_endpoint_get_proxy (self));
  write_text (object, "ca-file", azc_endpoint_get_ca_file (self));
  if (azc_endpoint_get_timeout (self) != AZC_ENDPOINT_DEFAULT_TIMEOUT)
    json_object_set_int_member (object, "timeout", azc_endpoint_get_timeout (self));
  if (azc_endpoint_get_allow_insecure (self))
    json_object_set_boolean_member (object, "allow-insecure", TRUE);

  return json_node_init_object (json_node_alloc (), object);
}
