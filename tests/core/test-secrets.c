/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A real keyring on a private bus, with a home of its own. Run under dbus-run-session. */

#include "config.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <libsecret/secret.h>
#include <string.h>

#include "base/error.h"
#include "base/redact.h"
#include "store/secrets.h"

static GMainLoop *loop;

static void
on_done_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  GAsyncResult **slot = user_data;

  *slot = g_object_ref (result);
  g_main_loop_quit (loop);
}

static GAsyncResult *
finish_wait (GAsyncResult **slot)
{
  while (*slot == NULL)
    g_main_loop_run (loop);

  return *slot;
}

static void
store (AzcSecrets *secrets,
       const char *endpoint_id,
       const char *name,
       const char *value)
{
  g_autoptr (GAsyncResult) result = NULL;
  GError *error = NULL;

  azc_secrets_store_async (secrets, endpoint_id, "Contoso", name, value, NULL, on_done_cb, &result);
  finish_wait (&result);
  azc_secrets_store_finish (secrets, result, &error);
  g_assert_no_error (error);
}

static AzcPairs *
load (AzcSecrets *secrets,
      const char *endpoint_id)
{
  g_autoptr (GAsyncResult) result = NULL;
  AzcPairs *pairs;
  GError *error = NULL;

  azc_secrets_load_async (secrets, endpoint_id, NULL, on_done_cb, &result);
  finish_wait (&result);
  pairs = azc_secrets_load_finish (secrets, result, &error);
  g_assert_no_error (error);

  return pairs;
}

static void
clear (AzcSecrets *secrets,
       const char *endpoint_id)
{
  g_autoptr (GAsyncResult) result = NULL;
  GError *error = NULL;

  azc_secrets_clear_async (secrets, endpoint_id, NULL, on_done_cb, &result);
  finish_wait (&result);
  azc_secrets_clear_finish (secrets, result, &error);
  g_assert_no_error (error);
}

static void
check_life (AzcSecrets *secrets,
            AzcSecrets *other)
{
  g_autoptr (AzcPairs) none = load (secrets, "one");
  g_autoptr (AzcPairs) both = NULL;
  g_autoptr (AzcPairs) seen = NULL;
  g_autoptr (AzcPairs) fewer = NULL;
  g_autoptr (AzcPairs) gone = NULL;
  g_autoptr (AzcPairs) untouched = NULL;

  g_assert_cmpuint (azc_pairs_get_size (none), ==, 0);
  store (secrets, "one", AZC_SECRETS_KEY, "first-key-ö");
  store (secrets, "one", AZC_SECRETS_KEY, "second-key-ö");
  store (secrets, "one", "GATEWAY", "variable-value");
  store (secrets, "two", AZC_SECRETS_KEY, "another-key");

  both = load (secrets, "one");
  g_assert_cmpuint (azc_pairs_get_size (both), ==, 2);
  g_assert_cmpstr (azc_pairs_lookup (both, AZC_SECRETS_KEY), ==, "second-key-ö");
  g_assert_cmpstr (azc_pairs_lookup (both, "GATEWAY"), ==, "variable-value");

  seen = load (other, "one");
  g_assert_true (azc_pairs_lookup (seen, AZC_SECRETS_KEY) != NULL);

  store (secrets, "one", "GATEWAY", NULL);
  fewer = load (secrets, "one");
  g_assert_cmpuint (azc_pairs_get_size (fewer), ==, 1);

  clear (secrets, "one");
  gone = load (secrets, "one");
  g_assert_cmpuint (azc_pairs_get_size (gone), ==, 0);
  clear (secrets, "one");
  untouched = load (secrets, "two");
  g_assert_cmpstr (azc_pairs_lookup (untouched, AZC_SECRETS_KEY), ==, "another-key");
}

static void
test_keyring (void)
{
  g_autoptr (AzcSecrets) secrets = azc_secrets_new (FALSE);
  g_autoptr (AzcSecrets) other = azc_secrets_new (FALSE);

  check_life (secrets, other);
  g_assert_true (azc_secrets_get_persistent (secrets));
}

/* What was just given to the keyring is there for the next request, however slow the
 * keyring is. */
static void
test_pending (void)
{
  g_autoptr (AzcSecrets) secrets = azc_secrets_new (FALSE);
  g_autoptr (GAsyncResult) stored = NULL;
  g_autoptr (AzcPairs) pairs = NULL;
  g_autoptr (AzcPairs) kept = NULL;

  azc_secrets_store_async (secrets, "three", NULL, "TOKEN", "early-value", NULL, on_done_cb, &stored);
  pairs = load (secrets, "three");
  g_assert_cmpstr (azc_pairs_lookup (pairs, "TOKEN"), ==, "early-value");
  finish_wait (&stored);
  g_assert_true (azc_secrets_store_finish (secrets, stored, NULL));
  kept = load (secrets, "three");
  g_assert_cmpuint (azc_pairs_get_size (kept), ==, 1);
}

/* Other programs show the keyring, and later versions look for the same attributes. */
static void
test_item (void)
{
  g_autoptr (AzcSecrets) secrets = azc_secrets_new (FALSE);
  g_autoptr (GHashTable) wanted = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) attributes = NULL;
  g_autofree char *label = NULL;
  GError *error = NULL;
  GList *items;

  store (secrets, "four", AZC_SECRETS_KEY, "key-of-four");
  g_hash_table_insert (wanted, (gpointer) "endpoint-id", (gpointer) "four");
  items = secret_service_search_sync (NULL, NULL, wanted, SECRET_SEARCH_ALL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_length (items), ==, 1);

  label = secret_item_get_label (items->data);
  attributes = secret_item_get_attributes (items->data);
  g_assert_true (g_str_has_prefix (label, "AzureChat: Contoso"));
  g_assert_null (strstr (label, "key-of-four"));
  g_assert_cmpuint (g_hash_table_size (attributes), ==, 3);
  g_assert_cmpstr (g_hash_table_lookup (attributes, "name"), ==, AZC_SECRETS_KEY);
  g_assert_cmpstr (g_hash_table_lookup (attributes, "xdg:schema"), ==,
                   "com.example.AzureChat.Endpoint");
  g_list_free_full (items, g_object_unref);
}

static void
test_cancelled (void)
{
  g_autoptr (AzcSecrets) secrets = azc_secrets_new (FALSE);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (AzcPairs) pairs = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  azc_secrets_load_async (secrets, "one", cancellable, on_done_cb, &result);
  finish_wait (&result);
  pairs = azc_secrets_load_finish (secrets, result, &error);
  g_assert_null (pairs);
  g_assert_true (azc_error_is_cancelled (error));

  /* That somebody cancelled does not mean that there is no keyring. */
  g_assert_true (azc_secrets_get_persistent (secrets));
}

static void
test_memory (void)
{
  g_autoptr (AzcSecrets) secrets = azc_secrets_new (TRUE);

  check_life (secrets, secrets);
  g_assert_true (azc_secrets_get_persistent (secrets));
}

/* What passed through here is blacked out wherever it turns up. */
static void
test_redacted (void)
{
  g_autoptr (AzcSecrets) secrets = azc_secrets_new (TRUE);
  g_autofree char *text = NULL;

  store (secrets, "one", AZC_SECRETS_KEY, "plain-and-simple-words");
  text = azc_redact ("it says plain-and-simple-words here");
  g_assert_null (strstr (text, "simple"));
}

static void
count_cb (GObject    *object,
          GParamSpec *pspec,
          guint      *count)
{
  (*count)++;
}

/* In a process of its own: libsecret keeps its connection to the bus. */
static void
test_no_keyring (void)
{
  g_autoptr (AzcSecrets) secrets = NULL;
  guint count = 0;

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
      g_test_trap_assert_passed ();
      return;
    }

  /* In a sandbox libsecret itself warns that there is no bus. */
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);

  secrets = azc_secrets_new (FALSE);
  g_signal_connect (secrets, "notify::persistent", G_CALLBACK (count_cb), &count);
  check_life (secrets, secrets);
  g_assert_false (azc_secrets_get_persistent (secrets));
  g_assert_cmpuint (count, ==, 1);
}

/* The daemon unlocks its login keyring with the password that it reads, here an empty one. */
static GSubprocess *
start_keyring (GError **error)
{
  g_autoptr (GSubprocess) daemon = NULL;

  daemon = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                             G_SUBPROCESS_FLAGS_STDERR_SILENCE, error,
                             "gnome-keyring-daemon", "--foreground", "--unlock",
                             "--components=secrets", NULL);
  if (daemon == NULL)
    return NULL;

  g_output_stream_write_all (g_subprocess_get_stdin_pipe (daemon), "\n", 1, NULL, NULL, NULL);
  g_output_stream_close (g_subprocess_get_stdin_pipe (daemon), NULL, NULL);

  return g_steal_pointer (&daemon);
}

static void
on_name_cb (GDBusConnection *connection,
            const char      *name,
            const char      *owner,
            gpointer         user_data)
{
  g_main_loop_quit (loop);
}

static void
wait_for_keyring (void)
{
  guint id = g_bus_watch_name (G_BUS_TYPE_SESSION, "org.freedesktop.secrets",
                               G_BUS_NAME_WATCHER_FLAGS_NONE, on_name_cb, NULL, NULL, NULL);

  g_main_loop_run (loop);
  g_bus_unwatch_name (id);
}

static void
set_home (const char *home)
{
  static const char * const names[] = {
    "HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR",
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_setenv (names[i], home, TRUE);
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *home = g_dir_make_tmp ("test-secrets-XXXXXX", NULL);
  const char *remove[] = { "rm", "-rf", home, NULL };
  g_autoptr (GSubprocess) daemon = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  set_home (home);
  g_test_init (&argc, &argv, NULL);
  loop = g_main_loop_new (NULL, FALSE);
  if (g_test_subprocess ())
    g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus", TRUE);

  g_test_add_func ("/secrets/memory", test_memory);
  g_test_add_func ("/secrets/redacted", test_redacted);
  g_test_add_func ("/secrets/no-keyring", test_no_keyring);

  if (!g_test_subprocess ())
    {
      daemon = start_keyring (&error);
      if (daemon == NULL)
        g_printerr ("The keyring is not tested: %s\n", error->message);
      else
        wait_for_keyring ();
      if (daemon != NULL)
        {
          g_test_add_func ("/secrets/keyring", test_keyring);
          g_test_add_func ("/secrets/pending", test_pending);
          g_test_add_func ("/secrets/item", test_item);
          g_test_add_func ("/secrets/cancelled", test_cancelled);
        }
    }

  status = g_test_run ();
  if (daemon != NULL)
    {
      g_subprocess_send_signal (daemon, 15);
      g_subprocess_wait (daemon, NULL, NULL);
    }
  g_spawn_sync (NULL, (char **) remove, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
  g_main_loop_unref (loop);

  return status;
}
