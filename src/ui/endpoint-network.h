/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "model/endpoint.h"

G_BEGIN_DECLS

#define AZC_TYPE_ENDPOINT_NETWORK (azc_endpoint_network_get_type ())

/**
 * AzcEndpointNetwork:
 *
 * The group of fields that say how to reach an endpoint in a company's network:
 * proxy, certificate file, time limit.
 */
G_DECLARE_FINAL_TYPE (AzcEndpointNetwork, azc_endpoint_network, AZC, ENDPOINT_NETWORK,
                      AdwPreferencesGroup)

void azc_endpoint_network_set_up (AzcEndpointNetwork *self,
                                  AzcEndpoint        *draft);

G_END_DECLS
