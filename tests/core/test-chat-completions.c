/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The chat completions format: what streams really hold, cut at every byte. Each case is a
 * stream, and what must come out of it in the notation of support/answer-log.c. */

#include "config.h"

#include <string.h>

#include "base/error.h"
#include "support/answer-log.h"

#define DATA(json) "data: " json "\n\n"
#define CHOICE(fields) DATA ("{\"choices\":[{\"index\":0," fields "}]}")
#define DELTA(fields) CHOICE ("\"delta\":{" fields "}")
#define TEXT(text) DELTA ("\"content\":\"" text "\"")
#define FINISH(reason) CHOICE ("\"delta\":{},\"finish_reason\":\"" reason "\"")
#define DONE DATA ("[DONE]")

typedef struct
{
  const char *name;
  const char *stream;
  const char *expected;
} Case;

static const Case streams[] = {
  { "plain", TEXT ("Hello ") TEXT ("world") FINISH ("stop") DONE,
    "text:Hello world|finish:stop|ok" },
  { "not-ascii", TEXT ("Grüße 👋 ") TEXT ("\\ud83d\\udc4b") FINISH ("stop") DONE,
    "text:Grüße 👋 👋|finish:stop|ok" },
  { "carriage-returns", "data: {\"choices\":[{\"delta\":{\"content\":\"a\"},\"finish_reason\":\"stop\"}]}\r\n\r\ndata: [DONE]\r\n\r\n",
    "text:a|finish:stop|ok" },
  { "several-data-lines", "data: {\"choices\":[\ndata: {\"delta\":{\"content\":\"a\"}}]}\n\n" DONE,
    "text:a|ok" },
  { "empty-events", "data:\n\n" TEXT ("a") "data: \n\nevent: ping\ndata:\n\n" DONE,
    "text:a|ok" },
  { "comments", ": keep-alive\n\n" TEXT ("a") ":\n\n" DONE,
    "text:a|ok" },

  /* What Azure sends first, in both spellings. */
  { "azure-first", DATA ("{\"choices\":[],\"created\":0,\"id\":\"\",\"model\":\"\",\"object\":\"\",\"prompt_filter_results\":"
                         "[{\"prompt_index\":0,\"content_filter_results\":{\"hate\":{\"filtered\":false,\"severity\":\"safe\"}}}]}")
                   DATA ("{\"choices\":[],\"prompt_annotations\":[{\"prompt_index\":0}]}")
                   DELTA ("\"role\":\"assistant\",\"content\":\"\"") TEXT ("a") FINISH ("stop") DONE,
    "text:a|finish:stop|ok" },
  { "model", DATA ("{\"model\":\"\",\"choices\":[]}") DATA ("{\"model\":\"gpt-4o-2024-11-20\",\"choices\":[]}")
             DATA ("{\"model\":\"gpt-4o-2024-11-20\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"}}]}") DONE,
    "model:gpt-4o-2024-11-20|text:a|ok" },
  { "null-fields", DATA ("{\"choices\":null,\"usage\":null,\"error\":null,\"model\":null}")
                   CHOICE ("\"delta\":null,\"finish_reason\":null,\"logprobs\":null")
                   DELTA ("\"content\":null,\"refusal\":null,\"tool_calls\":null,\"reasoning_content\":null")
                   TEXT ("a") FINISH ("stop") DONE,
    "text:a|finish:stop|ok" },
  { "missing-delta", DATA ("{\"choices\":[{\"index\":0}]}") DATA ("{\"choices\":[{}]}") TEXT ("a") DONE,
    "text:a|ok" },
  { "odd-types", DATA ("{\"choices\":{},\"model\":7}") DATA ("{\"choices\":[1,null,\"x\",[]]}")
                 CHOICE ("\"delta\":[]") CHOICE ("\"delta\":{\"content\":{}},\"finish_reason\":{}")
                 DATA ("{\"choices\":[{\"delta\":{\"content\":1}}],\"usage\":\"none\"}") TEXT ("a") DONE,
    "text:a|ok" },
  { "unknown-fields", DATA ("{\"x\":{\"y\":[1]},\"obfuscation\":\"aB3\",\"choices\":[{\"index\":0,\"z\":1,\"delta\":{\"content\":\"a\",\"w\":[]}}]}") DONE,
    "text:a|ok" },
  { "not-an-object", DATA ("[]") DATA ("null") TEXT ("a") DONE,
    "text:a|ok" },
  { "other-choices", DATA ("{\"choices\":[{\"index\":1,\"delta\":{\"content\":\"b\"},\"finish_reason\":\"length\"},"
                           "{\"index\":0,\"delta\":{\"content\":\"a\"}}]}") FINISH ("stop") DONE,
    "text:a|finish:stop|ok" },
  { "tool-calls", DELTA ("\"tool_calls\":[{\"index\":0,\"id\":\"c\",\"function\":{\"name\":\"f\",\"arguments\":\"{\"}}]")
                  FINISH ("tool_calls") DONE,
    "finish:tool_calls|ok" },

  { "parts", DELTA ("\"content\":[{\"type\":\"text\",\"text\":\"a\"},{\"type\":\"image\"},{\"type\":\"text\",\"text\":\"b\"},7]") DONE,
    "text:ab|ok" },
  { "thinking-parts", DELTA ("\"content\":[{\"type\":\"thinking\",\"thinking\":[{\"type\":\"text\",\"text\":\"hm\"}]}]")
                      DELTA ("\"content\":[{\"type\":\"thinking\",\"thinking\":\" so\"}]") TEXT ("a") DONE,
    "thinking:hm so|text:a|ok" },
  { "refusal", DELTA ("\"content\":null,\"refusal\":\"I \"") DELTA ("\"refusal\":\"cannot.\"") FINISH ("stop") DONE,
    "refusal:I cannot.|finish:stop|ok" },

  /* Some servers send the same thinking under two names. */
  { "reasoning-content", DELTA ("\"reasoning_content\":\"hm\"") TEXT ("a") DONE, "thinking:hm|text:a|ok" },
  { "reasoning", DELTA ("\"reasoning\":\"hm\",\"content\":\"\"") TEXT ("a") DONE, "thinking:hm|text:a|ok" },
  { "reasoning-details", DELTA ("\"reasoning_details\":[{\"type\":\"reasoning.text\",\"text\":\"h\"},"
                                "{\"type\":\"reasoning.summary\",\"summary\":\"m\"}]") TEXT ("a") DONE,
    "thinking:hm|text:a|ok" },
  { "reasoning-twice", DELTA ("\"reasoning_content\":\"hm\",\"reasoning\":\"hm\",\"reasoning_details\":[{\"text\":\"hm\"}]")
                       DELTA ("\"reasoning_content\":\"\",\"reasoning\":\" so\",\"reasoning_details\":[{\"text\":\" so\"}]") TEXT ("a") DONE,
    "thinking:hm so|text:a|ok" },

  { "think", TEXT ("<think>\\nhm\\n</think>\\n\\na") DONE, "thinking:\nhm\n|text:a|ok" },
  { "think-in-pieces", TEXT ("\\n") TEXT ("<th") TEXT ("ink") TEXT (">h") TEXT ("m</") TEXT ("think") TEXT (">") TEXT ("\\n") TEXT ("\\n a") DONE,
    "thinking:hm|text:a|ok" },
  { "think-empty", TEXT ("<think>") TEXT ("</think>a") DONE, "text:a|ok" },
  { "think-not-closed", TEXT ("<think>h") TEXT ("m</thi") FINISH ("length") DONE, "thinking:hm|finish:length|thinking:</thi|ok" },
  { "think-later", TEXT ("a <think>b</think>") DONE, "text:a <think>b</think>|ok" },
  { "think-again", TEXT ("<think>h</think>a<think>b</think>") DONE, "thinking:h|text:a<think>b</think>|ok" },
  { "think-almost", TEXT ("<thinking about it") DONE, "text:<thinking about it|ok" },
  { "think-cut", TEXT (" <th"), "text: <th|truncated" },
  { "think-less", TEXT ("<think>1 < 2 and </b>") TEXT ("</think>a") DONE, "thinking:1 < 2 and </b>|text:a|ok" },

  { "usage", FINISH ("stop") DATA ("{\"choices\":[],\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":3,\"total_tokens\":13,"
             "\"prompt_tokens_details\":{\"cached_tokens\":4},\"completion_tokens_details\":{\"reasoning_tokens\":2}}}") DONE,
    "finish:stop|usage:10 3 2 4|ok" },
  { "usage-null-details", DATA ("{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":10,"
                                "\"completion_tokens\":3,\"prompt_tokens_details\":null,\"completion_tokens_details\":{\"reasoning_tokens\":null}}}") DONE,
    "finish:stop|usage:10 3 -1 -1|ok" },

  /* Ends. */
  { "end-marker-only", TEXT ("a") DONE, "text:a|ok" },
  { "no-end-marker", TEXT ("a") FINISH ("stop"), "text:a|finish:stop|ok" },
  { "unfinished-end-marker", TEXT ("a") "data: [DONE]", "text:a|ok" },
  { "neither", TEXT ("a"), "text:a|truncated" },
  { "nothing", "", "truncated" },
  { "length", TEXT ("a") FINISH ("length") DONE, "text:a|finish:length|ok" },

  /* The content filter. */
  { "filtered", TEXT ("a") CHOICE ("\"delta\":{},\"finish_reason\":\"content_filter\",\"content_filter_results\":"
                "{\"hate\":{\"filtered\":false,\"severity\":\"safe\"},\"violence\":{\"filtered\":true,\"severity\":\"high\"},\"sexual\":{\"filtered\":true}}") DONE,
    "text:a|finish:content_filter|filtered:violence, sexual content|content-filter" },
  { "filtered-before-its-reason", TEXT ("a") CHOICE ("\"content_filter_results\":{\"self_harm\":{\"filtered\":true,\"severity\":\"medium\"}}")
                FINISH ("content_filter") DONE,
    "text:a|finish:content_filter|filtered:self-harm|content-filter" },
  { "filtered-without-categories", TEXT ("a") FINISH ("content_filter"),
    "text:a|finish:content_filter|content-filter" },
  { "filter-asynchronous", TEXT ("a") CHOICE ("\"content_filter_results\":{\"hate\":{\"filtered\":false,\"severity\":\"safe\"}},"
                "\"content_filter_offsets\":{\"check_offset\":44,\"start_offset\":44,\"end_offset\":198},\"content_filter_raw\":[]")
                FINISH ("stop") CHOICE ("\"finish_reason\":null,\"content_filter_results\":{},\"content_filter_offsets\":{\"check_offset\":50}") DONE,
    "text:a|finish:stop|ok" },
  { "filter-failed", TEXT ("a") CHOICE ("\"content_filter_results\":{\"error\":{\"code\":\"content_filter_error\",\"message\":\"The contents are not filtered\"}}")
                FINISH ("stop") DONE,
    "text:a|finish:stop|ok" },
  { "filter-odd", TEXT ("a") CHOICE ("\"content_filter_results\":{\"hate\":{\"filtered\":\"False\"},\"sexual\":[],\"x\":null}") FINISH ("stop") DONE,
    "text:a|finish:stop|ok" },

  /* Errors in the middle. */
  { "error", TEXT ("a") DATA ("{\"error\":{\"message\":\"The server had an error\",\"type\":\"server_error\",\"param\":null,\"code\":null}}") TEXT ("b") DONE,
    "text:a|server" },
  { "error-event", TEXT ("a") "event: error\n" DATA ("{\"error\":{\"message\":\"no\",\"type\":\"server_error\"}}"), "text:a|server" },
  { "error-event-bare", TEXT ("a") "event: error\n" DATA ("{\"message\":\"Slow down\",\"type\":\"x\",\"code\":\"rate_limit_exceeded\"}"), "text:a|rate-limit" },
  { "error-event-text", TEXT ("a") "event: error\ndata: overloaded\n\n" FINISH ("stop") DONE, "text:a|response" },
  { "error-event-string", TEXT ("a") "event: error\n" DATA ("\"overloaded\"") FINISH ("stop") DONE, "text:a|response" },
  { "error-event-empty", TEXT ("a") "event: error\ndata:\n\n" FINISH ("stop") DONE, "text:a|response" },
  { "error-text", TEXT ("a") DATA ("{\"error\":\"out of memory\"}"), "text:a|response" },
  { "error-filter", TEXT ("a") DATA ("{\"error\":{\"code\":\"content_filter\",\"message\":\"m\",\"innererror\":{\"code\":\"ResponsibleAIPolicyViolation\","
                "\"content_filter_result\":{\"hate\":{\"filtered\":true}}}}}"), "text:a|content-filter" },
  { "not-json", TEXT ("a") DATA ("{\"choices\":[") TEXT ("b"), "text:a|response" },
};

/* Answers in one piece. */
static const Case bodies[] = {
  { "plain", "{\"model\":\"m\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"a\"},\"finish_reason\":\"stop\"}],"
             "\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2}}",
    "model:m|text:a|finish:stop|usage:1 2 -1 -1|ok" },
  { "no-finish-reason", "{\"choices\":[{\"message\":{\"content\":\"a\"}}]}", "text:a|ok" },
  { "no-choices", "{\"choices\":[],\"model\":\"m\"}", "model:m|ok" },
  { "thinking", "{\"choices\":[{\"message\":{\"content\":\"<think>h</think>\\n\\na\",\"reasoning_content\":null}}]}", "thinking:h|text:a|ok" },
  { "reasoning", "{\"choices\":[{\"message\":{\"content\":\"a\",\"reasoning_content\":\"h\"}}]}", "thinking:h|text:a|ok" },
  { "refusal", "{\"choices\":[{\"message\":{\"content\":null,\"refusal\":\"no\"},\"finish_reason\":\"stop\"}]}", "refusal:no|finish:stop|ok" },
  { "filtered", "{\"choices\":[{\"message\":{\"content\":\"\"},\"finish_reason\":\"content_filter\",\"content_filter_results\":{\"jailbreak\":{\"filtered\":true,\"detected\":true}}}]}",
    "finish:content_filter|filtered:an attempt to get around the rules|content-filter" },
  { "error", "{\"error\":{\"code\":\"DeploymentNotFound\",\"message\":\"The API deployment for this resource does not exist.\"}}", "response" },
  { "error-text", "{\"error\":\"model not loaded\"}", "response" },
  { "other", "{\"status\":\"healthy\"}", "response" },
  { "empty", "{}", "response" },
};

static void
test_stream (gconstpointer data)
{
  const Case *c = data;

  test_decode_stream (&azc_chat_completions, c->stream, c->expected);
}

static void
test_body (gconstpointer data)
{
  const Case *c = data;

  test_decode_body (&azc_chat_completions, c->stream, c->expected);
}

/* What the service said belongs to the error, and what filtered is named in it. */
static void
test_error_texts (void)
{
  static const char filtered[] = "{\"choices\":[{\"delta\":{},\"finish_reason\":\"content_filter\","
                                 "\"content_filter_results\":{\"custom_blocklists\":{\"filtered\":true},\"own_category\":{\"filtered\":true}}}]}";
  static const char failed[] = "{\"error\":{\"message\":\"The engine is overheated.\"}}";
  TestLog log;

  test_log_open (&log, &azc_chat_completions);
  test_log_push (&log, filtered);
  g_assert_no_error (log.error);
  g_assert_false (log.wire->finish (log.decoder, &log.error));
  g_assert_error (log.error, AZC_ERROR, AZC_ERROR_CONTENT_FILTER);
  g_assert_nonnull (strstr (log.error->message, "answer"));
  g_assert_nonnull (strstr (log.error->message, "a blocklist of your organisation"));
  g_assert_nonnull (strstr (log.error->message, "own_category"));
  g_free (test_log_close (&log));

  test_log_open (&log, &azc_chat_completions);
  test_log_push (&log, failed);
  g_assert_nonnull (strstr (log.error->message, "The engine is overheated."));
  g_assert_nonnull (strstr (azc_error_get_details (log.error), "The engine is overheated."));
  g_free (test_log_close (&log));
}

static void
add_cases (const char    *folder,
           const Case    *cases,
           guint          n_cases,
           GTestDataFunc  func)
{
  for (guint i = 0; i < n_cases; i++)
    {
      g_autofree char *path = g_strdup_printf ("/chat-completions/%s/%s", folder, cases[i].name);

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
  g_test_add_func ("/chat-completions/error-texts", test_error_texts);

  return g_test_run ();
}
