/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "chat/workspace.h"

G_BEGIN_DECLS

#define AZC_TYPE_WINDOW (azc_window_get_type ())

/**
 * AzcWindow:
 *
 * The main window: conversations at the side, the current one, and the composer. It
 * shows itself at once and opens the workspace after its first frame.
 */
G_DECLARE_FINAL_TYPE (AzcWindow, azc_window, AZC, WINDOW, AdwApplicationWindow)

AzcWindow *azc_window_new          (GtkApplication  *application,
                                    AzcWorkspace    *workspace);
void       azc_window_attach_files (AzcWindow       *self,
                                    GFile          **files,
                                    guint            n_files);

G_END_DECLS
