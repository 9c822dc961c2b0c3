/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "ui/draft.h"

G_BEGIN_DECLS

gboolean           azc_offer_has_pictures        (GdkContentFormats   *formats);
gboolean           azc_offer_is_picture_only     (GdkContentFormats   *formats);
GdkContentFormats *azc_offer_get_formats         (void);
void               azc_offer_take_clipboard_async (GdkClipboard        *clipboard,
                                                   AzcDraft            *draft,
                                                   GAsyncReadyCallback  callback,
                                                   gpointer             user_data);
void               azc_offer_take_drop_async     (GdkDrop             *drop,
                                                   AzcDraft            *draft,
                                                   GAsyncReadyCallback  callback,
                                                   gpointer             user_data);
gboolean           azc_offer_take_finish         (GAsyncResult        *result,
                                                   GError             **error);

G_END_DECLS
