/* SPDX-License-Identifier: GPL-3.0-or-later */

/* "request": what would be sent, and nothing is. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "cli/commands.h"
#include "cli/question.h"

static JsonNode *
describe (AzcQuestion  *question,
          AzcSession   *session,
          GError      **error)
{
  g_autoptr (GListStore) attachments = g_list_store_new (AZC_TYPE_ATTACHMENT);
  g_autoptr (AzcSendOptions) options = azc_question_get_options (question, error);
  g_autoptr (AzcConversation) conversation = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  if (options == NULL)
    return NULL;

  conversation = azc_question_start (question, session, attachments, error);
  if (conversation == NULL)
    return NULL;

  azc_workspace_describe_request_async (session->workspace, conversation, question->prompt,
                                        G_LIST_MODEL (attachments), options,
                                        question->show_secrets, NULL, azc_session_done, session);
  result = azc_session_wait (session);

  return azc_workspace_describe_request_finish (session->workspace, result, error);
}

/**
 * azc_cli_request:
 * @argc: number of arguments
 * @argv: the command and its arguments
 *
 * Prints the request that `ask` would send.
 *
 * Returns: the exit code
 */
int
azc_cli_request (int    argc,
                 char **argv)
{
  g_autoptr (AzcQuestion) question = NULL;
  g_autoptr (AzcSession) session = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) error = NULL;

  question = azc_question_parse ("request", _("print what would be sent"), argc, argv, &error);
  if (question == NULL)
    return error != NULL ? azc_cli_fail (error) : AZC_EXIT_USAGE;

  /* nothing is asked, so there is nothing to keep */
  question->save = FALSE;
  session = azc_session_open (question->demo, &error);
  if (session != NULL)
    node = describe (question, session, &error);
  if (node == NULL)
    return azc_cli_fail (error);

  azc_cli_print_json (node);

  return AZC_EXIT_OK;
}
