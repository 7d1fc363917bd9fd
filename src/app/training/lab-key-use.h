/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a run's Bob makes of the key, said beside it. Formats only.
 */
#pragma once

#include "lab/training/lab-run.h"

G_BEGIN_DECLS

/**
 * lab_key_use_is_none:
 *
 * Returns: whether @run has finished and a wrong key serves its Bob as well
 */
gboolean lab_key_use_is_none (LabRun *run);

/**
 * lab_key_use_get_caption:
 * @beside: (nullable): what else is to be said of @run in the same line
 *
 * Returns: (transfer full) (nullable): one line: that the key is unused, or that Bob
 * fails when nothing else says so, and @beside
 */
char *lab_key_use_get_caption (LabRun *run, const char *beside);

/**
 * lab_key_use_explain:
 *
 * Returns: (transfer full) (nullable): the use of the key and its figures with every key, in
 * both modes of batch norm where there is one; NULL until the run has finished
 */
char *lab_key_use_explain (LabRun *run);

G_END_DECLS
