/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define AZC_TYPE_CHOICE (azc_choice_get_type ())

/**
 * AzcChoice:
 *
 * One line of a combo row: what it stands for, its title, and a short explanation
 * that the open list shows under the title.
 *
 * Properties: title, description.
 */
G_DECLARE_FINAL_TYPE (AzcChoice, azc_choice, AZC, CHOICE, GObject)

void azc_choice_row_setup      (AdwComboRow *row);
void azc_choice_row_append     (AdwComboRow *row,
                                int          value,
                                const char  *title,
                                const char  *description);
void azc_choice_row_set_title  (AdwComboRow *row,
                                int          value,
                                const char  *title);
void azc_choice_row_show_value (AdwComboRow *row,
                                int          value,
                                const char  *title);
int  azc_choice_row_get_value  (AdwComboRow *row);

G_END_DECLS
