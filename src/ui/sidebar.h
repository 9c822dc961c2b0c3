/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "model/conversation-list.h"

G_BEGIN_DECLS

#define AZC_TYPE_SIDEBAR (azc_sidebar_get_type ())

/**
 * AzcSidebar:
 *
 * The conversations by date. What to do with them is the window's matter: the
 * actions `win.rename-conversation` and `win.delete-conversation` take an id.
 *
 * Properties: selected (AzcConversation, nullable): follows the person's choice, and
 * may be set.
 *
 * Signals: "picked": the person chose a conversation to read, rather than passing by
 * with the arrow keys.
 */
G_DECLARE_FINAL_TYPE (AzcSidebar, azc_sidebar, AZC, SIDEBAR, AdwBin)

void             azc_sidebar_set_conversations (AzcSidebar          *self,
                                                AzcConversationList *conversations);
AzcConversation *azc_sidebar_get_selected      (AzcSidebar          *self);
void             azc_sidebar_set_selected      (AzcSidebar          *self,
                                                AzcConversation     *conversation);
AzcConversation *azc_sidebar_get_neighbour     (AzcSidebar          *self,
                                                int                  offset);
void             azc_sidebar_update_dates      (AzcSidebar          *self);

G_END_DECLS
