/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which credential headers a request carries. Pure: the secret comes from outside. */

#include "config.h"

#include "auth/auth.h"

#include <glib/gi18n-lib.h>

#include "base/error.h"
#include "base/util.h"

/* What each route's service expects; exactly one header, since gateways answer 401 to a
 * second one. */
static const AzcAuthKind usual_kinds[] = {
  [AZC_ROUTE_AUTO] = AZC_AUTH_BEARER,
  [AZC_ROUTE_AZURE] = AZC_AUTH_API_KEY,
  [AZC_ROUTE_AZURE_V1] = AZC_AUTH_API_KEY,
  [AZC_ROUTE_FOUNDRY] = AZC_AUTH_API_KEY,
  [AZC_ROUTE_SERVERLESS] = AZC_AUTH_BEARER,
  [AZC_ROUTE_OPENAI] = AZC_AUTH_BEARER,
  [AZC_ROUTE_ANTHROPIC] = AZC_AUTH_HEADER,
};

/**
 * azc_auth_kind_resolve:
 * @kind: the kind in the settings
 * @route: the resolved route
 *
 * Returns: the kind itself, or for %AZC_AUTH_AUTO what the route's service expects
 */
AzcAuthKind
azc_auth_kind_resolve (AzcAuthKind kind,
                       AzcRoute    route)
{
  g_return_val_if_fail ((guint) route < G_N_ELEMENTS (usual_kinds), kind);

  return kind == AZC_AUTH_AUTO ? usual_kinds[route] : kind;
}

/**
 * azc_auth_needs_key:
 * @kind: a resolved kind
 *
 * Returns: whether requests need a key that the person enters
 */
gboolean
azc_auth_needs_key (AzcAuthKind kind)
{
  return kind == AZC_AUTH_API_KEY || kind == AZC_AUTH_BEARER || kind == AZC_AUTH_BOTH ||
         kind == AZC_AUTH_HEADER || kind == AZC_AUTH_AUTO;
}

static void
append_bearer (AzcPairs   *headers,
               const char *secret)
{
  g_autofree char *value = g_strconcat ("Bearer ", secret, NULL);

  azc_pairs_append (headers, "Authorization", value);
}

static gboolean
check (AzcAuthKind   kind,
       const char   *secret,
       GError      **error)
{
  if (kind == AZC_AUTH_ENTRA_CLI || kind == AZC_AUTH_ENTRA_DEVICE || kind == AZC_AUTH_ENTRA_CLIENT)
    {
      g_set_error_literal (error, AZC_ERROR, AZC_ERROR_SETTINGS,
                           _("This version of AzureChat cannot sign in with Microsoft Entra ID."));
      if (error != NULL)
        azc_error_set_subject (*error, "auth");
      return FALSE;
    }

  if (azc_auth_needs_key (kind) && azc_str_empty (secret))
    {
      g_set_error_literal (error, AZC_ERROR, AZC_ERROR_MISSING_KEY,
                           _("The endpoint has no key."));
      if (error != NULL)
        azc_error_set_subject (*error, "key");
      return FALSE;
    }

  return TRUE;
}

/**
 * azc_auth_get_headers:
 * @kind: the kind in the settings
 * @route: the resolved route
 * @header_name: (nullable): the header that carries the key, for %AZC_AUTH_HEADER
 * @secret: (nullable): the key
 * @error: return location for an error
 *
 * Raises %AZC_ERROR_MISSING_KEY if a key is needed and there is none, and
 * %AZC_ERROR_SETTINGS if the settings are not usable.
 *
 * Returns: (transfer full): the credential headers, as one layer for the merge
 */
AzcPairs *
azc_auth_get_headers (AzcAuthKind   kind,
                      AzcRoute      route,
                      const char   *header_name,
                      const char   *secret,
                      GError      **error)
{
  g_autoptr (AzcPairs) headers = azc_pairs_new ();

  if (kind == AZC_AUTH_AUTO && route == AZC_ROUTE_ANTHROPIC)
    header_name = "x-api-key";
  kind = azc_auth_kind_resolve (kind, route);

  if (!check (kind, secret, error))
    return NULL;

  if (kind == AZC_AUTH_HEADER && azc_str_empty (header_name))
    {
      g_set_error_literal (error, AZC_ERROR, AZC_ERROR_SETTINGS,
                           _("The name of the header that carries the key is missing."));
      if (error != NULL)
        azc_error_set_subject (*error, "auth-header");
      return NULL;
    }

  if (kind == AZC_AUTH_API_KEY || kind == AZC_AUTH_BOTH)
    azc_pairs_append (headers, "api-key", secret);
  if (kind == AZC_AUTH_BEARER || kind == AZC_AUTH_BOTH)
    append_bearer (headers, secret);
  if (kind == AZC_AUTH_HEADER)
    azc_pairs_append (headers, header_name, secret);

  return g_steal_pointer (&headers);
}
