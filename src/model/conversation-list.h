/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "model/conversation.h"

G_BEGIN_DECLS

#define AZC_TYPE_CONVERSATION_LIST (azc_conversation_list_get_type ())

/**
 * AzcConversationList:
 *
 * All conversations as a [iface@Gio.ListModel], newest first; keeps the order
 * when a conversation's `updated` changes. Main thread only.
 */
G_DECLARE_FINAL_TYPE (AzcConversationList, azc_conversation_list, AZC, CONVERSATION_LIST, GObject)

AzcConversationList *azc_conversation_list_new    (void);
void                 azc_conversation_list_add    (AzcConversationList *self,
                                                   AzcConversation     *conversation);
void                 azc_conversation_list_add_all (AzcConversationList *self,
                                                    GPtrArray           *conversations);
gboolean             azc_conversation_list_remove (AzcConversationList *self,
                                                   AzcConversation     *conversation);
AzcConversation     *azc_conversation_list_find   (AzcConversationList *self,
                                                   const char          *id);

G_END_DECLS
