/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The pictures of a message as thumbnails. */

#include "config.h"

#include "ui/message-pictures.h"

#include <glib/gi18n.h>

#include "base/error.h"
#include "ui/tile-layout.h"

/* A single picture may be larger than several, which all have the same height. */
#define MAX_WIDTH  320
#define MAX_HEIGHT 240
#define MIN_SIDE   48

#define TILE_HEIGHT    120
#define MIN_TILE_WIDTH 72
#define MAX_TILE_WIDTH 200

struct _AzcMessagePictures
{
  GtkWidget     parent_instance;

  AzcWorkspace *workspace;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (AzcMessagePictures, azc_message_pictures, GTK_TYPE_WIDGET)

static void
show_missing (GtkPicture *picture)
{
  GtkWidget *frame = gtk_widget_get_parent (GTK_WIDGET (picture));

  if (frame != NULL)
    gtk_overlay_add_overlay (GTK_OVERLAY (frame),
                             gtk_image_new_from_icon_name ("image-missing-symbolic"));
}

static void
on_loaded (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GtkPicture) picture = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  g_autoptr (GdkTexture) texture = NULL;

  pixbuf = azc_workspace_load_picture_finish (AZC_WORKSPACE (source), result, &error);
  if (pixbuf == NULL)
    {
      if (!azc_error_is_cancelled (error))
        show_missing (picture);
      return;
    }

  texture = gdk_texture_new_for_pixbuf (pixbuf);
  gtk_picture_set_paintable (picture, GDK_PAINTABLE (texture));
}

static void
choose_size (AzcAttachment *attachment,
             gboolean       single,
             int           *width,
             int           *height)
{
  double natural_width = MAX (azc_attachment_get_width (attachment), 1);
  double natural_height = MAX (azc_attachment_get_height (attachment), 1);
  double scale = MIN (MAX_WIDTH / natural_width, MAX_HEIGHT / natural_height);

  if (single)
    {
      scale = MIN (scale, 1);
      *width = MAX (natural_width * scale, MIN_SIDE);
      *height = MAX (natural_height * scale, MIN_SIDE);
    }
  else
    {
      *width = CLAMP (natural_width * TILE_HEIGHT / natural_height, MIN_TILE_WIDTH, MAX_TILE_WIDTH);
      *height = TILE_HEIGHT;
    }
}

/* The size is known before the picture is there, so that nothing moves when it comes; and the
 * picture has no say in it. */
static GtkWidget *
make_frame (AzcAttachment *attachment,
            GtkWidget     *picture,
            gboolean       single)
{
  GtkWidget *overlay = gtk_overlay_new ();
  GtkWidget *space = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  int width, height;

  choose_size (attachment, single, &width, &height);
  gtk_widget_set_size_request (space, width, height);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), space);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), picture);

  return overlay;
}

static GtkWidget *
make_thumbnail (AzcMessagePictures *self,
                AzcAttachment      *attachment,
                gboolean            single)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *picture = gtk_picture_new ();
  const char *name = azc_attachment_get_name (attachment);
  g_autofree char *label = g_strdup_printf (_("Picture: %s"), name != NULL ? name : _("no name"));

  gtk_picture_set_content_fit (GTK_PICTURE (picture), GTK_CONTENT_FIT_COVER);
  gtk_picture_set_alternative_text (GTK_PICTURE (picture), name);
  gtk_widget_set_overflow (picture, GTK_OVERFLOW_HIDDEN);

  gtk_button_set_child (GTK_BUTTON (button), make_frame (attachment, picture, single));
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "picture-thumbnail");
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "picture.open");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s",
                                    azc_attachment_get_id (attachment));

  if (self->workspace != NULL)
    azc_workspace_load_picture_async (self->workspace, attachment,
                                      MAX_WIDTH * gtk_widget_get_scale_factor (button),
                                      self->cancellable, on_loaded, g_object_ref (picture));

  return button;
}

static void
azc_message_pictures_dispose (GObject *object)
{
  AzcMessagePictures *self = AZC_MESSAGE_PICTURES (object);
  GtkWidget *child;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (azc_message_pictures_parent_class)->dispose (object);
}

static void
azc_message_pictures_class_init (AzcMessagePicturesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = azc_message_pictures_dispose;
}

static void
azc_message_pictures_init (AzcMessagePictures *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_add_css_class (GTK_WIDGET (self), "pictures");
}

/**
 * azc_message_pictures_new:
 * @row: the pictures of a message
 * @workspace: (nullable): where they are loaded from
 *
 * Returns: (transfer floating): thumbnails
 */
GtkWidget *
azc_message_pictures_new (AzcChatRow   *row,
                          AzcWorkspace *workspace)
{
  AzcMessagePictures *self;
  AzcMessage *message;
  GListModel *attachments;
  guint n;

  g_return_val_if_fail (AZC_IS_CHAT_ROW (row), NULL);
  g_return_val_if_fail (workspace == NULL || AZC_IS_WORKSPACE (workspace), NULL);

  self = g_object_new (AZC_TYPE_MESSAGE_PICTURES, NULL);
  g_set_object (&self->workspace, workspace);
  message = azc_chat_row_get_message (row);
  attachments = azc_message_get_attachments (message);
  n = g_list_model_get_n_items (attachments);
  gtk_widget_set_layout_manager (GTK_WIDGET (self),
                                 azc_tile_layout_new (azc_message_get_role (message) ==
                                                      AZC_ROLE_USER));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (AzcAttachment) attachment = g_list_model_get_item (attachments, i);

      gtk_widget_set_parent (make_thumbnail (self, attachment, n == 1), GTK_WIDGET (self));
    }

  return GTK_WIDGET (self);
}
