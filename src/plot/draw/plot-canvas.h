/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The surface pictures are drawn on: a cairo_t with its size, theme and text sizes. All text of a
 * picture goes through here, so tests can find its position. Does no layout.
 */
#pragma once

#include "plot/draw/plot-rect.h"
#include "plot/draw/plot-text.h"

G_BEGIN_DECLS

/* A text as drawn. */
typedef struct
{
  char *text;
  PlotRect rect;
  gboolean is_cut; /* ends in an ellipsis */
} PlotCanvasText;

typedef struct _PlotCanvas
{
  cairo_t *cr;
  PangoContext *context;
  const PlotTheme *theme;
  double width; /* logical pixels, like all lengths */
  double height;
  double title_size;
  double text_size;
  double small_size;
  double pad;
  double line_width;
  GArray *texts; /* (element-type PlotCanvasText), or NULL: not recorded */
} PlotCanvas;

/* @texts: (nullable): collects the texts drawn; from plot_canvas_texts_new () */
void plot_canvas_init (PlotCanvas *self,
                       cairo_t *cr,
                       double width,
                       double height,
                       const PlotTheme *theme,
                       GArray *texts);
void plot_canvas_clear (PlotCanvas *self);

GArray *plot_canvas_texts_new (void);

/* (transfer full) Text @size pixels high in at most @n_lines lines of @max_width, ellipsized if it
 * does not fit. */
PangoLayout *plot_canvas_create_text (
    PlotCanvas *self, const char *text, double size, gboolean bold, double max_width, int n_lines);

/* @x, @y: upper left corner. */
void plot_canvas_draw_text (
    PlotCanvas *self, PangoLayout *layout, double x, double y, const PlotColor *color);

/* The same with an outline in the background colour, to stay readable over lines. */
void plot_canvas_draw_text_rimmed (
    PlotCanvas *self, PangoLayout *layout, double x, double y, const PlotColor *color);

/* Reads upwards: it begins at the lower end. @x, @y: upper left corner of its area. */
void plot_canvas_draw_text_turned (
    PlotCanvas *self, PangoLayout *layout, double x, double y, const PlotColor *color);

/* The middle of a pixel, for sharp lines. */
double plot_canvas_snap (double position);

/* A horizontal or vertical line one pixel wide. */
void plot_canvas_draw_rule (
    PlotCanvas *self, double x1, double y1, double x2, double y2, const PlotColor *color);

/* A text and its position. */
typedef struct
{
  PangoLayout *layout;
  PlotRect rect;
} PlotLabel;

GArray *plot_labels_new (void); /* (element-type PlotLabel) */
void plot_label_clear (PlotLabel *self);

void plot_canvas_draw_labels (PlotCanvas *self, GArray *labels, const PlotColor *color);

G_END_DECLS
