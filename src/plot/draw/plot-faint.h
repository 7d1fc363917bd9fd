/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Many thin faint lines into a mask, as the single runs behind a band: Cairo would take a
 * millisecond and more for each.
 */
#pragma once

#include <cairo.h>

#include "plot/draw/plot-line.h"

G_BEGIN_DECLS

typedef struct _PlotFaint PlotFaint;

/* @mask: an A8 image, flushed; its upper left corner stands at (@x, @y). */
PlotFaint *plot_faint_new (cairo_surface_t *mask, double x, double y, double alpha);

/* @points: (element-type PlotPoint): rising in x */
void plot_faint_add (PlotFaint *self, GArray *points);

/* Frees @self; the mask is ready to be used. */
void plot_faint_finish (PlotFaint *self);

G_END_DECLS
