/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The Messages format: its bodies, and its streams cut at every byte. Each case is a stream, and
 * what must come out of it in the notation of support/answer-log.c. */

#include "config.h"

#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "support/answer-log.h"

#define EVENT(type, fields) "event: " type "\ndata: {\"type\":\"" type "\"" fields "}\n\n"
#define START EVENT ("message_start", ",\"message\":{\"id\":\"msg_1\",\"role\":\"assistant\",\"model\":\"claude-x\",\"content\":[]," \
                     "\"stop_reason\":null,\"usage\":{\"input_tokens\":10,\"output_tokens\":1}}")
#define BLOCK(type, fields) EVENT ("content_block_start", ",\"index\":0,\"content_block\":{\"type\":\"" type "\"" fields "}")
#define DELTA(type, fields) EVENT ("content_block_delta", ",\"index\":0,\"delta\":{\"type\":\"" type "\"" fields "}")
#define TEXT(text) DELTA ("text_delta", ",\"text\":\"" text "\"")
#define STOP(reason) EVENT ("message_delta", ",\"delta\":{\"stop_reason\":\"" reason "\",\"stop_sequence\":null},\"usage\":{\"output_tokens\":5}")
#define DONE EVENT ("message_stop", "")

typedef struct
{
  const char *name;
  const char *stream;
  const char *expected;
} Case;

static const Case streams[] = {
  { "plain", START BLOCK ("text", ",\"text\":\"\"") EVENT ("ping", "") TEXT ("Hello ") TEXT ("wörld")
             EVENT ("content_block_stop", ",\"index\":0") STOP ("end_turn") DONE,
    "model:claude-x|text:Hello wörld|finish:stop|usage:10 5 -1 -1|ok" },
  { "thinking", START BLOCK ("thinking", ",\"thinking\":\"\"") DELTA ("thinking_delta", ",\"thinking\":\"hm\"")
                DELTA ("signature_delta", ",\"signature\":\"x\"") TEXT ("a") STOP ("end_turn") DONE,
    "model:claude-x|thinking:hm|text:a|finish:stop|usage:10 5 -1 -1|ok" },
  { "no-think-tags", TEXT ("<think>a</think>b") STOP ("end_turn") DONE,
    "text:<think>a</think>b|finish:stop|usage:-1 5 -1 -1|ok" },
  { "text-at-start", START BLOCK ("text", ",\"text\":\"a\"") TEXT ("b") STOP ("stop_sequence") DONE,
    "model:claude-x|text:ab|finish:stop|usage:10 5 -1 -1|ok" },
  { "tools", BLOCK ("tool_use", ",\"id\":\"t\",\"name\":\"f\",\"input\":{}") DELTA ("input_json_delta", ",\"partial_json\":\"{\"") STOP ("tool_use") DONE,
    "finish:tool_calls|usage:-1 5 -1 -1|ok" },
  { "length", TEXT ("a") STOP ("max_tokens") DONE, "text:a|finish:length|usage:-1 5 -1 -1|ok" },
  { "new-reason", TEXT ("a") STOP ("tired") DONE, "text:a|finish:tired|usage:-1 5 -1 -1|ok" },
  { "refusal", TEXT ("a") STOP ("refusal") DONE, "text:a|finish:content_filter|usage:-1 5 -1 -1|content-filter" },
  { "cache", EVENT ("message_start", ",\"message\":{\"usage\":{\"input_tokens\":10,\"cache_read_input_tokens\":4,\"cache_creation_input_tokens\":2}}")
             TEXT ("a") STOP ("end_turn") DONE,
    "text:a|finish:stop|usage:16 5 -1 4|ok" },
  { "no-event-names", "data: {\"type\":\"content_block_delta\",\"delta\":{\"text\":\"a\"}}\n\ndata: {\"type\":\"message_stop\"}\n\n",
    "text:a|ok" },
  { "only-event-names", "event: content_block_delta\ndata: {\"delta\":{\"text\":\"a\"}}\n\nevent: message_stop\ndata: {}\n\n",
    "text:a|ok" },
  { "no-end-marker", TEXT ("a") STOP ("end_turn"), "text:a|finish:stop|usage:-1 5 -1 -1|ok" },
  { "truncated", START TEXT ("a"), "model:claude-x|text:a|truncated" },
  { "nothing", "", "truncated" },
  { "odd-types", EVENT ("message_start", ",\"message\":[]") EVENT ("content_block_delta", ",\"delta\":7")
                 EVENT ("content_block_start", "") EVENT ("message_delta", ",\"delta\":null,\"usage\":[]") EVENT ("new_event", ",\"x\":{}")
                 "data: []\n\ndata: null\n\n" TEXT ("a") DONE,
    "text:a|ok" },
  { "error", TEXT ("a") EVENT ("error", ",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}") TEXT ("b"), "text:a|server" },
  { "rate-limit", EVENT ("error", ",\"error\":{\"type\":\"rate_limit_error\",\"message\":\"m\"}"), "rate-limit" },
  { "other-error", EVENT ("error", ",\"error\":{\"type\":\"invalid_request_error\",\"message\":\"m\"}"), "response" },
  { "alive", "data:\n\n" START "event: ping\ndata:\n\n" TEXT ("a") DONE, "model:claude-x|text:a|ok" },
  { "bare-error", TEXT ("a") "event: error\ndata: broken\n\n", "text:a|response" },
  { "not-json", TEXT ("a") "event: ping\ndata: {\"type\"\n\n" TEXT ("b"), "text:a|response" },
};

static const Case bodies[] = {
  { "plain", "{\"type\":\"message\",\"model\":\"claude-x\",\"content\":[{\"type\":\"thinking\",\"thinking\":\"hm\"},{\"type\":\"text\",\"text\":\"a\"}],"
             "\"stop_reason\":\"end_turn\",\"usage\":{\"input_tokens\":3,\"output_tokens\":4}}",
    "model:claude-x|thinking:hm|text:a|finish:stop|usage:3 4 -1 -1|ok" },
  { "refusal", "{\"content\":[],\"stop_reason\":\"refusal\"}", "finish:content_filter|content-filter" },
  { "error", "{\"type\":\"error\",\"error\":{\"type\":\"api_error\",\"message\":\"m\"}}", "server" },
  { "chat-completion", "{\"choices\":[{\"message\":{\"content\":\"a\"}}]}", "response" },
  { "other", "{}", "response" },
};

static void
test_stream (gconstpointer data)
{
  const Case *c = data;

  test_decode_stream (&azc_messages, c->stream, c->expected);
}

static void
test_body (gconstpointer data)
{
  const Case *c = data;

  test_decode_body (&azc_messages, c->stream, c->expected);
}

static AzcAsk *
make_ask (AzcPurpose purpose)
{
  g_autoptr (AzcEndpoint) endpoint = azc_endpoint_new (NULL);

  return azc_ask_new (purpose, endpoint, NULL);
}

static void
add_prompt (AzcAsk     *ask,
            AzcRole     role,
            const char *text)
{
  g_ptr_array_add (ask->prompts, azc_prompt_new (role, text));
}

static void
check_body (const AzcAsk *ask,
            const char   *expected)
{
  g_autoptr (JsonNode) body = azc_messages.encode (ask, AZC_ROUTE_ANTHROPIC, "claude-x");
  g_autofree char *text = azc_json_write (body, FALSE);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_encode (void)
{
  g_autoptr (AzcAsk) ask = make_ask (AZC_PURPOSE_CHAT);

  add_prompt (ask, AZC_ROLE_SYSTEM, "Be brief.");
  add_prompt (ask, AZC_ROLE_SYSTEM, "Be kind.");
  add_prompt (ask, AZC_ROLE_USER, "Hello");
  add_prompt (ask, AZC_ROLE_ASSISTANT, "");
  add_prompt (ask, AZC_ROLE_ASSISTANT, "Hi");
  add_prompt (ask, AZC_ROLE_USER, "Bye");
  check_body (ask, "{\"model\":\"claude-x\",\"max_tokens\":4096,\"system\":\"Be brief.\\n\\nBe kind.\",\"messages\":["
              "{\"role\":\"user\",\"content\":\"Hello\"},{\"role\":\"assistant\",\"content\":\"Hi\"},"
              "{\"role\":\"user\",\"content\":\"Bye\"}]}");
}

static void
test_encode_picture (void)
{
  g_autoptr (AzcAsk) ask = make_ask (AZC_PURPOSE_CHAT);
  g_autoptr (GBytes) data = g_bytes_new_static ("abc", 3);

  ask->stream = TRUE;
  ask->detail = AZC_DETAIL_HIGH;
  add_prompt (ask, AZC_ROLE_USER, "What is it?");
  azc_prompt_add_picture (g_ptr_array_index (ask->prompts, 0), "image/png", data);
  add_prompt (ask, AZC_ROLE_USER, "");
  azc_prompt_add_picture (g_ptr_array_index (ask->prompts, 1), "image/jpeg", data);
  check_body (ask, "{\"model\":\"claude-x\",\"max_tokens\":4096,\"messages\":[{\"role\":\"user\",\"content\":["
              "{\"type\":\"image\",\"source\":{\"type\":\"base64\",\"media_type\":\"image/png\",\"data\":\"YWJj\"}},"
              "{\"type\":\"text\",\"text\":\"What is it?\"}]},{\"role\":\"user\",\"content\":["
              "{\"type\":\"image\",\"source\":{\"type\":\"base64\",\"media_type\":\"image/jpeg\",\"data\":\"YWJj\"}}]}],"
              "\"stream\":true}");
}

/* The instruction of a title stands beside the messages, that of a test is one. */
static void
test_encode_purposes (void)
{
  g_autoptr (AzcAsk) title = make_ask (AZC_PURPOSE_TITLE);
  g_autoptr (AzcAsk) test = make_ask (AZC_PURPOSE_TEST);
  g_autoptr (JsonNode) body = NULL;
  JsonArray *messages;

  add_prompt (title, AZC_ROLE_USER, "Hello");
  body = azc_messages.encode (title, AZC_ROUTE_ANTHROPIC, "claude-x");
  messages = azc_json_get_array (json_node_get_object (body), "messages");
  g_assert_cmpuint (json_array_get_length (messages), ==, 1);
  g_assert_nonnull (strstr (azc_json_get_string (json_node_get_object (body), "system"), "title"));

  check_body (test, "{\"model\":\"claude-x\",\"max_tokens\":4096,\"messages\":[{\"role\":\"user\","
              "\"content\":\"Answer with the word OK.\"}]}");
}

static void
add_cases (const char    *folder,
           const Case    *cases,
           guint          n_cases,
           GTestDataFunc  func)
{
  for (guint i = 0; i < n_cases; i++)
    {
      g_autofree char *path = g_strdup_printf ("/messages/%s/%s", folder, cases[i].name);

      g_test_add_data_func (path, &cases[i], func);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add_cases ("stream", streams, G_N_ELEMENTS (streams), test_stream);
  add_cases ("body", bodies, G_N_ELEMENTS (bodies), test_body);
  g_test_add_func ("/messages/encode", test_encode);
  g_test_add_func ("/messages/encode-picture", test_encode_picture);
  g_test_add_func ("/messages/encode-purposes", test_encode_purposes);

  return g_test_run ();
}
