/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A store's file that is no longer the one that was opened: deleted, replaced, or writable at
 * last. Only in the writer's thread.
 */
#include "config.h"

#include "lab/store/lab-store-private.h"
#include "lab/store/lab-store-statement.h"

/* The file is another one now: nothing known about the former applies. */
static void
forget_written (LabStore *store, gboolean keep_numbers)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&store->mutex);

  for (guint i = 0; i < store->studies->len; i++)
    {
      LabKeptStudy *kept = store->studies->pdata[i];

      g_clear_pointer (&kept->written, lab_study_facts_unref);
      kept->number = keep_numbers ? kept->number : 0;
      for (guint j = 0; j < kept->runs->len; j++)
        {
          LabKeptRun *run = kept->runs->pdata[j];

          g_clear_pointer (&run->written, lab_run_facts_unref);
          g_clear_pointer (&run->written_training, lab_training_unref);
          run->written_iteration = 0;
          run->number = keep_numbers ? run->number : 0;
        }
    }
}

/* What to report to the owner once a new file is begun. */
static void
tell_what_was_set_aside (LabStore *store)
{
  char *notice = store->unsaid != NULL ? g_steal_pointer (&store->unsaid)
                                       : g_steal_pointer (&store->database->notice);

  if (notice == NULL)
    return;
  g_mutex_lock (&store->mutex);
  g_free (store->found_notice);
  store->found_notice = notice;
  g_mutex_unlock (&store->mutex);
}

static void
take_database (LabStore *store, LabDatabase *database)
{
  lab_database_close (store->database);
  store->database = database;
  g_mutex_lock (&store->mutex);
  store->file = database->id;
  g_mutex_unlock (&store->mutex);
}

gboolean
lab_store_open_again (LabStore *store, GError **error)
{
  LabDatabase *database = lab_database_open_to_write (store->path, error);

  if (database == NULL)
    return FALSE;
  take_database (store, database);
  tell_what_was_set_aside (store);
  forget_written (store, lab_statement_ask (database, "SELECT count (*) FROM studies", NULL) == 0);
  lab_locks_renew (store->locks);
  return TRUE;
}

gboolean
lab_store_try_to_write (LabStore *store, GError **error)
{
  LabDatabase *database = lab_database_open_to_change (store->path, error);

  if (database == NULL)
    return FALSE;
  take_database (store, database);
  if (!database->read_only)
    lab_locks_open (store->locks);
  return TRUE;
}
