/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define AZC_TYPE_TEXT_AREA (azc_text_area_get_type ())

/**
 * AzcTextArea:
 *
 * A text view whose scrolling is right at once when it grows with its text.
 */
G_DECLARE_FINAL_TYPE (AzcTextArea, azc_text_area, AZC, TEXT_AREA, GtkTextView)

G_END_DECLS
