/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An audit as it is kept: what was audited, by what, and what every instrument
 * found. Immutable once made; the same from a run just audited, from the store and
 * from a JSON file.
 */
#pragma once

#include <json-glib/json-glib.h>

#include "lab/audit/lab-audit-subject.h"
#include "lab/audit/lab-finding.h"

G_BEGIN_DECLS

/* How thorough. Names as in JSON: "full", "quick". */
typedef enum
{
  LAB_AUDIT_FULL,
  LAB_AUDIT_QUICK, /* less training of those that learn: for a first look */
} LabAuditDepth;

const char *lab_audit_depth_get_name (LabAuditDepth depth);

/* Returns: FALSE when no depth is called so. */
gboolean lab_audit_depth_from_name (const char *name, LabAuditDepth *depth);

typedef struct
{
  char *label;               /* of what was audited */
  char *kind;                /* see lab_audit_subject_get_kind() */
  gint64 run;                /* its number in the store it came from, or 0 */
  gboolean training_unknown; /* iterations and run_seed, which are 0 */
  guint64 iterations;        /* trained */
  char *model;               /* (nullable): Bob's, as lab_experiment_describe_model() says it */
  char *experiment;          /* (nullable): canonical text */
  guint32 run_seed;
  guint plaintext_bits;
  guint key_bits;
  guint key_difference;
  guint32 seed; /* of the audit */
  LabAuditDepth depth;
  gint64 created; /* Unix seconds, when it ended */
  double seconds; /* from start to end, pauses left out */
  guint n_threads;
  char *version;    /* of the program */
  char *arithmetic; /* kernels and BLAS, as lab_run_get_arithmetic() */
} LabAuditFacts;

typedef struct _LabAuditResult LabAuditResult;

/**
 * lab_audit_result_new:
 * @facts: copied, texts too
 * @findings: [LAB_N_INSTRUMENTS], NULL for an instrument that was not used or was
 * stopped; references are taken
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
 * The object of README.md, "An audit as JSON": facts, verdict, and by instrument its
 * light, sentence, numbers as [value, low, high] and tables as arrays of rows. Numbers
 * read back exactly (see get_writable() for the one exception); NAN is null, infinity the
 * text "inf" or "-inf".
 */
JsonNode *lab_audit_result_to_json (LabAuditResult *result);

/* Returns: (transfer full): that JSON as text, in one line */
char *lab_audit_result_to_text (LabAuditResult *result);

/**
 * lab_audit_result_from_json:
 * @node: may be anybody's: every name, type, length and range is checked, and that the
 * tables which pictures are made from have the columns they must have
 * @origin: what to begin an error with
 *
 * Verdict, lights and sentences are not read: they follow from the numbers. Names that
 * are not known are kept: a later version may measure more.
 *
 * Returns: NULL with a LAB_ERROR, one sentence
 */
LabAuditResult *lab_audit_result_from_json (JsonNode *node, const char *origin, GError **error);

/**
 * lab_audit_result_from_text:
 * @text: may be anything; need not end with a NUL
 *
 * The way in for files: what json-glib would believe to its harm (endless depth, more
 * values than an audit can have) never reaches it. Of two members of one name none is
 * believed.
 */
LabAuditResult *
lab_audit_result_from_text (const char *text, gsize length, const char *origin, GError **error);

/**
 * lab_audit_result_read:
 * @path: "-" for standard input; what is larger than any audit is not read
 *
 * Returns: NULL with a LAB_ERROR or G_FILE_ERROR, one sentence
 */
LabAuditResult *lab_audit_result_read (const char *path, GError **error);

/* The largest file that is read: five times the largest audit, N = 256. */
#define LAB_AUDIT_MAX_TEXT (32u * 1024 * 1024)

G_END_DECLS
