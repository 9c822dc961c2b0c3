/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A line of text within a preferences row, under its entry: a hint, or what is wrong. Entry
 * rows have no subtitle, and a mistake is best explained where it was made. */

#include "config.h"

#include "ui/row-note.h"

#define DATA_KEY "azc-row-note"

typedef struct
{
  GtkWidget *revealer;
  GtkWidget *icon;
  GtkWidget *label;
  char      *hint;
  char      *error;
} Note;

static void
note_free (Note *note)
{
  g_free (note->hint);
  g_free (note->error);
  g_free (note);
}

static GtkWidget *
note_build (Note *note)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  note->icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  gtk_widget_set_valign (note->icon, GTK_ALIGN_START);
  gtk_accessible_update_state (GTK_ACCESSIBLE (note->icon),
                               GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);

  note->label = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (note->label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (note->label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (note->label), 0);
  gtk_widget_set_hexpand (note->label, TRUE);

  gtk_widget_add_css_class (box, "azc-row-note");
  gtk_box_append (GTK_BOX (box), note->icon);
  gtk_box_append (GTK_BOX (box), note->label);

  note->revealer = gtk_revealer_new ();
  gtk_revealer_set_child (GTK_REVEALER (note->revealer), box);

  return note->revealer;
}

/* The row's own child is wrapped rather than the row subclassed: password rows are final. This
 * takes the focus from the child, so a row gets its note, an empty one, before it is shown. */
static Note *
note_ensure (AdwPreferencesRow *row)
{
  Note *note = g_object_get_data (G_OBJECT (row), DATA_KEY);
  g_autoptr (GtkWidget) child = NULL;
  GtkWidget *box;

  if (note != NULL)
    return note;

  note = g_new0 (Note, 1);
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  child = g_object_ref (gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (row)));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), NULL);
  gtk_box_append (GTK_BOX (box), child);
  gtk_box_append (GTK_BOX (box), note_build (note));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_add_css_class (GTK_WIDGET (row), "azc-noted");
  g_object_set_data_full (G_OBJECT (row), DATA_KEY, note, (GDestroyNotify) note_free);

  return note;
}

static void
update_accessible (AdwPreferencesRow *row,
                   const char        *text,
                   gboolean           invalid)
{
  gtk_accessible_update_state (GTK_ACCESSIBLE (row),
                               GTK_ACCESSIBLE_STATE_INVALID,
                               invalid ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text != NULL ? text : "",
                                  -1);
}

static void
note_update (AdwPreferencesRow *row,
             Note              *note)
{
  gboolean invalid = note->error != NULL;
  const char *text = invalid ? note->error : note->hint;
  GtkWidget *box = gtk_revealer_get_child (GTK_REVEALER (note->revealer));

  /* while the line slides away its last text stays */
  if (text != NULL)
    {
      gtk_label_set_label (GTK_LABEL (note->label), text);
      gtk_widget_set_visible (note->icon, invalid);
      gtk_widget_remove_css_class (box, invalid ? "dim-label" : "error");
      gtk_widget_add_css_class (box, invalid ? "error" : "dim-label");
    }
  if (invalid)
    gtk_widget_add_css_class (GTK_WIDGET (row), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (row), "error");
  gtk_revealer_set_reveal_child (GTK_REVEALER (note->revealer), text != NULL);
  update_accessible (row, text, invalid);
}

static void
note_set (AdwPreferencesRow *row,
          const char        *text,
          gboolean           is_error)
{
  Note *note = note_ensure (row);
  char **field = is_error ? &note->error : &note->hint;

  if (g_strcmp0 (*field, text) == 0)
    return;

  g_free (*field);
  *field = g_strdup (text);
  note_update (row, note);
}

/**
 * azc_row_note_set_hint:
 * @row: an entry row, password row, action row or combo row
 * @hint: (nullable): a dim line to show under the row's content
 *
 * Sets what is shown while nothing is wrong. The first call for a row has to come before
 * the row can have the focus.
 */
void
azc_row_note_set_hint (AdwPreferencesRow *row,
                       const char        *hint)
{
  g_return_if_fail (ADW_IS_PREFERENCES_ROW (row));

  note_set (row, hint, FALSE);
}

/**
 * azc_row_note_set_error:
 * @row: an entry row, password row, action row or combo row
 * @error: (nullable): what is wrong with the row's content; %NULL if nothing is
 *
 * Marks the row as invalid, to the eye and to assistive technology, and says why. The
 * first call for a row has to come before the row can have the focus.
 */
void
azc_row_note_set_error (AdwPreferencesRow *row,
                        const char        *error)
{
  g_return_if_fail (ADW_IS_PREFERENCES_ROW (row));

  note_set (row, error, TRUE);
}

/**
 * azc_row_note_has_error:
 * @row: a row
 *
 * Returns: whether the row is marked as invalid
 */
gboolean
azc_row_note_has_error (AdwPreferencesRow *row)
{
  Note *note;

  g_return_val_if_fail (ADW_IS_PREFERENCES_ROW (row), FALSE);

  note = g_object_get_data (G_OBJECT (row), DATA_KEY);

  return note != NULL && note->error != NULL;
}
