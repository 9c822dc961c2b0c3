/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "ui/chat-row.h"

#include "chat/workspace.h"
G_BEGIN_DECLS

#define AZC_TYPE_MESSAGE_PICTURES (azc_message_pictures_get_type ())

/**
 * AzcMessagePictures:
 *
 * The pictures of a message as thumbnails that open a viewer.
 */
G_DECLARE_FINAL_TYPE (AzcMessagePictures, azc_message_pictures, AZC, MESSAGE_PICTURES, GtkWidget)

GtkWidget *azc_message_pictures_new (AzcChatRow   *row,
                                       AzcWorkspace *workspace);

G_END_DECLS
