/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The schema's versions: sql/NNNN.sql leads from version NNNN - 1 to NNNN. */

#include "config.h"

#include "store/schema.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "base/error.h"
#include "store/azc-store-resources.h"
#include "store/database.h"

/* The newest version; one .sql file each. */
#define NEWEST_VERSION 1

static gint64
get_version (sqlite3  *handle,
             GError  **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;

  statement = azc_database_query (handle, error, "PRAGMA user_version", "");
  if (statement == NULL || !azc_database_next (statement, error))
    return -1;

  return sqlite3_column_int64 (statement, 0);
}

/* A backup lies beside the database, one for each version that was left behind. */
static gboolean
back_up (sqlite3     *handle,
         const char  *path,
         gint64       version,
         GError     **error)
{
  g_autofree char *backup = g_strdup_printf ("%s.version-%" G_GINT64_FORMAT, path, version);

  if (version == 0)
    return TRUE;

  g_unlink (backup);

  return azc_database_execute (handle, error, "VACUUM INTO ?", "s", backup);
}

static gboolean
execute_script (sqlite3     *handle,
                const char  *sql,
                GError     **error)
{
  int code = sqlite3_exec (handle, sql, NULL, NULL, NULL);

  if (code != SQLITE_OK)
    azc_database_set_error (error, handle, code);

  return code == SQLITE_OK;
}

static gboolean
step_to (sqlite3  *handle,
         gint64    version,
         GError  **error)
{
  g_autofree char *name = NULL;
  g_autofree char *set_version = NULL;
  g_autoptr (GBytes) script = NULL;

  name = g_strdup_printf (AZC_RESOURCE_PREFIX "/store/%" G_GINT64_FORMAT ".sql", version);
  set_version = g_strdup_printf ("PRAGMA user_version = %" G_GINT64_FORMAT, version);
  script = g_resource_lookup_data (azc_store_get_resource (), name, 0, error);

  return script != NULL &&
         execute_script (handle, g_bytes_get_data (script, NULL), error) &&
         execute_script (handle, set_version, error);
}

/* The version is read again within the transaction: another process may have been first. */
static gboolean
step_to_newest (sqlite3  *handle,
                GError  **error)
{
  gint64 version = get_version (handle, error);

  if (version < 0)
    return FALSE;

  while (version < NEWEST_VERSION)
    {
      if (!step_to (handle, ++version, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * azc_schema_migrate:
 * @handle: an open database
 * @path: its file
 * @error: return location for an error
 *
 * Brings a database to the newest version of the schema, in one transaction, after a
 * backup. Raises %AZC_ERROR_STORE; a database of a newer version is left alone.
 *
 * Returns: whether the schema is the newest
 */
gboolean
azc_schema_migrate (sqlite3     *handle,
                    const char  *path,
                    GError     **error)
{
  gint64 version = get_version (handle, error);

  if (version < 0)
    return FALSE;

  if (version > NEWEST_VERSION)
    {
      g_set_error_literal (error, AZC_ERROR, AZC_ERROR_STORE,
                           _("The history was written by a newer version of AzureChat."));
      if (error != NULL)
        azc_error_set_advice (*error, _("Update AzureChat; nothing was changed."));
      return FALSE;
    }

  if (version == NEWEST_VERSION)
    return TRUE;

  if (!back_up (handle, path, version, error) ||
      !execute_script (handle, "BEGIN IMMEDIATE", error))
    return FALSE;

  if (step_to_newest (handle, error))
    return execute_script (handle, "COMMIT", error);

  execute_script (handle, "ROLLBACK", NULL);

  return FALSE;
}
