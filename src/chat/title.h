/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "chat/workspace.h"

G_BEGIN_DECLS

char *azc_title_from_text    (const char      *text);
void  azc_title_request      (AzcWorkspace    *workspace,
                              AzcConversation *conversation);

G_END_DECLS
