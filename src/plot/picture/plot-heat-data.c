/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Holds what a heat map is made of. Draws nothing.
 */
#include "plot/picture/plot-heat-data.h"

static void
group_clear (gpointer data)
{
  g_free (((PlotHeatGroup *) data)->title);
}

void
plot_heat_data_init (PlotHeatData *self, guint n_rows, guint n_columns, const double *values)
{
  *self = (PlotHeatData){ .n_rows = n_rows, .n_columns = n_columns, .deep = 1.0 };
  self->values = g_memdup2 (values, sizeof (double) * n_rows * n_columns);
  self->row_title = g_strdup ("");
  self->column_title = g_strdup ("");
  self->scale_title = g_strdup ("");
  self->groups = g_array_new (FALSE, FALSE, sizeof (PlotHeatGroup));
  g_array_set_clear_func (self->groups, group_clear);
}

void
plot_heat_data_clear (PlotHeatData *self)
{
  g_free (self->values);
  g_free (self->row_title);
  g_free (self->column_title);
  g_free (self->scale_title);
  g_array_unref (self->groups);
}

gboolean
plot_heat_data_is_zero (const PlotHeatData *self, guint column)
{
  for (guint i = 0; i < self->n_rows; i++)
    if (self->values[(gsize) i * self->n_columns + column] != 0.0)
      return FALSE;
  return self->hatches_zeros;
}

double
plot_heat_data_get_share (const PlotHeatData *self, double value)
{
  return CLAMP ((value - self->pale) / (self->deep - self->pale), 0.0, 1.0);
}
