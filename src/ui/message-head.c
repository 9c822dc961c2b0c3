/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The caption of an answer. */

#include "config.h"

#include "ui/message-head.h"

#include <glib/gi18n.h>

#include "base/util.h"

struct _AzcMessageHead
{
  GtkWidget   parent_instance;

  AzcMessage *message;
  GtkLabel   *label;
};

G_DEFINE_FINAL_TYPE (AzcMessageHead, azc_message_head, GTK_TYPE_WIDGET)

static char *
format_time (gint64      time,
             const char *format)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;

  return local != NULL ? g_date_time_format (local, format) : g_strdup ("");
}

static char *
format_details (AzcMessage *message)
{
  g_autoptr (GString) text = g_string_new (azc_message_get_endpoint_name (message));
  g_autofree char *time = format_time (azc_message_get_created (message), "%c");
  const AzcUsage *usage = azc_message_get_usage (message);

  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append (text, time);

  if (usage != NULL && usage->prompt >= 0 && usage->completion >= 0)
    {
      g_string_append_c (text, '\n');
      /* Translators: how many tokens the request and the answer had. */
      g_string_append_printf (text, _("%lld tokens in, %lld out"),
                              (long long) usage->prompt, (long long) usage->completion);
    }

  return g_strndup (text->str, text->len);
}

static void
update (AzcMessageHead *self)
{
  const char *model = azc_message_get_model (self->message);
  g_autofree char *time = NULL;
  g_autofree char *details = format_details (self->message);
  g_autofree char *text = NULL;

  /* Translators: the time of a message, as strftime writes it. */
  time = format_time (azc_message_get_created (self->message), _("%H:%M"));
  /* Translators: the model that answered, and when. */
  text = g_strdup_printf (_("%s · %s"), azc_str_empty (model) ? _("Answer") : model, time);

  gtk_label_set_label (self->label, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->label), details);
}

static void
azc_message_head_dispose (GObject *object)
{
  AzcMessageHead *self = AZC_MESSAGE_HEAD (object);

  g_clear_pointer ((GtkWidget **) &self->label, gtk_widget_unparent);
  g_clear_object (&self->message);

  G_OBJECT_CLASS (azc_message_head_parent_class)->dispose (object);
}

static void
azc_message_head_class_init (AzcMessageHeadClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = azc_message_head_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
azc_message_head_init (AzcMessageHead *self)
{
  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->label, PANGO_ELLIPSIZE_END);
  gtk_widget_set_halign (GTK_WIDGET (self->label), GTK_ALIGN_START);
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "dim-label");
  gtk_widget_set_parent (GTK_WIDGET (self->label), GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "message-head");
}

/**
 * azc_message_head_new:
 * @row: the head of an answer
 *
 * Returns: (transfer floating): a caption that follows the message
 */
GtkWidget *
azc_message_head_new (AzcChatRow *row)
{
  AzcMessageHead *self;

  g_return_val_if_fail (AZC_IS_CHAT_ROW (row), NULL);

  self = g_object_new (AZC_TYPE_MESSAGE_HEAD, NULL);
  self->message = g_object_ref (azc_chat_row_get_message (row));
  g_signal_connect_object (self->message, "notify::model", G_CALLBACK (update),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->message, "notify::usage", G_CALLBACK (update),
                           self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}
