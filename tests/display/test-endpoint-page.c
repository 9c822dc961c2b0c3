/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The page of an endpoint against a real workspace: what is typed reaches the endpoint, what is
 * wrong does not, and credentials go to the keyring only. */

#include "config.h"

#include <adwaita.h>
#include <string.h>

#include "chat/workspace.h"
#include "ui/azure-chat-resources.h"
#include "ui/endpoint-page.h"
#include "ui/pairs-editor.h"
#include "ui/row-note.h"

typedef struct
{
  AzcWorkspace *workspace;
  AzcEndpoint  *endpoint;
  GtkWidget    *window;
  GtkWidget    *page;
} Fixture;

static GtkWidget *
find (GtkWidget  *root,
      GType       type,
      const char *title)
{
  GtkWidget *child;

  if (g_type_is_a (G_OBJECT_TYPE (root), type) &&
      (title == NULL ||
       g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (root)), title)))
    return root;

  for (child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type, title);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static gpointer
find_row (gpointer    root,
          const char *title)
{
  GtkWidget *row = find (GTK_WIDGET (root), ADW_TYPE_PREFERENCES_ROW, title);

  g_assert_nonnull (row);

  return row;
}

static void
type_text (gpointer    root,
           const char *title,
           const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (find_row (root, title)), text);
}

static void
wait_for (GObject    *object,
          const char *property,
          const char *text)
{
  for (;;)
    {
      g_autofree char *value = NULL;

      g_object_get (object, property, &value, NULL);
      if (g_strcmp0 (value, text) == 0)
        return;
      g_main_context_iteration (NULL, TRUE);
    }
}

static void
show (Fixture   *fixture,
      GtkWidget *page)
{
  fixture->page = page;
  fixture->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (fixture->window), page);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (AzcEndpoint) draft = azc_endpoint_new (NULL);

  fixture->workspace = azc_workspace_new (TRUE);
  azc_endpoint_set_name (draft, "Contoso");
  azc_endpoint_set_url (draft, "https://contoso.openai.azure.com");
  azc_endpoint_set_deployment (draft, "gpt-4o");
  fixture->endpoint = g_object_ref (azc_workspace_add_endpoint (fixture->workspace, draft));
  if (data == NULL)
    show (fixture, azc_endpoint_page_new (fixture->workspace, fixture->endpoint));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_object_unref (fixture->endpoint);
  g_object_unref (fixture->workspace);
}

static void
test_edit (Fixture       *fixture,
           gconstpointer  data)
{
  type_text (fixture->page, "_Deployment", "gpt-4o-mini");
  wait_for (G_OBJECT (fixture->endpoint), "deployment", "gpt-4o-mini");

  /* what is wrong stays on the screen only */
  type_text (fixture->page, "_URL", "ftp://example.com");
  g_assert_true (azc_row_note_has_error (find_row (fixture->page, "_URL")));
  type_text (fixture->page, "_Name", "");
  g_assert_true (azc_row_note_has_error (find_row (fixture->page, "_Name")));
  type_text (fixture->page, "_Deployment", "gpt-5");
  wait_for (G_OBJECT (fixture->endpoint), "deployment", "gpt-5");
  g_assert_cmpstr (azc_endpoint_get_url (fixture->endpoint), ==,
                   "https://contoso.openai.azure.com");
  g_assert_cmpstr (azc_endpoint_get_name (fixture->endpoint), ==, "Contoso");
}

static void
test_missing_deployment (Fixture       *fixture,
                         gconstpointer  data)
{
  AdwPreferencesRow *row = find_row (fixture->page, "_Deployment");

  g_assert_false (azc_row_note_has_error (row));
  type_text (fixture->page, "_Deployment", "");
  g_assert_true (azc_row_note_has_error (row));
  type_text (fixture->page, "_URL",
             "https://contoso.openai.azure.com/openai/deployments/d/chat/completions");
  g_assert_false (azc_row_note_has_error (row));
}

static void
test_changed_elsewhere (Fixture       *fixture,
                        gconstpointer  data)
{
  azc_endpoint_set_name (fixture->endpoint, "Fabrikam");
  azc_endpoint_set_proxy (fixture->endpoint, "http://proxy:8080");

  g_assert_cmpstr (gtk_editable_get_text (find_row (fixture->page, "_Name")), ==, "Fabrikam");
  g_assert_cmpstr (gtk_editable_get_text (find_row (fixture->page, "_Proxy")), ==,
                   "http://proxy:8080");
}

static void
test_unencrypted (Fixture       *fixture,
                  gconstpointer  data)
{
  GtkWidget *allow = find_row (fixture->page, "Allow Unencrypted _Connection");

  g_assert_false (gtk_widget_get_visible (allow));
  type_text (fixture->page, "_URL", "http://localhost:11434/v1");
  g_assert_false (gtk_widget_get_visible (allow));
  type_text (fixture->page, "_URL", "http://gateway.example.com/v1");
  g_assert_true (gtk_widget_get_visible (allow));
  g_assert_true (azc_row_note_has_error (find_row (fixture->page, "_URL")));

  adw_action_row_activate (ADW_ACTION_ROW (allow));
  while (azc_row_note_has_error (find_row (fixture->page, "_URL")))
    g_main_context_iteration (NULL, TRUE);
}

static void
on_key_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  char **key = user_data;

  *key = azc_workspace_load_key_finish (AZC_WORKSPACE (source), result, NULL);
}

static void
wait_for_key (Fixture    *fixture,
              const char *expected)
{
  g_autofree char *key = g_strdup ("not loaded");

  while (g_strcmp0 (key, expected) != 0)
    {
      char *loaded = NULL;

      azc_workspace_load_key_async (fixture->workspace, fixture->endpoint, NULL, on_key_cb,
                                    &loaded);
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_free (key);
      key = loaded;
    }
}

static void
test_key (Fixture       *fixture,
          gconstpointer  data)
{
  type_text (fixture->page, "_Key", "very-secret");
  g_signal_emit_by_name (find_row (fixture->page, "_Key"), "apply");
  wait_for_key (fixture, "very-secret");
  g_assert_null (azc_endpoint_get_key_reference (fixture->endpoint));

  type_text (fixture->page, "_Key", "${CONTOSO_KEY}");
  g_signal_emit_by_name (find_row (fixture->page, "_Key"), "apply");
  wait_for (G_OBJECT (fixture->endpoint), "key-reference", "${CONTOSO_KEY}");

  type_text (fixture->page, "_Key", "Bearer ${CONTOSO_KEY}");
  g_signal_emit_by_name (find_row (fixture->page, "_Key"), "apply");
  g_assert_true (azc_row_note_has_error (find_row (fixture->page, "_Key")));
  g_assert_cmpstr (azc_endpoint_get_key_reference (fixture->endpoint), ==, "${CONTOSO_KEY}");
}

static AzcPairRow *
add_header (Fixture *fixture)
{
  g_signal_emit_by_name (find_row (fixture->page, "Add _Header"), "activated");

  return AZC_PAIR_ROW (find (fixture->page, AZC_TYPE_PAIR_ROW, "New Header"));
}

static void
wait_for_headers (Fixture *fixture,
                  guint    n_headers)
{
  while (azc_pairs_get_size (azc_endpoint_get_headers (fixture->endpoint)) != n_headers)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_header (Fixture       *fixture,
             gconstpointer  data)
{
  AzcPairRow *row = add_header (fixture);
  AzcPairs *headers;

  type_text (row, "_Name", "Bad Name");
  g_assert_true (azc_row_note_has_error (find_row (row, "_Name")));
  type_text (row, "_Name", "X-Team");
  g_assert_false (azc_row_note_has_error (find_row (row, "_Name")));
  g_signal_emit_by_name (find_row (row, "_Name"), "entry-activated");
  type_text (row, "_Value", "blue");
  wait_for_headers (fixture, 1);
  headers = azc_endpoint_get_headers (fixture->endpoint);
  g_assert_cmpstr (azc_pairs_lookup (headers, "X-Team"), ==, "blue");

  /* removed on purpose, and still a header of the list */
  adw_action_row_activate (ADW_ACTION_ROW (find_row (row, "_Remove This Header")));
  while (azc_pairs_lookup (azc_endpoint_get_headers (fixture->endpoint), "X-Team") != NULL)
    g_main_context_iteration (NULL, TRUE);
  wait_for_headers (fixture, 1);
}

static void
on_endpoint_notify_cb (AzcEndpoint *endpoint)
{
  const char *value = azc_pairs_lookup (azc_endpoint_get_headers (endpoint), "api-key");

  g_assert_true (value == NULL || strstr (value, "secret") == NULL);
}

static void
test_secret_header (Fixture       *fixture,
                    gconstpointer  data)
{
  AzcPairRow *row = add_header (fixture);
  const char *value;

  g_signal_connect (fixture->endpoint, "notify::headers", G_CALLBACK (on_endpoint_notify_cb),
                    NULL);
  type_text (row, "_Name", "api-key");
  g_signal_emit_by_name (find_row (row, "_Name"), "entry-activated");
  type_text (row, "_Value", "secret");
  g_assert_cmpstr (adw_expander_row_get_subtitle (ADW_EXPANDER_ROW (row)), !=, "secret");
  g_signal_emit_by_name (find_row (row, "_Value"), "entry-activated");
  wait_for_headers (fixture, 1);

  /* the row stays, and shows the reference that has taken the secret's place */
  value = azc_pairs_lookup (azc_endpoint_get_headers (fixture->endpoint), "api-key");
  g_assert_true (g_str_has_prefix (value, "${"));
  g_assert_cmpstr (gtk_editable_get_text (find_row (row, "_Value")), ==, value);
}

static void
test_add (Fixture       *fixture,
          gconstpointer  data)
{
  GListModel *endpoints = azc_workspace_get_endpoints (fixture->workspace);
  AzcEndpoint *added;

  show (fixture, azc_endpoint_page_new_to_add (fixture->workspace, "Add", "Paste the address"));
  type_text (fixture->page, "_URL", "https://fabrikam.openai.azure.com/?api-key=secret");
  type_text (fixture->page, "_Deployment", "d");
  type_text (fixture->page, "_Key", "the-key");
  g_assert_cmpstr (gtk_editable_get_text (find_row (fixture->page, "_Name")), ==, "fabrikam");
  g_assert_cmpuint (g_list_model_get_n_items (endpoints), ==, 1);

  g_assert_true (gtk_widget_activate_action (fixture->page, "endpoint-page.add", NULL));
  g_assert_cmpuint (g_list_model_get_n_items (endpoints), ==, 2);
  added = azc_endpoint_page_get_endpoint (AZC_ENDPOINT_PAGE (fixture->page));
  g_assert_cmpstr (azc_endpoint_get_name (added), ==, "fabrikam");
  g_assert_null (strstr (azc_endpoint_get_url (added), "secret"));
  g_set_object (&fixture->endpoint, added);
  wait_for_key (fixture, "the-key");

  /* from now on it is edited */
  type_text (fixture->page, "_Deployment", "e");
  wait_for (G_OBJECT (added), "deployment", "e");
}

static void
test_leave (Fixture       *fixture,
            gconstpointer  data)
{
  type_text (fixture->page, "_Deployment", "typed-last");
  g_assert_true (gtk_widget_activate_action (fixture->page, "endpoint-page.back", NULL));
  g_assert_cmpstr (azc_endpoint_get_deployment (fixture->endpoint), ==, "typed-last");
}

static void
on_done_cb (gboolean *done)
{
  *done = TRUE;
}

static void
test_removed_elsewhere (Fixture       *fixture,
                        gconstpointer  data)
{
  gboolean done = FALSE;

  g_signal_connect_swapped (fixture->page, "done", G_CALLBACK (on_done_cb), &done);
  azc_workspace_remove_endpoint (fixture->workspace, fixture->endpoint);
  g_assert_true (done);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  azc_resources_register_resource ();
  adw_init ();

#define ADD(name, func, data) \
  g_test_add ("/endpoint-page/" name, Fixture, data, set_up, func, tear_down)

  ADD ("edit", test_edit, NULL);
  ADD ("missing-deployment", test_missing_deployment, NULL);
  ADD ("changed-elsewhere", test_changed_elsewhere, NULL);
  ADD ("unencrypted", test_unencrypted, NULL);
  ADD ("key", test_key, NULL);
  ADD ("header", test_header, NULL);
  ADD ("secret-header", test_secret_header, NULL);
  ADD ("add", test_add, "add");
  ADD ("leave", test_leave, NULL);
  ADD ("removed-elsewhere", test_removed_elsewhere, NULL);

  return g_test_run ();
}
