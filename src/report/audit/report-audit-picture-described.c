/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The picture that an instrument describes in its descriptor: a chart of one of its
 * tables, the first column along the x axis and a line for each of the others.
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "lab/audit/lab-instrument.h"
#include "report/audit/report-audit-picture-part.h"

PlotPicture *
report_audit_draw_described (const ReportAuditPart *parts, guint n_parts)
{
  const LabInstrumentPicture *described
      = lab_instrument_get_picture (lab_finding_get_instrument (parts[0].finding));
  const LabFindingTable *table = lab_finding_get_table (parts[0].finding, described->table);
  g_autofree char *title = report_audit_name_part (&parts[0], _ (described->title));
  g_autoptr (PlotChart) chart = plot_chart_new (title, _ (described->note));
  guint n_rows;
  g_autofree double *x = table != NULL ? report_audit_get_column (
                             parts[0].finding, described->table, table->columns[0], &n_rows)
                                       : NULL;

  if (x == NULL)
    return NULL;
  plot_chart_set_x (chart, _ (described->x_words), x[0], x[n_rows - 1], FALSE);
  plot_chart_set_y (chart, _ (described->y_words), described->y_least, described->y_greatest);
  for (guint i = 1; i < table->n_columns; i++)
    {
      g_autofree double *y = report_audit_get_column (parts[0].finding, described->table,
                                                      table->columns[i], &n_rows);
      PlotChartStyle style
          = { .label = table->columns[i], .kind = PLOT_CHART_LINE, .color = i - 1 };

      plot_chart_add_series (chart, &style, n_rows, x, y, NULL, NULL);
    }
  return PLOT_PICTURE (g_steal_pointer (&chart));
}
