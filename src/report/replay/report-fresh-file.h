/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What fresh Eves found, in a key file beside a replay's runs, so that none is trained twice. An
 * entry matches only the same training state, number of Eves, steps and version.
 */
#pragma once

#include "lab/training/lab-fresh-eves.h"

G_BEGIN_DECLS

typedef struct _ReportFreshFile ReportFreshFile;

/**
 * report_fresh_file_open:
 *
 * A missing or unreadable file counts as empty: its entries can always be trained again.
 */
ReportFreshFile *report_fresh_file_open (const char *folder);
void report_fresh_file_free (ReportFreshFile *file);

/**
 * report_fresh_file_find:
 * @state: the run's training state, see nc_trainer_save_state()
 *
 * Thread-safe.
 *
 * Returns: (transfer full) (nullable): NULL if no such Eves are stored
 */
LabFreshEves *
report_fresh_file_find (ReportFreshFile *file, GBytes *state, guint n_eves, guint64 n_steps);

/**
 * report_fresh_file_add:
 *
 * Written immediately, by atomic replace. Thread-safe. A file that cannot be written is not an
 * error: the result stays in memory until the program ends, and writing the report into the same
 * folder will report the problem.
 */
void report_fresh_file_add (ReportFreshFile *file, GBytes *state, const LabFreshEves *eves);

G_END_DECLS
