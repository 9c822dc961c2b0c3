/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define AZC_TYPE_COPY_BUTTON (azc_copy_button_get_type ())

/**
 * AzcCopyButton:
 *
 * A button that copies, and says for two seconds that it has.
 */
G_DECLARE_FINAL_TYPE (AzcCopyButton, azc_copy_button, AZC, COPY_BUTTON, GtkButton)

G_END_DECLS
