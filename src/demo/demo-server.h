/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "base/pairs.h"
#include "base/types.h"

G_BEGIN_DECLS

#define AZC_TYPE_DEMO_SERVER (azc_demo_server_get_type ())

/**
 * AZC_DEMO_DEPLOYMENT:
 *
 * The name of the one deployment, which is the model's name too.
 */
#define AZC_DEMO_DEPLOYMENT "demo"

/**
 * AzcDemoServer:
 *
 * The built-in demo endpoint: a server on loopback, in a thread of its own, that
 * speaks the Azure wire format strictly (routes `azure`, `azure-v1` and
 * `serverless`), checks its key, streams as Azure does, and really looks at the
 * pictures it is sent.
 */
G_DECLARE_FINAL_TYPE (AzcDemoServer, azc_demo_server, AZC, DEMO_SERVER, GObject)

AzcDemoServer *azc_demo_server_new     (GError        **error);
const char    *azc_demo_server_get_url (AzcDemoServer  *self);
const char    *azc_demo_server_get_key (AzcDemoServer  *self);

G_END_DECLS
