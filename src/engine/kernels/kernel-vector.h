/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Vectors of the instruction set that this file is compiled for, and sums over lanes in an order
 * that does not depend on the vector width.
 *
 * Included only by nc-kernels-variant.c; everything is static, so that no variant's code can be
 * linked into another.
 */
#pragma once

#include <string.h>

#ifdef __SSE2__
#include <immintrin.h>
#endif

#include "engine/kernels/nc-kernels.h"

/* What an instruction set decides:
 *
 * NC_VECTOR_BYTES: the width of a register.
 * NC_BLOCK_ROWS: rows of a block of a dense layer; see NC_BLOCK_VECTORS.
 * NC_CONV_OUTPUTS: output channels whose gradients a convolution keeps in registers at once.
 * NC_BLAS_WEIGHTS: see NcKernels.blas_weights; measured with tiles of 32 samples and the right
 * core type, OpenBLAS 0.3.21 beats the baseline from 32 x 32 on, equals AVX2 at 512 x 512, and is
 * slower than AVX-512 at every size that an experiment can have.
 * NC_MULTIPLY_LOW_HALVES: the 64-bit products of the lower halves of 64-bit words.
 * NC_MIN_FLOATS, NC_MAX_FLOATS: as vector_min() and vector_max().
 * NC_LOOK_UP_8: for each element, the table entry indexed by the lowest bits of i; eight numbers,
 * stored twice where a vector has room for sixteen.
 *
 * AVX-512 uses the masked forms with a full mask: the others begin with an undefined value, about
 * which GCC 12 warns (-Winit-self).
 *
 * a b + c is written as such, and the compiler fuses it where there is an instruction for it
 * (GCC's -ffp-contract=fast, the default of gnu17). In a b + c d it chooses which product is
 * rounded first; v3 and v4 must choose alike (tests/engine/kernels/test-sweeps.c compares them). */
#if defined __AVX512F__
#define NC_VECTOR_BYTES 64
#define NC_BLOCK_ROWS 8
#define NC_CONV_OUTPUTS 4
#define NC_BLAS_WEIGHTS G_MAXUINT
#define NC_MULTIPLY_LOW_HALVES(a, b)                                                               \
  _mm512_maskz_mul_epu32 (G_MAXUINT8, (__m512i) (a), (__m512i) (b))
#define NC_MIN_FLOATS(a, b) _mm512_maskz_min_ps (G_MAXUINT16, a, b)
#define NC_MAX_FLOATS(a, b) _mm512_maskz_max_ps (G_MAXUINT16, a, b)
#define NC_LOOK_UP_8(table, i)                                                                     \
  (NcBits) _mm512_maskz_permutexvar_epi32 (G_MAXUINT16, (__m512i) (i), (__m512i) (table))
#elif defined __AVX__
#define NC_VECTOR_BYTES 32
#define NC_BLOCK_ROWS 4
#define NC_CONV_OUTPUTS 2
#define NC_BLAS_WEIGHTS (512 * 512)
#define NC_MIN_FLOATS _mm256_min_ps
#define NC_MAX_FLOATS _mm256_max_ps
#ifdef __AVX2__ /* plain AVX has no integers this wide */
#define NC_MULTIPLY_LOW_HALVES(a, b) _mm256_mul_epu32 ((__m256i) (a), (__m256i) (b))
#define NC_LOOK_UP_8(table, i)                                                                     \
  (NcBits) _mm256_permutevar8x32_epi32 ((__m256i) (table), (__m256i) (i))
#endif
#else
#define NC_VECTOR_BYTES 16
#define NC_BLOCK_ROWS 4
#define NC_CONV_OUTPUTS 2
#define NC_BLAS_WEIGHTS (32 * 32)
#ifdef __SSE2__
#define NC_MULTIPLY_LOW_HALVES(a, b) _mm_mul_epu32 ((__m128i) (a), (__m128i) (b))
#endif
#define NC_MIN_FLOATS _mm_min_ps
#define NC_MAX_FLOATS _mm_max_ps
#endif

/* Vectors side by side in a block: with NC_BLOCK_ROWS rows, the accumulators of a block (16 of the
 * 32 registers of AVX-512, 8 of the 16 of the others) and its operands fit the register file, and
 * are enough to hide the latency of a multiply-add. */
#define NC_BLOCK_VECTORS 2

typedef nc_real NcVector __attribute__ ((vector_size (NC_VECTOR_BYTES), may_alias));

/* The result of comparing two vectors: each element all ones, or zero. */
typedef __typeof__ ((NcVector){ 0 } > (NcVector){ 0 }) NcMask;

/* The bits of a vector of numbers. */
typedef guint32 NcBits __attribute__ ((vector_size (NC_VECTOR_BYTES), may_alias));

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

/* The smaller of two, b if either is NaN; compilers do not find the single instruction for it. */
NC_INLINE NcVector
vector_min (NcVector a, NcVector b)
{
#if defined __SSE2__ && !defined NC_REAL_IS_DOUBLE
  return (NcVector) NC_MIN_FLOATS (a, b);
#else
  NcMask below = a < b;

  return (NcVector) ((below & (NcMask) a) | (~below & (NcMask) b));
#endif
}

/* The greater of two, b if either is NaN. */
NC_INLINE NcVector
vector_max (NcVector a, NcVector b)
{
#if defined __SSE2__ && !defined NC_REAL_IS_DOUBLE
  return (NcVector) NC_MAX_FLOATS (a, b);
#else
  NcMask above = a > b;

  return (NcVector) ((above & (NcMask) a) | (~above & (NcMask) b));
#endif
}

/* row[lane] of NC_LANES numbers folded to four: sums of every fourth lane, in a
 * fixed tree. */
NC_INLINE NcQuad
fold_row (const nc_real *row)
{
  const NcQuad *quads = (const NcQuad *) row;

  G_STATIC_ASSERT (NC_LANES == 32);
  return ((quads[0] + quads[1]) + (quads[2] + quads[3]))
         + ((quads[4] + quads[5]) + (quads[6] + quads[7]));
}

/* Transposes four vectors of four numbers. */
NC_INLINE void
transpose_quads (NcQuad *a, NcQuad *b, NcQuad *c, NcQuad *d)
{
  NcQuad ab_low = __builtin_shufflevector (*a, *b, 0, 4, 1, 5);
  NcQuad ab_high = __builtin_shufflevector (*a, *b, 2, 6, 3, 7);
  NcQuad cd_low = __builtin_shufflevector (*c, *d, 0, 4, 1, 5);
  NcQuad cd_high = __builtin_shufflevector (*c, *d, 2, 6, 3, 7);

  *a = __builtin_shufflevector (ab_low, cd_low, 0, 1, 4, 5);
  *b = __builtin_shufflevector (ab_low, cd_low, 2, 3, 6, 7);
  *c = __builtin_shufflevector (ab_high, cd_high, 0, 1, 4, 5);
  *d = __builtin_shufflevector (ab_high, cd_high, 2, 3, 6, 7);
}

/* The sums over the lanes of rows[4][lane], one per row. */
NC_INLINE NcQuad
sum_rows (const nc_real *rows)
{
  NcQuad a = fold_row (rows), b = fold_row (rows + NC_LANES);
  NcQuad c = fold_row (rows + 2 * NC_LANES), d = fold_row (rows + 3 * NC_LANES);

  transpose_quads (&a, &b, &c, &d);
  return (a + b) + (c + d);
}

/* The sum over the lanes of row[lane], in the same order. */
NC_INLINE nc_real
sum_row (const nc_real *row)
{
  NcQuad folded = fold_row (row);

  return (folded[0] + folded[1]) + (folded[2] + folded[3]);
}
