/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What can be done with a message. */

#include "config.h"

#include "ui/message-actions.h"

#include <glib/gi18n.h>

#include "ui/chat-view.h"
#include "ui/copy-button.h"

struct _AzcMessageActions
{
  GtkWidget   parent_instance;

  AzcChatRow *row;

  GtkWidget  *branches;
  GtkWidget  *previous;
  GtkLabel   *branch;
  GtkWidget  *next;
  GtkWidget  *copy;
  GtkWidget  *edit;
  GtkWidget  *retry;
};

G_DEFINE_FINAL_TYPE (AzcMessageActions, azc_message_actions, GTK_TYPE_WIDGET)

/* The buttons keep their place while an answer arrives, so that nothing moves when it is there. */
static void
update (AzcMessageActions *self)
{
  AzcMessage *message = azc_chat_row_get_message (self->row);
  gboolean running = azc_message_is_running (message);

  gtk_widget_set_sensitive (GTK_WIDGET (self), !running);
  gtk_widget_set_sensitive (self->copy, azc_message_get_text_length (message) > 0);

  if (azc_chat_row_get_revealed (self->row) && !running)
    gtk_widget_add_css_class (GTK_WIDGET (self), "revealed");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "revealed");
}

static AzcConversation *
get_conversation (AzcMessageActions *self)
{
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (self), AZC_TYPE_CHAT_VIEW);

  return view != NULL ? azc_chat_view_get_conversation (AZC_CHAT_VIEW (view)) : NULL;
}

/* “2/3”: other answers to the same question, or other questions in the same place. */
static void
update_branches (AzcMessageActions *self)
{
  AzcConversation *conversation = get_conversation (self);
  AzcMessage *message = azc_chat_row_get_message (self->row);
  g_autoptr (GPtrArray) siblings = NULL;
  g_autofree char *label = NULL;
  guint index;

  if (conversation == NULL)
    return;

  siblings = azc_conversation_dup_siblings (conversation, message);
  gtk_widget_set_visible (self->branches, siblings->len > 1);
  if (siblings->len < 2 || !g_ptr_array_find (siblings, message, &index))
    return;

  /* Translators: which of several versions of a message is shown, such as 2/3. */
  label = g_strdup_printf (_("%u/%u"), index + 1, siblings->len);
  gtk_label_set_label (self->branch, label);
  gtk_widget_set_sensitive (self->previous, index > 0);
  gtk_widget_set_sensitive (self->next, index + 1 < siblings->len);
}

static void
azc_message_actions_map (GtkWidget *widget)
{
  update_branches (AZC_MESSAGE_ACTIONS (widget));

  GTK_WIDGET_CLASS (azc_message_actions_parent_class)->map (widget);
}

static void
azc_message_actions_dispose (GObject *object)
{
  AzcMessageActions *self = AZC_MESSAGE_ACTIONS (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), AZC_TYPE_MESSAGE_ACTIONS);
  g_clear_object (&self->row);

  G_OBJECT_CLASS (azc_message_actions_parent_class)->dispose (object);
}

static void
azc_message_actions_class_init (AzcMessageActionsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = azc_message_actions_dispose;

  widget_class->map = azc_message_actions_map;

  g_type_ensure (AZC_TYPE_COPY_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               AZC_RESOURCE_PREFIX "/ui/message-actions.ui");
  gtk_widget_class_bind_template_child (widget_class, AzcMessageActions, branches);
  gtk_widget_class_bind_template_child (widget_class, AzcMessageActions, previous);
  gtk_widget_class_bind_template_child (widget_class, AzcMessageActions, branch);
  gtk_widget_class_bind_template_child (widget_class, AzcMessageActions, next);
  gtk_widget_class_bind_template_child (widget_class, AzcMessageActions, copy);
  gtk_widget_class_bind_template_child (widget_class, AzcMessageActions, edit);
  gtk_widget_class_bind_template_child (widget_class, AzcMessageActions, retry);
}

static void
azc_message_actions_init (AzcMessageActions *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * azc_message_actions_new:
 * @row: the actions of a message
 *
 * Returns: (transfer floating): a row of buttons that follows the message
 */
GtkWidget *
azc_message_actions_new (AzcChatRow *row)
{
  AzcMessageActions *self;
  AzcMessage *message;
  gboolean answer;
  const char *id;

  g_return_val_if_fail (AZC_IS_CHAT_ROW (row), NULL);

  self = g_object_new (AZC_TYPE_MESSAGE_ACTIONS, NULL);
  self->row = g_object_ref (row);
  message = azc_chat_row_get_message (row);
  answer = azc_message_get_role (message) == AZC_ROLE_ASSISTANT;
  id = azc_message_get_id (message);

  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->previous), "s", id);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->next), "s", id);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->copy), "s", id);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->edit), "s", id);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->retry), "s", id);
  gtk_widget_set_visible (self->edit, !answer);
  gtk_widget_set_visible (self->retry, answer);
  gtk_widget_set_halign (GTK_WIDGET (self), answer ? GTK_ALIGN_START : GTK_ALIGN_END);

  g_signal_connect_object (row, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "notify::revealed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}
