/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The picture an instrument's descriptor asks for: a chart of one of its tables, with the first
 * column as the x axis and a line for each other column.
 */
#include "config.h"

#include "report/audit/report-audit-picture-part.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* FALSE if there is no range: a file may hold non-finite values. */
static gboolean
find_range (const double *values, guint n, double *least, double *greatest)
{
  *least = INFINITY;
  *greatest = -INFINITY;
  for (guint i = 0; i < n; i++)
    if (isfinite (values[i]))
      {
        *least = fmin (*least, values[i]);
        *greatest = fmax (*greatest, values[i]);
      }
  return *least < *greatest;
}

PlotPicture *
report_audit_draw_table (const ReportAuditPart *part, const LabInstrumentPicture *described)
{
  const LabFindingTable *table = lab_finding_get_table (part->finding, described->table);
  g_autofree char *title = report_audit_name_part (part, _ (described->title));
  g_autoptr (PlotChart) chart = plot_chart_new (title, _ (described->note));
  g_autofree double *x = NULL;
  double least, greatest;
  guint n_rows;

  if (table != NULL)
    x = report_audit_get_column (part->finding, described->table, table->columns[0], &n_rows);
  if (x == NULL || !find_range (x, n_rows, &least, &greatest))
    return NULL;
  plot_chart_set_x (chart, _ (described->x_words), least, greatest, FALSE);
  plot_chart_set_y (chart, _ (described->y_words), described->y_least, described->y_greatest);
  for (guint i = 1; i < table->n_columns; i++)
    {
      g_autofree double *y
          = report_audit_get_column (part->finding, described->table, table->columns[i], &n_rows);
      PlotChartStyle style
          = { .label = table->columns[i], .kind = PLOT_CHART_LINE, .color = i - 1 };

      plot_chart_add_series (chart, &style, n_rows, x, y, NULL, NULL);
    }
  return PLOT_PICTURE (g_steal_pointer (&chart));
}

PlotPicture *
report_audit_draw_described (const ReportAuditPart *parts, guint n_parts)
{
  LabInstrument instrument = lab_finding_get_instrument (parts[0].finding);

  return report_audit_draw_table (&parts[0], lab_instrument_get_picture (instrument));
}
