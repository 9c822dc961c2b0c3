/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "image/span.h"

G_BEGIN_DECLS

/**
 * AzcPiece:
 * @kind: a PNG chunk's or RIFF chunk's name in big endian, a JPEG marker, or a
 *   GIF block's introducer, its label in the next byte if it is an extension
 * @whole: all bytes of the piece, framing included
 * @body: the bytes within the framing
 *
 * One of the pieces that a picture file is a row of.
 */
typedef struct
{
  guint32 kind;
  AzcSpan whole;
  AzcSpan body;
} AzcPiece;

#define AZC_PIECE(a, b, c, d) ((guint32) (a) << 24 | (guint32) (b) << 16 | (guint32) (c) << 8 | (guint32) (d))

#define AZC_GIF_IMAGE 0x2c
#define AZC_GIF_TRAILER 0x3b
#define AZC_GIF_APPLICATION 0x21ff
#define AZC_GIF_COMMENT 0x21fe

/* Each steps over one piece, and fails at the end and where the file is cut short. */
gboolean azc_png_next  (AzcSpan   span,
                        gsize    *offset,
                        AzcPiece *piece);
gboolean azc_riff_next (AzcSpan   span,
                        gsize    *offset,
                        AzcPiece *piece);
gboolean azc_jpeg_next (AzcSpan   span,
                        gsize    *offset,
                        AzcPiece *piece);
gboolean azc_gif_next  (AzcSpan   span,
                        gsize    *offset,
                        AzcPiece *piece);

gsize    azc_png_get_start  (AzcSpan span);
gsize    azc_riff_get_start (AzcSpan span);
gsize    azc_jpeg_get_start (AzcSpan span);
gsize    azc_gif_get_start  (AzcSpan span);

G_END_DECLS
