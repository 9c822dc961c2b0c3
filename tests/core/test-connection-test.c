/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the connection test says and does where the answer is not a plain yes or no. Which way
 * to authenticate it finds is tested with the client. */

#include "config.h"

#include <string.h>

#include "base/error.h"
#include "provider/connection-test.h"
#include "support/service.h"

#define KEY "0123456789abcdef"
#define API_KEY "api-key: " KEY
#define BEARER "Authorization: Bearer " KEY
#define JSON "application/json"

static AzcAsk *
make_ask (TestService *service,
          AzcAuthKind  auth)
{
  g_autoptr (AzcEndpoint) endpoint = azc_endpoint_new (NULL);
  AzcAsk *ask;

  azc_endpoint_set_name (endpoint, "Contoso");
  azc_endpoint_set_url (endpoint, test_service_get_url (service));
  azc_endpoint_set_route (endpoint, AZC_ROUTE_AZURE_V1);
  azc_endpoint_set_deployment (endpoint, "dep");
  azc_endpoint_set_auth (endpoint, auth);
  azc_endpoint_set_auth_header (endpoint, "Ocp-Apim-Subscription-Key");
  ask = azc_ask_new (AZC_PURPOSE_TEST, endpoint, NULL);
  ask->key = g_strdup (KEY);
  ask->stream = TRUE;

  return ask;
}

static void
on_ready_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static AzcTestResult *
run (const AzcAsk *ask)
{
  g_autoptr (AzcHttp) http = azc_http_new ();
  g_autoptr (AzcClient) client = azc_client_new (http);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  AzcTestResult *found;

  azc_connection_test_async (client, ask, NULL, on_ready_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  found = azc_connection_test_finish (client, result, &error);
  g_assert_no_error (error);

  return found;
}

/* Only a refused key is a reason to send it again; everything else is told at once. */
static const struct
{
  guint       status;
  const char *type;
  const char *reply;
  const char *sentence;
  const char *advice;
} failures[] = {
  { 404, JSON, "{\"error\":{\"code\":\"DeploymentNotFound\"}}", "no such deployment", "deployment’s name" },
  { 404, JSON, "{\"error\":{\"code\":\"404\",\"message\":\"Resource not found\"}}", "does not know this address", "route" },
  { 403, JSON, "{\"error\":{\"message\":\"Access denied due to Virtual Network/Firewall rules.\"}}", "network rule", "VPN" },
  { 400, JSON, "{\"error\":{\"message\":\"API version not supported\"}}", "api-version", "api-version" },
  { 429, JSON, "{}", "Too many requests", "Wait" },
  { 500, JSON, "{}", "500", "Retry" },
  { 200, "text/event-stream", "", "before the answer was complete", "Retry" },
  { 200, "text/html", "<html></html>", "web page", "sign-in page" },
};

static void
test_failures (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (failures); i++)
    {
      g_autoptr (TestService) service = test_service_new (AZC_ROUTE_AZURE_V1, API_KEY);
      g_autoptr (AzcAsk) ask = make_ask (service, AZC_AUTH_AUTO);
      g_autoptr (AzcTestResult) result = NULL;

      test_reply_add_text (test_service_script (service, failures[i].status, failures[i].type),
                           failures[i].reply);
      result = run (ask);
      g_assert_false (result->passed);
      g_assert_nonnull (strstr (result->sentence, failures[i].sentence));
      g_assert_nonnull (strstr (result->advice, failures[i].advice));
      g_assert_cmpint (result->suggested_auth, ==, AZC_AUTH_AUTO);
      g_assert_cmpuint (test_service_get_count (service), ==, 1);
    }
}

/* No way helps: the first refusal is told, since it is about what is set. */
static void
test_wrong_key (void)
{
  g_autoptr (TestService) service = test_service_new (AZC_ROUTE_AZURE_V1, API_KEY);
  g_autoptr (AzcAsk) ask = make_ask (service, AZC_AUTH_AUTO);
  g_autoptr (AzcTestResult) result = NULL;

  test_reply_add_text (test_service_script (service, 401, JSON),
                       "{\"statusCode\":401,\"message\":\"Access denied due to missing subscription key.\"}");
  result = run (ask);
  g_assert_false (result->passed);
  g_assert_nonnull (strstr (result->sentence, "subscription key"));
  g_assert_nonnull (strstr (result->advice, "Ocp-Apim-Subscription-Key"));
  g_assert_cmpint (result->suggested_auth, ==, AZC_AUTH_AUTO);
  g_assert_cmpuint (test_service_get_count (service), ==, 3);
}

static void
test_suggestion (void)
{
  g_autoptr (TestService) service = test_service_new (AZC_ROUTE_AZURE_V1, BEARER);
  g_autoptr (AzcAsk) ask = make_ask (service, AZC_AUTH_HEADER);
  g_autoptr (AzcTestResult) result = run (ask);

  g_assert_false (result->passed);
  g_assert_cmpint (result->suggested_auth, ==, AZC_AUTH_BEARER);
  g_assert_nonnull (strstr (result->sentence, "refuses the key"));
  g_assert_nonnull (strstr (result->advice, "bearer token"));
}

/* Nothing is sent from settings that no request can be made from. */
static void
test_wrong_settings (void)
{
  g_autoptr (TestService) service = test_service_new (AZC_ROUTE_AZURE_V1, API_KEY);
  g_autoptr (AzcAsk) ask = make_ask (service, AZC_AUTH_AUTO);
  g_autoptr (AzcTestResult) result = NULL;

  g_clear_pointer (&ask->key, g_free);
  result = run (ask);
  g_assert_false (result->passed);
  g_assert_nonnull (strstr (result->sentence, "no key"));
  g_assert_nonnull (strstr (result->advice, "Enter the key"));
  g_assert_cmpuint (test_service_get_count (service), ==, 0);
}

/* A service that does not name its model. */
static void
test_no_model (void)
{
  g_autoptr (TestService) service = test_service_new (AZC_ROUTE_AZURE_V1, API_KEY);
  g_autoptr (AzcAsk) ask = make_ask (service, AZC_AUTH_AUTO);
  g_autoptr (AzcTestResult) result = NULL;

  test_reply_add_text (test_service_script (service, 200, JSON), "{\"choices\":[{\"message\":{\"content\":\"OK\"}}]}");
  result = run (ask);
  g_assert_true (result->passed);
  g_assert_true (g_str_has_prefix (result->sentence, "“Contoso” answered in "));
}

static void
test_cancelled (void)
{
  g_autoptr (TestService) service = test_service_new (AZC_ROUTE_AZURE_V1, API_KEY);
  g_autoptr (AzcAsk) ask = make_ask (service, AZC_AUTH_AUTO);
  g_autoptr (AzcHttp) http = azc_http_new ();
  g_autoptr (AzcClient) client = azc_client_new (http);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  TestReply *reply = test_service_script (service, 200, JSON);

  test_reply_add_text (reply, "{");
  test_reply_add_wait (reply);
  azc_connection_test_async (client, ask, cancellable, on_ready_cb, &result);
  g_assert_null (result);
  g_cancellable_cancel (cancellable);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (azc_connection_test_finish (client, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/connection-test/failures", test_failures);
  g_test_add_func ("/connection-test/wrong-key", test_wrong_key);
  g_test_add_func ("/connection-test/suggestion", test_suggestion);
  g_test_add_func ("/connection-test/wrong-settings", test_wrong_settings);
  g_test_add_func ("/connection-test/no-model", test_no_model);
  g_test_add_func ("/connection-test/cancelled", test_cancelled);

  return g_test_run ();
}
