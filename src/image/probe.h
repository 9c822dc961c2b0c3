/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * AzcFormat:
 * @AZC_FORMAT_UNKNOWN: not a picture, or of another kind
 * @AZC_FORMAT_PNG: PNG
 * @AZC_FORMAT_JPEG: JPEG
 * @AZC_FORMAT_GIF: GIF
 * @AZC_FORMAT_WEBP: WebP
 * @AZC_FORMAT_BMP: Windows bitmap
 * @AZC_FORMAT_TIFF: TIFF
 * @AZC_FORMAT_HEIC: HEIC
 * @AZC_FORMAT_AVIF: AVIF
 * @AZC_FORMAT_SVG: SVG, not compressed
 *
 * The kinds of picture that are told apart.
 */
typedef enum
{
  AZC_FORMAT_UNKNOWN,
  AZC_FORMAT_PNG,
  AZC_FORMAT_JPEG,
  AZC_FORMAT_GIF,
  AZC_FORMAT_WEBP,
  AZC_FORMAT_BMP,
  AZC_FORMAT_TIFF,
  AZC_FORMAT_HEIC,
  AZC_FORMAT_AVIF,
  AZC_FORMAT_SVG,
} AzcFormat;

/**
 * AZC_PROBE_MAX_PIXELS:
 *
 * How many pixels a picture may have to be decoded: more would need 400 MB.
 */
#define AZC_PROBE_MAX_PIXELS (100 * 1000 * 1000)

/**
 * AZC_PROBE_MAX_SIDE:
 *
 * The longest side of a picture that is decoded.
 */
#define AZC_PROBE_MAX_SIDE 30000

/**
 * AzcProbe:
 * @format: the kind
 * @width: width in pixels as stored, before @orientation is applied
 * @height: height in pixels as stored
 * @orientation: 1 to 8 as in EXIF; 1 where the decoder turns the picture itself
 * @animated: whether it has several frames
 *
 * What the first bytes of a picture say.
 */
typedef struct
{
  AzcFormat format;
  guint     width;
  guint     height;
  guint     orientation;
  gboolean  animated;
} AzcProbe;

gboolean    azc_probe                  (GBytes          *data,
                                        AzcProbe        *probe,
                                        GError         **error);
gboolean    azc_probe_check_size       (const AzcProbe  *probe,
                                        GError         **error);
const char *azc_format_get_name        (AzcFormat        format);
const char *azc_format_get_mime_type   (AzcFormat        format);
gboolean    azc_format_is_sendable     (AzcFormat        format);

G_END_DECLS
