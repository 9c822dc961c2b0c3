/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "ui/chat-row.h"

G_BEGIN_DECLS

#define AZC_TYPE_MESSAGE_ACTIONS (azc_message_actions_get_type ())

/**
 * AzcMessageActions:
 *
 * What can be done with a message. Always in the order of the focus, shown when it
 * is pointed at or focused.
 */
G_DECLARE_FINAL_TYPE (AzcMessageActions, azc_message_actions, AZC, MESSAGE_ACTIONS, GtkWidget)

GtkWidget *azc_message_actions_new (AzcChatRow *row);

G_END_DECLS
