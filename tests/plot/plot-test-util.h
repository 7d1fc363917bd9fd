/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Figures and pictures that several tests of this room need.
 */
#pragma once

#include "plot/figure/plot-figure-pointer.h"

/* A figure in memory. */
typedef struct
{
  cairo_surface_t *surface;
  int width;
  int height;
} Picture;

Picture picture_draw (PlotFigure *figure, int width, int height); /* light */
Picture picture_draw_in (PlotFigure *figure, int width, int height, PlotThemeName theme);
void picture_clear (Picture *picture);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Picture, picture_clear)

/* 0xrrggbb of a pixel. */
guint32 picture_get (const Picture *picture, int x, int y);

/* Pixels within @rect whose channels all differ by at most @slack from @color. */
guint picture_count (const Picture *picture, const PlotRect *rect, PlotColor color, int slack);

guint32 color_to_pixel (PlotColor color);

/* (transfer full) */
PlotCurve *curve_new (const double *values, gsize n_values, const char *label);
/* A noisy curve that falls from 0.5, with its colour and dash by @index. */
PlotCurve *falling_curve (guint index, gsize n_values, const char *label);
/* One panel, @n_curves falling curves "n = 1", "n = 2", …, 20,000 values each. */
PlotFigure *falling_figure (guint n_curves);
