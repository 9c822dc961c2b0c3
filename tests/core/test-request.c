/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The one request builder: URL, headers and body for every route and purpose. Endpoints are
 * written as in the endpoint file. */

#include "config.h"

#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "provider/request.h"

/* Enough to be told from ordinary words, as every real key is. */
#define KEY "0123456789abcdef"

static AzcAsk *
make_ask (AzcPurpose  purpose,
          const char *endpoint_json,
          const char *model_name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = azc_json_parse (endpoint_json, -1, &error);
  g_autoptr (AzcEndpoint) endpoint = NULL;
  g_autofree char *key = NULL;
  AzcModel *model;
  AzcAsk *ask;

  g_assert_no_error (error);
  endpoint = azc_endpoint_new_from_json (NULL, node, &key, &error);
  g_assert_no_error (error);
  model = model_name != NULL ? azc_endpoint_find_model (endpoint, model_name) : NULL;
  g_assert_cmpint (model != NULL, ==, model_name != NULL);

  ask = azc_ask_new (purpose, endpoint, model);
  ask->key = g_strdup (key != NULL ? key : azc_endpoint_get_key_reference (endpoint));
  ask->stream = TRUE;
  if (purpose == AZC_PURPOSE_CHAT)
    g_ptr_array_add (ask->prompts, azc_prompt_new (AZC_ROLE_USER, "Hello"));

  return ask;
}

static AzcRequest *
build (const AzcAsk *ask)
{
  g_autoptr (GError) error = NULL;
  AzcRequest *request = azc_request_build (ask, &error);

  g_assert_no_error (error);

  return request;
}

static JsonObject *
get_body (const AzcRequest *request)
{
  return json_node_get_object (request->body);
}

static JsonObject *
get_message (const AzcRequest *request,
             guint             index)
{
  return azc_json_get_element (azc_json_get_array (get_body (request), "messages"), index);
}

/* Headers in their order, each on a line. */
static char *
write_headers (const AzcRequest *request)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < azc_headers_get_size (request->http->headers); i++)
    {
      const AzcHeader *header = azc_headers_get (request->http->headers, i);

      g_string_append_printf (text, "%s [%s]: %s\n", header->name,
                              azc_layer_to_string (header->layer), header->value);
    }

  return g_string_free (text, FALSE);
}

static const char *
get_header (const AzcRequest *request,
            const char       *name)
{
  const AzcHeader *header = azc_headers_lookup (request->http->headers, name);

  return header != NULL ? header->value : NULL;
}

/* The credential headers that were sent, as "name=value" with blanks between. */
static char *
write_credentials (const AzcRequest *request)
{
  static const char * const names[] = { "api-key", "Authorization", "x-api-key", "Ocp-Apim-Subscription-Key" };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (get_header (request, names[i]) != NULL)
        g_string_append_printf (text, "%s%s=%s", text->len > 0 ? " " : "", names[i],
                                get_header (request, names[i]));
    }

  return g_string_free (text, FALSE);
}

/* Routes */

typedef struct
{
  const char *name;
  const char *endpoint;
  const char *model;
  const char *url;
  const char *credentials;
  const char *body_model;
  gboolean    stream_options;
} Route;

static const Route routes[] = {
  { "azure", "{\"name\":\"e\",\"url\":\"https://contoso.openai.azure.com\",\"deployment\":\"gpt-4o\",\"api-version\":\"2024-10-21\",\"key\":\"" KEY "\"}",
    NULL, "https://contoso.openai.azure.com/openai/deployments/gpt-4o/chat/completions?api-version=2024-10-21",
    "api-key=" KEY, NULL, TRUE },
  { "azure-model", "{\"name\":\"e\",\"url\":\"https://contoso.openai.azure.com\",\"deployment\":\"gpt-4o\",\"key\":\"" KEY "\","
    "\"models\":[{\"name\":\"vision\",\"deployment\":\"vision-dep\",\"api-version\":\"2025-04-01-preview\"}]}",
    "vision", "https://contoso.openai.azure.com/openai/deployments/vision-dep/chat/completions?api-version=2025-04-01-preview",
    "api-key=" KEY, NULL, TRUE },
  { "azure-named-by-model", "{\"name\":\"e\",\"url\":\"https://contoso.openai.azure.com\",\"api-version\":\"2024-10-21\",\"key\":\"" KEY "\",\"models\":[{\"name\":\"gpt-4o\"}]}",
    "gpt-4o", "https://contoso.openai.azure.com/openai/deployments/gpt-4o/chat/completions?api-version=2024-10-21",
    "api-key=" KEY, NULL, TRUE },
  { "azure-query", "{\"name\":\"e\",\"url\":\"https://contoso.openai.azure.com/?a=1\",\"deployment\":\"d\",\"api-version\":\"2024-10-21\",\"query\":{\"k\":\"v w\"},\"key\":\"" KEY "\"}",
    NULL, "https://contoso.openai.azure.com/openai/deployments/d/chat/completions?api-version=2024-10-21&a=1&k=v%20w",
    "api-key=" KEY, NULL, TRUE },
  { "azure-v1", "{\"name\":\"e\",\"url\":\"https://contoso.openai.azure.com/openai/v1/\",\"deployment\":\"gpt-4o\",\"key\":\"" KEY "\"}",
    NULL, "https://contoso.openai.azure.com/openai/v1/chat/completions",
    "api-key=" KEY, "gpt-4o", TRUE },
  { "azure-v1-model", "{\"name\":\"e\",\"url\":\"https://contoso.services.ai.azure.com/openai/v1\",\"key\":\"" KEY "\",\"models\":[{\"name\":\"big\",\"deployment\":\"big-dep\"}]}",
    "big", "https://contoso.services.ai.azure.com/openai/v1/chat/completions",
    "api-key=" KEY, "big-dep", TRUE },
  { "foundry", "{\"name\":\"e\",\"url\":\"https://contoso.services.ai.azure.com/models\",\"key\":\"" KEY "\",\"models\":[{\"name\":\"Llama-4\"}]}",
    "Llama-4", "https://contoso.services.ai.azure.com/models/chat/completions?api-version=2024-05-01-preview",
    "api-key=" KEY, "Llama-4", FALSE },
  { "serverless", "{\"name\":\"e\",\"url\":\"https://mistral.eastus.models.ai.azure.com\",\"key\":\"" KEY "\"}",
    NULL, "https://mistral.eastus.models.ai.azure.com/v1/chat/completions",
    "Authorization=Bearer " KEY, NULL, FALSE },
  { "serverless-model", "{\"name\":\"e\",\"url\":\"https://mistral.eastus.models.ai.azure.com/v1/chat/completions\",\"key\":\"" KEY "\",\"models\":[{\"name\":\"m\"}]}",
    "m", "https://mistral.eastus.models.ai.azure.com/v1/chat/completions",
    "Authorization=Bearer " KEY, "m", FALSE },
  { "openai", "{\"name\":\"e\",\"url\":\"https://api.example.org/v1\",\"route\":\"openai\",\"key\":\"" KEY "\",\"models\":[{\"name\":\"m\"}]}",
    "m", "https://api.example.org/v1/chat/completions",
    "Authorization=Bearer " KEY, "m", TRUE },
  { "openai-local", "{\"name\":\"e\",\"url\":\"http://127.0.0.1:11434/v1\",\"route\":\"openai\",\"models\":[{\"name\":\"m\"}]}",
    "m", "http://127.0.0.1:11434/v1/chat/completions", "", "m", TRUE },
  { "gateway", "{\"name\":\"e\",\"url\":\"https://gw.contoso.test/ai\",\"route\":\"azure\",\"deployment\":\"d\",\"api-version\":\"2024-10-21\","
    "\"auth\":\"header:Ocp-Apim-Subscription-Key\",\"key\":\"" KEY "\"}",
    NULL, "https://gw.contoso.test/ai/openai/deployments/d/chat/completions?api-version=2024-10-21",
    "Ocp-Apim-Subscription-Key=" KEY, NULL, TRUE },
  { "anthropic", "{\"name\":\"e\",\"url\":\"https://contoso.services.ai.azure.com/anthropic\",\"key\":\"" KEY "\",\"models\":[{\"name\":\"claude\",\"deployment\":\"claude-dep\"}]}",
    "claude", "https://contoso.services.ai.azure.com/anthropic/v1/messages",
    "x-api-key=" KEY, "claude-dep", FALSE },
};

static void
test_route (gconstpointer data)
{
  const Route *route = data;
  g_autoptr (AzcAsk) ask = make_ask (AZC_PURPOSE_CHAT, route->endpoint, route->model);
  g_autoptr (AzcRequest) request = build (ask);
  g_autofree char *credentials = write_credentials (request);
  JsonObject *options = azc_json_get_object (get_body (request), "stream_options");

  g_assert_cmpstr (request->http->method, ==, "POST");
  g_assert_cmpstr (request->http->url, ==, route->url);
  g_assert_cmpstr (credentials, ==, route->credentials);
  g_assert_cmpstr (get_header (request, "content-type"), ==, "application/json");
  g_assert_cmpstr (azc_json_get_string (get_body (request), "model"), ==, route->body_model);
  g_assert_true (azc_json_get_boolean (get_body (request), "stream", FALSE));
  g_assert_cmpint (azc_json_get_boolean (options, "include_usage", FALSE), ==, route->stream_options);
  g_assert_cmpint (options != NULL, ==, route->stream_options);
}

/* The same request without a stream says nothing about streams: strict services refuse it. */
static void
test_route_whole (gconstpointer data)
{
  const Route *route = data;
  g_autoptr (AzcAsk) ask = make_ask (AZC_PURPOSE_CHAT, route->endpoint, route->model);
  g_autoptr (AzcRequest) request = NULL;

  ask->stream = FALSE;
  request = build (ask);
  g_assert_cmpstr (request->http->url, ==, route->url);
  g_assert_false (request->stream);
  g_assert_false (json_object_has_member (get_body (request), "stream"));
  g_assert_false (json_object_has_member (get_body (request), "stream_options"));
}

static void
add_picture (AzcAsk     *ask,
             const char *mime_type,
             const char *data)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, strlen (data));

  azc_prompt_add_picture (g_ptr_array_index (ask->prompts, 0), mime_type, bytes);
}

/* One builder, no second path: a picture changes no header, on no route. */
static void
test_route_picture (gconstpointer data)
{
  const Route *route = data;
  g_autoptr (AzcAsk) ask = make_ask (AZC_PURPOSE_CHAT, route->endpoint, route->model);
  g_autoptr (AzcRequest) without = build (ask);
  g_autoptr (AzcRequest) with = NULL;
  g_autofree char *headers_without = write_headers (without);
  g_autofree char *headers_with = NULL;

  add_picture (ask, "image/png", "picture");
  with = build (ask);
  headers_with = write_headers (with);
  g_assert_cmpstr (headers_with, ==, headers_without);
  g_assert_cmpstr (with->http->url, ==, without->http->url);
  g_assert_nonnull (azc_json_get_array (get_message (with, 0), "content"));
}

/* The bug that the project began with: a serverless group with its own address, an extra header,
 * and a picture; the key was lost. */
static void
test_lost_key (void)
{
  static const char endpoint[] =
    "{\"name\":\"s\",\"url\":\"https://apim.contoso.test/foundry/v1\",\"route\":\"serverless\","
    "\"api-version\":\"2024-05-01-preview\",\"auth\":\"both\",\"key\":\"${AZC_TEST_SRV}\","
    "\"headers\":{\"X-Cost-Center\":\"42\"},\"models\":[{\"name\":\"gpt-4o\",\"vision\":true}]}";

  g_setenv ("AZC_TEST_SRV", "srv-key", TRUE);
  for (guint has_picture = 0; has_picture < 2; has_picture++)
    {
      g_autoptr (AzcAsk) ask = make_ask (AZC_PURPOSE_CHAT, endpoint, "gpt-4o");
      g_autoptr (AzcRequest) request = NULL;
      g_autofree char *headers = NULL;

      if (has_picture)
        add_picture (ask, "image/png", "picture");
      request = build (ask);
      headers = write_headers (request);

      g_assert_cmpstr (request->http->url, ==,
                       "https://apim.contoso.test/foundry/v1/chat/completions?api-version=2024-05-01-preview");
      g_assert_cmpstr (headers, ==,
                       "User-Agent [built-in]: AzureChat/" AZC_VERSION "\n"
                       "Accept [built-in]: application/json, text/event-stream\n"
                       "Content-Type [built-in]: application/json\n"
                       "api-key [authentication]: srv-key\n"
                       "Authorization [authentication]: Bearer srv-key\n"
                       "X-Cost-Center [endpoint]: 42\n");
      g_assert_cmpstr (azc_json_get_string (get_body (request), "model"), ==, "gpt-4o");
    }
  g_unsetenv ("AZC_TEST_SRV");
}

/* Headers */

#define LOCAL "\"name\":\"e\",\"url\":\"http://localhost:1/v1\",\"route\":\"openai\",\"key\":\"" KEY "\""

static void
test_layers (void)
{
  g_autoptr (AzcAsk) ask = make_ask (AZC_PURPOSE_CHAT,
                                     "{" LOCAL ",\"headers\":{\"x-team\":\"endpoint\",\"User-Agent\":\"own\",\"X-App\":null},"
                                     "\"models\":[{\"name\":\"m\",\"headers\":{\"X-TEAM\":\"model\",\"authorization\":\"Bearer other\"}}]}", "m");
  g_autoptr (AzcRequest) request = NULL;
  g_autofree char *headers = NULL;

  ask->application_headers = azc_pairs_new ();
  azc_pairs_append (ask->application_headers, "X-Team", "application");
  azc_pairs_append (ask->application_headers, "X-App", "application");
  azc_pairs_append (ask->application_headers, "X-Everywhere", "application");
  request = build (ask);
  headers = write_headers (request);

  g_assert_cmpstr (get_header (request, "X-Team"), ==, "model");
  g_assert_cmpstr (get_header (request, "User-Agent"), ==, "own");
  g_assert_cmpstr (get_header (request, "Authorization"), ==, "Bearer other");
  g_assert_cmpstr (get_header (request, "X-Everywhere"), ==, "application");
  g_assert_null (get_header (request, "X-App"));
  g_assert_nonnull (strstr (headers, "X-TEAM [model]: model\n"));
  g_assert_nonnull (strstr (headers, "User-Agent [endpoint]: own\n"));
  g_assert_nonnull (strstr (headers, "X-Everywhere [application]: application\n"));
}

/* The environment wins over the endpoint's own variables; what a value holds is not expanded. */
static void
test_references (void)
{
  g_autoptr (AzcAsk) ask = make_ask (AZC_PURPOSE_CHAT,
                                     "{\"name\":\"e\",\"url\":\"https://${AZC_TEST_HOST}/v1\",\"route\":\"openai\",\"key\":\"${AZC_TEST_KEY}\","
                                     "\"query\":{\"q\":\"${AZC_TEST_BOTH}\"},"
                                     "\"headers\":{\"X-Both\":\"${AZC_TEST_BOTH}\",\"X-Own\":\"a ${AZC_TEST_OWN} b\",\"X-Raw\":\"$AZC_TEST_OWN {AZC_TEST_OWN}\"},"
                                     "\"models\":[{\"name\":\"m\"}]}", "m");
  g_autoptr (AzcRequest) request = NULL;

  g_setenv ("AZC_TEST_HOST", "host.test", TRUE);
  g_setenv ("AZC_TEST_BOTH", "environment", TRUE);
  ask->variables = azc_pairs_new ();
  azc_pairs_append (ask->variables, "AZC_TEST_KEY", "variable-key\n");
  azc_pairs_append (ask->variables, "AZC_TEST_BOTH", "keyring");
  azc_pairs_append (ask->variables, "AZC_TEST_OWN", "${AZC_TEST_BOTH}");
  request = build (ask);

  g_assert_cmpstr (request->http->url, ==, "https://host.test/v1/chat/completions?q=environment");
  g_assert_cmpstr (get_header (request, "Authorization"), ==, "Bearer variable-key");
  g_assert_cmpstr (get_header (request, "X-Both"), ==, "environment");
  g_assert_cmpstr (get_header (request, "X-Own"), ==, "a ${AZC_TEST_BOTH} b");
  g_assert_cmpstr (get_header (request, "X-Raw"), ==, "$AZC_TEST_OWN {AZC_TEST_OWN}");
  g_unsetenv ("AZC_TEST_HOST");
  g_unsetenv ("AZC_TEST_BOTH");
}

static void
test_placeholders (void)
{
  g_autoptr (AzcAsk) ask = make_ask (AZC_PURPOSE_CHAT,
                                     "{" LOCAL ",\"headers\":{\"X-Ids\":\"{{conversation_id}}/{{message_id}}/{{model}}\","
                                     "\"X-User\":\"{{user}}\",\"X-Date\":\"{{date}}\",\"X-Uuid\":\"{{uuid}}\"},\"models\":[{\"name\":\"m\"}]}", "m");
  g_autoptr (AzcRequest) first = NULL;
  g_autoptr (AzcRequest) second = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *year = g_date_time_format (now, "%Y-");

  ask->conversation_id = g_strdup ("c-1");
  ask->message_id = g_strdup ("m-2");
  first = build (ask);
  second = build (ask);

  g_assert_cmpstr (get_header (first, "X-Ids"), ==, "c-1/m-2/m");
  g_assert_cmpstr (get_header (first, "X-User"), ==, g_get_user_name ());
  g_assert_cmpuint (strlen (get_header (first, "X-Date")), ==, strlen ("2026-01-01"));
  g_assert_true (g_str_has_prefix (get_header (first, "X-Date"), year));
  g_assert_true (g_uuid_string_is_valid (get_header (first, "X-Uuid")));
  g_assert_cmpstr (get_header (first, "X-Uuid"), !=, get_header (second, "X-Uuid"));
}

/* A header that tells the conversation does not stand in the way of requests without one. */
static void
test_no_conversation (void)
{
  static const AzcPurpose purposes[] = {
    AZC_PURPOSE_CHAT, AZC_PURPOSE_TITLE, AZC_PURPOSE_MODELS, AZC_PURPOSE_TEST,
  };

  for (guint i = 0; i < G_N_ELEMENTS (purposes); i++)
    {
      g_autoptr (AzcAsk) ask = make_ask (purposes[i], "{" LOCAL ",\"deployment\":\"d\",\"headers\":{"
                                         "\"X-Conversation\":\"{{conversation_id}}\",\"X-Message\":\"{{message_id}}\",\"X-Model\":\"{{model}}\"}}", NULL);
      g_autoptr (AzcRequest) request = build (ask);

      g_assert_true (g_uuid_string_is_valid (get_header (request, "X-Conversation")));
      g_assert_true (g_uuid_string_is_valid (get_header (request, "X-Message")));
      g_assert_cmpstr (get_header (request, "X-Model"), ==, "d");
    }
}

/* Nothing is built from settings that are wrong, and the error names the field. */
static const struct
{
  const char *endpoint;
  AzcError    code;
  const char *subject;
} refused[] = {
  { "{\"name\":\"e\",\"url\":\"https://contoso.openai.azure.com\",\"deployment\":\"d\"}", AZC_ERROR_MISSING_KEY, "key" },
  { "{\"name\":\"e\",\"url\":\"https://api.example.org/v1\",\"route\":\"openai\",\"deployment\":\"d\"}", AZC_ERROR_MISSING_KEY, "key" },
  { "{\"name\":\"e\",\"url\":\"http://localhost:1/v1\",\"route\":\"openai\",\"deployment\":\"d\",\"auth\":\"bearer\"}", AZC_ERROR_MISSING_KEY, "key" },
  { "{\"name\":\"e\",\"url\":\"https://contoso.openai.azure.com\",\"deployment\":\"d\",\"key\":\"${AZC_TEST_UNSET}\"}", AZC_ERROR_REFERENCE, "key" },
  { "{\"name\":\"e\",\"url\":\"https://${AZC_TEST_UNSET}/v1\",\"route\":\"openai\",\"deployment\":\"d\",\"key\":\"k\"}", AZC_ERROR_REFERENCE, "url" },
  { "{" LOCAL ",\"deployment\":\"d\",\"headers\":{\"X-Team\":\"${AZC_TEST_UNSET}\"}}", AZC_ERROR_REFERENCE, "headers.X-Team" },
  { "{" LOCAL ",\"deployment\":\"d\",\"headers\":{\"X-Team\":\"{{unknown}}\"}}", AZC_ERROR_REFERENCE, "headers.X-Team" },
  { "{" LOCAL ",\"deployment\":\"d\",\"auth\":\"entra-cli\"}", AZC_ERROR_SETTINGS, "auth" },
  { "{" LOCAL "}", AZC_ERROR_SETTINGS, "models" },
};

static void
test_refused (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (AzcAsk) ask = make_ask (AZC_PURPOSE_CHAT, refused[i].endpoint, NULL);
      g_autoptr (GError) error = NULL;

      g_assert_null (azc_request_build (ask, &error));
      g_assert_error (error, AZC_ERROR, (int) refused[i].code);
      g_assert_cmpstr (azc_error_get_subject (error), ==, refused[i].subject);
    }
}

/* Bodies */

static void
test_messages (void)
{
  g_autoptr (AzcAsk) ask = make_ask (AZC_PURPOSE_CHAT, "{" LOCAL ",\"deployment\":\"d\"}", NULL);
  g_autoptr (AzcRequest) request = NULL;
  g_autofree char *body = NULL;

  g_ptr_array_insert (ask->prompts, 0, azc_prompt_new (AZC_ROLE_SYSTEM, "Be brief."));
  g_ptr_array_add (ask->prompts, azc_prompt_new (AZC_ROLE_ASSISTANT, "Grüße \"x\"\n"));
  ask->stream = FALSE;
  request = build (ask);
  body = g_strndup (g_bytes_get_data (request->http->body, NULL), g_bytes_get_size (request->http->body));

  g_assert_cmpstr (body, ==,
                   "{\"model\":\"d\",\"messages\":[{\"role\":\"system\",\"content\":\"Be brief.\"},"
                   "{\"role\":\"user\",\"content\":\"Hello\"},"
                   "{\"role\":\"assistant\",\"content\":\"Grüße \\\"x\\\"\\n\"}]}");
}

static void
test_pictures (void)
{
  static const struct
  {
    AzcDetail   detail;
    const char *image;
  } details[] = {
    { AZC_DETAIL_AUTO, "{\"url\":\"data:image/png;base64,cGljdHVyZQ==\"}" },
    { AZC_DETAIL_LOW, "{\"url\":\"data:image/png;base64,cGljdHVyZQ==\",\"detail\":\"low\"}" },
    { AZC_DETAIL_HIGH, "{\"url\":\"data:image/png;base64,cGljdHVyZQ==\",\"detail\":\"high\"}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (details); i++)
    {
      g_autoptr (AzcAsk) ask = make_ask (AZC_PURPOSE_CHAT, "{" LOCAL ",\"deployment\":\"d\"}", NULL);
      g_autoptr (AzcRequest) request = NULL;
      g_autofree char *content = NULL;
      g_autofree char *expected = g_strdup_printf ("[{\"type\":\"text\",\"text\":\"Hello\"},{\"type\":\"image_url\",\"image_url\":%s},"
                                                   "{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/jpeg;base64,Yg==\"%s}}]",
                                                   details[i].image,
                                                   details[i].detail == AZC_DETAIL_AUTO ? "" :
                                                   details[i].detail == AZC_DETAIL_LOW ? ",\"detail\":\"low\"" : ",\"detail\":\"high\"");

      ask->detail = details[i].detail;
      add_picture (ask, "image/png", "picture");
      add_picture (ask, "image/jpeg", "b");
      request = build (ask);
      content = azc_json_write (json_object_get_member (get_message (request, 0), "content"), FALSE);
      g_assert_cmpstr (content, ==, expected);
    }
}

/* A picture alone comes without an empty text, which some services refuse. */
static void
test_picture_alone (void)
{
  static const char * const texts[] = { NULL, "" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (AzcAsk) ask = make_ask (AZC_PURPOSE_CHAT, "{" LOCAL ",\"deployment\":\"d\"}", NULL);
      g_autoptr (AzcRequest) request = NULL;
      g_autofree char *content = NULL;

      g_ptr_array_set_size (ask->prompts, 0);
      g_ptr_array_add (ask->prompts, azc_prompt_new (AZC_ROLE_USER, texts[i]));
      add_picture (ask, "image/png", "picture");
      request = build (ask);
      content = azc_json_write (json_object_get_member (get_message (request, 0), "content"), FALSE);
      g_assert_cmpstr (content, ==, "[{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,cGljdHVyZQ==\"}}]");
    }
}

/* default < request < force < drop, over everything the builder writes itself. */
static void
test_parameters (void)
{
  g_autoptr (AzcAsk) ask = make_ask (AZC_PURPOSE_CHAT,
                                     "{" LOCAL ",\"deployment\":\"d\",\"parameters\":{"
                                     "\"default\":{\"temperature\":0.2,\"top_p\":0.5,\"seed\":1,\"user\":\"u\"},"
                                     "\"force\":{\"seed\":3,\"metadata\":{\"a\":[1]},\"model\":\"forced\"},"
                                     "\"drop\":[\"user\",\"stream_options\",\"metadata_\",7]}}", NULL);
  g_autoptr (AzcRequest) request = NULL;
  JsonObject *body;

  ask->parameters = json_object_new ();
  json_object_set_double_member (ask->parameters, "temperature", 0.7);
  json_object_set_int_member (ask->parameters, "seed", 2);
  json_object_set_string_member (ask->parameters, "user", "other");
  request = build (ask);
  body = get_body (request);

  g_assert_cmpfloat (azc_json_get_double (body, "temperature", 0), ==, 0.7);
  g_assert_cmpfloat (azc_json_get_double (body, "top_p", 0), ==, 0.5);
  g_assert_cmpint (azc_json_get_int (body, "seed", 0), ==, 3);
  g_assert_cmpstr (azc_json_get_string (body, "model"), ==, "forced");
  g_assert_nonnull (azc_json_get_array (azc_json_get_object (body, "metadata"), "a"));
  g_assert_false (json_object_has_member (body, "user"));
  g_assert_false (json_object_has_member (body, "stream_options"));
  g_assert_true (json_object_has_member (body, "messages"));
}

/* A title and a test are short, in one piece if so asked, and cap nothing: reasoning models
 * refuse a cap by its usual name. */
static void
test_purposes (void)
{
  static const AzcPurpose purposes[] = { AZC_PURPOSE_TITLE, AZC_PURPOSE_TEST };
  static const char * const roles[] = { "system", "user" };
  static const char * const words[] = { "title", "OK" };

  for (guint i = 0; i < G_N_ELEMENTS (purposes); i++)
    {
      g_autoptr (AzcAsk) ask = make_ask (purposes[i], "{" LOCAL ",\"deployment\":\"d\"}", NULL);
      g_autoptr (AzcRequest) request = NULL;

      ask->stream = FALSE;
      request = build (ask);
      g_assert_cmpstr (request->http->method, ==, "POST");
      g_assert_cmpstr (request->http->url, ==, "http://localhost:1/v1/chat/completions");
      g_assert_cmpstr (azc_json_get_string (get_message (request, 0), "role"), ==, roles[i]);
      g_assert_nonnull (strstr (azc_json_get_string (get_message (request, 0), "content"), words[i]));
      g_assert_false (json_object_has_member (get_body (request), "max_tokens"));
      g_assert_false (json_object_has_member (get_body (request), "max_completion_tokens"));
    }
}

static void
test_models (void)
{
  g_autoptr (AzcAsk) ask = make_ask (AZC_PURPOSE_MODELS, "{" LOCAL ",\"headers\":{\"X-Gw\":\"1\"}}", NULL);
  g_autoptr (AzcRequest) request = build (ask);

  g_assert_cmpstr (request->http->method, ==, "GET");
  g_assert_cmpstr (request->http->url, ==, "http://localhost:1/v1/models");
  g_assert_cmpstr (get_header (request, "Authorization"), ==, "Bearer " KEY);
  g_assert_cmpstr (get_header (request, "X-Gw"), ==, "1");
  g_assert_null (get_header (request, "Content-Type"));
  g_assert_null (request->http->body);
  g_assert_null (request->body);
}

static void
test_connection_settings (void)
{
  g_autoptr (AzcAsk) ask = make_ask (AZC_PURPOSE_CHAT,
                                     "{" LOCAL ",\"deployment\":\"d\",\"proxy\":\"http://proxy.test:8080\",\"ca-file\":\"/etc/ca.pem\",\"timeout\":30}", NULL);
  g_autoptr (AzcRequest) request = NULL;

  azc_endpoint_set_allow_insecure (ask->endpoint, TRUE);
  request = build (ask);
  g_assert_cmpstr (request->http->proxy, ==, "http://proxy.test:8080");
  g_assert_cmpstr (request->http->ca_file, ==, "/etc/ca.pem");
  g_assert_cmpuint (request->http->timeout, ==, 30);
  g_assert_true (request->http->allow_insecure);
}

/* Showing */

/* Nowhere in what is shown is a credential: not in headers, the address or the body. */
static void
test_shown_without_secrets (void)
{
  g_autoptr (AzcAsk) ask = make_ask (AZC_PURPOSE_CHAT,
                                     "{\"name\":\"e\",\"url\":\"https://gw.contoso.test/v1\",\"route\":\"openai\",\"auth\":\"both\",\"key\":\"" KEY "\",\"deployment\":\"d\","
                                     "\"query\":{\"subscription-key\":\"gateway-secret\"},"
                                     "\"headers\":{\"X-Api-Key\":\"another-secret\",\"X-Copy\":\"it is " KEY " and another-secret\",\"X-Team\":\"blue\"},"
                                     "\"parameters\":{\"force\":{\"user\":\"" KEY "\"}}}", NULL);
  g_autoptr (AzcRequest) request = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *text = NULL;
  JsonObject *object;
  JsonArray *content;

  add_picture (ask, "image/png", "a picture of some length, so that the data would be seen.");
  request = build (ask);
  node = azc_request_to_json (request, FALSE);
  text = azc_json_write (node, TRUE);
  object = json_node_get_object (node);

  g_assert_null (strstr (text, KEY));
  g_assert_null (strstr (text, "gateway-secret"));
  g_assert_null (strstr (text, "another-secret"));
  g_assert_cmpstr (azc_json_get_string (object, "method"), ==, "POST");
  g_assert_true (g_str_has_prefix (azc_json_get_string (object, "url"), "https://gw.contoso.test/v1/chat/completions?"));
  g_assert_cmpstr (azc_json_get_string (azc_json_get_object (object, "headers"), "X-Team"), ==, "blue");
  g_assert_true (json_object_has_member (azc_json_get_object (object, "headers"), "api-key"));
  g_assert_cmpstr (azc_json_get_string (azc_json_get_object (object, "layers"), "api-key"), ==, "authentication");
  g_assert_cmpstr (azc_json_get_string (azc_json_get_object (object, "layers"), "X-Team"), ==, "endpoint");

  content = azc_json_get_array (azc_json_get_element (azc_json_get_array (azc_json_get_object (object, "body"), "messages"), 0), "content");
  g_assert_cmpstr (azc_json_get_string (azc_json_get_object (azc_json_get_element (content, 1), "image_url"), "url"), ==,
                   "data:image/png;base64,… (57 bytes)");
}

/* A key may be short, and its header may have any name. */
static void
test_short_key (void)
{
  g_autoptr (AzcAsk) ask = make_ask (AZC_PURPOSE_CHAT,
                                     "{\"name\":\"e\",\"url\":\"https://gw.contoso.test/v1\",\"route\":\"openai\",\"auth\":\"header:X-Gateway\",\"key\":\"k3y\",\"deployment\":\"d\"}", NULL);
  g_autoptr (AzcRequest) request = build (ask);
  g_autoptr (JsonNode) node = azc_request_to_json (request, FALSE);
  JsonObject *headers = azc_json_get_object (json_node_get_object (node), "headers");

  g_assert_cmpstr (get_header (request, "X-Gateway"), ==, "k3y");
  g_assert_cmpstr (azc_json_get_string (headers, "X-Gateway"), ==, "•••");
}

static void
test_shown_with_secrets (void)
{
  g_autoptr (AzcAsk) ask = make_ask (AZC_PURPOSE_CHAT,
                                     "{\"name\":\"e\",\"url\":\"https://gw.contoso.test/v1\",\"route\":\"openai\",\"key\":\"" KEY "\",\"deployment\":\"d\","
                                     "\"query\":{\"subscription-key\":\"gateway-secret\"}}", NULL);
  g_autoptr (AzcRequest) request = build (ask);
  g_autoptr (JsonNode) node = azc_request_to_json (request, TRUE);
  JsonObject *object = json_node_get_object (node);

  g_assert_cmpstr (azc_json_get_string (azc_json_get_object (object, "headers"), "Authorization"), ==, "Bearer " KEY);
  g_assert_cmpstr (azc_json_get_string (object, "url"), ==,
                   "https://gw.contoso.test/v1/chat/completions?subscription-key=gateway-secret");
}

/* What is shown is not what is sent: the request itself keeps its picture. */
static void
test_shown_is_a_copy (void)
{
  g_autoptr (AzcAsk) ask = make_ask (AZC_PURPOSE_CHAT, "{" LOCAL ",\"deployment\":\"d\"}", NULL);
  g_autoptr (AzcRequest) request = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  add_picture (ask, "image/png", "picture");
  request = build (ask);
  before = azc_json_write (request->body, FALSE);
  node = azc_request_to_json (request, FALSE);
  after = azc_json_write (request->body, FALSE);
  g_assert_cmpstr (after, ==, before);
}

static gpointer
build_in_thread (gpointer data)
{
  return build (data);
}

/* The builder runs in workers. */
static void
test_thread (void)
{
  g_autoptr (AzcAsk) ask = make_ask (AZC_PURPOSE_CHAT, "{" LOCAL ",\"deployment\":\"d\"}", NULL);
  g_autoptr (AzcRequest) here = NULL;
  g_autoptr (AzcRequest) there = NULL;

  add_picture (ask, "image/png", "picture");
  here = build (ask);
  there = g_thread_join (g_thread_new ("worker", build_in_thread, ask));
  g_assert_true (g_bytes_equal (here->http->body, there->http->body));
}

static void
add_routes (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (routes); i++)
    {
      g_autofree char *streamed = g_strconcat ("/request/route/", routes[i].name, "/streamed", NULL);
      g_autofree char *whole = g_strconcat ("/request/route/", routes[i].name, "/whole", NULL);
      g_autofree char *picture = g_strconcat ("/request/route/", routes[i].name, "/picture", NULL);

      g_test_add_data_func (streamed, &routes[i], test_route);
      g_test_add_data_func (whole, &routes[i], test_route_whole);
      g_test_add_data_func (picture, &routes[i], test_route_picture);
    }
}

/* Nobody wants to read a picture, in whatever format it goes out. */
static void
test_shown_source (void)
{
  g_autoptr (AzcAsk) ask = make_ask (AZC_PURPOSE_CHAT,
    "{\"name\":\"e\",\"url\":\"https://contoso.services.ai.azure.com/anthropic\",\"deployment\":\"d\",\"key\":\"" KEY "\"}", NULL);
  g_autoptr (AzcRequest) request = NULL;
  g_autoptr (GBytes) data = g_bytes_new_static ("0123456789ab", 12);
  g_autoptr (JsonNode) hidden = NULL;
  g_autoptr (JsonNode) shown = NULL;
  g_autofree char *hidden_text = NULL;
  g_autofree char *shown_text = NULL;

  azc_prompt_add_picture (g_ptr_array_index (ask->prompts, 0), "image/png", data);
  request = build (ask);
  hidden = azc_request_to_json (request, FALSE);
  shown = azc_request_to_json (request, TRUE);
  hidden_text = azc_json_write (hidden, FALSE);
  shown_text = azc_json_write (shown, FALSE);

  g_assert_null (strstr (hidden_text, "MDEyMzQ1Njc4OWFi"));
  g_assert_nonnull (strstr (hidden_text, "(12 bytes)"));
  g_assert_nonnull (strstr (shown_text, "MDEyMzQ1Njc4OWFi"));
}

/* The address that settings show: everything but what nobody may see. */
static const struct
{
  const char *endpoint;
  const char *url;
} previews[] = {
  { "\"url\":\"https://contoso.openai.azure.com\",\"deployment\":\"gpt-4o\",\"api-version\":\"2024-10-21\"",
    "https://contoso.openai.azure.com/openai/deployments/gpt-4o/chat/completions?api-version=2024-10-21" },
  { "\"url\":\"https://gw.contoso.test/v1\",\"query\":{\"subscription-key\":\"abcdef123456\",\"team\":\"blue\"}",
    "https://gw.contoso.test/v1/chat/completions?subscription-key=•••&team=blue" },
  { "\"url\":\"https://gw.contoso.test/v1\",\"query\":{\"subscription-key\":\"${AZC_TEST_GATEWAY_KEY}\"}",
    "https://gw.contoso.test/v1/chat/completions?subscription-key=•••" },
  { "\"url\":\"https://gw.contoso.test/v1\",\"query\":{\"k\":\"${AZC_TEST_GATEWAY_KEY}\"}",
    "https://gw.contoso.test/v1/chat/completions?k=•••" },
  { "\"url\":\"https://${AZC_TEST_RESOURCE}.openai.azure.com\",\"deployment\":\"d\"",
    "https://contoso.openai.azure.com/openai/deployments/d/chat/completions?api-version=2024-10-21" },
};

static void
test_preview (void)
{
  g_setenv ("AZC_TEST_GATEWAY_KEY", "abcdef123456", TRUE);
  g_setenv ("AZC_TEST_RESOURCE", "contoso", TRUE);

  for (guint i = 0; i < G_N_ELEMENTS (previews); i++)
    {
      g_autofree char *json = g_strdup_printf ("{\"name\":\"E\",%s}", previews[i].endpoint);
      g_autoptr (AzcAsk) ask = make_ask (AZC_PURPOSE_CHAT, json, NULL);
      g_autoptr (GError) error = NULL;
      g_autofree char *url = azc_request_preview_url (ask->endpoint, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (url, ==, previews[i].url);
    }
}

/* Keys are pasted with a line end, and files hold one. */
static void
test_key_with_blanks (void)
{
  g_autoptr (AzcAsk) ask = make_ask (AZC_PURPOSE_CHAT,
    "{\"name\":\"E\",\"url\":\"https://contoso.openai.azure.com\",\"deployment\":\"d\"}", NULL);
  g_autoptr (AzcRequest) request = NULL;
  g_autoptr (GError) error = NULL;

  ask->key = g_strdup ("  " KEY "\r\n");
  request = build (ask);
  g_assert_cmpstr (get_header (request, "api-key"), ==, KEY);

  g_free (ask->key);
  ask->key = g_strdup (" \n");
  g_assert_null (azc_request_build (ask, &error));
  g_assert_error (error, AZC_ERROR, AZC_ERROR_MISSING_KEY);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add_routes ();
  g_test_add_func ("/request/lost-key", test_lost_key);
  g_test_add_func ("/request/layers", test_layers);
  g_test_add_func ("/request/references", test_references);
  g_test_add_func ("/request/placeholders", test_placeholders);
  g_test_add_func ("/request/no-conversation", test_no_conversation);
  g_test_add_func ("/request/refused", test_refused);
  g_test_add_func ("/request/messages", test_messages);
  g_test_add_func ("/request/pictures", test_pictures);
  g_test_add_func ("/request/picture-alone", test_picture_alone);
  g_test_add_func ("/request/parameters", test_parameters);
  g_test_add_func ("/request/purposes", test_purposes);
  g_test_add_func ("/request/models", test_models);
  g_test_add_func ("/request/connection-settings", test_connection_settings);
  g_test_add_func ("/request/shown-without-secrets", test_shown_without_secrets);
  g_test_add_func ("/request/short-key", test_short_key);
  g_test_add_func ("/request/shown-with-secrets", test_shown_with_secrets);
  g_test_add_func ("/request/shown-is-a-copy", test_shown_is_a_copy);
  g_test_add_func ("/request/shown-source", test_shown_source);
  g_test_add_func ("/request/preview", test_preview);
  g_test_add_func ("/request/key-with-blanks", test_key_with_blanks);
  g_test_add_func ("/request/thread", test_thread);

  return g_test_run ();
}
