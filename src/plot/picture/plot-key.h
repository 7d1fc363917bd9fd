/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The legend of a chart: samples and names, flowing into rows. Never wider than its room.
 */
#pragma once

#include "plot/draw/plot-canvas.h"

G_BEGIN_DECLS

typedef struct
{
  const char *label;
  PlotColor color;
  PlotLineStyle style;
  PlotMarker marker;
  gboolean is_area; /* a bar: the sample is a small square */
  gboolean is_line; /* else the marker alone */
} PlotKeyEntry;

typedef struct _PlotKey PlotKey;

/* Returns: (nullable): NULL where there is nothing to tell apart */
PlotKey *plot_key_new (PlotCanvas *canvas, const GArray *entries, double width);
void plot_key_free (PlotKey *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlotKey, plot_key_free)

double plot_key_get_height (PlotKey *self);
void plot_key_draw (PlotKey *self, PlotCanvas *canvas, double x, double y);

G_END_DECLS
