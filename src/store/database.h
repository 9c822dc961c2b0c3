/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/**
 * AzcDatabase:
 *
 * A thread that owns an SQLite handle, and the queue of what it does.
 */
typedef struct _AzcDatabase AzcDatabase;

/**
 * AzcDatabaseFunc:
 * @task: the task to return the result with
 * @handle: the open database
 * @task_data: the task's data
 *
 * One job, in the database's thread.
 */
typedef void (*AzcDatabaseFunc) (GTask    *task,
                                 sqlite3  *handle,
                                 gpointer  task_data);

AzcDatabase  *azc_database_new     (const char       *path);
void          azc_database_free    (AzcDatabase      *self);
void          azc_database_push    (AzcDatabase      *self,
                                    GTask            *task,
                                    AzcDatabaseFunc   func);

gboolean      azc_database_execute (sqlite3          *handle,
                                    GError          **error,
                                    const char       *sql,
                                    const char       *types,
                                    ...);
sqlite3_stmt *azc_database_query   (sqlite3          *handle,
                                    GError          **error,
                                    const char       *sql,
                                    const char       *types,
                                    ...);
gboolean      azc_database_next    (sqlite3_stmt     *statement,
                                    GError          **error);
const char   *azc_database_get_text (sqlite3_stmt    *statement,
                                     int              column);
void          azc_database_set_error (GError        **error,
                                      sqlite3        *handle,
                                      int             code);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3_stmt, sqlite3_finalize)

G_END_DECLS
