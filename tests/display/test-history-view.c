/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The history view in painted frames: exact at the end, exact around the anchor, few widgets. */

#include "config.h"

#include <gtk/gtk.h>

#include "ui/history-view.h"

#define N_ROWS 1000

typedef struct
{
  GtkWindow      *window;
  AzcHistoryView *view;
  GtkAdjustment  *adjustment;
  GListStore     *store;
  guint           frames;
  int             max_gap;
} Fixture;

static GtkWidget *
create_row (gpointer item,
            gpointer user_data)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (label), 20);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 20);
  g_object_bind_property (item, "string", label, "label", G_BINDING_SYNC_CREATE);

  return label;
}

/* Wrong on purpose: the view must be exact whatever the guess is. */
static int
estimate_row (gpointer item,
              int      width,
              gpointer user_data)
{
  return 50;
}

static GtkStringObject *
make_item (guint i)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint n = 0; n <= i % 13; n++)
    g_string_append_printf (text, "Row %u has some text. ", i);
  if (i % 97 == 5)
    for (guint n = 0; n < 200; n++)
      g_string_append (text, "This one is far taller than the window. ");

  return gtk_string_object_new (text->str);
}

static void
insert_rows (GListStore *store,
             guint       position,
             guint       n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GtkStringObject) item = make_item (position + i);

      g_list_store_insert (store, position + i, item);
    }
}

/* Below the viewport's end, of the end of the last row: what is painted, not what is computed. */
static int
measure_gap (Fixture *fixture)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (fixture->store));
  GtkWidget *row = azc_history_view_get_row (fixture->view, n - 1);
  graphene_rect_t bounds;

  if (row == NULL || !gtk_widget_compute_bounds (row, GTK_WIDGET (fixture->view), &bounds))
    return G_MAXINT;

  return bounds.origin.y + bounds.size.height - gtk_widget_get_height (GTK_WIDGET (fixture->view));
}

static int
measure_top (Fixture *fixture,
             gpointer item)
{
  graphene_rect_t bounds;
  GtkWidget *row;
  guint position;

  g_assert_true (g_list_store_find (fixture->store, item, &position));
  row = azc_history_view_get_row (fixture->view, position);
  g_assert_nonnull (row);
  g_assert_true (gtk_widget_compute_bounds (row, GTK_WIDGET (fixture->view), &bounds));

  return bounds.origin.y;
}

static void
on_after_paint (GdkFrameClock *clock,
                Fixture       *fixture)
{
  fixture->frames++;
  fixture->max_gap = MAX (fixture->max_gap, ABS (measure_gap (fixture)));
}

static void
wait_frames (Fixture *fixture,
             guint    n)
{
  guint goal = fixture->frames + n;

  while (fixture->frames < goal)
    {
      gtk_widget_queue_draw (GTK_WIDGET (fixture->view));
      g_main_context_iteration (NULL, TRUE);
    }
}

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  fixture->store = g_list_store_new (GTK_TYPE_STRING_OBJECT);
  insert_rows (fixture->store, 0, N_ROWS);

  fixture->view = AZC_HISTORY_VIEW (azc_history_view_new ());
  azc_history_view_set_factory (fixture->view, create_row, estimate_row, NULL);
  azc_history_view_set_model (fixture->view, G_LIST_MODEL (fixture->store));
  azc_history_view_set_column (fixture->view, 500, 12);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (fixture->view));
  fixture->adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));

  fixture->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_default_size (fixture->window, 600, 500);
  gtk_window_set_child (fixture->window, scroller);
  gtk_window_present (fixture->window);

  g_signal_connect (gtk_widget_get_frame_clock (GTK_WIDGET (fixture->window)), "after-paint",
                    G_CALLBACK (on_after_paint), fixture);
  wait_frames (fixture, 3);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  g_signal_handlers_disconnect_by_data (gtk_widget_get_frame_clock (GTK_WIDGET (fixture->window)),
                                        fixture);
  gtk_window_destroy (fixture->window);
  g_object_unref (fixture->store);
}

static guint
count_widgets (Fixture *fixture)
{
  guint n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (fixture->view));
       child != NULL; child = gtk_widget_get_next_sibling (child))
    n++;

  return n;
}

static void
scroll_up (Fixture *fixture,
           double   distance)
{
  gtk_adjustment_set_value (fixture->adjustment,
                            gtk_adjustment_get_value (fixture->adjustment) - distance);
  wait_frames (fixture, 2);
}

static void
test_open (Fixture       *fixture,
           gconstpointer  user_data)
{
  g_assert_true (azc_history_view_get_at_end (fixture->view));
  g_assert_cmpint (fixture->max_gap, ==, 0);
  g_assert_cmpuint (count_widgets (fixture), >, 3);
  g_assert_cmpuint (count_widgets (fixture), <, 40);
}

static void
test_grow (Fixture       *fixture,
           gconstpointer  user_data)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < 120; i++)
    {
      g_autoptr (GtkStringObject) item = NULL;

      g_string_append (text, "more and more words ");
      item = gtk_string_object_new (text->str);

      if (i % 10 == 0)
        g_list_store_append (fixture->store, item);
      else
        {
          GtkWidget *row = azc_history_view_get_row (
            fixture->view, g_list_model_get_n_items (G_LIST_MODEL (fixture->store)) - 1);

          gtk_label_set_label (GTK_LABEL (row), text->str);
        }
      wait_frames (fixture, 1);
    }

  g_assert_cmpint (fixture->max_gap, ==, 0);
  g_assert_true (azc_history_view_get_at_end (fixture->view));
}

static void
test_resize (Fixture       *fixture,
             gconstpointer  user_data)
{
  for (int width = 600; width >= 360; width -= 40)
    {
      gtk_window_set_default_size (fixture->window, width, width - 50);
      wait_frames (fixture, 2);
    }

  g_assert_cmpint (fixture->max_gap, ==, 0);
}

static void
test_release (Fixture       *fixture,
              gconstpointer  user_data)
{
  g_autoptr (GObject) last = g_list_model_get_item (G_LIST_MODEL (fixture->store), N_ROWS - 1);
  int top = measure_top (fixture, last);

  scroll_up (fixture, 3);
  g_assert_false (azc_history_view_get_at_end (fixture->view));
  g_assert_cmpint (measure_top (fixture, last), ==, top + 3);

  insert_rows (fixture->store, N_ROWS, 20);
  wait_frames (fixture, 2);
  g_assert_cmpint (measure_top (fixture, last), ==, top + 3);
  g_assert_false (azc_history_view_get_at_end (fixture->view));

  azc_history_view_scroll_to_end (fixture->view);
  wait_frames (fixture, 1);
  g_assert_true (azc_history_view_get_at_end (fixture->view));
  g_assert_cmpint (measure_gap (fixture), ==, 0);
}

/* Any row within the viewport whose top shows. */
static gpointer
find_visible (Fixture *fixture)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (fixture->store));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (fixture->store), i);

      if (azc_history_view_get_row (fixture->view, i) != NULL &&
          measure_top (fixture, item) >= 0 && measure_top (fixture, item) < 300)
        return item;
    }

  return NULL;
}

static void
test_anchor (Fixture       *fixture,
             gconstpointer  user_data)
{
  gpointer item;
  int top;

  scroll_up (fixture, 9000);
  item = find_visible (fixture);
  g_assert_nonnull (item);
  top = measure_top (fixture, item);

  insert_rows (fixture->store, 0, 20);
  wait_frames (fixture, 1);
  g_assert_cmpint (measure_top (fixture, item), ==, top);

  g_list_store_splice (fixture->store, 3, 10, NULL, 0);
  wait_frames (fixture, 1);
  g_assert_cmpint (measure_top (fixture, item), ==, top);

  insert_rows (fixture->store, g_list_model_get_n_items (G_LIST_MODEL (fixture->store)), 5);
  wait_frames (fixture, 1);
  g_assert_cmpint (measure_top (fixture, item), ==, top);
}

/* Heights that differ from their estimate must not show as jumps. */
static void
test_smooth (Fixture       *fixture,
             gconstpointer  user_data)
{
  for (guint i = 0; i < 200; i++)
    {
      gpointer item = find_visible (fixture);
      int top = item != NULL ? measure_top (fixture, item) : 0;

      scroll_up (fixture, 37);
      if (item != NULL)
        g_assert_cmpint (measure_top (fixture, item), ==, top + 37);
      g_assert_cmpuint (count_widgets (fixture), <, 40);
    }
}

/* The scale of the adjustment may move while scrolling, but not what is seen when it is put right. */
static void
test_rest (Fixture       *fixture,
           gconstpointer  user_data)
{
  gpointer item;
  int top;

  for (guint i = 0; i < 40; i++)
    scroll_up (fixture, 150);
  item = find_visible (fixture);
  top = measure_top (fixture, item);
  g_assert_cmpfloat (gtk_adjustment_get_lower (fixture->adjustment), !=, 0);

  while (gtk_adjustment_get_lower (fixture->adjustment) != 0)
    wait_frames (fixture, 1);
  g_assert_cmpint (measure_top (fixture, item), ==, top);
}

static void
test_fractions (Fixture       *fixture,
                gconstpointer  user_data)
{
  gpointer item;
  int top;

  scroll_up (fixture, 500);
  item = find_visible (fixture);
  top = measure_top (fixture, item);

  for (guint i = 0; i < 20; i++)
    scroll_up (fixture, -0.25);
  g_assert_cmpint (measure_top (fixture, item), ==, top - 5);
}

static void
test_ends (Fixture       *fixture,
           gconstpointer  user_data)
{
  g_autoptr (GObject) first = g_list_model_get_item (G_LIST_MODEL (fixture->store), 0);

  gtk_adjustment_set_value (fixture->adjustment, gtk_adjustment_get_lower (fixture->adjustment));
  wait_frames (fixture, 2);
  g_assert_cmpint (measure_top (fixture, first), ==, 0);
  g_assert_cmpfloat (gtk_adjustment_get_lower (fixture->adjustment), ==, 0);

  gtk_adjustment_set_value (fixture->adjustment, gtk_adjustment_get_upper (fixture->adjustment));
  wait_frames (fixture, 2);
  g_assert_cmpint (measure_gap (fixture), ==, 0);

  azc_history_view_scroll_to (fixture->view, 0);
  wait_frames (fixture, 1);
  g_assert_cmpint (measure_top (fixture, first), ==, 0);
}

static void
test_short (Fixture       *fixture,
            gconstpointer  user_data)
{
  g_autoptr (GObject) first = g_list_model_get_item (G_LIST_MODEL (fixture->store), 0);

  g_list_store_splice (fixture->store, 2, N_ROWS - 2, NULL, 0);
  wait_frames (fixture, 1);
  g_assert_cmpint (measure_top (fixture, first), ==, 0);
  g_assert_true (azc_history_view_get_at_end (fixture->view));

  g_list_store_remove_all (fixture->store);
  g_assert_cmpuint (count_widgets (fixture), ==, 0);
  insert_rows (fixture->store, 0, 200);
  wait_frames (fixture, 1);
  g_assert_cmpint (measure_gap (fixture), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/history-view/open", test_open);
  ADD ("/history-view/grow", test_grow);
  ADD ("/history-view/resize", test_resize);
  ADD ("/history-view/release", test_release);
  ADD ("/history-view/anchor", test_anchor);
  ADD ("/history-view/smooth", test_smooth);
  ADD ("/history-view/rest", test_rest);
  ADD ("/history-view/fractions", test_fractions);
  ADD ("/history-view/ends", test_ends);
  ADD ("/history-view/short", test_short);
#undef ADD

  return g_test_run ();
}
