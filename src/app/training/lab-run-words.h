/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a run's row says in words. Uses no widget.
 */
#pragma once

#include "lab/training/lab-run.h"

G_BEGIN_DECLS

/* Live numbers are means over this many iterations; the list's header says so. */
#define LAB_RUN_WORDS_RECENT 100

/**
 * lab_run_words_for_eve:
 * @explanation: (out) (transfer full) (nullable)
 *
 * Returns: (transfer full): Eve's loss rate; two if she has turns of her own
 */
char *lab_run_words_for_eve (LabRun *run, char **explanation);

/**
 * lab_run_words_for_trouble:
 * @explanation: (out) (transfer full) (nullable): the full text, if any
 *
 * Returns: (transfer full) (nullable): what went wrong, or what is wrong with its networks, in one
 * line
 */
char *lab_run_words_for_trouble (LabRun *run, char **explanation);

G_END_DECLS
