// SPDX-License-Identifier: GPL-3.0-or-later
// The cursor layer: a hairline in every panel and the table of values. Redraws no curve.
#include "plot/plot-cursor-table.h"
#include "plot/plot-intl.h"
#include "plot/plot-note.h"
#include "plot/plot-number.h"

#include <math.h>

static gboolean
cursor_init (PlotCursor *self, PlotFigure *figure, double width, double height, double x, double y)
{
  self->figure = figure;
  self->layout = plot_layout_new (figure, width, height);
  self->picks = plot_layout_pick (self->layout, figure, x, y, &self->iteration);
  if (self->picks == NULL)
    g_clear_pointer (&self->layout, plot_layout_free);
  return self->picks != NULL;
}

static void
cursor_clear (PlotCursor *self)
{
  g_array_unref (self->picks);
  plot_layout_free (self->layout);
}

char *
plot_cursor_get_heading (const PlotCursor *self)
{
  guint64 round = self->figure->iterations_per_round;
  g_autofree char *iteration = plot_number_whole ((double) self->iteration);
  g_autofree char *in_rounds = NULL;

  if (round <= 1)
    return g_strdup_printf (_ ("iteration %s"), iteration);
  in_rounds = plot_number_tick ((double) self->iteration / (double) round, 0.1);
  return g_strdup_printf (_ ("round %s · iteration %s"), in_rounds, iteration);
}

char *
plot_cursor_get_label (const PlotCursor *self, const PlotPick *pick)
{
  const char *title = plot_figure_get_panel (self->figure, pick->panel)->title;
  const char *label = plot_curve_get_label (pick->curve);
  g_autofree char *name = plot_curve_name (pick->curve, pick->n_seeds);

  if (self->figure->panels->len < 2 || title[0] == '\0' || g_strcmp0 (title, label) == 0)
    return g_steal_pointer (&name);
  return g_strconcat (title, " · ", name, NULL);
}

char *
plot_cursor_get_range (const PlotPick *pick)
{
  g_autofree char *low = plot_number_value (pick->low);
  g_autofree char *high = plot_number_value (pick->high);

  return pick->n_seeds > 0 ? g_strdup_printf ("%s–%s", low, high) : NULL;
}

/* That of the first band there. */
const char *
plot_cursor_get_range_name (const PlotCursor *self)
{
  for (guint i = 0; i < self->picks->len; i++)
    {
      PlotSource *source = plot_curve_get_source (g_array_index (self->picks, PlotPick, i).curve);

      if (PLOT_IS_BAND (source))
        return plot_note_get_range (plot_band_get_kind (PLOT_BAND (source)));
    }
  return NULL;
}

char *
plot_figure_get_cursor_text (PlotFigure *self, double width, double height, double x, double y)
{
  g_return_val_if_fail (PLOT_IS_FIGURE (self), NULL);

  PlotCursor cursor;
  GString *text;

  if (!cursor_init (&cursor, self, width, height, x, y))
    return NULL;

  g_autofree char *heading = plot_cursor_get_heading (&cursor);

  text = g_string_new (heading);
  for (guint i = 0; i < cursor.picks->len; i++)
    {
      const PlotPick *pick = &g_array_index (cursor.picks, PlotPick, i);
      g_autofree char *label = plot_cursor_get_label (&cursor, pick);
      g_autofree char *value = plot_number_value (pick->value);
      g_autofree char *smoothed = plot_number_value (pick->smoothed);
      g_autofree char *range = plot_cursor_get_range (pick);

      if (self->smoothing > 0.0)
        g_string_append_printf (text, _ ("\n%s: %s, smoothed %s"), label, value, smoothed);
      else
        g_string_append_printf (text, _ ("\n%s: %s"), label, value);
      if (range != NULL)
        g_string_append_printf (text, _ (", %s %s"), plot_cursor_get_range_name (&cursor), range);
    }
  cursor_clear (&cursor);
  return g_string_free (text, FALSE);
}

/* The hairline in every panel, and a dot where it meets a curve. */
static void
draw_hairlines (const PlotCursor *cursor, cairo_t *cr)
{
  const PlotTheme *theme = &cursor->figure->theme;
  double iteration = (double) cursor->iteration;

  for (guint p = 0; p < cursor->figure->panels->len; p++)
    {
      const PlotRect *area = &plot_layout_get_panel (cursor->layout, p)->area;
      double x = floor (plot_layout_get_x (cursor->layout, area, iteration)) + 0.5;

      plot_set_color (cr, &theme->dim);
      cairo_set_line_width (cr, 1.0);
      cairo_set_dash (cr, NULL, 0, 0.0);
      cairo_move_to (cr, x, area->y);
      cairo_line_to (cr, x, area->y + area->height);
      cairo_stroke (cr);
    }
  for (guint i = cursor->picks->len; i > 0; i--)
    {
      const PlotPick *pick = &g_array_index (cursor->picks, PlotPick, i - 1);
      const PlotRect *area = &plot_layout_get_panel (cursor->layout, pick->panel)->area;
      double position = plot_scale_position (&cursor->layout->y.scale, pick->smoothed);
      PlotColor color = plot_curve_get_color (pick->curve, theme->dark);

      if (!(position >= 0.0 && position <= 1.0))
        continue;
      cairo_arc (cr, plot_layout_get_x (cursor->layout, area, iteration),
                 area->y + area->height * (1.0 - position), 2.0 + cursor->layout->line_width, 0.0,
                 2.0 * G_PI);
      plot_set_color (cr, &color);
      cairo_fill_preserve (cr);
      plot_set_color (cr, &theme->popup);
      cairo_set_line_width (cr, 1.0);
      cairo_stroke (cr);
    }
}

void
plot_figure_draw_cursor (
    PlotFigure *self, cairo_t *cr, double width, double height, double x, double y)
{
  g_return_if_fail (PLOT_IS_FIGURE (self));
  g_return_if_fail (cr != NULL);

  PlotCursor cursor;

  if (!cursor_init (&cursor, self, width, height, x, y))
    return;
  cairo_save (cr);
  draw_hairlines (&cursor, cr);
  plot_cursor_draw_table (&cursor, cr, x, y);
  cairo_restore (cr);
  cursor_clear (&cursor);
}
