/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "provider/delta.h"
#include "provider/request.h"

G_BEGIN_DECLS

#define AZC_TYPE_CLIENT (azc_client_get_type ())

/**
 * AzcClient:
 *
 * Sends a built request and turns the answer, streamed or not, of any wire
 * format, into deltas. Main thread only.
 */
G_DECLARE_FINAL_TYPE (AzcClient, azc_client, AZC, CLIENT, GObject)

AzcClient  *azc_client_new           (AzcHttp              *http);
void        azc_client_send_async    (AzcClient            *self,
                                      const AzcRequest     *request,
                                      AzcDeltaFunc          func,
                                      gpointer              func_data,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
gboolean    azc_client_send_finish   (AzcClient            *self,
                                      GAsyncResult         *result,
                                      GError              **error);
void        azc_client_list_models_async  (AzcClient            *self,
                                           const AzcRequest     *request,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
GStrv       azc_client_list_models_finish (AzcClient            *self,
                                           GAsyncResult         *result,
                                           GError              **error);

G_END_DECLS
