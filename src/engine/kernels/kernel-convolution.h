/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Abadi's four convolutions (Abadi & Andersen 2016, section 2.5; sizes in nc-topology.c). Each is
 * compiled with its own sizes as constants, so that all loops over channels and windows are
 * unrolled and weights and sums stay in registers.
 *
 * Signals are [channel][position][lane], weights [out][in][window]; every function above
 * convolve_back() works on one vector of lanes. "tap" counts in * window + k. Only at the borders
 * does part of a window lie outside; those positions are handled separately, so that the inner
 * loop needs no test.
 *
 * The plain versions are forward_convolution() and backward_convolution() of
 * tests/engine/reference-network.c; test-kernels.c compares the two.
 */
#pragma once

#include "engine/kernels/kernel-activation.h"
#include "engine/kernels/kernel-taps.h"

#define NC_CONV_MAX_CHANNELS 4
#define NC_CONV_MAX_TAPS 4     /* in channels times window */
#define NC_CONV_MAX_WEIGHTS 16 /* out channels times taps */

/* The weights, each broadcast to a vector, ahead of a loop over positions: otherwise the compiler
 * must assume that the loop's stores change them. */
NC_INLINE void
spread_weights (const NcConvolution conv, const nc_real *weight, NcVector *spread)
{
#pragma GCC unroll 16
  for (guint i = 0; i < conv.out_channels * conv.in_channels * conv.window; i++)
    spread[i] = (NcVector){ 0 } + weight[i];
}

/* y[o][position] = bias[o] + sum over taps of weight[o][tap] taps[tap] */
NC_INLINE void
convolve_position (const NcConvolution conv,
                   guint first,
                   guint last,
                   gssize position,
                   const NcVector *weight,
                   const NcVector *bias,
                   const nc_real *const *x,
                   nc_real *const *y)
{
  guint n_taps = conv.in_channels * conv.window;
  NcVector taps[NC_CONV_MAX_TAPS];

  load_taps (conv, first, last, position, x, taps);
#pragma GCC unroll 4
  for (guint o = 0; o < conv.out_channels; o++)
    {
      NcVector sum = bias[o];

#pragma GCC unroll 4
      for (guint tap = 0; tap < n_taps; tap++)
        sum += weight[o * n_taps + tap] * taps[tap];
      vector_store (y[o] + position * NC_LANES, sum);
    }
}

/* All positions; bias may be NULL. */
NC_INLINE void
convolve (const NcConvolution conv,
          guint length,
          const nc_real *weight,
          const nc_real *bias,
          const nc_real *x,
          nc_real *y)
{
  NcVector spread[NC_CONV_MAX_WEIGHTS], biases[NC_CONV_MAX_CHANNELS];
  const nc_real *inputs[NC_CONV_MAX_CHANNELS];
  nc_real *outputs[NC_CONV_MAX_CHANNELS];
  guint begin, end, out_length = length / conv.stride;

  spread_weights (conv, weight, spread);
  find_channels (conv.in_channels, length, x, inputs);
#pragma GCC unroll 4
  for (guint o = 0; o < conv.out_channels; o++)
    {
      biases[o] = (NcVector){ 0 } + (bias != NULL ? bias[o] : 0);
      outputs[o] = y + o * out_length * NC_LANES;
    }
  get_inner_positions (conv, length, &begin, &end);

  for (guint position = 0; position < begin; position++)
    convolve_position (conv, first_tap (conv, position), conv.window, position, spread, biases,
                       inputs, outputs);
  for (guint position = begin; position < end; position++)
    convolve_position (conv, 0, conv.window, position, spread, biases, inputs, outputs);
  for (guint position = end; position < out_length; position++)
    convolve_position (conv, 0, last_tap (conv, length, position), position, spread, biases, inputs,
                       outputs);
}

/* dx f' for windows that do not overlap: every input belongs to one output. f' is that of the
 * activation whose output is x. */
NC_INLINE void
convolve_back_apart (const NcConvolution conv,
                     const NcActivation activation,
                     nc_real leaky_slope,
                     guint length,
                     const nc_real *weight,
                     const nc_real *x,
                     const nc_real *dy,
                     nc_real *dx)
{
  guint out_length = length / conv.stride, n_taps = conv.in_channels * conv.window;
  NcVector spread[NC_CONV_MAX_WEIGHTS];
  const nc_real *from[NC_CONV_MAX_CHANNELS], *inputs[NC_CONV_MAX_CHANNELS];
  nc_real *to[NC_CONV_MAX_CHANNELS];

  spread_weights (conv, weight, spread);
  find_channels (conv.out_channels, out_length, dy, from);
  find_channels (conv.in_channels, length, x, inputs);
#pragma GCC unroll 4
  for (guint i = 0; i < conv.in_channels; i++)
    to[i] = dx + i * length * NC_LANES;

  for (gsize at = 0; at < (gsize) out_length * NC_LANES; at += NC_LANES)
    {
      NcVector deltas[NC_CONV_MAX_CHANNELS];

#pragma GCC unroll 4
      for (guint o = 0; o < conv.out_channels; o++)
        deltas[o] = vector_load (from[o] + at);
#pragma GCC unroll 4
      for (guint tap = 0; tap < n_taps; tap++)
        {
          guint i = tap / conv.window;
          gsize input = at * conv.stride + tap % conv.window * NC_LANES;
          NcVector sum = spread[tap] * deltas[0];

#pragma GCC unroll 4
          for (guint o = 1; o < conv.out_channels; o++)
            sum += spread[o * n_taps + tap] * deltas[o];
          vector_store (
              to[i] + input,
              sum * slope_vector (activation, leaky_slope, vector_load (inputs[i] + input)));
        }
    }
}

/* dx[position] = sum over k of weight[k] dy[position + pad - k], over the outputs that exist: k
 * from first to last. */
NC_INLINE void
convolve_back_position (const NcConvolution conv,
                        guint first,
                        guint last,
                        gssize position,
                        const NcVector *weight,
                        const nc_real *const *dy,
                        nc_real *dx)
{
  NcVector sum = (NcVector){ 0 };
  gssize start = (position + conv.pad) * NC_LANES;

#pragma GCC unroll 4
  for (guint o = 0; o < conv.out_channels; o++)
#pragma GCC unroll 4
    for (gssize k = 0; k < conv.window; k++)
      if (k >= first && k < last)
        sum += weight[o * conv.window + k] * vector_load (dy[o] + start - k * NC_LANES);
  vector_store (dx + position * NC_LANES, sum);
}

/* dx of the one convolution whose windows overlap (window 4, stride 1, one
 * channel in). */
NC_INLINE void
convolve_back_overlapping (
    const NcConvolution conv, guint length, const nc_real *weight, const nc_real *dy, nc_real *dx)
{
  guint begin = conv.window - 1 - conv.pad, end = length - conv.pad;
  NcVector spread[NC_CONV_MAX_WEIGHTS];
  const nc_real *from[NC_CONV_MAX_CHANNELS];

  spread_weights (conv, weight, spread);
  find_channels (conv.out_channels, length, dy, from);
  for (guint position = 0; position < begin; position++)
    convolve_back_position (conv, 0, position + conv.pad + 1, position, spread, from, dx);
  for (guint position = begin; position < end; position++)
    convolve_back_position (conv, 0, conv.window, position, spread, from, dx);
  for (guint position = end; position < length; position++)
    convolve_back_position (conv, position + conv.pad + 1 - length, conv.window, position, spread,
                            from, dx);
}

/* Adds one position to the gradients of `outputs` channels (a constant). */
NC_INLINE void
add_gradients (const NcConvolution conv,
               const guint outputs,
               guint first,
               guint last,
               gssize position,
               const nc_real *const *x,
               const nc_real *const *dy,
               NcVector *sums,
               NcVector *bias_sums)
{
  guint n_taps = conv.in_channels * conv.window;
  NcVector taps[NC_CONV_MAX_TAPS];

  load_taps (conv, first, last, position, x, taps);
#pragma GCC unroll 4
  for (guint o = 0; o < outputs; o++)
    {
      NcVector delta = vector_load (dy[o] + position * NC_LANES);

      bias_sums[o] += delta;
#pragma GCC unroll 4
      for (guint tap = 0; tap < n_taps; tap++)
        sums[o * n_taps + tap] += delta * taps[tap];
    }
}

/* Adds to the gradients of `outputs` channels (a constant). */
NC_INLINE void
convolve_gradients_of (const NcConvolution conv,
                       const guint outputs,
                       guint length,
                       const nc_real *x,
                       const nc_real *dy,
                       nc_real *weight_lanes,
                       nc_real *bias_lanes)
{
  guint n_taps = conv.in_channels * conv.window, begin, end, out_length = length / conv.stride;
  NcVector sums[NC_CONV_MAX_WEIGHTS], bias_sums[NC_CONV_MAX_CHANNELS];
  const nc_real *inputs[NC_CONV_MAX_CHANNELS], *deltas[NC_CONV_MAX_CHANNELS];

  find_channels (conv.in_channels, length, x, inputs);
  find_channels (outputs, out_length, dy, deltas);
#pragma GCC unroll 16
  for (guint i = 0; i < outputs * n_taps; i++)
    sums[i] = vector_load (weight_lanes + i * NC_LANES);
#pragma GCC unroll 4
  for (guint o = 0; o < outputs; o++)
    bias_sums[o] = vector_load (bias_lanes + o * NC_LANES);

  get_inner_positions (conv, length, &begin, &end);
  for (guint position = 0; position < begin; position++)
    add_gradients (conv, outputs, first_tap (conv, position), conv.window, position, inputs, deltas,
                   sums, bias_sums);
  for (guint position = begin; position < end; position++)
    add_gradients (conv, outputs, 0, conv.window, position, inputs, deltas, sums, bias_sums);
  for (guint position = end; position < out_length; position++)
    add_gradients (conv, outputs, 0, last_tap (conv, length, position), position, inputs, deltas,
                   sums, bias_sums);

#pragma GCC unroll 16
  for (guint i = 0; i < outputs * n_taps; i++)
    vector_store (weight_lanes + i * NC_LANES, sums[i]);
#pragma GCC unroll 4
  for (guint o = 0; o < outputs; o++)
    vector_store (bias_lanes + o * NC_LANES, bias_sums[o]);
}

/* Gradients of all output channels, NC_CONV_OUTPUTS of them at a time: more sums than there are
 * registers would be spilled at every position. */
NC_INLINE void
convolve_gradients (const NcConvolution conv,
                    guint length,
                    const nc_real *x,
                    const nc_real *dy,
                    nc_real *weight_lanes,
                    nc_real *bias_lanes)
{
  const guint outputs = conv.out_channels < NC_CONV_OUTPUTS ? conv.out_channels : NC_CONV_OUTPUTS;
  guint n_taps = conv.in_channels * conv.window, out_length = length / conv.stride;

  for (guint o = 0; o < conv.out_channels; o += outputs)
    convolve_gradients_of (conv, outputs, length, x, dy + o * out_length * NC_LANES,
                           weight_lanes + o * n_taps * NC_LANES, bias_lanes + o * NC_LANES);
}

/* See NcKernels.convolution_backward. The overlapping convolution is index 0, which
 * leaves f' to the dense layer below. */
NC_INLINE void
convolve_back (const NcConvolution conv,
               NcActivation activation,
               nc_real leaky_slope,
               guint length,
               const nc_real *weight,
               const nc_real *x,
               const nc_real *dy,
               nc_real *dx,
               nc_real *weight_lanes,
               nc_real *bias_lanes)
{
  for (guint column = 0; column < NC_LANES; column += NC_VECTOR_LENGTH)
    {
      if (conv.window > conv.stride)
        convolve_back_overlapping (conv, length, weight, dy + column, dx + column);
      else
        NC_FOR_ACTIVATION (activation,
                           convolve_back_apart (conv, ACTIVATION, leaky_slope, length, weight,
                                                x + column, dy + column, dx + column));
      if (weight_lanes != NULL)
        convolve_gradients (conv, length, x + column, dy + column, weight_lanes + column,
                            bias_lanes + column);
    }
}

/* The sizes again, as constants for the compiler; nc_convolutions is the public table;
 * test-kernels.c checks both against the paper's. */
#define NC_CONVOLUTION_0 ((NcConvolution){ 4, 1, 2, 1, 1 })
#define NC_CONVOLUTION_1 ((NcConvolution){ 2, 2, 4, 2, 0 })
#define NC_CONVOLUTION_2 ((NcConvolution){ 1, 4, 4, 1, 0 })
#define NC_CONVOLUTION_3 ((NcConvolution){ 1, 4, 1, 1, 0 })

#define NC_FOR_CONVOLUTION(index, function, ...)                                                   \
  switch (index)                                                                                   \
    {                                                                                              \
    case 0:                                                                                        \
      function (NC_CONVOLUTION_0, __VA_ARGS__);                                                    \
      break;                                                                                       \
    case 1:                                                                                        \
      function (NC_CONVOLUTION_1, __VA_ARGS__);                                                    \
      break;                                                                                       \
    case 2:                                                                                        \
      function (NC_CONVOLUTION_2, __VA_ARGS__);                                                    \
      break;                                                                                       \
    default:                                                                                       \
      function (NC_CONVOLUTION_3, __VA_ARGS__);                                                    \
    }

static void
convolution_forward (guint index,
                     guint length,
                     const nc_real *weight,
                     const nc_real *bias,
                     const nc_real *x,
                     nc_real *y)
{
  for (guint column = 0; column < NC_LANES; column += NC_VECTOR_LENGTH)
    NC_FOR_CONVOLUTION (index, convolve, length, weight, bias, x + column, y + column);
}

static void
convolution_backward (guint index,
                      NcActivation activation,
                      nc_real leaky_slope,
                      guint length,
                      const nc_real *weight,
                      const nc_real *x,
                      const nc_real *dy,
                      nc_real *dx,
                      nc_real *weight_lanes,
                      nc_real *bias_lanes)
{
  NC_FOR_CONVOLUTION (index, convolve_back, activation, leaky_slope, length, weight, x, dy, dx,
                      weight_lanes, bias_lanes);
}
