/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Pictures for tests: made by gdk-pixbuf, with pieces put in by hand. */

#include "config.h"

#include "support/pictures.h"

#include <string.h>

static guint32
crc32 (const guint8 *data,
       gsize         size)
{
  guint32 crc = 0xffffffff;

  for (gsize i = 0; i < size; i++)
    {
      crc ^= data[i];
      for (guint bit = 0; bit < 8; bit++)
        crc = crc >> 1 ^ (crc & 1 ? 0xedb88320 : 0);
    }

  return crc ^ 0xffffffff;
}

static void
append_be32 (GByteArray *array,
             guint32     value)
{
  value = GUINT32_TO_BE (value);
  g_byte_array_append (array, (const guint8 *) &value, 4);
}

static void
append_chunk (GByteArray   *array,
              const char   *name,
              gconstpointer body,
              gsize         size)
{
  guint start = array->len + 4;

  append_be32 (array, (guint32) size);
  g_byte_array_append (array, (const guint8 *) name, 4);
  g_byte_array_append (array, body, (guint) size);
  append_be32 (array, crc32 (array->data + start, size + 4));
}

GdkPixbuf *
test_pixbuf_new (int     width,
                 int     height,
                 guint32 rgba)
{
  GdkPixbuf *pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, (rgba & 0xff) != 0xff, 8, width, height);

  gdk_pixbuf_fill (pixbuf, rgba);

  return pixbuf;
}

void
test_pixbuf_fill (GdkPixbuf *pixbuf,
                  int        x,
                  int        y,
                  int        width,
                  int        height,
                  guint32    rgba)
{
  g_autoptr (GdkPixbuf) part = gdk_pixbuf_new_subpixbuf (pixbuf, x, y, width, height);

  gdk_pixbuf_fill (part, rgba);
}

guint32
test_pixbuf_get (GdkPixbuf *pixbuf,
                 int        x,
                 int        y)
{
  int n_channels = gdk_pixbuf_get_n_channels (pixbuf);
  const guint8 *pixel = gdk_pixbuf_read_pixels (pixbuf) +
                        y * gdk_pixbuf_get_rowstride (pixbuf) + x * n_channels;

  return (guint32) pixel[0] << 24 | (guint32) pixel[1] << 16 | (guint32) pixel[2] << 8 |
         (n_channels == 4 ? pixel[3] : 0xff);
}

GBytes *
test_pixbuf_save (GdkPixbuf  *pixbuf,
                  const char *type)
{
  g_autoptr (GError) error = NULL;
  char *buffer;
  gsize size;

  gdk_pixbuf_save_to_buffer (pixbuf, &buffer, &size, type, &error, NULL);
  g_assert_no_error (error);

  return g_bytes_new_take (buffer, size);
}

GBytes *
test_picture_new (const char *type,
                  int         width,
                  int         height,
                  guint32     rgba)
{
  g_autoptr (GdkPixbuf) pixbuf = test_pixbuf_new (width, height, rgba);

  return test_pixbuf_save (pixbuf, type);
}

GBytes *
test_bytes_insert (GBytes     *bytes,
                   gsize       offset,
                   const void *data,
                   gsize       size)
{
  GByteArray *array = g_byte_array_new ();
  gsize old_size;
  const guint8 *old = g_bytes_get_data (bytes, &old_size);

  g_assert_cmpuint (offset, <=, old_size);
  g_byte_array_append (array, old, (guint) offset);
  g_byte_array_append (array, data, (guint) size);
  g_byte_array_append (array, old + offset, (guint) (old_size - offset));

  return g_byte_array_free_to_bytes (array);
}

gboolean
test_bytes_contain (GBytes     *bytes,
                    const char *text)
{
  gsize length = strlen (text);
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  for (gsize i = 0; i + length <= size; i++)
    {
      if (memcmp (data + i, text, length) == 0)
        return TRUE;
    }

  return FALSE;
}

/* A directory with the orientation and a pointer to GPS data, and @marker as what
 * must not leave the machine. */
GBytes *
test_exif_new (guint       orientation,
               const char *marker)
{
  static const guint8 head[] = { 'I', 'I', '*', 0, 8, 0, 0, 0, 2, 0 };
  const guint8 entries[] = {
    0x12, 0x01, 3, 0, 1, 0, 0, 0, (guint8) orientation, 0, 0, 0,
    0x25, 0x88, 4, 0, 1, 0, 0, 0, 38, 0, 0, 0,
    0, 0, 0, 0,
  };
  GByteArray *array = g_byte_array_new ();

  g_byte_array_append (array, head, sizeof head);
  g_byte_array_append (array, entries, sizeof entries);
  g_byte_array_append (array, (const guint8 *) marker, (guint) strlen (marker) + 1);

  return g_byte_array_free_to_bytes (array);
}

GBytes *
test_jpeg_add_exif (GBytes     *jpeg,
                    guint       orientation,
                    const char *marker)
{
  g_autoptr (GBytes) exif = test_exif_new (orientation, marker);
  g_autoptr (GByteArray) segment = g_byte_array_new ();
  guint16 length = GUINT16_TO_BE (2 + 6 + g_bytes_get_size (exif));

  g_byte_array_append (segment, (const guint8 *) "\xff\xe1", 2);
  g_byte_array_append (segment, (const guint8 *) &length, 2);
  g_byte_array_append (segment, (const guint8 *) "Exif\0", 6);
  g_byte_array_append (segment, g_bytes_get_data (exif, NULL), (guint) g_bytes_get_size (exif));

  return test_bytes_insert (jpeg, 2, segment->data, segment->len);
}

/* Right after the header. */
GBytes *
test_png_add_chunk (GBytes     *png,
                    const char *name,
                    GBytes     *body)
{
  g_autoptr (GByteArray) chunk = g_byte_array_new ();

  append_chunk (chunk, name, g_bytes_get_data (body, NULL), g_bytes_get_size (body));

  return test_bytes_insert (png, 8 + 25, chunk->data, chunk->len);
}

/* A tiny file that claims a huge size, one bit per pixel. */
GBytes *
test_png_bomb_new (guint width,
                   guint height)
{
  GByteArray *array = g_byte_array_new ();
  g_autoptr (GByteArray) header = g_byte_array_new ();
  static const guint8 kind[] = { 1, 0, 0, 0, 0 };
  static const guint8 data[] = { 0x78, 0x9c, 0x03, 0, 0, 0, 0, 1 };

  append_be32 (header, width);
  append_be32 (header, height);
  g_byte_array_append (header, kind, sizeof kind);

  g_byte_array_append (array, (const guint8 *) "\x89PNG\r\n\x1a\n", 8);
  append_chunk (array, "IHDR", header->data, header->len);
  append_chunk (array, "IDAT", data, sizeof data);
  append_chunk (array, "IEND", "", 0);

  return g_byte_array_free_to_bytes (array);
}
