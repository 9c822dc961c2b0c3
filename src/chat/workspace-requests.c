/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Requests of the workspace: keys are fetched, pictures read, and the builder runs in a
 * worker, for every purpose alike. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/error.h"
#include "chat/history.h"
#include "chat/workspace-private.h"

/* A question to @endpoint, which is copied, so that a worker may read it. */
AzcAsk *
_azc_workspace_make_ask (AzcPurpose   purpose,
                         AzcEndpoint *endpoint,
                         const char  *model)
{
  g_autoptr (AzcEndpoint) copy = azc_endpoint_copy (endpoint);
  AzcModel *known = model != NULL ? azc_endpoint_find_model (copy, model) : NULL;
  g_autoptr (AzcModel) named = NULL;

  /* A name that the endpoint does not list is sent as it stands. */
  if (known == NULL && model != NULL)
    known = named = azc_model_new (model);

  return azc_ask_new (purpose, copy, known);
}

/* What @conversation asks with @question, which need not be part of it yet. @pictures gets
 * the pictures of each prompt, for _azc_workspace_build_request_async(). */
AzcAsk *
_azc_workspace_make_chat_ask (AzcWorkspace          *self,
                              AzcConversation       *conversation,
                              AzcMessage            *question,
                              const AzcSendOptions  *options,
                              GPtrArray            **pictures,
                              GError               **error)
{
  g_autoptr (AzcSendOptions) set = azc_send_options_copy (options);
  const char *id = azc_conversation_get_endpoint_id (conversation);
  AzcEndpoint *endpoint = azc_workspace_find_endpoint (self, id);
  AzcAsk *ask;

  if (endpoint == NULL)
    {
      g_set_error_literal (error, AZC_ERROR, AZC_ERROR_SETTINGS,
                           _("The endpoint of this conversation was removed."));
      if (error != NULL)
        azc_error_set_advice (*error, _("Choose another model and retry."));
      return NULL;
    }

  ask = _azc_workspace_make_ask (AZC_PURPOSE_CHAT, endpoint,
                                 azc_conversation_get_model (conversation));
  ask->stream = set->stream;
  ask->detail = set->detail;
  ask->parameters = g_steal_pointer (&set->parameters);
  ask->conversation_id = g_strdup (azc_conversation_get_id (conversation));
  *pictures = azc_history_collect (conversation, question, set, ask);

  return ask;
}

typedef struct
{
  AzcAsk    *ask;
  GPtrArray *attachments;
} Build;

static void
build_free (Build *build)
{
  g_clear_pointer (&build->ask, azc_ask_free);
  g_clear_pointer (&build->attachments, g_ptr_array_unref);
  g_free (build);
}

/* The key is one of the endpoint's secrets; the rest are its variables. */
static void
take_secrets (AzcAsk         *ask,
              const AzcPairs *secrets)
{
  g_autoptr (AzcPairs) variables = azc_pairs_new ();

  for (guint i = 0; i < azc_pairs_get_size (secrets); i++)
    {
      const AzcPair *pair = azc_pairs_get (secrets, i);

      if (!g_str_equal (pair->name, AZC_SECRETS_KEY))
        azc_pairs_append (variables, pair->name, pair->value);
      else if (ask->key == NULL)
        ask->key = g_strdup (pair->value);
    }

  ask->variables = g_steal_pointer (&variables);
}

static void
on_secrets_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  AzcAsk *ask = g_task_get_task_data (task);
  g_autoptr (AzcPairs) secrets = NULL;
  GError *error = NULL;

  secrets = azc_secrets_load_finish (AZC_SECRETS (source), result, &error);
  if (secrets == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  take_secrets (ask, secrets);
  g_task_return_boolean (task, TRUE);
}

/* Adds to @ask what only the workspace knows: the key, the variables, the person's
 * headers. The caller owns @ask and keeps it until the callback. */
void
_azc_workspace_complete_ask_async (AzcWorkspace        *self,
                                   AzcAsk              *ask,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GVariant) headers = g_settings_get_value (self->settings, "headers");
  GVariantIter iter;
  const char *name;
  const char *value;

  g_assert (AZC_IS_WORKSPACE (self));

  g_task_set_source_tag (task, _azc_workspace_complete_ask_async);
  g_task_set_task_data (task, ask, NULL);

  g_clear_pointer (&ask->application_headers, azc_pairs_unref);
  ask->application_headers = azc_pairs_new ();
  g_variant_iter_init (&iter, headers);
  while (g_variant_iter_next (&iter, "(&sm&s)", &name, &value))
    azc_pairs_append (ask->application_headers, name, value);

  if (azc_endpoint_is_demo (ask->endpoint) && self->demo_server != NULL)
    {
      ask->key = g_strdup (azc_demo_server_get_key (self->demo_server));
      g_task_return_boolean (task, TRUE);
      return;
    }

  ask->key = g_strdup (azc_endpoint_get_key_reference (ask->endpoint));
  azc_secrets_load_async (self->secrets, azc_endpoint_get_id (ask->endpoint), cancellable,
                          on_secrets_cb, g_object_ref (task));
}

gboolean
_azc_workspace_complete_ask_finish (AzcWorkspace  *self,
                                    GAsyncResult  *result,
                                    GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static gboolean
read_pictures (Build         *build,
               GCancellable  *cancellable,
               GError       **error)
{
  for (guint i = 0; i < build->ask->prompts->len; i++)
    {
      GPtrArray *attachments = g_ptr_array_index (build->attachments, i);

      for (guint j = 0; attachments != NULL && j < attachments->len; j++)
        {
          AzcAttachment *attachment = g_ptr_array_index (attachments, j);
          g_autoptr (GBytes) data = NULL;

          data = g_file_load_bytes (azc_attachment_get_file (attachment), cancellable, NULL, error);
          if (data == NULL)
            {
              g_prefix_error (error, "%s: ", azc_attachment_get_name (attachment));
              return FALSE;
            }
          azc_prompt_add_picture (g_ptr_array_index (build->ask->prompts, i),
                                  azc_attachment_get_mime_type (attachment), data);
        }
    }

  return TRUE;
}

static void
build_in_thread (GTask        *task,
                 gpointer      source,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  Build *build = task_data;
  AzcRequest *request = NULL;
  GError *error = NULL;

  if (read_pictures (build, cancellable, &error))
    request = azc_request_build (build->ask, &error);

  if (request != NULL)
    g_task_return_pointer (task, request, (GDestroyNotify) azc_request_free);
  else
    g_task_return_error (task, error);
}

static void
on_completed_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (_azc_workspace_complete_ask_finish (AZC_WORKSPACE (source), result, &error))
    g_task_run_in_thread (task, build_in_thread);
  else
    g_task_return_error (task, error);
}

/* Makes a request from @ask, which it takes. @attachments has one array of AzcAttachment,
 * or NULL, for each prompt; their files are read in the worker. */
void
_azc_workspace_build_request_async (AzcWorkspace        *self,
                                    AzcAsk              *ask,
                                    GPtrArray           *attachments,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Build *build = g_new0 (Build, 1);

  g_assert (AZC_IS_WORKSPACE (self));

  g_task_set_source_tag (task, _azc_workspace_build_request_async);
  g_task_set_task_data (task, build, (GDestroyNotify) build_free);
  build->ask = ask;
  build->attachments = g_ptr_array_ref (attachments);
  _azc_workspace_complete_ask_async (self, ask, cancellable, on_completed_cb,
                                     g_object_ref (task));
}

AzcRequest *
_azc_workspace_build_request_finish (AzcWorkspace  *self,
                                     GAsyncResult  *result,
                                     GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
