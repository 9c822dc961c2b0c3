/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "chat/workspace.h"

G_BEGIN_DECLS

#define AZC_TYPE_MODEL_POPOVER (azc_model_popover_get_type ())

/**
 * AzcModelPopover:
 *
 * Endpoints and their models to choose from, with a search.
 *
 * Signals: "chosen" (AzcEndpoint *, const char *model).
 */
G_DECLARE_FINAL_TYPE (AzcModelPopover, azc_model_popover, AZC, MODEL_POPOVER, GtkPopover)

void azc_model_popover_set_workspace    (AzcModelPopover *self,
                                         AzcWorkspace    *workspace);
void azc_model_popover_set_conversation (AzcModelPopover *self,
                                         AzcConversation *conversation);

G_END_DECLS
