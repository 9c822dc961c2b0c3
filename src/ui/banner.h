/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define AZC_TYPE_BANNER (azc_banner_get_type ())

/**
 * AzcBanner:
 *
 * A bar across the window for a state that lasts. Newer libadwaita has its own.
 *
 * Properties: title, button-label (nullable: no button), action-name, revealed.
 */
G_DECLARE_FINAL_TYPE (AzcBanner, azc_banner, AZC, BANNER, AdwBin)

G_END_DECLS
