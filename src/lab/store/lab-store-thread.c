/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The writer's thread: when to write, and reporting to the owner.
 */
#include "lab/store/lab-store-private.h"

/* About once a second while something trains, or could not be written. */
#define PERIOD G_USEC_PER_SEC

/* At least this long between two writes, however often something changes. */
#define PAUSE (G_USEC_PER_SEC / 10)

/* In the owner's context. */
static gboolean
take_report (gpointer store)
{
  lab_store_take_report (store);
  return G_SOURCE_REMOVE;
}

/* Under the mutex. */
static void
send_report (LabStore *store)
{
  if (store->report != NULL || store->quit)
    return;
  store->report = g_idle_source_new ();
  g_source_set_priority (store->report, G_PRIORITY_DEFAULT);
  g_source_set_callback (store->report, take_report, store, NULL);
  g_source_attach (store->report, store->context);
}

/* Under the mutex: whether points may arrive without a notification. */
static gboolean
is_anything_running (LabStore *store)
{
  for (guint i = 0; i < store->studies->len; i++)
    {
      LabKeptStudy *kept = store->studies->pdata[i];

      for (guint j = 0; j < kept->runs->len; j++)
        if (((LabKeptRun *) kept->runs->pdata[j])->facts->state == LAB_RUN_RUNNING)
          return TRUE;
    }
  return FALSE;
}

/* Under the mutex. */
static void
wait_until_due (LabStore *store, gint64 last)
{
  while (!store->quit && store->n_asked == store->n_answered)
    {
      gboolean ticks = store->trouble != NULL || is_anything_running (store);
      gint64 due = last + (store->woken && store->trouble == NULL ? PAUSE : PERIOD);

      if (!store->woken && !ticks)
        g_cond_wait (&store->wake, &store->mutex);
      else if (g_get_monotonic_time () >= due
               || !g_cond_wait_until (&store->wake, &store->mutex, due))
        break;
    }
  store->woken = FALSE;
}

/* Under the mutex. */
static void
note_outcome (LabStore *store, guint64 ticket, const GError *error)
{
  const char *trouble = error != NULL ? error->message : NULL;

  store->n_answered = ticket;
  if (g_strcmp0 (store->trouble, trouble) != 0)
    {
      g_free (store->trouble);
      store->trouble = g_strdup (trouble);
    }
  g_cond_broadcast (&store->answer);
  send_report (store);
}

/* At the start, and after something was deleted; a failure is retried the next time. */
static void
purge (LabStore *store)
{
  gboolean purges;

  g_mutex_lock (&store->mutex);
  purges = store->purges;
  store->purges = FALSE;
  g_mutex_unlock (&store->mutex);
  if (purges && !store->database->read_only)
    lab_store_purge (store, g_get_real_time () / G_USEC_PER_SEC, NULL);
}

gpointer
lab_store_run_writer (gpointer data)
{
  LabStore *store = data;
  gboolean quit = FALSE;
  gint64 last = 0;

  purge (store);
  while (!quit)
    {
      g_autoptr (GError) error = NULL;
      guint64 ticket;

      g_mutex_lock (&store->mutex);
      wait_until_due (store, last);
      ticket = store->n_asked;
      quit = store->quit;
      g_mutex_unlock (&store->mutex);

      lab_store_write (store, &error);
      purge (store);
      last = g_get_monotonic_time ();

      g_mutex_lock (&store->mutex);
      note_outcome (store, ticket, error);
      g_mutex_unlock (&store->mutex);
    }
  return NULL;
}
