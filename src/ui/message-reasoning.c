/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the model thought: open while it thinks, folded away once it answers. */

#include "config.h"

#include "ui/message-reasoning.h"

#include <glib/gi18n.h>
#include <string.h>

#include "text/inline.h"
#include "ui/text-label.h"

/* The thoughts of a model can be a book; what it thought last is what it goes on with. */
#define MAX_SHOWN 16000

struct _AzcMessageReasoning
{
  GtkWidget    parent_instance;

  AzcChatRow  *row;
  AzcMessage  *message;
  GtkExpander *expander;
  GtkLabel    *label;
  gboolean     answering;
};

G_DEFINE_FINAL_TYPE (AzcMessageReasoning, azc_message_reasoning, GTK_TYPE_WIDGET)

static gboolean
is_answering (AzcMessageReasoning *self)
{
  return azc_message_get_text_length (self->message) > 0 ||
         !azc_message_is_running (self->message);
}

static void
update_text (AzcMessageReasoning *self)
{
  const char *text = azc_message_get_reasoning (self->message);
  gsize length = text != NULL ? strlen (text) : 0;
  g_autofree char *markup = NULL;

  /* Folded text costs nothing while it grows. */
  if (!gtk_expander_get_expanded (self->expander))
    return;

  if (length > MAX_SHOWN)
    {
      text += length - MAX_SHOWN;
      while ((*text & 0xc0) == 0x80)
        text++;
    }

  markup = azc_inline_escape (text);
  gtk_label_set_markup (self->label, markup);
}

static void
update_title (AzcMessageReasoning *self)
{
  guint seconds = azc_chat_row_get_seconds (self->row);
  g_autofree char *title = NULL;

  if (!is_answering (self))
    title = g_strdup (_("Thinking…"));
  else if (seconds > 0)
    title = g_strdup_printf (ngettext ("Thought for %u second", "Thought for %u seconds", seconds),
                             seconds);
  else
    title = g_strdup (_("Thoughts"));

  gtk_expander_set_label (self->expander, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->expander),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

static void
update (AzcMessageReasoning *self)
{
  gboolean answering = is_answering (self);

  if (answering != self->answering)
    gtk_expander_set_expanded (self->expander, !answering);
  self->answering = answering;

  update_title (self);
  update_text (self);
}

static void
azc_message_reasoning_dispose (GObject *object)
{
  AzcMessageReasoning *self = AZC_MESSAGE_REASONING (object);

  g_clear_pointer ((GtkWidget **) &self->expander, gtk_widget_unparent);
  g_clear_object (&self->message);
  g_clear_object (&self->row);

  G_OBJECT_CLASS (azc_message_reasoning_parent_class)->dispose (object);
}

static void
azc_message_reasoning_class_init (AzcMessageReasoningClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = azc_message_reasoning_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
azc_message_reasoning_init (AzcMessageReasoning *self)
{
  self->label = GTK_LABEL (azc_text_label_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "reasoning-text");

  self->expander = GTK_EXPANDER (gtk_expander_new (NULL));
  gtk_expander_set_child (self->expander, GTK_WIDGET (self->label));
  gtk_widget_set_parent (GTK_WIDGET (self->expander), GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "reasoning");
  g_signal_connect_swapped (self->expander, "notify::expanded", G_CALLBACK (update_text), self);
}

/**
 * azc_message_reasoning_new:
 * @row: the thoughts of an answer
 *
 * Returns: (transfer floating): an expander that follows the message
 */
GtkWidget *
azc_message_reasoning_new (AzcChatRow *row)
{
  AzcMessageReasoning *self;

  g_return_val_if_fail (AZC_IS_CHAT_ROW (row), NULL);

  self = g_object_new (AZC_TYPE_MESSAGE_REASONING, NULL);
  self->row = g_object_ref (row);
  self->message = g_object_ref (azc_chat_row_get_message (row));
  self->answering = is_answering (self);
  gtk_expander_set_expanded (self->expander, !self->answering);
  g_signal_connect_object (row, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}
