/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a company's network asks for: proxy, certificate authorities, patience. */

#include "config.h"

#include "ui/endpoint-network.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

#include "base/util.h"
#include "ui/dialogs.h"
#include "ui/entry-binding.h"
#include "ui/row-note.h"

struct _AzcEndpointNetwork
{
  AdwPreferencesGroup  parent_instance;

  AzcEndpoint         *draft;

  AdwEntryRow         *proxy_row;
  AdwActionRow        *ca_row;
  GtkWidget           *ca_clear_button;
  GtkSpinButton       *timeout_spin;
};

G_DEFINE_FINAL_TYPE (AzcEndpointNetwork, azc_endpoint_network, ADW_TYPE_PREFERENCES_GROUP)

static char *
check_proxy (const char *text)
{
  static const char * const schemes[] = {
    "http", "https", "socks", "socks4", "socks4a", "socks5", NULL
  };
  g_autoptr (GUri) uri = g_uri_parse (text, G_URI_FLAGS_NONE, NULL);

  if (uri != NULL && g_strv_contains (schemes, g_uri_get_scheme (uri)) &&
      !azc_str_empty (g_uri_get_host (uri)))
    return NULL;

  return g_strdup (_("Write the proxy as http://host:port or socks5://host:port."));
}

static void
on_ca_file_cb (AzcEndpointNetwork *self)
{
  const char *path = azc_endpoint_get_ca_file (self->draft);

  g_assert (AZC_IS_ENDPOINT_NETWORK (self));

  adw_action_row_set_subtitle (self->ca_row,
                               azc_str_empty (path) ? _("The system’s certificates only") : path);
  gtk_widget_set_visible (self->ca_clear_button, !azc_str_empty (path));
}

static void
on_ca_clear_cb (AzcEndpointNetwork *self)
{
  azc_row_note_set_error (ADW_PREFERENCES_ROW (self->ca_row), NULL);
  azc_endpoint_set_ca_file (self->draft, NULL);
}

static void
use_ca_file (AzcEndpointNetwork *self,
             const char         *path)
{
  g_autolist (GTlsCertificate) certificates = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *message = NULL;

  if (path != NULL)
    certificates = g_tls_certificate_list_new_from_file (path, &error);
  if (certificates != NULL)
    azc_endpoint_set_ca_file (self->draft, path);
  else
    message = g_strdup_printf (_("“%s” holds no certificate in PEM format."),
                               path != NULL ? path : "");

  azc_row_note_set_error (ADW_PREFERENCES_ROW (self->ca_row), message);
}

static void
on_ca_chosen_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (AzcEndpointNetwork) self = user_data;
  g_autoptr (GListModel) files = azc_dialogs_open_files_finish (result, NULL);
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;

  if (files == NULL || self->draft == NULL)
    return;

  file = g_list_model_get_item (files, 0);
  path = file != NULL ? g_file_get_path (file) : NULL;
  use_ca_file (self, path);
}

static void
on_ca_choose_cb (AzcEndpointNetwork *self)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _("Certificates (PEM)"));
  gtk_file_filter_add_suffix (filter, "pem");
  gtk_file_filter_add_suffix (filter, "crt");
  gtk_file_filter_add_suffix (filter, "cer");
  azc_dialogs_open_files_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                _("Certificate File"), filter, FALSE,
                                on_ca_chosen_cb, g_object_ref (self));
}

static void
azc_endpoint_network_dispose (GObject *object)
{
  AzcEndpointNetwork *self = AZC_ENDPOINT_NETWORK (object);

  g_clear_object (&self->draft);

  G_OBJECT_CLASS (azc_endpoint_network_parent_class)->dispose (object);
}

static void
azc_endpoint_network_class_init (AzcEndpointNetworkClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = azc_endpoint_network_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               AZC_RESOURCE_PREFIX "/ui/endpoint-network.ui");
  gtk_widget_class_bind_template_child (widget_class, AzcEndpointNetwork, proxy_row);
  gtk_widget_class_bind_template_child (widget_class, AzcEndpointNetwork, ca_row);
  gtk_widget_class_bind_template_child (widget_class, AzcEndpointNetwork, ca_clear_button);
  gtk_widget_class_bind_template_child (widget_class, AzcEndpointNetwork, timeout_spin);
  gtk_widget_class_bind_template_callback (widget_class, on_ca_clear_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_ca_choose_cb);
}

static void
azc_endpoint_network_init (AzcEndpointNetwork *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  azc_row_note_set_error (ADW_PREFERENCES_ROW (self->ca_row), NULL);
  azc_row_note_set_hint (ADW_PREFERENCES_ROW (self->proxy_row),
                         _("Empty for the system’s proxy"));
}

/**
 * azc_endpoint_network_set_up:
 * @self: a group
 * @draft: the endpoint to edit in place
 *
 * Has to be called once.
 */
void
azc_endpoint_network_set_up (AzcEndpointNetwork *self,
                             AzcEndpoint        *draft)
{
  g_return_if_fail (AZC_IS_ENDPOINT_NETWORK (self));
  g_return_if_fail (AZC_IS_ENDPOINT (draft));
  g_return_if_fail (self->draft == NULL);

  self->draft = g_object_ref (draft);
  azc_entry_bind (self->proxy_row, G_OBJECT (draft), "proxy", check_proxy);
  g_object_bind_property (draft, "timeout", self->timeout_spin, "value",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  g_signal_connect_object (draft, "notify::ca-file", G_CALLBACK (on_ca_file_cb), self,
                           G_CONNECT_SWAPPED);
  on_ca_file_cb (self);
}
