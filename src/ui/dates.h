/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

guint  azc_dates_get_group    (gint64  time,
                               gint64  now);
char  *azc_dates_format_group (gint64  time,
                               gint64  now);
char  *azc_dates_format_time  (gint64  time,
                               gint64  now);

G_END_DECLS
