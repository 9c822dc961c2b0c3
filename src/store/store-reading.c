/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reading conversations and messages. The objects are made in the store's thread and handed
 * over whole, so the main thread only puts them in their places. */

#include "config.h"

#include "base/error.h"
#include "base/json.h"
#include "store/store-private.h"

static AzcConversation *
read_conversation (sqlite3_stmt *row)
{
  AzcConversation *conversation = azc_conversation_new (azc_database_get_text (row, 0));

  azc_conversation_set_title (conversation, azc_database_get_text (row, 1));
  azc_conversation_set_title_fixed (conversation, sqlite3_column_int (row, 2));
  azc_conversation_set_created (conversation, sqlite3_column_int64 (row, 3));
  azc_conversation_set_updated (conversation, sqlite3_column_int64 (row, 4));
  azc_conversation_set_endpoint_id (conversation, azc_database_get_text (row, 5));
  azc_conversation_set_model (conversation, azc_database_get_text (row, 6));
  azc_conversation_set_unread (conversation, sqlite3_column_int (row, 7));

  return conversation;
}

static void
list_in_thread (GTask    *task,
                sqlite3  *handle,
                gpointer  task_data)
{
  g_autoptr (GPtrArray) conversations = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (sqlite3_stmt) statement = NULL;
  g_autoptr (GError) error = NULL;

  statement = azc_database_query (handle, &error,
    "SELECT id, title, title_fixed, created, updated, endpoint_id, model, unread"
    " FROM conversations WHERE deleted IS NULL ORDER BY updated DESC", "");
  while (statement != NULL && azc_database_next (statement, &error))
    g_ptr_array_add (conversations, read_conversation (statement));

  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, g_steal_pointer (&conversations),
                           (GDestroyNotify) g_ptr_array_unref);
}

/**
 * azc_store_list_async:
 * @self: an open store
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: passed to @callback
 *
 * Reads all conversations that are not deleted, without their messages.
 */
void
azc_store_list_async (AzcStore            *self,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  g_return_if_fail (AZC_IS_STORE (self));

  _azc_store_push (self, azc_store_list_async, NULL, NULL, list_in_thread,
                   cancellable, callback, user_data);
}

/**
 * azc_store_list_finish:
 * @self: a store
 * @result: the result passed to the callback
 * @error: return location for an error
 *
 * Raises %AZC_ERROR_STORE.
 *
 * Returns: (transfer full) (element-type AzcConversation): the conversations, newest first
 */
GPtrArray *
azc_store_list_finish (AzcStore      *self,
                       GAsyncResult  *result,
                       GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* What a thread hands over: the messages, and which of them was shown last. */
typedef struct
{
  GPtrArray *messages;
  char      *leaf_id;
} Loaded;

static void
loaded_free (Loaded *loaded)
{
  g_ptr_array_unref (loaded->messages);
  g_free (loaded->leaf_id);
  g_free (loaded);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Loaded, loaded_free)

static void
read_error (AzcMessage *message,
            const char *text)
{
  g_autoptr (JsonNode) node = text != NULL ? azc_json_parse (text, -1, NULL) : NULL;
  g_autoptr (GError) error = node != NULL ? azc_error_from_json (node) : NULL;

  azc_message_set_error (message, error);
}

/* An answer that was arriving when the program ended arrives no more. */
static AzcMessageState
read_state (const char *text)
{
  AzcMessageState state = AZC_MESSAGE_INTERRUPTED;

  azc_message_state_from_string (text, &state);

  return state == AZC_MESSAGE_WAITING || state == AZC_MESSAGE_STREAMING ? AZC_MESSAGE_INTERRUPTED
                                                                        : state;
}

static void
read_usage (AzcMessage   *message,
            sqlite3_stmt *row,
            int           column)
{
  const AzcUsage usage = {
    sqlite3_column_int64 (row, column),
    sqlite3_column_int64 (row, column + 1),
    sqlite3_column_int64 (row, column + 2),
    sqlite3_column_int64 (row, column + 3),
  };

  if (usage.prompt >= 0 || usage.completion >= 0)
    azc_message_set_usage (message, &usage);
}

static AzcMessage *
read_message (sqlite3_stmt *row)
{
  AzcRole role = AZC_ROLE_ASSISTANT;
  AzcMessage *message;

  azc_role_from_string (azc_database_get_text (row, 2), &role);
  message = azc_message_new (azc_database_get_text (row, 0), azc_database_get_text (row, 1), role);
  azc_message_set_text (message, azc_database_get_text (row, 3));
  azc_message_set_reasoning (message, azc_database_get_text (row, 4));
  azc_message_set_state (message, read_state (azc_database_get_text (row, 5)));
  azc_message_set_endpoint_name (message, azc_database_get_text (row, 6));
  azc_message_set_model (message, azc_database_get_text (row, 7));
  azc_message_set_created (message, sqlite3_column_int64 (row, 8));
  azc_message_set_finished (message, sqlite3_column_int64 (row, 9));
  azc_message_set_finish_reason (message, azc_database_get_text (row, 10));
  read_error (message, azc_database_get_text (row, 11));
  read_usage (message, row, 12);

  return message;
}

static gboolean
read_messages (sqlite3     *handle,
               const char  *id,
               Loaded      *loaded,
               GHashTable  *by_id,
               GError     **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  g_autoptr (GError) local_error = NULL;

  statement = azc_database_query (handle, &local_error,
    "SELECT id, parent_id, role, text, reasoning, state, endpoint_name, model, created, finished,"
    " finish_reason, error, prompt_tokens, completion_tokens, reasoning_tokens, cached_tokens"
    " FROM messages WHERE conversation_id = ? ORDER BY number", "s", id);
  while (statement != NULL && azc_database_next (statement, &local_error))
    {
      AzcMessage *message = read_message (statement);

      g_ptr_array_add (loaded->messages, message);
      g_hash_table_insert (by_id, (gpointer) azc_message_get_id (message), message);
    }

  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

static gboolean
read_pictures (AzcStore    *self,
               sqlite3     *handle,
               const char  *id,
               GHashTable  *by_id,
               GError     **error)
{
  g_autoptr (sqlite3_stmt) row = NULL;
  g_autoptr (GError) local_error = NULL;

  row = azc_database_query (handle, &local_error,
    "SELECT mp.message_id, p.id, mp.name, p.mime_type, p.width, p.height, p.size"
    " FROM message_pictures mp JOIN pictures p ON p.id = mp.picture_id"
    " JOIN messages m ON m.id = mp.message_id"
    " WHERE m.conversation_id = ? ORDER BY m.number, mp.position", "s", id);
  while (row != NULL && azc_database_next (row, &local_error))
    {
      AzcMessage *message = g_hash_table_lookup (by_id, azc_database_get_text (row, 0));
      g_autoptr (GFile) file = _azc_store_get_picture_file (self, azc_database_get_text (row, 1),
                                                            azc_database_get_text (row, 3));
      g_autoptr (AzcAttachment) attachment = NULL;

      attachment = azc_attachment_new (azc_database_get_text (row, 1),
                                       azc_database_get_text (row, 2),
                                       azc_database_get_text (row, 3),
                                       (guint) sqlite3_column_int (row, 4),
                                       (guint) sqlite3_column_int (row, 5),
                                       (gsize) sqlite3_column_int64 (row, 6), file);
      if (message != NULL)
        azc_message_add_attachment (message, attachment);
    }

  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

static gboolean
read_leaf (sqlite3     *handle,
           const char  *id,
           Loaded      *loaded,
           GError     **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;

  statement = azc_database_query (handle, error,
                                  "SELECT leaf_id FROM conversations WHERE id = ?", "s", id);
  if (statement == NULL)
    return FALSE;

  if (azc_database_next (statement, NULL))
    loaded->leaf_id = g_strdup (azc_database_get_text (statement, 0));

  return TRUE;
}

static void
load_in_thread (GTask    *task,
                sqlite3  *handle,
                gpointer  task_data)
{
  AzcStore *self = g_task_get_source_object (task);
  g_autoptr (Loaded) loaded = g_new0 (Loaded, 1);
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);
  GError *error = NULL;

  loaded->messages = g_ptr_array_new_with_free_func (g_object_unref);
  if (read_messages (handle, task_data, loaded, by_id, &error) &&
      read_pictures (self, handle, task_data, by_id, &error) &&
      read_leaf (handle, task_data, loaded, &error))
    g_task_return_pointer (task, g_steal_pointer (&loaded), (GDestroyNotify) loaded_free);
  else
    g_task_return_error (task, error);
}

static void
on_loaded_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  AzcConversation *conversation = g_task_get_task_data (task);
  g_autoptr (Loaded) loaded = NULL;
  GError *error = NULL;

  loaded = g_task_propagate_pointer (G_TASK (result), &error);
  if (loaded == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  /* Somebody else may have asked for the same conversation in the meantime. */
  if (!azc_conversation_get_loaded (conversation))
    {
      for (guint i = 0; i < loaded->messages->len; i++)
        azc_conversation_add_message (conversation, g_ptr_array_index (loaded->messages, i));
      azc_conversation_set_leaf (conversation, loaded->leaf_id);
      azc_conversation_set_loaded (conversation, TRUE);
    }

  g_task_return_boolean (task, TRUE);
}

/**
 * azc_store_load_async:
 * @self: an open store
 * @conversation: a conversation without its messages
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: passed to @callback
 *
 * Reads a conversation's messages into it and shows the path that was shown last. Answers
 * that had not ended are interrupted ones now.
 */
void
azc_store_load_async (AzcStore            *self,
                      AzcConversation     *conversation,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (AZC_IS_STORE (self));
  g_return_if_fail (AZC_IS_CONVERSATION (conversation));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, azc_store_load_async);
  g_task_set_task_data (task, g_object_ref (conversation), g_object_unref);
  _azc_store_push (self, azc_store_load_async,
                   g_strdup (azc_conversation_get_id (conversation)), g_free, load_in_thread,
                   cancellable, on_loaded_cb, g_object_ref (task));
}

/**
 * azc_store_load_finish:
 * @self: a store
 * @result: the result passed to the callback
 * @error: return location for an error
 *
 * Raises %AZC_ERROR_STORE.
 *
 * Returns: whether the messages are there
 */
gboolean
azc_store_load_finish (AzcStore      *self,
                       GAsyncResult  *result,
                       GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
