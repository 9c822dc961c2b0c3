/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

#include "net/http.h"

G_BEGIN_DECLS

/**
 * AzcHttpLimits:
 * @connect: until the connection stands, name resolution and TLS included
 * @answer: from then until the first byte of the answer's body
 * @idle: between two bytes of the body
 *
 * How long a request may take, in milliseconds.
 */
typedef struct
{
  guint connect;
  guint answer;
  guint idle;
} AzcHttpLimits;

void             azc_http_set_limits    (AzcHttp              *self,
                                         const AzcHttpLimits  *limits);

AzcHttpResponse *azc_http_response_new  (SoupMessage          *message,
                                         GInputStream         *stream,
                                         const AzcHttpLimits  *limits);

GError          *azc_http_error_timeout (const char           *message,
                                         guint                 milliseconds);
GError          *azc_http_error_tls     (const char           *host,
                                         GTlsCertificateFlags  flags,
                                         const GError         *cause);
GError          *azc_http_error_connect (const char           *host,
                                         gboolean              by_proxy,
                                         const GError         *cause);
GError          *azc_http_error_read    (const GError         *cause);

G_END_DECLS
