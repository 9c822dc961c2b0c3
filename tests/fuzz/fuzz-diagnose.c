/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Bodies of failures: whatever comes, under any status, it becomes an error with a sentence and
 * advice that can be shown. */

#include "config.h"

#include <glib.h>
#include <string.h>

#include "base/error.h"
#include "fuzz.h"
#include "provider/diagnose.h"

/* More than any sentence needs, and less than would fill a window. */
#define MAX_MESSAGE 4096

static void
check (guint   status,
       GBytes *body)
{
  g_autoptr (GError) error = azc_diagnose_body (AZC_ROUTE_AZURE, status, body);
  const char *details = azc_error_get_details (error);
  const char *subject = azc_error_get_subject (error);

  g_assert_true (error != NULL && error->domain == AZC_ERROR);
  g_assert_true (*error->message != '\0' && strlen (error->message) < MAX_MESSAGE);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_true (*azc_error_get_advice (error) != '\0');
  g_assert_true (details == NULL || g_utf8_validate (details, -1, NULL));
  g_assert_true (subject == NULL || g_utf8_validate (subject, -1, NULL));
  g_assert_true (status == 200 || azc_error_get_status (error) == status);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  static const guint statuses[] = { 200, 400, 401, 403, 404, 422, 429, 500 };
  g_autoptr (GBytes) body = g_bytes_new (data, size);

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    check (statuses[i], body);

  return 0;
}
