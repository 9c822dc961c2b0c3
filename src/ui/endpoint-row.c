/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One endpoint in the list: what it is called, where it leads or what it still lacks, and
 * whether new conversations use it. */

#include "config.h"

#include "ui/endpoint-row.h"

#include <glib/gi18n.h>

#include "base/util.h"
#include "ui/known-values.h"

struct _AzcEndpointRow
{
  AdwActionRow    parent_instance;

  AzcWorkspace   *workspace;
  AzcEndpoint    *endpoint;

  GtkCheckButton *default_check;
  GtkMenuButton  *menu_button;

  guint           updating : 1;
};

enum
{
  SIGNAL_REMOVE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AzcEndpointRow, azc_endpoint_row, ADW_TYPE_ACTION_ROW)

static const char *
get_route_title (AzcEndpointRow *self)
{
  AzcRoute route = azc_endpoint_get_route (self->endpoint);

  if (route == AZC_ROUTE_AUTO)
    {
      g_autoptr (AzcEndpoint) found = NULL;

      found = azc_workspace_recognise_url (self->workspace,
                                           azc_endpoint_get_url (self->endpoint), NULL);
      if (found != NULL)
        route = azc_endpoint_get_route (found);
    }

  return azc_route_get_title (route);
}

static char *
describe (AzcEndpointRow *self)
{
  const char *url = azc_endpoint_get_url (self->endpoint);
  g_autoptr (GUri) uri = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *models = NULL;
  guint n_models;

  if (azc_endpoint_is_demo (self->endpoint))
    return g_strdup (_("Built-in demo"));
  if (azc_str_empty (url))
    return g_strdup (_("The URL is missing."));
  if (!azc_workspace_check_endpoint (self->workspace, self->endpoint, &error))
    return g_strdup (error->message);

  uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);
  n_models = g_list_model_get_n_items (azc_endpoint_get_models (self->endpoint));
  models = n_models == 0 ? g_strdup (_("no models listed"))
                         : g_strdup_printf (ngettext ("%u model", "%u models", n_models), n_models);

  return g_strjoin (" · ", uri != NULL ? g_uri_get_host (uri) : url,
                    get_route_title (self), models, NULL);
}

static void
update (AzcEndpointRow *self)
{
  const char *name = azc_endpoint_get_name (self->endpoint);
  g_autofree char *subtitle = describe (self);
  g_autofree char *default_label = NULL;
  g_autofree char *menu_label = NULL;

  g_assert (AZC_IS_ENDPOINT_ROW (self));

  if (azc_str_empty (name))
    name = _("Unnamed");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);

  default_label = g_strdup_printf (_("Use “%s” for new conversations"), name);
  menu_label = g_strdup_printf (_("More for “%s”"), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->default_check),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, default_label, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, menu_label, -1);
}

static void
update_default (AzcEndpointRow *self)
{
  gboolean is_default;

  g_assert (AZC_IS_ENDPOINT_ROW (self));

  is_default = azc_workspace_get_default_endpoint (self->workspace) == self->endpoint;
  self->updating = TRUE;
  gtk_check_button_set_active (self->default_check, is_default);
  self->updating = FALSE;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "endpoint-row.make-default", !is_default);
}

static void
on_default_toggled_cb (AzcEndpointRow *self)
{
  if (!self->updating && self->workspace != NULL &&
      gtk_check_button_get_active (self->default_check))
    azc_workspace_set_default_endpoint (self->workspace, self->endpoint);
}

static void
duplicate (GtkWidget  *widget,
           const char *action_name,
           GVariant   *parameter)
{
  AzcEndpointRow *self = AZC_ENDPOINT_ROW (widget);

  azc_workspace_duplicate_endpoint (self->workspace, self->endpoint);
}

static void
make_default (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  AzcEndpointRow *self = AZC_ENDPOINT_ROW (widget);

  azc_workspace_set_default_endpoint (self->workspace, self->endpoint);
}

static void
remove_endpoint (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_REMOVE], 0);
}

static void
show_menu (GtkWidget  *widget,
           const char *action_name,
           GVariant   *parameter)
{
  gtk_menu_button_popup (AZC_ENDPOINT_ROW (widget)->menu_button);
}

static void
azc_endpoint_row_dispose (GObject *object)
{
  AzcEndpointRow *self = AZC_ENDPOINT_ROW (object);

  g_clear_object (&self->endpoint);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (azc_endpoint_row_parent_class)->dispose (object);
}

static void
azc_endpoint_row_class_init (AzcEndpointRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = azc_endpoint_row_dispose;

  signals[SIGNAL_REMOVE] =
    g_signal_new ("remove", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               AZC_RESOURCE_PREFIX "/ui/endpoint-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AzcEndpointRow, default_check);
  gtk_widget_class_bind_template_child (widget_class, AzcEndpointRow, menu_button);
  gtk_widget_class_bind_template_callback (widget_class, on_default_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, gtk_menu_button_popup);

  gtk_widget_class_install_action (widget_class, "endpoint-row.duplicate", NULL, duplicate);
  gtk_widget_class_install_action (widget_class, "endpoint-row.make-default", NULL, make_default);
  gtk_widget_class_install_action (widget_class, "endpoint-row.remove", NULL, remove_endpoint);
  gtk_widget_class_install_action (widget_class, "endpoint-row.show-menu", NULL, show_menu);
}

static void
azc_endpoint_row_init (AzcEndpointRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * azc_endpoint_row_new:
 * @workspace: the workspace
 * @endpoint: the endpoint to show
 * @group: what makes the rows' check buttons exclude each other
 *
 * Returns: (transfer floating): a row that follows the endpoint's changes
 */
GtkWidget *
azc_endpoint_row_new (AzcWorkspace   *workspace,
                      AzcEndpoint    *endpoint,
                      GtkCheckButton *group)
{
  AzcEndpointRow *self;

  g_return_val_if_fail (AZC_IS_WORKSPACE (workspace), NULL);
  g_return_val_if_fail (AZC_IS_ENDPOINT (endpoint), NULL);
  g_return_val_if_fail (GTK_IS_CHECK_BUTTON (group), NULL);

  self = g_object_new (AZC_TYPE_ENDPOINT_ROW, NULL);
  self->endpoint = g_object_ref (endpoint);
  gtk_check_button_set_group (self->default_check, group);
  self->workspace = g_object_ref (workspace);

  g_signal_connect_object (endpoint, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (azc_workspace_get_settings (workspace), "changed::default-endpoint",
                           G_CALLBACK (update_default), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (azc_workspace_get_endpoints (workspace), "items-changed",
                           G_CALLBACK (update_default), self, G_CONNECT_SWAPPED);
  update (self);
  update_default (self);

  return GTK_WIDGET (self);
}

/**
 * azc_endpoint_row_get_endpoint:
 * @self: a row
 *
 * Returns: (transfer none): the endpoint
 */
AzcEndpoint *
azc_endpoint_row_get_endpoint (AzcEndpointRow *self)
{
  g_return_val_if_fail (AZC_IS_ENDPOINT_ROW (self), NULL);

  return self->endpoint;
}
