/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The history on disk: opening and closing. Conversations and messages stand in
 * store-conversations.c, pictures in store-pictures.c. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/error.h"
#include "store/store-private.h"

/* How long a deleted conversation can be brought back, in microseconds: a day, so that an
 * Undo in one window is not overtaken by the start of another. */
#define KEEP_DELETED (G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC)

G_DEFINE_FINAL_TYPE (AzcStore, azc_store, G_TYPE_OBJECT)

static void
azc_store_finalize (GObject *object)
{
  AzcStore *self = AZC_STORE (object);

  g_clear_pointer (&self->database, azc_database_free);
  g_clear_pointer (&self->fresh_pictures, g_hash_table_unref);
  g_clear_object (&self->folder);

  G_OBJECT_CLASS (azc_store_parent_class)->finalize (object);
}

static void
azc_store_class_init (AzcStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = azc_store_finalize;
}

static void
azc_store_init (AzcStore *self)
{
  self->fresh_pictures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/**
 * azc_store_new:
 * @folder: where the history lies; made when it is opened
 *
 * Returns: (transfer full): a store, not open yet
 */
AzcStore *
azc_store_new (GFile *folder)
{
  AzcStore *self;

  g_return_val_if_fail (G_IS_FILE (folder), NULL);

  self = g_object_new (AZC_TYPE_STORE, NULL);
  self->folder = g_object_ref (folder);

  return self;
}

/**
 * azc_store_get_folder:
 * @self: a store
 *
 * Returns: (transfer none): where the history lies
 */
GFile *
azc_store_get_folder (AzcStore *self)
{
  g_return_val_if_fail (AZC_IS_STORE (self), NULL);

  return self->folder;
}

/* Queues a job. Before the store is open, or after it was closed, the job fails. */
void
_azc_store_push (AzcStore            *self,
                 gpointer             source_tag,
                 gpointer             data,
                 GDestroyNotify       free_data,
                 AzcDatabaseFunc      func,
                 GCancellable        *cancellable,
                 GAsyncReadyCallback  callback,
                 gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_assert (AZC_IS_STORE (self));

  g_task_set_source_tag (task, source_tag);
  g_task_set_task_data (task, data, free_data);

  if (self->database != NULL)
    azc_database_push (self->database, task, func);
  else
    g_task_return_new_error (task, AZC_ERROR, AZC_ERROR_STORE, _("The history is not open."));
}

void
_azc_store_return_written (GTask    *task,
                           gboolean  written,
                           GError   *error)
{
  if (written)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
open_in_thread (GTask    *task,
                sqlite3  *handle,
                gpointer  task_data)
{
  AzcStore *self = g_task_get_source_object (task);
  GError *error = NULL;
  gboolean swept;

  swept = azc_database_execute (handle, &error, "DELETE FROM conversations WHERE deleted < ?", "i",
                                g_get_real_time () - KEEP_DELETED) &&
          _azc_store_sweep_pictures (self, handle, &error);
  _azc_store_return_written (task, swept, error);
}

/**
 * azc_store_open_async:
 * @self: a store
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: passed to @callback
 *
 * Opens the history, brings it to the newest schema, and sweeps what was deleted more than
 * a day ago.
 */
void
azc_store_open_async (AzcStore            *self,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  g_return_if_fail (AZC_IS_STORE (self));
  g_return_if_fail (self->database == NULL);

  {
    g_autoptr (GFile) file = g_file_get_child (self->folder, "history.db");
    g_autofree char *path = g_file_get_path (file);

    self->database = azc_database_new (path);
  }

  _azc_store_push (self, azc_store_open_async, NULL, NULL, open_in_thread,
                   cancellable, callback, user_data);
}

/**
 * azc_store_open_finish:
 * @self: a store
 * @result: the result passed to the callback
 * @error: return location for an error
 *
 * Raises %AZC_ERROR_STORE if the history cannot be opened. It is never replaced by an
 * empty one.
 *
 * Returns: whether the history is open
 */
gboolean
azc_store_open_finish (AzcStore      *self,
                       GAsyncResult  *result,
                       GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
close_in_thread (GTask    *task,
                 sqlite3  *handle,
                 gpointer  task_data)
{
  AzcStore *self = g_task_get_source_object (task);
  GError *error = NULL;

  _azc_store_return_written (task, _azc_store_drop_unused (self, handle, &error), error);
}

static void
on_drained_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  AzcStore *self = AZC_STORE (source);
  GError *error = NULL;
  gboolean drained = g_task_propagate_boolean (G_TASK (result), &error);

  /* The queue is empty, so this takes as long as closing the file. */
  g_clear_pointer (&self->database, azc_database_free);
  _azc_store_return_written (task, drained, error);
}

/**
 * azc_store_close_async:
 * @self: a store
 * @callback: called when done
 * @user_data: passed to @callback
 *
 * Waits until everything is written, drops pictures that were added and never sent, and
 * closes the history.
 */
void
azc_store_close_async (AzcStore            *self,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (AZC_IS_STORE (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, azc_store_close_async);

  if (self->database == NULL)
    g_task_return_boolean (task, TRUE);
  else
    _azc_store_push (self, azc_store_close_async, NULL, NULL, close_in_thread, NULL,
                     on_drained_cb, g_object_ref (task));
}

/**
 * azc_store_close_finish:
 * @self: a store
 * @result: the result passed to the callback
 * @error: return location for an error
 *
 * Returns: whether everything was written
 */
gboolean
azc_store_close_finish (AzcStore      *self,
                        GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
