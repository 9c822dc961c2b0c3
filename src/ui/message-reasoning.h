/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "ui/chat-row.h"

G_BEGIN_DECLS

#define AZC_TYPE_MESSAGE_REASONING (azc_message_reasoning_get_type ())

/**
 * AzcMessageReasoning:
 *
 * What the model thought, folded away once it answers.
 */
G_DECLARE_FINAL_TYPE (AzcMessageReasoning, azc_message_reasoning, AZC, MESSAGE_REASONING, GtkWidget)

GtkWidget *azc_message_reasoning_new (AzcChatRow *row);

G_END_DECLS
