/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "model/endpoint.h"

G_BEGIN_DECLS

#define AZC_TYPE_ENDPOINT_SETTINGS (azc_endpoint_settings_get_type ())

/**
 * AzcEndpointSettings:
 *
 * The endpoints in GSettings as a [iface@Gio.ListModel] of [class@Azc.Endpoint]:
 * the main schema's `endpoints` key lists the ids in order, and each endpoint has
 * a relocatable schema at `/com/example/AzureChat/endpoints/ID/`. Changes by
 * another process show up in the objects; changes to the objects are written at
 * once. Main thread only.
 *
 * Properties: default-endpoint (the endpoint itself, nullable).
 */
G_DECLARE_FINAL_TYPE (AzcEndpointSettings, azc_endpoint_settings, AZC, ENDPOINT_SETTINGS, GObject)

AzcEndpointSettings *azc_endpoint_settings_new         (GSettings           *settings);
AzcEndpoint         *azc_endpoint_settings_find        (AzcEndpointSettings *self,
                                                        const char          *id);
AzcEndpoint         *azc_endpoint_settings_find_by_name (AzcEndpointSettings *self,
                                                         const char          *name);
void                 azc_endpoint_settings_add         (AzcEndpointSettings *self,
                                                        AzcEndpoint         *endpoint);
void                 azc_endpoint_settings_remove      (AzcEndpointSettings *self,
                                                        AzcEndpoint         *endpoint);
AzcEndpoint         *azc_endpoint_settings_get_default (AzcEndpointSettings *self);
void                 azc_endpoint_settings_set_default (AzcEndpointSettings *self,
                                                        AzcEndpoint         *endpoint);

G_END_DECLS
