/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "ui/chat-row.h"

G_BEGIN_DECLS

#define AZC_TYPE_MESSAGE_PROMPT (azc_message_prompt_get_type ())

/**
 * AzcMessagePrompt:
 *
 * A piece of what the person wrote: a tinted card on the right.
 */
G_DECLARE_FINAL_TYPE (AzcMessagePrompt, azc_message_prompt, AZC, MESSAGE_PROMPT, GtkWidget)

GtkWidget *azc_message_prompt_new (AzcChatRow *row);

G_END_DECLS
