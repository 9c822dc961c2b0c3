/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

#include "base/types.h"

G_BEGIN_DECLS

/**
 * AzcDemoFault:
 * @status: the HTTP status
 * @body: the body, in one of the shapes that Azure uses
 *
 * What the demo answers instead of an answer.
 */
typedef struct
{
  guint     status;
  JsonNode *body;
} AzcDemoFault;

AzcDemoFault *azc_demo_fault_new          (guint         status,
                                           const char   *code,
                                           const char   *message);
AzcDemoFault *azc_demo_fault_new_invalid  (const char   *code,
                                           const char   *param,
                                           const char   *format,
                                           ...) G_GNUC_PRINTF (3, 4);
AzcDemoFault *azc_demo_fault_new_extra    (AzcRoute      route,
                                           const char   *key);
AzcDemoFault *azc_demo_fault_new_token    (void);
AzcDemoFault *azc_demo_fault_new_filtered (void);
void          azc_demo_fault_free         (AzcDemoFault *fault);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AzcDemoFault, azc_demo_fault_free)

G_END_DECLS
