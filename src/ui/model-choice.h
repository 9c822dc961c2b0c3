/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "chat/workspace.h"

G_BEGIN_DECLS

AzcEndpoint *azc_model_choice_get_endpoint      (AzcWorkspace    *workspace,
                                                 AzcConversation *conversation);
const char  *azc_model_choice_get_model         (AzcEndpoint     *endpoint,
                                                 AzcConversation *conversation);
GStrv        azc_model_choice_dup_models        (AzcEndpoint     *endpoint);
char        *azc_model_choice_dup_endpoint_name (AzcEndpoint     *endpoint);

G_END_DECLS
