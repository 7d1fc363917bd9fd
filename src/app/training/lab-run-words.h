/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a run's row says in words. Uses no widget.
 */
#pragma once

#include "lab/training/lab-run.h"

G_BEGIN_DECLS

/**
 * lab_run_words_for_trouble:
 * @explanation: (out) (transfer full) (nullable): the full text, if any
 *
 * Returns: (transfer full) (nullable): what went wrong, or what is wrong with its networks, in one
 * line
 */
char *lab_run_words_for_trouble (LabRun *run, char **explanation);

G_END_DECLS
