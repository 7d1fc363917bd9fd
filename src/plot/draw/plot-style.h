/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How things look: themes, the palette, dashes and markers. Knows no data.
 */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* Not premultiplied, each 0 to 1. The same layout idea as GdkRGBA, in doubles. */
typedef struct
{
  double red;
  double green;
  double blue;
  double alpha;
} PlotColor;

/**
 * PlotTheme:
 * @background: of the whole figure; alpha 0 leaves what is behind it
 * @foreground: title, labels of the legend
 * @dim: tick labels, axis titles, reference lines
 * @grid: grid lines
 * @frame: the border of the plot area and of the cursor table
 * @popup: background of the cursor table
 * @dark: which half of the palette is used
 * @line_width: width of a curve in pixels
 */
typedef struct
{
  PlotColor background;
  PlotColor foreground;
  PlotColor dim;
  PlotColor grid;
  PlotColor frame;
  PlotColor popup;
  gboolean dark;
  double line_width;
} PlotTheme;

typedef enum
{
  PLOT_THEME_LIGHT,
  PLOT_THEME_DARK,
  PLOT_THEME_HIGH_CONTRAST,
  PLOT_THEME_HIGH_CONTRAST_DARK,
} PlotThemeName;

/* Static; never freed. Copy it to change a colour. */
const PlotTheme *plot_theme_get (PlotThemeName name);

/* The palette is told apart by the colour-blind too; indices wrap around. */
#define PLOT_N_COLORS 8
PlotColor plot_palette_get (guint index, gboolean dark);

typedef enum
{
  PLOT_LINE_SOLID,
  PLOT_LINE_DASHED,
  PLOT_LINE_DOTTED,
  PLOT_LINE_DASH_DOT,
  PLOT_LINE_SHORT_DASH,
  PLOT_LINE_LONG_DASH,
  PLOT_LINE_DASH_DOT_DOT,
  PLOT_LINE_LONG_SHORT,
} PlotLineStyle;
#define PLOT_N_LINE_STYLES 8

typedef enum
{
  PLOT_MARKER_NONE,
  PLOT_MARKER_CIRCLE,
  PLOT_MARKER_SQUARE,
  PLOT_MARKER_TRIANGLE,
  PLOT_MARKER_DIAMOND,
  PLOT_MARKER_CROSS,
  PLOT_MARKER_PLUS,
  PLOT_MARKER_TRIANGLE_DOWN,
} PlotMarker;
#define PLOT_N_MARKERS 8

/* Sets the dash for a line of @line_width pixels on @cr; solid clears it. */
void plot_line_style_apply (PlotLineStyle style, cairo_t *cr, double line_width);

/* Draws @marker around (x, y), about @size pixels wide, in the colour set on @cr. */
void plot_marker_draw (PlotMarker marker, cairo_t *cr, double x, double y, double size);

/* Of a marker on a line of @line_width pixels. */
double plot_marker_size (double line_width);

/* A horizontal sample of @width pixels through (x, y), as legends and run lists show it. */
void plot_style_draw_sample (cairo_t *cr,
                             const PlotColor *color,
                             PlotLineStyle style,
                             PlotMarker marker,
                             double line_width,
                             double x,
                             double y,
                             double width);

G_END_DECLS
