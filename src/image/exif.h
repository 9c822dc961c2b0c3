/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "image/span.h"

G_BEGIN_DECLS

/**
 * AzcExif:
 * @width: the picture's width, or 0
 * @height: the picture's height, or 0
 * @orientation: 1 to 8; 1 if not said
 *
 * What is read from the first directory of TIFF data, which EXIF data is too.
 */
typedef struct
{
  guint width;
  guint height;
  guint orientation;
} AzcExif;

gboolean azc_exif_read (AzcSpan  span,
                        AzcExif *exif);

G_END_DECLS
