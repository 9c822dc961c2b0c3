/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define AZC_TYPE_GREETING (azc_greeting_get_type ())

/**
 * AzcGreeting:
 *
 * What an empty conversation shows: a few things to start from.
 *
 * Signals: "example" (const char *text): the person picked an example.
 */
G_DECLARE_FINAL_TYPE (AzcGreeting, azc_greeting, AZC, GREETING, AdwBin)

G_END_DECLS
