/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Themes, palette, dashes and markers. Knows no data and no size of a figure.
 */
#include "plot/draw/plot-style.h"

#include <math.h>

#define RGB(hex)                                                                                   \
  {                                                                                                \
    (((hex) >> 16) & 0xff) / 255.0, (((hex) >> 8) & 0xff) / 255.0, ((hex) &0xff) / 255.0, 1.0      \
  }

static const PlotTheme themes[] = {
  [PLOT_THEME_LIGHT] = {
    .background = RGB (0xffffff),
    .foreground = RGB (0x2e3436),
    .dim = RGB (0x62676b),
    .grid = RGB (0xececec),
    .frame = RGB (0xcfcfcf),
    .popup = RGB (0xffffff),
    .dark = FALSE,
    .line_width = 1.6,
  },
  [PLOT_THEME_DARK] = {
    .background = RGB (0x1e1e1e),
    .foreground = RGB (0xf0f0f0),
    .dim = RGB (0xa9acaf),
    .grid = RGB (0x303030),
    .frame = RGB (0x4c4c4c),
    .popup = RGB (0x2c2c2c),
    .dark = TRUE,
    .line_width = 1.6,
  },
  [PLOT_THEME_HIGH_CONTRAST] = {
    .background = RGB (0xffffff),
    .foreground = RGB (0x000000),
    .dim = RGB (0x000000),
    .grid = RGB (0xc0c0c0),
    .frame = RGB (0x000000),
    .popup = RGB (0xffffff),
    .dark = FALSE,
    .line_width = 2.4,
  },
  [PLOT_THEME_HIGH_CONTRAST_DARK] = {
    .background = RGB (0x000000),
    .foreground = RGB (0xffffff),
    .dim = RGB (0xffffff),
    .grid = RGB (0x505050),
    .frame = RGB (0xffffff),
    .popup = RGB (0x000000),
    .dark = TRUE,
    .line_width = 2.4,
  },
};

/* Neighbours differ in hue and in lightness, so that red-green blind people and a grey printer
 * tell them apart too. At least 3:1 against the background of their themes. */
static const PlotColor palette[2][PLOT_N_COLORS] = {
  {
      RGB (0x1a6fd6), /* blue */
      RGB (0xc4500c), /* vermilion */
      RGB (0x12805c), /* green */
      RGB (0x8a3db0), /* purple */
      RGB (0xb07d00), /* amber */
      RGB (0x1490b0), /* cyan */
      RGB (0xcf3f86), /* pink */
      RGB (0x5b4a3c), /* brown */
  },
  {
      RGB (0x62a8ff), /* blue */
      RGB (0xff8f57), /* vermilion */
      RGB (0x4fd1a1), /* green */
      RGB (0xcf97f5), /* purple */
      RGB (0xf5d35c), /* amber */
      RGB (0x7fe3f7), /* cyan */
      RGB (0xff8ec2), /* pink */
      RGB (0xcdbba7), /* brown */
  },
};

/* On and off in line widths, ended by 0. */
static const double dashes[PLOT_N_LINE_STYLES][7] = {
  [PLOT_LINE_SOLID] = { 0 },
  [PLOT_LINE_DASHED] = { 5, 3, 0 },
  [PLOT_LINE_DOTTED] = { 1.2, 2.2, 0 },
  [PLOT_LINE_DASH_DOT] = { 6, 2.5, 1.3, 2.5, 0 },
  [PLOT_LINE_SHORT_DASH] = { 3, 2, 0 },
  [PLOT_LINE_LONG_DASH] = { 10, 3.5, 0 },
  [PLOT_LINE_DASH_DOT_DOT] = { 6, 2.2, 1.3, 2.2, 1.3, 2.2, 0 },
  [PLOT_LINE_LONG_SHORT] = { 9, 2.5, 3.5, 2.5, 0 },
};

const PlotTheme *
plot_theme_get (PlotThemeName name)
{
  g_return_val_if_fail (name < G_N_ELEMENTS (themes), &themes[PLOT_THEME_LIGHT]);

  return &themes[name];
}

PlotColor
plot_palette_get (guint index, gboolean dark)
{
  return palette[dark ? 1 : 0][index % PLOT_N_COLORS];
}

void
plot_line_style_apply (PlotLineStyle style, cairo_t *cr, double line_width)
{
  g_return_if_fail (style < PLOT_N_LINE_STYLES);

  double lengths[6];
  int n = 0;

  while (dashes[style][n] > 0.0)
    {
      lengths[n] = dashes[style][n] * line_width;
      n++;
    }
  cairo_set_dash (cr, lengths, n, 0.0);
}

static void
polygon (cairo_t *cr, const double (*points)[2], int n, double x, double y, double radius)
{
  for (int i = 0; i < n; i++)
    cairo_line_to (cr, x + points[i][0] * radius, y + points[i][1] * radius);
  cairo_close_path (cr);
  cairo_fill (cr);
}

static void
cross (cairo_t *cr, double x, double y, double dx, double dy, double size)
{
  cairo_set_dash (cr, NULL, 0, 0.0);
  cairo_set_line_width (cr, size * 0.28);
  cairo_move_to (cr, x - dx, y - dy);
  cairo_line_to (cr, x + dx, y + dy);
  cairo_move_to (cr, x + dy, y - dx);
  cairo_line_to (cr, x - dy, y + dx);
  cairo_stroke (cr);
}

void
plot_marker_draw (PlotMarker marker, cairo_t *cr, double x, double y, double size)
{
  static const double square[][2] = { { -0.9, -0.9 }, { 0.9, -0.9 }, { 0.9, 0.9 }, { -0.9, 0.9 } };
  static const double up[][2] = { { 0.0, -1.15 }, { 1.05, 0.8 }, { -1.05, 0.8 } };
  static const double down[][2] = { { 0.0, 1.15 }, { 1.05, -0.8 }, { -1.05, -0.8 } };
  static const double diamond[][2] = { { 0.0, -1.25 }, { 1.1, 0.0 }, { 0.0, 1.25 }, { -1.1, 0.0 } };
  double radius = size / 2.0;

  cairo_new_path (cr);
  switch (marker)
    {
    case PLOT_MARKER_NONE:
      break;
    case PLOT_MARKER_CIRCLE:
      cairo_arc (cr, x, y, radius, 0.0, 2.0 * G_PI);
      cairo_fill (cr);
      break;
    case PLOT_MARKER_SQUARE:
      polygon (cr, square, G_N_ELEMENTS (square), x, y, radius);
      break;
    case PLOT_MARKER_TRIANGLE:
      polygon (cr, up, G_N_ELEMENTS (up), x, y, radius);
      break;
    case PLOT_MARKER_TRIANGLE_DOWN:
      polygon (cr, down, G_N_ELEMENTS (down), x, y, radius);
      break;
    case PLOT_MARKER_DIAMOND:
      polygon (cr, diamond, G_N_ELEMENTS (diamond), x, y, radius);
      break;
    case PLOT_MARKER_CROSS:
      cross (cr, x, y, radius * 0.85, radius * 0.85, size);
      break;
    case PLOT_MARKER_PLUS:
      cross (cr, x, y, radius * 1.1, 0.0, size);
      break;
    default:
      g_assert_not_reached ();
    }
}

double
plot_marker_size (double line_width)
{
  return 2.9 + 2.8 * line_width;
}

/* Moves the dashes so that the middle of one lies under the marker: a marker in a gap would make
 * a dashed sample look solid. */
static void
center_dash (cairo_t *cr, double width)
{
  double lengths[6];

  if (cairo_get_dash_count (cr) == 0)
    return;
  cairo_get_dash (cr, lengths, NULL);
  cairo_set_dash (cr, lengths, cairo_get_dash_count (cr), (lengths[0] - width) / 2.0);
}

void
plot_style_draw_sample (cairo_t *cr,
                        const PlotColor *color,
                        PlotLineStyle style,
                        PlotMarker marker,
                        double line_width,
                        double x,
                        double y,
                        double width)
{
  g_return_if_fail (cr != NULL);
  g_return_if_fail (color != NULL);

  cairo_save (cr);
  cairo_set_source_rgba (cr, color->red, color->green, color->blue, color->alpha);
  cairo_set_line_width (cr, line_width);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_BUTT);
  plot_line_style_apply (style, cr, line_width);
  if (marker != PLOT_MARKER_NONE)
    center_dash (cr, width);
  cairo_move_to (cr, x, y);
  cairo_line_to (cr, x + width, y);
  cairo_stroke (cr);
  plot_marker_draw (marker, cr, x + width / 2.0, y, 0.9 * plot_marker_size (line_width));
  cairo_restore (cr);
}
