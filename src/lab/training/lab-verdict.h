/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * When a run is judged at all. Verdicts wait until there is something to judge:
 *
 * - that a unit died, until Bob's loss is flat (lab-flatness.h) and he gets every sign right: while
 *   it falls, outputs that fall short of ±1 are only not large yet, and at chance no sign is right;
 * - that the key is unused, until the run has ended and Bob reads with his key: at least
 *   LAB_JUDGED_ADVANTAGE below the 0.5 of guessing (lab_key_use_judge(), lab-evaluation.h).
 *
 * What is merely counted, such as units that never fire (lab-diagnosis.h), is no verdict.
 */
#pragma once

#include "engine/model/nc-setup.h"
#include "lab/training/lab-series.h"

G_BEGIN_DECLS

/**
 * lab_verdict_unit_died:
 *
 * Returns: whether the end of @series is that of a Bob one of whose units died: a flat loss rate
 * above 0.1 with a bit error below 0.01
 */
gboolean lab_verdict_unit_died (LabSeries *series, const NcSetup *setup);

G_END_DECLS
