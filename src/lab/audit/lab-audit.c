/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A running audit as its owner sees it: state, clock, result. The threads are in lab-audit-work.c,
 * their work in lab-instrument*.c.
 */
#include "config.h"

#include "lab/audit/lab-audit.h"

#include <math.h>

#include "engine/kernels/nc-blas.h"
#include "lab/audit/lab-audit-work.h"
#include "lab/training/lab-run-private.h"

/* No time left is estimated below this progress: the first steps say little. */
#define LEAST_PROGRESS 0.01

struct _LabAudit
{
  GObject parent_instance;

  LabAuditSubject *subject;
  LabAuditWork *work;
  GMainContext *context; /* the owner's */
  LabAuditState state;
  LabAuditFacts facts; /* with the texts below, and those of the subject and its experiment */
  char *model;
  char *arithmetic;

  gint64 busy;     /* microseconds of work before the current stretch */
  gint64 start;    /* monotonic time of the current stretch; 0 if there is none */
  double progress; /* as last reported */
  LabAuditResult *result;
};

G_DEFINE_FINAL_TYPE (LabAudit, lab_audit, G_TYPE_OBJECT)

enum
{
  PROP_STATE = 1,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

static void
set_state (LabAudit *audit, LabAuditState state)
{
  if (state == audit->state)
    return;
  audit->state = state;
  g_object_notify_by_pspec (G_OBJECT (audit), properties[PROP_STATE]);
}

static void
stop_clock (LabAudit *audit)
{
  if (audit->start > 0)
    audit->busy += g_get_monotonic_time () - audit->start;
  audit->start = 0;
}

static void
lab_audit_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_STATE)
    g_value_set_int (value, LAB_AUDIT (object)->state);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
lab_audit_finalize (GObject *object)
{
  LabAudit *audit = LAB_AUDIT (object);

  lab_audit_work_stop (audit->work);
  lab_audit_work_join (audit->work);
  lab_audit_work_free (audit->work);
  g_clear_pointer (&audit->result, lab_audit_result_unref);
  lab_audit_subject_unref (audit->subject);
  g_main_context_unref (audit->context);
  g_free (audit->model);
  g_free (audit->arithmetic);
  G_OBJECT_CLASS (lab_audit_parent_class)->finalize (object);
}

static void
lab_audit_class_init (LabAuditClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = lab_audit_get_property;
  object_class->finalize = lab_audit_finalize;
  properties[PROP_STATE]
      = g_param_spec_int ("state", NULL, NULL, LAB_AUDIT_READY, LAB_AUDIT_FINISHED, LAB_AUDIT_READY,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
lab_audit_init (LabAudit *audit)
{
  audit->context = g_main_context_ref_thread_default ();
}

/* What is known before any measurement. */
static void
begin_facts (LabAudit *audit, const LabAuditOptions *options)
{
  LabAuditSubject *subject = audit->subject;
  LabExperiment *experiment = lab_audit_subject_get_experiment (subject);

  audit->arithmetic = lab_describe_arithmetic ();
  if (experiment != NULL)
    audit->model = lab_experiment_describe_model (experiment, NC_BOB);
  audit->facts = (LabAuditFacts){
    .label = (char *) lab_audit_subject_get_label (subject),
    .kind = (char *) lab_audit_subject_get_kind (subject),
    .run = lab_audit_subject_get_number (subject),
    .training_unknown = lab_audit_subject_is_training_unknown (subject),
    .iterations = lab_audit_subject_get_iterations (subject),
    .model = audit->model,
    .experiment = experiment != NULL ? (char *) lab_experiment_get_text (experiment) : NULL,
    .run_seed = lab_audit_subject_get_seed (subject),
    .plaintext_bits = lab_audit_subject_get_plaintext_bits (subject),
    .key_bits = lab_audit_subject_get_key_bits (subject),
    .key_difference = lab_audit_subject_get_key_difference (subject),
    .seed = options->seed,
    .depth = options->depth,
    .n_threads = options->n_threads > 0 ? options->n_threads : g_get_num_processors (),
    .version = (char *) LAB_VERSION,
    .arithmetic = audit->arithmetic,
  };
}

LabAudit *
lab_audit_new (LabAuditSubject *subject, const LabAuditOptions *options)
{
  LabAudit *audit;

  g_return_val_if_fail (subject != NULL && options != NULL, NULL);
  g_return_val_if_fail (options->instruments < 1u << LAB_N_INSTRUMENTS, NULL);

  nc_blas_pin ();
  audit = g_object_new (LAB_TYPE_AUDIT, NULL);
  audit->subject = lab_audit_subject_ref (subject);
  audit->work = lab_audit_work_new (subject, options);
  begin_facts (audit, options);
  return audit;
}

const LabAuditFacts *
lab_audit_get_facts (LabAudit *audit)
{
  g_return_val_if_fail (LAB_IS_AUDIT (audit), NULL);
  return &audit->facts;
}

gboolean
lab_audit_has_instrument (LabAudit *audit, LabInstrument instrument)
{
  g_return_val_if_fail (LAB_IS_AUDIT (audit), FALSE);
  return lab_audit_work_has_instrument (audit->work, instrument);
}

/* Keeps the complete findings. Returns whether all are. */
static gboolean
make_result (LabAudit *audit)
{
  LabFinding *findings[LAB_N_INSTRUMENTS] = { NULL };
  gboolean is_all = TRUE;

  for (guint i = 0; i < LAB_N_INSTRUMENTS; i++)
    {
      findings[i] = lab_audit_work_get_finding (audit->work, i);
      if (findings[i] != NULL && !lab_finding_is_complete (findings[i]))
        g_clear_pointer (&findings[i], lab_finding_unref);
      is_all &= findings[i] != NULL || !lab_audit_work_has_instrument (audit->work, i);
    }
  audit->facts.created = g_get_real_time () / G_USEC_PER_SEC;
  audit->facts.seconds = lab_audit_get_seconds (audit);
  audit->result = lab_audit_result_new (&audit->facts, findings);
  for (guint i = 0; i < LAB_N_INSTRUMENTS; i++)
    g_clear_pointer (&findings[i], lab_finding_unref);
  return is_all;
}

static void
conclude (LabAudit *audit)
{
  stop_clock (audit);
  set_state (audit, make_result (audit) ? LAB_AUDIT_FINISHED : LAB_AUDIT_STOPPED);
}

/* In the owner's context. */
static gboolean
take_back (gpointer data)
{
  g_autoptr (LabAudit) audit = g_object_ref (LAB_AUDIT (data));

  lab_audit_work_join (audit->work);
  conclude (audit);
  return G_SOURCE_REMOVE;
}

void
lab_audit_start (LabAudit *audit)
{
  g_return_if_fail (LAB_IS_AUDIT (audit));

  if (audit->state != LAB_AUDIT_READY)
    return;
  audit->start = g_get_monotonic_time ();
  audit->facts.n_threads = lab_audit_work_start (audit->work, audit->facts.n_threads,
                                                 audit->context, take_back, audit);
  set_state (audit, LAB_AUDIT_RUNNING);
}

void
lab_audit_pause (LabAudit *audit)
{
  g_return_if_fail (LAB_IS_AUDIT (audit));

  if (audit->state != LAB_AUDIT_RUNNING)
    return;
  lab_audit_work_set_paused (audit->work, TRUE);
  stop_clock (audit);
  set_state (audit, LAB_AUDIT_PAUSED);
}

void
lab_audit_resume (LabAudit *audit)
{
  g_return_if_fail (LAB_IS_AUDIT (audit));

  if (audit->state != LAB_AUDIT_PAUSED)
    return;
  audit->start = g_get_monotonic_time ();
  lab_audit_work_set_paused (audit->work, FALSE);
  set_state (audit, LAB_AUDIT_RUNNING);
}

void
lab_audit_stop (LabAudit *audit)
{
  g_return_if_fail (LAB_IS_AUDIT (audit));

  lab_audit_work_stop (audit->work);
  if (audit->state == LAB_AUDIT_READY)
    conclude (audit);
}

LabAuditState
lab_audit_get_state (LabAudit *audit)
{
  g_return_val_if_fail (LAB_IS_AUDIT (audit), LAB_AUDIT_READY);
  return audit->state;
}

double
lab_audit_get_progress (LabAudit *audit)
{
  g_return_val_if_fail (LAB_IS_AUDIT (audit), 0);

  /* Jobs are read one by one while they run. */
  audit->progress = MAX (audit->progress, lab_audit_work_get_progress (audit->work));
  return audit->progress;
}

double
lab_audit_get_seconds (LabAudit *audit)
{
  gint64 microseconds;

  g_return_val_if_fail (LAB_IS_AUDIT (audit), 0);

  microseconds = audit->busy;
  if (audit->start > 0)
    microseconds += g_get_monotonic_time () - audit->start;
  return (double) microseconds / G_USEC_PER_SEC;
}

double
lab_audit_get_seconds_left (LabAudit *audit)
{
  double progress = lab_audit_get_progress (audit);

  if (audit->result != NULL)
    return 0;
  if (progress < LEAST_PROGRESS)
    return NAN;
  return lab_audit_get_seconds (audit) * (1 - progress) / progress;
}

double
lab_audit_get_instrument_progress (LabAudit *audit, LabInstrument instrument)
{
  g_return_val_if_fail (LAB_IS_AUDIT (audit), 0);
  return lab_audit_work_get_instrument_progress (audit->work, instrument);
}

LabFinding *
lab_audit_get_finding (LabAudit *audit, LabInstrument instrument)
{
  g_return_val_if_fail (LAB_IS_AUDIT (audit), NULL);
  g_return_val_if_fail ((guint) instrument < LAB_N_INSTRUMENTS, NULL);
  return lab_audit_work_get_finding (audit->work, instrument);
}

LabAuditResult *
lab_audit_get_result (LabAudit *audit)
{
  g_return_val_if_fail (LAB_IS_AUDIT (audit), NULL);
  return audit->result;
}

static gboolean
stop_when_cancelled (GCancellable *cancellable, gpointer data)
{
  lab_audit_stop (data);
  return G_SOURCE_REMOVE;
}

LabAuditResult *
lab_audit_run (LabAudit *audit, GCancellable *cancellable)
{
  GSource *source = NULL;

  g_return_val_if_fail (LAB_IS_AUDIT (audit), NULL);

  if (cancellable != NULL)
    {
      source = g_cancellable_source_new (cancellable);
      g_source_set_callback (source, G_SOURCE_FUNC (stop_when_cancelled), audit, NULL);
      g_source_attach (source, audit->context);
    }
  lab_audit_start (audit);
  while (audit->result == NULL)
    g_main_context_iteration (audit->context, TRUE);
  if (source != NULL)
    {
      g_source_destroy (source);
      g_source_unref (source);
    }
  return audit->result;
}
