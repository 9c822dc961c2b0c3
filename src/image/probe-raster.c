/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Headers of the formats that are a row of pieces, and of BMP and TIFF. */

#include "config.h"

#include "image/exif.h"
#include "image/pieces.h"
#include "image/probe-private.h"

#define EXIF_PREFIX "Exif\0"
#define EXIF_PREFIX_LENGTH 6

static void
read_orientation (AzcSpan   span,
                  AzcProbe *probe)
{
  AzcExif exif;

  if (azc_span_matches (span, 0, EXIF_PREFIX, EXIF_PREFIX_LENGTH))
    span = azc_span_cut (span, EXIF_PREFIX_LENGTH, span.size);
  if (azc_exif_read (span, &exif))
    probe->orientation = exif.orientation;
}

gboolean
azc_probe_png (AzcSpan   span,
               AzcProbe *probe)
{
  gsize offset = azc_png_get_start (span);
  AzcPiece piece;

  if (offset == 0)
    return FALSE;

  while (azc_png_next (span, &offset, &piece))
    {
      if (piece.kind == AZC_PIECE ('I', 'H', 'D', 'R'))
        {
          probe->width = azc_span_be32 (piece.body, 0);
          probe->height = azc_span_be32 (piece.body, 4);
        }
      else if (piece.kind == AZC_PIECE ('a', 'c', 'T', 'L'))
        probe->animated = azc_span_be32 (piece.body, 0) > 1;
      else if (piece.kind == AZC_PIECE ('e', 'X', 'I', 'f'))
        read_orientation (piece.body, probe);
    }

  return TRUE;
}

static gboolean
is_jpeg_frame (guint32 marker)
{
  return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}

gboolean
azc_probe_jpeg (AzcSpan   span,
                AzcProbe *probe)
{
  gsize offset = azc_jpeg_get_start (span);
  AzcPiece piece;

  if (offset == 0)
    return FALSE;

  while (probe->width == 0 && azc_jpeg_next (span, &offset, &piece))
    {
      if (is_jpeg_frame (piece.kind))
        {
          probe->height = azc_span_be16 (piece.body, 1);
          probe->width = azc_span_be16 (piece.body, 3);
        }
      else if (piece.kind == 0xe1 && azc_span_matches (piece.body, 0, EXIF_PREFIX, EXIF_PREFIX_LENGTH))
        read_orientation (piece.body, probe);
      else if (piece.kind == 0xda || piece.kind == 0xd9)
        break;
    }

  return TRUE;
}

gboolean
azc_probe_gif (AzcSpan   span,
               AzcProbe *probe)
{
  gsize offset = azc_gif_get_start (span);
  guint n_images = 0;
  AzcPiece piece;

  if (offset == 0)
    return FALSE;

  probe->width = azc_span_le16 (span, 6);
  probe->height = azc_span_le16 (span, 8);
  while (n_images < 2 && azc_gif_next (span, &offset, &piece) && piece.kind != AZC_GIF_TRAILER)
    n_images += piece.kind == AZC_GIF_IMAGE;
  probe->animated = n_images > 1;

  return TRUE;
}

static void
read_webp_size (const AzcPiece *piece,
                AzcProbe       *probe)
{
  AzcSpan body = piece->body;
  guint32 bits;

  switch (piece->kind)
    {
    case AZC_PIECE ('V', 'P', '8', 'X'):
      probe->animated = (azc_span_u8 (body, 0) & 0x02) != 0;
      if (body.size >= 10)
        {
          probe->width = (azc_span_le32 (body, 4) & 0xffffff) + 1;
          probe->height = (azc_span_le32 (body, 6) >> 8) + 1;
        }
      break;

    case AZC_PIECE ('V', 'P', '8', ' '):
      if (azc_span_matches (body, 3, "\x9d\x01\x2a", 3))
        {
          probe->width = azc_span_le16 (body, 6) & 0x3fff;
          probe->height = azc_span_le16 (body, 8) & 0x3fff;
        }
      break;

    case AZC_PIECE ('V', 'P', '8', 'L'):
      bits = azc_span_le32 (body, 1);
      if (body.size >= 5 && body.data[0] == 0x2f)
        {
          probe->width = (bits & 0x3fff) + 1;
          probe->height = (bits >> 14 & 0x3fff) + 1;
        }
      break;

    default:
      break;
    }
}

gboolean
azc_probe_webp (AzcSpan   span,
                AzcProbe *probe)
{
  gsize offset = azc_riff_get_start (span);
  AzcPiece piece;

  if (offset == 0)
    return FALSE;

  while (azc_riff_next (span, &offset, &piece))
    {
      if (probe->width == 0)
        read_webp_size (&piece, probe);
      if (piece.kind == AZC_PIECE ('E', 'X', 'I', 'F'))
        read_orientation (piece.body, probe);
    }

  return TRUE;
}

/* Rows from the top down are marked by a negative height. */
static guint
get_magnitude (guint32 number)
{
  return number > G_MAXINT32 ? -number : number;
}

gboolean
azc_probe_bmp (AzcSpan   span,
               AzcProbe *probe)
{
  guint32 header = azc_span_le32 (span, 14);

  if (!azc_span_matches (span, 0, "BM", 2) || (header != 12 && (header < 40 || header > 256)))
    return FALSE;

  if (header == 12)
    {
      probe->width = azc_span_le16 (span, 18);
      probe->height = azc_span_le16 (span, 20);
    }
  else
    {
      probe->width = get_magnitude (azc_span_le32 (span, 18));
      probe->height = get_magnitude (azc_span_le32 (span, 22));
    }

  return TRUE;
}

gboolean
azc_probe_tiff (AzcSpan   span,
                AzcProbe *probe)
{
  AzcExif exif;

  if (!azc_exif_read (span, &exif))
    return FALSE;

  probe->width = exif.width;
  probe->height = exif.height;
  probe->orientation = exif.orientation;

  return TRUE;
}
