/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * AzcEntryCheck:
 * @text: what was typed, without blanks at the ends; never empty
 *
 * Checks the text of an entry.
 *
 * Returns: (transfer full) (nullable): a sentence on what is wrong, or %NULL
 */
typedef char *(*AzcEntryCheck) (const char *text);

void azc_entry_bind (AdwEntryRow   *row,
                     GObject       *object,
                     const char    *property,
                     AzcEntryCheck  check);

G_END_DECLS
