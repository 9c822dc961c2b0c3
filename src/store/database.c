/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The thread that owns the SQLite handle, and statements that are always checked. */

#include "config.h"

#include "store/database.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "base/error.h"
#include "store/schema.h"

/* How long a statement waits for another process's write, in milliseconds. */
#define BUSY_TIMEOUT 5000

struct _AzcDatabase
{
  char        *path;
  GThread     *thread;
  GAsyncQueue *jobs;
};

/* A job without a function ends the thread. */
typedef struct
{
  GTask           *task;
  AzcDatabaseFunc  func;
} Job;

/* Sets an error from what SQLite says, with advice for what people can mend. */
void
azc_database_set_error (GError  **error,
                        sqlite3  *handle,
                        int       code)
{
  const char *text = handle != NULL ? sqlite3_errmsg (handle) : sqlite3_errstr (code);
  const char *advice = NULL;

  g_set_error (error, AZC_ERROR, AZC_ERROR_STORE,
               /* TRANSLATORS: %s is what the database library says, in English. */
               _("The history could not be read or written: %s."), text);

  if (code == SQLITE_CORRUPT || code == SQLITE_NOTADB)
    advice = _("The history file is damaged. Move it aside or put a backup in its place; nothing was overwritten.");
  else if (code == SQLITE_FULL)
    advice = _("Free some disk space.");
  else if (code == SQLITE_READONLY || code == SQLITE_CANTOPEN || code == SQLITE_PERM)
    advice = _("Check that the data folder belongs to you and can be written.");

  if (error != NULL && advice != NULL)
    azc_error_set_advice (*error, advice);
}

static gboolean
bind (sqlite3_stmt *statement,
      const char   *types,
      va_list       args)
{
  int code = SQLITE_OK;

  for (int i = 1; *types != '\0' && code == SQLITE_OK; types++, i++)
    {
      if (*types == 'i')
        code = sqlite3_bind_int64 (statement, i, va_arg (args, gint64));
      else if (*types == 's')
        code = sqlite3_bind_text (statement, i, va_arg (args, const char *), -1, SQLITE_TRANSIENT);
      else
        g_assert_not_reached ();
    }

  return code == SQLITE_OK;
}

static sqlite3_stmt *
query (sqlite3     *handle,
       GError     **error,
       const char  *sql,
       const char  *types,
       va_list      args)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  int code = sqlite3_prepare_v2 (handle, sql, -1, &statement, NULL);

  if (code != SQLITE_OK || !bind (statement, types, args))
    {
      azc_database_set_error (error, handle, sqlite3_errcode (handle));
      return NULL;
    }

  return g_steal_pointer (&statement);
}

/**
 * azc_database_query:
 * @handle: a database
 * @error: return location for an error
 * @sql: one statement
 * @types: a letter per parameter: "s" for text, which may be %NULL, "i" for #gint64
 * @...: the parameters
 *
 * Prepares a statement and binds its parameters. Raises %AZC_ERROR_STORE.
 *
 * Returns: (transfer full): the statement, for [func@Azc.database_next]
 */
sqlite3_stmt *
azc_database_query (sqlite3     *handle,
                    GError     **error,
                    const char  *sql,
                    const char  *types,
                    ...)
{
  sqlite3_stmt *statement;
  va_list args;

  va_start (args, types);
  statement = query (handle, error, sql, types, args);
  va_end (args);

  return statement;
}

/**
 * azc_database_next:
 * @statement: a statement
 * @error: return location for an error
 *
 * Steps to the next row. Raises %AZC_ERROR_STORE.
 *
 * Returns: whether there is a row; %FALSE without an error at the end
 */
gboolean
azc_database_next (sqlite3_stmt  *statement,
                   GError       **error)
{
  int code = sqlite3_step (statement);

  if (code != SQLITE_ROW && code != SQLITE_DONE)
    azc_database_set_error (error, sqlite3_db_handle (statement), code);

  return code == SQLITE_ROW;
}

/**
 * azc_database_execute:
 * @handle: a database
 * @error: return location for an error
 * @sql: one statement
 * @types: see [func@Azc.database_query]
 * @...: the parameters
 *
 * Runs a statement to its end. Raises %AZC_ERROR_STORE.
 *
 * Returns: whether it worked
 */
gboolean
azc_database_execute (sqlite3     *handle,
                      GError     **error,
                      const char  *sql,
                      const char  *types,
                      ...)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  g_autoptr (GError) local_error = NULL;
  va_list args;

  va_start (args, types);
  statement = query (handle, &local_error, sql, types, args);
  va_end (args);

  while (statement != NULL && azc_database_next (statement, &local_error))
    ;

  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

/**
 * azc_database_get_text:
 * @statement: a statement that is at a row
 * @column: a column
 *
 * Returns: (transfer none) (nullable): the text, until the next step
 */
const char *
azc_database_get_text (sqlite3_stmt *statement,
                       int           column)
{
  return (const char *) sqlite3_column_text (statement, column);
}

static gboolean
configure (sqlite3     *handle,
           const char  *path,
           GError     **error)
{
  sqlite3_busy_timeout (handle, BUSY_TIMEOUT);

  return azc_database_execute (handle, error, "PRAGMA journal_mode = WAL", "") &&
         azc_database_execute (handle, error, "PRAGMA synchronous = NORMAL", "") &&
         azc_database_execute (handle, error, "PRAGMA foreign_keys = ON", "") &&
         azc_database_execute (handle, error, "PRAGMA secure_delete = FAST", "") &&
         azc_schema_migrate (handle, path, error);
}

static sqlite3 *
open_handle (const char  *path,
             GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  sqlite3 *handle = NULL;
  int code;

  g_mkdir_with_parents (folder, 0700);
  code = sqlite3_open_v2 (path, &handle,
                          SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL);
  if (code != SQLITE_OK)
    azc_database_set_error (error, handle, code);
  else if (configure (handle, path, error))
    return handle;

  sqlite3_close (handle);

  return NULL;
}

static gpointer
run_jobs (gpointer user_data)
{
  AzcDatabase *self = user_data;
  g_autoptr (GError) error = NULL;
  sqlite3 *handle = open_handle (self->path, &error);
  gboolean running = TRUE;

  while (running)
    {
      g_autofree Job *job = g_async_queue_pop (self->jobs);

      running = job->func != NULL;
      if (running && handle == NULL)
        g_task_return_error (job->task, g_error_copy (error));
      else if (running)
        job->func (job->task, handle, g_task_get_task_data (job->task));
      g_clear_object (&job->task);
    }

  sqlite3_close (handle);

  return NULL;
}

static void
push (AzcDatabase     *self,
      GTask           *task,
      AzcDatabaseFunc  func)
{
  Job *job = g_new0 (Job, 1);

  job->task = task;
  job->func = func;
  g_async_queue_push (self->jobs, job);
}

/**
 * azc_database_new:
 * @path: the database's file; made if it is not there
 *
 * Starts the thread, which opens the database and brings it to the newest schema. If
 * that fails, every job fails with its error.
 *
 * Returns: (transfer full): a database
 */
AzcDatabase *
azc_database_new (const char *path)
{
  AzcDatabase *self;

  g_return_val_if_fail (path != NULL, NULL);

  self = g_new0 (AzcDatabase, 1);
  self->path = g_strdup (path);
  self->jobs = g_async_queue_new ();
  self->thread = g_thread_new ("azc-database", run_jobs, self);

  return self;
}

/**
 * azc_database_free:
 * @self: (transfer full): a database
 *
 * Does what is still in the queue, closes the database and ends the thread.
 */
void
azc_database_free (AzcDatabase *self)
{
  g_return_if_fail (self != NULL);

  push (self, NULL, NULL);
  g_thread_join (self->thread);
  g_async_queue_unref (self->jobs);
  g_free (self->path);
  g_free (self);
}

/**
 * azc_database_push:
 * @self: a database
 * @task: the task to do and to return the result with
 * @func: what to do; it returns the task's result
 *
 * Adds a job to the queue. Jobs are done one after the other.
 */
void
azc_database_push (AzcDatabase     *self,
                   GTask           *task,
                   AzcDatabaseFunc  func)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (G_IS_TASK (task));
  g_return_if_fail (func != NULL);

  push (self, g_object_ref (task), func);
}
