/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is asked: the options of "ask" and "request", the prompt, the files. */

#include "config.h"

#include "cli/question.h"

#include <gio/gunixinputstream.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/json.h"
#include "base/util.h"
#include "cli/commands.h"

/* Bytes of a prompt from standard input or a file: more than any model reads. */
#define MAX_TEXT (16 * 1024 * 1024)

/**
 * azc_question_free:
 * @self: (transfer full): a question
 *
 * Frees it.
 */
void
azc_question_free (AzcQuestion *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->endpoint);
  g_free (self->model);
  g_free (self->instructions);
  g_free (self->detail);
  g_strfreev (self->pictures);
  g_strfreev (self->files);
  g_strfreev (self->parameters);
  g_free (self->prompt);
  g_free (self);
}

static char *
read_stream (GInputStream  *stream,
             const char    *name,
             GError       **error)
{
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autofree char *text = NULL;
  guint8 buffer[64 * 1024];
  gsize total = 0;
  gssize length;

  while ((length = g_input_stream_read (stream, buffer, sizeof buffer, NULL, error)) > 0)
    {
      total += (gsize) length;
      if (total > MAX_TEXT)
        {
          g_set_error (error, AZC_ERROR, AZC_ERROR_USAGE, _("“%s” is too long for a prompt."), name);
          return NULL;
        }
      g_output_stream_write_all (memory, buffer, (gsize) length, NULL, NULL, NULL);
    }

  if (length < 0)
    return NULL;

  g_output_stream_write_all (memory, "", 1, NULL, NULL, NULL);
  g_output_stream_close (memory, NULL, NULL);
  text = g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (memory));
  if (strlen (text) != total || !g_utf8_validate (text, -1, NULL))
    {
      g_set_error (error, AZC_ERROR, AZC_ERROR_USAGE, _("“%s” is not UTF-8 text."), name);
      return NULL;
    }

  return g_steal_pointer (&text);
}

static char *
read_file (const char  *path,
           GError     **error)
{
  g_autoptr (GInputStream) stream = azc_cli_open (path, error);

  return stream != NULL ? read_stream (stream, path, error) : NULL;
}

static char *
read_standard_input (GError **error)
{
  g_autoptr (GInputStream) stream = g_unix_input_stream_new (STDIN_FILENO, FALSE);

  /* TRANSLATORS: names the standard input in an error message. */
  return read_stream (stream, _("standard input"), error);
}

static gboolean
append_files (AzcQuestion  *self,
              GString      *prompt,
              GError      **error)
{
  for (guint i = 0; self->files != NULL && self->files[i] != NULL; i++)
    {
      g_autofree char *text = read_file (self->files[i], error);
      g_autofree char *name = g_path_get_basename (self->files[i]);

      if (text == NULL)
        return FALSE;
      g_string_append_printf (prompt, "\n\n%s:\n````\n%s\n````", name, text);
    }

  return TRUE;
}

static gboolean
read_prompt (AzcQuestion  *self,
             int           argc,
             char        **argv,
             GError      **error)
{
  g_autoptr (GString) prompt = g_string_new (NULL);
  g_autofree char *text = NULL;

  if ((argc == 2 && g_str_equal (argv[1], "-")) || (argc < 2 && !isatty (STDIN_FILENO)))
    text = read_standard_input (error);
  else
    text = g_strjoinv (" ", argv + 1);

  if (text == NULL)
    return FALSE;

  g_string_append (prompt, g_strchomp (text));
  if (!append_files (self, prompt, error))
    return FALSE;

  self->prompt = g_string_free (g_steal_pointer (&prompt), FALSE);
  if (*self->prompt == '\0' && self->pictures == NULL)
    {
      g_set_error_literal (error, AZC_ERROR, AZC_ERROR_USAGE, _("There is nothing to ask."));
      azc_error_set_advice (*error, _("Write the question after the command, or send it to standard input."));
      return FALSE;
    }

  return TRUE;
}

/**
 * azc_question_parse:
 * @command: "ask" or "request"
 * @summary: what the command does, translated
 * @argc: number of arguments
 * @argv: the arguments
 * @error: return location for an error
 *
 * Reads the command line, and the prompt from where it says. Wrong options are already
 * reported where %NULL comes back without an error.
 *
 * Returns: (transfer full) (nullable): the question
 */
AzcQuestion *
azc_question_parse (const char  *command,
                    const char  *summary,
                    int          argc,
                    char       **argv,
                    GError     **error)
{
  g_autoptr (AzcQuestion) self = g_new0 (AzcQuestion, 1);
  const GOptionEntry entries[] = {
    { "endpoint", 'e', 0, G_OPTION_ARG_STRING, &self->endpoint, N_("Endpoint to ask; the default one otherwise"), N_("NAME") },
    { "model", 'm', 0, G_OPTION_ARG_STRING, &self->model, N_("Model to ask; the endpoint’s first one otherwise"), N_("NAME") },
    { "image", 'i', 0, G_OPTION_ARG_FILENAME_ARRAY, &self->pictures, N_("Picture to send; may be repeated"), N_("FILE") },
    { "file", 'f', 0, G_OPTION_ARG_FILENAME_ARRAY, &self->files, N_("Text file to add to the prompt; may be repeated"), N_("FILE") },
    { "system", 's', 0, G_OPTION_ARG_STRING, &self->instructions, N_("Instructions for the model"), N_("TEXT") },
    { "detail", 0, 0, G_OPTION_ARG_STRING, &self->detail, N_("How closely pictures are looked at: low, high or auto"), N_("LEVEL") },
    { "param", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self->parameters, N_("Key for the request’s body; may be repeated"), N_("KEY=JSON") },
    { "no-stream", 0, 0, G_OPTION_ARG_NONE, &self->no_stream, N_("Ask for the answer in one piece"), NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &self->json, N_("Print one JSON object"), NULL },
    { "save", 0, 0, G_OPTION_ARG_NONE, &self->save, N_("Keep the conversation in the history"), NULL },
    { "demo", 0, 0, G_OPTION_ARG_NONE, &self->demo, N_("Ask the demo endpoint, with a profile that is thrown away"), NULL },
    { "show-secrets", 0, g_str_equal (command, "request") ? 0 : G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, &self->show_secrets, N_("Print credentials and pictures in full"), NULL },
    G_OPTION_ENTRY_NULL
  };

  if (!azc_cli_parse (command, _("[PROMPT | -]"), summary, entries, &argc, &argv) ||
      !read_prompt (self, argc, argv, error))
    return NULL;

  return g_steal_pointer (&self);
}

static gboolean
add_parameter (JsonObject  *parameters,
               const char  *text,
               GError     **error)
{
  const char *equals = strchr (text, '=');
  g_autoptr (JsonNode) value = NULL;
  g_autofree char *key = NULL;

  if (equals == NULL || equals == text)
    {
      g_set_error (error, AZC_ERROR, AZC_ERROR_USAGE, _("“%s” is not of the form KEY=JSON."), text);
      return FALSE;
    }

  value = azc_json_parse (equals + 1, -1, NULL);
  if (value == NULL)
    {
      g_set_error (error, AZC_ERROR, AZC_ERROR_USAGE,
                   _("The value in “%s” is not JSON; a text needs double quotes."), text);
      return FALSE;
    }

  key = g_strndup (text, (gsize) (equals - text));
  json_object_set_member (parameters, key, g_steal_pointer (&value));

  return TRUE;
}

/**
 * azc_question_get_options:
 * @self: a question
 * @error: return location for an error
 *
 * Raises %AZC_ERROR_USAGE if an option's value is wrong.
 *
 * Returns: (transfer full): what the question sets beside text and pictures
 */
AzcSendOptions *
azc_question_get_options (AzcQuestion  *self,
                          GError      **error)
{
  g_autoptr (AzcSendOptions) options = azc_send_options_new ();

  g_return_val_if_fail (self != NULL, NULL);

  options->stream = !self->no_stream;
  options->instructions = g_strdup (self->instructions);
  if (self->detail != NULL && !azc_detail_from_string (self->detail, &options->detail))
    {
      g_set_error (error, AZC_ERROR, AZC_ERROR_USAGE,
                   _("“%s” is not a level of detail: use low, high or auto."), self->detail);
      return NULL;
    }

  options->parameters = json_object_new ();
  for (guint i = 0; self->parameters != NULL && self->parameters[i] != NULL; i++)
    {
      if (!add_parameter (options->parameters, self->parameters[i], error))
        return NULL;
    }

  return g_steal_pointer (&options);
}

static gboolean
attach (AzcSession  *session,
        GListStore  *attachments,
        const char  *path,
        GError     **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  g_autoptr (GInputStream) stream = azc_cli_open (path, error);
  g_autoptr (AzcAttachment) attachment = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  if (stream == NULL)
    return FALSE;

  azc_workspace_add_picture_file_async (session->workspace, file, NULL, azc_session_done, session);
  result = azc_session_wait (session);
  attachment = azc_workspace_add_picture_finish (session->workspace, result, error);
  if (attachment == NULL)
    {
      g_prefix_error (error, "%s: ", path);
      return FALSE;
    }

  g_list_store_append (attachments, attachment);

  return TRUE;
}

/**
 * azc_question_start:
 * @self: a question
 * @session: an open session
 * @attachments: gets the pictures
 * @error: return location for an error
 *
 * Makes the conversation that the question is asked in, and prepares its pictures.
 *
 * Returns: (transfer full): the conversation
 */
AzcConversation *
azc_question_start (AzcQuestion  *self,
                    AzcSession   *session,
                    GListStore   *attachments,
                    GError      **error)
{
  g_autoptr (AzcConversation) conversation = NULL;
  AzcEndpoint *endpoint;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (session != NULL, NULL);

  endpoint = azc_session_find_endpoint (session, self->endpoint, error);
  if (endpoint == NULL)
    return NULL;

  for (guint i = 0; self->pictures != NULL && self->pictures[i] != NULL; i++)
    {
      if (!attach (session, attachments, self->pictures[i], error))
        return NULL;
    }

  conversation = self->save ? azc_workspace_create_conversation (session->workspace)
                            : azc_workspace_create_temporary_conversation (session->workspace);
  /* nobody sees the title of what is not kept, so no model shall be paid for one */
  azc_conversation_set_title_fixed (conversation, !self->save);
  azc_workspace_select_model (session->workspace, conversation, endpoint, self->model);

  return g_steal_pointer (&conversation);
}
