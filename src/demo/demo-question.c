/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads and checks the body of a chat request. */

#include "config.h"

#include "demo/demo-question.h"

#include <string.h>

#include "base/json.h"
#include "base/util.h"

#define MAX_PICTURES 10
#define MAX_PICTURE_BYTES (20 * 1024 * 1024)

typedef enum
{
  ANYTHING,
  BOOLEAN,
  NUMBER,
  COUNT,
  STRING,
  ARRAY,
  OBJECT,
} Kind;

static const char * const kind_names[] = {
  "anything", "a boolean", "a number", "a positive integer", "a string", "an array", "an object",
};

static const struct
{
  const char *name;
  Kind        kind;
} keys[] = {
  { "model", STRING },
  { "messages", ARRAY },
  { "stream", BOOLEAN },
  { "stream_options", OBJECT },
  { "max_tokens", COUNT },
  { "max_completion_tokens", COUNT },
  { "temperature", NUMBER },
  { "top_p", NUMBER },
  { "presence_penalty", NUMBER },
  { "frequency_penalty", NUMBER },
  { "stop", ANYTHING },
  { "seed", NUMBER },
  { "n", COUNT },
  { "user", STRING },
  { "response_format", OBJECT },
  { "tools", ARRAY },
  { "tool_choice", ANYTHING },
  { "parallel_tool_calls", BOOLEAN },
  { "reasoning_effort", STRING },
  { "verbosity", STRING },
  { "store", BOOLEAN },
  { "metadata", OBJECT },
  { "logit_bias", OBJECT },
  { "logprobs", BOOLEAN },
  { "top_logprobs", NUMBER },
};

static gboolean
is_number (JsonNode *node)
{
  GType type = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;

  return type == G_TYPE_INT64 || type == G_TYPE_DOUBLE;
}

static gboolean
is_of_kind (JsonNode *node,
            Kind      kind)
{
  if (kind == ANYTHING || JSON_NODE_HOLDS_NULL (node))
    return TRUE;

  switch (kind)
    {
    case BOOLEAN:
      return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_BOOLEAN;

    case NUMBER:
      return is_number (node);

    case COUNT:
      return is_number (node) && json_node_get_value_type (node) == G_TYPE_INT64 &&
             json_node_get_int (node) > 0;

    case STRING:
      return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING;

    case ARRAY:
      return JSON_NODE_HOLDS_ARRAY (node);

    case OBJECT:
    case ANYTHING:
    default:
      return JSON_NODE_HOLDS_OBJECT (node);
    }
}

static AzcDemoFault *
check_key (JsonObject *body,
           const char *name,
           AzcRoute    route)
{
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      if (!g_str_equal (keys[i].name, name))
        continue;
      if (is_of_kind (json_object_get_member (body, name), keys[i].kind))
        return NULL;

      return azc_demo_fault_new_invalid ("invalid_type", name,
                                         "Invalid type for '%s': expected %s.",
                                         name, kind_names[keys[i].kind]);
    }

  return azc_demo_fault_new_extra (route, name);
}

static AzcDemoFault *
check_range (JsonObject *body,
             const char *name,
             double      min,
             double      max)
{
  double value = azc_json_get_double (body, name, min);

  if (value >= min && value <= max)
    return NULL;

  return azc_demo_fault_new_invalid (NULL, name, "%g is not in the range %g to %g - '%s'",
                                     value, min, max, name);
}

static AzcDemoFault *
check_keys (JsonObject *body,
            AzcRoute    route)
{
  g_autoptr (GList) names = json_object_get_members (body);
  AzcDemoFault *fault = NULL;

  for (GList *l = names; l != NULL && fault == NULL; l = l->next)
    fault = check_key (body, l->data, route);
  if (fault == NULL)
    fault = check_range (body, "temperature", 0, 2);
  if (fault == NULL)
    fault = check_range (body, "top_p", 0, 1);
  if (fault == NULL && azc_json_get_object (body, "stream_options") != NULL &&
      !azc_json_get_boolean (body, "stream", FALSE))
    fault = azc_demo_fault_new_invalid (NULL, "stream_options",
                                        "The 'stream_options' parameter is only allowed when "
                                        "'stream' is enabled.");
  if (fault == NULL && json_object_has_member (body, "max_tokens") &&
      json_object_has_member (body, "max_completion_tokens"))
    fault = azc_demo_fault_new_invalid ("invalid_parameter_combination", "max_tokens",
                                        "Setting 'max_tokens' and 'max_completion_tokens' at the "
                                        "same time is not supported.");

  return fault;
}

static GBytes *
decode_data_uri (const char *uri)
{
  const char *comma = uri != NULL ? strchr (uri, ',') : NULL;
  gsize size;
  guint8 *data;

  if (comma == NULL || !g_str_has_prefix (uri, "data:image/") ||
      comma - uri < 7 || strncmp (comma - 7, ";base64", 7) != 0)
    return NULL;
  if (strlen (comma + 1) / 4 * 3 > MAX_PICTURE_BYTES)
    return NULL;

  data = g_base64_decode (comma + 1, &size);

  return g_bytes_new_take (data, size);
}

static AzcDemoFault *
read_picture (AzcDemoQuestion *question,
              JsonObject      *part)
{
  JsonObject *image_url = azc_json_get_object (part, "image_url");
  const char *url = azc_json_get_string (image_url, "url");
  const char *detail = azc_json_get_string (image_url, "detail");
  g_autoptr (GBytes) data = decode_data_uri (url);
  AzcDemoPicture *picture = NULL;

  if (url != NULL && (g_str_has_prefix (url, "https://") || g_str_has_prefix (url, "http://")))
    return azc_demo_fault_new_invalid ("invalid_image_url", NULL,
                                       "The demo does not download pictures; send them inline.");
  if (detail != NULL && !g_strv_contains ((const char *[]) { "auto", "low", "high", NULL }, detail))
    return azc_demo_fault_new_invalid ("invalid_value", "messages",
                                       "Invalid value: '%s'. Supported values are: "
                                       "'auto', 'low' and 'high'.", detail);
  if (question->pictures->len >= MAX_PICTURES)
    return azc_demo_fault_new_invalid ("too_many_images", "messages",
                                       "Too many images in request. Max is %d.", MAX_PICTURES);

  if (data != NULL)
    picture = azc_demo_picture_new (data, NULL);
  if (picture == NULL || !azc_format_is_sendable (picture->probe.format))
    {
      azc_demo_picture_free (picture);
      return azc_demo_fault_new_invalid ("invalid_image_format", "messages",
                                         "You uploaded an unsupported image. Please make sure your "
                                         "image is below 20 MB in size and is of one the following "
                                         "formats: ['png', 'jpeg', 'gif', 'webp'].");
    }

  g_ptr_array_add (question->pictures, picture);

  return NULL;
}

static AzcDemoFault *
read_part (AzcDemoQuestion *question,
           JsonObject      *part,
           gboolean         is_user,
           GString         *text)
{
  const char *type = azc_json_get_string (part, "type");

  if (g_strcmp0 (type, "text") == 0 && azc_json_get_string (part, "text") != NULL)
    {
      g_string_append (text, azc_json_get_string (part, "text"));
      return NULL;
    }
  if (g_strcmp0 (type, "image_url") != 0)
    return azc_demo_fault_new_invalid ("invalid_value", "messages",
                                       "Invalid value: '%s'. Supported values are: 'text' and "
                                       "'image_url'.", type != NULL ? type : "null");
  if (!is_user)
    return azc_demo_fault_new_invalid ("invalid_value", "messages",
                                       "Image URLs are only allowed for messages with role 'user'.");

  return read_picture (question, part);
}

static AzcDemoFault *
read_content (AzcDemoQuestion *question,
              JsonObject      *message,
              gboolean         is_user,
              GString         *text)
{
  JsonArray *parts = azc_json_get_array (message, "content");
  const char *content = azc_json_get_string (message, "content");
  AzcDemoFault *fault = NULL;

  if (content != NULL)
    g_string_append (text, content);
  else if (parts == NULL || json_array_get_length (parts) == 0)
    return azc_demo_fault_new_invalid ("invalid_type", "messages",
                                       "Invalid type for 'messages.content': expected a string "
                                       "or a non-empty array of objects.");

  for (guint i = 0; parts != NULL && i < json_array_get_length (parts) && fault == NULL; i++)
    fault = read_part (question, azc_json_get_element (parts, i), is_user, text);

  return fault;
}

static AzcDemoFault *
read_message (AzcDemoQuestion *question,
              JsonObject      *message)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const char *role = azc_json_get_string (message, "role");
  gboolean is_user = g_strcmp0 (role, "user") == 0;
  AzcDemoFault *fault;

  if (role == NULL ||
      !g_strv_contains ((const char *[]) { "system", "developer", "user", "assistant", "tool", NULL }, role))
    return azc_demo_fault_new_invalid ("invalid_value", "messages",
                                       "Invalid value: '%s'. Supported values are: 'system', "
                                       "'developer', 'user', 'assistant' and 'tool'.",
                                       role != NULL ? role : "null");

  if (is_user)
    g_ptr_array_set_size (question->pictures, 0);
  fault = read_content (question, message, is_user, text);
  if (fault != NULL)
    return fault;

  question->n_characters += text->len;
  if (is_user)
    azc_set_str (&question->text, text->str);
  else if (g_str_equal (role, "system") || g_str_equal (role, "developer"))
    azc_set_str (&question->instructions, text->str);

  return NULL;
}

static AzcDemoFault *
read_messages (AzcDemoQuestion *question,
               JsonArray       *messages)
{
  AzcDemoFault *fault = NULL;

  question->n_messages = messages != NULL ? json_array_get_length (messages) : 0;
  if (question->n_messages == 0)
    return azc_demo_fault_new_invalid ("missing_required_parameter", "messages",
                                       "Missing required parameter: 'messages'.");

  for (guint i = 0; i < question->n_messages && fault == NULL; i++)
    fault = read_message (question, azc_json_get_element (messages, i));

  return fault;
}

static AzcDemoFault *
read_body (AzcDemoQuestion *question,
           JsonObject      *body)
{
  AzcDemoFault *fault = check_keys (body, question->route);

  if (fault != NULL)
    return fault;

  question->model = g_strdup (azc_json_get_string (body, "model"));
  if (question->route == AZC_ROUTE_AZURE_V1 && question->model == NULL)
    return azc_demo_fault_new_invalid ("missing_required_parameter", "model",
                                       "Missing required parameter: 'model'.");

  question->stream = azc_json_get_boolean (body, "stream", FALSE);
  question->include_usage = azc_json_get_boolean (azc_json_get_object (body, "stream_options"),
                                                  "include_usage", FALSE);
  question->max_tokens = (guint) MIN (azc_json_get_int (body, "max_completion_tokens",
                                                        azc_json_get_int (body, "max_tokens", 0)),
                                      G_MAXINT32);

  return read_messages (question, azc_json_get_array (body, "messages"));
}

/**
 * azc_demo_question_read:
 * @body: the body of a request
 * @route: the route it came by
 * @fault: (out) (transfer full): what to answer instead if it is wrong
 *
 * Reads a chat request.
 *
 * Returns: (transfer full) (nullable): the question, or %NULL with @fault set
 */
AzcDemoQuestion *
azc_demo_question_read (GBytes        *body,
                        AzcRoute       route,
                        AzcDemoFault **fault)
{
  g_autoptr (AzcDemoQuestion) question = g_new0 (AzcDemoQuestion, 1);
  g_autoptr (JsonNode) root = NULL;
  gsize size;
  const char *text = g_bytes_get_data (body, &size);

  question->route = route;
  question->text = g_strdup ("");
  question->pictures = g_ptr_array_new_with_free_func ((GDestroyNotify) azc_demo_picture_free);

  if (size > 0)
    root = azc_json_parse (text, (gssize) size, NULL);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      *fault = azc_demo_fault_new_invalid (NULL, NULL,
                                           "We could not parse the JSON body of your request.");
      return NULL;
    }

  *fault = read_body (question, json_node_get_object (root));

  return *fault == NULL ? g_steal_pointer (&question) : NULL;
}

/**
 * azc_demo_question_free:
 * @question: (nullable): a question
 *
 * Frees it.
 */
void
azc_demo_question_free (AzcDemoQuestion *question)
{
  if (question == NULL)
    return;

  g_free (question->model);
  g_free (question->instructions);
  g_free (question->text);
  g_ptr_array_unref (question->pictures);
  g_free (question);
}
