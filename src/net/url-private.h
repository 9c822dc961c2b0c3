/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "net/url.h"

G_BEGIN_DECLS

AzcUrlParts *azc_url_recognise_as  (const char  *text,
                                    AzcRoute     route,
                                    GError     **error);
GUri        *azc_url_parse         (const char  *text,
                                    GError     **error);
char        *azc_url_format_origin (GUri        *uri);
gboolean     azc_url_fail          (const char  *message,
                                    GError     **error);

G_END_DECLS
