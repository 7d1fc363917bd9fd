/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An audit as stored: what was audited, by which program, and what every instrument found.
 * Immutable; the same whether it comes from a run just audited, the store or a JSON file.
 */
#pragma once

#include <json-glib/json-glib.h>

#include "lab/audit/lab-audit-subject.h"
#include "lab/audit/lab-finding.h"

G_BEGIN_DECLS

/* How thorough; the JSON names are "full" and "quick". */
typedef enum
{
  LAB_AUDIT_FULL,
  LAB_AUDIT_QUICK, /* less training for the attacks that learn: for a first look */
} LabAuditDepth;

const char *lab_audit_depth_get_name (LabAuditDepth depth);

/* Returns: FALSE if there is no such depth. */
gboolean lab_audit_depth_from_name (const char *name, LabAuditDepth *depth);

typedef struct
{
  char *label;               /* of the subject */
  char *kind;                /* see lab_audit_subject_get_kind() */
  gint64 run;                /* its number in the store, or 0 */
  gboolean training_unknown; /* iterations and run_seed are unknown, and 0 */
  guint64 iterations;        /* trained */
  char *model;               /* (nullable): Bob's, see lab_experiment_describe_model() */
  char *experiment;          /* (nullable): canonical text */
  guint32 run_seed;
  guint plaintext_bits;
  guint key_bits;
  guint key_difference;
  guint32 seed; /* of the audit */
  LabAuditDepth depth;
  gint64 created; /* Unix seconds, at the end */
  double seconds; /* from start to end, without pauses */
  guint n_threads;
  char *version;    /* of the program */
  char *arithmetic; /* kernels and BLAS, see lab_run_get_arithmetic() */
} LabAuditFacts;

typedef struct _LabAuditResult LabAuditResult;

/**
 * lab_audit_result_new:
 * @facts: copied, including its texts
 * @findings: [LAB_N_INSTRUMENTS], NULL for an instrument that was not used or was stopped;
 * references are taken
 */
LabAuditResult *
lab_audit_result_new (const LabAuditFacts *facts, LabFinding *const findings[LAB_N_INSTRUMENTS]);
LabAuditResult *lab_audit_result_ref (LabAuditResult *result);
void lab_audit_result_unref (LabAuditResult *result);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabAuditResult, lab_audit_result_unref)

const LabAuditFacts *lab_audit_result_get_facts (LabAuditResult *result);

/* Returns: (transfer none) (nullable) */
LabFinding *lab_audit_result_get_finding (LabAuditResult *result, LabInstrument instrument);

/**
 * lab_audit_result_to_json:
 *
 * The object described in README.md, "An audit as JSON": the facts, the verdict, and for each
 * instrument its light, sentence, numbers as [value, low, high] and tables as arrays of rows.
 * Numbers read back exactly (get_writable() has the one exception); NAN becomes null, infinity the
 * text "inf" or "-inf".
 */
JsonNode *lab_audit_result_to_json (LabAuditResult *result);

/* Returns: (transfer full): that JSON as text, on one line */
char *lab_audit_result_to_text (LabAuditResult *result);

/**
 * lab_audit_result_from_json:
 * @node: untrusted: every name, type, length and range is checked, and that tables used for
 * pictures have the columns they need
 * @origin: begins errors
 *
 * Verdict, lights and sentences are not read: they follow from the numbers. Unknown names are
 * kept, because a later version may measure more.
 *
 * Returns: NULL with a LAB_ERROR, one sentence
 */
LabAuditResult *lab_audit_result_from_json (JsonNode *node, const char *origin, GError **error);

/**
 * lab_audit_result_from_text:
 * @text: untrusted; need not end with a NUL
 *
 * The entry point for files: what would harm json-glib (unlimited depth, more values than an audit
 * can have) never reaches it. A text in which two members of an object have the same name is
 * refused.
 */
LabAuditResult *
lab_audit_result_from_text (const char *text, gsize length, const char *origin, GError **error);

/**
 * lab_audit_result_read:
 * @path: "-" for standard input; anything larger than an audit can be is not read
 *
 * Returns: NULL with a LAB_ERROR or G_FILE_ERROR, one sentence
 */
LabAuditResult *lab_audit_result_read (const char *path, GError **error);

/* The largest file that is read: five times the largest audit (N = 256). */
#define LAB_AUDIT_MAX_TEXT (32u * 1024 * 1024)

G_END_DECLS
