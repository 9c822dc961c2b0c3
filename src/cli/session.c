/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A workspace for the length of one command. Commands are sequences, so they wait for each
 * step in a main loop instead of chaining callbacks. */

#include "config.h"

#include "cli/session.h"

#include <glib/gi18n-lib.h>

#include "base/error.h"
#include "cli/commands.h"

/**
 * azc_session_done:
 * @source: (nullable): the source object
 * @result: the result
 * @session: the session
 *
 * The callback for every call that [func@Azc.session_wait] waits for.
 */
void
azc_session_done (GObject      *source,
                  GAsyncResult *result,
                  gpointer      session)
{
  AzcSession *self = session;

  self->result = g_object_ref (result);
  g_main_loop_quit (self->loop);
}

/**
 * azc_session_wait:
 * @self: a session
 *
 * Runs the main loop until the call that was started with [func@Azc.session_done] is done.
 *
 * Returns: (transfer full): its result
 */
GAsyncResult *
azc_session_wait (AzcSession *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  while (self->result == NULL)
    g_main_loop_run (self->loop);

  return g_steal_pointer (&self->result);
}

static void
on_failed_cb (AzcWorkspace *workspace,
              const GError *error)
{
  azc_cli_fail (error);
}

/**
 * azc_session_open:
 * @demo: whether to use the demo endpoint and a profile that is thrown away
 * @error: return location for an error
 *
 * Opens the workspace. Raises %AZC_ERROR_STORE if the history cannot be read.
 *
 * Returns: (transfer full): a session
 */
AzcSession *
azc_session_open (gboolean   demo,
                  GError   **error)
{
  g_autoptr (AzcSession) self = g_new0 (AzcSession, 1);
  g_autoptr (GAsyncResult) result = NULL;

  self->loop = g_main_loop_new (NULL, FALSE);
  self->workspace = azc_workspace_new (demo);
  g_signal_connect (self->workspace, "failed", G_CALLBACK (on_failed_cb), NULL);

  azc_workspace_open_async (self->workspace, NULL, azc_session_done, self);
  result = azc_session_wait (self);
  if (!azc_workspace_open_finish (self->workspace, result, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * azc_session_close:
 * @self: (transfer full): a session
 *
 * Waits until all is written, and frees the session.
 */
void
azc_session_close (AzcSession *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (self != NULL);

  azc_workspace_close_async (self->workspace, azc_session_done, self);
  result = azc_session_wait (self);
  if (!azc_workspace_close_finish (self->workspace, result, &error))
    azc_cli_fail (error);

  g_object_unref (self->workspace);
  g_main_loop_unref (self->loop);
  g_free (self);
}

/**
 * azc_session_find_endpoint:
 * @self: a session
 * @name: (nullable): an endpoint's name or id; %NULL for the default one
 * @error: return location for an error
 *
 * Raises %AZC_ERROR_SETTINGS if there is no such endpoint.
 *
 * Returns: (transfer none): the endpoint
 */
AzcEndpoint *
azc_session_find_endpoint (AzcSession  *self,
                           const char  *name,
                           GError     **error)
{
  AzcEndpoint *endpoint;

  g_return_val_if_fail (self != NULL, NULL);

  endpoint = name != NULL ? azc_workspace_find_endpoint_by_name (self->workspace, name)
                          : azc_workspace_get_default_endpoint (self->workspace);
  if (endpoint != NULL)
    return endpoint;

  if (name != NULL)
    g_set_error (error, AZC_ERROR, AZC_ERROR_SETTINGS, _("There is no endpoint “%s”."), name);
  else
    g_set_error_literal (error, AZC_ERROR, AZC_ERROR_SETTINGS, _("No endpoint is set up."));
  if (error != NULL)
    azc_error_set_advice (*error, _("“azure-chat endpoints list” shows the endpoints, “azure-chat endpoints add FILE” adds one, and --demo needs none."));

  return NULL;
}
