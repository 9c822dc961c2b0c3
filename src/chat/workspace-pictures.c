/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Pictures of the workspace: prepared for sending and kept, and loaded for showing. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "chat/workspace-private.h"
#include "image/prepare.h"
#include "image/thumbnail.h"

static void
on_stored_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  AzcAttachment *attachment;
  GError *error = NULL;

  attachment = azc_store_add_picture_finish (AZC_STORE (source), result, &error);
  if (attachment != NULL)
    g_task_return_pointer (task, attachment, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
on_prepared_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  AzcWorkspace *self = g_task_get_source_object (task);
  g_autoptr (AzcPrepared) prepared = NULL;
  GError *error = NULL;

  prepared = azc_prepare_finish (result, &error);
  if (prepared == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  azc_store_add_picture_async (self->store, prepared->data, g_task_get_task_data (task),
                               prepared->mime_type, prepared->width, prepared->height,
                               g_task_get_cancellable (task), on_stored_cb, g_object_ref (task));
}

static guint
get_max_side (AzcWorkspace *self)
{
  return g_settings_get_uint (self->settings, "picture-max-side");
}

/**
 * azc_workspace_add_picture_file_async:
 * @self: a workspace
 * @file: a file, which may lie on any mount or portal
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: passed to @callback
 *
 * Reads a picture and prepares it for sending, in a worker: upright, within the size
 * limit, without metadata.
 */
void
azc_workspace_add_picture_file_async (AzcWorkspace        *self,
                                      GFile               *file,
                                      GCancellable        *cancellable,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (AZC_IS_WORKSPACE (self));
  g_return_if_fail (G_IS_FILE (file));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, azc_workspace_add_picture_file_async);
  g_task_set_task_data (task, g_file_get_basename (file), g_free);
  azc_prepare_file_async (file, get_max_side (self), cancellable,
                          on_prepared_cb, g_object_ref (task));
}

/**
 * azc_workspace_add_picture_bytes_async:
 * @self: a workspace
 * @data: an encoded picture, such as the clipboard holds
 * @name: (nullable): what to call it
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: passed to @callback
 *
 * Prepares a picture for sending, like [method@Azc.Workspace.add_picture_file_async].
 */
void
azc_workspace_add_picture_bytes_async (AzcWorkspace        *self,
                                       GBytes              *data,
                                       const char          *name,
                                       GCancellable        *cancellable,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (AZC_IS_WORKSPACE (self));
  g_return_if_fail (data != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, azc_workspace_add_picture_bytes_async);
  g_task_set_task_data (task, g_strdup (name != NULL ? name : _("Picture")), g_free);
  azc_prepare_async (data, get_max_side (self), cancellable, on_prepared_cb, g_object_ref (task));
}

/**
 * azc_workspace_add_picture_finish:
 * @self: a workspace
 * @result: the result passed to the callback
 * @error: return location for an error
 *
 * Raises %AZC_ERROR_IMAGE_FORMAT, %AZC_ERROR_IMAGE_DAMAGED,
 * %AZC_ERROR_IMAGE_TOO_LARGE and %AZC_ERROR_STORE.
 *
 * Returns: (transfer full): the picture, ready to be attached to a message
 */
AzcAttachment *
azc_workspace_add_picture_finish (AzcWorkspace  *self,
                                  GAsyncResult  *result,
                                  GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
on_thumbnail_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GdkPixbuf *pixbuf;
  GError *error = NULL;

  pixbuf = azc_thumbnail_load_finish (result, &error);
  if (pixbuf != NULL)
    g_task_return_pointer (task, pixbuf, g_object_unref);
  else
    g_task_return_error (task, error);
}

/**
 * azc_workspace_load_picture_async:
 * @self: a workspace
 * @attachment: a picture
 * @max_side: the longer side of the result in pixels; smaller pictures stay as they are
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: passed to @callback
 *
 * Decodes a picture for showing it, in a worker.
 */
void
azc_workspace_load_picture_async (AzcWorkspace        *self,
                                  AzcAttachment       *attachment,
                                  guint                max_side,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (AZC_IS_WORKSPACE (self));
  g_return_if_fail (AZC_IS_ATTACHMENT (attachment));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, azc_workspace_load_picture_async);
  azc_thumbnail_load_async (azc_attachment_get_file (attachment), max_side, cancellable,
                            on_thumbnail_cb, g_object_ref (task));
}

/**
 * azc_workspace_load_picture_finish:
 * @self: a workspace
 * @result: the result passed to the callback
 * @error: return location for an error
 *
 * Returns: (transfer full): the decoded picture
 */
GdkPixbuf *
azc_workspace_load_picture_finish (AzcWorkspace  *self,
                                   GAsyncResult  *result,
                                   GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
