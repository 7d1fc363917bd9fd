/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reference lines of a panel and where their labels stand.
 */
#pragma once

#include "plot/figure/plot-layout.h"

G_BEGIN_DECLS

typedef struct
{
  char *text;    /* of all lines at this height */
  double line_y; /* pixel of the line */
  PangoLayout *layout;
  PlotRect rect;   /* where the label stands */
  gboolean covers; /* curves pass behind it */
} PlotReferenceLabel;

/* (transfer full) From top to bottom; none overlaps another, all lie within the area. Labels for
 * which there is no room are left out, the lowest first. */
GArray *plot_reference_place_labels (PlotLayout *layout, guint panel);

void plot_reference_draw_lines (PlotLayout *layout, guint panel, cairo_t *cr);
void plot_reference_draw_labels (PlotLayout *layout, guint panel, cairo_t *cr);

G_END_DECLS
