/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A row of the chat view as a widget: an item of the list for assistive technology. */

#include "config.h"

#include "ui/message-bin.h"

#include <glib/gi18n.h>

struct _AzcMessageBin
{
  GtkWidget   parent_instance;

  AzcChatRow *row;
  GtkWidget  *child;
};

G_DEFINE_FINAL_TYPE (AzcMessageBin, azc_message_bin, GTK_TYPE_WIDGET)

static char *
describe (AzcChatRow *row)
{
  AzcBlock *block = azc_chat_row_get_block (row);

  switch (azc_chat_row_get_kind (row))
    {
    case AZC_CHAT_ROW_HEAD:
      return g_strdup (_("Answer"));
    case AZC_CHAT_ROW_PICTURES:
      return g_strdup (_("Pictures"));
    case AZC_CHAT_ROW_REASONING:
      return g_strdup (_("Thoughts"));
    case AZC_CHAT_ROW_STATE:
      return g_strdup (_("State"));
    case AZC_CHAT_ROW_ACTIONS:
      return g_strdup (_("Actions"));
    case AZC_CHAT_ROW_PROMPT:
      return g_strdup_printf (_("You: %s"), block->text);
    case AZC_CHAT_ROW_BLOCK:
    default:
      return block->text != NULL ? g_strdup (block->text) : g_strdup (_("Separator"));
    }
}

static void
update (AzcMessageBin *self)
{
  g_autofree char *label = describe (self->row);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
azc_message_bin_dispose (GObject *object)
{
  AzcMessageBin *self = AZC_MESSAGE_BIN (object);

  g_clear_pointer (&self->child, gtk_widget_unparent);
  g_clear_object (&self->row);

  G_OBJECT_CLASS (azc_message_bin_parent_class)->dispose (object);
}

static void
azc_message_bin_class_init (AzcMessageBinClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = azc_message_bin_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
}

static void
azc_message_bin_init (AzcMessageBin *self)
{
}

/**
 * azc_message_bin_new:
 * @row: a row
 * @child: (transfer floating): what shows it
 *
 * Returns: (transfer floating): the row's widget
 */
GtkWidget *
azc_message_bin_new (AzcChatRow *row,
                     GtkWidget  *child)
{
  AzcMessageBin *self;

  g_return_val_if_fail (AZC_IS_CHAT_ROW (row), NULL);
  g_return_val_if_fail (GTK_IS_WIDGET (child), NULL);

  self = g_object_new (AZC_TYPE_MESSAGE_BIN, NULL);
  self->row = g_object_ref (row);
  self->child = child;
  gtk_widget_set_parent (child, GTK_WIDGET (self));
  g_signal_connect_object (row, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}

/**
 * azc_message_bin_get_row:
 * @self: a row's widget
 *
 * Returns: (transfer none): the row
 */
AzcChatRow *
azc_message_bin_get_row (AzcMessageBin *self)
{
  g_return_val_if_fail (AZC_IS_MESSAGE_BIN (self), NULL);

  return self->row;
}
