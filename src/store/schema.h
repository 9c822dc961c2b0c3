/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

gboolean azc_schema_migrate (sqlite3     *handle,
                             const char  *path,
                             GError     **error);

G_END_DECLS
