/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * AZC_RETRY_MAX:
 *
 * How often a request is sent again before the person is asked.
 */
#define AZC_RETRY_MAX 2

gboolean azc_retry_applies     (const GError *error,
                                const char   *should_retry);
gint64   azc_retry_parse_after (const char   *retry_after_ms,
                                const char   *retry_after,
                                GDateTime    *now);
gint64   azc_retry_get_delay   (guint         attempt,
                                gint64        retry_after,
                                double        random);

G_END_DECLS
