/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "ui/chat-row.h"

G_BEGIN_DECLS

#define AZC_TYPE_MESSAGE_HEAD (azc_message_head_get_type ())

/**
 * AzcMessageHead:
 *
 * The caption of an answer: the model and the time, and more in its tooltip.
 */
G_DECLARE_FINAL_TYPE (AzcMessageHead, azc_message_head, AZC, MESSAGE_HEAD, GtkWidget)

GtkWidget *azc_message_head_new (AzcChatRow *row);

G_END_DECLS
