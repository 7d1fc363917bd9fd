/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sums of partial gradients.
 */
#include "engine/network/nc-gradient.h"

static guint
get_n_groups (const NcPass *pass)
{
  return NC_GROUPS (NC_TILES (pass->batch));
}

static guint
get_n_conv_weights (guint index)
{
  const NcConvolution *conv = &nc_convolutions[index];

  return conv->out_channels * conv->in_channels * conv->window;
}

static void
clear (nc_real *numbers, gsize n)
{
  memset (numbers, 0, n * sizeof (nc_real));
}

static void
clear_group (NcPassGroup *group, const NcTopology *topology)
{
  for (guint layer = 0; layer < topology->n_dense; layer++)
    {
      guint width = topology->width[layer];

      clear (group->dense_bias[layer], width);
      if (!topology->batch_norm)
        continue;
      clear (group->norm_sums[layer], width * NC_LANES);
      clear (group->norm_products[layer], width * NC_LANES);
    }
  if (topology->convolutions)
    for (guint i = 0; i < NC_N_CONVOLUTIONS; i++)
      {
        clear (group->conv_lanes[i], get_n_conv_weights (i) * NC_LANES);
        clear (group->conv_bias_lanes[i], nc_convolutions[i].out_channels * NC_LANES);
      }
  else
    {
      clear (group->output_bias, topology->outputs);
    }
}

void
nc_gradient_clear (NcPass *pass)
{
  for (guint group = 0; group < get_n_groups (pass); group++)
    clear_group (&pass->groups[group], pass->topology);
}

void
nc_gradient_combine_norm (NcPass *pass, guint layer, const nc_real *parameters)
{
  const NcLayout *layout = pass->layout;
  guint width = pass->topology->width[layer];
  nc_real *gamma_gradient = pass->gradient + layout->norm_weight[layer];
  nc_real *beta_gradient = pass->gradient + layout->norm_bias[layer];

  clear (gamma_gradient, width);
  clear (beta_gradient, width);
  for (guint group = 0; group < get_n_groups (pass); group++)
    {
      pass->kernels->add_row_sums (width, pass->groups[group].norm_products[layer], gamma_gradient);
      pass->kernels->add_row_sums (width, pass->groups[group].norm_sums[layer], beta_gradient);
    }
  nc_norm_prepare_backward (&pass->norm[layer], pass->batch,
                            parameters + layout->norm_weight[layer], beta_gradient, gamma_gradient);
}

/* One member of every group: the groups' sums in order, in the first. */
static const nc_real *
add_up (NcPass *pass, gsize member, gsize n)
{
  nc_real *first = G_STRUCT_MEMBER (nc_real *, &pass->groups[0], member);

  for (guint group = 1; group < get_n_groups (pass); group++)
    pass->kernels->add_numbers (n, G_STRUCT_MEMBER (nc_real *, &pass->groups[group], member),
                                first);
  return first;
}

/* to[row][i] from the groups' rows, which are padded. */
static void
combine_rows (NcPass *pass, gsize member, guint rows, guint in, nc_real *to)
{
  gsize stride = NC_PADDED (in);
  const nc_real *from = add_up (pass, member, rows * stride);

  for (guint row = 0; row < rows; row++)
    memcpy (to + (gsize) row * in, from + row * stride, in * sizeof (nc_real));
}

static void
combine_row (NcPass *pass, gsize member, guint n, nc_real *to)
{
  memcpy (to, add_up (pass, member, n), n * sizeof (nc_real));
}

/* to[i] = sum over groups and lanes of the groups' [i][lane]. */
static void
combine_lanes (NcPass *pass, gsize member, guint n, nc_real *to)
{
  clear (to, n);
  pass->kernels->add_row_sums (n, add_up (pass, member, (gsize) n * NC_LANES), to);
}

void
nc_gradient_combine (NcPass *pass)
{
  const NcTopology *topology = pass->topology;
  const NcLayout *layout = pass->layout;
  nc_real *gradient = pass->gradient;

  for (guint layer = 0; layer < topology->n_dense; layer++)
    {
      gsize member = layer * sizeof (nc_real *);
      guint in = nc_pass_get_dense_inputs (topology, layer);
      guint width = topology->width[layer];

      combine_rows (pass, G_STRUCT_OFFSET (NcPassGroup, dense_gradient) + member, width, in,
                    gradient + layout->dense_weight[layer]);
      if (layout->dense_bias[layer] != NC_NO_TENSOR)
        combine_row (pass, G_STRUCT_OFFSET (NcPassGroup, dense_bias) + member, width,
                     gradient + layout->dense_bias[layer]);
    }

  if (topology->convolutions)
    for (guint i = 0; i < NC_N_CONVOLUTIONS; i++)
      {
        gsize member = i * sizeof (nc_real *);

        combine_lanes (pass, G_STRUCT_OFFSET (NcPassGroup, conv_lanes) + member,
                       get_n_conv_weights (i), gradient + layout->conv_weight[i]);
        if (layout->conv_bias[i] != NC_NO_TENSOR)
          combine_lanes (pass, G_STRUCT_OFFSET (NcPassGroup, conv_bias_lanes) + member,
                         nc_convolutions[i].out_channels, gradient + layout->conv_bias[i]);
      }
  else
    {
      combine_rows (pass, G_STRUCT_OFFSET (NcPassGroup, output_gradient), topology->outputs,
                    topology->width[topology->n_dense - 1], gradient + layout->output_weight);
      if (layout->output_bias != NC_NO_TENSOR)
        combine_row (pass, G_STRUCT_OFFSET (NcPassGroup, output_bias), topology->outputs,
                     gradient + layout->output_bias);
    }
}
