/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Chooses the command line or the window, nothing else. */

#include "config.h"

int
main (int   argc,
      char *argv[])
{
  return 0;
}
