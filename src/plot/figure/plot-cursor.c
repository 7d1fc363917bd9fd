/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The cursor in words. Draws nothing.
 */
#include "config.h"

#include "plot/figure/plot-cursor.h"

#include <glib/gi18n-lib.h>

#include "plot/figure/plot-curve-private.h"
#include "plot/figure/plot-note.h"
#include "base/number.h"

gboolean
plot_cursor_init (PlotCursor *self,
                  PlotFigureData *figure,
                  double width,
                  double height,
                  const PlotTheme *theme,
                  double x,
                  double y)
{
  self->layout = plot_layout_new (figure, width, height, theme);
  self->picks = plot_layout_pick (self->layout, x, y, &self->iteration);
  if (self->picks == NULL)
    g_clear_pointer (&self->layout, plot_layout_free);
  return self->picks != NULL;
}

void
plot_cursor_clear (PlotCursor *self)
{
  g_array_unref (self->picks);
  plot_layout_free (self->layout);
}

char *
plot_cursor_get_heading (const PlotCursor *self)
{
  guint64 round = self->layout->figure->iterations_per_round;
  g_autofree char *iteration = base_number_whole ((double) self->iteration);
  g_autofree char *in_rounds = NULL;

  if (round <= 1)
    return g_strdup_printf (_ ("iteration %s"), iteration);
  in_rounds = base_number_tick ((double) self->iteration / (double) round, 0.1);
  return g_strdup_printf (_ ("round %s · iteration %s"), in_rounds, iteration);
}

char *
plot_cursor_get_label (const PlotCursor *self, const PlotPick *pick)
{
  const char *title = plot_figure_data_get_panel (self->layout->figure, pick->panel)->title;
  const char *label = plot_curve_get_label (pick->curve);
  g_autofree char *name = plot_curve_name (pick->curve, pick->n_seeds);

  if (self->layout->figure->panels->len < 2 || title[0] == '\0' || g_strcmp0 (title, label) == 0)
    return g_steal_pointer (&name);
  return g_strconcat (title, " · ", name, NULL);
}

char *
plot_cursor_get_range (const PlotPick *pick)
{
  g_autofree char *low = base_number_value (pick->low);
  g_autofree char *high = base_number_value (pick->high);

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
plot_cursor_get_text (const PlotCursor *self)
{
  g_autofree char *heading = plot_cursor_get_heading (self);
  GString *text = g_string_new (heading);

  for (guint i = 0; i < self->picks->len; i++)
    {
      const PlotPick *pick = &g_array_index (self->picks, PlotPick, i);
      g_autofree char *label = plot_cursor_get_label (self, pick);
      g_autofree char *value = base_number_value (pick->value);
      g_autofree char *smoothed = base_number_value (pick->smoothed);
      g_autofree char *range = plot_cursor_get_range (pick);

      if (self->layout->figure->drawn.smoothing > 0.0)
        g_string_append_printf (text, _ ("\n%s: measured %s, smoothed %s"), label, value, smoothed);
      else if (pick->n_seeds > 0)
        g_string_append_printf (text, _ ("\n%s: median %s"), label, value);
      else
        g_string_append_printf (text, _ ("\n%s: measured %s"), label, value);
      if (range != NULL)
        g_string_append_printf (text, _ (", %s %s"), plot_cursor_get_range_name (self), range);
    }
  return g_string_free (text, FALSE);
}
