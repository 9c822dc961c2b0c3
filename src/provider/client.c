/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Sends requests and turns the answers of every wire format, streamed or whole, into deltas. */

#include "config.h"

#include "provider/client.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/error.h"
#include "base/json.h"
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
 * error: what an event of the stream raised; the parser of events cannot raise it itself
 */
typedef struct
{
  AzcRoute         route;
  const AzcWire   *wire;
  AzcDecoder      *decoder;
  AzcSse          *sse;
  AzcHttpResponse *response;
  GError          *error;
} Exchange;

static void
exchange_free (Exchange *exchange)
{
  g_clear_pointer (&exchange->sse, azc_sse_free);
  if (exchange->decoder != NULL)
    exchange->wire->decoder_free (exchange->decoder);
  g_clear_object (&exchange->response);
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
  return_error (task, azc_diagnose_response (exchange->route, response, body));
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

static void
finish_stream (GTask *task)
{
  Exchange *exchange = g_task_get_task_data (task);
  GError *error = NULL;

  azc_sse_finish (exchange->sse);
  if (exchange->error != NULL)
    return_error (task, g_steal_pointer (&exchange->error));
  else if (exchange->wire->finish (exchange->decoder, &error))
    g_task_return_boolean (task, TRUE);
  else
    return_error (task, error);
}

/* The stream broke. What the decoder knows may be better than what the network says: an
 * answer that had its end is complete however the connection ended. */
static void
finish_broken_stream (GTask  *task,
                      GError *error)
{
  Exchange *exchange = g_task_get_task_data (task);
  g_autoptr (GError) known = NULL;

  if (azc_error_is_cancelled (error))
    {
      return_error (task, error);
      return;
    }

  if (exchange->wire->finish (exchange->decoder, &known))
    {
      g_error_free (error);
      g_task_return_boolean (task, TRUE);
    }
  else if (g_error_matches (known, AZC_ERROR, AZC_ERROR_CONTENT_FILTER))
    {
      g_error_free (error);
      return_error (task, g_steal_pointer (&known));
    }
  else
    {
      return_error (task, error);
    }
}

static void
on_read_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  AzcHttpResponse *response = AZC_HTTP_RESPONSE (source);
  Exchange *exchange = g_task_get_task_data (task);
  g_autoptr (GBytes) bytes = NULL;
  GError *error = NULL;
  gsize size;
  const guint8 *data;

  bytes = azc_http_response_read_finish (response, result, &error);
  if (bytes == NULL)
    {
      finish_broken_stream (task, error);
      return;
    }

  data = g_bytes_get_data (bytes, &size);
  if (size == 0)
    {
      finish_stream (task);
      return;
    }

  if (!azc_sse_push (exchange->sse, data, size, &error))
    return_error (task, error);
  else if (exchange->error != NULL)
    return_error (task, g_steal_pointer (&exchange->error));
  else
    azc_http_response_read_async (response, g_task_get_cancellable (task), on_read_cb,
                                  g_object_ref (task));
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
  node = size > 0 ? azc_json_parse (data, (gssize) size, NULL) : NULL;
  if (node == NULL && is_cut_off (data, size) && !exchange->wire->finish (exchange->decoder, &error))
    return_error (task, error);
  else if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return_error (task, azc_diagnose_response (exchange->route, AZC_HTTP_RESPONSE (source), body));
  else if (!exchange->wire->decode_body (exchange->decoder, json_node_get_object (node), &error) ||
           !exchange->wire->finish (exchange->decoder, &error))
    return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
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
    return_error (task, error);
  else if (azc_http_response_get_status (exchange->response) >= 400)
    azc_http_response_read_all_async (exchange->response, MAX_ERROR_BODY, cancellable,
                                      on_error_body_cb, g_object_ref (task));
  else if (is_stream (exchange->response))
    azc_http_response_read_async (exchange->response, cancellable, on_read_cb,
                                  g_object_ref (task));
  else
    azc_http_response_read_all_async (exchange->response, MAX_BODY, cancellable, on_body_cb,
                                      g_object_ref (task));
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
 * Asks a model.
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
  exchange->route = request->route;
  exchange->wire = azc_wire_get (request->call);
  exchange->decoder = exchange->wire->decoder_new (request->route, func, func_data);
  exchange->sse = azc_sse_new (on_event_cb, exchange);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, azc_client_send_async);
  g_task_set_task_data (task, exchange, (GDestroyNotify) exchange_free);
  azc_http_send_async (self->http, request->http, cancellable, on_sent_cb, g_object_ref (task));
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
    return_error (task, azc_diagnose_response (exchange->route, response, body));
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
  exchange->route = request->route;
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
