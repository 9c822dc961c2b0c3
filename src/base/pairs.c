/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The application's table of names and values: ordered, and read from any thread. */

#include "config.h"

#include "base/pairs.h"

#include <glib/gi18n-lib.h>

#include "base/error.h"

struct _AzcPairs
{
  gatomicrefcount  ref_count;
  GPtrArray       *items;
};

G_DEFINE_BOXED_TYPE (AzcPairs, azc_pairs, azc_pairs_ref, azc_pairs_unref)

static void
azc_pair_free (AzcPair *pair)
{
  g_free (pair->name);
  g_free (pair->value);
  g_free (pair);
}

/**
 * azc_pairs_new:
 *
 * Returns: (transfer full): an empty table
 */
AzcPairs *
azc_pairs_new (void)
{
  AzcPairs *self = g_new0 (AzcPairs, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) azc_pair_free);

  return self;
}

/**
 * azc_pairs_ref:
 * @self: a table
 *
 * A table that has been handed to others must not be changed any more: make a
 * copy first. So a reference may be read from any thread.
 *
 * Returns: (transfer full): the same table
 */
AzcPairs *
azc_pairs_ref (AzcPairs *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * azc_pairs_unref:
 * @self: (transfer full): a table
 *
 * Gives a reference back.
 */
void
azc_pairs_unref (AzcPairs *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_ptr_array_unref (self->items);
  g_free (self);
}

/**
 * azc_pairs_copy:
 * @self: (nullable): a table
 *
 * Returns: (transfer full): a new table with the same lines; an empty one for %NULL
 */
AzcPairs *
azc_pairs_copy (const AzcPairs *self)
{
  AzcPairs *copy = azc_pairs_new ();

  for (guint i = 0; i < azc_pairs_get_size (self); i++)
    azc_pairs_append (copy, azc_pairs_get (self, i)->name, azc_pairs_get (self, i)->value);

  return copy;
}

/**
 * azc_pairs_append:
 * @self: a table
 * @name: the name
 * @value: (nullable): the value, or %NULL for "remove this name"
 *
 * Adds a line at the end.
 */
void
azc_pairs_append (AzcPairs   *self,
                  const char *name,
                  const char *value)
{
  AzcPair *pair;

  g_return_if_fail (self != NULL);
  g_return_if_fail (name != NULL);

  pair = g_new0 (AzcPair, 1);
  pair->name = g_strdup (name);
  pair->value = g_strdup (value);
  g_ptr_array_add (self->items, pair);
}

/**
 * azc_pairs_get_size:
 * @self: (nullable): a table
 *
 * Returns: the number of lines; 0 for %NULL
 */
guint
azc_pairs_get_size (const AzcPairs *self)
{
  return self != NULL ? self->items->len : 0;
}

/**
 * azc_pairs_get:
 * @self: a table
 * @index: position of a line
 *
 * Returns: (transfer none): the line
 */
const AzcPair *
azc_pairs_get (const AzcPairs *self,
               guint           index)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index < self->items->len, NULL);

  return g_ptr_array_index (self->items, index);
}

/**
 * azc_pairs_lookup:
 * @self: (nullable): a table
 * @name: a name, compared with its case
 *
 * Returns: (transfer none) (nullable): the value of the last line of that name
 */
const char *
azc_pairs_lookup (const AzcPairs *self,
                  const char     *name)
{
  for (guint i = azc_pairs_get_size (self); i > 0; i--)
    {
      if (g_strcmp0 (azc_pairs_get (self, i - 1)->name, name) == 0)
        return azc_pairs_get (self, i - 1)->value;
    }

  return NULL;
}

/**
 * azc_pairs_equal:
 * @a: (nullable): a table
 * @b: (nullable): a table
 *
 * Returns: whether both have the same lines in the same order
 */
gboolean
azc_pairs_equal (const AzcPairs *a,
                 const AzcPairs *b)
{
  if (azc_pairs_get_size (a) != azc_pairs_get_size (b))
    return FALSE;

  for (guint i = 0; i < azc_pairs_get_size (a); i++)
    {
      const AzcPair *x = azc_pairs_get (a, i);
      const AzcPair *y = azc_pairs_get (b, i);

      if (g_strcmp0 (x->name, y->name) != 0 || g_strcmp0 (x->value, y->value) != 0)
        return FALSE;
    }

  return TRUE;
}

/**
 * azc_pairs_to_json:
 * @self: (nullable): a table
 *
 * Returns: (transfer full): a JSON object of strings and nulls; where a name
 *   repeats, the last line counts
 */
JsonNode *
azc_pairs_to_json (const AzcPairs *self)
{
  g_autoptr (JsonObject) object = json_object_new ();

  for (guint i = 0; i < azc_pairs_get_size (self); i++)
    {
      const AzcPair *pair = azc_pairs_get (self, i);

      if (pair->value != NULL)
        json_object_set_string_member (object, pair->name, pair->value);
      else
        json_object_set_null_member (object, pair->name);
    }

  return json_node_init_object (json_node_alloc (), object);
}

/**
 * azc_pairs_from_json:
 * @node: (nullable): a JSON object of strings and nulls; %NULL gives an empty table
 * @field: what to call the field in an error
 * @error: return location for an error
 *
 * Raises %AZC_ERROR_SETTINGS about @field if @node has another shape.
 *
 * Returns: (transfer full): a new table
 */
AzcPairs *
azc_pairs_from_json (JsonNode    *node,
                     const char  *field,
                     GError     **error)
{
  g_autoptr (AzcPairs) self = azc_pairs_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  if (node == NULL)
    return g_steal_pointer (&self);

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      g_set_error (error, AZC_ERROR, AZC_ERROR_SETTINGS,
                   _("“%s” must be an object of names and texts."), field);
      if (error != NULL)
        azc_error_set_subject (*error, field);
      return NULL;
    }

  json_object_iter_init_ordered (&iter, json_node_get_object (node));
  while (json_object_iter_next_ordered (&iter, &name, &value))
    {
      if (!JSON_NODE_HOLDS_NULL (value) && json_node_get_value_type (value) != G_TYPE_STRING)
        {
          g_set_error (error, AZC_ERROR, AZC_ERROR_SETTINGS,
                       _("“%s” in “%s” must be a text or null."), name, field);
          if (error != NULL)
            azc_error_set_subject (*error, field);
          return NULL;
        }
      azc_pairs_append (self, name,
                        JSON_NODE_HOLDS_NULL (value) ? NULL : json_node_get_string (value));
    }

  return g_steal_pointer (&self);
}
