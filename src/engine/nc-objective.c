/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Losses and their derivatives. |P^| <= 1, so |P - P^| = 1 - P P^ and its
 * derivative by P^ is -P, always.
 */
#include "nc-objective.h"

#include <math.h>

/* Everything one needs to walk over the outputs of a tile. */
typedef struct
{
  guint n_lanes;
  const nc_real *plaintext; /* [N][lane] */
  nc_real *output;          /* [N][lane] */
  nc_real *delta;           /* [N][lane] */
} Tile;

static Tile
get_tile (const NcPass *pass, const nc_real *plaintext, guint plaintext_rows, guint tile)
{
  guint outputs = pass->topology->outputs;

  return (Tile){
    .n_lanes = nc_pass_get_lanes (pass, tile),
    .plaintext = plaintext + (gsize) tile * plaintext_rows * NC_LANES,
    .output = nc_pass_get_tile (pass->output, outputs, tile),
    .delta = nc_pass_get_tile (pass->output_delta, outputs, tile),
  };
}

static nc_real
recover (const NcPass *pass, nc_real output)
{
  return pass->topology->output == NC_OUTPUT_LOGISTIC ? 2 * output - 1 : output;
}

/* Loss rate of each sample of a tile: losses[lane] in 0 … 1. */
static void
measure_samples (const NcPass *pass, const Tile *tile, nc_real losses[NC_LANES])
{
  guint outputs = pass->topology->outputs;

  for (guint lane = 0; lane < NC_LANES; lane++)
    losses[lane] = 0;
  for (guint i = 0; i < outputs * NC_LANES; i++)
    losses[i % NC_LANES]
        += (nc_real) fabs ((double) (tile->plaintext[i] - recover (pass, tile->output[i])));
  for (guint lane = 0; lane < NC_LANES; lane++)
    losses[lane] /= (nc_real) (2 * outputs);
}

NcLoss
nc_objective_measure (const NcPass *pass, const nc_real *plaintext, guint plaintext_rows)
{
  guint outputs = pass->topology->outputs;
  NcLoss loss = { 0 };
  guint64 wrong = 0;

  for (guint t = 0; t < NC_TILES (pass->batch); t++)
    {
      Tile tile = get_tile (pass, plaintext, plaintext_rows, t);
      nc_real losses[NC_LANES];

      measure_samples (pass, &tile, losses);
      for (guint lane = 0; lane < tile.n_lanes; lane++)
        loss.loss_rate += (double) losses[lane];
      for (guint i = 0; i < outputs; i++)
        for (guint lane = 0; lane < tile.n_lanes; lane++)
          wrong += (recover (pass, tile.output[i * NC_LANES + lane]) > 0)
                   != (tile.plaintext[i * NC_LANES + lane] > 0);
    }
  loss.loss_rate /= pass->batch;
  loss.bit_error = (double) wrong / ((double) pass->batch * outputs);
  return loss;
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
nc_objective_value (const NcPass *pass,
                    const nc_real *plaintext,
                    guint plaintext_rows,
                    NcObjective objective)
{
  guint outputs = pass->topology->outputs;
  double sum = 0;

  for (guint t = 0; t < NC_TILES (pass->batch); t++)
    {
      Tile tile = get_tile (pass, plaintext, plaintext_rows, t);

      for (guint i = 0; i < outputs; i++)
        for (guint lane = 0; lane < tile.n_lanes; lane++)
          {
            nc_real output = tile.output[i * NC_LANES + lane];

            sum += get_error (objective, tile.plaintext[i * NC_LANES + lane], output,
                              recover (pass, output));
          }
    }
  return sum / ((double) pass->batch * outputs);
}

void
nc_objective_set_delta (NcPass *pass,
                        const nc_real *plaintext,
                        guint plaintext_rows,
                        NcObjective objective,
                        double weight)
{
  guint outputs = pass->topology->outputs;
  nc_real scale = (nc_real) (weight / ((double) pass->batch * outputs));

  g_assert ((objective == NC_OBJECTIVE_CROSS_ENTROPY)
            == (pass->topology->output == NC_OUTPUT_LOGISTIC));
  for (guint t = 0; t < NC_TILES (pass->batch); t++)
    {
      Tile tile = get_tile (pass, plaintext, plaintext_rows, t);

      for (guint i = 0; i < outputs * NC_LANES; i++)
        {
          nc_real p = tile.plaintext[i], y = tile.output[i], delta;

          if (objective == NC_OBJECTIVE_ABSOLUTE)
            delta = -p / 2;
          else if (objective == NC_OBJECTIVE_SQUARED)
            delta = (y - p) / 2;
          else /* by the logit: probability minus target */
            delta = y - (p + 1) / 2;
          tile.delta[i] = i % NC_LANES < tile.n_lanes ? scale * delta : 0;
        }
    }
}

double
nc_objective_eve_value (const NcPass *eve,
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
      Tile tile = get_tile (eve, plaintext, plaintext_rows, t);
      nc_real losses[NC_LANES];

      measure_samples (eve, &tile, losses);
      for (guint lane = 0; lane < tile.n_lanes; lane++)
        sum += (1 - 2 * (double) losses[lane]) * (1 - 2 * (double) losses[lane]);
    }
  return sum / eve->batch;
}

void
nc_objective_set_eve_delta (NcPass *eve,
                            const nc_real *plaintext,
                            guint plaintext_rows,
                            NcEveTerm term)
{
  guint outputs = eve->topology->outputs;
  /* dL_E / dP^ = -P / (2 N B); the linear term's derivative is -2 of it, the
   * squared terms' -4 (1 - 2 L_E), L_E of the batch or of the sample. */
  double scale = 1 / ((double) eve->batch * outputs);

  if (term == NC_EVE_TERM_SQUARED)
    scale *= 2 * (1 - 2 * nc_objective_measure (eve, plaintext, plaintext_rows).loss_rate);

  for (guint t = 0; t < NC_TILES (eve->batch); t++)
    {
      Tile tile = get_tile (eve, plaintext, plaintext_rows, t);
      nc_real factors[NC_LANES];

      if (term == NC_EVE_TERM_SQUARED_PER_SAMPLE)
        measure_samples (eve, &tile, factors);
      for (guint lane = 0; lane < NC_LANES; lane++)
        if (lane >= tile.n_lanes)
          factors[lane] = 0;
        else if (term == NC_EVE_TERM_SQUARED_PER_SAMPLE)
          factors[lane] = (nc_real) (scale * 2 * (1 - 2 * (double) factors[lane]));
        else
          factors[lane] = (nc_real) scale;
      for (guint i = 0; i < outputs * NC_LANES; i++)
        tile.delta[i] = factors[i % NC_LANES] * tile.plaintext[i];
    }
}
