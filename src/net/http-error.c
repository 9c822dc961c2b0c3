/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What failed on the network, in words: a sentence on what happened, and one on what to do. */

#include "config.h"

#include "net/http-private.h"

#include <glib/gi18n-lib.h>

#include "base/error.h"

/* The most telling first: a certificate often has several faults at once. */
static const struct
{
  GTlsCertificateFlags flag;
  const char          *message;
  const char          *advice;
} certificate_faults[] = {
  { G_TLS_CERTIFICATE_REVOKED,
    N_("The certificate of “%s” has been revoked."),
    N_("Do not send anything there; ask whoever runs the server.") },
  { G_TLS_CERTIFICATE_EXPIRED,
    N_("The certificate of “%s” has expired."),
    N_("Check this computer’s date; if it is right, ask whoever runs the server to renew "
       "the certificate.") },
  { G_TLS_CERTIFICATE_NOT_ACTIVATED,
    N_("The certificate of “%s” is not valid yet."),
    N_("Check this computer’s date and time.") },
  { G_TLS_CERTIFICATE_BAD_IDENTITY,
    N_("The certificate of “%s” belongs to another host."),
    N_("Check the address; a proxy or a sign-in page of the network may be in between.") },
  { G_TLS_CERTIFICATE_UNKNOWN_CA,
    N_("The certificate of “%s” is not signed by an authority that this computer trusts."),
    N_("If your company inspects traffic, set its certificate file in the endpoint’s settings.") },
  { G_TLS_CERTIFICATE_INSECURE,
    N_("The certificate of “%s” uses a method that is no longer safe."),
    N_("Ask whoever runs the server to renew the certificate.") },
};

static GError *
new_error (AzcError      code,
           char         *message,
           const char   *advice,
           const GError *cause)
{
  g_autofree char *text = message;
  GError *error = g_error_new_literal (AZC_ERROR, (int) code, text);

  azc_error_set_advice (error, advice);
  if (cause != NULL)
    azc_error_set_details (error, cause->message);

  return error;
}

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"

/**
 * azc_http_error_timeout:
 * @message: a translated sentence with a "%u" for the seconds
 * @milliseconds: the limit that was reached
 *
 * Returns: (transfer full): an error %AZC_ERROR_TIMEOUT
 */
GError *
azc_http_error_timeout (const char *message,
                        guint       milliseconds)
{
  return new_error (AZC_ERROR_TIMEOUT, g_strdup_printf (message, (milliseconds + 999) / 1000),
                    NULL, NULL);
}

/**
 * azc_http_error_tls:
 * @host: the host
 * @flags: what is wrong with its certificate, 0 if something else is
 * @cause: the original error
 *
 * Returns: (transfer full): an error %AZC_ERROR_TLS
 */
GError *
azc_http_error_tls (const char           *host,
                    GTlsCertificateFlags  flags,
                    const GError         *cause)
{
  for (guint i = 0; i < G_N_ELEMENTS (certificate_faults); i++)
    {
      if (flags & certificate_faults[i].flag)
        return new_error (AZC_ERROR_TLS,
                          g_strdup_printf (_(certificate_faults[i].message), host),
                          _(certificate_faults[i].advice), cause);
    }

  return new_error (AZC_ERROR_TLS,
                    g_strdup_printf (_("No encrypted connection to “%s” could be made."), host),
                    _("Check that the server offers https at this address and port."), cause);
}

#pragma GCC diagnostic pop

static GError *
new_proxy_error (const GError *cause)
{
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_PROXY_NEED_AUTH) ||
      g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_PROXY_AUTH_FAILED))
    return new_error (AZC_ERROR_PROXY, g_strdup (_("The proxy refuses the user name or password.")),
                      NULL, cause);

  return new_error (AZC_ERROR_PROXY, g_strdup (_("The proxy could not be used.")), NULL, cause);
}

/**
 * azc_http_error_connect:
 * @host: the host
 * @by_proxy: whether a proxy was to be reached first, and was not
 * @cause: the original error
 *
 * Makes the error for a request that failed before an answer came.
 *
 * Returns: (transfer full): an error of #AZC_ERROR
 */
GError *
azc_http_error_connect (const char   *host,
                        gboolean      by_proxy,
                        const GError *cause)
{
  static const GIOErrorEnum proxy_codes[] = {
    G_IO_ERROR_PROXY_FAILED, G_IO_ERROR_PROXY_AUTH_FAILED, G_IO_ERROR_PROXY_NEED_AUTH,
    G_IO_ERROR_PROXY_NOT_ALLOWED,
  };

  for (guint i = 0; i < G_N_ELEMENTS (proxy_codes); i++)
    by_proxy |= g_error_matches (cause, G_IO_ERROR, (int) proxy_codes[i]);

  if (by_proxy)
    return new_proxy_error (cause);

  if (cause->domain == G_RESOLVER_ERROR)
    return new_error (AZC_ERROR_CONNECTION,
                      g_strdup_printf (_("The host “%s” could not be found."), host),
                      _("Check the name for typing errors. "
                        "A private endpoint may need your company’s network or VPN."),
                      cause);

  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED))
    return new_error (AZC_ERROR_CONNECTION,
                      g_strdup_printf (_("Nothing answers at “%s”."), host),
                      _("Check the address and port, and that the server is running."), cause);

  if (cause->domain == SOUP_SESSION_ERROR &&
      (cause->code == SOUP_SESSION_ERROR_PARSING || cause->code == SOUP_SESSION_ERROR_ENCODING))
    return new_error (AZC_ERROR_RESPONSE,
                      g_strdup_printf (_("“%s” does not answer in HTTP."), host), NULL, cause);

  return new_error (AZC_ERROR_CONNECTION,
                    g_strdup_printf (_("The connection to “%s” failed."), host), NULL, cause);
}

/**
 * azc_http_error_read:
 * @cause: the original error
 *
 * Makes the error for an answer that broke off in its body.
 *
 * Returns: (transfer full): an error of #AZC_ERROR
 */
GError *
azc_http_error_read (const GError *cause)
{
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_INVALID_DATA) ||
      g_error_matches (cause, SOUP_SESSION_ERROR, SOUP_SESSION_ERROR_ENCODING))
    return new_error (AZC_ERROR_RESPONSE, g_strdup (_("The answer is damaged.")), NULL, cause);

  return new_error (AZC_ERROR_TRUNCATED,
                    g_strdup (_("The connection ended before the answer was complete.")),
                    NULL, cause);
}
