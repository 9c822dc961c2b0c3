/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tiles side by side, in as many lines as the width asks for. */

#include "config.h"

#include "ui/tile-layout.h"

#define SPACING 6

/*
 * at_end: whether the lines end together instead of beginning together
 */
struct _AzcTileLayout
{
  GtkLayoutManager parent_instance;

  gboolean         at_end;
};

G_DEFINE_FINAL_TYPE (AzcTileLayout, azc_tile_layout, GTK_TYPE_LAYOUT_MANAGER)

static int
get_natural (GtkWidget      *tile,
             GtkOrientation  orientation)
{
  int natural;

  gtk_widget_measure (tile, orientation, -1, NULL, &natural, NULL, NULL);

  return natural;
}

/* Returns: the first tile that is not in the line that begins with @tile */
static GtkWidget *
measure_line (GtkWidget *tile,
              int        available,
              int       *width,
              int       *height)
{
  *width = *height = 0;

  for (; tile != NULL; tile = gtk_widget_get_next_sibling (tile))
    {
      int wider = *width + (*width > 0 ? SPACING : 0) + get_natural (tile, GTK_ORIENTATION_HORIZONTAL);

      if (*width > 0 && wider > available)
        break;
      *width = wider;
      *height = MAX (*height, get_natural (tile, GTK_ORIENTATION_VERTICAL));
    }

  return tile;
}

static int
measure_lines (GtkWidget *widget,
               int        available)
{
  GtkWidget *tile = gtk_widget_get_first_child (widget);
  int total = 0;

  while (tile != NULL)
    {
      int width, height;

      tile = measure_line (tile, available, &width, &height);
      total += height + (tile != NULL ? SPACING : 0);
    }

  return total;
}

static GtkSizeRequestMode
azc_tile_layout_get_request_mode (GtkLayoutManager *manager,
                                  GtkWidget        *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
azc_tile_layout_measure (GtkLayoutManager *manager,
                         GtkWidget        *widget,
                         GtkOrientation    orientation,
                         int               for_size,
                         int              *minimum,
                         int              *natural,
                         int              *minimum_baseline,
                         int              *natural_baseline)
{
  GtkWidget *first = gtk_widget_get_first_child (widget);
  int height;

  *minimum = *natural = 0;

  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      *minimum = *natural = measure_lines (widget, for_size >= 0 ? for_size : G_MAXINT / 2);
      return;
    }

  measure_line (first, G_MAXINT / 2, natural, &height);
  for (GtkWidget *tile = first; tile != NULL; tile = gtk_widget_get_next_sibling (tile))
    *minimum = MAX (*minimum, get_natural (tile, GTK_ORIENTATION_HORIZONTAL));
}

static void
azc_tile_layout_allocate (GtkLayoutManager *manager,
                          GtkWidget        *widget,
                          int               width,
                          int               height,
                          int               baseline)
{
  AzcTileLayout *self = AZC_TILE_LAYOUT (manager);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GtkWidget *tile = gtk_widget_get_first_child (widget);
  int y = 0;

  while (tile != NULL)
    {
      int line_width, line_height;
      GtkWidget *end = measure_line (tile, width, &line_width, &line_height);
      int x = self->at_end ? width - line_width : 0;

      for (; tile != end; tile = gtk_widget_get_next_sibling (tile))
        {
          int tile_width = get_natural (tile, GTK_ORIENTATION_HORIZONTAL);
          GtkAllocation allocation = { rtl ? width - x - tile_width : x, y,
                                       tile_width, line_height };

          gtk_widget_size_allocate (tile, &allocation, -1);
          x += tile_width + SPACING;
        }

      y += line_height + SPACING;
    }
}

static void
azc_tile_layout_class_init (AzcTileLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->get_request_mode = azc_tile_layout_get_request_mode;
  layout_class->measure = azc_tile_layout_measure;
  layout_class->allocate = azc_tile_layout_allocate;
}

static void
azc_tile_layout_init (AzcTileLayout *self)
{
}

/**
 * azc_tile_layout_new:
 * @at_end: whether the lines end together instead of beginning together
 *
 * Makes a layout for tiles that all keep their natural size.
 *
 * Returns: (transfer full): the layout
 */
GtkLayoutManager *
azc_tile_layout_new (gboolean at_end)
{
  AzcTileLayout *self = g_object_new (AZC_TYPE_TILE_LAYOUT, NULL);

  self->at_end = at_end;

  return GTK_LAYOUT_MANAGER (self);
}
