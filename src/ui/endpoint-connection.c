/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where an endpoint is. Every keystroke is followed by what the core makes of it: what the URL
 * says by itself, the address that requests will go to, or what is wrong with which field. */

#include "config.h"

#include "ui/endpoint-connection.h"

#include <glib/gi18n.h>

#include "base/error.h"
#include "base/util.h"
#include "ui/choice.h"
#include "ui/entry-binding.h"
#include "ui/known-values.h"
#include "ui/row-note.h"
#include "ui/typed-url.h"

#define SET_VERSION_ACTION "connection.set-api-version"

/*
 * recognised: what the URL says by itself; NULL if it is not usable
 * url_hint: shown under an empty URL
 * name_touched: whether the person has typed a name
 */
struct _AzcEndpointConnection
{
  AdwPreferencesGroup  parent_instance;

  AzcWorkspace        *workspace;
  AzcEndpoint         *draft;
  AzcEndpoint         *recognised;
  char                *url_hint;

  AdwEntryRow         *name_row;
  AdwEntryRow         *url_row;
  GtkWidget           *preview_row;
  GtkLabel            *preview_label;
  GtkWidget           *insecure_row;
  GtkSwitch           *insecure_switch;
  AdwComboRow         *route_row;
  AdwEntryRow         *deployment_row;
  AdwEntryRow         *version_row;
  GtkMenuButton       *version_button;

  guint                valid : 1;
  guint                is_new : 1;
  guint                name_touched : 1;
  guint                filling : 1;
};

enum
{
  PROP_VALID = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (AzcEndpointConnection, azc_endpoint_connection, ADW_TYPE_PREFERENCES_GROUP)

static char *
dup_text (AdwEntryRow *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

static void
set_text (AdwEntryRow *row,
          const char  *text)
{
  if (text == NULL)
    text = "";
  if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (row)), text))
    gtk_editable_set_text (GTK_EDITABLE (row), text);
}

static AzcRoute
get_route (AzcEndpointConnection *self)
{
  AzcRoute route = azc_endpoint_get_route (self->draft);

  if (route == AZC_ROUTE_AUTO && self->recognised != NULL)
    route = azc_endpoint_get_route (self->recognised);

  return route;
}

static void
show_found (AdwEntryRow *row,
            const char  *own,
            const char  *found)
{
  g_autofree char *hint = NULL;

  if (azc_str_empty (own) && !azc_str_empty (found))
    hint = g_strdup_printf (_("From the URL: %s"), found);
  azc_row_note_set_hint (ADW_PREFERENCES_ROW (row), hint);
}

/* What a route has no use for is not shown, unless somebody has set it. */
static void
update_found (AzcEndpointConnection *self)
{
  AzcRoute route = get_route (self);
  const char *deployment = azc_endpoint_get_deployment (self->draft);
  const char *version = azc_endpoint_get_api_version (self->draft);
  AzcEndpoint *found = self->recognised;
  g_autofree char *automatic = NULL;

  show_found (self->deployment_row, deployment,
              found != NULL ? azc_endpoint_get_deployment (found) : NULL);
  show_found (self->version_row, version,
              found != NULL ? azc_endpoint_get_api_version (found) : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->deployment_row),
                          !azc_str_empty (deployment) ||
                          (route != AZC_ROUTE_SERVERLESS && route != AZC_ROUTE_OPENAI));
  gtk_widget_set_visible (GTK_WIDGET (self->version_row),
                          !azc_str_empty (version) || route != AZC_ROUTE_OPENAI);

  if (found != NULL)
    automatic = g_strdup_printf (_("Automatic: %s"),
                                 azc_route_get_title (azc_endpoint_get_route (found)));
  azc_choice_row_set_title (self->route_row, AZC_ROUTE_AUTO,
                            automatic != NULL ? automatic : _("Automatic"));
}

static AdwEntryRow *
find_row (AzcEndpointConnection *self,
          const char            *field)
{
  if (g_strcmp0 (field, "deployment") == 0)
    return self->deployment_row;
  if (g_strcmp0 (field, "api-version") == 0)
    return self->version_row;

  return self->url_row;
}

static void
update_errors (AzcEndpointConnection *self,
               const char            *url,
               const GError          *error)
{
  AdwEntryRow *rows[] = { self->url_row, self->deployment_row, self->version_row };
  AdwEntryRow *wrong = NULL;
  const char *message = error != NULL ? error->message : NULL;

  if (*url == '\0')
    message = self->is_new ? NULL : _("Enter the URL: the last one that worked is still used.");
  else if (azc_typed_url_is_begun (url))
    message = NULL;
  else if (message == NULL && azc_typed_url_is_exposed (url) &&
           !azc_endpoint_get_allow_insecure (self->draft))
    message = _("This address is not encrypted, so nothing is sent to it unless you allow it below.");

  if (message != NULL)
    wrong = find_row (self, azc_error_get_subject (error));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    azc_row_note_set_error (ADW_PREFERENCES_ROW (rows[i]), rows[i] == wrong ? message : NULL);
  azc_row_note_set_hint (ADW_PREFERENCES_ROW (self->url_row), *url == '\0' ? self->url_hint : NULL);
}

static char *
build_preview (AzcEndpointConnection  *self,
               const char             *url,
               GError                **error)
{
  g_autoptr (AzcEndpoint) scratch = azc_endpoint_copy (self->draft);
  GListModel *models = azc_endpoint_get_models (scratch);
  g_autoptr (AzcModel) model = NULL;

  azc_endpoint_set_url (scratch, url);
  if (models != NULL)
    model = g_list_model_get_item (models, 0);

  return azc_workspace_preview_url (self->workspace, scratch, model, error);
}

static void
update_name_error (AzcEndpointConnection *self)
{
  g_autofree char *name = dup_text (self->name_row);
  gboolean missing = *name == '\0' && (!self->is_new || self->name_touched);

  azc_row_note_set_error (ADW_PREFERENCES_ROW (self->name_row),
                          missing ? _("Enter a name.") : NULL);
}

static void
update_valid (AzcEndpointConnection *self)
{
  g_autofree char *name = dup_text (self->name_row);
  gboolean valid = *name != '\0' && self->recognised != NULL;

  if (self->valid == valid)
    return;

  self->valid = valid;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VALID]);
}

static void
update (AzcEndpointConnection *self)
{
  g_autofree char *url = dup_text (self->url_row);
  g_autofree char *preview = NULL;
  g_autoptr (GError) error = NULL;

  g_clear_object (&self->recognised);
  if (*url != '\0')
    self->recognised = azc_workspace_recognise_url (self->workspace, url, &error);
  if (self->recognised != NULL)
    preview = build_preview (self, url, &error);

  update_found (self);
  update_errors (self, url, error);
  update_name_error (self);
  gtk_label_set_label (self->preview_label, preview != NULL ? preview : "");
  gtk_widget_set_visible (self->preview_row, preview != NULL);
  gtk_widget_set_visible (self->insecure_row,
                          azc_typed_url_is_exposed (url) || azc_endpoint_get_allow_insecure (self->draft));
  update_valid (self);
}

static void
on_name_changed_cb (AzcEndpointConnection *self)
{
  g_autofree char *name = dup_text (self->name_row);

  g_assert (AZC_IS_ENDPOINT_CONNECTION (self));

  if (self->filling)
    return;

  self->name_touched = TRUE;
  if (*name != '\0')
    azc_endpoint_set_name (self->draft, name);
  update (self);
}

/* A new endpoint is called by its host until somebody names it. */
static void
suggest_name (AzcEndpointConnection *self,
              const char            *url)
{
  g_autofree char *name = NULL;

  if (!self->is_new || self->name_touched || self->recognised == NULL)
    return;

  name = azc_typed_url_derive_name (url);
  if (azc_str_empty (name))
    return;

  self->filling = TRUE;
  set_text (self->name_row, name);
  self->filling = FALSE;
  azc_endpoint_set_name (self->draft, name);
}

static void
on_url_changed_cb (AzcEndpointConnection *self)
{
  g_autofree char *url = dup_text (self->url_row);

  g_assert (AZC_IS_ENDPOINT_CONNECTION (self));

  if (self->filling)
    return;

  update (self);
  suggest_name (self, url);
  if (!azc_typed_url_may_hold_secret (url))
    azc_endpoint_connection_flush (self);
  update_valid (self);
}

static void
on_route_cb (AzcEndpointConnection *self)
{
  int route;

  if (self->filling || self->draft == NULL)
    return;

  route = azc_choice_row_get_value (self->route_row);
  if (route >= 0)
    azc_endpoint_set_route (self->draft, (AzcRoute) route);
}

static void
on_copy_cb (AzcEndpointConnection *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                          gtk_label_get_label (self->preview_label));
  if (ADW_IS_PREFERENCES_WINDOW (root))
    adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (root),
                                      adw_toast_new (_("Request URL copied")));
}

/* The draft changed: by another field of this page, or by another process. */
static void
on_draft_notify_cb (AzcEndpointConnection *self)
{
  AzcRoute route = azc_endpoint_get_route (self->draft);

  g_assert (AZC_IS_ENDPOINT_CONNECTION (self));

  self->filling = TRUE;
  azc_choice_row_show_value (self->route_row, (int) route, azc_route_get_title (route));
  self->filling = FALSE;
  update (self);
}

static void
on_draft_name_cb (AzcEndpointConnection *self)
{
  g_autofree char *shown = dup_text (self->name_row);

  if (g_strcmp0 (shown, azc_endpoint_get_name (self->draft)) == 0)
    return;

  self->filling = TRUE;
  set_text (self->name_row, azc_endpoint_get_name (self->draft));
  self->filling = FALSE;
}

static void
on_draft_url_cb (AzcEndpointConnection *self)
{
  g_autofree char *shown = dup_text (self->url_row);

  if (g_strcmp0 (shown, azc_endpoint_get_url (self->draft)) == 0)
    return;

  self->filling = TRUE;
  set_text (self->url_row, azc_endpoint_get_url (self->draft));
  self->filling = FALSE;
}

static void
set_version (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  AzcEndpointConnection *self = AZC_ENDPOINT_CONNECTION (widget);

  gtk_editable_set_text (GTK_EDITABLE (self->version_row), g_variant_get_string (parameter, NULL));
}

/* The name follows from the URL, so the URL comes first. */
static gboolean
azc_endpoint_connection_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (AZC_ENDPOINT_CONNECTION (widget)->url_row));
}

static void
azc_endpoint_connection_dispose (GObject *object)
{
  AzcEndpointConnection *self = AZC_ENDPOINT_CONNECTION (object);

  g_clear_object (&self->recognised);
  g_clear_object (&self->draft);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (azc_endpoint_connection_parent_class)->dispose (object);
}

static void
azc_endpoint_connection_finalize (GObject *object)
{
  AzcEndpointConnection *self = AZC_ENDPOINT_CONNECTION (object);

  g_free (self->url_hint);

  G_OBJECT_CLASS (azc_endpoint_connection_parent_class)->finalize (object);
}

static void
azc_endpoint_connection_get_property (GObject    *object,
                                      guint       prop_id,
                                      GValue     *value,
                                      GParamSpec *pspec)
{
  AzcEndpointConnection *self = AZC_ENDPOINT_CONNECTION (object);

  switch (prop_id)
    {
    case PROP_VALID:
      g_value_set_boolean (value, azc_endpoint_connection_get_valid (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
azc_endpoint_connection_class_init (AzcEndpointConnectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = azc_endpoint_connection_dispose;
  object_class->finalize = azc_endpoint_connection_finalize;
  object_class->get_property = azc_endpoint_connection_get_property;
  widget_class->grab_focus = azc_endpoint_connection_grab_focus;

  properties[PROP_VALID] =
    g_param_spec_boolean ("valid", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               AZC_RESOURCE_PREFIX "/ui/endpoint-connection.ui");
  gtk_widget_class_bind_template_child (widget_class, AzcEndpointConnection, name_row);
  gtk_widget_class_bind_template_child (widget_class, AzcEndpointConnection, url_row);
  gtk_widget_class_bind_template_child (widget_class, AzcEndpointConnection, preview_row);
  gtk_widget_class_bind_template_child (widget_class, AzcEndpointConnection, preview_label);
  gtk_widget_class_bind_template_child (widget_class, AzcEndpointConnection, insecure_row);
  gtk_widget_class_bind_template_child (widget_class, AzcEndpointConnection, insecure_switch);
  gtk_widget_class_bind_template_child (widget_class, AzcEndpointConnection, route_row);
  gtk_widget_class_bind_template_child (widget_class, AzcEndpointConnection, deployment_row);
  gtk_widget_class_bind_template_child (widget_class, AzcEndpointConnection, version_row);
  gtk_widget_class_bind_template_child (widget_class, AzcEndpointConnection, version_button);
  gtk_widget_class_bind_template_callback (widget_class, on_name_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_url_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, azc_endpoint_connection_flush);
  gtk_widget_class_bind_template_callback (widget_class, on_route_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_copy_cb);

  gtk_widget_class_install_action (widget_class, SET_VERSION_ACTION, "s", set_version);
}

static void
azc_endpoint_connection_init (AzcEndpointConnection *self)
{
  g_autoptr (GMenuModel) versions = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));

  self->filling = TRUE;
  azc_known_routes_offer (self->route_row);
  self->filling = FALSE;
  versions = azc_known_versions_offer (SET_VERSION_ACTION);
  gtk_menu_button_set_menu_model (self->version_button, versions);
}

/**
 * azc_endpoint_connection_set_up:
 * @self: a group
 * @workspace: the workspace
 * @draft: the endpoint to edit in place
 * @url_hint: (nullable): what to show under the empty URL of a new endpoint; %NULL if
 *   the endpoint is not new
 *
 * Has to be called once.
 */
void
azc_endpoint_connection_set_up (AzcEndpointConnection *self,
                                AzcWorkspace          *workspace,
                                AzcEndpoint           *draft,
                                const char            *url_hint)
{
  g_return_if_fail (AZC_IS_ENDPOINT_CONNECTION (self));
  g_return_if_fail (AZC_IS_WORKSPACE (workspace));
  g_return_if_fail (AZC_IS_ENDPOINT (draft));
  g_return_if_fail (self->draft == NULL);

  self->workspace = g_object_ref (workspace);
  self->draft = g_object_ref (draft);
  self->url_hint = g_strdup (url_hint);
  self->is_new = url_hint != NULL;

  azc_entry_bind (self->deployment_row, G_OBJECT (draft), "deployment", NULL);
  azc_entry_bind (self->version_row, G_OBJECT (draft), "api-version", NULL);
  g_object_bind_property (draft, "allow-insecure", self->insecure_switch, "active",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  g_signal_connect_object (draft, "notify::name", G_CALLBACK (on_draft_name_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (draft, "notify::url", G_CALLBACK (on_draft_url_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (draft, "notify", G_CALLBACK (on_draft_notify_cb), self,
                           G_CONNECT_SWAPPED);
  on_draft_name_cb (self);
  on_draft_url_cb (self);
  on_draft_notify_cb (self);
}

/**
 * azc_endpoint_connection_set_saved:
 * @self: a group
 *
 * Says that the endpoint is no longer a new one.
 */
void
azc_endpoint_connection_set_saved (AzcEndpointConnection *self)
{
  g_return_if_fail (AZC_IS_ENDPOINT_CONNECTION (self));

  self->is_new = FALSE;
  update (self);
}

/**
 * azc_endpoint_connection_get_valid:
 * @self: a group
 *
 * Returns: whether name and URL can be used
 */
gboolean
azc_endpoint_connection_get_valid (AzcEndpointConnection *self)
{
  g_return_val_if_fail (AZC_IS_ENDPOINT_CONNECTION (self), FALSE);

  return self->valid;
}

/**
 * azc_endpoint_connection_flush:
 * @self: a group
 *
 * Puts the URL into the draft even where that waits for the person to be done.
 */
void
azc_endpoint_connection_flush (AzcEndpointConnection *self)
{
  g_autofree char *url = NULL;

  g_return_if_fail (AZC_IS_ENDPOINT_CONNECTION (self));

  if (self->recognised == NULL || self->draft == NULL)
    return;

  url = dup_text (self->url_row);
  azc_endpoint_set_url (self->draft, url);
}
