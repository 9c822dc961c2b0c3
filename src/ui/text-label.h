/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget        *azc_text_label_new           (void);
GtkTextDirection  azc_text_label_get_direction (const char *text);

G_END_DECLS
