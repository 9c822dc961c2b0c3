/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What services answer when they fail, and what a person is told about it. */

#include "config.h"

#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "base/redact.h"
#include "provider/diagnose.h"

/*
 * message: a part of the sentence that says what happened
 * advice: a part of the sentence that says what to do
 */
typedef struct
{
  const char *name;
  guint       status;
  const char *body;
  AzcError    code;
  const char *subject;
  const char *message;
  const char *advice;
} Case;

#define FILTER_RESULT "{\"hate\":{\"filtered\":true,\"severity\":\"high\"},\"violence\":{\"filtered\":false,\"severity\":\"safe\"}," \
                      "\"jailbreak\":{\"filtered\":true,\"detected\":true}}"
#define FILTERED "hate, an attempt to get around the rules"

static const Case cases[] = {
  { "filter", 400, "{\"error\":{\"message\":\"The response was filtered\",\"type\":null,\"param\":\"prompt\",\"code\":\"content_filter\",\"status\":400,"
    "\"innererror\":{\"code\":\"ResponsibleAIPolicyViolation\",\"content_filter_result\":" FILTER_RESULT "}}}",
    AZC_ERROR_CONTENT_FILTER, "prompt", "blocked the message: " FILTERED, "Rephrase" },
  { "filter-inner_error", 400, "{\"error\":{\"code\":\"content_filter\",\"inner_error\":{\"code\":\"ResponsibleAIPolicyViolation\",\"content_filter_results\":" FILTER_RESULT "}}}",
    AZC_ERROR_CONTENT_FILTER, NULL, "blocked the message: " FILTERED, "Rephrase" },
  { "filter-by-inner-code", 400, "{\"error\":{\"code\":\"400\",\"message\":\"m\",\"innererror\":{\"code\":\"ResponsibleAIPolicyViolation\"}}}",
    AZC_ERROR_CONTENT_FILTER, NULL, "blocked the message.", "Rephrase" },

  { "unsupported-parameter", 400, "{\"error\":{\"message\":\"Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.\","
    "\"type\":\"invalid_request_error\",\"param\":\"max_tokens\",\"code\":\"unsupported_parameter\",\"callstack\":[\"a\"]}}",
    AZC_ERROR_PARAMETER, "max_tokens", "“max_tokens”", "Remove the parameter" },
  { "unsupported-value", 400, "{\"error\":{\"message\":\"Unsupported value: 'temperature' does not support 0.2 with this model. Only the default (1) value is supported.\","
    "\"type\":\"invalid_request_error\",\"param\":\"temperature\",\"code\":\"unsupported_value\"}}",
    AZC_ERROR_PARAMETER, "temperature", "“temperature”", "Remove the parameter" },
  { "unsupported-stream", 400, "{\"error\":{\"message\":\"Unsupported value: 'stream' does not support true with this model.\","
    "\"type\":\"invalid_request_error\",\"param\":\"stream\",\"code\":\"unsupported_value\"}}",
    AZC_ERROR_PARAMETER, "stream", "“stream”", "Remove the parameter" },
  { "context-length", 400, "{\"error\":{\"message\":\"This model's maximum context length is 128000 tokens.\",\"type\":\"invalid_request_error\","
    "\"param\":\"messages\",\"code\":\"context_length_exceeded\"}}",
    AZC_ERROR_CONTEXT_LENGTH, "messages", "longer than the model can read", "shorten" },
  { "no-vision", 400, "{\"error\":{\"code\":\"BadRequest\",\"message\":\"Invalid content type. image_url is only supported by certain models.\"}}",
    AZC_ERROR_VISION, NULL, "no pictures", "remove the picture" },
  { "api-version", 400, "{\"error\":{\"code\":\"BadRequest\",\"message\":\"API version not supported\"}}",
    AZC_ERROR_API_VERSION, NULL, "api-version", "Change the api-version" },
  { "responses-version", 400, "{\"error\":{\"code\":\"BadRequest\",\"message\":\"Azure OpenAI Responses API is enabled only for api-version 2025-03-01-preview and later\"}}",
    AZC_ERROR_API_VERSION, NULL, "api-version", "Change the api-version" },
  { "other-tenant", 400, "{\"error\":{\"code\":\"Tenant provided in token does not match resource token\",\"message\":\"Token tenant X does not match resource tenant.\"}}",
    AZC_ERROR_AUTHENTICATION, NULL, "another tenant", "tenant that the resource belongs to" },
  { "other-400", 400, "{\"error\":{\"code\":\"invalid_request\",\"message\":\"The body is odd.\",\"param\":\"messages[0]\"}}",
    AZC_ERROR_BAD_REQUEST, "messages[0]", "The body is odd.", "details" },

  { "wrong-key", 401, "{\"error\":{\"code\":\"401\",\"message\":\"Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a valid key.\"}}",
    AZC_ERROR_AUTHENTICATION, NULL, "refused the key", "Check the key" },
  { "not-a-token", 401, "{\"statusCode\":401,\"message\":\"Unauthorized. Access token is missing, invalid, audience is incorrect (https://cognitiveservices.azure.com), or has expired.\"}",
    AZC_ERROR_AUTHENTICATION, NULL, "access token", "“api-key” header" },
  { "subscription-key", 401, "{\"statusCode\":401,\"message\":\"Access denied due to missing subscription key. Make sure to include subscription key.\"}",
    AZC_ERROR_AUTHENTICATION, NULL, "subscription key", "Ocp-Apim-Subscription-Key" },
  { "no-role", 401, "{\"error\":{\"code\":\"PermissionDenied\",\"message\":\"Principal does not have access to API/Operation.\"}}",
    AZC_ERROR_PERMISSION, NULL, "no role", "Cognitive Services OpenAI User" },
  { "no-data-action", 401, "{\"error\":{\"code\":\"401\",\"message\":\"The principal lacks the required data action Microsoft.CognitiveServices/accounts/OpenAI/deployments/chat/completions/action\"}}",
    AZC_ERROR_PERMISSION, NULL, "no role", "Cognitive Services OpenAI User" },
  { "empty-401", 401, "", AZC_ERROR_AUTHENTICATION, NULL, "refused the key", "Check the key" },

  { "network-rule", 403, "{\"error\":{\"code\":\"AccessDenied\",\"message\":\"Access denied due to Virtual Network/Firewall rules.\"}}",
    AZC_ERROR_PERMISSION, NULL, "network rule", "VPN" },
  { "private-endpoint", 403, "{\"error\":{\"code\":\"403\",\"message\":\"Public access is disabled. Please configure private endpoint.\"}}",
    AZC_ERROR_PERMISSION, NULL, "network rule", "VPN" },
  { "suspended", 403, "{\"error\":{\"code\":\"403\",\"message\":\"The resource has been temporarily blocked.\"}}",
    AZC_ERROR_PERMISSION, NULL, "denied", "administrator" },

  { "deployment", 404, "{\"error\":{\"code\":\"DeploymentNotFound\",\"message\":\"The API deployment for this resource does not exist. If you created the deployment within the last 5 minutes, please wait a moment and try again.\"}}",
    AZC_ERROR_DEPLOYMENT, NULL, "no such deployment", "five minutes" },
  { "path", 404, "{\"error\":{\"code\":\"404\",\"message\":\"Resource not found\"}}",
    AZC_ERROR_NOT_FOUND, NULL, "does not know this address", "api-version" },
  { "model", 404, "{\"error\":{\"message\":\"The model `x` does not exist\",\"type\":\"invalid_request_error\",\"param\":null,\"code\":\"model_not_found\"}}",
    AZC_ERROR_DEPLOYMENT, NULL, "deployment or model", "name" },
  { "method", 405, "", AZC_ERROR_NOT_FOUND, NULL, "no chat requests", "route" },
  { "timeout", 408, "{\"error\":{\"code\":\"408\",\"message\":\"The operation was timeout.\"}}", AZC_ERROR_TIMEOUT, NULL, "gave up waiting", "Retry" },
  { "too-large", 413, "{\"error\":{\"code\":\"413\",\"message\":\"Request body too large\"}}", AZC_ERROR_REQUEST_TOO_LARGE, NULL, "too large", "smaller pictures" },
  { "too-many-headers", 431, "", AZC_ERROR_REQUEST_TOO_LARGE, NULL, "headers", "Remove additional headers" },

  { "strict-list", 422, "{\"detail\":[{\"type\":\"extra_forbidden\",\"loc\":[\"body\",\"user\"],\"msg\":\"Extra inputs are not permitted\",\"input\":\"u\"}]}",
    AZC_ERROR_PARAMETER, "user", "“user”", "Remove the parameter" },
  { "strict-object", 422, "{\"status\":422,\"code\":\"parameter_not_supported\",\"detail\":{\"loc\":[\"body\",\"frequency_penalty\"],\"input\":0.5},\"message\":\"One of the parameters contains invalid values.\"}",
    AZC_ERROR_PARAMETER, "frequency_penalty", "“frequency_penalty”", "Remove the parameter" },
  { "strict-wrapped", 422, "{\"error\":{\"code\":\"Invalid input\",\"status\":422,\"message\":\"{\\\"detail\\\":[{\\\"type\\\":\\\"extra_forbidden\\\","
    "\\\"loc\\\":[\\\"body\\\",\\\"user\\\"],\\\"msg\\\":\\\"Extra inputs are not permitted\\\"}]}\"}}",
    AZC_ERROR_PARAMETER, "user", "“user”", "Remove the parameter" },
  { "unrecognized-argument", 400, "{\"error\":{\"message\":\"Unrecognized request argument supplied: stream_options\",\"type\":\"invalid_request_error\",\"param\":null,\"code\":null}}",
    AZC_ERROR_PARAMETER, "stream_options", "“stream_options”", "Remove the parameter" },
  { "detail-text", 422, "{\"detail\":\"There was an error parsing the body\"}",
    AZC_ERROR_BAD_REQUEST, NULL, "There was an error parsing the body", "details" },

  { "rate-limit", 429, "{\"error\":{\"code\":\"429\",\"message\":\"Requests to the ChatCompletions_Create Operation under Azure OpenAI API version 2024-10-21 have exceeded token rate limit. Please retry after 86400 seconds.\"}}",
    AZC_ERROR_RATE_LIMIT, NULL, "Too many requests", "Wait" },
  { "rate-limit-new", 429, "{\"error\":{\"code\":\"RateLimitReached\",\"message\":\"Your requests to gpt-4o for gpt-4o in East US have exceeded the limit.\"}}",
    AZC_ERROR_RATE_LIMIT, NULL, "Too many requests", "Wait" },
  { "rate-limit-openai", 429, "{\"error\":{\"code\":\"rate_limit_exceeded\",\"type\":\"tokens\",\"message\":\"Rate limit reached for gpt-4o\"}}",
    AZC_ERROR_RATE_LIMIT, NULL, "Too many requests", "Wait" },
  { "quota", 429, "{\"error\":{\"code\":\"insufficient_quota\",\"type\":\"insufficient_quota\",\"message\":\"You exceeded your current quota, please check your plan.\"}}",
    AZC_ERROR_QUOTA, NULL, "quota", "Raise the quota" },
  { "payment", 402, "{\"error\":{\"message\":\"Insufficient credits\",\"code\":402}}", AZC_ERROR_QUOTA, NULL, "payment", "quota" },

  { "server", 500, "{\"error\":{\"message\":\"The server had an error while processing your request.\",\"type\":\"server_error\",\"param\":null,\"code\":null}}",
    AZC_ERROR_SERVER, NULL, "The server had an error", "Retry" },
  { "unavailable", 503, "", AZC_ERROR_SERVER, NULL, "503", "Retry" },
  { "unavailable-text", 503, "upstream connect error", AZC_ERROR_SERVER, NULL, "upstream connect error", "Retry" },

  /* The shapes of bodies, in the order in which they are looked for. */
  { "shape-error-first", 400, "{\"error\":{\"message\":\"one\"},\"message\":\"two\",\"detail\":\"three\"}", AZC_ERROR_BAD_REQUEST, NULL, ": one", "details" },
  { "shape-error-text", 400, "{\"error\":\"one\",\"detail\":\"three\"}", AZC_ERROR_BAD_REQUEST, NULL, ": one", "details" },
  { "shape-message", 400, "{\"statusCode\":400,\"message\":\"two\",\"detail\":\"three\"}", AZC_ERROR_BAD_REQUEST, NULL, ": two", "details" },
  { "shape-detail", 400, "{\"detail\":\"three\"}", AZC_ERROR_BAD_REQUEST, NULL, ": three", "details" },
  { "shape-text", 400, "four", AZC_ERROR_BAD_REQUEST, NULL, ": four", "details" },
  { "shape-none", 400, "{\"error\":{}}", AZC_ERROR_BAD_REQUEST, NULL, "status 400", "details" },
  { "shape-odd", 400, "{\"error\":[1],\"message\":{},\"detail\":[[]],\"code\":7}", AZC_ERROR_BAD_REQUEST, NULL, "status 400", "details" },
  { "shape-list", 400, "[{\"error\":{\"message\":\"in a list\"}}]", AZC_ERROR_BAD_REQUEST, NULL, "status 400", "details" },
  { "page", 404, "<!DOCTYPE html>\n<html><head><title>Not here</title></head></html>", AZC_ERROR_NOT_FOUND, NULL, "web page", "proxy" },
  { "page-of-a-gateway", 502, "<html><head><title>502 Bad Gateway</title></head></html>", AZC_ERROR_SERVER, NULL, "status 502", "Retry" },
  { "page-under-200", 200, "\n<HTML><body>Sign in</body></HTML>", AZC_ERROR_RESPONSE, NULL, "web page", "sign-in page" },
  { "other-under-200", 200, "{\"status\":\"healthy\"}", AZC_ERROR_RESPONSE, NULL, "not one of a chat service", "web page or proxy" },
  { "nothing-under-200", 200, "", AZC_ERROR_RESPONSE, NULL, "not one of a chat service", "web page or proxy" },
  { "not-utf-8", 400, "caf\xe9 \xff", AZC_ERROR_BAD_REQUEST, NULL, "caf", "details" },
};

static GError *
diagnose (guint       status,
          const char *text)
{
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));

  return azc_diagnose_body (AZC_ROUTE_AZURE, status, body);
}

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (GError) error = diagnose (c->status, c->body);

  g_assert_error (error, AZC_ERROR, (int) c->code);
  g_assert_cmpstr (azc_error_get_subject (error), ==, c->subject);
  if (strstr (error->message, c->message) == NULL)
    g_error ("“%s” does not say “%s”", error->message, c->message);
  if (strstr (azc_error_get_advice (error), c->advice) == NULL)
    g_error ("“%s” does not say “%s”", azc_error_get_advice (error), c->advice);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_true (azc_error_get_details (error) == NULL ||
                 g_utf8_validate (azc_error_get_details (error), -1, NULL));
}

/* Whatever the service sends back, details are for showing to others. */
static void
test_details (void)
{
  g_autoptr (GError) error = NULL;

  azc_redact_add_secret ("0123456789abcdef");
  error = diagnose (401, "{\"error\":{\"code\":\"401\",\"message\":\"Bad key 0123456789abcdef\"},\"trace\":\"t-1\"}");
  g_assert_nonnull (strstr (azc_error_get_details (error), "t-1"));
  g_assert_nonnull (strstr (azc_error_get_details (error), "\n"));
  g_assert_null (strstr (azc_error_get_details (error), "0123456789abcdef"));
  g_assert_cmpuint (azc_error_get_status (error), ==, 401);
}

/* A service may send any amount of text. */
static void
test_long_text (void)
{
  g_autofree char *text = g_strnfill (1024 * 1024, 'x');
  g_autoptr (GError) error = diagnose (500, text);

  g_assert_error (error, AZC_ERROR, AZC_ERROR_SERVER);
  g_assert_cmpuint (strlen (error->message), <, 1024);
  g_assert_cmpuint (strlen (azc_error_get_details (error)), <, 8192);
}

/* However long it is, what is shown stays short, and free of the key. */
static void
test_long_message (void)
{
  g_autofree char *words = g_strnfill (1024 * 1024, 'x');
  g_autofree char *object = g_strdup_printf ("{\"error\":{\"message\":\"fedcba9876543210 %s\"}}", words);
  g_autoptr (GError) error = NULL;

  azc_redact_add_secret ("fedcba9876543210");
  error = diagnose (400, object);
  g_assert_cmpuint (strlen (error->message), <, 1024);
  g_assert_cmpuint (strlen (azc_error_get_details (error)), <, 8192);
  g_assert_null (strstr (error->message, "fedcba9876543210"));
}

/* An error in the middle of a stream comes under 200, which is then no status to show. */
static void
test_in_stream (void)
{
  static const struct
  {
    const char *body;
    AzcError    code;
  } errors[] = {
    { "{\"error\":{\"message\":\"m\",\"type\":\"server_error\"}}", AZC_ERROR_SERVER },
    { "{\"message\":\"m\",\"type\":\"server_error\"}", AZC_ERROR_SERVER },
    { "{\"error\":{\"message\":\"m\",\"code\":\"rate_limit_exceeded\"}}", AZC_ERROR_RATE_LIMIT },
    { "{\"error\":{\"message\":\"m\",\"code\":\"insufficient_quota\"}}", AZC_ERROR_QUOTA },
    { "{\"error\":{\"message\":\"m\",\"code\":\"content_filter\"}}", AZC_ERROR_CONTENT_FILTER },
    { "{\"error\":{\"message\":\"m\"}}", AZC_ERROR_RESPONSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (errors); i++)
    {
      g_autoptr (JsonNode) node = azc_json_parse (errors[i].body, -1, NULL);
      g_autoptr (GError) error = azc_diagnose_object (AZC_ROUTE_OPENAI, 200, json_node_get_object (node));

      g_assert_error (error, AZC_ERROR, (int) errors[i].code);
      g_assert_cmpuint (azc_error_get_status (error), ==, 0);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/diagnose/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/diagnose/details", test_details);
  g_test_add_func ("/diagnose/long-text", test_long_text);
  g_test_add_func ("/diagnose/long-message", test_long_message);
  g_test_add_func ("/diagnose/in-stream", test_in_stream);

  return g_test_run ();
}
