/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "ui/chat-row.h"

G_BEGIN_DECLS

#define AZC_TYPE_TABLE_GRID (azc_table_grid_get_type ())

/**
 * AzcTableGrid:
 *
 * A table: a grid of labels that scrolls sideways when it is too wide.
 */
G_DECLARE_FINAL_TYPE (AzcTableGrid, azc_table_grid, AZC, TABLE_GRID, GtkWidget)

GtkWidget *azc_table_grid_new (AzcChatRow *row);

G_END_DECLS
