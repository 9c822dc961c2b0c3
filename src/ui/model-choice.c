/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which endpoint and model a conversation asks, in words for the window. */

#include "config.h"

#include "ui/model-choice.h"

#include <glib/gi18n.h>

#include "base/util.h"

/**
 * azc_model_choice_get_endpoint:
 * @workspace: the workspace
 * @conversation: (nullable): a conversation
 *
 * Returns: (transfer none) (nullable): the endpoint that the conversation asks; the
 *   default one if it never chose, or if the chosen one is gone
 */
AzcEndpoint *
azc_model_choice_get_endpoint (AzcWorkspace    *workspace,
                               AzcConversation *conversation)
{
  AzcEndpoint *endpoint = NULL;
  const char *id;

  g_return_val_if_fail (AZC_IS_WORKSPACE (workspace), NULL);
  g_return_val_if_fail (conversation == NULL || AZC_IS_CONVERSATION (conversation), NULL);

  id = conversation != NULL ? azc_conversation_get_endpoint_id (conversation) : NULL;
  if (id != NULL)
    endpoint = azc_workspace_find_endpoint (workspace, id);

  return endpoint != NULL ? endpoint : azc_workspace_get_default_endpoint (workspace);
}

/**
 * azc_model_choice_get_model:
 * @endpoint: the endpoint that the conversation asks
 * @conversation: (nullable): a conversation
 *
 * Returns: (transfer none) (nullable): the name of the model that is asked: the one
 *   chosen, the endpoint's first, or its deployment
 */
const char *
azc_model_choice_get_model (AzcEndpoint     *endpoint,
                            AzcConversation *conversation)
{
  g_autoptr (AzcModel) first = NULL;

  g_return_val_if_fail (AZC_IS_ENDPOINT (endpoint), NULL);
  g_return_val_if_fail (conversation == NULL || AZC_IS_CONVERSATION (conversation), NULL);

  if (conversation != NULL &&
      g_strcmp0 (azc_conversation_get_endpoint_id (conversation),
                 azc_endpoint_get_id (endpoint)) == 0 &&
      !azc_str_empty (azc_conversation_get_model (conversation)))
    return azc_conversation_get_model (conversation);

  first = g_list_model_get_item (azc_endpoint_get_models (endpoint), 0);

  /* The endpoint holds it. */
  return first != NULL ? azc_model_get_name (first) : azc_endpoint_get_deployment (endpoint);
}

/**
 * azc_model_choice_dup_models:
 * @endpoint: an endpoint
 *
 * Lists the models that can be chosen on an endpoint. Where none is set up it is
 * the deployment, and an endpoint that names none either still has one choice:
 * the empty name, which leaves the model to the service.
 *
 * Returns: (transfer full): the names
 */
GStrv
azc_model_choice_dup_models (AzcEndpoint *endpoint)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  GListModel *models;
  guint n;

  g_return_val_if_fail (AZC_IS_ENDPOINT (endpoint), NULL);

  models = azc_endpoint_get_models (endpoint);
  n = g_list_model_get_n_items (models);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (AzcModel) model = g_list_model_get_item (models, i);

      g_strv_builder_add (names, azc_model_get_name (model));
    }

  if (n == 0)
    g_strv_builder_add (names, azc_endpoint_get_deployment (endpoint) != NULL
                                 ? azc_endpoint_get_deployment (endpoint) : "");

  return g_strv_builder_end (names);
}

/**
 * azc_model_choice_dup_endpoint_name:
 * @endpoint: an endpoint
 *
 * Returns: (transfer full): what to call the endpoint: its name, else the host it is on
 */
char *
azc_model_choice_dup_endpoint_name (AzcEndpoint *endpoint)
{
  g_autoptr (GUri) uri = NULL;

  g_return_val_if_fail (AZC_IS_ENDPOINT (endpoint), NULL);

  if (!azc_str_empty (azc_endpoint_get_name (endpoint)))
    return g_strdup (azc_endpoint_get_name (endpoint));

  if (azc_endpoint_get_url (endpoint) != NULL)
    uri = g_uri_parse (azc_endpoint_get_url (endpoint), G_URI_FLAGS_NONE, NULL);

  return g_strdup (uri != NULL && !azc_str_empty (g_uri_get_host (uri)) ? g_uri_get_host (uri)
                                                                        : _("Unnamed endpoint"));
}
