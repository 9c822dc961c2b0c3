/* SPDX-License-Identifier: GPL-3.0-or-later */

/* "endpoints": the settings of endpoints without the window. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "base/util.h"
#include "cli/commands.h"
#include "cli/session.h"

/* Bytes of an endpoint file. */
#define MAX_FILE (1024 * 1024)

typedef struct
{
  gboolean json;
  gboolean demo;
} Options;

static JsonNode *
describe (AzcSession  *session,
          AzcEndpoint *endpoint)
{
  g_autoptr (AzcModel) model = g_list_model_get_item (azc_endpoint_get_models (endpoint), 0);
  g_autofree char *url = azc_workspace_preview_url (session->workspace, endpoint, model, NULL);
  JsonNode *node = azc_endpoint_to_json (endpoint);
  JsonObject *object = json_node_get_object (node);

  if (url != NULL)
    json_object_set_string_member (object, "request-url", url);
  json_object_set_boolean_member (object, "default",
                                  endpoint == azc_workspace_get_default_endpoint (session->workspace));

  return node;
}

static int
list (AzcSession    *session,
      const char    *name,
      const Options *options,
      GError       **error)
{
  GListModel *endpoints = azc_workspace_get_endpoints (session->workspace);
  g_autoptr (JsonArray) array = json_array_new ();

  for (guint i = 0; i < g_list_model_get_n_items (endpoints); i++)
    {
      g_autoptr (AzcEndpoint) endpoint = g_list_model_get_item (endpoints, i);

      if (options->json)
        json_array_add_element (array, describe (session, endpoint));
      else
        azc_cli_print ("%s%s\t%s\n", azc_endpoint_get_name (endpoint),
                 endpoint == azc_workspace_get_default_endpoint (session->workspace) ? " *" : "",
                 azc_endpoint_get_url (endpoint));
    }

  if (options->json)
    {
      g_autoptr (JsonNode) node = json_node_init_array (json_node_alloc (), array);

      azc_cli_print_json (node);
    }

  return AZC_EXIT_OK;
}

static int
show (AzcSession    *session,
      const char    *name,
      const Options *options,
      GError       **error)
{
  AzcEndpoint *endpoint = azc_session_find_endpoint (session, name, error);
  g_autoptr (JsonNode) node = NULL;

  if (endpoint == NULL)
    return AZC_EXIT_USAGE;

  node = describe (session, endpoint);
  azc_cli_print_json (node);

  return AZC_EXIT_OK;
}

static JsonNode *
read_json (const char  *path,
           GError     **error)
{
  g_autoptr (GInputStream) stream = azc_cli_open (path, error);
  g_autofree char *text = g_malloc (MAX_FILE);
  JsonNode *node;
  gsize size;

  if (stream == NULL ||
      !g_input_stream_read_all (stream, text, MAX_FILE, &size, NULL, error))
    return NULL;

  node = azc_json_parse (text, (gssize) size, error);
  if (node == NULL && error != NULL)
    (*error)->code = AZC_ERROR_SETTINGS;

  return node;
}

static int
add (AzcSession    *session,
     const char    *path,
     const Options *options,
     GError       **error)
{
  g_autoptr (JsonNode) node = read_json (path, error);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (AzcEndpoint) endpoint = NULL;

  if (node == NULL)
    return AZC_EXIT_USAGE;

  azc_workspace_add_endpoint_json_async (session->workspace, node, NULL, azc_session_done, session);
  result = azc_session_wait (session);
  endpoint = azc_workspace_add_endpoint_json_finish (session->workspace, result, error);
  if (endpoint == NULL)
    return AZC_EXIT_USAGE;

  g_printerr (_("The endpoint “%s” was added.\n"), azc_endpoint_get_name (endpoint));
  if (!azc_workspace_get_secrets_persistent (session->workspace))
    g_printerr ("%s\n", _("There is no keyring, so the key was not kept. Use a reference such as ${MY_KEY} as the key."));

  return AZC_EXIT_OK;
}

static int
remove_one (AzcSession    *session,
            const char    *name,
            const Options *options,
            GError       **error)
{
  AzcEndpoint *found = azc_session_find_endpoint (session, name, error);
  g_autoptr (AzcEndpoint) endpoint = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  if (found == NULL)
    return AZC_EXIT_USAGE;

  endpoint = g_object_ref (found);
  azc_workspace_remove_endpoint (session->workspace, endpoint);
  azc_workspace_forget_endpoint_async (session->workspace, endpoint, azc_session_done, session);
  result = azc_session_wait (session);

  return azc_workspace_forget_endpoint_finish (session->workspace, result, error)
         ? AZC_EXIT_OK : AZC_EXIT_FAILED;
}

static void
print_test (const AzcTest *test)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = NULL;

  json_object_set_boolean_member (object, "passed", test->passed);
  json_object_set_string_member (object, "sentence", test->sentence);
  if (test->advice != NULL)
    json_object_set_string_member (object, "advice", test->advice);
  if (test->has_suggestion)
    json_object_set_string_member (object, "suggested-auth",
                                   azc_auth_kind_to_string (test->suggested_auth));
  node = json_node_init_object (json_node_alloc (), object);
  azc_cli_print_json (node);
}

static int
test_one (AzcSession    *session,
          const char    *name,
          const Options *options,
          GError       **error)
{
  AzcEndpoint *endpoint = azc_session_find_endpoint (session, name, error);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (AzcTest) test = NULL;

  if (endpoint == NULL)
    return AZC_EXIT_USAGE;

  azc_workspace_test_endpoint_async (session->workspace, endpoint, NULL, NULL,
                                     azc_session_done, session);
  result = azc_session_wait (session);
  test = azc_workspace_test_endpoint_finish (session->workspace, result, error);
  if (test == NULL)
    return AZC_EXIT_FAILED;

  if (options->json)
    print_test (test);
  else
    azc_cli_print ("%s\n", test->sentence);
  if (!options->json && test->advice != NULL)
    azc_cli_print ("%s\n", test->advice);

  return test->passed ? AZC_EXIT_OK : AZC_EXIT_FAILED;
}

static int
list_models (AzcSession    *session,
             const char    *name,
             const Options *options,
             GError       **error)
{
  AzcEndpoint *endpoint = azc_session_find_endpoint (session, name, error);
  g_autoptr (GAsyncResult) result = NULL;
  g_auto (GStrv) models = NULL;
  g_autoptr (JsonArray) array = json_array_new ();

  if (endpoint == NULL)
    return AZC_EXIT_USAGE;

  azc_workspace_list_models_async (session->workspace, endpoint, NULL, azc_session_done, session);
  result = azc_session_wait (session);
  models = azc_workspace_list_models_finish (session->workspace, result, error);

  for (guint i = 0; models != NULL && models[i] != NULL; i++)
    {
      if (options->json)
        json_array_add_string_element (array, models[i]);
      else
        azc_cli_print ("%s\n", models[i]);
    }

  if (options->json && models != NULL)
    {
      g_autoptr (JsonNode) node = json_node_init_array (json_node_alloc (), array);

      azc_cli_print_json (node);
    }

  return models != NULL ? AZC_EXIT_OK : AZC_EXIT_FAILED;
}

static const struct
{
  const char *word;
  gboolean    takes_argument;
  int       (*run) (AzcSession     *session,
                    const char     *argument,
                    const Options  *options,
                    GError        **error);
} verbs[] = {
  { "list", FALSE, list },
  { "show", TRUE, show },
  { "add", TRUE, add },
  { "remove", TRUE, remove_one },
  { "test", TRUE, test_one },
  { "models", TRUE, list_models },
};

static int
run_verb (guint          verb,
          const char    *argument,
          const Options *options)
{
  g_autoptr (AzcSession) session = NULL;
  g_autoptr (GError) error = NULL;
  int code;

  session = azc_session_open (options->demo, &error);
  if (session == NULL)
    return azc_cli_fail (error);

  code = verbs[verb].run (session, argument, options, &error);

  return error != NULL ? azc_cli_fail (error) : code;
}

/**
 * azc_cli_endpoints:
 * @argc: number of arguments
 * @argv: the command and its arguments
 *
 * Lists, shows, adds, removes and tests endpoints, and lists their models.
 *
 * Returns: the exit code
 */
int
azc_cli_endpoints (int    argc,
                   char **argv)
{
  Options options = { FALSE, FALSE };
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.json, N_("Print JSON"), NULL },
    { "demo", 0, 0, G_OPTION_ARG_NONE, &options.demo, N_("Use the demo endpoint and a profile that is thrown away"), NULL },
    G_OPTION_ENTRY_NULL
  };

  if (!azc_cli_parse ("endpoints", "list | show NAME | add FILE | remove NAME | test NAME | models NAME",
                      _("manage endpoints"), entries, &argc, &argv))
    return AZC_EXIT_USAGE;

  for (guint i = 0; argc >= 2 && i < G_N_ELEMENTS (verbs); i++)
    {
      if (!g_str_equal (verbs[i].word, argv[1]))
        continue;
      if (argc != (verbs[i].takes_argument ? 3 : 2))
        return azc_cli_usage (verbs[i].takes_argument ? _("“%s” takes one argument.")
                                             : _("“%s” takes no argument."), argv[1]);
      return run_verb (i, argc > 2 ? argv[2] : NULL, &options);
    }

  return azc_cli_usage (_("Say what to do: list, show, add, remove, test or models."));
}
