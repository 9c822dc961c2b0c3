/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Answers in every wire format: whatever a service sends, streamed or whole, the text is valid,
 * failures have an error, and it does not matter how the bytes are cut. */

#include "config.h"

#include <glib.h>
#include <string.h>

#include "base/json.h"
#include "fuzz.h"
#include "net/sse.h"
#include "provider/wire.h"

typedef struct
{
  const AzcWire *wire;
  GString       *log;
  AzcDeltaKind   last;
  AzcDecoder    *decoder;
  GError        *error;
} Answer;

/* Deltas of a kind are joined: where one ends and the next begins is left to the decoder. */
static void
on_delta (const AzcDelta *delta,
          gpointer        user_data)
{
  Answer *answer = user_data;

  if (answer->log->len == 0 || answer->last != delta->kind)
    g_string_append_printf (answer->log, "|%d:", delta->kind);
  answer->last = delta->kind;

  if (delta->kind == AZC_DELTA_USAGE)
    {
      g_assert_nonnull (delta->usage);
      return;
    }

  g_assert_true (delta->text != NULL && *delta->text != '\0');
  g_assert_true (g_utf8_validate (delta->text, -1, NULL));
  g_string_append (answer->log, delta->text);
}

static void
on_event (const char *type,
          const char *data,
          gsize       length,
          gpointer    user_data)
{
  Answer *answer = user_data;

  if (answer->error == NULL)
    g_assert_cmpint (answer->wire->decode_event (answer->decoder, type, data, length,
                                                 &answer->error), ==,
                     answer->error == NULL);
}

static void
begin (Answer        *answer,
       const AzcWire *wire)
{
  answer->wire = wire;
  answer->log = g_string_new (NULL);
  answer->error = NULL;
  answer->decoder = wire->decoder_new (AZC_ROUTE_AZURE, on_delta, answer);
}

static GString *
end (Answer *answer)
{
  if (answer->error == NULL)
    g_assert_cmpint (answer->wire->finish (answer->decoder, &answer->error), ==,
                     answer->error == NULL);
  if (answer->error != NULL)
    {
      g_assert_true (g_utf8_validate (answer->error->message, -1, NULL));
      g_string_append_printf (answer->log, "|%d", answer->error->code);
    }
  g_clear_error (&answer->error);
  answer->wire->decoder_free (answer->decoder);

  return answer->log;
}

static GString *
decode_stream (const AzcWire *wire,
               const uint8_t *data,
               size_t         size,
               size_t         step)
{
  Answer answer;
  g_autoptr (AzcSse) sse = azc_sse_new (on_event, &answer);

  begin (&answer, wire);
  for (size_t i = 0; i < size; i += step)
    {
      size_t length = MIN (step, size - i);
      g_autofree guint8 *piece = g_memdup2 (data + i, length);

      g_assert_true (azc_sse_push (sse, piece, length, NULL));
    }
  azc_sse_finish (sse);

  return end (&answer);
}

static void
decode_body (const AzcWire *wire,
             const uint8_t *data,
             size_t         size)
{
  g_autoptr (JsonNode) node = size > 0 ? azc_json_parse ((const char *) data, (gssize) size, NULL) : NULL;
  Answer answer;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return;

  begin (&answer, wire);
  g_assert_cmpint (wire->decode_body (answer.decoder, json_node_get_object (node),
                                      &answer.error), ==,
                   answer.error == NULL);
  g_string_free (end (&answer), TRUE);
}

static void
try_wire (const AzcWire *wire,
          const uint8_t *data,
          size_t         size)
{
  g_autoptr (GString) whole = decode_stream (wire, data, size, MAX (size, 1));

  for (size_t step = 1; step <= 5; step += 4)
    {
      g_autoptr (GString) pieces = decode_stream (wire, data, size, step);

      g_assert_true (g_string_equal (pieces, whole));
    }
  decode_body (wire, data, size);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  try_wire (&azc_chat_completions, data, size);
  try_wire (&azc_messages, data, size);

  return 0;
}
