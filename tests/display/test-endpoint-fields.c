/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The parts the settings are made of: notes at rows, bound entries, choices, models. */

#include "config.h"

#include <adwaita.h>
#include <string.h>

#include "model/endpoint.h"
#include "ui/azure-chat-resources.h"
#include "ui/choice.h"
#include "ui/entry-binding.h"
#include "ui/model-editor.h"
#include "ui/row-note.h"
#include "ui/typed-url.h"

static GtkWidget *
find (GtkWidget  *root,
      GType       type,
      const char *property,
      const char *text)
{
  GtkWidget *child;

  if (g_type_is_a (G_OBJECT_TYPE (root), type))
    {
      g_autofree char *value = NULL;

      g_object_get (root, property, &value, NULL);
      if (g_strcmp0 (value, text) == 0)
        return root;
    }

  for (child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type, property, text);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static gboolean
shows (gpointer    root,
       const char *text)
{
  return find (GTK_WIDGET (root), GTK_TYPE_LABEL, "label", text) != NULL;
}

static gpointer
find_row (gpointer    root,
          const char *title)
{
  GtkWidget *row = find (GTK_WIDGET (root), ADW_TYPE_PREFERENCES_ROW, "title", title);

  g_assert_nonnull (row);

  return row;
}

static void
test_typed_url (void)
{
  static const struct
  {
    const char *url;
    gboolean    begun;
    gboolean    exposed;
    gboolean    may_hold_secret;
    const char *name;
  } cases[] = {
    { "htt", TRUE, FALSE, FALSE, "htt" },
    { "https://", TRUE, FALSE, FALSE, NULL },
    { "http://a", FALSE, TRUE, FALSE, "a" },
    { "http://localhost:11434/v1", FALSE, FALSE, FALSE, "localhost" },
    { "http://127.0.0.1/v1", FALSE, FALSE, FALSE, "127.0.0.1" },
    { "http://[::1]:8080/v1", FALSE, FALSE, FALSE, "::1" },
    { "http://127.0.0.1.example.com/", FALSE, TRUE, FALSE, "127" },
    { "http://10.0.0.7/v1", FALSE, TRUE, FALSE, "10.0.0.7" },
    { "HTTP://gateway.example.com", FALSE, TRUE, FALSE, "gateway" },
    { "https://contoso.openai.azure.com", FALSE, FALSE, FALSE, "contoso" },
    { "contoso.openai.azure.com", FALSE, FALSE, FALSE, "contoso" },
    { "https://x.example.com/?subscription-key=k", FALSE, FALSE, TRUE, "x" },
    { "https://user:secret@x.example.com", FALSE, FALSE, TRUE, "x" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = azc_typed_url_derive_name (cases[i].url);

      g_test_message ("%s", cases[i].url);
      g_assert_true (azc_typed_url_is_begun (cases[i].url) == cases[i].begun);
      g_assert_true (azc_typed_url_is_exposed (cases[i].url) == cases[i].exposed);
      g_assert_true (azc_typed_url_may_hold_secret (cases[i].url) == cases[i].may_hold_secret);
      g_assert_cmpstr (name, ==, cases[i].name);
    }
}

static void
test_row_note (void)
{
  GtkWidget *widget = g_object_ref_sink (adw_entry_row_new ());
  AdwPreferencesRow *row = ADW_PREFERENCES_ROW (widget);

  azc_row_note_set_hint (row, "A hint");
  g_assert_true (shows (row, "A hint"));
  g_assert_false (azc_row_note_has_error (row));
  g_assert_false (gtk_widget_has_css_class (widget, "error"));

  azc_row_note_set_error (row, "What is wrong");
  g_assert_true (shows (row, "What is wrong"));
  g_assert_false (shows (row, "A hint"));
  g_assert_true (azc_row_note_has_error (row));
  g_assert_true (gtk_widget_has_css_class (widget, "error"));

  azc_row_note_set_error (row, NULL);
  g_assert_true (shows (row, "A hint"));
  g_assert_false (azc_row_note_has_error (row));
  g_assert_false (gtk_widget_has_css_class (widget, "error"));

  g_assert_finalize_object (widget);
}

/* Only the first call may wrap the row's content: later ones come while somebody types in it,
 * and would take the focus away. */
static void
test_row_note_wraps_once (void)
{
  GtkWidget *row = g_object_ref_sink (adw_entry_row_new ());
  GtkWidget *content = gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (row));
  GtkWidget *wrapped;

  azc_row_note_set_error (ADW_PREFERENCES_ROW (row), NULL);
  wrapped = gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (row));
  g_assert_true (content != wrapped);
  g_assert_true (gtk_widget_is_ancestor (content, wrapped));

  azc_row_note_set_error (ADW_PREFERENCES_ROW (row), "What is wrong");
  azc_row_note_set_hint (ADW_PREFERENCES_ROW (row), "A hint");
  g_assert_true (gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (row)) == wrapped);

  g_assert_finalize_object (row);
}

static char *
refuse_spaces (const char *text)
{
  return strchr (text, ' ') != NULL ? g_strdup ("No spaces") : NULL;
}

static void
test_entry_binding (void)
{
  g_autoptr (AzcEndpoint) endpoint = azc_endpoint_new ("id");
  GtkWidget *row = g_object_ref_sink (adw_entry_row_new ());

  azc_endpoint_set_proxy (endpoint, "http://one");
  azc_entry_bind (ADW_ENTRY_ROW (row), G_OBJECT (endpoint), "proxy", refuse_spaces);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "http://one");

  gtk_editable_set_text (GTK_EDITABLE (row), " http://two ");
  g_assert_cmpstr (azc_endpoint_get_proxy (endpoint), ==, "http://two");

  gtk_editable_set_text (GTK_EDITABLE (row), "not this");
  g_assert_cmpstr (azc_endpoint_get_proxy (endpoint), ==, "http://two");
  g_assert_true (shows (row, "No spaces"));

  gtk_editable_set_text (GTK_EDITABLE (row), "");
  g_assert_null (azc_endpoint_get_proxy (endpoint));
  g_assert_false (azc_row_note_has_error (ADW_PREFERENCES_ROW (row)));

  /* another process */
  azc_endpoint_set_proxy (endpoint, "http://three");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "http://three");

  g_assert_finalize_object (row);
}

static void
test_choice (void)
{
  GtkWidget *widget = g_object_ref_sink (adw_combo_row_new ());
  AdwComboRow *row = ADW_COMBO_ROW (widget);

  azc_choice_row_setup (row);
  azc_choice_row_append (row, 10, "Ten", "A description");
  azc_choice_row_append (row, 20, "Twenty", NULL);
  azc_choice_row_show_value (row, 20, NULL);
  g_assert_cmpint (azc_choice_row_get_value (row), ==, 20);
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==, "Twenty");

  azc_choice_row_set_title (row, 20, "A score");
  g_assert_cmpint (azc_choice_row_get_value (row), ==, 20);
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==, "A score");

  azc_choice_row_show_value (row, 30, "Thirty");
  azc_choice_row_show_value (row, 10, "Ten");
  azc_choice_row_show_value (row, 30, "Thirty");
  g_assert_cmpint (azc_choice_row_get_value (row), ==, 30);
  g_assert_cmpuint (g_list_model_get_n_items (adw_combo_row_get_model (row)), ==, 3);

  g_object_unref (widget);
}

static void
on_changed_cb (guint *n_changes)
{
  (*n_changes)++;
}

static void
test_model_editor (void)
{
  g_autoptr (AzcModel) model = azc_model_new ("gpt-4o");
  g_autoptr (AzcModel) edited = NULL;
  g_autoptr (AzcPairs) headers = azc_pairs_new ();
  AzcModelEditor *editor;
  guint n_changes = 0;

  azc_pairs_append (headers, "X-Team", "blue");
  azc_model_set_headers (model, headers);
  azc_model_set_family (model, "reasoning");
  azc_model_set_vision (model, AZC_NO);
  editor = g_object_ref_sink (AZC_MODEL_EDITOR (azc_model_editor_new (model)));
  g_signal_connect_swapped (editor, "changed", G_CALLBACK (on_changed_cb), &n_changes);

  gtk_editable_set_text (GTK_EDITABLE (find_row (editor, "_Deployment")), "mine");
  g_assert_cmpuint (n_changes, ==, 1);
  g_assert_true (shows (editor, "mine · no pictures"));

  /* what is not shown is kept */
  edited = azc_model_editor_dup_model (editor);
  g_assert_cmpstr (azc_model_get_name (edited), ==, "gpt-4o");
  g_assert_cmpstr (azc_model_get_deployment (edited), ==, "mine");
  g_assert_null (azc_model_get_api_version (edited));
  g_assert_cmpstr (azc_model_get_family (edited), ==, "reasoning");
  g_assert_cmpint (azc_model_get_vision (edited), ==, AZC_NO);
  g_assert_true (azc_pairs_equal (azc_model_get_headers (edited), headers));

  g_assert_true (azc_model_editor_check (editor, FALSE));
  g_assert_false (azc_model_editor_check (editor, TRUE));
  g_assert_true (azc_row_note_has_error (find_row (editor, "_Name")));
  gtk_editable_set_text (GTK_EDITABLE (find_row (editor, "_Name")), "");
  g_assert_false (azc_model_editor_check (editor, FALSE));
  g_assert_true (azc_row_note_has_error (find_row (editor, "_Name")));

  g_object_unref (editor);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  azc_resources_register_resource ();
  adw_init ();

  g_test_add_func ("/endpoint-fields/typed-url", test_typed_url);
  g_test_add_func ("/endpoint-fields/row-note", test_row_note);
  g_test_add_func ("/endpoint-fields/row-note-wraps-once", test_row_note_wraps_once);
  g_test_add_func ("/endpoint-fields/entry-binding", test_entry_binding);
  g_test_add_func ("/endpoint-fields/choice", test_choice);
  g_test_add_func ("/endpoint-fields/model-editor", test_model_editor);

  return g_test_run ();
}
