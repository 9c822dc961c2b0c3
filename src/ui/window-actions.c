/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The window's actions: one table, and one function that says which of them are possible. */

#include "config.h"

#include "ui/window-private.h"

#include <glib/gi18n.h>

#include "base/error.h"
#include "base/util.h"
#include "ui/dialogs.h"
#include "ui/model-choice.h"

static void
new_conversation (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  AzcWindow *self = user_data;

  _azc_window_new_conversation (self);
  if (adw_flap_get_folded (self->flap))
    adw_flap_set_reveal_flap (self->flap, FALSE);
}

static void
go_to_neighbour (AzcWindow *self,
                 int        offset)
{
  AzcConversation *neighbour = azc_sidebar_get_neighbour (self->sidebar, offset);

  if (neighbour == NULL)
    return;

  _azc_window_set_conversation (self, neighbour);
  /* Nowhere else: the row that had the focus is no longer the selected one. */
  gtk_widget_grab_focus (GTK_WIDGET (self->composer));
}

static void
previous_conversation (GSimpleAction *action,
                       GVariant      *parameter,
                       gpointer       user_data)
{
  go_to_neighbour (user_data, -1);
}

static void
next_conversation (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  go_to_neighbour (user_data, 1);
}

/* The empty id stands for the conversation that is shown. */
static AzcConversation *
find_conversation (AzcWindow *self,
                   GVariant  *parameter)
{
  const char *id = g_variant_get_string (parameter, NULL);

  if (*id == '\0')
    return self->conversation;

  return azc_conversation_list_find (azc_workspace_get_conversations (self->workspace), id);
}

typedef struct
{
  AzcWindow       *window;
  AzcConversation *conversation;
} Renaming;

static void
on_renamed (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Renaming *renaming = user_data;
  g_autofree char *title = azc_dialogs_ask_text_finish (result, NULL);

  if (title != NULL)
    azc_workspace_rename_conversation (renaming->window->workspace, renaming->conversation, title);

  g_object_unref (renaming->window);
  g_object_unref (renaming->conversation);
  g_free (renaming);
}

static void
rename_conversation (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       user_data)
{
  AzcWindow *self = user_data;
  AzcConversation *conversation = find_conversation (self, parameter);
  Renaming *renaming;
  const char *title;

  if (conversation == NULL || _azc_window_is_blank (conversation))
    return;

  renaming = g_new0 (Renaming, 1);
  renaming->window = g_object_ref (self);
  renaming->conversation = g_object_ref (conversation);
  title = azc_conversation_get_title (conversation);
  azc_dialogs_ask_text_async (GTK_WINDOW (self), _("Rename Conversation"), _("Title"),
                              title != NULL ? title : "", _("_Rename"), on_renamed, renaming);
}

static void
on_delete_toast_dismissed (AdwToast  *toast,
                           AzcWindow *self)
{
  if (self->delete_toast != toast)
    return;

  self->delete_toast = NULL;
  g_ptr_array_set_size (self->deleted, 0);
}

/* Several deletions in a row share one toast, and one Undo. */
static void
show_delete_toast (AzcWindow *self)
{
  AzcConversation *last = g_ptr_array_index (self->deleted, self->deleted->len - 1);
  AdwToast *previous = g_steal_pointer (&self->delete_toast);
  g_autofree char *text = NULL;
  g_autofree char *escaped = NULL;

  if (previous != NULL)
    adw_toast_dismiss (previous);

  if (self->deleted->len > 1)
    text = g_strdup_printf (ngettext ("%u conversation deleted", "%u conversations deleted",
                                      self->deleted->len),
                            self->deleted->len);
  else if (azc_str_empty (azc_conversation_get_title (last)))
    text = g_strdup (_("Conversation deleted"));
  else
    /* Translators: “%s” is the title of a conversation. */
    text = g_strdup_printf (_("“%s” deleted"), azc_conversation_get_title (last));

  escaped = g_markup_escape_text (text, -1);
  self->delete_toast = adw_toast_new (escaped);
  adw_toast_set_button_label (self->delete_toast, _("_Undo"));
  adw_toast_set_action_name (self->delete_toast, "win.undelete");
  g_signal_connect_object (self->delete_toast, "dismissed",
                           G_CALLBACK (on_delete_toast_dismissed), self, 0);
  adw_toast_overlay_add_toast (self->toasts, self->delete_toast);
}

static void
leave_conversation (AzcWindow *self)
{
  AzcConversation *neighbour = azc_sidebar_get_neighbour (self->sidebar, 1);

  if (neighbour == NULL)
    neighbour = azc_sidebar_get_neighbour (self->sidebar, -1);

  if (neighbour != NULL)
    _azc_window_set_conversation (self, neighbour);
  else
    _azc_window_new_conversation (self);
}

static void
delete_conversation (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       user_data)
{
  AzcWindow *self = user_data;
  g_autoptr (AzcConversation) conversation = NULL;

  if (!g_set_object (&conversation, find_conversation (self, parameter)) ||
      _azc_window_is_blank (conversation))
    return;

  if (azc_conversation_get_busy (conversation))
    azc_workspace_stop (self->workspace, conversation);
  if (conversation == self->conversation)
    leave_conversation (self);

  azc_workspace_delete_conversation (self->workspace, conversation);
  g_ptr_array_add (self->deleted, g_object_ref (conversation));
  show_delete_toast (self);
}

static void
undelete (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  AzcWindow *self = user_data;
  g_autoptr (AzcConversation) last = NULL;

  for (guint i = 0; i < self->deleted->len; i++)
    azc_workspace_undelete_conversation (self->workspace, g_ptr_array_index (self->deleted, i));

  if (self->deleted->len > 0)
    last = g_object_ref (g_ptr_array_index (self->deleted, self->deleted->len - 1));
  g_ptr_array_set_size (self->deleted, 0);
  if (last != NULL)
    _azc_window_set_conversation (self, last);
}

static void
choose_model (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  AzcWindow *self = user_data;

  gtk_menu_button_popup (self->title_button);
}

static void
focus_composer (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  AzcWindow *self = user_data;

  if (adw_flap_get_folded (self->flap))
    adw_flap_set_reveal_flap (self->flap, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->composer));
}

static void
on_files_chosen (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (AzcDraft) draft = user_data;
  g_autoptr (GListModel) files = azc_dialogs_open_files_finish (result, NULL);
  guint n = files != NULL ? g_list_model_get_n_items (files) : 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      azc_draft_add_file (draft, file);
    }
}

static void
attach (GSimpleAction *action,
        GVariant      *parameter,
        gpointer       user_data)
{
  AzcWindow *self = user_data;
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _("Pictures"));
  gtk_file_filter_add_mime_type (filter, "image/*");
  azc_dialogs_open_files_async (GTK_WINDOW (self), _("Attach Pictures"), filter, TRUE,
                                on_files_chosen, g_object_ref (_azc_window_get_draft (self)));
}

static void
stop (GSimpleAction *action,
      GVariant      *parameter,
      gpointer       user_data)
{
  AzcWindow *self = user_data;

  azc_workspace_stop (self->workspace, self->conversation);
}

static AzcMessage *
get_last_answer (AzcWindow *self)
{
  AzcMessage *leaf = self->conversation != NULL ? azc_conversation_get_leaf (self->conversation)
                                                : NULL;

  return leaf != NULL && azc_message_get_role (leaf) == AZC_ROLE_ASSISTANT ? leaf : NULL;
}

static void
retry (GSimpleAction *action,
       GVariant      *parameter,
       gpointer       user_data)
{
  AzcWindow *self = user_data;
  AzcMessage *answer = get_last_answer (self);

  if (answer != NULL)
    azc_workspace_retry (self->workspace, self->conversation, answer);
}

static void
copy_answer (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  AzcWindow *self = user_data;
  AzcMessage *answer = get_last_answer (self);

  if (answer == NULL)
    return;

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                          azc_message_get_text (answer));
  _azc_window_show_message (self, _("Answer copied"));
}

static void
start_demo (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  AzcWindow *self = user_data;
  g_autoptr (GError) error = NULL;
  AzcEndpoint *endpoint = azc_workspace_start_demo (self->workspace, &error);

  if (endpoint == NULL)
    {
      _azc_window_show_message (self, error->message);
      return;
    }

  _azc_window_new_conversation (self);
  _azc_window_select_model (self, endpoint, azc_model_choice_get_model (endpoint, NULL));
}

static void
open_again (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  _azc_window_open_workspace (user_data);
}

static const GActionEntry actions[] = {
  { "new-conversation", new_conversation },
  { "previous-conversation", previous_conversation },
  { "next-conversation", next_conversation },
  { "rename-conversation", rename_conversation, "s" },
  { "delete-conversation", delete_conversation, "s" },
  { "undelete", undelete },
  { "choose-model", choose_model },
  { "focus-composer", focus_composer },
  { "attach", attach },
  { "stop", stop },
  { "retry", retry },
  { "copy-answer", copy_answer },
  { "start-demo", start_demo },
  { "open-again", open_again },
};

static void
set_enabled (AzcWindow  *self,
             const char *name,
             gboolean    enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

void
_azc_window_add_actions (AzcWindow *self)
{
  g_autoptr (GPropertyAction) sidebar = NULL;

  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);

  sidebar = g_property_action_new ("sidebar-visible", self->flap, "reveal-flap");
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (sidebar));
}

void
_azc_window_update_actions (AzcWindow *self)
{
  gboolean shown = self->conversation != NULL;
  gboolean busy = shown && azc_conversation_get_busy (self->conversation);
  AzcMessage *answer = get_last_answer (self);

  set_enabled (self, "new-conversation", shown);
  set_enabled (self, "previous-conversation", shown);
  set_enabled (self, "next-conversation", shown);
  set_enabled (self, "rename-conversation", shown);
  set_enabled (self, "delete-conversation", shown);
  set_enabled (self, "choose-model", gtk_widget_get_visible (self->title_bin));
  set_enabled (self, "focus-composer", _azc_window_can_compose (self));
  set_enabled (self, "attach", _azc_window_can_compose (self));
  set_enabled (self, "stop", busy);
  set_enabled (self, "retry", answer != NULL && !busy);
  set_enabled (self, "copy-answer",
               answer != NULL && !azc_str_empty (azc_message_get_text (answer)));
}
