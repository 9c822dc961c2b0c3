/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "chat/workspace.h"

G_BEGIN_DECLS

#define AZC_TYPE_ENDPOINT_ROW (azc_endpoint_row_get_type ())

/**
 * AzcEndpointRow:
 *
 * One endpoint in the list of the preferences.
 *
 * Signals: "remove": the person wants to remove the endpoint.
 */
G_DECLARE_FINAL_TYPE (AzcEndpointRow, azc_endpoint_row, AZC, ENDPOINT_ROW, AdwActionRow)

GtkWidget   *azc_endpoint_row_new          (AzcWorkspace   *workspace,
                                            AzcEndpoint    *endpoint,
                                            GtkCheckButton *group);
AzcEndpoint *azc_endpoint_row_get_endpoint (AzcEndpointRow *self);

G_END_DECLS
