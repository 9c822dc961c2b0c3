/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The preferences: the list of endpoints with the page for each of them, and what concerns
 * all conversations. Everything applies at once. */

#include "config.h"

#include "ui/preferences.h"

#include <glib/gi18n.h>

#include "ui/choice.h"
#include "ui/endpoint-page.h"
#include "ui/endpoint-row.h"
#include "ui/pairs-editor.h"

/*
 * removed: endpoints whose removal can still be undone; their keys are kept as long
 */
struct _AzcPreferences
{
  AdwPreferencesWindow  parent_instance;

  AzcWorkspace         *workspace;
  GPtrArray            *removed;

  GtkListBox           *endpoint_list;
  GtkCheckButton       *default_group;
  GtkSwitch            *send_switch;
  GtkSwitch            *titles_switch;
  AdwComboRow          *picture_row;
  AzcPairsEditor       *headers;
};

G_DEFINE_FINAL_TYPE (AzcPreferences, azc_preferences, ADW_TYPE_PREFERENCES_WINDOW)

static const struct
{
  const char *kind;
  const char *title;
  const char *url_hint;
} kinds[] = {
  { "any", N_("Add Endpoint"),
    N_("Paste the address that the Azure portal shows, or a server’s address ending in /v1.") },
  { "azure", N_("Add Azure OpenAI"),
    N_("Paste the endpoint or target URI, such as https://contoso.openai.azure.com.") },
  { "foundry", N_("Add Foundry or Serverless"),
    N_("Paste the target URI, such as https://contoso.services.ai.azure.com/models "
       "or https://name.region.models.ai.azure.com.") },
  { "openai", N_("Add OpenAI-Compatible Server"),
    N_("Usually ends in /v1, such as http://localhost:11434/v1.") },
};

static const struct
{
  int         side;
  const char *title;
  const char *description;
} picture_sides[] = {
  { 512, N_("512 pixels"), N_("Cheapest, for a rough look") },
  { 1024, N_("1024 pixels"), N_("For photographs") },
  { 2048, N_("2048 pixels"), N_("For small text, as most models use it at best") },
  { 4096, N_("4096 pixels"), N_("For plans and scans") },
  { 8192, N_("8192 pixels"), N_("As large as can be sent") },
};

static void
on_undo_cb (AzcPreferences *self,
            AdwToast       *toast)
{
  AzcEndpoint *endpoint = g_object_get_data (G_OBJECT (toast), "endpoint");

  g_assert (AZC_IS_PREFERENCES (self));

  if (!g_ptr_array_remove (self->removed, endpoint))
    return;

  azc_workspace_restore_endpoint (self->workspace, endpoint);
}

static void
on_toast_dismissed_cb (AzcPreferences *self,
                       AdwToast       *toast)
{
  AzcEndpoint *endpoint = g_object_get_data (G_OBJECT (toast), "endpoint");

  g_assert (AZC_IS_PREFERENCES (self));

  if (self->removed == NULL || !g_ptr_array_find (self->removed, endpoint, NULL))
    return;

  azc_workspace_forget_endpoint_async (self->workspace, endpoint, NULL, NULL);
  g_ptr_array_remove (self->removed, endpoint);
}

static void
remove_endpoint (AzcPreferences *self,
                 AzcEndpoint    *endpoint)
{
  g_autofree char *name = g_markup_escape_text (azc_endpoint_get_name (endpoint), -1);
  g_autofree char *title = g_strdup_printf (_("“%s” removed"), name);
  AdwToast *toast = adw_toast_new (title);

  adw_toast_set_button_label (toast, _("_Undo"));
  g_object_set_data_full (G_OBJECT (toast), "endpoint", g_object_ref (endpoint), g_object_unref);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (on_undo_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (on_toast_dismissed_cb), self,
                           G_CONNECT_SWAPPED);

  g_ptr_array_add (self->removed, g_object_ref (endpoint));
  azc_workspace_remove_endpoint (self->workspace, endpoint);
  adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (self), toast);
}

static void
on_page_done_cb (AzcPreferences *self)
{
  g_assert (AZC_IS_PREFERENCES (self));

  adw_preferences_window_close_subpage (ADW_PREFERENCES_WINDOW (self));
}

/* Removing makes the page close by itself, as when another process removes the endpoint. */
static void
on_page_remove_cb (AzcPreferences  *self,
                   AzcEndpointPage *page)
{
  remove_endpoint (self, azc_endpoint_page_get_endpoint (page));
}

static void
present_page (AzcPreferences *self,
              GtkWidget      *page)
{
  g_signal_connect_object (page, "done", G_CALLBACK (on_page_done_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "remove", G_CALLBACK (on_page_remove_cb), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_window_present_subpage (ADW_PREFERENCES_WINDOW (self), page);
}

static void
on_endpoint_activated_cb (AzcPreferences *self,
                          GtkListBoxRow  *row)
{
  AzcEndpoint *endpoint = azc_endpoint_row_get_endpoint (AZC_ENDPOINT_ROW (row));

  present_page (self, azc_endpoint_page_new (self->workspace, endpoint));
}

static void
present_page_to_add (AzcPreferences *self,
                     const char     *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (g_str_equal (kinds[i].kind, kind))
        present_page (self, azc_endpoint_page_new_to_add (self->workspace, _(kinds[i].title),
                                                          _(kinds[i].url_hint)));
    }
}

static void
add_endpoint (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  present_page_to_add (AZC_PREFERENCES (widget), g_variant_get_string (parameter, NULL));
}

static void
on_row_remove_cb (AzcPreferences *self,
                  AzcEndpointRow *row)
{
  remove_endpoint (self, azc_endpoint_row_get_endpoint (row));
}

static GtkWidget *
create_row (gpointer item,
            gpointer user_data)
{
  AzcPreferences *self = user_data;
  GtkWidget *row = azc_endpoint_row_new (self->workspace, item, self->default_group);

  g_signal_connect_object (row, "remove", G_CALLBACK (on_row_remove_cb), self, G_CONNECT_SWAPPED);

  return row;
}

static void
on_picture_cb (AzcPreferences *self)
{
  GSettings *settings;
  int side = azc_choice_row_get_value (self->picture_row);

  if (self->workspace == NULL || side <= 0)
    return;

  settings = azc_workspace_get_settings (self->workspace);
  if (g_settings_get_uint (settings, "picture-max-side") != (guint) side)
    g_settings_set_uint (settings, "picture-max-side", (guint) side);
}

static void
on_picture_setting_cb (AzcPreferences *self)
{
  GSettings *settings = azc_workspace_get_settings (self->workspace);
  int side = (int) g_settings_get_uint (settings, "picture-max-side");
  g_autofree char *title = g_strdup_printf (_("%d pixels"), side);

  azc_choice_row_show_value (self->picture_row, side, title);
}

static gboolean
variant_to_pairs (GValue   *value,
                  GVariant *variant,
                  gpointer  user_data)
{
  AzcPairs *pairs = azc_pairs_new ();
  GVariantIter iter;
  const char *name;
  const char *text;

  g_variant_iter_init (&iter, variant);
  while (g_variant_iter_next (&iter, "(&sm&s)", &name, &text))
    azc_pairs_append (pairs, name, text);
  g_value_take_boxed (value, pairs);

  return TRUE;
}

static GVariant *
pairs_to_variant (const GValue       *value,
                  const GVariantType *type,
                  gpointer            user_data)
{
  AzcPairs *pairs = g_value_get_boxed (value);
  GVariantBuilder builder;

  g_variant_builder_init (&builder, type);
  for (guint i = 0; i < azc_pairs_get_size (pairs); i++)
    g_variant_builder_add (&builder, "(sms)", azc_pairs_get (pairs, i)->name,
                           azc_pairs_get (pairs, i)->value);

  return g_variant_builder_end (&builder);
}

static void
azc_preferences_dispose (GObject *object)
{
  AzcPreferences *self = AZC_PREFERENCES (object);

  /* with the window goes the way to undo */
  for (guint i = 0; self->removed != NULL && i < self->removed->len; i++)
    azc_workspace_forget_endpoint_async (self->workspace, g_ptr_array_index (self->removed, i),
                                         NULL, NULL);
  g_clear_pointer (&self->removed, g_ptr_array_unref);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (azc_preferences_parent_class)->dispose (object);
}

static void
azc_preferences_class_init (AzcPreferencesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = azc_preferences_dispose;

  g_type_ensure (AZC_TYPE_PAIRS_EDITOR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               AZC_RESOURCE_PREFIX "/ui/preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, AzcPreferences, endpoint_list);
  gtk_widget_class_bind_template_child (widget_class, AzcPreferences, default_group);
  gtk_widget_class_bind_template_child (widget_class, AzcPreferences, send_switch);
  gtk_widget_class_bind_template_child (widget_class, AzcPreferences, titles_switch);
  gtk_widget_class_bind_template_child (widget_class, AzcPreferences, picture_row);
  gtk_widget_class_bind_template_child (widget_class, AzcPreferences, headers);
  gtk_widget_class_bind_template_callback (widget_class, on_endpoint_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_picture_cb);

  gtk_widget_class_install_action (widget_class, "preferences.add-endpoint", "s", add_endpoint);
}

static void
azc_preferences_init (AzcPreferences *self)
{
  self->removed = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));

  azc_choice_row_setup (self->picture_row);
  for (guint i = 0; i < G_N_ELEMENTS (picture_sides); i++)
    azc_choice_row_append (self->picture_row, picture_sides[i].side, _(picture_sides[i].title),
                           _(picture_sides[i].description));
}

static void
set_workspace (AzcPreferences *self,
               AzcWorkspace   *workspace)
{
  GSettings *settings = azc_workspace_get_settings (workspace);

  self->workspace = g_object_ref (workspace);
  gtk_list_box_bind_model (self->endpoint_list, azc_workspace_get_endpoints (workspace),
                           create_row, self, NULL);

  g_settings_bind (settings, "send-with-enter", self->send_switch, "active",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "automatic-titles", self->titles_switch, "active",
                   G_SETTINGS_BIND_DEFAULT);
  g_signal_connect_object (settings, "changed::picture-max-side",
                           G_CALLBACK (on_picture_setting_cb), self, G_CONNECT_SWAPPED);
  on_picture_setting_cb (self);
  azc_pairs_editor_set_up (self->headers, workspace, AZC_PAIRS_COMMON_HEADERS);
  g_settings_bind_with_mapping (settings, "headers", self->headers, "pairs",
                                G_SETTINGS_BIND_DEFAULT, variant_to_pairs, pairs_to_variant,
                                NULL, NULL);
}

/**
 * azc_preferences_present:
 * @parent: the window to be shown over
 * @workspace: the workspace
 * @add_endpoint_first: whether to begin with adding an endpoint
 *
 * Shows the preferences.
 */
void
azc_preferences_present (GtkWindow    *parent,
                         AzcWorkspace *workspace,
                         gboolean      add_endpoint_first)
{
  AzcPreferences *self;

  g_return_if_fail (GTK_IS_WINDOW (parent));
  g_return_if_fail (AZC_IS_WORKSPACE (workspace));

  self = g_object_new (AZC_TYPE_PREFERENCES, "transient-for", parent, NULL);
  set_workspace (self, workspace);
  if (add_endpoint_first)
    present_page_to_add (self, "any");
  gtk_window_present (GTK_WINDOW (self));
}
