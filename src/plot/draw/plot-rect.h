/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A rectangle in pixels.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  double x;
  double y;
  double width;
  double height;
} PlotRect;

static inline gboolean
plot_rect_overlaps (const PlotRect *a, const PlotRect *b)
{
  return a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height
         && b->y < a->y + a->height;
}

G_END_DECLS
