/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pictures of single message bits: parities, and how many bits stay hidden.
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "base/number.h"
#include "plot/picture/plot-heat-map.h"
#include "plot/picture/plot-measure.h"
#include "report/audit/report-audit-picture-part.h"

PlotPicture *
report_audit_draw_pairs (const ReportAuditPart *parts, guint n_parts)
{
  const LabFindingTable *pairs = lab_finding_get_table (parts[0].finding, "pairs");
  g_autofree char *title = report_audit_name_part (
      &parts[0], _ ("Which pairs of bits give away whether they are equal"));
  PlotHeatMap *map;

  if (pairs == NULL || pairs->n_rows == 0 || pairs->n_columns == 0)
    return NULL;
  map = plot_heat_map_new (title,
                           _ ("A cell that stands out: Eve knows whether its two bits are equal, "
                              "even if each bit by itself is hidden from her."),
                           pairs->n_rows, pairs->n_columns, pairs->values);
  plot_heat_map_set_rows (map, _ ("plaintext bit"));
  plot_heat_map_set_columns (map, _ ("plaintext bit"));
  plot_heat_map_set_scale (map, _ ("error of the pair’s parity (0.5: guessed, 0: read)"), 0.5, 0.0);
  plot_heat_map_set_square (map, TRUE);
  return PLOT_PICTURE (map);
}

PlotPicture *
report_audit_draw_triples (const ReportAuditPart *parts, guint n_parts)
{
  LabFinding *finding = parts[0].finding;
  double surprising = lab_finding_get_value (finding, "surprising");
  guint n;
  g_autofree double *errors = report_audit_get_column (finding, "triples", "error", &n);
  g_autofree double *ranks = g_new (double, n);
  g_autofree char *title
      = report_audit_name_part (&parts[0], _ ("The triples of bits that give away the most"));
  g_autofree char *label = base_number_sentence (_ ("chance does not go below %.3f"), surprising);
  g_autoptr (PlotChart) chart = NULL;
  PlotChartStyle style = { .kind = PLOT_CHART_POINTS, .color = 0, .marker = PLOT_MARKER_CIRCLE };

  if (errors == NULL)
    return NULL;
  for (guint i = 0; i < n; i++)
    ranks[i] = i + 1.0;
  chart = plot_chart_new (title, _ ("Each mark is the product of three bits of the message. Below "
                                    "the dashed line Eve reads it better than by chance."));
  plot_chart_set_x (chart, _ ("rank of the triple (1: the worst)"), 0.5, n + 0.5, TRUE);
  plot_chart_set_y (chart, _ ("error of the triple’s parity (share of messages)"), 0.0, 0.56);
  plot_chart_add_series (chart, &style, n, ranks, errors, NULL, NULL);
  report_audit_add_guessing (chart);
  if (!isnan (surprising))
    plot_chart_add_reference (chart, label, surprising, PLOT_LINE_DASHED);
  return PLOT_PICTURE (g_steal_pointer (&chart));
}

static void
add_interval (PlotMeasure *measure,
              const ReportAuditPart *part,
              const char *number,
              const char *text,
              guint color)
{
  const NcAuditInterval *interval = lab_finding_get_number (part->finding, number);
  g_autofree char *label = report_audit_name_part (part, text);

  if (interval != NULL && !isnan (interval->value))
    plot_measure_add (measure, label, interval->value, interval->low, interval->high, color);
}

static void
add_figure (PlotMeasure *measure, const ReportAuditPart *part, const char *number, const char *text)
{
  double value = lab_finding_get_value (part->finding, number);
  g_autofree char *label = report_audit_name_part (part, text);

  if (!isnan (value))
    plot_measure_add (measure, label, value, NAN, NAN, PLOT_CHART_YARDSTICK);
}

PlotPicture *
report_audit_draw_hidden (const ReportAuditPart *parts, guint n_parts)
{
  g_autoptr (PlotMeasure) measure
      = plot_measure_new (_ ("How much of a message stays hidden from Eve"),
                          _ ("An upper estimate: an Eve who learned longer could only make the "
                             "first bar shorter. No more than the limit can stay hidden while Bob "
                             "reads as well as he does, whatever the networks do."));
  guint n_bits = 1;
  gboolean any = FALSE;

  for (guint i = 0; i < n_parts; i++)
    {
      n_bits = MAX (n_bits, parts[i].facts->plaintext_bits);
      any |= lab_finding_get_number (parts[i].finding, "hidden-bits") != NULL;
    }
  plot_measure_set_axis (measure, _ ("bits of one message"), n_bits);
  for (guint i = 0; i < n_parts; i++)
    add_interval (measure, &parts[i], "hidden-bits", _ ("hidden from Eve at most"), i);
  for (guint i = 0; i < n_parts; i++)
    add_figure (measure, &parts[i], "limit-bits", _ ("limit for a Bob who reads this well"));
  add_figure (measure, &(ReportAuditPart){ .finding = parts[0].finding, .facts = parts[0].facts },
              "commitment-bits", _ ("a fuzzy commitment would hide"));
  if (n_parts == 1)
    add_figure (measure, &parts[0], "plaintext-bits", _ ("all bits of the message"));
  return any ? PLOT_PICTURE (g_steal_pointer (&measure)) : NULL;
}

PlotPicture *
report_audit_draw_surprise (const ReportAuditPart *parts, guint n_parts)
{
  static const struct
  {
    const char *column;
    const char *words;
  } readers[] = { { "eve", N_ ("left for Eve, who sees the ciphertext") },
                  { "bob", N_ ("left for Bob, who has his key too") } };
  g_autofree char *title
      = report_audit_name_part (&parts[0], _ ("How much of each bit stays hidden"));
  g_autoptr (PlotChart) chart
      = plot_chart_new (title, _ ("1: nothing is known about the bit, given all bits before it. 0: "
                                  "it is known. A good cipher is high for Eve and low for Bob."));
  guint n_bits = 1;
  gboolean any = FALSE;

  plot_chart_set_y (chart, _ ("surprise at the bit (bits)"), 0.0, 1.1);
  for (guint i = 0; i < G_N_ELEMENTS (readers); i++)
    {
      guint n;
      g_autofree double *values
          = report_audit_get_column (parts[0].finding, "bits", readers[i].column, &n);
      g_autofree double *bits = g_new (double, n);
      PlotChartStyle style
          = { .label = _ (readers[i].words), .kind = PLOT_CHART_BARS, .color = 1 - i };

      if (values == NULL)
        continue;
      for (guint j = 0; j < n; j++)
        bits[j] = j + 1.0;
      plot_chart_add_series (chart, &style, n, bits, values, NULL, NULL);
      n_bits = MAX (n_bits, n);
      any = TRUE;
    }
  report_audit_set_bits_axis (chart, n_bits);
  plot_chart_add_reference (chart, _ ("fully hidden 1"), 1.0, PLOT_LINE_DOTTED);
  return any ? PLOT_PICTURE (g_steal_pointer (&chart)) : NULL;
}
