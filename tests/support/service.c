/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A strict double of the chat service. libsoup reads the requests; the answers are written by
 * hand, so that they can be cut, held and broken off anywhere. */

#include "config.h"

#include "support/service.h"

#include <libsoup/soup.h>
#include <string.h>

#include "base/json.h"
#include "support/service-checks.h"

#define EVENT(json) "data: " json "\n\n"

/* What a service answers by itself, with a stream and without. */
static const struct
{
  const char *stream;
  const char *body;
} completion = {
  EVENT ("{\"id\":\"\",\"model\":\"\",\"choices\":[],\"prompt_filter_results\":[]}")
  EVENT ("{\"model\":\"gpt-4o-2024-11-20\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}")
  EVENT ("{\"model\":\"gpt-4o-2024-11-20\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"OK\"}}]}")
  EVENT ("{\"model\":\"gpt-4o-2024-11-20\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}")
  EVENT ("[DONE]"),
  "{\"model\":\"gpt-4o-2024-11-20\",\"choices\":[{\"index\":0,\"finish_reason\":\"stop\","
  "\"message\":{\"role\":\"assistant\",\"content\":\"OK\"}}],"
  "\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":1,\"total_tokens\":10}}",
}, claude = {
  EVENT ("{\"type\":\"message_start\",\"message\":{\"model\":\"claude-sonnet-4-5\",\"usage\":{\"input_tokens\":9}}}")
  EVENT ("{\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}")
  EVENT ("{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"OK\"}}")
  EVENT ("{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":1}}")
  EVENT ("{\"type\":\"message_stop\"}"),
  "{\"type\":\"message\",\"model\":\"claude-sonnet-4-5\",\"content\":[{\"type\":\"text\",\"text\":\"OK\"}],"
  "\"stop_reason\":\"end_turn\",\"usage\":{\"input_tokens\":9,\"output_tokens\":1}}",
};

static const char usual_models[] =
  "{\"object\":\"list\",\"data\":[{\"id\":\"gpt-4o\"},{\"id\":\"o4-mini\"}]}";

typedef enum
{
  STEP_TEXT,
  STEP_WAIT,
  STEP_BREAK,
} StepKind;

typedef struct
{
  StepKind  kind;
  char     *text;
} Step;

struct _TestReply
{
  guint    status;
  GString *headers;
  GQueue   steps;
};

/* One answer being played. It lives until its connection is closed by either side. */
typedef struct
{
  TestService  *service;
  TestReply    *reply;
  GIOStream    *stream;
  GCancellable *cancellable;
  guint8        buffer[16];
  gboolean      is_closed;
} Exchange;

/*
 * lock: guards what the test's thread reads and writes, which is all that follows it
 * releases: how many waits may be passed
 * gone_at: when the last client closed its connection before the answer's end
 */
struct _TestService
{
  AzcRoute            route;
  GThread            *thread;
  GMainContext       *context;
  GMainLoop          *loop;
  SoupServer         *server;
  char               *url;
  GPtrArray          *exchanges;
  GMutex              lock;
  char               *credentials;
  GPtrArray          *forbidden;
  GQueue              replies;
  guint               releases;
  gint64              gone_at;
  guint               count;
  char               *method;
  char               *path;
  char               *query;
  SoupMessageHeaders *headers;
  JsonNode           *body;
};

static void
step_free (Step *step)
{
  g_free (step->text);
  g_free (step);
}

static TestReply *
reply_new (guint       status,
           const char *type)
{
  TestReply *reply = g_new0 (TestReply, 1);

  reply->status = status;
  reply->headers = g_string_new (NULL);
  g_queue_init (&reply->steps);
  test_reply_add_header (reply, "Content-Type", type);

  return reply;
}

static void
reply_free (TestReply *reply)
{
  g_string_free (reply->headers, TRUE);
  g_queue_clear_full (&reply->steps, (GDestroyNotify) step_free);
  g_free (reply);
}

/* Closing a socket that is being read is no good: the end of the read closes it. */
static void
exchange_close (Exchange *exchange)
{
  exchange->is_closed = TRUE;
  g_cancellable_cancel (exchange->cancellable);
}

static void
exchange_free (Exchange *exchange)
{
  reply_free (exchange->reply);
  g_object_unref (exchange->cancellable);
  g_object_unref (exchange->stream);
  g_free (exchange);
}

static gboolean
take_release (TestService *self)
{
  gboolean is_released;

  g_mutex_lock (&self->lock);
  is_released = self->releases > 0;
  if (is_released)
    self->releases--;
  g_mutex_unlock (&self->lock);

  return is_released;
}

static gboolean
write_text (Exchange   *exchange,
            const char *text)
{
  return g_output_stream_write_all (g_io_stream_get_output_stream (exchange->stream), text,
                                    strlen (text), NULL, NULL, NULL);
}

static gboolean
write_chunk (Exchange   *exchange,
             const char *text)
{
  g_autofree char *chunk = g_strdup_printf ("%zx\r\n%s\r\n", strlen (text), text);

  return write_text (exchange, chunk);
}

/* Goes on to the next wait, or to the end. */
static void
play (Exchange *exchange)
{
  while (!exchange->is_closed)
    {
      Step *step = g_queue_peek_head (&exchange->reply->steps);

      if (step == NULL)
        write_text (exchange, "0\r\n\r\n");
      if (step == NULL || step->kind == STEP_BREAK)
        {
          exchange_close (exchange);
          return;
        }
      if (step->kind == STEP_WAIT && !take_release (exchange->service))
        return;
      if (step->kind == STEP_TEXT && !write_chunk (exchange, step->text))
        return;
      step_free (g_queue_pop_head (&exchange->reply->steps));
    }
}

static void
on_client_read_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  Exchange *exchange = user_data;
  TestService *self = exchange->service;

  g_input_stream_read_finish (G_INPUT_STREAM (source), result, NULL);
  g_io_stream_close (exchange->stream, NULL, NULL);
  if (!exchange->is_closed)
    {
      g_mutex_lock (&self->lock);
      self->gone_at = g_get_monotonic_time ();
      g_mutex_unlock (&self->lock);
      g_main_context_wakeup (NULL);
    }

  g_ptr_array_remove_fast (self->exchanges, exchange);
}

static void
start_reply (TestService       *self,
             SoupServerMessage *message,
             TestReply         *reply)
{
  Exchange *exchange = g_new0 (Exchange, 1);
  g_autofree char *head = g_strdup_printf ("HTTP/1.1 %u Status\r\n%sConnection: close\r\n"
                                           "Transfer-Encoding: chunked\r\n\r\n",
                                           reply->status, reply->headers->str);

  exchange->service = self;
  exchange->reply = reply;
  exchange->cancellable = g_cancellable_new ();
  exchange->stream = soup_server_message_steal_connection (message);
  g_ptr_array_add (self->exchanges, exchange);
  g_input_stream_read_async (g_io_stream_get_input_stream (exchange->stream), exchange->buffer,
                             sizeof exchange->buffer, G_PRIORITY_DEFAULT, exchange->cancellable,
                             on_client_read_cb, exchange);
  if (write_text (exchange, head))
    play (exchange);
}

static TestReply *
reply_new_with_text (guint       status,
                     const char *type,
                     const char *text)
{
  TestReply *reply = reply_new (status, type);

  test_reply_add_text (reply, text);

  return reply;
}

static TestReply *
choose_reply (TestService *self)
{
  const TestCheck check = {
    self->route, self->credentials, self->forbidden, self->method, self->path, self->query,
    self->headers, test_service_get_body (self),
  };
  g_autofree char *complaint = NULL;
  guint status = test_check_request (&check, &complaint);
  gboolean is_claude = self->route == AZC_ROUTE_ANTHROPIC;
  TestReply *scripted;

  if (status != 200)
    return reply_new_with_text (status, "application/json", complaint);

  scripted = g_queue_pop_head (&self->replies);
  if (scripted != NULL)
    return scripted;
  if (g_str_equal (self->method, "GET"))
    return reply_new_with_text (200, "application/json", usual_models);
  if (azc_json_get_boolean (test_service_get_body (self), "stream", FALSE))
    return reply_new_with_text (200, "text/event-stream", is_claude ? claude.stream : completion.stream);

  return reply_new_with_text (200, "application/json", is_claude ? claude.body : completion.body);
}

static void
keep_request (TestService       *self,
              SoupServerMessage *message)
{
  GUri *uri = soup_server_message_get_uri (message);
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autoptr (GBytes) bytes = soup_message_body_flatten (body);
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  self->count++;
  g_free (self->method);
  g_free (self->path);
  g_free (self->query);
  g_clear_pointer (&self->headers, soup_message_headers_unref);
  g_clear_pointer (&self->body, json_node_unref);
  self->method = g_strdup (soup_server_message_get_method (message));
  self->path = g_strdup (g_uri_get_path (uri));
  self->query = g_strdup (g_uri_get_query (uri));
  self->headers = soup_message_headers_ref (soup_server_message_get_request_headers (message));
  if (size > 0)
    self->body = azc_json_parse (data, (gssize) size, NULL);
}

static void
on_request_cb (SoupServer        *server,
               SoupServerMessage *message,
               const char        *path,
               GHashTable        *query,
               gpointer           user_data)
{
  TestService *self = user_data;
  TestReply *reply;

  g_mutex_lock (&self->lock);
  keep_request (self, message);
  reply = choose_reply (self);
  g_mutex_unlock (&self->lock);

  start_reply (self, message, reply);
}

static gpointer
serve (gpointer data)
{
  TestService *self = data;

  g_main_context_push_thread_default (self->context);
  g_main_loop_run (self->loop);

  /* Reads that were cut off still have their callbacks to come. */
  soup_server_disconnect (self->server);
  for (guint i = 0; i < self->exchanges->len; i++)
    exchange_close (g_ptr_array_index (self->exchanges, i));
  while (self->exchanges->len > 0)
    g_main_context_iteration (self->context, TRUE);
  g_clear_object (&self->server);
  g_main_context_pop_thread_default (self->context);

  return NULL;
}

static void
listen_on_loopback (TestService *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  GSList *uris;

  g_main_context_push_thread_default (self->context);
  self->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->server, NULL, on_request_cb, self, NULL);
  soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  g_main_context_pop_thread_default (self->context);

  uris = soup_server_get_uris (self->server);
  text = g_uri_to_string (uris->data);
  self->url = g_strconcat (text, test_check_get_base (self->route), NULL);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
}

/* Starts a service of @route. @credentials are the lines "name: value" that a request must
 * carry, and no other credential. */
TestService *
test_service_new (AzcRoute    route,
                  const char *credentials)
{
  TestService *self = g_new0 (TestService, 1);

  self->route = route;
  self->credentials = g_strdup (credentials);
  self->forbidden = g_ptr_array_new_with_free_func (g_free);
  self->exchanges = g_ptr_array_new_with_free_func ((GDestroyNotify) exchange_free);
  g_queue_init (&self->replies);
  g_mutex_init (&self->lock);
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  listen_on_loopback (self);
  self->thread = g_thread_new ("service", serve, self);

  return self;
}

static gboolean
quit_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);

  return G_SOURCE_REMOVE;
}

static void
invoke (TestService *self,
        GSourceFunc  func,
        gpointer     data)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, func, data, NULL);
  g_source_attach (source, self->context);
}

void
test_service_free (TestService *self)
{
  invoke (self, quit_cb, self->loop);
  g_thread_join (self->thread);

  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_ptr_array_unref (self->exchanges);
  g_ptr_array_unref (self->forbidden);
  g_queue_clear_full (&self->replies, (GDestroyNotify) reply_free);
  g_clear_pointer (&self->headers, soup_message_headers_unref);
  g_clear_pointer (&self->body, json_node_unref);
  g_mutex_clear (&self->lock);
  g_free (self->credentials);
  g_free (self->method);
  g_free (self->path);
  g_free (self->query);
  g_free (self->url);
  g_free (self);
}

/* The address that a person would enter. */
const char *
test_service_get_url (TestService *self)
{
  return self->url;
}

void
test_service_set_credentials (TestService *self,
                              const char  *credentials)
{
  g_mutex_lock (&self->lock);
  g_free (self->credentials);
  self->credentials = g_strdup (credentials);
  g_mutex_unlock (&self->lock);
}

/* From now on the service answers 422 to bodies with @key. */
void
test_service_forbid (TestService *self,
                     const char  *key)
{
  g_mutex_lock (&self->lock);
  g_ptr_array_add (self->forbidden, g_strdup (key));
  g_mutex_unlock (&self->lock);
}

/* The next correct request gets this answer; it belongs to the service and is to be filled
 * before the request is sent. */
TestReply *
test_service_script (TestService *self,
                     guint        status,
                     const char  *type)
{
  TestReply *reply = reply_new (status, type);

  g_mutex_lock (&self->lock);
  g_queue_push_tail (&self->replies, reply);
  g_mutex_unlock (&self->lock);

  return reply;
}

void
test_reply_add_header (TestReply  *reply,
                       const char *name,
                       const char *value)
{
  g_string_append_printf (reply->headers, "%s: %s\r\n", name, value);
}

static void
add_step (TestReply *reply,
          StepKind   kind,
          char      *text)
{
  Step *step = g_new0 (Step, 1);

  step->kind = kind;
  step->text = text;
  g_queue_push_tail (&reply->steps, step);
}

void
test_reply_add_text (TestReply  *reply,
                     const char *text)
{
  test_reply_add_pieces (reply, text, strlen (text));
}

/* Adds @text in chunks of @size bytes. */
void
test_reply_add_pieces (TestReply  *reply,
                       const char *text,
                       gsize       size)
{
  for (gsize rest = strlen (text); rest > 0; rest = strlen (text))
    {
      add_step (reply, STEP_TEXT, g_strndup (text, MIN (rest, size)));
      text += MIN (rest, size);
    }
}

/* What follows waits for a call of test_service_release(). */
void
test_reply_add_wait (TestReply *reply)
{
  add_step (reply, STEP_WAIT, NULL);
}

/* The connection closes here, without the end that HTTP asks for. */
void
test_reply_add_break (TestReply *reply)
{
  add_step (reply, STEP_BREAK, NULL);
}

static gboolean
play_all_cb (gpointer user_data)
{
  TestService *self = user_data;

  for (guint i = 0; i < self->exchanges->len; i++)
    play (g_ptr_array_index (self->exchanges, i));

  return G_SOURCE_REMOVE;
}

/* Lets one wait pass. */
void
test_service_release (TestService *self)
{
  g_mutex_lock (&self->lock);
  self->releases++;
  g_mutex_unlock (&self->lock);

  invoke (self, play_all_cb, self);
}

static gboolean
on_deadline_cb (gpointer user_data)
{
  g_error ("The client did not close its connection.");

  return G_SOURCE_REMOVE;
}

static gint64
take_gone (TestService *self)
{
  gint64 gone_at;

  g_mutex_lock (&self->lock);
  gone_at = self->gone_at;
  self->gone_at = 0;
  g_mutex_unlock (&self->lock);

  return gone_at;
}

/* Runs the main loop until a client closed its connection before the answer's end; answers when,
 * by the monotonic clock. */
gint64
test_service_wait_until_gone (TestService *self)
{
  guint deadline = g_timeout_add_seconds (10, on_deadline_cb, NULL);
  gint64 gone_at;

  while ((gone_at = take_gone (self)) == 0)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (deadline);

  return gone_at;
}

/* The functions below describe the last request; they are to be called between requests. */

guint
test_service_get_count (TestService *self)
{
  return self->count;
}

const char *
test_service_get_method (TestService *self)
{
  return self->method;
}

const char *
test_service_get_path (TestService *self)
{
  return self->path;
}

const char *
test_service_get_query (TestService *self)
{
  return self->query;
}

const char *
test_service_get_header (TestService *self,
                         const char  *name)
{
  return soup_message_headers_get_one (self->headers, name);
}

JsonObject *
test_service_get_body (TestService *self)
{
  return self->body != NULL && JSON_NODE_HOLDS_OBJECT (self->body)
         ? json_node_get_object (self->body) : NULL;
}
