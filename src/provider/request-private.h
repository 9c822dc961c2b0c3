/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/expand.h"
#include "provider/request.h"

G_BEGIN_DECLS

char        *_azc_request_lookup   (char               kind,
                                    const char        *name,
                                    gpointer           user_data);
AzcUrlParts *_azc_request_resolve  (AzcEndpoint       *endpoint,
                                    AzcModel          *model,
                                    AzcExpandLookup    func,
                                    gpointer           data,
                                    GError           **error);
AzcCall      _azc_request_get_call (AzcPurpose         purpose,
                                    AzcRoute           route);

G_END_DECLS
