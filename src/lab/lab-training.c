/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A training in progress, and the loop of the worker that does it.
 */
#include "config.h"

#include "lab-run-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "engine/nc-blas.h"

/* Between two checkpoints of a training under way, microseconds. One is a copy of
 * three arrays of the size of the networks: far below a thousandth of the time. */
#define CHECKPOINT_INTERVAL (G_USEC_PER_SEC / 2)

LabTraining *
lab_training_new (LabExperiment *experiment, guint32 seed)
{
  LabTraining *training = g_new0 (LabTraining, 1);

  g_atomic_ref_count_init (&training->count);
  training->experiment = lab_experiment_ref (experiment);
  training->seed = seed;
  training->series = lab_series_new ();
  g_mutex_init (&training->checkpoint_mutex);
  return training;
}

LabTraining *
lab_training_ref (LabTraining *training)
{
  g_atomic_ref_count_inc (&training->count);
  return training;
}

void
lab_training_unref (LabTraining *training)
{
  if (!g_atomic_ref_count_dec (&training->count))
    return;
  nc_trainer_free (training->trainer);
  lab_series_unref (training->series);
  g_mutex_clear (&training->checkpoint_mutex);
  g_clear_pointer (&training->checkpoint, g_bytes_unref);
  g_clear_pointer (&training->arithmetic, g_ref_string_release);
  g_free (training->failure);
  lab_experiment_unref (training->experiment);
  g_free (training);
}

static void
set_checkpoint (LabTraining *training, GBytes *checkpoint, guint64 iteration)
{
  g_autoptr (GBytes) former = NULL;

  g_mutex_lock (&training->checkpoint_mutex);
  former = training->checkpoint;
  training->checkpoint = checkpoint;
  training->checkpoint_iteration = iteration;
  g_mutex_unlock (&training->checkpoint_mutex);
}

GBytes *
lab_training_get_checkpoint (LabTraining *training, guint64 *iteration)
{
  GBytes *checkpoint = NULL;

  g_mutex_lock (&training->checkpoint_mutex);
  if (training->checkpoint != NULL)
    checkpoint = g_bytes_ref (training->checkpoint);
  *iteration = training->checkpoint_iteration;
  g_mutex_unlock (&training->checkpoint_mutex);
  return checkpoint;
}

void
lab_training_restore (LabTraining *training,
                      LabSeries *series,
                      GBytes *checkpoint,
                      guint64 iteration,
                      double seconds,
                      GRefString *arithmetic)
{
  g_assert (training->trainer == NULL && lab_series_get_length (series) == iteration);

  lab_series_unref (training->series);
  training->series = lab_series_ref (series);
  set_checkpoint (training, checkpoint != NULL ? g_bytes_ref (checkpoint) : NULL, iteration);
  training->busy_time = (gint64) (seconds * G_USEC_PER_SEC);
  training->arithmetic = arithmetic != NULL ? g_ref_string_acquire (arithmetic) : NULL;
}

char *
lab_training_note_arithmetic (LabTraining *training)
{
  g_autofree char *blas = nc_blas_get_core_type ();
  g_autofree char *now
      = g_strdup_printf ("%s kernels, OpenBLAS %s", nc_kernels_get_best ()->name, blas);
  guint64 iteration = lab_series_get_length (training->series);
  g_autofree char *log = NULL;
  char *sentence = NULL;

  if (training->arithmetic != NULL && g_str_has_suffix (training->arithmetic, now))
    return NULL;
  if (training->arithmetic == NULL || iteration == 0)
    log = g_strdup (now);
  else
    {
      log = g_strdup_printf ("%s; from iteration %" G_GUINT64_FORMAT " on %s", training->arithmetic,
                             iteration, now);
      sentence = g_strdup_printf (
          _ ("Trained by %s. The last bits of its numbers may differ from those of a run that one "
             "kind alone has trained."),
          log);
    }
  g_clear_pointer (&training->arithmetic, g_ref_string_release);
  training->arithmetic = g_ref_string_new (log);
  return sentence;
}

static void
hand_over_checkpoint (LabTraining *training)
{
  gsize size = nc_trainer_get_state_size (training->trainer);
  guint8 *state = g_malloc (size);

  nc_trainer_save_state (training->trainer, state);
  set_checkpoint (training, g_bytes_new_take (state, size),
                  nc_trainer_get_iteration (training->trainer));
}

static gboolean
make_trainer (LabTraining *training)
{
  guint64 iteration;
  g_autoptr (GBytes) checkpoint = lab_training_get_checkpoint (training, &iteration);
  g_autoptr (GError) error = NULL;

  training->trainer = nc_trainer_new (lab_experiment_get_setup (training->experiment),
                                      training->seed, nc_kernels_get_best ());
  if (checkpoint == NULL)
    return TRUE;
  if (nc_trainer_restore_state (training->trainer, g_bytes_get_data (checkpoint, NULL),
                                g_bytes_get_size (checkpoint), &error))
    return TRUE;
  training->failure = g_strdup (error->message);
  g_clear_pointer (&training->trainer, nc_trainer_free);
  return FALSE;
}

static LabOutcome
train (LabTraining *training, NcParty *party)
{
  guint64 length = nc_setup_get_length (lab_experiment_get_setup (training->experiment));
  gint64 due = g_get_monotonic_time () + CHECKPOINT_INTERVAL;

  while (nc_trainer_get_iteration (training->trainer) < length)
    {
      NcMeasurement measurement;
      gboolean sound;

      if (training->halt)
        return LAB_OUTCOME_HALTED;
      if (training->iterations == 0)
        return LAB_OUTCOME_PAUSED;
      nc_trainer_set_executor (training->trainer, training->executor);
      sound = nc_trainer_step (training->trainer, &measurement);
      lab_series_append (training->series, &measurement);
      training->iterations--;
      if (!sound)
        {
          nc_trainer_get_diverged (training->trainer, party);
          return LAB_OUTCOME_DIVERGED;
        }
      if (g_get_monotonic_time () >= due)
        {
          hand_over_checkpoint (training);
          due = g_get_monotonic_time () + CHECKPOINT_INTERVAL;
        }
    }
  return LAB_OUTCOME_FINISHED;
}

LabOutcome
lab_training_work (LabTraining *training, NcParty *party)
{
  LabOutcome outcome;

  training->stretch_start = g_get_monotonic_time ();
  if (training->trainer == NULL && !make_trainer (training))
    outcome = LAB_OUTCOME_FAILED;
  else
    {
      outcome = train (training, party);
      hand_over_checkpoint (training);
    }
  training->busy_time += g_get_monotonic_time () - training->stretch_start;
  training->stretch_start = 0;
  return outcome;
}
