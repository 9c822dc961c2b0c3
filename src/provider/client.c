/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Sends requests and turns the answers of every wire format, streamed or whole, into deltas. */

#include "config.h"

#include "provider/client.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "net/retry.h"
#include "net/sse.h"
#include "provider/diagnose.h"
#include "provider/wire.h"

/* Bytes of an answer in one piece: pictures in answers are large, nothing else is. */
#define MAX_BODY (64 * 1024 * 1024)

/* Bytes of an error's body that are read. */
#define MAX_ERROR_BODY (1024 * 1024)

struct _AzcClient
{
  GObject  parent_instance;
  AzcHttp *http;
};

G_DEFINE_FINAL_TYPE (AzcClient, azc_client, G_TYPE_OBJECT)

/*
 * request: what is sent, perhaps again with less in it
 * n_repeats: how often it was sent again
 * error: what an event of the stream raised; the parser of events cannot raise it itself
 */
typedef struct
{
  AzcRequest      *request;
  const AzcWire   *wire;
  AzcDecoder      *decoder;
  AzcSse          *sse;
  AzcHttpResponse *response;
  GError          *error;
  guint            n_repeats;
} Exchange;

static void
exchange_free (Exchange *exchange)
{
  g_clear_pointer (&exchange->sse, azc_sse_free);
  if (exchange->decoder != NULL)
    exchange->wire->decoder_free (exchange->decoder);
  g_clear_object (&exchange->response);
  g_clear_pointer (&exchange->request, azc_request_free);
  g_clear_error (&exchange->error);
  g_free (exchange);
}

static void
azc_client_finalize (GObject *object)
{
  g_clear_object (&AZC_CLIENT (object)->http);

  G_OBJECT_CLASS (azc_client_parent_class)->finalize (object);
}

static void
azc_client_class_init (AzcClientClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = azc_client_finalize;
}

static void
azc_client_init (AzcClient *self)
{
}

/**
 * azc_client_new:
 * @http: what sends
 *
 * Returns: (transfer full): a client
 */
AzcClient *
azc_client_new (AzcHttp *http)
{
  AzcClient *self;

  g_return_val_if_fail (AZC_IS_HTTP (http), NULL);

  self = g_object_new (AZC_TYPE_CLIENT, NULL);
  self->http = g_object_ref (http);

  return self;
}

/* Letting go of the response closes its connection, at once and not with the task. */
static void
return_error (GTask  *task,
              GError *error)
{
  Exchange *exchange = g_task_get_task_data (task);

  g_clear_object (&exchange->response);
  g_task_return_error (task, error);
}

static void
return_success (GTask *task)
{
  Exchange *exchange = g_task_get_task_data (task);

  g_clear_object (&exchange->response);
  g_task_return_boolean (task, TRUE);
}

static void send_request (GTask *task);

/* Strict services refuse keys that are sent without being asked for; the answer is the same
 * without them. */
static gboolean
drop_refused_key (AzcRequest   *request,
                  const GError *error)
{
  const char *subject = azc_error_get_subject (error);
  const char *details = azc_error_get_details (error);
  guint status = azc_error_get_status (error);

  if (status != 400 && status != 422)
    return FALSE;

  if (g_strcmp0 (subject, "stream") == 0)
    {
      azc_request_drop (request, "stream_options");
      return azc_request_drop (request, "stream");
    }

  return details != NULL && strstr (details, "stream_options") != NULL &&
         azc_request_drop (request, "stream_options");
}

static gboolean
on_waited_cb (gpointer user_data)
{
  GTask *task = user_data;

  if (!g_task_return_error_if_cancelled (task))
    send_request (task);

  return G_SOURCE_REMOVE;
}

static void
send_after (GTask  *task,
            gint64  milliseconds)
{
  g_autoptr (GSource) timeout = g_timeout_source_new ((guint) milliseconds);

  if (g_task_get_cancellable (task) != NULL)
    {
      g_autoptr (GSource) cancelled = g_cancellable_source_new (g_task_get_cancellable (task));

      g_source_set_dummy_callback (cancelled);
      g_source_add_child_source (timeout, cancelled);
    }

  g_task_attach_source (task, timeout, on_waited_cb);
}

/* Nothing of an answer has been seen yet, so the request may be sent again. Only where somebody
 * waits for the answer itself is it worth a wait. */
static void
fail_or_repeat (GTask      *task,
                GError     *error,
                const char *should_retry)
{
  Exchange *exchange = g_task_get_task_data (task);
  gint64 delay = -1;

  if (drop_refused_key (exchange->request, error))
    delay = 0;
  else if (exchange->request->purpose == AZC_PURPOSE_CHAT && azc_retry_applies (error, should_retry))
    delay = azc_retry_get_delay (exchange->n_repeats++, azc_error_get_retry_after (error),
                                 g_random_double ());

  if (delay < 0)
    {
      return_error (task, error);
      return;
    }

  g_debug ("%s: again in %" G_GINT64_FORMAT " ms", azc_error_get_code_name (error), delay);
  g_error_free (error);
  g_clear_object (&exchange->response);
  send_after (task, delay);
}

static void
on_error_body_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  AzcHttpResponse *response = AZC_HTTP_RESPONSE (source);
  Exchange *exchange = g_task_get_task_data (task);
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GError) error = NULL;

  body = azc_http_response_read_all_finish (response, result, &error);
  if (azc_error_is_cancelled (error))
    {
      return_error (task, g_steal_pointer (&error));
      return;
    }

  /* The status says something even where the body cannot be read. */
  if (body == NULL)
    body = g_bytes_new_static ("", 0);
  fail_or_repeat (task, azc_diagnose_response (exchange->request->route, response, body),
                  azc_http_response_get_header (response, "x-should-retry"));
}

static void
on_event_cb (const char *type,
             const char *data,
             gsize       length,
             gpointer    user_data)
{
  Exchange *exchange = user_data;

  if (exchange->error == NULL)
    exchange->wire->decode_event (exchange->decoder, type, data, length, &exchange->error);
}

/* The stream had its end marker, just ended, or broke by @broken. What the decoder knows may be
 * better than what the network says: an answer that had its end is complete however the
 * connection ended. */
static void
finish_stream (GTask  *task,
               GError *broken)
{
  Exchange *exchange = g_task_get_task_data (task);
  g_autoptr (GError) network_error = broken;
  GError *error = NULL;

  if (g_task_return_error_if_cancelled (task))
    return;

  azc_sse_finish (exchange->sse);
  if (exchange->error != NULL)
    return_error (task, g_steal_pointer (&exchange->error));
  else if (exchange->wire->finish (exchange->decoder, &error))
    return_success (task);
  else if (network_error == NULL || g_error_matches (error, AZC_ERROR, AZC_ERROR_CONTENT_FILTER))
    return_error (task, error);
  else
    {
      g_error_free (error);
      return_error (task, g_steal_pointer (&network_error));
    }
}

static void on_read_cb (GObject      *source,
                        GAsyncResult *result,
                        gpointer      user_data);

static void
read_more (GTask *task)
{
  Exchange *exchange = g_task_get_task_data (task);

  azc_http_response_read_async (exchange->response, g_task_get_cancellable (task), on_read_cb,
                                g_object_ref (task));
}

static void
on_read_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Exchange *exchange = g_task_get_task_data (task);
  g_autoptr (GBytes) bytes = NULL;
  GError *error = NULL;
  gsize size;
  const guint8 *data;

  bytes = azc_http_response_read_finish (AZC_HTTP_RESPONSE (source), result, &error);
  if (bytes == NULL || g_bytes_get_size (bytes) == 0)
    {
      finish_stream (task, error);
      return;
    }

  data = g_bytes_get_data (bytes, &size);
  if (!azc_sse_push (exchange->sse, data, size, &error))
    return_error (task, error);
  else if (exchange->error != NULL)
    return_error (task, g_steal_pointer (&exchange->error));
  else if (exchange->wire->is_done (exchange->decoder))
    finish_stream (task, NULL);
  else
    read_more (task);
}

/* HTTP does not always show that a body broke off; an object without an end does. */
static gboolean
is_cut_off (const char *data,
            gsize       size)
{
  while (size > 0 && g_ascii_isspace (data[size - 1]))
    size--;

  return size > 0 && data[0] == '{' && data[size - 1] != '}';
}

/* Not every server says by the content type that it streams. */
static gboolean
looks_like_stream (const char *data,
                   gsize       size)
{
  return (size > strlen ("data:") && memcmp (data, "data:", strlen ("data:")) == 0) ||
         (size > strlen ("event:") && memcmp (data, "event:", strlen ("event:")) == 0);
}

static void
on_body_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Exchange *exchange = g_task_get_task_data (task);
  g_autoptr (GBytes) body = NULL;
  g_autoptr (JsonNode) node = NULL;
  GError *error = NULL;
  const char *data;
  gsize size;

  body = azc_http_response_read_all_finish (AZC_HTTP_RESPONSE (source), result, &error);
  if (body == NULL)
    {
      return_error (task, error);
      return;
    }

  data = g_bytes_get_data (body, &size);
  if (looks_like_stream (data, size) &&
      azc_sse_push (exchange->sse, (const guint8 *) data, size, NULL))
    {
      finish_stream (task, NULL);
      return;
    }

  node = size > 0 ? azc_json_parse (data, (gssize) size, NULL) : NULL;
  if (node == NULL && is_cut_off (data, size) && !exchange->wire->finish (exchange->decoder, &error))
    return_error (task, error);
  else if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return_error (task, azc_diagnose_response (exchange->request->route, exchange->response, body));
  else if (!exchange->wire->decode_body (exchange->decoder, json_node_get_object (node), &error) ||
           !exchange->wire->finish (exchange->decoder, &error))
    return_error (task, error);
  else
    return_success (task);
}

/* A service may answer in one piece though a stream was asked for, and the other way round. */
static gboolean
is_stream (AzcHttpResponse *response)
{
  const char *type = azc_http_response_get_header (response, "content-type");

  return type != NULL && g_ascii_strncasecmp (type, "text/event-stream",
                                              strlen ("text/event-stream")) == 0;
}

static void
on_sent_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Exchange *exchange = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error = NULL;

  exchange->response = azc_http_send_finish (AZC_HTTP (source), result, &error);
  if (exchange->response == NULL)
    fail_or_repeat (task, error, NULL);
  else if (azc_http_response_get_status (exchange->response) >= 400)
    azc_http_response_read_all_async (exchange->response, MAX_ERROR_BODY, cancellable,
                                      on_error_body_cb, g_object_ref (task));
  else if (is_stream (exchange->response))
    read_more (task);
  else
    azc_http_response_read_all_async (exchange->response, MAX_BODY, cancellable, on_body_cb,
                                      g_object_ref (task));
}

static void
send_request (GTask *task)
{
  AzcClient *self = g_task_get_source_object (task);
  Exchange *exchange = g_task_get_task_data (task);

  azc_http_send_async (self->http, exchange->request->http, g_task_get_cancellable (task),
                       on_sent_cb, g_object_ref (task));
}

/**
 * azc_client_send_async:
 * @self: a client
 * @request: a request, for an answer by a model; it is not needed after this call
 * @func: receives the answer step by step, before @callback
 * @func_data: passed to @func
 * @cancellable: (nullable): a cancellable; it closes the connection
 * @callback: called when done
 * @user_data: passed to @callback
 *
 * Asks a model. Where the service is busy or the network failed before the answer began, a
 * chat's request is sent again, after a wait of at most a minute, and at most twice; and where
 * the service refuses a key that was not asked for, once more without it.
 */
void
azc_client_send_async (AzcClient           *self,
                       const AzcRequest    *request,
                       AzcDeltaFunc         func,
                       gpointer             func_data,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  Exchange *exchange;

  g_return_if_fail (AZC_IS_CLIENT (self));
  g_return_if_fail (request != NULL);
  g_return_if_fail (func != NULL);

  exchange = g_new0 (Exchange, 1);
  exchange->request = azc_request_copy (request);
  exchange->wire = azc_wire_get (request->call);
  exchange->decoder = exchange->wire->decoder_new (request->route, func, func_data);
  exchange->sse = azc_sse_new (on_event_cb, exchange);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, azc_client_send_async);
  g_task_set_task_data (task, exchange, (GDestroyNotify) exchange_free);
  send_request (task);
}

/**
 * azc_client_send_finish:
 * @self: a client
 * @result: the result passed to the callback
 * @error: return location for an error
 *
 * Raises what the network, the service or the content filter raised. Deltas that were
 * handed over before stay valid: an answer may fail and yet have text.
 *
 * Returns: whether the answer is complete
 */
gboolean
azc_client_send_finish (AzcClient     *self,
                        GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static GStrv
parse_models (JsonObject *object)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  JsonArray *data = azc_json_get_array (object, "data");

  for (guint i = 0; data != NULL && i < json_array_get_length (data); i++)
    {
      const char *name = azc_json_get_string (azc_json_get_element (data, i), "id");

      if (name != NULL)
        g_strv_builder_add (names, name);
    }

  return data != NULL ? g_strv_builder_end (names) : NULL;
}

static void
on_models_body_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  AzcHttpResponse *response = AZC_HTTP_RESPONSE (source);
  Exchange *exchange = g_task_get_task_data (task);
  g_autoptr (GBytes) body = NULL;
  g_autoptr (JsonNode) node = NULL;
  GStrv models = NULL;
  GError *error = NULL;

  body = azc_http_response_read_all_finish (response, result, &error);
  if (body == NULL)
    {
      return_error (task, error);
      return;
    }

  if (azc_http_response_get_status (response) < 400 && g_bytes_get_size (body) > 0)
    node = azc_json_parse (g_bytes_get_data (body, NULL), (gssize) g_bytes_get_size (body), NULL);
  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    models = parse_models (json_node_get_object (node));

  if (models != NULL)
    g_task_return_pointer (task, models, (GDestroyNotify) g_strfreev);
  else
    return_error (task, azc_diagnose_response (exchange->request->route, response, body));
}

static void
on_models_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Exchange *exchange = g_task_get_task_data (task);
  GError *error = NULL;

  exchange->response = azc_http_send_finish (AZC_HTTP (source), result, &error);
  if (exchange->response == NULL)
    return_error (task, error);
  else
    azc_http_response_read_all_async (exchange->response, MAX_BODY,
                                      g_task_get_cancellable (task), on_models_body_cb,
                                      g_object_ref (task));
}

/**
 * azc_client_list_models_async:
 * @self: a client
 * @request: a request for the list of models
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: passed to @callback
 *
 * Asks which models there are.
 */
void
azc_client_list_models_async (AzcClient           *self,
                              const AzcRequest    *request,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  Exchange *exchange;

  g_return_if_fail (AZC_IS_CLIENT (self));
  g_return_if_fail (request != NULL);

  exchange = g_new0 (Exchange, 1);
  exchange->request = azc_request_copy (request);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, azc_client_list_models_async);
  g_task_set_task_data (task, exchange, (GDestroyNotify) exchange_free);
  azc_http_send_async (self->http, request->http, cancellable, on_models_cb, g_object_ref (task));
}

/**
 * azc_client_list_models_finish:
 * @self: a client
 * @result: the result passed to the callback
 * @error: return location for an error
 *
 * Returns: (transfer full): the models' names, in the service's order
 */
GStrv
azc_client_list_models_finish (AzcClient     *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
