/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The rows of a study and its runs, as SQL statements. Knows no locks and ends no transaction.
 */
#include "config.h"

#include "lab/store/lab-store-rows.h"

#include "lab/store/lab-chunk.h"
#include "lab/store/lab-store-statement.h"
#include "lab/store/lab-store-sums.h"

static gint64
get_now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

/* A text that is referenced by its hash. */
static gboolean
write_text (
    LabDatabase *database, const char *table, const char *hash, const char *text, GError **error)
{
  g_autoptr (LabStatement) statement
      = lab_statement_new_insert (database, "INSERT OR IGNORE", table, "hash, text");

  lab_statement_bind_text (statement, ":hash", hash);
  lab_statement_bind_text (statement, ":text", text);
  return lab_statement_run (statement, error);
}

/* Its row is written anew, or for the first time and under the next number there is. */
static void
bind_number (LabStatement *statement, gint64 number)
{
  if (number != 0)
    lab_statement_bind_integer (statement, ":number", number);
}

/* Assigns a number if there is none yet; @sum sets the row's checksum. */
static gboolean
run_for_number (
    LabDatabase *database, LabStatement *statement, const char *sum, gint64 *number, GError **error)
{
  if (!lab_statement_run (statement, error))
    return FALSE;
  if (*number == 0)
    *number = sqlite3_last_insert_rowid (database->db);
  return lab_statement_run_for (database, sum, *number, NULL, error);
}

gboolean
lab_rows_write_study (LabDatabase *database, LabPlannedStudy *plan, GError **error)
{
  g_autoptr (LabStatement) statement = lab_statement_new (
      database, "INSERT INTO studies (number, created, modified, seeds, name, title, text)"
                " VALUES (:number, :now, :now, :seeds, :name, :title, :text)"
                " ON CONFLICT (number) DO UPDATE SET modified = :now, seeds = :seeds,"
                " name = :name, title = :title, text = :text, deleted = 0,"
                " created = CASE WHEN " LAB_STUDY_IS_SOUND " THEN created ELSE :now END");

  bind_number (statement, plan->number);
  lab_statement_bind_integer (statement, ":now", get_now ());
  lab_statement_bind_integer (statement, ":seeds", plan->facts->n_seeds);
  lab_statement_bind_text (statement, ":name", plan->facts->name);
  lab_statement_bind_text (statement, ":title", plan->facts->title);
  lab_statement_bind_text (statement, ":text", plan->facts->text);
  return run_for_number (database, statement,
                         "UPDATE studies SET sha256 = " LAB_SUM_STUDY " WHERE number = :number",
                         &plan->number, error);
}

/* What the study says of it. */
static void
bind_place (LabStatement *statement, const LabRunFacts *facts)
{
  lab_statement_bind_integer (statement, ":position", facts->position);
  lab_statement_bind_text (statement, ":place", lab_run_place_get_name (facts->place));
  lab_statement_bind_integer (statement, ":curve", facts->curve);
  lab_statement_bind_integer (statement, ":nth_seed", facts->nth_seed);
  lab_statement_bind_integer (statement, ":origin_curve", facts->origin_curve);
  lab_statement_bind_text (statement, ":label", facts->label);
  lab_statement_bind_integer (statement, ":colour", facts->colour);
  lab_statement_bind_integer (statement, ":visible", facts->visible);
}

/* What has become of it. */
static void
bind_training (LabStatement *statement, const LabRunFacts *facts, guint64 iteration)
{
  LabTraining *training = facts->training;
  const NcSetup *setup = lab_experiment_get_setup (training->experiment);

  lab_statement_bind_integer (statement, ":seed", training->seed);
  lab_statement_bind_text (statement, ":state", lab_run_state_get_name (facts->state));
  lab_statement_bind_text (statement, ":message", facts->message);
  lab_statement_bind_integer (statement, ":iterations", (gint64) iteration);
  lab_statement_bind_integer (statement, ":length", (gint64) nc_setup_get_length (setup));
  lab_statement_bind_real (statement, ":seconds", lab_training_get_seconds (training));
  lab_statement_bind_text (statement, ":arithmetic", facts->arithmetic);
  for (guint channel = 0; channel < LAB_N_CHANNELS; channel++)
    lab_statement_bind_real (
        statement, lab_final_parameters[channel],
        lab_series_get_mean_before (training->series, channel, LAB_FINAL_ITERATIONS, iteration));
}

gboolean
lab_rows_write_run (LabDatabase *database, gint64 study, LabPlannedRun *plan, GError **error)
{
  g_autoptr (LabStatement) statement = lab_statement_new_upsert (database, "runs", LAB_RUN_COLUMNS);
  LabRunFacts *facts = plan->facts;
  LabExperiment *experiment = facts->training->experiment;
  g_autofree char *origin = g_compute_checksum_for_string (G_CHECKSUM_SHA256, facts->origin, -1);

  if (!write_text (database, "origins", origin, facts->origin, error)
      || !write_text (database, "experiments", lab_experiment_get_hash (experiment),
                      lab_experiment_get_text (experiment), error))
    return FALSE;
  bind_number (statement, plan->number);
  lab_statement_bind_integer (statement, ":study", study);
  lab_statement_bind_text (statement, ":origin", origin);
  lab_statement_bind_text (statement, ":experiment", lab_experiment_get_hash (experiment));
  lab_statement_bind_integer (statement, ":modified", get_now ());
  lab_statement_bind_text (statement, ":version", LAB_VERSION);
  bind_place (statement, facts);
  bind_training (statement, facts, plan->iteration);
  return run_for_number (database, statement,
                         "UPDATE runs SET sha256 = " LAB_SUM_RUN " WHERE number = :number",
                         &plan->number, error);
}

/* Starts with the chunk in which the file's points end: a chunk is rewritten until it is full. */
gboolean
lab_rows_write_points (LabDatabase *database, LabPlannedRun *plan, guint64 begin, GError **error)
{
  g_autoptr (LabStatement) statement = lab_statement_new (
      database, "INSERT OR REPLACE INTO chunks (run, first, count, columns, data, sha256) VALUES"
                " (:run, :first, :count, :columns, :data,"
                " lab_sum (:run, :first, :count, :columns, :data))");

  lab_statement_bind_integer (statement, ":run", plan->number);
  for (guint64 first = begin / LAB_CHUNK_POINTS * LAB_CHUNK_POINTS; first < plan->iteration;
       first += LAB_CHUNK_POINTS)
    {
      guint count = (guint) MIN (LAB_CHUNK_POINTS, plan->iteration - first), columns;
      g_autoptr (GBytes) bytes
          = lab_chunk_encode (plan->facts->training->series, first, count, &columns);

      lab_statement_bind_integer (statement, ":first", (gint64) first);
      lab_statement_bind_integer (statement, ":count", count);
      lab_statement_bind_integer (statement, ":columns", columns);
      lab_statement_bind_bytes (statement, ":data", bytes);
      if (!lab_statement_run (statement, error))
        return FALSE;
    }
  return lab_statement_check (statement, error);
}

gboolean
lab_rows_write_checkpoint (LabDatabase *database, LabPlannedRun *plan, GError **error)
{
  g_autoptr (LabStatement) statement = lab_statement_new_insert (
      database, "INSERT OR REPLACE", "checkpoints", "run, iteration, sha256, state");
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, plan->checkpoint);

  lab_statement_bind_integer (statement, ":run", plan->number);
  lab_statement_bind_integer (statement, ":iteration", (gint64) plan->iteration);
  lab_statement_bind_text (statement, ":sha256", sha256);
  lab_statement_bind_bytes (statement, ":state", plan->checkpoint);
  return lab_statement_run (statement, error);
}

gboolean
lab_rows_forget_points (LabDatabase *database, gint64 run, GError **error)
{
  return lab_statement_run_for (database, "DELETE FROM chunks WHERE run = :number", run, NULL,
                                error)
         && lab_statement_run_for (database, "DELETE FROM checkpoints WHERE run = :number", run,
                                   NULL, error);
}

gboolean
lab_rows_delete_run (LabDatabase *database, gint64 run, GError **error)
{
  return run == 0
         || (lab_statement_run_for (database, "DELETE FROM runs WHERE number = :number", run, NULL,
                                    error)
             && lab_database_execute (database, "PRAGMA incremental_vacuum", error));
}
