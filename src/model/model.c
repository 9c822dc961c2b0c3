/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One model of an endpoint. */

#include "config.h"

#include "model/model.h"

#include <glib/gi18n-lib.h>

#include "base/error.h"
#include "base/json.h"
#include "base/util.h"

struct _AzcModel
{
  GObject      parent_instance;
  char        *name;
  char        *deployment;
  char        *api_version;
  char        *family;
  AzcPairs    *headers;
  AzcTriState  vision;
};

enum
{
  PROP_NAME = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (AzcModel, azc_model, G_TYPE_OBJECT)

static void
azc_model_finalize (GObject *object)
{
  AzcModel *self = AZC_MODEL (object);

  g_free (self->name);
  g_free (self->deployment);
  g_free (self->api_version);
  g_free (self->family);
  azc_pairs_unref (self->headers);

  G_OBJECT_CLASS (azc_model_parent_class)->finalize (object);
}

static void
azc_model_get_property (GObject    *object,
                        guint       prop_id,
                        GValue     *value,
                        GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_NAME:
      g_value_set_string (value, azc_model_get_name (AZC_MODEL (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
azc_model_class_init (AzcModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = azc_model_finalize;
  object_class->get_property = azc_model_get_property;

  properties[PROP_NAME] =
    g_param_spec_string ("name", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
azc_model_init (AzcModel *self)
{
  self->headers = azc_pairs_new ();
}

/**
 * azc_model_new:
 * @name: what the person calls it, and what the service does unless a deployment is set
 *
 * Returns: (transfer full): a new model
 */
AzcModel *
azc_model_new (const char *name)
{
  AzcModel *self;

  g_return_val_if_fail (name != NULL, NULL);

  self = g_object_new (AZC_TYPE_MODEL, NULL);
  self->name = g_strdup (name);

  return self;
}

/**
 * azc_model_get_name:
 * @self: a model
 *
 * Returns: (transfer none): its name
 */
const char *
azc_model_get_name (AzcModel *self)
{
  g_return_val_if_fail (AZC_IS_MODEL (self), NULL);

  return self->name;
}

/**
 * azc_model_get_deployment:
 * @self: a model
 *
 * Returns: (transfer none) (nullable): the deployment, where it is not called like the model
 */
const char *
azc_model_get_deployment (AzcModel *self)
{
  g_return_val_if_fail (AZC_IS_MODEL (self), NULL);

  return self->deployment;
}

/**
 * azc_model_set_deployment:
 * @self: a model
 * @deployment: (nullable): the deployment, where it is not called like the model; empty counts as %NULL
 *
 * Sets the deployment.
 */
void
azc_model_set_deployment (AzcModel   *self,
                          const char *deployment)
{
  g_return_if_fail (AZC_IS_MODEL (self));

  azc_set_str (&self->deployment, azc_str_empty (deployment) ? NULL : deployment);
}

/**
 * azc_model_get_api_version:
 * @self: a model
 *
 * Returns: (transfer none) (nullable): the api-version, where it differs from the endpoint’s
 */
const char *
azc_model_get_api_version (AzcModel *self)
{
  g_return_val_if_fail (AZC_IS_MODEL (self), NULL);

  return self->api_version;
}

/**
 * azc_model_set_api_version:
 * @self: a model
 * @api_version: (nullable): the api-version, where it differs from the endpoint’s; empty counts as %NULL
 *
 * Sets the api-version.
 */
void
azc_model_set_api_version (AzcModel   *self,
                           const char *api_version)
{
  g_return_if_fail (AZC_IS_MODEL (self));

  azc_set_str (&self->api_version, azc_str_empty (api_version) ? NULL : api_version);
}

/**
 * azc_model_get_family:
 * @self: a model
 *
 * Returns: (transfer none) (nullable): the family, whose rules hold; %NULL for automatic
 */
const char *
azc_model_get_family (AzcModel *self)
{
  g_return_val_if_fail (AZC_IS_MODEL (self), NULL);

  return self->family;
}

/**
 * azc_model_set_family:
 * @self: a model
 * @family: (nullable): the family, whose rules hold; %NULL for automatic; empty counts as %NULL
 *
 * Sets the family.
 */
void
azc_model_set_family (AzcModel   *self,
                      const char *family)
{
  g_return_if_fail (AZC_IS_MODEL (self));

  azc_set_str (&self->family, azc_str_empty (family) ? NULL : family);
}

/**
 * azc_model_get_vision:
 * @self: a model
 *
 * Returns: whether it reads pictures
 */
AzcTriState
azc_model_get_vision (AzcModel *self)
{
  g_return_val_if_fail (AZC_IS_MODEL (self), AZC_UNKNOWN);

  return self->vision;
}

/**
 * azc_model_set_vision:
 * @self: a model
 * @vision: whether it reads pictures
 *
 * Sets whether it reads pictures.
 */
void
azc_model_set_vision (AzcModel    *self,
                      AzcTriState  vision)
{
  g_return_if_fail (AZC_IS_MODEL (self));

  self->vision = vision;
}

/**
 * azc_model_get_headers:
 * @self: a model
 *
 * Returns: (transfer none): its own headers
 */
AzcPairs *
azc_model_get_headers (AzcModel *self)
{
  g_return_val_if_fail (AZC_IS_MODEL (self), NULL);

  return self->headers;
}

/**
 * azc_model_set_headers:
 * @self: a model
 * @headers: (nullable): its own headers
 *
 * Sets its headers.
 */
void
azc_model_set_headers (AzcModel *self,
                       AzcPairs *headers)
{
  g_return_if_fail (AZC_IS_MODEL (self));

  azc_pairs_unref (self->headers);
  self->headers = headers != NULL ? azc_pairs_ref (headers) : azc_pairs_new ();
}

static gboolean
read_text (JsonObject  *object,
           const char  *member,
           AzcModel    *self,
           void       (*set) (AzcModel   *self,
                              const char *value),
           GError     **error)
{
  const char *text = azc_json_get_string (object, member);

  if (text == NULL && json_object_has_member (object, member) &&
      !json_object_get_null_member (object, member))
    {
      g_set_error (error, AZC_ERROR, AZC_ERROR_SETTINGS,
                   _("“%s” of the model “%s” must be a text."), member, self->name);
      return FALSE;
    }

  if (text != NULL)
    set (self, text);

  return TRUE;
}

static gboolean
check_members (JsonObject  *object,
               GError     **error)
{
  static const char * const known[] = {
    "name", "deployment", "api-version", "family", "vision", "headers", NULL
  };
  g_autoptr (GList) members = json_object_get_members (object);

  for (GList *l = members; l != NULL; l = l->next)
    {
      if (!g_strv_contains (known, l->data))
        {
          g_set_error (error, AZC_ERROR, AZC_ERROR_SETTINGS,
                       _("“%s” is not a setting of a model."), (const char *) l->data);
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
read_vision (JsonObject  *object,
             AzcModel    *self,
             GError     **error)
{
  JsonNode *node = json_object_get_member (object, "vision");

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return TRUE;

  if (json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    {
      g_set_error (error, AZC_ERROR, AZC_ERROR_SETTINGS,
                   _("“%s” of the model “%s” must be true or false."), "vision", self->name);
      return FALSE;
    }

  self->vision = json_node_get_boolean (node) ? AZC_YES : AZC_NO;

  return TRUE;
}

/**
 * azc_model_new_from_json:
 * @object: a model of an endpoint file
 * @error: return location for an error
 *
 * Raises %AZC_ERROR_SETTINGS, naming the member that is wrong or unknown.
 *
 * Returns: (transfer full): the model
 */
AzcModel *
azc_model_new_from_json (JsonObject  *object,
                         GError     **error)
{
  g_autoptr (AzcModel) self = NULL;
  g_autoptr (AzcPairs) headers = NULL;
  const char *name;

  g_return_val_if_fail (object != NULL, NULL);

  name = azc_json_get_string (object, "name");
  if (azc_str_empty (name))
    {
      g_set_error_literal (error, AZC_ERROR, AZC_ERROR_SETTINGS, _("A model needs a name."));
      return NULL;
    }

  self = azc_model_new (name);
  headers = azc_pairs_from_json (json_object_get_member (object, "headers"), "headers", error);
  if (headers == NULL ||
      !check_members (object, error) ||
      !read_text (object, "deployment", self, azc_model_set_deployment, error) ||
      !read_text (object, "api-version", self, azc_model_set_api_version, error) ||
      !read_text (object, "family", self, azc_model_set_family, error) ||
      !read_vision (object, self, error))
    return NULL;

  azc_model_set_headers (self, headers);

  return g_steal_pointer (&self);
}

/**
 * azc_model_to_json:
 * @self: a model
 *
 * Returns: (transfer full): the model as in an endpoint file, without what is not set
 */
JsonNode *
azc_model_to_json (AzcModel *self)
{
  g_autoptr (JsonObject) object = json_object_new ();

  g_return_val_if_fail (AZC_IS_MODEL (self), NULL);

  json_object_set_string_member (object, "name", self->name);
  if (self->deployment != NULL)
    json_object_set_string_member (object, "deployment", self->deployment);
  if (self->api_version != NULL)
    json_object_set_string_member (object, "api-version", self->api_version);
  if (self->family != NULL)
    json_object_set_string_member (object, "family", self->family);
  if (self->vision != AZC_UNKNOWN)
    json_object_set_boolean_member (object, "vision", self->vision == AZC_YES);
  if (azc_pairs_get_size (self->headers) > 0)
    json_object_set_member (object, "headers", azc_pairs_to_json (self->headers));

  return json_node_init_object (json_node_alloc (), object);
}
