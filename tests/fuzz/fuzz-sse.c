/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Event streams: however the bytes are cut, the events are the same. */

#include "config.h"

#include <glib.h>

#include "fuzz.h"
#include "net/sse.h"

static void
collect (const char *type,
         const char *data,
         gsize       length,
         gpointer    user_data)
{
  g_assert_cmpint (data[length], ==, '\0');
  g_string_append_printf (user_data, "%s|%" G_GSIZE_FORMAT "|", type, length);
  g_string_append_len (user_data, data, (gssize) length);
}

static GString *
parse (const uint8_t *data,
       size_t         size,
       size_t         step)
{
  g_autoptr (GString) events = g_string_new (NULL);
  g_autoptr (AzcSse) sse = azc_sse_new (collect, events);

  for (size_t i = 0; i < size; i += step)
    {
      size_t length = MIN (step, size - i);
      g_autofree guint8 *piece = g_memdup2 (data + i, length);

      g_assert_true (azc_sse_push (sse, piece, length, NULL));
    }
  azc_sse_finish (sse);

  return g_steal_pointer (&events);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr (GString) whole = parse (data, size, MAX (size, 1));

  for (size_t step = 1; step <= 7; step += 2)
    {
      g_autoptr (GString) pieces = parse (data, size, step);

      g_assert_true (g_string_equal (pieces, whole));
    }

  return 0;
}
