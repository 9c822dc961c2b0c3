/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The application's error domain: what happened, what to do, and the facts. */

#include "config.h"

#include "base/error.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "base/json.h"
#include "base/redact.h"

typedef struct
{
  char   *advice;
  char   *subject;
  char   *details;
  char   *request_id;
  guint   status;
  gint64  retry_after;
} AzcErrorPrivate;

static void
azc_error_private_init (AzcErrorPrivate *priv)
{
  priv->retry_after = -1;
}

static void
azc_error_private_copy (const AzcErrorPrivate *src,
                        AzcErrorPrivate       *dest)
{
  dest->advice = g_strdup (src->advice);
  dest->subject = g_strdup (src->subject);
  dest->details = g_strdup (src->details);
  dest->request_id = g_strdup (src->request_id);
  dest->status = src->status;
  dest->retry_after = src->retry_after;
}

static void
azc_error_private_clear (AzcErrorPrivate *priv)
{
  g_clear_pointer (&priv->advice, g_free);
  g_clear_pointer (&priv->subject, g_free);
  g_clear_pointer (&priv->details, g_free);
  g_clear_pointer (&priv->request_id, g_free);
}

G_DEFINE_EXTENDED_ERROR (AzcError, azc_error)

static const struct
{
  const char *name;
  const char *advice;
} codes[] = {
  [AZC_ERROR_FAILED] = { "failed", N_("Try again. If it happens again, the details help to find the cause.") },
  [AZC_ERROR_USAGE] = { "usage", N_("Run “azure-chat --help” to see the commands and options.") },
  [AZC_ERROR_SETTINGS] = { "settings", N_("Correct the field in the endpoint’s settings.") },
  [AZC_ERROR_URL] = { "url", N_("Paste the address that the Azure portal shows as “Target URI” or “Endpoint”.") },
  [AZC_ERROR_INSECURE_URL] = { "insecure-url", N_("Use https, or allow unencrypted connections in the endpoint’s settings.") },
  [AZC_ERROR_HEADER] = { "header", N_("Correct the header in the endpoint’s settings.") },
  [AZC_ERROR_REFERENCE] = { "reference", N_("Set the variable, or replace the reference by a value.") },
  [AZC_ERROR_MISSING_KEY] = { "missing-key", N_("Enter the key in the endpoint’s settings.") },
  [AZC_ERROR_KEYRING] = { "keyring", N_("Unlock the login keyring and try again.") },
  [AZC_ERROR_CONNECTION] = { "connection", N_("Check the address and the network connection, then retry.") },
  [AZC_ERROR_TLS] = { "tls", N_("If your company inspects traffic, set its certificate file in the endpoint’s settings.") },
  [AZC_ERROR_PROXY] = { "proxy", N_("Check the proxy in the endpoint’s settings or in the system’s network settings.") },
  [AZC_ERROR_TIMEOUT] = { "timeout", N_("Retry. For slow models raise the time limit in the endpoint’s settings.") },
  [AZC_ERROR_REDIRECT] = { "redirect", N_("Enter the final address in the endpoint’s settings: a key is never sent along a redirection.") },
  [AZC_ERROR_AUTHENTICATION] = { "authentication", N_("Check the key, and that it belongs to this resource and region.") },
  [AZC_ERROR_PERMISSION] = { "permission", N_("Ask the resource’s administrator for access: a role or a network rule is missing.") },
  [AZC_ERROR_NOT_FOUND] = { "not-found", N_("Check the address, the route and the api-version in the endpoint’s settings.") },
  [AZC_ERROR_DEPLOYMENT] = { "deployment", N_("Check the deployment’s name; a new deployment needs about five minutes before it answers.") },
  [AZC_ERROR_API_VERSION] = { "api-version", N_("Change the api-version in the endpoint’s settings.") },
  [AZC_ERROR_PARAMETER] = { "parameter", N_("Remove the parameter for this model.") },
  [AZC_ERROR_CONTEXT_LENGTH] = { "context-length", N_("Start a new conversation, or shorten the message.") },
  [AZC_ERROR_CONTENT_FILTER] = { "content-filter", N_("Rephrase the message. Filters are set per deployment in the Azure portal.") },
  [AZC_ERROR_VISION] = { "vision", N_("Choose a model that reads pictures, or remove the picture.") },
  [AZC_ERROR_RATE_LIMIT] = { "rate-limit", N_("Wait a moment, then retry.") },
  [AZC_ERROR_QUOTA] = { "quota", N_("Raise the quota in the Azure portal, or use another deployment.") },
  [AZC_ERROR_REQUEST_TOO_LARGE] = { "request-too-large", N_("Send fewer or smaller pictures.") },
  [AZC_ERROR_BAD_REQUEST] = { "bad-request", N_("The details show what the service objected to.") },
  [AZC_ERROR_SERVER] = { "server", N_("Retry in a moment. The request id in the details is what support asks for.") },
  [AZC_ERROR_RESPONSE] = { "response", N_("Check that the address points to a chat service and not to a web page or proxy.") },
  [AZC_ERROR_TRUNCATED] = { "truncated", N_("The text so far is kept. Retry to get a whole answer.") },
  [AZC_ERROR_IMAGE_FORMAT] = { "image-format", N_("Use PNG, JPEG, WebP or GIF.") },
  [AZC_ERROR_IMAGE_DAMAGED] = { "image-damaged", N_("Open the picture in an image viewer to check it, and save it again.") },
  [AZC_ERROR_IMAGE_TOO_LARGE] = { "image-too-large", N_("Scale the picture down first.") },
  [AZC_ERROR_STORE] = { "store", N_("Check that there is free space and that the data folder can be written.") },
};

static AzcErrorPrivate *
get_private (const GError *error)
{
  if (error == NULL || error->domain != AZC_ERROR)
    return NULL;

  return azc_error_get_private (error);
}

/**
 * azc_error_get_code_name:
 * @error: (nullable): an error
 *
 * Gets the stable name of the error's code, for JSON output and the store.
 *
 * Returns: (transfer none): the name; "cancelled" for a cancellation, "failed"
 *   for errors of other domains
 */
const char *
azc_error_get_code_name (const GError *error)
{
  if (azc_error_is_cancelled (error))
    return "cancelled";

  if (error == NULL || error->domain != AZC_ERROR ||
      error->code < 0 || error->code >= (int) G_N_ELEMENTS (codes))
    return codes[AZC_ERROR_FAILED].name;

  return codes[error->code].name;
}

/**
 * azc_error_get_advice:
 * @error: (nullable): an error
 *
 * Gets the one sentence that says what to do: the one set by
 * [func@Azc.error_set_advice], else the general one of the code.
 *
 * Returns: (transfer none): a translated sentence
 */
const char *
azc_error_get_advice (const GError *error)
{
  AzcErrorPrivate *priv = get_private (error);

  if (priv == NULL || error->code < 0 || error->code >= (int) G_N_ELEMENTS (codes))
    return _(codes[AZC_ERROR_FAILED].advice);

  return priv->advice != NULL ? priv->advice : _(codes[error->code].advice);
}

/* The text fields share one setter: foreign domains have no place for them. What a service or
 * a person wrote need not be UTF-8, but widgets and JSON insist on it. */
static void
set_text (const GError *error,
          gsize         offset,
          const char   *value)
{
  AzcErrorPrivate *priv = get_private (error);
  char **field;

  if (priv == NULL)
    return;

  field = (char **) (void *) ((guint8 *) priv + offset);
  g_free (*field);
  *field = value != NULL ? g_utf8_make_valid (value, -1) : NULL;
}

/**
 * azc_error_set_advice:
 * @error: an error of #AZC_ERROR; others are left alone
 * @advice: (nullable): a translated sentence that says what to do
 *
 * Replaces the general advice of the code by a better one.
 */
void
azc_error_set_advice (GError     *error,
                      const char *advice)
{
  set_text (error, G_STRUCT_OFFSET (AzcErrorPrivate, advice), advice);
}

/**
 * azc_error_get_subject:
 * @error: (nullable): an error
 *
 * Gets what the error is about, in the service's or the endpoint file's own
 * words: the parameter that was refused, or the field that is wrong.
 *
 * Returns: (transfer none) (nullable): the name
 */
const char *
azc_error_get_subject (const GError *error)
{
  AzcErrorPrivate *priv = get_private (error);

  return priv != NULL ? priv->subject : NULL;
}

/**
 * azc_error_set_subject:
 * @error: an error of #AZC_ERROR; others are left alone
 * @subject: (nullable): name of the parameter or field
 *
 * See [func@Azc.error_get_subject].
 */
void
azc_error_set_subject (GError     *error,
                       const char *subject)
{
  set_text (error, G_STRUCT_OFFSET (AzcErrorPrivate, subject), subject);
}

/**
 * azc_error_get_details:
 * @error: (nullable): an error
 *
 * Gets the raw facts, such as the body the service sent. They are redacted.
 *
 * Returns: (transfer none) (nullable): the text
 */
const char *
azc_error_get_details (const GError *error)
{
  AzcErrorPrivate *priv = get_private (error);

  return priv != NULL ? priv->details : NULL;
}

/**
 * azc_error_set_details:
 * @error: an error of #AZC_ERROR; others are left alone
 * @details: (nullable): raw facts; they are redacted here, so that no caller
 *   can forget it
 *
 * See [func@Azc.error_get_details].
 */
void
azc_error_set_details (GError     *error,
                       const char *details)
{
  g_autofree char *redacted = azc_redact (details);

  set_text (error, G_STRUCT_OFFSET (AzcErrorPrivate, details), redacted);
}

/**
 * azc_error_get_request_id:
 * @error: (nullable): an error
 *
 * Gets the id that the service's support asks for.
 *
 * Returns: (transfer none) (nullable): the id
 */
const char *
azc_error_get_request_id (const GError *error)
{
  AzcErrorPrivate *priv = get_private (error);

  return priv != NULL ? priv->request_id : NULL;
}

/**
 * azc_error_set_request_id:
 * @error: an error of #AZC_ERROR; others are left alone
 * @request_id: (nullable): the id
 *
 * See [func@Azc.error_get_request_id].
 */
void
azc_error_set_request_id (GError     *error,
                          const char *request_id)
{
  set_text (error, G_STRUCT_OFFSET (AzcErrorPrivate, request_id), request_id);
}

/**
 * azc_error_get_status:
 * @error: (nullable): an error
 *
 * Returns: the HTTP status the error came with, or 0
 */
guint
azc_error_get_status (const GError *error)
{
  AzcErrorPrivate *priv = get_private (error);

  return priv != NULL ? priv->status : 0;
}

/**
 * azc_error_set_status:
 * @error: an error of #AZC_ERROR; others are left alone
 * @status: an HTTP status, or 0
 *
 * See [func@Azc.error_get_status].
 */
void
azc_error_set_status (GError *error,
                      guint   status)
{
  AzcErrorPrivate *priv = get_private (error);

  if (priv != NULL)
    priv->status = status;
}

/**
 * azc_error_get_retry_after:
 * @error: (nullable): an error
 *
 * Returns: how long the service asks to wait, in milliseconds, or -1
 */
gint64
azc_error_get_retry_after (const GError *error)
{
  AzcErrorPrivate *priv = get_private (error);

  return priv != NULL ? priv->retry_after : -1;
}

/**
 * azc_error_set_retry_after:
 * @error: an error of #AZC_ERROR; others are left alone
 * @milliseconds: how long the service asks to wait, or -1
 *
 * See [func@Azc.error_get_retry_after].
 */
void
azc_error_set_retry_after (GError *error,
                           gint64  milliseconds)
{
  AzcErrorPrivate *priv = get_private (error);

  if (priv != NULL)
    priv->retry_after = milliseconds;
}

/**
 * azc_error_is_cancelled:
 * @error: (nullable): an error
 *
 * Returns: %TRUE if the error only says that somebody cancelled
 */
gboolean
azc_error_is_cancelled (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/**
 * azc_error_to_json:
 * @error: an error
 *
 * Writes the error as a JSON object with `code`, `message`, `advice` and,
 * where known, `subject`, `status`, `request_id`, `retry_after_ms` and
 * `details`. The message is redacted.
 *
 * Returns: (transfer full): a JSON object node
 */
JsonNode *
azc_error_to_json (const GError *error)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autofree char *message = NULL;

  g_return_val_if_fail (error != NULL, NULL);

  message = azc_redact (error->message);
  json_object_set_string_member (object, "code", azc_error_get_code_name (error));
  json_object_set_string_member (object, "message", message);
  json_object_set_string_member (object, "advice", azc_error_get_advice (error));
  if (azc_error_get_subject (error) != NULL)
    json_object_set_string_member (object, "subject", azc_error_get_subject (error));
  if (azc_error_get_status (error) != 0)
    json_object_set_int_member (object, "status", azc_error_get_status (error));
  if (azc_error_get_request_id (error) != NULL)
    json_object_set_string_member (object, "request_id", azc_error_get_request_id (error));
  if (azc_error_get_retry_after (error) >= 0)
    json_object_set_int_member (object, "retry_after_ms", azc_error_get_retry_after (error));
  if (azc_error_get_details (error) != NULL)
    json_object_set_string_member (object, "details", azc_error_get_details (error));

  return json_node_init_object (json_node_alloc (), object);
}

static int
code_from_name (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      if (g_strcmp0 (codes[i].name, name) == 0)
        return (int) i;
    }

  return AZC_ERROR_FAILED;
}

/**
 * azc_error_from_json:
 * @node: what [func@Azc.error_to_json] wrote; anything missing is left empty
 *
 * Reads an error back, for the store.
 *
 * Returns: (transfer full): an error of #AZC_ERROR
 */
GError *
azc_error_from_json (JsonNode *node)
{
  JsonObject *object;
  const char *message;
  GError *error;

  g_return_val_if_fail (node != NULL, NULL);

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return g_error_new_literal (AZC_ERROR, AZC_ERROR_FAILED, _("Unknown error"));

  object = json_node_get_object (node);
  message = azc_json_get_string (object, "message");
  error = g_error_new_literal (AZC_ERROR,
                               code_from_name (azc_json_get_string (object, "code")),
                               message != NULL ? message : _("Unknown error"));
  azc_error_set_advice (error, azc_json_get_string (object, "advice"));
  azc_error_set_subject (error, azc_json_get_string (object, "subject"));
  azc_error_set_request_id (error, azc_json_get_string (object, "request_id"));
  azc_error_set_details (error, azc_json_get_string (object, "details"));
  azc_error_set_status (error, (guint) CLAMP (azc_json_get_int (object, "status", 0), 0, 999));
  azc_error_set_retry_after (error, azc_json_get_int (object, "retry_after_ms", -1));

  return error;
}
