/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A message → the rows of the chat view, and what changes there when the message does. */

#include "config.h"

#include "ui/message-rows.h"

#include "text/markdown.h"

/*
 * rows: in the order of the view: head or pictures, reasoning, blocks, state, actions
 * n_blocks: how many of them are blocks
 * actions: the last row
 */
struct _AzcMessageRows
{
  AzcMessage  *message;
  AzcMarkdown *markdown;
  GPtrArray   *rows;
  AzcChatRow  *actions;
  guint        n_blocks;
  guint        has_reasoning : 1;
  guint        has_state : 1;
};

static gboolean
is_answer (AzcMessageRows *self)
{
  return azc_message_get_role (self->message) == AZC_ROLE_ASSISTANT;
}

static gboolean
needs_reasoning (AzcMessageRows *self)
{
  const char *reasoning = azc_message_get_reasoning (self->message);

  return reasoning != NULL && *reasoning != '\0';
}

/* Whether there is anything to say beside the text. */
static gboolean
needs_state (AzcMessageRows *self)
{
  gboolean empty = azc_message_get_text_length (self->message) == 0;

  switch (azc_message_get_state (self->message))
    {
    case AZC_MESSAGE_WAITING:
      return TRUE;
    case AZC_MESSAGE_STREAMING:
      return empty && !needs_reasoning (self);
    case AZC_MESSAGE_STOPPED:
    case AZC_MESSAGE_INTERRUPTED:
    case AZC_MESSAGE_FAILED:
      return TRUE;
    case AZC_MESSAGE_DONE:
    default:
      return is_answer (self) &&
             (empty || g_strcmp0 (azc_message_get_finish_reason (self->message), "length") == 0);
    }
}

static guint
count_before (AzcMessageRows *self)
{
  guint n = is_answer (self) ? 1 : 0;

  if (g_list_model_get_n_items (azc_message_get_attachments (self->message)) > 0)
    n++;

  return n + self->has_reasoning;
}

static AzcChatRow *
make_row (AzcMessageRows *self,
          AzcChatRowKind  kind)
{
  return azc_chat_row_new (kind, self->message, NULL);
}

static AzcChatRow *
make_block_row (AzcMessageRows *self,
                AzcBlock       *block)
{
  return azc_chat_row_new (is_answer (self) ? AZC_CHAT_ROW_BLOCK : AZC_CHAT_ROW_PROMPT,
                           self->message, block);
}

/* Changes the rows here and, once they are in a store, there. */
static void
splice (AzcMessageRows *self,
        GListStore     *store,
        guint           base,
        guint           position,
        guint           n_removed,
        GPtrArray      *added)
{
  if (n_removed == 0 && added->len == 0)
    return;

  if (n_removed > 0)
    g_ptr_array_remove_range (self->rows, position, n_removed);
  for (guint i = 0; i < added->len; i++)
    g_ptr_array_insert (self->rows, position + i, g_object_ref (g_ptr_array_index (added, i)));

  if (store != NULL)
    g_list_store_splice (store, base + position, n_removed, added->pdata, added->len);
}

static void
set_row_present (AzcMessageRows *self,
                 GListStore     *store,
                 guint           base,
                 guint           position,
                 AzcChatRowKind  kind,
                 gboolean        present)
{
  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func (g_object_unref);

  if (present)
    g_ptr_array_add (added, make_row (self, kind));

  splice (self, store, base, position, present ? 0 : 1, added);
}

/* Pieces of one block know the piece that comes after them. */
static void
link_pieces (AzcMessageRows *self,
             guint           start,
             guint           end)
{
  guint first = count_before (self);
  guint last = first + self->n_blocks;

  for (guint i = MAX (start, first + 1) - 1; i < MIN (end, last); i++)
    {
      AzcChatRow *row = g_ptr_array_index (self->rows, i);
      AzcChatRow *next = i + 1 < last ? g_ptr_array_index (self->rows, i + 1) : NULL;

      if (next != NULL && !azc_chat_row_get_block (next)->continues)
        next = NULL;
      azc_chat_row_set_next (row, next);
    }
}

/* Rows whose block stays of the same kind keep their widget, and with it the selection. */
static guint
reuse_rows (AzcMessageRows *self,
            guint           position,
            guint           first_block,
            guint           n)
{
  for (guint i = 0; i < n; i++)
    {
      AzcChatRow *row = g_ptr_array_index (self->rows, position + i);
      AzcBlock *block = azc_markdown_get (self->markdown, first_block + i);

      if (azc_chat_row_get_block (row)->kind != block->kind)
        return i;
      azc_chat_row_set_block (row, block);
    }

  return n;
}

static void
update_answer (AzcMessageRows *self,
               GListStore     *store,
               guint           base)
{
  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func (g_object_unref);
  guint position, n_removed, n_added, reused, first;

  if (!azc_markdown_update (self->markdown,
                            azc_message_get_text (self->message),
                            azc_message_get_text_length (self->message),
                            !azc_message_is_running (self->message),
                            &position, &n_removed, &n_added))
    return;

  first = count_before (self) + position;
  reused = reuse_rows (self, first, position, MIN (n_removed, n_added));
  for (guint i = reused; i < n_added; i++)
    g_ptr_array_add (added, make_block_row (self, azc_markdown_get (self->markdown, position + i)));

  splice (self, store, base, first + reused, n_removed - reused, added);
  self->n_blocks += n_added - n_removed;
  link_pieces (self, first, first + n_added);
}

/* What the person wrote does not grow, so that it is made anew should it ever change. */
static void
update_prompt (AzcMessageRows *self,
               GListStore     *store,
               guint           base)
{
  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) blocks = NULL;
  const char *text = azc_message_get_text (self->message);
  guint first = count_before (self);

  blocks = azc_markdown_split (text != NULL ? text : "", -1);
  for (guint i = 0; i < blocks->len; i++)
    g_ptr_array_add (added, make_block_row (self, g_ptr_array_index (blocks, i)));

  splice (self, store, base, first, self->n_blocks, added);
  self->n_blocks = blocks->len;
  link_pieces (self, first, first + self->n_blocks);
}

/* The first word of the answer ends the thoughts. */
static void
update_seconds (AzcMessageRows *self)
{
  gint64 created = azc_message_get_created (self->message);
  AzcChatRow *row;

  if (!self->has_reasoning || self->n_blocks > 0 || created <= 0 ||
      azc_message_get_text_length (self->message) == 0 || !azc_message_is_running (self->message))
    return;

  row = g_ptr_array_index (self->rows, count_before (self) - 1);
  azc_chat_row_set_seconds (row, MAX ((g_get_real_time () - created) / G_USEC_PER_SEC, 1));
}

static void
update (AzcMessageRows *self,
        GListStore     *store,
        guint           base)
{
  gboolean needed = needs_reasoning (self);

  if (self->has_reasoning != needed)
    {
      set_row_present (self, store, base, count_before (self) - self->has_reasoning,
                       AZC_CHAT_ROW_REASONING, needed);
      self->has_reasoning = needed;
    }

  update_seconds (self);
  if (is_answer (self))
    update_answer (self, store, base);
  else
    update_prompt (self, store, base);

  needed = needs_state (self);
  if (self->has_state != needed)
    {
      set_row_present (self, store, base, count_before (self) + self->n_blocks,
                       AZC_CHAT_ROW_STATE, needed);
      self->has_state = needed;
    }

  /* These show the message itself. */
  if (self->has_reasoning)
    azc_chat_row_touch (g_ptr_array_index (self->rows, count_before (self) - 1));
  if (self->has_state)
    azc_chat_row_touch (g_ptr_array_index (self->rows, count_before (self) + self->n_blocks));
  azc_chat_row_touch (self->actions);
}

/**
 * azc_message_rows_new:
 * @message: a message
 *
 * Makes the rows of a message.
 *
 * Returns: (transfer full): the rows
 */
AzcMessageRows *
azc_message_rows_new (AzcMessage *message)
{
  AzcMessageRows *self;

  g_return_val_if_fail (AZC_IS_MESSAGE (message), NULL);

  self = g_new0 (AzcMessageRows, 1);
  self->message = g_object_ref (message);
  self->markdown = azc_markdown_new ();
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
  self->actions = make_row (self, AZC_CHAT_ROW_ACTIONS);

  if (is_answer (self))
    g_ptr_array_add (self->rows, make_row (self, AZC_CHAT_ROW_HEAD));
  if (g_list_model_get_n_items (azc_message_get_attachments (message)) > 0)
    g_ptr_array_add (self->rows, make_row (self, AZC_CHAT_ROW_PICTURES));
  g_ptr_array_add (self->rows, g_object_ref (self->actions));
  update (self, NULL, 0);

  return self;
}

/**
 * azc_message_rows_free:
 * @self: (transfer full): rows
 *
 * Frees them; rows in a list stay there.
 */
void
azc_message_rows_free (AzcMessageRows *self)
{
  g_return_if_fail (self != NULL);

  g_object_unref (self->message);
  azc_markdown_free (self->markdown);
  g_ptr_array_unref (self->rows);
  g_object_unref (self->actions);
  g_free (self);
}

/**
 * azc_message_rows_get_message:
 * @self: rows
 *
 * Returns: (transfer none): their message
 */
AzcMessage *
azc_message_rows_get_message (AzcMessageRows *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->message;
}

/**
 * azc_message_rows_get_size:
 * @self: rows
 *
 * Returns: how many they are
 */
guint
azc_message_rows_get_size (AzcMessageRows *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->rows->len;
}

/**
 * azc_message_rows_add:
 * @self: rows
 * @rows: (element-type AzcChatRow): an array that owns its elements
 *
 * Adds the rows to an array.
 */
void
azc_message_rows_add (AzcMessageRows *self,
                      GPtrArray      *rows)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (rows != NULL);

  for (guint i = 0; i < self->rows->len; i++)
    g_ptr_array_add (rows, g_object_ref (g_ptr_array_index (self->rows, i)));
}

/**
 * azc_message_rows_update:
 * @self: rows
 * @store: the list that holds them
 * @position: where they begin there
 *
 * Takes over what changed in the message.
 */
void
azc_message_rows_update (AzcMessageRows *self,
                         GListStore     *store,
                         guint           position)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (G_IS_LIST_STORE (store));

  update (self, store, position);
}

/**
 * azc_message_rows_set_revealed:
 * @self: rows
 * @revealed: whether the actions show
 *
 * Shows or hides the actions of the message.
 */
void
azc_message_rows_set_revealed (AzcMessageRows *self,
                               gboolean        revealed)
{
  g_return_if_fail (self != NULL);

  azc_chat_row_set_revealed (self->actions, revealed);
}
