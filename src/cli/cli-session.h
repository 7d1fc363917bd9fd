/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Training a study from a terminal.
 */
#pragma once

#include "lab/lab-study.h"

G_BEGIN_DECLS

/**
 * cli_session_check_memory:
 *
 * Whether the machine has the memory for all runs to their last iteration.
 *
 * Returns: FALSE after one sentence on standard error
 */
gboolean cli_session_check_memory (LabStudy *study);

/**
 * cli_session_run:
 * @n_jobs: runs at once, 0 for as many as there are processors
 *
 * Trains all runs and returns when the last has ended. Ctrl-C stops them all. On
 * a terminal a line of progress stands on standard error meanwhile.
 */
void cli_session_run (LabStudy *study, guint n_jobs);

/**
 * cli_session_print_results:
 *
 * A table of final numbers on standard output.
 */
void cli_session_print_results (LabStudy *study);

G_END_DECLS
