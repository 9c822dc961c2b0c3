/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "chat/workspace.h"

G_BEGIN_DECLS

#define AZC_TYPE_ENDPOINT_AUTHENTICATION (azc_endpoint_authentication_get_type ())

/**
 * AzcEndpointAuthentication:
 *
 * The group of fields that say how requests to an endpoint are authenticated, and
 * the key itself, which goes to the keyring and nowhere else.
 *
 * Properties: storing (gboolean, read only; whether a key is on its way to the keyring).
 */
G_DECLARE_FINAL_TYPE (AzcEndpointAuthentication, azc_endpoint_authentication, AZC,
                      ENDPOINT_AUTHENTICATION, AdwPreferencesGroup)

void azc_endpoint_authentication_set_up    (AzcEndpointAuthentication *self,
                                            AzcWorkspace              *workspace,
                                            AzcEndpoint               *draft);
void azc_endpoint_authentication_set_saved (AzcEndpointAuthentication *self,
                                            AzcEndpoint               *endpoint);
void azc_endpoint_authentication_flush     (AzcEndpointAuthentication *self);

G_END_DECLS
