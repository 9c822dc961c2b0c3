/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Requests of every route sent to a strict double of the service, and what becomes of its
 * answers: whole, in pieces, wrong, late and broken off. */

#include "config.h"

#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "provider/client.h"
#include "provider/connection-test.h"
#include "support/service.h"

#define KEY "0123456789abcdef"
#define API_KEY "api-key: " KEY
#define BEARER "Authorization: Bearer " KEY

#define STREAM "text/event-stream"
#define JSON "application/json"

#define EVENT(json) "data: " json "\n\n"
#define TEXT(text) EVENT ("{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" text "\"}}]}")
#define STOP EVENT ("{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}")
#define DONE EVENT ("[DONE]")

/* One question: what came of it. */
typedef struct
{
  AzcClient    *client;
  GCancellable *cancellable;
  GString      *text;
  char         *finish_reason;
  char         *model;
  gint64        prompt_tokens;
  GAsyncResult *result;
  gint64        ended_at;
} Question;

static Question *
question_new (void)
{
  Question *question = g_new0 (Question, 1);
  g_autoptr (AzcHttp) http = azc_http_new ();

  question->client = azc_client_new (http);
  question->cancellable = g_cancellable_new ();
  question->text = g_string_new (NULL);

  return question;
}

static void
question_free (Question *question)
{
  g_object_unref (question->client);
  g_object_unref (question->cancellable);
  g_string_free (question->text, TRUE);
  g_free (question->finish_reason);
  g_free (question->model);
  g_clear_object (&question->result);
  g_free (question);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

static AzcAsk *
make_ask (TestService *service,
          AzcRoute     route,
          AzcPurpose   purpose)
{
  g_autoptr (AzcEndpoint) endpoint = azc_endpoint_new (NULL);
  g_autoptr (AzcModel) model = azc_model_new ("gpt-4o");
  AzcAsk *ask;

  azc_endpoint_set_name (endpoint, "Double");
  azc_endpoint_set_url (endpoint, test_service_get_url (service));
  azc_endpoint_set_route (endpoint, route);
  azc_model_set_deployment (model, "dep");

  ask = azc_ask_new (purpose, endpoint, model);
  ask->key = g_strdup (KEY);
  ask->stream = TRUE;
  if (purpose == AZC_PURPOSE_CHAT)
    g_ptr_array_add (ask->prompts, azc_prompt_new (AZC_ROLE_USER, "Hello"));

  return ask;
}

static void
on_delta_cb (const AzcDelta *delta,
             gpointer        user_data)
{
  Question *question = user_data;

  switch (delta->kind)
    {
    case AZC_DELTA_TEXT:
      g_string_append (question->text, delta->text);
      break;
    case AZC_DELTA_FINISH:
      g_assert_null (question->finish_reason);
      question->finish_reason = g_strdup (delta->text);
      break;
    case AZC_DELTA_MODEL:
      g_free (question->model);
      question->model = g_strdup (delta->text);
      break;
    case AZC_DELTA_USAGE:
      question->prompt_tokens = delta->usage->prompt;
      break;
    case AZC_DELTA_REASONING:
    case AZC_DELTA_REFUSAL:
    case AZC_DELTA_FILTERED:
    default:
      break;
    }
}

static void
on_done_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Question *question = user_data;

  question->result = g_object_ref (result);
  question->ended_at = g_get_monotonic_time ();
}

static void
start (Question     *question,
       const AzcAsk *ask)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AzcRequest) request = azc_request_build (ask, &error);

  g_assert_no_error (error);
  azc_client_send_async (question->client, request, on_delta_cb, question, question->cancellable,
                         on_done_cb, question);
}

static gboolean
finish (Question  *question,
        GError   **error)
{
  while (question->result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return azc_client_send_finish (question->client, question->result, error);
}

static void
wait_for_text (Question   *question,
               const char *text)
{
  while (!g_str_equal (question->text->str, text))
    {
      g_assert_null (question->result);
      g_main_context_iteration (NULL, TRUE);
    }
}

/* Asks a service of the plain OpenAI route. */
static gboolean
ask_openai (TestService  *service,
            Question     *question,
            GError      **error)
{
  AzcAsk *ask = make_ask (service, AZC_ROUTE_OPENAI, AZC_PURPOSE_CHAT);

  start (question, ask);
  azc_ask_free (ask);

  return finish (question, error);
}

#define GPT "gpt-4o-2024-11-20"

static const struct
{
  AzcRoute    route;
  const char *credentials;
  const char *model;
} routes[] = {
  { AZC_ROUTE_AZURE, API_KEY, GPT },
  { AZC_ROUTE_AZURE_V1, API_KEY, GPT },
  { AZC_ROUTE_FOUNDRY, API_KEY, GPT },
  { AZC_ROUTE_SERVERLESS, BEARER, GPT },
  { AZC_ROUTE_OPENAI, BEARER, GPT },
  { AZC_ROUTE_ANTHROPIC, "x-api-key: " KEY, "claude-sonnet-4-5" },
};

/* With and without a stream, with and without a picture: every service takes it as it is. */
static void
test_routes (void)
{
  g_autoptr (GBytes) data = g_bytes_new_static ("\x89PNG", 4);

  for (guint i = 0; i < G_N_ELEMENTS (routes) * 4; i++)
    {
      g_autoptr (TestService) service = test_service_new (routes[i / 4].route, routes[i / 4].credentials);
      g_autoptr (AzcAsk) ask = make_ask (service, routes[i / 4].route, AZC_PURPOSE_CHAT);
      g_autoptr (Question) question = question_new ();
      g_autoptr (GError) error = NULL;

      ask->stream = i % 2 == 0;
      if (i % 4 >= 2)
        azc_prompt_add_picture (g_ptr_array_index (ask->prompts, 0), "image/png", data);
      start (question, ask);
      g_assert_true (finish (question, &error));
      g_assert_no_error (error);
      g_assert_cmpstr (question->text->str, ==, "OK");
      g_assert_cmpstr (question->finish_reason, ==, "stop");
      g_assert_cmpstr (question->model, ==, routes[i / 4].model);
      g_assert_cmpuint (test_service_get_count (service), ==, 1);
      g_assert_cmpstr (test_service_get_method (service), ==, "POST");
    }
}

/* What an answer may be, and what becomes of it: the text, and the error if any. */
static const struct
{
  const char *name;
  guint       status;
  const char *type;
  const char *reply;
  gboolean    is_broken;
  const char *text;
  int         code;
} answers[] = {
  { "stream", 200, STREAM, TEXT ("Hi") STOP DONE, FALSE, "Hi", -1 },
  { "charset", 200, STREAM "; charset=utf-8", TEXT ("Hi") STOP DONE, FALSE, "Hi", -1 },
  { "no-end-marker", 200, STREAM, TEXT ("Hi") STOP, FALSE, "Hi", -1 },
  { "broken-after-finish", 200, STREAM, TEXT ("Hi") STOP, TRUE, "Hi", -1 },
  { "broken-after-end-marker", 200, STREAM, TEXT ("Hi") DONE, TRUE, "Hi", -1 },
  { "as-text", 200, "text/plain", TEXT ("Hi") STOP DONE, FALSE, "Hi", -1 },
  { "as-text-with-error", 200, "text/plain", "event: error\n" EVENT ("{\"message\":\"Odd\"}"), FALSE, "", AZC_ERROR_RESPONSE },
  { "as-text-truncated", 200, "text/plain", TEXT ("Hi"), FALSE, "Hi", AZC_ERROR_TRUNCATED },
  { "not-streamed", 200, JSON, "{\"choices\":[{\"message\":{\"content\":\"Hi\"},\"finish_reason\":\"stop\"}]}", FALSE, "Hi", -1 },
  { "truncated", 200, STREAM, TEXT ("Hi"), FALSE, "Hi", AZC_ERROR_TRUNCATED },
  { "broken", 200, STREAM, TEXT ("Hi"), TRUE, "Hi", AZC_ERROR_TRUNCATED },
  { "broken-event", 200, STREAM, TEXT ("Hi") "data: {\"choi", TRUE, "Hi", AZC_ERROR_TRUNCATED },
  { "broken-body", 200, JSON, "{\"choices\":[", TRUE, "", AZC_ERROR_TRUNCATED },
  { "nothing", 200, STREAM, "", FALSE, "", AZC_ERROR_TRUNCATED },
  { "error-in-stream", 200, STREAM, TEXT ("Hi") EVENT ("{\"error\":{\"code\":\"x\",\"message\":\"Overheated\"}}") DONE, FALSE, "Hi", AZC_ERROR_RESPONSE },
  { "error-event", 200, STREAM, TEXT ("Hi") "event: error\n" EVENT ("{\"code\":\"rate_limit_exceeded\",\"message\":\"m\"}"), FALSE, "Hi", AZC_ERROR_RATE_LIMIT },
  { "filtered", 200, STREAM, TEXT ("Hi") EVENT ("{\"choices\":[{\"finish_reason\":\"content_filter\"}]}"), FALSE, "Hi", AZC_ERROR_CONTENT_FILTER },
  { "filtered-and-broken", 200, STREAM, TEXT ("Hi") EVENT ("{\"choices\":[{\"finish_reason\":\"content_filter\"}]}"), TRUE, "Hi", AZC_ERROR_CONTENT_FILTER },
  { "no-json-in-stream", 200, STREAM, TEXT ("Hi") EVENT ("nonsense"), FALSE, "Hi", AZC_ERROR_RESPONSE },
  { "error-with-200", 200, JSON, "{\"error\":{\"code\":\"content_filter\",\"message\":\"m\"}}", FALSE, "", AZC_ERROR_CONTENT_FILTER },
  { "other-json", 200, JSON, "{\"status\":\"healthy\"}", FALSE, "", AZC_ERROR_RESPONSE },
  { "no-json", 200, JSON, "nonsense", FALSE, "", AZC_ERROR_RESPONSE },
  { "page", 200, "text/html", "<!DOCTYPE html><html><body>Sign in</body></html>", FALSE, "", AZC_ERROR_RESPONSE },
  { "empty", 200, JSON, "", FALSE, "", AZC_ERROR_RESPONSE },
  { "refused", 400, JSON, "{\"error\":{\"message\":\"Odd\"}}", FALSE, "", AZC_ERROR_BAD_REQUEST },
  { "refused-as-stream", 400, STREAM, EVENT ("{\"error\":{\"message\":\"Odd\"}}"), FALSE, "", AZC_ERROR_BAD_REQUEST },
  { "refused-and-broken", 403, JSON, "{\"error\":{\"mess", TRUE, "", AZC_ERROR_PERMISSION },
  { "redirected", 307, "text/html", "", FALSE, "", AZC_ERROR_REDIRECT },
};

static void
play_answer (guint index,
             gsize size)
{
  g_autoptr (TestService) service = test_service_new (AZC_ROUTE_OPENAI, BEARER);
  g_autoptr (Question) question = question_new ();
  g_autoptr (GError) error = NULL;
  TestReply *reply = test_service_script (service, answers[index].status, answers[index].type);

  test_reply_add_header (reply, "Location", "https://login.example.com/");
  test_reply_add_pieces (reply, answers[index].reply, size);
  if (answers[index].is_broken)
    test_reply_add_break (reply);

  g_assert_cmpint (ask_openai (service, question, &error), ==, answers[index].code < 0);
  g_assert_cmpstr (question->text->str, ==, answers[index].text);
  g_assert_cmpuint (test_service_get_count (service), ==, 1);
  if (answers[index].code < 0)
    g_assert_no_error (error);
  else
    g_assert_error (error, AZC_ERROR, answers[index].code);
  if (answers[index].status >= 400)
    g_assert_cmpuint (azc_error_get_status (error), ==, answers[index].status);
}

static void
test_answers (gconstpointer data)
{
  play_answer (GPOINTER_TO_UINT (data), G_MAXSIZE);
  play_answer (GPOINTER_TO_UINT (data), 1);
}

/* A service may stream though it was asked not to. */
static void
test_stream_unasked (void)
{
  g_autoptr (TestService) service = test_service_new (AZC_ROUTE_OPENAI, BEARER);
  g_autoptr (AzcAsk) ask = make_ask (service, AZC_ROUTE_OPENAI, AZC_PURPOSE_CHAT);
  g_autoptr (Question) question = question_new ();
  g_autoptr (GError) error = NULL;

  ask->stream = FALSE;
  test_reply_add_text (test_service_script (service, 200, STREAM), TEXT ("Hi") STOP DONE);
  start (question, ask);
  g_assert_true (finish (question, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (question->text->str, ==, "Hi");
  g_assert_false (json_object_has_member (test_service_get_body (service), "stream"));
}

/* Each piece arrives before the next is sent. */
static void
test_pieces (void)
{
  g_autoptr (TestService) service = test_service_new (AZC_ROUTE_OPENAI, BEARER);
  g_autoptr (AzcAsk) ask = make_ask (service, AZC_ROUTE_OPENAI, AZC_PURPOSE_CHAT);
  g_autoptr (Question) question = question_new ();
  g_autoptr (GError) error = NULL;
  TestReply *reply = test_service_script (service, 200, STREAM);

  test_reply_add_text (reply, TEXT ("one ") "data: {\"choices\":[{\"del");
  test_reply_add_wait (reply);
  test_reply_add_text (reply, "ta\":{\"content\":\"two\"}}]}\n\n");
  test_reply_add_wait (reply);
  test_reply_add_text (reply, STOP EVENT ("{\"choices\":[],\"usage\":{\"prompt_tokens\":7}}") DONE);

  start (question, ask);
  wait_for_text (question, "one ");
  test_service_release (service);
  wait_for_text (question, "one two");
  g_assert_null (question->finish_reason);
  test_service_release (service);
  g_assert_true (finish (question, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (question->finish_reason, ==, "stop");
  g_assert_cmpint (question->prompt_tokens, ==, 7);
}

static void
test_facts (void)
{
  g_autoptr (TestService) service = test_service_new (AZC_ROUTE_OPENAI, BEARER);
  g_autoptr (Question) question = question_new ();
  g_autoptr (GError) error = NULL;
  TestReply *reply = test_service_script (service, 429, JSON);

  test_reply_add_header (reply, "Retry-After", "86400");
  test_reply_add_header (reply, "x-request-id", "other");
  test_reply_add_header (reply, "apim-request-id", "a1b2");
  test_reply_add_text (reply, "{\"error\":{\"code\":\"429\",\"message\":\"Too many, " KEY "\"}}");

  g_assert_false (ask_openai (service, question, &error));
  g_assert_error (error, AZC_ERROR, AZC_ERROR_RATE_LIMIT);
  g_assert_cmpuint (azc_error_get_status (error), ==, 429);
  g_assert_cmpint (azc_error_get_retry_after (error), ==, 86400000);
  g_assert_cmpstr (azc_error_get_request_id (error), ==, "a1b2");
  g_assert_nonnull (strstr (azc_error_get_details (error), "Too many"));
  g_assert_null (strstr (azc_error_get_details (error), KEY));
}

/* Stop reaches the service at once, so that it stops generating. */
static void
test_cancel (void)
{
  g_autoptr (TestService) service = test_service_new (AZC_ROUTE_OPENAI, BEARER);
  g_autoptr (AzcAsk) ask = make_ask (service, AZC_ROUTE_OPENAI, AZC_PURPOSE_CHAT);
  g_autoptr (Question) question = question_new ();
  g_autoptr (GError) error = NULL;
  TestReply *reply = test_service_script (service, 200, STREAM);
  gint64 cancelled_at;

  test_reply_add_text (reply, TEXT ("Hi"));
  test_reply_add_wait (reply);

  start (question, ask);
  wait_for_text (question, "Hi");
  cancelled_at = g_get_monotonic_time ();
  g_cancellable_cancel (question->cancellable);
  g_assert_false (finish (question, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (question->ended_at - cancelled_at, <, 100 * G_TIME_SPAN_MILLISECOND);
  g_assert_cmpint (test_service_wait_until_gone (service) - cancelled_at, <,
                   100 * G_TIME_SPAN_MILLISECOND);
}

/* An error in the stream closes the connection too. */
static void
test_error_closes (void)
{
  g_autoptr (TestService) service = test_service_new (AZC_ROUTE_OPENAI, BEARER);
  g_autoptr (Question) question = question_new ();
  g_autoptr (GError) error = NULL;
  TestReply *reply = test_service_script (service, 200, STREAM);

  test_reply_add_text (reply, EVENT ("{\"error\":{\"message\":\"Overheated\"}}"));
  test_reply_add_wait (reply);

  g_assert_false (ask_openai (service, question, &error));
  g_assert_error (error, AZC_ERROR, AZC_ERROR_RESPONSE);
  test_service_wait_until_gone (service);
}

/* An answer that had its end is there, even if the server keeps the connection. */
static void
test_held_open (void)
{
  g_autoptr (TestService) service = test_service_new (AZC_ROUTE_OPENAI, BEARER);
  g_autoptr (Question) question = question_new ();
  g_autoptr (GError) error = NULL;
  TestReply *reply = test_service_script (service, 200, STREAM);

  test_reply_add_text (reply, TEXT ("Hi") STOP DONE);
  test_reply_add_wait (reply);

  g_assert_true (ask_openai (service, question, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (question->text->str, ==, "Hi");
  test_service_wait_until_gone (service);
}

/* A reply that says “come back” with these headers, and what the client does. */
static const struct
{
  guint       status;
  const char *name;
  const char *value;
  guint       n_times;
  guint       n_requests;
  int         code;
} repeats[] = {
  { 503, "retry-after-ms", "1", 1, 2, -1 },
  { 503, "retry-after-ms", "1", 2, 3, -1 },
  { 503, "retry-after-ms", "1", 3, 3, AZC_ERROR_SERVER },
  { 429, "Retry-After", "0", 2, 3, -1 },
  { 429, "Retry-After", "61", 1, 1, AZC_ERROR_RATE_LIMIT },
  { 408, "retry-after-ms", "1", 1, 2, -1 },
  { 503, "x-should-retry", "false", 1, 1, AZC_ERROR_SERVER },
  { 400, "x-should-retry", "true", 1, 2, -1 },
  { 400, "retry-after-ms", "1", 1, 1, AZC_ERROR_BAD_REQUEST },
  { 401, "retry-after-ms", "1", 1, 1, AZC_ERROR_AUTHENTICATION },
};

static void
test_repeats (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (repeats); i++)
    {
      g_autoptr (TestService) service = test_service_new (AZC_ROUTE_OPENAI, BEARER);
      g_autoptr (Question) question = question_new ();
      g_autoptr (GError) error = NULL;

      for (guint k = 0; k < repeats[i].n_times; k++)
        test_reply_add_header (test_service_script (service, repeats[i].status, JSON),
                               repeats[i].name, repeats[i].value);

      g_assert_cmpint (ask_openai (service, question, &error), ==, repeats[i].code < 0);
      g_assert_cmpuint (test_service_get_count (service), ==, repeats[i].n_requests);
      if (repeats[i].code < 0)
        g_assert_cmpstr (question->text->str, ==, "OK");
      else
        g_assert_error (error, AZC_ERROR, repeats[i].code);
    }
}

static void
on_log_cb (const char     *domain,
           GLogLevelFlags  level,
           const char     *message,
           gpointer        user_data)
{
  if (strstr (message, ": again in ") != NULL)
    (*(guint *) user_data)++;
}

static void
test_cancelled_wait (void)
{
  g_autoptr (TestService) service = test_service_new (AZC_ROUTE_OPENAI, BEARER);
  g_autoptr (AzcAsk) ask = make_ask (service, AZC_ROUTE_OPENAI, AZC_PURPOSE_CHAT);
  g_autoptr (Question) question = question_new ();
  g_autoptr (GError) error = NULL;
  guint n_waits = 0;
  guint handler = g_log_set_handler (G_LOG_DOMAIN, G_LOG_LEVEL_DEBUG, on_log_cb, &n_waits);
  gint64 cancelled_at;

  test_reply_add_header (test_service_script (service, 429, JSON), "Retry-After", "60");
  start (question, ask);
  while (n_waits == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (question->result);
  cancelled_at = g_get_monotonic_time ();
  g_cancellable_cancel (question->cancellable);
  g_assert_false (finish (question, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (question->ended_at - cancelled_at, <, 100 * G_TIME_SPAN_MILLISECOND);
  g_assert_cmpuint (test_service_get_count (service), ==, 1);
  g_log_remove_handler (G_LOG_DOMAIN, handler);
}

static void
test_unreachable (void)
{
  TestService *service = test_service_new (AZC_ROUTE_OPENAI, BEARER);
  g_autoptr (AzcAsk) ask = make_ask (service, AZC_ROUTE_OPENAI, AZC_PURPOSE_CHAT);
  g_autoptr (Question) question = question_new ();
  g_autoptr (GError) error = NULL;
  guint n_waits = 0;
  guint handler = g_log_set_handler (G_LOG_DOMAIN, G_LOG_LEVEL_DEBUG, on_log_cb, &n_waits);

  test_service_free (service);
  start (question, ask);
  g_assert_false (finish (question, &error));
  g_assert_error (error, AZC_ERROR, AZC_ERROR_CONNECTION);
  g_assert_cmpuint (n_waits, ==, 2);
  g_log_remove_handler (G_LOG_DOMAIN, handler);
}

static void
test_refused_key (void)
{
  g_autoptr (TestService) service = test_service_new (AZC_ROUTE_OPENAI, BEARER);
  g_autoptr (Question) question = question_new ();
  g_autoptr (GError) error = NULL;

  test_service_forbid (service, "stream_options");
  g_assert_true (ask_openai (service, question, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (question->text->str, ==, "OK");
  g_assert_cmpuint (test_service_get_count (service), ==, 2);
  g_assert_true (azc_json_get_boolean (test_service_get_body (service), "stream", FALSE));
}

static void
test_refused_stream (void)
{
  g_autoptr (TestService) service = test_service_new (AZC_ROUTE_OPENAI, BEARER);
  g_autoptr (Question) question = question_new ();
  g_autoptr (GError) error = NULL;

  test_reply_add_text (test_service_script (service, 400, JSON),
                       "{\"error\":{\"code\":\"unsupported_value\",\"param\":\"stream\","
                       "\"message\":\"'stream' does not support true with this model.\"}}");
  g_assert_true (ask_openai (service, question, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (question->text->str, ==, "OK");
  g_assert_cmpuint (test_service_get_count (service), ==, 2);
  g_assert_cmpuint (json_object_get_size (test_service_get_body (service)), ==, 2);
}

/* What the person set is not changed behind their back. */
static void
test_refused_parameter (void)
{
  g_autoptr (TestService) service = test_service_new (AZC_ROUTE_OPENAI, BEARER);
  g_autoptr (AzcAsk) ask = make_ask (service, AZC_ROUTE_OPENAI, AZC_PURPOSE_CHAT);
  g_autoptr (Question) question = question_new ();
  g_autoptr (GError) error = NULL;

  test_service_forbid (service, "temperature");
  ask->parameters = json_object_new ();
  json_object_set_double_member (ask->parameters, "temperature", 0.5);
  start (question, ask);
  g_assert_false (finish (question, &error));
  g_assert_error (error, AZC_ERROR, AZC_ERROR_PARAMETER);
  g_assert_cmpstr (azc_error_get_subject (error), ==, "temperature");
  g_assert_cmpuint (test_service_get_count (service), ==, 1);
}

/* Not even to a service that would take it does the key follow. */
static void
test_redirect (void)
{
  g_autoptr (TestService) service = test_service_new (AZC_ROUTE_OPENAI, BEARER);
  g_autoptr (TestService) other = test_service_new (AZC_ROUTE_OPENAI, BEARER);
  g_autofree char *target = g_strconcat (test_service_get_url (other), "/chat/completions", NULL);
  g_autoptr (Question) question = question_new ();
  g_autoptr (GError) error = NULL;

  test_reply_add_header (test_service_script (service, 308, JSON), "Location", target);

  g_assert_false (ask_openai (service, question, &error));
  g_assert_error (error, AZC_ERROR, AZC_ERROR_REDIRECT);
  g_assert_nonnull (strstr (error->message, target));
  g_assert_cmpuint (test_service_get_count (other), ==, 0);
}

static GStrv
list_models (TestService  *service,
             AzcRoute      route,
             GError      **error)
{
  g_autoptr (AzcAsk) ask = make_ask (service, route, AZC_PURPOSE_MODELS);
  g_autoptr (AzcRequest) request = azc_request_build (ask, error);
  g_autoptr (Question) question = question_new ();

  g_assert_nonnull (request);
  azc_client_list_models_async (question->client, request, NULL, on_done_cb, question);
  while (question->result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return azc_client_list_models_finish (question->client, question->result, error);
}

static void
test_models (void)
{
  static const char * const expected[] = { "gpt-4o", "o4-mini", NULL };

  for (guint i = 0; i < G_N_ELEMENTS (routes); i++)
    {
      g_autoptr (TestService) service = test_service_new (routes[i].route, routes[i].credentials);
      g_autoptr (GError) error = NULL;
      g_auto (GStrv) models = list_models (service, routes[i].route, &error);

      g_assert_no_error (error);
      g_assert_true (g_strv_equal ((const char * const *) models, expected));
      g_assert_cmpstr (test_service_get_method (service), ==, "GET");
      g_assert_null (test_service_get_header (service, "Content-Type"));
    }
}

static const struct
{
  guint       status;
  const char *type;
  const char *reply;
  int         code;
} wrong_lists[] = {
  { 200, JSON, "{\"models\":[]}", AZC_ERROR_RESPONSE },
  { 200, JSON, "[]", AZC_ERROR_RESPONSE },
  { 200, "text/html", "<html></html>", AZC_ERROR_RESPONSE },
  { 200, JSON, "", AZC_ERROR_RESPONSE },
  { 404, JSON, "{\"data\":[]}", AZC_ERROR_NOT_FOUND },
  { 405, "text/plain", "", AZC_ERROR_NOT_FOUND },
};

static void
test_wrong_models (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (wrong_lists); i++)
    {
      g_autoptr (TestService) service = test_service_new (AZC_ROUTE_OPENAI, BEARER);
      g_autoptr (GError) error = NULL;

      test_reply_add_text (test_service_script (service, wrong_lists[i].status, wrong_lists[i].type),
                           wrong_lists[i].reply);
      g_assert_null (list_models (service, AZC_ROUTE_OPENAI, &error));
      g_assert_error (error, AZC_ERROR, wrong_lists[i].code);
    }
}

static AzcTestResult *
test_connection (TestService  *service,
                 const AzcAsk *ask)
{
  g_autoptr (Question) question = question_new ();
  g_autoptr (GError) error = NULL;
  AzcTestResult *result;

  azc_connection_test_async (question->client, ask, NULL, on_done_cb, question);
  while (question->result == NULL)
    g_main_context_iteration (NULL, TRUE);
  result = azc_connection_test_finish (question->client, question->result, &error);
  g_assert_no_error (error);

  return result;
}

/* What the service takes, how the key is sent, and what the test says after how many tries. */
static const struct
{
  AzcRoute     route;
  const char  *credentials;
  AzcAuthKind  kind;
  gboolean     passed;
  AzcAuthKind  suggested;
  guint        n_requests;
} tests[] = {
  { AZC_ROUTE_AZURE, API_KEY, AZC_AUTH_AUTO, TRUE, AZC_AUTH_AUTO, 1 },
  { AZC_ROUTE_AZURE, BEARER, AZC_AUTH_AUTO, FALSE, AZC_AUTH_BEARER, 2 },
  { AZC_ROUTE_AZURE, API_KEY "\n" BEARER, AZC_AUTH_AUTO, FALSE, AZC_AUTH_BOTH, 3 },
  { AZC_ROUTE_OPENAI, API_KEY, AZC_AUTH_BEARER, FALSE, AZC_AUTH_API_KEY, 2 },
  { AZC_ROUTE_SERVERLESS, API_KEY, AZC_AUTH_BOTH, FALSE, AZC_AUTH_API_KEY, 2 },
  { AZC_ROUTE_ANTHROPIC, "x-api-key: " KEY, AZC_AUTH_AUTO, TRUE, AZC_AUTH_AUTO, 1 },
  { AZC_ROUTE_ANTHROPIC, BEARER, AZC_AUTH_AUTO, FALSE, AZC_AUTH_BEARER, 3 },
  { AZC_ROUTE_AZURE, "api-key: other", AZC_AUTH_AUTO, FALSE, AZC_AUTH_AUTO, 3 },
  { AZC_ROUTE_OPENAI, BEARER, AZC_AUTH_NONE, FALSE, AZC_AUTH_AUTO, 1 },
  { AZC_ROUTE_OPENAI, "", AZC_AUTH_NONE, TRUE, AZC_AUTH_AUTO, 1 },
};

static void
test_connection_auth (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autoptr (TestService) service = test_service_new (tests[i].route, tests[i].credentials);
      g_autoptr (AzcAsk) ask = make_ask (service, tests[i].route, AZC_PURPOSE_TEST);
      g_autoptr (AzcTestResult) result = NULL;

      azc_endpoint_set_auth (ask->endpoint, tests[i].kind);
      result = test_connection (service, ask);
      g_assert_cmpint (result->passed, ==, tests[i].passed);
      g_assert_cmpint (result->suggested_auth, ==, tests[i].suggested);
      g_assert_cmpuint (test_service_get_count (service), ==, tests[i].n_requests);
      g_assert_nonnull (result->sentence);
      g_assert_cmpint (result->advice == NULL, ==, tests[i].passed);
      g_assert_cmpint (azc_endpoint_get_auth (ask->endpoint), ==, tests[i].kind);
    }
}

/* A test is to say what it met, not to wait until it is over. */
static void
test_repeats_of_test (void)
{
  g_autoptr (TestService) service = test_service_new (AZC_ROUTE_OPENAI, BEARER);
  g_autoptr (AzcAsk) ask = make_ask (service, AZC_ROUTE_OPENAI, AZC_PURPOSE_TEST);
  g_autoptr (AzcTestResult) result = NULL;

  test_reply_add_header (test_service_script (service, 503, JSON), "retry-after-ms", "1");
  result = test_connection (service, ask);
  g_assert_false (result->passed);
  g_assert_cmpuint (test_service_get_count (service), ==, 1);
}

static void
test_connection_result (void)
{
  g_autoptr (TestService) service = test_service_new (AZC_ROUTE_OPENAI, BEARER);
  g_autoptr (AzcAsk) ask = make_ask (service, AZC_ROUTE_OPENAI, AZC_PURPOSE_TEST);
  g_autoptr (AzcTestResult) passed = test_connection (service, ask);
  g_autoptr (AzcTestResult) failed = NULL;

  g_assert_nonnull (strstr (passed->sentence, "Double"));
  g_assert_nonnull (strstr (passed->sentence, "gpt-4o-2024-11-20"));

  test_reply_add_text (test_service_script (service, 404, JSON),
                       "{\"error\":{\"code\":\"DeploymentNotFound\",\"message\":\"m\"}}");
  failed = test_connection (service, ask);
  g_assert_false (failed->passed);
  g_assert_cmpstr (failed->sentence, ==, "The resource has no such deployment or model.");
  g_assert_cmpuint (test_service_get_count (service), ==, 2);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/client/routes", test_routes);
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autofree char *path = g_strconcat ("/client/answers/", answers[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_answers);
    }
  g_test_add_func ("/client/stream-unasked", test_stream_unasked);
  g_test_add_func ("/client/pieces", test_pieces);
  g_test_add_func ("/client/facts", test_facts);
  g_test_add_func ("/client/cancel", test_cancel);
  g_test_add_func ("/client/error-closes", test_error_closes);
  g_test_add_func ("/client/held-open", test_held_open);
  g_test_add_func ("/client/redirect", test_redirect);
  g_test_add_func ("/client/repeats", test_repeats);
  g_test_add_func ("/client/cancelled-wait", test_cancelled_wait);
  g_test_add_func ("/client/unreachable", test_unreachable);
  g_test_add_func ("/client/refused-key", test_refused_key);
  g_test_add_func ("/client/refused-stream", test_refused_stream);
  g_test_add_func ("/client/refused-parameter", test_refused_parameter);
  g_test_add_func ("/connection-test/repeats", test_repeats_of_test);
  g_test_add_func ("/client/models", test_models);
  g_test_add_func ("/client/wrong-models", test_wrong_models);
  g_test_add_func ("/connection-test/auth", test_connection_auth);
  g_test_add_func ("/connection-test/result", test_connection_result);

  return g_test_run ();
}
