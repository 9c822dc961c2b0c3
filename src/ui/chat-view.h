/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "chat/workspace.h"
#include "model/conversation.h"

G_BEGIN_DECLS

#define AZC_TYPE_CHAT_VIEW (azc_chat_view_get_type ())

/**
 * AzcChatView:
 *
 * Shows a conversation and follows it.
 *
 * Properties: at-end (read only): whether the end is in view.
 * Signals: "edit-message" (AzcMessage): the person wants to write one of the own
 * messages anew.
 * Actions: message.copy, message.retry, message.edit (s: the message's id),
 * picture.open (s: the attachment's id).
 */
G_DECLARE_FINAL_TYPE (AzcChatView, azc_chat_view, AZC, CHAT_VIEW, GtkWidget)

GtkWidget       *azc_chat_view_new              (void);
void             azc_chat_view_set_workspace    (AzcChatView     *self,
                                                 AzcWorkspace    *workspace);
AzcConversation *azc_chat_view_get_conversation (AzcChatView     *self);
void             azc_chat_view_set_conversation (AzcChatView     *self,
                                                 AzcConversation *conversation);
gboolean         azc_chat_view_get_at_end       (AzcChatView     *self);
void             azc_chat_view_scroll_to_end    (AzcChatView     *self);

G_END_DECLS
