/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Conversations of the workspace: made, loaded, saved, renamed, deleted. */

#include "config.h"

#include "base/error.h"
#include "base/util.h"
#include "chat/workspace-private.h"

static void
on_written_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (AzcWorkspace) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!azc_store_write_finish (AZC_STORE (source), result, &error))
    _azc_workspace_report (self, error);
}

/* A temporary conversation never reaches the disk. */
void
_azc_workspace_save_conversation (AzcWorkspace    *self,
                                  AzcConversation *conversation)
{
  if (!azc_conversation_get_temporary (conversation))
    azc_store_save_conversation_async (self->store, conversation,
                                       on_written_cb, g_object_ref (self));
}

void
_azc_workspace_save_message (AzcWorkspace    *self,
                             AzcConversation *conversation,
                             AzcMessage      *message)
{
  if (!azc_conversation_get_temporary (conversation))
    azc_store_save_message_async (self->store, conversation, message,
                                  on_written_cb, g_object_ref (self));
}

typedef struct
{
  AzcWorkspace *workspace;
  AzcSavedFunc  func;
  GObject      *object;
} Saved;

static void
on_saved_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autofree Saved *saved = user_data;
  g_autoptr (GError) error = NULL;

  if (!azc_store_write_finish (AZC_STORE (source), result, &error))
    _azc_workspace_report (saved->workspace, error);

  saved->func (saved->object);
  g_object_unref (saved->object);
  g_object_unref (saved->workspace);
}

/* Writes @message and all that was given to the store before, then calls @func with
 * @object. That happens also if the write fails, which is reported: a full disk must not
 * keep anybody from asking. */
void
_azc_workspace_save_message_then (AzcWorkspace    *self,
                                  AzcConversation *conversation,
                                  AzcMessage      *message,
                                  AzcSavedFunc     func,
                                  gpointer         object)
{
  Saved *saved;

  if (azc_conversation_get_temporary (conversation))
    {
      func (object);
      return;
    }

  saved = g_new0 (Saved, 1);
  saved->workspace = g_object_ref (self);
  saved->func = func;
  saved->object = g_object_ref (object);
  azc_store_save_message_async (self->store, conversation, message, on_saved_cb, saved);
}

static const char *
first_model_name (AzcEndpoint *endpoint)
{
  g_autoptr (AzcModel) model = g_list_model_get_item (azc_endpoint_get_models (endpoint), 0);

  if (model != NULL)
    return azc_model_get_name (model);

  return azc_endpoint_get_deployment (endpoint);
}

static AzcConversation *
make_conversation (AzcWorkspace *self,
                   gboolean      temporary)
{
  g_autofree char *id = g_uuid_string_random ();
  AzcConversation *conversation = azc_conversation_new (id);
  AzcEndpoint *endpoint = azc_workspace_get_default_endpoint (self);

  azc_conversation_set_created (conversation, g_get_real_time ());
  azc_conversation_set_updated (conversation, g_get_real_time ());
  azc_conversation_set_loaded (conversation, TRUE);
  azc_conversation_set_temporary (conversation, temporary);
  if (endpoint != NULL)
    azc_workspace_select_model (self, conversation, endpoint, first_model_name (endpoint));

  return conversation;
}

/**
 * azc_workspace_create_conversation:
 * @self: a workspace
 *
 * Makes a conversation with the default endpoint. It joins the list, and the history,
 * with its first message.
 *
 * Returns: (transfer full): a new conversation
 */
AzcConversation *
azc_workspace_create_conversation (AzcWorkspace *self)
{
  g_return_val_if_fail (AZC_IS_WORKSPACE (self), NULL);

  return make_conversation (self, FALSE);
}

/**
 * azc_workspace_create_temporary_conversation:
 * @self: a workspace
 *
 * Makes a conversation that lives in memory only.
 *
 * Returns: (transfer full): a new conversation
 */
AzcConversation *
azc_workspace_create_temporary_conversation (AzcWorkspace *self)
{
  g_return_val_if_fail (AZC_IS_WORKSPACE (self), NULL);

  return make_conversation (self, TRUE);
}

static void
on_loaded_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (azc_store_load_finish (AZC_STORE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * azc_workspace_load_conversation_async:
 * @self: a workspace
 * @conversation: a conversation of the list
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: passed to @callback
 *
 * Loads a conversation's messages, if they are not there yet.
 */
void
azc_workspace_load_conversation_async (AzcWorkspace        *self,
                                       AzcConversation     *conversation,
                                       GCancellable        *cancellable,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (AZC_IS_WORKSPACE (self));
  g_return_if_fail (AZC_IS_CONVERSATION (conversation));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, azc_workspace_load_conversation_async);

  if (azc_conversation_get_loaded (conversation))
    g_task_return_boolean (task, TRUE);
  else
    azc_store_load_async (self->store, conversation, cancellable,
                          on_loaded_cb, g_object_ref (task));
}

/**
 * azc_workspace_load_conversation_finish:
 * @self: a workspace
 * @result: the result passed to the callback
 * @error: return location for an error
 *
 * Raises %AZC_ERROR_STORE.
 *
 * Returns: whether the messages are there
 */
gboolean
azc_workspace_load_conversation_finish (AzcWorkspace  *self,
                                        GAsyncResult  *result,
                                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * azc_workspace_rename_conversation:
 * @self: a workspace
 * @conversation: a conversation
 * @title: the title that the person typed; nothing changes it from now on
 *
 * Renames a conversation.
 */
void
azc_workspace_rename_conversation (AzcWorkspace    *self,
                                   AzcConversation *conversation,
                                   const char      *title)
{
  g_return_if_fail (AZC_IS_WORKSPACE (self));
  g_return_if_fail (AZC_IS_CONVERSATION (conversation));

  if (azc_str_empty (title))
    return;

  azc_conversation_set_title (conversation, title);
  azc_conversation_set_title_fixed (conversation, TRUE);
  _azc_workspace_save_conversation (self, conversation);
}

/**
 * azc_workspace_mark_read:
 * @self: a workspace
 * @conversation: a conversation that the person sees
 *
 * Notes that its answers are no longer news.
 */
void
azc_workspace_mark_read (AzcWorkspace    *self,
                         AzcConversation *conversation)
{
  g_return_if_fail (AZC_IS_WORKSPACE (self));
  g_return_if_fail (AZC_IS_CONVERSATION (conversation));

  if (!azc_conversation_get_unread (conversation))
    return;

  azc_conversation_set_unread (conversation, FALSE);
  _azc_workspace_save_conversation (self, conversation);
}

/**
 * azc_workspace_delete_conversation:
 * @self: a workspace
 * @conversation: a conversation
 *
 * Stops its answer and takes the conversation off the list. It can be brought back by
 * [method@Azc.Workspace.undelete_conversation].
 */
void
azc_workspace_delete_conversation (AzcWorkspace    *self,
                                   AzcConversation *conversation)
{
  g_autoptr (AzcConversation) kept = NULL;

  g_return_if_fail (AZC_IS_WORKSPACE (self));
  g_return_if_fail (AZC_IS_CONVERSATION (conversation));

  /* the list may hold the only reference */
  kept = g_object_ref (conversation);
  azc_workspace_stop (self, conversation);
  azc_conversation_list_remove (self->conversations, conversation);
  if (!azc_conversation_get_temporary (conversation))
    azc_store_set_deleted_async (self->store, conversation, TRUE,
                                 on_written_cb, g_object_ref (self));
}

/**
 * azc_workspace_undelete_conversation:
 * @self: a workspace
 * @conversation: a conversation that was deleted
 *
 * Undoes [method@Azc.Workspace.delete_conversation].
 */
void
azc_workspace_undelete_conversation (AzcWorkspace    *self,
                                     AzcConversation *conversation)
{
  g_return_if_fail (AZC_IS_WORKSPACE (self));
  g_return_if_fail (AZC_IS_CONVERSATION (conversation));

  azc_conversation_list_add (self->conversations, conversation);
  if (!azc_conversation_get_temporary (conversation))
    azc_store_set_deleted_async (self->store, conversation, FALSE,
                                 on_written_cb, g_object_ref (self));
}

/**
 * azc_workspace_select_model:
 * @self: a workspace
 * @conversation: a conversation
 * @endpoint: the endpoint to ask from now on
 * @model: (nullable): name of its model
 *
 * Chooses who answers. A conversation that starts with the demo endpoint lives in
 * memory only, unless the whole profile is a demo.
 */
void
azc_workspace_select_model (AzcWorkspace    *self,
                            AzcConversation *conversation,
                            AzcEndpoint     *endpoint,
                            const char      *model)
{
  g_return_if_fail (AZC_IS_WORKSPACE (self));
  g_return_if_fail (AZC_IS_CONVERSATION (conversation));
  g_return_if_fail (AZC_IS_ENDPOINT (endpoint));

  azc_conversation_set_endpoint_id (conversation, azc_endpoint_get_id (endpoint));
  azc_conversation_set_model (conversation, model != NULL ? model : first_model_name (endpoint));

  if (azc_conversation_get_n_messages (conversation) == 0)
    {
      if (azc_endpoint_is_demo (endpoint) && !self->demo)
        azc_conversation_set_temporary (conversation, TRUE);
    }
  else
    {
      _azc_workspace_save_conversation (self, conversation);
    }
}
