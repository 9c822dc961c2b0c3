/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/database.h"
#include "store/store.h"

G_BEGIN_DECLS

/*
 * fresh_pictures: id → etag of the file, of the pictures that this process added and no
 *   other had; only the database's thread touches it
 */
struct _AzcStore
{
  GObject      parent_instance;
  GFile       *folder;
  AzcDatabase *database;
  GHashTable  *fresh_pictures;
};

void   _azc_store_push           (AzcStore            *self,
                                  gpointer             source_tag,
                                  gpointer             data,
                                  GDestroyNotify       free_data,
                                  AzcDatabaseFunc      func,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data);
void   _azc_store_return_written (GTask               *task,
                                  gboolean             written,
                                  GError              *error);

/* store-pictures.c */
GFile *_azc_store_get_picture_file (AzcStore          *self,
                                    const char        *id,
                                    const char        *mime_type);
gboolean _azc_store_sweep_pictures (AzcStore          *self,
                                    sqlite3           *handle,
                                    GError           **error);
gboolean _azc_store_drop_unused    (AzcStore          *self,
                                    sqlite3           *handle,
                                    GError           **error);

G_END_DECLS
