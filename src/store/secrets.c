/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Keys and variables of endpoints in the Secret Service, or in memory where there is none. */

#include "config.h"

#include "store/secrets.h"

#include <glib/gi18n-lib.h>
#include <libsecret/secret.h>

#include "base/error.h"
#include "base/redact.h"
#include "base/util.h"

/* Fixed for ever: changing a name would orphan what is stored. */
static const SecretSchema schema = {
  "com.example.AzureChat.Endpoint", SECRET_SCHEMA_NONE,
  {
    { "endpoint-id", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "name", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { NULL, 0 },
  },
  0, 0, 0, 0, 0, 0, 0, 0
};

/*
 * memory: endpoint id → (name → value), where there is no keyring
 * n_pending: changes on their way to the keyring
 * waiting: tasks that read once those changes are there
 */
struct _AzcSecrets
{
  GObject     parent_instance;
  GHashTable *memory;
  GPtrArray  *waiting;
  guint       n_pending;
  guint       in_memory : 1;
  guint       persistent : 1;
};

enum
{
  PROP_PERSISTENT = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (AzcSecrets, azc_secrets, G_TYPE_OBJECT)

static void
azc_secrets_finalize (GObject *object)
{
  AzcSecrets *self = AZC_SECRETS (object);

  g_hash_table_unref (self->memory);
  g_ptr_array_unref (self->waiting);

  G_OBJECT_CLASS (azc_secrets_parent_class)->finalize (object);
}

static void
azc_secrets_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_PERSISTENT:
      g_value_set_boolean (value, azc_secrets_get_persistent (AZC_SECRETS (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
azc_secrets_class_init (AzcSecretsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = azc_secrets_finalize;
  object_class->get_property = azc_secrets_get_property;

  properties[PROP_PERSISTENT] =
    g_param_spec_boolean ("persistent", NULL, NULL, TRUE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
azc_secrets_init (AzcSecrets *self)
{
  self->persistent = TRUE;
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  self->memory = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                        (GDestroyNotify) g_hash_table_unref);
}

/**
 * azc_secrets_new:
 * @in_memory: whether to keep everything in memory, for a profile that is thrown away
 *
 * Returns: (transfer full): a store for secrets
 */
AzcSecrets *
azc_secrets_new (gboolean in_memory)
{
  AzcSecrets *self = g_object_new (AZC_TYPE_SECRETS, NULL);

  self->in_memory = !!in_memory;

  return self;
}

/**
 * azc_secrets_get_persistent:
 * @self: a store for secrets
 *
 * Returns: %FALSE once it turned out that there is no keyring
 */
gboolean
azc_secrets_get_persistent (AzcSecrets *self)
{
  g_return_val_if_fail (AZC_IS_SECRETS (self), FALSE);

  return self->persistent;
}

/* Without a bus or a service on it there is no keyring, and memory takes its place. That a
 * keyring is there and stays locked is an error instead. */
static gboolean
is_absent (const GError *error)
{
  return error->domain == G_DBUS_ERROR ||
         (error->domain == G_IO_ERROR && error->code != G_IO_ERROR_CANCELLED);
}

static void
fall_back (AzcSecrets *self)
{
  self->in_memory = TRUE;
  self->persistent = FALSE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PERSISTENT]);
}

/* Gives @task the error of a keyring that is there. Takes @error. */
static void
return_error (GTask  *task,
              GError *error)
{
  if (azc_error_is_cancelled (error))
    {
      g_task_return_error (task, error);
      return;
    }

  g_task_return_new_error (task, AZC_ERROR, AZC_ERROR_KEYRING,
                           /* TRANSLATORS: %s is what the keyring says. */
                           _("The keyring could not be used: %s."), error->message);
  g_error_free (error);
}

static GHashTable *
get_memory (AzcSecrets *self,
            const char *endpoint_id)
{
  GHashTable *values = g_hash_table_lookup (self->memory, endpoint_id);

  if (values == NULL)
    {
      values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      g_hash_table_insert (self->memory, g_strdup (endpoint_id), values);
    }

  return values;
}

static AzcPairs *
load_from_memory (AzcSecrets *self,
                  const char *endpoint_id)
{
  AzcPairs *pairs = azc_pairs_new ();
  GHashTableIter iter;
  gpointer name;
  gpointer value;

  g_hash_table_iter_init (&iter, get_memory (self, endpoint_id));
  while (g_hash_table_iter_next (&iter, &name, &value))
    azc_pairs_append (pairs, name, value);

  return pairs;
}

/* A change, kept in case that it must go to memory; no value deletes, no name deletes all. */
typedef struct
{
  char *endpoint_id;
  char *name;
  char *value;
} Change;

static void
change_free (Change *change)
{
  g_free (change->endpoint_id);
  g_free (change->name);
  g_free (change->value);
  g_free (change);
}

/*
 * items: found in the keyring; those before "next" are in "pairs"
 */
typedef struct
{
  char     *endpoint_id;
  AzcPairs *pairs;
  GList    *items;
  GList    *next;
} Load;

static void
load_free (Load *load)
{
  g_free (load->endpoint_id);
  g_clear_pointer (&load->pairs, azc_pairs_unref);
  g_list_free_full (load->items, g_object_unref);
  g_free (load);
}

static void load_next (GTask *task);

static void
on_retrieved_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Load *load = g_task_get_task_data (task);
  SecretRetrievable *item = SECRET_RETRIEVABLE (source);
  g_autoptr (GHashTable) attributes = secret_retrievable_get_attributes (item);
  const char *name = g_hash_table_lookup (attributes, "name");
  SecretValue *value;
  GError *error = NULL;

  value = secret_retrievable_retrieve_secret_finish (item, result, &error);
  if (error != NULL)
    {
      return_error (task, error);
      return;
    }

  if (value != NULL && name != NULL && secret_value_get_text (value) != NULL)
    {
      azc_redact_add_secret (secret_value_get_text (value));
      azc_pairs_append (load->pairs, name, secret_value_get_text (value));
    }
  g_clear_pointer (&value, secret_value_unref);
  load_next (task);
}

static void
load_next (GTask *task)
{
  Load *load = g_task_get_task_data (task);
  SecretRetrievable *item;

  if (load->next == NULL)
    {
      g_task_return_pointer (task, g_steal_pointer (&load->pairs), (GDestroyNotify) azc_pairs_unref);
      return;
    }

  item = load->next->data;
  load->next = load->next->next;
  secret_retrievable_retrieve_secret (item, g_task_get_cancellable (task), on_retrieved_cb,
                                      g_object_ref (task));
}

static void
on_searched_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  AzcSecrets *self = g_task_get_source_object (task);
  Load *load = g_task_get_task_data (task);
  GError *error = NULL;

  load->items = secret_password_search_finish (result, &error);
  if (error != NULL && is_absent (error))
    {
      g_debug ("No keyring: %s", error->message);
      g_error_free (error);
      fall_back (self);
      g_task_return_pointer (task, load_from_memory (self, load->endpoint_id),
                             (GDestroyNotify) azc_pairs_unref);
      return;
    }

  if (error != NULL)
    {
      return_error (task, error);
      return;
    }

  load->next = load->items;
  load_next (task);
}

static void
search (AzcSecrets *self,
        GTask      *task)
{
  Load *load = g_task_get_task_data (task);

  if (self->in_memory)
    g_task_return_pointer (task, load_from_memory (self, load->endpoint_id),
                           (GDestroyNotify) azc_pairs_unref);
  else
    secret_password_search (&schema, SECRET_SEARCH_ALL | SECRET_SEARCH_UNLOCK,
                            g_task_get_cancellable (task), on_searched_cb, g_object_ref (task),
                            "endpoint-id", load->endpoint_id, NULL);
}

static void
start_waiting (AzcSecrets *self)
{
  while (self->waiting->len > 0)
    {
      g_autoptr (GTask) task = g_ptr_array_steal_index (self->waiting, 0);

      search (self, task);
    }
}

/**
 * azc_secrets_load_async:
 * @self: a store for secrets
 * @endpoint_id: an endpoint's id
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: passed to @callback
 *
 * Gets an endpoint's key and variables, with every change that was asked for before. A
 * locked keyring is unlocked, which may ask the person for its password.
 */
void
azc_secrets_load_async (AzcSecrets          *self,
                        const char          *endpoint_id,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  Load *load;

  g_return_if_fail (AZC_IS_SECRETS (self));
  g_return_if_fail (endpoint_id != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, azc_secrets_load_async);

  load = g_new0 (Load, 1);
  load->endpoint_id = g_strdup (endpoint_id);
  load->pairs = azc_pairs_new ();
  g_task_set_task_data (task, load, (GDestroyNotify) load_free);
  if (self->n_pending > 0)
    g_ptr_array_add (self->waiting, g_object_ref (task));
  else
    search (self, task);
}

/**
 * azc_secrets_load_finish:
 * @self: a store for secrets
 * @result: the result passed to the callback
 * @error: return location for an error
 *
 * Raises %AZC_ERROR_KEYRING if there is a keyring and it cannot be used.
 *
 * Returns: (transfer full): names and values
 */
AzcPairs *
azc_secrets_load_finish (AzcSecrets    *self,
                         GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
change_memory (AzcSecrets *self,
               Change     *change)
{
  if (change->name == NULL)
    g_hash_table_remove (self->memory, change->endpoint_id);
  else if (change->value == NULL)
    g_hash_table_remove (get_memory (self, change->endpoint_id), change->name);
  else
    g_hash_table_insert (get_memory (self, change->endpoint_id), g_strdup (change->name),
                         g_strdup (change->value));
}

static GTask *
change_task_new (AzcSecrets          *self,
                 gpointer             source_tag,
                 const char          *endpoint_id,
                 const char          *name,
                 const char          *value,
                 GCancellable        *cancellable,
                 GAsyncReadyCallback  callback,
                 gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Change *change = g_new0 (Change, 1);

  change->endpoint_id = g_strdup (endpoint_id);
  change->name = g_strdup (name);
  change->value = azc_str_empty (value) ? NULL : g_strdup (value);
  g_task_set_source_tag (task, source_tag);
  g_task_set_task_data (task, change, (GDestroyNotify) change_free);

  return task;
}

/* Ends a change: @error is what the keyring says, and is taken. */
static void
return_changed (GTask  *task,
                GError *error)
{
  AzcSecrets *self = g_task_get_source_object (task);

  self->n_pending--;
  if (error != NULL && is_absent (error))
    {
      g_clear_error (&error);
      fall_back (self);
      change_memory (self, g_task_get_task_data (task));
    }

  if (self->n_pending == 0)
    start_waiting (self);

  if (error != NULL)
    return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
on_stored_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  secret_password_store_finish (result, &error);
  return_changed (task, error);
}

static void
on_cleared_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  secret_password_clear_finish (result, &error);
  return_changed (task, error);
}

/**
 * azc_secrets_store_async:
 * @self: a store for secrets
 * @endpoint_id: an endpoint's id
 * @endpoint_name: (nullable): what the person calls it, for the keyring's own list
 * @name: %AZC_SECRETS_KEY, or a variable's name
 * @value: (nullable): the value; %NULL or empty deletes
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: passed to @callback
 *
 * Keeps or deletes a secret.
 */
void
azc_secrets_store_async (AzcSecrets          *self,
                         const char          *endpoint_id,
                         const char          *endpoint_name,
                         const char          *name,
                         const char          *value,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autofree char *label = NULL;

  g_return_if_fail (AZC_IS_SECRETS (self));
  g_return_if_fail (endpoint_id != NULL);
  g_return_if_fail (name != NULL);

  task = change_task_new (self, azc_secrets_store_async, endpoint_id, name, value,
                          cancellable, callback, user_data);
  azc_redact_add_secret (value);

  if (self->in_memory)
    {
      change_memory (self, g_task_get_task_data (task));
      g_task_return_boolean (task, TRUE);
      return;
    }

  self->n_pending++;
  label = g_strdup_printf ("AzureChat: %s (%s)", endpoint_name != NULL ? endpoint_name : "", name);
  if (azc_str_empty (value))
    secret_password_clear (&schema, cancellable, on_cleared_cb, g_object_ref (task),
                           "endpoint-id", endpoint_id, "name", name, NULL);
  else
    secret_password_store (&schema, SECRET_COLLECTION_DEFAULT, label, value, cancellable,
                           on_stored_cb, g_object_ref (task),
                           "endpoint-id", endpoint_id, "name", name, NULL);
}

/**
 * azc_secrets_store_finish:
 * @self: a store for secrets
 * @result: the result passed to the callback
 * @error: return location for an error
 *
 * Raises %AZC_ERROR_KEYRING if there is a keyring and it cannot be used.
 *
 * Returns: whether it is kept
 */
gboolean
azc_secrets_store_finish (AzcSecrets    *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * azc_secrets_clear_async:
 * @self: a store for secrets
 * @endpoint_id: an endpoint's id
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: passed to @callback
 *
 * Deletes an endpoint's key and all its variables.
 */
void
azc_secrets_clear_async (AzcSecrets          *self,
                         const char          *endpoint_id,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (AZC_IS_SECRETS (self));
  g_return_if_fail (endpoint_id != NULL);

  task = change_task_new (self, azc_secrets_clear_async, endpoint_id, NULL, NULL,
                          cancellable, callback, user_data);
  if (self->in_memory)
    {
      change_memory (self, g_task_get_task_data (task));
      g_task_return_boolean (task, TRUE);
      return;
    }

  self->n_pending++;
  secret_password_clear (&schema, cancellable, on_cleared_cb, g_object_ref (task),
                         "endpoint-id", endpoint_id, NULL);
}

/**
 * azc_secrets_clear_finish:
 * @self: a store for secrets
 * @result: the result passed to the callback
 * @error: return location for an error
 *
 * Returns: whether they are gone
 */
gboolean
azc_secrets_clear_finish (AzcSecrets    *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
