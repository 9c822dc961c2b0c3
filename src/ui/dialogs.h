/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void        azc_dialogs_open_files_async  (GtkWindow            *parent,
                                           const char           *title,
                                           GtkFileFilter        *filter,
                                           gboolean              multiple,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
GListModel *azc_dialogs_open_files_finish (GAsyncResult         *result,
                                           GError              **error);
void        azc_dialogs_save_file_async   (GtkWindow            *parent,
                                           const char           *title,
                                           const char           *name,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
GFile      *azc_dialogs_save_file_finish  (GAsyncResult         *result,
                                           GError              **error);
void        azc_dialogs_ask_text_async    (GtkWindow            *parent,
                                           const char           *heading,
                                           const char           *label,
                                           const char           *text,
                                           const char           *verb,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
char       *azc_dialogs_ask_text_finish   (GAsyncResult         *result,
                                           GError              **error);
void        azc_dialogs_confirm_async     (GtkWindow            *parent,
                                           const char           *heading,
                                           const char           *body,
                                           const char           *verb,
                                           gboolean              destructive,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
gboolean    azc_dialogs_confirm_finish    (GAsyncResult         *result,
                                           GError              **error);
void        azc_dialogs_open_uri          (GtkWindow            *parent,
                                           const char           *uri);

G_END_DECLS
