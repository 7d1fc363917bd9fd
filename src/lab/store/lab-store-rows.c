/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The rows of a study and its runs, as SQLite's statements. Knows no locks and ends no
 * transaction.
 */
#include "config.h"

#include "lab/store/lab-store-rows.h"

#include "lab/store/lab-chunk.h"
#include "lab/store/lab-store-sums.h"

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

/* What has no number yet has one then; @sum is of the row with it. */
static gboolean
run_for_number (
    LabDatabase *database, sqlite3_stmt *statement, const char *sum, gint64 *number, GError **error)
{
  g_autoptr (sqlite3_stmt) sums = NULL;

  if (!lab_database_run (database, statement, error))
    return FALSE;
  if (*number == 0)
    *number = sqlite3_last_insert_rowid (database->db);
  sums = lab_database_prepare (database, sum, error);
  if (sums == NULL)
    return FALSE;
  lab_database_bind (sums, "i", *number);
  return lab_database_run (database, sums, error);
}

gboolean
lab_rows_write_study (LabDatabase *database, LabPlannedStudy *plan, GError **error)
{
  const char *sql
      = "INSERT INTO studies (created, modified, seeds, name, title, text, number)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, nullif (?7, 0))"
        " ON CONFLICT (number) DO UPDATE SET modified = ?2, seeds = ?3, name = ?4,"
        " title = ?5, text = ?6, deleted = 0,"
        " created = CASE WHEN " LAB_IS_SOUND (LAB_SUM_STUDY) " THEN created ELSE ?1 END";

  g_autoptr (sqlite3_stmt) statement = lab_database_prepare (database, sql, error);
  LabStudyFacts *facts = plan->facts;

  if (statement == NULL)
    return FALSE;
  lab_database_bind (statement, "iiisssi", get_now (), get_now (), (gint64) facts->n_seeds,
                     facts->name, facts->title, facts->text, plan->number);
  return run_for_number (database, statement,
                         "UPDATE studies SET sha256 = " LAB_SUM_STUDY " WHERE number = ?",
                         &plan->number, error);
}

gboolean
lab_rows_write_run (LabDatabase *database, gint64 study, LabPlannedRun *plan, GError **error)
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
    finals[channel] = lab_series_get_mean_before (training->series, channel, LAB_FINAL_ITERATIONS,
                                                  plan->iteration);
  lab_database_bind (statement, "iiiiisisiisissiidddddddiss", plan->number, study,
                     (gint64) facts->position, (gint64) facts->curve, (gint64) facts->nth_seed,
                     origin, (gint64) facts->origin_curve, facts->label, (gint64) facts->colour,
                     (gint64) facts->visible, lab_experiment_get_hash (training->experiment),
                     (gint64) training->seed, lab_run_state_get_name (facts->state), facts->message,
                     (gint64) plan->iteration,
                     (gint64) nc_setup_get_length (lab_experiment_get_setup (training->experiment)),
                     lab_training_get_seconds (training), finals[0], finals[1], finals[2],
                     finals[3], finals[4], finals[5], get_now (), LAB_VERSION, facts->arithmetic);
  return run_for_number (database, statement,
                         "UPDATE runs SET sha256 = " LAB_SUM_RUN " WHERE number = ?", &plan->number,
                         error);
}

/* From the chunk in which the file's points end; a chunk is written anew until it
 * is full. */
gboolean
lab_rows_write_points (LabDatabase *database, LabPlannedRun *plan, guint64 begin, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = lab_database_prepare (
      database,
      "INSERT OR REPLACE INTO chunks (run, first, count, columns, data, sha256)"
      " VALUES (?1, ?2, ?3, ?4, ?5, lab_sum (?1, ?2, ?3, ?4, ?5))",
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

gboolean
lab_rows_write_checkpoint (LabDatabase *database, LabPlannedRun *plan, GError **error)
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

gboolean
lab_rows_forget_points (LabDatabase *database, gint64 run, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("DELETE FROM chunks WHERE run = %" G_GINT64_FORMAT
                                          "; DELETE FROM checkpoints WHERE run = %" G_GINT64_FORMAT,
                                          run, run);

  return lab_database_execute (database, sql, error);
}

gboolean
lab_rows_delete_run (LabDatabase *database, gint64 run, GError **error)
{
  g_autofree char *sql = g_strdup_printf (
      "DELETE FROM runs WHERE number = %" G_GINT64_FORMAT "; PRAGMA incremental_vacuum", run);

  return run == 0 || lab_database_execute (database, sql, error);
}
