/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char     *azc_redact                   (const char *text);
void      azc_redact_add_secret        (const char *secret);
gboolean  azc_redact_is_sensitive_name (const char *name);

G_END_DECLS
