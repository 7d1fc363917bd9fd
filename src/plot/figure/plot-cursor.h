/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What stands under the cursor, and how it is said.
 */
#pragma once

#include "plot/figure/plot-pick.h"

G_BEGIN_DECLS

typedef struct
{
  PlotLayout *layout;
  GArray *picks; /* of PlotPick, nearest first */
  guint64 iteration;
} PlotCursor;

/* For the pointer at (@x, @y); FALSE, and nothing to clear, if it is in no panel. */
gboolean plot_cursor_init (PlotCursor *self,
                           PlotFigureData *figure,
                           double width,
                           double height,
                           const PlotTheme *theme,
                           double x,
                           double y);
void plot_cursor_clear (PlotCursor *self);

/* (transfer full) The iteration, and one curve a line. */
char *plot_cursor_get_text (const PlotCursor *self);

/* (transfer full) "round 2.4 · iteration 4,812". */
char *plot_cursor_get_heading (const PlotCursor *self);

/* (transfer full) The curve's name, with its panel's where that says more. */
char *plot_cursor_get_label (const PlotCursor *self, const PlotPick *pick);

/* (transfer full) Where the band begins and ends, NULL for a curve of one run. */
char *plot_cursor_get_range (const PlotPick *pick);

/* What those ranges are, "min–max"; NULL if there is none. */
const char *plot_cursor_get_range_name (const PlotCursor *self);

G_END_DECLS
