/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

void azc_parameters_apply (JsonObject *body,
                           JsonNode   *of_endpoint,
                           JsonObject *of_request);

G_END_DECLS
