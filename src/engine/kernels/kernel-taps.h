/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The inputs of one position of a convolution, and the part of its window that lies on the signal.
 */
#pragma once

#include "engine/kernels/kernel-vector.h"

/* Where each channel of a signal begins, so that a loop over positions needs only one index. */
NC_INLINE void
find_channels (guint n_channels, guint length, const nc_real *signal, const nc_real **channels)
{
#pragma GCC unroll 4
  for (guint i = 0; i < n_channels; i++)
    channels[i] = signal + i * length * NC_LANES;
}

/* The inputs of one position: taps[in channel * window + k], for k from first to last only; the
 * others are zeros ('same' padding). */
NC_INLINE void
load_taps (const NcConvolution conv,
           guint first,
           guint last,
           gssize position,
           const nc_real *const *channels,
           NcVector *taps)
{
  gssize start = (position * conv.stride - conv.pad) * NC_LANES;

#pragma GCC unroll 4
  for (guint i = 0; i < conv.in_channels; i++)
#pragma GCC unroll 4
    for (guint k = 0; k < conv.window; k++)
      taps[i * conv.window + k] = k >= first && k < last
                                      ? vector_load (channels[i] + start + k * NC_LANES)
                                      : (NcVector){ 0 };
}

/* Which part of the window lies on the signal: all of it except at the borders. */
NC_INLINE guint
first_tap (const NcConvolution conv, guint position)
{
  return position * conv.stride < conv.pad ? conv.pad - position * conv.stride : 0;
}

NC_INLINE guint
last_tap (const NcConvolution conv, guint length, guint position)
{
  guint room = length + conv.pad - position * conv.stride;

  return room < conv.window ? room : conv.window;
}

/* begin … end: the positions whose windows lie entirely on the signal. */
NC_INLINE void
get_inner_positions (const NcConvolution conv, guint length, guint *begin, guint *end)
{
  *begin = conv.pad;
  *end = length / conv.stride - (conv.window - conv.stride - conv.pad);
}
