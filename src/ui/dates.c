/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How the list of conversations speaks of time: groups by date, and a short time per row. */

#include "config.h"

#include "ui/dates.h"

#include <glib/gi18n.h>

enum
{
  GROUP_TODAY,
  GROUP_YESTERDAY,
  GROUP_WEEK,
  /* Months follow, numbered from the year 0. */
  GROUP_FIRST_MONTH,
};

static GDateTime *
local_time (gint64 time)
{
  GDateTime *seconds = g_date_time_new_from_unix_local (time / G_USEC_PER_SEC);

  return seconds != NULL ? seconds : g_date_time_new_from_unix_local (0);
}

/* Days between two moments on the calendar, which is not their distance in 24 hours. */
static int
days_between (GDateTime *earlier,
              GDateTime *later)
{
  GDate from;
  GDate to;
  int year;
  int month;
  int day;

  g_date_time_get_ymd (earlier, &year, &month, &day);
  g_date_clear (&from, 1);
  g_date_set_dmy (&from, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  g_date_time_get_ymd (later, &year, &month, &day);
  g_date_clear (&to, 1);
  g_date_set_dmy (&to, (GDateDay) day, (GDateMonth) month, (GDateYear) year);

  return g_date_days_between (&from, &to);
}

/**
 * azc_dates_get_group:
 * @time: a moment, in microseconds since 1970 UTC
 * @now: the present moment, likewise
 *
 * Finds the group of dates that a moment belongs to: today (a clock that was set
 * back makes the future part of it), yesterday, the seven days before, a month.
 *
 * Returns: a number that is equal for moments of the same group
 */
guint
azc_dates_get_group (gint64 time,
                     gint64 now)
{
  g_autoptr (GDateTime) then = local_time (time);
  g_autoptr (GDateTime) present = local_time (now);
  int days = days_between (then, present);

  if (days <= 0)
    return GROUP_TODAY;
  if (days == 1)
    return GROUP_YESTERDAY;
  if (days <= 7)
    return GROUP_WEEK;

  return (guint) (GROUP_FIRST_MONTH + g_date_time_get_year (then) * 12 +
                  g_date_time_get_month (then) - 1);
}

/**
 * azc_dates_format_group:
 * @time: a moment, in microseconds since 1970 UTC
 * @now: the present moment, likewise
 *
 * Returns: (transfer full): the translated heading of the moment's group
 */
char *
azc_dates_format_group (gint64 time,
                        gint64 now)
{
  g_autoptr (GDateTime) then = local_time (time);
  g_autoptr (GDateTime) present = local_time (now);

  switch (azc_dates_get_group (time, now))
    {
    case GROUP_TODAY:
      return g_strdup (_("Today"));

    case GROUP_YESTERDAY:
      return g_strdup (_("Yesterday"));

    case GROUP_WEEK:
      return g_strdup (_("Previous 7 Days"));

    default:
      if (g_date_time_get_year (then) == g_date_time_get_year (present))
        /* Translators: heading for a month of this year, see g_date_time_format(). */
        return g_date_time_format (then, _("%OB"));

      /* Translators: heading for a month of another year, see g_date_time_format(). */
      return g_date_time_format (then, _("%OB %Y"));
    }
}

/**
 * azc_dates_format_time:
 * @time: a moment, in microseconds since 1970 UTC
 * @now: the present moment, likewise
 *
 * Returns: (transfer full): the moment as shortly as its group's heading allows
 */
char *
azc_dates_format_time (gint64 time,
                       gint64 now)
{
  g_autoptr (GDateTime) then = local_time (time);

  switch (azc_dates_get_group (time, now))
    {
    case GROUP_TODAY:
    case GROUP_YESTERDAY:
      /* Translators: the time of day, see g_date_time_format(). */
      return g_date_time_format (then, _("%H:%M"));

    case GROUP_WEEK:
      /* Translators: a short day of the week, see g_date_time_format(). */
      return g_date_time_format (then, _("%a"));

    default:
      /* Translators: day and short month, see g_date_time_format(). */
      return g_date_time_format (then, _("%-e %b"));
    }
}
