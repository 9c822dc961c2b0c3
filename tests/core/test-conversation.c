/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/conversation-list.h"

static AzcMessage *
add (AzcConversation *conversation,
     const char      *id,
     const char      *parent_id)
{
  g_autoptr (AzcMessage) message = azc_message_new (id, parent_id, AZC_ROLE_USER);

  azc_conversation_add_message (conversation, message);

  return azc_conversation_find_message (conversation, id);
}

/* The ids of the shown path, such as "a b c". */
static char *
get_path (AzcConversation *conversation)
{
  GListModel *thread = azc_conversation_get_thread (conversation);
  g_autoptr (GString) path = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (thread); i++)
    {
      g_autoptr (AzcMessage) message = g_list_model_get_item (thread, i);

      g_string_append_printf (path, "%s%s", i > 0 ? " " : "", azc_message_get_id (message));
    }

  return g_string_free (g_steal_pointer (&path), FALSE);
}

static void
assert_path (AzcConversation *conversation,
             const char      *expected)
{
  g_autofree char *path = get_path (conversation);

  g_assert_cmpstr (path, ==, expected);
}

/* Writes every change as "position-removed+added ". */
static void
on_items_changed_cb (GListModel *model,
                     guint       position,
                     guint       removed,
                     guint       added,
                     GString    *changes)
{
  g_string_append_printf (changes, "%u-%u+%u ", position, removed, added);
}

static void
test_tree (void)
{
  g_autoptr (AzcConversation) conversation = azc_conversation_new ("c");
  g_autoptr (GString) changes = g_string_new (NULL);
  g_autoptr (GPtrArray) siblings = NULL;

  g_signal_connect (azc_conversation_get_thread (conversation), "items-changed",
                    G_CALLBACK (on_items_changed_cb), changes);
  add (conversation, "q1", NULL);
  add (conversation, "a1", "q1");
  add (conversation, "q2", "a1");
  add (conversation, "a2", "q2");
  assert_path (conversation, "q1 a1 q2 a2");
  g_assert_cmpstr (changes->str, ==, "0-0+1 1-0+1 2-0+1 3-0+1 ");

  /* Another answer to the first question is not shown until it is asked for. */
  g_string_truncate (changes, 0);
  add (conversation, "b1", "q1");
  assert_path (conversation, "q1 a1 q2 a2");
  g_assert_cmpstr (changes->str, ==, "");
  azc_conversation_set_leaf (conversation, "b1");
  assert_path (conversation, "q1 b1");
  g_assert_cmpstr (changes->str, ==, "1-3+1 ");

  /* Back, by an inner message: on to its newest descendant. */
  azc_conversation_set_leaf (conversation, "a1");
  assert_path (conversation, "q1 a1 q2 a2");
  azc_conversation_set_leaf (conversation, "unknown");
  assert_path (conversation, "q1 a1 q2 a2");

  siblings = azc_conversation_dup_siblings (conversation, azc_conversation_find_message (conversation, "b1"));
  g_assert_cmpuint (siblings->len, ==, 2);
  g_assert_cmpstr (azc_message_get_id (g_ptr_array_index (siblings, 0)), ==, "a1");

  /* The same id again changes nothing. */
  add (conversation, "a2", "q2");
  g_assert_cmpuint (azc_conversation_get_n_messages (conversation), ==, 5);
}

/* A damaged history: rings, and parents that are not there. */
static void
test_hostile_parents (void)
{
  g_autoptr (AzcConversation) conversation = azc_conversation_new ("c");

  add (conversation, "a", "b");
  add (conversation, "b", "a");
  add (conversation, "self", "self");
  add (conversation, "orphan", "nobody");
  azc_conversation_set_leaf (conversation, "a");
  assert_path (conversation, "b a");
  azc_conversation_set_leaf (conversation, "self");
  assert_path (conversation, "self");
  azc_conversation_set_leaf (conversation, "orphan");
  assert_path (conversation, "orphan");
  azc_conversation_clear_messages (conversation);
  g_assert_null (azc_conversation_get_leaf (conversation));
}

static AzcConversation *
make (const char *id,
      gint64      updated)
{
  AzcConversation *conversation = azc_conversation_new (id);

  azc_conversation_set_updated (conversation, updated);

  return conversation;
}

static char *
get_order (AzcConversationList *list)
{
  g_autoptr (GString) order = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr (AzcConversation) conversation = g_list_model_get_item (G_LIST_MODEL (list), i);

      g_string_append (order, azc_conversation_get_id (conversation));
    }

  return g_string_free (g_steal_pointer (&order), FALSE);
}

static void
assert_order (AzcConversationList *list,
              const char          *expected)
{
  g_autofree char *order = get_order (list);

  g_assert_cmpstr (order, ==, expected);
}

static void
test_list (void)
{
  g_autoptr (AzcConversationList) list = azc_conversation_list_new ();
  g_autoptr (AzcConversation) a = make ("a", 10);
  g_autoptr (AzcConversation) b = make ("b", 30);
  g_autoptr (AzcConversation) c = make ("c", 20);
  g_autoptr (GString) changes = g_string_new (NULL);

  azc_conversation_list_add (list, a);
  azc_conversation_list_add (list, b);
  azc_conversation_list_add (list, c);
  azc_conversation_list_add (list, c);
  assert_order (list, "bca");

  g_signal_connect (list, "items-changed", G_CALLBACK (on_items_changed_cb), changes);
  azc_conversation_set_updated (a, 40);
  assert_order (list, "abc");
  g_assert_cmpstr (changes->str, ==, "0-3+3 ");
  azc_conversation_set_updated (a, 50);
  g_assert_cmpstr (changes->str, ==, "0-3+3 ");

  g_assert_true (azc_conversation_list_find (list, "c") == c);
  g_assert_true (azc_conversation_list_remove (list, b));
  g_assert_false (azc_conversation_list_remove (list, b));
  assert_order (list, "ac");
  azc_conversation_set_updated (b, 99);
  assert_order (list, "ac");
}

static void
test_list_many (void)
{
  g_autoptr (AzcConversationList) list = azc_conversation_list_new ();
  g_autoptr (GPtrArray) many = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GString) changes = g_string_new (NULL);

  for (gint64 i = 0; i < 10000; i++)
    {
      g_autofree char *id = g_strdup_printf ("%05" G_GINT64_FORMAT, i);

      g_ptr_array_add (many, make (id, (i * 7919) % 10000));
    }

  g_signal_connect (list, "items-changed", G_CALLBACK (on_items_changed_cb), changes);
  azc_conversation_list_add_all (list, many);
  g_assert_cmpstr (changes->str, ==, "0-0+10000 ");
  for (guint i = 1; i < 10000; i++)
    {
      g_autoptr (AzcConversation) before = g_list_model_get_item (G_LIST_MODEL (list), i - 1);
      g_autoptr (AzcConversation) after = g_list_model_get_item (G_LIST_MODEL (list), i);

      g_assert_cmpint (azc_conversation_get_updated (before), >=, azc_conversation_get_updated (after));
    }
}

static void
test_message (void)
{
  g_autoptr (AzcMessage) message = azc_message_new ("id", NULL, AZC_ROLE_ASSISTANT);
  const AzcUsage usage = { 1, 2, -1, -1 };
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "why");
  AzcMessageState state;

  g_assert_cmpstr (azc_message_get_text (message), ==, "");
  azc_message_append_text (message, "Hel");
  azc_message_append_text (message, "lo");
  g_assert_cmpstr (azc_message_get_text (message), ==, "Hello");
  g_assert_cmpuint (azc_message_get_text_length (message), ==, 5);
  azc_message_set_text (message, NULL);
  g_assert_cmpstr (azc_message_get_text (message), ==, "");

  azc_message_set_usage (message, &usage);
  g_assert_cmpint (azc_message_get_usage (message)->completion, ==, 2);
  azc_message_set_error (message, error);
  g_assert_cmpstr (azc_message_get_error (message)->message, ==, "why");
  azc_message_set_error (message, NULL);
  g_assert_null (azc_message_get_error (message));

  for (guint i = AZC_MESSAGE_DONE; i <= AZC_MESSAGE_FAILED; i++)
    {
      g_assert_true (azc_message_state_from_string (azc_message_state_to_string (i), &state));
      g_assert_cmpint (state, ==, i);
    }
  g_assert_false (azc_message_state_from_string ("gone", &state));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/conversation/tree", test_tree);
  g_test_add_func ("/conversation/hostile-parents", test_hostile_parents);
  g_test_add_func ("/conversation/list", test_list);
  g_test_add_func ("/conversation/list-many", test_list_many);
  g_test_add_func ("/conversation/message", test_message);

  return g_test_run ();
}
