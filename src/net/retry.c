/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whether a request that failed is sent again by itself, and when. Pure: it neither waits nor
 * asks the clock. The rules are those of OpenAI's own clients, but for time limits. */

#include "config.h"

#include "net/retry.h"

#include <libsoup/soup.h>
#include <math.h>

#include "base/error.h"
#include "base/util.h"

/* A longer wait is for the person to decide on. */
#define MAX_WAIT 60000

/* libsoup has no name for it. */
#define TOO_MANY_REQUESTS 429

#define FIRST_BACKOFF 500
#define MAX_BACKOFF 8000

static gboolean
is_status_retried (guint status)
{
  return status == SOUP_STATUS_REQUEST_TIMEOUT || status == SOUP_STATUS_CONFLICT ||
         status == TOO_MANY_REQUESTS || status >= 500;
}

/**
 * azc_retry_applies:
 * @error: why the request failed
 * @should_retry: (nullable): the answer's header `x-should-retry`
 *
 * Tells whether sending the same request again may help: after a failure of the
 * network, and after the statuses 408, 409, 429 and from 500 on. A used-up quota
 * and a certificate do not change by waiting. Where our own time limit was up, somebody
 * has waited for minutes, and the model may be at work still and be paid for: that is for
 * the person to decide on. The server's own word wins.
 *
 * It is the caller's matter never to ask once a part of the answer was shown.
 *
 * Returns: whether to retry
 */
gboolean
azc_retry_applies (const GError *error,
                   const char   *should_retry)
{
  g_return_val_if_fail (error != NULL, FALSE);

  if (azc_error_is_cancelled (error) || error->domain != AZC_ERROR)
    return FALSE;
  if (g_strcmp0 (should_retry, "true") == 0)
    return TRUE;
  if (g_strcmp0 (should_retry, "false") == 0 || error->code == AZC_ERROR_QUOTA)
    return FALSE;
  if (azc_error_get_status (error) != 0)
    return is_status_retried (azc_error_get_status (error));

  return error->code == AZC_ERROR_CONNECTION;
}

static gboolean
parse_number (const char *text,
              double     *number)
{
  char *end;

  if (azc_str_empty (text))
    return FALSE;

  *number = g_ascii_strtod (text, &end);

  return end != text && *end == '\0' && isfinite (*number);
}

static gboolean
parse_date (const char *text,
            GDateTime  *now,
            double     *milliseconds)
{
  g_autoptr (GDateTime) date = NULL;

  if (azc_str_empty (text))
    return FALSE;

  date = soup_date_time_new_from_http_string (text);
  if (date == NULL)
    return FALSE;

  *milliseconds = (double) g_date_time_difference (date, now) / 1000;

  return TRUE;
}

/**
 * azc_retry_parse_after:
 * @retry_after_ms: (nullable): the answer's header `retry-after-ms`
 * @retry_after: (nullable): the answer's header `Retry-After`, seconds or a date
 * @now: the time
 *
 * Reads how long the service asks to wait. The first header that can be read counts.
 *
 * Returns: the wait in milliseconds, or -1 if none is asked for
 */
gint64
azc_retry_parse_after (const char *retry_after_ms,
                       const char *retry_after,
                       GDateTime  *now)
{
  double milliseconds;

  g_return_val_if_fail (now != NULL, -1);

  if (!parse_number (retry_after_ms, &milliseconds))
    {
      if (parse_number (retry_after, &milliseconds))
        milliseconds *= 1000;
      else if (!parse_date (retry_after, now, &milliseconds))
        return -1;
    }

  return milliseconds >= 0 ? (gint64) MIN (milliseconds, (double) G_MAXINT32) : -1;
}

/**
 * azc_retry_get_delay:
 * @attempt: how often the request has been sent again before, from 0
 * @retry_after: what [func@Azc.retry_parse_after] gave
 * @random: a number from 0 to below 1, so that clients do not come back in step
 *
 * Computes how long to wait before the next attempt: what the service asks for,
 * otherwise a time that doubles with each attempt, shortened by up to a quarter.
 *
 * Returns: milliseconds, or -1 if the request is not to be sent again by itself:
 *   there were enough attempts, or the service asks for more than a minute
 */
gint64
azc_retry_get_delay (guint  attempt,
                     gint64 retry_after,
                     double random)
{
  if (attempt >= AZC_RETRY_MAX || retry_after > MAX_WAIT)
    return -1;
  if (retry_after >= 0)
    return retry_after;

  return (gint64) (MIN (FIRST_BACKOFF * pow (2, attempt), MAX_BACKOFF) * (1 - random / 4));
}
