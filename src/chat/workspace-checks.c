/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the settings ask about an endpoint: is it right, where would a request go, does it
 * answer, which models has it. And the demo endpoint. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/error.h"
#include "base/util.h"
#include "chat/workspace-private.h"
#include "provider/connection-test.h"

#define DEMO_ID "demo"

static AzcModel *
first_model (AzcEndpoint *endpoint)
{
  g_autoptr (AzcModel) model = g_list_model_get_item (azc_endpoint_get_models (endpoint), 0);

  /* The endpoint's list keeps it alive. */
  return model;
}

/**
 * azc_workspace_preview_url:
 * @self: a workspace
 * @endpoint: an endpoint, perhaps one that is being made
 * @model: (nullable): a model of it
 * @error: return location for an error, whose subject is the wrong field
 *
 * Says where a chat request would go, without sending anything.
 *
 * Returns: (transfer full): the URL
 */
char *
azc_workspace_preview_url (AzcWorkspace  *self,
                           AzcEndpoint   *endpoint,
                           AzcModel      *model,
                           GError       **error)
{
  g_return_val_if_fail (AZC_IS_WORKSPACE (self), NULL);

  return azc_request_preview_url (endpoint, model, error);
}

/**
 * azc_workspace_recognise_url:
 * @self: a workspace
 * @url: text that was pasted as an address
 * @error: return location for an error
 *
 * Reads what a URL says about the service. Raises %AZC_ERROR_URL if it is none.
 *
 * Returns: (transfer full): an endpoint without an id whose route, deployment and
 *   api-version are those of the URL
 */
AzcEndpoint *
azc_workspace_recognise_url (AzcWorkspace  *self,
                             const char    *url,
                             GError       **error)
{
  g_return_val_if_fail (AZC_IS_WORKSPACE (self), NULL);
  g_return_val_if_fail (url != NULL, NULL);

  return azc_request_recognise_url (url, error);
}

/**
 * azc_workspace_check_header:
 * @self: a workspace
 * @name: a header's name
 * @value: (nullable): its value; %NULL removes the header
 * @error: return location for an error
 *
 * Checks a header as it is typed. Raises %AZC_ERROR_HEADER.
 *
 * Returns: whether it may be sent
 */
gboolean
azc_workspace_check_header (AzcWorkspace  *self,
                            const char    *name,
                            const char    *value,
                            GError       **error)
{
  g_return_val_if_fail (AZC_IS_WORKSPACE (self), FALSE);

  return azc_headers_check_name (name, error) &&
         (value == NULL || azc_headers_check_value (name, value, error));
}

static gboolean
check_pairs (AzcWorkspace    *self,
             const AzcPairs  *headers,
             GError         **error)
{
  for (guint i = 0; i < azc_pairs_get_size (headers); i++)
    {
      const AzcPair *pair = azc_pairs_get (headers, i);

      if (!azc_workspace_check_header (self, pair->name, pair->value, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
check_security (AzcEndpoint  *endpoint,
                const char   *url,
                GError      **error)
{
  if (azc_endpoint_get_allow_insecure (endpoint) || azc_request_is_secure_url (url))
    return TRUE;

  g_set_error_literal (error, AZC_ERROR, AZC_ERROR_INSECURE_URL,
                       _("The address is not encrypted: the key could be read on its way."));
  if (error != NULL)
    azc_error_set_subject (*error, "url");

  return FALSE;
}

/**
 * azc_workspace_check_endpoint:
 * @self: a workspace
 * @endpoint: an endpoint, perhaps one that is being made
 * @error: return location for an error, whose subject is the wrong field
 *
 * Checks all that can be checked without the network: name, address, route and
 * headers. Raises %AZC_ERROR_SETTINGS, %AZC_ERROR_URL, %AZC_ERROR_INSECURE_URL and
 * %AZC_ERROR_HEADER.
 *
 * Returns: whether the endpoint is fit for use
 */
gboolean
azc_workspace_check_endpoint (AzcWorkspace  *self,
                              AzcEndpoint   *endpoint,
                              GError       **error)
{
  g_autofree char *url = NULL;

  g_return_val_if_fail (AZC_IS_WORKSPACE (self), FALSE);
  g_return_val_if_fail (AZC_IS_ENDPOINT (endpoint), FALSE);

  if (azc_str_empty (azc_endpoint_get_name (endpoint)))
    {
      g_set_error_literal (error, AZC_ERROR, AZC_ERROR_SETTINGS, _("The name is missing."));
      if (error != NULL)
        azc_error_set_subject (*error, "name");
      return FALSE;
    }

  url = azc_workspace_preview_url (self, endpoint, first_model (endpoint), error);

  return url != NULL && check_security (endpoint, url, error) &&
         check_pairs (self, azc_endpoint_get_headers (endpoint), error);
}

static void
on_tested_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (AzcTestResult) outcome = NULL;
  GError *error = NULL;
  AzcTest *test;

  outcome = azc_connection_test_finish (AZC_CLIENT (source), result, &error);
  if (outcome == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  test = g_new0 (AzcTest, 1);
  test->sentence = g_strdup (outcome->sentence);
  test->advice = g_strdup (outcome->advice);
  test->passed = outcome->passed;
  test->has_suggestion = outcome->suggested_auth != AZC_AUTH_AUTO;
  test->suggested_auth = outcome->suggested_auth;
  g_task_return_pointer (task, test, (GDestroyNotify) azc_test_free);
}

static void
on_test_ask_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  AzcWorkspace *self = AZC_WORKSPACE (source);
  GError *error = NULL;

  if (_azc_workspace_complete_ask_finish (self, result, &error))
    azc_connection_test_async (self->client, g_task_get_task_data (task),
                             g_task_get_cancellable (task), on_tested_cb, g_object_ref (task));
  else
    g_task_return_error (task, error);
}

/**
 * azc_workspace_test_endpoint_async:
 * @self: a workspace
 * @endpoint: an endpoint, perhaps one that is being made
 * @model: (nullable): the model to ask; %NULL for the endpoint's first
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: passed to @callback
 *
 * Asks the service for the shortest possible answer, with the headers and the body
 * that a chat would send.
 */
void
azc_workspace_test_endpoint_async (AzcWorkspace        *self,
                                   AzcEndpoint         *endpoint,
                                   AzcModel            *model,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  AzcAsk *ask;

  g_return_if_fail (AZC_IS_WORKSPACE (self));
  g_return_if_fail (AZC_IS_ENDPOINT (endpoint));

  if (model == NULL)
    model = first_model (endpoint);
  ask = _azc_workspace_make_ask (AZC_PURPOSE_TEST, endpoint,
                                 model != NULL ? azc_model_get_name (model) : NULL);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, azc_workspace_test_endpoint_async);
  g_task_set_task_data (task, ask, (GDestroyNotify) azc_ask_free);
  _azc_workspace_complete_ask_async (self, ask, cancellable, on_test_ask_cb, g_object_ref (task));
}

/**
 * azc_workspace_test_endpoint_finish:
 * @self: a workspace
 * @result: the result passed to the callback
 * @error: return location for an error
 *
 * Raises only %G_IO_ERROR_CANCELLED; every other failure is a result.
 *
 * Returns: (transfer full): what the test found
 */
AzcTest *
azc_workspace_test_endpoint_finish (AzcWorkspace  *self,
                                    GAsyncResult  *result,
                                    GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * azc_test_free:
 * @test: (transfer full): what a test found
 *
 * Frees it.
 */
void
azc_test_free (AzcTest *test)
{
  g_return_if_fail (test != NULL);

  g_free (test->sentence);
  g_free (test->advice);
  g_free (test);
}

static void
on_models_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GStrv models;

  models = azc_client_list_models_finish (AZC_CLIENT (source), result, &error);
  if (models != NULL)
    g_task_return_pointer (task, models, (GDestroyNotify) g_strfreev);
  else
    g_task_return_error (task, error);
}

static void
on_models_request_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  AzcWorkspace *self = AZC_WORKSPACE (source);
  AzcRequest *request;
  GError *error = NULL;

  request = _azc_workspace_build_request_finish (self, result, &error);
  if (request == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  g_task_set_task_data (task, request, (GDestroyNotify) azc_request_free);
  azc_client_list_models_async (self->client, request, g_task_get_cancellable (task),
                                on_models_cb, g_object_ref (task));
}

/**
 * azc_workspace_list_models_async:
 * @self: a workspace
 * @endpoint: an endpoint, perhaps one that is being made
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: passed to @callback
 *
 * Asks the service which models it has. On Azure these are the models that the
 * resource could deploy, not the deployments.
 */
void
azc_workspace_list_models_async (AzcWorkspace        *self,
                                 AzcEndpoint         *endpoint,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GPtrArray) no_pictures = g_ptr_array_new ();

  g_return_if_fail (AZC_IS_WORKSPACE (self));
  g_return_if_fail (AZC_IS_ENDPOINT (endpoint));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, azc_workspace_list_models_async);
  _azc_workspace_build_request_async (self, _azc_workspace_make_ask (AZC_PURPOSE_MODELS, endpoint, NULL),
                                      no_pictures, cancellable,
                                      on_models_request_cb, g_object_ref (task));
}

/**
 * azc_workspace_list_models_finish:
 * @self: a workspace
 * @result: the result passed to the callback
 * @error: return location for an error
 *
 * Returns: (transfer full): the models' names
 */
GStrv
azc_workspace_list_models_finish (AzcWorkspace  *self,
                                  GAsyncResult  *result,
                                  GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * azc_workspace_start_demo:
 * @self: a workspace
 * @error: return location for an error
 *
 * Starts the demo server, if it is not running, and adds its endpoint to the list.
 * Nothing of it reaches the settings, the keyring or the history.
 *
 * Returns: (transfer none): the demo endpoint
 */
AzcEndpoint *
azc_workspace_start_demo (AzcWorkspace  *self,
                          GError       **error)
{
  g_autoptr (GListStore) models = NULL;
  g_autoptr (AzcModel) model = NULL;

  g_return_val_if_fail (AZC_IS_WORKSPACE (self), NULL);

  if (self->demo_endpoint != NULL)
    return self->demo_endpoint;

  self->demo_server = azc_demo_server_new (error);
  if (self->demo_server == NULL)
    return NULL;

  model = azc_model_new ("demo");
  azc_model_set_vision (model, AZC_YES);
  models = g_list_store_new (AZC_TYPE_MODEL);
  g_list_store_append (models, model);

  self->demo_endpoint = azc_endpoint_new (DEMO_ID);
  azc_endpoint_set_demo (self->demo_endpoint, TRUE);
  azc_endpoint_set_name (self->demo_endpoint, _("Demo"));
  azc_endpoint_set_url (self->demo_endpoint, azc_demo_server_get_url (self->demo_server));
  azc_endpoint_set_route (self->demo_endpoint, AZC_ROUTE_AZURE);
  azc_endpoint_set_deployment (self->demo_endpoint, "demo");
  azc_endpoint_set_models (self->demo_endpoint, G_LIST_MODEL (models));
  azc_endpoint_settings_add (self->endpoints, self->demo_endpoint);

  return self->demo_endpoint;
}
