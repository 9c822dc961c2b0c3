/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A strict double of the chat service. libsoup reads the requests; the answers are written byte
 * by byte here, so that they can be cut and broken off anywhere. */

#include "config.h"

#include "support/server.h"

#include <libsoup/soup.h>
#include <string.h>

#include "base/json.h"

#define EVENT(json) "data: " json "\n\n"

/*
 * credentials: the lines "name: value" that must be the only credentials
 * held: the connection of an answer that does not end
 */
struct _TestServer
{
  SoupServer         *server;
  AzcRoute            route;
  char               *credentials;
  char               *url;
  GQueue              answers;
  guint               count;
  char               *path;
  char               *query;
  SoupMessageHeaders *headers;
  JsonNode           *body;
  GIOStream          *held;
  guint8              buffer[16];
  gboolean            is_gone;
};

/* What the service answers by itself. */
static const TestAnswer usual_stream = {
  .body = EVENT ("{\"id\":\"\",\"model\":\"\",\"choices\":[],\"prompt_filter_results\":[]}")
          EVENT ("{\"model\":\"gpt-4o-2024-11-20\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}")
          EVENT ("{\"model\":\"gpt-4o-2024-11-20\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"O\"}}]}")
          EVENT ("{\"model\":\"gpt-4o-2024-11-20\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"K\"}}]}")
          EVENT ("{\"model\":\"gpt-4o-2024-11-20\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}")
          EVENT ("[DONE]"),
};

static const TestAnswer usual_body = {
  .type = "application/json",
  .body = "{\"model\":\"gpt-4o-2024-11-20\",\"choices\":[{\"index\":0,\"finish_reason\":\"stop\","
          "\"message\":{\"role\":\"assistant\",\"content\":\"OK\"}}],"
          "\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":1,\"total_tokens\":10}}",
};

static const TestAnswer usual_models = {
  .type = "application/json",
  .body = "{\"object\":\"list\",\"data\":[{\"id\":\"gpt-4o\"},{\"id\":\"o4-mini\"}]}",
};

static const TestAnswer refused_key = {
  .status = 401,
  .body = "{\"error\":{\"code\":\"401\",\"message\":\"Access denied due to invalid subscription key or wrong API endpoint.\"}}",
};

static const TestAnswer unknown_path = {
  .status = 404,
  .body = "{\"error\":{\"code\":\"404\",\"message\":\"Resource not found\"}}",
};

static const TestAnswer extra_key = {
  .status = 422,
  .body = "{\"detail\":[{\"type\":\"extra_forbidden\",\"loc\":[\"body\",\"stream_options\"],\"msg\":\"Extra inputs are not permitted\"}]}",
};

static const TestAnswer wrong_body = {
  .status = 400,
  .body = "{\"error\":{\"code\":\"invalid_request\",\"message\":\"The body is not a chat request.\"}}",
};

static const char * const paths[] = {
  [AZC_ROUTE_AZURE] = "/openai/deployments/dep/chat/completions",
  [AZC_ROUTE_AZURE_V1] = "/openai/v1/chat/completions",
  [AZC_ROUTE_FOUNDRY] = "/models/chat/completions",
  [AZC_ROUTE_SERVERLESS] = "/v1/chat/completions",
  [AZC_ROUTE_OPENAI] = "/v1/chat/completions",
};

static gboolean
is_dated (AzcRoute route)
{
  return route == AZC_ROUTE_AZURE || route == AZC_ROUTE_FOUNDRY;
}

/* All credentials of the request, in the order of the names below. */
static gboolean
has_credentials (TestServer *self)
{
  static const char * const names[] = {
    "api-key", "Authorization", "x-api-key", "Ocp-Apim-Subscription-Key",
  };
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *value = soup_message_headers_get_list (self->headers, names[i]);

      if (value != NULL)
        g_string_append_printf (found, "%s%s: %s", found->len > 0 ? "\n" : "", names[i], value);
    }

  return g_strcmp0 (found->str, self->credentials) == 0;
}

static gboolean
knows_path (TestServer *self,
            gboolean    is_get)
{
  if (is_get)
    return g_str_has_suffix (self->path, "/models");

  return g_str_equal (self->path, paths[self->route]) &&
         (self->query != NULL && strstr (self->query, "api-version=") != NULL) == is_dated (self->route);
}

/* Every message has a role and a content; only the path may name the model instead of the body. */
static gboolean
is_chat (TestServer *self)
{
  JsonObject *body = test_server_get_body (self);
  JsonArray *messages = azc_json_get_array (body, "messages");

  if (messages == NULL || json_array_get_length (messages) == 0)
    return FALSE;

  for (guint i = 0; i < json_array_get_length (messages); i++)
    {
      JsonObject *message = azc_json_get_element (messages, i);

      if (azc_json_get_string (message, "role") == NULL || !json_object_has_member (message, "content"))
        return FALSE;
    }

  return self->route == AZC_ROUTE_AZURE || self->route == AZC_ROUTE_SERVERLESS ||
         azc_json_get_string (body, "model") != NULL;
}

static gboolean
has_extra_key (TestServer *self)
{
  return (self->route == AZC_ROUTE_FOUNDRY || self->route == AZC_ROUTE_SERVERLESS) &&
         json_object_has_member (test_server_get_body (self), "stream_options");
}

static const TestAnswer *
choose_answer (TestServer *self,
               gboolean    is_get)
{
  const TestAnswer *scripted;

  if (!has_credentials (self))
    return &refused_key;
  if (!knows_path (self, is_get))
    return &unknown_path;
  if (!is_get && !is_chat (self))
    return &wrong_body;
  if (!is_get && has_extra_key (self))
    return &extra_key;

  scripted = g_queue_pop_head (&self->answers);
  if (scripted != NULL)
    return scripted;
  if (is_get)
    return &usual_models;

  return azc_json_get_boolean (test_server_get_body (self), "stream", FALSE) ? &usual_stream
                                                                            : &usual_body;
}

static void
keep_request (TestServer        *self,
              SoupServerMessage *message)
{
  GUri *uri = soup_server_message_get_uri (message);
  SoupMessageBody *body = soup_server_message_get_request_body (message);

  self->count++;
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->query, g_free);
  g_clear_pointer (&self->headers, soup_message_headers_unref);
  g_clear_pointer (&self->body, json_node_unref);
  self->path = g_strdup (g_uri_get_path (uri));
  self->query = g_strdup (g_uri_get_query (uri));
  self->headers = soup_message_headers_ref (soup_server_message_get_request_headers (message));
  if (body->length > 0)
    self->body = azc_json_parse (body->data, (gssize) body->length, NULL);
}

static void
append_answer (GString          *text,
               const TestAnswer *answer)
{
  guint status = answer->status != 0 ? answer->status : 200;
  const char *type = answer->type != NULL ? answer->type
                   : status == 200 ? "text/event-stream" : "application/json";
  gsize length = strlen (answer->body);
  gsize piece = answer->piece != 0 ? answer->piece : MAX (length, 1);

  g_string_append_printf (text, "HTTP/1.1 %u Status\r\nContent-Type: %s\r\n%sConnection: close\r\n"
                          "Transfer-Encoding: chunked\r\n\r\n",
                          status, type, answer->headers != NULL ? answer->headers : "");
  for (gsize i = 0; i < length; i += piece)
    {
      int n = (int) MIN (piece, length - i);

      g_string_append_printf (text, "%x\r\n%.*s\r\n", (guint) n, n, answer->body + i);
    }
  if (answer->end == TEST_END_CLOSE)
    g_string_append (text, "0\r\n\r\n");
}

static void
on_held_read_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  TestServer *self = user_data;

  if (g_input_stream_read_finish (G_INPUT_STREAM (source), result, NULL) > 0)
    return;

  self->is_gone = TRUE;
  g_io_stream_close (self->held, NULL, NULL);
}

static void
handle_request (SoupServer        *server,
                SoupServerMessage *message,
                const char        *path,
                GHashTable        *query,
                gpointer           user_data)
{
  TestServer *self = user_data;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GIOStream) stream = NULL;
  const TestAnswer *answer;
  gboolean is_get = g_str_equal (soup_server_message_get_method (message), "GET");

  keep_request (self, message);
  answer = choose_answer (self, is_get);
  append_answer (text, answer);

  stream = soup_server_message_steal_connection (message);
  g_assert_true (g_output_stream_write_all (g_io_stream_get_output_stream (stream), text->str,
                                            text->len, NULL, NULL, NULL));
  if (answer->end != TEST_END_HOLD)
    {
      g_io_stream_close (stream, NULL, NULL);
      return;
    }

  g_clear_object (&self->held);
  self->held = g_steal_pointer (&stream);
  g_input_stream_read_async (g_io_stream_get_input_stream (self->held), self->buffer,
                             sizeof self->buffer, G_PRIORITY_DEFAULT, NULL, on_held_read_cb, self);
}

/* Starts a server for the paths of @route. @credentials are the lines "name: value" that a
 * request must carry, and no other credential; NULL for none. */
TestServer *
test_server_new (AzcRoute    route,
                 const char *credentials)
{
  TestServer *self = g_new0 (TestServer, 1);
  g_autoptr (GError) error = NULL;
  g_autoslist (GUri) uris = NULL;
  g_autofree char *text = NULL;

  self->route = route;
  self->credentials = g_strdup (credentials != NULL ? credentials : "");
  g_queue_init (&self->answers);
  self->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->server, NULL, handle_request, self, NULL);
  soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);

  uris = soup_server_get_uris (self->server);
  text = g_uri_to_string (uris->data);
  self->url = g_strconcat (text, route == AZC_ROUTE_OPENAI || route == AZC_ROUTE_SERVERLESS ? "v1" : "", NULL);

  return self;
}

/* A connection that is held is waited for: its reading ends with the client. */
void
test_server_free (TestServer *self)
{
  if (self->held != NULL)
    test_server_wait_until_gone (self);
  soup_server_disconnect (self->server);
  g_object_unref (self->server);
  g_clear_object (&self->held);
  g_queue_clear (&self->answers);
  g_clear_pointer (&self->headers, soup_message_headers_unref);
  g_clear_pointer (&self->body, json_node_unref);
  g_free (self->credentials);
  g_free (self->url);
  g_free (self->path);
  g_free (self->query);
  g_free (self);
}

const char *
test_server_get_url (TestServer *self)
{
  return self->url;
}

/* The next request that is right is answered with @answer, which must live until then. */
void
test_server_push (TestServer       *self,
                  const TestAnswer *answer)
{
  g_queue_push_tail (&self->answers, (gpointer) answer);
}

/* How many requests came. */
guint
test_server_get_count (TestServer *self)
{
  return self->count;
}

const char *
test_server_get_path (TestServer *self)
{
  return self->path;
}

const char *
test_server_get_query (TestServer *self)
{
  return self->query;
}

const char *
test_server_get_header (TestServer *self,
                        const char *name)
{
  return soup_message_headers_get_one (self->headers, name);
}

JsonObject *
test_server_get_body (TestServer *self)
{
  return self->body != NULL && JSON_NODE_HOLDS_OBJECT (self->body) ? json_node_get_object (self->body)
                                                                  : NULL;
}

/* Waits until the client of a held answer closed its connection. */
void
test_server_wait_until_gone (TestServer *self)
{
  while (!self->is_gone)
    g_main_context_iteration (NULL, TRUE);
}
