/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A run's row, its points and its networks, each as far as it is intact.
 */
#include "config.h"

#include "lab/store/lab-store-found-run.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "lab/store/lab-chunk.h"
#include "lab/store/lab-store-statement.h"
#include "lab/store/lab-store-sums.h"

void
lab_stored_run_clear (LabStoredRun *run)
{
  g_free (run->label);
  g_free (run->model);
  g_free (run->experiment);
  g_free (run->message);
  g_free (run->arithmetic);
  g_free (run->version);
  g_free (run->damage);
}

void
lab_found_run_free (LabFoundRun *found)
{
  lab_stored_run_clear (&found->stored);
  g_clear_object (&found->entry.origin);
  g_clear_pointer (&found->experiment, lab_experiment_unref);
  g_clear_pointer (&found->series, lab_series_unref);
  g_clear_pointer (&found->checkpoint, g_bytes_unref);
  g_clear_pointer (&found->evaluation, lab_evaluation_unref);
  g_clear_pointer (&found->diagnosis, lab_diagnosis_unref);
  g_free (found);
}

/* Runs from the same text share it, since it never changes. @origins: by hash */
static LabStudyFile *
take_origin (LabStatement *statement, const char *name, GHashTable *origins)
{
  g_autofree char *hash = lab_statement_dup_text (statement, "origin");
  g_autofree char *text = NULL;
  LabStudyFile *origin = hash != NULL ? g_hash_table_lookup (origins, hash) : NULL;

  if (origin != NULL)
    return g_object_ref (origin);
  text = lab_statement_dup_text (statement, "origin_text");
  if (!lab_sums_is_named (text, hash))
    return NULL;
  origin = lab_study_file_new_from_text (text, -1, name, NULL);
  if (origin != NULL)
    g_hash_table_insert (origins, g_steal_pointer (&hash), g_object_ref (origin));
  return origin;
}

/* What earlier versions could stop for good, and can go on from where it was left. */
#define STOPPED "stopped"

/* By name: ready or paused for what was cut off. */
static void
set_state (LabStoredRun *run, const char *name)
{
  if (g_strcmp0 (name, STOPPED) == 0)
    {
      run->state = run->iterations > 0 ? LAB_RUN_PAUSED : LAB_RUN_READY;
      return;
    }
  for (run->state = LAB_RUN_READY; run->state < LAB_RUN_FAILED; run->state++)
    if (g_strcmp0 (name, lab_run_state_get_name (run->state)) == 0)
      break;
  run->cut_off = run->state == LAB_RUN_QUEUED || run->state == LAB_RUN_RUNNING;
  if (run->cut_off)
    run->state = run->iterations > 0 ? LAB_RUN_PAUSED : LAB_RUN_READY;
}

gboolean
lab_stored_run_read (LabStoredRun *run, LabStatement *statement, LabExperiment **experiment)
{
  g_autofree char *text = lab_statement_dup_text (statement, "experiment_text");
  g_autofree char *state = lab_statement_dup_text (statement, "state");
  g_autofree char *place = lab_statement_dup_text (statement, "place");

  if (!lab_statement_is_sound (statement))
    return FALSE;
  run->label = lab_statement_dup_text (statement, "label");
  run->experiment = lab_statement_dup_text (statement, "experiment");
  run->seed = (guint32) lab_statement_get_integer (statement, "seed");
  run->iterations = lab_statement_get_count (statement, "iterations");
  set_state (run, state);
  run->place = lab_run_place_find (place);
  run->message = lab_statement_dup_text (statement, "message");
  run->length = lab_statement_get_count (statement, "length");
  run->seconds = CLAMP (lab_statement_get_real (statement, "seconds", 0), 0, 1e12);
  run->modified = lab_statement_get_integer (statement, "modified");
  run->version = lab_statement_dup_text (statement, "version");
  run->arithmetic = lab_statement_dup_text (statement, "arithmetic");
  for (guint channel = 0; channel < LAB_N_CHANNELS; channel++)
    run->finals[channel]
        = lab_statement_get_real (statement, lab_final_parameters[channel] + 1, (double) NAN);
  if (!lab_sums_is_named (text, run->experiment))
    return FALSE;
  *experiment = lab_experiment_new_from_text (text, -1, "store", NULL);
  return TRUE;
}

gboolean
lab_found_run_read_row (LabFoundRun *found,
                        LabStatement *statement,
                        const char *name,
                        GHashTable *origins)
{
  LabStoredRun *stored = &found->stored;

  if (!lab_stored_run_read (stored, statement, &found->experiment))
    return FALSE;
  found->entry.place = stored->place;
  found->entry.curve = (guint) lab_statement_get_integer (statement, "curve");
  found->entry.nth_seed = (guint) lab_statement_get_integer (statement, "nth_seed");
  found->entry.origin_curve = (guint) lab_statement_get_integer (statement, "origin_curve");
  found->colour = (guint) (lab_statement_get_integer (statement, "colour") & 0xffff);
  found->visible = lab_statement_get_integer (statement, "visible") != 0;
  found->entry.origin = take_origin (statement, name, origins);
  if (stored->cut_off && stored->iterations > 0)
    {
      g_free (stored->message);
      stored->message = g_strdup (_ ("Interrupted while training; it can continue from here"));
    }
  return found->entry.origin != NULL && stored->label != NULL && found->experiment != NULL;
}

/* Takes @sentence. */
static void
note_damage (LabFoundRun *found, LabDamage damage, char *sentence)
{
  g_clear_pointer (&found->checkpoint, g_bytes_unref);
  g_free (found->stored.message);
  found->stored.message = sentence;
  g_free (found->stored.damage);
  found->stored.damage = g_strdup (sentence);
  found->damage = damage;
  found->stored.state = LAB_RUN_FAILED;
}

/* Appends the points of a row that follow those that are there; FALSE where they do not. */
static gboolean
read_chunk (LabFoundRun *found, LabStatement *statement)
{
  const NcSetup *setup = lab_experiment_get_setup (found->experiment);
  guint64 length = lab_series_get_length (found->series);
  gint64 first = lab_statement_get_integer (statement, "first");
  gint64 count = lab_statement_get_integer (statement, "count");
  guint columns = (guint) lab_statement_get_integer (statement, "columns");
  gsize n_bytes;
  const guint8 *bytes = lab_statement_get_bytes (statement, "data", &n_bytes);

  return lab_statement_is_sound (statement) && first == (gint64) length && count > 0
         && count <= LAB_CHUNK_POINTS && length + (guint64) count <= found->stored.iterations
         && lab_chunk_decode (found->series, setup, bytes, n_bytes, (guint) count, columns);
}

/* Reads consecutive points from the first to the run's last. */
static gboolean
read_points (LabDatabase *database, LabFoundRun *found, GError **error)
{
  g_autoptr (LabStatement) statement
      = lab_statement_new_for (database,
                               "SELECT first, count, columns, data, " LAB_CHUNK_IS_SOUND
                               " AS is_sound FROM chunks WHERE run = :number ORDER BY first",
                               found->stored.number);
  gboolean is_whole = found->stored.iterations
                      <= nc_setup_get_length (lab_experiment_get_setup (found->experiment));

  found->series = lab_series_new ();
  while (is_whole && lab_statement_step (statement))
    is_whole = read_chunk (found, statement);
  if (!lab_statement_check_but_damage (statement, error))
    return FALSE;
  if (!is_whole || lab_series_get_length (found->series) != found->stored.iterations)
    note_damage (found, LAB_DAMAGE_POINTS,
                 g_strdup_printf (_ ("Its points in the store are damaged from iteration %lu on; "
                                     "restart it to train again"),
                                  (gulong) lab_series_get_length (found->series)));
  return TRUE;
}

/* Repeats what a worker found at the end. A diverged run's networks say nothing. */
static void
look_at_networks (LabFoundRun *found)
{
  if (found->stored.state == LAB_RUN_FINISHED)
    found->evaluation = lab_evaluation_new_from_state (found->experiment, found->stored.seed,
                                                       found->checkpoint, NULL);
  if (found->stored.state != LAB_RUN_DIVERGED)
    found->diagnosis
        = lab_diagnosis_new_from_state (lab_experiment_get_setup (found->experiment),
                                        found->stored.seed, found->series, found->checkpoint, NULL);
}

/* Takes the networks of a row; FALSE where they are not those of the run's last point. */
static gboolean
take_networks (LabFoundRun *found, LabStatement *statement)
{
  gsize n_bytes;
  const void *bytes = lab_statement_get_bytes (statement, "state", &n_bytes);
  g_autofree char *kept = lab_statement_dup_text (statement, "sha256");
  g_autofree char *sha256 = NULL;

  found->checkpoint = g_bytes_new (bytes, n_bytes);
  sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, found->checkpoint);
  return g_strcmp0 (sha256, kept) == 0
         && lab_statement_get_count (statement, "iteration") == found->stored.iterations;
}

static gboolean
read_checkpoint (LabDatabase *database, LabFoundRun *found, GError **error)
{
  g_autoptr (LabStatement) statement = lab_statement_new_for (
      database, "SELECT iteration, sha256, state FROM checkpoints WHERE run = :number",
      found->stored.number);
  gboolean is_there = lab_statement_step (statement);

  if (!lab_statement_check_but_damage (statement, error))
    return FALSE;
  if (found->stored.iterations == 0 || found->stored.state == LAB_RUN_FAILED)
    return TRUE;
  if (is_there && take_networks (found, statement))
    look_at_networks (found);
  else
    note_damage (
        found, LAB_DAMAGE_NETWORKS,
        g_strdup (_ ("Its networks in the store are damaged, its points are whole; restart "
                     "it to train again")));
  return TRUE;
}

gboolean
lab_found_run_read_training (LabFoundRun *found, LabDatabase *database, GError **error)
{
  return read_points (database, found, error) && read_checkpoint (database, found, error);
}
