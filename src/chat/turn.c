/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One question on its way to one answer. */

#include "config.h"

#include "chat/turn.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/error.h"
#include "chat/workspace-private.h"

/* How often the arriving text is written to the history, in milliseconds: with the writing
 * itself, a crash costs at most the last second. Not g_timeout_add_seconds(), which may wait
 * for twice as long. */
#define JOURNAL_INTERVAL 800

/*
 * journaled: how much of text and reasoning the history has, in bytes
 */
struct _AzcTurn
{
  GObject          parent_instance;
  AzcWorkspace    *workspace;
  AzcConversation *conversation;
  AzcMessage      *answer;
  AzcSendOptions  *options;
  AzcRequest      *request;
  GCancellable    *cancellable;
  gsize            journaled;
  guint            journal_id;
  guint            ended : 1;
};

enum
{
  SIGNAL_ENDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AzcTurn, azc_turn, G_TYPE_OBJECT)

static void
azc_turn_dispose (GObject *object)
{
  AzcTurn *self = AZC_TURN (object);

  g_clear_handle_id (&self->journal_id, g_source_remove);
  g_clear_object (&self->workspace);
  g_clear_object (&self->conversation);
  g_clear_object (&self->answer);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->options, azc_send_options_free);
  g_clear_pointer (&self->request, azc_request_free);

  G_OBJECT_CLASS (azc_turn_parent_class)->dispose (object);
}

static void
azc_turn_class_init (AzcTurnClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = azc_turn_dispose;

  signals[SIGNAL_ENDED] =
    g_signal_new ("ended", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
}

static void
azc_turn_init (AzcTurn *self)
{
  self->cancellable = g_cancellable_new ();
}

static gboolean
journal_cb (gpointer user_data)
{
  AzcTurn *self = AZC_TURN (user_data);
  gsize length = azc_message_get_text_length (self->answer) +
                 strlen (azc_message_get_reasoning (self->answer));

  if (length != self->journaled)
    {
      self->journaled = length;
      _azc_workspace_save_message (self->workspace, self->conversation, self->answer);
    }

  return G_SOURCE_CONTINUE;
}

static void
end (AzcTurn         *self,
     AzcMessageState  state,
     const GError    *error)
{
  if (self->ended)
    return;

  self->ended = TRUE;
  g_clear_handle_id (&self->journal_id, g_source_remove);

  azc_message_set_finished (self->answer, g_get_real_time ());
  azc_message_set_error (self->answer, error);
  azc_message_set_state (self->answer, state);
  azc_conversation_set_updated (self->conversation, g_get_real_time ());
  azc_conversation_set_busy (self->conversation, FALSE);
  /* Who sees it says so at once. What was stopped was seen. */
  if (state != AZC_MESSAGE_STOPPED)
    azc_conversation_set_unread (self->conversation, TRUE);
  _azc_workspace_save_message (self->workspace, self->conversation, self->answer);
  _azc_workspace_save_conversation (self->workspace, self->conversation);

  g_signal_emit (self, signals[SIGNAL_ENDED], 0);
}

static void
fail (AzcTurn      *self,
      const GError *error)
{
  if (azc_error_is_cancelled (error))
    end (self, AZC_MESSAGE_STOPPED, NULL);
  else if (g_error_matches (error, AZC_ERROR, AZC_ERROR_TRUNCATED))
    end (self, AZC_MESSAGE_INTERRUPTED, error);
  else
    end (self, AZC_MESSAGE_FAILED, error);
}

static void
on_delta_cb (const AzcDelta *delta,
             gpointer        user_data)
{
  AzcTurn *self = AZC_TURN (user_data);

  /* What is still in the pipe after Stop was not asked for any more. */
  if (self->ended)
    return;

  if (azc_message_get_state (self->answer) == AZC_MESSAGE_WAITING &&
      delta->kind <= AZC_DELTA_REFUSAL)
    azc_message_set_state (self->answer, AZC_MESSAGE_STREAMING);

  switch (delta->kind)
    {
    case AZC_DELTA_TEXT:
    case AZC_DELTA_REFUSAL:
      azc_message_append_text (self->answer, delta->text);
      break;
    case AZC_DELTA_REASONING:
      azc_message_append_reasoning (self->answer, delta->text);
      break;
    case AZC_DELTA_MODEL:
      azc_message_set_model (self->answer, delta->text);
      break;
    case AZC_DELTA_FINISH:
      azc_message_set_finish_reason (self->answer, delta->text);
      break;
    case AZC_DELTA_USAGE:
      azc_message_set_usage (self->answer, delta->usage);
      break;
    default:
      break;
    }
}

/* A reasoning model may spend its whole allowance thinking and say nothing. */
static GError *
make_empty_error (AzcTurn *self)
{
  GError *error = g_error_new_literal (AZC_ERROR, AZC_ERROR_RESPONSE, _("The answer is empty."));

  if (g_strcmp0 (azc_message_get_finish_reason (self->answer), "length") == 0)
    azc_error_set_advice (error, _("The model spent its whole token limit thinking: raise the limit, or ask for less effort."));
  else
    azc_error_set_advice (error, _("Retry, or ask in other words."));

  return error;
}

static void
on_sent_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (AzcTurn) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!azc_client_send_finish (AZC_CLIENT (source), result, &error))
    {
      fail (self, error);
      return;
    }

  if (azc_message_get_text_length (self->answer) == 0)
    {
      error = make_empty_error (self);
      fail (self, error);
      return;
    }

  end (self, AZC_MESSAGE_DONE, NULL);
}

static void
on_built_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (AzcTurn) self = user_data;
  g_autoptr (GError) error = NULL;

  self->request = _azc_workspace_build_request_finish (AZC_WORKSPACE (source), result, &error);
  if (self->request == NULL)
    {
      fail (self, error);
      return;
    }

  azc_client_send_async (self->workspace->client, self->request, on_delta_cb, self,
                         self->cancellable, on_sent_cb, g_object_ref (self));
}

/**
 * azc_turn_new:
 * @workspace: the workspace
 * @conversation: the conversation, with @answer already in it
 * @answer: the answer's message, in the state %AZC_MESSAGE_WAITING; its parent is the question
 * @options: (nullable): what the question sets
 *
 * Returns: (transfer full): a turn, not started
 */
AzcTurn *
azc_turn_new (AzcWorkspace         *workspace,
              AzcConversation      *conversation,
              AzcMessage           *answer,
              const AzcSendOptions *options)
{
  AzcTurn *self;

  g_return_val_if_fail (AZC_IS_WORKSPACE (workspace), NULL);
  g_return_val_if_fail (AZC_IS_CONVERSATION (conversation), NULL);
  g_return_val_if_fail (AZC_IS_MESSAGE (answer), NULL);

  self = g_object_new (AZC_TYPE_TURN, NULL);
  self->workspace = g_object_ref (workspace);
  self->conversation = g_object_ref (conversation);
  self->answer = g_object_ref (answer);
  self->options = azc_send_options_copy (options);

  return self;
}

/**
 * azc_turn_start:
 * @self: a turn
 *
 * Starts. Whatever happens, "ended" follows, perhaps from within this call.
 */
void
azc_turn_start (AzcTurn *self)
{
  g_autoptr (GPtrArray) pictures = NULL;
  g_autoptr (GError) error = NULL;
  AzcMessage *question;
  AzcAsk *ask;

  g_return_if_fail (AZC_IS_TURN (self));

  /* It was stopped before it began. */
  if (self->ended)
    return;

  question = azc_conversation_find_message (self->conversation,
                                            azc_message_get_parent_id (self->answer));
  ask = _azc_workspace_make_chat_ask (self->workspace, self->conversation, question,
                                      self->options, &pictures, &error);
  if (ask == NULL)
    {
      fail (self, error);
      return;
    }

  ask->message_id = g_strdup (azc_message_get_id (self->answer));
  self->journal_id = g_timeout_add (JOURNAL_INTERVAL, journal_cb, self);
  _azc_workspace_build_request_async (self->workspace, ask, pictures, self->cancellable,
                                      on_built_cb, g_object_ref (self));
}

/**
 * azc_turn_stop:
 * @self: a turn
 *
 * Ends the answer at once, as the person asked. The text so far stays.
 */
void
azc_turn_stop (AzcTurn *self)
{
  g_return_if_fail (AZC_IS_TURN (self));

  g_cancellable_cancel (self->cancellable);
  end (self, AZC_MESSAGE_STOPPED, NULL);
}

/**
 * azc_turn_interrupt:
 * @self: a turn
 *
 * Ends the answer because the program ends. The text so far stays.
 */
void
azc_turn_interrupt (AzcTurn *self)
{
  g_return_if_fail (AZC_IS_TURN (self));

  g_cancellable_cancel (self->cancellable);
  end (self, AZC_MESSAGE_INTERRUPTED, NULL);
}

/**
 * azc_turn_get_answer:
 * @self: a turn
 *
 * Returns: (transfer none): the message that is being filled
 */
AzcMessage *
azc_turn_get_answer (AzcTurn *self)
{
  g_return_val_if_fail (AZC_IS_TURN (self), NULL);

  return self->answer;
}

/**
 * azc_turn_get_conversation:
 * @self: a turn
 *
 * Returns: (transfer none): the conversation it belongs to
 */
AzcConversation *
azc_turn_get_conversation (AzcTurn *self)
{
  g_return_val_if_fail (AZC_IS_TURN (self), NULL);

  return self->conversation;
}
