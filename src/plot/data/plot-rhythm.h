/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How far the values of a series usually lie apart, and so where values are missing.
 *
 * A table may be thinned out on purpose (every hundredth iteration), and one party measures
 * nothing while the other has its turn. Neither is a gap. A gap is what is missing against the
 * rhythm of the series itself:
 *
 * - A step from one value to the next is usual if at least a quarter of all steps, and three, are
 *   about as long (within half as much again). The longest usual step is the rhythm.
 * - A step is a gap if it is longer than the rhythm half as much again where the rhythm is kept
 *   strictly (three quarters of such steps are equal), and three times where it is not.
 * - Longer steps that come again and again are pauses: more than three rhythms long, three of them
 *   at least, and half of all that are so long within a tenth of the same length.
 * - Where no step is usual (rows at 1, 10, 100, …) nothing says what is missing: no gaps.
 */
#pragma once

#include "plot/data/plot-source.h"

G_BEGIN_DECLS

typedef struct _PlotRhythm PlotRhythm;

PlotRhythm *plot_rhythm_new (void);
void plot_rhythm_free (PlotRhythm *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlotRhythm, plot_rhythm_free)

/* Adds a value at @position, after all earlier ones. */
void plot_rhythm_add (PlotRhythm *self, gsize position);

/* Of a step of @length from one value to the next. */
PlotStep plot_rhythm_classify (PlotRhythm *self, gsize length);

G_END_DECLS
