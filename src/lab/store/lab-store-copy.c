/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A store of an older version as today's tables, without a change to its file: a copy on
 * the disk for temporary files, which has no name and goes with its connection.
 */
#include "lab/store/lab-store-connect.h"

static gboolean
copy_all (LabDatabase *copy, LabDatabase *database, GError **error)
{
  sqlite3_backup *backup = sqlite3_backup_init (copy->db, "main", database->db, "main");

  if (backup == NULL)
    return lab_database_fail (copy, error);
  sqlite3_backup_step (backup, -1);
  return sqlite3_backup_finish (backup) == SQLITE_OK || lab_database_fail (copy, error);
}

LabDatabase *
lab_connect_to_copy (LabDatabase *database, gint64 version, GError **error)
{
  g_autoptr (LabDatabase) original = database;
  g_autoptr (LabDatabase) copy = NULL;

  copy = lab_connect_to ("", original->path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, error);
  if (copy == NULL || !copy_all (copy, original, error)
      || !lab_database_execute (copy, "PRAGMA journal_mode = MEMORY; BEGIN", error)
      || !lab_database_step_up (copy, version, error)
      || !lab_database_execute (copy, "COMMIT", error))
    return NULL;
  copy->id = original->id;
  return g_steal_pointer (&copy);
}
