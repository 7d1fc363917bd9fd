/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the lab's plots and pictures have in common on the screen: the desktop's
 * theme, and a drawing in a texture, so that it is drawn only when it changes.
 */
#pragma once

#include <gtk/gtk.h>

#include "plot/plot-style.h"

G_BEGIN_DECLS

/* Into (0, 0, width, height). */
typedef void (*LabDrawFunc) (gpointer data, cairo_t *cr, double width, double height);

/**
 * lab_drawing_get_theme:
 *
 * Returns: (transfer none): light or dark, in high contrast where that is asked for
 */
const PlotTheme *lab_drawing_get_theme (void);

/**
 * lab_drawing_to_texture:
 * @width: logical pixels, as @height
 * @scale: device pixels of each
 *
 * Returns: (transfer full): what @draw draws, transparent elsewhere
 */
GdkTexture *
lab_drawing_to_texture (int width, int height, int scale, LabDrawFunc draw, gpointer data);

G_END_DECLS
