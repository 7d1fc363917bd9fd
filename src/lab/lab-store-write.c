/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One transaction for all that is new: what differs from what was written last.
 * In the writer's thread alone.
 */
#include "config.h"

#include "lab-store-private.h"

#include <math.h>

#include "lab-chunk.h"

/* A study and its runs as they are at one moment; applied once committed. */
typedef struct
{
  LabKeptRun *kept;
  LabRunFacts *facts;
  gint64 number;
  gboolean removed;
  gboolean is_written; /* in this transaction: */
  GBytes *checkpoint;  /* may be NULL */
  guint64 iteration;
} PlannedRun;

typedef struct
{
  LabKeptStudy *kept;
  LabStudyFacts *facts;
  gint64 number;
  gboolean begun;
  gboolean is_active; /* something of it trains or waits to */
  GArray *runs;       /* of PlannedRun */
} PlannedStudy;

static void
clear_planned_run (gpointer data)
{
  PlannedRun *plan = data;

  lab_kept_run_unref (plan->kept);
  lab_run_facts_unref (plan->facts);
  g_clear_pointer (&plan->checkpoint, g_bytes_unref);
}

static void
clear_planned_study (gpointer data)
{
  PlannedStudy *plan = data;

  lab_kept_study_unref (plan->kept);
  lab_study_facts_unref (plan->facts);
  g_array_unref (plan->runs);
}

static void
plan_run (PlannedStudy *study, LabKeptRun *kept)
{
  PlannedRun plan = {
    .kept = lab_kept_run_ref (kept),
    .facts = lab_run_facts_ref (kept->facts),
    .number = kept->number,
    .removed = kept->removed,
  };

  study->is_active |= plan.facts->state == LAB_RUN_RUNNING || plan.facts->state == LAB_RUN_QUEUED;
  g_array_append_val (study->runs, plan);
}

static GArray *
make_plan (LabStore *store)
{
  GArray *plans = g_array_new (FALSE, FALSE, sizeof (PlannedStudy));

  g_array_set_clear_func (plans, clear_planned_study);
  g_mutex_lock (&store->mutex);
  for (guint i = 0; i < store->studies->len; i++)
    {
      LabKeptStudy *kept = store->studies->pdata[i];
      PlannedStudy plan = { 0 };

      if (kept->is_gone || !(kept->begun || kept->is_going))
        continue;
      plan.kept = lab_kept_study_ref (kept);
      plan.facts = lab_study_facts_ref (kept->facts);
      plan.number = kept->number;
      plan.begun = kept->begun;
      plan.runs = g_array_new (FALSE, FALSE, sizeof (PlannedRun));
      g_array_set_clear_func (plan.runs, clear_planned_run);
      for (guint j = 0; kept->begun && j < kept->runs->len; j++)
        if (((LabKeptRun *) kept->runs->pdata[j])->held
            && !((LabKeptRun *) kept->runs->pdata[j])->is_gone)
          plan_run (&plan, kept->runs->pdata[j]);
      g_array_append_val (plans, plan);
    }
  g_mutex_unlock (&store->mutex);
  return plans;
}

static gint64
get_now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

/* A text that is referred to by its hash. */
static gboolean
write_text (
    LabDatabase *database, const char *table, const char *hash, const char *text, GError **error)
{
  g_autofree char *sql
      = g_strdup_printf ("INSERT OR IGNORE INTO %s (hash, text) VALUES (?, ?)", table);
  g_autoptr (sqlite3_stmt) statement = lab_database_prepare (database, sql, error);

  if (statement == NULL)
    return FALSE;
  lab_database_bind (statement, "ss", hash, text);
  return lab_database_run (database, statement, error);
}

static gboolean
write_study (LabDatabase *database, PlannedStudy *plan, GError **error)
{
  const char *sql = "INSERT INTO studies (created, modified, seeds, name, title, text, number)"
                    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, nullif (?7, 0))"
                    " ON CONFLICT (number) DO UPDATE SET modified = ?2, seeds = ?3, name = ?4,"
                    " title = ?5, text = ?6, deleted = 0";
  g_autoptr (sqlite3_stmt) statement = lab_database_prepare (database, sql, error);
  LabStudyFacts *facts = plan->facts;

  if (statement == NULL)
    return FALSE;
  lab_database_bind (statement, "iiisssi", get_now (), get_now (), (gint64) facts->n_seeds,
                     facts->name, facts->title, facts->text, plan->number);
  if (!lab_database_run (database, statement, error))
    return FALSE;
  if (plan->number == 0)
    plan->number = sqlite3_last_insert_rowid (database->db);
  return TRUE;
}

static gboolean
write_run_row (LabDatabase *database, gint64 study, PlannedRun *plan, GError **error)
{
  const char *sql
      = "INSERT INTO runs (number, study, position, curve, nth_seed, origin, origin_curve, label,"
        " colour, visible, experiment, seed, state, message, iterations, length, seconds,"
        " bob_loss_rate, bob_bit_error, eve_loss_rate, eve_bit_error, eve_own_loss_rate,"
        " eve_own_bit_error, modified, version, arithmetic)"
        " VALUES (nullif (?1, 0), ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15,"
        " ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26)"
        " ON CONFLICT (number) DO UPDATE SET study = ?2, position = ?3, curve = ?4, nth_seed = ?5,"
        " origin = ?6, origin_curve = ?7, label = ?8, colour = ?9, visible = ?10, experiment = ?11,"
        " seed = ?12, state = ?13, message = ?14, iterations = ?15, length = ?16, seconds = ?17,"
        " bob_loss_rate = ?18, bob_bit_error = ?19, eve_loss_rate = ?20, eve_bit_error = ?21,"
        " eve_own_loss_rate = ?22, eve_own_bit_error = ?23, modified = ?24, version = ?25,"
        " arithmetic = ?26";
  g_autoptr (sqlite3_stmt) statement = lab_database_prepare (database, sql, error);
  LabRunFacts *facts = plan->facts;
  LabTraining *training = facts->training;
  g_autofree char *origin = g_compute_checksum_for_string (G_CHECKSUM_SHA256, facts->origin, -1);
  double finals[LAB_N_CHANNELS];

  if (statement == NULL || !write_text (database, "origins", origin, facts->origin, error)
      || !write_text (database, "experiments", lab_experiment_get_hash (training->experiment),
                      lab_experiment_get_text (training->experiment), error))
    return FALSE;
  for (guint channel = 0; channel < LAB_N_CHANNELS; channel++)
    finals[channel] = lab_series_get_recent_mean (training->series, channel, LAB_FINAL_ITERATIONS);
  lab_database_bind (statement, "iiiiisisiisissiidddddddiss", plan->number, study,
                     (gint64) facts->position, (gint64) facts->curve, (gint64) facts->nth_seed,
                     origin, (gint64) facts->origin_curve, facts->label, (gint64) facts->colour,
                     (gint64) facts->visible, lab_experiment_get_hash (training->experiment),
                     (gint64) training->seed, lab_run_state_get_name (facts->state), facts->message,
                     (gint64) plan->iteration,
                     (gint64) nc_setup_get_length (lab_experiment_get_setup (training->experiment)),
                     lab_training_get_seconds (training), finals[0], finals[1], finals[2],
                     finals[3], finals[4], finals[5], get_now (), LAB_VERSION, facts->arithmetic);
  if (!lab_database_run (database, statement, error))
    return FALSE;
  if (plan->number == 0)
    plan->number = sqlite3_last_insert_rowid (database->db);
  return TRUE;
}

/* From the chunk in which the file's points end; a chunk is written anew until it
 * is full. */
static gboolean
write_points (LabDatabase *database, PlannedRun *plan, guint64 begin, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = lab_database_prepare (
      database,
      "INSERT OR REPLACE INTO chunks (run, first, count, columns, data) VALUES (?, ?, ?, ?, ?)",
      error);

  if (statement == NULL)
    return FALSE;
  for (guint64 first = begin / LAB_CHUNK_POINTS * LAB_CHUNK_POINTS; first < plan->iteration;
       first += LAB_CHUNK_POINTS)
    {
      guint count = (guint) MIN (LAB_CHUNK_POINTS, plan->iteration - first), columns;
      g_autoptr (GBytes) bytes
          = lab_chunk_encode (plan->facts->training->series, first, count, &columns);

      lab_database_bind (statement, "iiii", plan->number, (gint64) first, (gint64) count,
                         (gint64) columns);
      sqlite3_bind_blob (statement, 5, g_bytes_get_data (bytes, NULL),
                         (int) g_bytes_get_size (bytes), SQLITE_TRANSIENT);
      if (!lab_database_run (database, statement, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_checkpoint (LabDatabase *database, PlannedRun *plan, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = lab_database_prepare (
      database,
      "INSERT OR REPLACE INTO checkpoints (run, iteration, sha256, state) VALUES (?, ?, ?, ?)",
      error);
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, plan->checkpoint);

  if (statement == NULL)
    return FALSE;
  lab_database_bind (statement, "iis", plan->number, (gint64) plan->iteration, sha256);
  sqlite3_bind_blob64 (statement, 4, g_bytes_get_data (plan->checkpoint, NULL),
                       g_bytes_get_size (plan->checkpoint), SQLITE_STATIC);
  return lab_database_run (database, statement, error);
}

static gboolean
forget_points (LabDatabase *database, gint64 run, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("DELETE FROM chunks WHERE run = %" G_GINT64_FORMAT
                                          "; DELETE FROM checkpoints WHERE run = %" G_GINT64_FORMAT,
                                          run, run);

  return lab_database_execute (database, sql, error);
}

static gboolean
delete_run (LabDatabase *database, gint64 run, GError **error)
{
  g_autofree char *sql = g_strdup_printf (
      "DELETE FROM runs WHERE number = %" G_GINT64_FORMAT "; PRAGMA incremental_vacuum", run);

  return run == 0 || lab_database_execute (database, sql, error);
}

static gboolean
is_new (PlannedRun *plan)
{
  LabKeptRun *kept = plan->kept;
  guint64 iteration;
  GBytes *checkpoint;

  if (plan->removed || kept->written != plan->facts || plan->number == 0)
    return TRUE;
  checkpoint = lab_training_get_checkpoint (plan->facts->training, &iteration);
  g_clear_pointer (&checkpoint, g_bytes_unref);
  return iteration != kept->written_iteration;
}

static gboolean
write_run (LabStore *store, gint64 study, PlannedRun *plan, GError **error)
{
  LabDatabase *database = store->database;
  LabKeptRun *kept = plan->kept;
  gboolean same_training = kept->written_training == plan->facts->training;
  guint64 begin = same_training ? kept->written_iteration : 0;

  plan->is_written = TRUE;
  if (plan->removed)
    return delete_run (database, plan->number, error);
  plan->checkpoint = lab_training_get_checkpoint (plan->facts->training, &plan->iteration);
  if (!write_run_row (database, study, plan, error))
    return FALSE;
  /* Before anybody else can see it. */
  lab_locks_take (store->locks, plan->number);
  if (!same_training && !forget_points (database, plan->number, error))
    return FALSE;
  if (plan->checkpoint == NULL || (same_training && begin == plan->iteration))
    return TRUE;
  return write_points (database, plan, begin, error) && write_checkpoint (database, plan, error);
}

static gboolean
is_study_new (PlannedStudy *plan)
{
  if (!plan->begun)
    return FALSE;
  if (plan->kept->written != plan->facts || plan->number == 0)
    return TRUE;
  for (guint i = 0; i < plan->runs->len; i++)
    if (is_new (&g_array_index (plan->runs, PlannedRun, i)))
      return TRUE;
  return FALSE;
}

static gboolean
write_plan (LabStore *store, PlannedStudy *plan, GError **error)
{
  if (!is_study_new (plan))
    return TRUE;
  if ((plan->kept->written != plan->facts || plan->number == 0)
      && !write_study (store->database, plan, error))
    return FALSE;
  for (guint i = 0; i < plan->runs->len; i++)
    {
      PlannedRun *run = &g_array_index (plan->runs, PlannedRun, i);

      if (is_new (run) && !write_run (store, plan->number, run, error))
        return FALSE;
    }
  return TRUE;
}

/* Under the mutex. */
static void
apply_run (LabStore *store, PlannedRun *plan)
{
  LabKeptRun *kept = plan->kept;

  kept->number = plan->number;
  kept->is_gone |= plan->removed;
  if (kept->written == NULL || kept->written->state != plan->facts->state
      || g_strcmp0 (kept->written->label, plan->facts->label) != 0 || plan->removed)
    store->lists_changed = TRUE;
  kept->written_iteration = plan->iteration;
  if (kept->written_training != plan->facts->training)
    {
      g_clear_pointer (&kept->written_training, lab_training_unref);
      kept->written_training = lab_training_ref (plan->facts->training);
    }
  if (kept->written != plan->facts)
    {
      g_clear_pointer (&kept->written, lab_run_facts_unref);
      kept->written = lab_run_facts_ref (plan->facts);
    }
}

/* It is in the file now. */
static void
apply_plan (LabStore *store, PlannedStudy *plan)
{
  g_mutex_lock (&store->mutex);
  plan->kept->number = plan->number;
  if (plan->kept->written != plan->facts)
    {
      g_clear_pointer (&plan->kept->written, lab_study_facts_unref);
      plan->kept->written = lab_study_facts_ref (plan->facts);
      store->lists_changed = TRUE;
    }
  for (guint i = 0; i < plan->runs->len; i++)
    if (g_array_index (plan->runs, PlannedRun, i).is_written)
      apply_run (store, &g_array_index (plan->runs, PlannedRun, i));
  g_mutex_unlock (&store->mutex);
}

/* Under the mutex. */
static gboolean
is_all_written (PlannedStudy *plan)
{
  if (plan->begun != plan->kept->begun || plan->facts != plan->kept->facts || is_study_new (plan))
    return FALSE;
  for (guint i = 0; i < plan->runs->len; i++)
    {
      PlannedRun *run = &g_array_index (plan->runs, PlannedRun, i);

      if (run->facts != run->kept->facts)
        return FALSE;
    }
  return TRUE;
}

/* Whoever is on the way out and has nothing left to write. */
static void
see_off (LabStore *store, GArray *plans)
{
  g_mutex_lock (&store->mutex);
  for (guint i = 0; i < plans->len; i++)
    {
      PlannedStudy *plan = &g_array_index (plans, PlannedStudy, i);

      if (plan->kept->is_going && !plan->is_active && is_all_written (plan))
        plan->kept->is_gone = TRUE;
    }
  g_mutex_unlock (&store->mutex);
}

static gboolean
needs_writing (GArray *plans)
{
  for (guint i = 0; i < plans->len; i++)
    if (is_study_new (&g_array_index (plans, PlannedStudy, i)))
      return TRUE;
  return FALSE;
}

static gboolean
write_plans (LabStore *store, GArray *plans, GError **error)
{
  if (!lab_database_execute (store->database, "BEGIN IMMEDIATE", error))
    return FALSE;
  for (guint i = 0; i < plans->len; i++)
    if (!write_plan (store, &g_array_index (plans, PlannedStudy, i), error))
      {
        sqlite3_exec (store->database->db, "ROLLBACK", NULL, NULL, NULL);
        return FALSE;
      }
  if (lab_database_execute (store->database, "COMMIT", error))
    return TRUE;
  sqlite3_exec (store->database->db, "ROLLBACK", NULL, NULL, NULL);
  return FALSE;
}

gboolean
lab_store_write (LabStore *store, GError **error)
{
  g_autoptr (GArray) plans = make_plan (store);
  g_autoptr (GError) failure = NULL;

  if (needs_writing (plans))
    {
      if (lab_database_is_gone (store->database))
        {
          g_clear_pointer (&plans, g_array_unref);
          if (!lab_store_open_again (store, error))
            return FALSE;
          plans = make_plan (store);
        }
      else if (store->database->read_only && !lab_store_try_to_write (store, error))
        return FALSE;
      if (!write_plans (store, plans, &failure))
        {
          /* Set aside with the next attempt, which finds no file. */
          if (lab_database_is_damage (failure))
            g_free (lab_database_set_aside (store->path, NULL));
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      for (guint i = 0; i < plans->len; i++)
        apply_plan (store, &g_array_index (plans, PlannedStudy, i));
    }
  see_off (store, plans);
  return TRUE;
}
