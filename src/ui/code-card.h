/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "ui/chat-row.h"

G_BEGIN_DECLS

#define AZC_TYPE_CODE_CARD (azc_code_card_get_type ())

/**
 * AzcCodeCard:
 *
 * Code, or a piece of it: a card with the language, a button to copy all of it, and
 * the code in colours once it is complete.
 */
G_DECLARE_FINAL_TYPE (AzcCodeCard, azc_code_card, AZC, CODE_CARD, GtkWidget)

GtkWidget *azc_code_card_new (AzcChatRow *row);

G_END_DECLS
