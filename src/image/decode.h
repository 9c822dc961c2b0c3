/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>

#include "image/probe.h"

G_BEGIN_DECLS

/**
 * AZC_DECODE_MAX_FILE:
 *
 * How many bytes of a file are read at most.
 */
#define AZC_DECODE_MAX_FILE (100 * 1024 * 1024)

GBytes    *azc_decode_read_file (GFile           *file,
                                 GCancellable    *cancellable,
                                 GError         **error);
gboolean   azc_decode_supports  (AzcFormat        format);
GdkPixbuf *azc_decode           (GBytes          *data,
                                 const AzcProbe  *probe,
                                 guint            max_side,
                                 GCancellable    *cancellable,
                                 GError         **error);

G_END_DECLS
