/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A text view that grows with its text. */

#include "config.h"

#include "ui/text-area.h"

struct _AzcTextArea
{
  GtkTextView parent_instance;

  int         height;
};

G_DEFINE_FINAL_TYPE (AzcTextArea, azc_text_area, GTK_TYPE_TEXT_VIEW)

/* While an adjustment glides to the cursor, GtkTextView does not tell it of a new height: a view
 * that has just grown by a line would go on showing it with the first line scrolled away. So
 * growing ends the gliding, and the cursor is brought into sight at the new height. */
static void
azc_text_area_size_allocate (GtkWidget *widget,
                             int        width,
                             int        height,
                             int        baseline)
{
  AzcTextArea *self = AZC_TEXT_AREA (widget);
  GtkTextView *text_view = GTK_TEXT_VIEW (widget);
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (widget));
  gboolean resized = self->height != height;

  self->height = height;
  if (resized && adjustment != NULL)
    gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment));

  GTK_WIDGET_CLASS (azc_text_area_parent_class)->size_allocate (widget, width, height, baseline);

  if (resized)
    gtk_text_view_scroll_mark_onscreen (text_view,
                                        gtk_text_buffer_get_insert
                                          (gtk_text_view_get_buffer (text_view)));
}

static void
azc_text_area_class_init (AzcTextAreaClass *klass)
{
  GTK_WIDGET_CLASS (klass)->size_allocate = azc_text_area_size_allocate;
}

static void
azc_text_area_init (AzcTextArea *self)
{
}
