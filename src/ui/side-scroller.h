/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define AZC_TYPE_SIDE_SCROLLER (azc_side_scroller_get_type ())

/**
 * AzcSideScroller:
 *
 * Scrolls a child sideways, and only that. Unlike a scrolled window it is as high as
 * its child at the width that this really gets, and leaves the wheel to the view
 * around it.
 *
 * Properties: child.
 */
G_DECLARE_FINAL_TYPE (AzcSideScroller, azc_side_scroller, AZC, SIDE_SCROLLER, GtkWidget)

GtkWidget *azc_side_scroller_new       (void);
void       azc_side_scroller_set_child (AzcSideScroller *self,
                                        GtkWidget       *child);

G_END_DECLS
