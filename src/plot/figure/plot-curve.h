/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One curve: a source with a name and a look. Draws nothing itself. A curve of a PlotBand stands
 * for several seeds; figures add their number to its label.
 */
#pragma once

#include "plot/data/plot-source.h"
#include "plot/draw/plot-style.h"

G_BEGIN_DECLS

#define PLOT_TYPE_CURVE (plot_curve_get_type ())
G_DECLARE_FINAL_TYPE (PlotCurve, plot_curve, PLOT, CURVE, GObject)

/* Takes a reference to @source. Colour 0, solid, no marker, visible. @label is plain text;
 * of more than 200 characters the beginning. */
PlotCurve *plot_curve_new (PlotSource *source, const char *label);

PlotSource *plot_curve_get_source (PlotCurve *self);

const char *plot_curve_get_label (PlotCurve *self);

/* An index into the palette; any number, it wraps around. */
void plot_curve_set_color_index (PlotCurve *self, guint index);
PlotColor plot_curve_get_color (PlotCurve *self, gboolean dark);

/* For comparison only, behind the others. FALSE at first. */
void plot_curve_set_faint (PlotCurve *self, gboolean faint);

/* Where Bob and Eve are both shown, Bob is solid and Eve dashed. */
PlotLineStyle plot_curve_get_line_style (PlotCurve *self);
void plot_curve_set_line_style (PlotCurve *self, PlotLineStyle style);

/* Markers stand about every hundred pixels, to tell curves apart without colour. */
PlotMarker plot_curve_get_marker (PlotCurve *self);
void plot_curve_set_marker (PlotCurve *self, PlotMarker marker);

/* @text: what happened at @iteration, in a few words. Drawn at the top of the area. */
void plot_curve_add_mark (PlotCurve *self, guint64 iteration, const char *text);

/* A hidden curve is not drawn, not in the legend and not in the cursor table. */
gboolean plot_curve_get_visible (PlotCurve *self);
void plot_curve_set_visible (PlotCurve *self, gboolean visible);

/* The number beside the curve: mean of the finite values measured in the last 100 iterations,
 * pauses not counted; NaN if none. Of several seeds the median of each one's. */
double plot_curve_get_live_value (PlotCurve *self);

G_END_DECLS
