/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Says in sentences what a figure shows, for people who do not see it. Never draws.
 */
#include "config.h"

#include "plot/figure/plot-figure-describe.h"

#include <glib/gi18n-lib.h>

#include "plot/figure/plot-curve-private.h"
#include "plot/figure/plot-note.h"
#include "base/number.h"
#include "plot/figure/plot-range.h"

#include <math.h>

/* (transfer full) Iterations of @source; what stands at the end of the last one counts no further.
 */
static char *
count_iterations (PlotFigureData *self, PlotSource *source)
{
  double length = (double) plot_source_get_length (source);
  double planned = (double) self->planned_iterations;

  return base_number_whole (planned > 0.0 && length == planned + 1.0 ? planned : length);
}

/* Of several seeds each at its own end: one that was stopped early counts with what it had. */
static void
describe_band (PlotFigureData *self, PlotCurve *curve, GString *text)
{
  PlotBand *band = PLOT_BAND (plot_curve_get_source (curve));
  PlotBandValue live = plot_band_get_live (band);
  g_autofree char *name = plot_curve_name_now (curve);
  g_autofree char *iterations = count_iterations (self, PLOT_SOURCE (band));
  g_autofree char *median = base_number_value (live.median);
  g_autofree char *low = base_number_value (live.low);
  g_autofree char *high = base_number_value (live.high);

  if (live.count == 0)
    g_string_append_printf (text, _ ("%s: no values yet. "), name);
  else
    g_string_append_printf (
        text, _ ("%s: median now %s, %s %s to %s, after %s iterations at most. "), name, median,
        plot_note_get_range (plot_band_get_kind (band)), low, high, iterations);
}

static void
describe_curve (PlotFigureData *self, PlotCurve *curve, GString *text)
{
  if (PLOT_IS_BAND (plot_curve_get_source (curve)))
    {
      describe_band (self, curve, text);
      return;
    }

  PlotSource *source = plot_curve_get_source (curve);
  gsize length = plot_source_get_length (source);
  g_autofree char *iterations = count_iterations (self, source);
  g_autofree char *live = base_number_value (plot_curve_get_live_value (curve));
  PlotSpan span;

  if (!plot_source_get_span (source, 0, length, &span))
    {
      g_string_append_printf (text, _ ("%s: no values yet. "), plot_curve_get_label (curve));
      return;
    }

  g_autofree char *least = base_number_value (span.min);

  g_string_append_printf (text, _ ("%s: now %s, lowest %s, after %s iterations. "),
                          plot_curve_get_label (curve), live, least, iterations);
}

static void
describe_marks (PlotCurve *curve, GString *text)
{
  GArray *marks = plot_curve_get_marks (curve);

  for (guint i = 0; i < marks->len; i++)
    {
      const PlotCurveMark *mark = &g_array_index (marks, PlotCurveMark, i);
      g_autofree char *iteration = base_number_whole ((double) mark->iteration);

      /* Translators: an iteration, and what happened: "learning rate 0.0005". */
      g_string_append_printf (text, _ ("From iteration %s: %s. "), iteration, mark->text);
    }
}

static void
describe_references (PlotFigureData *self, GString *text)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();
  g_autofree char *joined = NULL;

  for (guint i = 0; i < self->references->len; i++)
    {
      char *label = g_array_index (self->references, PlotReference, i).label;

      if (label[0] != '\0' && !g_ptr_array_find_with_equal_func (labels, label, g_str_equal, NULL))
        g_ptr_array_add (labels, label);
    }
  if (labels->len == 0)
    return;
  g_ptr_array_add (labels, NULL);
  joined = g_strjoinv ("; ", (char **) labels->pdata);
  g_string_append_printf (text, _ ("Reference lines: %s. "), joined);
}

static void
describe_axes (PlotFigureData *self, GString *text)
{
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;
  double begin;
  double end;

  plot_figure_data_get_x_range (self, &begin, &end);
  first = base_number_whole (begin);
  last = base_number_whole (end);
  if (self->y_label[0] != '\0')
    g_string_append_printf (text, _ ("%s over iterations %s to %s. "), self->y_label, first, last);
  else
    g_string_append_printf (text, _ ("Iterations %s to %s. "), first, last);
  if (self->number_name[0] != '\0')
    g_string_append_printf (text, _ ("Numbers: %s. "), self->number_name);
}

void
plot_figure_data_describe (PlotFigureData *self, GString *text)
{
  guint n_curves = 0;

  describe_axes (self, text);
  for (guint p = 0; p < self->panels->len; p++)
    {
      PlotPanel *panel = plot_figure_data_get_panel (self, p);

      if (self->panels->len > 1 && panel->title[0] != '\0')
        g_string_append_printf (text, _ ("Panel %s. "), panel->title);
      for (guint i = 0; i < panel->curves->len; i++)
        {
          PlotCurve *curve = g_ptr_array_index (panel->curves, i);

          if (plot_curve_get_visible (curve))
            {
              describe_curve (self, curve, text);
              describe_marks (curve, text);
              n_curves++;
            }
        }
    }
  if (n_curves == 0)
    g_string_append (text, _ ("No curves. "));
  describe_references (self, text);
}
