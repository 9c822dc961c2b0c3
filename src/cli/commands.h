/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * AzcExitCode:
 * @AZC_EXIT_OK: done, or answered
 * @AZC_EXIT_FAILED: the service or the network failed
 * @AZC_EXIT_USAGE: wrong usage or settings
 * @AZC_EXIT_FILTERED: blocked by a content filter
 * @AZC_EXIT_INTERRUPTED: interrupted by the person
 *
 * What the program's exit code means.
 */
typedef enum
{
  AZC_EXIT_OK = 0,
  AZC_EXIT_FAILED = 1,
  AZC_EXIT_USAGE = 2,
  AZC_EXIT_FILTERED = 3,
  AZC_EXIT_INTERRUPTED = 130,
} AzcExitCode;

int           azc_cli_ask           (int                  argc,
                                     char               **argv);
int           azc_cli_request       (int                  argc,
                                     char               **argv);
int           azc_cli_endpoints     (int                  argc,
                                     char               **argv);
int           azc_cli_conversations (int                  argc,
                                     char               **argv);
int           azc_cli_help          (int                  argc,
                                     char               **argv);

int           azc_cli_fail          (const GError        *error);
int           azc_cli_usage         (const char          *format,
                                     ...) G_GNUC_PRINTF (1, 2);
int           azc_cli_exit_code     (const GError        *error);
gboolean      azc_cli_write         (const char          *text);
void          azc_cli_print         (const char          *format,
                                     ...) G_GNUC_PRINTF (1, 2);
void          azc_cli_print_json    (JsonNode            *node);
GInputStream *azc_cli_open          (const char          *path,
                                     GError             **error);
gboolean      azc_cli_parse         (const char          *command,
                                     const char          *parameters,
                                     const char          *summary,
                                     const GOptionEntry  *entries,
                                     int                 *argc,
                                     char              ***argv);

G_END_DECLS
