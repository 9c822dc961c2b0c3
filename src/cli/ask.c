/* SPDX-License-Identifier: GPL-3.0-or-later */

/* "ask": one question, and its answer on standard output as it arrives. */

#include "config.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <signal.h>

#include "base/error.h"
#include "base/util.h"
#include "cli/commands.h"
#include "cli/question.h"

typedef struct
{
  AzcSession      *session;
  AzcConversation *conversation;
  AzcMessage      *answer;
  gsize            printed;
  gint64           first;
  gboolean         quiet;
  gboolean         unread;
} Asking;

static void
on_text_cb (AzcMessage *answer,
            GParamSpec *pspec,
            Asking     *asking)
{
  if (asking->first == 0)
    asking->first = g_get_real_time ();
  if (asking->quiet || azc_message_get_text_length (answer) <= asking->printed)
    return;

  /* nobody reads any more, as with "| head": so nothing more need be paid for */
  asking->unread = !azc_cli_write (azc_message_get_text (answer) + asking->printed);
  asking->printed = azc_message_get_text_length (answer);
  if (asking->unread)
    azc_workspace_stop (asking->session->workspace, asking->conversation);
}

static gboolean
on_interrupt_cb (gpointer user_data)
{
  Asking *asking = user_data;

  azc_workspace_stop (asking->session->workspace, asking->conversation);

  return G_SOURCE_CONTINUE;
}

static void
add_text (JsonObject *object,
          const char *member,
          const char *text)
{
  if (text != NULL)
    json_object_set_string_member (object, member, text);
  else
    json_object_set_null_member (object, member);
}

static JsonObject *
usage_to_json (const AzcUsage *usage)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "prompt_tokens", usage->prompt);
  json_object_set_int_member (object, "completion_tokens", usage->completion);
  if (usage->reasoning >= 0)
    json_object_set_int_member (object, "reasoning_tokens", usage->reasoning);
  if (usage->cached >= 0)
    json_object_set_int_member (object, "cached_tokens", usage->cached);

  return object;
}

static JsonObject *
ids_to_json (Asking *asking)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "conversation",
                                 azc_conversation_get_id (asking->conversation));
  json_object_set_string_member (object, "message", azc_message_get_id (asking->answer));

  return object;
}

static JsonObject *
timing_to_json (Asking *asking)
{
  JsonObject *object = json_object_new ();
  gint64 start = azc_message_get_created (asking->answer);

  if (asking->first > 0)
    json_object_set_int_member (object, "first_token_ms", (asking->first - start) / 1000);
  json_object_set_int_member (object, "total_ms",
                              (azc_message_get_finished (asking->answer) - start) / 1000);

  return object;
}

static void
print_json (Asking       *asking,
            const GError *error)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = NULL;
  AzcMessage *answer = asking->answer;

  add_text (object, "text", azc_message_get_text (answer));
  add_text (object, "reasoning", azc_message_get_reasoning (answer));
  add_text (object, "model", azc_message_get_model (answer));
  add_text (object, "endpoint", azc_message_get_endpoint_name (answer));
  add_text (object, "finish_reason", azc_message_get_finish_reason (answer));
  if (azc_message_get_usage (answer) != NULL)
    json_object_set_object_member (object, "usage", usage_to_json (azc_message_get_usage (answer)));
  else
    json_object_set_null_member (object, "usage");
  json_object_set_object_member (object, "ids", ids_to_json (asking));
  json_object_set_object_member (object, "timing", timing_to_json (asking));
  if (error != NULL)
    json_object_set_member (object, "error", azc_error_to_json (error));

  node = json_node_init_object (json_node_alloc (), object);
  azc_cli_print_json (node);
}

/* A stopped answer carries no error; the caller of the command gets one all the same. */
static GError *
get_outcome (AzcMessage *answer)
{
  if (azc_message_get_error (answer) != NULL)
    return g_error_copy (azc_message_get_error (answer));
  if (azc_message_get_state (answer) == AZC_MESSAGE_DONE)
    return NULL;

  return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, _("The answer was stopped."));
}

static int
report (Asking *asking)
{
  g_autoptr (GError) error = get_outcome (asking->answer);

  if (asking->quiet)
    print_json (asking, error);
  else if (asking->printed > 0)
    azc_cli_write ("\n");

  if (error == NULL)
    return AZC_EXIT_OK;

  return asking->quiet || asking->unread ? azc_cli_exit_code (error) : azc_cli_fail (error);
}

static int
ask (AzcQuestion           *question,
     AzcSession            *session,
     AzcConversation       *conversation,
     GListModel            *attachments,
     const AzcSendOptions  *options)
{
  Asking asking = { session, conversation, NULL, 0, 0, question->json, FALSE };
  g_autoptr (AzcMessage) answer = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  gulong handler;
  guint interrupt, terminate;

  answer = azc_workspace_send (session->workspace, conversation, question->prompt,
                               attachments, options);
  g_object_ref (answer);
  asking.answer = answer;
  handler = g_signal_connect (answer, "notify::text", G_CALLBACK (on_text_cb), &asking);
  interrupt = g_unix_signal_add (SIGINT, on_interrupt_cb, &asking);
  terminate = g_unix_signal_add (SIGTERM, on_interrupt_cb, &asking);

  azc_workspace_wait_async (session->workspace, conversation, NULL, azc_session_done, session);
  result = azc_session_wait (session);
  azc_workspace_mark_read (session->workspace, conversation);

  g_source_remove (interrupt);
  g_source_remove (terminate);
  g_signal_handler_disconnect (answer, handler);

  return report (&asking);
}

static void
print_failure (const GError *error)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = NULL;

  json_object_set_string_member (object, "text", "");
  json_object_set_member (object, "error", azc_error_to_json (error));
  node = json_node_init_object (json_node_alloc (), object);
  azc_cli_print_json (node);
}

static int
run (AzcQuestion  *question,
     GError      **error)
{
  g_autoptr (GListStore) attachments = g_list_store_new (AZC_TYPE_ATTACHMENT);
  g_autoptr (AzcSendOptions) options = NULL;
  g_autoptr (AzcSession) session = NULL;
  g_autoptr (AzcConversation) conversation = NULL;

  options = azc_question_get_options (question, error);
  if (options == NULL)
    return AZC_EXIT_USAGE;

  session = azc_session_open (question->demo, error);
  if (session == NULL)
    return AZC_EXIT_FAILED;

  conversation = azc_question_start (question, session, attachments, error);
  if (conversation == NULL)
    return AZC_EXIT_FAILED;

  return ask (question, session, conversation, G_LIST_MODEL (attachments), options);
}

/**
 * azc_cli_ask:
 * @argc: number of arguments
 * @argv: the command and its arguments
 *
 * Asks one question. The answer goes to standard output as it arrives, everything else
 * to standard error. An interrupt ends the answer and keeps what has arrived.
 *
 * Returns: the exit code
 */
int
azc_cli_ask (int    argc,
             char **argv)
{
  g_autoptr (AzcQuestion) question = NULL;
  g_autoptr (GError) error = NULL;
  int code;

  question = azc_question_parse ("ask", _("ask one question"), argc, argv, &error);
  if (question == NULL)
    return error != NULL ? azc_cli_fail (error) : AZC_EXIT_USAGE;

  code = run (question, &error);
  if (error == NULL)
    return code;

  if (question->json)
    print_failure (error);

  return azc_cli_fail (error);
}
