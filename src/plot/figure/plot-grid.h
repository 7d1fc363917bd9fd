/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How panels stand beside and below each other.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* In how many columns @n panels (> 0) are read best in a picture of @width to @height pixels. */
guint plot_grid_choose_columns (guint n, double width, double height);

G_END_DECLS
