/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One sentence on what the runs' numbers mean.
 */
#pragma once

#include "lab/training/lab-run.h"

G_BEGIN_DECLS

/**
 * lab_insight_describe:
 * @runs: (element-type LabRun): those in the list
 * @is_warning: (out): whether the sentence warns of a wrong conclusion
 *
 * Returns: (transfer full): never empty
 */
char *lab_insight_describe (GPtrArray *runs, gboolean *is_warning);

G_END_DECLS
