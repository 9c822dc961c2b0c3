/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The groups and times of the list of conversations. */

#include "config.h"

#include "ui/dates.h"

#include <glib.h>

static gint64
at (const char *iso)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (iso, zone);

  g_assert_nonnull (time);

  return g_date_time_to_unix (time) * G_USEC_PER_SEC;
}

static void
test_groups (void)
{
  static const struct
  {
    const char *time;
    const char *heading;
    const char *label;
  } cases[] = {
    { "2026-03-30T09:05:00", "Today", "09:05" },
    { "2026-03-30T00:00:00", "Today", "00:00" },
    /* a clock that was set back */
    { "2026-04-02T09:05:00", "Today", "09:05" },
    { "2026-03-29T23:59:59", "Yesterday", "23:59" },
    /* 23 hours that day: the clocks go forward */
    { "2026-03-29T00:00:00", "Yesterday", "00:00" },
    { "2026-03-28T23:59:59", "Previous 7 Days", "Sat" },
    { "2026-03-23T00:00:00", "Previous 7 Days", "Mon" },
    { "2026-03-22T23:59:59", "March", "22 Mar" },
    { "2026-01-01T00:00:00", "January", "1 Jan" },
    { "2025-12-31T23:59:59", "December 2025", "31 Dec" },
  };
  gint64 now = at ("2026-03-30T12:00:00");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 time = at (cases[i].time);
      g_autofree char *heading = azc_dates_format_group (time, now);
      g_autofree char *label = azc_dates_format_time (time, now);

      g_assert_cmpstr (heading, ==, cases[i].heading);
      g_assert_cmpstr (label, ==, cases[i].label);
    }
}

static void
test_same_group (void)
{
  gint64 now = at ("2026-03-30T12:00:00");

  g_assert_cmpuint (azc_dates_get_group (at ("2026-02-01T00:00:00"), now), ==,
                    azc_dates_get_group (at ("2026-02-28T23:59:59"), now));
  g_assert_cmpuint (azc_dates_get_group (at ("2026-02-01T00:00:00"), now), !=,
                    azc_dates_get_group (at ("2026-01-31T23:59:59"), now));
  g_assert_cmpuint (azc_dates_get_group (at ("2025-02-01T00:00:00"), now), !=,
                    azc_dates_get_group (at ("2026-02-01T00:00:00"), now));
  g_assert_cmpuint (azc_dates_get_group (at ("2026-03-24T00:00:00"), now), ==,
                    azc_dates_get_group (at ("2026-03-27T00:00:00"), now));
}

int
main (int   argc,
      char *argv[])
{
  g_setenv ("TZ", "Europe/Berlin", TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/dates/groups", test_groups);
  g_test_add_func ("/dates/same-group", test_same_group);

  return g_test_run ();
}
