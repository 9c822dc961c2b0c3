/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "chat/workspace.h"

G_BEGIN_DECLS

#define AZC_TYPE_ENDPOINT_PAGE (azc_endpoint_page_get_type ())

/**
 * AzcEndpointPage:
 *
 * The subpage of the preferences that edits one endpoint, or adds one.
 *
 * Signals: "done": the page is to be closed. "remove": the person wants to remove
 * the endpoint.
 */
G_DECLARE_FINAL_TYPE (AzcEndpointPage, azc_endpoint_page, AZC, ENDPOINT_PAGE, AdwBin)

GtkWidget   *azc_endpoint_page_new          (AzcWorkspace    *workspace,
                                             AzcEndpoint     *endpoint);
GtkWidget   *azc_endpoint_page_new_to_add   (AzcWorkspace    *workspace,
                                             const char      *title,
                                             const char      *url_hint);
AzcEndpoint *azc_endpoint_page_get_endpoint (AzcEndpointPage *self);

G_END_DECLS
