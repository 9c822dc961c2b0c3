/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "chat/workspace.h"

G_BEGIN_DECLS

#define AZC_TYPE_PAIR_ROW (azc_pair_row_get_type ())

/**
 * AzcPairsKind:
 * @AZC_PAIRS_HEADERS: headers of an endpoint
 * @AZC_PAIRS_COMMON_HEADERS: headers for every endpoint, which hold no secrets
 * @AZC_PAIRS_QUERY: query parameters
 *
 * What the pairs of an editor are, and so how they are checked.
 */
typedef enum
{
  AZC_PAIRS_HEADERS,
  AZC_PAIRS_COMMON_HEADERS,
  AZC_PAIRS_QUERY,
} AzcPairsKind;

/**
 * AzcPairRow:
 *
 * One name with its value in an [class@Azc.PairsEditor]. Folded, it shows both on
 * two lines; unfolded, it edits them.
 *
 * Signals: "changed": a finished change, or one that is safe to use as it is typed.
 * "typed": the texts changed and are to be checked. "remove": the person removed it.
 */
G_DECLARE_FINAL_TYPE (AzcPairRow, azc_pair_row, AZC, PAIR_ROW, AdwExpanderRow)

GtkWidget  *azc_pair_row_new         (AzcWorkspace *workspace,
                                      AzcPairsKind  kind,
                                      const char   *name,
                                      const char   *value);
const char *azc_pair_row_get_name    (AzcPairRow   *self);
const char *azc_pair_row_get_value   (AzcPairRow   *self);
void        azc_pair_row_set_value   (AzcPairRow   *self,
                                      const char   *value);
gboolean    azc_pair_row_check       (AzcPairRow   *self,
                                      gboolean      is_duplicate);
void        azc_pair_row_edit        (AzcPairRow   *self);

G_END_DECLS
