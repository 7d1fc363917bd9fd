/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Vectors of the instruction set that this file is compiled for, and sums over
 * lanes in an order that no vector width changes.
 *
 * Included by nc-kernels-variant.c alone; everything is static, so that no
 * variant's code can be linked into another.
 */
#pragma once

#include <string.h>

#include "nc-kernels.h"

/* NC_CONV_OUTPUTS: output channels whose sums a convolution keeps in registers
 * at once. */
#if defined __AVX512F__
#define NC_VECTOR_BYTES 64
#define NC_BLOCK_ROWS 8
#define NC_CONV_OUTPUTS 4
#elif defined __AVX__
#define NC_VECTOR_BYTES 32
#define NC_BLOCK_ROWS 4
#define NC_CONV_OUTPUTS 2
#else
#define NC_VECTOR_BYTES 16
#define NC_BLOCK_ROWS 4
#define NC_CONV_OUTPUTS 2
#endif

/* Registers side by side in a block: with NC_BLOCK_ROWS rows, the accumulators
 * of a block and its operands fill the register file and no more. */
#define NC_BLOCK_VECTORS 2

typedef nc_real NcVector __attribute__ ((vector_size (NC_VECTOR_BYTES), may_alias));

#define NC_VECTOR_LENGTH ((guint) (NC_VECTOR_BYTES / sizeof (nc_real)))
#define NC_TILE_VECTORS (NC_LANES / NC_VECTOR_LENGTH)

/* Four numbers, for transposing. */
typedef nc_real NcQuad __attribute__ ((vector_size (4 * sizeof (nc_real)), may_alias));

#define NC_INLINE static inline __attribute__ ((always_inline))

NC_INLINE NcVector
vector_load (const nc_real *from)
{
  return *(const NcVector *) __builtin_assume_aligned (from, NC_VECTOR_BYTES);
}

NC_INLINE void
vector_store (nc_real *to, NcVector vector)
{
  *(NcVector *) __builtin_assume_aligned (to, NC_VECTOR_BYTES) = vector;
}

/* The sum of a row of NC_LANES numbers: halves are folded onto each other. */
NC_INLINE nc_real
sum_lanes (const nc_real *row)
{
  nc_real folded[NC_LANES / 2];

  for (guint lane = 0; lane < NC_LANES / 2; lane++)
    folded[lane] = row[lane] + row[lane + NC_LANES / 2];
#pragma GCC unroll 8
  for (guint half = NC_LANES / 4; half > 0; half /= 2)
#pragma GCC unroll 8
    for (guint lane = 0; lane < half; lane++)
      folded[lane] += folded[lane + half];
  return folded[0];
}
