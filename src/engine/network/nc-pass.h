/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One network working on a mini-batch: its forward pass, its backward pass and the memory of both.
 *
 * Arrays of a batch are [tile][feature][lane]. A network runs in stages: within a stage each tile
 * goes through every layer while it is in the cache; a stage ends where batch norm needs the sums
 * of the whole batch. Tiles form groups of NC_TILES_PER_GROUP, each with its own gradients, which
 * are added in the order of the groups: whichever thread computes a group, and when, the sum is
 * bit-identical.
 *
 * nc_pass_forward() and nc_pass_backward() run all stages of one network. The single-stage
 * functions below them let nc-exchange-step.c carry a tile from one network into the next while it
 * is still in the cache.
 *
 * Lanes past the last sample hold finite but meaningless numbers; nc-kernels.h says how they are
 * kept out of losses and gradients. tests/engine/reference-network.c is the plain version of a
 * pass; test-kernels.c compares the two.
 */
#pragma once

#include "engine/network/nc-norm.h"

G_BEGIN_DECLS

/* What one group of tiles writes in the backward pass. */
typedef struct
{
  nc_real *dense_gradient[NC_MAX_DENSE];       /* [width][NC_PADDED (in)] */
  nc_real *dense_bias[NC_MAX_DENSE];           /* [width] */
  nc_real *norm_sums[NC_MAX_DENSE];            /* [width][lane], gradients of beta */
  nc_real *norm_products[NC_MAX_DENSE];        /* [width][lane], gradients of gamma */
  nc_real *conv_lanes[NC_N_CONVOLUTIONS];      /* [out][in][window][lane] */
  nc_real *conv_bias_lanes[NC_N_CONVOLUTIONS]; /* [out][lane] */
  nc_real *output_gradient;                    /* [outputs][NC_PADDED (in)] */
  nc_real *output_bias;                        /* [outputs] */
  nc_real *deltas[2];                          /* [most features][lane], for one tile */
  nc_real *transposed;                         /* [lane][NC_PADDED (most features)] */
} NcPassGroup;

/* How long a pass keeps the values between its input and its output. */
typedef enum
{
  NC_MEMORY_BATCH,   /* every tile: forward and backward may be apart */
  NC_MEMORY_TILE,    /* the newest tile of each group, for a forward stage and the backward stage
                      * that needs it, done tile by tile */
  NC_MEMORY_FORWARD, /* every tile, without a backward pass */
} NcMemory;

typedef struct
{
  const NcTopology *topology;
  const NcLayout *layout;
  const NcKernels *kernels;
  NcMemory memory;
  guint max_batch;
  guint batch;            /* of the current pass, up to max_batch */
  guint input_delta_rows; /* the first so many inputs, for which a gradient is computed */
  nc_real leaky_slope;
  gboolean trains; /* whether the current backward pass computes the parameters' gradients */

  nc_real *input;                    /* [tile][inputs][lane], written by the caller */
  nc_real *pre_norm[NC_MAX_DENSE];   /* [tile][width][lane], with batch norm only */
  nc_real *dense[NC_MAX_DENSE];      /* [tile][width][lane], after the activation */
  nc_real *conv[NC_N_CONVOLUTIONS];  /* [tile][channels * length][lane], after the activation */
  nc_real *output;                   /* [tile][outputs][lane]: conv[3], or the output layer's */
  nc_real *output_delta;             /* [tile][outputs][lane], dL/d output, written by the caller;
                                      * for a logistic output dL/d logit */
  nc_real *norm_delta[NC_MAX_DENSE]; /* [tile][width][lane], dL/d output of batch norm, with batch
                                      * norm only. With NC_MEMORY_TILE this is dense itself if that
                                      * holds every tile: the code that writes a tile's delta is
                                      * the last to read the layer's output for the tile */
  nc_real *input_delta;              /* [tile][input_delta_rows][lane] */

  NcNorm norm[NC_MAX_DENSE];
  NcPassGroup *groups; /* [NC_GROUPS] */
  nc_real *gradient;   /* [n_parameters], of the last backward pass */
} NcPass;

/* Where the statistics of batch norm come from. */
typedef enum
{
  NC_MODE_TRAINING,   /* the mini-batch */
  NC_MODE_EVALUATION, /* the running statistics */
} NcMode;

/**
 * nc_pass_new:
 * @topology: (transfer none): must outlive the pass, as must layout and kernels
 * @memory: with NC_MEMORY_TILE the arrays dense (of a layer without batch norm, or the last),
 * conv, output and output_delta hold one tile per group; with NC_MEMORY_FORWARD groups, gradient
 * and every delta are NULL
 * @input_delta_rows: for how many of the first inputs a backward pass computes a gradient
 */
NcPass *nc_pass_new (const NcTopology *topology,
                     const NcLayout *layout,
                     const NcKernels *kernels,
                     NcMemory memory,
                     guint max_batch,
                     guint input_delta_rows);
void nc_pass_free (NcPass *pass);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NcPass, nc_pass_free)

/**
 * nc_pass_estimate_memory:
 *
 * Returns: bytes that nc_pass_new() would allocate
 */
guint64 nc_pass_estimate_memory (const NcTopology *topology,
                                 const NcLayout *layout,
                                 NcMemory memory,
                                 guint max_batch,
                                 guint input_delta_rows);

/**
 * nc_pass_get_tile:
 * @array: one of the pass's
 * @rows: features in it
 *
 * Returns: [rows][lane] of @tile
 */
static inline nc_real *
nc_pass_get_tile (nc_real *array, guint rows, guint tile)
{
  return array + (gsize) tile * rows * NC_LANES;
}

/**
 * nc_pass_get_passing:
 *
 * Returns: [rows][lane] of @tile in an array that may hold only one tile per group
 */
static inline nc_real *
nc_pass_get_passing (const NcPass *pass, nc_real *array, guint rows, guint tile)
{
  return nc_pass_get_tile (array, rows,
                           pass->memory == NC_MEMORY_TILE ? tile / NC_TILES_PER_GROUP : tile);
}

/**
 * nc_pass_get_dense:
 *
 * Returns: [width][lane]: the output of dense layer @layer for @tile
 */
static inline nc_real *
nc_pass_get_dense (const NcPass *pass, guint layer, guint tile)
{
  const NcTopology *topology = pass->topology;
  guint width = topology->width[layer];

  /* With batch norm a later stage rereads all but the last layer. */
  if (topology->batch_norm && layer + 1 < topology->n_dense)
    return nc_pass_get_tile (pass->dense[layer], width, tile);
  return nc_pass_get_passing (pass, pass->dense[layer], width, tile);
}

/**
 * nc_pass_get_lanes:
 *
 * Returns: how many samples @tile holds
 */
static inline guint
nc_pass_get_lanes (const NcPass *pass, guint tile)
{
  return MIN (pass->batch - tile * NC_LANES, NC_LANES);
}

/**
 * nc_pass_forward:
 * @batch: samples in input
 * @parameters: [n_parameters]
 * @statistics: [n_statistics], read in evaluation mode only
 *
 * From input to output. With NC_MEMORY_TILE only for a batch of a single tile.
 */
void nc_pass_forward (
    NcPass *pass, guint batch, NcMode mode, const nc_real *parameters, const nc_real *statistics);

/**
 * nc_pass_backward:
 * @parameters: those of the forward pass, which was in training mode
 *
 * From output_delta to gradient and input_delta. output_delta must be zero in the lanes past the
 * last sample. With NC_MEMORY_TILE only for a batch of a single tile.
 */
void nc_pass_backward (NcPass *pass, const nc_real *parameters);

/**
 * nc_pass_update_statistics:
 * @statistics: [n_statistics], updated with the batch of the last forward pass
 */
void nc_pass_update_statistics (NcPass *pass, nc_real *statistics);

/**
 * nc_pass_get_n_stages:
 *
 * Returns: stages of the forward pass; the backward pass has as many
 */
static inline guint
nc_pass_get_n_stages (const NcPass *pass)
{
  return pass->topology->batch_norm ? pass->topology->n_dense + 1 : 1;
}

/**
 * nc_pass_begin_forward: and nc_pass_begin_backward:
 *
 * Before the first stage.
 */
void nc_pass_begin_forward (NcPass *pass, guint batch);
void nc_pass_begin_backward (NcPass *pass, gboolean trains);

/**
 * nc_pass_forward_tile: and nc_pass_backward_tile:
 *
 * One stage for one tile.
 */
void nc_pass_forward_tile (NcPass *pass, guint stage, guint tile, const nc_real *parameters);
void nc_pass_backward_tile (NcPass *pass, guint stage, guint tile, const nc_real *parameters);

/**
 * nc_pass_end_forward_stage: and nc_pass_end_backward_stage:
 *
 * When all tiles have gone through @stage: computes batch norm's sums. The last backward stage
 * adds up the gradient.
 */
void nc_pass_end_forward_stage (
    NcPass *pass, guint stage, NcMode mode, const nc_real *parameters, const nc_real *statistics);
void nc_pass_end_backward_stage (NcPass *pass, guint stage, const nc_real *parameters);

/* Features of a dense layer's input. */
static inline guint
nc_pass_get_dense_inputs (const NcTopology *topology, guint layer)
{
  return layer == 0 ? topology->inputs : topology->width[layer - 1];
}

/* Length of each channel that convolution `index` reads: 2N, and N after the second, which has a
 * stride. */
static inline guint
nc_pass_get_conv_length (const NcTopology *topology, guint index)
{
  return index < 2 ? 2 * topology->outputs : topology->outputs;
}

/* Features of a tile at its widest, input and output included. */
guint nc_pass_get_most_features (const NcTopology *topology);

/* Features that convolution `index` outputs: out channels times positions. */
static inline guint
nc_pass_get_conv_features (const NcTopology *topology, guint index)
{
  const NcConvolution *conv = &nc_convolutions[index];

  return conv->out_channels * nc_pass_get_conv_length (topology, index) / conv->stride;
}

G_END_DECLS
