/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A picture that belongs to a message. Immutable, so any thread may read it. */

#include "config.h"

#include "model/attachment.h"

struct _AzcAttachment
{
  GObject  parent_instance;
  char    *id;
  char    *name;
  char    *mime_type;
  GFile   *file;
  gsize    size;
  guint    width;
  guint    height;
};

G_DEFINE_FINAL_TYPE (AzcAttachment, azc_attachment, G_TYPE_OBJECT)

static void
azc_attachment_finalize (GObject *object)
{
  AzcAttachment *self = AZC_ATTACHMENT (object);

  g_free (self->id);
  g_free (self->name);
  g_free (self->mime_type);
  g_object_unref (self->file);

  G_OBJECT_CLASS (azc_attachment_parent_class)->finalize (object);
}

static void
azc_attachment_class_init (AzcAttachmentClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = azc_attachment_finalize;
}

static void
azc_attachment_init (AzcAttachment *self)
{
}

/**
 * azc_attachment_new:
 * @id: SHA-256 of the bytes, in hexadecimal
 * @name: what the person knows the picture by
 * @mime_type: its true type
 * @width: width in pixels
 * @height: height in pixels
 * @size: size of the file in bytes
 * @file: where the bytes lie
 *
 * Returns: (transfer full): a new attachment
 */
AzcAttachment *
azc_attachment_new (const char *id,
                    const char *name,
                    const char *mime_type,
                    guint       width,
                    guint       height,
                    gsize       size,
                    GFile      *file)
{
  AzcAttachment *self;

  g_return_val_if_fail (id != NULL, NULL);
  g_return_val_if_fail (mime_type != NULL, NULL);
  g_return_val_if_fail (G_IS_FILE (file), NULL);

  self = g_object_new (AZC_TYPE_ATTACHMENT, NULL);
  self->id = g_strdup (id);
  self->name = g_strdup (name != NULL ? name : "");
  self->mime_type = g_strdup (mime_type);
  self->width = width;
  self->height = height;
  self->size = size;
  self->file = g_object_ref (file);

  return self;
}

/**
 * azc_attachment_get_id:
 * @self: an attachment
 *
 * Returns: (transfer none): SHA-256 of the bytes, in hexadecimal
 */
const char *
azc_attachment_get_id (AzcAttachment *self)
{
  g_return_val_if_fail (AZC_IS_ATTACHMENT (self), NULL);

  return self->id;
}

/**
 * azc_attachment_get_name:
 * @self: an attachment
 *
 * Returns: (transfer none): what the person knows the picture by; may be empty
 */
const char *
azc_attachment_get_name (AzcAttachment *self)
{
  g_return_val_if_fail (AZC_IS_ATTACHMENT (self), NULL);

  return self->name;
}

/**
 * azc_attachment_get_mime_type:
 * @self: an attachment
 *
 * Returns: (transfer none): its true type
 */
const char *
azc_attachment_get_mime_type (AzcAttachment *self)
{
  g_return_val_if_fail (AZC_IS_ATTACHMENT (self), NULL);

  return self->mime_type;
}

/**
 * azc_attachment_get_width:
 * @self: an attachment
 *
 * Returns: width in pixels
 */
guint
azc_attachment_get_width (AzcAttachment *self)
{
  g_return_val_if_fail (AZC_IS_ATTACHMENT (self), 0);

  return self->width;
}

/**
 * azc_attachment_get_height:
 * @self: an attachment
 *
 * Returns: height in pixels
 */
guint
azc_attachment_get_height (AzcAttachment *self)
{
  g_return_val_if_fail (AZC_IS_ATTACHMENT (self), 0);

  return self->height;
}

/**
 * azc_attachment_get_size:
 * @self: an attachment
 *
 * Returns: size of the file in bytes
 */
gsize
azc_attachment_get_size (AzcAttachment *self)
{
  g_return_val_if_fail (AZC_IS_ATTACHMENT (self), 0);

  return self->size;
}

/**
 * azc_attachment_get_file:
 * @self: an attachment
 *
 * Returns: (transfer none): where the bytes lie
 */
GFile *
azc_attachment_get_file (AzcAttachment *self)
{
  g_return_val_if_fail (AZC_IS_ATTACHMENT (self), NULL);

  return self->file;
}
