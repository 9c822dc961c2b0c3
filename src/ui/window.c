/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The main window. */

#include "config.h"

#include "ui/window.h"

struct _AzcWindow
{
  AdwApplicationWindow  parent_instance;

  AzcWorkspace         *workspace;
};

G_DEFINE_FINAL_TYPE (AzcWindow, azc_window, ADW_TYPE_APPLICATION_WINDOW)

static void
azc_window_dispose (GObject *object)
{
  AzcWindow *self = AZC_WINDOW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), AZC_TYPE_WINDOW);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (azc_window_parent_class)->dispose (object);
}

static void
azc_window_class_init (AzcWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = azc_window_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               AZC_RESOURCE_PREFIX "/ui/window.ui");
}

static void
azc_window_init (AzcWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * azc_window_new:
 * @application: the application
 * @workspace: what the window shows
 *
 * Makes the main window.
 *
 * Returns: (transfer none): the window; GTK owns it
 */
AzcWindow *
azc_window_new (GtkApplication *application,
                AzcWorkspace   *workspace)
{
  AzcWindow *self;

  g_return_val_if_fail (GTK_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (AZC_IS_WORKSPACE (workspace), NULL);

  self = g_object_new (AZC_TYPE_WINDOW, "application", application, NULL);
  self->workspace = g_object_ref (workspace);

  return self;
}
