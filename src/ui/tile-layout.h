/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define AZC_TYPE_TILE_LAYOUT (azc_tile_layout_get_type ())

G_DECLARE_FINAL_TYPE (AzcTileLayout, azc_tile_layout, AZC, TILE_LAYOUT, GtkLayoutManager)

GtkLayoutManager *azc_tile_layout_new (gboolean at_end);

G_END_DECLS
