/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Says what lines and areas of several seeds stand for. Measures no text.
 */
#include "config.h"

#include "plot/figure/plot-note.h"

#include <glib/gi18n-lib.h>

#include "plot/figure/plot-columns.h"
#include "plot/figure/plot-shade.h"
#include "base/number.h"

#include <math.h>

typedef struct
{
  gboolean kinds[2]; /* by PlotBandKind */
  gboolean even;     /* whether one has an even number of members */
  double most;       /* measured values in an iteration, of the fullest member */
} Found;

static void
look_at (const PlotScale *x, PlotBand *band, Found *found)
{
  PlotSource *source = PLOT_SOURCE (band);
  PlotSpan span;
  gsize begin;
  gsize end;

  found->kinds[plot_band_get_kind (band)] = TRUE;
  found->even = found->even || plot_band_get_n_members (band) % 2 == 0;
  plot_scale_get_indices (x, plot_source_get_length (source), &begin, &end);
  if (plot_source_get_span (source, begin, end, &span))
    found->most = MAX (found->most, (double) span.count / (double) (end - begin));
}

static Found
find_bands (PlotFigureData *figure, const PlotScale *x)
{
  Found found = { { FALSE, FALSE }, FALSE, 0.0 };

  for (guint p = 0; p < figure->panels->len; p++)
    {
      GPtrArray *curves = plot_figure_data_get_panel (figure, p)->curves;

      for (guint i = 0; i < curves->len; i++)
        {
          PlotCurve *curve = g_ptr_array_index (curves, i);
          PlotSource *source = plot_curve_get_source (curve);

          if (plot_curve_get_visible (curve) && PLOT_IS_BAND (source))
            look_at (x, PLOT_BAND (source), &found);
        }
    }
  return found;
}

/* Whether a curve of several seeds is visible. */
static gboolean
has_bands (PlotFigureData *figure)
{
  for (guint p = 0; p < figure->panels->len; p++)
    {
      GPtrArray *curves = plot_figure_data_get_panel (figure, p)->curves;

      for (guint i = 0; i < curves->len; i++)
        {
          PlotCurve *curve = g_ptr_array_index (curves, i);

          if (plot_curve_get_visible (curve) && PLOT_IS_BAND (plot_curve_get_source (curve)))
            return TRUE;
        }
    }
  return FALSE;
}

gboolean
plot_note_is_needed (PlotFigureData *figure)
{
  return figure->number_name[0] != '\0' || has_bands (figure);
}

const char *
plot_note_get_range (PlotBandKind kind)
{
  return kind == PLOT_BAND_QUARTILES ? _ ("quartiles") : _ ("min–max");
}

static void
add_bands (PlotFigureData *figure, const PlotScale *x, double width, GString *text)
{
  Found found = find_bands (figure, x);
  double step = (x->max - x->min) / width;

  if (found.kinds[PLOT_BAND_MIN_MAX] && found.kinds[PLOT_BAND_QUARTILES])
    g_string_append (text, _ ("Line: median of the seeds · area: min–max or quartiles"));
  else if (found.kinds[PLOT_BAND_QUARTILES])
    g_string_append (text, _ ("Line: median of the seeds · area: quartiles, 25 to 75 %"));
  else
    g_string_append (text, _ ("Line: median of the seeds · area: min–max"));
  g_string_append (text, _ (" · thin: each seed"));
  if (found.even)
    g_string_append (text, _ (" · for an even number, the lower of the middle two"));
  if (figure->drawn.smoothing > 0.0)
    g_string_append (text, _ (" · each seed smoothed first"));
  /* Values that are few stand alone in their columns, and are no means. */
  if (step > PLOT_RAW_PER_COLUMN && step * found.most > 1.0)
    {
      g_autofree char *number = base_number_whole (round (step));

      g_string_append_printf (text, _ (" · each point: mean over %s iterations of a seed"), number);
    }
}

char *
plot_note_make (PlotFigureData *figure, const PlotScale *x, double width)
{
  GString *text = g_string_new (NULL);

  if (has_bands (figure))
    add_bands (figure, x, width, text);
  if (figure->number_name[0] != '\0')
    /* Translators: what the numbers of the legend are: “mean of 100”. */
    g_string_append_printf (text, text->len > 0 ? _ (" · numbers: %s") : _ ("Numbers: %s"),
                            figure->number_name);
  if (plot_shade_is_seen (figure, x, width))
    g_string_append_printf (text, text->len > 0 ? _ (" · shaded: %s") : _ ("Shaded: %s"),
                            figure->shade_name);
  return g_string_free (text, FALSE);
}
