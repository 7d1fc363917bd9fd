/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The objectives, written down. For passes that remember the whole batch.
 */
#include "plain-objective.h"

#include <math.h>

/* A logistic output p counts as P^ = 2p - 1. */
static nc_real
recover (const NcPass *pass, nc_real output)
{
  return pass->topology->output == NC_OUTPUT_LOGISTIC ? 2 * output - 1 : output;
}

static double
get_error (NcObjective objective, double plaintext, double output, double recovered)
{
  switch (objective)
    {
    case NC_OBJECTIVE_ABSOLUTE:
      return fabs (plaintext - recovered) / 2;
    case NC_OBJECTIVE_SQUARED:
      return (plaintext - recovered) * (plaintext - recovered) / 4;
    case NC_OBJECTIVE_CROSS_ENTROPY:
      {
        double cost = -log (plaintext > 0 ? output : 1 - output);

        return cost > NC_MAX_CROSS_ENTROPY ? NC_MAX_CROSS_ENTROPY : cost; /* NaN stays */
      }
    default:
      g_return_val_if_reached (NAN);
    }
}

double
plain_objective_value (const NcPass *pass,
                       const nc_real *plaintext,
                       guint plaintext_rows,
                       NcObjective objective)
{
  guint outputs = pass->topology->outputs;
  double sum = 0;

  for (guint t = 0; t < NC_TILES (pass->batch); t++)
    {
      const nc_real *bits = nc_pass_get_tile ((nc_real *) plaintext, plaintext_rows, t);
      const nc_real *tile = nc_pass_get_tile (pass->output, outputs, t);

      for (guint i = 0; i < outputs; i++)
        for (guint lane = 0; lane < nc_pass_get_lanes (pass, t); lane++)
          {
            nc_real output = tile[i * NC_LANES + lane];

            sum += get_error (objective, bits[i * NC_LANES + lane], output, recover (pass, output));
          }
    }
  return sum / ((double) pass->batch * outputs);
}

double
plain_objective_eve_value (const NcPass *eve,
                           const nc_real *plaintext,
                           guint plaintext_rows,
                           NcEveTerm term)
{
  double sum = 0;

  if (term != NC_EVE_TERM_SQUARED_PER_SAMPLE)
    {
      double left = 1 - 2 * nc_objective_measure (eve, plaintext, plaintext_rows).loss_rate;

      return term == NC_EVE_TERM_LINEAR ? left : left * left;
    }
  for (guint t = 0; t < NC_TILES (eve->batch); t++)
    {
      nc_real losses[NC_LANES];
      gint32 wrong[NC_LANES];

      nc_objective_measure_samples (eve, plaintext, plaintext_rows, t, losses, wrong);
      for (guint lane = 0; lane < nc_pass_get_lanes (eve, t); lane++)
        sum += (1 - 2 * (double) losses[lane]) * (1 - 2 * (double) losses[lane]);
    }
  return sum / eve->batch;
}

void
plain_objective_set_eve_delta (NcPass *eve,
                               const nc_real *plaintext,
                               guint plaintext_rows,
                               NcEveTerm term)
{
  double loss_rate = term == NC_EVE_TERM_SQUARED
                         ? nc_objective_measure (eve, plaintext, plaintext_rows).loss_rate
                         : 0;

  for (guint tile = 0; tile < NC_TILES (eve->batch); tile++)
    nc_objective_set_eve_delta_tile (eve, plaintext, plaintext_rows, tile, term, loss_rate);
}
