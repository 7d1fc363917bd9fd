/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Marks of curves. Words that have no room are left out, never their line.
 */
#include "plot/figure/plot-mark.h"

#include "plot/draw/plot-canvas.h"
#include "plot/draw/plot-text.h"
#include "plot/figure/plot-curve-private.h"

#include <math.h>

#define LINE_ALPHA 0.5
#define TRIANGLE 4.5
#define GAP 3.0

/* What is drawn so far. */
typedef struct
{
  PlotLayout *layout;
  PlotRect area;
  cairo_t *cr;
  GArray *taken; /* of PlotRect: where words are */
} Marks;

static void
draw_line (const Marks *marks, double x, const PlotColor *color)
{
  const PlotRect *area = &marks->area;
  static const double dashes[] = { 2.0, 3.0 };

  cairo_save (marks->cr);
  cairo_set_source_rgba (marks->cr, color->red, color->green, color->blue,
                         color->alpha * LINE_ALPHA);
  cairo_set_line_width (marks->cr, 1.0);
  cairo_set_dash (marks->cr, dashes, G_N_ELEMENTS (dashes), 0.0);
  cairo_move_to (marks->cr, x, area->y);
  cairo_line_to (marks->cr, x, area->y + area->height);
  cairo_stroke (marks->cr);
  plot_set_color (marks->cr, color);
  cairo_move_to (marks->cr, x - TRIANGLE, area->y);
  cairo_line_to (marks->cr, x + TRIANGLE, area->y);
  cairo_line_to (marks->cr, x, area->y + 1.6 * TRIANGLE);
  cairo_fill (marks->cr);
  cairo_restore (marks->cr);
}

static gboolean
is_free (const Marks *marks, const PlotRect *rect)
{
  for (guint i = 0; i < marks->taken->len; i++)
    {
      const PlotRect *other = &g_array_index (marks->taken, PlotRect, i);

      if (rect->x < other->x + other->width && other->x < rect->x + rect->width)
        return FALSE;
    }
  return TRUE;
}

/* Right of the triangle, or left of it where that side has no room. */
static void
draw_words (Marks *marks, double x, const char *text)
{
  PlotLayout *layout = marks->layout;
  g_autoptr (PangoLayout) words
      = plot_text_create (layout->context, text, layout->small_size, FALSE, -1.0);
  PlotRect rect = { .x = x + TRIANGLE + GAP, .y = marks->area.y + 1.0 };

  plot_text_measure (words, &rect.width, &rect.height);
  if (rect.x + rect.width > marks->area.x + marks->area.width)
    rect.x = x - TRIANGLE - GAP - rect.width;
  if (rect.x < marks->area.x || !is_free (marks, &rect))
    return;
  plot_text_draw_rimmed (words, marks->cr, rect.x, rect.y, &layout->theme->dim,
                         &layout->theme->background);
  g_array_append_val (marks->taken, rect);
}

static void
draw_mark (Marks *marks, PlotCurve *curve, const PlotCurveMark *mark)
{
  PlotPlane plane = plot_layout_get_plane (marks->layout, &marks->area);
  double x = plot_canvas_snap (plot_plane_get_x (&plane, (double) mark->iteration));
  PlotColor color = plot_curve_get_color (curve, marks->layout->theme->dark);

  if (x < marks->area.x || x > marks->area.x + marks->area.width)
    return;
  draw_line (marks, x, &color);
  draw_words (marks, x, mark->text);
}

void
plot_mark_draw_all (PlotLayout *layout, guint panel, cairo_t *cr)
{
  GPtrArray *curves = plot_figure_data_get_panel (layout->figure, panel)->curves;
  g_autoptr (GArray) taken = g_array_new (FALSE, FALSE, sizeof (PlotRect));
  Marks marks = { layout, plot_layout_get_panel (layout, panel)->area, cr, taken };

  for (guint i = 0; i < curves->len; i++)
    {
      PlotCurve *curve = g_ptr_array_index (curves, i);
      GArray *own = plot_curve_get_marks (curve);

      for (guint m = 0; plot_curve_get_visible (curve) && m < own->len; m++)
        draw_mark (&marks, curve, &g_array_index (own, PlotCurveMark, m));
    }
}
