/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "provider/client.h"

G_BEGIN_DECLS

/**
 * AzcTestResult:
 * @sentence: what the test found, in one translated sentence a person can act on
 * @advice: (nullable): what to change
 * @passed: whether an answer arrived
 * @suggested_auth: the way to authenticate that works where the set one does not,
 *   else %AZC_AUTH_AUTO
 *
 * The outcome of a connection test.
 */
typedef struct
{
  char        *sentence;
  char        *advice;
  gboolean     passed;
  AzcAuthKind  suggested_auth;
} AzcTestResult;

void           azc_test_result_free        (AzcTestResult        *result);
void           azc_connection_test_async   (AzcClient            *client,
                                            const AzcAsk         *ask,
                                            GCancellable         *cancellable,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
AzcTestResult *azc_connection_test_finish  (AzcClient            *client,
                                            GAsyncResult         *result,
                                            GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AzcTestResult, azc_test_result_free)

G_END_DECLS
