/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A study as a figure.
 */
#include "config.h"

#include "report-figure.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "report-lines.h"

static gboolean
any_eve (GPtrArray *curves)
{
  for (guint i = 0; i < curves->len; i++)
    if (((ReportCurve *) curves->pdata[i])->eve)
      return TRUE;
  return FALSE;
}

void
report_figure_get_style (GPtrArray *curves, guint nth, PlotLineStyle *style, PlotMarker *marker)
{
  ReportCurve *curve = curves->pdata[nth];

  if (any_eve (curves))
    {
      /* Dashes tell the party. */
      *style = PLOT_LINE_SOLID;
      *marker = 1 + curve->colour % (PLOT_N_MARKERS - 1);
    }
  else
    {
      /* Once the dashes are used up, so are the colours: markers tell on. */
      *style = curve->colour % PLOT_N_LINE_STYLES;
      *marker = curve->colour / PLOT_N_LINE_STYLES % PLOT_N_MARKERS;
    }
}

static gboolean
label_is_shared (GPtrArray *curves, ReportCurve *curve)
{
  for (guint i = 0; i < curves->len; i++)
    {
      ReportCurve *other = curves->pdata[i];

      if (other != curve && g_str_equal (other->label, curve->label))
        return TRUE;
    }
  return FALSE;
}

/* Adds one channel as a curve, named by the run and, where there are several, the party. */
static void
add_channel (PlotFigure *figure,
             guint panel,
             ReportCurve *curve,
             LabChannel channel,
             const char *name,
             PlotLineStyle style,
             PlotMarker marker)
{
  g_autoptr (PlotCurve) plotted = NULL;

  if (curve->sources[channel] == NULL)
    return;
  plotted = plot_curve_new (curve->sources[channel], name);
  plot_curve_set_color_index (plotted, curve->colour);
  plot_curve_set_line_style (plotted, style);
  plot_curve_set_marker (plotted, marker);
  plot_figure_add_curve (figure, panel, plotted);
}

/* "n = 3 · seed 2 · Eve": the label, the seed where several runs share the
 * label, and the party where Eve is drawn too. Side by side the label is the
 * panel's title already. */
static char *
name_curve (GPtrArray *curves, ReportCurve *curve, ReportView view, const char *party)
{
  g_autofree char *seed
      = label_is_shared (curves, curve) ? g_strdup_printf (_ ("seed %u"), curve->seed) : NULL;
  gboolean in_title = view == REPORT_VIEW_SIDE_BY_SIDE && (seed != NULL || party != NULL);
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  if (!in_title)
    g_ptr_array_add (words, curve->label);
  if (seed != NULL)
    g_ptr_array_add (words, seed);
  if (party != NULL)
    g_ptr_array_add (words, (gpointer) party);
  g_ptr_array_add (words, NULL);
  return g_strjoinv (" · ", (char **) words->pdata);
}

static void
add_run (PlotFigure *figure,
         guint panel,
         GPtrArray *curves,
         guint nth,
         ReportView view,
         ReportMetric metric)
{
  ReportCurve *curve = curves->pdata[nth];
  guint shift = metric == REPORT_METRIC_BIT_ERROR ? 1 : 0;
  g_autofree char *bob = name_curve (curves, curve, view, curve->eve ? _ ("Bob") : NULL);
  g_autofree char *eve = name_curve (curves, curve, view, _ ("Eve"));
  g_autofree char *own = name_curve (curves, curve, view, _ ("Eve in her turn"));
  PlotLineStyle style;
  PlotMarker marker;

  report_figure_get_style (curves, nth, &style, &marker);
  add_channel (figure, panel, curve, LAB_CHANNEL_BOB_LOSS_RATE + shift, bob, style, marker);
  if (!curve->eve)
    return;
  add_channel (figure, panel, curve, LAB_CHANNEL_EVE_LOSS_RATE + shift, eve, PLOT_LINE_DASHED,
               marker);
  if (curve->own_turn)
    add_channel (figure, panel, curve, LAB_CHANNEL_EVE_OWN_LOSS_RATE + shift, own, PLOT_LINE_DOTTED,
                 marker);
}

/* The axis counts rounds when all curves have rounds of the same length. */
static void
set_x_axis (PlotFigure *figure, GPtrArray *curves)
{
  guint64 planned = 0;
  guint round_length = 0;

  for (guint i = 0; i < curves->len; i++)
    {
      ReportCurve *curve = curves->pdata[i];

      planned = MAX (planned, curve->length);
      if (i == 0)
        round_length = curve->round_length;
      else if (round_length != curve->round_length)
        round_length = 0;
    }
  plot_figure_set_x_axis (figure, round_length, planned);
}

static const char *
get_y_label (GPtrArray *curves, ReportMetric metric)
{
  gboolean eve = any_eve (curves);

  if (metric == REPORT_METRIC_BIT_ERROR)
    return eve ? _ ("bit error (share of wrong bits)")
               : _ ("Bob’s bit error (share of wrong bits)");
  return eve ? _ ("loss rate L") : _ ("Bob’s loss rate L");
}

/* One panel for each label, in the order in which labels come. */
static void
add_panels (PlotFigure *figure, GPtrArray *curves, ReportMetric metric)
{
  g_autoptr (GHashTable) panels = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < curves->len; i++)
    {
      ReportCurve *curve = curves->pdata[i];
      gpointer panel;

      if (!g_hash_table_lookup_extended (panels, curve->label, NULL, &panel))
        {
          g_autoptr (GPtrArray) alike = g_ptr_array_new ();

          panel = GUINT_TO_POINTER (plot_figure_add_panel (figure, curve->label));
          g_hash_table_insert (panels, curve->label, panel);
          for (guint j = i; j < curves->len; j++)
            if (g_str_equal (((ReportCurve *) curves->pdata[j])->label, curve->label))
              g_ptr_array_add (alike, curves->pdata[j]);
          report_lines_add (figure, GPOINTER_TO_UINT (panel), alike, metric);
        }
      add_run (figure, GPOINTER_TO_UINT (panel), curves, i, REPORT_VIEW_SIDE_BY_SIDE, metric);
    }
}

void
report_figure_fill (PlotFigure *figure, GPtrArray *curves, ReportView view, ReportMetric metric)
{
  plot_figure_clear (figure);
  set_x_axis (figure, curves);
  plot_figure_set_y_label (figure, get_y_label (curves, metric));

  if (view == REPORT_VIEW_SIDE_BY_SIDE && curves->len > 0)
    {
      add_panels (figure, curves, metric);
      return;
    }
  plot_figure_add_panel (figure, NULL);
  for (guint i = 0; i < curves->len; i++)
    add_run (figure, 0, curves, i, REPORT_VIEW_TRAINING, metric);
  report_lines_add (figure, 0, curves, metric);
}
