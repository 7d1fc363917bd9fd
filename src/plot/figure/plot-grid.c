/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tries every number of columns. Knows no panel.
 */
#include "plot/figure/plot-grid.h"

#include <math.h>

/* Width to height of a panel that reads best, and what a smaller panel than this costs. */
#define BEST_ASPECT 1.3
#define LEAST_PANEL_WIDTH 190.0
#define LEAST_PANEL_HEIGHT 110.0

/* Less is better: odd shapes, empty cells and panels too small to read. */
static double
grid_cost (guint n, guint n_columns, double width, double height)
{
  guint n_rows = (n + n_columns - 1) / n_columns;
  double panel_width = width / n_columns;
  double panel_height = height / n_rows;
  double cost = fabs (log (panel_width / panel_height / BEST_ASPECT));

  cost += 1.0 * (n_columns * n_rows - n);
  cost += MAX (0.0, LEAST_PANEL_WIDTH / panel_width - 1.0) * 3.0;
  cost += MAX (0.0, LEAST_PANEL_HEIGHT / panel_height - 1.0) * 3.0;
  return cost;
}

guint
plot_grid_choose_columns (guint n, double width, double height)
{
  double best = INFINITY;
  guint best_columns = 1;

  for (guint columns = 1; columns <= n; columns++)
    {
      double cost = grid_cost (n, columns, width, height);

      if (cost < best)
        {
          best = cost;
          best_columns = columns;
        }
    }
  return best_columns;
}
