/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The page that edits one endpoint. Its groups edit a draft that never holds anything invalid;
 * the page carries the draft's changes to the endpoint, and back those of other processes. */

#include "config.h"

#include "ui/endpoint-page.h"

#include <glib/gi18n.h>

#include "ui/endpoint-authentication.h"
#include "ui/endpoint-connection.h"
#include "ui/endpoint-network.h"
#include "ui/endpoint-test.h"
#include "ui/models-editor.h"
#include "ui/pairs-editor.h"

/* What is typed counts once the typing pauses: half an address may be the address of somebody
 * else, and a message sent meanwhile would take the key there. In milliseconds. */
#define PAUSE 400

/*
 * endpoint: what is stored; NULL while it is being added
 * draft: what is edited
 * commit_id: a source that will carry the draft's changes over
 * focus_id: a source that will put the cursor into a new endpoint's URL
 * syncing: whether draft and endpoint are being made equal
 */
struct _AzcEndpointPage
{
  AdwBin                     parent_instance;

  AzcWorkspace              *workspace;
  AzcEndpoint               *endpoint;
  AzcEndpoint               *draft;
  guint                      commit_id;
  guint                      focus_id;

  AdwHeaderBar              *header_bar;
  AdwWindowTitle            *window_title;
  GtkWidget                 *back_button;
  GtkWidget                 *cancel_button;
  GtkWidget                 *add_button;
  AzcEndpointConnection     *connection;
  AzcEndpointAuthentication *authentication;
  AzcEndpointTest           *test;
  AzcModelsEditor           *models;
  AzcPairsEditor            *headers;
  GtkWidget                 *advanced_row;
  GtkImage                  *advanced_arrow;
  GtkRevealer               *advanced_revealer;
  AzcEndpointNetwork        *network;
  AzcPairsEditor            *query;
  GtkWidget                 *remove_group;

  guint                      syncing : 1;
};

enum
{
  SIGNAL_DONE,
  SIGNAL_REMOVE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AzcEndpointPage, azc_endpoint_page, ADW_TYPE_BIN)

/* What the core made of the draft, for instance references in place of credentials, comes
 * back into it. */
static void
commit (AzcEndpointPage *self)
{
  g_clear_handle_id (&self->commit_id, g_source_remove);
  if (self->endpoint == NULL || azc_endpoint_equal (self->draft, self->endpoint))
    return;

  self->syncing = TRUE;
  azc_workspace_apply_endpoint (self->workspace, self->endpoint, self->draft);
  azc_endpoint_assign (self->draft, self->endpoint);
  self->syncing = FALSE;
}

static gboolean
on_pause_cb (gpointer user_data)
{
  AzcEndpointPage *self = user_data;

  self->commit_id = 0;
  commit (self);

  return G_SOURCE_REMOVE;
}

static void
on_draft_notify_cb (AzcEndpointPage *self)
{
  g_assert (AZC_IS_ENDPOINT_PAGE (self));

  if (self->syncing || self->endpoint == NULL)
    return;

  g_clear_handle_id (&self->commit_id, g_source_remove);
  self->commit_id = g_timeout_add (PAUSE, on_pause_cb, self);
}

static void
on_endpoint_notify_cb (AzcEndpointPage *self)
{
  g_assert (AZC_IS_ENDPOINT_PAGE (self));

  adw_window_title_set_title (self->window_title, azc_endpoint_get_name (self->endpoint));
  if (self->syncing || self->commit_id != 0)
    return;

  self->syncing = TRUE;
  azc_endpoint_assign (self->draft, self->endpoint);
  self->syncing = FALSE;
}

/* Stores what waits for the person to be done with a field. */
static void
store (AzcEndpointPage *self)
{
  g_assert (AZC_IS_ENDPOINT_PAGE (self));

  azc_endpoint_connection_flush (self->connection);
  azc_endpoint_authentication_flush (self->authentication);
  commit (self);
}

static void
on_endpoints_changed_cb (AzcEndpointPage *self)
{
  g_assert (AZC_IS_ENDPOINT_PAGE (self));

  if (self->endpoint != NULL &&
      azc_workspace_find_endpoint (self->workspace, azc_endpoint_get_id (self->endpoint)) == NULL)
    g_signal_emit (self, signals[SIGNAL_DONE], 0);
}

static void
on_valid_cb (AzcEndpointPage *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "endpoint-page.add",
                                 azc_endpoint_connection_get_valid (self->connection));
}

static void
on_suggested_cb (AzcEndpointPage *self,
                 int              auth)
{
  azc_endpoint_set_auth (self->draft, (AzcAuthKind) auth);
}

static void
on_advanced_cb (AzcEndpointPage *self)
{
  gboolean reveal = !gtk_revealer_get_reveal_child (self->advanced_revealer);

  gtk_revealer_set_reveal_child (self->advanced_revealer, reveal);
  gtk_image_set_from_icon_name (self->advanced_arrow,
                                reveal ? "pan-down-symbolic" : "pan-end-symbolic");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->advanced_row),
                               GTK_ACCESSIBLE_STATE_EXPANDED, reveal, -1);
}

static void
on_remove_cb (AzcEndpointPage *self)
{
  g_signal_emit (self, signals[SIGNAL_REMOVE], 0);
}

/* From adding to editing: the page stays, so that the connection can be tested. */
static void
set_endpoint (AzcEndpointPage *self,
              AzcEndpoint     *endpoint)
{
  self->endpoint = g_object_ref (endpoint);
  g_signal_connect_object (endpoint, "notify", G_CALLBACK (on_endpoint_notify_cb), self,
                           G_CONNECT_SWAPPED);
  on_endpoint_notify_cb (self);

  azc_endpoint_connection_set_saved (self->connection);
  azc_endpoint_authentication_set_saved (self->authentication, endpoint);
  azc_models_editor_set_saved (self->models, endpoint);
  azc_endpoint_test_set_up (self->test, self->workspace, endpoint);

  gtk_widget_set_visible (GTK_WIDGET (self->test), TRUE);
  gtk_widget_set_visible (self->remove_group, TRUE);
  gtk_widget_set_visible (self->back_button, TRUE);
  gtk_widget_set_visible (self->cancel_button, FALSE);
  gtk_widget_set_visible (self->add_button, FALSE);
  adw_header_bar_set_show_start_title_buttons (self->header_bar, TRUE);
  adw_header_bar_set_show_end_title_buttons (self->header_bar, TRUE);
}

static void
add_endpoint (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  AzcEndpointPage *self = AZC_ENDPOINT_PAGE (widget);
  g_autoptr (AzcEndpoint) added = NULL;

  store (self);
  added = azc_endpoint_copy (self->draft);
  set_endpoint (self, azc_workspace_add_endpoint (self->workspace, added));
  gtk_widget_child_focus (GTK_WIDGET (self->test), GTK_DIR_TAB_FORWARD);
}

static void
go_back (GtkWidget  *widget,
         const char *action_name,
         GVariant   *parameter)
{
  AzcEndpointPage *self = AZC_ENDPOINT_PAGE (widget);

  store (self);
  g_signal_emit (self, signals[SIGNAL_DONE], 0);
}

static gboolean
focus_in_idle (gpointer user_data)
{
  AzcEndpointPage *self = user_data;

  self->focus_id = 0;
  gtk_widget_grab_focus (GTK_WIDGET (self->connection));

  return G_SOURCE_REMOVE;
}

/* The menu that the page comes from gives the focus back to its button when it closes, so the
 * page takes the focus after that. */
static void
azc_endpoint_page_map (GtkWidget *widget)
{
  AzcEndpointPage *self = AZC_ENDPOINT_PAGE (widget);

  GTK_WIDGET_CLASS (azc_endpoint_page_parent_class)->map (widget);

  if (self->endpoint == NULL && self->focus_id == 0)
    self->focus_id = g_idle_add_full (G_PRIORITY_LOW, focus_in_idle, self, NULL);
}

static void
azc_endpoint_page_unmap (GtkWidget *widget)
{
  store (AZC_ENDPOINT_PAGE (widget));

  GTK_WIDGET_CLASS (azc_endpoint_page_parent_class)->unmap (widget);
}

static void
azc_endpoint_page_dispose (GObject *object)
{
  AzcEndpointPage *self = AZC_ENDPOINT_PAGE (object);

  g_clear_handle_id (&self->commit_id, g_source_remove);
  g_clear_handle_id (&self->focus_id, g_source_remove);
  g_clear_object (&self->draft);
  g_clear_object (&self->endpoint);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (azc_endpoint_page_parent_class)->dispose (object);
}

static void
azc_endpoint_page_class_init (AzcEndpointPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = azc_endpoint_page_dispose;
  widget_class->map = azc_endpoint_page_map;
  widget_class->unmap = azc_endpoint_page_unmap;

  signals[SIGNAL_DONE] =
    g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
  signals[SIGNAL_REMOVE] =
    g_signal_new ("remove", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);

  g_type_ensure (AZC_TYPE_ENDPOINT_AUTHENTICATION);
  g_type_ensure (AZC_TYPE_ENDPOINT_CONNECTION);
  g_type_ensure (AZC_TYPE_ENDPOINT_NETWORK);
  g_type_ensure (AZC_TYPE_ENDPOINT_TEST);
  g_type_ensure (AZC_TYPE_MODELS_EDITOR);
  g_type_ensure (AZC_TYPE_PAIRS_EDITOR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               AZC_RESOURCE_PREFIX "/ui/endpoint-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AzcEndpointPage, header_bar);
  gtk_widget_class_bind_template_child (widget_class, AzcEndpointPage, window_title);
  gtk_widget_class_bind_template_child (widget_class, AzcEndpointPage, back_button);
  gtk_widget_class_bind_template_child (widget_class, AzcEndpointPage, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, AzcEndpointPage, add_button);
  gtk_widget_class_bind_template_child (widget_class, AzcEndpointPage, connection);
  gtk_widget_class_bind_template_child (widget_class, AzcEndpointPage, authentication);
  gtk_widget_class_bind_template_child (widget_class, AzcEndpointPage, test);
  gtk_widget_class_bind_template_child (widget_class, AzcEndpointPage, models);
  gtk_widget_class_bind_template_child (widget_class, AzcEndpointPage, headers);
  gtk_widget_class_bind_template_child (widget_class, AzcEndpointPage, advanced_row);
  gtk_widget_class_bind_template_child (widget_class, AzcEndpointPage, advanced_arrow);
  gtk_widget_class_bind_template_child (widget_class, AzcEndpointPage, advanced_revealer);
  gtk_widget_class_bind_template_child (widget_class, AzcEndpointPage, network);
  gtk_widget_class_bind_template_child (widget_class, AzcEndpointPage, query);
  gtk_widget_class_bind_template_child (widget_class, AzcEndpointPage, remove_group);
  gtk_widget_class_bind_template_callback (widget_class, on_valid_cb);
  gtk_widget_class_bind_template_callback (widget_class, store);
  gtk_widget_class_bind_template_callback (widget_class, on_suggested_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_advanced_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_remove_cb);

  gtk_widget_class_install_action (widget_class, "endpoint-page.add", NULL, add_endpoint);
  gtk_widget_class_install_action (widget_class, "endpoint-page.back", NULL, go_back);
}

static void
azc_endpoint_page_init (AzcEndpointPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "endpoint-page.add", FALSE);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->advanced_row),
                               GTK_ACCESSIBLE_STATE_EXPANDED, FALSE, -1);
}

static AzcEndpointPage *
create (AzcWorkspace *workspace,
        AzcEndpoint  *draft,
        const char   *url_hint)
{
  AzcEndpointPage *self = g_object_new (AZC_TYPE_ENDPOINT_PAGE, NULL);

  self->workspace = g_object_ref (workspace);
  self->draft = g_object_ref (draft);

  azc_endpoint_connection_set_up (self->connection, workspace, draft, url_hint);
  azc_endpoint_authentication_set_up (self->authentication, workspace, draft);
  azc_models_editor_set_up (self->models, workspace, draft);
  azc_endpoint_network_set_up (self->network, draft);
  azc_pairs_editor_set_up (self->headers, workspace, AZC_PAIRS_HEADERS);
  azc_pairs_editor_set_up (self->query, workspace, AZC_PAIRS_QUERY);
  g_object_bind_property (draft, "headers", self->headers, "pairs",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  g_object_bind_property (draft, "query", self->query, "pairs",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);

  g_signal_connect_object (draft, "notify", G_CALLBACK (on_draft_notify_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (azc_workspace_get_endpoints (workspace), "items-changed",
                           G_CALLBACK (on_endpoints_changed_cb), self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * azc_endpoint_page_new:
 * @workspace: the workspace
 * @endpoint: the endpoint to edit
 *
 * Returns: (transfer floating): a page
 */
GtkWidget *
azc_endpoint_page_new (AzcWorkspace *workspace,
                       AzcEndpoint  *endpoint)
{
  g_autoptr (AzcEndpoint) draft = NULL;
  AzcEndpointPage *self;

  g_return_val_if_fail (AZC_IS_WORKSPACE (workspace), NULL);
  g_return_val_if_fail (AZC_IS_ENDPOINT (endpoint), NULL);

  draft = azc_endpoint_copy (endpoint);
  self = create (workspace, draft, NULL);
  set_endpoint (self, endpoint);

  return GTK_WIDGET (self);
}

/**
 * azc_endpoint_page_new_to_add:
 * @workspace: the workspace
 * @title: a translated title
 * @url_hint: a translated sentence on what to enter as the URL
 *
 * Returns: (transfer floating): a page that adds an endpoint once its name and URL are
 *   there, and then goes on editing it
 */
GtkWidget *
azc_endpoint_page_new_to_add (AzcWorkspace *workspace,
                              const char   *title,
                              const char   *url_hint)
{
  g_autoptr (AzcEndpoint) draft = NULL;
  AzcEndpointPage *self;

  g_return_val_if_fail (AZC_IS_WORKSPACE (workspace), NULL);
  g_return_val_if_fail (title != NULL, NULL);
  g_return_val_if_fail (url_hint != NULL, NULL);

  draft = azc_endpoint_new (NULL);
  self = create (workspace, draft, url_hint);
  adw_window_title_set_title (self->window_title, title);
  gtk_widget_set_visible (self->back_button, FALSE);
  gtk_widget_set_visible (self->cancel_button, TRUE);
  gtk_widget_set_visible (self->add_button, TRUE);
  adw_header_bar_set_show_start_title_buttons (self->header_bar, FALSE);
  adw_header_bar_set_show_end_title_buttons (self->header_bar, FALSE);

  return GTK_WIDGET (self);
}

/**
 * azc_endpoint_page_get_endpoint:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): the stored endpoint; %NULL while it is being added
 */
AzcEndpoint *
azc_endpoint_page_get_endpoint (AzcEndpointPage *self)
{
  g_return_val_if_fail (AZC_IS_ENDPOINT_PAGE (self), NULL);

  return self->endpoint;
}
