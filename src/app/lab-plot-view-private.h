/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the two halves of the plot view share.
 */
#pragma once

#include "lab-plot-view.h"

G_BEGIN_DECLS

struct _LabPlotView
{
  GtkWidget parent_instance;

  PlotFigure *figure;

  /* The curves as they were drawn last, in device pixels, and of what. */
  GdkTexture *curves;
  guint64 stamp;
  int width;
  int height;
  int scale;
  guint n_drawn;

  guint tick; /* 0 while nothing trains */

  /* The cursor, in widget coordinates. By keys it stands on a curve. */
  gboolean has_cursor;
  double cursor_x;
  double cursor_y;
  guint key_panel;
  guint key_curve;
  double key_iteration;
  gboolean by_keys;

  /* While the pointer drags: what was shown when it began. */
  gboolean dragging;
  double drag_begin;
  double drag_end;
  guint drag_panel;
};

/* Adds pointer and keys to the view. */
void lab_plot_view_init_input (LabPlotView *self);

/* Lets go of a cursor set by keys. */
void lab_plot_view_drop_cursor (LabPlotView *self);

/* Puts the cursor of the keys where its iteration is now. */
void lab_plot_view_place_key_cursor (LabPlotView *self);

G_END_DECLS
