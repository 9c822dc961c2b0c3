/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "text/block.h"

G_BEGIN_DECLS

/**
 * AzcAnchor:
 * @offset: where a line begins at which parsing may start again
 * @index: the block that begins there
 * @fence: (nullable): the line that opened the code block in which the place lies
 *
 * A place that later text cannot reach: what comes before it stays as it is.
 */
typedef struct
{
  gsize  offset;
  guint  index;
  char  *fence;
} AzcAnchor;

void azc_parser_parse (const char *text,
                       gsize       length,
                       GPtrArray  *blocks,
                       AzcAnchor  *anchor);
void azc_parser_split (const char *text,
                       gsize       length,
                       GPtrArray  *blocks);

G_END_DECLS
