/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Server-sent events: every case whole, split at every byte, and byte by byte. */

#include "config.h"

#include <string.h>

#include "base/error.h"
#include "net/sse.h"

/* The events are written one after the other as "type|data;". */
static const struct
{
  const char *stream;
  const char *events;
} cases[] = {
  { "data: a\n\n", "message|a;" },
  { "data: a\r\n\r\n", "message|a;" },
  { "data: a\r\r", "message|a;" },
  { "data: a\r\n\r\ndata: b\n\rdata: c\r\r\n", "message|a;message|b;message|c;" },
  { "event: x\r\ndata: a\r\ndata: b\r\n\r\n", "x|a\nb;" },
  { "event: x\rdata: a\rdata: b\r\r", "x|a\nb;" },
  { "data: a\r\n\ndata: b\n\r\n", "message|a;message|b;" },
  { "data:a\n\n", "message|a;" },
  { "data:  a \n\n", "message| a ;" },
  { "data: a\ndata: b\n\n", "message|a\nb;" },
  { "data\n\n", "message|;" },
  { "data:\n\n", "message|;" },
  { "data\ndata\n\n", "message|\n;" },
  { "data: \n\n", "message|;" },
  { "data: a:b\n\n", "message|a:b;" },
  { "\n\n\ndata: a\n\n\n\n", "message|a;" },
  { ": comment\n\ndata: a\n\n", "message|a;" },
  { "data: a\n: ping\ndata: b\n\n", "message|a\nb;" },
  { ":\n\n", "" },
  { "event: delta\ndata: a\n\ndata: b\n\n", "delta|a;message|b;" },
  { "event: delta\n\ndata: a\n\n", "message|a;" },
  { "event: one\nevent: two\ndata: a\n\n", "two|a;" },
  { "event:\ndata: a\n\n", "message|a;" },
  { "data: a\nevent: late\n\n", "late|a;" },
  { "Data: a\nDATA: b\ndata : c\n data: d\ndata: e\n\n", "message|e;" },
  { "id: 7\nretry: 100\nfoo: bar\nnonsense\ndata: a\n\n", "message|a;" },
  { "\xef\xbb\xbf" "data: a\n\n", "message|a;" },
  { "\xef\xbb\xbf\xef\xbb\xbf" "data: a\n\ndata: b\n\n", "message|b;" },
  { "\xef\xbb" "data: a\n\ndata: b\n\n", "message|b;" },
  { "data: \xef\xbb\xbf" "a\n\n", "message|\xef\xbb\xbf" "a;" },
  { "data: gr\xc3\xbc\xc3\x9f\xf0\x9f\x99\x82\n\n", "message|gr\xc3\xbc\xc3\x9f\xf0\x9f\x99\x82;" },
  { "data: \xff\xfe\n\n", "message|\xff\xfe;" },
  { "data: a\xe2\x80\xa8" "b\x0b\x0c\xc2\x85" "c\n\n", "message|a\xe2\x80\xa8" "b\x0b\x0c\xc2\x85" "c;" },
  { "data: {\"a\":\ndata: 1}\n\n", "message|{\"a\":\n1};" },
  { "data: [DONE]\n\n", "message|[DONE];" },

  /* what is left at the end counts only if it is whole */
  { "data: a\n", "" },
  { "data: a", "" },
  { "data: [DONE]", "message|[DONE];" },
  { "data: [DONE]\n", "message|[DONE];" },
  { "data: [DONE]\r", "message|[DONE];" },
  { "data: {\"a\":1}", "message|{\"a\":1};" },
  { "event: x\ndata: {\"a\":1}\r\n", "x|{\"a\":1};" },
  { "data: [1,2]", "message|[1,2];" },
  { "data: {\"a\":", "" },
  { "data: {\"a\":1}\ndata: {", "" },
  { "data: 12", "" },
  { "data: null", "" },
  { "data: \"text\"", "" },
  { "data: a\n\ndata: {\"b\":", "message|a;" },
  { "{\"error\":1}", "" },
  { "", "" },
};

static void
collect (const char *type,
         const char *data,
         gsize       length,
         gpointer    user_data)
{
  g_assert_cmpint (data[length], ==, '\0');
  g_string_append_printf (user_data, "%s|", type);
  g_string_append_len (user_data, data, (gssize) length);
  g_string_append_c (user_data, ';');
}

/* Each piece is copied, so that a sanitizer sees a parser that keeps pointers into it. */
static void
push (AzcSse     *sse,
      const char *bytes,
      gsize       length)
{
  g_autofree guint8 *copy = g_memdup2 (bytes, length);
  g_autoptr (GError) error = NULL;

  g_assert_true (azc_sse_push (sse, copy, length, &error));
  g_assert_no_error (error);
}

static void
test_whole (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) events = g_string_new (NULL);
      g_autoptr (AzcSse) sse = azc_sse_new (collect, events);

      push (sse, cases[i].stream, strlen (cases[i].stream));
      azc_sse_finish (sse);
      g_assert_cmpstr (events->str, ==, cases[i].events);
    }
}

static void
test_split_everywhere (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gsize length = strlen (cases[i].stream);

      for (gsize at = 0; at <= length; at++)
        {
          g_autoptr (GString) events = g_string_new (NULL);
          g_autoptr (AzcSse) sse = azc_sse_new (collect, events);

          push (sse, cases[i].stream, at);
          push (sse, cases[i].stream + at, length - at);
          azc_sse_finish (sse);
          g_assert_cmpstr (events->str, ==, cases[i].events);
        }
    }
}

static void
test_byte_by_byte (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) events = g_string_new (NULL);
      g_autoptr (AzcSse) sse = azc_sse_new (collect, events);

      for (const char *p = cases[i].stream; *p != '\0'; p++)
        push (sse, p, 1);
      azc_sse_finish (sse);
      g_assert_cmpstr (events->str, ==, cases[i].events);
    }
}

/* An event is handed over with its last byte, not with the next one. */
static void
test_prompt (void)
{
  static const char * const endings[] = { "\n\n", "\r\r", "\r\n\r" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autoptr (GString) events = g_string_new (NULL);
      g_autoptr (AzcSse) sse = azc_sse_new (collect, events);

      push (sse, "data: a", 7);
      push (sse, endings[i], strlen (endings[i]));
      g_assert_cmpstr (events->str, ==, "message|a;");
    }
}

static void
test_nul (void)
{
  static const char stream[] = "data: a\0b\n\n";
  g_autoptr (GString) events = g_string_new (NULL);
  g_autoptr (AzcSse) sse = azc_sse_new (collect, events);

  push (sse, stream, sizeof stream - 1);
  g_assert_cmpuint (events->len, ==, strlen ("message|a.b;"));
}

static void
count_length (const char *type,
              const char *data,
              gsize       length,
              gpointer    user_data)
{
  *(gsize *) user_data += length;
}

static void
test_limit (void)
{
  gsize chunk_size = 1024 * 1024;
  g_autofree guint8 *chunk = g_malloc (chunk_size);
  gsize total = 0;
  g_autoptr (AzcSse) sse = azc_sse_new (count_length, &total);
  g_autoptr (GError) error = NULL;
  guint n_chunks = AZC_SSE_MAX_EVENT / chunk_size - 1;

  memset (chunk, 'x', chunk_size);

  push (sse, "data: ", 6);
  for (guint i = 0; i < n_chunks; i++)
    push (sse, (const char *) chunk, chunk_size);
  push (sse, "\n\ndata: ", 8);
  g_assert_cmpuint (total, ==, n_chunks * chunk_size);

  for (guint i = 0; i < n_chunks; i++)
    push (sse, (const char *) chunk, chunk_size);
  g_assert_false (azc_sse_push (sse, chunk, chunk_size, &error));
  g_assert_error (error, AZC_ERROR, AZC_ERROR_RESPONSE);

  g_clear_error (&error);
  g_assert_false (azc_sse_push (sse, (const guint8 *) "\n\n", 2, &error));
  g_assert_error (error, AZC_ERROR, AZC_ERROR_RESPONSE);
  azc_sse_finish (sse);
  g_assert_cmpuint (total, ==, n_chunks * chunk_size);
}

/* The bound holds for an event of many lines as well. */
static void
test_limit_of_lines (void)
{
  gsize size = 8 * 1024 * 1024;
  g_autofree char *line = g_strnfill (size, 'x');
  gsize total = 0;
  g_autoptr (AzcSse) sse = azc_sse_new (count_length, &total);
  gboolean alive = TRUE;
  guint n_lines = 0;

  memcpy (line, "data: ", 6);
  line[size - 1] = '\n';
  while (alive && n_lines < 20)
    {
      alive = azc_sse_push (sse, (const guint8 *) line, size, NULL);
      n_lines++;
    }
  g_assert_false (alive);
  g_assert_cmpuint (n_lines, ==, 9);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sse/whole", test_whole);
  g_test_add_func ("/sse/split-everywhere", test_split_everywhere);
  g_test_add_func ("/sse/byte-by-byte", test_byte_by_byte);
  g_test_add_func ("/sse/prompt", test_prompt);
  g_test_add_func ("/sse/nul", test_nul);
  g_test_add_func ("/sse/limit", test_limit);
  g_test_add_func ("/sse/limit-of-lines", test_limit_of_lines);

  return g_test_run ();
}
