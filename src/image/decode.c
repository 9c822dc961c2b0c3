/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From a file to upright pixels within bounds. Blocks: for worker threads. */

#include "config.h"

#include "image/decode.h"

#include <glib/gi18n-lib.h>

#include "base/error.h"

/* Between two slices a cancelled decoding ends. */
#define SLICE 65536

/* What has no pixels of its own is drawn between these sizes: a model sees nothing in 24
 * pixels, and the file may claim any number of them. */
#define SVG_MIN_SIDE 1024
#define SVG_MAX_SIDE 4096

static void
set_file_too_large (GError **error)
{
  g_set_error (error, AZC_ERROR, AZC_ERROR_IMAGE_TOO_LARGE,
               _("The file is larger than %d MB, which is more than is read."),
               AZC_DECODE_MAX_FILE / (1024 * 1024));
}

/**
 * azc_decode_read_file:
 * @file: a file, local or not
 * @cancellable: (nullable): a cancellable
 * @error: return location for an error
 *
 * Reads a file of at most %AZC_DECODE_MAX_FILE bytes. Raises
 * %AZC_ERROR_IMAGE_TOO_LARGE, or the error of reading.
 *
 * Returns: (transfer full): its bytes
 */
GBytes *
azc_decode_read_file (GFile         *file,
                      GCancellable  *cancellable,
                      GError       **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GFileInputStream) stream = NULL;
  g_autofree guint8 *slice = g_malloc (SLICE);
  gssize n_read;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  stream = g_file_read (file, cancellable, error);
  if (stream == NULL)
    return NULL;

  while ((n_read = g_input_stream_read (G_INPUT_STREAM (stream), slice, SLICE, cancellable, error)) > 0)
    {
      g_byte_array_append (bytes, slice, (guint) n_read);
      if (bytes->len > AZC_DECODE_MAX_FILE)
        {
          set_file_too_large (error);
          return NULL;
        }
    }

  return n_read == 0 ? g_byte_array_free_to_bytes (g_steal_pointer (&bytes)) : NULL;
}

typedef struct
{
  AzcFormat format;
  guint     max_side;
  gboolean  refused;
  guint     width;
  guint     height;
} Size;

/* The decoder's own view of the size counts too: it is what memory is taken for. */
static void
on_size_prepared (GdkPixbufLoader *loader,
                  int              width,
                  int              height,
                  gpointer         user_data)
{
  Size *size = user_data;
  AzcProbe probe = { size->format, (guint) MAX (width, 0), (guint) MAX (height, 0), 1, FALSE };
  int longer = MAX (width, height);
  int wanted = size->format == AZC_FORMAT_SVG ? CLAMP (longer, SVG_MIN_SIDE, SVG_MAX_SIDE) : longer;

  size->width = probe.width;
  size->height = probe.height;
  if (longer <= 0 || !azc_probe_check_size (&probe, NULL))
    {
      size->refused = TRUE;
      gdk_pixbuf_loader_set_size (loader, 0, 0);
      return;
    }

  if (size->max_side > 0)
    wanted = MIN (wanted, (int) size->max_side);
  if (wanted != longer)
    gdk_pixbuf_loader_set_size (loader,
                                MAX (1, (int) (((gint64) width * wanted + longer / 2) / longer)),
                                MAX (1, (int) (((gint64) height * wanted + longer / 2) / longer)));
}

static gboolean
feed (GdkPixbufLoader  *loader,
      GBytes           *data,
      GCancellable     *cancellable,
      GError          **error)
{
  gsize size;
  const guint8 *bytes = g_bytes_get_data (data, &size);

  for (gsize offset = 0; offset < size; offset += SLICE)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !gdk_pixbuf_loader_write (loader, bytes + offset, MIN (SLICE, size - offset), error))
        {
          gdk_pixbuf_loader_close (loader, NULL);
          return FALSE;
        }
    }

  if (!gdk_pixbuf_loader_close (loader, error))
    return FALSE;

  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

static void
set_decode_error (GError         *cause,
                  const AzcProbe *probe,
                  const Size     *size,
                  GError        **error)
{
  AzcProbe claimed = { probe->format, size->width, size->height, 1, FALSE };
  GError *result;

  if (azc_error_is_cancelled (cause))
    {
      g_propagate_error (error, g_error_copy (cause));
      return;
    }
  if (size->refused && !azc_probe_check_size (&claimed, error))
    return;

  if (g_error_matches (cause, GDK_PIXBUF_ERROR, GDK_PIXBUF_ERROR_INSUFFICIENT_MEMORY))
    result = g_error_new (AZC_ERROR, AZC_ERROR_IMAGE_TOO_LARGE,
                          _("There is not enough memory for a picture of %u × %u pixels."),
                          probe->width, probe->height);
  else
    result = g_error_new (AZC_ERROR, AZC_ERROR_IMAGE_DAMAGED, _("The %s picture is damaged."),
                          azc_format_get_name (probe->format));
  if (cause != NULL)
    azc_error_set_details (result, cause->message);
  g_propagate_error (error, result);
}

/* Own reading of the orientation, since decoders differ in whether they tell it. */
static GdkPixbuf *
turn_upright (GdkPixbuf *pixbuf,
              guint      orientation)
{
  g_autofree char *number = g_strdup_printf ("%u", orientation);

  if (orientation == 1)
    return g_object_ref (pixbuf);

  gdk_pixbuf_remove_option (pixbuf, "orientation");
  gdk_pixbuf_set_option (pixbuf, "orientation", number);

  return gdk_pixbuf_apply_embedded_orientation (pixbuf);
}

/* Only the decoder of the probed format is asked: no other one sees the bytes. */
static GdkPixbufLoader *
create_loader (AzcFormat   format,
               GError    **error)
{
  GdkPixbufLoader *loader;

  loader = gdk_pixbuf_loader_new_with_mime_type (azc_format_get_mime_type (format), NULL);
  if (loader == NULL)
    {
      g_set_error (error, AZC_ERROR, AZC_ERROR_IMAGE_FORMAT,
                   _("%s pictures cannot be read on this system."), azc_format_get_name (format));
      azc_error_set_advice (error != NULL ? *error : NULL,
                            _("Install the GdkPixbuf loader for this format, "
                              "or save the picture as PNG or JPEG."));
    }

  return loader;
}

/**
 * azc_decode_supports:
 * @format: a format
 *
 * Returns: whether this system has a decoder for it
 */
gboolean
azc_decode_supports (AzcFormat format)
{
  g_autoptr (GSList) formats = gdk_pixbuf_get_formats ();

  g_return_val_if_fail (format != AZC_FORMAT_UNKNOWN, FALSE);

  for (GSList *l = formats; l != NULL; l = l->next)
    {
      g_auto (GStrv) types = gdk_pixbuf_format_get_mime_types (l->data);

      if (!gdk_pixbuf_format_is_disabled (l->data) &&
          g_strv_contains ((const char * const *) types, azc_format_get_mime_type (format)))
        return TRUE;
    }

  return FALSE;
}

/**
 * azc_decode:
 * @data: a whole file
 * @probe: what [func@Azc.probe] said about it
 * @max_side: the longer side of the result in pixels at most, or 0 for any
 * @cancellable: (nullable): a cancellable
 * @error: return location for an error
 *
 * Decodes a picture, or the first frame of one that moves, scaled down where
 * needed and turned upright. Raises %AZC_ERROR_IMAGE_TOO_LARGE,
 * %AZC_ERROR_IMAGE_FORMAT if there is no decoder, %AZC_ERROR_IMAGE_DAMAGED and
 * %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full): the pixels
 */
GdkPixbuf *
azc_decode (GBytes          *data,
            const AzcProbe  *probe,
            guint            max_side,
            GCancellable    *cancellable,
            GError         **error)
{
  g_autoptr (GdkPixbufLoader) loader = NULL;
  g_autoptr (GError) cause = NULL;
  GdkPixbuf *pixbuf = NULL;
  Size size = { 0 };

  g_return_val_if_fail (data != NULL, NULL);
  g_return_val_if_fail (probe != NULL && probe->format != AZC_FORMAT_UNKNOWN, NULL);

  if (!azc_probe_check_size (probe, error))
    return NULL;

  loader = create_loader (probe->format, error);
  if (loader == NULL)
    return NULL;

  size.format = probe->format;
  size.max_side = max_side;
  g_signal_connect (loader, "size-prepared", G_CALLBACK (on_size_prepared), &size);
  if (feed (loader, data, cancellable, &cause) && !size.refused)
    pixbuf = gdk_pixbuf_loader_get_pixbuf (loader);
  if (pixbuf == NULL)
    {
      set_decode_error (cause, probe, &size, error);
      return NULL;
    }

  return turn_upright (pixbuf, probe->orientation);
}
