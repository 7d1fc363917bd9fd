/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Colours for numbers: from nothing, close to the background, to the most, far from it. Even
 * steps of the number are even steps of lightness, so that the colour-blind and a grey printer
 * see the same order.
 */
#pragma once

#include "plot/draw/plot-style.h"

G_BEGIN_DECLS

/* @share: 0 to 1, cut to it. */
PlotColor plot_heat_color (double share, gboolean dark);

G_END_DECLS
