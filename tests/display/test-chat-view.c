/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The conversation as rows while an answer arrives: in place, at the end, and at rest after. */

#include "config.h"

#include <adwaita.h>
#include <string.h>

#include "ui/azure-chat-resources.h"
#include "ui/chat-view.h"
#include "ui/history-view.h"
#include "ui/link.h"
#include "ui/message-rows.h"

static AzcMessage *
make_message (const char *id,
              const char *parent,
              AzcRole     role,
              const char *text)
{
  AzcMessage *message = azc_message_new (id, parent, role);

  azc_message_set_text (message, text);

  return message;
}

static guint
count_kind (GListStore     *store,
            AzcChatRowKind  kind)
{
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (store)); i++)
    {
      g_autoptr (AzcChatRow) row = g_list_model_get_item (G_LIST_MODEL (store), i);

      n += azc_chat_row_get_kind (row) == kind;
    }

  return n;
}

static GListStore *
make_store (AzcMessageRows *rows)
{
  g_autoptr (GPtrArray) array = g_ptr_array_new_with_free_func (g_object_unref);
  GListStore *store = g_list_store_new (AZC_TYPE_CHAT_ROW);

  azc_message_rows_add (rows, array);
  g_list_store_splice (store, 0, 0, array->pdata, array->len);

  return store;
}

/* What a list of rows should look like at any time is what it looks like when made anew. */
static void
assert_as_new (GListStore *store,
               AzcMessage *message)
{
  AzcMessageRows *rows = azc_message_rows_new (message);
  g_autoptr (GListStore) fresh = make_store (rows);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (fresh));

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (store)), ==, n);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (AzcChatRow) is = g_list_model_get_item (G_LIST_MODEL (store), i);
      g_autoptr (AzcChatRow) should = g_list_model_get_item (G_LIST_MODEL (fresh), i);

      g_assert_cmpint (azc_chat_row_get_kind (is), ==, azc_chat_row_get_kind (should));
      g_assert_cmpint (azc_chat_row_get_next (is) != NULL, ==,
                       azc_chat_row_get_next (should) != NULL);
      if (azc_chat_row_get_block (should) != NULL)
        g_assert_true (azc_block_equal (azc_chat_row_get_block (is),
                                        azc_chat_row_get_block (should)));
    }

  azc_message_rows_free (rows);
}

static void
test_rows (void)
{
  g_autoptr (AzcMessage) message = make_message ("a", "p", AZC_ROLE_ASSISTANT, "");
  g_autoptr (GListStore) store = NULL;
  g_autoptr (GString) code = g_string_new ("\n\n```c\n");
  AzcMessageRows *rows;

  azc_message_set_state (message, AZC_MESSAGE_WAITING);
  rows = azc_message_rows_new (message);
  store = make_store (rows);
  g_assert_cmpuint (count_kind (store, AZC_CHAT_ROW_STATE), ==, 1);

  azc_message_set_state (message, AZC_MESSAGE_STREAMING);
  azc_message_append_reasoning (message, "Hm.");
  azc_message_rows_update (rows, store, 0);
  assert_as_new (store, message);
  g_assert_cmpuint (count_kind (store, AZC_CHAT_ROW_REASONING), ==, 1);
  g_assert_cmpuint (count_kind (store, AZC_CHAT_ROW_STATE), ==, 0);

  for (guint i = 0; i < 250; i++)
    g_string_append_printf (code, "int x%u;\n", i);
  g_string_append (code, "```\n\nThe end, with **emphasis**.");

  azc_message_append_text (message, "First.\n\n- one\n- two");
  for (const char *p = code->str; *p != '\0'; p += MIN (strlen (p), 50))
    {
      g_autofree char *piece = g_strndup (p, 50);

      azc_message_append_text (message, piece);
      azc_message_rows_update (rows, store, 0);
      assert_as_new (store, message);
    }

  azc_message_set_state (message, AZC_MESSAGE_STOPPED);
  azc_message_rows_update (rows, store, 0);
  assert_as_new (store, message);
  g_assert_cmpuint (count_kind (store, AZC_CHAT_ROW_STATE), ==, 1);

  azc_message_rows_free (rows);
}

static void
test_copy_pieces (void)
{
  g_autoptr (GString) code = g_string_new (NULL);
  g_autofree char *text = NULL;
  g_autofree char *copied = NULL;
  g_autoptr (AzcMessage) message = NULL;
  g_autoptr (GListStore) store = NULL;
  g_autoptr (AzcChatRow) row = NULL;
  AzcMessageRows *rows;

  for (guint i = 0; i < 350; i++)
    g_string_append_printf (code, "%sint x%u;", i > 0 ? "\n" : "", i);
  text = g_strdup_printf ("```c\n%s\n```\n", code->str);
  message = make_message ("a", "p", AZC_ROLE_ASSISTANT, text);
  rows = azc_message_rows_new (message);
  store = make_store (rows);

  row = g_list_model_get_item (G_LIST_MODEL (store), 1);
  g_assert_nonnull (azc_chat_row_get_next (row));
  copied = azc_chat_row_dup_text (row);
  g_assert_cmpstr (copied, ==, code->str);

  azc_message_rows_free (rows);
}

static void
test_links (void)
{
  const char *honest = "<a href=\"https://www.bank.example/x\">bank.example</a>"
                       " <a href=\"https://a.example/\">read this</a>";
  const char *lie = "<a href=\"https://evil.example/\">https://<b>bank.example</b>/login</a>";

  g_assert_false (azc_link_is_deceptive (honest, "https://www.bank.example/x"));
  g_assert_false (azc_link_is_deceptive (honest, "https://a.example/"));
  g_assert_true (azc_link_is_deceptive (lie, "https://evil.example/"));
}

static gboolean
on_quiet (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;

  return G_SOURCE_REMOVE;
}

static void
on_after_paint (GdkFrameClock *clock,
                gpointer       user_data)
{
  (*(guint *) user_data)++;
}

static void
run_for (guint milliseconds)
{
  gboolean done = FALSE;

  g_timeout_add (milliseconds, on_quiet, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
}

static GtkWidget *
find_label (GtkWidget  *widget,
            const char *text)
{
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL)
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_label (child, text);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* The test's time limit ends it when the text never comes. */
static GtkWidget *
wait_for_label (GtkWidget  *view,
                const char *text)
{
  GtkWidget *label;

  while ((label = find_label (view, text)) == NULL)
    g_main_context_iteration (NULL, TRUE);

  return label;
}

static void
test_stream (void)
{
  g_autoptr (AzcConversation) conversation = azc_conversation_new ("c");
  g_autoptr (AzcMessage) question = make_message ("q", NULL, AZC_ROLE_USER, "Why?");
  g_autoptr (AzcMessage) answer = make_message ("a", "q", AZC_ROLE_ASSISTANT, "");
  GtkWindow *window = GTK_WINDOW (gtk_window_new ());
  GtkWidget *view = azc_chat_view_new ();
  GtkWidget *label;
  guint frames = 0;

  azc_conversation_add_message (conversation, question);
  azc_message_set_state (answer, AZC_MESSAGE_WAITING);
  azc_conversation_add_message (conversation, answer);
  azc_chat_view_set_conversation (AZC_CHAT_VIEW (view), conversation);
  gtk_window_set_default_size (window, 500, 400);
  gtk_window_set_child (window, view);
  gtk_window_present (window);
  wait_for_label (view, "Why?");
  wait_for_label (view, "Waiting");

  azc_message_set_state (answer, AZC_MESSAGE_STREAMING);
  azc_message_append_text (answer, "Because");
  label = wait_for_label (view, "Because");
  g_assert_null (find_label (view, "Waiting"));

  /* the same label goes on: nothing that a person has selected is lost */
  azc_message_append_text (answer, " it *is*");
  g_assert_true (wait_for_label (view, "Because it is") == label);

  for (guint i = 0; i < 40; i++)
    azc_message_append_text (answer, "\n\nAnother paragraph.");
  azc_message_append_text (answer, "\n\nThe last.");
  azc_message_set_state (answer, AZC_MESSAGE_DONE);
  wait_for_label (view, "The last.");
  g_assert_true (azc_chat_view_get_at_end (AZC_CHAT_VIEW (view)));

  /* nothing more to do, nothing is done: after the buttons have faded in */
  run_for (500);
  g_signal_connect (gtk_widget_get_frame_clock (view), "after-paint",
                    G_CALLBACK (on_after_paint), &frames);
  run_for (500);
  g_assert_cmpuint (frames, <=, 1);

  g_signal_handlers_disconnect_by_data (gtk_widget_get_frame_clock (view), &frames);
  gtk_window_destroy (window);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  azc_resources_register_resource ();

  g_test_add_func ("/chat-view/rows", test_rows);
  g_test_add_func ("/chat-view/copy-pieces", test_copy_pieces);
  g_test_add_func ("/chat-view/links", test_links);
  g_test_add_func ("/chat-view/stream", test_stream);

  return g_test_run ();
}
