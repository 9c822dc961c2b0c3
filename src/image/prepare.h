/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * AzcPrepared:
 * @data: the picture as it will be sent
 * @mime_type: its true type: image/png, image/jpeg, image/webp or image/gif
 * @width: width in pixels
 * @height: height in pixels
 *
 * A picture ready for sending: upright, within the limits, without metadata.
 */
typedef struct
{
  GBytes *data;
  char   *mime_type;
  guint   width;
  guint   height;
} AzcPrepared;

/**
 * AZC_PREPARE_MAX_SIDE:
 *
 * The longer side of a picture as it is sent, in pixels: what the services scale
 * down to themselves at high detail.
 */
#define AZC_PREPARE_MAX_SIDE 2048

AzcPrepared *azc_prepare        (GBytes               *data,
                                 guint                 max_side,
                                 GCancellable         *cancellable,
                                 GError              **error);
void         azc_prepare_async  (GBytes               *data,
                                 guint                 max_side,
                                 GCancellable         *cancellable,
                                 GAsyncReadyCallback   callback,
                                 gpointer              user_data);
void         azc_prepare_file_async (GFile                *file,
                                     guint                 max_side,
                                     GCancellable         *cancellable,
                                     GAsyncReadyCallback   callback,
                                     gpointer              user_data);
AzcPrepared *azc_prepare_finish (GAsyncResult         *result,
                                 GError              **error);
void         azc_prepared_free  (AzcPrepared          *prepared);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AzcPrepared, azc_prepared_free)

G_END_DECLS
