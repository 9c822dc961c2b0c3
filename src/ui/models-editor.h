/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "chat/workspace.h"

G_BEGIN_DECLS

#define AZC_TYPE_MODELS_EDITOR (azc_models_editor_get_type ())

/**
 * AzcModelsEditor:
 *
 * The group of an endpoint's models: add, edit, delete, or choose from the list that
 * the service gives.
 */
G_DECLARE_FINAL_TYPE (AzcModelsEditor, azc_models_editor, AZC, MODELS_EDITOR, AdwPreferencesGroup)

void azc_models_editor_set_up    (AzcModelsEditor *self,
                                  AzcWorkspace    *workspace,
                                  AzcEndpoint     *draft);
void azc_models_editor_set_saved (AzcModelsEditor *self,
                                  AzcEndpoint     *endpoint);

G_END_DECLS
