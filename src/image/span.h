/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads of numbers from foreign bytes that cannot leave them. */

#pragma once

#include <glib.h>
#include <string.h>

G_BEGIN_DECLS

/**
 * AzcSpan:
 * @data: the first byte
 * @size: how many bytes there are
 *
 * Bytes that somebody else owns. What lies past the end reads as zero, so that
 * readers need no check of their own before each number.
 */
typedef struct
{
  const guint8 *data;
  gsize         size;
} AzcSpan;

static inline AzcSpan
azc_span_new (GBytes *bytes)
{
  AzcSpan span;

  span.data = g_bytes_get_data (bytes, &span.size);

  return span;
}

static inline AzcSpan
azc_span_cut (AzcSpan span,
              gsize   offset,
              gsize   length)
{
  AzcSpan part = { NULL, 0 };

  if (offset < span.size)
    {
      part.data = span.data + offset;
      part.size = MIN (length, span.size - offset);
    }

  return part;
}

static inline gboolean
azc_span_has (AzcSpan span,
              gsize   offset,
              gsize   length)
{
  return offset <= span.size && length <= span.size - offset;
}

static inline gboolean
azc_span_matches (AzcSpan     span,
                  gsize       offset,
                  const char *text,
                  gsize       length)
{
  return azc_span_has (span, offset, length) && memcmp (span.data + offset, text, length) == 0;
}

static inline guint8
azc_span_u8 (AzcSpan span,
             gsize   offset)
{
  return azc_span_has (span, offset, 1) ? span.data[offset] : 0;
}

static inline guint16
azc_span_be16 (AzcSpan span,
               gsize   offset)
{
  return (guint16) (azc_span_u8 (span, offset) << 8 | azc_span_u8 (span, offset + 1));
}

static inline guint16
azc_span_le16 (AzcSpan span,
               gsize   offset)
{
  return GUINT16_SWAP_LE_BE (azc_span_be16 (span, offset));
}

static inline guint32
azc_span_be32 (AzcSpan span,
               gsize   offset)
{
  return (guint32) azc_span_be16 (span, offset) << 16 | azc_span_be16 (span, offset + 2);
}

static inline guint32
azc_span_le32 (AzcSpan span,
               gsize   offset)
{
  return GUINT32_SWAP_LE_BE (azc_span_be32 (span, offset));
}

G_END_DECLS
