/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A request as JSON for people to read. */

#include "config.h"

#include <string.h>

#include "base/json.h"
#include "base/redact.h"
#include "provider/request.h"

#define HIDDEN "•••"

static char *
show_value (const AzcHeader *header,
            gboolean         show_secrets)
{
  if (show_secrets)
    return g_strdup (header->value);
  if (header->layer == AZC_LAYER_AUTH || azc_redact_is_sensitive_name (header->name))
    return g_strdup (HIDDEN);

  return azc_redact (header->value);
}

static void
add_headers (JsonObject       *object,
             const AzcHeaders *headers,
             gboolean          show_secrets)
{
  JsonObject *values = json_object_new ();
  JsonObject *layers = json_object_new ();

  for (guint i = 0; i < azc_headers_get_size (headers); i++)
    {
      const AzcHeader *header = azc_headers_get (headers, i);
      g_autofree char *value = show_value (header, show_secrets);

      json_object_set_string_member (values, header->name, value);
      json_object_set_string_member (layers, header->name, azc_layer_to_string (header->layer));
    }

  json_object_set_object_member (object, "headers", values);
  json_object_set_object_member (object, "layers", layers);
}

/* The type and size of a picture say enough: "data:image/png;base64,… (120 bytes)". */
static char *
describe_data (const char *prefix,
               gsize       prefix_length,
               const char *base64)
{
  gsize n_bytes = strlen (base64) / 4 * 3;

  return g_strdup_printf ("%.*s… (%" G_GSIZE_FORMAT " bytes)", (int) prefix_length, prefix, n_bytes);
}

static void
abbreviate (JsonNode *node)
{
  const char *text = json_node_get_string (node);
  const char *comma = strchr (text, ',');
  g_autofree char *shortened = NULL;

  if (g_str_has_prefix (text, "data:") && comma != NULL)
    shortened = describe_data (text, (gsize) (comma + 1 - text), comma + 1);
  else
    shortened = azc_redact (text);

  json_node_set_string (node, shortened);
}

/* The source of a picture in the Messages format. */
static void
abbreviate_source (JsonObject *object)
{
  const char *data = azc_json_get_string (object, "data");
  g_autofree char *shortened = NULL;

  if (data == NULL || g_strcmp0 (azc_json_get_string (object, "type"), "base64") != 0)
    return;

  shortened = describe_data ("", 0, data);
  json_object_set_string_member (object, "data", shortened);
}

static void
abbreviate_all (JsonNode *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      g_autoptr (GList) values = NULL;

      abbreviate_source (json_node_get_object (node));
      values = json_object_get_values (json_node_get_object (node));
      g_list_foreach (values, (GFunc) (void (*) (void)) abbreviate_all, NULL);
    }
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      g_autoptr (GList) values = json_array_get_elements (json_node_get_array (node));

      g_list_foreach (values, (GFunc) (void (*) (void)) abbreviate_all, NULL);
    }
  else if (json_node_get_value_type (node) == G_TYPE_STRING)
    {
      abbreviate (node);
    }
}

static JsonNode *
copy_body (JsonNode *body)
{
  g_autofree char *text = json_to_string (body, FALSE);
  JsonNode *copy = json_from_string (text, NULL);

  abbreviate_all (copy);

  return copy;
}

/**
 * azc_request_to_json:
 * @request: a request
 * @show_secrets: whether credentials and pictures are written out
 *
 * Describes a request: `method`, `url`, `headers`, the `layers` each header came
 * from, and `body`.
 *
 * Returns: (transfer full): a JSON object node
 */
JsonNode *
azc_request_to_json (const AzcRequest *request,
                     gboolean          show_secrets)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autofree char *url = NULL;

  g_return_val_if_fail (request != NULL, NULL);

  url = show_secrets ? g_strdup (request->http->url) : azc_redact (request->http->url);
  json_object_set_string_member (object, "method", request->http->method);
  json_object_set_string_member (object, "url", url);
  add_headers (object, request->http->headers, show_secrets);
  if (request->body != NULL)
    json_object_set_member (object, "body", show_secrets ? json_node_copy (request->body)
                                                         : copy_body (request->body));

  return json_node_init_object (json_node_alloc (), object);
}
