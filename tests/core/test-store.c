/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Real SQLite and real files, in a folder of the test's own. */

#include "config.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "base/error.h"
#include "base/redact.h"
#include "store/store.h"
#include "support/pictures.h"

typedef struct
{
  char      *path;
  GFile     *folder;
  AzcStore  *store;
  GMainLoop *loop;
} Fixture;

typedef struct
{
  GMainLoop    *loop;
  GAsyncResult *result;
} Wait;

static void
on_done_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Wait *wait = user_data;

  wait->result = g_object_ref (result);
  g_main_loop_quit (wait->loop);
}

static GAsyncResult *
finish_wait (Wait *wait)
{
  while (wait->result == NULL)
    g_main_loop_run (wait->loop);

  return wait->result;
}

static gboolean
open_store (Fixture  *fixture,
            GError  **error)
{
  Wait wait = { fixture->loop, NULL };
  g_autoptr (GAsyncResult) result = NULL;

  fixture->store = azc_store_new (fixture->folder);
  azc_store_open_async (fixture->store, NULL, on_done_cb, &wait);
  result = finish_wait (&wait);

  return azc_store_open_finish (fixture->store, result, error);
}

static void
close_store (Fixture *fixture)
{
  Wait wait = { fixture->loop, NULL };
  g_autoptr (GAsyncResult) result = NULL;

  azc_store_close_async (fixture->store, on_done_cb, &wait);
  result = finish_wait (&wait);
  azc_store_close_finish (fixture->store, result, NULL);
  g_clear_object (&fixture->store);
}

static void
reopen (Fixture *fixture)
{
  GError *error = NULL;

  close_store (fixture);
  open_store (fixture, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  GError *error = NULL;

  fixture->path = g_dir_make_tmp ("test-store-XXXXXX", NULL);
  fixture->folder = g_file_new_build_filename (fixture->path, "profile", NULL);
  fixture->loop = g_main_loop_new (NULL, FALSE);
  open_store (fixture, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  const char *argv[] = { "rm", "-rf", fixture->path, NULL };

  if (fixture->store != NULL)
    close_store (fixture);
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
  g_object_unref (fixture->folder);
  g_main_loop_unref (fixture->loop);
  g_free (fixture->path);
}

static char *
get_database (Fixture *fixture)
{
  return g_build_filename (fixture->path, "profile", "history.db", NULL);
}

static void
save (Fixture         *fixture,
      AzcConversation *conversation,
      AzcMessage      *message)
{
  Wait wait = { fixture->loop, NULL };
  g_autoptr (GAsyncResult) result = NULL;
  GError *error = NULL;

  if (message != NULL)
    azc_store_save_message_async (fixture->store, conversation, message, on_done_cb, &wait);
  else
    azc_store_save_conversation_async (fixture->store, conversation, on_done_cb, &wait);
  result = finish_wait (&wait);
  azc_store_write_finish (fixture->store, result, &error);
  g_assert_no_error (error);
}

static GPtrArray *
list (Fixture *fixture)
{
  Wait wait = { fixture->loop, NULL };
  g_autoptr (GAsyncResult) result = NULL;
  GPtrArray *conversations;
  GError *error = NULL;

  azc_store_list_async (fixture->store, NULL, on_done_cb, &wait);
  result = finish_wait (&wait);
  conversations = azc_store_list_finish (fixture->store, result, &error);
  g_assert_no_error (error);

  return conversations;
}

static void
load (Fixture         *fixture,
      AzcConversation *conversation)
{
  Wait wait = { fixture->loop, NULL };
  g_autoptr (GAsyncResult) result = NULL;
  GError *error = NULL;

  azc_store_load_async (fixture->store, conversation, NULL, on_done_cb, &wait);
  result = finish_wait (&wait);
  azc_store_load_finish (fixture->store, result, &error);
  g_assert_no_error (error);
}

static void
set_deleted (Fixture         *fixture,
             AzcConversation *conversation,
             gboolean         deleted)
{
  Wait wait = { fixture->loop, NULL };
  g_autoptr (GAsyncResult) result = NULL;

  azc_store_set_deleted_async (fixture->store, conversation, deleted, on_done_cb, &wait);
  result = finish_wait (&wait);
  g_assert_true (azc_store_write_finish (fixture->store, result, NULL));
}

static AzcAttachment *
add_picture (Fixture    *fixture,
             const char *bytes)
{
  Wait wait = { fixture->loop, NULL };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) data = g_bytes_new (bytes, strlen (bytes));
  AzcAttachment *attachment;
  GError *error = NULL;

  azc_store_add_picture_async (fixture->store, data, "a.png", "image/png", 3, 2, NULL,
                               on_done_cb, &wait);
  result = finish_wait (&wait);
  attachment = azc_store_add_picture_finish (fixture->store, result, &error);
  g_assert_no_error (error);

  return attachment;
}

static AzcConversation *
make_conversation (Fixture    *fixture,
                   const char *id)
{
  AzcConversation *conversation = azc_conversation_new (id);

  azc_conversation_set_title (conversation, "A “title”; DROP TABLE messages");
  azc_conversation_set_created (conversation, 1);
  azc_conversation_set_updated (conversation, 2);
  azc_conversation_set_model (conversation, "gpt-4o");
  azc_conversation_set_loaded (conversation, TRUE);
  save (fixture, conversation, NULL);

  return conversation;
}

static AzcMessage *
add_message (Fixture         *fixture,
             AzcConversation *conversation,
             const char      *id,
             const char      *parent_id,
             AzcRole          role,
             const char      *text)
{
  g_autoptr (AzcMessage) message = azc_message_new (id, parent_id, role);

  azc_message_set_text (message, text);
  azc_message_set_created (message, g_get_real_time ());
  azc_conversation_add_message (conversation, message);
  save (fixture, conversation, message);

  return azc_conversation_find_message (conversation, id);
}

static void
test_round_trip (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (AzcConversation) conversation = make_conversation (fixture, "c1");
  AzcMessage *question = add_message (fixture, conversation, "q", NULL, AZC_ROLE_USER, "What’s this?");
  AzcMessage *answer = add_message (fixture, conversation, "a", "q", AZC_ROLE_ASSISTANT, "A *tree*");
  g_autoptr (AzcAttachment) picture = add_picture (fixture, "picture");
  g_autoptr (GError) error = g_error_new_literal (AZC_ERROR, AZC_ERROR_RATE_LIMIT, "Too many.");
  const AzcUsage usage = { 10, 20, 5, -1 };
  g_autoptr (GPtrArray) conversations = NULL;
  AzcConversation *again;
  AzcMessage *message;

  azc_message_add_attachment (question, picture);
  azc_error_set_status (error, 429);
  azc_message_set_error (answer, error);
  azc_message_set_usage (answer, &usage);
  azc_message_set_reasoning (answer, "hm");
  azc_message_set_endpoint_name (answer, "Contoso");
  azc_message_set_model (answer, "gpt-4o-2024");
  azc_message_set_finish_reason (answer, "stop");
  azc_message_set_state (answer, AZC_MESSAGE_FAILED);
  save (fixture, conversation, question);
  save (fixture, conversation, answer);
  save (fixture, conversation, NULL);
  reopen (fixture);

  conversations = list (fixture);
  g_assert_cmpuint (conversations->len, ==, 1);
  again = g_ptr_array_index (conversations, 0);
  g_assert_cmpstr (azc_conversation_get_title (again), ==, "A “title”; DROP TABLE messages");
  g_assert_false (azc_conversation_get_loaded (again));

  load (fixture, again);
  g_assert_true (azc_conversation_get_loaded (again));
  g_assert_cmpuint (azc_conversation_get_n_messages (again), ==, 2);
  message = azc_conversation_get_leaf (again);
  g_assert_cmpstr (azc_message_get_text (message), ==, "A *tree*");
  g_assert_cmpstr (azc_message_get_reasoning (message), ==, "hm");
  g_assert_cmpstr (azc_message_get_model (message), ==, "gpt-4o-2024");
  g_assert_cmpint (azc_message_get_state (message), ==, AZC_MESSAGE_FAILED);
  g_assert_error (azc_message_get_error (message), AZC_ERROR, AZC_ERROR_RATE_LIMIT);
  g_assert_cmpuint (azc_error_get_status (azc_message_get_error (message)), ==, 429);
  g_assert_cmpint (azc_message_get_usage (message)->reasoning, ==, 5);

  message = azc_conversation_find_message (again, "q");
  {
    g_autoptr (AzcAttachment) kept = g_list_model_get_item (azc_message_get_attachments (message), 0);
    g_autofree char *bytes = NULL;

    g_assert_cmpstr (azc_attachment_get_name (kept), ==, "a.png");
    g_assert_cmpuint (azc_attachment_get_width (kept), ==, 3);
    g_assert_true (g_file_load_contents (azc_attachment_get_file (kept), NULL, &bytes, NULL, NULL, NULL));
    g_assert_cmpstr (bytes, ==, "picture");
  }
}

/* What was arriving when the program ended comes back as interrupted, with its text. */
static void
test_interrupted (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr (AzcConversation) conversation = make_conversation (fixture, "c1");
  AzcMessage *answer = add_message (fixture, conversation, "a", NULL, AZC_ROLE_ASSISTANT, "half of");
  g_autoptr (GPtrArray) conversations = NULL;
  AzcConversation *again;

  azc_message_set_state (answer, AZC_MESSAGE_STREAMING);
  save (fixture, conversation, answer);
  reopen (fixture);

  conversations = list (fixture);
  again = g_ptr_array_index (conversations, 0);
  load (fixture, again);
  answer = azc_conversation_get_leaf (again);
  g_assert_cmpint (azc_message_get_state (answer), ==, AZC_MESSAGE_INTERRUPTED);
  g_assert_cmpstr (azc_message_get_text (answer), ==, "half of");
}

static void
test_branches (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (AzcConversation) conversation = make_conversation (fixture, "c1");
  g_autoptr (GPtrArray) conversations = NULL;
  AzcConversation *again;

  add_message (fixture, conversation, "q", NULL, AZC_ROLE_USER, "?");
  add_message (fixture, conversation, "a1", "q", AZC_ROLE_ASSISTANT, "one");
  add_message (fixture, conversation, "a2", "q", AZC_ROLE_ASSISTANT, "two");
  azc_conversation_set_leaf (conversation, "a1");
  save (fixture, conversation, NULL);
  reopen (fixture);

  conversations = list (fixture);
  again = g_ptr_array_index (conversations, 0);

  /* A rename before the messages are loaded does not lose the shown path. */
  azc_conversation_set_title (again, "renamed");
  save (fixture, again, NULL);
  load (fixture, again);
  g_assert_cmpstr (azc_message_get_id (azc_conversation_get_leaf (again)), ==, "a1");
  g_assert_cmpuint (azc_conversation_get_n_messages (again), ==, 3);
}

static void
test_delete (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (AzcConversation) conversation = make_conversation (fixture, "c1");
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GPtrArray) one = NULL;

  add_message (fixture, conversation, "q", NULL, AZC_ROLE_USER, "?");
  set_deleted (fixture, conversation, TRUE);
  reopen (fixture);
  none = list (fixture);
  g_assert_cmpuint (none->len, ==, 0);

  set_deleted (fixture, conversation, FALSE);
  one = list (fixture);
  g_assert_cmpuint (one->len, ==, 1);
  load (fixture, g_ptr_array_index (one, 0));
  g_assert_cmpuint (azc_conversation_get_n_messages (g_ptr_array_index (one, 0)), ==, 1);
}

static void
run_sql (Fixture    *fixture,
         const char *sql)
{
  g_autofree char *path = get_database (fixture);
  sqlite3 *handle;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (handle);
}

/* A day after it was deleted a conversation is gone, and its picture with it. */
static void
test_sweep (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (AzcConversation) conversation = make_conversation (fixture, "c1");
  g_autoptr (AzcAttachment) picture = add_picture (fixture, "picture");
  g_autofree char *path = g_file_get_path (azc_attachment_get_file (picture));
  const char *argv[] = { "touch", "-d", "3 days ago", path, NULL };
  AzcMessage *question = add_message (fixture, conversation, "q", NULL, AZC_ROLE_USER, "?");

  azc_message_add_attachment (question, picture);
  save (fixture, conversation, question);
  close_store (fixture);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));

  run_sql (fixture, "UPDATE conversations SET deleted = 1");
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
  g_assert_true (open_store (fixture, NULL));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  close_store (fixture);

  /* With the conversation its messages went, too. */
  run_sql (fixture, "CREATE TEMP TABLE zero (n INTEGER CHECK (n = 0));"
                    " INSERT INTO zero SELECT count(*) FROM messages;"
                    " INSERT INTO zero SELECT count(*) FROM pictures");
}

/* The same picture twice is one file; one that nobody sent is gone after closing. */
static void
test_pictures (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (AzcConversation) conversation = make_conversation (fixture, "c1");
  g_autoptr (AzcAttachment) first = add_picture (fixture, "same");
  g_autoptr (AzcAttachment) second = add_picture (fixture, "same");
  g_autoptr (AzcAttachment) unused = add_picture (fixture, "never sent");
  AzcMessage *question = add_message (fixture, conversation, "q", NULL, AZC_ROLE_USER, "?");

  g_assert_cmpstr (azc_attachment_get_id (first), ==, azc_attachment_get_id (second));
  g_assert_true (g_file_equal (azc_attachment_get_file (first), azc_attachment_get_file (second)));
  azc_message_add_attachment (question, first);
  save (fixture, conversation, question);
  close_store (fixture);

  g_assert_true (g_file_query_exists (azc_attachment_get_file (first), NULL));
  g_assert_false (g_file_query_exists (azc_attachment_get_file (unused), NULL));
}

static void
assert_refuses (Fixture    *fixture,
                const char *needle)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (open_store (fixture, &error));
  g_assert_error (error, AZC_ERROR, AZC_ERROR_STORE);
  g_assert_nonnull (strstr (error->message, needle));
  close_store (fixture);
}

static void
test_newer_version (Fixture       *fixture,
                    gconstpointer  data)
{
  close_store (fixture);
  run_sql (fixture, "PRAGMA user_version = 999");
  assert_refuses (fixture, "newer version");
  run_sql (fixture, "PRAGMA user_version = 1");
  g_assert_true (open_store (fixture, NULL));
}

static void
test_damaged (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *path = get_database (fixture);
  g_autofree char *content = NULL;

  close_store (fixture);
  g_assert_true (g_file_set_contents (path, "This is not a database at all.", -1, NULL));
  assert_refuses (fixture, "could not be read");
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "This is not a database at all.");
}

/* Of two instances each sees what the other wrote. */
static void
test_two_instances (Fixture       *fixture,
                    gconstpointer  data)
{
  Fixture other = { fixture->path, fixture->folder, NULL, fixture->loop };
  g_autoptr (AzcConversation) a = NULL;
  g_autoptr (AzcConversation) b = NULL;
  g_autoptr (GPtrArray) seen = NULL;
  GError *error = NULL;

  open_store (&other, &error);
  g_assert_no_error (error);
  a = make_conversation (fixture, "a");
  b = make_conversation (&other, "b");
  for (guint i = 0; i < 50; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);

      add_message (i % 2 ? fixture : &other, i % 2 ? a : b, id, NULL, AZC_ROLE_USER, "?");
    }
  seen = list (fixture);
  g_assert_cmpuint (seen->len, ==, 2);
  close_store (&other);
}

/* The answer that arrives is written again and again: one row, in its old place, as it was at
 * the time of the call. */
static void
test_journal (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (AzcConversation) conversation = make_conversation (fixture, "c1");
  AzcMessage *answer = add_message (fixture, conversation, "a", NULL, AZC_ROLE_ASSISTANT, "");
  g_autoptr (GAsyncResult) result = NULL;
  Wait wait = { fixture->loop, NULL };

  add_message (fixture, conversation, "after", "a", AZC_ROLE_USER, "?");
  for (guint i = 0; i < 100; i++)
    {
      azc_message_append_text (answer, "0123456789");
      azc_store_save_message_async (fixture->store, conversation, answer,
                                    i == 99 ? on_done_cb : NULL, &wait);
    }
  azc_message_append_text (answer, "not written");
  result = finish_wait (&wait);
  g_assert_true (azc_store_write_finish (fixture->store, result, NULL));
  close_store (fixture);

  run_sql (fixture, "CREATE TEMP TABLE fact (holds INTEGER CHECK (holds));"
                    " INSERT INTO fact SELECT count(*) = 2 FROM messages;"
                    " INSERT INTO fact SELECT length (text) = 1000 FROM messages WHERE id = 'a';"
                    " INSERT INTO fact SELECT min (number) = (SELECT number FROM messages WHERE id = 'a')"
                    " FROM messages");
}

/* A cancelled load leaves the conversation as it was, to be loaded later. */
static void
test_cancelled (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (AzcConversation) conversation = make_conversation (fixture, "c1");
  g_autoptr (AzcConversation) again = azc_conversation_new ("c1");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  Wait wait = { fixture->loop, NULL };

  add_message (fixture, conversation, "q", NULL, AZC_ROLE_USER, "?");
  azc_store_load_async (fixture->store, again, cancellable, on_done_cb, &wait);
  g_cancellable_cancel (cancellable);
  result = finish_wait (&wait);
  g_assert_false (azc_store_load_finish (fixture->store, result, &error));
  g_assert_true (azc_error_is_cancelled (error));
  g_assert_false (azc_conversation_get_loaded (again));
  g_assert_cmpuint (azc_conversation_get_n_messages (again), ==, 0);

  load (fixture, again);
  g_assert_cmpuint (azc_conversation_get_n_messages (again), ==, 1);
}

/* Two requests for one conversation do not double its messages. */
static void
test_loaded_twice (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (AzcConversation) conversation = make_conversation (fixture, "c1");
  g_autoptr (AzcConversation) again = azc_conversation_new ("c1");
  g_autoptr (AzcAttachment) picture = add_picture (fixture, "picture");
  AzcMessage *question = add_message (fixture, conversation, "q", NULL, AZC_ROLE_USER, "?");
  g_autoptr (GAsyncResult) result = NULL;
  Wait wait = { fixture->loop, NULL };

  azc_message_add_attachment (question, picture);
  save (fixture, conversation, question);
  save (fixture, conversation, question);
  azc_store_load_async (fixture->store, again, NULL, NULL, NULL);
  azc_store_load_async (fixture->store, again, NULL, on_done_cb, &wait);
  result = finish_wait (&wait);
  g_assert_true (azc_store_load_finish (fixture->store, result, NULL));

  g_assert_cmpuint (azc_conversation_get_n_messages (again), ==, 1);
  question = azc_conversation_find_message (again, "q");
  g_assert_cmpuint (g_list_model_get_n_items (azc_message_get_attachments (question)), ==, 1);
}

/* Ten thousand conversations come in one piece and in order. */
static void
test_many (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GPtrArray) conversations = NULL;
  double seconds;

  run_sql (fixture, "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 9999)"
                    " INSERT INTO conversations (id, title, created, updated)"
                    " SELECT 'c' || i, 'Title ' || i, 1, (i * 7919) % 10000 FROM n");
  g_test_timer_start ();
  conversations = list (fixture);
  seconds = g_test_timer_elapsed ();
  g_test_message ("10,000 conversations in %.3f s", seconds);

  g_assert_cmpuint (conversations->len, ==, 10000);
  for (guint i = 0; i < conversations->len; i++)
    g_assert_cmpint (azc_conversation_get_updated (g_ptr_array_index (conversations, i)), ==,
                     9999 - (gint64) i);
}

static gboolean
database_contains (Fixture    *fixture,
                   const char *needle)
{
  static const char * const suffixes[] = { "", "-wal" };
  g_autofree char *path = get_database (fixture);
  gboolean found = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *name = g_strconcat (path, suffixes[i], NULL);
      g_autofree char *content = NULL;
      g_autoptr (GBytes) bytes = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (name, &content, &length, NULL));
      bytes = g_bytes_new_take (g_steal_pointer (&content), length);
      found = found || test_bytes_contain (bytes, needle);
    }

  return found;
}

/* No secret is written with an error, and no bytes of a picture with a message. */
static void
test_not_in_database (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr (AzcConversation) conversation = make_conversation (fixture, "c1");
  g_autoptr (AzcAttachment) picture = add_picture (fixture, "these-are-the-bytes");
  AzcMessage *answer = add_message (fixture, conversation, "a", NULL, AZC_ROLE_ASSISTANT, "kept-text");
  g_autoptr (GError) error = NULL;
  g_autofree char *base64 = g_base64_encode ((const guchar *) "these-are-the-bytes", 18);

  azc_redact_add_secret ("very-secret-key");
  error = g_error_new_literal (AZC_ERROR, AZC_ERROR_AUTHENTICATION, "No: very-secret-key.");
  azc_error_set_details (error, "{\"key\":\"very-secret-key\"}");
  azc_message_set_error (answer, error);
  azc_message_add_attachment (answer, picture);
  save (fixture, conversation, answer);

  g_assert_true (database_contains (fixture, "kept-text"));
  g_assert_false (database_contains (fixture, "very-secret"));
  g_assert_false (database_contains (fixture, "these-are-the-bytes"));
  g_assert_false (database_contains (fixture, base64));
}

/* The file is named by its content, belongs to the person alone, and is the only one. */
static void
test_picture_file (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (AzcAttachment) picture = add_picture (fixture, "picture");
  const char *id = azc_attachment_get_id (picture);
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "picture", -1);
  g_autofree char *relative = NULL;
  g_autofree char *expected = NULL;
  g_autofree char *folder = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GDir) content = NULL;
  GStatBuf info;

  g_assert_cmpstr (id, ==, digest);
  relative = g_strdup_printf ("pictures/%.2s/%s.png", id, id + 2);
  file = g_file_resolve_relative_path (fixture->folder, relative);
  g_assert_true (g_file_equal (file, azc_attachment_get_file (picture)));

  expected = g_file_get_path (file);
  g_assert_cmpint (g_stat (expected, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, 0600);
  folder = g_path_get_dirname (expected);
  g_assert_cmpint (g_stat (folder, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, 0700);
  content = g_dir_open (folder, 0, NULL);
  g_assert_nonnull (g_dir_read_name (content));
  g_assert_null (g_dir_read_name (content));
}

/* A picture that a message shows stays, however old its file is; and so does a conversation
 * that was deleted a moment ago, with its picture. */
static void
test_kept (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (AzcConversation) conversation = make_conversation (fixture, "c1");
  g_autoptr (AzcAttachment) picture = add_picture (fixture, "picture");
  g_autofree char *path = g_file_get_path (azc_attachment_get_file (picture));
  const char *argv[] = { "touch", "-d", "3 days ago", path, NULL };
  AzcMessage *question = add_message (fixture, conversation, "q", NULL, AZC_ROLE_USER, "?");

  azc_message_add_attachment (question, picture);
  save (fixture, conversation, question);
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
  reopen (fixture);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));

  set_deleted (fixture, conversation, TRUE);
  reopen (fixture);
  set_deleted (fixture, conversation, FALSE);
  reopen (fixture);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  {
    g_autoptr (GPtrArray) conversations = list (fixture);

    g_assert_cmpuint (conversations->len, ==, 1);
  }
}

/* A picture that two processes hold, in drafts, outlives the one that ends first, whichever
 * of them had it first. */
static void
test_shared_picture (Fixture       *fixture,
                     gconstpointer  data)
{
  for (guint i = 0; i < 2; i++)
    {
      Fixture other = { fixture->path, fixture->folder, NULL, fixture->loop };
      Fixture *first = i == 0 ? &other : fixture;
      Fixture *second = i == 0 ? fixture : &other;
      g_autofree char *id = g_strdup_printf ("%u", i);
      g_autoptr (AzcConversation) conversation = make_conversation (fixture, id);
      g_autoptr (AzcAttachment) here = NULL;
      g_autoptr (AzcAttachment) there = NULL;
      AzcMessage *question;

      g_assert_true (open_store (&other, NULL));
      here = add_picture (first, i == 0 ? "shared" : "shared too");
      there = add_picture (second, i == 0 ? "shared" : "shared too");
      close_store (&other);

      question = add_message (fixture, conversation, id, NULL, AZC_ROLE_USER, "?");
      azc_message_add_attachment (question, here);
      save (fixture, conversation, question);
      g_assert_true (g_file_query_exists (azc_attachment_get_file (there), NULL));
    }
}

/* A file that was written before the program ended, without its row. */
static void
test_stray_files (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autofree char *folder = g_build_filename (fixture->path, "profile", "pictures", "ab", NULL);
  g_autofree char *old = g_build_filename (folder, "cdef.png.AB12CD", NULL);
  g_autofree char *recent = g_build_filename (folder, "0123.png", NULL);
  const char *argv[] = { "touch", "-d", "3 days ago", old, NULL };

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (old, "half", -1, NULL));
  g_assert_true (g_file_set_contents (recent, "new", -1, NULL));
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
  reopen (fixture);
  g_assert_false (g_file_test (old, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (recent, G_FILE_TEST_EXISTS));
}

static void
test_private (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *folder = g_file_get_path (fixture->folder);
  GStatBuf info;

  g_assert_cmpint (g_stat (folder, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, 0700);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/store/round-trip", test_round_trip);
  ADD ("/store/interrupted", test_interrupted);
  ADD ("/store/branches", test_branches);
  ADD ("/store/delete", test_delete);
  ADD ("/store/sweep", test_sweep);
  ADD ("/store/pictures", test_pictures);
  ADD ("/store/newer-version", test_newer_version);
  ADD ("/store/damaged", test_damaged);
  ADD ("/store/two-instances", test_two_instances);
  ADD ("/store/journal", test_journal);
  ADD ("/store/cancelled", test_cancelled);
  ADD ("/store/loaded-twice", test_loaded_twice);
  ADD ("/store/many", test_many);
  ADD ("/store/not-in-database", test_not_in_database);
  ADD ("/store/picture-file", test_picture_file);
  ADD ("/store/kept", test_kept);
  ADD ("/store/shared-picture", test_shared_picture);
  ADD ("/store/stray-files", test_stray_files);
  ADD ("/store/private", test_private);

  return g_test_run ();
}
