/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which failures are tried again, and after how long. */

#include "config.h"

#include <gio/gio.h>

#include "base/error.h"
#include "net/retry.h"

static void
test_applies (void)
{
  static const struct
  {
    AzcError    code;
    guint       status;
    const char *should_retry;
    gboolean    applies;
  } rows[] = {
    { AZC_ERROR_CONNECTION, 0, NULL, TRUE },
    { AZC_ERROR_TIMEOUT, 0, NULL, FALSE },
    { AZC_ERROR_TIMEOUT, 408, NULL, TRUE },
    { AZC_ERROR_BAD_REQUEST, 408, NULL, TRUE },
    { AZC_ERROR_BAD_REQUEST, 409, NULL, TRUE },
    { AZC_ERROR_RATE_LIMIT, 429, NULL, TRUE },
    { AZC_ERROR_SERVER, 500, NULL, TRUE },
    { AZC_ERROR_SERVER, 503, NULL, TRUE },
    { AZC_ERROR_SERVER, 529, NULL, TRUE },
    { AZC_ERROR_SERVER, 500, "false", FALSE },
    { AZC_ERROR_BAD_REQUEST, 400, "true", TRUE },
    { AZC_ERROR_RATE_LIMIT, 429, "maybe", TRUE },
    { AZC_ERROR_QUOTA, 429, NULL, FALSE },
    { AZC_ERROR_BAD_REQUEST, 400, NULL, FALSE },
    { AZC_ERROR_AUTHENTICATION, 401, NULL, FALSE },
    { AZC_ERROR_NOT_FOUND, 404, NULL, FALSE },
    { AZC_ERROR_TLS, 0, NULL, FALSE },
    { AZC_ERROR_PROXY, 407, NULL, FALSE },
    { AZC_ERROR_REDIRECT, 307, NULL, FALSE },
    { AZC_ERROR_TRUNCATED, 0, NULL, FALSE },
    { AZC_ERROR_HEADER, 0, NULL, FALSE },
  };
  g_autoptr (GError) cancelled = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "x");

  g_assert_false (azc_retry_applies (cancelled, "true"));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = g_error_new_literal (AZC_ERROR, (int) rows[i].code, "x");

      azc_error_set_status (error, rows[i].status);
      g_assert_cmpint (azc_retry_applies (error, rows[i].should_retry), ==, rows[i].applies);
    }
}

static void
test_after (void)
{
  static const struct
  {
    const char *milliseconds;
    const char *seconds;
    gint64      after;
  } rows[] = {
    { NULL, NULL, -1 },
    { "", "", -1 },
    { "1500", NULL, 1500 },
    { "12.7", NULL, 12 },
    { "0", "9", 0 },
    { "100", "9", 100 },
    { "soon", "9", 9000 },
    { NULL, "2", 2000 },
    { NULL, "0.5", 500 },
    { NULL, "-1", -1 },
    { NULL, "2 seconds", -1 },
    { NULL, "nan", -1 },
    { NULL, "inf", -1 },
    { NULL, "1e300", G_MAXINT32 },
    { NULL, "Fri, 07 Aug 2026 10:00:30 GMT", 30000 },
    { NULL, "Fri, 07 Aug 2026 09:59:00 GMT", -1 },
    { "99999", "1", 99999 },
  };
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 8, 7, 10, 0, 0);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (azc_retry_parse_after (rows[i].milliseconds, rows[i].seconds, now), ==, rows[i].after);
}

static void
test_delay (void)
{
  g_assert_cmpint (azc_retry_get_delay (0, -1, 0), ==, 500);
  g_assert_cmpint (azc_retry_get_delay (0, -1, 0.999), >=, 375);
  g_assert_cmpint (azc_retry_get_delay (0, -1, 0.999), <, 380);
  g_assert_cmpint (azc_retry_get_delay (1, -1, 0), ==, 1000);
  g_assert_cmpint (azc_retry_get_delay (1, -1, 0.5), ==, 875);
  g_assert_cmpint (azc_retry_get_delay (AZC_RETRY_MAX, -1, 0), ==, -1);
  g_assert_cmpint (azc_retry_get_delay (0, 0, 0.5), ==, 0);
  g_assert_cmpint (azc_retry_get_delay (0, 60000, 0.5), ==, 60000);
  g_assert_cmpint (azc_retry_get_delay (0, 60001, 0.5), ==, -1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/retry/applies", test_applies);
  g_test_add_func ("/retry/after", test_after);
  g_test_add_func ("/retry/delay", test_delay);

  return g_test_run ();
}
