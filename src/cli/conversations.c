/* SPDX-License-Identifier: GPL-3.0-or-later */

/* "conversations": the history without the window. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/error.h"
#include "base/util.h"
#include "cli/commands.h"
#include "cli/session.h"

static char *
format_time (gint64 microseconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (microseconds / G_USEC_PER_SEC);

  return time != NULL ? g_date_time_format_iso8601 (time) : g_strdup ("");
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
conversation_to_json (AzcConversation *conversation)
{
  JsonObject *object = json_object_new ();
  g_autofree char *created = format_time (azc_conversation_get_created (conversation));
  g_autofree char *updated = format_time (azc_conversation_get_updated (conversation));

  add_text (object, "id", azc_conversation_get_id (conversation));
  add_text (object, "title", azc_conversation_get_title (conversation));
  add_text (object, "model", azc_conversation_get_model (conversation));
  add_text (object, "created", created);
  add_text (object, "updated", updated);

  return object;
}

static JsonArray *
pictures_to_json (AzcMessage *message)
{
  GListModel *attachments = azc_message_get_attachments (message);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < g_list_model_get_n_items (attachments); i++)
    {
      g_autoptr (AzcAttachment) attachment = g_list_model_get_item (attachments, i);
      JsonObject *object = json_object_new ();

      add_text (object, "name", azc_attachment_get_name (attachment));
      add_text (object, "type", azc_attachment_get_mime_type (attachment));
      json_object_set_int_member (object, "width", azc_attachment_get_width (attachment));
      json_object_set_int_member (object, "height", azc_attachment_get_height (attachment));
      json_object_set_int_member (object, "bytes", (gint64) azc_attachment_get_size (attachment));
      json_array_add_object_element (array, object);
    }

  return array;
}

static JsonObject *
message_to_json (AzcMessage *message)
{
  JsonObject *object = json_object_new ();
  g_autofree char *created = format_time (azc_message_get_created (message));

  add_text (object, "id", azc_message_get_id (message));
  add_text (object, "parent", azc_message_get_parent_id (message));
  add_text (object, "role", azc_role_to_string (azc_message_get_role (message)));
  add_text (object, "text", azc_message_get_text (message));
  add_text (object, "reasoning", azc_message_get_reasoning (message));
  add_text (object, "state", azc_message_state_to_string (azc_message_get_state (message)));
  add_text (object, "endpoint", azc_message_get_endpoint_name (message));
  add_text (object, "model", azc_message_get_model (message));
  add_text (object, "created", created);
  json_object_set_array_member (object, "pictures", pictures_to_json (message));
  if (azc_message_get_error (message) != NULL)
    json_object_set_member (object, "error", azc_error_to_json (azc_message_get_error (message)));

  return object;
}

static int
list (AzcSession  *session,
      const char  *id,
      gboolean     json,
      GError     **error)
{
  GListModel *conversations = G_LIST_MODEL (azc_workspace_get_conversations (session->workspace));
  g_autoptr (JsonArray) array = json_array_new ();

  for (guint i = 0; i < g_list_model_get_n_items (conversations); i++)
    {
      g_autoptr (AzcConversation) conversation = g_list_model_get_item (conversations, i);
      g_autofree char *updated = format_time (azc_conversation_get_updated (conversation));

      if (json)
        json_array_add_object_element (array, conversation_to_json (conversation));
      else
        azc_cli_print ("%s\t%s\t%s\n", azc_conversation_get_id (conversation), updated,
                 azc_conversation_get_title (conversation));
    }

  if (json)
    {
      g_autoptr (JsonNode) node = json_node_init_array (json_node_alloc (), array);

      azc_cli_print_json (node);
    }

  return AZC_EXIT_OK;
}

static AzcConversation *
find (AzcSession  *session,
      const char  *id,
      GError     **error)
{
  AzcConversation *conversation;

  conversation = azc_conversation_list_find (azc_workspace_get_conversations (session->workspace), id);
  if (conversation == NULL)
    {
      g_set_error (error, AZC_ERROR, AZC_ERROR_USAGE, _("There is no conversation “%s”."), id);
      if (error != NULL)
        azc_error_set_advice (*error, _("“azure-chat conversations list” shows the ids."));
    }

  return conversation;
}

static void
print_message (AzcMessage *message)
{
  azc_cli_print ("## %s\n\n", azc_message_get_role (message) == AZC_ROLE_USER ? _("You") : _("Answer"));
  if (!azc_str_empty (azc_message_get_text (message)))
    azc_cli_print ("%s\n\n", azc_message_get_text (message));
  if (azc_message_get_error (message) != NULL)
    azc_cli_print ("> %s\n\n", azc_message_get_error (message)->message);
}

static int
show (AzcSession  *session,
      const char  *id,
      gboolean     json,
      GError     **error)
{
  AzcConversation *conversation = find (session, id, error);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (JsonObject) object = NULL;
  JsonArray *messages;
  GListModel *thread;

  if (conversation == NULL)
    return AZC_EXIT_USAGE;

  azc_workspace_load_conversation_async (session->workspace, conversation, NULL,
                                         azc_session_done, session);
  result = azc_session_wait (session);
  if (!azc_workspace_load_conversation_finish (session->workspace, result, error))
    return AZC_EXIT_FAILED;

  object = conversation_to_json (conversation);
  messages = json_array_new ();
  thread = azc_conversation_get_thread (conversation);
  if (!json)
    azc_cli_print ("# %s\n\n", azc_conversation_get_title (conversation));
  for (guint i = 0; i < g_list_model_get_n_items (thread); i++)
    {
      g_autoptr (AzcMessage) message = g_list_model_get_item (thread, i);

      if (json)
        json_array_add_object_element (messages, message_to_json (message));
      else
        print_message (message);
    }

  json_object_set_array_member (object, "messages", messages);
  if (json)
    {
      g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);

      azc_cli_print_json (node);
    }

  return AZC_EXIT_OK;
}

static int
delete_one (AzcSession  *session,
            const char  *id,
            gboolean     json,
            GError     **error)
{
  AzcConversation *conversation = find (session, id, error);

  if (conversation == NULL)
    return AZC_EXIT_USAGE;

  azc_workspace_delete_conversation (session->workspace, conversation);

  return AZC_EXIT_OK;
}

static const struct
{
  const char *word;
  gboolean    takes_id;
  int       (*run) (AzcSession  *session,
                    const char  *id,
                    gboolean     json,
                    GError     **error);
} verbs[] = {
  { "list", FALSE, list },
  { "show", TRUE, show },
  { "delete", TRUE, delete_one },
};

static int
run_verb (guint       verb,
          const char *id,
          gboolean    json)
{
  g_autoptr (AzcSession) session = NULL;
  g_autoptr (GError) error = NULL;
  int code;

  session = azc_session_open (FALSE, &error);
  if (session == NULL)
    return azc_cli_fail (error);

  code = verbs[verb].run (session, id, json, &error);

  return error != NULL ? azc_cli_fail (error) : code;
}

/**
 * azc_cli_conversations:
 * @argc: number of arguments
 * @argv: the command and its arguments
 *
 * Lists, shows and deletes conversations.
 *
 * Returns: the exit code
 */
int
azc_cli_conversations (int    argc,
                       char **argv)
{
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Print JSON"), NULL },
    G_OPTION_ENTRY_NULL
  };

  if (!azc_cli_parse ("conversations", "list | show ID | delete ID",
                      _("read the history"), entries, &argc, &argv))
    return AZC_EXIT_USAGE;

  for (guint i = 0; argc >= 2 && i < G_N_ELEMENTS (verbs); i++)
    {
      if (!g_str_equal (verbs[i].word, argv[1]))
        continue;
      if (argc != (verbs[i].takes_id ? 3 : 2))
        return azc_cli_usage (verbs[i].takes_id ? _("“%s” takes one argument.")
                                             : _("“%s” takes no argument."), argv[1]);
      return run_verb (i, argc > 2 ? argv[2] : NULL, json);
    }

  return azc_cli_usage (_("Say what to do: list, show or delete."));
}
