/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "ui/chat-row.h"

G_BEGIN_DECLS

#define AZC_TYPE_MESSAGE_BIN (azc_message_bin_get_type ())

/**
 * AzcMessageBin:
 *
 * A row of the chat view as a widget: knows which row it shows, and says what it is.
 */
G_DECLARE_FINAL_TYPE (AzcMessageBin, azc_message_bin, AZC, MESSAGE_BIN, GtkWidget)

GtkWidget  *azc_message_bin_new     (AzcChatRow    *row,
                                     GtkWidget     *child);
AzcChatRow *azc_message_bin_get_row (AzcMessageBin *self);

G_END_DECLS
