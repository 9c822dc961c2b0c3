/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void     azc_row_note_set_hint  (AdwPreferencesRow *row,
                                 const char        *hint);
void     azc_row_note_set_error (AdwPreferencesRow *row,
                                 const char        *error);
gboolean azc_row_note_has_error (AdwPreferencesRow *row);

G_END_DECLS
