/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Dropping pictures anywhere on the window. */

#include "config.h"

#include "ui/window-private.h"

#include <glib/gi18n.h>

#include "base/error.h"
#include "ui/offer.h"

typedef struct
{
  AzcDraft *draft;
  GdkDrop  *drop;
} Dropping;

static void
on_taken (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  Dropping *dropping = user_data;
  g_autoptr (GError) error = NULL;
  gboolean taken = azc_offer_take_finish (result, &error);

  if (!taken && error == NULL)
    error = g_error_new_literal (AZC_ERROR, AZC_ERROR_IMAGE_FORMAT,
                                 _("There is no picture in what was dropped."));
  if (error != NULL)
    azc_draft_refuse (dropping->draft, NULL, error);

  gdk_drop_finish (dropping->drop, taken ? GDK_ACTION_COPY : 0);
  g_object_unref (dropping->draft);
  g_object_unref (dropping->drop);
  g_free (dropping);
}

static gboolean
on_accept (GtkDropTargetAsync *target,
           GdkDrop            *drop,
           AzcWindow          *self)
{
  return _azc_window_can_compose (self) &&
         azc_offer_has_pictures (gdk_drop_get_formats (drop));
}

static GdkDragAction
on_drag_enter (GtkDropTargetAsync *target,
               GdkDrop            *drop,
               double              x,
               double              y,
               AzcWindow          *self)
{
  gtk_revealer_set_reveal_child (self->drop_revealer, TRUE);

  return GDK_ACTION_COPY;
}

static void
on_drag_leave (GtkDropTargetAsync *target,
               GdkDrop            *drop,
               AzcWindow          *self)
{
  gtk_revealer_set_reveal_child (self->drop_revealer, FALSE);
}

static gboolean
on_drop (GtkDropTargetAsync *target,
         GdkDrop            *drop,
         double              x,
         double              y,
         AzcWindow          *self)
{
  Dropping *dropping = g_new0 (Dropping, 1);

  gtk_revealer_set_reveal_child (self->drop_revealer, FALSE);

  dropping->draft = g_object_ref (_azc_window_get_draft (self));
  dropping->drop = g_object_ref (drop);
  azc_offer_take_drop_async (drop, dropping->draft, on_taken, dropping);
  gtk_widget_grab_focus (GTK_WIDGET (self->composer));

  return TRUE;
}

/* In the capture phase: a file that lands on the text is a picture too, not its path. */
void
_azc_window_add_drop_target (AzcWindow *self)
{
  GtkDropTargetAsync *target = gtk_drop_target_async_new (azc_offer_get_formats (),
                                                          GDK_ACTION_COPY);

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (target), GTK_PHASE_CAPTURE);
  g_signal_connect (target, "accept", G_CALLBACK (on_accept), self);
  g_signal_connect (target, "drag-enter", G_CALLBACK (on_drag_enter), self);
  g_signal_connect (target, "drag-leave", G_CALLBACK (on_drag_leave), self);
  g_signal_connect (target, "drop", G_CALLBACK (on_drop), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}
