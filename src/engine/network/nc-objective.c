/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Losses and their derivatives. |P^| <= 1, so |P - P^| = 1 - P P^ and its derivative with respect
 * to P^ is always -P.
 */
#include "engine/network/nc-objective.h"

/* What a loop over the outputs of a tile needs. */
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
    .output = nc_pass_get_passing (pass, pass->output, outputs, tile),
    .delta = nc_pass_get_passing (pass, pass->output_delta, outputs, tile),
  };
}

/* A logistic output p counts as P^ = 2p - 1: slope and offset of P^. */
static nc_real
get_slope (const NcPass *pass)
{
  return pass->topology->output == NC_OUTPUT_LOGISTIC ? 2 : 1;
}

static nc_real
get_offset (const NcPass *pass)
{
  return pass->topology->output == NC_OUTPUT_LOGISTIC ? -1 : 0;
}

/* Loss rate of each sample of a tile, losses[lane] in 0 … 1, and its number of wrong signs. */
static void
measure_samples (const NcPass *pass, const Tile *tile, nc_real *losses, gint32 *wrong)
{
  guint outputs = pass->topology->outputs;

  pass->kernels->measure (outputs, get_slope (pass), get_offset (pass), tile->plaintext,
                          tile->output, losses, wrong);
  for (guint lane = 0; lane < NC_LANES; lane++)
    losses[lane] /= (nc_real) (2 * outputs);
}

void
nc_objective_measure_samples (const NcPass *pass,
                              const nc_real *plaintext,
                              guint plaintext_rows,
                              guint tile,
                              nc_real losses[NC_LANES],
                              gint32 wrong[NC_LANES])
{
  Tile t = get_tile (pass, plaintext, plaintext_rows, tile);

  measure_samples (pass, &t, losses, wrong);
}

void
nc_objective_measure_tile (
    const NcPass *pass, const nc_real *plaintext, guint plaintext_rows, guint tile, NcLoss *sums)
{
  Tile t = get_tile (pass, plaintext, plaintext_rows, tile);
  nc_real losses[NC_LANES];
  gint32 wrong[NC_LANES], n_wrong = 0;

  measure_samples (pass, &t, losses, wrong);
  for (guint lane = 0; lane < t.n_lanes; lane++)
    {
      sums->loss_rate += (double) losses[lane];
      n_wrong += wrong[lane];
    }
  sums->bit_error += n_wrong;
}

NcLoss
nc_objective_get_mean (const NcPass *pass, const NcLoss *sums)
{
  return (NcLoss){
    .loss_rate = sums->loss_rate / pass->batch,
    .bit_error = sums->bit_error / ((double) pass->batch * pass->topology->outputs),
  };
}

NcLoss
nc_objective_measure (const NcPass *pass, const nc_real *plaintext, guint plaintext_rows)
{
  NcLoss sums = { 0 };
  guint n_tiles = NC_TILES (pass->batch);

  /* Group by group, as for gradients, so that a fused step sums in the same order. */
  for (guint group = 0; group < NC_GROUPS (n_tiles); group++)
    {
      NcLoss of_group = { 0 };
      guint end = MIN ((group + 1) * NC_TILES_PER_GROUP, n_tiles);

      for (guint tile = group * NC_TILES_PER_GROUP; tile < end; tile++)
        nc_objective_measure_tile (pass, plaintext, plaintext_rows, tile, &of_group);
      sums.loss_rate += of_group.loss_rate;
      sums.bit_error += of_group.bit_error;
    }
  return nc_objective_get_mean (pass, &sums);
}

void
nc_objective_set_delta_tile (NcPass *pass,
                             const nc_real *plaintext,
                             guint plaintext_rows,
                             guint tile,
                             NcObjective objective,
                             double weight)
{
  guint outputs = pass->topology->outputs;
  Tile t = get_tile (pass, plaintext, plaintext_rows, tile);
  nc_real half = (nc_real) (weight / ((double) pass->batch * outputs) / 2);
  /* delta = a P + b P^ + c: -P/2 (absolute), (P^ - P)/2 (squared), and, with respect to the logit,
   * probability minus target, p - (P + 1)/2 (cross-entropy). */
  nc_real a = -half, b = 0, c = 0;

  g_assert ((objective == NC_OBJECTIVE_CROSS_ENTROPY)
            == (pass->topology->output == NC_OUTPUT_LOGISTIC));
  if (objective == NC_OBJECTIVE_SQUARED)
    b = half;
  else if (objective == NC_OBJECTIVE_CROSS_ENTROPY)
    {
      b = 2 * half;
      c = -half;
    }
  pass->kernels->set_delta (outputs, t.n_lanes, a, b, c, t.plaintext, t.output, t.delta);
}

void
nc_objective_set_delta (NcPass *pass,
                        const nc_real *plaintext,
                        guint plaintext_rows,
                        NcObjective objective,
                        double weight)
{
  for (guint tile = 0; tile < NC_TILES (pass->batch); tile++)
    nc_objective_set_delta_tile (pass, plaintext, plaintext_rows, tile, objective, weight);
}

static void
set_delta_per_sample (const NcPass *eve, const Tile *tile, double scale)
{
  nc_real losses[NC_LANES], factors[NC_LANES];
  gint32 wrong[NC_LANES];

  measure_samples (eve, tile, losses, wrong);
  for (guint lane = 0; lane < NC_LANES; lane++)
    factors[lane]
        = lane < tile->n_lanes ? (nc_real) (scale * 2 * (1 - 2 * (double) losses[lane])) : 0;
  for (guint i = 0; i < eve->topology->outputs; i++)
    for (guint lane = 0; lane < NC_LANES; lane++)
      tile->delta[i * NC_LANES + lane] = factors[lane] * tile->plaintext[i * NC_LANES + lane];
}

void
nc_objective_set_eve_delta_tile (NcPass *eve,
                                 const nc_real *plaintext,
                                 guint plaintext_rows,
                                 guint tile,
                                 NcEveTerm term,
                                 double loss_rate)
{
  guint outputs = eve->topology->outputs;
  Tile t = get_tile (eve, plaintext, plaintext_rows, tile);
  /* dL_E / dP^ = -P / (2 N B); the derivative of the linear term is -2 times that, of the squared
   * terms -4 (1 - 2 L_E) times, L_E of the batch or of the sample. */
  double scale = 1 / ((double) eve->batch * outputs);

  if (term == NC_EVE_TERM_SQUARED_PER_SAMPLE)
    {
      set_delta_per_sample (eve, &t, scale);
      return;
    }
  if (term == NC_EVE_TERM_SQUARED)
    scale *= 2 * (1 - 2 * loss_rate);
  eve->kernels->set_delta (outputs, t.n_lanes, (nc_real) scale, 0, 0, t.plaintext, t.output,
                           t.delta);
}
