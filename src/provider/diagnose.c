/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a service's error means: status and body become a code, a sentence and advice. The
 * bodies are those that Azure, Foundry, gateways and compatible servers were seen to send. */

#include "config.h"

#include "provider/diagnose.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "base/redact.h"
#include "base/util.h"
#include "net/retry.h"
#include "provider/filter.h"

/* Bytes of a body that are kept for the details. */
#define MAX_DETAILS 4096

/* Characters of the service's own words within a sentence. */
#define MAX_MESSAGE 300

/* What was found in a body, by whichever of the shapes it has. The texts belong to the body, or
 * to one that was wrapped as text. */
typedef struct
{
  const char *code;
  const char *message;
  char       *parameter;
  JsonObject *inner;
  JsonNode   *wrapped;
} Fault;

static void
fault_clear (Fault *fault)
{
  g_clear_pointer (&fault->parameter, g_free);
  g_clear_pointer (&fault->wrapped, json_node_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fault, fault_clear)

/* The first rule whose status fits, and one of whose words is in the code or the message,
 * gives the code, the sentence and the advice. An empty list of words fits always. */
typedef struct
{
  guint       status;
  const char *words[6];
  AzcError    code;
  const char *sentence;
  const char *advice;
} Rule;

static const Rule rules[] = {
  { 0, { "insufficient_quota", "exceeded your current quota" }, AZC_ERROR_QUOTA,
    N_("The quota is used up."), NULL },
  { 0, { "context_length_exceeded", "maximum context length", "prompt is too long" }, AZC_ERROR_CONTEXT_LENGTH,
    N_("The conversation is longer than the model can read."), NULL },
  { 0, { "image_url is only supported", "does not support image", "no endpoints found that support image" }, AZC_ERROR_VISION,
    N_("This model reads no pictures."), NULL },
  { 0, { "api version not supported", "is enabled only for api-version", "invalid api-version", "unsupported api version" }, AZC_ERROR_API_VERSION,
    N_("The service does not know this api-version."), NULL },
  { 0, { "token does not match resource tenant", "tenant provided in token" }, AZC_ERROR_AUTHENTICATION,
    N_("The sign-in belongs to another tenant than the resource."),
    N_("Sign in to the tenant that the resource belongs to.") },
  { 0, { "permissiondenied", "principal does not have access", "lacks the required data action" }, AZC_ERROR_PERMISSION,
    N_("Your account has no role on this resource."),
    N_("Ask for the role “Cognitive Services OpenAI User”; it takes about five minutes to work.") },
  { 401, { "missing subscription key" }, AZC_ERROR_AUTHENTICATION,
    N_("The gateway asks for a subscription key."),
    N_("Set the key’s header to “Ocp-Apim-Subscription-Key”, or to the name that the gateway expects.") },
  { 401, { "audience is incorrect", "access token is missing" }, AZC_ERROR_AUTHENTICATION,
    N_("The service expects an access token and got something else."),
    N_("If you entered a key, send it in the “api-key” header.") },
  { 401, { NULL }, AZC_ERROR_AUTHENTICATION,
    N_("The service refused the key."),
    N_("Check the key, that it belongs to this resource and region, and how it is sent.") },
  { 402, { NULL }, AZC_ERROR_QUOTA, N_("The service asks for payment."), NULL },
  { 403, { "virtual network", "firewall", "private endpoint", "public access is disabled" }, AZC_ERROR_PERMISSION,
    N_("A network rule of the resource blocks this computer."),
    N_("Use the company’s network or VPN, or ask for this computer’s address to be allowed.") },
  { 403, { NULL }, AZC_ERROR_PERMISSION, N_("Access to this resource is denied."), NULL },
  { 404, { "deploymentnotfound", "deployment for this resource does not exist", "model_not_found", "unknown_model", "model: " }, AZC_ERROR_DEPLOYMENT,
    N_("The resource has no such deployment or model."), NULL },
  { 404, { NULL }, AZC_ERROR_NOT_FOUND, N_("The service does not know this address."), NULL },
  { 405, { NULL }, AZC_ERROR_NOT_FOUND, N_("The address takes no chat requests."), NULL },
  { 408, { NULL }, AZC_ERROR_TIMEOUT, N_("The service gave up waiting."), NULL },
  { 413, { NULL }, AZC_ERROR_REQUEST_TOO_LARGE, N_("The request is too large for the service."), NULL },
  { 431, { NULL }, AZC_ERROR_REQUEST_TOO_LARGE, N_("The service refuses so many headers."),
    N_("Remove additional headers from the endpoint.") },
  { 429, { NULL }, AZC_ERROR_RATE_LIMIT, N_("Too many requests or tokens for this deployment."), NULL },
};

static gboolean
contains (const char *text,
          const char *word)
{
  g_autofree char *folded = text != NULL ? g_ascii_strdown (text, -1) : NULL;

  return folded != NULL && strstr (folded, word) != NULL;
}

static gboolean
fits (const Rule  *rule,
      guint        status,
      const Fault *fault)
{
  if (rule->status != 0 && rule->status != status)
    return FALSE;

  for (guint i = 0; rule->words[i] != NULL; i++)
    {
      if (contains (fault->code, rule->words[i]) || contains (fault->message, rule->words[i]))
        return TRUE;
    }

  return rule->words[0] == NULL;
}

/* "loc": ["body", "user"] names the key that a strict service refuses. */
static const char *
get_location (JsonObject *object)
{
  JsonArray *location = azc_json_get_array (object, "loc");
  guint length = location != NULL ? json_array_get_length (location) : 0;
  JsonNode *last;

  if (length == 0)
    return NULL;

  last = json_array_get_element (location, length - 1);

  return json_node_get_value_type (last) == G_TYPE_STRING ? json_node_get_string (last) : NULL;
}

/* Says it only within the sentence "Unrecognized request argument supplied: user". */
static void
read_argument (Fault *fault)
{
  static const char words[] = "unrecognized request argument supplied: ";
  const char *name = fault->message;

  if (name == NULL || g_ascii_strncasecmp (name, words, strlen (words)) != 0)
    return;

  name += strlen (words);
  g_free (fault->parameter);
  fault->parameter = g_strndup (name, strcspn (name, " ,.\n"));
}

static void
read_detail (JsonObject *object,
             Fault      *fault)
{
  JsonObject *detail = azc_json_get_object (object, "detail");

  if (detail == NULL)
    detail = azc_json_get_element (azc_json_get_array (object, "detail"), 0);

  if (detail != NULL)
    {
      azc_set_str (&fault->parameter, get_location (detail));
      if (fault->message == NULL)
        fault->message = azc_json_get_string (detail, "msg");
      if (fault->code == NULL)
        fault->code = azc_json_get_string (detail, "type");
    }
  else if (fault->message == NULL)
    {
      fault->message = azc_json_get_string (object, "detail");
    }
}

static void read_fault (JsonObject *object,
                        Fault      *fault);

/* A gateway may wrap the service's own body as text. */
static void
read_wrapped (Fault *fault)
{
  if (fault->wrapped != NULL || fault->message == NULL || *fault->message != '{')
    return;

  fault->wrapped = azc_json_parse (fault->message, -1, NULL);
  if (fault->wrapped != NULL && JSON_NODE_HOLDS_OBJECT (fault->wrapped))
    read_fault (json_node_get_object (fault->wrapped), fault);
}

/* The order is that of how often each shape is met: an error object, an error text, a
 * message beside a status, a detail. */
static void
read_fault (JsonObject *object,
            Fault      *fault)
{
  JsonObject *error = azc_json_get_object (object, "error");

  if (error == NULL)
    error = object;

  fault->code = azc_json_get_string (error, "code");
  fault->message = azc_json_get_string (error, "message");
  azc_set_str (&fault->parameter, azc_json_get_string (error, "param"));
  fault->inner = azc_json_get_object (error, "innererror");
  if (fault->inner == NULL)
    fault->inner = azc_json_get_object (error, "inner_error");
  if (fault->code == NULL)
    fault->code = azc_json_get_string (error, "type");
  if (fault->message == NULL)
    fault->message = azc_json_get_string (object, "error");
  read_detail (error, fault);
  if (fault->parameter == NULL)
    read_argument (fault);
  read_wrapped (fault);
}

static gboolean
is_filter (const Fault *fault)
{
  return g_strcmp0 (fault->code, "content_filter") == 0 ||
         contains (azc_json_get_string (fault->inner, "code"), "responsibleaipolicyviolation");
}

static GError *
make_filter_error (const Fault *fault)
{
  g_autoptr (GPtrArray) categories = g_ptr_array_new_with_free_func (g_free);
  JsonObject *results = azc_json_get_object (fault->inner, "content_filter_result");

  if (results == NULL)
    results = azc_json_get_object (fault->inner, "content_filter_results");
  azc_filter_collect (results, categories);

  return azc_filter_error (categories, TRUE);
}

/* The service says that it does not take a key, or wants it otherwise. */
static GError *
make_parameter_error (guint        status,
                      const Fault *fault)
{
  GError *error;

  if (fault->parameter == NULL || (status != 400 && status != 422) ||
      !(contains (fault->code, "unsupported") || contains (fault->code, "not_supported") ||
        contains (fault->code, "extra_forbidden") || contains (fault->code, "unknown_parameter") ||
        contains (fault->message, "unrecognized request argument") ||
        contains (fault->message, "extra inputs are not permitted")))
    return NULL;

  error = g_error_new (AZC_ERROR, AZC_ERROR_PARAMETER,
                       _("The model does not take “%s” as it was sent."), fault->parameter);
  azc_error_set_subject (error, fault->parameter);

  return error;
}

static GError *
make_rule_error (guint        status,
                 const Fault *fault)
{
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      GError *error;

      if (!fits (&rules[i], status, fault))
        continue;
      error = g_error_new_literal (AZC_ERROR, (gint) rules[i].code, _(rules[i].sentence));
      if (rules[i].advice != NULL)
        azc_error_set_advice (error, _(rules[i].advice));
      return error;
    }

  return NULL;
}

/* Services repeat what they were sent, keys among it. */
static char *
quote (const char *message)
{
  g_autofree char *words = azc_redact (message);

  if (g_utf8_strlen (words, -1) > MAX_MESSAGE)
    {
      g_autofree char *start = g_utf8_substring (words, 0, MAX_MESSAGE);

      return g_strconcat (start, "…", NULL);
    }

  return g_steal_pointer (&words);
}

/* Nothing better is known than what the service says itself. */
static GError *
make_plain_error (guint        status,
                  const Fault *fault)
{
  AzcError code = status >= 500 ? AZC_ERROR_SERVER
                : status >= 400 ? AZC_ERROR_BAD_REQUEST : AZC_ERROR_RESPONSE;

  if (contains (fault->code, "rate_limit"))
    code = AZC_ERROR_RATE_LIMIT;
  else if (contains (fault->code, "server_error") || contains (fault->code, "overloaded_error") ||
           contains (fault->code, "api_error"))
    code = AZC_ERROR_SERVER;

  if (!azc_str_empty (fault->message))
    {
      g_autofree char *words = quote (fault->message);

      /* TRANSLATORS: %s is what the service says, in English. */
      return g_error_new (AZC_ERROR, code, _("The service reports: %s"), words);
    }
  if (status >= 500)
    return g_error_new (AZC_ERROR, code, _("The service failed with status %u."), status);
  if (status >= 400)
    return g_error_new (AZC_ERROR, code, _("The service refused the request with status %u."), status);

  return g_error_new_literal (AZC_ERROR, code, _("The answer is not one of a chat service."));
}

static GError *
make_error (guint        status,
            const Fault *fault)
{
  GError *error = is_filter (fault) ? make_filter_error (fault) : NULL;

  if (error == NULL)
    error = make_parameter_error (status, fault);
  if (error == NULL)
    error = make_rule_error (status, fault);
  if (error == NULL)
    error = make_plain_error (status, fault);

  if (status != 200)
    azc_error_set_status (error, status);
  if (azc_error_get_subject (error) == NULL)
    azc_error_set_subject (error, fault->parameter);

  return error;
}

/**
 * azc_diagnose_object:
 * @route: the route of the request
 * @status: the HTTP status; 200 for an error in the middle of a stream
 * @object: what the service sent
 *
 * Returns: (transfer full): an error of #AZC_ERROR that says what it means
 */
GError *
azc_diagnose_object (AzcRoute    route,
                     guint       status,
                     JsonObject *object)
{
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *text = NULL;
  g_autofree char *start = NULL;
  g_auto (Fault) fault = { NULL, NULL, NULL, NULL, NULL };
  GError *error;

  g_return_val_if_fail (object != NULL, NULL);

  read_fault (object, &fault);
  error = make_error (status, &fault);

  node = json_node_init_object (json_node_alloc (), object);
  text = azc_json_write (node, TRUE);
  start = g_utf8_make_valid (text, (gssize) MIN (strlen (text), MAX_DETAILS));
  azc_error_set_details (error, start);

  return error;
}

static GError *
make_page_error (guint status)
{
  GError *error = g_error_new (AZC_ERROR, status >= 400 ? AZC_ERROR_NOT_FOUND : AZC_ERROR_RESPONSE,
                               _("A web page answered with status %u instead of the service."),
                               status);

  azc_error_set_advice (error, _("Check the address, and that no proxy or sign-in page stands in between."));
  azc_error_set_status (error, status);

  return error;
}

static GError *
diagnose_text (guint       status,
               const char *text)
{
  g_autofree char *start = g_utf8_make_valid (text, (gssize) MIN (strlen (text), MAX_DETAILS));
  gboolean is_page = contains (start, "<html") || contains (start, "<!doctype");
  Fault fault = { NULL, NULL, NULL, NULL, NULL };
  GError *error;

  /* Other statuses say more than that there is a page: gateways send them with one. */
  if (is_page && (status < 400 || status == 404))
    {
      error = make_page_error (status);
    }
  else
    {
      /* What only machines read is no sentence to show. */
      if (!is_page && strchr ("{[", *start) == NULL)
        fault.message = start;
      error = make_error (status, &fault);
    }

  azc_error_set_details (error, start);

  return error;
}

/**
 * azc_diagnose_body:
 * @route: the route of the request
 * @status: the HTTP status
 * @body: what the service sent; JSON, text or HTML
 *
 * Returns: (transfer full): an error of #AZC_ERROR that says what it means
 */
GError *
azc_diagnose_body (AzcRoute  route,
                   guint     status,
                   GBytes   *body)
{
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *text = NULL;
  gsize size;
  const char *data = g_bytes_get_data (body, &size);

  if (size > 0)
    node = azc_json_parse (data, (gssize) size, NULL);
  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    return azc_diagnose_object (route, status, json_node_get_object (node));

  text = g_strndup (data != NULL ? data : "", MIN (size, MAX_DETAILS));

  return diagnose_text (status, text);
}

static const char *
find_request_id (AzcHttpResponse *response)
{
  static const char * const names[] = {
    "apim-request-id", "x-request-id", "x-ms-request-id", "x-ms-client-request-id", "request-id",
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *value = azc_http_response_get_header (response, names[i]);

      if (!azc_str_empty (value))
        return value;
    }

  return NULL;
}

static void
set_wait (GError *error,
          gint64  milliseconds)
{
  g_autofree char *advice = NULL;
  gint64 seconds = (milliseconds + 999) / 1000;

  azc_error_set_retry_after (error, milliseconds);
  if (seconds <= 0 || !g_error_matches (error, AZC_ERROR, AZC_ERROR_RATE_LIMIT))
    return;

  advice = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                         "Retry in %u second.", "Retry in %u seconds.",
                                         (gulong) seconds), (guint) seconds);
  azc_error_set_advice (error, advice);
}

/**
 * azc_diagnose_response:
 * @route: the route of the request
 * @response: the response, for its status and headers
 * @body: its body
 *
 * Returns: (transfer full): an error of #AZC_ERROR that says what it means, with the
 *   request's id and how long the service asks to wait
 */
GError *
azc_diagnose_response (AzcRoute         route,
                       AzcHttpResponse *response,
                       GBytes          *body)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  GError *error;

  g_return_val_if_fail (AZC_IS_HTTP_RESPONSE (response), NULL);
  g_return_val_if_fail (body != NULL, NULL);

  error = azc_diagnose_body (route, azc_http_response_get_status (response), body);
  azc_error_set_request_id (error, find_request_id (response));
  set_wait (error, azc_retry_parse_after (azc_http_response_get_header (response, "retry-after-ms"),
                                          azc_http_response_get_header (response, "retry-after"),
                                          now));

  return error;
}
