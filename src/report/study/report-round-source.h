/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The least value of each round, as a source.
 *
 * This is how the paper's probable base code plots its losses. The least of
 * some thousand noisy values lies below what the round as a whole was like, so
 * whoever shows it says so beside it.
 */
#pragma once

#include "plot/data/plot-source.h"

G_BEGIN_DECLS

#define REPORT_TYPE_ROUND_SOURCE (report_round_source_get_type ())
G_DECLARE_FINAL_TYPE (ReportRoundSource, report_round_source, REPORT, ROUND_SOURCE, GObject)

/**
 * report_round_source_new:
 * @source: one value an iteration; a reference is taken
 * @round_length: iterations of a round, both turns counted; not 0
 *
 * The minimum of round r = 1, 2, … stands at iteration r * @round_length, where
 * an axis that counts rounds says r; all between is not measured. Where @source
 * is a channel of one turn the minimum is that of the turn. A round counts when
 * it is over: what was stopped within a round ends with the round before. A
 * round without a value has none; what is not finite is no minimum but of a
 * round that has nothing else.
 */
PlotSource *report_round_source_new (PlotSource *source, guint64 round_length);

G_END_DECLS
