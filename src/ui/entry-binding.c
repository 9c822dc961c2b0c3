/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Ties an entry row to a text property that may be unset: an empty entry is NULL, and what is
 * wrong is said at the row and not applied. */

#include "config.h"

#include "ui/entry-binding.h"

#include "ui/row-note.h"

static gboolean
property_to_text (GBinding     *binding,
                  const GValue *from,
                  GValue       *to,
                  gpointer      user_data)
{
  const char *text = g_value_get_string (from);

  g_value_set_string (to, text != NULL ? text : "");

  return TRUE;
}

static gboolean
text_to_property (GBinding     *binding,
                  const GValue *from,
                  GValue       *to,
                  gpointer      user_data)
{
  g_autoptr (GObject) row = g_binding_dup_target (binding);
  g_autofree char *text = g_strstrip (g_value_dup_string (from));
  g_autofree char *message = NULL;
  AzcEntryCheck check = user_data;

  if (check != NULL && *text != '\0')
    message = check (text);
  if (check != NULL)
    azc_row_note_set_error (ADW_PREFERENCES_ROW (row), message);
  if (message != NULL)
    return FALSE;

  g_value_set_string (to, *text != '\0' ? text : NULL);

  return TRUE;
}

/**
 * azc_entry_bind:
 * @row: an entry row
 * @object: the object with the property
 * @property: name of a text property
 * @check: (nullable) (scope forever): finds what is wrong
 *
 * Binds the entry and the property to each other for as long as both live.
 */
void
azc_entry_bind (AdwEntryRow   *row,
                GObject       *object,
                const char    *property,
                AzcEntryCheck  check)
{
  g_return_if_fail (ADW_IS_ENTRY_ROW (row));
  g_return_if_fail (G_IS_OBJECT (object));
  g_return_if_fail (property != NULL);

  g_object_bind_property_full (object, property, row, "text",
                               G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE,
                               property_to_text, text_to_property, check, NULL);
}
