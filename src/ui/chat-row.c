/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One row of the chat view: a part of a message. */

#include "config.h"

#include "ui/chat-row.h"

/*
 * next: the following piece of the same block, if that was split
 */
struct _AzcChatRow
{
  GObject         parent_instance;

  AzcChatRowKind  kind;
  AzcMessage     *message;
  AzcBlock       *block;
  AzcChatRow     *next;
  guint           seconds;
  gboolean        revealed;
};

enum
{
  PROP_0,
  PROP_REVEALED,
  N_PROPS,
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AzcChatRow, azc_chat_row, G_TYPE_OBJECT)

static void
azc_chat_row_finalize (GObject *object)
{
  AzcChatRow *self = AZC_CHAT_ROW (object);

  g_clear_object (&self->message);
  g_clear_pointer (&self->block, azc_block_unref);
  g_clear_object (&self->next);

  G_OBJECT_CLASS (azc_chat_row_parent_class)->finalize (object);
}

static void
azc_chat_row_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  AzcChatRow *self = AZC_CHAT_ROW (object);

  switch (prop_id)
    {
    case PROP_REVEALED:
      g_value_set_boolean (value, self->revealed);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
azc_chat_row_class_init (AzcChatRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = azc_chat_row_finalize;
  object_class->get_property = azc_chat_row_get_property;

  properties[PROP_REVEALED] =
    g_param_spec_boolean ("revealed", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
azc_chat_row_init (AzcChatRow *self)
{
}

/**
 * azc_chat_row_new:
 * @kind: which part
 * @message: the message
 * @block: (nullable): the block, of a prompt or an answer
 *
 * Returns: (transfer full): a row
 */
AzcChatRow *
azc_chat_row_new (AzcChatRowKind  kind,
                  AzcMessage     *message,
                  AzcBlock       *block)
{
  AzcChatRow *self;

  g_return_val_if_fail (AZC_IS_MESSAGE (message), NULL);

  self = g_object_new (AZC_TYPE_CHAT_ROW, NULL);
  self->kind = kind;
  self->message = g_object_ref (message);
  self->block = block != NULL ? azc_block_ref (block) : NULL;

  return self;
}

/**
 * azc_chat_row_get_kind:
 * @self: a row
 *
 * Returns: which part of a message it is
 */
AzcChatRowKind
azc_chat_row_get_kind (AzcChatRow *self)
{
  g_return_val_if_fail (AZC_IS_CHAT_ROW (self), AZC_CHAT_ROW_HEAD);

  return self->kind;
}

/**
 * azc_chat_row_get_message:
 * @self: a row
 *
 * Returns: (transfer none): the message
 */
AzcMessage *
azc_chat_row_get_message (AzcChatRow *self)
{
  g_return_val_if_fail (AZC_IS_CHAT_ROW (self), NULL);

  return self->message;
}

/**
 * azc_chat_row_get_block:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): the block
 */
AzcBlock *
azc_chat_row_get_block (AzcChatRow *self)
{
  g_return_val_if_fail (AZC_IS_CHAT_ROW (self), NULL);

  return self->block;
}

/**
 * azc_chat_row_set_block:
 * @self: a row
 * @block: a block of the same kind as the one before
 *
 * Sets the block to show.
 */
void
azc_chat_row_set_block (AzcChatRow *self,
                        AzcBlock   *block)
{
  g_return_if_fail (AZC_IS_CHAT_ROW (self));
  g_return_if_fail (self->block != NULL && block != NULL);
  g_return_if_fail (self->block->kind == block->kind);

  if (self->block == block)
    return;

  azc_block_unref (self->block);
  self->block = azc_block_ref (block);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * azc_chat_row_get_next:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): the following piece of the same block
 */
AzcChatRow *
azc_chat_row_get_next (AzcChatRow *self)
{
  g_return_val_if_fail (AZC_IS_CHAT_ROW (self), NULL);

  return self->next;
}

/**
 * azc_chat_row_set_next:
 * @self: a row
 * @next: (nullable): the following piece of the same block
 *
 * Sets what continues the row.
 */
void
azc_chat_row_set_next (AzcChatRow *self,
                       AzcChatRow *next)
{
  g_return_if_fail (AZC_IS_CHAT_ROW (self));
  g_return_if_fail (next == NULL || AZC_IS_CHAT_ROW (next));

  if (g_set_object (&self->next, next))
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * azc_chat_row_dup_text:
 * @self: a row with a block
 *
 * Returns: (transfer full): the text of the block, and of the pieces that follow it
 */
char *
azc_chat_row_dup_text (AzcChatRow *self)
{
  GString *text = g_string_new (NULL);

  g_return_val_if_fail (AZC_IS_CHAT_ROW (self), NULL);

  for (AzcChatRow *row = self; row != NULL; row = row->next)
    {
      if (row != self)
        g_string_append_c (text, '\n');
      g_string_append (text, row->block->text);
    }

  return g_string_free (text, FALSE);
}

/**
 * azc_chat_row_touch:
 * @self: a row
 *
 * Says that the part of the message that the row shows has changed.
 */
void
azc_chat_row_touch (AzcChatRow *self)
{
  g_return_if_fail (AZC_IS_CHAT_ROW (self));

  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * azc_chat_row_get_seconds:
 * @self: a row
 *
 * Returns: how long the model thought, in seconds; 0 if that is not known
 */
guint
azc_chat_row_get_seconds (AzcChatRow *self)
{
  g_return_val_if_fail (AZC_IS_CHAT_ROW (self), 0);

  return self->seconds;
}

/**
 * azc_chat_row_set_seconds:
 * @self: a row
 * @seconds: how long the model thought
 *
 * Sets the time of thinking.
 */
void
azc_chat_row_set_seconds (AzcChatRow *self,
                          guint       seconds)
{
  g_return_if_fail (AZC_IS_CHAT_ROW (self));

  self->seconds = seconds;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * azc_chat_row_get_revealed:
 * @self: a row
 *
 * Returns: whether the actions show
 */
gboolean
azc_chat_row_get_revealed (AzcChatRow *self)
{
  g_return_val_if_fail (AZC_IS_CHAT_ROW (self), FALSE);

  return self->revealed;
}

/**
 * azc_chat_row_set_revealed:
 * @self: a row
 * @revealed: whether the actions show
 *
 * Shows or hides the actions.
 */
void
azc_chat_row_set_revealed (AzcChatRow *self,
                           gboolean    revealed)
{
  g_return_if_fail (AZC_IS_CHAT_ROW (self));

  if (self->revealed == revealed)
    return;

  self->revealed = revealed;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REVEALED]);
}
