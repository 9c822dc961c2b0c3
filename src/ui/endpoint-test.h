/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "chat/workspace.h"

G_BEGIN_DECLS

#define AZC_TYPE_ENDPOINT_TEST (azc_endpoint_test_get_type ())

/**
 * AzcEndpointTest:
 *
 * The group with the button that tests a connection, and what came of it.
 *
 * Properties: held (gboolean; while it is set, a test waits before it begins).
 *
 * Signals: "prepare": a test is about to start, so everything typed must be stored.
 * "suggested" (gint): the person accepts an #AzcAuthKind that was found to work.
 */
G_DECLARE_FINAL_TYPE (AzcEndpointTest, azc_endpoint_test, AZC, ENDPOINT_TEST, AdwPreferencesGroup)

void azc_endpoint_test_set_up (AzcEndpointTest *self,
                               AzcWorkspace    *workspace,
                               AzcEndpoint     *endpoint);
void azc_endpoint_test_run    (AzcEndpointTest *self);

G_END_DECLS
