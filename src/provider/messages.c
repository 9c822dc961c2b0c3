/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The Messages format, as Claude speaks it on Foundry and elsewhere.
 * https://docs.anthropic.com/en/api/messages */

#include "config.h"

#include "base/json.h"
#include "base/util.h"
#include "provider/decoder.h"

/* The format wants a limit in each request. */
#define DEFAULT_MAX_TOKENS 4096

/* Encoding */

static JsonObject *
encode_picture (const AzcPicture *picture)
{
  JsonObject *part = json_object_new ();
  JsonObject *source = json_object_new ();
  gsize size;
  gconstpointer data = g_bytes_get_data (picture->data, &size);
  g_autofree char *base64 = g_base64_encode (data, size);

  json_object_set_string_member (source, "type", "base64");
  json_object_set_string_member (source, "media_type", picture->mime_type);
  json_object_set_string_member (source, "data", base64);
  json_object_set_string_member (part, "type", "image");
  json_object_set_object_member (part, "source", source);

  return part;
}

/* The model reads better what comes after the pictures. An empty text is refused. */
static JsonNode *
encode_content (const AzcPrompt *prompt)
{
  g_autoptr (JsonArray) parts = NULL;

  if (prompt->pictures == NULL)
    return json_node_init_string (json_node_alloc (), prompt->text);

  parts = json_array_new ();
  for (guint i = 0; i < prompt->pictures->len; i++)
    json_array_add_object_element (parts, encode_picture (g_ptr_array_index (prompt->pictures, i)));
  if (!azc_str_empty (prompt->text))
    json_array_add_object_element (parts, azc_wire_make_text_part (prompt->text));

  return json_node_init_array (json_node_alloc (), parts);
}

/* Instructions are no messages here; they go together beside them. */
static void
add_prompt (JsonArray       *messages,
            GString         *instructions,
            const AzcPrompt *prompt)
{
  JsonObject *message;

  if (prompt->pictures == NULL && azc_str_empty (prompt->text))
    return;

  if (prompt->role == AZC_ROLE_SYSTEM)
    {
      g_string_append_printf (instructions, "%s%s", instructions->len > 0 ? "\n\n" : "", prompt->text);
      return;
    }

  message = json_object_new ();
  json_object_set_string_member (message, "role", azc_role_to_string (prompt->role));
  json_object_set_member (message, "content", encode_content (prompt));
  json_array_add_object_element (messages, message);
}

static JsonNode *
encode (const AzcAsk *ask,
        AzcRoute      route,
        const char   *model)
{
  g_autoptr (JsonObject) body = json_object_new ();
  g_autoptr (GString) instructions = g_string_new (NULL);
  g_autoptr (AzcPrompt) instruction = azc_wire_make_instruction (ask->purpose);
  JsonArray *messages = json_array_new ();

  if (instruction != NULL)
    add_prompt (messages, instructions, instruction);
  for (guint i = 0; i < ask->prompts->len; i++)
    add_prompt (messages, instructions, g_ptr_array_index (ask->prompts, i));

  if (model != NULL)
    json_object_set_string_member (body, "model", model);
  json_object_set_int_member (body, "max_tokens", DEFAULT_MAX_TOKENS);
  if (instructions->len > 0)
    json_object_set_string_member (body, "system", instructions->str);
  json_object_set_array_member (body, "messages", messages);
  if (ask->stream)
    json_object_set_boolean_member (body, "stream", TRUE);

  return json_node_init_object (json_node_alloc (), body);
}

/* Decoding */

static const struct
{
  const char *stop_reason;
  const char *finish_reason;
} reasons[] = {
  { "end_turn", "stop" },
  { "stop_sequence", "stop" },
  { "pause_turn", "stop" },
  { "max_tokens", "length" },
  { "model_context_window_exceeded", "length" },
  { "tool_use", "tool_calls" },
  { "refusal", "content_filter" },
};

static void
decode_stop_reason (AzcDecoder *self,
                    const char *stop_reason)
{
  const char *finish_reason = stop_reason;

  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    {
      if (g_strcmp0 (reasons[i].stop_reason, stop_reason) == 0)
        finish_reason = reasons[i].finish_reason;
    }

  azc_decoder_emit_end (self, finish_reason);
}

/* What came from the cache and what went into it is not within input_tokens. */
static void
decode_usage (AzcDecoder *self,
              JsonObject *usage)
{
  gint64 input = azc_json_get_int (usage, "input_tokens", -1);
  gint64 cached = azc_json_get_int (usage, "cache_read_input_tokens", -1);

  if (input >= 0)
    {
      self->usage.prompt = input + MAX (cached, 0) +
                           MAX (azc_json_get_int (usage, "cache_creation_input_tokens", 0), 0);
      self->usage.cached = cached;
    }
  self->usage.completion = azc_json_get_int (usage, "output_tokens", self->usage.completion);
}

/* A block of the answer, or a piece of one: both name their text alike. */
static void
decode_block (AzcDecoder *self,
              JsonObject *block)
{
  azc_decoder_emit (self, AZC_DELTA_REASONING, azc_json_get_string (block, "thinking"));
  azc_decoder_emit (self, AZC_DELTA_TEXT, azc_json_get_string (block, "text"));
}

static void
decode_message (AzcDecoder *self,
                JsonObject *message)
{
  JsonArray *blocks = azc_json_get_array (message, "content");

  azc_decoder_emit_model (self, azc_json_get_string (message, "model"));
  for (guint i = 0; blocks != NULL && i < json_array_get_length (blocks); i++)
    decode_block (self, azc_json_get_element (blocks, i));
  decode_usage (self, azc_json_get_object (message, "usage"));
  decode_stop_reason (self, azc_json_get_string (message, "stop_reason"));
}

/* Gateways may lose the names of events, so an object's own type counts first. */
static void
decode_object (AzcDecoder *self,
               const char *type,
               JsonObject *object)
{
  if (azc_json_get_string (object, "type") != NULL)
    type = azc_json_get_string (object, "type");

  if (g_str_equal (type, "message_start"))
    decode_message (self, azc_json_get_object (object, "message"));
  else if (g_str_equal (type, "content_block_start"))
    decode_block (self, azc_json_get_object (object, "content_block"));
  else if (g_str_equal (type, "content_block_delta"))
    decode_block (self, azc_json_get_object (object, "delta"));
  else if (g_str_equal (type, "message_delta"))
    {
      decode_usage (self, azc_json_get_object (object, "usage"));
      decode_stop_reason (self, azc_json_get_string (azc_json_get_object (object, "delta"), "stop_reason"));
      azc_decoder_emit_usage (self);
    }
  else if (g_str_equal (type, "message_stop"))
    self->is_done = TRUE;
}

static gboolean
decode_event (AzcDecoder  *self,
              const char  *type,
              const char  *data,
              gsize        length,
              GError     **error)
{
  return azc_decoder_decode (self, type, data, length, decode_object, error);
}

static gboolean
decode_body (AzcDecoder  *self,
             JsonObject  *body,
             GError     **error)
{
  if (!azc_decoder_check (self, body, error))
    return FALSE;
  if (azc_json_get_array (body, "content") == NULL)
    return azc_decoder_fail (self, body, error);

  decode_message (self, body);
  azc_decoder_emit_usage (self);
  self->is_done = TRUE;

  return TRUE;
}

const AzcWire azc_messages = {
  .call = AZC_CALL_MESSAGES,
  .encode = encode,
  .decoder_new = azc_decoder_new,
  .decode_event = decode_event,
  .decode_body = decode_body,
  .is_done = azc_decoder_is_done,
  .finish = azc_decoder_finish,
  .decoder_free = azc_decoder_free,
};
