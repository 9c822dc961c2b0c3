/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Conversations and messages on disk. */

#include "config.h"

#include "base/error.h"
#include "base/json.h"
#include "store/store-private.h"

/* A copy of what is written, since the objects belong to the main thread. */
typedef struct
{
  char   *id;
  char   *title;
  char   *endpoint_id;
  char   *model;
  char   *leaf_id;
  gint64  created;
  gint64  updated;
  gint64  title_fixed;
  gint64  unread;
} ConversationRow;

static void
conversation_row_free (ConversationRow *row)
{
  g_free (row->id);
  g_free (row->title);
  g_free (row->endpoint_id);
  g_free (row->model);
  g_free (row->leaf_id);
  g_free (row);
}

/* The message's state at the time of the call; the pictures are immutable. */
typedef struct
{
  char            *conversation_id;
  char            *id;
  char            *parent_id;
  char            *text;
  char            *reasoning;
  char            *endpoint_name;
  char            *model;
  char            *finish_reason;
  char            *error;
  AzcUsage        *usage;
  GPtrArray       *pictures;
  gint64           created;
  gint64           finished;
  AzcRole          role;
  AzcMessageState  state;
} MessageRow;

static void
message_row_free (MessageRow *row)
{
  g_free (row->conversation_id);
  g_free (row->id);
  g_free (row->parent_id);
  g_free (row->text);
  g_free (row->reasoning);
  g_free (row->endpoint_name);
  g_free (row->model);
  g_free (row->finish_reason);
  g_free (row->error);
  azc_usage_free (row->usage);
  g_ptr_array_unref (row->pictures);
  g_free (row);
}

static void
save_conversation_in_thread (GTask    *task,
                             sqlite3  *handle,
                             gpointer  task_data)
{
  ConversationRow *row = task_data;
  GError *error = NULL;
  gboolean written;

  written = azc_database_execute (handle, &error,
    "INSERT INTO conversations (id, title, title_fixed, created, updated, endpoint_id, model,"
    " leaf_id, unread) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
    " ON CONFLICT (id) DO UPDATE SET title = excluded.title, title_fixed = excluded.title_fixed,"
    " updated = excluded.updated, endpoint_id = excluded.endpoint_id, model = excluded.model,"
    " leaf_id = coalesce (excluded.leaf_id, leaf_id), unread = excluded.unread",
    "ssiiisssi", row->id, row->title, row->title_fixed, row->created, row->updated,
    row->endpoint_id, row->model, row->leaf_id, row->unread);
  _azc_store_return_written (task, written, error);
}

/**
 * azc_store_save_conversation_async:
 * @self: an open store
 * @conversation: a conversation
 * @callback: (nullable): called when done
 * @user_data: passed to @callback
 *
 * Writes a conversation as it is now, without its messages. One whose messages are not
 * loaded keeps the path that was shown.
 */
void
azc_store_save_conversation_async (AzcStore            *self,
                                   AzcConversation     *conversation,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  ConversationRow *row;
  AzcMessage *leaf;

  g_return_if_fail (AZC_IS_STORE (self));
  g_return_if_fail (AZC_IS_CONVERSATION (conversation));

  leaf = azc_conversation_get_leaf (conversation);
  row = g_new0 (ConversationRow, 1);
  row->id = g_strdup (azc_conversation_get_id (conversation));
  row->title = g_strdup (azc_conversation_get_title (conversation));
  row->endpoint_id = g_strdup (azc_conversation_get_endpoint_id (conversation));
  row->model = g_strdup (azc_conversation_get_model (conversation));
  row->leaf_id = leaf != NULL ? g_strdup (azc_message_get_id (leaf)) : NULL;
  row->created = azc_conversation_get_created (conversation);
  row->updated = azc_conversation_get_updated (conversation);
  row->title_fixed = azc_conversation_get_title_fixed (conversation);
  row->unread = azc_conversation_get_unread (conversation);
  _azc_store_push (self, azc_store_save_conversation_async, row,
                   (GDestroyNotify) conversation_row_free, save_conversation_in_thread, NULL,
                   callback, user_data);
}

static MessageRow *
message_row_new (AzcConversation *conversation,
                 AzcMessage      *message)
{
  GListModel *attachments = azc_message_get_attachments (message);
  MessageRow *row = g_new0 (MessageRow, 1);

  row->conversation_id = g_strdup (azc_conversation_get_id (conversation));
  row->id = g_strdup (azc_message_get_id (message));
  row->parent_id = g_strdup (azc_message_get_parent_id (message));
  row->text = g_strdup (azc_message_get_text (message));
  row->reasoning = g_strdup (azc_message_get_reasoning (message));
  row->endpoint_name = g_strdup (azc_message_get_endpoint_name (message));
  row->model = g_strdup (azc_message_get_model (message));
  row->finish_reason = g_strdup (azc_message_get_finish_reason (message));
  row->usage = azc_usage_copy (azc_message_get_usage (message));
  row->created = azc_message_get_created (message);
  row->finished = azc_message_get_finished (message);
  row->role = azc_message_get_role (message);
  row->state = azc_message_get_state (message);
  row->pictures = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < g_list_model_get_n_items (attachments); i++)
    g_ptr_array_add (row->pictures, g_list_model_get_item (attachments, i));

  if (azc_message_get_error (message) != NULL)
    {
      g_autoptr (JsonNode) node = azc_error_to_json (azc_message_get_error (message));

      row->error = azc_json_write (node, FALSE);
    }

  return row;
}

static gboolean
write_message (sqlite3     *handle,
               MessageRow  *row,
               GError     **error)
{
  g_autoptr (AzcUsage) usage = row->usage != NULL ? azc_usage_copy (row->usage) : azc_usage_new ();

  return azc_database_execute (handle, error,
    "INSERT INTO messages (id, conversation_id, parent_id, role, text, reasoning, state,"
    " endpoint_name, model, created, finished, finish_reason, error, prompt_tokens,"
    " completion_tokens, reasoning_tokens, cached_tokens)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    " ON CONFLICT (id) DO UPDATE SET text = excluded.text, reasoning = excluded.reasoning,"
    " state = excluded.state, endpoint_name = excluded.endpoint_name, model = excluded.model,"
    " finished = excluded.finished, finish_reason = excluded.finish_reason,"
    " error = excluded.error, prompt_tokens = excluded.prompt_tokens,"
    " completion_tokens = excluded.completion_tokens,"
    " reasoning_tokens = excluded.reasoning_tokens, cached_tokens = excluded.cached_tokens",
    "sssssssssiissiiii", row->id, row->conversation_id, row->parent_id,
    azc_role_to_string (row->role), row->text, row->reasoning,
    azc_message_state_to_string (row->state), row->endpoint_name, row->model, row->created,
    row->finished, row->finish_reason, row->error, usage->prompt, usage->completion,
    usage->reasoning, usage->cached);
}

static gboolean
write_pictures (sqlite3     *handle,
                MessageRow  *row,
                GError     **error)
{
  for (guint i = 0; i < row->pictures->len; i++)
    {
      AzcAttachment *picture = g_ptr_array_index (row->pictures, i);

      if (!azc_database_execute (handle, error,
                                 "INSERT INTO message_pictures (message_id, position, picture_id,"
                                 " name) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                                 "siss", row->id, (gint64) i, azc_attachment_get_id (picture),
                                 azc_attachment_get_name (picture)))
        return FALSE;
    }

  return TRUE;
}

static void
save_message_in_thread (GTask    *task,
                        sqlite3  *handle,
                        gpointer  task_data)
{
  MessageRow *row = task_data;
  GError *error = NULL;
  gboolean written;

  written = azc_database_execute (handle, &error, "BEGIN IMMEDIATE", "");
  if (!written)
    {
      g_task_return_error (task, error);
      return;
    }

  written = write_message (handle, row, &error) && write_pictures (handle, row, &error) &&
            azc_database_execute (handle, &error, "COMMIT", "");
  if (!written)
    azc_database_execute (handle, NULL, "ROLLBACK", "");
  _azc_store_return_written (task, written, error);
}

/**
 * azc_store_save_message_async:
 * @self: an open store
 * @conversation: the message's conversation, which has been saved
 * @message: a message
 * @callback: (nullable): called when done
 * @user_data: passed to @callback
 *
 * Writes a message as it is now; again and again while an answer arrives.
 */
void
azc_store_save_message_async (AzcStore            *self,
                              AzcConversation     *conversation,
                              AzcMessage          *message,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_return_if_fail (AZC_IS_STORE (self));
  g_return_if_fail (AZC_IS_CONVERSATION (conversation));
  g_return_if_fail (AZC_IS_MESSAGE (message));

  _azc_store_push (self, azc_store_save_message_async, message_row_new (conversation, message),
                   (GDestroyNotify) message_row_free, save_message_in_thread, NULL,
                   callback, user_data);
}

static void
delete_in_thread (GTask    *task,
                  sqlite3  *handle,
                  gpointer  task_data)
{
  GError *error = NULL;
  gboolean written;

  written = azc_database_execute (handle, &error,
                                  "UPDATE conversations SET deleted = ? WHERE id = ?", "is",
                                  g_get_real_time (), (const char *) task_data);
  _azc_store_return_written (task, written, error);
}

static void
undelete_in_thread (GTask    *task,
                    sqlite3  *handle,
                    gpointer  task_data)
{
  GError *error = NULL;
  gboolean written;

  written = azc_database_execute (handle, &error,
                                  "UPDATE conversations SET deleted = NULL WHERE id = ?", "s",
                                  (const char *) task_data);
  _azc_store_return_written (task, written, error);
}

/**
 * azc_store_set_deleted_async:
 * @self: an open store
 * @conversation: a conversation
 * @deleted: whether it is deleted
 * @callback: (nullable): called when done
 * @user_data: passed to @callback
 *
 * Marks a conversation as deleted, or takes the mark away. Its rows go for good when the
 * history is opened a day later.
 */
void
azc_store_set_deleted_async (AzcStore            *self,
                             AzcConversation     *conversation,
                             gboolean             deleted,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_return_if_fail (AZC_IS_STORE (self));
  g_return_if_fail (AZC_IS_CONVERSATION (conversation));

  _azc_store_push (self, azc_store_set_deleted_async,
                   g_strdup (azc_conversation_get_id (conversation)), g_free,
                   deleted ? delete_in_thread : undelete_in_thread, NULL, callback, user_data);
}

/**
 * azc_store_write_finish:
 * @self: a store
 * @result: the result passed to the callback of one of the functions that write
 * @error: return location for an error
 *
 * Raises %AZC_ERROR_STORE.
 *
 * Returns: whether it is written
 */
gboolean
azc_store_write_finish (AzcStore      *self,
                        GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
