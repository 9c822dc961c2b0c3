/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Endpoints of the workspace: adding, changing, removing, and their keys. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/error.h"
#include "base/expand.h"
#include "chat/workspace-private.h"

/**
 * azc_workspace_find_endpoint:
 * @self: a workspace
 * @id: (nullable): an endpoint's id
 *
 * Returns: (transfer none) (nullable): the endpoint
 */
AzcEndpoint *
azc_workspace_find_endpoint (AzcWorkspace *self,
                             const char   *id)
{
  g_return_val_if_fail (AZC_IS_WORKSPACE (self), NULL);

  return id != NULL ? azc_endpoint_settings_find (self->endpoints, id) : NULL;
}

/**
 * azc_workspace_find_endpoint_by_name:
 * @self: a workspace
 * @name: what the person calls it, or its id
 *
 * Returns: (transfer none) (nullable): the endpoint
 */
AzcEndpoint *
azc_workspace_find_endpoint_by_name (AzcWorkspace *self,
                                     const char   *name)
{
  AzcEndpoint *endpoint;

  g_return_val_if_fail (AZC_IS_WORKSPACE (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  endpoint = azc_endpoint_settings_find_by_name (self->endpoints, name);

  return endpoint != NULL ? endpoint : azc_endpoint_settings_find (self->endpoints, name);
}

/**
 * azc_workspace_get_default_endpoint:
 * @self: a workspace
 *
 * Returns: (transfer none) (nullable): the endpoint that new conversations use
 */
AzcEndpoint *
azc_workspace_get_default_endpoint (AzcWorkspace *self)
{
  g_return_val_if_fail (AZC_IS_WORKSPACE (self), NULL);

  return azc_endpoint_settings_get_default (self->endpoints);
}

/**
 * azc_workspace_set_default_endpoint:
 * @self: a workspace
 * @endpoint: one of its endpoints
 *
 * Chooses the endpoint that new conversations use.
 */
void
azc_workspace_set_default_endpoint (AzcWorkspace *self,
                                    AzcEndpoint  *endpoint)
{
  g_return_if_fail (AZC_IS_WORKSPACE (self));

  azc_endpoint_settings_set_default (self->endpoints, endpoint);
}

static void
on_secret_stored_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (AzcWorkspace) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!azc_secrets_store_finish (AZC_SECRETS (source), result, &error))
    _azc_workspace_report (self, error);
}

/* Moves credentials that were typed as headers, query or URL into the keyring. */
static void
protect_secrets (AzcWorkspace *self,
                 AzcEndpoint  *draft)
{
  g_autoptr (AzcPairs) secrets = azc_endpoint_extract_secrets (draft);

  for (guint i = 0; i < azc_pairs_get_size (secrets); i++)
    {
      const AzcPair *pair = azc_pairs_get (secrets, i);

      azc_secrets_store_async (self->secrets, azc_endpoint_get_id (draft),
                               azc_endpoint_get_name (draft), pair->name, pair->value,
                               NULL, on_secret_stored_cb, g_object_ref (self));
    }
}

/**
 * azc_workspace_add_endpoint:
 * @self: a workspace
 * @draft: a new endpoint with an id of its own
 *
 * Adds an endpoint to the settings. Credentials in its headers, query or URL move to
 * the keyring first.
 *
 * Returns: (transfer none): the endpoint, which is @draft itself
 */
AzcEndpoint *
azc_workspace_add_endpoint (AzcWorkspace *self,
                            AzcEndpoint  *draft)
{
  g_return_val_if_fail (AZC_IS_WORKSPACE (self), NULL);
  g_return_val_if_fail (AZC_IS_ENDPOINT (draft), NULL);

  protect_secrets (self, draft);
  azc_endpoint_settings_add (self->endpoints, draft);

  return azc_endpoint_settings_find (self->endpoints, azc_endpoint_get_id (draft));
}

/**
 * azc_workspace_apply_endpoint:
 * @self: a workspace
 * @endpoint: one of its endpoints
 * @draft: a copy of @endpoint that was edited
 *
 * Takes over an edit. Credentials in headers, query or URL move to the keyring first,
 * and @draft then refers to them, so that none reaches the settings.
 */
void
azc_workspace_apply_endpoint (AzcWorkspace *self,
                              AzcEndpoint  *endpoint,
                              AzcEndpoint  *draft)
{
  g_return_if_fail (AZC_IS_WORKSPACE (self));
  g_return_if_fail (AZC_IS_ENDPOINT (endpoint));
  g_return_if_fail (AZC_IS_ENDPOINT (draft));

  protect_secrets (self, draft);
  azc_endpoint_assign (endpoint, draft);
}

static void
on_json_key_stored_cb (GObject      *source,
                       GAsyncResult *result,
                       gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (azc_secrets_store_finish (AZC_SECRETS (source), result, &error))
    g_task_return_pointer (task, g_object_ref (g_task_get_task_data (task)), g_object_unref);
  else
    g_task_return_error (task, error);
}

/**
 * azc_workspace_add_endpoint_json_async:
 * @self: a workspace
 * @node: an endpoint file's content
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: passed to @callback
 *
 * Adds an endpoint from an endpoint file; its key goes to the keyring.
 */
void
azc_workspace_add_endpoint_json_async (AzcWorkspace        *self,
                                       JsonNode            *node,
                                       GCancellable        *cancellable,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (AzcEndpoint) draft = NULL;
  g_autofree char *key = NULL;
  AzcEndpoint *endpoint;
  GError *error = NULL;

  g_return_if_fail (AZC_IS_WORKSPACE (self));
  g_return_if_fail (node != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, azc_workspace_add_endpoint_json_async);

  draft = azc_endpoint_new_from_json (NULL, node, &key, &error);
  if (draft == NULL || !azc_workspace_check_endpoint (self, draft, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  if (azc_endpoint_settings_find_by_name (self->endpoints, azc_endpoint_get_name (draft)) != NULL)
    {
      g_task_return_new_error (task, AZC_ERROR, AZC_ERROR_SETTINGS,
                               _("There is already an endpoint named “%s”."),
                               azc_endpoint_get_name (draft));
      return;
    }

  endpoint = azc_workspace_add_endpoint (self, draft);
  g_task_set_task_data (task, g_object_ref (endpoint), g_object_unref);
  if (key == NULL)
    g_task_return_pointer (task, g_object_ref (endpoint), g_object_unref);
  else
    azc_secrets_store_async (self->secrets, azc_endpoint_get_id (endpoint),
                             azc_endpoint_get_name (endpoint), AZC_SECRETS_KEY, key, cancellable,
                             on_json_key_stored_cb, g_object_ref (task));
}

/**
 * azc_workspace_add_endpoint_json_finish:
 * @self: a workspace
 * @result: the result passed to the callback
 * @error: return location for an error
 *
 * Raises %AZC_ERROR_SETTINGS if the file is wrong or its name is taken, and
 * %AZC_ERROR_KEYRING if the key could not be kept.
 *
 * Returns: (transfer full): the new endpoint
 */
AzcEndpoint *
azc_workspace_add_endpoint_json_finish (AzcWorkspace  *self,
                                        GAsyncResult  *result,
                                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

typedef struct
{
  AzcWorkspace *self;
  AzcEndpoint  *target;
} CopySecrets;

static void
on_secrets_to_copy_cb (GObject      *source,
                       GAsyncResult *result,
                       gpointer      user_data)
{
  CopySecrets *copy = user_data;
  g_autoptr (AzcPairs) secrets = NULL;
  g_autoptr (GError) error = NULL;

  secrets = azc_secrets_load_finish (AZC_SECRETS (source), result, &error);
  if (secrets == NULL)
    _azc_workspace_report (copy->self, error);

  for (guint i = 0; i < azc_pairs_get_size (secrets); i++)
    azc_secrets_store_async (AZC_SECRETS (source), azc_endpoint_get_id (copy->target),
                             azc_endpoint_get_name (copy->target),
                             azc_pairs_get (secrets, i)->name, azc_pairs_get (secrets, i)->value,
                             NULL, on_secret_stored_cb, g_object_ref (copy->self));

  g_object_unref (copy->self);
  g_object_unref (copy->target);
  g_free (copy);
}

/**
 * azc_workspace_duplicate_endpoint:
 * @self: a workspace
 * @endpoint: one of its endpoints
 *
 * Adds a copy of an endpoint, its key and variables included, under a name that
 * says so.
 *
 * Returns: (transfer none): the copy
 */
AzcEndpoint *
azc_workspace_duplicate_endpoint (AzcWorkspace *self,
                                  AzcEndpoint  *endpoint)
{
  g_autoptr (AzcEndpoint) draft = NULL;
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *name = NULL;
  CopySecrets *copy;

  g_return_val_if_fail (AZC_IS_WORKSPACE (self), NULL);
  g_return_val_if_fail (AZC_IS_ENDPOINT (endpoint), NULL);

  draft = azc_endpoint_new (id);
  azc_endpoint_assign (draft, endpoint);
  /* TRANSLATORS: the name of a duplicated endpoint; %s is the original's name. */
  name = g_strdup_printf (_("%s (Copy)"), azc_endpoint_get_name (endpoint));
  azc_endpoint_set_name (draft, name);

  copy = g_new0 (CopySecrets, 1);
  copy->self = g_object_ref (self);
  copy->target = g_object_ref (azc_workspace_add_endpoint (self, draft));
  azc_secrets_load_async (self->secrets, azc_endpoint_get_id (endpoint), NULL,
                          on_secrets_to_copy_cb, copy);

  return copy->target;
}

/**
 * azc_workspace_remove_endpoint:
 * @self: a workspace
 * @endpoint: one of its endpoints
 *
 * Removes an endpoint from the settings. Its key stays in the keyring until
 * [method@Azc.Workspace.forget_endpoint], so that the removal can be undone.
 */
void
azc_workspace_remove_endpoint (AzcWorkspace *self,
                               AzcEndpoint  *endpoint)
{
  g_return_if_fail (AZC_IS_WORKSPACE (self));
  g_return_if_fail (AZC_IS_ENDPOINT (endpoint));

  azc_endpoint_settings_remove (self->endpoints, endpoint);
}

/**
 * azc_workspace_restore_endpoint:
 * @self: a workspace
 * @endpoint: an endpoint that was removed
 *
 * Undoes [method@Azc.Workspace.remove_endpoint].
 */
void
azc_workspace_restore_endpoint (AzcWorkspace *self,
                                AzcEndpoint  *endpoint)
{
  g_return_if_fail (AZC_IS_WORKSPACE (self));
  g_return_if_fail (AZC_IS_ENDPOINT (endpoint));

  azc_endpoint_settings_add (self->endpoints, endpoint);
}

static void
on_secrets_cleared_cb (GObject      *source,
                       GAsyncResult *result,
                       gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (azc_secrets_clear_finish (AZC_SECRETS (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * azc_workspace_forget_endpoint_async:
 * @self: a workspace
 * @endpoint: an endpoint that was removed
 * @callback: (nullable): called when done
 * @user_data: passed to @callback
 *
 * Deletes the key and the variables of a removed endpoint from the keyring.
 */
void
azc_workspace_forget_endpoint_async (AzcWorkspace        *self,
                                     AzcEndpoint         *endpoint,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (AZC_IS_WORKSPACE (self));
  g_return_if_fail (AZC_IS_ENDPOINT (endpoint));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, azc_workspace_forget_endpoint_async);
  azc_secrets_clear_async (self->secrets, azc_endpoint_get_id (endpoint), NULL,
                           on_secrets_cleared_cb, g_object_ref (task));
}

/**
 * azc_workspace_forget_endpoint_finish:
 * @self: a workspace
 * @result: the result passed to the callback
 * @error: return location for an error
 *
 * Returns: whether it worked
 */
gboolean
azc_workspace_forget_endpoint_finish (AzcWorkspace  *self,
                                      GAsyncResult  *result,
                                      GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
on_key_loaded_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (AzcPairs) secrets = NULL;
  GError *error = NULL;

  secrets = azc_secrets_load_finish (AZC_SECRETS (source), result, &error);
  if (secrets == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_strdup (azc_pairs_lookup (secrets, AZC_SECRETS_KEY)), g_free);
}

/**
 * azc_workspace_load_key_async:
 * @self: a workspace
 * @endpoint: an endpoint
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: passed to @callback
 *
 * Gets an endpoint's key for editing: the key itself, or its reference.
 */
void
azc_workspace_load_key_async (AzcWorkspace        *self,
                              AzcEndpoint         *endpoint,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  const char *reference;

  g_return_if_fail (AZC_IS_WORKSPACE (self));
  g_return_if_fail (AZC_IS_ENDPOINT (endpoint));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, azc_workspace_load_key_async);

  reference = azc_endpoint_get_key_reference (endpoint);
  if (reference != NULL)
    g_task_return_pointer (task, g_strdup (reference), g_free);
  else
    azc_secrets_load_async (self->secrets, azc_endpoint_get_id (endpoint), cancellable,
                            on_key_loaded_cb, g_object_ref (task));
}

/**
 * azc_workspace_load_key_finish:
 * @self: a workspace
 * @result: the result passed to the callback
 * @error: return location for an error
 *
 * Raises %AZC_ERROR_KEYRING.
 *
 * Returns: (transfer full) (nullable): the key; %NULL without an error if there is none
 */
char *
azc_workspace_load_key_finish (AzcWorkspace  *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
on_key_stored_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (azc_secrets_store_finish (AZC_SECRETS (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * azc_workspace_store_key_async:
 * @self: a workspace
 * @endpoint: an endpoint
 * @key: (nullable): the key, or a reference such as `${CONTOSO_KEY}`
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: passed to @callback
 *
 * Keeps an endpoint's key: a key in the keyring, a reference in the settings.
 */
void
azc_workspace_store_key_async (AzcWorkspace        *self,
                               AzcEndpoint         *endpoint,
                               const char          *key,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  gboolean is_reference = azc_expand_is_reference (key);

  g_return_if_fail (AZC_IS_WORKSPACE (self));
  g_return_if_fail (AZC_IS_ENDPOINT (endpoint));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, azc_workspace_store_key_async);

  azc_endpoint_set_key_reference (endpoint, is_reference ? key : NULL);
  azc_secrets_store_async (self->secrets, azc_endpoint_get_id (endpoint),
                           azc_endpoint_get_name (endpoint), AZC_SECRETS_KEY,
                           is_reference ? NULL : key, cancellable,
                           on_key_stored_cb, g_object_ref (task));
}

/**
 * azc_workspace_store_key_finish:
 * @self: a workspace
 * @result: the result passed to the callback
 * @error: return location for an error
 *
 * Raises %AZC_ERROR_KEYRING.
 *
 * Returns: whether the key is kept
 */
gboolean
azc_workspace_store_key_finish (AzcWorkspace  *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
