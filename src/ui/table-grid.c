/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A table as a grid of labels. */

#include "config.h"

#include "ui/table-grid.h"

#include "ui/link.h"
#include "ui/side-scroller.h"
#include "ui/text-label.h"

/* The width of cells in characters. Each asks for what its text needs. */
#define MIN_CHARS 4
#define MAX_CHARS 40

struct _AzcTableGrid
{
  GtkWidget   parent_instance;

  AzcChatRow *row;
  GtkWidget  *scroller;
  GtkGrid    *grid;
  guint       n_columns;
  guint       n_rows;
};

G_DEFINE_FINAL_TYPE (AzcTableGrid, azc_table_grid, GTK_TYPE_WIDGET)

static float
get_xalign (AzcBlock *block,
            guint     column)
{
  switch (block->aligns != NULL ? block->aligns[column] : AZC_ALIGN_DEFAULT)
    {
    case AZC_ALIGN_CENTER:
      return 0.5;
    case AZC_ALIGN_RIGHT:
      return 1;
    case AZC_ALIGN_LEFT:
    case AZC_ALIGN_DEFAULT:
    default:
      return 0;
    }
}

static GtkWidget *
make_cell (AzcBlock *block,
           guint     column,
           guint     row)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), get_xalign (block, column));
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, "cell");
  if (row == 0)
    gtk_widget_add_css_class (label, "head");
  azc_link_connect (GTK_LABEL (label));

  return label;
}

static void
set_cell (GtkLabel   *label,
          const char *markup)
{
  int n;

  if (g_strcmp0 (gtk_label_get_label (label), markup) == 0)
    return;

  gtk_label_set_markup (label, markup);
  n = CLAMP (g_utf8_strlen (gtk_label_get_text (label), -1) + 1, MIN_CHARS, MAX_CHARS);
  gtk_label_set_width_chars (label, n);
  gtk_label_set_max_width_chars (label, n);
}

static void
clear (AzcTableGrid *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->grid))) != NULL)
    gtk_grid_remove (self->grid, child);

  self->n_rows = 0;
}

/* A table that arrives grows by rows: those that are there keep their labels. */
static void
update (AzcTableGrid *self)
{
  AzcBlock *block = azc_chat_row_get_block (self->row);
  GtkTextDirection direction = azc_text_label_get_direction (block->text);

  gtk_widget_set_direction (GTK_WIDGET (self->grid), direction);
  if (self->n_columns != block->n_columns || self->n_rows > block->n_rows)
    clear (self);

  for (guint row = self->n_rows; row < block->n_rows; row++)
    for (guint column = 0; column < block->n_columns; column++)
      gtk_grid_attach (self->grid, make_cell (block, column, row), column, row, 1, 1);

  for (guint i = 0; i < block->n_columns * block->n_rows; i++)
    {
      GtkWidget *label = gtk_grid_get_child_at (self->grid, i % block->n_columns,
                                                i / block->n_columns);

      gtk_widget_set_direction (label, direction);
      set_cell (GTK_LABEL (label), block->cells[i]);
    }

  self->n_columns = block->n_columns;
  self->n_rows = block->n_rows;
}

static void
azc_table_grid_dispose (GObject *object)
{
  AzcTableGrid *self = AZC_TABLE_GRID (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->row);

  G_OBJECT_CLASS (azc_table_grid_parent_class)->dispose (object);
}

static void
azc_table_grid_class_init (AzcTableGridClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = azc_table_grid_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
azc_table_grid_init (AzcTableGrid *self)
{
  self->grid = GTK_GRID (gtk_grid_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->grid), "table");

  self->scroller = azc_side_scroller_new ();
  azc_side_scroller_set_child (AZC_SIDE_SCROLLER (self->scroller), GTK_WIDGET (self->grid));
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

/**
 * azc_table_grid_new:
 * @row: a row with a table
 *
 * Returns: (transfer floating): a table that follows the row
 */
GtkWidget *
azc_table_grid_new (AzcChatRow *row)
{
  AzcTableGrid *self;

  g_return_val_if_fail (AZC_IS_CHAT_ROW (row), NULL);

  self = g_object_new (AZC_TYPE_TABLE_GRID, NULL);
  self->row = g_object_ref (row);
  g_signal_connect_object (row, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}
