/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The reference for streaming: the same number of tokens at the same pace into a bare text view
 * that follows the end. Prints "seconds of processor time" from the first token to the last.
 *
 * usage: bench-plain-stream TOKENS TOKENS-PER-SECOND
 */

#include "config.h"

#include <stdlib.h>
#include <time.h>

#include <adwaita.h>

#define INTERVAL_MS 40

typedef struct
{
  GtkApplication *application;
  GtkTextView    *view;
  guint           tokens;
  guint           rate;
  guint           done;
  gint64          start;
  double          start_cpu;
} Stream;

static double
processor_seconds (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);

  return now.tv_sec + now.tv_nsec / 1e9;
}

static gboolean
on_tick (gpointer user_data)
{
  Stream *self = user_data;
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  g_autoptr (GString) text = g_string_new (NULL);
  gint64 elapsed = g_get_monotonic_time () - self->start;
  guint due = MIN (self->tokens, elapsed * self->rate / G_USEC_PER_SEC);
  GtkTextIter end;

  for (; self->done < due; self->done++)
    g_string_append (text, self->done % 80 == 79 ? "wo.\n\n" : "word ");
  gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_buffer_insert (buffer, &end, text->str, text->len);
  gtk_text_view_scroll_to_iter (self->view, &end, 0, FALSE, 0, 0);

  if (self->done < self->tokens)
    return G_SOURCE_CONTINUE;

  g_print ("%.3f\n", processor_seconds () - self->start_cpu);
  g_application_quit (G_APPLICATION (self->application));

  return G_SOURCE_REMOVE;
}

static void
on_activate (GtkApplication *application,
             Stream         *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *window = g_object_new (ADW_TYPE_APPLICATION_WINDOW,
                                    "application", application,
                                    "default-width", 1000,
                                    "default-height", 720,
                                    "content", box,
                                    NULL);

  self->view = GTK_TEXT_VIEW (gtk_text_view_new ());
  gtk_text_view_set_wrap_mode (self->view, GTK_WRAP_WORD_CHAR);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->view));
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_window_present (GTK_WINDOW (window));

  self->start = g_get_monotonic_time ();
  self->start_cpu = processor_seconds ();
  g_timeout_add (INTERVAL_MS, on_tick, self);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (AdwApplication) application = NULL;
  Stream stream = { NULL };

  if (argc != 3)
    return EXIT_FAILURE;

  application = adw_application_new (NULL, G_APPLICATION_DEFAULT_FLAGS);
  stream.application = GTK_APPLICATION (application);
  stream.tokens = strtoul (argv[1], NULL, 10);
  stream.rate = strtoul (argv[2], NULL, 10);
  g_signal_connect (application, "activate", G_CALLBACK (on_activate), &stream);

  return g_application_run (G_APPLICATION (application), 1, argv);
}
