/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The pictures of a message as thumbnails. */

#include "config.h"

#include "ui/message-pictures.h"

#include <glib/gi18n.h>

#include "base/error.h"
#include "ui/side-scroller.h"

/* A single picture may be larger than one among several. */
#define MAX_WIDTH_SINGLE 320
#define MAX_WIDTH        160
#define MAX_HEIGHT       200
#define MIN_SIDE         48

struct _AzcMessagePictures
{
  GtkWidget     parent_instance;

  AzcWorkspace *workspace;
  GCancellable *cancellable;
  GtkWidget    *scroller;
};

G_DEFINE_FINAL_TYPE (AzcMessagePictures, azc_message_pictures, GTK_TYPE_WIDGET)

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
        gtk_widget_add_css_class (GTK_WIDGET (picture), "missing");
      return;
    }

  texture = gdk_texture_new_for_pixbuf (pixbuf);
  gtk_picture_set_paintable (picture, GDK_PAINTABLE (texture));
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
  double width = MAX (azc_attachment_get_width (attachment), 1);
  double height = MAX (azc_attachment_get_height (attachment), 1);
  double scale = MIN ((single ? MAX_WIDTH_SINGLE : MAX_WIDTH) / width, MAX_HEIGHT / height);

  scale = MIN (scale, 1);
  gtk_widget_set_size_request (space, MAX (width * scale, MIN_SIDE),
                               MAX (height * scale, MIN_SIDE));
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
  gtk_widget_set_valign (button, GTK_ALIGN_END);
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
                                      MAX_WIDTH_SINGLE * gtk_widget_get_scale_factor (button),
                                      self->cancellable, on_loaded, g_object_ref (picture));

  return button;
}

static void
azc_message_pictures_dispose (GObject *object)
{
  AzcMessagePictures *self = AZC_MESSAGE_PICTURES (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (azc_message_pictures_parent_class)->dispose (object);
}

static void
azc_message_pictures_class_init (AzcMessagePicturesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = azc_message_pictures_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
azc_message_pictures_init (AzcMessagePictures *self)
{
  self->cancellable = g_cancellable_new ();
  self->scroller = azc_side_scroller_new ();
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
  gtk_widget_add_css_class (self->scroller, "pictures");
}

/**
 * azc_message_pictures_new:
 * @row: the pictures of a message
 * @workspace: (nullable): where they are loaded from
 *
 * Returns: (transfer floating): a strip of thumbnails
 */
GtkWidget *
azc_message_pictures_new (AzcChatRow   *row,
                          AzcWorkspace *workspace)
{
  AzcMessagePictures *self;
  AzcMessage *message;
  GListModel *attachments;
  GtkWidget *box;
  guint n;

  g_return_val_if_fail (AZC_IS_CHAT_ROW (row), NULL);
  g_return_val_if_fail (workspace == NULL || AZC_IS_WORKSPACE (workspace), NULL);

  self = g_object_new (AZC_TYPE_MESSAGE_PICTURES, NULL);
  g_set_object (&self->workspace, workspace);
  message = azc_chat_row_get_message (row);
  attachments = azc_message_get_attachments (message);
  n = g_list_model_get_n_items (attachments);
  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (AzcAttachment) attachment = g_list_model_get_item (attachments, i);

      gtk_box_append (GTK_BOX (box), make_thumbnail (self, attachment, n == 1));
    }

  azc_side_scroller_set_child (AZC_SIDE_SCROLLER (self->scroller), box);
  gtk_widget_set_halign (self->scroller, azc_message_get_role (message) == AZC_ROLE_USER
                                           ? GTK_ALIGN_END : GTK_ALIGN_START);

  return GTK_WIDGET (self);
}
