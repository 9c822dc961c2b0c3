/* SPDX-License-Identifier: GPL-3.0-or-later */

/* HEIC and AVIF: boxes in boxes; the size stands in an `ispe` box. The decoders apply
 * rotation themselves, so the orientation stays 1. */

#include "config.h"

#include "image/pieces.h"
#include "image/probe-private.h"

static gboolean
next_box (AzcSpan   span,
          gsize    *offset,
          AzcPiece *box)
{
  gsize head = 8;
  guint64 size = azc_span_be32 (span, *offset);

  if (!azc_span_has (span, *offset, head))
    return FALSE;

  if (size == 1)
    {
      head = 16;
      size = (guint64) azc_span_be32 (span, *offset + 8) << 32 | azc_span_be32 (span, *offset + 12);
    }
  else if (size == 0)
    size = span.size - *offset;

  /* A box that is cut short still shows its first part. */
  if (size < head)
    return FALSE;

  box->kind = azc_span_be32 (span, *offset + 4);
  box->whole = azc_span_cut (span, *offset, MIN (size, span.size));
  box->body = azc_span_cut (box->whole, head, box->whole.size);
  *offset += box->whole.size;

  return TRUE;
}

static AzcSpan
find_box (AzcSpan span,
          guint32 kind)
{
  AzcSpan none = { NULL, 0 };
  gsize offset = 0;
  AzcPiece box;

  while (next_box (span, &offset, &box))
    {
      if (box.kind == kind)
        return box.body;
    }

  return none;
}

static gboolean
has_brand (AzcSpan             brands,
           const char * const *names)
{
  for (gsize offset = 0; azc_span_has (brands, offset, 4); offset += 4)
    {
      for (guint i = 0; names[i] != NULL; i++)
        {
          if (azc_span_matches (brands, offset, names[i], 4))
            return TRUE;
        }
    }

  return FALSE;
}

/* The largest counts: a picture made of tiles has a box for a tile and one for the whole. */
static void
read_size (AzcSpan   span,
           AzcProbe *probe)
{
  AzcSpan meta = find_box (span, AZC_PIECE ('m', 'e', 't', 'a'));
  AzcSpan iprp = find_box (azc_span_cut (meta, 4, meta.size), AZC_PIECE ('i', 'p', 'r', 'p'));
  AzcSpan ipco = find_box (iprp, AZC_PIECE ('i', 'p', 'c', 'o'));
  gsize offset = 0;
  AzcPiece box;

  while (next_box (ipco, &offset, &box))
    {
      guint width = azc_span_be32 (box.body, 4);
      guint height = azc_span_be32 (box.body, 8);

      if (box.kind == AZC_PIECE ('i', 's', 'p', 'e') &&
          (guint64) width * height > (guint64) probe->width * probe->height)
        {
          probe->width = width;
          probe->height = height;
        }
    }
}

static gboolean
probe_heif (AzcSpan             span,
            const char * const *brands,
            AzcProbe           *probe)
{
  static const char * const sequences[] = { "avis", "msf1", "hevc", NULL };
  gsize offset = 0;
  AzcPiece box;

  if (!next_box (span, &offset, &box) || box.kind != AZC_PIECE ('f', 't', 'y', 'p') ||
      !has_brand (box.body, brands))
    return FALSE;

  /* Only the main brand decides: still pictures list sequence brands as compatible. */
  probe->animated = has_brand (azc_span_cut (box.body, 0, 4), sequences);
  read_size (span, probe);

  return TRUE;
}

gboolean
azc_probe_heic (AzcSpan   span,
                AzcProbe *probe)
{
  static const char * const brands[] = { "heic", "heix", "heim", "heis", "hevc", "hevx", NULL };

  return probe_heif (span, brands, probe);
}

gboolean
azc_probe_avif (AzcSpan   span,
                AzcProbe *probe)
{
  static const char * const brands[] = { "avif", "avis", NULL };

  return probe_heif (span, brands, probe);
}
