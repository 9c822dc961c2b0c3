/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "ui/chat-row.h"

G_BEGIN_DECLS

#define AZC_TYPE_MESSAGE_NOTICE (azc_message_notice_get_type ())

/**
 * AzcMessageNotice:
 *
 * What there is to say about an answer beside its text: waiting, stopped, cut off,
 * failed and why.
 */
G_DECLARE_FINAL_TYPE (AzcMessageNotice, azc_message_notice, AZC, MESSAGE_NOTICE, GtkWidget)

GtkWidget *azc_message_notice_new (AzcChatRow *row);

G_END_DECLS
