/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is audited: the frozen networks of a run or of a weights file, or a known cipher used to
 * calibrate the instruments. Immutable.
 */
#pragma once

#include "audit/nc-audit-known.h"
#include "engine/kernels/nc-kernels.h"
#include "lab/training/lab-run.h"
#include "lab/weights/lab-weights.h"

G_BEGIN_DECLS

typedef struct _LabAuditSubject LabAuditSubject;

/**
 * lab_audit_subject_new_for_run:
 *
 * The run as of its newest checkpoint; it may go on training meanwhile.
 *
 * Returns: NULL with LAB_ERROR_NOT_FOUND for a run that has not begun, or with NC_ERROR_STATE if
 * its networks are damaged or no longer finite
 */
LabAuditSubject *lab_audit_subject_new_for_run (LabRun *run, GError **error);

/**
 * lab_audit_subject_new_for_weights:
 * @weights: (transfer full)
 * @label: what to call it: the file's name
 */
LabAuditSubject *lab_audit_subject_new_for_weights (LabWeights *weights, const char *label);

/**
 * lab_audit_subject_new_for_known:
 * @n_bits: see nc_audit_known_new(), like @key_difference
 */
LabAuditSubject *
lab_audit_subject_new_for_known (NcAuditKnown kind, guint n_bits, guint key_difference);

LabAuditSubject *lab_audit_subject_ref (LabAuditSubject *subject);
void lab_audit_subject_unref (LabAuditSubject *subject);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabAuditSubject, lab_audit_subject_unref)

const char *lab_audit_subject_get_label (LabAuditSubject *subject); /* for a person */
const char *lab_audit_subject_get_kind (LabAuditSubject *subject);  /* "run", "weights", or the
                                                                        known cipher's name */
gint64 lab_audit_subject_get_number (LabAuditSubject *subject); /* of the run in its store, or 0 */

/* Whether the iterations and the seed of the training are unknown. */
gboolean lab_audit_subject_is_training_unknown (LabAuditSubject *subject);
guint64 lab_audit_subject_get_iterations (LabAuditSubject *subject); /* trained, 0 if known */

/* (nullable): for a trained pair. */
LabExperiment *lab_audit_subject_get_experiment (LabAuditSubject *subject);
guint32 lab_audit_subject_get_seed (LabAuditSubject *subject); /* of the run, 0 if known */

guint lab_audit_subject_get_plaintext_bits (LabAuditSubject *subject);
guint lab_audit_subject_get_key_bits (LabAuditSubject *subject);
guint lab_audit_subject_get_key_difference (LabAuditSubject *subject);

/**
 * lab_audit_subject_make_cipher:
 *
 * For a worker thread: it recomputes the batch-norm statistics, which takes a moment.
 *
 * Returns: (transfer full): freed with its own free(); see nc-audit-cipher.h
 */
NcAuditCipher *lab_audit_subject_make_cipher (LabAuditSubject *subject, const NcKernels *kernels);

G_END_DECLS
