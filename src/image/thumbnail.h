/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>

G_BEGIN_DECLS

void       azc_thumbnail_load_async  (GFile                *file,
                                      guint                 max_side,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
GdkPixbuf *azc_thumbnail_load_finish (GAsyncResult         *result,
                                      GError              **error);

G_END_DECLS
