/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "net/headers.h"

G_BEGIN_DECLS

#define AZC_TYPE_HTTP (azc_http_get_type ())

/**
 * AzcHttp:
 *
 * Owns the SoupSessions and sends requests. Never follows a redirect, keeps its
 * own limits for connecting, the first byte and silence between bytes, and closes
 * the connection when a request is cancelled. Main thread only.
 */
G_DECLARE_FINAL_TYPE (AzcHttp, azc_http, AZC, HTTP, GObject)

/**
 * AzcHttpRequest:
 * @method: "GET" or "POST"
 * @url: the complete URL
 * @headers: the merged headers
 * @body: (nullable): the body
 * @proxy: (nullable): proxy URI; %NULL for the system's
 * @ca_file: (nullable): path of a PEM file whose authorities are trusted beside the system's
 * @allow_insecure: whether plain http to a host other than loopback was confirmed
 * @timeout: seconds until the first byte of the answer; 0 for the default
 *
 * What is sent. All fields are owned by the struct.
 */
typedef struct
{
  char       *method;
  char       *url;
  AzcHeaders *headers;
  GBytes     *body;
  char       *proxy;
  char       *ca_file;
  gboolean    allow_insecure;
  guint       timeout;
} AzcHttpRequest;

AzcHttpRequest *azc_http_request_new  (const char     *method,
                                       const char     *url,
                                       AzcHeaders     *headers,
                                       GBytes         *body);
void            azc_http_request_free (AzcHttpRequest *request);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AzcHttpRequest, azc_http_request_free)

#define AZC_TYPE_HTTP_RESPONSE (azc_http_response_get_type ())

/**
 * AzcHttpResponse:
 *
 * The answer to a request: its status, its headers, and a body to be read.
 */
G_DECLARE_FINAL_TYPE (AzcHttpResponse, azc_http_response, AZC, HTTP_RESPONSE, GObject)

AzcHttp         *azc_http_new                   (void);
void             azc_http_send_async            (AzcHttp              *self,
                                                 const AzcHttpRequest *request,
                                                 GCancellable         *cancellable,
                                                 GAsyncReadyCallback   callback,
                                                 gpointer              user_data);
AzcHttpResponse *azc_http_send_finish           (AzcHttp              *self,
                                                 GAsyncResult         *result,
                                                 GError              **error);

guint            azc_http_response_get_status   (AzcHttpResponse      *self);
const char      *azc_http_response_get_header   (AzcHttpResponse      *self,
                                                 const char           *name);
void             azc_http_response_read_async   (AzcHttpResponse      *self,
                                                 GCancellable         *cancellable,
                                                 GAsyncReadyCallback   callback,
                                                 gpointer              user_data);
GBytes          *azc_http_response_read_finish  (AzcHttpResponse      *self,
                                                 GAsyncResult         *result,
                                                 GError              **error);
void             azc_http_response_read_all_async  (AzcHttpResponse      *self,
                                                    gsize                 limit,
                                                    GCancellable         *cancellable,
                                                    GAsyncReadyCallback   callback,
                                                    gpointer              user_data);
GBytes          *azc_http_response_read_all_finish (AzcHttpResponse      *self,
                                                    GAsyncResult         *result,
                                                    GError              **error);

G_END_DECLS
