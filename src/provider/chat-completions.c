/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The chat completions format, as Azure, OpenAI and the many compatible servers speak it.
 * The decoder takes what they really send: empty choices, missing deltas, annotations after
 * the end, errors in the middle. */

#include "config.h"

#include "base/json.h"
#include "base/util.h"
#include "provider/decoder.h"
#include "provider/filter.h"

/* Encoding */

static JsonObject *
encode_picture (const AzcPicture *picture,
                AzcDetail         detail)
{
  JsonObject *part = json_object_new ();
  JsonObject *image = json_object_new ();
  gsize size;
  gconstpointer data = g_bytes_get_data (picture->data, &size);
  g_autofree char *base64 = g_base64_encode (data, size);
  g_autofree char *url = g_strdup_printf ("data:%s;base64,%s", picture->mime_type, base64);

  json_object_set_string_member (image, "url", url);
  if (detail != AZC_DETAIL_AUTO)
    json_object_set_string_member (image, "detail", azc_detail_to_string (detail));
  json_object_set_string_member (part, "type", "image_url");
  json_object_set_object_member (part, "image_url", image);

  return part;
}

/* Some models refuse a list where there is only text, so text alone is a string. */
static JsonNode *
encode_content (const AzcPrompt *prompt,
                AzcDetail        detail)
{
  g_autoptr (JsonArray) parts = NULL;

  if (prompt->pictures == NULL)
    return json_node_init_string (json_node_alloc (), prompt->text != NULL ? prompt->text : "");

  parts = json_array_new ();
  if (!azc_str_empty (prompt->text))
    json_array_add_object_element (parts, azc_wire_make_text_part (prompt->text));
  for (guint i = 0; i < prompt->pictures->len; i++)
    json_array_add_object_element (parts, encode_picture (g_ptr_array_index (prompt->pictures, i), detail));

  return json_node_init_array (json_node_alloc (), parts);
}

static void
add_message (JsonArray       *messages,
             const AzcPrompt *prompt,
             AzcDetail        detail)
{
  JsonObject *message = json_object_new ();

  json_object_set_string_member (message, "role", azc_role_to_string (prompt->role));
  json_object_set_member (message, "content", encode_content (prompt, detail));
  json_array_add_object_element (messages, message);
}

/* Strict services behind these routes refuse keys that they do not know. */
static gboolean
knows_stream_options (AzcRoute route)
{
  return route == AZC_ROUTE_AZURE || route == AZC_ROUTE_AZURE_V1 || route == AZC_ROUTE_OPENAI;
}

static void
add_stream (JsonObject *body,
            AzcRoute    route)
{
  JsonObject *options;

  json_object_set_boolean_member (body, "stream", TRUE);
  if (!knows_stream_options (route))
    return;

  options = json_object_new ();
  json_object_set_boolean_member (options, "include_usage", TRUE);
  json_object_set_object_member (body, "stream_options", options);
}

static JsonNode *
encode (const AzcAsk *ask,
        AzcRoute      route,
        const char   *model)
{
  g_autoptr (JsonObject) body = json_object_new ();
  JsonArray *messages = json_array_new ();
  g_autoptr (AzcPrompt) instruction = azc_wire_make_instruction (ask->purpose);

  if (instruction != NULL)
    add_message (messages, instruction, ask->detail);
  for (guint i = 0; i < ask->prompts->len; i++)
    add_message (messages, g_ptr_array_index (ask->prompts, i), ask->detail);

  if (model != NULL)
    json_object_set_string_member (body, "model", model);
  json_object_set_array_member (body, "messages", messages);
  if (ask->stream)
    add_stream (body, route);

  return json_node_init_object (json_node_alloc (), body);
}

/* Decoding */

static void
decode_usage (AzcDecoder *self,
              JsonObject *object)
{
  JsonObject *completion = azc_json_get_object (object, "completion_tokens_details");
  JsonObject *prompt = azc_json_get_object (object, "prompt_tokens_details");

  self->usage.prompt = azc_json_get_int (object, "prompt_tokens", -1);
  self->usage.completion = azc_json_get_int (object, "completion_tokens", -1);
  self->usage.reasoning = azc_json_get_int (completion, "reasoning_tokens", -1);
  self->usage.cached = azc_json_get_int (prompt, "cached_tokens", -1);
  azc_decoder_emit_usage (self);
}

/* Mistral's thinking part holds a list of text parts. */
static void
decode_thinking_part (AzcDecoder *self,
                      JsonObject *part)
{
  JsonArray *pieces = azc_json_get_array (part, "thinking");

  azc_decoder_emit (self, AZC_DELTA_REASONING, azc_json_get_string (part, "thinking"));
  for (guint i = 0; pieces != NULL && i < json_array_get_length (pieces); i++)
    azc_decoder_emit (self, AZC_DELTA_REASONING, azc_json_get_string (azc_json_get_element (pieces, i), "text"));
}

/* Content is text, or on some servers a list of typed parts. */
static void
decode_content (AzcDecoder *self,
                JsonObject *message)
{
  const char *text = azc_json_get_string (message, "content");
  JsonArray *parts = azc_json_get_array (message, "content");

  if (text != NULL)
    azc_thinking_push (self->thinking, text);

  for (guint i = 0; parts != NULL && i < json_array_get_length (parts); i++)
    {
      JsonObject *part = azc_json_get_element (parts, i);

      if (g_strcmp0 (azc_json_get_string (part, "type"), "thinking") == 0)
        decode_thinking_part (self, part);
      else if (azc_json_get_string (part, "text") != NULL)
        azc_thinking_push (self->thinking, azc_json_get_string (part, "text"));
    }
}

/* The first of these that is there: some servers send the same thinking under two names. */
static void
decode_reasoning (AzcDecoder *self,
                  JsonObject *message)
{
  const char *content = azc_json_get_string (message, "reasoning_content");
  const char *reasoning = azc_json_get_string (message, "reasoning");
  JsonArray *details = azc_json_get_array (message, "reasoning_details");

  if (!azc_str_empty (content))
    azc_decoder_emit (self, AZC_DELTA_REASONING, content);
  else if (!azc_str_empty (reasoning))
    azc_decoder_emit (self, AZC_DELTA_REASONING, reasoning);
  else
    for (guint i = 0; details != NULL && i < json_array_get_length (details); i++)
      {
        JsonObject *detail = azc_json_get_element (details, i);
        const char *text = azc_json_get_string (detail, "text");

        azc_decoder_emit (self, AZC_DELTA_REASONING, text != NULL ? text : azc_json_get_string (detail, "summary"));
      }
}

/* Of several answers only the first is shown; we never ask for more. */
static void
decode_choice (AzcDecoder *self,
               JsonObject *choice)
{
  JsonObject *message = azc_json_get_object (choice, "delta");

  if (choice == NULL || azc_json_get_int (choice, "index", 0) != 0)
    return;

  if (message == NULL)
    message = azc_json_get_object (choice, "message");

  decode_reasoning (self, message);
  decode_content (self, message);
  azc_decoder_emit (self, AZC_DELTA_REFUSAL, azc_json_get_string (message, "refusal"));
  azc_filter_collect (azc_json_get_object (choice, "content_filter_results"), self->filtered);
  azc_decoder_emit_end (self, azc_json_get_string (choice, "finish_reason"));
}

static void
decode_object (AzcDecoder *self,
               const char *type,
               JsonObject *object)
{
  JsonArray *choices = azc_json_get_array (object, "choices");

  azc_decoder_emit_model (self, azc_json_get_string (object, "model"));
  for (guint i = 0; choices != NULL && i < json_array_get_length (choices); i++)
    decode_choice (self, azc_json_get_element (choices, i));

  if (azc_json_get_object (object, "usage") != NULL)
    decode_usage (self, azc_json_get_object (object, "usage"));
}

static gboolean
is_end_marker (const char *data,
               gsize       length)
{
  g_autofree char *text = g_strndup (data, MIN (length, 16));

  return g_str_equal (g_strstrip (text), "[DONE]");
}

static gboolean
decode_event (AzcDecoder  *self,
              const char  *type,
              const char  *data,
              gsize        length,
              GError     **error)
{
  if (is_end_marker (data, length))
    {
      self->is_done = TRUE;
      return TRUE;
    }

  return azc_decoder_decode (self, type, data, length, decode_object, error);
}

static gboolean
decode_body (AzcDecoder  *self,
             JsonObject  *body,
             GError     **error)
{
  if (!azc_decoder_check (self, body, error))
    return FALSE;
  if (azc_json_get_array (body, "choices") == NULL)
    return azc_decoder_fail (self, body, error);

  decode_object (self, "message", body);
  self->is_done = TRUE;

  return TRUE;
}

const AzcWire azc_chat_completions = {
  .call = AZC_CALL_CHAT,
  .encode = encode,
  .decoder_new = azc_decoder_new,
  .decode_event = decode_event,
  .decode_body = decode_body,
  .is_done = azc_decoder_is_done,
  .finish = azc_decoder_finish,
  .decoder_free = azc_decoder_free,
};
