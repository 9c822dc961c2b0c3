/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define AZC_TYPE_HISTORY_VIEW (azc_history_view_get_type ())

/**
 * AzcHistoryView:
 *
 * A scrollable column of rows of any height, of which only those near the viewport
 * exist as widgets. The first visible row stays where it is whatever happens around
 * it; at the end, the view follows the end exactly.
 *
 * Properties: at-end (read only).
 */
G_DECLARE_FINAL_TYPE (AzcHistoryView, azc_history_view, AZC, HISTORY_VIEW, GtkWidget)

/**
 * AzcHistoryCreate:
 * @item: an item of the model
 * @user_data: as given to azc_history_view_set_factory()
 *
 * Makes the widget of a row. It follows later changes of the item by itself.
 *
 * Returns: (transfer full): a widget, floating
 */
typedef GtkWidget *(*AzcHistoryCreate)   (gpointer item,
                                          gpointer user_data);

/**
 * AzcHistoryEstimate:
 * @item: an item of the model
 * @width: the width of the row
 * @user_data: as given to azc_history_view_set_factory()
 *
 * Guesses the height of a row that has never been measured. Must be cheap.
 *
 * Returns: a height in pixels
 */
typedef int        (*AzcHistoryEstimate) (gpointer item,
                                          int      width,
                                          gpointer user_data);

GtkWidget *azc_history_view_new           (void);
void       azc_history_view_set_factory   (AzcHistoryView     *self,
                                           AzcHistoryCreate    create,
                                           AzcHistoryEstimate  estimate,
                                           gpointer            user_data);
void       azc_history_view_set_model     (AzcHistoryView     *self,
                                           GListModel         *model);
void       azc_history_view_set_column    (AzcHistoryView     *self,
                                           int                 max_width,
                                           int                 margin);
gboolean   azc_history_view_get_at_end    (AzcHistoryView     *self);
void       azc_history_view_scroll_to_end (AzcHistoryView     *self);
void       azc_history_view_scroll_to     (AzcHistoryView     *self,
                                           guint               position);
GtkWidget *azc_history_view_get_row       (AzcHistoryView     *self,
                                           guint               position);

G_END_DECLS
