/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A picture on its way into a message. */

#include "config.h"

#include "ui/draft-picture.h"

struct _AzcDraftPicture
{
  GObject        parent_instance;

  char          *name;
  AzcAttachment *attachment;
  GCancellable  *cancellable;
};

enum
{
  PROP_0,
  PROP_NAME,
  PROP_ATTACHMENT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (AzcDraftPicture, azc_draft_picture, G_TYPE_OBJECT)

static void
azc_draft_picture_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  AzcDraftPicture *self = AZC_DRAFT_PICTURE (object);

  switch (prop_id)
    {
    case PROP_NAME:
      g_value_set_string (value, azc_draft_picture_get_name (self));
      break;

    case PROP_ATTACHMENT:
      g_value_set_object (value, azc_draft_picture_get_attachment (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
azc_draft_picture_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  AzcDraftPicture *self = AZC_DRAFT_PICTURE (object);

  switch (prop_id)
    {
    case PROP_NAME:
      self->name = g_value_dup_string (value);
      break;

    case PROP_ATTACHMENT:
      azc_draft_picture_set_attachment (self, g_value_get_object (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
azc_draft_picture_finalize (GObject *object)
{
  AzcDraftPicture *self = AZC_DRAFT_PICTURE (object);

  g_clear_pointer (&self->name, g_free);
  g_clear_object (&self->attachment);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (azc_draft_picture_parent_class)->finalize (object);
}

static void
azc_draft_picture_class_init (AzcDraftPictureClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = azc_draft_picture_get_property;
  object_class->set_property = azc_draft_picture_set_property;
  object_class->finalize = azc_draft_picture_finalize;

  properties[PROP_NAME] =
    g_param_spec_string ("name", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_ATTACHMENT] =
    g_param_spec_object ("attachment", NULL, NULL, AZC_TYPE_ATTACHMENT,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
azc_draft_picture_init (AzcDraftPicture *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * azc_draft_picture_new:
 * @name: what to call the picture
 *
 * Makes a picture that is still to be prepared.
 *
 * Returns: (transfer full): the picture
 */
AzcDraftPicture *
azc_draft_picture_new (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  return g_object_new (AZC_TYPE_DRAFT_PICTURE, "name", name, NULL);
}

/**
 * azc_draft_picture_get_name:
 * @self: a picture
 *
 * Returns: (transfer none): what to call the picture
 */
const char *
azc_draft_picture_get_name (AzcDraftPicture *self)
{
  g_return_val_if_fail (AZC_IS_DRAFT_PICTURE (self), NULL);

  return self->name;
}

/**
 * azc_draft_picture_get_attachment:
 * @self: a picture
 *
 * Returns: (transfer none) (nullable): the prepared picture, %NULL until then
 */
AzcAttachment *
azc_draft_picture_get_attachment (AzcDraftPicture *self)
{
  g_return_val_if_fail (AZC_IS_DRAFT_PICTURE (self), NULL);

  return self->attachment;
}

/**
 * azc_draft_picture_set_attachment:
 * @self: a picture
 * @attachment: (nullable): the prepared picture
 *
 * Says that the picture has been prepared.
 */
void
azc_draft_picture_set_attachment (AzcDraftPicture *self,
                                  AzcAttachment   *attachment)
{
  g_return_if_fail (AZC_IS_DRAFT_PICTURE (self));

  if (g_set_object (&self->attachment, attachment))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ATTACHMENT]);
}

/**
 * azc_draft_picture_get_cancellable:
 * @self: a picture
 *
 * Returns: (transfer none): what ends the preparing
 */
GCancellable *
azc_draft_picture_get_cancellable (AzcDraftPicture *self)
{
  g_return_val_if_fail (AZC_IS_DRAFT_PICTURE (self), NULL);

  return self->cancellable;
}
