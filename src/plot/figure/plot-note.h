/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The sentence that says what the numbers of the legend are, and what lines and areas of several
 * seeds stand for.
 */
#pragma once

#include "plot/figure/plot-figure-data.h"
#include "plot/draw/plot-scale.h"

G_BEGIN_DECLS

/* Whether a curve of several seeds is visible, or the numbers of the legend have a name. */
gboolean plot_note_is_needed (PlotFigureData *figure);

/* (transfer full) "Line: median of the seeds · area: least to greatest · …". @x: what is seen,
 * @width pixels wide. */
char *plot_note_make (PlotFigureData *figure, const PlotScale *x, double width);

/* What the area of bands of @kind reaches over: "min–max", "quartiles". */
const char *plot_note_get_range (PlotBandKind kind);

G_END_DECLS
