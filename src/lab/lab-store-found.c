/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a store's file says of a study. It may be anybody's file and is believed only
 * as far as it fits. No object but the study's text is made here.
 */
#include "config.h"

#include "lab-store-found.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <math.h>

#include "lab-chunk.h"
#include "lab-store-sums.h"

static void
free_found (gpointer data)
{
  LabFoundRun *found = data;

  g_clear_object (&found->entry.origin);
  g_free (found->label);
  g_clear_pointer (&found->experiment, lab_experiment_unref);
  g_free (found->message);
  g_free (found->damage_words);
  g_clear_pointer (&found->arithmetic, g_ref_string_release);
  g_clear_pointer (&found->series, lab_series_unref);
  g_clear_pointer (&found->checkpoint, g_bytes_unref);
  g_clear_pointer (&found->evaluation, lab_evaluation_unref);
  g_clear_pointer (&found->diagnosis, lab_diagnosis_unref);
  g_free (found);
}

void
lab_found_study_free (LabFoundStudy *study)
{
  for (guint i = 0; i < study->claims->len; i++)
    lab_locks_unclaim (study->store->locks, g_array_index (study->claims, gint64, i));
  g_array_unref (study->claims);
  g_clear_object (&study->store);
  g_clear_object (&study->file);
  g_free (study->damage);
  g_ptr_array_unref (study->runs);
  g_free (study);
}

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
is_wished (const LabWish *wish, gint64 number)
{
  for (guint i = 0; wish->numbers != NULL && i < wish->n_numbers; i++)
    if (wish->numbers[i] == number)
      return TRUE;
  return wish->numbers == NULL;
}

static gboolean
is_claimed (LabFoundStudy *study, gint64 number)
{
  for (guint i = 0; i < study->claims->len; i++)
    if (g_array_index (study->claims, gint64, i) == number)
      return TRUE;
  return FALSE;
}

/* Before anything is read: what another process wrote until it let go is read too. */
static gboolean
claim_runs (
    LabDatabase *database, gint64 number, const LabWish *wish, LabFoundStudy *study, GError **error)
{
  g_autoptr (GArray) numbers
      = lab_store_read_numbers (database, "SELECT number FROM runs WHERE study = ?", number, error);

  for (guint i = 0; numbers != NULL && i < numbers->len; i++)
    {
      gint64 run = g_array_index (numbers, gint64, i);

      if (is_wished (wish, run) && lab_locks_claim (study->store->locks, run))
        g_array_append_val (study->claims, run);
    }
  return numbers != NULL;
}

/* Runs that come from one text share it: it never changes. @origins: by hash */
static LabStudyFile *
take_origin (sqlite3_stmt *statement, const char *name, GHashTable *origins, GError **error)
{
  g_autofree char *hash = lab_store_take_text (statement, 16);
  g_autofree char *text = NULL;
  LabStudyFile *origin = hash != NULL ? g_hash_table_lookup (origins, hash) : NULL;

  if (origin != NULL)
    return g_object_ref (origin);
  text = lab_store_take_text (statement, 4);
  if (!lab_sums_is_named (text, hash))
    return NULL;
  origin = parse_study (text, name, error);
  if (origin != NULL && hash != NULL)
    g_hash_table_insert (origins, g_steal_pointer (&hash), g_object_ref (origin));
  return origin;
}

/* What a row of runs says, FALSE when it is not as it was written or makes no sense. */
static gboolean
read_row (sqlite3_stmt *statement,
          const char *name,
          GHashTable *origins,
          LabFoundRun *found,
          GError **error)
{
  g_autofree char *experiment = lab_store_take_text (statement, 9);
  g_autofree char *arithmetic = lab_store_take_text (statement, 15);
  g_autofree char *hash = lab_store_take_text (statement, 18);
  gint64 iterations = sqlite3_column_int64 (statement, 13);

  if (sqlite3_column_int (statement, 17) != 1 || !lab_sums_is_named (experiment, hash))
    return FALSE;
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
  found->entry.origin = take_origin (statement, name, origins, error);
  if (found->entry.origin == NULL || experiment == NULL || found->label == NULL)
    return FALSE;
  found->experiment = lab_experiment_new_from_text (experiment, -1, name, error);
  if (found->experiment == NULL)
    return FALSE;
  found->state = lab_store_read_state ((const char *) sqlite3_column_text (statement, 11),
                                       found->iterations, &found->was_cut_off);
  if (found->was_cut_off && found->iterations > 0)
    {
      g_free (found->message);
      found->message = g_strdup (_ ("Cut off while it trained; it can go on from here"));
    }
  return TRUE;
}

/* @sentence is taken. */
static void
note_damage (LabFoundRun *found, LabDamage damage, char *sentence)
{
  g_clear_pointer (&found->checkpoint, g_bytes_unref);
  g_free (found->message);
  found->message = sentence;
  g_free (found->damage_words);
  found->damage_words = g_strdup (sentence);
  found->damage = damage;
  found->state = LAB_RUN_FAILED;
}

/* What failed while @database was read: TRUE where damage is all that is wrong. */
static gboolean
is_only_damaged (LabDatabase *database, GError **error)
{
  g_autoptr (GError) failure = NULL;

  lab_database_fail (database, &failure);
  if (lab_database_is_damage (failure))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* Points in a row from the first to the run's last. */
static gboolean
read_points (LabDatabase *database, LabFoundRun *found, GError **error)
{
  g_autoptr (sqlite3_stmt) statement
      = lab_database_prepare (database,
                              "SELECT first, count, columns, data, " LAB_IS_SOUND (
                                  LAB_SUM_CHUNK) " FROM chunks WHERE run = ? ORDER BY first",
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

      is_whole = sqlite3_column_int (statement, 4) == 1
                 && sqlite3_column_int64 (statement, 0) == (gint64) length && count > 0
                 && count <= LAB_CHUNK_POINTS && length + (guint64) count <= found->iterations
                 && lab_chunk_decode (found->series, setup, sqlite3_column_blob (statement, 3),
                                      (gsize) sqlite3_column_bytes (statement, 3), (guint) count,
                                      (guint) sqlite3_column_int64 (statement, 2));
    }
  if (code != SQLITE_DONE && code != SQLITE_ROW && !is_only_damaged (database, error))
    return FALSE;
  if (!is_whole || lab_series_get_length (found->series) != found->iterations)
    note_damage (found, LAB_DAMAGE_POINTS,
                 g_strdup_printf (_ ("Its points in the store are damaged from iteration %lu on; "
                                     "reset it to train it again"),
                                  (gulong) lab_series_get_length (found->series)));
  return TRUE;
}

/* What a worker found at the end, found again. A diverged run's say nothing. */
static void
look_at_networks (LabFoundRun *found)
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
read_checkpoint (LabDatabase *database, LabFoundRun *found, GError **error)
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
  if (code != SQLITE_DONE && code != SQLITE_ROW && !is_only_damaged (database, error))
    return FALSE;
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
    note_damage (found, LAB_DAMAGE_NETWORKS,
                 g_strdup (_ ("Its networks in the store are damaged, its points are whole; "
                              "reset it to train it again")));
  else
    look_at_networks (found);
  return TRUE;
}

/* @statement: NULL where there is no such row. Of one that is damaged nothing is taken. */
static gboolean
read_run (LabDatabase *database,
          LabFoundStudy *study,
          gint64 number,
          sqlite3_stmt *statement,
          const char *name,
          GHashTable *origins,
          GError **error)
{
  LabFoundRun *found = g_new0 (LabFoundRun, 1);

  g_ptr_array_add (study->runs, found);
  found->number = number;
  found->claimed = is_claimed (study, number);
  if (statement == NULL || !read_row (statement, name, origins, found, NULL))
    {
      found->damage = LAB_DAMAGE_ROW;
      found->damage_words = lab_damage_describe_run (number, study->store->path);
      return TRUE;
    }
  return read_points (database, found, error) && read_checkpoint (database, found, error);
}

static gboolean
read_runs (
    LabDatabase *database, gint64 number, const char *name, LabFoundStudy *study, GError **error)
{
  g_autoptr (GArray) numbers
      = lab_store_read_numbers (database, LAB_NUMBERS_OF_RUNS, number, error);
  g_autoptr (sqlite3_stmt) statement = lab_database_prepare (
      database,
      "SELECT number, position, curve, nth_seed, (SELECT text FROM origins WHERE hash = origin),"
      " origin_curve, label, colour, visible,"
      " (SELECT text FROM experiments WHERE hash = experiment), seed, state, message, iterations,"
      " seconds, arithmetic, origin, " LAB_IS_SOUND (
          LAB_SUM_RUN) ", experiment FROM runs WHERE number = ?",
      numbers != NULL ? error : NULL);
  g_autoptr (GHashTable) origins
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);

  if (numbers == NULL || statement == NULL)
    return FALSE;
  for (guint i = 0; i < numbers->len; i++)
    {
      gint64 run = g_array_index (numbers, gint64, i);
      gboolean is_there;

      if (!lab_store_step_to_row (database, statement, run, &is_there, error)
          || !read_run (database, study, run, is_there ? statement : NULL, name, origins, error))
        return FALSE;
    }
  return TRUE;
}

static LabFoundStudy *
make_found (LabStore *store)
{
  LabFoundStudy *study = g_new0 (LabFoundStudy, 1);

  study->store = g_object_ref (store);
  study->claims = g_array_new (FALSE, FALSE, sizeof (gint64));
  study->runs = g_ptr_array_new_with_free_func (free_found);
  return study;
}

/* What the study's row says; FALSE where it is not as it was written, or is no more. */
static gboolean
read_study (sqlite3_stmt *statement, LabFoundStudy *study, char **name)
{
  g_autofree char *title = lab_store_take_text (statement, 1);
  g_autofree char *text = lab_store_take_text (statement, 2);

  if (sqlite3_column_int (statement, 5) != 1)
    return FALSE;
  *name = lab_store_take_text (statement, 0);
  study->n_seeds = (guint) CLAMP (sqlite3_column_int64 (statement, 3), 1, LAB_MAX_SEEDS);
  study->file
      = text != NULL && *name != NULL ? lab_study_file_new_from_text (text, -1, *name, NULL) : NULL;
  if (study->file == NULL)
    return FALSE;
  lab_study_file_set_name (study->file, *name);
  lab_study_file_set_title (study->file, title); /* newer than the text if renamed since */
  return TRUE;
}

/* A study without its row is that from which its runs took their experiments. */
static gboolean
take_from_runs (LabFoundStudy *study, GError **error)
{
  const char *words = study->damage;

  for (guint i = 0; study->file == NULL && i < study->runs->len; i++)
    {
      const LabFoundRun *found = study->runs->pdata[i];
      g_autofree char *text
          = found->damage != LAB_DAMAGE_ROW ? lab_study_file_to_text (found->entry.origin) : NULL;

      if (text != NULL)
        study->file = lab_study_file_new_from_text (text, -1, "store", NULL);
      else
        words = found->damage_words;
      study->n_seeds = MAX (study->n_seeds, found->entry.nth_seed + 1);
    }
  study->n_seeds = CLAMP (study->n_seeds, 1, LAB_MAX_SEEDS);
  if (study->file == NULL)
    g_set_error_literal (error, LAB_ERROR, LAB_ERROR_STORE, words);
  return study->file != NULL;
}

/* A study of which nothing is left has no place of its own in what is said. */
static gboolean
check_any (LabFoundStudy *study, GError **error)
{
  for (guint i = 0; i < study->runs->len; i++)
    if (((LabFoundRun *) study->runs->pdata[i])->damage != LAB_DAMAGE_ROW)
      return TRUE;
  if (study->runs->len == 0)
    return TRUE;
  g_set_error_literal (error, LAB_ERROR, LAB_ERROR_STORE,
                       ((LabFoundRun *) study->runs->pdata[0])->damage_words);
  return FALSE;
}

static void
refuse_study (LabStore *store, gint64 number, GError **error)
{
  g_set_error (error, LAB_ERROR, LAB_ERROR_NOT_FOUND,
               _ ("there is no study %" PRId64 " in the store %s"), number, store->path);
}

/* FALSE where it was deleted; a row that is not to be believed, or missing, is noted. */
static gboolean
find_study (LabDatabase *database, gint64 number, LabFoundStudy *study, char **name, GError **error)
{
  g_autoptr (sqlite3_stmt) statement
      = lab_database_prepare (database,
                              "SELECT name, title, text, seeds, deleted, " LAB_IS_SOUND (
                                  LAB_SUM_STUDY) " FROM studies WHERE number = ?",
                              error);
  gboolean is_there;

  if (statement == NULL || !lab_store_step_to_row (database, statement, number, &is_there, error))
    return FALSE;
  if (!is_there || !read_study (statement, study, name))
    study->damage = lab_damage_describe_study (number, study->store->path);
  if (study->damage != NULL || sqlite3_column_int64 (statement, 4) == 0)
    return TRUE;
  refuse_study (study->store, number, error);
  return FALSE;
}

LabFoundStudy *
lab_found_study_new (LabStore *store, gint64 number, const LabWish *wish, GError **error)
{
  g_autoptr (LabDatabase) database = lab_database_open_to_read (store->path, error);
  g_autoptr (LabFoundStudy) study = make_found (store);
  g_autofree char *name = NULL;

  if (database == NULL || !claim_runs (database, number, wish, study, error)
      || !lab_database_execute (database, "BEGIN", error)
      || !find_study (database, number, study, &name, error)
      || !read_runs (database, number, name != NULL ? name : "store", study, error))
    return NULL;
  if (study->damage != NULL && study->runs->len == 0)
    {
      refuse_study (store, number, error);
      return NULL;
    }
  if (!check_any (study, error) || (study->file == NULL && !take_from_runs (study, error)))
    return NULL;
  return g_steal_pointer (&study);
}
