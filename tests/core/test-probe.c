/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Pictures are known by their bytes; and cut anywhere, or with any byte changed, they
 * are read without leaving the bytes (which the sanitizers see). */

#include "config.h"

#include <string.h>

#include "base/error.h"
#include "image/probe.h"
#include "image/strip.h"
#include "support/pictures.h"

#define BYTES(text) text, sizeof (text) - 1

#define WEBP_EXIF "EXIF\x22\0\0\0" "II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"

static const struct
{
  const char *name;
  const char *bytes;
  gsize       size;
  AzcProbe    probe;
} cases[] = {
  { "png", BYTES ("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\x80\0\0\x01\xe0\x08\x02\0\0\0____"),
    { AZC_FORMAT_PNG, 640, 480, 1, FALSE } },
  { "apng", BYTES ("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\x80\0\0\x01\xe0\x08\x02\0\0\0____"
                   "\0\0\0\x08" "acTL\0\0\0\x02\0\0\0\0____"),
    { AZC_FORMAT_PNG, 640, 480, 1, TRUE } },
  { "jpeg", BYTES ("\xff\xd8\xff\xe0\0\x04__\xff\xc2\0\x0b\x08\x01\xe0\x02\x80\x01\x01\x11\0"),
    { AZC_FORMAT_JPEG, 640, 480, 1, FALSE } },
  { "jpeg-exif", BYTES ("\xff\xd8\xff\xe1\0\x22" "Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x08\0\0\0\0\0\0"
                        "\xff\xff\xc0\0\x0b\x08\x01\xe0\x02\x80\x01\x01\x11\0"),
    { AZC_FORMAT_JPEG, 640, 480, 8, FALSE } },
  { "jpeg-bad-orientation", BYTES ("\xff\xd8\xff\xe1\0\x22" "Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x09\0\0\0\0\0\0"
                                   "\xff\xc0\0\x0b\x08\x01\xe0\x02\x80\x01\x01\x11\0"),
    { AZC_FORMAT_JPEG, 640, 480, 1, FALSE } },
  { "gif", BYTES ("GIF89a\x80\x02\xe0\x01\0\0\0,\0\0\0\0\x80\x02\xe0\x01\0\x02\x01_\0;"),
    { AZC_FORMAT_GIF, 640, 480, 1, FALSE } },
  { "gif-animated", BYTES ("GIF89a\x80\x02\xe0\x01\x80\0\0______"
                           ",\0\0\0\0\x80\x02\xe0\x01\0\x02\x01_\0"
                           "!\xf9\x04____\0"
                           ",\0\0\0\0\x80\x02\xe0\x01\0\x02\x01_\0;"),
    { AZC_FORMAT_GIF, 640, 480, 1, TRUE } },
  { "webp-lossy", BYTES ("RIFF\x16\0\0\0WEBPVP8 \x0a\0\0\0\x30\x01\0\x9d\x01\x2a\x80\x02\xe0\x01"),
    { AZC_FORMAT_WEBP, 640, 480, 1, FALSE } },
  { "webp-lossless", BYTES ("RIFF\x12\0\0\0WEBPVP8L\x05\0\0\0\x2f\x7f\xc2\x77\0\0"),
    { AZC_FORMAT_WEBP, 640, 480, 1, FALSE } },
  { "webp-extended", BYTES ("RIFF\x40\0\0\0WEBPVP8X\x0a\0\0\0\x0a\0\0\0\x7f\x02\0\xdf\x01\0" WEBP_EXIF),
    { AZC_FORMAT_WEBP, 640, 480, 6, TRUE } },
  { "bmp", BYTES ("BM____\0\0\0\0____\x28\0\0\0\x80\x02\0\0\xe0\x01\0\0"),
    { AZC_FORMAT_BMP, 640, 480, 1, FALSE } },
  { "bmp-top-down", BYTES ("BM____\0\0\0\0____\x28\0\0\0\x80\x02\0\0\x20\xfe\xff\xff"),
    { AZC_FORMAT_BMP, 640, 480, 1, FALSE } },
  { "tiff", BYTES ("II*\0\x08\0\0\0\x03\0\0\x01\x03\0\x01\0\0\0\x80\x02\0\0"
                   "\x01\x01\x04\0\x01\0\0\0\xe0\x01\0\0" "\x12\x01\x03\0\x01\0\0\0\x03\0\0\0"),
    { AZC_FORMAT_TIFF, 640, 480, 3, FALSE } },
  { "heic", BYTES ("\0\0\0\x18" "ftypheic\0\0\0\0mif1heic"
                   "\0\0\0\x48meta\0\0\0\0" "\0\0\0\x3ciprp" "\0\0\0\x34ipco"
                   "\0\0\0\x14ispe\0\0\0\0\0\0\x02\0\0\0\x02\0" "\0\0\0\x14ispe\0\0\0\0\0\0\x02\x80\0\0\x02\x10"
                   "\0\0\0\x04junk"),
    { AZC_FORMAT_HEIC, 640, 528, 1, FALSE } },
  { "avif", BYTES ("\0\0\0\x18" "ftypmif1\0\0\0\0mif1avif"
                   "\0\0\0\x30meta\0\0\0\0" "\0\0\0\x24iprp" "\0\0\0\x1cipco"
                   "\0\0\0\x14ispe\0\0\0\0\0\0\x02\x80\0\0\x01\xe0"),
    { AZC_FORMAT_AVIF, 640, 480, 1, FALSE } },
  { "svg", BYTES ("<svg xmlns='http://www.w3.org/2000/svg' width=\"640px\" height = '480' />"),
    { AZC_FORMAT_SVG, 640, 480, 1, FALSE } },
  { "svg-view-box", BYTES ("\xef\xbb\xbf<?xml version='1.0'?>\n<!-- <svg width='1'> -->\n"
                           "<!DOCTYPE svg [ <!ENTITY a 'b'> ]>\n<svg stroke-width='3' viewBox='0 0,640 480'>"),
    { AZC_FORMAT_SVG, 640, 480, 1, FALSE } },
  { "svg-percent", BYTES ("<svg width='100%' height='100%'>"), { AZC_FORMAT_SVG, 512, 512, 1, FALSE } },
};

static const struct
{
  const char *bytes;
  gsize       size;
  AzcError    code;
  const char *part;
} refused[] = {
  { BYTES (""), AZC_ERROR_IMAGE_DAMAGED },
  { BYTES ("\x89PNG\r\n\x1a\n"), AZC_ERROR_IMAGE_DAMAGED },
  { BYTES ("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\0\0\0\x01\xe0\x08\x02\0\0\0____"), AZC_ERROR_IMAGE_DAMAGED },
  { BYTES ("\xff\xd8\xff\xe0\0\x04__"), AZC_ERROR_IMAGE_DAMAGED },
  { BYTES ("GIF89a"), AZC_ERROR_IMAGE_DAMAGED },
  { BYTES ("RIFF\x16\0\0\0WEBPVP8 "), AZC_ERROR_IMAGE_DAMAGED },
  { BYTES ("\0\0\0\x18" "ftypheic\0\0\0\0mif1heic"), AZC_ERROR_IMAGE_DAMAGED },
  { BYTES ("Dear all,\nthis is a letter.\n"), AZC_ERROR_IMAGE_FORMAT, "text" },
  { BYTES ("<html><svg></svg></html>"), AZC_ERROR_IMAGE_FORMAT },
  { BYTES ("<!-- never closed"), AZC_ERROR_IMAGE_FORMAT },
  { BYTES ("<!DOCTYPE svg [ <!ENTITY"), AZC_ERROR_IMAGE_FORMAT },
  { BYTES ("%PDF-1.7\n"), AZC_ERROR_IMAGE_FORMAT, "PDF" },
  { BYTES ("RIFF\x16\0\0\0WAVEfmt "), AZC_ERROR_IMAGE_FORMAT, "sound" },
  { BYTES ("\0\0\0\x18" "ftypisom\0\0\0\0mp42avc1"), AZC_ERROR_IMAGE_FORMAT, "video" },
  { BYTES ("\0\0\0\0"), AZC_ERROR_IMAGE_FORMAT, "known kind" },
};

static void
test_formats (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (cases[i].bytes, cases[i].size);
      g_autoptr (GError) error = NULL;
      AzcProbe probe;

      g_test_message ("%s", cases[i].name);
      azc_probe (bytes, &probe, &error);
      g_assert_no_error (error);
      g_assert_cmpint (probe.format, ==, cases[i].probe.format);
      g_assert_cmpuint (probe.width, ==, cases[i].probe.width);
      g_assert_cmpuint (probe.height, ==, cases[i].probe.height);
      g_assert_cmpuint (probe.orientation, ==, cases[i].probe.orientation);
      g_assert_cmpint (probe.animated, ==, cases[i].probe.animated);
    }
}

static void
test_refused (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (refused[i].bytes, refused[i].size);
      g_autoptr (GError) error = NULL;
      AzcProbe probe;

      g_test_message ("%u", i);
      g_assert_false (azc_probe (bytes, &probe, &error));
      g_assert_error (error, AZC_ERROR, (int) refused[i].code);
      if (refused[i].part != NULL)
        g_assert_nonnull (strstr (error->message, refused[i].part));
    }
}

static void
test_sizes (void)
{
  static const struct
  {
    AzcProbe probe;
    gboolean accepted;
  } sizes[] = {
    { { AZC_FORMAT_PNG, 10000, 10000, 1, FALSE }, TRUE },
    { { AZC_FORMAT_PNG, 10001, 10000, 1, FALSE }, FALSE },
    { { AZC_FORMAT_PNG, 30000, 10, 1, FALSE }, TRUE },
    { { AZC_FORMAT_PNG, 30001, 1, 1, FALSE }, FALSE },
    { { AZC_FORMAT_PNG, 65536, 65536, 1, FALSE }, FALSE },
    { { AZC_FORMAT_SVG, 32767, 32767, 1, FALSE }, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (azc_probe_check_size (&sizes[i].probe, &error), ==, sizes[i].accepted);
      if (sizes[i].accepted)
        g_assert_no_error (error);
      else
        g_assert_error (error, AZC_ERROR, AZC_ERROR_IMAGE_TOO_LARGE);
    }
}

static void
test_real_files (void)
{
  static const char * const types[] = { "png", "jpeg", "bmp", "tiff" };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autoptr (GBytes) bytes = test_picture_new (types[i], 33, 17, 0xff0000ff);
      g_autoptr (GError) error = NULL;
      AzcProbe probe;

      azc_probe (bytes, &probe, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (probe.width, ==, 33);
      g_assert_cmpuint (probe.height, ==, 17);
    }
}

static void
read_all (const char *bytes,
          gsize       size)
{
  /* a copy of just this size, so that one byte too far is an error of the heap */
  g_autoptr (GBytes) copy = g_bytes_new (bytes, size);
  AzcProbe probe;

  if (azc_probe (copy, &probe, NULL) && azc_format_is_sendable (probe.format))
    {
      g_autoptr (GBytes) stripped = azc_strip_metadata (copy, probe.format, NULL);

      if (stripped != NULL)
        g_assert_cmpuint (g_bytes_get_size (stripped), <=, size);
    }
}

static void
test_damage (void)
{
  static const guint8 damages[] = { 0x00, 0x01, 0x7f, 0x80, 0xff };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      for (gsize at = 0; at < cases[i].size; at++)
        {
          g_autofree char *changed = g_memdup2 (cases[i].bytes, cases[i].size);

          read_all (cases[i].bytes, at);
          for (guint damage = 0; damage < G_N_ELEMENTS (damages); damage++)
            {
              changed[at] = (char) damages[damage];
              read_all (changed, cases[i].size);
            }
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/probe/formats", test_formats);
  g_test_add_func ("/probe/refused", test_refused);
  g_test_add_func ("/probe/sizes", test_sizes);
  g_test_add_func ("/probe/real-files", test_real_files);
  g_test_add_func ("/probe/damage", test_damage);

  return g_test_run ();
}
