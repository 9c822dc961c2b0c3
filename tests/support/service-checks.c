/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the service of each route objects to. */

#include "config.h"

#include "support/service-checks.h"

#include <string.h>

#include "base/json.h"

/*
 * base: what a person's address ends in
 * query: the whole query, NULL for none
 * names_model: whether the body must name the model
 * extra: a key that only this route's service knows
 */
static const struct
{
  const char *base;
  const char *chat;
  const char *models;
  const char *query;
  gboolean    names_model;
  const char *extra;
} services[] = {
  [AZC_ROUTE_AZURE] = { "", "/openai/deployments/dep/chat/completions", "/openai/models",
                        "api-version=2024-10-21", FALSE, "stream_options" },
  [AZC_ROUTE_AZURE_V1] = { "openai/v1", "/openai/v1/chat/completions", "/openai/v1/models",
                           NULL, TRUE, "stream_options" },
  [AZC_ROUTE_FOUNDRY] = { "models", "/models/chat/completions", "/openai/v1/models",
                          "api-version=2024-05-01-preview", TRUE, NULL },
  [AZC_ROUTE_SERVERLESS] = { "v1", "/v1/chat/completions", "/v1/models", NULL, FALSE, NULL },
  [AZC_ROUTE_OPENAI] = { "v1", "/v1/chat/completions", "/v1/models", NULL, TRUE, "stream_options" },
  [AZC_ROUTE_ANTHROPIC] = { "anthropic", "/anthropic/v1/messages", "/anthropic/v1/models", NULL, TRUE, "system" },
};

static const char * const known_keys[] = {
  "model", "messages", "stream", "max_tokens", "temperature", "top_p", "stop", "seed", NULL
};

/* The address that a person would enter, after the host. */
const char *
test_check_get_base (AzcRoute route)
{
  return services[route].base;
}

static gboolean
has_credentials (const TestCheck *check)
{
  static const char * const names[] = {
    "api-key", "Authorization", "x-api-key", "Ocp-Apim-Subscription-Key",
  };
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *value = soup_message_headers_get_list (check->headers, names[i]);

      if (value != NULL)
        g_string_append_printf (found, "%s%s: %s", found->len > 0 ? "\n" : "", names[i], value);
    }

  return g_str_equal (found->str, check->credentials);
}

static const char *
find_extra_key (const TestCheck *check)
{
  g_autoptr (GList) keys = json_object_get_members (check->body);

  for (GList *l = keys; l != NULL; l = l->next)
    {
      gboolean is_known = g_strv_contains (known_keys, l->data) ||
                          g_strcmp0 (services[check->route].extra, l->data) == 0;

      if (!is_known || g_ptr_array_find_with_equal_func (check->forbidden, l->data, g_str_equal, NULL))
        return l->data;
    }

  return NULL;
}

/* Claude's services refuse what others take: an empty text, and instructions among messages. */
static gboolean
is_part (const TestCheck *check,
         JsonObject      *part)
{
  const char *url = azc_json_get_string (azc_json_get_object (part, "image_url"), "url");
  const char *text = azc_json_get_string (part, "text");
  JsonObject *source = azc_json_get_object (part, "source");

  if (g_strcmp0 (azc_json_get_string (part, "type"), "text") == 0)
    return text != NULL && (*text != '\0' || check->route != AZC_ROUTE_ANTHROPIC);
  if (check->route == AZC_ROUTE_ANTHROPIC)
    return g_strcmp0 (azc_json_get_string (part, "type"), "image") == 0 &&
           g_strcmp0 (azc_json_get_string (source, "type"), "base64") == 0 &&
           g_str_has_prefix (azc_json_get_string (source, "media_type"), "image/") &&
           azc_json_get_string (source, "data") != NULL;

  return g_strcmp0 (azc_json_get_string (part, "type"), "image_url") == 0 && url != NULL &&
         g_str_has_prefix (url, "data:image/") && strstr (url, ";base64,") != NULL;
}

static gboolean
is_message (const TestCheck *check,
            JsonObject      *message)
{
  static const char * const roles[] = { "user", "assistant", "system", NULL };
  const char *role = azc_json_get_string (message, "role");
  JsonArray *parts = azc_json_get_array (message, "content");

  if (role == NULL || !g_strv_contains (roles, role) || json_object_get_size (message) != 2 ||
      (check->route == AZC_ROUTE_ANTHROPIC && g_str_equal (role, "system")))
    return FALSE;
  if (azc_json_get_string (message, "content") != NULL)
    return TRUE;

  for (guint i = 0; parts != NULL && i < json_array_get_length (parts); i++)
    {
      if (!is_part (check, azc_json_get_element (parts, i)))
        return FALSE;
    }

  return parts != NULL && json_array_get_length (parts) > 0 && g_str_equal (role, "user");
}

static gboolean
is_chat (const TestCheck *check)
{
  JsonArray *messages = azc_json_get_array (check->body, "messages");
  gboolean names_model = azc_json_get_string (check->body, "model") != NULL;

  if (check->route == AZC_ROUTE_ANTHROPIC &&
      (azc_json_get_int (check->body, "max_tokens", 0) <= 0 ||
       g_strcmp0 (soup_message_headers_get_one (check->headers, "anthropic-version"), "2023-06-01") != 0))
    return FALSE;

  for (guint i = 0; messages != NULL && i < json_array_get_length (messages); i++)
    {
      if (!is_message (check, azc_json_get_element (messages, i)))
        return FALSE;
    }

  return messages != NULL && json_array_get_length (messages) > 0 &&
         (names_model || !services[check->route].names_model);
}

static guint
complain (guint        status,
          const char  *code,
          const char  *message,
          char       **complaint)
{
  *complaint = g_strdup_printf ("{\"error\":{\"code\":\"%s\",\"message\":\"%s\"}}", code, message);

  return status;
}

/* Answers the status, and with others than 200 a body. */
guint
test_check_request (const TestCheck  *check,
                    char            **complaint)
{
  gboolean is_get = g_str_equal (check->method, "GET");
  const char *type = soup_message_headers_get_one (check->headers, "Content-Type");
  const char *extra;

  if (!has_credentials (check))
    return complain (401, "401", "Access denied due to invalid subscription key or wrong API "
                     "endpoint.", complaint);
  if (g_strcmp0 (check->path, is_get ? services[check->route].models : services[check->route].chat) != 0 ||
      (!is_get && g_strcmp0 (check->query, services[check->route].query) != 0))
    return complain (404, "404", "Resource not found", complaint);
  if (is_get)
    return 200;
  if (g_strcmp0 (type, "application/json") != 0)
    return complain (415, "415", "Unsupported media type", complaint);
  if (check->body == NULL || !is_chat (check))
    return complain (400, "invalid_request", "The body is no chat request.", complaint);

  extra = find_extra_key (check);
  if (extra == NULL)
    return 200;

  *complaint = g_strdup_printf ("{\"detail\":[{\"type\":\"extra_forbidden\",\"loc\":[\"body\",\"%s\"],"
                                "\"msg\":\"Extra inputs are not permitted\",\"input\":true}]}", extra);

  return 422;
}
