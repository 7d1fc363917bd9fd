/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is audited. Networks are held as weights wherever they came from, so that a run and a file
 * saved from it are the same subject.
 */
#include "config.h"

#include "lab/audit/lab-audit-subject.h"

#include <glib/gi18n-lib.h>

#include "audit/nc-audit-pair.h"
#include "lab/weights/lab-weights-run.h"

struct _LabAuditSubject
{
  char *label;
  const char *kind; /* static */
  gint64 number;
  LabWeights *weights; /* NULL for a known cipher */
  NcAuditKnown known;
  guint plaintext_bits;
  guint key_bits;
  guint key_difference;
};

/* Takes @weights. */
static LabAuditSubject *
new_for_networks (LabWeights *weights, const char *label, const char *kind, gint64 number)
{
  const NcSetup *setup = lab_experiment_get_setup (lab_weights_get_experiment (weights));
  LabAuditSubject *subject = g_atomic_rc_box_new0 (LabAuditSubject);

  subject->label = g_strdup (label);
  subject->kind = kind;
  subject->number = number;
  subject->weights = weights;
  subject->plaintext_bits = subject->key_bits = setup->key_bits;
  subject->key_difference = setup->key_difference;
  return subject;
}

LabAuditSubject *
lab_audit_subject_new_for_run (LabRun *run, GError **error)
{
  LabWeights *weights;

  g_return_val_if_fail (LAB_IS_RUN (run), NULL);

  weights = lab_weights_new_from_run (run, error);
  if (weights == NULL)
    return NULL;
  return new_for_networks (weights, lab_run_get_label (run), "run", lab_run_get_number (run));
}

LabAuditSubject *
lab_audit_subject_new_for_weights (LabWeights *weights, const char *label)
{
  g_return_val_if_fail (weights != NULL && label != NULL, NULL);

  return new_for_networks (weights, label, "weights", 0);
}

LabAuditSubject *
lab_audit_subject_new_for_known (NcAuditKnown kind, guint n_bits, guint key_difference)
{
  static const char *const labels[NC_AUDIT_N_KNOWN] = {
    [NC_AUDIT_KNOWN_CLEAR] = N_ ("Plaintext in the clear"),
    [NC_AUDIT_KNOWN_PAD_EXACT] = N_ ("One-time pad, exact key"),
    [NC_AUDIT_KNOWN_PAD_FUZZY] = N_ ("One-time pad, fuzzy key"),
    [NC_AUDIT_KNOWN_COMPLEMENT] = N_ ("Complement: one key bit for all"),
    [NC_AUDIT_KNOWN_COMMITMENT] = N_ ("Fuzzy commitment"),
    [NC_AUDIT_KNOWN_THREE_KEY_BITS] = N_ ("Three key bits for all"),
  };
  LabAuditSubject *subject;
  NcAuditCipher *cipher;

  g_return_val_if_fail ((guint) kind < NC_AUDIT_N_KNOWN, NULL);

  cipher = nc_audit_known_new (kind, n_bits, key_difference);
  g_return_val_if_fail (cipher != NULL, NULL);
  subject = g_atomic_rc_box_new0 (LabAuditSubject);
  subject->label = g_strdup (_ (labels[kind]));
  subject->kind = nc_audit_known_get_name (kind);
  subject->known = kind;
  subject->plaintext_bits = cipher->plaintext_bits;
  subject->key_bits = cipher->key_bits;
  subject->key_difference = cipher->key_difference;
  cipher->free (cipher);
  return subject;
}

LabAuditSubject *
lab_audit_subject_ref (LabAuditSubject *subject)
{
  return g_atomic_rc_box_acquire (subject);
}

static void
clear (gpointer data)
{
  LabAuditSubject *subject = data;

  g_free (subject->label);
  g_clear_pointer (&subject->weights, lab_weights_free);
}

void
lab_audit_subject_unref (LabAuditSubject *subject)
{
  g_atomic_rc_box_release_full (subject, clear);
}

const char *
lab_audit_subject_get_label (LabAuditSubject *subject)
{
  return subject->label;
}

const char *
lab_audit_subject_get_kind (LabAuditSubject *subject)
{
  return subject->kind;
}

gint64
lab_audit_subject_get_number (LabAuditSubject *subject)
{
  return subject->number;
}

gboolean
lab_audit_subject_is_training_unknown (LabAuditSubject *subject)
{
  return subject->weights != NULL && !lab_weights_is_training_known (subject->weights);
}

guint64
lab_audit_subject_get_iterations (LabAuditSubject *subject)
{
  return subject->weights != NULL ? lab_weights_get_iterations (subject->weights) : 0;
}

LabExperiment *
lab_audit_subject_get_experiment (LabAuditSubject *subject)
{
  return subject->weights != NULL ? lab_weights_get_experiment (subject->weights) : NULL;
}

guint32
lab_audit_subject_get_seed (LabAuditSubject *subject)
{
  return subject->weights != NULL ? lab_weights_get_seed (subject->weights) : 0;
}

guint
lab_audit_subject_get_plaintext_bits (LabAuditSubject *subject)
{
  return subject->plaintext_bits;
}

guint
lab_audit_subject_get_key_bits (LabAuditSubject *subject)
{
  return subject->key_bits;
}

guint
lab_audit_subject_get_key_difference (LabAuditSubject *subject)
{
  return subject->key_difference;
}

NcAuditCipher *
lab_audit_subject_make_cipher (LabAuditSubject *subject, const NcKernels *kernels)
{
  const NcSetup *setup;

  if (subject->weights == NULL)
    return nc_audit_known_new (subject->known, subject->plaintext_bits, subject->key_difference);
  setup = lab_experiment_get_setup (lab_weights_get_experiment (subject->weights));
  return nc_audit_pair_new (setup, lab_weights_get_parameters (subject->weights),
                            lab_weights_get_seed (subject->weights), kernels);
}
