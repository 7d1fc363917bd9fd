/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Helpers shared by the pictures of the instruments. Draws no picture itself.
 */
#include "config.h"

#include "report/audit/report-audit-picture-part.h"

#include <glib/gi18n-lib.h>

double *
report_audit_get_column (LabFinding *finding, const char *table, const char *column, guint *n_rows)
{
  const LabFindingTable *found = lab_finding_get_table (finding, table);

  *n_rows = 0;
  if (found == NULL || found->n_rows == 0)
    return NULL;
  for (guint j = 0; j < found->n_columns; j++)
    {
      double *values;

      if (g_strcmp0 (found->columns[j], column) != 0)
        continue;
      values = g_new (double, found->n_rows);
      for (guint i = 0; i < found->n_rows; i++)
        values[i] = found->values[(gsize) i * found->n_columns + j];
      *n_rows = found->n_rows;
      return values;
    }
  return NULL;
}

char *
report_audit_name_part (const ReportAuditPart *part, const char *text)
{
  return part->label == NULL ? g_strdup (text) : g_strdup_printf ("%s: %s", part->label, text);
}

void
report_audit_set_bits_axis (PlotChart *chart, guint n_bits)
{
  plot_chart_set_x (chart, _ ("plaintext bit"), 0.5, n_bits + 0.5, TRUE);
}

void
report_audit_add_guessing (PlotChart *chart)
{
  plot_chart_add_reference (chart, _ ("guessing 0.5"), 0.5, PLOT_LINE_DOTTED);
}
