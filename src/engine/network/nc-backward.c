/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The backward pass of a network: the forward pass in reverse. The plain version is
 * reference_network_backward() of tests/engine/reference-network.c.
 *
 * "delta" is the derivative of the loss with respect to the named value. A group's gradients are
 * summed tile after tile; nc-gradient.c adds up the groups.
 */
#include <string.h>

#include "engine/kernels/nc-blas.h"
#include "engine/network/nc-gradient.h"

/* State of a backward pass through one tile. */
typedef struct
{
  NcPass *pass;
  const nc_real *parameters;
  guint tile;
  NcPassGroup *group;
} Backward;

/* The scratch buffer that is not delta. */
static nc_real *
other_scratch (Backward *back, const nc_real *delta)
{
  return delta == back->group->deltas[0] ? back->group->deltas[1] : back->group->deltas[0];
}

/* A group's first tile sets its gradients, so that they need no clearing. */
static NcDenseGradient
find_gradient (Backward *back)
{
  return back->tile % NC_TILES_PER_GROUP == 0 ? nc_dense_set_gradient : nc_dense_add_gradient;
}

/* delta with respect to the product of dense layer `layer`, before norm and activation: computes
 * the layer's gradients and returns delta with respect to its input; NULL at the bottom. */
static nc_real *
backward_dense (Backward *back, guint layer, const nc_real *delta)
{
  NcPass *pass = back->pass;
  const NcTopology *topology = pass->topology;
  guint in = nc_pass_get_dense_inputs (topology, layer);
  guint width = topology->width[layer];
  nc_real *x = layer == 0 ? nc_pass_get_tile (pass->input, in, back->tile)
                          : nc_pass_get_dense (pass, layer - 1, back->tile);
  guint rows = layer == 0 ? pass->input_delta_rows : in;
  nc_real *dx = layer == 0 ? nc_pass_get_tile (pass->input_delta, rows, back->tile)
                           : other_scratch (back, delta);

  if (pass->trains)
    {
      find_gradient (back) (pass->kernels, in, width, x, delta, back->group->dense_gradient[layer],
                            back->group->transposed);
      if (pass->layout->dense_bias[layer] != NC_NO_TENSOR)
        pass->kernels->add_row_sums (width, delta, back->group->dense_bias[layer]);
    }
  if (rows > 0)
    nc_dense_backward_data (pass->kernels, in, width, rows,
                            back->parameters + pass->layout->dense_weight[layer], delta, dx);
  return layer == 0 ? NULL : dx;
}

/* Through the activation of dense layer `layer`; with batch norm the delta is stored, because its
 * sums over the batch are needed first. Returns whether the stage continues. */
static gboolean
backward_activation (Backward *back, guint layer, nc_real *delta)
{
  NcPass *pass = back->pass;
  const NcTopology *topology = pass->topology;
  guint width = topology->width[layer];
  nc_real *y = nc_pass_get_dense (pass, layer, back->tile);

  if (!topology->batch_norm)
    {
      pass->kernels->activate_backward (topology->activation[layer], pass->leaky_slope, width, y,
                                        delta, delta);
      return TRUE;
    }
  pass->kernels->activate_norm_backward (
      topology->activation[layer], pass->leaky_slope, width, pass->norm[layer].mean,
      pass->norm[layer].inverse, nc_pass_get_tile (pass->pre_norm[layer], width, back->tile), y,
      delta, nc_pass_get_tile (pass->norm_delta[layer], width, back->tile),
      back->group->norm_sums[layer], back->group->norm_products[layer]);
  return FALSE;
}

/* From delta with respect to the activated dense layer `layer` down to the end of the stage. */
static void
backward_from (Backward *back, guint layer, nc_real *delta)
{
  while (backward_activation (back, layer, delta))
    {
      delta = backward_dense (back, layer, delta);
      if (delta == NULL)
        return;
      layer--;
    }
}

static nc_real *
backward_convolutions (Backward *back, nc_real *delta)
{
  NcPass *pass = back->pass;
  const NcTopology *topology = pass->topology;

  for (guint i = NC_N_CONVOLUTIONS; i-- > 0;)
    {
      nc_real *x
          = i > 0 ? nc_pass_get_passing (pass, pass->conv[i - 1],
                                         nc_pass_get_conv_features (topology, i - 1), back->tile)
                  : nc_pass_get_dense (pass, topology->n_dense - 1, back->tile);
      nc_real *dx = other_scratch (back, delta);

      pass->kernels->convolution_backward (
          i, topology->convolution_activation, pass->leaky_slope,
          nc_pass_get_conv_length (topology, i), back->parameters + pass->layout->conv_weight[i], x,
          delta, dx, pass->trains ? back->group->conv_lanes[i] : NULL,
          back->group->conv_bias_lanes[i]);
      delta = dx;
    }
  return delta;
}

static nc_real *
backward_output_layer (Backward *back, const nc_real *delta)
{
  NcPass *pass = back->pass;
  const NcTopology *topology = pass->topology;
  guint in = topology->width[topology->n_dense - 1];
  nc_real *x = nc_pass_get_dense (pass, topology->n_dense - 1, back->tile);
  nc_real *dx = other_scratch (back, delta);

  if (pass->trains)
    {
      find_gradient (back) (pass->kernels, in, topology->outputs, x, delta,
                            back->group->output_gradient, back->group->transposed);
      if (topology->biases)
        pass->kernels->add_row_sums (topology->outputs, delta, back->group->output_bias);
    }
  nc_dense_backward_data (pass->kernels, in, topology->outputs, in,
                          back->parameters + pass->layout->output_weight, delta, dx);
  return dx;
}

/* The first stage: the output, convolutions or output layer, then dense layers. */
static void
backward_head (Backward *back)
{
  NcPass *pass = back->pass;
  guint outputs = pass->topology->outputs;
  nc_real *delta = back->group->deltas[0];
  nc_real *output_delta = nc_pass_get_passing (pass, pass->output_delta, outputs, back->tile);

  if (pass->topology->output == NC_OUTPUT_TANH)
    pass->kernels->activate_backward (NC_ACTIVATION_TANH, pass->leaky_slope, outputs,
                                      nc_pass_get_passing (pass, pass->output, outputs, back->tile),
                                      output_delta, delta);
  else
    memcpy (delta, output_delta, sizeof (nc_real) * outputs * NC_LANES);

  delta = pass->topology->convolutions ? backward_convolutions (back, delta)
                                       : backward_output_layer (back, delta);
  backward_from (back, pass->topology->n_dense - 1, delta);
}

/* The stage that begins with the norm of dense layer `layer`, whose sums are known. */
static void
backward_norm (Backward *back, guint layer)
{
  NcPass *pass = back->pass;
  const NcNorm *norm = &pass->norm[layer];
  guint width = pass->topology->width[layer];
  nc_real *delta = back->group->deltas[0];

  pass->kernels->norm_backward (width, nc_pass_get_lanes (pass, back->tile), norm->mean,
                                norm->delta_scale, norm->delta_product, norm->delta_shift,
                                nc_pass_get_tile (pass->pre_norm[layer], width, back->tile),
                                nc_pass_get_tile (pass->norm_delta[layer], width, back->tile),
                                delta);
  delta = backward_dense (back, layer, delta);
  if (delta != NULL)
    backward_from (back, layer - 1, delta);
}

void
nc_pass_begin_backward (NcPass *pass, gboolean trains)
{
  pass->trains = trains;
  nc_gradient_clear (pass);
}

void
nc_pass_backward_tile (NcPass *pass, guint stage, guint tile, const nc_real *parameters)
{
  Backward back = {
    .pass = pass,
    .parameters = parameters,
    .tile = tile,
    .group = &pass->groups[tile / NC_TILES_PER_GROUP],
  };

  if (stage == 0)
    backward_head (&back);
  else
    backward_norm (&back, pass->topology->n_dense - stage);
}

void
nc_pass_end_backward_stage (NcPass *pass, guint stage, const nc_real *parameters)
{
  if (stage + 1 < nc_pass_get_n_stages (pass))
    nc_gradient_combine_norm (pass, pass->topology->n_dense - 1 - stage, parameters);
  else if (pass->trains)
    nc_gradient_combine (pass);
}

void
nc_pass_backward (NcPass *pass, const nc_real *parameters)
{
  g_assert (pass->memory == NC_MEMORY_BATCH
            || (pass->memory == NC_MEMORY_TILE && NC_TILES (pass->batch) == 1));
  nc_pass_begin_backward (pass, TRUE);
  for (guint stage = 0; stage < nc_pass_get_n_stages (pass); stage++)
    {
      for (guint tile = 0; tile < NC_TILES (pass->batch); tile++)
        nc_pass_backward_tile (pass, stage, tile, parameters);
      nc_pass_end_backward_stage (pass, stage, parameters);
    }
}
