/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where something happened to a curve: a thin line in its colour from a triangle at the top of the
 * area, and beside that what it was.
 */
#pragma once

#include "plot/figure/plot-layout.h"

G_BEGIN_DECLS

/* Of all visible curves of @panel; the same words at the same place once. */
void plot_mark_draw_all (PlotLayout *layout, guint panel, cairo_t *cr);

G_END_DECLS
