/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A scrollable column of rows, virtualised per row: heights are measured near the viewport and
 * estimated elsewhere, and everything is placed from one anchor within size_allocate. The rows
 * for it come and go before the layout: a child that comes or goes within it would ask all
 * widgets above for a new size, of which some are just being placed and others never will be. */

#include "config.h"

#include "ui/history-view.h"

#include <math.h>

/* Milliseconds without scrolling after which the scale begins at 0 again. */
#define REST_TIME 200

/* Rows that exist above and below the viewport, as a share of it: enough for one step of the
 * wheel and for the focus to move on. */
#define OVERSCAN 0.25

#define PAGE_STEP     0.9
#define FOCUS_MARGIN  12

typedef struct
{
  GtkWidget *widget;
  int        height;
  int        y;
} Row;

/*
 * rows: one for each item of the model
 * anchor, anchor_y: the row that stays where it is, and its top below that of the viewport
 * stick: whether the last row's end stays at the end of the viewport instead
 * first, end: the rows that were placed in the last layout
 * lower: where the first row begins on the adjustment's scale. Not always 0: when heights above
 *   turn out to be others than estimated, the scale begins elsewhere and the value stays, or
 *   kinetic scrolling would jump. At the top, and once it is at rest, it begins at 0 again.
 * rest: runs while the scale may have moved
 * tick: waits for the next frame, to make its rows and drop those no longer near
 * fraction: of a pixel, that smooth scrolling has gone beyond the anchor's place
 * allocating: whether changes of the adjustment are our own
 */
struct _AzcHistoryView
{
  GtkWidget            parent_instance;
  GListModel          *model;
  AzcHistoryCreate     create;
  AzcHistoryEstimate   estimate;
  gpointer             factory_data;
  GArray              *rows;
  GtkAdjustment       *adjustments[2];
  GtkScrollablePolicy  policies[2];
  guint                anchor;
  int                  anchor_y;
  guint                first;
  guint                end;
  int                  lower;
  double               fraction;
  int                  width;
  int                  max_width;
  int                  margin;
  guint                rest;
  guint                tick;
  guint                stick : 1;
  guint                at_end : 1;
  guint                allocating : 1;
};

enum
{
  PROP_0,
  PROP_AT_END,
  N_PROPS,
  PROP_HADJUSTMENT = N_PROPS,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE_WITH_CODE (AzcHistoryView, azc_history_view, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

static Row *
row_at (AzcHistoryView *self,
        guint           index)
{
  g_assert (index < self->rows->len);

  return &g_array_index (self->rows, Row, index);
}

static int
column_width (AzcHistoryView *self,
              int             width)
{
  return MAX (MIN (width - 2 * self->margin, self->max_width), 1);
}

static void
set_at_end (AzcHistoryView *self,
            gboolean        at_end)
{
  if (self->at_end == at_end)
    return;

  self->at_end = at_end;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AT_END]);
}

static void
set_stick (AzcHistoryView *self,
           gboolean        stick)
{
  self->stick = stick;
  set_at_end (self, stick);
}

/* Rows */

static void
remove_widget (AzcHistoryView *self,
               guint           index)
{
  Row *row = row_at (self, index);

  g_clear_pointer (&row->widget, gtk_widget_unparent);
}

/* The order of children is the order of the focus. */
static GtkWidget *
widget_after (AzcHistoryView *self,
              guint           index)
{
  for (guint i = index + 1; i < self->rows->len; i++)
    if (row_at (self, i)->widget != NULL)
      return row_at (self, i)->widget;

  return NULL;
}

static void
update_place_in_list (AzcHistoryView *self,
                      guint           index)
{
  gtk_accessible_update_relation (GTK_ACCESSIBLE (row_at (self, index)->widget),
                                  GTK_ACCESSIBLE_RELATION_POS_IN_SET, (int) index + 1,
                                  GTK_ACCESSIBLE_RELATION_SET_SIZE, (int) self->rows->len,
                                  -1);
}

static void
ensure_widget (AzcHistoryView *self,
               guint           index)
{
  Row *row = row_at (self, index);
  g_autoptr (GObject) item = NULL;

  if (row->widget != NULL)
    return;

  item = g_list_model_get_item (self->model, index);
  row->widget = self->create (item, self->factory_data);
  gtk_widget_insert_before (row->widget, GTK_WIDGET (self), widget_after (self, index));
  update_place_in_list (self, index);
}

/* GTK caches what was measured, so that asking again for rows that did not change is cheap. */
static int
measure_row (AzcHistoryView *self,
             guint           index)
{
  Row *row = row_at (self, index);
  int width = column_width (self, self->width);
  int minimum;

  ensure_widget (self, index);
  gtk_widget_measure (row->widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  gtk_widget_measure (row->widget, GTK_ORIENTATION_VERTICAL, MAX (width, minimum),
                      NULL, &row->height, NULL, NULL);

  return row->height;
}

static int
estimate_row (AzcHistoryView *self,
              guint           index)
{
  g_autoptr (GObject) item = g_list_model_get_item (self->model, index);

  return self->estimate (item, column_width (self, self->width), self->factory_data);
}

static int
sum_heights (AzcHistoryView *self,
             guint           start,
             guint           end)
{
  int sum = 0;

  for (guint i = start; i < end; i++)
    sum += row_at (self, i)->height;

  return sum;
}

/* A row that is being used stays, wherever it is. */
static gboolean
is_in_use (AzcHistoryView *self,
           GtkWidget      *widget)
{
  return gtk_widget_get_focus_child (GTK_WIDGET (self)) == widget ||
         (gtk_widget_get_state_flags (widget) & GTK_STATE_FLAG_ACTIVE) != 0;
}

static void
drop_widgets (AzcHistoryView *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = row_at (self, i);

      if (row->widget != NULL && (i < self->first || i >= self->end) &&
          !is_in_use (self, row->widget))
        remove_widget (self, i);
    }
}

/* Layout */

/* Places rows from the anchor downwards past the end of the viewport. Returns where they end. */
static int
place_downwards (AzcHistoryView *self,
                 int             limit)
{
  int y = self->anchor_y;

  for (self->end = self->anchor; self->end < self->rows->len && y < limit; self->end++)
    {
      row_at (self, self->end)->y = y;
      y += measure_row (self, self->end);
    }

  return y;
}

/* Places rows above the first one that has a place. Returns where the topmost begins. */
static int
place_upwards (AzcHistoryView *self,
               guint           from,
               int             y,
               int             limit)
{
  for (self->first = from; self->first > 0 && y > limit; self->first--)
    {
      y -= measure_row (self, self->first - 1);
      row_at (self, self->first - 1)->y = y;
    }

  return y;
}

static void
place_from_top (AzcHistoryView *self,
                int             height,
                int             overscan)
{
  self->anchor = self->first = 0;
  self->anchor_y = 0;
  place_downwards (self, height + overscan);
}

static void
place_from_end (AzcHistoryView *self,
                int             height,
                int             overscan)
{
  self->end = self->rows->len;
  if (place_upwards (self, self->end, height, -overscan) > 0 && self->first == 0)
    place_from_top (self, height, overscan);
}

static void
place_from_anchor (AzcHistoryView *self,
                   int             height,
                   int             overscan)
{
  int end_y;

  self->anchor = MIN (self->anchor, self->rows->len - 1);
  end_y = place_downwards (self, height + overscan);

  if (self->end == self->rows->len && end_y <= height)
    {
      self->stick = TRUE;
      place_from_end (self, height, overscan);
    }
  else if (place_upwards (self, self->anchor, self->anchor_y, -overscan) > 0 && self->first == 0)
    place_from_top (self, height, overscan);
}

/* The anchor for the next time is the first row that shows. */
static void
choose_anchor (AzcHistoryView *self)
{
  for (guint i = self->first; i < self->end; i++)
    {
      Row *row = row_at (self, i);

      if (row->y + row->height > 0)
        {
          self->anchor = i;
          self->anchor_y = row->y;
          return;
        }
    }
}

static void
configure_adjustment (AzcHistoryView *self,
                      int             height)
{
  GtkAdjustment *adjustment = self->adjustments[GTK_ORIENTATION_VERTICAL];
  int total = sum_heights (self, 0, self->rows->len);
  int above = self->rows->len > 0 ? sum_heights (self, 0, self->anchor) - self->anchor_y : 0;

  gboolean at_top = self->rows->len > 0 && self->first == 0 && row_at (self, 0)->y >= 0;

  if (self->stick || at_top)
    self->lower = self->fraction = 0;
  else if (self->rest == 0)
    self->lower = 0;
  else
    self->lower = (int) floor (gtk_adjustment_get_value (adjustment)) - above;

  gtk_adjustment_configure (adjustment, self->lower + above + self->fraction,
                            self->lower, self->lower + MAX (total, height),
                            height * 0.1, height * PAGE_STEP, height);

  set_at_end (self, self->stick || above + height >= total);
  self->stick = self->at_end;
}

static void
allocate_rows (AzcHistoryView *self)
{
  int width = column_width (self, self->width);
  int x = MAX ((self->width - width) / 2, 0);
  int y = 0;

  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = row_at (self, i);
      int minimum;

      if (i < self->first)
        y = row_at (self, self->first)->y - sum_heights (self, i, self->first);
      else if (i < self->end)
        y = row->y;

      if (row->widget != NULL)
        {
          graphene_point_t origin = GRAPHENE_POINT_INIT (x, y);

          gtk_widget_measure (row->widget, GTK_ORIENTATION_HORIZONTAL, -1,
                              &minimum, NULL, NULL, NULL);
          gtk_widget_allocate (row->widget, MAX (width, minimum), row->height, -1,
                               gsk_transform_translate (NULL, &origin));
        }

      y += row->height;
    }
}

static void
place (AzcHistoryView *self,
       int             height)
{
  int overscan = height * OVERSCAN;

  self->first = self->end = 0;

  if (self->rows->len == 0)
    self->anchor = self->anchor_y = 0;
  else if (self->stick)
    place_from_end (self, height, overscan);
  else
    place_from_anchor (self, height, overscan);

  choose_anchor (self);
}

static void
azc_history_view_size_allocate (GtkWidget *widget,
                                int        width,
                                int        height,
                                int        baseline)
{
  AzcHistoryView *self = AZC_HISTORY_VIEW (widget);

  self->allocating = TRUE;
  self->width = width;
  place (self, height);
  configure_adjustment (self, height);
  allocate_rows (self);
  self->allocating = FALSE;
}

/* What was measured changes the heights above the anchor, but not what is seen at which value. */
static void
make_rows (AzcHistoryView *self)
{
  GtkAdjustment *adjustment = self->adjustments[GTK_ORIENTATION_VERTICAL];
  int height = gtk_widget_get_height (GTK_WIDGET (self));

  if (self->width == 0 || height == 0 || self->rows->len == 0)
    return;

  place (self, height);
  self->lower = (int) floor (gtk_adjustment_get_value (adjustment)) -
                (sum_heights (self, 0, self->anchor) - self->anchor_y);
}

static gboolean
on_tick (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  AzcHistoryView *self = AZC_HISTORY_VIEW (widget);

  self->tick = 0;
  make_rows (self);
  drop_widgets (self);

  return G_SOURCE_REMOVE;
}

static void
queue_layout (AzcHistoryView *self)
{
  if (self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_tick, NULL, NULL);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
azc_history_view_measure (GtkWidget      *widget,
                          GtkOrientation  orientation,
                          int             for_size,
                          int            *minimum,
                          int            *natural,
                          int            *minimum_baseline,
                          int            *natural_baseline)
{
  AzcHistoryView *self = AZC_HISTORY_VIEW (widget);

  *minimum = 0;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? self->max_width + 2 * self->margin : 0;
}

/* Scrolling */

static gboolean
on_rest (gpointer user_data)
{
  AzcHistoryView *self = user_data;

  self->rest = 0;
  queue_layout (self);

  return G_SOURCE_REMOVE;
}

static void
on_value_changed (AzcHistoryView *self,
                  GtkAdjustment  *adjustment)
{
  int value = (int) floor (gtk_adjustment_get_value (adjustment));
  int y = self->lower;
  double end = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);

  if (self->allocating || self->rows->len == 0)
    return;

  for (self->anchor = 0; self->anchor + 1 < self->rows->len; self->anchor++)
    {
      int height = row_at (self, self->anchor)->height;

      if (y + height > value)
        break;
      y += height;
    }

  self->anchor_y = y - value;
  self->fraction = gtk_adjustment_get_value (adjustment) - value;
  set_stick (self, value >= (int) end);

  g_clear_handle_id (&self->rest, g_source_remove);
  self->rest = g_timeout_add (REST_TIME, on_rest, self);
  make_rows (self);
  queue_layout (self);
}

static void
set_adjustment (AzcHistoryView *self,
                GtkOrientation  orientation,
                GtkAdjustment  *adjustment)
{
  if (adjustment != NULL && adjustment == self->adjustments[orientation])
    return;

  if (self->adjustments[orientation] != NULL)
    g_signal_handlers_disconnect_by_data (self->adjustments[orientation], self);
  g_clear_object (&self->adjustments[orientation]);

  if (adjustment == NULL)
    adjustment = gtk_adjustment_new (0, 0, 0, 0, 0, 0);
  self->adjustments[orientation] = g_object_ref_sink (adjustment);

  if (orientation == GTK_ORIENTATION_VERTICAL)
    g_signal_connect_object (adjustment, "value-changed",
                             G_CALLBACK (on_value_changed), self, G_CONNECT_SWAPPED);
  queue_layout (self);
}

static void
scroll_by (AzcHistoryView *self,
           double          distance)
{
  GtkAdjustment *adjustment = self->adjustments[GTK_ORIENTATION_VERTICAL];

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + distance);
}

typedef enum
{
  SCROLL_STEP_UP,
  SCROLL_STEP_DOWN,
  SCROLL_PAGE_UP,
  SCROLL_PAGE_DOWN,
  SCROLL_START,
  SCROLL_END,
} Scroll;

static gboolean
on_scroll_key (GtkWidget *widget,
               GVariant  *arguments,
               gpointer   user_data)
{
  AzcHistoryView *self = AZC_HISTORY_VIEW (widget);
  GtkAdjustment *adjustment = self->adjustments[GTK_ORIENTATION_VERTICAL];
  double step = gtk_adjustment_get_step_increment (adjustment);
  double page = gtk_adjustment_get_page_increment (adjustment);

  switch ((Scroll) g_variant_get_int32 (arguments))
    {
    case SCROLL_STEP_UP:
      scroll_by (self, -step);
      break;
    case SCROLL_STEP_DOWN:
      scroll_by (self, step);
      break;
    case SCROLL_PAGE_UP:
      scroll_by (self, -page);
      break;
    case SCROLL_PAGE_DOWN:
      scroll_by (self, page);
      break;
    case SCROLL_START:
      gtk_adjustment_set_value (adjustment, gtk_adjustment_get_lower (adjustment));
      break;
    case SCROLL_END:
      azc_history_view_scroll_to_end (self);
      break;
    }

  return GDK_EVENT_STOP;
}

/* Only for the keyboard: what is clicked on is seen already, and must not move away. */
static void
azc_history_view_set_focus_child (GtkWidget *widget,
                                  GtkWidget *child)
{
  AzcHistoryView *self = AZC_HISTORY_VIEW (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  int height = gtk_widget_get_height (widget);
  graphene_rect_t bounds;

  GTK_WIDGET_CLASS (azc_history_view_parent_class)->set_focus_child (widget, child);

  if (child == NULL || focus == NULL || !gtk_widget_is_ancestor (focus, widget) ||
      !gtk_window_get_focus_visible (GTK_WINDOW (root)) ||
      !gtk_widget_compute_bounds (focus, widget, &bounds))
    return;

  if (bounds.origin.y < 0)
    scroll_by (self, bounds.origin.y - FOCUS_MARGIN);
  else if (bounds.origin.y + bounds.size.height > height)
    scroll_by (self, MIN (bounds.origin.y,
                          bounds.origin.y + bounds.size.height - height + FOCUS_MARGIN));
}

/* Model */

static void
on_items_changed (AzcHistoryView *self,
                  guint           position,
                  guint           n_removed,
                  guint           n_added)
{
  int height = sum_heights (self, position, position + n_removed);

  for (guint i = position; i < position + n_removed; i++)
    remove_widget (self, i);
  if (n_removed > 0)
    g_array_remove_range (self->rows, position, n_removed);

  if (n_added > 0)
    {
      g_autofree Row *added = g_new0 (Row, n_added);

      g_array_insert_vals (self->rows, position, added, n_added);
    }
  for (guint i = position; i < position + n_added; i++)
    row_at (self, i)->height = estimate_row (self, i);

  if (self->anchor >= position + n_removed)
    {
      self->anchor = self->anchor - n_removed + n_added;
      self->lower += height - sum_heights (self, position, position + n_added);
    }
  else if (self->anchor >= position + n_added)
    {
      /* The anchor is gone: what comes after it takes its place at the top. */
      self->anchor = position + n_added;
      self->anchor_y = MAX (self->anchor_y, 0);
    }

  if (n_removed != n_added)
    for (guint i = 0; i < self->rows->len; i++)
      if (row_at (self, i)->widget != NULL)
        update_place_in_list (self, i);

  queue_layout (self);
}

static void
azc_history_view_dispose (GObject *object)
{
  AzcHistoryView *self = AZC_HISTORY_VIEW (object);

  azc_history_view_set_model (self, NULL);
  g_clear_handle_id (&self->rest, g_source_remove);
  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  self->tick = 0;
  for (guint i = 0; i < G_N_ELEMENTS (self->adjustments); i++)
    if (self->adjustments[i] != NULL)
      {
        g_signal_handlers_disconnect_by_data (self->adjustments[i], self);
        g_clear_object (&self->adjustments[i]);
      }

  G_OBJECT_CLASS (azc_history_view_parent_class)->dispose (object);
}

static void
azc_history_view_finalize (GObject *object)
{
  AzcHistoryView *self = AZC_HISTORY_VIEW (object);

  g_array_unref (self->rows);

  G_OBJECT_CLASS (azc_history_view_parent_class)->finalize (object);
}

static void
azc_history_view_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  AzcHistoryView *self = AZC_HISTORY_VIEW (object);

  switch (prop_id)
    {
    case PROP_AT_END:
      g_value_set_boolean (value, self->at_end);
      break;
    case PROP_HADJUSTMENT:
      g_value_set_object (value, self->adjustments[GTK_ORIENTATION_HORIZONTAL]);
      break;
    case PROP_VADJUSTMENT:
      g_value_set_object (value, self->adjustments[GTK_ORIENTATION_VERTICAL]);
      break;
    case PROP_HSCROLL_POLICY:
      g_value_set_enum (value, self->policies[GTK_ORIENTATION_HORIZONTAL]);
      break;
    case PROP_VSCROLL_POLICY:
      g_value_set_enum (value, self->policies[GTK_ORIENTATION_VERTICAL]);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
azc_history_view_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  AzcHistoryView *self = AZC_HISTORY_VIEW (object);

  switch (prop_id)
    {
    case PROP_HADJUSTMENT:
      set_adjustment (self, GTK_ORIENTATION_HORIZONTAL, g_value_get_object (value));
      break;
    case PROP_VADJUSTMENT:
      set_adjustment (self, GTK_ORIENTATION_VERTICAL, g_value_get_object (value));
      break;
    case PROP_HSCROLL_POLICY:
      self->policies[GTK_ORIENTATION_HORIZONTAL] = g_value_get_enum (value);
      break;
    case PROP_VSCROLL_POLICY:
      self->policies[GTK_ORIENTATION_VERTICAL] = g_value_get_enum (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
install_keys (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint           key;
    guint           keypad;
    GdkModifierType modifiers;
    Scroll          scroll;
  } keys[] = {
    { GDK_KEY_Up, GDK_KEY_KP_Up, 0, SCROLL_STEP_UP },
    { GDK_KEY_Down, GDK_KEY_KP_Down, 0, SCROLL_STEP_DOWN },
    { GDK_KEY_Page_Up, GDK_KEY_KP_Page_Up, 0, SCROLL_PAGE_UP },
    { GDK_KEY_Page_Down, GDK_KEY_KP_Page_Down, 0, SCROLL_PAGE_DOWN },
    { GDK_KEY_space, GDK_KEY_KP_Space, GDK_SHIFT_MASK, SCROLL_PAGE_UP },
    { GDK_KEY_space, GDK_KEY_KP_Space, 0, SCROLL_PAGE_DOWN },
    { GDK_KEY_Home, GDK_KEY_KP_Home, 0, SCROLL_START },
    { GDK_KEY_End, GDK_KEY_KP_End, 0, SCROLL_END },
    { GDK_KEY_Home, GDK_KEY_KP_Home, GDK_CONTROL_MASK, SCROLL_START },
    { GDK_KEY_End, GDK_KEY_KP_End, GDK_CONTROL_MASK, SCROLL_END },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      gtk_widget_class_add_binding (widget_class, keys[i].key, keys[i].modifiers,
                                    on_scroll_key, "i", keys[i].scroll);
      gtk_widget_class_add_binding (widget_class, keys[i].keypad, keys[i].modifiers,
                                    on_scroll_key, "i", keys[i].scroll);
    }
}

static void
azc_history_view_class_init (AzcHistoryViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = azc_history_view_dispose;
  object_class->finalize = azc_history_view_finalize;
  object_class->get_property = azc_history_view_get_property;
  object_class->set_property = azc_history_view_set_property;

  widget_class->measure = azc_history_view_measure;
  widget_class->size_allocate = azc_history_view_size_allocate;
  widget_class->set_focus_child = azc_history_view_set_focus_child;

  properties[PROP_AT_END] =
    g_param_spec_boolean ("at-end", NULL, NULL, TRUE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");

  install_keys (widget_class);
  gtk_widget_class_set_css_name (widget_class, "historyview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST);
}

static void
azc_history_view_init (AzcHistoryView *self)
{
  self->rows = g_array_new (FALSE, TRUE, sizeof (Row));
  self->max_width = 780;
  self->stick = TRUE;
  self->at_end = TRUE;

  set_adjustment (self, GTK_ORIENTATION_HORIZONTAL, NULL);
  set_adjustment (self, GTK_ORIENTATION_VERTICAL, NULL);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
}

/**
 * azc_history_view_new:
 *
 * Returns: (transfer floating): an empty view
 */
GtkWidget *
azc_history_view_new (void)
{
  return g_object_new (AZC_TYPE_HISTORY_VIEW, NULL);
}

/**
 * azc_history_view_set_factory:
 * @self: a view without a model
 * @create: makes a row's widget
 * @estimate: guesses a row's height
 * @user_data: data for both
 *
 * Says how rows come to be.
 */
void
azc_history_view_set_factory (AzcHistoryView     *self,
                              AzcHistoryCreate    create,
                              AzcHistoryEstimate  estimate,
                              gpointer            user_data)
{
  g_return_if_fail (AZC_IS_HISTORY_VIEW (self));
  g_return_if_fail (self->model == NULL);
  g_return_if_fail (create != NULL && estimate != NULL);

  self->create = create;
  self->estimate = estimate;
  self->factory_data = user_data;
}

/**
 * azc_history_view_set_model:
 * @self: a view
 * @model: (nullable): the items
 *
 * Shows another model, from its end.
 */
void
azc_history_view_set_model (AzcHistoryView *self,
                            GListModel     *model)
{
  g_return_if_fail (AZC_IS_HISTORY_VIEW (self));
  g_return_if_fail (model == NULL || G_IS_LIST_MODEL (model));
  g_return_if_fail (model == NULL || self->create != NULL);

  if (self->model == model)
    return;

  if (self->model != NULL)
    {
      g_signal_handlers_disconnect_by_func (self->model, on_items_changed, self);
      on_items_changed (self, 0, self->rows->len, 0);
    }

  g_set_object (&self->model, model);
  if (model == NULL)
    return;

  g_signal_connect_object (model, "items-changed",
                           G_CALLBACK (on_items_changed), self, G_CONNECT_SWAPPED);
  on_items_changed (self, 0, 0, g_list_model_get_n_items (model));
  set_stick (self, TRUE);
}

/**
 * azc_history_view_set_column:
 * @self: a view
 * @max_width: the greatest width of rows, in pixels
 * @margin: the least space beside them, in pixels
 *
 * Sets the column in the middle of the view in which the rows stand.
 */
void
azc_history_view_set_column (AzcHistoryView *self,
                             int             max_width,
                             int             margin)
{
  g_return_if_fail (AZC_IS_HISTORY_VIEW (self));
  g_return_if_fail (max_width > 0 && margin >= 0);

  self->max_width = max_width;
  self->margin = margin;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * azc_history_view_get_at_end:
 * @self: a view
 *
 * Returns: whether the end of the last row is in view, and will be followed
 */
gboolean
azc_history_view_get_at_end (AzcHistoryView *self)
{
  g_return_val_if_fail (AZC_IS_HISTORY_VIEW (self), FALSE);

  return self->at_end;
}

/**
 * azc_history_view_scroll_to_end:
 * @self: a view
 *
 * Goes to the end, and follows it from then on.
 */
void
azc_history_view_scroll_to_end (AzcHistoryView *self)
{
  g_return_if_fail (AZC_IS_HISTORY_VIEW (self));

  set_stick (self, TRUE);
  queue_layout (self);
}

/**
 * azc_history_view_scroll_to:
 * @self: a view
 * @position: an item
 *
 * Brings a row to the top of the view, as far as there is enough below it.
 */
void
azc_history_view_scroll_to (AzcHistoryView *self,
                            guint           position)
{
  g_return_if_fail (AZC_IS_HISTORY_VIEW (self));
  g_return_if_fail (position < self->rows->len);

  self->anchor = position;
  self->anchor_y = 0;
  set_stick (self, FALSE);
  queue_layout (self);
}

/**
 * azc_history_view_get_row:
 * @self: a view
 * @position: an item
 *
 * Returns: (transfer none) (nullable): the row's widget, if it exists at the moment
 */
GtkWidget *
azc_history_view_get_row (AzcHistoryView *self,
                          guint           position)
{
  g_return_val_if_fail (AZC_IS_HISTORY_VIEW (self), NULL);

  return position < self->rows->len ? row_at (self, position)->widget : NULL;
}
