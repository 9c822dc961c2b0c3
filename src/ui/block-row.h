/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "ui/chat-row.h"

G_BEGIN_DECLS

#define AZC_TYPE_BLOCK_ROW (azc_block_row_get_type ())

/**
 * AzcBlockRow:
 *
 * A block of an answer, with the bars of its quotes and the marker of its list.
 */
G_DECLARE_FINAL_TYPE (AzcBlockRow, azc_block_row, AZC, BLOCK_ROW, GtkWidget)

GtkWidget *azc_block_row_new      (AzcChatRow *row);
int        azc_block_row_estimate (AzcBlock   *block,
                                   int         width);

G_END_DECLS
