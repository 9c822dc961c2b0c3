/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Titles: the first words at once, the model's own title after the first answer, and
 * never anything over a title that the person typed. */

#include "config.h"

#include "chat/title.h"

#include <string.h>

#include "base/util.h"
#include "chat/history.h"
#include "base/error.h"
#include "chat/workspace-private.h"

/* Characters: what a sidebar row shows at a usual width. */
#define MAX_TITLE 60

/* Characters of each message that a title is made from. */
#define MAX_EXCERPT 2000

typedef struct
{
  AzcWorkspace    *workspace;
  AzcConversation *conversation;
  AzcRequest      *request;
  GString         *text;
} TitleRequest;

static void
title_request_free (TitleRequest *title)
{
  g_clear_object (&title->workspace);
  g_clear_object (&title->conversation);
  g_clear_pointer (&title->request, azc_request_free);
  g_string_free (title->text, TRUE);
  g_free (title);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TitleRequest, title_request_free)

/**
 * azc_title_from_text:
 * @text: (nullable): a message or a model's answer
 *
 * Makes a title: the first line without Markdown's marks and quotes, cut at a word.
 *
 * Returns: (transfer full) (nullable): the title, or %NULL if nothing is left
 */
char *
azc_title_from_text (const char *text)
{
  g_autofree char *line = NULL;
  const char *start = text != NULL ? text : "";
  char *cut;

  start += strspn (start, " \t\r\n#>*_`\"'-");
  line = g_strndup (start, strcspn (start, "\r\n"));
  g_strdelimit (line, "\t", ' ');
  g_strchomp (line);
  while (*line != '\0' && strchr ("*_`\"'.", line[strlen (line) - 1]) != NULL)
    line[strlen (line) - 1] = '\0';

  if (*line == '\0')
    return NULL;

  if (g_utf8_strlen (line, -1) <= MAX_TITLE)
    return g_steal_pointer (&line);

  *g_utf8_offset_to_pointer (line, MAX_TITLE) = '\0';
  cut = strrchr (line, ' ');
  if (cut != NULL && cut > line + MAX_TITLE / 2)
    *cut = '\0';

  return g_strconcat (line, "…", NULL);
}

static void
on_delta_cb (const AzcDelta *delta,
             gpointer        user_data)
{
  TitleRequest *title = user_data;

  if (delta->kind == AZC_DELTA_TEXT)
    g_string_append (title->text, delta->text);
}

/* A title is a nicety: its failure is not worth a word to the person. */
static void
on_sent_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (TitleRequest) title = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (!azc_client_send_finish (AZC_CLIENT (source), result, &error))
    {
      g_debug ("No title: %s", azc_error_get_code_name (error));
      return;
    }

  text = azc_title_from_text (title->text->str);
  if (text == NULL || azc_conversation_get_title_fixed (title->conversation))
    return;

  azc_conversation_set_title (title->conversation, text);
  _azc_workspace_save_conversation (title->workspace, title->conversation);
}

static void
on_built_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (TitleRequest) title = user_data;
  g_autoptr (GError) error = NULL;

  title->request = _azc_workspace_build_request_finish (AZC_WORKSPACE (source), result, &error);
  if (title->request == NULL)
    {
      g_debug ("No title: %s", azc_error_get_code_name (error));
      return;
    }

  azc_client_send_async (title->workspace->client, title->request, on_delta_cb, title, NULL,
                         on_sent_cb, title);
  g_steal_pointer (&title);
}

static void
append_excerpt (GString    *text,
                AzcMessage *message)
{
  const char *all = azc_message_get_text (message);
  g_autofree char *excerpt = g_utf8_substring (all, 0, MIN (g_utf8_strlen (all, -1), MAX_EXCERPT));

  if (text->len > 0 && *excerpt != '\0')
    g_string_append (text, "\n\n---\n\n");
  g_string_append (text, excerpt);
}

/* The question and its answer, as one text that a title is asked for. */
static char *
quote_conversation (AzcConversation *conversation)
{
  GListModel *thread = azc_conversation_get_thread (conversation);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < MIN (g_list_model_get_n_items (thread), 2); i++)
    {
      g_autoptr (AzcMessage) message = g_list_model_get_item (thread, i);

      append_excerpt (text, message);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * azc_title_request:
 * @workspace: the workspace
 * @conversation: a conversation with at least one answer
 *
 * Asks the endpoint's title model, or else the conversation's, for a title.
 */
void
azc_title_request (AzcWorkspace    *workspace,
                   AzcConversation *conversation)
{
  g_autoptr (GPtrArray) no_pictures = g_ptr_array_new ();
  g_autofree char *text = NULL;
  AzcEndpoint *endpoint;
  TitleRequest *title;
  const char *model;
  AzcAsk *ask;

  g_return_if_fail (AZC_IS_WORKSPACE (workspace));
  g_return_if_fail (AZC_IS_CONVERSATION (conversation));

  endpoint = azc_workspace_find_endpoint (workspace,
                                          azc_conversation_get_endpoint_id (conversation));
  if (endpoint == NULL)
    return;

  model = azc_endpoint_get_title_model (endpoint);
  if (model == NULL)
    model = azc_conversation_get_model (conversation);

  ask = _azc_workspace_make_ask (AZC_PURPOSE_TITLE, endpoint, model);
  text = quote_conversation (conversation);
  g_ptr_array_add (ask->prompts, azc_prompt_new (AZC_ROLE_USER, text));
  g_ptr_array_add (no_pictures, NULL);

  title = g_new0 (TitleRequest, 1);
  title->workspace = g_object_ref (workspace);
  title->conversation = g_object_ref (conversation);
  title->text = g_string_new (NULL);
  _azc_workspace_build_request_async (workspace, ask, no_pictures, NULL, on_built_cb, title);
}
