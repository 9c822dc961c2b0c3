/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "image/probe.h"

G_BEGIN_DECLS

GBytes *azc_strip_metadata (GBytes     *data,
                            AzcFormat   format,
                            GError    **error);

G_END_DECLS
