/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Databases as they may be found: of every version, damaged, or where nothing can be written. */

#include "config.h"

#include <sqlite3.h>
#include <string.h>

#include "base/error.h"
#include "store/database.h"
#include "store/store.h"

/* Large enough that the messages reach well past the pages of the schema. */
#define N_FILLERS 400

typedef struct
{
  char  *path;
  char  *database;
  GFile *folder;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->path = g_dir_make_tmp ("test-database-XXXXXX", NULL);
  fixture->database = g_build_filename (fixture->path, "history.db", NULL);
  fixture->folder = g_file_new_for_path (fixture->path);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  const char *argv[] = { "rm", "-rf", fixture->path, NULL };

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
  g_object_unref (fixture->folder);
  g_free (fixture->database);
  g_free (fixture->path);
}

static void
on_done_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  GAsyncResult **slot = user_data;

  *slot = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **slot)
{
  while (*slot == NULL)
    g_main_context_iteration (NULL, TRUE);

  return *slot;
}

static gboolean
open_store (AzcStore  *store,
            GError   **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  azc_store_open_async (store, NULL, on_done_cb, &result);

  return azc_store_open_finish (store, wait_for (&result), error);
}

static void
close_store (AzcStore *store)
{
  g_autoptr (GAsyncResult) result = NULL;

  azc_store_close_async (store, on_done_cb, &result);
  azc_store_close_finish (store, wait_for (&result), NULL);
}

static GPtrArray *
list (AzcStore  *store,
      GError   **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  azc_store_list_async (store, NULL, on_done_cb, &result);

  return azc_store_list_finish (store, wait_for (&result), error);
}

static gboolean
load (AzcStore         *store,
      AzcConversation  *conversation,
      GError          **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  azc_store_load_async (store, conversation, NULL, on_done_cb, &result);

  return azc_store_load_finish (store, wait_for (&result), error);
}

static gboolean
save (AzcStore         *store,
      AzcConversation  *conversation,
      AzcMessage       *message,
      GError          **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  if (message != NULL)
    azc_store_save_message_async (store, conversation, message, on_done_cb, &result);
  else
    azc_store_save_conversation_async (store, conversation, on_done_cb, &result);

  return azc_store_write_finish (store, wait_for (&result), error);
}

static void
run_sql (const char *database,
         const char *sql)
{
  sqlite3 *handle;
  char *message = NULL;

  g_assert_cmpint (sqlite3_open (database, &handle), ==, SQLITE_OK);
  sqlite3_exec (handle, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  sqlite3_close (handle);
}

/* The first column of a query’s rows, one per line. */
static char *
query_text (const char *database,
            const char *sql)
{
  g_autoptr (GString) text = g_string_new (NULL);
  sqlite3_stmt *statement;
  sqlite3 *handle;

  g_assert_cmpint (sqlite3_open (database, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (handle, sql, -1, &statement, NULL), ==, SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW)
    g_string_append_printf (text, "%s\n", (const char *) sqlite3_column_text (statement, 0));
  sqlite3_finalize (statement);
  sqlite3_close (handle);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
get_version (const char *database)
{
  return query_text (database, "PRAGMA user_version");
}

static char *
get_schema (const char *database)
{
  return query_text (database, "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name");
}

/* What a database without a history becomes. */
static char *
make_newest (Fixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->path, "newest", NULL);
  g_autoptr (GFile) folder = g_file_new_for_path (path);
  g_autoptr (AzcStore) store = azc_store_new (folder);
  GError *error = NULL;

  open_store (store, &error);
  g_assert_no_error (error);
  close_store (store);

  return g_build_filename (path, "history.db", NULL);
}

static void
assert_thread (AzcConversation *conversation,
               const char      *first,
               const char      *second)
{
  GListModel *thread = azc_conversation_get_thread (conversation);
  g_autoptr (AzcMessage) a = g_list_model_get_item (thread, 0);
  g_autoptr (AzcMessage) b = g_list_model_get_item (thread, 1);

  g_assert_cmpuint (g_list_model_get_n_items (thread), ==, 2);
  g_assert_cmpstr (azc_message_get_id (a), ==, first);
  g_assert_cmpstr (azc_message_get_id (b), ==, second);
}

static void
assert_branched (AzcConversation *conversation)
{
  AzcMessage *question = azc_conversation_find_message (conversation, "q1");
  AzcMessage *answer = azc_conversation_find_message (conversation, "a1");
  AzcMessage *failed = azc_conversation_find_message (conversation, "a2");
  g_autoptr (AzcAttachment) picture = NULL;

  g_assert_cmpstr (azc_conversation_get_title (conversation), ==, "Bäume “und” mehr");
  g_assert_true (azc_conversation_get_title_fixed (conversation));
  g_assert_true (azc_conversation_get_unread (conversation));
  g_assert_cmpstr (azc_conversation_get_endpoint_id (conversation), ==, "e1");
  g_assert_cmpint (azc_conversation_get_updated (conversation), ==, 1700000009000000);
  assert_thread (conversation, "q1", "a1");

  g_assert_cmpint (azc_message_get_role (question), ==, AZC_ROLE_USER);
  picture = g_list_model_get_item (azc_message_get_attachments (question), 0);
  g_assert_cmpstr (azc_attachment_get_name (picture), ==, "tree.png");
  g_assert_cmpuint (azc_attachment_get_width (picture), ==, 640);

  g_assert_cmpstr (azc_message_get_text (answer), ==, "A *tree*.");
  g_assert_cmpstr (azc_message_get_finish_reason (answer), ==, "stop");
  g_assert_cmpint (azc_message_get_usage (answer)->completion, ==, 22);
  g_assert_null (azc_message_get_usage (failed));
  g_assert_error (azc_message_get_error (failed), AZC_ERROR, AZC_ERROR_RATE_LIMIT);
  g_assert_cmpstr (azc_error_get_advice (azc_message_get_error (failed)), ==, "Wait.");
  g_assert_cmpint (azc_error_get_retry_after (azc_message_get_error (failed)), ==, 2000);
}

static void
check_dump (Fixture    *fixture,
            const char *dump,
            const char *newest)
{
  g_autofree char *expected_schema = get_schema (newest);
  g_autofree char *expected_version = get_version (newest);
  g_autofree char *schema = NULL;
  g_autofree char *version = NULL;
  g_autofree char *sql = NULL;
  g_autoptr (AzcStore) store = azc_store_new (fixture->folder);
  g_autoptr (GPtrArray) conversations = NULL;
  AzcConversation *running;
  GError *error = NULL;

  g_file_get_contents (dump, &sql, NULL, &error);
  g_assert_no_error (error);
  run_sql (fixture->database, sql);

  open_store (store, &error);
  g_assert_no_error (error);
  conversations = list (store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (conversations->len, ==, 2);
  load (store, g_ptr_array_index (conversations, 0), &error);
  g_assert_no_error (error);
  assert_branched (g_ptr_array_index (conversations, 0));

  running = g_ptr_array_index (conversations, 1);
  load (store, running, &error);
  g_assert_no_error (error);
  g_assert_cmpint (azc_message_get_state (azc_conversation_get_leaf (running)), ==,
                   AZC_MESSAGE_INTERRUPTED);
  close_store (store);

  version = get_version (fixture->database);
  schema = get_schema (fixture->database);
  g_assert_cmpstr (version, ==, expected_version);
  g_assert_cmpstr (schema, ==, expected_schema);
}

/* A dump of every version up to the newest becomes a history like a new one, with all that
 * was in it. */
static void
test_versions (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *newest = make_newest (fixture);
  g_autofree char *text = get_version (newest);
  guint n_versions = (guint) g_ascii_strtoull (text, NULL, 10);

  g_assert_cmpuint (n_versions, >, 0);
  for (guint i = 1; i <= n_versions; i++)
    {
      g_autofree char *name = g_strdup_printf ("%04u.sql", i);
      g_autofree char *dump = g_test_build_filename (G_TEST_DIST, "data", "store", name, NULL);
      Fixture own = { NULL };

      g_test_message ("%s", name);
      set_up (&own, NULL);
      check_dump (&own, dump, newest);
      tear_down (&own, NULL);
    }
}

static void
fill (AzcStore *store)
{
  g_autoptr (AzcConversation) conversation = azc_conversation_new ("c");
  g_autofree char *text = g_strnfill (1000, 'x');
  GError *error = NULL;

  azc_conversation_set_created (conversation, 1);
  azc_conversation_set_updated (conversation, 1);
  save (store, conversation, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < N_FILLERS; i++)
    {
      g_autofree char *id = g_strdup_printf ("m%u", i);
      g_autoptr (AzcMessage) message = azc_message_new (id, NULL, AZC_ROLE_USER);

      azc_message_set_text (message, text);
      save (store, conversation, message, &error);
      g_assert_no_error (error);
    }
}

/* Opens, lists and loads: the first of them that fails says so. */
static gboolean
read_all (AzcStore  *store,
          GError   **error)
{
  g_autoptr (GPtrArray) conversations = NULL;

  if (!open_store (store, error))
    return FALSE;

  conversations = list (store, error);
  if (conversations == NULL)
    return FALSE;

  for (guint i = 0; i < conversations->len; i++)
    {
      if (!load (store, g_ptr_array_index (conversations, i), error))
        return FALSE;
      g_assert_cmpuint (azc_conversation_get_n_messages (g_ptr_array_index (conversations, i)), ==,
                        N_FILLERS);
    }

  return conversations->len > 0;
}

static void
assert_unreadable (Fixture *fixture)
{
  g_autoptr (AzcStore) store = azc_store_new (fixture->folder);
  g_autoptr (GError) error = NULL;

  g_assert_false (read_all (store, &error));
  g_assert_error (error, AZC_ERROR, AZC_ERROR_STORE);
  g_assert_nonnull (strstr (azc_error_get_advice (error), "damaged"));
  close_store (store);
}

/* The head is whole and the rest is not: an error, never a history with holes. */
static void
test_damaged_pages (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr (AzcStore) store = azc_store_new (fixture->folder);
  g_autofree char *content = NULL;
  gsize length;
  GError *error = NULL;

  open_store (store, &error);
  g_assert_no_error (error);
  fill (store);
  close_store (store);
  g_assert_true (g_file_get_contents (fixture->database, &content, &length, NULL));
  g_assert_cmpuint (length, >, 100000);

  memset (content + length / 4, 0xff, length / 2);
  g_assert_true (g_file_set_contents (fixture->database, content, (gssize) length, NULL));
  assert_unreadable (fixture);

  /* Cut off, as a full disk or a broken copy leaves it. */
  g_assert_true (g_file_set_contents (fixture->database, content, (gssize) length / 4, NULL));
  assert_unreadable (fixture);
}

/* Where no folder can be made, every later call fails with the same error and nothing hangs. */
static void
test_no_folder (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *blocked = g_build_filename (fixture->path, "file", "below", NULL);
  g_autofree char *file = g_path_get_dirname (blocked);
  g_autoptr (GFile) folder = g_file_new_for_path (blocked);
  g_autoptr (AzcStore) store = azc_store_new (folder);
  g_autoptr (AzcConversation) conversation = azc_conversation_new ("c");
  g_autoptr (GError) open_error = NULL;
  g_autoptr (GError) save_error = NULL;
  g_autoptr (GError) list_error = NULL;

  g_assert_true (g_file_set_contents (file, "in the way", -1, NULL));
  g_assert_false (open_store (store, &open_error));
  g_assert_error (open_error, AZC_ERROR, AZC_ERROR_STORE);
  g_assert_nonnull (strstr (azc_error_get_advice (open_error), "can be written"));

  g_assert_false (save (store, conversation, NULL, &save_error));
  g_assert_error (save_error, AZC_ERROR, AZC_ERROR_STORE);
  g_assert_null (list (store, &list_error));
  g_assert_error (list_error, AZC_ERROR, AZC_ERROR_STORE);
  close_store (store);
}

static void
test_not_open (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (AzcStore) store = azc_store_new (fixture->folder);
  g_autoptr (AzcConversation) conversation = azc_conversation_new ("c");
  g_autoptr (GError) before = NULL;
  g_autoptr (GError) after = NULL;

  g_assert_false (save (store, conversation, NULL, &before));
  g_assert_error (before, AZC_ERROR, AZC_ERROR_STORE);
  g_assert_true (open_store (store, NULL));
  g_assert_true (save (store, conversation, NULL, NULL));
  close_store (store);
  g_assert_false (save (store, conversation, NULL, &after));
  g_assert_error (after, AZC_ERROR, AZC_ERROR_STORE);
}

/* A write that fails leaves no transaction open that the next one would fall into. */
static void
test_failed_write (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (AzcStore) store = azc_store_new (fixture->folder);
  g_autoptr (AzcConversation) conversation = azc_conversation_new ("c");
  g_autoptr (AzcMessage) message = azc_message_new ("m", NULL, AZC_ROLE_USER);
  g_autofree char *count = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (open_store (store, NULL));
  g_assert_false (save (store, conversation, message, &error));
  g_assert_error (error, AZC_ERROR, AZC_ERROR_STORE);
  g_assert_true (save (store, conversation, NULL, NULL));
  g_assert_true (save (store, conversation, message, NULL));
  close_store (store);

  count = query_text (fixture->database, "SELECT count(*) FROM messages");
  g_assert_cmpstr (count, ==, "1\n");
}

/* The two ways a statement can fail, and the helper that reports both. */
static void
test_statements (void)
{
  g_autoptr (GError) syntax = NULL;
  g_autoptr (GError) constraint = NULL;
  g_autoptr (sqlite3_stmt) statement = NULL;
  sqlite3 *handle;

  g_assert_cmpint (sqlite3_open (":memory:", &handle), ==, SQLITE_OK);
  g_assert_false (azc_database_execute (handle, &syntax, "SELEKT 1", ""));
  g_assert_error (syntax, AZC_ERROR, AZC_ERROR_STORE);
  g_assert_true (azc_database_execute (handle, NULL, "CREATE TABLE t (n INTEGER UNIQUE, s TEXT)", ""));
  g_assert_true (azc_database_execute (handle, NULL, "INSERT INTO t VALUES (?, ?)", "is",
                                       G_MAXINT64, NULL));
  g_assert_false (azc_database_execute (handle, &constraint, "INSERT INTO t VALUES (?, ?)", "is",
                                        G_MAXINT64, "’; DROP TABLE t"));
  g_assert_error (constraint, AZC_ERROR, AZC_ERROR_STORE);

  statement = azc_database_query (handle, NULL, "SELECT n, s FROM t", "");
  g_assert_true (azc_database_next (statement, NULL));
  g_assert_cmpint (sqlite3_column_int64 (statement, 0), ==, G_MAXINT64);
  g_assert_null (azc_database_get_text (statement, 1));
  g_assert_false (azc_database_next (statement, NULL));
  g_clear_pointer (&statement, sqlite3_finalize);
  g_assert_cmpint (sqlite3_close (handle), ==, SQLITE_OK);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/database/versions", test_versions);
  ADD ("/database/damaged-pages", test_damaged_pages);
  ADD ("/database/no-folder", test_no_folder);
  ADD ("/database/not-open", test_not_open);
  ADD ("/database/failed-write", test_failed_write);
  g_test_add_func ("/database/statements", test_statements);

  return g_test_run ();
}
