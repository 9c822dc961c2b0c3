/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A 12-megapixel JPEG made ready for sending, beside a bare decode of it by gdk-pixbuf. Prints
 * milliseconds for both.
 */

#include "config.h"

#include <gdk-pixbuf/gdk-pixbuf.h>

#include "image/prepare.h"

#define WIDTH 4000
#define HEIGHT 3000
#define ROUNDS 3

/* Something of everything: a gradient, edges, and grain as a camera leaves it. */
static GBytes *
make_photo (void)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, WIDTH, HEIGHT);
  g_autoptr (GError) error = NULL;
  guint8 *pixels = gdk_pixbuf_get_pixels (pixbuf);
  int stride = gdk_pixbuf_get_rowstride (pixbuf);
  g_autoptr (GRand) grain = g_rand_new_with_seed (1);
  char *data;
  gsize length;

  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      {
        guint8 *pixel = pixels + (gsize) y * stride + 3 * x;
        int edge = ((x / 97) ^ (y / 61)) & 31;
        int noise = g_rand_int (grain) & 7;

        pixel[0] = x * 200 / WIDTH + edge + noise;
        pixel[1] = y * 200 / HEIGHT + edge + noise;
        pixel[2] = 128 + edge + noise;
      }

  if (!gdk_pixbuf_save_to_buffer (pixbuf, &data, &length, "jpeg", &error, "quality", "92", NULL))
    g_error ("%s", error->message);

  return g_bytes_new_take (data, length);
}

static double
measure_prepare (GBytes *photo)
{
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autoptr (GError) error = NULL;
      AzcPrepared *prepared = azc_prepare (photo, AZC_PREPARE_MAX_SIDE, NULL, &error);

      if (prepared == NULL)
        g_error ("%s", error->message);
      azc_prepared_free (prepared);
    }

  return (g_get_monotonic_time () - start) / 1000.0 / ROUNDS;
}

static double
measure_reference (GBytes *photo)
{
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (photo);
      g_autoptr (GError) error = NULL;
      g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new_from_stream (stream, NULL, &error);

      if (pixbuf == NULL)
        g_error ("%s", error->message);
    }

  return (g_get_monotonic_time () - start) / 1000.0 / ROUNDS;
}

int
main (void)
{
  g_autoptr (GBytes) photo = make_photo ();

  g_print ("%.1f %.1f\n", measure_prepare (photo), measure_reference (photo));

  return 0;
}
