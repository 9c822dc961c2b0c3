/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A button that copies, and says for two seconds that it has. */

#include "config.h"

#include "ui/copy-button.h"

#include <glib/gi18n.h>

#define DONE_SECONDS 2

struct _AzcCopyButton
{
  GtkButton parent_instance;

  guint     timeout;
};

G_DEFINE_FINAL_TYPE (AzcCopyButton, azc_copy_button, GTK_TYPE_BUTTON)

static void
show_state (AzcCopyButton *self,
            gboolean       done)
{
  const char *label = done ? _("Copied") : _("Copy");

  gtk_button_set_icon_name (GTK_BUTTON (self),
                            done ? "object-select-symbolic" : "edit-copy-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static gboolean
on_timeout (gpointer user_data)
{
  AzcCopyButton *self = user_data;

  self->timeout = 0;
  show_state (self, FALSE);

  return G_SOURCE_REMOVE;
}

static void
azc_copy_button_clicked (GtkButton *button)
{
  AzcCopyButton *self = AZC_COPY_BUTTON (button);

  show_state (self, TRUE);
  g_clear_handle_id (&self->timeout, g_source_remove);
  self->timeout = g_timeout_add_seconds (DONE_SECONDS, on_timeout, self);
}

static void
azc_copy_button_dispose (GObject *object)
{
  AzcCopyButton *self = AZC_COPY_BUTTON (object);

  g_clear_handle_id (&self->timeout, g_source_remove);

  G_OBJECT_CLASS (azc_copy_button_parent_class)->dispose (object);
}

static void
azc_copy_button_class_init (AzcCopyButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = azc_copy_button_dispose;
  GTK_BUTTON_CLASS (klass)->clicked = azc_copy_button_clicked;
}

static void
azc_copy_button_init (AzcCopyButton *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "flat");
  show_state (self, FALSE);
}
