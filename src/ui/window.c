/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The main window: what is shown of the workspace, and when. */

#include "config.h"

#include "ui/window-private.h"

#include <glib/gi18n.h>

#include "base/error.h"
#include "base/util.h"
#include "ui/model-choice.h"

G_DEFINE_FINAL_TYPE (AzcWindow, azc_window, ADW_TYPE_APPLICATION_WINDOW)

static AzcEndpoint *
get_endpoint (AzcWindow *self)
{
  return self->opened ? azc_model_choice_get_endpoint (self->workspace, self->conversation) : NULL;
}

gboolean
_azc_window_is_blank (AzcConversation *conversation)
{
  return azc_conversation_get_loaded (conversation) &&
         azc_conversation_get_n_messages (conversation) == 0;
}

static void
update_title (AzcWindow *self)
{
  const char *title = self->conversation != NULL ? azc_conversation_get_title (self->conversation)
                                                 : NULL;

  if (azc_str_empty (title))
    title = _("New Conversation");

  gtk_label_set_text (self->title_label, title);
  gtk_window_set_title (GTK_WINDOW (self), self->opened ? title : _("AzureChat"));
}

static void
update_subtitle (AzcWindow *self)
{
  AzcEndpoint *endpoint = get_endpoint (self);
  g_autofree char *name = NULL;
  g_autofree char *subtitle = NULL;
  g_autofree char *label = NULL;
  const char *model;

  gtk_widget_set_visible (self->title_bin, endpoint != NULL);
  if (endpoint == NULL)
    return;

  name = azc_model_choice_dup_endpoint_name (endpoint);
  model = azc_model_choice_get_model (endpoint, self->conversation);
  subtitle = azc_str_empty (model) ? g_strdup (name) : g_strdup_printf ("%s · %s", model, name);
  gtk_label_set_text (self->subtitle_label, subtitle);
  /* The badge says it. */
  gtk_widget_set_visible (GTK_WIDGET (self->subtitle_label), !azc_endpoint_is_demo (endpoint));

  /* Translators: “%s” is the name of a model and of its endpoint. */
  label = g_strdup_printf (_("Model: %s"), subtitle);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->title_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
update_banners (AzcWindow *self)
{
  AzcEndpoint *endpoint = get_endpoint (self);
  gboolean demo = endpoint != NULL && azc_endpoint_is_demo (endpoint);

  gtk_widget_set_visible (self->demo_badge, demo);
  g_object_set (self->demo_banner, "revealed", demo, NULL);
  g_object_set (self->secrets_banner,
                "revealed", self->opened && !demo &&
                            !azc_workspace_get_secrets_persistent (self->workspace),
                NULL);
}

static void
show_page (AzcWindow *self,
           GtkWidget *page)
{
  gtk_stack_set_visible_child (self->pages, page);
  gtk_widget_set_visible (self->composer_clamp, page == GTK_WIDGET (self->conversation_page));
}

static void
update_page (AzcWindow *self)
{
  gboolean blank;

  if (self->conversation == NULL)
    return;

  blank = _azc_window_is_blank (self->conversation);
  gtk_stack_set_visible_child (self->conversation_page,
                               blank ? GTK_WIDGET (self->greeting) : GTK_WIDGET (self->chat_view));
  show_page (self, blank && get_endpoint (self) == NULL ? self->start_page
                                                        : GTK_WIDGET (self->conversation_page));
}

static void
update (AzcWindow *self)
{
  if (!self->opened)
    return;

  g_signal_group_set_target (self->endpoint_signals, get_endpoint (self));
  g_object_set (self->composer,
                "can-ask", get_endpoint (self) != NULL,
                "busy", self->conversation != NULL &&
                        azc_conversation_get_busy (self->conversation),
                NULL);
  update_title (self);
  update_subtitle (self);
  update_banners (self);
  update_page (self);
  _azc_window_update_actions (self);
}

static void
on_loaded (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (AzcWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!azc_workspace_load_conversation_finish (AZC_WORKSPACE (source), result, &error) &&
      !azc_error_is_cancelled (error))
    _azc_window_show_message (self, error->message);

  update (self);
}

static void
load (AzcWindow *self)
{
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);

  if (azc_conversation_get_loaded (self->conversation))
    return;

  self->loading = g_cancellable_new ();
  azc_workspace_load_conversation_async (self->workspace, self->conversation, self->loading,
                                         on_loaded, g_object_ref (self));
}

/* What arrives while the person reads it is not news. */
static void
mark_read (AzcWindow *self)
{
  if (self->conversation != NULL && gtk_window_is_active (GTK_WINDOW (self)))
    azc_workspace_mark_read (self->workspace, self->conversation);
}

void
_azc_window_set_conversation (AzcWindow       *self,
                              AzcConversation *conversation)
{
  if (!g_set_object (&self->conversation, conversation))
    return;

  g_signal_group_set_target (self->conversation_signals, conversation);
  g_signal_group_set_target (self->thread_signals, azc_conversation_get_thread (conversation));
  azc_sidebar_set_selected (self->sidebar, conversation);
  azc_chat_view_set_conversation (self->chat_view, conversation);
  azc_model_popover_set_conversation (self->model_popover, conversation);
  azc_composer_set_draft (self->composer, _azc_window_get_draft (self));
  g_settings_set_string (self->settings, "last-conversation",
                         azc_conversation_get_id (conversation));

  mark_read (self);
  load (self);
  update (self);
}

/* The new conversation waits with its draft until something is sent: there is only ever one. */
void
_azc_window_new_conversation (AzcWindow *self)
{
  if (self->blank == NULL || !_azc_window_is_blank (self->blank))
    {
      g_clear_object (&self->blank);
      self->blank = azc_workspace_create_conversation (self->workspace);
    }

  _azc_window_set_conversation (self, self->blank);
  gtk_widget_grab_focus (GTK_WIDGET (self->composer));
}

static void
take_waiting_files (AzcWindow *self)
{
  AzcDraft *draft;

  if (self->waiting_files->len == 0)
    return;

  _azc_window_new_conversation (self);
  draft = _azc_window_get_draft (self);
  for (guint i = 0; i < self->waiting_files->len; i++)
    azc_draft_add_file (draft, g_ptr_array_index (self->waiting_files, i));
  g_ptr_array_set_size (self->waiting_files, 0);
}

static void
show_last_conversation (AzcWindow *self)
{
  AzcConversationList *conversations = azc_workspace_get_conversations (self->workspace);
  g_autofree char *id = g_settings_get_string (self->settings, "last-conversation");
  AzcConversation *last = azc_conversation_list_find (conversations, id);

  azc_sidebar_set_conversations (self->sidebar, conversations);
  if (last != NULL)
    _azc_window_set_conversation (self, last);
  else
    _azc_window_new_conversation (self);
}

static void
show_failure (AzcWindow    *self,
              const GError *error)
{
  g_autofree char *text = g_strdup_printf ("%s\n%s", error->message,
                                           azc_error_get_advice (error));
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  adw_status_page_set_description (self->failed_page, escaped);
  show_page (self, GTK_WIDGET (self->failed_page));
}

static void
on_opened (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (AzcWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  GListModel *endpoints;

  if (!azc_workspace_open_finish (AZC_WORKSPACE (source), result, &error))
    {
      show_failure (self, error);
      return;
    }

  self->opened = TRUE;
  endpoints = azc_workspace_get_endpoints (self->workspace);
  g_signal_connect_object (endpoints, "items-changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  show_last_conversation (self);
  take_waiting_files (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->composer));
}

void
_azc_window_open_workspace (AzcWindow *self)
{
  show_page (self, self->loading_page);
  azc_workspace_open_async (self->workspace, NULL, on_opened, g_object_ref (self));
}

static void
on_first_frame (GdkFrameClock *clock,
                AzcWindow     *self)
{
  g_signal_handlers_disconnect_by_func (clock, on_first_frame, self);
  _azc_window_open_workspace (self);
}

static void
azc_window_map (GtkWidget *widget)
{
  AzcWindow *self = AZC_WINDOW (widget);

  GTK_WIDGET_CLASS (azc_window_parent_class)->map (widget);

  if (!self->shown)
    g_signal_connect_object (gtk_widget_get_frame_clock (widget), "after-paint",
                             G_CALLBACK (on_first_frame), self, 0);
  self->shown = TRUE;
}

static void
on_workspace_failed (AzcWindow    *self,
                     const GError *error)
{
  _azc_window_show_message (self, error->message);
}

static void
on_active (AzcWindow *self)
{
  mark_read (self);
  azc_sidebar_update_dates (self->sidebar);
}

static void
on_sidebar_selected (AzcWindow *self)
{
  AzcConversation *conversation = azc_sidebar_get_selected (self->sidebar);

  if (conversation != NULL)
    _azc_window_set_conversation (self, conversation);
}

static void
on_sidebar_picked (AzcWindow *self)
{
  if (!adw_flap_get_folded (self->flap))
    return;

  adw_flap_set_reveal_flap (self->flap, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->composer));
}

void
_azc_window_select_model (AzcWindow   *self,
                          AzcEndpoint *endpoint,
                          const char  *model)
{
  azc_workspace_select_model (self->workspace, self->conversation, endpoint,
                              azc_str_empty (model) ? NULL : model);
  update (self);
}

static void
on_model_chosen (AzcWindow   *self,
                 AzcEndpoint *endpoint,
                 const char  *model)
{
  _azc_window_select_model (self, endpoint, model);
  gtk_widget_grab_focus (GTK_WIDGET (self->composer));
}

static void
restore_state (AzcWindow *self)
{
  gtk_window_set_default_size (GTK_WINDOW (self),
                               g_settings_get_int (self->settings, "window-width"),
                               g_settings_get_int (self->settings, "window-height"));
  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
  adw_flap_set_reveal_flap (self->flap,
                            g_settings_get_boolean (self->settings, "sidebar-visible"));
  g_settings_bind (self->settings, "send-with-enter", self->composer, "send-with-enter",
                   G_SETTINGS_BIND_GET);
}

/* In a narrow window the sidebar comes and goes by itself, which says nothing about wishes. */
static gboolean
azc_window_close_request (GtkWindow *window)
{
  AzcWindow *self = AZC_WINDOW (window);
  int width;
  int height;

  gtk_window_get_default_size (window, &width, &height);
  g_settings_set_boolean (self->settings, "window-maximized", gtk_window_is_maximized (window));
  g_settings_set_int (self->settings, "window-width", width);
  g_settings_set_int (self->settings, "window-height", height);
  if (!adw_flap_get_folded (self->flap))
    g_settings_set_boolean (self->settings, "sidebar-visible",
                            adw_flap_get_reveal_flap (self->flap));

  return GTK_WINDOW_CLASS (azc_window_parent_class)->close_request (window);
}

static void
azc_window_dispose (GObject *object)
{
  AzcWindow *self = AZC_WINDOW (object);

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_object (&self->conversation_signals);
  g_clear_object (&self->thread_signals);
  g_clear_object (&self->endpoint_signals);
  gtk_widget_dispose_template (GTK_WIDGET (self), AZC_TYPE_WINDOW);
  g_clear_pointer (&self->drafts, g_hash_table_unref);
  g_clear_pointer (&self->waiting_files, g_ptr_array_unref);
  g_clear_pointer (&self->deleted, g_ptr_array_unref);
  g_clear_object (&self->conversation);
  g_clear_object (&self->blank);
  g_clear_object (&self->settings);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (azc_window_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, AzcWindow, flap);
  gtk_widget_class_bind_template_child (widget_class, AzcWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, AzcWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, AzcWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, AzcWindow, loading_page);
  gtk_widget_class_bind_template_child (widget_class, AzcWindow, start_page);
  gtk_widget_class_bind_template_child (widget_class, AzcWindow, failed_page);
  gtk_widget_class_bind_template_child (widget_class, AzcWindow, conversation_page);
  gtk_widget_class_bind_template_child (widget_class, AzcWindow, composer_clamp);
  gtk_widget_class_bind_template_child (widget_class, AzcWindow, greeting);
  gtk_widget_class_bind_template_child (widget_class, AzcWindow, chat_view);
  gtk_widget_class_bind_template_child (widget_class, AzcWindow, composer);
  gtk_widget_class_bind_template_child (widget_class, AzcWindow, title_bin);
  gtk_widget_class_bind_template_child (widget_class, AzcWindow, title_button);
  gtk_widget_class_bind_template_child (widget_class, AzcWindow, title_label);
  gtk_widget_class_bind_template_child (widget_class, AzcWindow, subtitle_label);
  gtk_widget_class_bind_template_child (widget_class, AzcWindow, demo_badge);
  gtk_widget_class_bind_template_child (widget_class, AzcWindow, model_popover);
  gtk_widget_class_bind_template_child (widget_class, AzcWindow, demo_banner);
  gtk_widget_class_bind_template_child (widget_class, AzcWindow, secrets_banner);
  gtk_widget_class_bind_template_child (widget_class, AzcWindow, drop_revealer);
  gtk_widget_class_bind_template_callback (widget_class, on_active);
  gtk_widget_class_bind_template_callback (widget_class, on_sidebar_selected);
  gtk_widget_class_bind_template_callback (widget_class, on_sidebar_picked);
  gtk_widget_class_bind_template_callback (widget_class, on_model_chosen);
  gtk_widget_class_bind_template_callback (widget_class, _azc_window_fill_draft);
  gtk_widget_class_bind_template_callback (widget_class, _azc_window_edit_message);
  gtk_widget_class_bind_template_callback (widget_class, _azc_window_send);
}

static void
azc_window_class_init (AzcWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = azc_window_dispose;
  widget_class->map = azc_window_map;
  GTK_WINDOW_CLASS (klass)->close_request = azc_window_close_request;

  g_type_ensure (AZC_TYPE_BANNER);
  g_type_ensure (AZC_TYPE_CHAT_VIEW);
  g_type_ensure (AZC_TYPE_COMPOSER);
  g_type_ensure (AZC_TYPE_GREETING);
  g_type_ensure (AZC_TYPE_MODEL_POPOVER);
  g_type_ensure (AZC_TYPE_SIDEBAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               AZC_RESOURCE_PREFIX "/ui/window.ui");
  bind_template (widget_class);
}

static void
azc_window_init (AzcWindow *self)
{
  self->drafts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->waiting_files = g_ptr_array_new_with_free_func (g_object_unref);
  self->deleted = g_ptr_array_new_with_free_func (g_object_unref);

  self->conversation_signals = g_signal_group_new (AZC_TYPE_CONVERSATION);
  g_signal_group_connect_swapped (self->conversation_signals, "notify", G_CALLBACK (update), self);
  g_signal_group_connect_swapped (self->conversation_signals, "notify::unread",
                                  G_CALLBACK (mark_read), self);
  self->thread_signals = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_swapped (self->thread_signals, "items-changed",
                                  G_CALLBACK (update), self);
  self->endpoint_signals = g_signal_group_new (AZC_TYPE_ENDPOINT);
  g_signal_group_connect_swapped (self->endpoint_signals, "notify",
                                  G_CALLBACK (update_subtitle), self);

  gtk_widget_init_template (GTK_WIDGET (self));
  _azc_window_add_actions (self);
  _azc_window_add_drop_target (self);
}

/**
 * azc_window_new:
 * @application: the application
 * @workspace: what the window shows; the window opens it
 *
 * Makes the main window.
 *
 * Returns: (transfer none): the window; GTK owns it
 */
AzcWindow *
azc_window_new (GtkApplication *application,
                AzcWorkspace   *workspace)
{
  AzcWindow *self;

  g_return_val_if_fail (GTK_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (AZC_IS_WORKSPACE (workspace), NULL);

  self = g_object_new (AZC_TYPE_WINDOW, "application", application, NULL);
  self->workspace = g_object_ref (workspace);
  self->settings = g_object_ref (azc_workspace_get_settings (workspace));
  azc_chat_view_set_workspace (self->chat_view, workspace);
  azc_model_popover_set_workspace (self->model_popover, workspace);
  if (!azc_workspace_is_demo (workspace))
    g_object_set (self->demo_banner,
                  "button-label", _("_Add Endpoint"), "action-name", "app.add-endpoint", NULL);

  g_signal_connect_object (workspace, "failed", G_CALLBACK (on_workspace_failed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "notify::secrets-persistent", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  restore_state (self);
  update_title (self);
  update_subtitle (self);
  _azc_window_update_actions (self);

  return self;
}

/**
 * azc_window_attach_files:
 * @self: a window
 * @files: (array length=n_files): files that should be pictures
 * @n_files: how many
 *
 * Starts a conversation with pictures, as soon as the workspace is open.
 */
void
azc_window_attach_files (AzcWindow  *self,
                         GFile     **files,
                         guint       n_files)
{
  g_return_if_fail (AZC_IS_WINDOW (self));

  for (guint i = 0; i < n_files; i++)
    g_ptr_array_add (self->waiting_files, g_object_ref (files[i]));

  if (self->opened)
    take_waiting_files (self);
}
