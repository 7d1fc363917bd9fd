/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The minimum of each round, as a source.
 *
 * The paper's probable base code plots its losses this way. The minimum of some thousand noisy
 * values lies below the typical value of the round, so the display must say that it shows minima.
 */
#pragma once

#include "plot/data/plot-source.h"

G_BEGIN_DECLS

#define REPORT_TYPE_ROUND_SOURCE (report_round_source_get_type ())
G_DECLARE_FINAL_TYPE (ReportRoundSource, report_round_source, REPORT, ROUND_SOURCE, GObject)

/**
 * report_round_source_new:
 * @source: one value per iteration; a reference is taken
 * @round_length: iterations of a round, both turns counted; not 0
 *
 * The minimum of round r = 1, 2, … is at iteration r * @round_length, where an axis that counts
 * rounds shows r; everything between is not measured. If @source is a channel of one turn, the
 * minimum is that of the turn. A round counts once it is over: an unfinished last round is
 * ignored. A round without a value has no minimum; a non-finite value is the minimum only if the
 * round has no finite one.
 */
PlotSource *report_round_source_new (PlotSource *source, guint64 round_length);

G_END_DECLS
