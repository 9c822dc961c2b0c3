/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A block of an answer with what stands before it: bars of quotes, the marker of a list. */

#include "config.h"

#include "ui/block-row.h"

#include <string.h>

#include "ui/code-card.h"
#include "ui/table-grid.h"
#include "ui/text-label.h"

#define LIST_INDENT 26

/* For the guess of a height: of a usual font. */
#define CHARACTER_WIDTH 7
#define LINE_HEIGHT     21

struct _AzcBlockRow
{
  GtkWidget   parent_instance;

  AzcChatRow *row;
  GtkWidget  *prefix;
  GtkWidget  *content;
  GtkWidget  *marker;
  guint       indent;
  guint       quote_depth;
};

G_DEFINE_FINAL_TYPE (AzcBlockRow, azc_block_row, GTK_TYPE_WIDGET)

static GtkWidget *
make_content (AzcChatRow *row)
{
  AzcBlock *block = azc_chat_row_get_block (row);

  switch (block->kind)
    {
    case AZC_BLOCK_CODE:
      return azc_code_card_new (row);
    case AZC_BLOCK_TABLE:
      return azc_table_grid_new (row);
    case AZC_BLOCK_RULE:
      return gtk_separator_new (GTK_ORIENTATION_HORIZONTAL);
    case AZC_BLOCK_PARAGRAPH:
    case AZC_BLOCK_HEADING:
    default:
      return azc_text_label_new ();
    }
}

static const char *
get_style (AzcBlock *block)
{
  static const char * const headings[] = {
    "heading-1", "heading-2", "heading-3", "heading-4", "heading-4", "heading-4",
  };

  switch (block->kind)
    {
    case AZC_BLOCK_HEADING:
      return headings[CLAMP (block->level, 1, G_N_ELEMENTS (headings)) - 1];
    case AZC_BLOCK_RULE:
      return "rule";
    case AZC_BLOCK_CODE:
      return block->continues ? "code-more" : "code-block";
    case AZC_BLOCK_TABLE:
      return "table-block";
    case AZC_BLOCK_PARAGRAPH:
    default:
      return block->indent > 0 ? "item" : "paragraph";
    }
}

static void
add_bars (AzcBlockRow *self,
          AzcBlock    *block)
{
  for (guint i = 0; i < block->quote_depth; i++)
    {
      GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

      gtk_widget_add_css_class (bar, "quote-bar");
      gtk_box_append (GTK_BOX (self->prefix), bar);
    }
}

static void
add_marker (AzcBlockRow *self,
            AzcBlock    *block)
{
  if (block->indent == 0)
    return;

  self->marker = gtk_label_new (block->marker);
  gtk_label_set_xalign (GTK_LABEL (self->marker), 1);
  gtk_label_set_yalign (GTK_LABEL (self->marker), 0);
  gtk_widget_set_valign (self->marker, GTK_ALIGN_START);
  gtk_widget_set_size_request (self->marker, LIST_INDENT - 8, -1);
  gtk_widget_set_margin_start (self->marker, LIST_INDENT * (block->indent - 1));
  gtk_widget_add_css_class (self->marker, "marker");
  gtk_widget_add_css_class (self->marker, get_style (block));
  gtk_box_append (GTK_BOX (self->prefix), self->marker);
}

/* How deep the block lies rarely changes; then it is built anew. */
static void
update_prefix (AzcBlockRow *self,
               AzcBlock    *block)
{
  GtkWidget *child;

  if (self->indent == block->indent && self->quote_depth == block->quote_depth)
    {
      if (self->marker != NULL)
        gtk_label_set_label (GTK_LABEL (self->marker), block->marker);
      return;
    }

  while ((child = gtk_widget_get_first_child (self->prefix)) != NULL)
    gtk_box_remove (GTK_BOX (self->prefix), child);

  self->marker = NULL;
  self->indent = block->indent;
  self->quote_depth = block->quote_depth;
  add_bars (self, block);
  add_marker (self, block);
}

/* Text in Hebrew or Arabic begins on the right, its bullets and bars too; code never does. */
static void
update_direction (AzcBlockRow *self,
                  AzcBlock    *block)
{
  GtkTextDirection direction = block->kind == AZC_BLOCK_CODE
                                 ? GTK_TEXT_DIR_LTR
                                 : azc_text_label_get_direction (block->text);

  gtk_widget_set_direction (GTK_WIDGET (self), direction);
  gtk_widget_set_direction (self->prefix, direction);
  gtk_widget_set_direction (self->content, direction);
  for (GtkWidget *child = gtk_widget_get_first_child (self->prefix);
       child != NULL; child = gtk_widget_get_next_sibling (child))
    gtk_widget_set_direction (child, direction);
}

static void
update (AzcBlockRow *self)
{
  AzcBlock *block = azc_chat_row_get_block (self->row);
  const char *classes[] = { "content", get_style (block), NULL, NULL };

  update_prefix (self, block);
  update_direction (self, block);

  if (GTK_IS_LABEL (self->content))
    {
      classes[2] = block->quote_depth > 0 ? "quoted" : NULL;
      gtk_widget_set_css_classes (self->content, classes);
      if (g_strcmp0 (gtk_label_get_label (GTK_LABEL (self->content)), block->markup) != 0)
        gtk_label_set_markup (GTK_LABEL (self->content), block->markup);
    }
  else
    gtk_widget_add_css_class (self->content, get_style (block));
}

static void
azc_block_row_dispose (GObject *object)
{
  AzcBlockRow *self = AZC_BLOCK_ROW (object);

  g_clear_pointer (&self->prefix, gtk_widget_unparent);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_object (&self->row);

  G_OBJECT_CLASS (azc_block_row_parent_class)->dispose (object);
}

static void
azc_block_row_class_init (AzcBlockRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = azc_block_row_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
azc_block_row_init (AzcBlockRow *self)
{
  self->prefix = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_parent (self->prefix, GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "block");
}

/**
 * azc_block_row_new:
 * @row: a row with a block
 *
 * Returns: (transfer floating): a widget that follows the row
 */
GtkWidget *
azc_block_row_new (AzcChatRow *row)
{
  AzcBlockRow *self;

  g_return_val_if_fail (AZC_IS_CHAT_ROW (row), NULL);
  g_return_val_if_fail (azc_chat_row_get_block (row) != NULL, NULL);

  self = g_object_new (AZC_TYPE_BLOCK_ROW, NULL);
  self->row = g_object_ref (row);
  self->content = make_content (row);
  gtk_widget_set_hexpand (self->content, TRUE);
  gtk_widget_set_parent (self->content, GTK_WIDGET (self));
  g_signal_connect_object (row, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}

static guint
count_lines (const char *text)
{
  guint n = 1;

  for (const char *p = text; p != NULL && (p = strchr (p, '\n')) != NULL; p++)
    n++;

  return n;
}

/**
 * azc_block_row_estimate:
 * @block: a block
 * @width: of the row, in pixels
 *
 * Returns: about how high the block will be, in pixels
 */
int
azc_block_row_estimate (AzcBlock *block,
                        int       width)
{
  int characters;

  g_return_val_if_fail (block != NULL, 0);

  width -= LIST_INDENT * block->indent + 15 * block->quote_depth;
  characters = MAX (width / CHARACTER_WIDTH, 20);

  switch (block->kind)
    {
    case AZC_BLOCK_CODE:
      return 64 + 18 * count_lines (block->text);
    case AZC_BLOCK_TABLE:
      return 12 + 34 * block->n_rows;
    case AZC_BLOCK_RULE:
      return 25;
    case AZC_BLOCK_HEADING:
      return 48;
    case AZC_BLOCK_PARAGRAPH:
    default:
      return 10 + LINE_HEIGHT * (count_lines (block->text) + strlen (block->text) / characters);
    }
}
