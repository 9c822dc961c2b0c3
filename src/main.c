/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Chooses the command line or the window, nothing else. */

#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>

#include "cli/cli.h"
#include "ui/application.h"

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, AZC_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  if (argc > 1 && azc_cli_is_command (argv[1]))
    return azc_cli_run (argc, argv);

  return azc_ui_run (argc, argv);
}
