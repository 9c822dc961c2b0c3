/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Pictures on disk: files named by the SHA-256 of their bytes, so that a picture that is
 * sent twice lies there once. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "base/error.h"
#include "store/store-private.h"

/* Seconds that a file without a row stays: another process may be about to add the row. */
#define KEEP_STRAY 86400

typedef struct
{
  GBytes *data;
  char   *name;
  char   *mime_type;
  guint   width;
  guint   height;
} Picture;

static void
picture_free (Picture *picture)
{
  g_bytes_unref (picture->data);
  g_free (picture->name);
  g_free (picture->mime_type);
  g_free (picture);
}

static GFile *
get_pictures_folder (AzcStore *self)
{
  return g_file_get_child (self->folder, "pictures");
}

/* Two letters of the id make the folder, which keeps folders small. */
GFile *
_azc_store_get_picture_file (AzcStore   *self,
                             const char *id,
                             const char *mime_type)
{
  const char *slash = strchr (mime_type, '/');
  g_autoptr (GFile) pictures = get_pictures_folder (self);
  g_autofree char *name = g_strdup_printf ("%.2s/%s.%s", id, id + MIN (strlen (id), 2),
                                           slash != NULL ? slash + 1 : "bin");

  return g_file_resolve_relative_path (pictures, name);
}

static gboolean
write_file (GFile   *file,
            GBytes  *data,
            GError **error)
{
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) local_error = NULL;

  g_mkdir_with_parents (folder, 0700);
  if (g_file_set_contents_full (path, g_bytes_get_data (data, NULL),
                                (gssize) g_bytes_get_size (data),
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                0600, &local_error))
    return TRUE;

  g_set_error (error, AZC_ERROR, AZC_ERROR_STORE,
               _("The picture could not be kept: %s."), local_error->message);

  return FALSE;
}

/* Changes whenever the file is written. */
static char *
get_etag (GFile *file)
{
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_ETAG_VALUE,
                                                  G_FILE_QUERY_INFO_NONE, NULL, NULL);

  return info != NULL ? g_strdup (g_file_info_get_etag (info)) : NULL;
}

static void
add_in_thread (GTask    *task,
               sqlite3  *handle,
               gpointer  task_data)
{
  AzcStore *self = g_task_get_source_object (task);
  Picture *picture = task_data;
  g_autofree char *id = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, picture->data);
  g_autoptr (GFile) file = _azc_store_get_picture_file (self, id, picture->mime_type);
  gsize size = g_bytes_get_size (picture->data);
  GError *error = NULL;

  if (!write_file (file, picture->data, &error) ||
      !azc_database_execute (handle, &error,
                             "INSERT INTO pictures (id, mime_type, width, height, size)"
                             " VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING",
                             "ssiii", id, picture->mime_type, (gint64) picture->width,
                             (gint64) picture->height, (gint64) size))
    {
      g_task_return_error (task, error);
      return;
    }

  /* One that was there already is another process's, or belongs to a message. */
  if (sqlite3_changes (handle) > 0 || g_hash_table_contains (self->fresh_pictures, id))
    g_hash_table_insert (self->fresh_pictures, g_strdup (id), get_etag (file));
  g_task_return_pointer (task,
                         azc_attachment_new (id, picture->name, picture->mime_type,
                                             picture->width, picture->height, size, file),
                         g_object_unref);
}

/**
 * azc_store_add_picture_async:
 * @self: an open store
 * @data: the picture's bytes
 * @name: what the person knows it by
 * @mime_type: its true type
 * @width: width in pixels
 * @height: height in pixels
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: passed to @callback
 *
 * Keeps a picture. Unless a message refers to it by the time the store is closed, it is
 * dropped again.
 */
void
azc_store_add_picture_async (AzcStore            *self,
                             GBytes              *data,
                             const char          *name,
                             const char          *mime_type,
                             guint                width,
                             guint                height,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  Picture *picture;

  g_return_if_fail (AZC_IS_STORE (self));
  g_return_if_fail (data != NULL);
  g_return_if_fail (name != NULL);
  g_return_if_fail (mime_type != NULL);

  picture = g_new0 (Picture, 1);
  picture->data = g_bytes_ref (data);
  picture->name = g_strdup (name);
  picture->mime_type = g_strdup (mime_type);
  picture->width = width;
  picture->height = height;
  _azc_store_push (self, azc_store_add_picture_async, picture, (GDestroyNotify) picture_free,
                   add_in_thread, cancellable, callback, user_data);
}

/**
 * azc_store_add_picture_finish:
 * @self: a store
 * @result: the result passed to the callback
 * @error: return location for an error
 *
 * Raises %AZC_ERROR_STORE.
 *
 * Returns: (transfer full): the picture, as it can be attached to a message
 */
AzcAttachment *
azc_store_add_picture_finish (AzcStore      *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static gboolean
is_used (sqlite3    *handle,
         const char *id)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  g_autoptr (GError) error = NULL;

  statement = azc_database_query (handle, &error,
                                  "SELECT 1 FROM message_pictures WHERE picture_id = ?", "s", id);

  /* In doubt a picture stays. */
  return statement == NULL || azc_database_next (statement, &error) || error != NULL;
}

static gboolean
drop_picture (AzcStore    *self,
              sqlite3     *handle,
              const char  *id,
              const char  *mime_type,
              GError     **error)
{
  g_autoptr (GFile) file = _azc_store_get_picture_file (self, id, mime_type);

  if (!azc_database_execute (handle, error, "DELETE FROM pictures WHERE id = ?", "s", id))
    return FALSE;

  g_file_delete (file, NULL, NULL);

  return TRUE;
}

static gboolean
is_old (GFile *file)
{
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_TIME_MODIFIED,
                                                  G_FILE_QUERY_INFO_NONE, NULL, NULL);
  guint64 modified;

  if (info == NULL)
    return TRUE;

  modified = g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_TIME_MODIFIED);

  return (gint64) modified + KEEP_STRAY < g_get_real_time () / G_USEC_PER_SEC;
}

/* Deletes a file that no row knows: the program ended between writing both, or while
 * writing the file. */
static gboolean
sweep_file (sqlite3     *handle,
            GFile       *folder,
            const char  *name,
            GError     **error)
{
  g_autofree char *prefix = g_file_get_basename (folder);
  g_autofree char *id = g_strconcat (prefix, name, NULL);
  g_autoptr (GFile) file = g_file_get_child (folder, name);
  g_autoptr (sqlite3_stmt) statement = NULL;
  g_autoptr (GError) local_error = NULL;

  if (!is_old (file))
    return TRUE;

  id[strcspn (id, ".")] = '\0';
  statement = azc_database_query (handle, &local_error, "SELECT 1 FROM pictures WHERE id = ?",
                                  "s", id);
  if (statement != NULL && !azc_database_next (statement, &local_error) && local_error == NULL)
    g_file_delete (file, NULL, NULL);

  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

static gboolean
sweep_folder (sqlite3     *handle,
              GFile       *folder,
              GError     **error)
{
  const char *path = g_file_peek_path (folder);
  g_autoptr (GDir) content = g_dir_open (path, 0, NULL);
  const char *name;

  while (content != NULL && (name = g_dir_read_name (content)) != NULL)
    {
      if (!sweep_file (handle, folder, name, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
sweep_files (AzcStore  *self,
             sqlite3   *handle,
             GError   **error)
{
  g_autoptr (GFile) pictures = get_pictures_folder (self);
  g_autoptr (GDir) content = g_dir_open (g_file_peek_path (pictures), 0, NULL);
  const char *name;

  while (content != NULL && (name = g_dir_read_name (content)) != NULL)
    {
      g_autoptr (GFile) folder = g_file_get_child (pictures, name);

      if (!sweep_folder (handle, folder, error))
        return FALSE;
    }

  return TRUE;
}

/* Drops pictures that no message refers to any more, and files that no row knows. */
gboolean
_azc_store_sweep_pictures (AzcStore  *self,
                           sqlite3   *handle,
                           GError   **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) local_error = NULL;

  statement = azc_database_query (handle, error,
                                  "SELECT id, mime_type FROM pictures WHERE NOT EXISTS"
                                  " (SELECT 1 FROM message_pictures WHERE picture_id = pictures.id)", "");
  if (statement == NULL)
    return FALSE;

  while (azc_database_next (statement, &local_error))
    {
      g_ptr_array_add (found, g_strdup (azc_database_get_text (statement, 0)));
      g_ptr_array_add (found, g_strdup (azc_database_get_text (statement, 1)));
    }

  for (guint i = 0; i + 1 < found->len && local_error == NULL; i += 2)
    {
      g_autoptr (GFile) file = _azc_store_get_picture_file (self, found->pdata[i],
                                                            found->pdata[i + 1]);

      if (is_old (file))
        drop_picture (self, handle, found->pdata[i], found->pdata[i + 1], &local_error);
    }

  if (local_error == NULL && sweep_files (self, handle, &local_error))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

/* Drops what this process added and no message took, unless another process has added the
 * same since, which wrote the file again. */
gboolean
_azc_store_drop_unused (AzcStore  *self,
                        sqlite3   *handle,
                        GError   **error)
{
  GHashTableIter iter;
  gpointer id;
  gpointer etag;

  g_hash_table_iter_init (&iter, self->fresh_pictures);
  while (g_hash_table_iter_next (&iter, &id, &etag))
    {
      g_autoptr (sqlite3_stmt) statement = NULL;

      if (is_used (handle, id))
        continue;
      statement = azc_database_query (handle, error,
                                      "SELECT mime_type FROM pictures WHERE id = ?", "s", id);
      if (statement == NULL)
        return FALSE;
      if (azc_database_next (statement, NULL))
        {
          g_autofree char *mime_type = g_strdup (azc_database_get_text (statement, 0));
          g_autoptr (GFile) file = _azc_store_get_picture_file (self, id, mime_type);
          g_autofree char *etag_now = get_etag (file);

          g_clear_pointer (&statement, sqlite3_finalize);
          if (g_strcmp0 (etag, etag_now) == 0 &&
              !drop_picture (self, handle, id, mime_type, error))
            return FALSE;
        }
    }

  return TRUE;
}
