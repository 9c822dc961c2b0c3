/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Removes what a picture says beside its pixels (camera, place, comments, edit history)
 * without touching the pixels. What is not known to be needed for them goes. */

#include "config.h"

#include "image/strip.h"

#include <glib/gi18n-lib.h>

#include "base/error.h"
#include "image/pieces.h"

/* Size of a JFIF header without the thumbnail that it may hold. */
#define JFIF_PLAIN_SIZE 14

#define WEBP_METADATA_FLAGS (0x08 | 0x04)

typedef gboolean (*PieceFunc) (AzcSpan   span,
                               gsize    *offset,
                               AzcPiece *piece);

static gboolean
keep_png (const AzcPiece *piece)
{
  static const char * const names[] = {
    "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT", "bKGD",
    "cICP", "acTL", "fcTL", "fdAT",
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (memcmp (piece->whole.data + 4, names[i], 4) == 0)
        return TRUE;
    }

  return FALSE;
}

/* APP2 holds the colour profile, APP14 says how the colours are coded. */
static gboolean
keep_jpeg (const AzcPiece *piece)
{
  switch (piece->kind)
    {
    case 0xe0:
      return azc_span_matches (piece->body, 0, "JFIF", 5) && piece->body.size == JFIF_PLAIN_SIZE;

    case 0xe2:
      return azc_span_matches (piece->body, 0, "ICC_PROFILE", 12);

    case 0xee:
      return azc_span_matches (piece->body, 0, "Adobe", 5);

    default:
      return piece->kind != 0xfe && (piece->kind & 0xf0) != 0xe0;
    }
}

static gboolean
keep_webp (const AzcPiece *piece)
{
  static const char * const names[] = { "VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF", "ICCP" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (memcmp (piece->whole.data, names[i], 4) == 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
keep_gif (const AzcPiece *piece)
{
  if (piece->kind == AZC_GIF_COMMENT)
    return FALSE;

  return piece->kind != AZC_GIF_APPLICATION ||
         azc_span_matches (piece->body, 0, "\x0bNETSCAPE2.0", 12) ||
         azc_span_matches (piece->body, 0, "\x0b" "ANIMEXTS1.0", 12);
}

static const struct
{
  gsize     (*get_start) (AzcSpan span);
  PieceFunc   next;
  gboolean  (*keep) (const AzcPiece *piece);
  guint32     last;
} formats[] = {
  [AZC_FORMAT_PNG] = { azc_png_get_start, azc_png_next, keep_png, AZC_PIECE ('I', 'E', 'N', 'D') },
  [AZC_FORMAT_JPEG] = { azc_jpeg_get_start, azc_jpeg_next, keep_jpeg, 0xd9 },
  [AZC_FORMAT_GIF] = { azc_gif_get_start, azc_gif_next, keep_gif, AZC_GIF_TRAILER },
  [AZC_FORMAT_WEBP] = { azc_riff_get_start, azc_riff_next, keep_webp, 0 },
};

/* A WebP file has no last piece; its head tells the length. */
static gboolean
is_whole_webp (AzcSpan span)
{
  return azc_span_has (span, 8, azc_span_le32 (span, 4));
}

static void
finish_webp (GByteArray *result)
{
  AzcSpan span = { result->data, result->len };
  guint32 size = GUINT32_TO_LE (result->len - 8);
  gsize offset = azc_riff_get_start (span);
  AzcPiece first;

  memcpy (result->data + 4, &size, sizeof size);
  if (azc_riff_next (span, &offset, &first) && first.body.size > 0 &&
      first.kind == AZC_PIECE ('V', 'P', '8', 'X'))
    result->data[first.body.data - result->data] &= (guint8) ~WEBP_METADATA_FLAGS;
}

/* Leaves out the rest of the file after the last piece too: phones hide videos there. */
static gboolean
copy_pieces (AzcSpan     span,
             AzcFormat   format,
             GByteArray *result)
{
  gsize offset = formats[format].get_start (span);
  gboolean complete = FALSE;
  AzcPiece piece;

  if (offset == 0 || offset > span.size)
    return FALSE;

  g_byte_array_append (result, span.data, (guint) offset);
  while (!complete && formats[format].next (span, &offset, &piece))
    {
      if (formats[format].keep (&piece))
        g_byte_array_append (result, piece.whole.data, (guint) piece.whole.size);
      complete = formats[format].last != 0 && piece.kind == formats[format].last;
    }

  return complete || (format == AZC_FORMAT_WEBP && is_whole_webp (span));
}

/**
 * azc_strip_metadata:
 * @data: a whole file, up to 2 GB
 * @format: its format, one that is sendable
 * @error: return location for an error
 *
 * Copies a picture without its metadata, and without loss. The colour profile
 * stays, the orientation goes: turn the picture upright first. Raises
 * %AZC_ERROR_IMAGE_DAMAGED if the file ends early or its structure is broken.
 *
 * Returns: (transfer full): the picture alone
 */
GBytes *
azc_strip_metadata (GBytes     *data,
                    AzcFormat   format,
                    GError    **error)
{
  g_autoptr (GByteArray) result = g_byte_array_new ();
  AzcSpan span;

  g_return_val_if_fail (data != NULL, NULL);
  g_return_val_if_fail (azc_format_is_sendable (format), NULL);

  span = azc_span_new (data);
  if (span.size > G_MAXINT32 || !copy_pieces (span, format, result))
    {
      g_set_error (error, AZC_ERROR, AZC_ERROR_IMAGE_DAMAGED,
                   _("The %s picture is damaged: the file ends too early or its parts do not fit together."),
                   azc_format_get_name (format));
      return NULL;
    }
  if (format == AZC_FORMAT_WEBP)
    finish_webp (result);

  return g_byte_array_free_to_bytes (g_steal_pointer (&result));
}
