/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reference lines that an honest lab draws beside every curve.
 */
#include "config.h"

#include "report/study/report-lines.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "base/number.h"

#define GUESSING 0.5
#define MAX_PADS 3

/* "0.19", "0": as many digits as are useful in a picture. */
static char *
format_value (double value)
{
  return value == 0 ? g_strdup ("0") : base_number_sentence ("%.2g", value);
}

/* By n/N, ascending. */
static int
compare_pads (gconstpointer a, gconstpointer b)
{
  const ReportCurve *first = *(ReportCurve *const *) a, *second = *(ReportCurve *const *) b;
  guint left = first->key_difference * second->key_bits;
  guint right = second->key_difference * first->key_bits;

  return left < right ? -1 : left > right;
}

static void
add_pad (PlotFigure *figure, guint panel, const ReportCurve *curve, gboolean tell_bits)
{
  double loss_rate = (double) curve->key_difference / curve->key_bits;
  g_autofree char *value = format_value (loss_rate);
  g_autofree char *label
      = tell_bits ? g_strdup_printf (_ ("one-time pad, n = %u of %u: %s"), curve->key_difference,
                                     curve->key_bits, value)
                  : g_strdup_printf (_ ("one-time pad, n = %u: %s"), curve->key_difference, value);

  plot_figure_add_reference (figure, panel, label, loss_rate, PLOT_LINE_DOTTED);
}

static void
add_pads (PlotFigure *figure, guint panel, GPtrArray *curves)
{
  g_autoptr (GPtrArray) pads = g_ptr_array_new ();
  gboolean tell_bits = FALSE;

  for (guint i = 0; i < curves->len; i++)
    if (((ReportCurve *) curves->pdata[i])->key_bits > 0)
      g_ptr_array_add (pads, curves->pdata[i]);
  g_ptr_array_sort (pads, compare_pads);
  for (guint i = pads->len; i-- > 1;)
    {
      tell_bits |= ((ReportCurve *) pads->pdata[i])->key_bits
                   != ((ReportCurve *) pads->pdata[i - 1])->key_bits;
      if (compare_pads (&pads->pdata[i], &pads->pdata[i - 1]) == 0)
        g_ptr_array_remove_index (pads, i);
    }
  for (guint i = 0; i < pads->len; i++)
    if (pads->len <= MAX_PADS || i == 0 || i == pads->len - 1)
      add_pad (figure, panel, pads->pdata[i], tell_bits);
}

/* The labels of the curves for which the paper claims @claim, each once. */
static char *
join_labels (GPtrArray *curves, double claim)
{
  const char *first = NULL, *last = NULL;
  guint n = 0;

  for (guint i = 0; i < curves->len; i++)
    {
      const ReportCurve *curve = curves->pdata[i];

      if (curve->paper_loss_rate != claim || (last != NULL && g_str_equal (last, curve->label)))
        continue;
      if (first == NULL)
        first = curve->label;
      last = curve->label;
      n++;
    }
  if (n == 1)
    return g_strdup (first);
  return g_strdup_printf (n == 2 ? _ ("%s and %s") : _ ("%s … %s"), first, last);
}

static void
add_claims (PlotFigure *figure, guint panel, GPtrArray *curves)
{
  g_autoptr (GArray) drawn = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < curves->len; i++)
    {
      double claim = ((ReportCurve *) curves->pdata[i])->paper_loss_rate;
      gboolean known = isnan (claim);
      g_autofree char *labels = NULL, *label = NULL, *value = NULL;

      for (guint j = 0; j < drawn->len; j++)
        known |= g_array_index (drawn, double, j) == claim;
      if (known)
        continue;
      g_array_append_val (drawn, claim);
      labels = join_labels (curves, claim);
      value = format_value (claim);
      label = g_strdup_printf (_ ("paper, %s: %s"), labels, value);
      plot_figure_add_reference (figure, panel, label, claim, PLOT_LINE_SHORT_DASH);
    }
}

void
report_lines_add (PlotFigure *figure, guint panel, GPtrArray *curves, ReportMetric metric)
{
  g_autofree char *value = format_value (GUESSING);
  g_autofree char *label = g_strdup_printf (_ ("guessing: %s"), value);

  plot_figure_add_reference (figure, panel, label, GUESSING, PLOT_LINE_DOTTED);
  add_pads (figure, panel, curves);
  if (metric == REPORT_METRIC_LOSS_RATE)
    add_claims (figure, panel, curves);
}
