/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Starts a program and prints how long it takes until its window has content, in milliseconds,
 * and the memory it holds a second later (PSS, KiB). Needs a display without a window manager.
 * The window is looked at from outside, so that every program is measured alike.
 *
 * usage: bench-first-frame PROGRAM [ARGUMENT...]
 */

#include "config.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <X11/Xlib.h>
#include <X11/Xutil.h>

#define MIN_WIDTH 200
#define MIN_HEIGHT 150
#define PATIENCE 30.0
#define SETTLE 1.0

static double
now (void)
{
  struct timespec time;

  clock_gettime (CLOCK_MONOTONIC, &time);

  return time.tv_sec + time.tv_nsec / 1e9;
}

static void
rest (double seconds)
{
  struct timespec time = { (time_t) seconds, (long) ((seconds - (time_t) seconds) * 1e9) };

  nanosleep (&time, NULL);
}

static int
on_error (Display     *display,
          XErrorEvent *error)
{
  /* A window that vanishes between two questions is no reason to end. */
  return 0;
}

/* One row in the middle and one column: enough to see whether anything was painted. */
static int
has_content (Display *display,
             Window   window,
             int      width,
             int      height)
{
  XImage *image = XGetImage (display, window, 0, 0, width, height, AllPlanes, ZPixmap);
  unsigned long first;
  int found = 0;

  if (image == NULL)
    return 0;

  first = XGetPixel (image, width / 2, height / 2);
  for (int y = 0; y < height && !found; y += 3)
    for (int x = 0; x < width && !found; x += 3)
      found = XGetPixel (image, x, y) != first;
  XDestroyImage (image);

  return found;
}

static Window
find_window (Display *display,
             int     *width,
             int     *height)
{
  Window root, parent, found = None;
  Window *children = NULL;
  unsigned int n_children = 0;

  if (!XQueryTree (display, DefaultRootWindow (display), &root, &parent, &children, &n_children))
    return None;

  for (unsigned int i = 0; i < n_children && found == None; i++)
    {
      XWindowAttributes attributes;

      if (XGetWindowAttributes (display, children[i], &attributes) &&
          attributes.map_state == IsViewable &&
          attributes.width >= MIN_WIDTH && attributes.height >= MIN_HEIGHT)
        {
          found = children[i];
          *width = attributes.width;
          *height = attributes.height;
        }
    }
  if (children != NULL)
    XFree (children);

  return found;
}

static long
read_pss (pid_t pid)
{
  char path[64], line[256];
  long pss = -1;
  FILE *file;

  snprintf (path, sizeof path, "/proc/%d/smaps_rollup", (int) pid);
  file = fopen (path, "r");
  if (file == NULL)
    return -1;
  while (pss < 0 && fgets (line, sizeof line, file) != NULL)
    sscanf (line, "Pss: %ld kB", &pss);
  fclose (file);

  return pss;
}

static int
measure (Display *display,
         pid_t    pid,
         double   start)
{
  while (now () - start < PATIENCE && waitpid (pid, NULL, WNOHANG) == 0)
    {
      int width = 0, height = 0;
      Window window = find_window (display, &width, &height);

      if (window != None && has_content (display, window, width, height))
        {
          double frame = now () - start;

          rest (SETTLE);
          printf ("%.1f %ld\n", frame * 1000, read_pss (pid));
          return EXIT_SUCCESS;
        }
      rest (0.001);
    }

  return EXIT_FAILURE;
}

int
main (int   argc,
      char *argv[])
{
  Display *display = XOpenDisplay (NULL);
  double start;
  pid_t pid;
  int status;

  if (display == NULL || argc < 2)
    return EXIT_FAILURE;

  XSetErrorHandler (on_error);
  start = now ();
  pid = fork ();
  if (pid == 0)
    {
      execvp (argv[1], argv + 1);
      _exit (127);
    }

  status = measure (display, pid, start);
  kill (pid, SIGTERM);
  waitpid (pid, NULL, 0);
  XCloseDisplay (display);

  return status;
}
