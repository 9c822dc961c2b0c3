/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One reader per format. Each says whether the bytes are of that format, and fills in
 * what it can; a size of zero means that the header is damaged. */

#pragma once

#include "image/probe.h"
#include "image/span.h"

G_BEGIN_DECLS

gboolean azc_probe_png  (AzcSpan   span,
                         AzcProbe *probe);
gboolean azc_probe_jpeg (AzcSpan   span,
                         AzcProbe *probe);
gboolean azc_probe_gif  (AzcSpan   span,
                         AzcProbe *probe);
gboolean azc_probe_webp (AzcSpan   span,
                         AzcProbe *probe);
gboolean azc_probe_bmp  (AzcSpan   span,
                         AzcProbe *probe);
gboolean azc_probe_tiff (AzcSpan   span,
                         AzcProbe *probe);
gboolean azc_probe_heic (AzcSpan   span,
                         AzcProbe *probe);
gboolean azc_probe_avif (AzcSpan   span,
                         AzcProbe *probe);
gboolean azc_probe_svg  (AzcSpan   span,
                         AzcProbe *probe);

G_END_DECLS
