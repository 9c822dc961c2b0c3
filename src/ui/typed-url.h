/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean  azc_typed_url_is_begun        (const char *url);
gboolean  azc_typed_url_is_exposed      (const char *url);
gboolean  azc_typed_url_may_hold_secret (const char *url);
char     *azc_typed_url_derive_name     (const char *url);

G_END_DECLS
