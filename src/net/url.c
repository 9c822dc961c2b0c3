/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Making request URLs from what a pasted URL says and what the settings say. */

#include "config.h"

#include "net/url.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/error.h"
#include "base/util.h"
#include "net/url-private.h"

/* Classic Azure knows the Responses API from this version on. */
#define FIRST_RESPONSES_VERSION "2025-03-01"

/* The api-version where neither URL nor settings name one: the last dated general release of
 * each. The other routes are not dated. */
static const char * const default_versions[] = {
  [AZC_ROUTE_AZURE] = "2024-10-21",
  [AZC_ROUTE_FOUNDRY] = "2024-05-01-preview",
  [AZC_ROUTE_ANTHROPIC] = NULL,
};

/* What follows the base, by route and call; NULL where the route has no such function. "*" is
 * the deployment. Paths of Azure's v1 surface take no dated version. */
static const char * const paths[][4] = {
  [AZC_ROUTE_AZURE] = {
    [AZC_CALL_CHAT] = "/openai/deployments/*/chat/completions",
    [AZC_CALL_RESPONSES] = "/openai/responses",
    [AZC_CALL_MODELS] = "/openai/models",
  },
  [AZC_ROUTE_AZURE_V1] = {
    [AZC_CALL_CHAT] = "/openai/v1/chat/completions",
    [AZC_CALL_RESPONSES] = "/openai/v1/responses",
    [AZC_CALL_MODELS] = "/openai/v1/models",
  },
  [AZC_ROUTE_FOUNDRY] = {
    [AZC_CALL_CHAT] = "/models/chat/completions",
    [AZC_CALL_RESPONSES] = "/openai/v1/responses",
    [AZC_CALL_MODELS] = "/openai/v1/models",
  },
  [AZC_ROUTE_SERVERLESS] = {
    [AZC_CALL_CHAT] = "/chat/completions",
    [AZC_CALL_RESPONSES] = "/responses",
    [AZC_CALL_MODELS] = "/models",
  },
  [AZC_ROUTE_OPENAI] = {
    [AZC_CALL_CHAT] = "/chat/completions",
    [AZC_CALL_RESPONSES] = "/responses",
    [AZC_CALL_MESSAGES] = "/messages",
    [AZC_CALL_MODELS] = "/models",
  },
  [AZC_ROUTE_ANTHROPIC] = {
    [AZC_CALL_CHAT] = "/v1/messages",
    [AZC_CALL_MESSAGES] = "/v1/messages",
    [AZC_CALL_MODELS] = "/v1/models",
  },
};

/**
 * azc_url_parts_copy:
 * @parts: the parts of a URL
 *
 * Returns: (transfer full): a copy
 */
AzcUrlParts *
azc_url_parts_copy (const AzcUrlParts *parts)
{
  AzcUrlParts *copy;

  g_return_val_if_fail (parts != NULL, NULL);

  copy = g_new0 (AzcUrlParts, 1);
  copy->route = parts->route;
  copy->base = g_strdup (parts->base);
  copy->deployment = g_strdup (parts->deployment);
  copy->api_version = g_strdup (parts->api_version);
  copy->query = azc_pairs_copy (parts->query);
  copy->call = parts->call;

  return copy;
}

/**
 * azc_url_parts_free:
 * @parts: (transfer full): the parts of a URL
 *
 * Frees the parts.
 */
void
azc_url_parts_free (AzcUrlParts *parts)
{
  g_return_if_fail (parts != NULL);

  g_free (parts->base);
  g_free (parts->deployment);
  g_free (parts->api_version);
  g_clear_pointer (&parts->query, azc_pairs_unref);
  g_free (parts);
}

static gboolean
is_mentioned (const AzcPairs *pairs,
              const char     *name)
{
  for (guint i = 0; i < azc_pairs_get_size (pairs); i++)
    {
      if (g_str_equal (azc_pairs_get (pairs, i)->name, name))
        return TRUE;
    }

  return FALSE;
}

/* The settings' lines replace all of the URL's with their name; api-version is kept apart. */
static void
merge_query (AzcUrlParts    *parts,
             const AzcPairs *query)
{
  g_autoptr (AzcPairs) merged = azc_pairs_new ();

  for (guint i = 0; i < azc_pairs_get_size (parts->query); i++)
    {
      const AzcPair *pair = azc_pairs_get (parts->query, i);

      if (!is_mentioned (query, pair->name))
        azc_pairs_append (merged, pair->name, pair->value);
    }

  for (guint i = 0; i < azc_pairs_get_size (query); i++)
    {
      const AzcPair *pair = azc_pairs_get (query, i);

      if (g_ascii_strcasecmp (pair->name, "api-version") == 0)
        azc_set_str (&parts->api_version, pair->value);
      else if (pair->value != NULL && *pair->name != '\0')
        azc_pairs_append (merged, pair->name, pair->value);
    }

  azc_pairs_unref (parts->query);
  parts->query = g_steal_pointer (&merged);
}

/**
 * azc_url_resolve:
 * @text: the URL in the settings
 * @route: the route in the settings; %AZC_ROUTE_AUTO to take the URL's
 * @deployment: (nullable): the deployment in the settings
 * @api_version: (nullable): the api-version in the settings
 * @query: (nullable): the query in the settings; a line without a value removes
 *   what the URL has under its name, for `api-version` the default, too
 * @error: return location for an error
 *
 * Joins what the URL says and what the settings say. The settings win; empty
 * text counts as not set. An api-version in its own field wins over one in the
 * query; where there is none at all the route's default is used.
 *
 * Raises %AZC_ERROR_URL as [func@Azc.url_recognise] does.
 *
 * Returns: (transfer full): the parts
 */
AzcUrlParts *
azc_url_resolve (const char      *text,
                 AzcRoute         route,
                 const char      *deployment,
                 const char      *api_version,
                 const AzcPairs  *query,
                 GError         **error)
{
  AzcUrlParts *parts = azc_url_recognise_as (text, route, error);

  if (parts == NULL)
    return NULL;

  if (parts->api_version == NULL)
    parts->api_version = g_strdup (default_versions[parts->route]);

  merge_query (parts, query);
  if (!azc_str_empty (api_version))
    azc_set_str (&parts->api_version, api_version);
  if (!azc_str_empty (deployment))
    azc_set_str (&parts->deployment, deployment);

  return parts;
}

static gboolean
fail_settings (const char  *subject,
               const char  *message,
               GError     **error)
{
  GError *settings_error = g_error_new_literal (AZC_ERROR, AZC_ERROR_SETTINGS, message);

  azc_error_set_subject (settings_error, subject);
  g_propagate_error (error, settings_error);

  return FALSE;
}

/* Gateways may offer a part of Azure's paths without the "openai" before it; a base that ends in
 * that part says so. Starts the URL with what comes before the part, and moves on the path. */
static GString *
start_url (const char  *base,
           const char **path)
{
  static const char * const parts[] = { "/deployments", "/v1" };
  GString *url = g_string_new (base);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      gboolean fits = i == 0 || g_str_has_prefix (*path, "/openai/v1");

      if (fits && g_str_has_prefix (*path, "/openai") && g_str_has_suffix (base, parts[i]))
        {
          *path += strlen ("/openai");
          g_string_truncate (url, url->len - strlen (parts[i]));
          break;
        }
    }

  return url;
}

static gboolean
append_path (GString           *url,
             const AzcUrlParts *parts,
             const char        *path,
             GError           **error)
{
  const char *star = strchr (path, '*');

  if (star == NULL)
    {
      g_string_append (url, path);
      return TRUE;
    }

  if (azc_str_empty (parts->deployment))
    return fail_settings ("deployment", _("The address needs the name of a deployment."), error);
  if (g_str_equal (parts->deployment, ".") || g_str_equal (parts->deployment, ".."))
    return fail_settings ("deployment", _("A deployment’s name cannot consist of dots."), error);

  g_string_append_len (url, path, star - path);
  g_string_append_uri_escaped (url, parts->deployment,
                               G_URI_RESERVED_CHARS_ALLOWED_IN_PATH_ELEMENT, FALSE);
  g_string_append (url, star + 1);

  return TRUE;
}

static void
append_pair (GString    *url,
             char       *separator,
             const char *name,
             const char *value)
{
  g_string_append_c (url, *separator);
  g_string_append_uri_escaped (url, name, NULL, FALSE);
  g_string_append_c (url, '=');
  g_string_append_uri_escaped (url, value, NULL, FALSE);
  *separator = '&';
}

/**
 * azc_url_build:
 * @parts: the parts of a URL
 * @call: the function to address
 * @error: return location for an error
 *
 * Writes the complete request URL. On classic Azure with an api-version that is
 * too old for the Responses API, that call goes to the v1 surface.
 *
 * Raises %AZC_ERROR_SETTINGS with the subject "deployment" if the route needs one
 * and there is none, with "route" if the route has no such function.
 *
 * Returns: (transfer full): the URL
 */
char *
azc_url_build (const AzcUrlParts  *parts,
               AzcCall             call,
               GError            **error)
{
  g_autoptr (GString) url = NULL;
  const char *path;
  char separator = '?';
  gboolean dated;

  g_return_val_if_fail (parts != NULL && parts->base != NULL, NULL);
  g_return_val_if_fail ((guint) parts->route < G_N_ELEMENTS (paths), NULL);
  g_return_val_if_fail ((guint) call < G_N_ELEMENTS (paths[0]), NULL);

  path = paths[parts->route][call];
  if (parts->route == AZC_ROUTE_AZURE && call == AZC_CALL_RESPONSES &&
      g_strcmp0 (parts->api_version, FIRST_RESPONSES_VERSION) < 0)
    path = paths[AZC_ROUTE_AZURE_V1][call];
  if (path == NULL)
    {
      fail_settings ("route", _("This kind of endpoint has no such function."), error);
      return NULL;
    }

  dated = parts->route == AZC_ROUTE_AZURE_V1 || !g_str_has_prefix (path, "/openai/v1");
  url = start_url (parts->base, &path);
  if (!append_path (url, parts, path, error))
    return NULL;

  if (parts->api_version != NULL && dated)
    append_pair (url, &separator, "api-version", parts->api_version);
  for (guint i = 0; i < azc_pairs_get_size (parts->query); i++)
    {
      const AzcPair *pair = azc_pairs_get (parts->query, i);

      if (pair->value != NULL)
        append_pair (url, &separator, pair->name, pair->value);
    }

  return g_string_free (g_steal_pointer (&url), FALSE);
}
