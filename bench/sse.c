/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The SSE parser, in MB/s, beside a bare search for line ends over the same bytes. Prints the
 * parser's rate and the reference's.
 */

#include "config.h"

#include <string.h>

#include "net/sse.h"

#define EVENTS 200000
#define READ_SIZE 16384

static guint64 n_bytes;

static void
on_event (const char *type,
          const char *data,
          gsize       length,
          gpointer    user_data)
{
  n_bytes += length;
}

static GString *
make_stream (void)
{
  GString *stream = g_string_new (NULL);

  for (guint i = 0; i < EVENTS; i++)
    g_string_append_printf (stream,
                            "data: {\"choices\":[{\"delta\":{\"content\":\"word%u \"},"
                            "\"finish_reason\":null,\"index\":0}],\"created\":1763856000,"
                            "\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\"}\n\n", i);

  return stream;
}

static double
measure_parser (const GString *stream)
{
  g_autoptr (AzcSse) sse = azc_sse_new (on_event, NULL);
  gint64 start = g_get_monotonic_time ();

  for (gsize at = 0; at < stream->len; at += READ_SIZE)
    azc_sse_push (sse, (const guint8 *) stream->str + at, MIN (READ_SIZE, stream->len - at), NULL);
  azc_sse_finish (sse);

  return (double) stream->len / (g_get_monotonic_time () - start);
}

static double
measure_reference (const GString *stream)
{
  const char *line = stream->str;
  const char *end = stream->str + stream->len;
  gint64 start = g_get_monotonic_time ();

  while (line < end)
    {
      const char *line_end = memchr (line, '\n', end - line);

      n_bytes += line_end - line;
      line = line_end + 1;
    }

  return (double) stream->len / (g_get_monotonic_time () - start);
}

int
main (void)
{
  GString *stream = make_stream ();
  double parser = measure_parser (stream);
  double reference = measure_reference (stream);

  g_assert (n_bytes > stream->len);
  g_print ("%.1f %.1f\n", parser, reference);
  g_string_free (stream, TRUE);

  return 0;
}
