/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "model/conversation.h"

G_BEGIN_DECLS

#define AZC_TYPE_STORE (azc_store_get_type ())

/**
 * AzcStore:
 *
 * The history on disk: conversations, messages and pictures. Every function
 * copies what it needs from the objects at once and does its work on the store's
 * own thread, in the order of the calls. Called from the main thread only.
 */
G_DECLARE_FINAL_TYPE (AzcStore, azc_store, AZC, STORE, GObject)

AzcStore      *azc_store_new                       (GFile                *folder);
GFile         *azc_store_get_folder                (AzcStore             *self);
void           azc_store_open_async                (AzcStore             *self,
                                                    GCancellable         *cancellable,
                                                    GAsyncReadyCallback   callback,
                                                    gpointer              user_data);
gboolean       azc_store_open_finish               (AzcStore             *self,
                                                    GAsyncResult         *result,
                                                    GError              **error);
void           azc_store_close_async               (AzcStore             *self,
                                                    GAsyncReadyCallback   callback,
                                                    gpointer              user_data);
gboolean       azc_store_close_finish              (AzcStore             *self,
                                                    GAsyncResult         *result,
                                                    GError              **error);
void           azc_store_list_async                (AzcStore             *self,
                                                    GCancellable         *cancellable,
                                                    GAsyncReadyCallback   callback,
                                                    gpointer              user_data);
GPtrArray     *azc_store_list_finish               (AzcStore             *self,
                                                    GAsyncResult         *result,
                                                    GError              **error);
void           azc_store_load_async                (AzcStore             *self,
                                                    AzcConversation      *conversation,
                                                    GCancellable         *cancellable,
                                                    GAsyncReadyCallback   callback,
                                                    gpointer              user_data);
gboolean       azc_store_load_finish               (AzcStore             *self,
                                                    GAsyncResult         *result,
                                                    GError              **error);
void           azc_store_save_conversation_async   (AzcStore             *self,
                                                    AzcConversation      *conversation,
                                                    GAsyncReadyCallback   callback,
                                                    gpointer              user_data);
void           azc_store_save_message_async        (AzcStore             *self,
                                                    AzcConversation      *conversation,
                                                    AzcMessage           *message,
                                                    GAsyncReadyCallback   callback,
                                                    gpointer              user_data);
void           azc_store_set_deleted_async         (AzcStore             *self,
                                                    AzcConversation      *conversation,
                                                    gboolean              deleted,
                                                    GAsyncReadyCallback   callback,
                                                    gpointer              user_data);
gboolean       azc_store_write_finish              (AzcStore             *self,
                                                    GAsyncResult         *result,
                                                    GError              **error);
void           azc_store_add_picture_async         (AzcStore             *self,
                                                    GBytes               *data,
                                                    const char           *name,
                                                    const char           *mime_type,
                                                    guint                 width,
                                                    guint                 height,
                                                    GCancellable         *cancellable,
                                                    GAsyncReadyCallback   callback,
                                                    gpointer              user_data);
AzcAttachment *azc_store_add_picture_finish        (AzcStore             *self,
                                                    GAsyncResult         *result,
                                                    GError              **error);

G_END_DECLS
