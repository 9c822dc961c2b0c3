/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

#include "base/types.h"

G_BEGIN_DECLS

/**
 * AzcSendOptions:
 * @instructions: (nullable): system instructions
 * @parameters: (nullable): keys for the request's body, over the endpoint's
 * @detail: how closely pictures are looked at
 * @stream: whether the answer shall arrive in pieces
 *
 * What one question may set beside its text and pictures.
 */
typedef struct
{
  char       *instructions;
  JsonObject *parameters;
  AzcDetail   detail;
  gboolean    stream;
} AzcSendOptions;

AzcSendOptions *azc_send_options_new  (void);
AzcSendOptions *azc_send_options_copy (const AzcSendOptions *options);
void            azc_send_options_free (AzcSendOptions       *options);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AzcSendOptions, azc_send_options_free)

G_END_DECLS
