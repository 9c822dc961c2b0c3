/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "model/model.h"

G_BEGIN_DECLS

#define AZC_TYPE_MODEL_ROW (azc_model_row_get_type ())

/**
 * AzcModelRow:
 *
 * One model in an [class@Azc.ModelsEditor]: folded, its name and deployment;
 * unfolded, its fields.
 *
 * Signals: "changed", "remove".
 */
G_DECLARE_FINAL_TYPE (AzcModelRow, azc_model_row, AZC, MODEL_ROW, AdwExpanderRow)

GtkWidget  *azc_model_row_new       (AzcModel    *model);
const char *azc_model_row_get_name  (AzcModelRow *self);
AzcModel   *azc_model_row_dup_model (AzcModelRow *self);
gboolean    azc_model_row_check     (AzcModelRow *self,
                                     gboolean     is_duplicate);
void        azc_model_row_edit      (AzcModelRow *self);

G_END_DECLS
