/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Makes any picture ready for sending: upright, within the limits, without metadata.
 * What already fits passes without loss; the rest is decoded and encoded anew. */

#include "config.h"

#include "image/prepare.h"

#include <glib/gi18n-lib.h>

#include "base/error.h"
#include "image/decode.h"
#include "image/strip.h"

/* What the services take per picture. */
#define MAX_BYTES (20 * 1024 * 1024)

/* An opaque picture whose PNG is larger than this is a photograph. */
#define MAX_LOSSLESS_BYTES (4 * 1024 * 1024)

#define JPEG_QUALITY "88"

/* One step of shrinking a picture whose bytes are too many. */
#define SHRINK 0.75

static AzcPrepared *
prepared_new (GBytes    *data,
              AzcFormat  format,
              guint      width,
              guint      height)
{
  AzcPrepared *prepared = g_new0 (AzcPrepared, 1);

  prepared->data = g_bytes_ref (data);
  prepared->mime_type = g_strdup (azc_format_get_mime_type (format));
  prepared->width = width;
  prepared->height = height;

  return prepared;
}

/**
 * azc_prepared_free:
 * @prepared: (nullable): a prepared picture
 *
 * Frees it.
 */
void
azc_prepared_free (AzcPrepared *prepared)
{
  if (prepared == NULL)
    return;

  g_bytes_unref (prepared->data);
  g_free (prepared->mime_type);
  g_free (prepared);
}

static gboolean
is_opaque (GdkPixbuf *pixbuf)
{
  const guint8 *pixels = gdk_pixbuf_read_pixels (pixbuf);
  gsize stride = (gsize) gdk_pixbuf_get_rowstride (pixbuf);
  gsize width = (gsize) gdk_pixbuf_get_width (pixbuf);
  gsize height = (gsize) gdk_pixbuf_get_height (pixbuf);

  if (!gdk_pixbuf_get_has_alpha (pixbuf))
    return TRUE;

  for (gsize y = 0; y < height; y++)
    {
      for (gsize x = 0; x < width; x++)
        {
          if (pixels[y * stride + x * 4 + 3] != 0xff)
            return FALSE;
        }
    }

  return TRUE;
}

static GBytes *
save (GdkPixbuf  *pixbuf,
      AzcFormat   format,
      GError    **error)
{
  g_autoptr (GError) cause = NULL;
  gboolean saved;
  char *buffer;
  gsize size;

  if (format == AZC_FORMAT_JPEG)
    saved = gdk_pixbuf_save_to_buffer (pixbuf, &buffer, &size, "jpeg", &cause,
                                       "quality", JPEG_QUALITY, NULL);
  else
    saved = gdk_pixbuf_save_to_buffer (pixbuf, &buffer, &size, "png", &cause, NULL);

  if (saved)
    return g_bytes_new_take (buffer, size);

  g_set_error (error, AZC_ERROR, AZC_ERROR_FAILED,
               _("The picture could not be converted: %s"), cause->message);

  return NULL;
}

/* Kinds that hold photographs, already with loss. */
static gboolean
is_lossy (AzcFormat format)
{
  return format == AZC_FORMAT_JPEG || format == AZC_FORMAT_HEIC ||
         format == AZC_FORMAT_AVIF || format == AZC_FORMAT_WEBP;
}

static AzcPrepared *
encode (GdkPixbuf     *source,
        AzcFormat      format,
        GCancellable  *cancellable,
        GError       **error)
{
  g_autoptr (GdkPixbuf) pixbuf = g_object_ref (source);
  gboolean opaque = is_opaque (source);
  AzcFormat target = opaque && is_lossy (format) ? AZC_FORMAT_JPEG : AZC_FORMAT_PNG;

  while (!g_cancellable_set_error_if_cancelled (cancellable, error))
    {
      g_autoptr (GBytes) data = save (pixbuf, target, error);
      guint width = (guint) gdk_pixbuf_get_width (pixbuf);
      guint height = (guint) gdk_pixbuf_get_height (pixbuf);

      if (data == NULL)
        return NULL;

      if (target == AZC_FORMAT_PNG && opaque && g_bytes_get_size (data) > MAX_LOSSLESS_BYTES)
        target = AZC_FORMAT_JPEG;
      else if (g_bytes_get_size (data) <= MAX_BYTES)
        return prepared_new (data, target, width, height);
      else
        {
          GdkPixbuf *smaller = gdk_pixbuf_scale_simple (pixbuf, MAX (1, (int) (width * SHRINK)),
                                                        MAX (1, (int) (height * SHRINK)),
                                                        GDK_INTERP_BILINEAR);

          g_set_object (&pixbuf, smaller);
          g_object_unref (smaller);
        }
    }

  return NULL;
}

/* Decoding finds the damage that the structure does not show. */
static gboolean
is_sound (GBytes          *data,
          const AzcProbe  *probe,
          GCancellable    *cancellable,
          GError         **error)
{
  g_autoptr (GdkPixbuf) pixbuf = NULL;

  if (!azc_decode_supports (probe->format))
    return TRUE;

  pixbuf = azc_decode (data, probe, 0, cancellable, error);

  return pixbuf != NULL;
}

static gboolean
fits (const AzcProbe *probe,
      guint           max_side)
{
  return azc_format_is_sendable (probe->format) && probe->orientation == 1 &&
         (max_side == 0 || MAX (probe->width, probe->height) <= max_side);
}

/**
 * azc_prepare:
 * @data: a whole picture file
 * @max_side: the longer side of the result in pixels at most, or 0 for any
 * @cancellable: (nullable): a cancellable
 * @error: return location for an error
 *
 * Prepares a picture; blocks, so it is for worker threads. Raises
 * %AZC_ERROR_IMAGE_FORMAT, %AZC_ERROR_IMAGE_DAMAGED, %AZC_ERROR_IMAGE_TOO_LARGE
 * and %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full): the picture as it will be sent
 */
AzcPrepared *
azc_prepare (GBytes        *data,
             guint          max_side,
             GCancellable  *cancellable,
             GError       **error)
{
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  g_autoptr (GBytes) stripped = NULL;
  AzcProbe probe;

  g_return_val_if_fail (data != NULL, NULL);

  if (!azc_probe (data, &probe, error) || !azc_probe_check_size (&probe, error))
    return NULL;

  if (azc_format_is_sendable (probe.format))
    {
      stripped = azc_strip_metadata (data, probe.format, error);
      if (stripped == NULL)
        return NULL;
    }

  if (fits (&probe, max_side) && g_bytes_get_size (stripped) <= MAX_BYTES)
    return is_sound (stripped, &probe, cancellable, error)
           ? prepared_new (stripped, probe.format, probe.width, probe.height) : NULL;

  pixbuf = azc_decode (stripped != NULL ? stripped : data, &probe, max_side, cancellable, error);

  return pixbuf != NULL ? encode (pixbuf, probe.format, cancellable, error) : NULL;
}

typedef struct
{
  GBytes *data;
  GFile  *file;
  guint   max_side;
} Job;

static void
job_free (Job *job)
{
  g_clear_pointer (&job->data, g_bytes_unref);
  g_clear_object (&job->file);
  g_free (job);
}

static void
prepare_thread (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Job *job = task_data;
  GError *error = NULL;
  AzcPrepared *prepared = NULL;

  if (job->data == NULL)
    job->data = azc_decode_read_file (job->file, cancellable, &error);
  if (job->data != NULL)
    prepared = azc_prepare (job->data, job->max_side, cancellable, &error);

  if (prepared != NULL)
    g_task_return_pointer (task, prepared, (GDestroyNotify) azc_prepared_free);
  else
    g_task_return_error (task, error);
}

static void
start_job (GBytes              *data,
           GFile               *file,
           guint                max_side,
           GCancellable        *cancellable,
           GAsyncReadyCallback  callback,
           gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->data = data != NULL ? g_bytes_ref (data) : NULL;
  job->file = file != NULL ? g_object_ref (file) : NULL;
  job->max_side = max_side;
  g_task_set_source_tag (task, azc_prepare_async);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_run_in_thread (task, prepare_thread);
}

/**
 * azc_prepare_async:
 * @data: a whole picture file
 * @max_side: the longer side of the result in pixels at most, or 0 for any
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is done
 * @user_data: data for @callback
 *
 * Does what [func@Azc.prepare] does in a thread.
 */
void
azc_prepare_async (GBytes              *data,
                   guint                max_side,
                   GCancellable        *cancellable,
                   GAsyncReadyCallback  callback,
                   gpointer             user_data)
{
  g_return_if_fail (data != NULL);

  start_job (data, NULL, max_side, cancellable, callback, user_data);
}

/**
 * azc_prepare_file_async:
 * @file: a picture file, local or not
 * @max_side: the longer side of the result in pixels at most, or 0 for any
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is done
 * @user_data: data for @callback
 *
 * Reads a file and prepares it, all in a thread.
 */
void
azc_prepare_file_async (GFile               *file,
                        guint                max_side,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_return_if_fail (G_IS_FILE (file));

  start_job (NULL, file, max_side, cancellable, callback, user_data);
}

/**
 * azc_prepare_finish:
 * @result: the result
 * @error: return location for an error
 *
 * Raises the errors of [func@Azc.prepare], and those of reading the file.
 *
 * Returns: (transfer full): the picture as it will be sent
 */
AzcPrepared *
azc_prepare_finish (GAsyncResult  *result,
                    GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
