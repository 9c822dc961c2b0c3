/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

gboolean azc_link_is_deceptive (const char *markup,
                                const char *uri);
void     azc_link_connect      (GtkLabel   *label);

G_END_DECLS
