/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "chat/workspace.h"
#include "ui/pair-row.h"

G_BEGIN_DECLS

#define AZC_TYPE_PAIRS_EDITOR (azc_pairs_editor_get_type ())

/**
 * AzcPairsEditor:
 *
 * A group of names and values: headers or query parameters.
 *
 * Properties: pairs (#AzcPairs; what is valid of the rows, so that it can be bound).
 */
G_DECLARE_FINAL_TYPE (AzcPairsEditor, azc_pairs_editor, AZC, PAIRS_EDITOR, AdwPreferencesGroup)

void      azc_pairs_editor_set_up    (AzcPairsEditor *self,
                                      AzcWorkspace   *workspace,
                                      AzcPairsKind    kind);
AzcPairs *azc_pairs_editor_get_pairs (AzcPairsEditor *self);
void      azc_pairs_editor_set_pairs (AzcPairsEditor *self,
                                      AzcPairs       *pairs);

G_END_DECLS
