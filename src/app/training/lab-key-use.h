/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How a run's Bob uses the key, in words. Formatting only.
 */
#pragma once

#include "lab/training/lab-run.h"

G_BEGIN_DECLS

/**
 * lab_key_use_is_none:
 *
 * Returns: whether @run has finished and its Bob does just as well with a wrong key
 */
gboolean lab_key_use_is_none (LabRun *run);

/**
 * lab_key_use_get_caption:
 * @beside: (nullable): other text about @run for the same line
 *
 * Returns: (transfer full) (nullable): one line: that the key is unused, or that Bob fails if
 * nothing else says so, and @beside
 */
char *lab_key_use_get_caption (LabRun *run, const char *beside);

/**
 * lab_key_use_explain:
 *
 * Returns: (transfer full) (nullable): how the key is used and the figures for every key, in both
 * modes of batch norm if the network has it; NULL until the run has finished
 */
char *lab_key_use_explain (LabRun *run);

G_END_DECLS
