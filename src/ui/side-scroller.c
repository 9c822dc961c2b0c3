/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Scrolls code and tables sideways within a view that scrolls up and down. */

#include "config.h"

#include "ui/side-scroller.h"

/* Pixels per notch of a wheel. */
#define WHEEL_STEP 60

#define MIN_WIDTH 48

struct _AzcSideScroller
{
  GtkWidget  parent_instance;

  GtkWidget *child;
  GtkWidget *viewport;
  GtkWidget *scrollbar;
};

enum
{
  PROP_0,
  PROP_CHILD,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (AzcSideScroller, azc_side_scroller, GTK_TYPE_WIDGET)

static int
get_child_width (AzcSideScroller *self,
                 int              width)
{
  int minimum = 0;

  if (self->child != NULL)
    gtk_widget_measure (self->child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);

  return MAX (minimum, width);
}

static void
azc_side_scroller_measure (GtkWidget      *widget,
                           GtkOrientation  orientation,
                           int             for_size,
                           int            *minimum,
                           int            *natural,
                           int            *minimum_baseline,
                           int            *natural_baseline)
{
  AzcSideScroller *self = AZC_SIDE_SCROLLER (widget);

  *minimum = *natural = 0;
  if (self->child == NULL)
    return;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      gtk_widget_measure (self->child, orientation, -1, NULL, natural, NULL, NULL);
      *minimum = MIN (*natural, MIN_WIDTH);
    }
  else
    {
      gtk_widget_measure (self->child, orientation,
                          get_child_width (self, for_size), natural, NULL, NULL, NULL);
      *minimum = *natural;
    }
}

static void
azc_side_scroller_size_allocate (GtkWidget *widget,
                                 int        width,
                                 int        height,
                                 int        baseline)
{
  AzcSideScroller *self = AZC_SIDE_SCROLLER (widget);
  GtkAllocation allocation = { 0, 0, width, height };
  int bar;

  gtk_widget_size_allocate (self->viewport, &allocation, -1);

  gtk_widget_set_child_visible (self->scrollbar, get_child_width (self, width) > width);
  gtk_widget_measure (self->scrollbar, GTK_ORIENTATION_VERTICAL, -1, &bar, NULL, NULL, NULL);
  allocation.y = height - bar;
  allocation.height = bar;
  gtk_widget_size_allocate (self->scrollbar, &allocation, -1);
}

static GtkSizeRequestMode
azc_side_scroller_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static gboolean
on_scroll (AzcSideScroller          *self,
           double                    dx,
           double                    dy,
           GtkEventControllerScroll *controller)
{
  GtkEventController *event_controller = GTK_EVENT_CONTROLLER (controller);
  GtkAdjustment *adjustment = gtk_scrollbar_get_adjustment (GTK_SCROLLBAR (self->scrollbar));

  if (gtk_event_controller_get_current_event_state (event_controller) & GDK_SHIFT_MASK)
    dx = dy;

  if (dx == 0 || !gtk_widget_get_child_visible (self->scrollbar))
    return GDK_EVENT_PROPAGATE;

  if (gtk_event_controller_scroll_get_unit (controller) == GDK_SCROLL_UNIT_WHEEL)
    dx *= WHEEL_STEP;
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + dx);

  return GDK_EVENT_STOP;
}

static void
azc_side_scroller_dispose (GObject *object)
{
  AzcSideScroller *self = AZC_SIDE_SCROLLER (object);

  self->child = NULL;
  g_clear_pointer (&self->viewport, gtk_widget_unparent);
  g_clear_pointer (&self->scrollbar, gtk_widget_unparent);

  G_OBJECT_CLASS (azc_side_scroller_parent_class)->dispose (object);
}

static void
azc_side_scroller_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  AzcSideScroller *self = AZC_SIDE_SCROLLER (object);

  switch (prop_id)
    {
    case PROP_CHILD:
      g_value_set_object (value, self->child);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
azc_side_scroller_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  AzcSideScroller *self = AZC_SIDE_SCROLLER (object);

  switch (prop_id)
    {
    case PROP_CHILD:
      azc_side_scroller_set_child (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
azc_side_scroller_class_init (AzcSideScrollerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = azc_side_scroller_dispose;
  object_class->get_property = azc_side_scroller_get_property;
  object_class->set_property = azc_side_scroller_set_property;

  widget_class->measure = azc_side_scroller_measure;
  widget_class->size_allocate = azc_side_scroller_size_allocate;
  widget_class->get_request_mode = azc_side_scroller_get_request_mode;

  properties[PROP_CHILD] =
    g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
azc_side_scroller_init (AzcSideScroller *self)
{
  GtkAdjustment *adjustment = gtk_adjustment_new (0, 0, 0, 0, 0, 0);
  GtkEventController *scroll;

  self->viewport = gtk_viewport_new (adjustment, NULL);
  gtk_viewport_set_scroll_to_focus (GTK_VIEWPORT (self->viewport), FALSE);
  gtk_widget_set_parent (self->viewport, GTK_WIDGET (self));

  self->scrollbar = gtk_scrollbar_new (GTK_ORIENTATION_HORIZONTAL, adjustment);
  gtk_widget_add_css_class (self->scrollbar, "overlay-indicator");
  gtk_widget_add_css_class (self->scrollbar, "bottom");
  gtk_widget_set_parent (self->scrollbar, GTK_WIDGET (self));

  scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);
  g_signal_connect_swapped (scroll, "scroll", G_CALLBACK (on_scroll), self);
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
}

/**
 * azc_side_scroller_new:
 *
 * Returns: (transfer floating): a scroller without a child
 */
GtkWidget *
azc_side_scroller_new (void)
{
  return g_object_new (AZC_TYPE_SIDE_SCROLLER, NULL);
}

/**
 * azc_side_scroller_set_child:
 * @self: a scroller
 * @child: (nullable): what to scroll
 *
 * Sets the child.
 */
void
azc_side_scroller_set_child (AzcSideScroller *self,
                             GtkWidget       *child)
{
  g_return_if_fail (AZC_IS_SIDE_SCROLLER (self));
  g_return_if_fail (child == NULL || GTK_IS_WIDGET (child));

  if (self->child == child)
    return;

  self->child = child;
  gtk_viewport_set_child (GTK_VIEWPORT (self->viewport), child);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHILD]);
}
