/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * AzcBlockKind:
 * @AZC_BLOCK_PARAGRAPH: flowing text, in `markup`
 * @AZC_BLOCK_HEADING: a heading of `level` 1 to 6, in `markup`
 * @AZC_BLOCK_CODE: code as written in `text`, its language in `language`
 * @AZC_BLOCK_TABLE: a grid of cells
 * @AZC_BLOCK_RULE: a horizontal line
 *
 * The kinds of block. Lists and quotes are not blocks of their own: they show in
 * `indent`, `marker` and `quote_depth` of the blocks within them, so that every
 * block is one row of the view however deep it is nested.
 */
typedef enum
{
  AZC_BLOCK_PARAGRAPH,
  AZC_BLOCK_HEADING,
  AZC_BLOCK_CODE,
  AZC_BLOCK_TABLE,
  AZC_BLOCK_RULE,
} AzcBlockKind;

/**
 * AzcAlign:
 * @AZC_ALIGN_DEFAULT: not said
 * @AZC_ALIGN_LEFT: left
 * @AZC_ALIGN_CENTER: centre
 * @AZC_ALIGN_RIGHT: right
 *
 * Alignment of a table's column.
 */
typedef enum
{
  AZC_ALIGN_DEFAULT,
  AZC_ALIGN_LEFT,
  AZC_ALIGN_CENTER,
  AZC_ALIGN_RIGHT,
} AzcAlign;

/**
 * AzcBlock:
 * @kind: see #AzcBlockKind
 * @level: of a heading, 1 to 6
 * @indent: how many lists the block lies within
 * @quote_depth: how many quotes the block lies within
 * @marker: (nullable): what stands before the first line of a list item: "•", "3.", "☐" or "☑"
 * @text: plain text of the block, as a person would read it aloud; the code itself for code
 * @markup: (nullable): Pango markup of paragraphs and headings, always valid
 * @language: (nullable): the code's language as written after the fence
 * @closed: whether the text after it can no longer change this block
 * @continues: whether it is the next piece of a huge block that was split
 * @n_columns: of a table
 * @n_rows: of a table, the head row included
 * @aligns: (array length=n_columns) (nullable): of a table
 * @cells: (nullable): Pango markup of a table's cells, row by row, %NULL-terminated
 * @hash: over everything the block shows, to find out what changed
 *
 * One block of a message: a row of the view. Immutable once made.
 */
typedef struct
{
  gatomicrefcount  ref_count;
  AzcBlockKind     kind;
  guint            level;
  guint            indent;
  guint            quote_depth;
  char            *marker;
  char            *text;
  char            *markup;
  char            *language;
  gboolean         closed;
  gboolean         continues;
  guint            n_columns;
  guint            n_rows;
  AzcAlign        *aligns;
  char           **cells;
  guint            hash;
} AzcBlock;

AzcBlock *azc_block_new   (AzcBlockKind    kind);
AzcBlock *azc_block_ref   (AzcBlock       *self);
void      azc_block_unref (AzcBlock       *self);
gboolean  azc_block_equal (const AzcBlock *a,
                           const AzcBlock *b);
void      azc_block_seal  (AzcBlock       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AzcBlock, azc_block_unref)

G_END_DECLS
