/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The memory of a pass.
 */
#include "engine/network/nc-pass.h"

guint
nc_pass_get_most_features (const NcTopology *topology)
{
  guint most = MAX (topology->inputs, topology->outputs);

  for (guint layer = 0; layer < topology->n_dense; layer++)
    most = MAX (most, topology->width[layer]);
  if (topology->convolutions)
    for (guint i = 0; i < NC_N_CONVOLUTIONS; i++)
      most = MAX (most, nc_pass_get_conv_features (topology, i));
  return most;
}

static void
init_group (NcPassGroup *group, const NcTopology *topology)
{
  guint most = nc_pass_get_most_features (topology);

  for (guint layer = 0; layer < topology->n_dense; layer++)
    {
      gsize stride = NC_PADDED (nc_pass_get_dense_inputs (topology, layer));
      guint width = topology->width[layer];

      group->dense_gradient[layer] = nc_real_new0 (width * stride);
      group->dense_bias[layer] = nc_real_new0 (width);
      group->norm_sums[layer] = nc_real_new0 (width * NC_LANES);
      group->norm_products[layer] = nc_real_new0 (width * NC_LANES);
    }
  if (topology->convolutions)
    for (guint i = 0; i < NC_N_CONVOLUTIONS; i++)
      {
        const NcConvolution *conv = &nc_convolutions[i];
        guint weights = conv->out_channels * conv->in_channels * conv->window;

        group->conv_lanes[i] = nc_real_new0 (weights * NC_LANES);
        group->conv_bias_lanes[i] = nc_real_new0 (conv->out_channels * NC_LANES);
      }
  else
    {
      gsize stride = NC_PADDED (topology->width[topology->n_dense - 1]);

      group->output_gradient = nc_real_new0 (topology->outputs * stride);
      group->output_bias = nc_real_new0 (topology->outputs);
    }
  group->deltas[0] = nc_real_new0 (most * NC_LANES);
  group->deltas[1] = nc_real_new0 (most * NC_LANES);
  group->transposed = nc_real_new0 (NC_PADDED (most) * NC_LANES);
}

static void
clear_group (NcPassGroup *group)
{
  for (guint layer = 0; layer < NC_MAX_DENSE; layer++)
    {
      nc_real_free (group->dense_gradient[layer]);
      nc_real_free (group->dense_bias[layer]);
      nc_real_free (group->norm_sums[layer]);
      nc_real_free (group->norm_products[layer]);
    }
  for (guint i = 0; i < NC_N_CONVOLUTIONS; i++)
    {
      nc_real_free (group->conv_lanes[i]);
      nc_real_free (group->conv_bias_lanes[i]);
    }
  nc_real_free (group->output_gradient);
  nc_real_free (group->output_bias);
  nc_real_free (group->deltas[0]);
  nc_real_free (group->deltas[1]);
  nc_real_free (group->transposed);
}

NcPass *
nc_pass_new (const NcTopology *topology,
             const NcLayout *layout,
             const NcKernels *kernels,
             NcMemory memory,
             guint max_batch,
             guint input_delta_rows)
{
  NcPass *pass = g_new0 (NcPass, 1);
  guint n_tiles = NC_TILES (max_batch);
  gsize samples = (gsize) n_tiles * NC_LANES;
  gsize passing = memory == NC_MEMORY_TILE ? (gsize) NC_GROUPS (n_tiles) * NC_LANES : samples;

  g_assert (input_delta_rows <= topology->inputs);
  pass->topology = topology;
  pass->layout = layout;
  pass->kernels = kernels;
  pass->memory = memory;
  pass->max_batch = max_batch;
  pass->input_delta_rows = input_delta_rows;
  pass->leaky_slope = (nc_real) topology->leaky_slope;

  pass->input = nc_real_new0 (topology->inputs * samples);
  for (guint layer = 0; layer < topology->n_dense; layer++)
    {
      gsize size = topology->width[layer] * samples;
      gboolean read_again = topology->batch_norm && layer + 1 < topology->n_dense;

      pass->dense[layer] = nc_real_new0 (topology->width[layer] * (read_again ? samples : passing));
      if (!topology->batch_norm)
        continue;
      pass->pre_norm[layer] = nc_real_new0 (size);
      if (memory == NC_MEMORY_TILE && read_again)
        pass->norm_delta[layer] = pass->dense[layer];
      else if (memory != NC_MEMORY_FORWARD)
        pass->norm_delta[layer] = nc_real_new0 (size);
      nc_norm_init (&pass->norm[layer], topology->width[layer], NC_GROUPS (n_tiles));
    }
  if (topology->convolutions)
    for (guint i = 0; i < NC_N_CONVOLUTIONS; i++)
      pass->conv[i] = nc_real_new0 (nc_pass_get_conv_features (topology, i) * passing);
  pass->output = topology->convolutions ? pass->conv[NC_N_CONVOLUTIONS - 1]
                                        : nc_real_new0 (topology->outputs * passing);
  if (memory == NC_MEMORY_FORWARD)
    return pass;

  pass->output_delta = nc_real_new0 (topology->outputs * passing);
  pass->input_delta = nc_real_new0 (input_delta_rows * samples);

  pass->groups = g_new0 (NcPassGroup, NC_GROUPS (n_tiles));
  for (guint group = 0; group < NC_GROUPS (n_tiles); group++)
    init_group (&pass->groups[group], topology);
  pass->gradient = nc_real_new0 (layout->n_parameters);
  return pass;
}

void
nc_pass_free (NcPass *pass)
{
  if (pass == NULL)
    return;
  nc_real_free (pass->input);
  for (guint layer = 0; layer < pass->topology->n_dense; layer++)
    {
      if (pass->norm_delta[layer] != pass->dense[layer])
        nc_real_free (pass->norm_delta[layer]);
      nc_real_free (pass->dense[layer]);
      nc_real_free (pass->pre_norm[layer]);
      nc_norm_clear (&pass->norm[layer]);
    }
  for (guint i = 0; i < NC_N_CONVOLUTIONS; i++)
    nc_real_free (pass->conv[i]);
  if (!pass->topology->convolutions)
    nc_real_free (pass->output);
  nc_real_free (pass->output_delta);
  nc_real_free (pass->input_delta);
  for (guint group = 0; pass->groups != NULL && group < NC_GROUPS (NC_TILES (pass->max_batch));
       group++)
    clear_group (&pass->groups[group]);
  g_free (pass->groups);
  nc_real_free (pass->gradient);
  g_free (pass);
}
