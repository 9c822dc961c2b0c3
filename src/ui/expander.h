/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void azc_expander_edit (AdwExpanderRow *row,
                        GtkWidget      *field);

G_END_DECLS
