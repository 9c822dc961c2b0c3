/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Sending requests: owns the SoupSessions and the rules on where a credential may go. */

#include "config.h"

#include "net/http.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/error.h"
#include "base/util.h"
#include "net/http-private.h"
#include "net/url-private.h"
#include "net/watchdog.h"

/* Reasoning models think for minutes before the first byte, but a connection stands within
 * seconds or not at all; and a model that has begun to write does not pause for minutes. */
#define CONNECT_LIMIT 15000
#define ANSWER_LIMIT 600000
#define IDLE_LIMIT 300000

/* Every running answer holds a connection, and a request that waits for a free one would look
 * like one that cannot connect. */
#define MAX_CONNECTIONS 256

/* GIO's way to say so. */
#define NO_PROXY "direct://"

/* What requests with the same proxy and authorities share. */
typedef struct
{
  SoupSession  *session;
  GTlsDatabase *authorities;
} Pool;

struct _AzcHttp
{
  GObject        parent_instance;

  GHashTable    *pools;
  AzcHttpLimits  limits;
};

G_DEFINE_FINAL_TYPE (AzcHttp, azc_http, G_TYPE_OBJECT)

/* One request on its way. */
typedef struct
{
  SoupMessage          *message;
  AzcWatchdog          *watchdog;
  GTlsDatabase         *authorities;
  AzcHttpLimits         limits;
  GTlsCertificateFlags  certificate_flags;
  gboolean              has_proxy;
  gboolean              has_peer;
  gboolean              is_connected;
} Send;

static void
pool_free (Pool *pool)
{
  g_clear_object (&pool->session);
  g_clear_object (&pool->authorities);
  g_free (pool);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Pool, pool_free)

static void
send_free (Send *send)
{
  g_signal_handlers_disconnect_by_data (send->message, send);
  g_clear_pointer (&send->watchdog, azc_watchdog_free);
  g_clear_object (&send->message);
  g_clear_object (&send->authorities);
  g_free (send);
}

static void
azc_http_finalize (GObject *object)
{
  AzcHttp *self = AZC_HTTP (object);

  g_hash_table_unref (self->pools);

  G_OBJECT_CLASS (azc_http_parent_class)->finalize (object);
}

static void
azc_http_class_init (AzcHttpClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = azc_http_finalize;
}

static void
azc_http_init (AzcHttp *self)
{
  self->pools = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) pool_free);
  self->limits = (AzcHttpLimits) { CONNECT_LIMIT, ANSWER_LIMIT, IDLE_LIMIT };
}

/**
 * azc_http_new:
 *
 * Returns: (transfer full): an object to send requests with
 */
AzcHttp *
azc_http_new (void)
{
  return g_object_new (AZC_TYPE_HTTP, NULL);
}

/**
 * azc_http_set_limits:
 * @self: the sender
 * @limits: the time limits; a request's own timeout still wins
 *
 * Replaces the time limits, so that tests need not wait for minutes.
 */
void
azc_http_set_limits (AzcHttp             *self,
                     const AzcHttpLimits *limits)
{
  g_return_if_fail (AZC_IS_HTTP (self));

  self->limits = *limits;
}

/**
 * azc_http_request_new:
 * @method: the method
 * @url: the complete URL
 * @headers: (transfer none): the merged headers
 * @body: (transfer none) (nullable): the body
 *
 * Makes a request with the system's proxy and authorities.
 *
 * Returns: (transfer full): a request
 */
AzcHttpRequest *
azc_http_request_new (const char *method,
                      const char *url,
                      AzcHeaders *headers,
                      GBytes     *body)
{
  AzcHttpRequest *request;

  g_return_val_if_fail (method != NULL, NULL);
  g_return_val_if_fail (url != NULL, NULL);
  g_return_val_if_fail (headers != NULL, NULL);

  request = g_new0 (AzcHttpRequest, 1);
  request->method = g_strdup (method);
  request->url = g_strdup (url);
  request->headers = azc_headers_ref (headers);
  request->body = body != NULL ? g_bytes_ref (body) : NULL;

  return request;
}

/**
 * azc_http_request_free:
 * @request: (transfer full): a request
 *
 * Frees the request.
 */
void
azc_http_request_free (AzcHttpRequest *request)
{
  g_return_if_fail (request != NULL);

  g_free (request->method);
  g_free (request->url);
  g_clear_pointer (&request->headers, azc_headers_unref);
  g_clear_pointer (&request->body, g_bytes_unref);
  g_free (request->proxy);
  g_free (request->ca_file);
  g_free (request);
}

static gboolean
is_proxy (const char *text)
{
  static const char * const schemes[] = {
    "http", "https", "socks", "socks4", "socks4a", "socks5", NULL
  };
  g_autoptr (GUri) uri = g_uri_parse (text, G_URI_FLAGS_NONE, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  return !azc_str_empty (host) && strpbrk (host, " \t") == NULL &&
         g_strv_contains (schemes, g_uri_get_scheme (uri));
}

static GProxyResolver *
make_proxy_resolver (const char  *proxy,
                     GError     **error)
{
  g_autofree char *uri = strstr (proxy, "://") != NULL ? g_strdup (proxy)
                                                       : g_strconcat ("http://", proxy, NULL);
  GError *proxy_error;

  if (g_str_equal (uri, NO_PROXY) || is_proxy (uri))
    return g_simple_proxy_resolver_new (uri, NULL);

  proxy_error = g_error_new_literal (AZC_ERROR, AZC_ERROR_PROXY,
                                     _("The address of the proxy is not valid."));
  azc_error_set_advice (proxy_error, _("Write it as in “http://proxy.example.com:8080”."));
  azc_error_set_subject (proxy_error, "proxy");
  g_propagate_error (error, proxy_error);

  return NULL;
}

static GTlsDatabase *
load_authorities (const char  *ca_file,
                  GError     **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (GTlsDatabase) authorities = g_tls_file_database_new (ca_file, &cause);
  GError *settings_error;

  if (authorities != NULL)
    return g_steal_pointer (&authorities);

  settings_error = g_error_new (AZC_ERROR, AZC_ERROR_SETTINGS,
                                _("The certificate file “%s” cannot be used."), ca_file);
  azc_error_set_advice (settings_error, _("Choose a PEM file that can be read."));
  azc_error_set_subject (settings_error, "ca-file");
  azc_error_set_details (settings_error, cause->message);
  g_propagate_error (error, settings_error);

  return NULL;
}

static Pool *
make_pool (const char  *proxy,
           const char  *ca_file,
           GError     **error)
{
  g_autoptr (Pool) pool = g_new0 (Pool, 1);

  pool->session = soup_session_new_with_options ("timeout", 0,
                                                 "max-conns", MAX_CONNECTIONS,
                                                 "max-conns-per-host", MAX_CONNECTIONS,
                                                 NULL);
  if (!azc_str_empty (proxy))
    {
      g_autoptr (GProxyResolver) resolver = make_proxy_resolver (proxy, error);

      if (resolver == NULL)
        return NULL;
      soup_session_set_proxy_resolver (pool->session, resolver);
    }

  if (!azc_str_empty (ca_file))
    {
      pool->authorities = load_authorities (ca_file, error);
      if (pool->authorities == NULL)
        return NULL;
    }

  return g_steal_pointer (&pool);
}

static Pool *
get_pool (AzcHttp     *self,
          const char  *proxy,
          const char  *ca_file,
          GError     **error)
{
  g_autofree char *key = g_strdup_printf ("%s\n%s", proxy != NULL ? proxy : "",
                                          ca_file != NULL ? ca_file : "");
  Pool *pool = g_hash_table_lookup (self->pools, key);

  if (pool != NULL)
    return pool;

  pool = make_pool (proxy, ca_file, error);
  if (pool != NULL)
    g_hash_table_insert (self->pools, g_steal_pointer (&key), pool);

  return pool;
}

static GUri *
check_url (const AzcHttpRequest  *request,
           GError               **error)
{
  g_autoptr (GUri) uri = azc_url_parse (request->url, error);

  if (uri == NULL)
    return NULL;

  if (!azc_url_is_secure (request->url) && !request->allow_insecure)
    {
      g_set_error (error, AZC_ERROR, AZC_ERROR_INSECURE_URL,
                   _("The connection to “%s” would not be encrypted: "
                     "anybody on the way could read the key."),
                   g_uri_get_host (uri));
      return NULL;
    }

  return g_steal_pointer (&uri);
}

/* Headers go out in Latin-1; see net/headers.c. */
static void
append_headers (SoupMessage      *message,
                const AzcHeaders *headers)
{
  SoupMessageHeaders *target = soup_message_get_request_headers (message);

  for (guint i = 0; i < azc_headers_get_size (headers); i++)
    {
      const AzcHeader *header = azc_headers_get (headers, i);
      g_autofree char *latin1 = g_convert (header->value, -1, "ISO-8859-1", "UTF-8",
                                           NULL, NULL, NULL);

      if (latin1 != NULL)
        soup_message_headers_append (target, header->name, latin1);
    }
}

static SoupMessage *
make_message (const AzcHttpRequest *request,
              GUri                 *uri)
{
  SoupMessage *message = soup_message_new_from_uri (request->method, uri);

  append_headers (message, request->headers);
  if (request->body != NULL)
    {
      const AzcHeader *type = azc_headers_lookup (request->headers, "Content-Type");

      soup_message_set_request_body_from_bytes (message, type != NULL ? type->value : NULL,
                                                request->body);
    }
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);

  return message;
}

/* HTTP/2 as libsoup 3.2 has it never ends a read when the server resets the stream, and shares
 * one connection among answers. The message property that turns it off came with 3.4; not
 * offering it in the handshake does the same. */
static void
on_network_event (SoupMessage        *message,
                  GSocketClientEvent  event,
                  GIOStream          *connection,
                  Send               *send)
{
  static const char * const protocols[] = { "http/1.1", NULL };

  if (event == G_SOCKET_CLIENT_CONNECTED)
    send->has_peer = TRUE;
  if (event == G_SOCKET_CLIENT_TLS_HANDSHAKING && G_IS_TLS_CONNECTION (connection))
    g_tls_connection_set_advertised_protocols (G_TLS_CONNECTION (connection), protocols);
}

static void
on_starting (SoupMessage *message,
             Send        *send)
{
  send->is_connected = TRUE;
  azc_watchdog_arm (send->watchdog, send->limits.answer);
}

/* Called when the system's authorities do not vouch for the certificate. */
static gboolean
on_accept_certificate (SoupMessage          *message,
                       GTlsCertificate      *certificate,
                       GTlsCertificateFlags  flags,
                       Send                 *send)
{
  GUri *uri = soup_message_get_uri (message);
  g_autoptr (GSocketConnectable) identity = NULL;

  send->certificate_flags = flags;
  if (send->authorities == NULL)
    return FALSE;

  identity = g_network_address_new (g_uri_get_host (uri), 443);
  send->certificate_flags =
    g_tls_database_verify_chain (send->authorities, certificate,
                                 G_TLS_DATABASE_PURPOSE_AUTHENTICATE_SERVER, identity, NULL,
                                 G_TLS_DATABASE_VERIFY_NONE, NULL, NULL);

  return send->certificate_flags == 0;
}

static GError *
make_send_error (Send         *send,
                 const GError *cause)
{
  const char *host = g_uri_get_host (soup_message_get_uri (send->message));

  if (azc_watchdog_has_expired (send->watchdog))
    return send->is_connected
           ? azc_http_error_timeout (_("No answer came within %u seconds."), send->limits.answer)
           : azc_http_error_timeout (_("No connection could be made within %u seconds."),
                                     send->limits.connect);
  if (azc_error_is_cancelled (cause))
    return g_error_copy (cause);
  if (cause->domain == G_TLS_ERROR)
    return azc_http_error_tls (host, send->certificate_flags, cause);

  return azc_http_error_connect (host, send->has_proxy && !send->has_peer, cause);
}

/* Says where a redirection leads, without the query: sign-in pages put tokens into it. */
static char *
describe_target (SoupMessage *message)
{
  const char *location = soup_message_headers_get_one (soup_message_get_response_headers (message),
                                                       "Location");
  g_autoptr (GUri) target = location != NULL
                            ? g_uri_parse_relative (soup_message_get_uri (message), location,
                                                    SOUP_HTTP_URI_FLAGS | G_URI_FLAGS_PARSE_RELAXED,
                                                    NULL)
                            : NULL;
  g_autofree char *origin = NULL;

  if (target == NULL || g_uri_get_host (target) == NULL)
    return NULL;

  origin = azc_url_format_origin (target);

  return g_strconcat (origin, g_uri_get_path (target), NULL);
}

/* Statuses that are about the way to the service and not from the service. */
static GError *
check_status (SoupMessage *message)
{
  guint status = soup_message_get_status (message);
  g_autofree char *target = NULL;
  GError *error;

  if (status == SOUP_STATUS_PROXY_AUTHENTICATION_REQUIRED)
    {
      error = g_error_new_literal (AZC_ERROR, AZC_ERROR_PROXY,
                                   _("The proxy asks for a user name and password."));
      azc_error_set_advice (error,
                            _("Write them into the proxy’s address, as in "
                              "“http://name:password@proxy.example.com:8080”."));
    }
  else if (status >= 300 && status < 400 && status != SOUP_STATUS_NOT_MODIFIED)
    {
      target = describe_target (message);
      error = target != NULL
              ? g_error_new (AZC_ERROR, AZC_ERROR_REDIRECT, _("The server redirects to “%s”."), target)
              : g_error_new_literal (AZC_ERROR, AZC_ERROR_REDIRECT,
                                     _("The server redirects to an address that it does not name."));
      azc_error_set_subject (error, "url");
    }
  else
    {
      return NULL;
    }

  azc_error_set_status (error, status);

  return error;
}

static void
on_sent (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Send *send = g_task_get_task_data (task);
  g_autoptr (GError) cause = NULL;
  g_autoptr (GInputStream) stream = soup_session_send_finish (SOUP_SESSION (source), result, &cause);
  GError *error = stream != NULL ? check_status (send->message) : make_send_error (send, cause);

  azc_watchdog_arm (send->watchdog, 0);
  if (error != NULL)
    {
      if (stream != NULL)
        g_input_stream_close (stream, NULL, NULL);
      g_task_return_error (task, error);
      return;
    }

  g_debug ("%s: status %u", g_uri_get_host (soup_message_get_uri (send->message)),
           soup_message_get_status (send->message));
  g_task_return_pointer (task, azc_http_response_new (send->message, stream, &send->limits),
                         g_object_unref);
}

static const char *
get_proxy (const AzcHttpRequest *request)
{
  return azc_url_is_loopback (request->url) ? NO_PROXY : request->proxy;
}

static gboolean
has_proxy (const AzcHttpRequest *request)
{
  const char *proxy = get_proxy (request);

  return !azc_str_empty (proxy) && !g_str_equal (proxy, NO_PROXY);
}

static Send *
make_send (AzcHttp              *self,
           const AzcHttpRequest *request,
           Pool                 *pool,
           GUri                 *uri,
           GCancellable         *cancellable)
{
  Send *send = g_new0 (Send, 1);

  send->message = make_message (request, uri);
  send->watchdog = azc_watchdog_new (cancellable);
  send->limits = self->limits;
  if (request->timeout > 0)
    send->limits.answer = MIN (request->timeout, G_MAXUINT / 1000) * 1000;
  if (pool->authorities != NULL)
    send->authorities = g_object_ref (pool->authorities);
  send->has_proxy = has_proxy (request);

  g_signal_connect (send->message, "network-event", G_CALLBACK (on_network_event), send);
  g_signal_connect (send->message, "starting", G_CALLBACK (on_starting), send);
  g_signal_connect (send->message, "accept-certificate", G_CALLBACK (on_accept_certificate), send);

  return send;
}

/**
 * azc_http_send_async:
 * @self: the sender
 * @request: what to send; it may be freed right after the call
 * @cancellable: (nullable): cancelling closes the connection
 * @callback: called when the answer's headers are there, or on an error
 * @user_data: passed to @callback
 *
 * Sends a request. No redirection is followed, plain http goes to loopback only
 * unless the request allows it, and loopback is never asked through a proxy.
 */
void
azc_http_send_async (AzcHttp              *self,
                     const AzcHttpRequest *request,
                     GCancellable         *cancellable,
                     GAsyncReadyCallback   callback,
                     gpointer              user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GUri) uri = NULL;
  GError *error = NULL;
  Pool *pool = NULL;
  Send *send;

  g_return_if_fail (AZC_IS_HTTP (self));
  g_return_if_fail (request != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, azc_http_send_async);

  uri = check_url (request, &error);
  if (uri != NULL)
    pool = get_pool (self, get_proxy (request), request->ca_file, &error);
  if (pool == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  send = make_send (self, request, pool, uri, cancellable);
  g_task_set_task_data (task, send, (GDestroyNotify) send_free);
  azc_watchdog_arm (send->watchdog, send->limits.connect);
  soup_session_send_async (pool->session, send->message, G_PRIORITY_DEFAULT,
                           azc_watchdog_get_cancellable (send->watchdog), on_sent,
                           g_steal_pointer (&task));
}

/**
 * azc_http_send_finish:
 * @self: the sender
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends [method@Azc.Http.send_async]. Any status but a redirection and a proxy's
 * request for a password is a response, 4xx and 5xx too.
 *
 * Raises %AZC_ERROR_URL, %AZC_ERROR_INSECURE_URL, %AZC_ERROR_SETTINGS,
 * %AZC_ERROR_CONNECTION, %AZC_ERROR_TLS, %AZC_ERROR_PROXY, %AZC_ERROR_TIMEOUT,
 * %AZC_ERROR_REDIRECT, %AZC_ERROR_RESPONSE or %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full): the response
 */
AzcHttpResponse *
azc_http_send_finish (AzcHttp       *self,
                      GAsyncResult  *result,
                      GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
