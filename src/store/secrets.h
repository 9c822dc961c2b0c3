/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "base/pairs.h"

G_BEGIN_DECLS

#define AZC_TYPE_SECRETS (azc_secrets_get_type ())

/**
 * AZC_SECRETS_KEY:
 *
 * The name under which an endpoint's key is kept; other names are variables.
 */
#define AZC_SECRETS_KEY "key"

/**
 * AzcSecrets:
 *
 * Keys and variables of endpoints, kept in the Secret Service. Where there is
 * none, they live in memory until the program ends, and
 * [property@Azc.Secrets:persistent] turns %FALSE so that the person can be told.
 * Every value read or stored is made known to [func@Azc.redact]. Main thread only.
 *
 * Properties: persistent (gboolean, read only).
 */
G_DECLARE_FINAL_TYPE (AzcSecrets, azc_secrets, AZC, SECRETS, GObject)

AzcSecrets *azc_secrets_new            (gboolean              in_memory);
gboolean    azc_secrets_get_persistent (AzcSecrets           *self);
void        azc_secrets_load_async     (AzcSecrets           *self,
                                        const char           *endpoint_id,
                                        GCancellable         *cancellable,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
AzcPairs   *azc_secrets_load_finish    (AzcSecrets           *self,
                                        GAsyncResult         *result,
                                        GError              **error);
void        azc_secrets_store_async    (AzcSecrets           *self,
                                        const char           *endpoint_id,
                                        const char           *endpoint_name,
                                        const char           *name,
                                        const char           *value,
                                        GCancellable         *cancellable,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
gboolean    azc_secrets_store_finish   (AzcSecrets           *self,
                                        GAsyncResult         *result,
                                        GError              **error);
void        azc_secrets_clear_async    (AzcSecrets           *self,
                                        const char           *endpoint_id,
                                        GCancellable         *cancellable,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
gboolean    azc_secrets_clear_finish   (AzcSecrets           *self,
                                        GAsyncResult         *result,
                                        GError              **error);

G_END_DECLS
