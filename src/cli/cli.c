/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The command line: which command, and what the commands share. */

#include "config.h"

#include "cli/cli.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/json.h"
#include "base/redact.h"
#include "cli/commands.h"

static const struct
{
  const char *word;
  int       (*run) (int    argc,
                    char **argv);
} commands[] = {
  { "ask", azc_cli_ask },
  { "request", azc_cli_request },
  { "endpoints", azc_cli_endpoints },
  { "conversations", azc_cli_conversations },
  { "help", azc_cli_help },
  { "--help", azc_cli_help },
  { "-h", azc_cli_help },
};

/**
 * azc_cli_is_command:
 * @word: (nullable): the program's first argument
 *
 * Returns: whether @word is a command, so that no window is wanted
 */
gboolean
azc_cli_is_command (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      if (g_strcmp0 (commands[i].word, word) == 0)
        return TRUE;
    }

  return FALSE;
}

/**
 * azc_cli_run:
 * @argc: number of arguments
 * @argv: the program's arguments; the first one after the name is a command
 *
 * Runs a command. Needs no display.
 *
 * Returns: the exit code
 */
int
azc_cli_run (int    argc,
             char **argv)
{
  g_return_val_if_fail (argc >= 2, AZC_EXIT_USAGE);

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      if (g_str_equal (commands[i].word, argv[1]))
        return commands[i].run (argc - 1, argv + 1);
    }

  return azc_cli_usage (_("There is no command “%s”."), argv[1]);
}

/**
 * azc_cli_help:
 * @argc: number of arguments
 * @argv: the command and its arguments
 *
 * Prints what the program and its commands do.
 *
 * Returns: the exit code
 */
int
azc_cli_help (int    argc,
              char **argv)
{
  azc_cli_write (_("Usage:\n"
                   "  azure-chat [--demo] [PICTURE…]    open the window, with pictures for a new conversation\n"
                   "  azure-chat COMMAND [OPTION…]      work without a window\n"
                   "\n"
                   "Commands:\n"
                   "  ask             ask one question; the answer goes to standard output\n"
                   "  request         print what “ask” would send, and send nothing\n"
                   "  endpoints       list, show, add, remove and test endpoints\n"
                   "  conversations   list, show and delete conversations\n"
                   "  help            print this text\n"
                   "\n"
                   "“azure-chat COMMAND --help” shows a command’s options, “azure-chat --help-all” the window’s.\n"
                   "\n"
                   "Exit codes: 0 answered, 1 the service or the network failed, 2 wrong usage or settings,\n"
                   "3 blocked by a content filter, 130 interrupted.\n"));

  return AZC_EXIT_OK;
}

/**
 * azc_cli_exit_code:
 * @error: a failure
 *
 * Returns: the exit code that stands for it
 */
int
azc_cli_exit_code (const GError *error)
{
  if (azc_error_is_cancelled (error))
    return AZC_EXIT_INTERRUPTED;
  if (error->domain != AZC_ERROR)
    return AZC_EXIT_FAILED;

  switch ((AzcError) error->code)
    {
    case AZC_ERROR_USAGE:
    case AZC_ERROR_SETTINGS:
    case AZC_ERROR_URL:
    case AZC_ERROR_INSECURE_URL:
    case AZC_ERROR_HEADER:
    case AZC_ERROR_REFERENCE:
    case AZC_ERROR_MISSING_KEY:
    case AZC_ERROR_IMAGE_FORMAT:
    case AZC_ERROR_IMAGE_DAMAGED:
    case AZC_ERROR_IMAGE_TOO_LARGE:
      return AZC_EXIT_USAGE;
    case AZC_ERROR_CONTENT_FILTER:
      return AZC_EXIT_FILTERED;
    default:
      return AZC_EXIT_FAILED;
    }
}

/**
 * azc_cli_fail:
 * @error: a failure
 *
 * Says on standard error what happened and what to do.
 *
 * Returns: the exit code
 */
int
azc_cli_fail (const GError *error)
{
  g_autofree char *message = azc_redact (error->message);

  g_printerr ("azure-chat: %s\n", message);
  if (error->domain == AZC_ERROR)
    g_printerr ("%s\n", azc_error_get_advice (error));

  return azc_cli_exit_code (error);
}

/**
 * azc_cli_usage:
 * @format: what is wrong with the command line, translated
 * @...: arguments for @format
 *
 * Says on standard error what is wrong and where help is.
 *
 * Returns: the exit code
 */
int
azc_cli_usage (const char *format,
               ...)
{
  g_autofree char *message = NULL;
  g_autoptr (GError) error = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  error = g_error_new_literal (AZC_ERROR, AZC_ERROR_USAGE, message);

  return azc_cli_fail (error);
}

/**
 * azc_cli_print_json:
 * @node: a node
 *
 * Writes JSON to standard output.
 */
void
azc_cli_print_json (JsonNode *node)
{
  g_autofree char *text = azc_json_write (node, TRUE);

  azc_cli_print ("%s\n", text);
}

/* What a service writes must not move the cursor, rename the window or worse. */
static char *
replace_controls (const char *text)
{
  GString *result = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean harmless = c == '\n' || c == '\t' || !g_unichar_iscntrl (c);

      g_string_append_unichar (result, harmless ? c : 0xfffd);
    }

  return g_string_free (result, FALSE);
}

/**
 * azc_cli_write:
 * @text: UTF-8 text
 *
 * Writes to standard output at once, as UTF-8 whatever the locale says, since programs
 * read it too. On a terminal, control characters are replaced.
 *
 * Returns: whether somebody still reads
 */
gboolean
azc_cli_write (const char *text)
{
  g_autofree char *safe = isatty (STDOUT_FILENO) ? replace_controls (text) : NULL;

  g_return_val_if_fail (text != NULL, FALSE);

  return fputs (safe != NULL ? safe : text, stdout) >= 0 && fflush (stdout) == 0;
}

/**
 * azc_cli_print:
 * @format: a format
 * @...: arguments for @format
 *
 * Writes formatted text as [func@Azc.cli_write] does.
 */
void
azc_cli_print (const char *format,
               ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  azc_cli_write (text);
}

/**
 * azc_cli_open:
 * @path: a path or URI from the command line
 * @error: return location for an error
 *
 * Checks that a file can be read. Raises %AZC_ERROR_USAGE if not: the command line named
 * the wrong one.
 *
 * Returns: (transfer full): the file's contents, to be read
 */
GInputStream *
azc_cli_open (const char  *path,
              GError     **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  g_autoptr (GError) cause = NULL;
  GFileInputStream *stream = g_file_read (file, NULL, &cause);

  if (stream != NULL)
    return G_INPUT_STREAM (stream);

  g_set_error_literal (error, AZC_ERROR, AZC_ERROR_USAGE, cause->message);
  if (error != NULL)
    azc_error_set_advice (*error, _("Check the name of the file."));

  return NULL;
}

/**
 * azc_cli_parse:
 * @command: the command's words, such as "endpoints add"
 * @parameters: what stands after the options in the help
 * @summary: what the command does, translated
 * @entries: its options
 * @argc: (inout): number of arguments
 * @argv: (inout): the arguments, of which the options are removed
 *
 * Parses a command's options. Help is printed and ends the program; wrong options are
 * reported.
 *
 * Returns: whether the options were right
 */
gboolean
azc_cli_parse (const char         *command,
               const char         *parameters,
               const char         *summary,
               const GOptionEntry *entries,
               int                *argc,
               char             ***argv)
{
  g_autofree char *description = g_strdup_printf ("%s — %s", parameters, summary);
  g_autofree char *name = g_strdup_printf ("azure-chat %s", command);
  g_autoptr (GOptionContext) context = g_option_context_new (description);
  g_autoptr (GError) error = NULL;

  g_set_prgname (name);
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  if (entries != NULL)
    g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);

  if (!g_option_context_parse (context, argc, argv, &error))
    {
      azc_cli_usage ("%s", error->message);
      return FALSE;
    }

  /* A lone "--" has done its work. */
  if (*argc > 1 && g_str_equal ((*argv)[1], "--"))
    {
      memmove (&(*argv)[1], &(*argv)[2], sizeof (char *) * (gsize) (*argc - 1));
      (*argc)--;
    }

  return TRUE;
}
