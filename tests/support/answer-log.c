/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What comes out of a decoder, in a short notation: "text:", "thinking:", "refusal:", "model:",
 * "finish:", "filtered:" and "usage:", pieces of a kind joined, then "ok" or the error's name. */

#include "config.h"

#include "support/answer-log.h"

#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "net/sse.h"

static const char * const labels[] = {
  "text", "thinking", "refusal", "model", "finish", "usage", "filtered",
};

static void
on_delta_cb (const AzcDelta *delta,
             gpointer        user_data)
{
  TestLog *log = user_data;

  if (log->text->len == 0 || log->last != delta->kind)
    g_string_append_printf (log->text, "%s%s:", log->text->len > 0 ? "|" : "", labels[delta->kind]);
  log->last = delta->kind;

  if (delta->kind == AZC_DELTA_USAGE)
    g_string_append_printf (log->text, "%d %d %d %d", (int) delta->usage->prompt, (int) delta->usage->completion,
                            (int) delta->usage->reasoning, (int) delta->usage->cached);
  else
    g_string_append (log->text, delta->text);
}

static void
on_event_cb (const char *type,
             const char *data,
             gsize       length,
             gpointer    user_data)
{
  TestLog *log = user_data;

  if (log->error == NULL)
    g_assert_cmpint (log->wire->decode_event (log->decoder, type, data, length, &log->error), ==,
                     log->error == NULL);
}

void
test_log_open (TestLog       *log,
               const AzcWire *wire)
{
  log->text = g_string_new (NULL);
  log->error = NULL;
  log->wire = wire;
  log->decoder = wire->decoder_new (AZC_ROUTE_AZURE, on_delta_cb, log);
}

/* One event, without the parser of events before it. */
void
test_log_push (TestLog    *log,
               const char *data)
{
  on_event_cb ("message", data, strlen (data), log);
}

/* Ends the answer; answers what came out of it. */
char *
test_log_close (TestLog *log)
{
  if (log->error == NULL)
    log->wire->finish (log->decoder, &log->error);
  g_string_append_printf (log->text, "%s%s", log->text->len > 0 ? "|" : "",
                          log->error != NULL ? azc_error_get_code_name (log->error) : "ok");
  g_clear_error (&log->error);
  log->wire->decoder_free (log->decoder);

  return g_string_free (g_steal_pointer (&log->text), FALSE);
}

/* Each piece is a copy of its own, so that reading beyond it does not go unseen. */
static void
push (AzcSse     *sse,
      const char *bytes,
      gsize       length)
{
  g_autofree guint8 *piece = g_memdup2 (bytes, length);
  g_autoptr (GError) error = NULL;

  g_assert_true (azc_sse_push (sse, piece, length, &error));
  g_assert_no_error (error);
}

static char *
decode (const AzcWire *wire,
        const char    *stream,
        gsize          cut,
        gsize          step)
{
  TestLog log;
  g_autoptr (AzcSse) sse = azc_sse_new (on_event_cb, &log);
  gsize length = strlen (stream);

  test_log_open (&log, wire);
  push (sse, stream, cut);
  for (gsize i = cut; i < length; i += step)
    push (sse, stream + i, MIN (step, length - i));
  azc_sse_finish (sse);

  return test_log_close (&log);
}

/* Decodes @stream cut in two at every byte, and byte by byte. */
void
test_decode_stream (const AzcWire *wire,
                    const char    *stream,
                    const char    *expected)
{
  g_autofree char *bytewise = decode (wire, stream, 0, 1);

  g_assert_cmpstr (bytewise, ==, expected);
  for (gsize cut = 0; cut <= strlen (stream); cut++)
    {
      g_autofree char *result = decode (wire, stream, cut, strlen (stream));

      g_assert_cmpstr (result, ==, expected);
    }
}

/* Decodes an answer in one piece. */
void
test_decode_body (const AzcWire *wire,
                  const char    *body,
                  const char    *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = azc_json_parse (body, -1, &error);
  g_autofree char *result = NULL;
  TestLog log;

  g_assert_no_error (error);
  test_log_open (&log, wire);
  wire->decode_body (log.decoder, json_node_get_object (node), &log.error);
  result = test_log_close (&log);
  g_assert_cmpstr (result, ==, expected);
}
