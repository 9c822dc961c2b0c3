/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

void    azc_filter_collect       (JsonObject *results,
                                  GPtrArray  *categories);
char   *azc_filter_describe      (GPtrArray  *categories);
GError *azc_filter_error         (GPtrArray  *categories,
                                  gboolean    in_prompt);

G_END_DECLS
