/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Unfolds a row to edit it. */

#include "config.h"

#include "ui/expander.h"

/* The focus alone does not scroll: it comes while the row is still folded. */
static void
scroll_to (GtkWidget *row)
{
  GtkWidget *viewport = gtk_widget_get_ancestor (row, GTK_TYPE_VIEWPORT);
  GtkAdjustment *adjustment;
  graphene_rect_t bounds;

  if (viewport == NULL ||
      !gtk_widget_compute_bounds (row, gtk_viewport_get_child (GTK_VIEWPORT (viewport)), &bounds))
    return;

  adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (viewport));
  gtk_adjustment_clamp_page (adjustment, bounds.origin.y,
                             bounds.origin.y + bounds.size.height);
}

static void
on_revealed_cb (GtkWidget   *row,
                GParamSpec  *pspec,
                GtkRevealer *revealer)
{
  g_signal_handlers_disconnect_by_func (revealer, on_revealed_cb, row);
  scroll_to (row);
}

/**
 * azc_expander_edit:
 * @row: an expander row
 * @field: a field within it
 *
 * Unfolds the row, puts the cursor into the field, and scrolls so that the whole row
 * can be seen.
 */
void
azc_expander_edit (AdwExpanderRow *row,
                   GtkWidget      *field)
{
  GtkWidget *revealer;

  g_return_if_fail (ADW_IS_EXPANDER_ROW (row));
  g_return_if_fail (GTK_IS_WIDGET (field));

  revealer = gtk_widget_get_ancestor (field, GTK_TYPE_REVEALER);
  if (revealer != NULL)
    g_signal_connect_object (revealer, "notify::child-revealed", G_CALLBACK (on_revealed_cb), row,
                             G_CONNECT_SWAPPED);
  adw_expander_row_set_expanded (row, TRUE);
  gtk_widget_grab_focus (field);
}
