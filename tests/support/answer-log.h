/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "provider/wire.h"

G_BEGIN_DECLS

/* An answer being decoded. */
typedef struct
{
  GString       *text;
  AzcDeltaKind   last;
  const AzcWire *wire;
  AzcDecoder    *decoder;
  GError        *error;
} TestLog;

void  test_log_open      (TestLog       *log,
                          const AzcWire *wire);
void  test_log_push      (TestLog       *log,
                          const char    *data);
char *test_log_close     (TestLog       *log);
void  test_decode_stream (const AzcWire *wire,
                          const char    *stream,
                          const char    *expected);
void  test_decode_body   (const AzcWire *wire,
                          const char    *body,
                          const char    *expected);

G_END_DECLS
