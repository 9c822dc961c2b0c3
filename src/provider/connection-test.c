/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The connection test: the shortest answer, asked for as a chat asks; and where the key is
 * refused, the other ways to send it, once each and to the same host. */

#include "config.h"

#include "provider/connection-test.h"

#include <glib/gi18n-lib.h>

#include "auth/auth.h"
#include "base/error.h"

/* The ways that are tried where the set one is refused. */
static const AzcAuthKind others[] = { AZC_AUTH_API_KEY, AZC_AUTH_BEARER, AZC_AUTH_BOTH };

/*
 * ask: the caller's, which lives until the end
 * endpoint: a copy whose way to authenticate changes from try to try
 * refused: the first 401, which is reported if no other way works
 * next: index of the next way to try
 */
typedef struct
{
  const AzcAsk *ask;
  AzcEndpoint  *endpoint;
  char         *model;
  GError       *refused;
  AzcAuthKind   first;
  guint         next;
  gint64        start;
} Test;

static void
test_free (Test *test)
{
  g_object_unref (test->endpoint);
  g_free (test->model);
  g_clear_error (&test->refused);
  g_free (test);
}

/**
 * azc_test_result_free:
 * @result: (transfer full): a result
 *
 * Frees it.
 */
void
azc_test_result_free (AzcTestResult *result)
{
  g_return_if_fail (result != NULL);

  g_free (result->sentence);
  g_free (result->advice);
  g_free (result);
}

static void
return_failure (GTask        *task,
                const GError *error)
{
  AzcTestResult *result;

  if (azc_error_is_cancelled (error))
    {
      g_task_return_error (task, g_error_copy (error));
      return;
    }

  result = g_new0 (AzcTestResult, 1);
  result->sentence = g_strdup (error->message);
  result->advice = g_strdup (azc_error_get_advice (error));
  g_task_return_pointer (task, result, (GDestroyNotify) azc_test_result_free);
}

static const char *
describe_kind (AzcAuthKind kind)
{
  switch (kind)
    {
    case AZC_AUTH_API_KEY:
      return _("in the “api-key” header");
    case AZC_AUTH_BEARER:
      return _("as a bearer token");
    case AZC_AUTH_BOTH:
    default:
      return _("in both ways, “api-key” and bearer token");
    }
}

static void
return_suggestion (GTask       *task,
                   AzcAuthKind  kind)
{
  AzcTestResult *result = g_new0 (AzcTestResult, 1);

  result->sentence = g_strdup (_("The service refuses the key as it is sent now."));
  /* TRANSLATORS: %s is how the key is sent, such as “as a bearer token”. */
  result->advice = g_strdup_printf (_("It accepts the key %s."), describe_kind (kind));
  result->suggested_auth = kind;
  g_task_return_pointer (task, result, (GDestroyNotify) azc_test_result_free);
}

static void
return_success (GTask *task)
{
  Test *test = g_task_get_task_data (task);
  AzcTestResult *result;
  double seconds = (double) (g_get_monotonic_time () - test->start) / G_USEC_PER_SEC;

  if (test->next > 0)
    {
      return_suggestion (task, azc_endpoint_get_auth (test->endpoint));
      return;
    }

  result = g_new0 (AzcTestResult, 1);
  result->passed = TRUE;
  if (test->model != NULL)
    /* TRANSLATORS: the first %s is the endpoint, the second the model. */
    result->sentence = g_strdup_printf (_("“%s” answered as %s in %.1f seconds."),
                                        azc_endpoint_get_name (test->endpoint), test->model,
                                        seconds);
  else
    result->sentence = g_strdup_printf (_("“%s” answered in %.1f seconds."),
                                        azc_endpoint_get_name (test->endpoint), seconds);
  g_task_return_pointer (task, result, (GDestroyNotify) azc_test_result_free);
}

static void try_once (GTask *task);

/* Moves on to the next way that was not tried. */
static gboolean
try_another (GTask *task)
{
  Test *test = g_task_get_task_data (task);

  while (test->next < G_N_ELEMENTS (others))
    {
      AzcAuthKind kind = others[test->next++];

      if (kind == test->first)
        continue;
      azc_endpoint_set_auth (test->endpoint, kind);
      try_once (task);
      return TRUE;
    }

  return FALSE;
}

static gboolean
may_try_another (Test         *test,
                 const GError *error)
{
  return azc_error_get_status (error) == 401 && test->first != AZC_AUTH_NONE &&
         azc_auth_needs_key (test->first);
}

static void
on_delta_cb (const AzcDelta *delta,
             gpointer        user_data)
{
  Test *test = user_data;

  if (delta->kind == AZC_DELTA_MODEL && test->model == NULL)
    test->model = g_strdup (delta->text);
}

static void
on_sent_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Test *test = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (azc_client_send_finish (AZC_CLIENT (source), result, &error))
    {
      return_success (task);
      return;
    }

  if (may_try_another (test, error))
    {
      if (test->refused == NULL)
        test->refused = g_error_copy (error);
      if (try_another (task))
        return;
    }

  return_failure (task, test->refused != NULL ? test->refused : error);
}

static void
try_once (GTask *task)
{
  Test *test = g_task_get_task_data (task);
  AzcAsk ask = *test->ask;
  g_autoptr (AzcRequest) request = NULL;
  g_autoptr (GError) error = NULL;

  ask.endpoint = test->endpoint;
  request = azc_request_build (&ask, &error);
  if (request == NULL)
    {
      return_failure (task, error);
      return;
    }

  test->start = g_get_monotonic_time ();
  azc_client_send_async (g_task_get_source_object (task), request, on_delta_cb, test,
                         g_task_get_cancellable (task), on_sent_cb, g_object_ref (task));
}

/* The set way, as one of those that could be tried. */
static AzcAuthKind
resolve_first (const AzcAsk *ask)
{
  g_autoptr (AzcRequest) request = azc_request_build (ask, NULL);
  AzcRoute route = request != NULL ? request->route : azc_endpoint_get_route (ask->endpoint);

  return azc_auth_kind_resolve (azc_endpoint_get_auth (ask->endpoint), route);
}

/**
 * azc_connection_test_async:
 * @client: a client
 * @ask: what to ask, with %AZC_PURPOSE_TEST; it must live until @callback
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: passed to @callback
 *
 * Asks for the shortest answer. Where the service refuses the key, the other ways to send
 * it are tried, and the one that works is proposed.
 */
void
azc_connection_test_async (AzcClient           *client,
                           const AzcAsk        *ask,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  Test *test;

  g_return_if_fail (AZC_IS_CLIENT (client));
  g_return_if_fail (ask != NULL);

  test = g_new0 (Test, 1);
  test->ask = ask;
  test->endpoint = azc_endpoint_copy (ask->endpoint);
  test->first = resolve_first (ask);

  task = g_task_new (client, cancellable, callback, user_data);
  g_task_set_source_tag (task, azc_connection_test_async);
  g_task_set_task_data (task, test, (GDestroyNotify) test_free);
  try_once (task);
}

/**
 * azc_connection_test_finish:
 * @client: a client
 * @result: the result passed to the callback
 * @error: return location for an error
 *
 * Raises only %G_IO_ERROR_CANCELLED; every other failure is a result.
 *
 * Returns: (transfer full): what the test found
 */
AzcTestResult *
azc_connection_test_finish (AzcClient     *client,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
