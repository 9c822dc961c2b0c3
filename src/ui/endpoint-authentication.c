/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How an endpoint authenticates, and its key. The key never touches the draft: it is read
 * from and written to the keyring, unless it is a reference such as ${CONTOSO_KEY}. */

#include "config.h"

#include "ui/endpoint-authentication.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/error.h"
#include "base/expand.h"
#include "base/util.h"
#include "ui/choice.h"
#include "ui/known-values.h"
#include "ui/row-note.h"

/*
 * saved: the endpoint whose key is in the keyring; NULL while it is being added
 * n_storing: how many keys are on their way to the keyring
 * key_dirty: whether the key on the screen is not stored yet
 */
struct _AzcEndpointAuthentication
{
  AdwPreferencesGroup  parent_instance;

  AzcWorkspace        *workspace;
  AzcEndpoint         *draft;
  AzcEndpoint         *saved;
  GCancellable        *cancellable;

  AdwComboRow         *auth_row;
  AdwEntryRow         *header_row;
  AdwEntryRow         *key_row;

  guint                n_storing;
  guint                key_dirty : 1;
  guint                filling : 1;
};

enum
{
  PROP_STORING = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (AzcEndpointAuthentication, azc_endpoint_authentication,
                     ADW_TYPE_PREFERENCES_GROUP)

static const char *
get_key (AzcEndpointAuthentication *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->key_row));
}

/* Just one reference and nothing beside it: the rest would be a key in the settings. */
static gboolean
is_reference (const char *key)
{
  return g_str_has_prefix (key, "${") && g_str_has_suffix (key, "}") &&
         strchr (key, '}') == key + strlen (key) - 1 && azc_expand_has_references (key);
}

static char *
describe_key (AzcEndpointAuthentication *self)
{
  const char *key = get_key (self);

  if (is_reference (key))
    return g_strdup_printf (_("The key is taken from the variable %.*s."),
                            (int) strlen (key) - 3, key + 2);
  if (!azc_workspace_get_secrets_persistent (self->workspace))
    return g_strdup (_("There is no keyring, so the key is kept until AzureChat closes."));
  if (*key == '\0')
    return g_strdup (_("Kept in the keyring. A reference such as ${CONTOSO_KEY} works too."));

  return NULL;
}

static void
update_key (AzcEndpointAuthentication *self)
{
  const char *key = get_key (self);
  g_autofree char *hint = NULL;
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (self->key_row));

  if (self->workspace == NULL)
    return;

  /* a reference is no secret, and is easier to check when it can be read */
  if (is_reference (key))
    gtk_text_set_visibility (GTK_TEXT (text), TRUE);
  hint = describe_key (self);
  azc_row_note_set_hint (ADW_PREFERENCES_ROW (self->key_row), hint);
}

static char *
describe_automatic (AzcEndpointAuthentication *self)
{
  AzcRoute route = azc_endpoint_get_route (self->draft);

  if (route == AZC_ROUTE_AUTO && !azc_str_empty (azc_endpoint_get_url (self->draft)))
    {
      g_autoptr (AzcEndpoint) found = NULL;

      found = azc_workspace_recognise_url (self->workspace,
                                           azc_endpoint_get_url (self->draft), NULL);
      if (found != NULL)
        route = azc_endpoint_get_route (found);
    }

  switch (route)
    {
    case AZC_ROUTE_AZURE:
    case AZC_ROUTE_AZURE_V1:
    case AZC_ROUTE_FOUNDRY:
      return g_strdup (_("Automatic: “api-key” header"));
    case AZC_ROUTE_SERVERLESS:
    case AZC_ROUTE_OPENAI:
      return g_strdup (_("Automatic: bearer token"));
    case AZC_ROUTE_ANTHROPIC:
      return g_strdup (_("Automatic: “x-api-key” header"));
    case AZC_ROUTE_AUTO:
    default:
      return g_strdup (_("Automatic"));
    }
}

static void
update_header (AzcEndpointAuthentication *self)
{
  const char *name = gtk_editable_get_text (GTK_EDITABLE (self->header_row));
  g_autoptr (GError) error = NULL;
  const char *message = NULL;

  if (azc_endpoint_get_auth (self->draft) != AZC_AUTH_HEADER)
    message = NULL;
  else if (*name == '\0')
    message = _("Enter the name of the header that carries the key.");
  else if (!azc_workspace_check_header (self->workspace, name, "x", &error))
    message = error->message;

  azc_row_note_set_error (ADW_PREFERENCES_ROW (self->header_row), message);
}

static void
update (AzcEndpointAuthentication *self)
{
  AzcAuthKind auth = azc_endpoint_get_auth (self->draft);
  g_autofree char *automatic = describe_automatic (self);

  self->filling = TRUE;
  azc_choice_row_set_title (self->auth_row, AZC_AUTH_AUTO, automatic);
  azc_choice_row_show_value (self->auth_row, auth, azc_auth_kind_get_title (auth));
  self->filling = FALSE;

  gtk_widget_set_visible (GTK_WIDGET (self->header_row), auth == AZC_AUTH_HEADER);
  gtk_widget_set_visible (GTK_WIDGET (self->key_row), auth != AZC_AUTH_NONE);
  update_header (self);
}

static void
on_auth_cb (AzcEndpointAuthentication *self)
{
  int auth;

  if (self->filling || self->draft == NULL)
    return;

  auth = azc_choice_row_get_value (self->auth_row);
  if (auth >= 0)
    azc_endpoint_set_auth (self->draft, (AzcAuthKind) auth);
}

static void
on_header_changed_cb (AzcEndpointAuthentication *self)
{
  if (self->filling)
    return;

  update_header (self);
  if (!azc_row_note_has_error (ADW_PREFERENCES_ROW (self->header_row)))
    azc_endpoint_set_auth_header (self->draft,
                                  gtk_editable_get_text (GTK_EDITABLE (self->header_row)));
}

static void
on_draft_header_cb (AzcEndpointAuthentication *self)
{
  const char *name = azc_endpoint_get_auth_header (self->draft);

  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->header_row)), name) == 0)
    return;

  self->filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->header_row), name != NULL ? name : "");
  self->filling = FALSE;
  update_header (self);
}

static void
on_key_changed_cb (AzcEndpointAuthentication *self)
{
  if (self->filling || self->workspace == NULL)
    return;

  self->key_dirty = TRUE;
  azc_row_note_set_error (ADW_PREFERENCES_ROW (self->key_row), NULL);
  update_key (self);
}

static void
show_key (AzcEndpointAuthentication *self,
          const char                *key)
{
  self->filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->key_row), key != NULL ? key : "");
  /* filling a row with an apply button makes it look edited until it is rebuilt */
  adw_entry_row_set_show_apply_button (self->key_row, FALSE);
  adw_entry_row_set_show_apply_button (self->key_row, self->saved != NULL);
  self->key_dirty = FALSE;
  self->filling = FALSE;
  update_key (self);
}

static void
show_key_error (AzcEndpointAuthentication *self,
                const GError              *error)
{
  g_autofree char *text = g_strdup_printf ("%s %s", error->message,
                                           azc_error_get_advice (error));

  azc_row_note_set_error (ADW_PREFERENCES_ROW (self->key_row), text);
}

static void
on_key_loaded_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (AzcEndpointAuthentication) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *key = NULL;

  key = azc_workspace_load_key_finish (AZC_WORKSPACE (source), result, &error);
  if (azc_error_is_cancelled (error) || self->draft == NULL || self->key_dirty)
    return;

  if (error != NULL)
    show_key_error (self, error);
  else if (azc_endpoint_get_key_reference (self->draft) == NULL)
    show_key (self, key);
}

/* Another process may have changed the reference; a key in the keyring is read when the page
 * opens. */
static void
load_key (AzcEndpointAuthentication *self)
{
  const char *reference = azc_endpoint_get_key_reference (self->draft);

  if (self->key_dirty)
    return;

  if (!azc_str_empty (reference))
    {
      if (!g_str_equal (get_key (self), reference))
        show_key (self, reference);
    }
  else if (self->saved != NULL)
    {
      azc_workspace_load_key_async (self->workspace, self->saved, self->cancellable,
                                    on_key_loaded_cb, g_object_ref (self));
    }
}

static void
on_key_stored_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (AzcEndpointAuthentication) self = user_data;
  g_autoptr (GError) error = NULL;

  self->n_storing--;
  if (azc_workspace_store_key_finish (AZC_WORKSPACE (source), result, &error))
    update_key (self);
  else if (!azc_error_is_cancelled (error))
    show_key_error (self, error);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STORING]);
}

static void
azc_endpoint_authentication_dispose (GObject *object)
{
  AzcEndpointAuthentication *self = AZC_ENDPOINT_AUTHENTICATION (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->saved);
  g_clear_object (&self->draft);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (azc_endpoint_authentication_parent_class)->dispose (object);
}

static void
azc_endpoint_authentication_get_property (GObject    *object,
                                          guint       prop_id,
                                          GValue     *value,
                                          GParamSpec *pspec)
{
  AzcEndpointAuthentication *self = AZC_ENDPOINT_AUTHENTICATION (object);

  switch (prop_id)
    {
    case PROP_STORING:
      g_value_set_boolean (value, self->n_storing > 0);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
azc_endpoint_authentication_class_init (AzcEndpointAuthenticationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = azc_endpoint_authentication_dispose;
  object_class->get_property = azc_endpoint_authentication_get_property;

  properties[PROP_STORING] =
    g_param_spec_boolean ("storing", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               AZC_RESOURCE_PREFIX
                                               "/ui/endpoint-authentication.ui");
  gtk_widget_class_bind_template_child (widget_class, AzcEndpointAuthentication, auth_row);
  gtk_widget_class_bind_template_child (widget_class, AzcEndpointAuthentication, header_row);
  gtk_widget_class_bind_template_child (widget_class, AzcEndpointAuthentication, key_row);
  gtk_widget_class_bind_template_callback (widget_class, on_auth_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_header_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_key_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, azc_endpoint_authentication_flush);
}

static void
azc_endpoint_authentication_init (AzcEndpointAuthentication *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));

  self->filling = TRUE;
  azc_known_auths_offer (self->auth_row);
  self->filling = FALSE;
}

/**
 * azc_endpoint_authentication_set_up:
 * @self: a group
 * @workspace: the workspace
 * @draft: the endpoint to edit in place
 *
 * Has to be called once.
 */
void
azc_endpoint_authentication_set_up (AzcEndpointAuthentication *self,
                                    AzcWorkspace              *workspace,
                                    AzcEndpoint               *draft)
{
  g_return_if_fail (AZC_IS_ENDPOINT_AUTHENTICATION (self));
  g_return_if_fail (AZC_IS_WORKSPACE (workspace));
  g_return_if_fail (AZC_IS_ENDPOINT (draft));
  g_return_if_fail (self->draft == NULL);

  self->workspace = g_object_ref (workspace);
  self->draft = g_object_ref (draft);

  g_signal_connect_object (draft, "notify::auth-header", G_CALLBACK (on_draft_header_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (draft, "notify::key-reference", G_CALLBACK (load_key), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (draft, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "notify::secrets-persistent", G_CALLBACK (update_key),
                           self, G_CONNECT_SWAPPED);
  on_draft_header_cb (self);
  load_key (self);
  update (self);
  update_key (self);
}

/**
 * azc_endpoint_authentication_set_saved:
 * @self: a group
 * @endpoint: the endpoint as it is stored
 *
 * From now on there is an endpoint whose key can be read and stored; a key that was
 * typed before is stored at once.
 */
void
azc_endpoint_authentication_set_saved (AzcEndpointAuthentication *self,
                                       AzcEndpoint               *endpoint)
{
  g_return_if_fail (AZC_IS_ENDPOINT_AUTHENTICATION (self));
  g_return_if_fail (AZC_IS_ENDPOINT (endpoint));

  g_set_object (&self->saved, endpoint);
  if (self->key_dirty)
    azc_endpoint_authentication_flush (self);
  else
    load_key (self);
  adw_entry_row_set_show_apply_button (self->key_row, TRUE);
}

/**
 * azc_endpoint_authentication_flush:
 * @self: a group
 *
 * Stores the key if it was changed.
 */
void
azc_endpoint_authentication_flush (AzcEndpointAuthentication *self)
{
  const char *key;
  gboolean reference;

  g_return_if_fail (AZC_IS_ENDPOINT_AUTHENTICATION (self));

  if (!self->key_dirty || self->saved == NULL)
    return;

  key = get_key (self);
  reference = is_reference (key);
  if (!reference && azc_expand_has_references (key))
    {
      azc_row_note_set_error (ADW_PREFERENCES_ROW (self->key_row),
                              _("Write a reference alone, such as ${CONTOSO_KEY}."));
      return;
    }

  self->key_dirty = FALSE;
  self->n_storing++;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STORING]);
  azc_endpoint_set_key_reference (self->draft, reference ? key : NULL);
  azc_workspace_store_key_async (self->workspace, self->saved,
                                 *key != '\0' ? key : NULL, NULL,
                                 on_key_stored_cb, g_object_ref (self));
}
