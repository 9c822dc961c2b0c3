/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Answers of the workspace: asked for, stopped, waited for; what would be sent. */

#include "config.h"

#include "base/util.h"
#include "chat/title.h"
#include "chat/turn.h"
#include "chat/workspace-private.h"

static AzcMessage *
make_message (const char *parent_id,
              AzcRole     role)
{
  g_autofree char *id = g_uuid_string_random ();
  AzcMessage *message = azc_message_new (id, parent_id, role);

  azc_message_set_created (message, g_get_real_time ());

  return message;
}

static AzcMessage *
make_question (const char *parent_id,
               const char *text,
               GListModel *attachments)
{
  AzcMessage *question = make_message (parent_id, AZC_ROLE_USER);

  azc_message_set_text (question, text);
  for (guint i = 0; attachments != NULL && i < g_list_model_get_n_items (attachments); i++)
    {
      g_autoptr (AzcAttachment) attachment = g_list_model_get_item (attachments, i);

      azc_message_add_attachment (question, attachment);
    }

  return question;
}

static void
set_first_title (AzcConversation *conversation,
                 AzcMessage      *question)
{
  GListModel *attachments = azc_message_get_attachments (question);
  g_autoptr (AzcAttachment) picture = g_list_model_get_item (attachments, 0);
  g_autofree char *title = azc_title_from_text (azc_message_get_text (question));

  if (!azc_str_empty (azc_conversation_get_title (conversation)))
    return;

  if (title == NULL && picture != NULL)
    title = g_strdup (azc_attachment_get_name (picture));
  azc_conversation_set_title (conversation, title);
}

static gboolean
is_first_answer (AzcConversation *conversation)
{
  return g_list_model_get_n_items (azc_conversation_get_thread (conversation)) <= 2;
}

static void
on_ended_cb (AzcTurn      *turn,
             AzcWorkspace *self)
{
  AzcMessage *answer = azc_turn_get_answer (turn);
  AzcConversation *conversation = azc_turn_get_conversation (turn);

  if (azc_message_get_state (answer) == AZC_MESSAGE_DONE &&
      is_first_answer (conversation) &&
      !azc_conversation_get_title_fixed (conversation) &&
      g_settings_get_boolean (self->settings, "automatic-titles"))
    azc_title_request (self, conversation);

  g_hash_table_remove (self->turns, azc_conversation_get_id (conversation));
}

static AzcMessage *
start_turn (AzcWorkspace         *self,
            AzcConversation      *conversation,
            AzcMessage           *question,
            const AzcSendOptions *options)
{
  g_autoptr (AzcMessage) answer = make_message (azc_message_get_id (question), AZC_ROLE_ASSISTANT);
  AzcEndpoint *endpoint;
  AzcTurn *turn;

  endpoint = azc_workspace_find_endpoint (self, azc_conversation_get_endpoint_id (conversation));
  azc_message_set_endpoint_name (answer,
                                 endpoint != NULL ? azc_endpoint_get_name (endpoint) : NULL);
  azc_message_set_model (answer, azc_conversation_get_model (conversation));
  azc_message_set_state (answer, AZC_MESSAGE_WAITING);
  azc_conversation_add_message (conversation, answer);
  azc_conversation_set_leaf (conversation, azc_message_get_id (answer));
  azc_conversation_set_busy (conversation, TRUE);
  azc_conversation_set_updated (conversation, g_get_real_time ());
  turn = azc_turn_new (self, conversation, answer, options);
  g_signal_connect_object (turn, "ended", G_CALLBACK (on_ended_cb), self, 0);
  g_hash_table_insert (self->turns, g_strdup (azc_conversation_get_id (conversation)), turn);
  _azc_workspace_save_conversation (self, conversation);
  _azc_workspace_save_message_then (self, conversation, answer,
                                    (AzcSavedFunc) azc_turn_start, turn);

  /* The conversation keeps it alive. */
  return answer;
}

/* Adds a question below the message @parent_id and starts its answer. */
static AzcMessage *
ask (AzcWorkspace         *self,
     AzcConversation      *conversation,
     const char           *parent_id,
     const char           *text,
     GListModel           *attachments,
     const AzcSendOptions *options)
{
  g_autoptr (AzcMessage) question = NULL;

  if (azc_conversation_get_busy (conversation) ||
      (azc_str_empty (text) &&
       (attachments == NULL || g_list_model_get_n_items (attachments) == 0)))
    return NULL;

  question = make_question (parent_id, text, attachments);
  azc_conversation_add_message (conversation, question);
  azc_conversation_set_leaf (conversation, azc_message_get_id (question));
  set_first_title (conversation, question);
  azc_conversation_list_add (self->conversations, conversation);

  _azc_workspace_save_conversation (self, conversation);
  _azc_workspace_save_message (self, conversation, question);

  return start_turn (self, conversation, question, options);
}

/**
 * azc_workspace_send:
 * @self: a workspace
 * @conversation: a conversation that is loaded and not busy
 * @text: (nullable): what the person wrote
 * @attachments: (nullable): its pictures, a list of [class@Azc.Attachment]
 * @options: (nullable): what the question sets beside
 *
 * Asks a question. It is written to the history before the request goes out; the
 * answer fills in as it arrives.
 *
 * Returns: (transfer none) (nullable): the answer's message; %NULL if there is nothing
 *   to send or an answer is still arriving
 */
AzcMessage *
azc_workspace_send (AzcWorkspace         *self,
                    AzcConversation      *conversation,
                    const char           *text,
                    GListModel           *attachments,
                    const AzcSendOptions *options)
{
  AzcMessage *leaf;

  g_return_val_if_fail (AZC_IS_WORKSPACE (self), NULL);
  g_return_val_if_fail (AZC_IS_CONVERSATION (conversation), NULL);

  leaf = azc_conversation_get_leaf (conversation);

  return ask (self, conversation, leaf != NULL ? azc_message_get_id (leaf) : NULL, text,
              attachments, options);
}

/**
 * azc_workspace_send_edited:
 * @self: a workspace
 * @conversation: a conversation that is loaded and not busy
 * @original: one of the person's messages in it
 * @text: (nullable): what the person wrote instead
 * @attachments: (nullable): its pictures, a list of [class@Azc.Attachment]
 *
 * Asks a changed question in the place of an earlier one. It becomes a sibling of
 * @original, which stays with all that followed it.
 *
 * Returns: (transfer none) (nullable): the answer's message; %NULL if there is nothing
 *   to send or an answer is still arriving
 */
AzcMessage *
azc_workspace_send_edited (AzcWorkspace    *self,
                           AzcConversation *conversation,
                           AzcMessage      *original,
                           const char      *text,
                           GListModel      *attachments)
{
  g_return_val_if_fail (AZC_IS_WORKSPACE (self), NULL);
  g_return_val_if_fail (AZC_IS_CONVERSATION (conversation), NULL);
  g_return_val_if_fail (AZC_IS_MESSAGE (original), NULL);

  return ask (self, conversation, azc_message_get_parent_id (original), text, attachments, NULL);
}

/**
 * azc_workspace_retry:
 * @self: a workspace
 * @conversation: a conversation that is not busy
 * @answer: an answer in it
 *
 * Asks the same question again. The new answer becomes a sibling of @answer, which
 * stays.
 *
 * Returns: (transfer none) (nullable): the new answer's message; %NULL if one is still
 *   arriving
 */
AzcMessage *
azc_workspace_retry (AzcWorkspace    *self,
                     AzcConversation *conversation,
                     AzcMessage      *answer)
{
  AzcMessage *question;

  g_return_val_if_fail (AZC_IS_WORKSPACE (self), NULL);
  g_return_val_if_fail (AZC_IS_CONVERSATION (conversation), NULL);
  g_return_val_if_fail (AZC_IS_MESSAGE (answer), NULL);

  if (azc_conversation_get_busy (conversation) || azc_message_get_parent_id (answer) == NULL)
    return NULL;

  question = azc_conversation_find_message (conversation, azc_message_get_parent_id (answer));

  return question != NULL ? start_turn (self, conversation, question, NULL) : NULL;
}

/**
 * azc_workspace_show_branch:
 * @self: a workspace
 * @conversation: a conversation
 * @message: one of its messages
 *
 * Shows the path through a message, on to its newest descendant, and keeps it shown the
 * next time.
 */
void
azc_workspace_show_branch (AzcWorkspace    *self,
                           AzcConversation *conversation,
                           AzcMessage      *message)
{
  g_return_if_fail (AZC_IS_WORKSPACE (self));
  g_return_if_fail (AZC_IS_CONVERSATION (conversation));
  g_return_if_fail (AZC_IS_MESSAGE (message));

  azc_conversation_set_leaf (conversation, azc_message_get_id (message));
  _azc_workspace_save_conversation (self, conversation);
}

static AzcTurn *
find_turn (AzcWorkspace    *self,
           AzcConversation *conversation)
{
  return g_hash_table_lookup (self->turns, azc_conversation_get_id (conversation));
}

/**
 * azc_workspace_stop:
 * @self: a workspace
 * @conversation: a conversation
 *
 * Ends the answer that is arriving, if any, and keeps its text so far.
 */
void
azc_workspace_stop (AzcWorkspace    *self,
                    AzcConversation *conversation)
{
  g_autoptr (AzcTurn) turn = NULL;

  g_return_if_fail (AZC_IS_WORKSPACE (self));
  g_return_if_fail (AZC_IS_CONVERSATION (conversation));

  turn = find_turn (self, conversation);
  if (turn == NULL)
    return;

  g_object_ref (turn);
  azc_turn_stop (turn);
}

/* The program ends: answers end with what has arrived. */
void
_azc_workspace_stop_all (AzcWorkspace *self)
{
  g_autoptr (GPtrArray) turns = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer turn;

  g_hash_table_iter_init (&iter, self->turns);
  while (g_hash_table_iter_next (&iter, NULL, &turn))
    g_ptr_array_add (turns, g_object_ref (turn));

  for (guint i = 0; i < turns->len; i++)
    azc_turn_interrupt (g_ptr_array_index (turns, i));
}

static void
on_awaited_cb (GTask   *task,
               AzcTurn *turn)
{
  g_task_return_boolean (task, TRUE);
}

/**
 * azc_workspace_wait_async:
 * @self: a workspace
 * @conversation: a conversation
 * @cancellable: (nullable): a cancellable; it stops the waiting, not the answer
 * @callback: called when done
 * @user_data: passed to @callback
 *
 * Waits until no answer is arriving in a conversation.
 */
void
azc_workspace_wait_async (AzcWorkspace        *self,
                          AzcConversation     *conversation,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  AzcTurn *turn;

  g_return_if_fail (AZC_IS_WORKSPACE (self));
  g_return_if_fail (AZC_IS_CONVERSATION (conversation));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, azc_workspace_wait_async);

  turn = find_turn (self, conversation);
  if (turn == NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_signal_connect_data (turn, "ended", G_CALLBACK (on_awaited_cb), g_object_ref (task),
                           (GClosureNotify) (void (*) (void)) g_object_unref, G_CONNECT_SWAPPED);
}

/**
 * azc_workspace_wait_finish:
 * @self: a workspace
 * @result: the result passed to the callback
 * @error: return location for an error
 *
 * Returns: whether no answer is arriving any more
 */
gboolean
azc_workspace_wait_finish (AzcWorkspace  *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
on_described_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (AzcRequest) request = NULL;
  gboolean show_secrets = GPOINTER_TO_INT (g_task_get_task_data (task));
  GError *error = NULL;

  request = _azc_workspace_build_request_finish (AZC_WORKSPACE (source), result, &error);
  if (request != NULL)
    g_task_return_pointer (task, azc_request_to_json (request, show_secrets),
                           (GDestroyNotify) json_node_unref);
  else
    g_task_return_error (task, error);
}

/**
 * azc_workspace_describe_request_async:
 * @self: a workspace
 * @conversation: a conversation
 * @text: (nullable): what the person would write
 * @attachments: (nullable): its pictures, a list of [class@Azc.Attachment]
 * @options: (nullable): what the question would set
 * @show_secrets: whether credentials and pictures are written out
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: passed to @callback
 *
 * Builds the request that [method@Azc.Workspace.send] would send, and sends nothing.
 */
void
azc_workspace_describe_request_async (AzcWorkspace         *self,
                                      AzcConversation      *conversation,
                                      const char           *text,
                                      GListModel           *attachments,
                                      const AzcSendOptions *options,
                                      gboolean              show_secrets,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (AzcMessage) question = NULL;
  g_autoptr (GPtrArray) pictures = NULL;
  AzcMessage *leaf;
  AzcAsk *ask;
  GError *error = NULL;

  g_return_if_fail (AZC_IS_WORKSPACE (self));
  g_return_if_fail (AZC_IS_CONVERSATION (conversation));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, azc_workspace_describe_request_async);
  g_task_set_task_data (task, GINT_TO_POINTER (show_secrets), NULL);

  leaf = azc_conversation_get_leaf (conversation);
  question = make_question (leaf != NULL ? azc_message_get_id (leaf) : NULL, text, attachments);
  ask = _azc_workspace_make_chat_ask (self, conversation, question, options, &pictures, &error);
  if (ask == NULL)
    g_task_return_error (task, error);
  else
    _azc_workspace_build_request_async (self, ask, pictures, cancellable,
                                        on_described_cb, g_object_ref (task));
}

/**
 * azc_workspace_describe_request_finish:
 * @self: a workspace
 * @result: the result passed to the callback
 * @error: return location for an error
 *
 * Raises what sending would raise before anything is sent.
 *
 * Returns: (transfer full): an object with `method`, `url`, `headers`, `layers` and `body`
 */
JsonNode *
azc_workspace_describe_request_finish (AzcWorkspace  *self,
                                       GAsyncResult  *result,
                                       GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
