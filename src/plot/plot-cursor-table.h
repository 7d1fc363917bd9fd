// SPDX-License-Identifier: GPL-3.0-or-later
// What stands under the cursor, and the table that shows it.
#pragma once

#include "plot/plot-layout.h"

G_BEGIN_DECLS

typedef struct
{
  PlotFigure *figure;
  PlotLayout *layout;
  GArray *picks; /* of PlotPick, nearest first */
  guint64 iteration;
} PlotCursor;

/* (transfer full) "round 2.4 · iteration 4,812". */
char *plot_cursor_get_heading (const PlotCursor *self);

/* (transfer full) The curve's name, with its panel's where that says more. */
char *plot_cursor_get_label (const PlotCursor *self, const PlotPick *pick);

/* (transfer full) Where the band begins and ends, NULL for a curve of one run. */
char *plot_cursor_get_range (const PlotPick *pick);

/* What those ranges are, "min–max"; NULL if there is none. */
const char *plot_cursor_get_range_name (const PlotCursor *self);

/* Beside the pointer at (@x, @y), within the figure. */
void plot_cursor_draw_table (const PlotCursor *self, cairo_t *cr, double x, double y);

G_END_DECLS
