/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "model/model.h"

G_BEGIN_DECLS

#define AZC_TYPE_MODEL_EDITOR (azc_model_editor_get_type ())

/**
 * AzcModelEditor:
 *
 * One model in an [class@Azc.ModelsEditor]: folded, its name and deployment;
 * unfolded, its fields.
 *
 * Signals: "changed", "remove".
 */
G_DECLARE_FINAL_TYPE (AzcModelEditor, azc_model_editor, AZC, MODEL_EDITOR, AdwExpanderRow)

GtkWidget  *azc_model_editor_new       (AzcModel       *model);
const char *azc_model_editor_get_name  (AzcModelEditor *self);
AzcModel   *azc_model_editor_dup_model (AzcModelEditor *self);
gboolean    azc_model_editor_check     (AzcModelEditor *self,
                                        gboolean        is_duplicate);
void        azc_model_editor_edit      (AzcModelEditor *self);

G_END_DECLS
