/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/pairs.h"
#include "base/types.h"

G_BEGIN_DECLS

AzcAuthKind  azc_auth_kind_resolve (AzcAuthKind   kind,
                                    AzcRoute      route);
gboolean     azc_auth_needs_key    (AzcAuthKind   kind);
AzcPairs    *azc_auth_get_headers  (AzcAuthKind   kind,
                                    AzcRoute      route,
                                    const char   *header_name,
                                    const char   *secret,
                                    GError      **error);

G_END_DECLS
