/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A run, as its owner sees it.
 */
#include "lab/training/lab-run-private.h"

#include <math.h>

#include "lab/training/lab-run-speed.h"

struct _LabRun
{
  GObject parent_instance;

  char *label;
  char *message;
  LabRunState state;
  guint colour;
  gboolean visible;
  double paper_loss_rate;
  gint64 number;
  gboolean held_elsewhere;
  LabTraining *training;
  LabDiagnosis *diagnosis;

  LabRunSpeed speed;
};

G_DEFINE_FINAL_TYPE (LabRun, lab_run, G_TYPE_OBJECT)

enum
{
  PROP_LABEL = 1,
  PROP_STATE,
  PROP_MESSAGE,
  PROP_COLOUR,
  PROP_VISIBLE,
  PROP_SERIES,
  PROP_EXPERIMENT,
  PROP_DIAGNOSIS,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

static void
lab_run_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  LabRun *run = LAB_RUN (object);

  switch (id)
    {
    case PROP_LABEL:
      g_value_set_string (value, run->label);
      break;
    case PROP_STATE:
      g_value_set_enum (value, (int) run->state);
      break;
    case PROP_MESSAGE:
      g_value_set_string (value, run->message);
      break;
    case PROP_COLOUR:
      g_value_set_uint (value, run->colour);
      break;
    case PROP_VISIBLE:
      g_value_set_boolean (value, run->visible);
      break;
    case PROP_SERIES:
      g_value_set_boxed (value, run->training->series);
      break;
    case PROP_EXPERIMENT:
      g_value_set_boxed (value, run->training->experiment);
      break;
    case PROP_DIAGNOSIS:
      g_value_set_boxed (value, run->diagnosis);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
lab_run_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  LabRun *run = LAB_RUN (object);

  switch (id)
    {
    case PROP_LABEL:
      lab_run_set_label (run, g_value_get_string (value));
      break;
    case PROP_COLOUR:
      lab_run_set_colour (run, g_value_get_uint (value));
      break;
    case PROP_VISIBLE:
      lab_run_set_visible (run, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
lab_run_finalize (GObject *object)
{
  LabRun *run = LAB_RUN (object);

  /* A worker still training holds its own reference. */
  run->training->halt = TRUE;
  lab_training_unref (run->training);
  g_clear_pointer (&run->diagnosis, lab_diagnosis_unref);
  g_free (run->label);
  g_free (run->message);
  G_OBJECT_CLASS (lab_run_parent_class)->finalize (object);
}

static void
lab_run_class_init (LabRunClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  const GParamFlags writable = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->finalize = lab_run_finalize;
  object_class->get_property = lab_run_get_property;
  object_class->set_property = lab_run_set_property;

  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL, writable);
  properties[PROP_STATE]
      = g_param_spec_enum ("state", NULL, NULL, LAB_TYPE_RUN_STATE, LAB_RUN_READY, readable);
  properties[PROP_MESSAGE] = g_param_spec_string ("message", NULL, NULL, NULL, readable);
  properties[PROP_COLOUR] = g_param_spec_uint ("colour", NULL, NULL, 0, G_MAXUINT, 0, writable);
  properties[PROP_VISIBLE] = g_param_spec_boolean ("visible", NULL, NULL, TRUE, writable);
  properties[PROP_SERIES] = g_param_spec_boxed ("series", NULL, NULL, LAB_TYPE_SERIES, readable);
  properties[PROP_EXPERIMENT]
      = g_param_spec_boxed ("experiment", NULL, NULL, LAB_TYPE_EXPERIMENT, readable);
  properties[PROP_DIAGNOSIS]
      = g_param_spec_boxed ("diagnosis", NULL, NULL, LAB_TYPE_DIAGNOSIS, readable);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
lab_run_init (LabRun *run)
{
  run->visible = TRUE;
  run->paper_loss_rate = NAN;
}

LabRun *
lab_run_new (const char *label, LabExperiment *experiment, guint32 seed)
{
  LabRun *run = g_object_new (LAB_TYPE_RUN, NULL);

  run->label = g_strdup (label);
  run->training = lab_training_new (experiment, seed);
  return run;
}

const char *
lab_run_get_label (LabRun *run)
{
  return run->label;
}

void
lab_run_set_label (LabRun *run, const char *label)
{
  g_return_if_fail (LAB_IS_RUN (run) && label != NULL);

  if (g_str_equal (run->label, label))
    return;
  g_free (run->label);
  run->label = g_strdup (label);
  g_object_notify_by_pspec (G_OBJECT (run), properties[PROP_LABEL]);
}

LabExperiment *
lab_run_get_experiment (LabRun *run)
{
  return run->training->experiment;
}

guint32
lab_run_get_seed (LabRun *run)
{
  return run->training->seed;
}

LabRunState
lab_run_get_state (LabRun *run)
{
  return run->state;
}

const char *
lab_run_get_message (LabRun *run)
{
  return run->message;
}

guint
lab_run_get_colour (LabRun *run)
{
  return run->colour;
}

void
lab_run_set_colour (LabRun *run, guint colour)
{
  if (run->colour == colour)
    return;
  run->colour = colour;
  g_object_notify_by_pspec (G_OBJECT (run), properties[PROP_COLOUR]);
}

gboolean
lab_run_get_visible (LabRun *run)
{
  return run->visible;
}

void
lab_run_set_visible (LabRun *run, gboolean visible)
{
  if (run->visible == visible)
    return;
  run->visible = visible;
  g_object_notify_by_pspec (G_OBJECT (run), properties[PROP_VISIBLE]);
}

LabSeries *
lab_run_get_series (LabRun *run)
{
  return run->training->series;
}

LabDiagnosis *
lab_run_get_diagnosis (LabRun *run)
{
  return run->diagnosis;
}

static void
set_diagnosis (LabRun *run, LabDiagnosis *diagnosis)
{
  g_clear_pointer (&run->diagnosis, lab_diagnosis_unref);
  run->diagnosis = diagnosis;
  g_object_notify_by_pspec (G_OBJECT (run), properties[PROP_DIAGNOSIS]);
}

void
lab_run_update_diagnosis (LabRun *run)
{
  LabDiagnosis *diagnosis = lab_training_take_diagnosis (run->training);

  if (diagnosis != NULL)
    set_diagnosis (run, diagnosis);
}

LabEvaluation *
lab_run_get_evaluation (LabRun *run)
{
  return run->state == LAB_RUN_FINISHED ? run->training->evaluation : NULL;
}

gint64
lab_run_get_number (LabRun *run)
{
  return run->number;
}

void
lab_run_set_number (LabRun *run, gint64 number)
{
  run->number = number;
}

GBytes *
lab_run_get_checkpoint (LabRun *run, guint64 *iteration)
{
  return lab_training_get_checkpoint (run->training, iteration);
}

const char *
lab_run_get_arithmetic (LabRun *run)
{
  return run->training->arithmetic;
}

gboolean
lab_run_is_held_elsewhere (LabRun *run)
{
  return run->held_elsewhere;
}

void
lab_run_set_held_elsewhere (LabRun *run, gboolean held)
{
  run->held_elsewhere = held;
}

double
lab_run_get_paper_loss_rate (LabRun *run)
{
  return run->paper_loss_rate;
}

void
lab_run_set_paper_loss_rate (LabRun *run, double loss_rate)
{
  run->paper_loss_rate = loss_rate;
}

guint64
lab_run_get_length (LabRun *run)
{
  return nc_setup_get_length (lab_experiment_get_setup (run->training->experiment));
}

guint64
lab_run_get_iteration (LabRun *run)
{
  return lab_series_get_length (run->training->series);
}

double
lab_run_get_speed (LabRun *run)
{
  if (run->state != LAB_RUN_RUNNING)
    {
      lab_run_speed_reset (&run->speed);
      return 0;
    }
  return lab_run_speed_measure (&run->speed, lab_run_get_iteration (run), g_get_monotonic_time ());
}

double
lab_run_get_seconds_left (LabRun *run)
{
  double speed = lab_run_get_speed (run);

  return speed > 0 ? (double) (lab_run_get_length (run) - lab_run_get_iteration (run)) / speed
                   : (double) NAN;
}

double
lab_run_get_seconds (LabRun *run)
{
  return lab_training_get_seconds (run->training);
}

gboolean
lab_run_is_active (LabRun *run)
{
  return run->state == LAB_RUN_QUEUED || run->state == LAB_RUN_RUNNING;
}

gboolean
lab_run_is_ended (LabRun *run)
{
  return run->state >= LAB_RUN_FINISHED;
}

LabTraining *
lab_run_get_training (LabRun *run)
{
  return run->training;
}

void
lab_run_set_state (LabRun *run, LabRunState state, const char *message)
{
  g_object_freeze_notify (G_OBJECT (run));
  if (g_strcmp0 (run->message, message) != 0)
    {
      g_free (run->message);
      run->message = g_strdup (message);
      g_object_notify_by_pspec (G_OBJECT (run), properties[PROP_MESSAGE]);
    }
  if (run->state != state)
    {
      run->state = state;
      lab_series_set_growing (lab_run_get_series (run), state == LAB_RUN_RUNNING);
      lab_run_speed_reset (&run->speed);
      g_object_notify_by_pspec (G_OBJECT (run), properties[PROP_STATE]);
    }
  g_object_thaw_notify (G_OBJECT (run));
}

void
lab_run_renew (LabRun *run, LabExperiment *experiment, guint32 seed)
{
  LabTraining *former = run->training;

  run->training = lab_training_new (experiment, seed);
  lab_training_unref (former);
  set_diagnosis (run, NULL);
  g_object_notify_by_pspec (G_OBJECT (run), properties[PROP_SERIES]);
  g_object_notify_by_pspec (G_OBJECT (run), properties[PROP_EXPERIMENT]);
}
