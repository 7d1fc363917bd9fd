/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Auditing from a terminal: what is audited, the wait, and what came of it as text.
 */
#pragma once

#include "cli/cli-weights.h"
#include "cli/cli.h"
#include "lab/audit/lab-audit.h"
#include "lab/store/lab-store.h"

G_BEGIN_DECLS

/**
 * cli_audit_open_run:
 * @number: of a run in @store
 * @status: (out): what to end with
 *
 * Returns: (transfer full): NULL after one sentence on standard error
 */
LabAuditSubject *cli_audit_open_run (LabStore *store, gint64 number, CliStatus *status);

/**
 * cli_audit_open_weights:
 * @path: of a weights file
 * @status: (out): what to end with where there is nothing to audit
 *
 * Returns: (transfer full): NULL after one sentence on standard error
 */
LabAuditSubject *
cli_audit_open_weights (const char *path, const CliStandIn *stand_in, CliStatus *status);

/* Of a number that no option can be. */
#define CLI_AUDIT_NOT_GIVEN G_MININT

/**
 * cli_audit_open_known:
 * @name: see nc_audit_known_get_name()
 * @n_bits: N
 * @difference: n, or CLI_AUDIT_NOT_GIVEN for what suits N
 *
 * Returns: (transfer full): NULL after one sentence on standard error
 */
LabAuditSubject *cli_audit_open_known (const char *name, int n_bits, int difference);

/**
 * cli_audit_run:
 *
 * Audits and returns when all is done, or after a signal with what was complete. On a
 * terminal a line of progress stands on standard error meanwhile. From the return on
 * signals are held, see base_ending_hold().
 */
LabAuditResult *cli_audit_run (LabAudit *audit); /* (transfer none) */

/**
 * cli_audit_make_folder:
 * @folder: (nullable): where a report will be written; made if it is not there, for
 * whether it can be shows in no other way
 * @there: (out) (transfer full) (nullable): for cli_audit_unmake_folder()
 *
 * Returns: FALSE after one sentence on standard error when it cannot be
 */
gboolean cli_audit_make_folder (const char *folder, char **there);

/* When the command is refused after all: what was made goes again. */
void cli_audit_unmake_folder (const char *folder, const char *there);

/**
 * cli_audit_write:
 * @folder: (nullable): NULL for no report
 *
 * Returns: FALSE after one sentence on standard error
 */
gboolean cli_audit_write (LabAuditResult *result, const char *folder);

/**
 * cli_audit_print:
 * @json: whether as one JSON object, else as a table of instruments and the verdict
 *
 * On standard output.
 */
void cli_audit_print (LabAuditResult *result, gboolean json);

G_END_DECLS
