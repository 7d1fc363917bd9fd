/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a network consists of, and the offset of each of its parameters.
 *
 * A network is 1 to 4 dense layers, each followed by batch normalisation (or not) and its
 * activation, and then either the four convolutions of Abadi & Andersen 2016 (arXiv 1610.06918,
 * section 2.5) over the last dense layer's output taken as a signal of one channel, or one more
 * dense layer, the output layer. The output activation comes last.
 */
#pragma once

#include "engine/model/nc-real.h"
#include "engine/model/nc-types.h"

G_BEGIN_DECLS

#define NC_MAX_DENSE 4
#define NC_N_CONVOLUTIONS 4
#define NC_MAX_WIDTH 4096

typedef struct
{
  guint inputs;
  guint outputs; /* N, even when there are convolutions */
  guint n_dense;
  guint width[NC_MAX_DENSE]; /* the last is 2 * outputs when there are convolutions */
  NcActivation activation[NC_MAX_DENSE];
  gboolean batch_norm; /* between every dense product and its activation */
  gboolean convolutions;
  NcActivation convolution_activation; /* of the first three; the last uses the output activation */
  NcOutput output;
  gboolean biases; /* a normalised layer never has one: its gradient would be zero */
  NcInitialisation initialisation;
  double leaky_slope;   /* of leaky ReLU below zero, 0 to 1 */
  double norm_epsilon;  /* added to the variance */
  double norm_momentum; /* weight of the newest batch in the running statistics */
} NcTopology;

/* One convolution of Abadi's network; 'same' padding: one zero left, two right
 * for the window of 4, none for the others. */
typedef struct
{
  guint window;
  guint in_channels;
  guint out_channels;
  guint stride;
  guint pad; /* zeros on the left */
} NcConvolution;

extern const NcConvolution nc_convolutions[NC_N_CONVOLUTIONS];

/**
 * nc_topology_check:
 * @who: whose network, to begin the sentence with
 *
 * Returns: FALSE with an NC_ERROR: one sentence that names the value and what is allowed
 */
gboolean nc_topology_check (const NcTopology *topology, const char *who, GError **error);

/* What a tensor holds. */
typedef enum
{
  NC_TENSOR_WEIGHT,       /* [out][in] or [out][in][window] */
  NC_TENSOR_BIAS,         /* [out] */
  NC_TENSOR_NORM_WEIGHT,  /* gamma, [width] */
  NC_TENSOR_NORM_BIAS,    /* beta, [width] */
  NC_TENSOR_RUNNING_MEAN, /* [width], a statistic, not trained */
  NC_TENSOR_RUNNING_VAR,  /* [width], also a statistic */
} NcTensorKind;

typedef struct
{
  char name[32]; /* PyTorch's: "dense.0.weight", "norm.0.running_mean", "conv.3.bias",
                    "output.weight" */
  NcTensorKind kind;
  guint n_dims;
  guint dims[3];
  gsize offset; /* offset in the parameters, or for the running statistics in the statistics */
  gsize size;
} NcTensor;

/* Per layer dense.weight, dense.bias, norm.weight, norm.bias, running_mean and running_var; then
 * weight and bias of the convolutions or the output layer. */
#define NC_MAX_TENSORS (NC_MAX_DENSE * 6 + NC_N_CONVOLUTIONS * 2)
#define NC_NO_TENSOR G_MAXSIZE

/* The offset of every tensor of a topology in its two flat arrays, the trained parameters and the
 * running statistics; NC_NO_TENSOR for tensors that the topology does not have. */
typedef struct
{
  NcTensor tensors[NC_MAX_TENSORS];
  guint n_tensors;
  gsize n_parameters;
  gsize n_statistics;
  gsize dense_weight[NC_MAX_DENSE];
  gsize dense_bias[NC_MAX_DENSE];
  gsize norm_weight[NC_MAX_DENSE];
  gsize norm_bias[NC_MAX_DENSE];
  gsize running_mean[NC_MAX_DENSE];
  gsize running_var[NC_MAX_DENSE];
  gsize conv_weight[NC_N_CONVOLUTIONS];
  gsize conv_bias[NC_N_CONVOLUTIONS];
  gsize output_weight;
  gsize output_bias;
} NcLayout;

void nc_layout_init (NcLayout *layout, const NcTopology *topology);

/**
 * nc_layout_initialise:
 * @seed: of the run
 * @stream: this network's own stream of random numbers
 * @parameters: [n_parameters], filled
 * @statistics: [n_statistics], filled with mean 0 and variance 1
 *
 * Sets the weights as the topology says (Glorot & Bengio 2010: uniform in +-sqrt (6 / (fan in +
 * fan out)) or normal with variance 2 / (fan in + fan out)), biases 0, gamma 1, beta 0. A weight
 * depends only on seed, stream, tensor and position.
 */
void nc_layout_initialise (const NcLayout *layout,
                           const NcTopology *topology,
                           guint32 seed,
                           guint32 stream,
                           nc_real *parameters,
                           nc_real *statistics);

G_END_DECLS
