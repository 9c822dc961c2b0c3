/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "chat/workspace.h"

G_BEGIN_DECLS

#define AZC_TYPE_WINDOW (azc_window_get_type ())

G_DECLARE_FINAL_TYPE (AzcWindow, azc_window, AZC, WINDOW, AdwApplicationWindow)

AzcWindow *azc_window_new (GtkApplication *application,
                           AzcWorkspace   *workspace);

G_END_DECLS
