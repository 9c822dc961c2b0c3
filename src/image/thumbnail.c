/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Small versions of pictures for the window. */

#include "config.h"

#include "image/thumbnail.h"

#include "image/decode.h"

typedef struct
{
  GFile *file;
  guint  max_side;
} Job;

static void
job_free (Job *job)
{
  g_object_unref (job->file);
  g_free (job);
}

static GdkPixbuf *
load (const Job     *job,
      GCancellable  *cancellable,
      GError       **error)
{
  g_autoptr (GBytes) data = azc_decode_read_file (job->file, cancellable, error);
  AzcProbe probe;

  if (data == NULL || !azc_probe (data, &probe, error))
    return NULL;

  return azc_decode (data, &probe, job->max_side, cancellable, error);
}

static void
load_thread (GTask        *task,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  GError *error = NULL;
  GdkPixbuf *pixbuf = load (task_data, cancellable, &error);

  if (pixbuf != NULL)
    g_task_return_pointer (task, pixbuf, g_object_unref);
  else
    g_task_return_error (task, error);
}

/**
 * azc_thumbnail_load_async:
 * @file: a picture file
 * @max_side: the longer side of the result in pixels at most, or 0 for any
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is done
 * @user_data: data for @callback
 *
 * Decodes a picture in a thread, upright and scaled down to @max_side.
 */
void
azc_thumbnail_load_async (GFile               *file,
                          guint                max_side,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  Job *job;

  g_return_if_fail (G_IS_FILE (file));

  job = g_new0 (Job, 1);
  job->file = g_object_ref (file);
  job->max_side = max_side;

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, azc_thumbnail_load_async);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_run_in_thread (task, load_thread);
}

/**
 * azc_thumbnail_load_finish:
 * @result: the result
 * @error: return location for an error
 *
 * Raises the errors of reading the file, %AZC_ERROR_IMAGE_FORMAT,
 * %AZC_ERROR_IMAGE_DAMAGED and %AZC_ERROR_IMAGE_TOO_LARGE.
 *
 * Returns: (transfer full): the pixels
 */
GdkPixbuf *
azc_thumbnail_load_finish (GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
