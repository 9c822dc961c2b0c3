/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The demo endpoint over real HTTP: routes and keys as strict as Azure's, streams of the
 * same shape, and answers that show that the picture was looked at. */

#include "config.h"

#include <libsoup/soup.h>
#include <string.h>

#include "base/json.h"
#include "demo/demo-server.h"
#include "support/pictures.h"

#define CLASSIC "/openai/deployments/demo/chat/completions?api-version=2024-10-21"
#define V1 "/openai/v1/chat/completions"
#define SERVERLESS "/v1/chat/completions"

#define HELLO "{\"model\":\"demo\",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}"

typedef struct
{
  AzcDemoServer *server;
  SoupSession   *session;
} Fixture;

typedef enum
{
  NO_KEY,
  API_KEY,
  BEARER,
  WRONG_KEY,
  WRONG_BEARER,
} Credential;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  g_setenv ("AZURE_CHAT_DEMO_RATE", "0", TRUE);
  fixture->server = azc_demo_server_new (&error);
  g_assert_no_error (error);
  fixture->session = soup_session_new ();
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  soup_session_abort (fixture->session);
  g_assert_finalize_object (fixture->session);
  g_assert_finalize_object (fixture->server);
}

static void
add_credential (Fixture            *fixture,
                SoupMessageHeaders *headers,
                Credential          credential)
{
  g_autofree char *bearer = g_strconcat ("Bearer ", azc_demo_server_get_key (fixture->server), NULL);

  if (credential == API_KEY)
    soup_message_headers_append (headers, "api-key", azc_demo_server_get_key (fixture->server));
  else if (credential == BEARER)
    soup_message_headers_append (headers, "Authorization", bearer);
  else if (credential == WRONG_KEY)
    soup_message_headers_append (headers, "api-key", "demo-0123456789");
  else if (credential == WRONG_BEARER)
    soup_message_headers_append (headers, "Authorization", "Bearer demo-0123456789");
}

static SoupMessage *
create_message (Fixture    *fixture,
                const char *method,
                const char *path,
                Credential  credential,
                const char *body)
{
  g_autofree char *url = g_strconcat (azc_demo_server_get_url (fixture->server), path, NULL);
  SoupMessage *message = soup_message_new (method, url);

  add_credential (fixture, soup_message_get_request_headers (message), credential);
  if (body != NULL)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

      soup_message_set_request_body_from_bytes (message, "application/json", bytes);
    }

  return message;
}

static char *
request (Fixture    *fixture,
         const char *method,
         const char *path,
         Credential  credential,
         const char *body,
         guint      *status)
{
  g_autoptr (SoupMessage) message = create_message (fixture, method, path, credential, body);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) reply = soup_session_send_and_read (fixture->session, message, NULL, &error);

  g_assert_no_error (error);
  *status = soup_message_get_status (message);
  g_assert_nonnull (soup_message_headers_get_one (soup_message_get_response_headers (message), "apim-request-id"));

  return g_strndup (g_bytes_get_data (reply, NULL), g_bytes_get_size (reply));
}

static const struct
{
  const char *method;
  const char *path;
  Credential  credential;
  const char *body;
  guint       status;
  const char *part;
} cases[] = {
  { "POST", CLASSIC, API_KEY, HELLO, 200, "\"prompt_filter_results\"" },
  { "POST", V1, API_KEY, HELLO, 200, "\"prompt_filter_results\"" },
  { "POST", V1, BEARER, HELLO, 200, "chat.completion" },
  { "POST", V1 "?api-version=preview", API_KEY, HELLO, 200, "chat.completion" },
  { "POST", SERVERLESS, BEARER, HELLO, 200, "chat.completion" },
  { "GET", "/openai/models?api-version=2024-10-21", API_KEY, NULL, 200, "\"id\":\"demo\"" },
  { "GET", "/openai/v1/models", API_KEY, NULL, 200, "\"id\":\"demo\"" },
  { "GET", "/v1/models", BEARER, NULL, 200, "\"id\":\"demo\"" },

  { "POST", CLASSIC, NO_KEY, HELLO, 401, "Access denied due to invalid subscription key" },
  { "POST", CLASSIC, WRONG_KEY, HELLO, 401, "\"code\":\"401\"" },
  { "POST", CLASSIC, BEARER, HELLO, 401, "Access token is missing, invalid, audience" },
  { "POST", V1, WRONG_KEY, HELLO, 401, "Access denied due to invalid subscription key" },
  { "POST", V1, NO_KEY, HELLO, 401, "Access denied" },
  { "POST", SERVERLESS, API_KEY, HELLO, 401, "\"statusCode\":401" },
  { "POST", SERVERLESS, WRONG_BEARER, HELLO, 401, "\"statusCode\":401" },
  { "GET", "/v1/models", NO_KEY, NULL, 401, "401" },

  { "POST", "/openai/deployments/demo/chat/completions", API_KEY, HELLO, 404, "Resource not found" },
  { "POST", "/openai/deployments/demo/chat/completions?api-version=soon", API_KEY, HELLO, 404, "Resource not found" },
  { "POST", "/openai/deployments/other/chat/completions?api-version=2024-10-21", API_KEY, HELLO, 404, "DeploymentNotFound" },
  { "POST", V1 "?api-version=2024-10-21", API_KEY, HELLO, 400, "API version not supported" },
  { "POST", V1, API_KEY, "{\"model\":\"other\",\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]}", 404, "DeploymentNotFound" },
  { "POST", V1, API_KEY, "{\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]}", 400, "'model'" },
  { "POST", "/openai/v1/responses", API_KEY, HELLO, 404, "Resource not found" },
  { "GET", CLASSIC, API_KEY, NULL, 405, "MethodNotAllowed" },

  { "POST", CLASSIC, API_KEY, "{", 400, "could not parse" },
  { "POST", CLASSIC, API_KEY, "[]", 400, "could not parse" },
  { "POST", CLASSIC, API_KEY, "{\"messages\":[]}", 400, "Missing required parameter: 'messages'" },
  { "POST", CLASSIC, API_KEY, "{\"messages\":[{\"role\":\"boss\",\"content\":\"a\"}]}", 400, "'boss'" },
  { "POST", CLASSIC, API_KEY, "{\"messages\":[{\"role\":\"user\"}]}", 400, "messages.content" },
  { "POST", CLASSIC, API_KEY, "{\"messages\":[7]}", 400, "messages" },
  { "POST", CLASSIC, API_KEY, "{\"messages\":[{\"role\":\"user\",\"content\":\"a\"}],\"colour\":1}", 400, "Unrecognized request argument supplied: colour" },
  { "POST", SERVERLESS, BEARER, "{\"messages\":[{\"role\":\"user\",\"content\":\"a\"}],\"colour\":1}", 422, "extra_forbidden" },
  { "POST", CLASSIC, API_KEY, "{\"messages\":[{\"role\":\"user\",\"content\":\"a\"}],\"stream\":\"yes\"}", 400, "'stream'" },
  { "POST", CLASSIC, API_KEY, "{\"messages\":[{\"role\":\"user\",\"content\":\"a\"}],\"temperature\":3}", 400, "'temperature'" },
  { "POST", CLASSIC, API_KEY, "{\"messages\":[{\"role\":\"user\",\"content\":\"a\"}],\"max_tokens\":0}", 400, "'max_tokens'" },
  { "POST", CLASSIC, API_KEY, "{\"messages\":[{\"role\":\"user\",\"content\":\"a\"}],\"stream_options\":{}}", 400, "stream_options" },
  { "POST", CLASSIC, API_KEY, "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,AAAA\"}}]}]}",
    400, "unsupported image" },
  { "POST", CLASSIC, API_KEY, "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://example.com/a.png\"}}]}]}",
    400, "invalid_image_url" },

  { "POST", CLASSIC, API_KEY, "{\"messages\":[{\"role\":\"user\",\"content\":\"error\"}]}", 429, "\"code\":\"429\"" },
  { "POST", CLASSIC, API_KEY, "{\"messages\":[{\"role\":\"user\",\"content\":\"filter\"}]}", 400, "ResponsibleAIPolicyViolation" },
  { "POST", CLASSIC, API_KEY, "{\"messages\":[{\"role\":\"user\",\"content\":\"filter answer\"}]}", 200, "\"finish_reason\":\"content_filter\"" },
  { "POST", CLASSIC, API_KEY, "{\"messages\":[{\"role\":\"user\",\"content\":\"Is there any error in this sentence?\"}]}", 200, "\"stop\"" },
  { "POST", CLASSIC, API_KEY, "{\"messages\":[{\"role\":\"user\",\"content\":\"table\"}]}", 200, "| Route |" },
  { "POST", CLASSIC, API_KEY, "{\"messages\":[{\"role\":\"user\",\"content\":\"code\"}]}", 200, "```python" },
  { "POST", CLASSIC, API_KEY, "{\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}],\"max_tokens\":5}", 200, "\"completion_tokens\":5" },
};

static void
test_routes (Fixture       *fixture,
             gconstpointer  data)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint status;
      g_autofree char *reply = request (fixture, cases[i].method, cases[i].path, cases[i].credential,
                                        cases[i].body, &status);

      g_test_message ("%u: %s %s: %s", i, cases[i].method, cases[i].path, reply);
      g_assert_cmpuint (status, ==, cases[i].status);
      g_assert_nonnull (strstr (reply, cases[i].part));
    }
}

static void
test_rate_limit (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (SoupMessage) message = NULL;
  g_autoptr (GBytes) reply = NULL;

  message = create_message (fixture, "POST", CLASSIC, API_KEY,
                            "{\"messages\":[{\"role\":\"user\",\"content\":\"error\"}]}");
  reply = soup_session_send_and_read (fixture->session, message, NULL, NULL);

  g_assert_nonnull (reply);
  g_assert_cmpstr (soup_message_headers_get_one (soup_message_get_response_headers (message), "Retry-After"), ==, "1");
}

/* The chunks of a stream, which must be nothing but "data: …" lines and empty lines. */
static GPtrArray *
read_stream (const char *reply)
{
  GPtrArray *chunks = g_ptr_array_new_with_free_func ((GDestroyNotify) json_node_unref);
  g_auto (GStrv) events = g_strsplit (reply, "\n\n", -1);
  guint n_events = g_strv_length (events);

  g_assert_cmpstr (events[n_events - 1], ==, "");
  for (guint i = 0; i + 1 < n_events; i++)
    {
      g_assert_true (g_str_has_prefix (events[i], "data: "));
      if (!g_str_equal (events[i], "data: [DONE]"))
        {
          JsonNode *node = azc_json_parse (events[i] + 6, -1, NULL);

          g_assert_nonnull (node);
          g_ptr_array_add (chunks, node);
        }
    }

  return chunks;
}

static JsonObject *
get_chunk (GPtrArray *chunks,
           guint      index)
{
  g_assert_cmpuint (index, <, chunks->len);

  return json_node_get_object (g_ptr_array_index (chunks, index));
}

static JsonObject *
get_choice (JsonObject *chunk)
{
  return azc_json_get_element (azc_json_get_array (chunk, "choices"), 0);
}

static char *
get_text (GPtrArray *chunks)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < chunks->len; i++)
    {
      JsonObject *delta = azc_json_get_object (get_choice (get_chunk (chunks, i)), "delta");
      const char *content = azc_json_get_string (delta, "content");

      g_string_append (text, content != NULL ? content : "");
    }

  return g_string_free (text, FALSE);
}

static char *
ask_stream (Fixture    *fixture,
            const char *path,
            const char *question,
            const char *more)
{
  g_autofree char *body = NULL;
  char *reply;
  guint status;

  body = g_strdup_printf ("{\"model\":\"demo\",\"stream\":true,%s\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}",
                          more, question);
  reply = request (fixture, "POST", path, g_str_equal (path, SERVERLESS) ? BEARER : API_KEY, body, &status);
  g_assert_cmpuint (status, ==, 200);

  return reply;
}

static void
test_stream (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *reply = ask_stream (fixture, CLASSIC, "hello", "\"stream_options\":{\"include_usage\":true},");
  g_autoptr (GPtrArray) chunks = read_stream (reply);
  g_autofree char *text = get_text (chunks);
  JsonObject *first = get_chunk (chunks, 0);
  JsonObject *role = azc_json_get_object (get_choice (get_chunk (chunks, 1)), "delta");
  JsonObject *last = get_chunk (chunks, chunks->len - 1);
  JsonObject *finish = get_choice (get_chunk (chunks, chunks->len - 2));

  g_assert_true (g_str_has_suffix (reply, "data: [DONE]\n\n"));
  g_assert_cmpstr (azc_json_get_string (first, "id"), ==, "");
  g_assert_cmpuint (json_array_get_length (azc_json_get_array (first, "choices")), ==, 0);
  g_assert_nonnull (azc_json_get_array (first, "prompt_filter_results"));
  g_assert_cmpstr (azc_json_get_string (role, "role"), ==, "assistant");
  g_assert_cmpstr (azc_json_get_string (finish, "finish_reason"), ==, "stop");
  g_assert_nonnull (azc_json_get_object (finish, "content_filter_results"));
  g_assert_cmpuint (json_array_get_length (azc_json_get_array (last, "choices")), ==, 0);
  g_assert_cmpint (azc_json_get_int (azc_json_get_object (last, "usage"), "completion_tokens", 0), ==, chunks->len - 4);
  g_assert_nonnull (strstr (text, "built-in demo"));
  g_assert_nonnull (strstr (text, "> hello"));
}

static void
test_stream_plain (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autofree char *reply = ask_stream (fixture, SERVERLESS, "hello", "");
  g_autoptr (GPtrArray) chunks = read_stream (reply);
  JsonObject *finish = get_choice (get_chunk (chunks, chunks->len - 1));

  g_assert_null (strstr (reply, "filter_results"));
  g_assert_null (strstr (reply, "usage"));
  g_assert_cmpstr (azc_json_get_string (finish, "finish_reason"), ==, "stop");
}

static void
test_stream_broken (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autofree char *broken = ask_stream (fixture, CLASSIC, "break", "");
  g_autofree char *filtered = ask_stream (fixture, CLASSIC, "filter answer", "");

  g_assert_null (strstr (broken, "[DONE]"));
  g_assert_null (strstr (broken, "\"finish_reason\":\"stop\""));
  g_assert_nonnull (strstr (filtered, "\"finish_reason\":\"content_filter\""));
  g_assert_nonnull (strstr (filtered, "\"filtered\":true"));
}

static char *
ask_picture (Fixture    *fixture,
             GBytes     *picture,
             const char *mime_type)
{
  g_autofree char *base64 = g_base64_encode (g_bytes_get_data (picture, NULL), g_bytes_get_size (picture));
  g_autofree char *body = NULL;
  g_autofree char *reply = NULL;
  g_autoptr (JsonNode) root = NULL;
  JsonObject *message;
  guint status;

  body = g_strdup_printf ("{\"messages\":[{\"role\":\"user\",\"content\":["
                          "{\"type\":\"text\",\"text\":\"What is this?\"},"
                          "{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:%s;base64,%s\",\"detail\":\"high\"}}]}]}",
                          mime_type, base64);
  reply = request (fixture, "POST", CLASSIC, API_KEY, body, &status);
  g_assert_cmpuint (status, ==, 200);
  root = azc_json_parse (reply, -1, NULL);
  message = azc_json_get_object (get_choice (json_node_get_object (root)), "message");

  return g_strdup (azc_json_get_string (message, "content"));
}

static void
test_pictures (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (GBytes) red = test_picture_new ("png", 64, 32, 0xff0000ff);
  g_autoptr (GdkPixbuf) halves = test_pixbuf_new (100, 100, 0x2050d0ff);
  g_autoptr (GBytes) jpeg = NULL;
  g_autofree char *red_answer = ask_picture (fixture, red, "image/png");
  g_autofree char *jpeg_answer = NULL;

  g_assert_nonnull (strstr (red_answer, "| Format | PNG |"));
  g_assert_nonnull (strstr (red_answer, "64 × 32"));
  g_assert_nonnull (strstr (red_answer, "| Main colours | red 100 % |"));
  g_assert_nonnull (strstr (red_answer, "colour is **red**"));
  g_assert_nonnull (strstr (red_answer, "screenshot"));
  g_assert_nonnull (strstr (red_answer, "| Mean brightness | 21 %"));

  test_pixbuf_fill (halves, 0, 0, 25, 100, 0xffffffff);
  jpeg = test_pixbuf_save (halves, "jpeg");
  jpeg_answer = ask_picture (fixture, jpeg, "image/jpeg");
  g_assert_nonnull (strstr (jpeg_answer, "| Format | JPEG |"));
  g_assert_nonnull (strstr (jpeg_answer, "blue 7"));
  g_assert_nonnull (strstr (jpeg_answer, "white 2"));
}

static void
test_photograph (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (GdkPixbuf) shades = test_pixbuf_new (256, 256, 0xffffffff);
  g_autoptr (GBytes) png = NULL;
  g_autofree char *answer = NULL;

  for (int y = 0; y < 256; y += 8)
    {
      for (int x = 0; x < 256; x += 8)
        test_pixbuf_fill (shades, x, y, 8, 8,
                          (guint32) x << 24 | (guint32) y << 16 | (guint32) (x + y) / 2 << 8 | 0xff);
    }
  png = test_pixbuf_save (shades, "png");
  answer = ask_picture (fixture, png, "image/png");

  g_assert_nonnull (strstr (answer, "a photograph"));
}

static void
test_title (Fixture       *fixture,
            gconstpointer  data)
{
  static const struct
  {
    const char *text;
    const char *title;
  } titles[] = {
    { "how do I boil an egg so that it stays soft?", "\"How do I boil an egg\"" },
    { "error?\\n\\n---\\n\\nThere is none.", "\"Error\"" },
    { "## Your picture arrived\\n\\nI am a demo.", "\"Your picture arrived\"" },
    { "", "\"A picture\"" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      g_autofree char *body = NULL;
      g_autofree char *reply = NULL;
      guint status;

      body = g_strdup_printf ("{\"messages\":[{\"role\":\"system\",\"content\":\"Write a title for the conversation.\"},"
                              "{\"role\":\"user\",\"content\":\"%s\"}]}", titles[i].text);
      reply = request (fixture, "POST", CLASSIC, API_KEY, body, &status);
      g_assert_cmpuint (status, ==, 200);
      g_assert_nonnull (strstr (reply, titles[i].title));
    }
}

/* A client that goes away in the middle keeps nothing: the server ends, and no memory stays. */
static void
test_disconnect (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (SoupMessage) message = NULL;
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GError) error = NULL;
  char byte;

  message = create_message (fixture, "POST", CLASSIC, API_KEY,
                            "{\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"slow\"}]}");
  stream = soup_session_send (fixture->session, message, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_input_stream_read (stream, &byte, 1, NULL, NULL), ==, 1);
  g_assert_true (g_input_stream_close (stream, NULL, NULL));
  g_clear_object (&stream);
  g_clear_object (&message);
}

static void
test_keys_differ (void)
{
  g_autoptr (AzcDemoServer) one = azc_demo_server_new (NULL);
  g_autoptr (AzcDemoServer) two = azc_demo_server_new (NULL);

  g_assert_cmpstr (azc_demo_server_get_key (one), !=, azc_demo_server_get_key (two));
  g_assert_cmpstr (azc_demo_server_get_url (one), !=, azc_demo_server_get_url (two));
  g_assert_true (g_str_has_prefix (azc_demo_server_get_url (one), "http://127.0.0.1:"));
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/demo-server/routes", test_routes);
  ADD ("/demo-server/rate-limit", test_rate_limit);
  ADD ("/demo-server/stream", test_stream);
  ADD ("/demo-server/stream/plain", test_stream_plain);
  ADD ("/demo-server/stream/broken", test_stream_broken);
  ADD ("/demo-server/pictures", test_pictures);
  ADD ("/demo-server/photograph", test_photograph);
  ADD ("/demo-server/title", test_title);
  ADD ("/demo-server/disconnect", test_disconnect);
  g_test_add_func ("/demo-server/keys-differ", test_keys_differ);

  return g_test_run ();
}
