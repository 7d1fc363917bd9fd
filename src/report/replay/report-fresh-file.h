/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What fresh Eves found, in a key file beside a replay's runs, so that none is trained
 * twice. An entry is found again only for the same state of a training, number of
 * Eves, steps and version.
 */
#pragma once

#include "lab/training/lab-fresh-eves.h"

G_BEGIN_DECLS

typedef struct _ReportFreshFile ReportFreshFile;

/**
 * report_fresh_file_open:
 *
 * What is missing or cannot be read counts as empty: it can always be trained again.
 */
ReportFreshFile *report_fresh_file_open (const char *folder);
void report_fresh_file_free (ReportFreshFile *file);

/**
 * report_fresh_file_find:
 * @state: of the run's training, see nc_trainer_save_state()
 *
 * On any thread.
 *
 * Returns: (transfer full) (nullable): NULL where no such Eves are kept
 */
LabFreshEves *
report_fresh_file_find (ReportFreshFile *file, GBytes *state, guint n_eves, guint64 n_steps);

/**
 * report_fresh_file_add:
 *
 * Written at once, by atomic replace. On any thread. A file that cannot be written is no
 * failure: what was found is known until the program ends, and the report that is written
 * into the same folder says what is wrong with it.
 */
void report_fresh_file_add (ReportFreshFile *file, GBytes *state, const LabFreshEves *eves);

G_END_DECLS
