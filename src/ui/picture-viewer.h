/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "chat/workspace.h"

G_BEGIN_DECLS

#define AZC_TYPE_PICTURE_VIEWER (azc_picture_viewer_get_type ())

/**
 * AzcPictureViewer:
 *
 * A window that shows a picture as large as it can, to look at, copy or save.
 */
G_DECLARE_FINAL_TYPE (AzcPictureViewer, azc_picture_viewer, AZC, PICTURE_VIEWER, AdwWindow)

GtkWidget *azc_picture_viewer_new (GtkWindow     *parent,
                                   AzcWorkspace  *workspace,
                                   AzcAttachment *attachment);

G_END_DECLS
