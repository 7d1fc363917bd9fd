/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The forward pass of a network; the plain version is reference_network_forward() of
 * tests/engine/reference-network.c.
 */
#include "engine/kernels/nc-blas.h"
#include "engine/network/nc-pass.h"

static const nc_real *
optional (const nc_real *parameters, gsize offset)
{
  return offset == NC_NO_TENSOR ? NULL : parameters + offset;
}

static void
activate_output (NcPass *pass, nc_real *y)
{
  NcActivation activation
      = pass->topology->output == NC_OUTPUT_LOGISTIC ? NC_ACTIVATION_SIGMOID : NC_ACTIVATION_TANH;

  pass->kernels->activate (activation, pass->leaky_slope, pass->topology->outputs, y, y);
}

static void
forward_convolutions (NcPass *pass, guint tile, const nc_real *parameters)
{
  const NcTopology *topology = pass->topology;
  const NcLayout *layout = pass->layout;
  guint last = topology->n_dense - 1;
  nc_real *x = nc_pass_get_dense (pass, last, tile);

  for (guint i = 0; i < NC_N_CONVOLUTIONS; i++)
    {
      guint features = nc_pass_get_conv_features (topology, i);
      nc_real *y = nc_pass_get_passing (pass, pass->conv[i], features, tile);

      pass->kernels->convolution_forward (i, nc_pass_get_conv_length (topology, i),
                                          parameters + layout->conv_weight[i],
                                          optional (parameters, layout->conv_bias[i]), x, y);
      if (i + 1 < NC_N_CONVOLUTIONS)
        pass->kernels->activate (topology->convolution_activation, pass->leaky_slope, features, y,
                                 y);
      x = y;
    }
  activate_output (pass, x);
}

static void
forward_output_layer (NcPass *pass, guint tile, const nc_real *parameters)
{
  const NcTopology *topology = pass->topology;
  guint in = topology->width[topology->n_dense - 1];
  nc_real *x = nc_pass_get_dense (pass, topology->n_dense - 1, tile);
  nc_real *y = nc_pass_get_passing (pass, pass->output, topology->outputs, tile);

  nc_dense_forward (pass->kernels, in, topology->outputs, parameters + pass->layout->output_weight,
                    optional (parameters, pass->layout->output_bias), x, y);
  activate_output (pass, y);
}

/* Adds a tile's products of dense layer `layer` to its group's sums. */
static void
add_moments (NcPass *pass, guint tile, guint layer, const nc_real *x)
{
  NcNorm *norm = &pass->norm[layer];
  guint group = tile / NC_TILES_PER_GROUP;
  gsize start = (gsize) group * norm->width;

  if (tile % NC_TILES_PER_GROUP == 0)
    nc_norm_begin_group (norm, group, x);
  pass->kernels->add_moments (norm->width, nc_pass_get_lanes (pass, tile), norm->shifts + start, x,
                              norm->sums + start * NC_LANES, norm->squares + start * NC_LANES);
}

/* From dense layer `layer` to the end of the stage: the first product that needs batch norm, or
 * the output. */
static void
forward_from (NcPass *pass, guint tile, guint layer, const nc_real *parameters)
{
  const NcTopology *topology = pass->topology;
  const NcLayout *layout = pass->layout;

  for (; layer < topology->n_dense; layer++)
    {
      guint in = nc_pass_get_dense_inputs (topology, layer);
      guint width = topology->width[layer];
      nc_real *x = layer == 0 ? nc_pass_get_tile (pass->input, in, tile)
                              : nc_pass_get_dense (pass, layer - 1, tile);
      nc_real *y = topology->batch_norm ? nc_pass_get_tile (pass->pre_norm[layer], width, tile)
                                        : nc_pass_get_dense (pass, layer, tile);

      nc_dense_forward (pass->kernels, in, width, parameters + layout->dense_weight[layer],
                        optional (parameters, layout->dense_bias[layer]), x, y);
      if (topology->batch_norm)
        {
          add_moments (pass, tile, layer, y);
          return;
        }
      pass->kernels->activate (topology->activation[layer], pass->leaky_slope, width, y, y);
    }

  if (topology->convolutions)
    forward_convolutions (pass, tile, parameters);
  else
    forward_output_layer (pass, tile, parameters);
}

/* Normalises and activates dense layer `layer`, whose statistics are known. */
static void
forward_norm (NcPass *pass, guint tile, guint layer, const nc_real *parameters)
{
  guint width = pass->topology->width[layer];

  pass->kernels->normalise_activate (
      pass->topology->activation[layer], pass->leaky_slope, width, pass->norm[layer].mean,
      pass->norm[layer].scale, parameters + pass->layout->norm_bias[layer],
      nc_pass_get_tile (pass->pre_norm[layer], width, tile), nc_pass_get_dense (pass, layer, tile));
}

static void
finish_norm (
    NcPass *pass, guint layer, NcMode mode, const nc_real *parameters, const nc_real *statistics)
{
  const NcLayout *layout = pass->layout;
  const nc_real *gamma = parameters + layout->norm_weight[layer];
  double epsilon = pass->topology->norm_epsilon;

  if (mode == NC_MODE_TRAINING)
    nc_norm_combine (&pass->norm[layer], pass->kernels, pass->batch, epsilon, gamma);
  else
    nc_norm_use_running (&pass->norm[layer], statistics + layout->running_mean[layer],
                         statistics + layout->running_var[layer], epsilon, gamma);
}

void
nc_pass_begin_forward (NcPass *pass, guint batch)
{
  g_assert (batch >= 1 && batch <= pass->max_batch);
  pass->batch = batch;
}

void
nc_pass_forward_tile (NcPass *pass, guint stage, guint tile, const nc_real *parameters)
{
  if (stage > 0)
    forward_norm (pass, tile, stage - 1, parameters);
  forward_from (pass, tile, stage, parameters);
}

void
nc_pass_end_forward_stage (
    NcPass *pass, guint stage, NcMode mode, const nc_real *parameters, const nc_real *statistics)
{
  if (stage + 1 < nc_pass_get_n_stages (pass))
    finish_norm (pass, stage, mode, parameters, statistics);
}

void
nc_pass_forward (
    NcPass *pass, guint batch, NcMode mode, const nc_real *parameters, const nc_real *statistics)
{
  g_assert (pass->memory != NC_MEMORY_TILE || NC_TILES (batch) == 1);
  nc_pass_begin_forward (pass, batch);
  for (guint stage = 0; stage < nc_pass_get_n_stages (pass); stage++)
    {
      for (guint tile = 0; tile < NC_TILES (batch); tile++)
        nc_pass_forward_tile (pass, stage, tile, parameters);
      nc_pass_end_forward_stage (pass, stage, mode, parameters, statistics);
    }
}

void
nc_pass_update_statistics (NcPass *pass, nc_real *statistics)
{
  const NcLayout *layout = pass->layout;

  if (!pass->topology->batch_norm)
    return;
  for (guint layer = 0; layer < pass->topology->n_dense; layer++)
    nc_norm_update_running (&pass->norm[layer], pass->batch, pass->topology->norm_momentum,
                            statistics + layout->running_mean[layer],
                            statistics + layout->running_var[layer]);
}
