/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Abadi's four convolutions. Each is compiled with its own sizes as constants,
 * so that its weights and sums stay in registers.
 *
 * Signals are [channel][position][lane].
 */
#pragma once

#include "kernel-vector.h"

/* Most weights that one convolution has: 4 channels to 4, or 2 to 4 with window 2. */
#define NC_CONV_MAX_CHANNELS 4
#define NC_CONV_MAX_WINDOW 4

/* One position of the output, every channel, one vector of lanes; the window
 * from first to last only (constants, but for the border). */
NC_INLINE void
convolve_position (const NcConvolution conv,
                   guint first,
                   guint last,
                   guint length,
                   guint position,
                   const nc_real *weight,
                   const nc_real *bias,
                   const nc_real *x,
                   nc_real *y)
{
  guint out_length = length / conv.stride;
  const nc_real *x_start = x + ((gssize) (position * conv.stride) - (gssize) conv.pad) * NC_LANES;

#pragma GCC unroll 4
  for (guint o = 0; o < conv.out_channels; o++)
    {
      NcVector sum = (NcVector){ 0 } + (bias != NULL ? bias[o] : 0);

#pragma GCC unroll 4
      for (guint i = 0; i < conv.in_channels; i++)
#pragma GCC unroll 4
        for (guint k = first; k < last; k++)
          sum += weight[(o * conv.in_channels + i) * conv.window + k]
                 * vector_load (x_start + (gssize) (i * length + k) * NC_LANES);
      vector_store (y + (o * out_length + position) * NC_LANES, sum);
    }
}

NC_INLINE void
convolve (const NcConvolution conv,
          guint length,
          const nc_real *weight,
          const nc_real *bias,
          const nc_real *x,
          nc_real *y)
{
  guint out_length = length / conv.stride;
  guint right = conv.window - conv.stride - conv.pad; /* zeros on the right */

  for (guint column = 0; column < NC_LANES; column += NC_VECTOR_LENGTH)
    {
      guint position = 0;

      for (; position < conv.pad; position++)
        convolve_position (conv, conv.pad - position, conv.window, length, position, weight, bias,
                           x + column, y + column);
      for (; position < out_length - right; position++)
        convolve_position (conv, 0, conv.window, length, position, weight, bias, x + column,
                           y + column);
      for (; position < out_length; position++)
        convolve_position (conv, 0, conv.window - (position + right + 1 - out_length), length,
                           position, weight, bias, x + column, y + column);
    }
}

/* dx where the windows do not overlap: every input belongs to one output. */
NC_INLINE void
convolve_back_apart (
    const NcConvolution conv, guint length, const nc_real *weight, const nc_real *dy, nc_real *dx)
{
  guint out_length = length / conv.stride;

  for (guint position = 0; position < out_length; position++)
#pragma GCC unroll 4
    for (guint i = 0; i < conv.in_channels; i++)
#pragma GCC unroll 2
      for (guint k = 0; k < conv.window; k++)
        {
          NcVector sum = (NcVector){ 0 };

#pragma GCC unroll 4
          for (guint o = 0; o < conv.out_channels; o++)
            sum += weight[(o * conv.in_channels + i) * conv.window + k]
                   * vector_load (dy + (o * out_length + position) * NC_LANES);
          vector_store (dx + (i * length + position * conv.stride + k) * NC_LANES, sum);
        }
}

/* dx[position] = sum over k of weight[k] dy[position + pad - k], for the outputs
 * that exist: k from first to last. */
NC_INLINE void
convolve_back_position (const NcConvolution conv,
                        guint first,
                        guint last,
                        guint length,
                        guint position,
                        const nc_real *weight,
                        const nc_real *dy,
                        nc_real *dx)
{
  NcVector sum = (NcVector){ 0 };
  const nc_real *dy_start = dy + (gssize) (position + conv.pad) * NC_LANES;

#pragma GCC unroll 4
  for (guint o = 0; o < conv.out_channels; o++)
#pragma GCC unroll 4
    for (guint k = first; k < last; k++)
      sum += weight[o * conv.window + k]
             * vector_load (dy_start + ((gssize) (o * length) - (gssize) k) * NC_LANES);
  vector_store (dx + position * NC_LANES, sum);
}

/* dx of the one convolution whose windows overlap (window 4, stride 1, one
 * channel in). */
NC_INLINE void
convolve_back_overlapping (
    const NcConvolution conv, guint length, const nc_real *weight, const nc_real *dy, nc_real *dx)
{
  guint before = conv.window - 1 - conv.pad; /* positions whose first outputs are missing */
  guint position = 0;

  for (; position < before; position++)
    convolve_back_position (conv, 0, position + conv.pad + 1, length, position, weight, dy, dx);
  for (; position < length - conv.pad; position++)
    convolve_back_position (conv, 0, conv.window, length, position, weight, dy, dx);
  for (; position < length; position++)
    convolve_back_position (conv, position + conv.pad + 1 - length, conv.window, length, position,
                            weight, dy, dx);
}

/* Gradients of weights and biases of one vector of lanes, added to what is there. */
NC_INLINE void
convolve_gradients (const NcConvolution conv,
                    guint length,
                    const nc_real *x,
                    const nc_real *dy,
                    nc_real *weight_lanes,
                    nc_real *bias_lanes)
{
  guint out_length = length / conv.stride;

  for (guint o = 0; o < conv.out_channels; o++)
    {
      NcVector sums[NC_CONV_MAX_CHANNELS * NC_CONV_MAX_WINDOW] = { { 0 } };
      NcVector bias_sum = { 0 };

      for (guint position = 0; position < out_length; position++)
        {
          NcVector delta = vector_load (dy + (o * out_length + position) * NC_LANES);
          gssize start = (gssize) (position * conv.stride) - (gssize) conv.pad;

          bias_sum += delta;
#pragma GCC unroll 4
          for (guint k = 0; k < conv.window; k++)
            {
              gssize at = start + k;

              if (conv.window > conv.stride && (at < 0 || at >= (gssize) length))
                continue;
#pragma GCC unroll 4
              for (guint i = 0; i < conv.in_channels; i++)
                sums[i * conv.window + k]
                    += delta * vector_load (x + ((gssize) (i * length) + at) * NC_LANES);
            }
        }

#pragma GCC unroll 16
      for (guint j = 0; j < conv.in_channels * conv.window; j++)
        {
          nc_real *to = weight_lanes + (o * conv.in_channels * conv.window + j) * NC_LANES;

          vector_store (to, vector_load (to) + sums[j]);
        }
      if (bias_lanes != NULL)
        vector_store (bias_lanes + o * NC_LANES,
                      vector_load (bias_lanes + o * NC_LANES) + bias_sum);
    }
}

NC_INLINE void
convolve_back (const NcConvolution conv,
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
        convolve_back_apart (conv, length, weight, dy + column, dx + column);
      convolve_gradients (conv, length, x + column, dy + column, weight_lanes + column,
                          bias_lanes != NULL ? bias_lanes + column : NULL);
    }
}

/* The sizes again, as constants the compiler sees; nc_convolutions is the
 * public table, and a test holds the two together. */
#define NC_CONVOLUTION_0 ((NcConvolution){ 4, 1, 2, 1, 1 })
#define NC_CONVOLUTION_1 ((NcConvolution){ 2, 2, 4, 2, 0 })
#define NC_CONVOLUTION_2 ((NcConvolution){ 1, 4, 4, 1, 0 })
#define NC_CONVOLUTION_3 ((NcConvolution){ 1, 4, 1, 1, 0 })

static void
convolution_forward (guint index,
                     guint length,
                     const nc_real *weight,
                     const nc_real *bias,
                     const nc_real *x,
                     nc_real *y)
{
  switch (index)
    {
    case 0:
      convolve (NC_CONVOLUTION_0, length, weight, bias, x, y);
      break;
    case 1:
      convolve (NC_CONVOLUTION_1, length, weight, bias, x, y);
      break;
    case 2:
      convolve (NC_CONVOLUTION_2, length, weight, bias, x, y);
      break;
    case 3:
      convolve (NC_CONVOLUTION_3, length, weight, bias, x, y);
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
convolution_backward (guint index,
                      guint length,
                      const nc_real *weight,
                      const nc_real *x,
                      const nc_real *dy,
                      nc_real *dx,
                      nc_real *weight_lanes,
                      nc_real *bias_lanes)
{
  switch (index)
    {
    case 0:
      convolve_back (NC_CONVOLUTION_0, length, weight, x, dy, dx, weight_lanes, bias_lanes);
      break;
    case 1:
      convolve_back (NC_CONVOLUTION_1, length, weight, x, dy, dx, weight_lanes, bias_lanes);
      break;
    case 2:
      convolve_back (NC_CONVOLUTION_2, length, weight, x, dy, dx, weight_lanes, bias_lanes);
      break;
    case 3:
      convolve_back (NC_CONVOLUTION_3, length, weight, x, dy, dx, weight_lanes, bias_lanes);
      break;
    default:
      g_assert_not_reached ();
    }
}
