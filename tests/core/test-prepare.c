/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Pictures as they are sent: upright, within the limits, and without a word on where
 * and with what they were taken. */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/resource.h>

#include "base/error.h"
#include "image/decode.h"
#include "image/prepare.h"
#include "image/thumbnail.h"
#include "support/pictures.h"

#define RED 0xff0000ff
#define GREEN 0x00ff00ff
#define BLUE 0x0000ffff
#define WHITE 0xffffffff

/* What must not be found in anything that is sent. */
#define MARKER "48.8583N 2.2945E"

static AzcPrepared *
prepare (GBytes *data,
         guint   max_side)
{
  g_autoptr (GError) error = NULL;
  AzcPrepared *prepared = azc_prepare (data, max_side, NULL, &error);

  g_assert_no_error (error);
  g_assert_false (test_bytes_contain (prepared->data, MARKER));

  return prepared;
}

static void
assert_refused (GBytes   *data,
                AzcError  code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (azc_prepare (data, AZC_PREPARE_MAX_SIDE, NULL, &error));
  g_assert_error (error, AZC_ERROR, (int) code);
}

static GdkPixbuf *
decode (GBytes *data)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (data);
  g_autoptr (GError) error = NULL;
  GdkPixbuf *pixbuf = gdk_pixbuf_new_from_stream (stream, NULL, &error);

  g_assert_no_error (error);

  return pixbuf;
}

static void
assert_color (GdkPixbuf *pixbuf,
              int        x,
              int        y,
              guint32    expected)
{
  guint32 color = test_pixbuf_get (pixbuf, x, y);

  for (guint shift = 0; shift < 32; shift += 8)
    g_assert_cmpint (ABS ((int) (color >> shift & 0xff) - (int) (expected >> shift & 0xff)), <, 24);
}

/* Four corners of different colours, so that every turn and mirroring shows. */
static GdkPixbuf *
create_corners (int width,
                int height)
{
  GdkPixbuf *pixbuf = test_pixbuf_new (width, height, RED);

  test_pixbuf_fill (pixbuf, width / 2, 0, width / 2, height / 2, GREEN);
  test_pixbuf_fill (pixbuf, 0, height / 2, width / 2, height / 2, BLUE);
  test_pixbuf_fill (pixbuf, width / 2, height / 2, width / 2, height / 2, WHITE);

  return pixbuf;
}

static void
assert_corners (GBytes *data,
                int     width,
                int     height)
{
  g_autoptr (GdkPixbuf) pixbuf = decode (data);

  g_assert_cmpint (gdk_pixbuf_get_width (pixbuf), ==, width);
  g_assert_cmpint (gdk_pixbuf_get_height (pixbuf), ==, height);
  assert_color (pixbuf, width / 4, height / 4, RED);
  assert_color (pixbuf, width * 3 / 4, height / 4, GREEN);
  assert_color (pixbuf, width / 4, height * 3 / 4, BLUE);
  assert_color (pixbuf, width * 3 / 4, height * 3 / 4, WHITE);
}

/* How a camera held in that way stores the picture. */
static GdkPixbuf *
store_turned (GdkPixbuf *upright,
              guint      orientation)
{
  g_autoptr (GdkPixbuf) turned = NULL;

  switch (orientation)
    {
    case 2:
      return gdk_pixbuf_flip (upright, TRUE);

    case 3:
      return gdk_pixbuf_rotate_simple (upright, GDK_PIXBUF_ROTATE_UPSIDEDOWN);

    case 4:
      return gdk_pixbuf_flip (upright, FALSE);

    case 5:
      turned = gdk_pixbuf_rotate_simple (upright, GDK_PIXBUF_ROTATE_CLOCKWISE);
      return gdk_pixbuf_flip (turned, TRUE);

    case 6:
      return gdk_pixbuf_rotate_simple (upright, GDK_PIXBUF_ROTATE_COUNTERCLOCKWISE);

    case 7:
      turned = gdk_pixbuf_rotate_simple (upright, GDK_PIXBUF_ROTATE_COUNTERCLOCKWISE);
      return gdk_pixbuf_flip (turned, TRUE);

    case 8:
      return gdk_pixbuf_rotate_simple (upright, GDK_PIXBUF_ROTATE_CLOCKWISE);

    default:
      return g_object_ref (upright);
    }
}

static void
test_orientation (void)
{
  g_autoptr (GdkPixbuf) upright = create_corners (80, 40);

  for (guint orientation = 1; orientation <= 8; orientation++)
    {
      g_autoptr (GdkPixbuf) stored = store_turned (upright, orientation);
      g_autoptr (GBytes) jpeg = test_pixbuf_save (stored, "jpeg");
      g_autoptr (GBytes) with_exif = test_jpeg_add_exif (jpeg, orientation, MARKER);
      g_autoptr (GBytes) png = test_pixbuf_save (stored, "png");
      g_autoptr (GBytes) exif = test_exif_new (orientation, MARKER);
      g_autoptr (GBytes) png_exif = test_png_add_chunk (png, "eXIf", exif);
      GBytes *sources[] = { with_exif, png_exif };

      for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
        {
          g_autoptr (AzcPrepared) whole = prepare (sources[i], AZC_PREPARE_MAX_SIDE);
          g_autoptr (AzcPrepared) small = prepare (sources[i], 40);

          g_assert_true (test_bytes_contain (sources[i], MARKER));
          g_assert_cmpuint (whole->width, ==, 80);
          g_assert_cmpuint (whole->height, ==, 40);
          assert_corners (whole->data, 80, 40);
          assert_corners (small->data, 40, 20);
          g_assert_cmpstr (whole->mime_type, ==, i == 0 ? "image/jpeg" : "image/png");
        }
    }
}

static void
test_jpeg_metadata (void)
{
  g_autoptr (GdkPixbuf) corners = create_corners (80, 40);
  g_autoptr (GBytes) jpeg = test_pixbuf_save (corners, "jpeg");
  g_autoptr (GBytes) exif = test_jpeg_add_exif (jpeg, 1, MARKER);
  g_autoptr (GBytes) comment = test_bytes_insert (exif, 2, "\xff\xfe\0\x12" MARKER, 4 + 16);
  g_autoptr (GBytes) photoshop = test_bytes_insert (comment, 2, "\xff\xed\0\x12" MARKER, 4 + 16);
  g_autoptr (GBytes) tail = test_bytes_insert (photoshop, g_bytes_get_size (photoshop), MARKER, 16);
  g_autoptr (AzcPrepared) prepared = prepare (tail, AZC_PREPARE_MAX_SIDE);

  /* nothing but the metadata is gone: not one bit of the picture */
  g_assert_true (g_bytes_equal (prepared->data, jpeg));
}

static void
test_png_metadata (void)
{
  g_autoptr (GdkPixbuf) corners = create_corners (80, 40);
  g_autoptr (GBytes) png = test_pixbuf_save (corners, "png");
  g_autoptr (GBytes) text = g_bytes_new_static ("Comment\0" MARKER, 8 + 16);
  g_autoptr (GBytes) exif = test_exif_new (1, MARKER);
  g_autoptr (GBytes) with_text = test_png_add_chunk (png, "tEXt", text);
  g_autoptr (GBytes) with_time = test_png_add_chunk (with_text, "tIME", text);
  g_autoptr (GBytes) with_exif = test_png_add_chunk (with_time, "eXIf", exif);
  g_autoptr (AzcPrepared) prepared = prepare (with_exif, AZC_PREPARE_MAX_SIDE);

  g_assert_true (g_bytes_equal (prepared->data, png));
}

/* A whole lossless WebP of one pixel, with EXIF and XMP after it. */
static void
test_webp_metadata (void)
{
  static const char webp[] =
    "RIFF\x5e\0\0\0WEBP" "VP8X\x0a\0\0\0\x0c\0\0\0\0\0\0\0\0\0"
    "VP8L\x0f\0\0\0\x2f\0\0\0\0\x07\x10\xfd\x8f\xfe\x07\x22\xa2\xff\x01\0"
    "EXIF\x10\0\0\0" MARKER "XMP \x10\0\0\0" MARKER;
  g_autoptr (GBytes) bytes = g_bytes_new_static (webp, sizeof webp - 1);
  g_autoptr (AzcPrepared) prepared = prepare (bytes, AZC_PREPARE_MAX_SIDE);
  gsize size;
  const guint8 *data = g_bytes_get_data (prepared->data, &size);

  g_assert_cmpstr (prepared->mime_type, ==, "image/webp");
  g_assert_cmpuint (size, ==, 12 + 18 + 24);
  g_assert_cmpuint (data[4], ==, size - 8);
  g_assert_cmpuint (data[20], ==, 0);
}

static void
test_gif_metadata (void)
{
  static const char gif[] =
    "GIF89a\x01\0\x01\0\x80\0\0\xff\0\0\0\0\0"
    "!\xfe\x10" MARKER "\0"
    "!\xff\x0b" "XMP DataXMP" "\x10" MARKER "\0"
    "!\xff\x0b" "NETSCAPE2.0" "\x03\x01\0\0\0"
    ",\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0;";
  g_autoptr (GBytes) bytes = g_bytes_new_static (gif, sizeof gif - 1);
  g_autoptr (AzcPrepared) prepared = prepare (bytes, AZC_PREPARE_MAX_SIDE);
  g_autoptr (GdkPixbuf) pixbuf = decode (prepared->data);

  g_assert_cmpstr (prepared->mime_type, ==, "image/gif");
  g_assert_true (test_bytes_contain (prepared->data, "NETSCAPE2.0"));
  assert_color (pixbuf, 0, 0, RED);
}

static void
test_scale (void)
{
  g_autoptr (GdkPixbuf) corners = create_corners (300, 100);
  g_autoptr (GBytes) png = test_pixbuf_save (corners, "png");
  g_autoptr (GBytes) narrow = test_picture_new ("png", 2000, 1, RED);
  g_autoptr (AzcPrepared) fits = prepare (png, 300);
  g_autoptr (AzcPrepared) scaled = prepare (png, 150);
  g_autoptr (AzcPrepared) free_size = prepare (png, 0);
  g_autoptr (AzcPrepared) line = prepare (narrow, 100);

  g_assert_true (g_bytes_equal (fits->data, png));
  g_assert_true (g_bytes_equal (free_size->data, png));
  g_assert_cmpuint (scaled->width, ==, 150);
  g_assert_cmpuint (scaled->height, ==, 50);
  assert_corners (scaled->data, 150, 50);
  g_assert_cmpuint (line->width, ==, 100);
  g_assert_cmpuint (line->height, ==, 1);
}

static void
test_alpha (void)
{
  g_autoptr (GdkPixbuf) source = test_pixbuf_new (200, 100, 0x00000000);
  g_autoptr (GBytes) png = NULL;
  g_autoptr (AzcPrepared) prepared = NULL;
  g_autoptr (GdkPixbuf) pixbuf = NULL;

  test_pixbuf_fill (source, 0, 0, 100, 100, RED);
  png = test_pixbuf_save (source, "png");
  prepared = prepare (png, 100);
  pixbuf = decode (prepared->data);

  g_assert_cmpstr (prepared->mime_type, ==, "image/png");
  g_assert_true (gdk_pixbuf_get_has_alpha (pixbuf));
  g_assert_cmphex (test_pixbuf_get (pixbuf, 10, 10), ==, RED);
  g_assert_cmphex (test_pixbuf_get (pixbuf, 90, 10) & 0xff, ==, 0);
}

static void
test_converted (void)
{
  static const char * const types[] = { "bmp", "tiff" };
  static const char svg[] = "<svg xmlns='http://www.w3.org/2000/svg' width='10' height='5'>"
                            "<rect width='10' height='5' fill='#0000ff'/></svg>";
  static const char huge_svg[] = "<svg xmlns='http://www.w3.org/2000/svg' width='900000' height='450000'/>";
  g_autoptr (GBytes) svg_bytes = g_bytes_new_static (svg, sizeof svg - 1);
  g_autoptr (GBytes) huge_bytes = g_bytes_new_static (huge_svg, sizeof huge_svg - 1);
  g_autoptr (GdkPixbuf) corners = create_corners (80, 40);

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autoptr (GBytes) bytes = test_pixbuf_save (corners, types[i]);
      g_autoptr (AzcPrepared) prepared = prepare (bytes, AZC_PREPARE_MAX_SIDE);

      g_assert_cmpstr (prepared->mime_type, ==, "image/png");
      assert_corners (prepared->data, 80, 40);
    }

  if (azc_decode_supports (AZC_FORMAT_SVG))
    {
      g_autoptr (AzcPrepared) prepared = prepare (svg_bytes, AZC_PREPARE_MAX_SIDE);
      g_autoptr (GdkPixbuf) pixbuf = decode (prepared->data);
      g_autoptr (AzcPrepared) huge = prepare (huge_bytes, 0);

      g_assert_cmpuint (huge->width, ==, 4096);
      g_assert_cmpuint (huge->height, ==, 2048);

      /* drawn large enough to be seen */
      g_assert_cmpuint (prepared->width, ==, 1024);
      g_assert_cmpuint (prepared->height, ==, 512);
      assert_color (pixbuf, 500, 250, BLUE);
    }
  else
    assert_refused (svg_bytes, AZC_ERROR_IMAGE_FORMAT);
}

/* Where there is no decoder, the refusal says so. */
static void
test_phone_formats (void)
{
  static const struct
  {
    const char *name;
    AzcFormat   format;
  } files[] = { { "blue.heic", AZC_FORMAT_HEIC }, { "blue.avif", AZC_FORMAT_AVIF } };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "pictures", files[i].name, NULL);
      g_autoptr (GFile) file = g_file_new_for_path (path);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = azc_decode_read_file (file, NULL, &error);
      AzcProbe probe;

      g_assert_no_error (error);
      g_assert_true (azc_probe (bytes, &probe, NULL));
      g_assert_cmpint (probe.format, ==, files[i].format);
      g_assert_cmpuint (probe.width, ==, 640);
      g_assert_cmpuint (probe.height, ==, 480);

      if (azc_decode_supports (files[i].format))
        {
          g_autoptr (AzcPrepared) prepared = prepare (bytes, 100);
          g_autoptr (GdkPixbuf) pixbuf = decode (prepared->data);

          g_assert_cmpstr (prepared->mime_type, ==, "image/jpeg");
          g_assert_cmpuint (prepared->width, ==, 100);
          assert_color (pixbuf, 50, 40, BLUE);
        }
      else
        assert_refused (bytes, AZC_ERROR_IMAGE_FORMAT);
    }
}

/* Noise does not compress: what is no screenshot becomes a JPEG. */
static void
test_photograph (void)
{
  g_autoptr (GdkPixbuf) noise = test_pixbuf_new (2600, 1600, RED);
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autoptr (GBytes) bmp = NULL;
  g_autoptr (AzcPrepared) prepared = NULL;
  guint8 *pixels = gdk_pixbuf_get_pixels (noise);

  for (gsize i = 0; i < gdk_pixbuf_get_byte_length (noise); i++)
    pixels[i] = (guint8) g_rand_int (rand);
  bmp = test_pixbuf_save (noise, "bmp");
  prepared = prepare (bmp, AZC_PREPARE_MAX_SIDE);

  g_assert_cmpstr (prepared->mime_type, ==, "image/jpeg");
  g_assert_cmpuint (prepared->width, ==, 2048);
  g_assert_cmpuint (g_bytes_get_size (prepared->data), <, 20 * 1024 * 1024);
}

static void
test_too_many_bytes (void)
{
  g_autoptr (GdkPixbuf) noise = test_pixbuf_new (3200, 2400, 0x00000001);
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autoptr (GBytes) png = NULL;
  g_autoptr (AzcPrepared) prepared = NULL;
  guint8 *pixels = gdk_pixbuf_get_pixels (noise);
  char *buffer;
  gsize size;

  for (gsize i = 0; i < gdk_pixbuf_get_byte_length (noise); i++)
    pixels[i] = (guint8) g_rand_int (rand);
  g_assert_true (gdk_pixbuf_save_to_buffer (noise, &buffer, &size, "png", NULL, "compression", "0", NULL));
  png = g_bytes_new_take (buffer, size);
  g_assert_cmpuint (size, >, 20 * 1024 * 1024);

  prepared = prepare (png, 0);
  g_assert_cmpuint (g_bytes_get_size (prepared->data), <=, 20 * 1024 * 1024);
  g_assert_cmpuint (prepared->width, <, 3200);
  g_assert_cmpstr (prepared->mime_type, ==, "image/png");
}

static void
test_bomb (void)
{
  g_autoptr (GBytes) bomb = test_png_bomb_new (20000, 20000);
  g_autoptr (GError) error = NULL;
  struct rusage before, after;

  getrusage (RUSAGE_SELF, &before);
  g_assert_null (azc_prepare (bomb, AZC_PREPARE_MAX_SIDE, NULL, &error));
  getrusage (RUSAGE_SELF, &after);

  g_assert_error (error, AZC_ERROR, AZC_ERROR_IMAGE_TOO_LARGE);
  g_assert_nonnull (strstr (error->message, "20000"));
  g_assert_nonnull (strstr (error->message, "400"));
  /* kilobytes; the pixels would be a gigabyte */
  g_assert_cmpint (after.ru_maxrss - before.ru_maxrss, <, 20 * 1024);
}

static void
test_refused (void)
{
  g_autoptr (GdkPixbuf) corners = create_corners (400, 400);
  g_autoptr (GBytes) jpeg = test_pixbuf_save (corners, "jpeg");
  g_autoptr (GBytes) png = test_pixbuf_save (corners, "png");
  g_autoptr (GBytes) empty = g_bytes_new_static ("", 0);
  g_autoptr (GBytes) text = g_bytes_new_static ("just text\n", 10);
  g_autoptr (GBytes) short_jpeg = g_bytes_new_from_bytes (jpeg, 0, g_bytes_get_size (jpeg) * 2 / 3);
  g_autoptr (GBytes) short_png = g_bytes_new_from_bytes (png, 0, g_bytes_get_size (png) * 2 / 3);
  g_autoptr (GBytes) broken_png = NULL;
  guint8 *broken = g_memdup2 (g_bytes_get_data (png, NULL), g_bytes_get_size (png));

  memset (broken + 60, 0x55, 40);
  broken_png = g_bytes_new_take (broken, g_bytes_get_size (png));

  assert_refused (empty, AZC_ERROR_IMAGE_DAMAGED);
  assert_refused (text, AZC_ERROR_IMAGE_FORMAT);
  assert_refused (short_jpeg, AZC_ERROR_IMAGE_DAMAGED);
  assert_refused (short_png, AZC_ERROR_IMAGE_DAMAGED);
  assert_refused (broken_png, AZC_ERROR_IMAGE_DAMAGED);
}

static void
on_ready (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static AzcPrepared *
prepare_file (const char    *contents,
              gssize         size,
              GCancellable  *cancellable,
              GError       **error)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "azure-chat-XXXXXX.png", NULL);
  int fd = g_mkstemp (path);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GAsyncResult) result = NULL;

  g_assert_cmpint (fd, >=, 0);
  g_close (fd, NULL);
  g_assert_true (g_file_set_contents (path, contents, size, NULL));
  azc_prepare_file_async (file, 100, cancellable, on_ready, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_unlink (path);

  return azc_prepare_finish (result, error);
}

static void
test_file (void)
{
  g_autoptr (GBytes) jpeg = test_picture_new ("jpeg", 200, 100, RED);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) text_error = NULL, cancel_error = NULL, error = NULL;
  g_autoptr (AzcPrepared) prepared = NULL;

  /* the name says .png; only the bytes count */
  prepared = prepare_file (g_bytes_get_data (jpeg, NULL), (gssize) g_bytes_get_size (jpeg), NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (prepared->mime_type, ==, "image/jpeg");
  g_assert_cmpuint (prepared->width, ==, 100);

  g_assert_null (prepare_file ("just text\n", -1, NULL, &text_error));
  g_assert_error (text_error, AZC_ERROR, AZC_ERROR_IMAGE_FORMAT);

  g_cancellable_cancel (cancellable);
  g_assert_null (prepare_file (g_bytes_get_data (jpeg, NULL), (gssize) g_bytes_get_size (jpeg),
                               cancellable, &cancel_error));
  g_assert_error (cancel_error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_cancel (void)
{
  g_autoptr (GBytes) jpeg = test_picture_new ("jpeg", 200, 100, RED);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (azc_prepare (jpeg, 100, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_thumbnail (void)
{
  g_autoptr (GdkPixbuf) upright = create_corners (80, 40);
  g_autoptr (GdkPixbuf) stored = store_turned (upright, 6);
  g_autoptr (GBytes) jpeg = test_pixbuf_save (stored, "jpeg");
  g_autoptr (GBytes) with_exif = test_jpeg_add_exif (jpeg, 6, MARKER);
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "azure-chat-XXXXXX.jpg", NULL);
  int fd = g_mkstemp (path);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GAsyncResult) result = NULL, missing = NULL;
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (fd, >=, 0);
  g_close (fd, NULL);
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (with_exif, NULL),
                                      (gssize) g_bytes_get_size (with_exif), NULL));
  azc_thumbnail_load_async (file, 40, NULL, on_ready, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  pixbuf = azc_thumbnail_load_finish (result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (gdk_pixbuf_get_width (pixbuf), ==, 40);
  g_assert_cmpint (gdk_pixbuf_get_height (pixbuf), ==, 20);
  assert_color (pixbuf, 30, 5, GREEN);

  g_unlink (path);
  azc_thumbnail_load_async (file, 40, NULL, on_ready, &missing);
  while (missing == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (azc_thumbnail_load_finish (missing, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  /* first, since it looks at the most memory ever used */
  g_test_add_func ("/prepare/bomb", test_bomb);
  g_test_add_func ("/prepare/orientation", test_orientation);
  g_test_add_func ("/prepare/metadata/jpeg", test_jpeg_metadata);
  g_test_add_func ("/prepare/metadata/png", test_png_metadata);
  g_test_add_func ("/prepare/metadata/webp", test_webp_metadata);
  g_test_add_func ("/prepare/metadata/gif", test_gif_metadata);
  g_test_add_func ("/prepare/scale", test_scale);
  g_test_add_func ("/prepare/alpha", test_alpha);
  g_test_add_func ("/prepare/converted", test_converted);
  g_test_add_func ("/prepare/phone-formats", test_phone_formats);
  g_test_add_func ("/prepare/photograph", test_photograph);
  g_test_add_func ("/prepare/too-many-bytes", test_too_many_bytes);
  g_test_add_func ("/prepare/refused", test_refused);
  g_test_add_func ("/prepare/file", test_file);
  g_test_add_func ("/prepare/cancel", test_cancel);
  g_test_add_func ("/prepare/thumbnail", test_thumbnail);

  return g_test_run ();
}
