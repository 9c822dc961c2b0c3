/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The one object that the window and the command line hold: made, opened and closed here.
 * What it does with endpoints, conversations, answers and pictures stands in the
 * workspace-*.c files beside. */

#include "config.h"

#define G_SETTINGS_ENABLE_BACKEND
#include <gio/gsettingsbackend.h>
#include <glib/gstdio.h>

#include "base/error.h"
#include "chat/workspace-private.h"

#define SCHEMA_ID "com.example.AzureChat"

enum
{
  PROP_DEMO = 1,
  PROP_SECRETS_PERSISTENT,
  N_PROPS
};

enum
{
  SIGNAL_FAILED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AzcWorkspace, azc_workspace, G_TYPE_OBJECT)

static void
on_persistent_cb (AzcWorkspace *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SECRETS_PERSISTENT]);
}

/* A demo's profile is a folder of its own and settings in memory, both gone at the end. */
static GFile *
make_folder (AzcWorkspace *self)
{
  g_autofree char *path = NULL;

  if (self->demo)
    path = g_dir_make_tmp ("azure-chat-demo-XXXXXX", NULL);
  if (path == NULL)
    path = g_build_filename (g_get_user_data_dir (), "azure-chat", NULL);

  return g_file_new_for_path (path);
}

static GSettings *
make_settings (AzcWorkspace *self)
{
  g_autoptr (GSettingsBackend) backend = NULL;

  if (!self->demo)
    return g_settings_new (SCHEMA_ID);

  backend = g_memory_settings_backend_new ();

  return g_settings_new_with_backend (SCHEMA_ID, backend);
}

static void
azc_workspace_constructed (GObject *object)
{
  AzcWorkspace *self = AZC_WORKSPACE (object);

  G_OBJECT_CLASS (azc_workspace_parent_class)->constructed (object);

  self->folder = make_folder (self);
  self->settings = make_settings (self);
  self->endpoints = azc_endpoint_settings_new (self->settings);
  self->secrets = azc_secrets_new (self->demo);
  self->http = azc_http_new ();
  self->client = azc_client_new (self->http);
  self->store = azc_store_new (self->folder);
  g_signal_connect_object (self->secrets, "notify::persistent",
                           G_CALLBACK (on_persistent_cb), self, G_CONNECT_SWAPPED);
}

static void
remove_folder (GFile *folder)
{
  g_autoptr (GFileEnumerator) children = NULL;
  GFile *child;

  children = g_file_enumerate_children (folder, G_FILE_ATTRIBUTE_STANDARD_NAME,
                                        G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL, NULL);
  while (children != NULL &&
         g_file_enumerator_iterate (children, NULL, &child, NULL, NULL) && child != NULL)
    {
      if (g_file_query_file_type (child, G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL) ==
          G_FILE_TYPE_DIRECTORY)
        remove_folder (child);
      else
        g_file_delete (child, NULL, NULL);
    }

  g_file_delete (folder, NULL, NULL);
}

static void
azc_workspace_dispose (GObject *object)
{
  AzcWorkspace *self = AZC_WORKSPACE (object);

  g_clear_pointer (&self->turns, g_hash_table_unref);
  g_clear_object (&self->client);
  g_clear_object (&self->http);
  g_clear_object (&self->endpoints);
  g_clear_object (&self->secrets);
  g_clear_object (&self->store);
  g_clear_object (&self->conversations);
  g_clear_object (&self->settings);
  g_clear_object (&self->demo_endpoint);
  g_clear_object (&self->demo_server);
  if (self->demo && self->folder != NULL)
    remove_folder (self->folder);
  g_clear_object (&self->folder);

  G_OBJECT_CLASS (azc_workspace_parent_class)->dispose (object);
}

static void
azc_workspace_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  AzcWorkspace *self = AZC_WORKSPACE (object);

  switch (prop_id)
    {
    case PROP_DEMO:
      g_value_set_boolean (value, azc_workspace_is_demo (self));
      break;
    case PROP_SECRETS_PERSISTENT:
      g_value_set_boolean (value, azc_workspace_get_secrets_persistent (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
azc_workspace_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  AzcWorkspace *self = AZC_WORKSPACE (object);

  switch (prop_id)
    {
    case PROP_DEMO:
      self->demo = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
azc_workspace_class_init (AzcWorkspaceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = azc_workspace_constructed;
  object_class->dispose = azc_workspace_dispose;
  object_class->get_property = azc_workspace_get_property;
  object_class->set_property = azc_workspace_set_property;

  properties[PROP_DEMO] =
    g_param_spec_boolean ("demo", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SECRETS_PERSISTENT] =
    g_param_spec_boolean ("secrets-persistent", NULL, NULL, TRUE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_FAILED] =
    g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
azc_workspace_init (AzcWorkspace *self)
{
  self->conversations = azc_conversation_list_new ();
  self->turns = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

/* Tells whoever shows messages about a failure that no caller waits for. */
void
_azc_workspace_report (AzcWorkspace *self,
                       const GError *error)
{
  g_assert (AZC_IS_WORKSPACE (self));
  g_assert (error != NULL);

  if (!azc_error_is_cancelled (error))
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
}

static void
on_listed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  AzcWorkspace *self = g_task_get_source_object (task);
  g_autoptr (GPtrArray) conversations = NULL;
  GError *error = NULL;

  conversations = azc_store_list_finish (AZC_STORE (source), result, &error);
  if (conversations == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  azc_conversation_list_add_all (self->conversations, conversations);
  g_task_return_boolean (task, TRUE);
}

static void
on_opened_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (!azc_store_open_finish (AZC_STORE (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  azc_store_list_async (AZC_STORE (source), g_task_get_cancellable (task),
                        on_listed_cb, g_object_ref (task));
}

/**
 * azc_workspace_open_async:
 * @self: a workspace
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: passed to @callback
 *
 * Opens the history and lists its conversations. In demo mode it starts the demo
 * endpoint as well. Endpoints can be used before this.
 */
void
azc_workspace_open_async (AzcWorkspace        *self,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  GError *error = NULL;

  g_return_if_fail (AZC_IS_WORKSPACE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, azc_workspace_open_async);

  if (self->demo && azc_workspace_start_demo (self, &error) == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  azc_store_open_async (self->store, cancellable, on_opened_cb, g_object_ref (task));
}

/**
 * azc_workspace_open_finish:
 * @self: a workspace
 * @result: the result passed to the callback
 * @error: return location for an error
 *
 * Raises %AZC_ERROR_STORE if the history cannot be read.
 *
 * Returns: whether it worked
 */
gboolean
azc_workspace_open_finish (AzcWorkspace  *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
on_closed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  AzcWorkspace *self = g_task_get_source_object (task);
  GError *error = NULL;

  /* A request that is still on its way may hold the workspace past the end of the program. */
  if (self->demo)
    remove_folder (self->folder);

  if (azc_store_close_finish (AZC_STORE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * azc_workspace_close_async:
 * @self: a workspace
 * @callback: called when done
 * @user_data: passed to @callback
 *
 * Stops the running answers, keeping their text, and waits until all is on disk.
 * The workspace must not be used afterwards.
 */
void
azc_workspace_close_async (AzcWorkspace        *self,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (AZC_IS_WORKSPACE (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, azc_workspace_close_async);
  _azc_workspace_stop_all (self);
  g_settings_sync ();
  azc_store_close_async (self->store, on_closed_cb, g_object_ref (task));
}

/**
 * azc_workspace_close_finish:
 * @self: a workspace
 * @result: the result passed to the callback
 * @error: return location for an error
 *
 * Returns: whether everything was written
 */
gboolean
azc_workspace_close_finish (AzcWorkspace  *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * azc_workspace_new:
 * @demo: whether to use a profile that is thrown away, with the demo endpoint
 *
 * Returns: (transfer full): a workspace; the history is not open yet
 */
AzcWorkspace *
azc_workspace_new (gboolean demo)
{
  return g_object_new (AZC_TYPE_WORKSPACE, "demo", demo, NULL);
}

/**
 * azc_workspace_is_demo:
 * @self: a workspace
 *
 * Returns: whether the whole profile is thrown away at the end
 */
gboolean
azc_workspace_is_demo (AzcWorkspace *self)
{
  g_return_val_if_fail (AZC_IS_WORKSPACE (self), FALSE);

  return self->demo;
}

/**
 * azc_workspace_get_settings:
 * @self: a workspace
 *
 * Returns: (transfer none): the application's settings
 */
GSettings *
azc_workspace_get_settings (AzcWorkspace *self)
{
  g_return_val_if_fail (AZC_IS_WORKSPACE (self), NULL);

  return self->settings;
}

/**
 * azc_workspace_get_secrets_persistent:
 * @self: a workspace
 *
 * Returns: %FALSE if there is no keyring, so that keys live for this session only
 */
gboolean
azc_workspace_get_secrets_persistent (AzcWorkspace *self)
{
  g_return_val_if_fail (AZC_IS_WORKSPACE (self), FALSE);

  return azc_secrets_get_persistent (self->secrets);
}

/**
 * azc_workspace_get_conversations:
 * @self: a workspace
 *
 * Returns: (transfer none): all conversations, newest first
 */
AzcConversationList *
azc_workspace_get_conversations (AzcWorkspace *self)
{
  g_return_val_if_fail (AZC_IS_WORKSPACE (self), NULL);

  return self->conversations;
}

/**
 * azc_workspace_get_endpoints:
 * @self: a workspace
 *
 * Returns: (transfer none): the endpoints, a list of [class@Azc.Endpoint]
 */
GListModel *
azc_workspace_get_endpoints (AzcWorkspace *self)
{
  g_return_val_if_fail (AZC_IS_WORKSPACE (self), NULL);

  return G_LIST_MODEL (self->endpoints);
}
