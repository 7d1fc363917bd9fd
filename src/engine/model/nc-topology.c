/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Topologies: limits, offsets of the tensors, initial weights.
 */
#include "config.h"

#include "engine/model/nc-topology.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "engine/model/nc-random.h"

const NcConvolution nc_convolutions[NC_N_CONVOLUTIONS] = {
  { 4, 1, 2, 1, 1 },
  { 2, 2, 4, 2, 0 },
  { 1, 4, 4, 1, 0 },
  { 1, 4, 1, 1, 0 },
};

static gboolean
check_layers (const NcTopology *topology, const char *who, GError **error)
{
  guint last;

  if (topology->n_dense < 1 || topology->n_dense > NC_MAX_DENSE)
    {
      g_set_error (error, NC_ERROR, NC_ERROR_DENSE, _ ("%s has %u dense layers; allowed: 1 to %u"),
                   who, topology->n_dense, NC_MAX_DENSE);
      return FALSE;
    }
  for (guint layer = 0; layer < topology->n_dense; layer++)
    if (topology->width[layer] < 1 || topology->width[layer] > NC_MAX_WIDTH)
      {
        g_set_error (error, NC_ERROR, NC_ERROR_WIDTH,
                     _ ("%s has a dense layer of width %u; allowed: 1 to %u"), who,
                     topology->width[layer], NC_MAX_WIDTH);
        return FALSE;
      }

  last = topology->width[topology->n_dense - 1];
  if (topology->convolutions && last != 2 * topology->outputs)
    {
      g_set_error (
          error, NC_ERROR, NC_ERROR_WIDTH,
          _ ("the last dense layer of %s has width %u; the convolutions after it need 2N = %u"),
          who, last, 2 * topology->outputs);
      return FALSE;
    }
  return TRUE;
}

gboolean
nc_topology_check (const NcTopology *topology, const char *who, GError **error)
{
  g_return_val_if_fail (topology != NULL && who != NULL, FALSE);

  if (!check_layers (topology, who, error))
    return FALSE;
  if (!(topology->leaky_slope >= 0 && topology->leaky_slope <= 1))
    g_set_error (error, NC_ERROR, NC_ERROR_LEAKY_SLOPE,
                 _ ("%s has leaky slope %g; allowed: 0 to 1"), who, topology->leaky_slope);
  else if (!(topology->norm_epsilon > 0 && topology->norm_epsilon <= 1))
    g_set_error (error, NC_ERROR, NC_ERROR_NORM_EPSILON,
                 _ ("%s has batch-norm epsilon %g; allowed: above 0, up to 1"), who,
                 topology->norm_epsilon);
  else if (!(topology->norm_momentum > 0 && topology->norm_momentum <= 1))
    g_set_error (error, NC_ERROR, NC_ERROR_NORM_MOMENTUM,
                 _ ("%s has batch-norm momentum %g; allowed: above 0, up to 1"), who,
                 topology->norm_momentum);
  else
    return TRUE;
  return FALSE;
}

/* Appends a tensor to the layout and returns where it starts. */
static gsize
add_tensor (NcLayout *layout,
            NcTensorKind kind,
            guint n_dims,
            const guint dims[3],
            const char *group,
            int index,
            const char *member)
{
  NcTensor *tensor = &layout->tensors[layout->n_tensors++];
  gboolean statistic = kind == NC_TENSOR_RUNNING_MEAN || kind == NC_TENSOR_RUNNING_VAR;
  gsize *end = statistic ? &layout->n_statistics : &layout->n_parameters;

  g_assert (layout->n_tensors <= NC_MAX_TENSORS);
  if (index >= 0)
    g_snprintf (tensor->name, sizeof tensor->name, "%s.%d.%s", group, index, member);
  else
    g_snprintf (tensor->name, sizeof tensor->name, "%s.%s", group, member);
  tensor->kind = kind;
  tensor->n_dims = n_dims;
  tensor->size = 1;
  for (guint dim = 0; dim < n_dims; dim++)
    {
      tensor->dims[dim] = dims[dim];
      tensor->size *= dims[dim];
    }
  tensor->offset = *end;
  *end += tensor->size;
  return tensor->offset;
}

static void
add_dense (NcLayout *layout, const NcTopology *topology, guint layer)
{
  guint in = layer == 0 ? topology->inputs : topology->width[layer - 1];
  guint dims[3] = { topology->width[layer], in, 0 };
  int index = (int) layer;

  layout->dense_weight[layer]
      = add_tensor (layout, NC_TENSOR_WEIGHT, 2, dims, "dense", index, "weight");
  if (topology->batch_norm)
    {
      layout->norm_weight[layer]
          = add_tensor (layout, NC_TENSOR_NORM_WEIGHT, 1, dims, "norm", index, "weight");
      layout->norm_bias[layer]
          = add_tensor (layout, NC_TENSOR_NORM_BIAS, 1, dims, "norm", index, "bias");
      layout->running_mean[layer]
          = add_tensor (layout, NC_TENSOR_RUNNING_MEAN, 1, dims, "norm", index, "running_mean");
      layout->running_var[layer]
          = add_tensor (layout, NC_TENSOR_RUNNING_VAR, 1, dims, "norm", index, "running_var");
    }
  else if (topology->biases)
    layout->dense_bias[layer]
        = add_tensor (layout, NC_TENSOR_BIAS, 1, dims, "dense", index, "bias");
}

static void
forget_offsets (gsize *offsets, guint n)
{
  for (guint i = 0; i < n; i++)
    offsets[i] = NC_NO_TENSOR;
}

void
nc_layout_init (NcLayout *layout, const NcTopology *topology)
{
  g_return_if_fail (layout != NULL && topology != NULL);

  *layout = (NcLayout){ 0 };
  forget_offsets (layout->dense_weight, NC_MAX_DENSE);
  forget_offsets (layout->dense_bias, NC_MAX_DENSE);
  forget_offsets (layout->norm_weight, NC_MAX_DENSE);
  forget_offsets (layout->norm_bias, NC_MAX_DENSE);
  forget_offsets (layout->running_mean, NC_MAX_DENSE);
  forget_offsets (layout->running_var, NC_MAX_DENSE);
  forget_offsets (layout->conv_weight, NC_N_CONVOLUTIONS);
  forget_offsets (layout->conv_bias, NC_N_CONVOLUTIONS);
  forget_offsets (&layout->output_weight, 1);
  forget_offsets (&layout->output_bias, 1);

  for (guint layer = 0; layer < topology->n_dense; layer++)
    add_dense (layout, topology, layer);

  if (topology->convolutions)
    for (int i = 0; i < NC_N_CONVOLUTIONS; i++)
      {
        const NcConvolution *conv = &nc_convolutions[i];
        guint dims[3] = { conv->out_channels, conv->in_channels, conv->window };

        layout->conv_weight[i]
            = add_tensor (layout, NC_TENSOR_WEIGHT, 3, dims, "conv", i, "weight");
        if (topology->biases)
          layout->conv_bias[i] = add_tensor (layout, NC_TENSOR_BIAS, 1, dims, "conv", i, "bias");
      }
  else
    {
      guint dims[3] = { topology->outputs, topology->width[topology->n_dense - 1], 0 };

      layout->output_weight
          = add_tensor (layout, NC_TENSOR_WEIGHT, 2, dims, "output", -1, "weight");
      if (topology->biases)
        layout->output_bias = add_tensor (layout, NC_TENSOR_BIAS, 1, dims, "output", -1, "bias");
    }
}

/* In (0, 1), endpoints excluded: a logarithm follows. */
static double
unit_interval (guint32 word)
{
  return (word + 0.5) * 0x1p-32;
}

static void
initialise_weight (const NcTensor *tensor,
                   guint index,
                   NcInitialisation initialisation,
                   guint32 seed,
                   guint32 stream,
                   nc_real *weight)
{
  double window = tensor->n_dims == 3 ? tensor->dims[2] : 1;
  double fans = window * ((double) tensor->dims[0] + tensor->dims[1]);

  for (gsize i = 0; i < tensor->size; i++)
    {
      guint32 words[4];

      nc_random_block (seed, stream, index, (guint32) i, 0, words);
      if (initialisation == NC_INITIALISATION_XAVIER_UNIFORM)
        weight[i] = (nc_real) ((2 * unit_interval (words[0]) - 1) * sqrt (6 / fans));
      else /* Box & Muller 1958 */
        weight[i] = (nc_real) (sqrt (-2 * log (unit_interval (words[0])))
                               * cos (2 * G_PI * unit_interval (words[1])) * sqrt (2 / fans));
    }
}

void
nc_layout_initialise (const NcLayout *layout,
                      const NcTopology *topology,
                      guint32 seed,
                      guint32 stream,
                      nc_real *parameters,
                      nc_real *statistics)
{
  g_return_if_fail (layout != NULL && topology != NULL);

  for (guint index = 0; index < layout->n_tensors; index++)
    {
      const NcTensor *tensor = &layout->tensors[index];
      gboolean statistic
          = tensor->kind == NC_TENSOR_RUNNING_MEAN || tensor->kind == NC_TENSOR_RUNNING_VAR;
      nc_real *numbers = (statistic ? statistics : parameters) + tensor->offset;
      gboolean one = tensor->kind == NC_TENSOR_NORM_WEIGHT || tensor->kind == NC_TENSOR_RUNNING_VAR;

      if (tensor->kind == NC_TENSOR_WEIGHT)
        initialise_weight (tensor, index, topology->initialisation, seed, stream, numbers);
      else
        for (gsize i = 0; i < tensor->size; i++)
          numbers[i] = one ? 1 : 0;
    }
}
