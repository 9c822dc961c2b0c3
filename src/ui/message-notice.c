/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What there is to say about an answer beside its text. */

#include "config.h"

#include "ui/message-notice.h"

#include <glib/gi18n.h>

#include "base/error.h"
#include "base/redact.h"
#include "base/util.h"
#include "ui/copy-button.h"

struct _AzcMessageNotice
{
  GtkWidget    parent_instance;

  AzcMessage  *message;

  GtkWidget   *note;
  GtkSpinner  *spinner;
  GtkImage    *icon;
  GtkLabel    *note_label;
  GtkWidget   *card;
  GtkLabel    *message_label;
  GtkLabel    *advice;
  GtkWidget   *expander;
  GtkLabel    *details;
  GtkWidget   *retry;
};

G_DEFINE_FINAL_TYPE (AzcMessageNotice, azc_message_notice, GTK_TYPE_WIDGET)

static void
show_note (AzcMessageNotice *self,
           const char       *icon,
           const char       *text)
{
  gtk_widget_set_visible (self->note, TRUE);
  gtk_widget_set_visible (self->card, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), icon == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), icon != NULL);
  gtk_spinner_set_spinning (self->spinner, icon == NULL);
  gtk_image_set_from_icon_name (self->icon, icon);
  gtk_label_set_label (self->note_label, text);
}

static char *
dup_details (const GError *error)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (azc_error_get_status (error) != 0)
    g_string_append_printf (text, _("Status: %u\n"), azc_error_get_status (error));
  if (azc_error_get_code_name (error) != NULL)
    g_string_append_printf (text, _("Kind: %s\n"), azc_error_get_code_name (error));
  if (!azc_str_empty (azc_error_get_request_id (error)))
    g_string_append_printf (text, _("Request: %s\n"), azc_error_get_request_id (error));
  if (!azc_str_empty (azc_error_get_details (error)))
    g_string_append_printf (text, "\n%s", azc_error_get_details (error));

  g_strstrip (text->str);

  /* Details are redacted when they are made; this costs nothing and guards against mistakes. */
  return azc_redact (text->str);
}

static void
show_error (AzcMessageNotice *self,
            const GError     *error)
{
  g_autofree char *details = dup_details (error);
  const char *advice = azc_error_get_advice (error);

  gtk_spinner_set_spinning (self->spinner, FALSE);
  gtk_widget_set_visible (self->note, FALSE);
  gtk_widget_set_visible (self->card, TRUE);
  gtk_label_set_label (self->message_label, error->message);
  gtk_label_set_label (self->advice, advice);
  gtk_widget_set_visible (GTK_WIDGET (self->advice), !azc_str_empty (advice));
  gtk_label_set_label (self->details, details);
  gtk_widget_set_visible (self->expander, !azc_str_empty (details));
}

static void
update (AzcMessageNotice *self)
{
  const GError *error = azc_message_get_error (self->message);
  gboolean empty = azc_message_get_text_length (self->message) == 0;

  switch (azc_message_get_state (self->message))
    {
    case AZC_MESSAGE_WAITING:
    case AZC_MESSAGE_STREAMING:
      show_note (self, NULL, _("Waiting for an answer…"));
      break;
    case AZC_MESSAGE_STOPPED:
      show_note (self, "media-playback-stop-symbolic",
                 empty ? _("Stopped before an answer arrived") : _("Stopped"));
      break;
    case AZC_MESSAGE_FAILED:
    case AZC_MESSAGE_INTERRUPTED:
      if (error != NULL)
        show_error (self, error);
      else
        show_note (self, "dialog-warning-symbolic",
                   _("The answer was interrupted. What had arrived is kept."));
      break;
    case AZC_MESSAGE_DONE:
    default:
      show_note (self, "dialog-information-symbolic",
                 empty ? _("The model gave an empty answer.")
                       : _("The answer was cut off at the limit of its length."));
      break;
    }
}

static void
on_copy (AzcMessageNotice *self)
{
  g_autofree char *text = g_strdup_printf ("%s\n%s\n\n%s",
                                           gtk_label_get_label (self->message_label),
                                           gtk_label_get_label (self->advice),
                                           gtk_label_get_label (self->details));

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
}

static void
azc_message_notice_dispose (GObject *object)
{
  AzcMessageNotice *self = AZC_MESSAGE_NOTICE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), AZC_TYPE_MESSAGE_NOTICE);
  g_clear_object (&self->message);

  G_OBJECT_CLASS (azc_message_notice_parent_class)->dispose (object);
}

static void
azc_message_notice_class_init (AzcMessageNoticeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = azc_message_notice_dispose;

  g_type_ensure (AZC_TYPE_COPY_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               AZC_RESOURCE_PREFIX "/ui/message-notice.ui");
  gtk_widget_class_bind_template_child (widget_class, AzcMessageNotice, note);
  gtk_widget_class_bind_template_child (widget_class, AzcMessageNotice, spinner);
  gtk_widget_class_bind_template_child (widget_class, AzcMessageNotice, icon);
  gtk_widget_class_bind_template_child (widget_class, AzcMessageNotice, note_label);
  gtk_widget_class_bind_template_child (widget_class, AzcMessageNotice, card);
  gtk_widget_class_bind_template_child (widget_class, AzcMessageNotice, message_label);
  gtk_widget_class_bind_template_child (widget_class, AzcMessageNotice, advice);
  gtk_widget_class_bind_template_child (widget_class, AzcMessageNotice, expander);
  gtk_widget_class_bind_template_child (widget_class, AzcMessageNotice, details);
  gtk_widget_class_bind_template_child (widget_class, AzcMessageNotice, retry);
  gtk_widget_class_bind_template_callback (widget_class, on_copy);
}

static void
azc_message_notice_init (AzcMessageNotice *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * azc_message_notice_new:
 * @row: the state of an answer
 *
 * Returns: (transfer floating): a note or card that follows the message
 */
GtkWidget *
azc_message_notice_new (AzcChatRow *row)
{
  AzcMessageNotice *self;

  g_return_val_if_fail (AZC_IS_CHAT_ROW (row), NULL);

  self = g_object_new (AZC_TYPE_MESSAGE_NOTICE, NULL);
  self->message = g_object_ref (azc_chat_row_get_message (row));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->retry), "s",
                                    azc_message_get_id (self->message));
  g_signal_connect_object (row, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}
