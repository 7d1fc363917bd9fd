/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A run's row, its points and its networks, each as far as it is sound.
 */
#include "config.h"

#include "lab/store/lab-store-found-run.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "lab/store/lab-chunk.h"
#include "lab/store/lab-store-private.h"
#include "lab/store/lab-store-sums.h"

/* Of LAB_FOUND_RUN_COLUMNS. */
enum
{
  CURVE,
  NTH_SEED,
  ORIGIN_CURVE,
  LABEL,
  COLOUR,
  VISIBLE,
  SEED,
  STATE,
  MESSAGE,
  ITERATIONS,
  SECONDS,
  ARITHMETIC,
  ORIGIN_HASH,
  ORIGIN_TEXT,
  EXPERIMENT_HASH,
  EXPERIMENT_TEXT,
  IS_SOUND,
};

void
lab_found_run_free (LabFoundRun *found)
{
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

LabStudyFile *
lab_found_parse_study (const char *text, const char *name, GError **error)
{
  if (text == NULL || name == NULL)
    {
      g_set_error (error, LAB_ERROR, LAB_ERROR_STORE, _ ("the store lacks the text of a study"));
      return NULL;
    }
  return lab_study_file_new_from_text (text, -1, name, error);
}

/* Runs that come from one text share it: it never changes. @origins: by hash */
static LabStudyFile *
take_origin (sqlite3_stmt *statement, const char *name, GHashTable *origins, GError **error)
{
  g_autofree char *hash = lab_store_take_text (statement, ORIGIN_HASH);
  g_autofree char *text = NULL;
  LabStudyFile *origin = hash != NULL ? g_hash_table_lookup (origins, hash) : NULL;

  if (origin != NULL)
    return g_object_ref (origin);
  text = lab_store_take_text (statement, ORIGIN_TEXT);
  if (!lab_sums_is_named (text, hash))
    return NULL;
  origin = lab_found_parse_study (text, name, error);
  if (origin != NULL && hash != NULL)
    g_hash_table_insert (origins, g_steal_pointer (&hash), g_object_ref (origin));
  return origin;
}

gboolean
lab_found_run_read_row (LabFoundRun *found,
                        sqlite3_stmt *statement,
                        const char *name,
                        GHashTable *origins,
                        GError **error)
{
  g_autofree char *experiment = lab_store_take_text (statement, EXPERIMENT_TEXT);
  g_autofree char *arithmetic = lab_store_take_text (statement, ARITHMETIC);
  g_autofree char *hash = lab_store_take_text (statement, EXPERIMENT_HASH);
  gint64 iterations = sqlite3_column_int64 (statement, ITERATIONS);

  if (sqlite3_column_int (statement, IS_SOUND) != 1 || !lab_sums_is_named (experiment, hash))
    return FALSE;
  found->entry.curve = (guint) sqlite3_column_int64 (statement, CURVE);
  found->entry.nth_seed = (guint) sqlite3_column_int64 (statement, NTH_SEED);
  found->entry.origin_curve = (guint) sqlite3_column_int64 (statement, ORIGIN_CURVE);
  found->label = lab_store_take_text (statement, LABEL);
  found->colour = (guint) (sqlite3_column_int64 (statement, COLOUR) & 0xffff);
  found->visible = sqlite3_column_int64 (statement, VISIBLE) != 0;
  found->seed = (guint32) sqlite3_column_int64 (statement, SEED);
  found->message = lab_store_take_text (statement, MESSAGE);
  found->iterations = (guint64) MAX (0, iterations);
  found->seconds = CLAMP (sqlite3_column_double (statement, SECONDS), 0, 1e12);
  if (arithmetic != NULL)
    found->arithmetic = g_ref_string_new (arithmetic);
  found->entry.origin = take_origin (statement, name, origins, error);
  if (found->entry.origin == NULL || experiment == NULL || found->label == NULL)
    return FALSE;
  found->experiment = lab_experiment_new_from_text (experiment, -1, name, error);
  if (found->experiment == NULL)
    return FALSE;
  found->state = lab_store_read_state ((const char *) sqlite3_column_text (statement, STATE),
                                       found->iterations, &found->was_cut_off);
  if (found->was_cut_off && found->iterations > 0)
    {
      g_free (found->message);
      found->message = g_strdup (_ ("Interrupted while training; it can continue from here"));
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
                                     "reset it to train again"),
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
                 g_strdup (_ ("Its networks in the store are damaged, its points are whole; reset "
                              "it to train again")));
  else
    look_at_networks (found);
  return TRUE;
}

gboolean
lab_found_run_read_training (LabFoundRun *found, LabDatabase *database, GError **error)
{
  return read_points (database, found, error) && read_checkpoint (database, found, error);
}
