/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "base/types.h"
#include "net/http.h"
#include "provider/client.h"
#include "provider/request.h"

G_BEGIN_DECLS

GError     *azc_diagnose_response (AzcRoute              route,
                                   guint                 status,
                                   const char           *content_type,
                                   GBytes               *body);
GError     *azc_diagnose_object   (AzcRoute              route,
                                   guint                 status,
                                   JsonObject           *object);

/**
 * AzcTestResult:
 * @sentence: what the test found, in one translated sentence a person can act on
 * @advice: (nullable): what to change
 * @passed: whether an answer arrived
 * @suggested_auth: the way to authenticate that works where the set one does not,
 *   else %AZC_AUTH_AUTO
 * @error: (nullable): the failure
 *
 * The outcome of a connection test.
 */
typedef struct
{
  char        *sentence;
  char        *advice;
  gboolean     passed;
  AzcAuthKind  suggested_auth;
  GError      *error;
} AzcTestResult;

void           azc_test_result_free       (AzcTestResult        *result);
void           azc_diagnose_test_async    (AzcClient            *client,
                                           const AzcAsk         *ask,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
AzcTestResult *azc_diagnose_test_finish   (AzcClient            *client,
                                           GAsyncResult         *result,
                                           GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AzcTestResult, azc_test_result_free)

G_END_DECLS
