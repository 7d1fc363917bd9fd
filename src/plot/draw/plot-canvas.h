/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What pictures are drawn on: a cairo_t with its size, theme and sizes of text. All text of a
 * picture goes through here, so that tests know where it stands. Decides no places.
 */
#pragma once

#include "plot/draw/plot-rect.h"
#include "plot/draw/plot-text.h"

G_BEGIN_DECLS

/* A text as it was drawn. */
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
  GArray *texts; /* (element-type PlotCanvasText), or NULL: not wanted */
} PlotCanvas;

/* @texts: (nullable): collects what is drawn, made by plot_canvas_texts_new () */
void plot_canvas_init (PlotCanvas *self,
                       cairo_t *cr,
                       double width,
                       double height,
                       const PlotTheme *theme,
                       GArray *texts);
void plot_canvas_clear (PlotCanvas *self);

GArray *plot_canvas_texts_new (void);

/* (transfer full) Text @size pixels high in at most @n_lines lines of @max_width, ended by an
 * ellipsis if that is not enough. */
PangoLayout *plot_canvas_create_text (
    PlotCanvas *self, const char *text, double size, gboolean bold, double max_width, int n_lines);

/* @x, @y: upper left corner. */
void plot_canvas_draw_text (
    PlotCanvas *self, PangoLayout *layout, double x, double y, const PlotColor *color);

/* The same with a rim of the background, to be read over lines. */
void plot_canvas_draw_text_rimmed (
    PlotCanvas *self, PangoLayout *layout, double x, double y, const PlotColor *color);

/* Read from below: its beginning is the lower end. @x, @y: upper left corner of what it takes. */
void plot_canvas_draw_text_turned (
    PlotCanvas *self, PangoLayout *layout, double x, double y, const PlotColor *color);

/* The middle of a pixel, for sharp lines. */
double plot_canvas_snap (double position);

/* A horizontal or vertical line one pixel wide. */
void plot_canvas_draw_rule (
    PlotCanvas *self, double x1, double y1, double x2, double y2, const PlotColor *color);

/* A text and where it is to stand. */
typedef struct
{
  PangoLayout *layout;
  PlotRect rect;
} PlotLabel;

GArray *plot_labels_new (void); /* (element-type PlotLabel) */
void plot_label_clear (PlotLabel *self);

void plot_canvas_draw_labels (PlotCanvas *self, GArray *labels, const PlotColor *color);

G_END_DECLS
