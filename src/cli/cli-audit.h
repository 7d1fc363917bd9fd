/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Auditing from a terminal: the subject, waiting for the audit, and the result as text.
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
 * @status: (out): the exit status on failure
 *
 * Returns: (transfer full): NULL after one sentence on standard error
 */
LabAuditSubject *cli_audit_open_run (LabStore *store, gint64 number, CliStatus *status);

/**
 * cli_audit_open_weights:
 * @path: of a weights file
 * @status: (out): the exit status on failure
 *
 * Returns: (transfer full): NULL after one sentence on standard error
 */
LabAuditSubject *
cli_audit_open_weights (const char *path, const CliStandIn *stand_in, CliStatus *status);

/* No option can have this value. */
#define CLI_AUDIT_NOT_GIVEN G_MININT

/**
 * cli_audit_open_known:
 * @name: see nc_audit_known_get_name()
 * @n_bits: N
 * @difference: n, or CLI_AUDIT_NOT_GIVEN for a default that suits N
 *
 * Returns: (transfer full): NULL after one sentence on standard error
 */
LabAuditSubject *cli_audit_open_known (const char *name, int n_bits, int difference);

/**
 * cli_audit_run:
 *
 * Returns when the audit is complete, or after a signal with what was complete by then. Shows a
 * progress line on standard error if that is a terminal. Signals are held from the return on, see
 * base_ending_hold().
 */
LabAuditResult *cli_audit_run (LabAudit *audit); /* (transfer none) */

/**
 * cli_audit_make_folder:
 * @folder: (nullable): where a report will be written; created if missing, because nothing else
 * shows that it can be
 * @there: (out) (transfer full) (nullable): for cli_audit_unmake_folder()
 *
 * Returns: FALSE after one sentence on standard error if it cannot be created
 */
gboolean cli_audit_make_folder (const char *folder, char **there);

/* Removes the folders created, for a command refused later on. */
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
 * @json: as one JSON object, otherwise as a table of instruments and the verdict
 *
 * To standard output.
 */
void cli_audit_print (LabAuditResult *result, gboolean json);

G_END_DECLS
