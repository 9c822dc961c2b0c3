/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The command line as a person meets it: the real program, in a home of its own, without a
 * display, a session bus or a keyring. The last argument is the program. */

#include "config.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>

#include "base/json.h"
#include "demo/demo-server.h"
#include "support/pictures.h"

#define SECRET "sekret-4711-0815"

static char *program;

typedef struct
{
  char                *home;
  GSubprocessLauncher *launcher;
  char                *out;
  char                *err;
  int                  code;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  static const char * const folders[] = {
    "HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR", "TMPDIR",
  };

  fixture->home = g_dir_make_tmp ("azure-chat-XXXXXX", NULL);
  fixture->launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE |
                                                 G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                                                 G_SUBPROCESS_FLAGS_STDERR_PIPE);
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *folder = g_build_filename (fixture->home, folders[i], NULL);

      g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
      g_subprocess_launcher_setenv (fixture->launcher, folders[i], folder, TRUE);
    }
  g_subprocess_launcher_set_cwd (fixture->launcher, fixture->home);
  g_subprocess_launcher_setenv (fixture->launcher, "GSETTINGS_BACKEND", "keyfile", TRUE);
  g_subprocess_launcher_setenv (fixture->launcher, "DBUS_SESSION_BUS_ADDRESS", "disabled:", TRUE);
  g_subprocess_launcher_setenv (fixture->launcher, "AZURE_CHAT_DEMO_RATE", "0", TRUE);
  g_subprocess_launcher_unsetenv (fixture->launcher, "DISPLAY");
  g_subprocess_launcher_unsetenv (fixture->launcher, "WAYLAND_DISPLAY");
}

static void
remove_tree (GFile *folder)
{
  g_autoptr (GFileEnumerator) children = NULL;
  GFile *child;

  children = g_file_enumerate_children (folder, "standard::*", G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL, NULL);
  while (children != NULL && g_file_enumerator_iterate (children, NULL, &child, NULL, NULL) && child != NULL)
    remove_tree (child);
  g_file_delete (folder, NULL, NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GFile) home = g_file_new_for_path (fixture->home);

  remove_tree (home);
  g_object_unref (fixture->launcher);
  g_free (fixture->home);
  g_free (fixture->out);
  g_free (fixture->err);
}

/* What follows the fixture and the input is the command line, ended by NULL. */
static int G_GNUC_NULL_TERMINATED
run (Fixture    *fixture,
     const char *input,
     ...)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  const char *word;
  va_list args;

  g_ptr_array_add (argv, program);
  va_start (args, input);
  while ((word = va_arg (args, const char *)) != NULL)
    g_ptr_array_add (argv, (gpointer) word);
  va_end (args);
  g_ptr_array_add (argv, NULL);

  g_clear_pointer (&fixture->out, g_free);
  g_clear_pointer (&fixture->err, g_free);
  process = g_subprocess_launcher_spawnv (fixture->launcher, (const char * const *) argv->pdata, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, input != NULL ? input : "", NULL, &fixture->out, &fixture->err, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  fixture->code = g_subprocess_get_exit_status (process);
  g_test_message ("%s: %d\n%s%s", argv->len > 2 ? (char *) argv->pdata[1] : "", fixture->code,
                  fixture->out, fixture->err);

  return fixture->code;
}

static char *
write_file (Fixture       *fixture,
            const char    *name,
            gconstpointer  contents,
            gsize          size)
{
  char *path = g_build_filename (fixture->home, name, NULL);

  g_assert_true (g_file_set_contents (path, contents, (gssize) size, NULL));

  return path;
}

static char *
write_picture (Fixture *fixture,
               guint32  rgba)
{
  g_autoptr (GBytes) png = test_picture_new ("png", 64, 32, rgba);

  return write_file (fixture, "picture.png", g_bytes_get_data (png, NULL), g_bytes_get_size (png));
}

static JsonNode *
parse_output (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = azc_json_parse (fixture->out, -1, &error);

  g_assert_no_error (error);

  return node;
}

#define assert_contains(text, part) g_assert_nonnull (strstr ((text), (part)))
#define assert_lacks(text, part) g_assert_null (strstr ((text), (part)))

static void
test_ask (Fixture       *fixture,
          gconstpointer  data)
{
  g_autofree char *picture = write_picture (fixture, 0xff0000ff);
  g_autofree char *notes = write_file (fixture, "notes.txt", "forty-two", 9);

  g_assert_cmpint (run (fixture, NULL, "ask", "--demo", "-i", picture, "Which", "colour?", NULL), ==, 0);
  assert_contains (fixture->out, "red 100 %");
  assert_contains (fixture->out, "64 × 32");
  assert_contains (fixture->out, "> Which colour?");
  g_assert_true (g_str_has_suffix (fixture->out, "\n"));
  g_assert_cmpstr (fixture->err, ==, "");

  /* a picture alone is enough; the answer may come in one piece; input may be a pipe */
  g_assert_cmpint (run (fixture, NULL, "ask", "--demo", "-i", picture, NULL), ==, 0);
  assert_contains (fixture->out, "red 100 %");
  g_assert_cmpint (run (fixture, NULL, "ask", "--demo", "--no-stream", "one two three four", NULL), ==, 0);
  assert_contains (fixture->out, "It has 4 words");
  g_assert_cmpint (run (fixture, "one two three\n", "ask", "--demo", NULL), ==, 0);
  assert_contains (fixture->out, "It has 3 words");
  g_assert_cmpint (run (fixture, "one two three", "ask", "--demo", "-", NULL), ==, 0);
  assert_contains (fixture->out, "It has 3 words");
  g_assert_cmpint (run (fixture, NULL, "ask", "--demo", "-f", notes, "-s", "be brief", "Sum up", NULL), ==, 0);
  assert_contains (fixture->out, "carried 2 messages");
  assert_contains (fixture->out, "forty-two");
}

static void
test_json (Fixture       *fixture,
           gconstpointer  data)
{
  static const char * const members[] = {
    "text", "reasoning", "model", "endpoint", "finish_reason", "usage", "ids", "timing",
  };
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (JsonNode) failed = NULL;
  JsonObject *object;

  g_assert_cmpint (run (fixture, NULL, "ask", "--demo", "--json", "--param", "max_tokens=5", "hello", NULL), ==, 0);
  node = parse_output (fixture);
  object = json_node_get_object (node);
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    g_assert_true (json_object_has_member (object, members[i]));
  g_assert_false (json_object_has_member (object, "error"));
  g_assert_cmpstr (azc_json_get_string (object, "finish_reason"), ==, "length");
  g_assert_cmpstr (azc_json_get_string (object, "model"), ==, "demo");
  g_assert_cmpint (azc_json_get_int (azc_json_get_object (object, "usage"), "completion_tokens", 0), ==, 5);

  g_assert_cmpint (run (fixture, NULL, "ask", "--demo", "--json", "break", NULL), ==, 1);
  failed = parse_output (fixture);
  object = json_node_get_object (failed);
  assert_contains (azc_json_get_string (object, "text"), "built-in demo");
  g_assert_cmpstr (azc_json_get_string (azc_json_get_object (object, "error"), "code"), ==, "truncated");
  g_assert_nonnull (azc_json_get_string (azc_json_get_object (object, "error"), "advice"));
}

static void
test_exit_codes (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autofree char *text = write_file (fixture, "text.png", "just text", 9);

  g_assert_cmpint (run (fixture, NULL, "ask", "--demo", "error", NULL), ==, 1);
  g_assert_cmpstr (fixture->out, ==, "");
  assert_contains (fixture->err, "Retry in 1 second");
  g_assert_cmpint (run (fixture, NULL, "ask", "--demo", "break", NULL), ==, 1);
  assert_contains (fixture->out, "built-in demo");

  g_assert_cmpint (run (fixture, NULL, "ask", "hello", NULL), ==, 2);
  assert_contains (fixture->err, "No endpoint is set up");
  g_assert_cmpint (run (fixture, NULL, "ask", "-e", "Nowhere", "hello", NULL), ==, 2);
  assert_contains (fixture->err, "Nowhere");
  g_assert_cmpint (run (fixture, NULL, "ask", "--demo", "--no-such-option", "hello", NULL), ==, 2);
  g_assert_cmpint (run (fixture, "", "ask", "--demo", NULL), ==, 2);
  g_assert_cmpint (run (fixture, NULL, "ask", "--demo", "--detail", "extreme", "hello", NULL), ==, 2);
  g_assert_cmpint (run (fixture, NULL, "ask", "--demo", "--param", "temperature", "hello", NULL), ==, 2);
  g_assert_cmpint (run (fixture, NULL, "ask", "--demo", "--param", "user=unquoted", "hello", NULL), ==, 2);
  g_assert_cmpint (run (fixture, NULL, "ask", "--demo", "-i", "missing.png", "hello", NULL), ==, 2);
  assert_contains (fixture->err, "missing.png");
  g_assert_cmpint (run (fixture, NULL, "ask", "--demo", "-f", "missing.txt", "hello", NULL), ==, 2);
  g_assert_cmpint (run (fixture, NULL, "ask", "--demo", "-i", text, "hello", NULL), ==, 2);
  assert_contains (fixture->err, "This is text, not a picture");
  g_assert_cmpint (run (fixture, NULL, "endpoints", NULL), ==, 2);
  g_assert_cmpint (run (fixture, NULL, "endpoints", "show", NULL), ==, 2);
  g_assert_cmpint (run (fixture, NULL, "endpoints", "add", "missing.json", NULL), ==, 2);
  g_assert_cmpint (run (fixture, NULL, "conversations", "show", "unknown", NULL), ==, 2);

  g_assert_cmpint (run (fixture, NULL, "ask", "--demo", "filter", NULL), ==, 3);
  assert_contains (fixture->err, "violence");
  g_assert_cmpint (run (fixture, NULL, "ask", "--demo", "filter answer", NULL), ==, 3);
  assert_contains (fixture->out, "built-in demo");
}

/* The first words are awaited, so that the interrupt meets a running answer. */
static void
interrupt (Fixture    *fixture,
           int         number)
{
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  GInputStream *out;
  char buffer[4096];
  gssize n_read;

  process = g_subprocess_launcher_spawn (fixture->launcher, &error, program, "ask", "--demo", "slow", NULL);
  g_assert_no_error (error);
  out = g_subprocess_get_stdout_pipe (process);
  g_assert_cmpint (g_input_stream_read (out, buffer, 1, NULL, NULL), ==, 1);
  g_string_append_c (text, buffer[0]);
  g_subprocess_send_signal (process, number);
  while ((n_read = g_input_stream_read (out, buffer, sizeof buffer, NULL, NULL)) > 0)
    g_string_append_len (text, buffer, n_read);

  g_assert_true (g_subprocess_wait (process, NULL, NULL));
  g_assert_true (g_subprocess_get_if_exited (process));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 130);
  g_assert_true (g_str_has_prefix (text->str, "##"));
  g_assert_true (g_str_has_suffix (text->str, "\n"));
  assert_lacks (text->str, "talk to a model");
}

static void
test_interrupt (Fixture       *fixture,
                gconstpointer  data)
{
  interrupt (fixture, SIGINT);
  interrupt (fixture, SIGTERM);
}

/* Reads the answer for @seconds, at least its first byte, then kills the program. Gives how
 * many bytes were printed more than a second and a half before that. */
static gsize
kill_while_streaming (Fixture *fixture,
                      double   seconds)
{
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));
  GInputStream *out;
  gint64 start;
  gint64 end;
  gsize safe = 0;
  char byte;

  process = g_subprocess_launcher_spawn (fixture->launcher, &error, program, "ask", "--save", "long", NULL);
  g_assert_no_error (error);
  out = g_subprocess_get_stdout_pipe (process);
  start = g_get_monotonic_time ();
  do
    {
      gint64 now;

      g_assert_cmpint (g_input_stream_read (out, &byte, 1, NULL, NULL), ==, 1);
      now = g_get_monotonic_time ();
      g_array_append_val (times, now);
      end = now;
    }
  while ((double) (end - start) / G_USEC_PER_SEC < seconds);

  g_subprocess_send_signal (process, SIGKILL);
  g_subprocess_wait (process, NULL, NULL);
  while (safe < times->len && g_array_index (times, gint64, safe) < end - 3 * G_USEC_PER_SEC / 2)
    safe++;

  return safe;
}

static JsonObject *
show_newest (Fixture   *fixture,
             JsonNode **node)
{
  g_autoptr (JsonNode) list = NULL;
  const char *id;

  g_assert_cmpint (run (fixture, NULL, "conversations", "list", "--json", NULL), ==, 0);
  list = parse_output (fixture);
  id = azc_json_get_string (azc_json_get_element (json_node_get_array (list), 0), "id");
  g_assert_nonnull (id);
  g_assert_cmpint (run (fixture, NULL, "conversations", "show", id, "--json", NULL), ==, 0);
  *node = parse_output (fixture);

  return json_node_get_object (*node);
}

/* Whenever the program is killed, the question is in the history, and of the answer all but
 * the last second. */
static void
test_killed (Fixture       *fixture,
             gconstpointer  data)
{
  static const double moments[] = { 0.0, 0.4, 1.7, 3.2 };
  g_autoptr (AzcDemoServer) server = NULL;
  g_autofree char *json = NULL;
  g_autofree char *path = NULL;

  g_setenv ("AZURE_CHAT_DEMO_RATE", "40", TRUE);
  server = azc_demo_server_new (NULL);
  g_unsetenv ("AZURE_CHAT_DEMO_RATE");
  json = g_strdup_printf ("{\"name\":\"Loop\",\"url\":\"%s\",\"route\":\"azure\",\"deployment\":\"demo\","
                          "\"key\":\"${LOOP_KEY}\"}", azc_demo_server_get_url (server));
  path = write_file (fixture, "loop.json", json, strlen (json));
  g_subprocess_launcher_setenv (fixture->launcher, "LOOP_KEY", azc_demo_server_get_key (server), TRUE);
  g_assert_cmpint (run (fixture, NULL, "endpoints", "add", path, NULL), ==, 0);

  for (guint i = 0; i < G_N_ELEMENTS (moments); i++)
    {
      gsize safe = kill_while_streaming (fixture, moments[i]);
      g_autoptr (JsonNode) node = NULL;
      JsonArray *messages = azc_json_get_array (show_newest (fixture, &node), "messages");
      JsonObject *answer = azc_json_get_element (messages, 1);

      g_assert_cmpstr (azc_json_get_string (azc_json_get_element (messages, 0), "text"), ==, "long");
      g_assert_cmpstr (azc_json_get_string (answer, "state"), ==, "interrupted");
      g_assert_cmpuint (strlen (azc_json_get_string (answer, "text")), >=, safe);
    }
}

/* As with "| head": a long answer that nobody reads to its end is not fetched either. */
static void
test_unread (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  char byte;

  process = g_subprocess_launcher_spawn (fixture->launcher, &error, program, "ask", "--demo", "slow", NULL);
  g_assert_no_error (error);
  g_assert_cmpint (g_input_stream_read (g_subprocess_get_stdout_pipe (process), &byte, 1, NULL, NULL), ==, 1);
  g_assert_true (g_input_stream_close (g_subprocess_get_stdout_pipe (process), NULL, NULL));

  /* the whole answer takes more than half a minute */
  g_assert_true (g_subprocess_wait (process, NULL, NULL));
  g_assert_true (g_subprocess_get_if_exited (process));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 130);
  g_assert_cmpint (g_input_stream_read (g_subprocess_get_stderr_pipe (process), &byte, 1, NULL, NULL), ==, 0);
}

static void
test_request (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *picture = write_picture (fixture, 0xff0000ff);
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object;

  g_assert_cmpint (run (fixture, NULL, "request", "--demo", "-i", picture, "--detail", "high", "--param",
                        "temperature=0.5", "hello", NULL), ==, 0);
  node = parse_output (fixture);
  object = json_node_get_object (node);
  g_assert_cmpstr (azc_json_get_string (object, "method"), ==, "POST");
  assert_contains (azc_json_get_string (object, "url"), "/openai/deployments/demo/chat/completions?api-version=");
  assert_contains (fixture->out, "\"api-key\" : \"•••\"");
  assert_contains (fixture->out, "\"api-key\" : \"authentication\"");
  assert_contains (fixture->out, "data:image/png;base64,…");
  assert_contains (fixture->out, "\"detail\" : \"high\"");
  g_assert_cmpfloat (azc_json_get_double (azc_json_get_object (object, "body"), "temperature", 0), ==, 0.5);

  g_assert_cmpint (run (fixture, NULL, "request", "--demo", "--show-secrets", "hello", NULL), ==, 0);
  assert_contains (fixture->out, "\"api-key\" : \"demo-");
}

static gboolean
contains_secret (GFile *folder)
{
  g_autoptr (GFileEnumerator) children = NULL;
  g_autoptr (GBytes) bytes = g_file_load_bytes (folder, NULL, NULL, NULL);
  GFile *child;

  if (bytes != NULL)
    return test_bytes_contain (bytes, SECRET);

  children = g_file_enumerate_children (folder, "standard::*", G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL, NULL);
  while (children != NULL && g_file_enumerator_iterate (children, NULL, &child, NULL, NULL) && child != NULL)
    {
      if (contains_secret (child))
        return TRUE;
    }

  return FALSE;
}

static void
test_endpoints (Fixture       *fixture,
                gconstpointer  data)
{
  static const char json[] =
    "{ \"name\": \"Contoso\", \"url\": \"https://contoso.openai.azure.com\", \"deployment\": \"gpt-4o\","
    "  \"api-version\": \"2024-10-21\", \"key\": \"" SECRET "\", \"headers\": { \"X-Team\": \"blue\" } }";
  g_autofree char *path = write_file (fixture, "endpoint.json", json, sizeof json - 1);
  g_autofree char *wrong = write_file (fixture, "wrong.json", "{ \"name\": \"A\", \"colour\": 1 }", 28);
  g_autoptr (GFile) home = g_file_new_for_path (fixture->home);
  g_autoptr (JsonNode) list = NULL;

  g_assert_cmpint (run (fixture, NULL, "endpoints", "add", path, NULL), ==, 0);
  assert_contains (fixture->err, "Contoso");
  assert_contains (fixture->err, "no keyring");
  assert_lacks (fixture->err, SECRET);
  g_unlink (path);
  g_assert_false (contains_secret (home));

  g_assert_cmpint (run (fixture, NULL, "endpoints", "list", NULL), ==, 0);
  assert_contains (fixture->out, "Contoso");
  g_assert_cmpint (run (fixture, NULL, "endpoints", "list", "--json", NULL), ==, 0);
  list = parse_output (fixture);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (list)), ==, 1);
  g_assert_cmpint (run (fixture, NULL, "endpoints", "show", "Contoso", NULL), ==, 0);
  assert_contains (fixture->out, "\"X-Team\" : \"blue\"");
  assert_contains (fixture->out, "/openai/deployments/gpt-4o/chat/completions?api-version=2024-10-21");
  assert_lacks (fixture->out, SECRET);

  /* the key went with the process that had it */
  g_assert_cmpint (run (fixture, NULL, "ask", "hello", NULL), ==, 2);
  assert_contains (fixture->err, "no key");

  g_assert_cmpint (run (fixture, NULL, "endpoints", "add", wrong, NULL), ==, 2);
  assert_contains (fixture->err, "colour");
  g_assert_cmpint (run (fixture, NULL, "endpoints", "remove", "Contoso", NULL), ==, 0);
  g_assert_cmpint (run (fixture, NULL, "endpoints", "remove", "Contoso", NULL), ==, 2);
  g_assert_cmpint (run (fixture, NULL, "endpoints", "list", NULL), ==, 0);
  g_assert_cmpstr (fixture->out, ==, "");
}

/* A reference is kept as a reference, and its value stays out of everything shown. */
static void
test_key_reference (Fixture       *fixture,
                    gconstpointer  data)
{
  static const char json[] =
    "{ \"name\": \"Contoso\", \"url\": \"https://contoso.openai.azure.com\", \"deployment\": \"gpt-4o\","
    "  \"api-version\": \"2024-10-21\", \"key\": \"${CONTOSO_KEY}\" }";
  g_autofree char *path = write_file (fixture, "endpoint.json", json, sizeof json - 1);
  g_autoptr (GFile) home = g_file_new_for_path (fixture->home);

  g_subprocess_launcher_setenv (fixture->launcher, "CONTOSO_KEY", SECRET, TRUE);
  g_assert_cmpint (run (fixture, NULL, "endpoints", "add", path, NULL), ==, 0);
  g_assert_cmpint (run (fixture, NULL, "endpoints", "show", "Contoso", NULL), ==, 0);
  assert_contains (fixture->out, "${CONTOSO_KEY}");
  assert_lacks (fixture->out, SECRET);
  g_assert_cmpint (run (fixture, NULL, "request", "-e", "Contoso", "hello", NULL), ==, 0);
  assert_contains (fixture->out, "\"api-key\" : \"•••\"");
  assert_lacks (fixture->out, SECRET);
  g_assert_cmpint (run (fixture, NULL, "request", "--show-secrets", "hello", NULL), ==, 0);
  assert_contains (fixture->out, SECRET);
  g_assert_false (contains_secret (home));
}

static void
test_endpoint_test (Fixture       *fixture,
                    gconstpointer  data)
{
  g_assert_cmpint (run (fixture, NULL, "endpoints", "--demo", "test", "Demo", NULL), ==, 0);
  g_assert_cmpint (run (fixture, NULL, "endpoints", "--demo", "test", "Demo", "--json", NULL), ==, 0);
  assert_contains (fixture->out, "\"passed\" : true");
  g_assert_cmpint (run (fixture, NULL, "endpoints", "--demo", "models", "Demo", NULL), ==, 0);
  g_assert_cmpstr (fixture->out, ==, "demo\n");
}

/* The demo keeps nothing, so the endpoint is one that nobody listens at: a failure is
 * history, too. */
static void
test_history (Fixture       *fixture,
              gconstpointer  data)
{
  static const char json[] =
    "{ \"name\": \"Closed\", \"url\": \"http://127.0.0.1:9/v1\", \"route\": \"openai\", \"auth\": \"none\","
    "  \"deployment\": \"x\" }";
  g_autofree char *path = write_file (fixture, "endpoint.json", json, sizeof json - 1);
  g_autoptr (JsonNode) list = NULL;
  g_autoptr (JsonNode) shown = NULL;
  JsonObject *conversation;
  JsonArray *messages;
  const char *id;

  g_assert_cmpint (run (fixture, NULL, "endpoints", "add", path, NULL), ==, 0);
  g_assert_cmpint (run (fixture, NULL, "ask", "not kept", NULL), ==, 1);
  g_assert_cmpint (run (fixture, NULL, "ask", "--demo", "--save", "not kept either", NULL), ==, 0);
  g_assert_cmpint (run (fixture, NULL, "conversations", "list", NULL), ==, 0);
  g_assert_cmpstr (fixture->out, ==, "");

  g_assert_cmpint (run (fixture, NULL, "ask", "--save", "Is this kept?", NULL), ==, 1);
  g_assert_cmpint (run (fixture, NULL, "conversations", "list", "--json", NULL), ==, 0);
  list = parse_output (fixture);
  conversation = azc_json_get_element (json_node_get_array (list), 0);
  id = azc_json_get_string (conversation, "id");
  g_assert_nonnull (id);
  g_assert_cmpstr (azc_json_get_string (conversation, "title"), ==, "Is this kept?");

  g_assert_cmpint (run (fixture, NULL, "conversations", "show", id, "--json", NULL), ==, 0);
  shown = parse_output (fixture);
  messages = azc_json_get_array (json_node_get_object (shown), "messages");
  g_assert_cmpuint (json_array_get_length (messages), ==, 2);
  g_assert_cmpstr (azc_json_get_string (azc_json_get_element (messages, 0), "text"), ==, "Is this kept?");
  g_assert_cmpstr (azc_json_get_string (azc_json_get_element (messages, 0), "role"), ==, "user");
  g_assert_cmpstr (azc_json_get_string (azc_json_get_element (messages, 1), "parent"), ==,
                   azc_json_get_string (azc_json_get_element (messages, 0), "id"));
  g_assert_cmpstr (azc_json_get_string (azc_json_get_element (messages, 1), "state"), ==, "failed");
  g_assert_cmpint (run (fixture, NULL, "conversations", "show", id, NULL), ==, 0);
  assert_contains (fixture->out, "Is this kept?");

  g_assert_cmpint (run (fixture, NULL, "conversations", "delete", id, NULL), ==, 0);
  g_assert_cmpint (run (fixture, NULL, "conversations", "list", NULL), ==, 0);
  g_assert_cmpstr (fixture->out, ==, "");
}

static void
assert_no_files (GFile *folder)
{
  g_autoptr (GFileEnumerator) children = NULL;
  g_autoptr (GError) error = NULL;
  GFileInfo *info;
  GFile *child;

  children = g_file_enumerate_children (folder, "standard::*", G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL, &error);
  g_assert_no_error (error);
  while (g_file_enumerator_iterate (children, &info, &child, NULL, NULL) && child != NULL)
    {
      g_test_message ("%s", g_file_peek_path (child));
      g_assert_cmpint (g_file_info_get_file_type (info), ==, G_FILE_TYPE_DIRECTORY);
      assert_no_files (child);
    }
}

/* Nothing of the demo stays: not in the profile, and not beside it. */
static void
test_demo_leaves_nothing (Fixture       *fixture,
                          gconstpointer  data)
{
  static const char * const folders[] = { "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "TMPDIR" };
  g_autofree char *picture = write_picture (fixture, 0xff0000ff);

  g_assert_cmpint (run (fixture, NULL, "ask", "--demo", "--save", "-i", picture, "hello", NULL), ==, 0);
  interrupt (fixture, SIGINT);
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *path = g_build_filename (fixture->home, folders[i], NULL);
      g_autoptr (GFile) folder = g_file_new_for_path (path);

      assert_no_files (folder);
    }
}

static void
test_help (Fixture       *fixture,
           gconstpointer  data)
{
  static const char * const commands[] = { "ask", "request", "endpoints", "conversations" };

  g_assert_cmpint (run (fixture, NULL, "--help", NULL), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    assert_contains (fixture->out, commands[i]);

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_assert_cmpint (run (fixture, NULL, commands[i], "--help", NULL), ==, 0);
      assert_contains (fixture->out, commands[i]);
      assert_contains (fixture->out, "--json");
    }
}

/* What programs read is UTF-8 even where the locale is not. */
static void
test_locale (Fixture       *fixture,
             gconstpointer  data)
{
  g_subprocess_launcher_setenv (fixture->launcher, "LC_ALL", "C", TRUE);
  g_assert_cmpint (run (fixture, NULL, "ask", "--demo", "--json", "grüß dich", NULL), ==, 0);
  assert_contains (fixture->out, "grüß dich");
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  program = g_canonicalize_filename (argv[1], NULL);

  ADD ("/cli/ask", test_ask);
  ADD ("/cli/json", test_json);
  ADD ("/cli/exit-codes", test_exit_codes);
  ADD ("/cli/interrupt", test_interrupt);
  ADD ("/cli/unread", test_unread);
  ADD ("/cli/killed", test_killed);
  ADD ("/cli/request", test_request);
  ADD ("/cli/endpoints", test_endpoints);
  ADD ("/cli/key-reference", test_key_reference);
  ADD ("/cli/endpoint-test", test_endpoint_test);
  ADD ("/cli/history", test_history);
  ADD ("/cli/demo-leaves-nothing", test_demo_leaves_nothing);
  ADD ("/cli/help", test_help);
  ADD ("/cli/locale", test_locale);

  return g_test_run ();
}
