/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The demo endpoint: routes, keys and the thread they are served in. */

#include "config.h"

#include "demo/demo-server.h"

#include <libsoup/soup.h>
#include <string.h>

#include "base/json.h"
#include "base/redact.h"
#include "demo/demo-answer.h"
#include "demo/demo-reply.h"

/* Tokens per second, unless the environment says otherwise: what a fast model does. */
#define DEFAULT_RATE 60
#define RATE_VARIABLE "AZURE_CHAT_DEMO_RATE"

#define KEY_BYTES 16

struct _AzcDemoServer
{
  GObject parent_instance;

  char         *url;
  char         *key;
  guint         rate;

  GThread      *thread;
  GMainContext *context;
  GMainLoop    *loop;
  SoupServer   *server;
};

G_DEFINE_FINAL_TYPE (AzcDemoServer, azc_demo_server, G_TYPE_OBJECT)

/* Where a path leads. */
typedef struct
{
  AzcRoute  route;
  gboolean  is_models;
  char     *deployment;
} Target;

static const struct
{
  const char *path;
  AzcRoute    route;
  gboolean    is_models;
} paths[] = {
  { "/openai/v1/chat/completions", AZC_ROUTE_AZURE_V1, FALSE },
  { "/openai/v1/models", AZC_ROUTE_AZURE_V1, TRUE },
  { "/openai/models", AZC_ROUTE_AZURE, TRUE },
  { "/v1/chat/completions", AZC_ROUTE_SERVERLESS, FALSE },
  { "/v1/models", AZC_ROUTE_SERVERLESS, TRUE },
};

static gboolean
find_target (const char *path,
             Target     *target)
{
  const char *prefix = "/openai/deployments/";
  const char *suffix = "/chat/completions";

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      if (g_str_equal (paths[i].path, path))
        {
          *target = (Target) { paths[i].route, paths[i].is_models, NULL };
          return TRUE;
        }
    }

  if (!g_str_has_prefix (path, prefix) || !g_str_has_suffix (path, suffix) ||
      strlen (path) <= strlen (prefix) + strlen (suffix))
    return FALSE;

  *target = (Target) { AZC_ROUTE_AZURE, FALSE, NULL };
  target->deployment = g_strndup (path + strlen (prefix),
                                  strlen (path) - strlen (prefix) - strlen (suffix));

  return TRUE;
}

static gboolean
is_dated (const char *version)
{
  return g_regex_match_simple ("^20\\d\\d-\\d\\d-\\d\\d(-preview)?$", version, 0, 0);
}

/* Classic URLs need a dated api-version; v1 refuses one. */
static AzcDemoFault *
check_version (AzcRoute    route,
               const char *version)
{
  if (route == AZC_ROUTE_AZURE && (version == NULL || !is_dated (version)))
    return azc_demo_fault_new (404, "404", "Resource not found");
  if (route == AZC_ROUTE_AZURE_V1 && version != NULL &&
      !g_str_equal (version, "v1") && !g_str_equal (version, "preview"))
    return azc_demo_fault_new (400, "BadRequest", "API version not supported");

  return NULL;
}

static gboolean
is_bearer (AzcDemoServer      *self,
           SoupMessageHeaders *headers)
{
  const char *authorization = soup_message_headers_get_one (headers, "Authorization");

  return authorization != NULL && g_ascii_strncasecmp (authorization, "Bearer ", 7) == 0 &&
         g_str_equal (authorization + 7, self->key);
}

/* As on Azure: a key in place of a token works on v1, but not on classic URLs. */
static AzcDemoFault *
check_key (AzcDemoServer      *self,
           AzcRoute            route,
           SoupMessageHeaders *headers)
{
  const char *key = soup_message_headers_get_one (headers, "api-key");

  if (route != AZC_ROUTE_SERVERLESS && g_strcmp0 (key, self->key) == 0)
    return NULL;
  if (route != AZC_ROUTE_AZURE && is_bearer (self, headers))
    return NULL;
  if (route == AZC_ROUTE_SERVERLESS ||
      (key == NULL && soup_message_headers_get_one (headers, "Authorization") != NULL))
    return azc_demo_fault_new_token ();

  return azc_demo_fault_new (401, "401",
                             "Access denied due to invalid subscription key or wrong API endpoint. "
                             "Make sure to provide a valid key for an active subscription and use a "
                             "correct regional API endpoint for your resource.");
}

static AzcDemoFault *
check_deployment (const char *deployment)
{
  if (deployment == NULL || g_str_equal (deployment, AZC_DEMO_DEPLOYMENT))
    return NULL;

  return azc_demo_fault_new (404, "DeploymentNotFound",
                             "The API deployment for this resource does not exist. If you created "
                             "the deployment within the last 5 minutes, please wait a moment and "
                             "try again.");
}

static AzcDemoFault *
check_request (AzcDemoServer     *self,
               SoupServerMessage *message,
               const Target      *target,
               const char        *version)
{
  const char *wanted = target->is_models ? "GET" : "POST";
  AzcDemoFault *fault;

  fault = check_key (self, target->route, soup_server_message_get_request_headers (message));
  if (fault == NULL)
    fault = check_version (target->route, version);
  if (fault == NULL && !g_str_equal (soup_server_message_get_method (message), wanted))
    fault = azc_demo_fault_new (405, "MethodNotAllowed",
                                "The request method is not allowed on this resource.");
  if (fault == NULL)
    fault = check_deployment (target->deployment);

  return fault;
}

static JsonNode *
list_models (void)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "object");
  json_builder_add_string_value (builder, "list");
  json_builder_set_member_name (builder, "data");
  json_builder_begin_array (builder);
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "id");
  json_builder_add_string_value (builder, AZC_DEMO_DEPLOYMENT);
  json_builder_set_member_name (builder, "object");
  json_builder_add_string_value (builder, "model");
  json_builder_set_member_name (builder, "lifecycle_status");
  json_builder_add_string_value (builder, "generally-available");
  json_builder_end_object (builder);
  json_builder_end_array (builder);
  json_builder_end_object (builder);

  return json_builder_get_root (builder);
}

static AzcDemoFault *
answer_chat (AzcDemoServer     *self,
             SoupServerMessage *message,
             AzcRoute           route)
{
  g_autoptr (GBytes) body = NULL;
  g_autoptr (AzcDemoQuestion) question = NULL;
  AzcDemoFault *fault = NULL;
  AzcDemoAnswer *answer;

  body = soup_message_body_flatten (soup_server_message_get_request_body (message));
  question = azc_demo_question_read (body, route, &fault);
  if (question == NULL)
    return fault;
  fault = check_deployment (route == AZC_ROUTE_AZURE_V1 ? question->model : NULL);
  if (fault != NULL)
    return fault;

  answer = azc_demo_answer_new (question, &fault);
  if (answer == NULL)
    return fault;
  if (question->stream)
    azc_demo_reply_stream (message, route, question->include_usage, self->rate, answer);
  else
    azc_demo_reply_whole (message, route, answer);

  return NULL;
}

static void
reply_fault (SoupServerMessage  *message,
             const AzcDemoFault *fault)
{
  if (fault->status == 429)
    {
      SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

      soup_message_headers_replace (headers, "Retry-After", "1");
      soup_message_headers_replace (headers, "retry-after-ms", "1000");
    }
  azc_demo_reply_json (message, fault->status, fault->body);
}

static void
on_request (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  AzcDemoServer *self = user_data;
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  g_autofree char *request_id = g_uuid_string_random ();
  g_autoptr (AzcDemoFault) fault = NULL;
  Target target = { AZC_ROUTE_AUTO, FALSE, NULL };

  soup_message_headers_replace (headers, "apim-request-id", request_id);
  soup_message_headers_replace (headers, "x-ms-region", "Demo");

  if (!find_target (path, &target))
    fault = azc_demo_fault_new (404, "404", "Resource not found");
  else
    fault = check_request (self, message, &target,
                           query != NULL ? g_hash_table_lookup (query, "api-version") : NULL);

  if (fault == NULL && target.is_models)
    {
      g_autoptr (JsonNode) models = list_models ();

      azc_demo_reply_json (message, 200, models);
    }
  else if (fault == NULL)
    fault = answer_chat (self, message, target.route);

  if (fault != NULL)
    reply_fault (message, fault);
  g_free (target.deployment);
}

static gpointer
serve (gpointer user_data)
{
  AzcDemoServer *self = user_data;

  g_main_context_push_thread_default (self->context);
  g_main_loop_run (self->loop);
  soup_server_disconnect (self->server);
  g_clear_object (&self->server);
  g_main_context_pop_thread_default (self->context);

  return NULL;
}

/* The server belongs to the context it listens in, which its thread takes over afterwards. */
static gboolean
listen (AzcDemoServer  *self,
        GError        **error)
{
  GSList *uris;
  gboolean listening;

  g_main_context_push_thread_default (self->context);
  self->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->server, NULL, on_request, self, NULL);
  listening = soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, error);
  g_main_context_pop_thread_default (self->context);
  if (!listening)
    return FALSE;

  uris = soup_server_get_uris (self->server);
  self->url = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  return TRUE;
}

static gboolean
on_quit (gpointer user_data)
{
  g_main_loop_quit (user_data);

  return G_SOURCE_REMOVE;
}

/* From within the context, so that a loop that has not yet begun to run ends too. */
static void
stop_thread (AzcDemoServer *self)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_callback (source, on_quit, self->loop, NULL);
  g_source_attach (source, self->context);
  g_thread_join (g_steal_pointer (&self->thread));
}

static void
azc_demo_server_finalize (GObject *object)
{
  AzcDemoServer *self = AZC_DEMO_SERVER (object);

  if (self->thread != NULL)
    stop_thread (self);
  g_clear_object (&self->server);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_free (self->url);
  g_free (self->key);

  G_OBJECT_CLASS (azc_demo_server_parent_class)->finalize (object);
}

static void
azc_demo_server_class_init (AzcDemoServerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = azc_demo_server_finalize;
}

static guint
read_rate (void)
{
  const char *text = g_getenv (RATE_VARIABLE);
  guint64 rate;

  return text != NULL && g_ascii_string_to_unsigned (text, 10, 0, 100000, &rate, NULL)
         ? (guint) rate : DEFAULT_RATE;
}

static char *
create_key (void)
{
  g_autoptr (GString) key = g_string_new ("demo-");

  for (guint i = 0; i < KEY_BYTES; i++)
    g_string_append_printf (key, "%02x", (guint) g_random_int_range (0, 256));

  return g_string_free (g_steal_pointer (&key), FALSE);
}

static void
azc_demo_server_init (AzcDemoServer *self)
{
  self->key = create_key ();
  self->rate = read_rate ();
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
}

/**
 * azc_demo_server_new:
 * @error: return location for an error
 *
 * Starts the demo endpoint on a free port of 127.0.0.1. It ends with the object.
 * `AZURE_CHAT_DEMO_RATE` in the environment sets its speed in tokens per second,
 * 0 for as fast as possible.
 *
 * Returns: (transfer full): the running server
 */
AzcDemoServer *
azc_demo_server_new (GError **error)
{
  g_autoptr (AzcDemoServer) self = g_object_new (AZC_TYPE_DEMO_SERVER, NULL);

  if (!listen (self, error))
    return NULL;

  azc_redact_add_secret (self->key);
  self->thread = g_thread_new ("demo-server", serve, self);

  return g_steal_pointer (&self);
}

/**
 * azc_demo_server_get_url:
 * @self: a demo server
 *
 * Returns: (transfer none): its address, without a path
 */
const char *
azc_demo_server_get_url (AzcDemoServer *self)
{
  g_return_val_if_fail (AZC_IS_DEMO_SERVER (self), NULL);

  return self->url;
}

/**
 * azc_demo_server_get_key:
 * @self: a demo server
 *
 * Returns: (transfer none): the key it wants, another one at each start
 */
const char *
azc_demo_server_get_key (AzcDemoServer *self)
{
  g_return_val_if_fail (AZC_IS_DEMO_SERVER (self), NULL);

  return self->key;
}
