/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One picture of a draft as the composer shows it. */

#include "config.h"

#include "ui/attachment-chip.h"

#include <glib/gi18n.h>

/* The thumbnail is a square cut out of the middle, so a wide picture is loaded larger. */
#define THUMBNAIL_SIDE 72
#define THUMBNAIL_LOAD_SIDE (THUMBNAIL_SIDE * 3)

struct _AzcAttachmentChip
{
  AdwBin           parent_instance;

  AzcDraft        *draft;
  AzcDraftPicture *picture;
  GCancellable    *cancellable;

  GtkStack        *stack;
  GtkImage        *image;
  GtkLabel        *name;
  GtkLabel        *pixels;
  GtkLabel        *size;
  GtkWidget       *remove;
};

G_DEFINE_FINAL_TYPE (AzcAttachmentChip, azc_attachment_chip, ADW_TYPE_BIN)

static GdkTexture *
cut_square (GdkPixbuf *pixbuf)
{
  g_autoptr (GdkPixbuf) square = NULL;
  int width = gdk_pixbuf_get_width (pixbuf);
  int height = gdk_pixbuf_get_height (pixbuf);
  int side = MIN (width, height);

  square = gdk_pixbuf_new_subpixbuf (pixbuf, (width - side) / 2, (height - side) / 2, side, side);

  return gdk_texture_new_for_pixbuf (square);
}

static void
on_thumbnail (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (AzcAttachmentChip) self = user_data;
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autoptr (GError) error = NULL;

  pixbuf = azc_workspace_load_picture_finish (AZC_WORKSPACE (source), result, &error);
  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  if (pixbuf != NULL)
    {
      texture = cut_square (pixbuf);
      gtk_image_set_from_paintable (self->image, GDK_PAINTABLE (texture));
    }
  else
    {
      g_debug ("No thumbnail: %s", error->message);
      gtk_image_set_pixel_size (self->image, 32);
    }

  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->image));
}

static void
show_attachment (AzcAttachmentChip *self)
{
  AzcAttachment *attachment = azc_draft_picture_get_attachment (self->picture);
  g_autofree char *pixels = NULL;
  g_autofree char *size = NULL;
  g_autofree char *label = NULL;
  g_autofree char *tooltip = NULL;

  if (attachment == NULL)
    return;

  pixels = g_strdup_printf ("%u × %u", azc_attachment_get_width (attachment),
                            azc_attachment_get_height (attachment));
  size = g_format_size (azc_attachment_get_size (attachment));
  gtk_label_set_text (self->pixels, pixels);
  gtk_label_set_text (self->size, size);

  /* Translators: a picture’s name, its width and height in pixels, and its size in bytes. */
  label = g_strdup_printf (_("%s, %s, %s"), azc_draft_picture_get_name (self->picture),
                           pixels, size);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  tooltip = g_strdup_printf ("%s\n%s, %s", azc_draft_picture_get_name (self->picture),
                             pixels, size);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->stack), tooltip);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->name), tooltip);

  azc_workspace_load_picture_async (azc_draft_get_workspace (self->draft), attachment,
                                    (guint) (THUMBNAIL_LOAD_SIDE *
                                             gtk_widget_get_scale_factor (GTK_WIDGET (self))),
                                    self->cancellable, on_thumbnail, g_object_ref (self));
}

static void
on_remove (AzcAttachmentChip *self)
{
  azc_draft_remove (self->draft, self->picture);
}

static void
azc_attachment_chip_dispose (GObject *object)
{
  AzcAttachmentChip *self = AZC_ATTACHMENT_CHIP (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), AZC_TYPE_ATTACHMENT_CHIP);
  g_clear_object (&self->draft);
  g_clear_object (&self->picture);

  G_OBJECT_CLASS (azc_attachment_chip_parent_class)->dispose (object);
}

static void
azc_attachment_chip_finalize (GObject *object)
{
  g_clear_object (&AZC_ATTACHMENT_CHIP (object)->cancellable);

  G_OBJECT_CLASS (azc_attachment_chip_parent_class)->finalize (object);
}

static void
azc_attachment_chip_class_init (AzcAttachmentChipClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = azc_attachment_chip_dispose;
  G_OBJECT_CLASS (klass)->finalize = azc_attachment_chip_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               AZC_RESOURCE_PREFIX "/ui/attachment-chip.ui");
  gtk_widget_class_bind_template_child (widget_class, AzcAttachmentChip, stack);
  gtk_widget_class_bind_template_child (widget_class, AzcAttachmentChip, image);
  gtk_widget_class_bind_template_child (widget_class, AzcAttachmentChip, name);
  gtk_widget_class_bind_template_child (widget_class, AzcAttachmentChip, pixels);
  gtk_widget_class_bind_template_child (widget_class, AzcAttachmentChip, size);
  gtk_widget_class_bind_template_child (widget_class, AzcAttachmentChip, remove);
  gtk_widget_class_bind_template_callback (widget_class, on_remove);
}

static void
azc_attachment_chip_init (AzcAttachmentChip *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * azc_attachment_chip_new:
 * @draft: the draft
 * @picture: one of its pictures
 *
 * Makes the chip of a picture.
 *
 * Returns: (transfer floating): the chip
 */
GtkWidget *
azc_attachment_chip_new (AzcDraft        *draft,
                         AzcDraftPicture *picture)
{
  AzcAttachmentChip *self;
  g_autofree char *remove = NULL;
  const char *name;

  g_return_val_if_fail (AZC_IS_DRAFT (draft), NULL);
  g_return_val_if_fail (AZC_IS_DRAFT_PICTURE (picture), NULL);

  self = g_object_new (AZC_TYPE_ATTACHMENT_CHIP, NULL);
  self->draft = g_object_ref (draft);
  self->picture = g_object_ref (picture);

  name = azc_draft_picture_get_name (picture);
  gtk_label_set_text (self->name, name);
  gtk_label_set_text (self->pixels, _("Preparing…"));
  /* Translators: “%s” is the name of a picture. */
  remove = g_strdup_printf (_("Remove “%s”"), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->remove),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, remove, -1);

  g_signal_connect_object (picture, "notify::attachment", G_CALLBACK (show_attachment), self,
                           G_CONNECT_SWAPPED);
  show_attachment (self);

  return GTK_WIDGET (self);
}

/**
 * azc_attachment_chip_get_picture:
 * @self: a chip
 *
 * Returns: (transfer none): the picture it shows
 */
AzcDraftPicture *
azc_attachment_chip_get_picture (AzcAttachmentChip *self)
{
  g_return_val_if_fail (AZC_IS_ATTACHMENT_CHIP (self), NULL);

  return self->picture;
}
