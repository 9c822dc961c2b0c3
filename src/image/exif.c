/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The three fields of TIFF and EXIF data that matter here. */

#include "config.h"

#include "image/exif.h"

#define TAG_WIDTH 0x0100
#define TAG_HEIGHT 0x0101
#define TAG_ORIENTATION 0x0112

#define TYPE_SHORT 3

typedef struct
{
  AzcSpan  span;
  gboolean big_endian;
} Tiff;

static guint
read_16 (const Tiff *tiff,
         gsize       offset)
{
  return tiff->big_endian ? azc_span_be16 (tiff->span, offset) : azc_span_le16 (tiff->span, offset);
}

static guint
read_32 (const Tiff *tiff,
         gsize       offset)
{
  return tiff->big_endian ? azc_span_be32 (tiff->span, offset) : azc_span_le32 (tiff->span, offset);
}

static void
read_entry (const Tiff *tiff,
            gsize       offset,
            AzcExif    *exif)
{
  guint value = read_16 (tiff, offset + 2) == TYPE_SHORT ? read_16 (tiff, offset + 8)
                                                         : read_32 (tiff, offset + 8);

  switch (read_16 (tiff, offset))
    {
    case TAG_WIDTH:
      exif->width = value;
      break;

    case TAG_HEIGHT:
      exif->height = value;
      break;

    case TAG_ORIENTATION:
      exif->orientation = value >= 1 && value <= 8 ? value : 1;
      break;

    default:
      break;
    }
}

/**
 * azc_exif_read:
 * @span: TIFF data, from its byte order mark on
 * @exif: (out caller-allocates): what it says
 *
 * Returns: whether it is TIFF data
 */
gboolean
azc_exif_read (AzcSpan  span,
               AzcExif *exif)
{
  Tiff tiff = { span, FALSE };
  guint directory, n_entries;

  exif->width = exif->height = 0;
  exif->orientation = 1;

  if (azc_span_matches (span, 0, "MM\0*", 4))
    tiff.big_endian = TRUE;
  else if (!azc_span_matches (span, 0, "II*\0", 4))
    return FALSE;

  directory = read_32 (&tiff, 4);
  n_entries = read_16 (&tiff, directory);
  for (guint i = 0; i < n_entries && azc_span_has (span, directory + 2 + 12 * (gsize) i, 12); i++)
    read_entry (&tiff, directory + 2 + 12 * (gsize) i, exif);

  return TRUE;
}
