/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One block of a message: made by the parser, read by the view. */

#include "config.h"

#include "text/block.h"

/**
 * azc_block_new:
 * @kind: what it is
 *
 * Makes an empty block. Whoever makes it fills it in, and calls
 * azc_block_seal() before anybody else sees it.
 *
 * Returns: (transfer full): the block
 */
AzcBlock *
azc_block_new (AzcBlockKind kind)
{
  AzcBlock *self = g_new0 (AzcBlock, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->kind = kind;

  return self;
}

/**
 * azc_block_ref:
 * @self: a block
 *
 * Returns: (transfer full): the same block
 */
AzcBlock *
azc_block_ref (AzcBlock *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * azc_block_unref:
 * @self: (transfer full): a block
 *
 * Gives a reference back.
 */
void
azc_block_unref (AzcBlock *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->marker);
  g_free (self->text);
  g_free (self->markup);
  g_free (self->language);
  g_free (self->aligns);
  g_strfreev (self->cells);
  g_free (self);
}

static guint
mix (guint hash,
     guint value)
{
  return hash * 31 + value;
}

static guint
mix_string (guint       hash,
            const char *string)
{
  return mix (hash, string != NULL ? g_str_hash (string) : 0);
}

/**
 * azc_block_seal:
 * @self: a block that was just filled in
 *
 * Computes the hash; the block does not change any more.
 */
void
azc_block_seal (AzcBlock *self)
{
  guint hash;

  g_return_if_fail (self != NULL);

  hash = mix (self->kind, self->level);
  hash = mix (hash, self->indent);
  hash = mix (hash, self->quote_depth);
  hash = mix (hash, self->continues);
  hash = mix_string (hash, self->marker);
  hash = mix_string (hash, self->text);
  hash = mix_string (hash, self->markup);
  hash = mix_string (hash, self->language);
  hash = mix (hash, self->n_columns);
  hash = mix (hash, self->n_rows);

  if (self->cells != NULL)
    for (guint i = 0; self->cells[i] != NULL; i++)
      hash = mix_string (hash, self->cells[i]);

  if (self->aligns != NULL)
    for (guint i = 0; i < self->n_columns; i++)
      hash = mix (hash, self->aligns[i]);

  self->hash = hash;
}

static gboolean
cells_equal (const AzcBlock *a,
             const AzcBlock *b)
{
  if ((a->cells == NULL) != (b->cells == NULL))
    return FALSE;

  if (a->aligns != NULL && b->aligns != NULL && a->n_columns == b->n_columns)
    for (guint i = 0; i < a->n_columns; i++)
      if (a->aligns[i] != b->aligns[i])
        return FALSE;

  return a->cells == NULL ||
         g_strv_equal ((const char * const *) a->cells, (const char * const *) b->cells);
}

/**
 * azc_block_equal:
 * @a: a block
 * @b: another block
 *
 * Returns: whether the two show the same, and are closed or open alike
 */
gboolean
azc_block_equal (const AzcBlock *a,
                 const AzcBlock *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  if (a == b)
    return TRUE;

  return a->hash == b->hash &&
         a->kind == b->kind &&
         a->level == b->level &&
         a->indent == b->indent &&
         a->quote_depth == b->quote_depth &&
         a->closed == b->closed &&
         a->continues == b->continues &&
         a->n_columns == b->n_columns &&
         a->n_rows == b->n_rows &&
         g_strcmp0 (a->marker, b->marker) == 0 &&
         g_strcmp0 (a->text, b->text) == 0 &&
         g_strcmp0 (a->markup, b->markup) == 0 &&
         g_strcmp0 (a->language, b->language) == 0 &&
         cells_equal (a, b);
}
