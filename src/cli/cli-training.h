/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Trains a study from a terminal.
 */
#pragma once

#include "lab/training/lab-study.h"

G_BEGIN_DECLS

/**
 * cli_training_list_runs:
 *
 * Returns: (transfer full) (element-type LabRun): all runs of a study
 */
GPtrArray *cli_training_list_runs (LabStudy *study);

/**
 * cli_training_check_memory:
 * @runs: (element-type LabRun)
 *
 * Checks that memory suffices for all of them to their last iteration.
 *
 * Returns: FALSE after one sentence on standard error
 */
gboolean cli_training_check_memory (GPtrArray *runs);

/* --stop-after SECONDS, 0: not given. */
extern int cli_training_stop_after;

#define CLI_TRAINING_ENTRIES                                                                       \
  {                                                                                                \
    "stop-after", 0, 0, G_OPTION_ARG_INT, &cli_training_stop_after,                                \
        N_ ("Pause what still trains after so many seconds; “fuzzy-key resume” continues it"),     \
        N_ ("SECONDS")                                                                             \
  }
#define CLI_STOP_AFTER_RANGE                                                                       \
  {                                                                                                \
    "stop-after", 1, 10000000, CLI_BOTH_ENDS                                                       \
  }

/**
 * cli_training_run:
 * @runs: (element-type LabRun)
 * @n_jobs: at once, 0 for as many as there are processors
 *
 * Trains and returns when the last has ended or is paused, by --stop-after too. On a terminal a
 * line of progress stands on standard error meanwhile. The first signal that would end the program
 * pauses the runs, a second one the program; from the return on signals are held, see
 * base_ending_hold(), so that what was asked for is written.
 */
void cli_training_run (GPtrArray *runs, guint n_jobs);

/* Tells the user at a terminal about the first signal that ends a training. */
void cli_training_tell_stopping (void);

/**
 * cli_training_tell_paused:
 *
 * Tells the user at a terminal how to resume those of @runs that have not ended.
 *
 * @store: (nullable): as given by --store
 */
void cli_training_tell_paused (GPtrArray *runs, const char *store);

/**
 * cli_training_check_ends:
 * @runs: that were to be trained
 *
 * A paused run without a message and a diverged one are not failures.
 *
 * Returns: FALSE after a sentence for each run that failed, or that could not continue and says
 * why; repeated sentences are printed once
 */
gboolean cli_training_check_ends (GPtrArray *runs);

/**
 * cli_training_print_results:
 * @runs: of @study
 *
 * Prints a table of final numbers to standard output.
 */
void cli_training_print_results (LabStudy *study, GPtrArray *runs);

G_END_DECLS
