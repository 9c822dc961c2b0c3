/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Puts an answer on the wire as Azure does: at once, or as a stream of chunks. */

#include "config.h"

#include "demo/demo-reply.h"

#include <math.h>

#include "base/json.h"
#include "demo/demo-server.h"

/* Milliseconds between two looks at the clock, and tokens per look at any speed: between
 * two looks it shows whether the client is still there. */
#define TICK 15
#define BURST 200

#define SLOW_RATE 4

typedef struct
{
  SoupServerMessage *message;
  AzcDemoAnswer     *answer;
  GSource           *source;
  char              *id;
  gint64             created;
  gint64             started;
  gboolean           is_azure;
  gboolean           include_usage;
  guint              rate;
  guint              n_sent;
} Stream;

static void
add_string (JsonBuilder *builder,
            const char  *name,
            const char  *value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static void
add_int (JsonBuilder *builder,
         const char  *name,
         gint64       value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

static void
add_nullable (JsonBuilder *builder,
              const char  *name,
              const char  *value)
{
  json_builder_set_member_name (builder, name);
  if (value != NULL)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

static void
add_filter_results (JsonBuilder *builder,
                    gboolean     filtered)
{
  static const char * const categories[] = { "hate", "self_harm", "sexual", "violence" };

  json_builder_set_member_name (builder, "content_filter_results");
  json_builder_begin_object (builder);
  for (guint i = 0; i < G_N_ELEMENTS (categories); i++)
    {
      gboolean hit = filtered && g_str_equal (categories[i], "violence");

      json_builder_set_member_name (builder, categories[i]);
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "filtered");
      json_builder_add_boolean_value (builder, hit);
      add_string (builder, "severity", hit ? "high" : "safe");
      json_builder_end_object (builder);
    }
  json_builder_end_object (builder);
}

static void
add_prompt_filter_results (JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "prompt_filter_results");
  json_builder_begin_array (builder);
  json_builder_begin_object (builder);
  add_int (builder, "prompt_index", 0);
  add_filter_results (builder, FALSE);
  json_builder_end_object (builder);
  json_builder_end_array (builder);
}

static void
add_usage (JsonBuilder         *builder,
           const AzcDemoAnswer *answer,
           guint                n_completion)
{
  json_builder_set_member_name (builder, "usage");
  json_builder_begin_object (builder);
  add_int (builder, "prompt_tokens", answer->n_prompt);
  add_int (builder, "completion_tokens", n_completion);
  add_int (builder, "total_tokens", answer->n_prompt + n_completion);
  json_builder_set_member_name (builder, "prompt_tokens_details");
  json_builder_begin_object (builder);
  add_int (builder, "cached_tokens", 0);
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "completion_tokens_details");
  json_builder_begin_object (builder);
  add_int (builder, "reasoning_tokens", 0);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
}

static const char *
get_finish_reason (const AzcDemoAnswer *answer)
{
  switch (answer->end)
    {
    case AZC_DEMO_END_LENGTH:
      return "length";

    case AZC_DEMO_END_FILTER:
      return "content_filter";

    case AZC_DEMO_END_STOP:
    case AZC_DEMO_END_BREAK:
    default:
      return "stop";
    }
}

static char *
create_id (void)
{
  g_autofree char *uuid = g_uuid_string_random ();

  return g_strconcat ("chatcmpl-", uuid, NULL);
}

static void
add_envelope (JsonBuilder *builder,
              const char  *object,
              const char  *id,
              gint64       created)
{
  add_string (builder, "id", id);
  add_string (builder, "object", object);
  add_int (builder, "created", created);
  add_string (builder, "model", AZC_DEMO_DEPLOYMENT);
}

/**
 * azc_demo_reply_json:
 * @message: a request
 * @status: an HTTP status
 * @body: what to answer
 *
 * Answers with JSON.
 */
void
azc_demo_reply_json (SoupServerMessage *message,
                     guint              status,
                     JsonNode          *body)
{
  char *text = azc_json_write (body, FALSE);

  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_TAKE,
                                    text, strlen (text));
}

/**
 * azc_demo_reply_whole:
 * @message: a request
 * @route: its route
 * @answer: (transfer full): the answer
 *
 * Answers in one piece.
 */
void
azc_demo_reply_whole (SoupServerMessage *message,
                      AzcRoute           route,
                      AzcDemoAnswer     *answer)
{
  g_autoptr (AzcDemoAnswer) owned = answer;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *id = create_id ();
  g_autofree char *text = NULL;
  gboolean is_azure = route != AZC_ROUTE_SERVERLESS;

  g_ptr_array_add (answer->tokens, NULL);
  text = g_strjoinv ("", (char **) answer->tokens->pdata);

  json_builder_begin_object (builder);
  add_envelope (builder, "chat.completion", id, g_get_real_time () / G_USEC_PER_SEC);
  json_builder_set_member_name (builder, "choices");
  json_builder_begin_array (builder);
  json_builder_begin_object (builder);
  add_int (builder, "index", 0);
  add_string (builder, "finish_reason", get_finish_reason (answer));
  if (is_azure)
    add_filter_results (builder, answer->end == AZC_DEMO_END_FILTER);
  json_builder_set_member_name (builder, "message");
  json_builder_begin_object (builder);
  add_string (builder, "role", "assistant");
  add_string (builder, "content", text);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  json_builder_end_array (builder);
  if (is_azure)
    add_prompt_filter_results (builder);
  add_usage (builder, answer, answer->tokens->len - 1);
  json_builder_end_object (builder);

  root = json_builder_get_root (builder);
  azc_demo_reply_json (message, 200, root);
}

static void
stream_free (Stream *stream)
{
  g_signal_handlers_disconnect_by_data (stream->message, stream);
  g_object_unref (stream->message);
  azc_demo_answer_free (stream->answer);
  g_free (stream->id);
  g_free (stream);
}

static void
send_data (Stream     *stream,
           const char *data)
{
  SoupMessageBody *body = soup_server_message_get_response_body (stream->message);
  char *event = g_strdup_printf ("data: %s\n\n", data);

  soup_message_body_append_take (body, (guchar *) event, strlen (event));
}

static void
send_chunk (Stream      *stream,
            JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autofree char *text = azc_json_write (root, FALSE);

  send_data (stream, text);
}

/* Azure's first chunk belongs to no answer yet: it reports on the prompt. */
static void
send_prompt_filter (Stream *stream)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "choices");
  json_builder_begin_array (builder);
  json_builder_end_array (builder);
  add_int (builder, "created", 0);
  add_string (builder, "id", "");
  add_string (builder, "model", "");
  add_string (builder, "object", "");
  add_prompt_filter_results (builder);
  json_builder_end_object (builder);
  send_chunk (stream, builder);
}

static void
send_delta (Stream     *stream,
            const char *role,
            const char *content,
            const char *finish_reason)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_envelope (builder, "chat.completion.chunk", stream->id, stream->created);
  json_builder_set_member_name (builder, "choices");
  json_builder_begin_array (builder);
  json_builder_begin_object (builder);
  add_int (builder, "index", 0);
  if (stream->is_azure && role == NULL)
    add_filter_results (builder, g_strcmp0 (finish_reason, "content_filter") == 0);
  json_builder_set_member_name (builder, "delta");
  json_builder_begin_object (builder);
  if (role != NULL)
    add_string (builder, "role", role);
  if (content != NULL)
    add_string (builder, "content", content);
  json_builder_end_object (builder);
  add_nullable (builder, "finish_reason", finish_reason);
  add_nullable (builder, "logprobs", NULL);
  json_builder_end_object (builder);
  json_builder_end_array (builder);
  if (stream->include_usage)
    add_nullable (builder, "usage", NULL);
  json_builder_end_object (builder);
  send_chunk (stream, builder);
}

static void
send_usage (Stream *stream)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_envelope (builder, "chat.completion.chunk", stream->id, stream->created);
  json_builder_set_member_name (builder, "choices");
  json_builder_begin_array (builder);
  json_builder_end_array (builder);
  add_usage (builder, stream->answer, stream->n_sent);
  json_builder_end_object (builder);
  send_chunk (stream, builder);
}

static void
finish_stream (Stream *stream)
{
  if (stream->answer->end != AZC_DEMO_END_BREAK)
    {
      send_delta (stream, NULL, NULL, get_finish_reason (stream->answer));
      if (stream->include_usage)
        send_usage (stream);
      send_data (stream, "[DONE]");
    }
  soup_message_body_complete (soup_server_message_get_response_body (stream->message));
}

/* How many tokens are due by now. */
static guint
count_due (const Stream *stream)
{
  double elapsed = (double) (g_get_monotonic_time () - stream->started) / G_USEC_PER_SEC;
  guint n_tokens = stream->answer->tokens->len;

  if (stream->rate == 0)
    return MIN (n_tokens, stream->n_sent + BURST);

  return (guint) MIN (n_tokens, floor (elapsed * stream->rate));
}

static gboolean
on_tick (gpointer user_data)
{
  Stream *stream = user_data;
  guint n_due = count_due (stream);
  gboolean finished = n_due == stream->answer->tokens->len;

  if (n_due == stream->n_sent && !finished)
    return G_SOURCE_CONTINUE;

  while (stream->n_sent < n_due)
    send_delta (stream, NULL, g_ptr_array_index (stream->answer->tokens, stream->n_sent++), NULL);
  if (finished)
    finish_stream (stream);
  soup_server_message_unpause (stream->message);

  return finished ? G_SOURCE_REMOVE : G_SOURCE_CONTINUE;
}

/* The client has gone, or has everything. */
static void
on_finished (SoupServerMessage *message,
             gpointer           user_data)
{
  Stream *stream = user_data;

  g_source_destroy (stream->source);
}

static void
start_ticking (Stream *stream)
{
  g_autoptr (GSource) source = NULL;

  source = stream->rate > 0 ? g_timeout_source_new (TICK) : g_idle_source_new ();
  stream->source = source;
  stream->started = g_get_monotonic_time ();
  g_source_set_callback (source, on_tick, stream, (GDestroyNotify) stream_free);
  g_source_attach (source, g_main_context_get_thread_default ());
  g_signal_connect (stream->message, "finished", G_CALLBACK (on_finished), stream);
}

/**
 * azc_demo_reply_stream:
 * @message: a request
 * @route: its route
 * @include_usage: whether the usage was asked for
 * @rate: tokens per second, or 0 for as fast as possible
 * @answer: (transfer full): the answer
 *
 * Answers in pieces, as long as the client is there. Works in the thread-default
 * main context.
 */
void
azc_demo_reply_stream (SoupServerMessage *message,
                       AzcRoute           route,
                       gboolean           include_usage,
                       guint              rate,
                       AzcDemoAnswer     *answer)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  Stream *stream = g_new0 (Stream, 1);

  stream->message = g_object_ref (message);
  stream->answer = answer;
  stream->id = create_id ();
  stream->created = g_get_real_time () / G_USEC_PER_SEC;
  stream->is_azure = route != AZC_ROUTE_SERVERLESS;
  stream->include_usage = include_usage;
  stream->rate = answer->slow ? SLOW_RATE : rate;

  soup_server_message_set_status (message, 200, NULL);
  soup_message_headers_set_content_type (headers, "text/event-stream", NULL);
  soup_message_headers_set_encoding (headers, SOUP_ENCODING_CHUNKED);
  soup_message_body_set_accumulate (soup_server_message_get_response_body (message), FALSE);

  if (stream->is_azure)
    send_prompt_filter (stream);
  send_delta (stream, "assistant", "", NULL);
  soup_server_message_pause (message);
  start_ticking (stream);
  soup_server_message_unpause (message);
}
