/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the window does for what is being written: drafts, refusals, sending. */

#include "config.h"

#include "ui/window-private.h"

#include <glib/gi18n.h>

#include "base/error.h"
#include "ui/model-choice.h"

static AdwToast *
toast_new (const char *message)
{
  AdwToast *toast = adw_toast_new ("");
  GtkWidget *label = gtk_label_new (message);

  /* The stock title is cut off where the reason would begin. */
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 60);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  adw_toast_set_custom_title (toast, label);

  return toast;
}

void
_azc_window_show_message (AzcWindow  *self,
                          const char *message)
{
  adw_toast_overlay_add_toast (self->toasts, toast_new (message));
}

static void
on_refusal_dismissed (AdwToast  *toast,
                      AzcWindow *self)
{
  if (self->refusal_toast != toast)
    return;

  self->refusal_toast = NULL;
  self->n_refused = 0;
}

/* A folder of files that are no pictures makes one toast, not a queue of them. */
static void
on_refused (AzcWindow    *self,
            const char   *name,
            const GError *error)
{
  AdwToast *previous = g_steal_pointer (&self->refusal_toast);
  g_autofree char *reason = g_strdup_printf ("%s %s", error->message,
                                             azc_error_get_advice (error));
  g_autofree char *message = NULL;

  if (previous != NULL)
    adw_toast_dismiss (previous);

  self->n_refused++;
  if (name == NULL)
    message = g_strdup (reason);
  else if (self->n_refused == 1)
    /* Translators: a file’s name, and why it was refused. */
    message = g_strdup_printf (_("“%s”: %s"), name, reason);
  else
    /* Translators: a file’s name, how many other files, and why it was refused. */
    message = g_strdup_printf (ngettext ("“%s” and %u other file: %s",
                                         "“%s” and %u other files: %s", self->n_refused - 1),
                               name, self->n_refused - 1, reason);

  self->refusal_toast = toast_new (message);
  g_signal_connect_object (self->refusal_toast, "dismissed",
                           G_CALLBACK (on_refusal_dismissed), self, 0);
  adw_toast_overlay_add_toast (self->toasts, self->refusal_toast);
}

AzcDraft *
_azc_window_get_draft (AzcWindow *self)
{
  const char *id = azc_conversation_get_id (self->conversation);
  AzcDraft *draft = g_hash_table_lookup (self->drafts, id);

  if (draft != NULL)
    return draft;

  draft = azc_draft_new (self->workspace);
  g_signal_connect_object (draft, "refused", G_CALLBACK (on_refused), self, G_CONNECT_SWAPPED);
  g_hash_table_insert (self->drafts, g_strdup (id), draft);

  return draft;
}

gboolean
_azc_window_can_compose (AzcWindow *self)
{
  return self->conversation != NULL && gtk_widget_get_visible (self->composer_clamp);
}

void
_azc_window_fill_draft (AzcWindow  *self,
                        const char *text)
{
  azc_draft_fill (_azc_window_get_draft (self), text);
  gtk_widget_grab_focus (GTK_WIDGET (self->composer));
}

void
_azc_window_edit_message (AzcWindow  *self,
                          AzcMessage *message)
{
  azc_draft_edit (_azc_window_get_draft (self), message);
  gtk_widget_grab_focus (GTK_WIDGET (self->composer));
}

/* The endpoint may have come after the conversation, or the one it asked is gone. */
static void
settle_model (AzcWindow *self)
{
  AzcEndpoint *endpoint = azc_model_choice_get_endpoint (self->workspace, self->conversation);

  if (g_strcmp0 (azc_conversation_get_endpoint_id (self->conversation),
                 azc_endpoint_get_id (endpoint)) != 0)
    _azc_window_select_model (self, endpoint, azc_model_choice_get_model (endpoint, NULL));
}

static AzcMessage *
send_draft (AzcWindow *self,
            AzcDraft  *draft)
{
  g_autoptr (GListModel) attachments = azc_draft_dup_attachments (draft);
  g_autofree char *text = g_strchomp (azc_draft_dup_text (draft));
  AzcMessage *edited = azc_draft_get_edited (draft);

  if (edited != NULL)
    return azc_workspace_send_edited (self->workspace, self->conversation, edited, text,
                                      attachments);

  return azc_workspace_send (self->workspace, self->conversation, text, attachments, NULL);
}

void
_azc_window_send (AzcWindow *self)
{
  AzcDraft *draft = _azc_window_get_draft (self);

  settle_model (self);
  if (send_draft (self, draft) != NULL)
    azc_draft_clear (draft);
}
