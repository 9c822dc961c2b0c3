/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The body of an answer, read in pieces or whole, under a time limit. */

#include "config.h"

#include "net/http-private.h"

#include <glib/gi18n-lib.h>

#include "base/error.h"
#include "net/watchdog.h"

#define CHUNK_SIZE (64 * 1024)

struct _AzcHttpResponse
{
  GObject        parent_instance;

  SoupMessage   *message;
  GInputStream  *stream;
  AzcHttpLimits  limits;
  gboolean       has_begun;
};

G_DEFINE_FINAL_TYPE (AzcHttpResponse, azc_http_response, G_TYPE_OBJECT)

/* The server goes on generating until the stream is closed: cancelling alone does not reach it. */
static void
close_stream (AzcHttpResponse *self)
{
  if (self->stream != NULL)
    g_input_stream_close (self->stream, NULL, NULL);
  g_clear_object (&self->stream);
}

static void
azc_http_response_dispose (GObject *object)
{
  AzcHttpResponse *self = AZC_HTTP_RESPONSE (object);

  close_stream (self);
  g_clear_object (&self->message);

  G_OBJECT_CLASS (azc_http_response_parent_class)->dispose (object);
}

static void
azc_http_response_class_init (AzcHttpResponseClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = azc_http_response_dispose;
}

static void
azc_http_response_init (AzcHttpResponse *self)
{
}

/**
 * azc_http_response_new:
 * @message: the message, with the answer's headers
 * @stream: the answer's body
 * @limits: the request's time limits
 *
 * Returns: (transfer full): a response
 */
AzcHttpResponse *
azc_http_response_new (SoupMessage         *message,
                       GInputStream        *stream,
                       const AzcHttpLimits *limits)
{
  AzcHttpResponse *self = g_object_new (AZC_TYPE_HTTP_RESPONSE, NULL);

  self->message = g_object_ref (message);
  self->stream = g_object_ref (stream);
  self->limits = *limits;

  return self;
}

/**
 * azc_http_response_get_status:
 * @self: a response
 *
 * Returns: the HTTP status
 */
guint
azc_http_response_get_status (AzcHttpResponse *self)
{
  g_return_val_if_fail (AZC_IS_HTTP_RESPONSE (self), 0);

  return soup_message_get_status (self->message);
}

/**
 * azc_http_response_get_header:
 * @self: a response
 * @name: a name in any case
 *
 * Returns: (transfer none) (nullable): the value as valid UTF-8, several of the
 *   same name joined by commas; valid until the next call for the same name
 */
const char *
azc_http_response_get_header (AzcHttpResponse *self,
                              const char      *name)
{
  SoupMessageHeaders *headers;
  const char *value;
  g_autofree char *valid = NULL;

  g_return_val_if_fail (AZC_IS_HTTP_RESPONSE (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  headers = soup_message_get_response_headers (self->message);
  value = soup_message_headers_get_list (headers, name);
  if (value == NULL || g_utf8_validate (value, -1, NULL))
    return value;

  valid = g_utf8_make_valid (value, -1);
  soup_message_headers_replace (headers, name, valid);

  return soup_message_headers_get_list (headers, name);
}

static guint
get_limit (AzcHttpResponse *self)
{
  return self->has_begun ? self->limits.idle : self->limits.answer;
}

static GError *
make_read_error (AzcHttpResponse *self,
                 AzcWatchdog     *watchdog,
                 const GError    *cause)
{
  if (azc_watchdog_has_expired (watchdog))
    return azc_http_error_timeout (self->has_begun
                                   ? _("The answer stopped: nothing more came for %u seconds.")
                                   : _("No answer came within %u seconds."), get_limit (self));

  return azc_error_is_cancelled (cause) ? g_error_copy (cause) : azc_http_error_read (cause);
}

static void
on_read (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  AzcHttpResponse *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result,
                                                              &error);

  if (bytes == NULL)
    {
      close_stream (self);
      g_task_return_error (task, make_read_error (self, g_task_get_task_data (task), error));
      return;
    }

  self->has_begun |= g_bytes_get_size (bytes) > 0;
  g_task_return_pointer (task, g_steal_pointer (&bytes), (GDestroyNotify) g_bytes_unref);
}

/**
 * azc_http_response_read_async:
 * @self: a response
 * @cancellable: (nullable): cancelling closes the connection
 * @callback: called when there are bytes, the end, or an error
 * @user_data: passed to @callback
 *
 * Reads the next piece of the body. One read at a time.
 */
void
azc_http_response_read_async (AzcHttpResponse     *self,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  AzcWatchdog *watchdog;

  g_return_if_fail (AZC_IS_HTTP_RESPONSE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, azc_http_response_read_async);

  if (self->stream == NULL)
    {
      g_task_return_new_error (task, AZC_ERROR, AZC_ERROR_TRUNCATED, "%s",
                               _("The connection has been closed."));
      return;
    }

  watchdog = azc_watchdog_new (cancellable);
  g_task_set_task_data (task, watchdog, (GDestroyNotify) azc_watchdog_free);
  azc_watchdog_arm (watchdog, get_limit (self));
  g_input_stream_read_bytes_async (self->stream, CHUNK_SIZE, G_PRIORITY_DEFAULT,
                                   azc_watchdog_get_cancellable (watchdog), on_read,
                                   g_steal_pointer (&task));
}

/**
 * azc_http_response_read_finish:
 * @self: a response
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends [method@Azc.HttpResponse.read_async]. That the body has ended does not mean
 * that it is complete: only the protocol's own end marker tells that.
 *
 * Raises %AZC_ERROR_TRUNCATED, %AZC_ERROR_TIMEOUT, %AZC_ERROR_RESPONSE or
 * %G_IO_ERROR_CANCELLED; the connection is closed then.
 *
 * Returns: (transfer full): the next bytes; no bytes at the end of the body
 */
GBytes *
azc_http_response_read_finish (AzcHttpResponse  *self,
                               GAsyncResult     *result,
                               GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

typedef struct
{
  GByteArray *bytes;
  gsize       limit;
} ReadAll;

static void
read_all_free (ReadAll *state)
{
  g_byte_array_unref (state->bytes);
  g_free (state);
}

static void
on_read_more (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  AzcHttpResponse *self = AZC_HTTP_RESPONSE (source);
  ReadAll *state = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GBytes) bytes = azc_http_response_read_finish (self, result, &error);
  GCancellable *cancellable = g_task_get_cancellable (task);
  gsize size;

  if (bytes == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  size = g_bytes_get_size (bytes);
  if (size == 0)
    {
      g_task_return_pointer (task, g_byte_array_free_to_bytes (g_byte_array_ref (state->bytes)),
                             (GDestroyNotify) g_bytes_unref);
      return;
    }

  if (size > state->limit - state->bytes->len)
    {
      close_stream (self);
      g_task_return_new_error (task, AZC_ERROR, AZC_ERROR_RESPONSE, "%s",
                               _("The answer is too large to be read."));
      return;
    }

  g_byte_array_append (state->bytes, g_bytes_get_data (bytes, NULL), (guint) size);
  azc_http_response_read_async (self, cancellable, on_read_more, g_steal_pointer (&task));
}

/**
 * azc_http_response_read_all_async:
 * @self: a response
 * @limit: the largest body in bytes that is accepted
 * @cancellable: (nullable): cancelling closes the connection
 * @callback: called when the whole body is there, or on an error
 * @user_data: passed to @callback
 *
 * Reads the rest of the body.
 */
void
azc_http_response_read_all_async (AzcHttpResponse     *self,
                                  gsize                limit,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  ReadAll *state;

  g_return_if_fail (AZC_IS_HTTP_RESPONSE (self));
  g_return_if_fail (limit <= G_MAXUINT);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, azc_http_response_read_all_async);

  state = g_new0 (ReadAll, 1);
  state->bytes = g_byte_array_new ();
  state->limit = limit;
  g_task_set_task_data (task, state, (GDestroyNotify) read_all_free);

  azc_http_response_read_async (self, cancellable, on_read_more, g_steal_pointer (&task));
}

/**
 * azc_http_response_read_all_finish:
 * @self: a response
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends [method@Azc.HttpResponse.read_all_async]. Raises what
 * [method@Azc.HttpResponse.read_finish] raises, and %AZC_ERROR_RESPONSE if the body
 * is larger than the limit.
 *
 * Returns: (transfer full): the body
 */
GBytes *
azc_http_response_read_all_finish (AzcHttpResponse  *self,
                                   GAsyncResult     *result,
                                   GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
