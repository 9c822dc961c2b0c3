/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "chat/workspace.h"

G_BEGIN_DECLS

#define AZC_TYPE_ENDPOINT_CONNECTION (azc_endpoint_connection_get_type ())

/**
 * AzcEndpointConnection:
 *
 * The group of fields that say where an endpoint is: name, URL, route, deployment
 * and api-version, and the address that follows from them.
 *
 * Properties: valid (gboolean, read only; whether name and URL can be used).
 */
G_DECLARE_FINAL_TYPE (AzcEndpointConnection, azc_endpoint_connection, AZC, ENDPOINT_CONNECTION,
                      AdwPreferencesGroup)

void     azc_endpoint_connection_set_up    (AzcEndpointConnection *self,
                                            AzcWorkspace          *workspace,
                                            AzcEndpoint           *draft,
                                            const char            *url_hint);
void     azc_endpoint_connection_set_saved (AzcEndpointConnection *self);
gboolean azc_endpoint_connection_get_valid (AzcEndpointConnection *self);
void     azc_endpoint_connection_flush     (AzcEndpointConnection *self);

G_END_DECLS
