/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The endpoints in GSettings: a list of ids, and a relocatable schema for each. */

#include "config.h"

#include "store/endpoint-settings.h"

#define G_SETTINGS_ENABLE_BACKEND
#include <gio/gsettingsbackend.h>

#include "base/error.h"
#include "base/json.h"
#include "base/util.h"

#define ENDPOINT_SCHEMA_ID "com.example.AzureChat.Endpoint"
#define ENDPOINT_PATH "/com/example/AzureChat/endpoints/"

/* An endpoint and where it is written; the demo is written nowhere. */
typedef struct
{
  AzcEndpoint *endpoint;
  GSettings   *settings;
} Entry;

/*
 * entries: in the order of the ids, the demo last
 * demo_is_default: the demo was chosen, for this session
 */
struct _AzcEndpointSettings
{
  GObject    parent_instance;
  GSettings *settings;
  GPtrArray *entries;
  guint      demo_is_default : 1;
};

enum
{
  PROP_DEFAULT_ENDPOINT = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static GType
azc_endpoint_settings_get_item_type (GListModel *model)
{
  return AZC_TYPE_ENDPOINT;
}

static guint
azc_endpoint_settings_get_n_items (GListModel *model)
{
  return AZC_ENDPOINT_SETTINGS (model)->entries->len;
}

static gpointer
azc_endpoint_settings_get_item (GListModel *model,
                                guint       position)
{
  AzcEndpointSettings *self = AZC_ENDPOINT_SETTINGS (model);
  Entry *entry;

  if (position >= self->entries->len)
    return NULL;

  entry = g_ptr_array_index (self->entries, position);

  return g_object_ref (entry->endpoint);
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = azc_endpoint_settings_get_item_type;
  iface->get_n_items = azc_endpoint_settings_get_n_items;
  iface->get_item = azc_endpoint_settings_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (AzcEndpointSettings, azc_endpoint_settings, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static void
entry_free (Entry *entry)
{
  g_clear_object (&entry->settings);
  g_clear_object (&entry->endpoint);
  g_free (entry);
}

static void
azc_endpoint_settings_finalize (GObject *object)
{
  AzcEndpointSettings *self = AZC_ENDPOINT_SETTINGS (object);

  g_ptr_array_unref (self->entries);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (azc_endpoint_settings_parent_class)->finalize (object);
}

static void
azc_endpoint_settings_get_property (GObject    *object,
                                    guint       prop_id,
                                    GValue     *value,
                                    GParamSpec *pspec)
{
  AzcEndpointSettings *self = AZC_ENDPOINT_SETTINGS (object);

  switch (prop_id)
    {
    case PROP_DEFAULT_ENDPOINT:
      g_value_set_object (value, azc_endpoint_settings_get_default (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
azc_endpoint_settings_class_init (AzcEndpointSettingsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = azc_endpoint_settings_finalize;
  object_class->get_property = azc_endpoint_settings_get_property;

  properties[PROP_DEFAULT_ENDPOINT] =
    g_param_spec_object ("default-endpoint", NULL, NULL, AZC_TYPE_ENDPOINT,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
azc_endpoint_settings_init (AzcEndpointSettings *self)
{
  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) entry_free);
}

static gboolean
get_text (GValue   *value,
          GVariant *variant,
          gpointer  user_data)
{
  g_value_set_string (value, g_variant_get_string (variant, NULL));

  return TRUE;
}

static GVariant *
set_text (const GValue       *value,
          const GVariantType *type,
          gpointer            user_data)
{
  const char *text = g_value_get_string (value);

  return g_variant_new_string (text != NULL ? text : "");
}

static gboolean
get_route (GValue   *value,
           GVariant *variant,
           gpointer  user_data)
{
  AzcRoute route = AZC_ROUTE_AUTO;

  azc_route_from_string (g_variant_get_string (variant, NULL), &route);
  g_value_set_uint (value, route);

  return TRUE;
}

static GVariant *
set_route (const GValue       *value,
           const GVariantType *type,
           gpointer            user_data)
{
  return g_variant_new_string (azc_route_to_string (g_value_get_uint (value)));
}

static gboolean
get_auth (GValue   *value,
          GVariant *variant,
          gpointer  user_data)
{
  AzcAuthKind kind = AZC_AUTH_AUTO;

  azc_auth_kind_from_string (g_variant_get_string (variant, NULL), &kind);
  g_value_set_uint (value, kind);

  return TRUE;
}

static GVariant *
set_auth (const GValue       *value,
          const GVariantType *type,
          gpointer            user_data)
{
  return g_variant_new_string (azc_auth_kind_to_string (g_value_get_uint (value)));
}

static gboolean
get_pairs (GValue   *value,
           GVariant *variant,
           gpointer  user_data)
{
  g_autoptr (AzcPairs) pairs = azc_pairs_new ();
  GVariantIter iter;
  const char *name;
  const char *text;

  g_variant_iter_init (&iter, variant);
  while (g_variant_iter_next (&iter, "(&sm&s)", &name, &text))
    azc_pairs_append (pairs, name, text);
  g_value_set_boxed (value, pairs);

  return TRUE;
}

static GVariant *
set_pairs (const GValue       *value,
           const GVariantType *type,
           gpointer            user_data)
{
  const AzcPairs *pairs = g_value_get_boxed (value);
  GVariantBuilder builder;

  g_variant_builder_init (&builder, type);
  for (guint i = 0; i < azc_pairs_get_size (pairs); i++)
    g_variant_builder_add (&builder, "(sms)", azc_pairs_get (pairs, i)->name,
                           azc_pairs_get (pairs, i)->value);

  return g_variant_builder_end (&builder);
}

/* A model that cannot be read, perhaps from a newer version, is left out. */
static gboolean
get_models (GValue   *value,
            GVariant *variant,
            gpointer  user_data)
{
  g_autoptr (GListStore) models = g_list_store_new (AZC_TYPE_MODEL);
  GVariantIter iter;
  const char *text;

  g_variant_iter_init (&iter, variant);
  while (g_variant_iter_next (&iter, "&s", &text))
    {
      g_autoptr (JsonNode) node = azc_json_parse (text, -1, NULL);
      g_autoptr (AzcModel) model = NULL;

      if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
        model = azc_model_new_from_json (json_node_get_object (node), NULL);
      if (model != NULL)
        g_list_store_append (models, model);
    }
  g_value_set_object (value, models);

  return TRUE;
}

static GVariant *
set_models (const GValue       *value,
            const GVariantType *type,
            gpointer            user_data)
{
  GListModel *models = g_value_get_object (value);
  GVariantBuilder builder;

  g_variant_builder_init (&builder, type);
  for (guint i = 0; i < g_list_model_get_n_items (models); i++)
    {
      g_autoptr (AzcModel) model = g_list_model_get_item (models, i);
      g_autoptr (JsonNode) node = azc_model_to_json (model);
      g_autofree char *text = azc_json_write (node, FALSE);

      g_variant_builder_add (&builder, "s", text);
    }

  return g_variant_builder_end (&builder);
}

static gboolean
get_parameters (GValue   *value,
                GVariant *variant,
                gpointer  user_data)
{
  const char *text = g_variant_get_string (variant, NULL);

  if (*text != '\0')
    g_value_take_boxed (value, azc_json_parse (text, -1, NULL));

  return TRUE;
}

static GVariant *
set_parameters (const GValue       *value,
                const GVariantType *type,
                gpointer            user_data)
{
  JsonNode *node = g_value_get_boxed (value);

  return node != NULL ? g_variant_new_take_string (azc_json_write (node, FALSE))
                      : g_variant_new_string ("");
}

/* Every setting has the name of the endpoint's property. Without functions of its own a
 * setting is a plain value. */
static const struct
{
  const char              *key;
  GSettingsBindGetMapping  get;
  GSettingsBindSetMapping  set;
} keys[] = {
  { "name", get_text, set_text },
  { "url", get_text, set_text },
  { "route", get_route, set_route },
  { "deployment", get_text, set_text },
  { "api-version", get_text, set_text },
  { "auth", get_auth, set_auth },
  { "auth-header", get_text, set_text },
  { "key-reference", get_text, set_text },
  { "headers", get_pairs, set_pairs },
  { "query", get_pairs, set_pairs },
  { "models", get_models, set_models },
  { "parameters", get_parameters, set_parameters },
  { "title-model", get_text, set_text },
  { "proxy", get_text, set_text },
  { "ca-file", get_text, set_text },
  { "timeout", NULL, NULL },
  { "allow-insecure", NULL, NULL },
};

static void
unbind_all (AzcEndpoint *endpoint)
{
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    g_settings_unbind (endpoint, keys[i].key);
}

static gboolean
is_default (GSettings  *settings,
            const char *key)
{
  g_autoptr (GVariant) value = g_settings_get_value (settings, key);
  g_autoptr (GVariant) standard = g_settings_get_default_value (settings, key);

  return g_variant_equal (value, standard);
}

/* Writes what differs from the default, so that the defaults of later versions hold. A
 * binding writes every key. */
static void
write_all (GSettings   *settings,
           AzcEndpoint *endpoint)
{
  g_autoptr (AzcEndpoint) scratch = azc_endpoint_new (azc_endpoint_get_id (endpoint));

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    g_settings_bind_with_mapping (settings, keys[i].key, scratch, keys[i].key,
                                  G_SETTINGS_BIND_SET | G_SETTINGS_BIND_NO_SENSITIVITY,
                                  keys[i].get, keys[i].set, NULL, NULL);
  azc_endpoint_assign (scratch, endpoint);
  unbind_all (scratch);

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      if (is_default (settings, keys[i].key))
        g_settings_reset (settings, keys[i].key);
    }
}

static void
bind_all (GSettings   *settings,
          AzcEndpoint *endpoint)
{
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    g_settings_bind_with_mapping (settings, keys[i].key, endpoint, keys[i].key,
                                  G_SETTINGS_BIND_DEFAULT | G_SETTINGS_BIND_NO_SENSITIVITY,
                                  keys[i].get, keys[i].set, NULL, NULL);
}

static GSettings *
open_settings (AzcEndpointSettings *self,
               const char          *id)
{
  g_autoptr (GSettingsBackend) backend = NULL;
  g_autofree char *path = g_strdup_printf (ENDPOINT_PATH "%s/", id);

  g_object_get (self->settings, "backend", &backend, NULL);

  return g_settings_new_with_backend_and_path (ENDPOINT_SCHEMA_ID, backend, path);
}

/* Ids become part of a path, so only what a path element may hold is one. */
static gboolean
is_id (const char *text)
{
  if (*text == '\0')
    return FALSE;

  for (const char *p = text; *p != '\0'; p++)
    {
      if (!g_ascii_isalnum (*p) && *p != '-' && *p != '_')
        return FALSE;
    }

  return TRUE;
}

static Entry *
find_entry (AzcEndpointSettings *self,
            const char          *id,
            guint               *position)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = g_ptr_array_index (self->entries, i);

      if (g_str_equal (azc_endpoint_get_id (entry->endpoint), id))
        {
          if (position != NULL)
            *position = i;
          return entry;
        }
    }

  return NULL;
}

static Entry *
entry_new (AzcEndpointSettings *self,
           const char          *id)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->endpoint = azc_endpoint_new (id);
  entry->settings = open_settings (self, id);
  bind_all (entry->settings, entry->endpoint);

  return entry;
}

/* Takes an entry over to @entries, if it is there, so that its object stays the same. */
static void
move_entry (AzcEndpointSettings *self,
            GPtrArray           *entries,
            const char          *id)
{
  guint position;
  Entry *entry = find_entry (self, id, &position);

  g_ptr_array_add (entries, entry != NULL ? g_ptr_array_steal_index (self->entries, position)
                                          : entry_new (self, id));
}

static gboolean
contains_id (GPtrArray  *entries,
             const char *id)
{
  for (guint i = 0; i < entries->len; i++)
    {
      Entry *entry = g_ptr_array_index (entries, i);

      if (g_str_equal (azc_endpoint_get_id (entry->endpoint), id))
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_in_order (AzcEndpointSettings *self,
             GStrv                ids)
{
  guint n_written = 0;

  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = g_ptr_array_index (self->entries, i);

      if (azc_endpoint_is_demo (entry->endpoint))
        continue;
      if (g_strcmp0 (ids[n_written], azc_endpoint_get_id (entry->endpoint)) != 0)
        return FALSE;
      n_written++;
    }

  return ids[n_written] == NULL;
}

static void
notify_default (AzcEndpointSettings *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DEFAULT_ENDPOINT]);
}

/* Makes the entries those that the settings list; the demo stays at the end. */
static void
update (AzcEndpointSettings *self)
{
  g_auto (GStrv) ids = g_settings_get_strv (self->settings, "endpoints");
  GPtrArray *entries;
  guint n_before = self->entries->len;

  if (is_in_order (self, ids))
    return;

  entries = g_ptr_array_new_with_free_func ((GDestroyNotify) entry_free);
  for (guint i = 0; ids[i] != NULL; i++)
    {
      if (is_id (ids[i]) && !contains_id (entries, ids[i]))
        move_entry (self, entries, ids[i]);
    }

  for (guint i = self->entries->len; i > 0; i--)
    {
      Entry *entry = g_ptr_array_index (self->entries, i - 1);

      if (azc_endpoint_is_demo (entry->endpoint))
        g_ptr_array_add (entries, g_ptr_array_steal_index (self->entries, i - 1));
      else
        unbind_all (entry->endpoint);
    }

  g_ptr_array_unref (self->entries);
  self->entries = entries;
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before, entries->len);
  notify_default (self);
}

/**
 * azc_endpoint_settings_new:
 * @settings: the application's settings
 *
 * Returns: (transfer full): the endpoints
 */
AzcEndpointSettings *
azc_endpoint_settings_new (GSettings *settings)
{
  AzcEndpointSettings *self;

  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  self = g_object_new (AZC_TYPE_ENDPOINT_SETTINGS, NULL);
  self->settings = g_object_ref (settings);
  g_signal_connect_object (settings, "changed::endpoints", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::default-endpoint", G_CALLBACK (notify_default),
                           self, G_CONNECT_SWAPPED);
  update (self);

  return self;
}

/**
 * azc_endpoint_settings_find:
 * @self: the endpoints
 * @id: an endpoint's id
 *
 * Returns: (transfer none) (nullable): the endpoint
 */
AzcEndpoint *
azc_endpoint_settings_find (AzcEndpointSettings *self,
                            const char          *id)
{
  Entry *entry;

  g_return_val_if_fail (AZC_IS_ENDPOINT_SETTINGS (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  entry = find_entry (self, id, NULL);

  return entry != NULL ? entry->endpoint : NULL;
}

/**
 * azc_endpoint_settings_find_by_name:
 * @self: the endpoints
 * @name: what the person calls it
 *
 * Returns: (transfer none) (nullable): the first endpoint of that name
 */
AzcEndpoint *
azc_endpoint_settings_find_by_name (AzcEndpointSettings *self,
                                    const char          *name)
{
  g_return_val_if_fail (AZC_IS_ENDPOINT_SETTINGS (self), NULL);

  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = g_ptr_array_index (self->entries, i);

      if (g_strcmp0 (azc_endpoint_get_name (entry->endpoint), name) == 0)
        return entry->endpoint;
    }

  return NULL;
}

static void
append_demo (AzcEndpointSettings *self,
             AzcEndpoint         *endpoint)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->endpoint = g_object_ref (endpoint);
  g_ptr_array_add (self->entries, entry);
  g_list_model_items_changed (G_LIST_MODEL (self), self->entries->len - 1, 0, 1);
  notify_default (self);
}

static void
write_ids (AzcEndpointSettings *self,
           const char          *added,
           const char          *removed)
{
  g_auto (GStrv) ids = g_settings_get_strv (self->settings, "endpoints");
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();

  for (guint i = 0; ids[i] != NULL; i++)
    {
      if (g_strcmp0 (ids[i], removed) != 0)
        g_ptr_array_add (kept, ids[i]);
    }
  if (added != NULL)
    g_ptr_array_add (kept, (gpointer) added);
  g_ptr_array_add (kept, NULL);

  g_settings_set_strv (self->settings, "endpoints", (const char * const *) kept->pdata);
}

/**
 * azc_endpoint_settings_add:
 * @self: the endpoints
 * @endpoint: an endpoint; one whose id is in the list already is not added again
 *
 * Adds an endpoint at the end and writes it. The object itself joins the list. The demo is
 * not written.
 */
void
azc_endpoint_settings_add (AzcEndpointSettings *self,
                           AzcEndpoint         *endpoint)
{
  Entry *entry;
  guint position;

  g_return_if_fail (AZC_IS_ENDPOINT_SETTINGS (self));
  g_return_if_fail (AZC_IS_ENDPOINT (endpoint));

  if (find_entry (self, azc_endpoint_get_id (endpoint), NULL) != NULL)
    return;

  if (azc_endpoint_is_demo (endpoint))
    {
      append_demo (self, endpoint);
      return;
    }

  entry = g_new0 (Entry, 1);
  entry->endpoint = g_object_ref (endpoint);
  entry->settings = open_settings (self, azc_endpoint_get_id (endpoint));
  write_all (entry->settings, endpoint);
  bind_all (entry->settings, endpoint);

  for (position = self->entries->len; position > 0; position--)
    {
      Entry *before = g_ptr_array_index (self->entries, position - 1);

      if (!azc_endpoint_is_demo (before->endpoint))
        break;
    }
  g_ptr_array_insert (self->entries, (gint) position, entry);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 0, 1);
  write_ids (self, azc_endpoint_get_id (endpoint), NULL);
  notify_default (self);
}

/**
 * azc_endpoint_settings_remove:
 * @self: the endpoints
 * @endpoint: one of them
 *
 * Removes an endpoint and resets its settings. The object keeps its values, so that it can
 * be added again.
 */
void
azc_endpoint_settings_remove (AzcEndpointSettings *self,
                              AzcEndpoint         *endpoint)
{
  g_autoptr (AzcEndpoint) kept = NULL;
  g_autoptr (GSettings) settings = NULL;
  Entry *entry;
  guint position;

  g_return_if_fail (AZC_IS_ENDPOINT_SETTINGS (self));
  g_return_if_fail (AZC_IS_ENDPOINT (endpoint));

  entry = find_entry (self, azc_endpoint_get_id (endpoint), &position);
  if (entry == NULL)
    return;

  kept = g_object_ref (entry->endpoint);
  settings = entry->settings != NULL ? g_object_ref (entry->settings) : NULL;
  g_ptr_array_remove_index (self->entries, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);

  if (settings != NULL)
    {
      unbind_all (kept);
      write_ids (self, NULL, azc_endpoint_get_id (kept));
      for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
        g_settings_reset (settings, keys[i].key);
    }
  if (azc_endpoint_is_demo (kept))
    self->demo_is_default = FALSE;
  notify_default (self);
}

/**
 * azc_endpoint_settings_get_default:
 * @self: the endpoints
 *
 * Returns: (transfer none) (nullable): the endpoint that new conversations use: the chosen
 *   one, else the first
 */
AzcEndpoint *
azc_endpoint_settings_get_default (AzcEndpointSettings *self)
{
  g_autofree char *id = NULL;
  Entry *entry = NULL;

  g_return_val_if_fail (AZC_IS_ENDPOINT_SETTINGS (self), NULL);

  if (self->entries->len == 0)
    return NULL;

  id = g_settings_get_string (self->settings, "default-endpoint");
  if (self->demo_is_default)
    entry = g_ptr_array_index (self->entries, self->entries->len - 1);
  else
    entry = find_entry (self, id, NULL);

  if (entry == NULL)
    entry = g_ptr_array_index (self->entries, 0);

  return entry->endpoint;
}

/**
 * azc_endpoint_settings_set_default:
 * @self: the endpoints
 * @endpoint: one of them
 *
 * Chooses the endpoint that new conversations use. That the demo was chosen is forgotten
 * when the program ends.
 */
void
azc_endpoint_settings_set_default (AzcEndpointSettings *self,
                                   AzcEndpoint         *endpoint)
{
  g_return_if_fail (AZC_IS_ENDPOINT_SETTINGS (self));
  g_return_if_fail (AZC_IS_ENDPOINT (endpoint));

  self->demo_is_default = azc_endpoint_is_demo (endpoint);
  if (!self->demo_is_default)
    g_settings_set_string (self->settings, "default-endpoint", azc_endpoint_get_id (endpoint));
  notify_default (self);
}
