/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "model/conversation.h"

G_BEGIN_DECLS

#define AZC_TYPE_SIDEBAR_ROW (azc_sidebar_row_get_type ())

/**
 * AzcSidebarRow:
 *
 * One conversation in the list. The first of a group of dates shows the group's
 * heading above itself: a heading that were a row of its own would catch the
 * keyboard's focus.
 */
G_DECLARE_FINAL_TYPE (AzcSidebarRow, azc_sidebar_row, AZC, SIDEBAR_ROW, AdwBin)

GtkWidget       *azc_sidebar_row_new              (void);
AzcConversation *azc_sidebar_row_get_conversation (AzcSidebarRow   *self);
void             azc_sidebar_row_set_conversation (AzcSidebarRow   *self,
                                                   AzcConversation *conversation);
void             azc_sidebar_row_update_dates     (AzcSidebarRow   *self,
                                                   AzcConversation *previous);

G_END_DECLS
