/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a request tells the model: the path from the first message to the question. */

#include "config.h"

#include "chat/history.h"

#include "base/util.h"

static GPtrArray *
collect_pictures (AzcMessage *message)
{
  GListModel *attachments = azc_message_get_attachments (message);
  GPtrArray *pictures = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (attachments); i++)
    {
      if (pictures == NULL)
        pictures = g_ptr_array_new_with_free_func (g_object_unref);
      g_ptr_array_add (pictures, g_list_model_get_item (attachments, i));
    }

  return pictures;
}

static void
free_pictures (gpointer pictures)
{
  if (pictures != NULL)
    g_ptr_array_unref (pictures);
}

/* An answer that failed or never began has nothing to tell; its half of a text has. */
static gboolean
is_worth_telling (AzcMessage *message)
{
  return !azc_str_empty (azc_message_get_text (message)) ||
         g_list_model_get_n_items (azc_message_get_attachments (message)) > 0;
}

/* The bound keeps a damaged history, whose parents form a ring, from turning for ever. */
static void
collect_path (AzcConversation *conversation,
              AzcMessage      *last,
              GPtrArray       *path)
{
  while (last != NULL && path->len <= azc_conversation_get_n_messages (conversation))
    {
      const char *parent_id = azc_message_get_parent_id (last);

      g_ptr_array_add (path, last);
      last = parent_id != NULL ? azc_conversation_find_message (conversation, parent_id) : NULL;
    }
}

/**
 * azc_history_collect:
 * @conversation: a conversation
 * @last: (nullable): the question, which ends the path
 * @options: what the question sets
 * @ask: gets the messages as prompts
 *
 * Adds the instructions and all messages from the conversation's first to @last to
 * @ask. Reasoning is left out: services refuse it, or pay for it twice.
 *
 * Returns: (transfer full) (element-type GPtrArray): for each prompt its pictures, as
 *   an array of [class@Azc.Attachment], or %NULL
 */
GPtrArray *
azc_history_collect (AzcConversation      *conversation,
                     AzcMessage           *last,
                     const AzcSendOptions *options,
                     AzcAsk               *ask)
{
  GPtrArray *pictures = g_ptr_array_new_with_free_func (free_pictures);
  g_autoptr (GPtrArray) path = g_ptr_array_new ();

  g_return_val_if_fail (AZC_IS_CONVERSATION (conversation), pictures);

  collect_path (conversation, last, path);

  if (!azc_str_empty (options->instructions))
    {
      g_ptr_array_add (ask->prompts, azc_prompt_new (AZC_ROLE_SYSTEM, options->instructions));
      g_ptr_array_add (pictures, NULL);
    }

  for (guint i = path->len; i > 0; i--)
    {
      AzcMessage *message = g_ptr_array_index (path, i - 1);

      if (!is_worth_telling (message))
        continue;
      g_ptr_array_add (ask->prompts, azc_prompt_new (azc_message_get_role (message),
                                                     azc_message_get_text (message)));
      g_ptr_array_add (pictures, collect_pictures (message));
    }

  return pictures;
}
