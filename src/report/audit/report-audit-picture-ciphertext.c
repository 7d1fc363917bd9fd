/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pictures of the ciphertext: what a flipped bit changes, how the numbers are distributed and
 * which are correlated.
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "plot/picture/plot-heat-map.h"
#include "report/audit/report-audit-picture-part.h"

/* Over the tables of @part and of the finding beside it: both use the same colour scale. */
static double
find_largest (const ReportAuditPart *part, const char *name)
{
  LabFinding *const findings[] = { part->finding, part->beside };
  double largest = 0.0;

  for (guint i = 0; i < G_N_ELEMENTS (findings); i++)
    {
      const LabFindingTable *table
          = findings[i] != NULL ? lab_finding_get_table (findings[i], name) : NULL;

      for (gsize j = 0; table != NULL && j < (gsize) table->n_rows * table->n_columns; j++)
        if (table->values[j] > largest)
          largest = table->values[j];
    }
  return largest;
}

/* (nullable): the matrix; NULL if it has no cells. */
static const LabFindingTable *
get_matrix (const ReportAuditPart *part, const char *name)
{
  const LabFindingTable *table = lab_finding_get_table (part->finding, name);

  return table != NULL && table->n_rows > 0 && table->n_columns > 0 ? table : NULL;
}

static PlotHeatMap *
draw_flips (const ReportAuditPart *part, const LabFindingTable *table, const char *text)
{
  g_autofree char *title = report_audit_name_part (part, text);
  PlotHeatMap *map
      = plot_heat_map_new (title,
                           _ ("Each column flips one bit and shows which numbers of the ciphertext "
                              "change. Pale means little, not nothing; a column of zeros is "
                              "hatched, and right of the line it is a key bit that is not used."),
                           table->n_rows, table->n_columns, table->values);
  guint plaintext_bits = part->facts->plaintext_bits;
  guint key_bits = part->facts->key_bits;

  plot_heat_map_set_rows (map, _ ("number of the ciphertext"));
  plot_heat_map_set_columns (map, _ ("flipped bit"));
  plot_heat_map_set_hatches_zeros (map, TRUE);
  if (plaintext_bits > 0 && key_bits > 0 && plaintext_bits + key_bits == table->n_columns)
    {
      plot_heat_map_add_group (map, _ ("flipped bit of the plaintext"), plaintext_bits);
      plot_heat_map_add_group (map, _ ("flipped bit of the key"), key_bits);
    }
  return map;
}

PlotPicture *
report_audit_draw_change (const ReportAuditPart *parts, guint n_parts)
{
  const LabFindingTable *table = get_matrix (&parts[0], "change");
  PlotHeatMap *map;
  double largest;

  if (table == NULL)
    return NULL;
  largest = find_largest (&parts[0], "change");
  map = draw_flips (&parts[0], table, _ ("What one flipped bit changes in the ciphertext"));
  plot_heat_map_set_scale (map, _ ("mean change of the number (0 … 2)"), 0.0,
                           largest > 0.0 ? largest : 2.0);
  return PLOT_PICTURE (map);
}

PlotPicture *
report_audit_draw_signs (const ReportAuditPart *parts, guint n_parts)
{
  const LabFindingTable *table = get_matrix (&parts[0], "signs");
  PlotHeatMap *map;

  if (table == NULL)
    return NULL;
  map = draw_flips (&parts[0], table, _ ("How often one flipped bit flips a sign"));
  plot_heat_map_set_scale (map, _ ("share of messages whose sign flips"), 0.0, 1.0);
  return PLOT_PICTURE (map);
}

PlotPicture *
report_audit_draw_histogram (const ReportAuditPart *parts, guint n_parts)
{
  const LabFindingTable *table = get_matrix (&parts[0], "histogram");
  g_autofree char *title
      = report_audit_name_part (&parts[0], _ ("Which values the ciphertext takes"));
  PlotHeatMap *map;
  double largest;

  if (table == NULL)
    return NULL;
  largest = find_largest (&parts[0], "histogram");
  map = plot_heat_map_new (
      title,
      _ ("Each row is a number of the ciphertext. Two marks at the ends: it is almost a bit. "
         "Spread evenly: it takes every value. Neither proves anything."),
      table->n_rows, table->n_columns, table->values);
  plot_heat_map_set_rows (map, _ ("number of the ciphertext"));
  plot_heat_map_set_columns (map, _ ("its value"));
  plot_heat_map_set_column_range (map, -1.0, 1.0);
  plot_heat_map_set_scale (map, _ ("share of messages"), 0.0, largest > 0.0 ? largest : 1.0);
  return PLOT_PICTURE (map);
}

PlotPicture *
report_audit_draw_correlation (const ReportAuditPart *parts, guint n_parts)
{
  const LabFindingTable *table = get_matrix (&parts[0], "correlation");
  g_autofree char *title
      = report_audit_name_part (&parts[0], _ ("Which numbers of the ciphertext are linked"));
  g_autofree double *strength = NULL;
  PlotHeatMap *map;

  if (table == NULL)
    return NULL;
  strength = g_memdup2 (table->values, sizeof (double) * table->n_rows * table->n_columns);
  for (gsize i = 0; i < (gsize) table->n_rows * table->n_columns; i++)
    strength[i] = i / table->n_columns == i % table->n_columns ? (double) NAN : fabs (strength[i]);
  map = plot_heat_map_new (title,
                           _ ("A cell that stands out: one number tells what the other is. If none "
                              "does, they are independent as far as a straight line can tell."),
                           table->n_rows, table->n_columns, strength);
  plot_heat_map_set_rows (map, _ ("number of the ciphertext"));
  plot_heat_map_set_columns (map, _ ("number of the ciphertext"));
  plot_heat_map_set_scale (map, _ ("strength of the correlation |r| (0 … 1)"), 0.0, 1.0);
  plot_heat_map_set_square (map, TRUE);
  return PLOT_PICTURE (map);
}
