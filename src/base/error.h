/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * AZC_ERROR:
 *
 * The error domain of the application. Such an error is an extended one (see
 * G_DEFINE_EXTENDED_ERROR()): its message says in one translated sentence what
 * happened, and the functions below give the advice and the facts beside it.
 *
 * Cancellation is not in this domain: it stays %G_IO_ERROR_CANCELLED.
 */
#define AZC_ERROR (azc_error_quark ())

/**
 * AzcError:
 * @AZC_ERROR_FAILED: anything without a code of its own
 * @AZC_ERROR_USAGE: a wrong command line
 * @AZC_ERROR_SETTINGS: a field of the settings is missing or wrong
 * @AZC_ERROR_URL: text that is not a usable URL
 * @AZC_ERROR_INSECURE_URL: plain http to a host other than loopback, not confirmed
 * @AZC_ERROR_HEADER: a header name or value that must not be sent
 * @AZC_ERROR_REFERENCE: a `${VAR}` or `{{name}}` without a value
 * @AZC_ERROR_MISSING_KEY: no key for an endpoint that needs one
 * @AZC_ERROR_KEYRING: the Secret Service failed
 * @AZC_ERROR_CONNECTION: name resolution or connecting failed
 * @AZC_ERROR_TLS: the server's certificate or the TLS handshake was refused
 * @AZC_ERROR_PROXY: the proxy could not be used
 * @AZC_ERROR_TIMEOUT: nothing arrived for too long
 * @AZC_ERROR_REDIRECT: the server redirects, and a credential must not follow
 * @AZC_ERROR_AUTHENTICATION: 401
 * @AZC_ERROR_PERMISSION: 403, or a role is missing
 * @AZC_ERROR_NOT_FOUND: 404, the path
 * @AZC_ERROR_DEPLOYMENT: 404, the deployment or model
 * @AZC_ERROR_API_VERSION: the api-version is not known to the service
 * @AZC_ERROR_PARAMETER: the service refuses one parameter by name
 * @AZC_ERROR_CONTEXT_LENGTH: too many tokens
 * @AZC_ERROR_CONTENT_FILTER: prompt or answer was filtered
 * @AZC_ERROR_VISION: the model takes no pictures
 * @AZC_ERROR_RATE_LIMIT: 429
 * @AZC_ERROR_QUOTA: 429 or 402, and waiting does not help
 * @AZC_ERROR_REQUEST_TOO_LARGE: 413 or 431
 * @AZC_ERROR_BAD_REQUEST: any other 4xx
 * @AZC_ERROR_SERVER: 5xx
 * @AZC_ERROR_RESPONSE: an answer that breaks the protocol
 * @AZC_ERROR_TRUNCATED: the stream ended before its end marker
 * @AZC_ERROR_IMAGE_FORMAT: not a picture, or of an unknown kind
 * @AZC_ERROR_IMAGE_DAMAGED: a picture that cannot be decoded
 * @AZC_ERROR_IMAGE_TOO_LARGE: too many pixels or bytes
 * @AZC_ERROR_STORE: the history could not be read or written
 *
 * Codes of #AZC_ERROR. The names in lower case with dashes are part of the
 * command line's JSON output, so they do not change.
 */
typedef enum
{
  AZC_ERROR_FAILED,
  AZC_ERROR_USAGE,
  AZC_ERROR_SETTINGS,
  AZC_ERROR_URL,
  AZC_ERROR_INSECURE_URL,
  AZC_ERROR_HEADER,
  AZC_ERROR_REFERENCE,
  AZC_ERROR_MISSING_KEY,
  AZC_ERROR_KEYRING,
  AZC_ERROR_CONNECTION,
  AZC_ERROR_TLS,
  AZC_ERROR_PROXY,
  AZC_ERROR_TIMEOUT,
  AZC_ERROR_REDIRECT,
  AZC_ERROR_AUTHENTICATION,
  AZC_ERROR_PERMISSION,
  AZC_ERROR_NOT_FOUND,
  AZC_ERROR_DEPLOYMENT,
  AZC_ERROR_API_VERSION,
  AZC_ERROR_PARAMETER,
  AZC_ERROR_CONTEXT_LENGTH,
  AZC_ERROR_CONTENT_FILTER,
  AZC_ERROR_VISION,
  AZC_ERROR_RATE_LIMIT,
  AZC_ERROR_QUOTA,
  AZC_ERROR_REQUEST_TOO_LARGE,
  AZC_ERROR_BAD_REQUEST,
  AZC_ERROR_SERVER,
  AZC_ERROR_RESPONSE,
  AZC_ERROR_TRUNCATED,
  AZC_ERROR_IMAGE_FORMAT,
  AZC_ERROR_IMAGE_DAMAGED,
  AZC_ERROR_IMAGE_TOO_LARGE,
  AZC_ERROR_STORE,
} AzcError;

GQuark azc_error_quark (void);

const char *azc_error_get_code_name (const GError *error);
const char *azc_error_get_advice    (const GError *error);
void        azc_error_set_advice    (GError       *error,
                                     const char   *advice);
const char *azc_error_get_subject   (const GError *error);
void        azc_error_set_subject   (GError       *error,
                                     const char   *subject);
const char *azc_error_get_details   (const GError *error);
void        azc_error_set_details   (GError       *error,
                                     const char   *details);
const char *azc_error_get_request_id (const GError *error);
void        azc_error_set_request_id (GError       *error,
                                      const char   *request_id);
guint       azc_error_get_status    (const GError *error);
void        azc_error_set_status    (GError       *error,
                                     guint         status);
gint64      azc_error_get_retry_after (const GError *error);
void        azc_error_set_retry_after (GError       *error,
                                       gint64        milliseconds);
gboolean    azc_error_is_cancelled  (const GError *error);
JsonNode   *azc_error_to_json       (const GError *error);
GError     *azc_error_from_json     (JsonNode     *node);

G_END_DECLS
