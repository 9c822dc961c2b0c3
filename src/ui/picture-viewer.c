/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A window that shows a picture as large as it can. */

#include "config.h"

#include "ui/picture-viewer.h"

#include <glib/gi18n.h>

#include "base/error.h"
#include "ui/dialogs.h"

/* More than any screen has. */
#define MAX_SIDE 4096

struct _AzcPictureViewer
{
  AdwWindow        parent_instance;

  AzcAttachment   *attachment;
  GCancellable    *cancellable;

  AdwWindowTitle  *title;
  AdwToastOverlay *toasts;
  GtkStack        *stack;
  GtkPicture      *picture;
  AdwStatusPage   *error;
};

G_DEFINE_FINAL_TYPE (AzcPictureViewer, azc_picture_viewer, ADW_TYPE_WINDOW)

static void
say (AzcPictureViewer *self,
     const char       *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (escaped));
}

static void
on_loaded (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (AzcPictureViewer) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  g_autoptr (GdkTexture) texture = NULL;

  pixbuf = azc_workspace_load_picture_finish (AZC_WORKSPACE (source), result, &error);
  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  if (pixbuf == NULL)
    {
      adw_status_page_set_description (self->error, error->message);
      gtk_stack_set_visible_child_name (self->stack, "error");
      return;
    }

  texture = gdk_texture_new_for_pixbuf (pixbuf);
  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
  gtk_stack_set_visible_child_name (self->stack, "picture");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "viewer.copy", TRUE);
}

static void
copy (GtkWidget  *widget,
      const char *action_name,
      GVariant   *parameter)
{
  AzcPictureViewer *self = AZC_PICTURE_VIEWER (widget);
  GdkPaintable *paintable = gtk_picture_get_paintable (self->picture);

  gdk_clipboard_set_texture (gtk_widget_get_clipboard (widget), GDK_TEXTURE (paintable));
  say (self, _("Picture copied"));
}

static void
on_saved (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (AzcPictureViewer) self = user_data;
  g_autoptr (GError) error = NULL;

  if (g_file_copy_finish (G_FILE (source), result, &error))
    say (self, _("Picture saved"));
  else if (!azc_error_is_cancelled (error))
    say (self, error->message);
}

static void
on_target_chosen (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (AzcPictureViewer) self = user_data;
  g_autoptr (GFile) target = azc_dialogs_save_file_finish (result, NULL);

  if (target != NULL)
    g_file_copy_async (azc_attachment_get_file (self->attachment), target,
                       G_FILE_COPY_OVERWRITE, G_PRIORITY_DEFAULT, self->cancellable,
                       NULL, NULL, on_saved, g_object_ref (self));
}

static void
save (GtkWidget  *widget,
      const char *action_name,
      GVariant   *parameter)
{
  AzcPictureViewer *self = AZC_PICTURE_VIEWER (widget);

  azc_dialogs_save_file_async (GTK_WINDOW (self), _("Save Picture"),
                               azc_attachment_get_name (self->attachment),
                               on_target_chosen, g_object_ref (self));
}

static void
azc_picture_viewer_dispose (GObject *object)
{
  AzcPictureViewer *self = AZC_PICTURE_VIEWER (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), AZC_TYPE_PICTURE_VIEWER);
  g_clear_object (&self->attachment);

  G_OBJECT_CLASS (azc_picture_viewer_parent_class)->dispose (object);
}

static void
azc_picture_viewer_finalize (GObject *object)
{
  AzcPictureViewer *self = AZC_PICTURE_VIEWER (object);

  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (azc_picture_viewer_parent_class)->finalize (object);
}

static void
azc_picture_viewer_class_init (AzcPictureViewerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = azc_picture_viewer_dispose;
  G_OBJECT_CLASS (klass)->finalize = azc_picture_viewer_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               AZC_RESOURCE_PREFIX "/ui/picture-viewer.ui");
  gtk_widget_class_bind_template_child (widget_class, AzcPictureViewer, title);
  gtk_widget_class_bind_template_child (widget_class, AzcPictureViewer, toasts);
  gtk_widget_class_bind_template_child (widget_class, AzcPictureViewer, stack);
  gtk_widget_class_bind_template_child (widget_class, AzcPictureViewer, picture);
  gtk_widget_class_bind_template_child (widget_class, AzcPictureViewer, error);

  gtk_widget_class_install_action (widget_class, "viewer.copy", NULL, copy);
  gtk_widget_class_install_action (widget_class, "viewer.save", NULL, save);
}

static void
azc_picture_viewer_init (AzcPictureViewer *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "viewer.copy", FALSE);
}

/**
 * azc_picture_viewer_new:
 * @parent: (nullable): the window it belongs to
 * @workspace: where the picture is loaded from
 * @attachment: the picture
 *
 * Makes a window that shows a picture.
 *
 * Returns: (transfer none): the window; GTK owns it
 */
GtkWidget *
azc_picture_viewer_new (GtkWindow     *parent,
                        AzcWorkspace  *workspace,
                        AzcAttachment *attachment)
{
  AzcPictureViewer *self;
  g_autofree char *subtitle = NULL;
  const char *name;

  g_return_val_if_fail (parent == NULL || GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (AZC_IS_WORKSPACE (workspace), NULL);
  g_return_val_if_fail (AZC_IS_ATTACHMENT (attachment), NULL);

  self = g_object_new (AZC_TYPE_PICTURE_VIEWER, "transient-for", parent, NULL);
  self->attachment = g_object_ref (attachment);

  name = azc_attachment_get_name (attachment);
  subtitle = g_strdup_printf ("%u × %u", azc_attachment_get_width (attachment),
                              azc_attachment_get_height (attachment));
  adw_window_title_set_title (self->title, name != NULL ? name : _("Picture"));
  adw_window_title_set_subtitle (self->title, subtitle);
  gtk_window_set_title (GTK_WINDOW (self), adw_window_title_get_title (self->title));
  gtk_picture_set_alternative_text (self->picture, name);

  azc_workspace_load_picture_async (workspace, attachment, MAX_SIDE, self->cancellable,
                                    on_loaded, g_object_ref (self));

  return GTK_WIDGET (self);
}
