/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A group of rows for names and values. Only what is valid of them is passed on; what is not
 * stays on the screen with its reason. */

#include "config.h"

#include "ui/pairs-editor.h"

#include <glib/gi18n.h>

struct _AzcPairsEditor
{
  AdwPreferencesGroup  parent_instance;

  AzcWorkspace        *workspace;
  AzcPairsKind         kind;
  AzcPairs            *pairs;
  GPtrArray           *rows;
  GtkWidget           *add_row;
};

enum
{
  PROP_PAIRS = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (AzcPairsEditor, azc_pairs_editor, ADW_TYPE_PREFERENCES_GROUP)

/* The case of a header's name does not count. */
static gboolean
is_duplicate (AzcPairsEditor *self,
              guint           index)
{
  const char *name = azc_pair_row_get_name (g_ptr_array_index (self->rows, index));

  for (guint i = 0; i < index; i++)
    {
      const char *other = azc_pair_row_get_name (g_ptr_array_index (self->rows, i));

      if (self->kind == AZC_PAIRS_QUERY ? g_str_equal (name, other)
                                        : g_ascii_strcasecmp (name, other) == 0)
        return TRUE;
    }

  return FALSE;
}

/* Whether the rows are these pairs but for the values, so that they can stay as they are,
 * unfolded and with the cursor in them. */
static gboolean
has_names (AzcPairsEditor *self,
           AzcPairs       *pairs)
{
  if (azc_pairs_get_size (pairs) != self->rows->len)
    return FALSE;

  for (guint i = 0; i < self->rows->len; i++)
    {
      if (!g_str_equal (azc_pair_row_get_name (g_ptr_array_index (self->rows, i)),
                        azc_pairs_get (pairs, i)->name))
        return FALSE;
    }

  return TRUE;
}

static AzcPairs *
collect (AzcPairsEditor *self)
{
  AzcPairs *pairs = azc_pairs_new ();

  for (guint i = 0; i < self->rows->len; i++)
    {
      AzcPairRow *row = g_ptr_array_index (self->rows, i);

      if (azc_pair_row_check (row, is_duplicate (self, i)))
        azc_pairs_append (pairs, azc_pair_row_get_name (row), azc_pair_row_get_value (row));
    }

  return pairs;
}

static void
on_typed_cb (AzcPairsEditor *self)
{
  g_autoptr (AzcPairs) pairs = collect (self);
}

static void
on_changed_cb (AzcPairsEditor *self)
{
  g_autoptr (AzcPairs) pairs = collect (self);

  if (azc_pairs_equal (pairs, self->pairs))
    return;

  azc_pairs_unref (self->pairs);
  self->pairs = g_steal_pointer (&pairs);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAIRS]);
}

static void
on_remove_cb (AzcPairsEditor *self,
              AzcPairRow     *row)
{
  g_assert (AZC_IS_PAIRS_EDITOR (self));

  gtk_widget_grab_focus (self->add_row);
  adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (row));
  g_ptr_array_remove (self->rows, row);
  on_changed_cb (self);
}

/* The row that adds another one stays the last. */
static AzcPairRow *
append_row (AzcPairsEditor *self,
            const char     *name,
            const char     *value)
{
  GtkWidget *row = azc_pair_row_new (self->workspace, self->kind, name, value);

  g_signal_connect_object (row, "typed", G_CALLBACK (on_typed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "changed", G_CALLBACK (on_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "remove", G_CALLBACK (on_remove_cb), self, G_CONNECT_SWAPPED);

  g_object_ref (self->add_row);
  adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->add_row);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->add_row);
  g_object_unref (self->add_row);
  g_ptr_array_add (self->rows, row);

  return AZC_PAIR_ROW (row);
}

static void
rebuild (AzcPairsEditor *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self),
                                  g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);

  for (guint i = 0; i < azc_pairs_get_size (self->pairs); i++)
    append_row (self, azc_pairs_get (self->pairs, i)->name, azc_pairs_get (self->pairs, i)->value);
}

static void
on_add_cb (AzcPairsEditor *self)
{
  g_assert (AZC_IS_PAIRS_EDITOR (self));

  azc_pair_row_edit (append_row (self, "", ""));
}

static void
azc_pairs_editor_dispose (GObject *object)
{
  AzcPairsEditor *self = AZC_PAIRS_EDITOR (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->pairs, azc_pairs_unref);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (azc_pairs_editor_parent_class)->dispose (object);
}

static void
azc_pairs_editor_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  AzcPairsEditor *self = AZC_PAIRS_EDITOR (object);

  switch (prop_id)
    {
    case PROP_PAIRS:
      g_value_set_boxed (value, azc_pairs_editor_get_pairs (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
azc_pairs_editor_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  AzcPairsEditor *self = AZC_PAIRS_EDITOR (object);

  switch (prop_id)
    {
    case PROP_PAIRS:
      azc_pairs_editor_set_pairs (self, g_value_get_boxed (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
azc_pairs_editor_class_init (AzcPairsEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = azc_pairs_editor_dispose;
  object_class->get_property = azc_pairs_editor_get_property;
  object_class->set_property = azc_pairs_editor_set_property;

  properties[PROP_PAIRS] =
    g_param_spec_boxed ("pairs", NULL, NULL, AZC_TYPE_PAIRS,
                        G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
azc_pairs_editor_init (AzcPairsEditor *self)
{
  self->pairs = azc_pairs_new ();
  self->rows = g_ptr_array_new ();

  self->add_row = adw_action_row_new ();
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (self->add_row), TRUE);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->add_row), TRUE);
  adw_action_row_add_prefix (ADW_ACTION_ROW (self->add_row),
                             gtk_image_new_from_icon_name ("list-add-symbolic"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->add_row);
  g_signal_connect_object (self->add_row, "activated", G_CALLBACK (on_add_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * azc_pairs_editor_set_up:
 * @self: an editor
 * @workspace: the workspace, which checks headers
 * @kind: what the pairs are
 *
 * Has to be called once, before the pairs are set.
 */
void
azc_pairs_editor_set_up (AzcPairsEditor *self,
                         AzcWorkspace   *workspace,
                         AzcPairsKind    kind)
{
  g_return_if_fail (AZC_IS_PAIRS_EDITOR (self));
  g_return_if_fail (AZC_IS_WORKSPACE (workspace));

  g_set_object (&self->workspace, workspace);
  self->kind = kind;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->add_row),
                                 kind == AZC_PAIRS_QUERY ? _("Add _Parameter")
                                                         : _("Add _Header"));
}

/**
 * azc_pairs_editor_get_pairs:
 * @self: an editor
 *
 * Returns: (transfer none): the valid pairs
 */
AzcPairs *
azc_pairs_editor_get_pairs (AzcPairsEditor *self)
{
  g_return_val_if_fail (AZC_IS_PAIRS_EDITOR (self), NULL);

  return self->pairs;
}

/**
 * azc_pairs_editor_set_pairs:
 * @self: an editor
 * @pairs: (nullable): the pairs to show
 *
 * Replaces the rows, unless they show just these pairs: then what the person is
 * typing stays.
 */
void
azc_pairs_editor_set_pairs (AzcPairsEditor *self,
                            AzcPairs       *pairs)
{
  g_return_if_fail (AZC_IS_PAIRS_EDITOR (self));
  g_return_if_fail (AZC_IS_WORKSPACE (self->workspace));

  if (azc_pairs_equal (pairs, self->pairs))
    return;

  azc_pairs_unref (self->pairs);
  self->pairs = azc_pairs_copy (pairs);
  if (has_names (self, pairs))
    {
      for (guint i = 0; i < self->rows->len; i++)
        azc_pair_row_set_value (g_ptr_array_index (self->rows, i),
                                azc_pairs_get (pairs, i)->value);
    }
  else
    {
      rebuild (self);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAIRS]);
}
