/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/types.h"

G_BEGIN_DECLS

int azc_tokens_estimate (const char *model,
                         guint       width,
                         guint       height,
                         AzcDetail   detail);

G_END_DECLS
