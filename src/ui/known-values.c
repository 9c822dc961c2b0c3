/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the fields of an endpoint offer to choose from, with titles and explanations. */

#include "config.h"

#include "ui/known-values.h"

#include <glib/gi18n.h>

#include "ui/choice.h"

static const struct
{
  AzcRoute    route;
  const char *title;
  const char *description;
} routes[] = {
  { AZC_ROUTE_AUTO, N_("Automatic"), N_("As the URL says") },
  { AZC_ROUTE_AZURE, N_("Azure OpenAI"), N_("Deployment in the path, with an API version") },
  { AZC_ROUTE_AZURE_V1, N_("Azure OpenAI v1"), N_("One path for all deployments, /openai/v1") },
  { AZC_ROUTE_FOUNDRY, N_("Azure AI Foundry"), N_("Foundry models under /models") },
  { AZC_ROUTE_SERVERLESS, N_("Serverless"), N_("An endpoint of its own for one model") },
  { AZC_ROUTE_OPENAI, N_("OpenAI-compatible"), N_("Any server with /chat/completions") },
  { AZC_ROUTE_ANTHROPIC, N_("Anthropic Messages"), N_("Claude on Azure, and any server with /v1/messages") },
};

static const struct
{
  AzcAuthKind  auth;
  const char  *title;
  const char  *description;
} auths[] = {
  { AZC_AUTH_AUTO, N_("Automatic"), N_("The one header that the service expects") },
  { AZC_AUTH_API_KEY, N_("“api-key” header"), N_("Azure OpenAI and most gateways") },
  { AZC_AUTH_BEARER, N_("Bearer token"), N_("Serverless and OpenAI-compatible services") },
  { AZC_AUTH_BOTH, N_("Both"), N_("“api-key” and a bearer token") },
  { AZC_AUTH_HEADER, N_("Another header"), N_("For gateways with a header of their own") },
  { AZC_AUTH_NONE, N_("No key"), N_("Nothing is sent: for local servers") },
};

/* From the last released one on; previews only where they brought something. */
static const struct
{
  const char *title;
  const char *versions[5];
} versions[] = {
  { N_("Released"), { "2024-10-21", "2024-06-01", "2024-02-01" } },
  { N_("Preview"), { "2025-04-01-preview", "2025-03-01-preview", "2024-12-01-preview",
                     "2024-05-01-preview" } },
  { N_("With /openai/v1"), { "v1", "preview" } },
};

/**
 * azc_route_get_title:
 * @route: a route
 *
 * Returns: (transfer none): what a person calls it
 */
const char *
azc_route_get_title (AzcRoute route)
{
  for (guint i = 0; i < G_N_ELEMENTS (routes); i++)
    {
      if (routes[i].route == route)
        return _(routes[i].title);
    }

  return azc_route_to_string (route);
}

/**
 * azc_auth_kind_get_title:
 * @auth: a way to authenticate
 *
 * Returns: (transfer none): what a person calls it
 */
const char *
azc_auth_kind_get_title (AzcAuthKind auth)
{
  for (guint i = 0; i < G_N_ELEMENTS (auths); i++)
    {
      if (auths[i].auth == auth)
        return _(auths[i].title);
    }

  return azc_auth_kind_to_string (auth);
}

/**
 * azc_known_routes_offer:
 * @row: a combo row
 *
 * Makes @row a choice of routes.
 */
void
azc_known_routes_offer (AdwComboRow *row)
{
  azc_choice_row_setup (row);
  for (guint i = 0; i < G_N_ELEMENTS (routes); i++)
    azc_choice_row_append (row, routes[i].route, _(routes[i].title), _(routes[i].description));
}

/**
 * azc_known_auths_offer:
 * @row: a combo row
 *
 * Makes @row a choice of ways to authenticate.
 */
void
azc_known_auths_offer (AdwComboRow *row)
{
  azc_choice_row_setup (row);
  for (guint i = 0; i < G_N_ELEMENTS (auths); i++)
    azc_choice_row_append (row, auths[i].auth, _(auths[i].title), _(auths[i].description));
}

/**
 * azc_known_versions_offer:
 * @action: an action that takes a version as its target
 *
 * Returns: (transfer full): a menu of the api-versions worth choosing
 */
GMenuModel *
azc_known_versions_offer (const char *action)
{
  GMenu *menu = g_menu_new ();

  g_return_val_if_fail (action != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (versions); i++)
    {
      g_autoptr (GMenu) section = g_menu_new ();

      for (guint j = 0; versions[i].versions[j] != NULL; j++)
        {
          g_autoptr (GMenuItem) item = g_menu_item_new (versions[i].versions[j], NULL);

          g_menu_item_set_action_and_target (item, action, "s", versions[i].versions[j]);
          g_menu_append_item (section, item);
        }
      g_menu_append_section (menu, _(versions[i].title), G_MENU_MODEL (section));
    }

  return G_MENU_MODEL (menu);
}
