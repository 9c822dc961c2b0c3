/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

#include "base/types.h"
#include "net/http.h"

G_BEGIN_DECLS

GError *azc_diagnose_response (AzcRoute         route,
                               AzcHttpResponse *response,
                               GBytes          *body);
GError *azc_diagnose_body     (AzcRoute         route,
                               guint            status,
                               GBytes          *body);
GError *azc_diagnose_object   (AzcRoute         route,
                               guint            status,
                               JsonObject      *object);

G_END_DECLS
