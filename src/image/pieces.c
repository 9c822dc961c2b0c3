/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Walks the pieces that PNG, WebP, JPEG and GIF files are made of. */

#include "config.h"

#include "image/pieces.h"

#define JPEG_SOS 0xda
#define JPEG_EOI 0xd9

static gboolean
set_piece (AzcSpan   span,
           gsize    *offset,
           guint32   kind,
           gsize     head,
           gsize     body,
           gsize     tail,
           AzcPiece *piece)
{
  if (!azc_span_has (span, *offset, head) || !azc_span_has (span, *offset + head, body) ||
      !azc_span_has (span, *offset + head + body, tail))
    return FALSE;

  piece->kind = kind;
  piece->whole = azc_span_cut (span, *offset, head + body + tail);
  piece->body = azc_span_cut (span, *offset + head, body);
  *offset += head + body + tail;

  return TRUE;
}

/**
 * azc_png_get_start:
 * @span: a file
 *
 * Returns: where its first chunk begins, or 0 if it is no PNG
 */
gsize
azc_png_get_start (AzcSpan span)
{
  return azc_span_matches (span, 0, "\x89PNG\r\n\x1a\n", 8) ? 8 : 0;
}

/**
 * azc_png_next:
 * @span: a PNG file
 * @offset: (inout): where a chunk begins; moved to the next
 * @piece: (out caller-allocates): the chunk
 *
 * Returns: whether there was a whole chunk
 */
gboolean
azc_png_next (AzcSpan   span,
              gsize    *offset,
              AzcPiece *piece)
{
  return set_piece (span, offset, azc_span_be32 (span, *offset + 4),
                    8, azc_span_be32 (span, *offset), 4, piece);
}

/**
 * azc_riff_get_start:
 * @span: a file
 *
 * Returns: where its first chunk begins, or 0 if it is no WebP
 */
gsize
azc_riff_get_start (AzcSpan span)
{
  return azc_span_matches (span, 0, "RIFF", 4) && azc_span_matches (span, 8, "WEBP", 4) ? 12 : 0;
}

/**
 * azc_riff_next:
 * @span: a WebP file
 * @offset: (inout): where a chunk begins; moved to the next
 * @piece: (out caller-allocates): the chunk, its padding included
 *
 * Returns: whether there was a whole chunk
 */
gboolean
azc_riff_next (AzcSpan   span,
               gsize    *offset,
               AzcPiece *piece)
{
  gsize size = azc_span_le32 (span, *offset + 4);
  /* Some writers leave out the padding of the last chunk. */
  gboolean padded = size % 2 == 1 && azc_span_has (span, *offset, 8 + size + 1);

  return set_piece (span, offset, azc_span_be32 (span, *offset), 8, size, padded, piece);
}

/**
 * azc_jpeg_get_start:
 * @span: a file
 *
 * Returns: where its first segment begins, or 0 if it is no JPEG
 */
gsize
azc_jpeg_get_start (AzcSpan span)
{
  return azc_span_matches (span, 0, "\xff\xd8\xff", 3) ? 2 : 0;
}

/* The coded data after a scan's head has no length: it goes to the next real marker. */
static gsize
measure_scan (AzcSpan span,
              gsize   offset)
{
  gsize end = offset;

  while (azc_span_has (span, end, 2))
    {
      guint8 code = span.data[end + 1];

      if (span.data[end] == 0xff && code != 0 && code != 0xff && (code < 0xd0 || code > 0xd7))
        return end - offset;
      end++;
    }

  return G_MAXSIZE;
}

/**
 * azc_jpeg_next:
 * @span: a JPEG file
 * @offset: (inout): where a segment begins; moved to the next
 * @piece: (out caller-allocates): the segment; that of a scan ends with its data
 *
 * Returns: whether there was a whole segment
 */
gboolean
azc_jpeg_next (AzcSpan   span,
               gsize    *offset,
               AzcPiece *piece)
{
  gsize length, data = 0;
  guint8 code;

  while (azc_span_matches (span, *offset, "\xff\xff", 2))
    (*offset)++;

  code = azc_span_u8 (span, *offset + 1);
  if (azc_span_u8 (span, *offset) != 0xff || code == 0)
    return FALSE;
  if (code == JPEG_EOI)
    return set_piece (span, offset, code, 2, 0, 0, piece);

  length = azc_span_be16 (span, *offset + 2);
  if (length < 2)
    return FALSE;
  if (code == JPEG_SOS)
    {
      data = measure_scan (span, *offset + 2 + length);
      if (data == G_MAXSIZE)
        return FALSE;
    }

  return set_piece (span, offset, code, 4, length - 2, data, piece);
}

/**
 * azc_gif_get_start:
 * @span: a file
 *
 * Returns: where its first block begins, or 0 if it is no GIF
 */
gsize
azc_gif_get_start (AzcSpan span)
{
  guint8 flags = azc_span_u8 (span, 10);

  if (!azc_span_matches (span, 0, "GIF87a", 6) && !azc_span_matches (span, 0, "GIF89a", 6))
    return 0;

  return 13 + ((flags & 0x80) != 0 ? (gsize) 3 << ((flags & 7) + 1) : 0);
}

/* Data comes in lengths and runs, ended by a length of zero. */
static gsize
measure_runs (AzcSpan span,
              gsize   offset)
{
  gsize end = offset;

  while (azc_span_has (span, end, 1) && span.data[end] != 0)
    end += 1 + (gsize) span.data[end];

  return azc_span_has (span, end, 1) ? end + 1 - offset : G_MAXSIZE / 2;
}

/**
 * azc_gif_next:
 * @span: a GIF file
 * @offset: (inout): where a block begins; moved to the next
 * @piece: (out caller-allocates): the block with its data
 *
 * Returns: whether there was a whole block
 */
gboolean
azc_gif_next (AzcSpan   span,
              gsize    *offset,
              AzcPiece *piece)
{
  guint8 flags;
  gsize head;

  switch (azc_span_u8 (span, *offset))
    {
    case AZC_GIF_TRAILER:
      return set_piece (span, offset, AZC_GIF_TRAILER, 1, 0, 0, piece);

    case 0x21:
      return set_piece (span, offset, azc_span_be16 (span, *offset),
                        2, measure_runs (span, *offset + 2), 0, piece);

    case AZC_GIF_IMAGE:
      flags = azc_span_u8 (span, *offset + 9);
      /* the descriptor, its colours, and the byte that says how the data is coded */
      head = 10 + ((flags & 0x80) != 0 ? (gsize) 3 << ((flags & 7) + 1) : 0) + 1;
      return set_piece (span, offset, AZC_GIF_IMAGE,
                        head, measure_runs (span, *offset + head), 0, piece);

    default:
      return FALSE;
    }
}
