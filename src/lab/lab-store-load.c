/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A study out of a store: first what the file says, on any thread, then the
 * objects, on the owner's. What the file says may be anybody's and is believed
 * only as far as it fits.
 */
#include "config.h"

#include "lab-store-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "lab-chunk.h"

/* A run as the file has it. */
typedef struct
{
  gint64 number;
  gboolean claimed;
  LabStudyEntry entry; /* without the run */
  char *label;
  guint colour;
  gboolean visible;
  LabExperiment *experiment;
  guint32 seed;
  LabRunState state;
  char *message;
  GRefString *arithmetic;
  guint64 iterations;
  double seconds;
  LabSeries *series;
  GBytes *checkpoint;
  LabEvaluation *evaluation; /* made again, of a finished run */
  LabDiagnosis *diagnosis;   /* made again */
} Found;

typedef struct
{
  LabStore *store;
  GArray *claims; /* of gint64: runs nobody else can train while this lives */
  LabStudyFile *file;
  guint n_seeds;
  GPtrArray *runs; /* of Found */
} FoundStudy;

/* Whose runs are taken: those of numbers, NULL for all. */
typedef struct
{
  const gint64 *numbers;
  guint n_numbers;
} Wish;

static void
free_found (gpointer data)
{
  Found *found = data;

  g_clear_object (&found->entry.origin);
  g_free (found->label);
  g_clear_pointer (&found->experiment, lab_experiment_unref);
  g_free (found->message);
  g_clear_pointer (&found->arithmetic, g_ref_string_release);
  g_clear_pointer (&found->series, lab_series_unref);
  g_clear_pointer (&found->checkpoint, g_bytes_unref);
  g_clear_pointer (&found->evaluation, lab_evaluation_unref);
  g_clear_pointer (&found->diagnosis, lab_diagnosis_unref);
  g_free (found);
}

static void
free_found_study (gpointer data)
{
  FoundStudy *study = data;

  for (guint i = 0; i < study->claims->len; i++)
    lab_locks_unclaim (study->store->locks, g_array_index (study->claims, gint64, i));
  g_array_unref (study->claims);
  g_clear_object (&study->store);
  g_clear_object (&study->file);
  g_ptr_array_unref (study->runs);
  g_free (study);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoundStudy, free_found_study)

static LabStudyFile *
parse_study (const char *text, const char *name, GError **error)
{
  if (text == NULL || name == NULL)
    {
      g_set_error (error, LAB_ERROR, LAB_ERROR_STORE, _ ("the store lacks the text of a study"));
      return NULL;
    }
  return lab_study_file_new_from_text (text, -1, name, error);
}

static gboolean
is_wished (const Wish *wish, gint64 number)
{
  for (guint i = 0; wish->numbers != NULL && i < wish->n_numbers; i++)
    if (wish->numbers[i] == number)
      return TRUE;
  return wish->numbers == NULL;
}

static gboolean
is_claimed (FoundStudy *study, gint64 number)
{
  for (guint i = 0; i < study->claims->len; i++)
    if (g_array_index (study->claims, gint64, i) == number)
      return TRUE;
  return FALSE;
}

/* Before anything is read: what another process wrote until it let go is read too. */
static gboolean
claim_runs (
    LabDatabase *database, gint64 number, const Wish *wish, FoundStudy *study, GError **error)
{
  g_autoptr (sqlite3_stmt) statement
      = lab_database_prepare (database, "SELECT number FROM runs WHERE study = ?", error);
  int code;

  if (statement == NULL)
    return FALSE;
  lab_database_bind (statement, "i", number);
  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    {
      gint64 run = sqlite3_column_int64 (statement, 0);

      if (is_wished (wish, run) && lab_locks_claim (study->store->locks, run))
        g_array_append_val (study->claims, run);
    }
  return code == SQLITE_DONE || lab_database_fail (database, error);
}

/* What a row of runs says, FALSE when it makes no sense. */
static gboolean
read_row (sqlite3_stmt *statement, const char *name, Found *found, GError **error)
{
  g_autofree char *origin = lab_store_take_text (statement, 4);
  g_autofree char *experiment = lab_store_take_text (statement, 9);
  g_autofree char *arithmetic = lab_store_take_text (statement, 15);
  gint64 iterations = sqlite3_column_int64 (statement, 13);
  gboolean was_cut_off;

  found->number = sqlite3_column_int64 (statement, 0);
  found->entry.curve = (guint) sqlite3_column_int64 (statement, 2);
  found->entry.nth_seed = (guint) sqlite3_column_int64 (statement, 3);
  found->entry.origin_curve = (guint) sqlite3_column_int64 (statement, 5);
  found->label = lab_store_take_text (statement, 6);
  found->colour = (guint) (sqlite3_column_int64 (statement, 7) & 0xffff);
  found->visible = sqlite3_column_int64 (statement, 8) != 0;
  found->seed = (guint32) sqlite3_column_int64 (statement, 10);
  found->message = lab_store_take_text (statement, 12);
  found->iterations = (guint64) MAX (0, iterations);
  found->seconds = CLAMP (sqlite3_column_double (statement, 14), 0, 1e12);
  if (arithmetic != NULL)
    found->arithmetic = g_ref_string_new (arithmetic);
  found->entry.origin = parse_study (origin, name, error);
  if (found->entry.origin == NULL || experiment == NULL || found->label == NULL)
    return FALSE;
  found->experiment = lab_experiment_new_from_text (experiment, -1, name, error);
  if (found->experiment == NULL)
    return FALSE;
  found->state = lab_store_read_state ((const char *) sqlite3_column_text (statement, 11),
                                       found->iterations, &was_cut_off);
  if (was_cut_off && found->iterations > 0)
    {
      g_free (found->message);
      found->message = g_strdup (_ ("Cut off while it trained; it can go on from here"));
    }
  return TRUE;
}

/* @sentence is taken. */
static void
note_damage (Found *found, char *sentence)
{
  g_clear_pointer (&found->checkpoint, g_bytes_unref);
  g_free (found->message);
  found->message = sentence;
  found->state = LAB_RUN_FAILED;
}

/* Points in a row from the first to the run's last. */
static gboolean
read_points (LabDatabase *database, Found *found, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = lab_database_prepare (
      database, "SELECT first, count, columns, data FROM chunks WHERE run = ? ORDER BY first",
      error);
  const NcSetup *setup = lab_experiment_get_setup (found->experiment);
  gboolean is_whole = found->iterations <= nc_setup_get_length (setup);
  int code;

  found->series = lab_series_new ();
  if (statement == NULL)
    return FALSE;
  lab_database_bind (statement, "i", found->number);
  while ((code = sqlite3_step (statement)) == SQLITE_ROW && is_whole)
    {
      guint64 length = lab_series_get_length (found->series);
      gint64 count = sqlite3_column_int64 (statement, 1);

      is_whole = sqlite3_column_int64 (statement, 0) == (gint64) length && count > 0
                 && count <= LAB_CHUNK_POINTS && length + (guint64) count <= found->iterations
                 && lab_chunk_decode (found->series, setup, sqlite3_column_blob (statement, 3),
                                      (gsize) sqlite3_column_bytes (statement, 3), (guint) count,
                                      (guint) sqlite3_column_int64 (statement, 2));
    }
  if (code != SQLITE_DONE && code != SQLITE_ROW)
    return lab_database_fail (database, error);
  if (!is_whole || lab_series_get_length (found->series) != found->iterations)
    note_damage (found,
                 g_strdup_printf (_ ("Its points in the store are damaged from iteration %lu on; "
                                     "reset it to train it again"),
                                  (gulong) lab_series_get_length (found->series)));
  return TRUE;
}

/* What a worker found at the end, found again. A diverged run's say nothing. */
static void
look_at_networks (Found *found)
{
  if (found->state == LAB_RUN_FINISHED)
    found->evaluation
        = lab_evaluation_new_from_state (found->experiment, found->seed, found->checkpoint, NULL);
  if (found->state != LAB_RUN_DIVERGED)
    found->diagnosis
        = lab_diagnosis_new_from_state (lab_experiment_get_setup (found->experiment), found->seed,
                                        found->series, found->checkpoint, NULL);
}

static gboolean
read_checkpoint (LabDatabase *database, Found *found, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = lab_database_prepare (
      database, "SELECT iteration, sha256, state FROM checkpoints WHERE run = ?", error);
  g_autofree char *sha256 = NULL;
  gboolean is_sound;
  int code;

  if (statement == NULL)
    return FALSE;
  lab_database_bind (statement, "i", found->number);
  code = sqlite3_step (statement);
  if (code != SQLITE_DONE && code != SQLITE_ROW)
    return lab_database_fail (database, error);
  if (found->iterations == 0 || found->state == LAB_RUN_FAILED)
    return TRUE;
  if (code == SQLITE_ROW)
    {
      found->checkpoint = g_bytes_new (sqlite3_column_blob (statement, 2),
                                       (gsize) sqlite3_column_bytes (statement, 2));
      sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, found->checkpoint);
    }
  is_sound = code == SQLITE_ROW && sqlite3_column_int64 (statement, 0) == (gint64) found->iterations
             && g_strcmp0 (sha256, (const char *) sqlite3_column_text (statement, 1)) == 0;
  if (!is_sound)
    note_damage (found, g_strdup (_ ("Its networks in the store are damaged, its points are whole; "
                                     "reset it to train it again")));
  else
    look_at_networks (found);
  return TRUE;
}

static gboolean
read_runs (
    LabDatabase *database, gint64 number, const char *name, FoundStudy *study, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = lab_database_prepare (
      database,
      "SELECT number, position, curve, nth_seed, (SELECT text FROM origins WHERE hash = origin),"
      " origin_curve, label, colour, visible,"
      " (SELECT text FROM experiments WHERE hash = experiment), seed, state, message, iterations,"
      " seconds, arithmetic FROM runs WHERE study = ? ORDER BY position, number",
      error);
  int code;

  if (statement == NULL)
    return FALSE;
  lab_database_bind (statement, "i", number);
  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    {
      Found *found = g_new0 (Found, 1);
      g_autoptr (GError) failure = NULL;

      g_ptr_array_add (study->runs, found);
      if (!read_row (statement, name, found, &failure))
        {
          g_set_error (error, LAB_ERROR, LAB_ERROR_STORE,
                       _ ("run %" G_GINT64_FORMAT " in the store makes no sense (%s); delete its "
                          "study or choose another store"),
                       found->number, failure != NULL ? failure->message : "");
          return FALSE;
        }
      found->claimed = is_claimed (study, found->number);
      if (!read_points (database, found, error) || !read_checkpoint (database, found, error))
        return FALSE;
    }
  return code == SQLITE_DONE || lab_database_fail (database, error);
}

static FoundStudy *
found_study_new (LabStore *store)
{
  FoundStudy *study = g_new0 (FoundStudy, 1);

  study->store = g_object_ref (store);
  study->claims = g_array_new (FALSE, FALSE, sizeof (gint64));
  study->runs = g_ptr_array_new_with_free_func (free_found);
  return study;
}

/* One moment of the file: a transaction that reads. */
static FoundStudy *
find_study (LabStore *store, gint64 number, const Wish *wish, GError **error)
{
  g_autoptr (LabDatabase) database = lab_database_open_to_read (store->path, error);
  g_autoptr (sqlite3_stmt) statement = NULL;
  g_autoptr (FoundStudy) study = found_study_new (store);
  g_autofree char *text = NULL;
  g_autofree char *name = NULL;
  g_autofree char *title = NULL;

  if (database == NULL || !claim_runs (database, number, wish, study, error)
      || !lab_database_execute (database, "BEGIN", error)
      || (statement = lab_database_prepare (
              database, "SELECT name, title, text, seeds FROM studies WHERE number = ?", error))
             == NULL)
    return NULL;
  lab_database_bind (statement, "i", number);
  if (sqlite3_step (statement) != SQLITE_ROW)
    {
      g_set_error (error, LAB_ERROR, LAB_ERROR_NOT_FOUND,
                   _ ("there is no study %" G_GINT64_FORMAT " in the store %s"), number,
                   store->path);
      return NULL;
    }
  name = lab_store_take_text (statement, 0);
  title = lab_store_take_text (statement, 1); /* newer than the text if renamed since */
  text = lab_store_take_text (statement, 2);
  study->n_seeds = (guint) CLAMP (sqlite3_column_int64 (statement, 3), 1, G_MAXINT);
  study->file = parse_study (text, name, error);
  if (study->file != NULL)
    {
      lab_study_file_set_name (study->file, name);
      lab_study_file_set_title (study->file, title);
    }
  if (study->file == NULL || !read_runs (database, number, name, study, error))
    return NULL;
  return g_steal_pointer (&study);
}

/* What this process has not taken is shown as it is and cannot be started. */
static gboolean
make_run (LabStudy *study, LabKeptStudy *kept, LabStore *store, Found *found, GError **error)
{
  g_autoptr (LabRun) run = lab_run_new (found->label, found->experiment, found->seed);
  LabTraining *training = lab_run_get_training (run);
  LabKeptRun *kept_run = lab_kept_run_new (run);

  lab_training_restore (training, found->series, found->checkpoint,
                        lab_series_get_length (found->series), found->seconds, found->arithmetic);
  training->evaluation = g_steal_pointer (&found->evaluation);
  training->diagnosis = g_steal_pointer (&found->diagnosis);
  lab_run_update_diagnosis (run);
  lab_run_set_colour (run, found->colour);
  lab_run_set_visible (run, found->visible);
  lab_run_set_number (run, found->number);
  kept_run->number = found->number;
  kept_run->held = found->claimed && lab_locks_take (store->locks, found->number);
  kept_run->written_training = lab_training_ref (training);
  kept_run->written_iteration = lab_series_get_length (found->series);
  g_ptr_array_add (kept->runs, kept_run);
  lab_run_set_held_elsewhere (run, !kept_run->held);
  lab_run_set_state (run, found->state,
                     kept_run->held || !lab_locks_is_held (store->locks, found->number)
                         ? found->message
                         : _ ("Another program has this run open; close it there, then open this "
                              "study again"));
  found->entry.run = run;
  if (lab_study_restore_run (study, &found->entry))
    return TRUE;
  g_set_error (error, LAB_ERROR, LAB_ERROR_STORE,
               _ ("run %" G_GINT64_FORMAT " in the store belongs to a curve that its study does "
                  "not have; choose another store"),
               found->number);
  return FALSE;
}

/* The kept study has taken the runs that were claimed. */
static LabKeptStudy *
make_kept (LabStore *store, gint64 number, FoundStudy *found, GError **error)
{
  g_autoptr (LabStudy) study = lab_study_new_without_runs (found->file, found->n_seeds);
  g_autoptr (LabKeptStudy) kept = lab_kept_study_new (study);
  g_autoptr (LabExperiment) base
      = lab_study_file_resolve (lab_study_get_file (study), LAB_BASE, NULL, error);

  if (base == NULL)
    return NULL;
  kept->number = number;
  kept->begun = TRUE;
  for (guint i = 0; i < found->runs->len; i++)
    if (!make_run (study, kept, store, found->runs->pdata[i], error))
      {
        for (guint j = 0; j < kept->runs->len; j++)
          lab_locks_release (store->locks, ((LabKeptRun *) kept->runs->pdata[j])->number);
        return NULL;
      }
  return g_steal_pointer (&kept);
}

static LabStudy *
make_study (LabStore *store, gint64 number, FoundStudy *found, GError **error)
{
  LabKeptStudy *kept = make_kept (store, number, found, error);
  LabStudy *study;

  if (kept == NULL)
    return NULL;
  study = g_object_ref (kept->study);
  lab_store_watch (store, kept);
  return study;
}

/* The study if this process has it. */
static LabStudy *
find_open (LabStore *store, gint64 number)
{
  LabKeptStudy *kept;

  lab_store_take_report (store);
  kept = lab_store_find_kept (store, NULL, number);
  if (kept == NULL)
    return NULL;
  lab_store_keep_on (store, kept);
  return g_object_ref (kept->study);
}

static LabStudy *
load (LabStore *store, gint64 number, const Wish *wish, GError **error)
{
  LabStudy *open = find_open (store, number);
  g_autoptr (FoundStudy) found = NULL;

  if (open != NULL)
    return open;
  found = find_study (store, number, wish, error);
  return found != NULL ? make_study (store, number, found, error) : NULL;
}

LabStudy *
lab_store_load (LabStore *store, gint64 number, GError **error)
{
  const Wish all = { NULL, 0 };

  g_return_val_if_fail (LAB_IS_STORE (store), NULL);

  return load (store, number, &all, error);
}

LabStudy *
lab_store_load_runs (
    LabStore *store, gint64 number, const gint64 *runs, guint n_runs, GError **error)
{
  const Wish some = { runs, n_runs };

  g_return_val_if_fail (LAB_IS_STORE (store) && runs != NULL, NULL);

  return load (store, number, &some, error);
}

LabStudy *
lab_store_read (LabStore *store, gint64 number, GError **error)
{
  const Wish none = { &(const gint64){ 0 }, 0 };
  g_autoptr (FoundStudy) found = NULL;
  g_autoptr (LabKeptStudy) kept = NULL;

  g_return_val_if_fail (LAB_IS_STORE (store), NULL);

  found = find_study (store, number, &none, error);
  kept = found != NULL ? make_kept (store, number, found, error) : NULL;
  return kept != NULL ? g_object_ref (kept->study) : NULL;
}

static void
find_in_thread (GTask *task, gpointer store, gpointer number, GCancellable *cancellable)
{
  const Wish all = { NULL, 0 };
  GError *error = NULL;
  FoundStudy *found = find_study (store, *(gint64 *) number, &all, &error);

  if (found != NULL)
    g_task_return_pointer (task, found, free_found_study);
  else
    g_task_return_error (task, error);
}

void
lab_store_load_async (LabStore *store,
                      gint64 number,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, NULL, callback, user_data);

  g_return_if_fail (LAB_IS_STORE (store));

  g_task_set_task_data (task, g_memdup2 (&number, sizeof number), g_free);
  g_task_run_in_thread (task, find_in_thread);
}

LabStudy *
lab_store_load_finish (LabStore *store, GAsyncResult *result, GError **error)
{
  gint64 number = *(gint64 *) g_task_get_task_data (G_TASK (result));
  g_autoptr (FoundStudy) found = g_task_propagate_pointer (G_TASK (result), error);
  LabStudy *open = found != NULL ? find_open (store, number) : NULL;

  if (open != NULL)
    return open;
  return found != NULL ? make_study (store, number, found, error) : NULL;
}
