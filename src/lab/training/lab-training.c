/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A training in progress, and the worker's loop.
 */
#include "config.h"

#include "lab/training/lab-training.h"

#include <glib/gi18n-lib.h>

#include "lab/training/lab-stop.h"
#include <string.h>

#include "engine/kernels/nc-blas.h"

/* Microseconds between two checkpoints of a running training. Each is a copy of three arrays of
 * the networks' size: far below a thousandth of the time. */
#define CHECKPOINT_INTERVAL (G_USEC_PER_SEC / 2)

/* Made at the end of a stretch, once this many times the duration of the last one has passed. */
#define DIAGNOSIS_SHARE 200

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

static void
publish_diagnosis (LabTraining *training, LabDiagnosis *diagnosis)
{
  LabDiagnosis *former = atomic_exchange (&training->diagnosis, diagnosis);

  if (former != NULL)
    lab_diagnosis_unref (former);
}

LabDiagnosis *
lab_training_take_diagnosis (LabTraining *training)
{
  return atomic_exchange (&training->diagnosis, NULL);
}

static gboolean
dispatch_news (GSource *source, GSourceFunc callback, gpointer data)
{
  return callback (data);
}

GSource *
lab_news_source_new (GMainContext *context, GSourceFunc callback, gpointer data)
{
  static GSourceFuncs functions = { .dispatch = dispatch_news };
  GSource *source = g_source_new (&functions, sizeof (GSource));

  g_source_set_callback (source, callback, data, NULL);
  g_source_attach (source, context);
  return source;
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
  publish_diagnosis (training, NULL);
  g_clear_pointer (&training->arithmetic, g_ref_string_release);
  g_free (training->failure);
  g_free (training->stop);
  g_clear_pointer (&training->evaluation, lab_evaluation_unref);
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

double
lab_training_get_seconds (LabTraining *training)
{
  gint64 start = training->stretch_start;
  gint64 microseconds = training->busy_time;

  if (start > 0)
    microseconds += g_get_monotonic_time () - start;
  return (double) microseconds / G_USEC_PER_SEC;
}

char *
lab_describe_arithmetic (void)
{
  g_autofree char *blas = nc_blas_get_core_type ();

  return g_strdup_printf ("%s kernels (arithmetic %d), OpenBLAS %s", nc_kernels_get_best ()->name,
                          NC_ARITHMETIC, blas);
}

char *
lab_training_note_arithmetic (LabTraining *training)
{
  g_autofree char *now = lab_describe_arithmetic ();
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
      sentence = g_strdup_printf (_ ("Trained by %s. The last bits of its numbers may differ from "
                                     "those of a run trained by one kind alone."),
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
  if (!nc_trainer_restore_state (training->trainer, g_bytes_get_data (checkpoint, NULL),
                                 g_bytes_get_size (checkpoint), &error))
    training->failure = g_strdup (error->message);
  else if (nc_trainer_get_iteration (training->trainer) != iteration)
    training->failure = g_strdup_printf (
        _ ("The saved networks are those of iteration %lu, but the points end at %lu; restart the "
           "run to train it again"),
        (gulong) nc_trainer_get_iteration (training->trainer), (gulong) iteration);
  else
    return TRUE;
  g_clear_pointer (&training->trainer, nc_trainer_free);
  return FALSE;
}

static void
diagnose (LabTraining *training, NcDiagnoser *diagnoser)
{
  const NcSetup *setup = lab_experiment_get_setup (training->experiment);
  const nc_real *parameters[NC_N_PARTIES];
  NcDiagnosis found;

  for (NcParty party = NC_ALICE; party < NC_N_PARTIES; party++)
    parameters[party] = nc_trainer_get_parameters (training->trainer, party);
  nc_diagnoser_look (diagnoser, parameters, &found);
  publish_diagnosis (training, lab_diagnosis_new (setup, &found, training->series));
  if (training->news != NULL)
    g_source_set_ready_time (training->news, 0);
}

/* At the end of a stretch, if the next diagnosis is due. */
static void
diagnose_in_time (LabTraining *training, NcDiagnoser *diagnoser, gint64 *due)
{
  gint64 start = g_get_monotonic_time ();

  if (start < *due)
    return;
  diagnose (training, diagnoser);
  *due = start + (g_get_monotonic_time () - start) * DIAGNOSIS_SHARE;
}

static LabOutcome
train (LabTraining *training, NcDiagnoser *diagnoser, NcParty *party)
{
  const NcSetup *setup = lab_experiment_get_setup (training->experiment);
  guint64 length = nc_setup_get_length (setup), stretch = lab_flatness_get_stretch (setup);
  gint64 due = g_get_monotonic_time () + CHECKPOINT_INTERVAL, diagnosis_due = 0;

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
      training->stop = lab_stop_explain (training->experiment, training->series);
      if (training->stop != NULL)
        return LAB_OUTCOME_FINISHED;
      if (nc_trainer_get_iteration (training->trainer) % stretch == 0)
        diagnose_in_time (training, diagnoser, &diagnosis_due);
      if (g_get_monotonic_time () >= due)
        {
          hand_over_checkpoint (training);
          due = g_get_monotonic_time () + CHECKPOINT_INTERVAL;
        }
    }
  return LAB_OUTCOME_FINISHED;
}

static void
evaluate (LabTraining *training)
{
  nc_real *parameters[NC_N_PARTIES], *statistics[NC_N_PARTIES];

  for (NcParty party = NC_ALICE; party < NC_N_PARTIES; party++)
    {
      parameters[party] = nc_trainer_get_parameters (training->trainer, party);
      statistics[party] = nc_trainer_get_statistics (training->trainer, party);
    }
  g_clear_pointer (&training->evaluation, lab_evaluation_unref);
  training->evaluation
      = lab_evaluation_new (training->experiment, training->seed, parameters, statistics);
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
      g_autoptr (NcDiagnoser) diagnoser = nc_diagnoser_new (
          lab_experiment_get_setup (training->experiment), training->seed, nc_kernels_get_best ());

      training->has_trainer = TRUE;
      outcome = train (training, diagnoser, party);
      /* Networks with a NaN say nothing; the earlier diagnosis stays. */
      if (outcome != LAB_OUTCOME_DIVERGED && lab_series_get_length (training->series) > 0)
        diagnose (training, diagnoser);
      if (outcome == LAB_OUTCOME_FINISHED)
        evaluate (training);
      hand_over_checkpoint (training);
      if (outcome == LAB_OUTCOME_FINISHED || outcome == LAB_OUTCOME_DIVERGED)
        {
          /* The checkpoint has what is left of it, in a fraction of the memory. */
          g_clear_pointer (&training->trainer, nc_trainer_free);
          training->has_trainer = FALSE;
        }
    }
  training->busy_time += g_get_monotonic_time () - training->stretch_start;
  training->stretch_start = 0;
  return outcome;
}

char *
lab_training_describe_divergence (LabTraining *training, NcParty party)
{
  static const char *const who[] = { N_ ("Alice"), N_ ("Bob"), N_ ("Eve") };

  return g_strdup_printf (_ ("%s’s network produced a NaN or an infinity at iteration %lu; a "
                             "smaller learning rate or batch norm may help"),
                          _ (who[party]), (gulong) (lab_series_get_length (training->series) - 1));
}
