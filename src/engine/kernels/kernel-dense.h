/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Dense layers, a tile at a time, in blocks whose sums stay in registers: a weight is loaded once
 * for all lanes of a vector pair, a vector of x once for NC_BLOCK_ROWS outputs, and a result is
 * stored once. Each number of a result is a single sum, from the first addend to the last,
 * whatever the width of a block or vector.
 *
 * The plain versions are forward_product() and backward_product() of
 * tests/engine/reference-network.c; test-kernels.c compares the two.
 */
#pragma once

#include "engine/kernels/kernel-vector.h"

/* y[r][lane] = start[r] + sum over k < n of weight[r * row_step + k * step] x[k][lane] for `rows`
 * rows (a constant), all lanes; start may be NULL, y may not be x. */
NC_INLINE void
product_rows (const guint rows,
              guint n,
              const nc_real *weight,
              gsize row_step,
              gsize step,
              const nc_real *start,
              const nc_real *x,
              nc_real *y)
{
  for (guint column = 0; column < NC_TILE_VECTORS; column += NC_BLOCK_VECTORS)
    {
      NcVector sums[NC_BLOCK_ROWS][NC_BLOCK_VECTORS];
      const nc_real *x_column = x + column * NC_VECTOR_LENGTH;
      nc_real *y_column = y + column * NC_VECTOR_LENGTH;

#pragma GCC unroll 8
      for (guint r = 0; r < rows; r++)
#pragma GCC unroll 2
        for (guint v = 0; v < NC_BLOCK_VECTORS; v++)
          sums[r][v] = (NcVector){ 0 } + (start != NULL ? start[r] : 0);

      for (guint k = 0; k < n; k++)
        {
          NcVector x0 = vector_load (x_column + k * NC_LANES);
          NcVector x1 = vector_load (x_column + k * NC_LANES + NC_VECTOR_LENGTH);

#pragma GCC unroll 8
          for (guint r = 0; r < rows; r++)
            {
              nc_real w = weight[r * row_step + k * step];

              sums[r][0] += w * x0;
              sums[r][1] += w * x1;
            }
        }

#pragma GCC unroll 8
      for (guint r = 0; r < rows; r++)
#pragma GCC unroll 2
        for (guint v = 0; v < NC_BLOCK_VECTORS; v++)
          vector_store (y_column + r * NC_LANES + v * NC_VECTOR_LENGTH, sums[r][v]);
    }
}

/* The same for any number of rows: full blocks, then single rows. */
NC_INLINE void
product (guint rows,
         guint n,
         const nc_real *weight,
         gsize row_step,
         gsize step,
         const nc_real *start,
         const nc_real *x,
         nc_real *y)
{
  guint r = 0;

  for (; r + NC_BLOCK_ROWS <= rows; r += NC_BLOCK_ROWS)
    product_rows (NC_BLOCK_ROWS, n, weight + r * row_step, row_step, step,
                  start != NULL ? start + r : NULL, x, y + r * NC_LANES);
  for (; r < rows; r++)
    product_rows (1, n, weight + r * row_step, row_step, step, start != NULL ? start + r : NULL, x,
                  y + r * NC_LANES);
}

/* y[out][lane] = bias[out] + weight[out][in] x[in][lane] */
static void
dense_forward (
    guint in, guint out, const nc_real *weight, const nc_real *bias, const nc_real *x, nc_real *y)
{
  product (out, in, weight, in, 1, bias, x, y);
}

/* dx[rows][lane] = the first rows of weight[out][in] transposed, times dy[out][lane]: the same
 * product with the two steps of the weights exchanged. */
static void
dense_backward_data (
    guint in, guint out, guint rows, const nc_real *weight, const nc_real *dy, nc_real *dx)
{
  product (rows, out, weight, 1, in, NULL, dy, dx);
}

/* gradient[r][column …] = or += sum over lanes of dy[r][lane] x[lane][column …], for `rows` rows
 * and `vectors` vectors; both of these and `adds` are constants. Rows of x and gradient are
 * `stride` numbers long, those of dy NC_LANES. */
NC_INLINE void
gradient_block (const gboolean adds,
                const guint rows,
                const guint vectors,
                guint stride,
                const nc_real *dy,
                const nc_real *x,
                nc_real *gradient)
{
  NcVector sums[NC_BLOCK_ROWS][NC_BLOCK_VECTORS];

#pragma GCC unroll 8
  for (guint r = 0; r < rows; r++)
#pragma GCC unroll 2
    for (guint v = 0; v < vectors; v++)
      sums[r][v] = (NcVector){ 0 };

  for (guint lane = 0; lane < NC_LANES; lane++)
    {
      NcVector columns[NC_BLOCK_VECTORS];

#pragma GCC unroll 2
      for (guint v = 0; v < vectors; v++)
        columns[v] = vector_load (x + lane * stride + v * NC_VECTOR_LENGTH);
#pragma GCC unroll 8
      for (guint r = 0; r < rows; r++)
#pragma GCC unroll 2
        for (guint v = 0; v < vectors; v++)
          sums[r][v] += dy[r * NC_LANES + lane] * columns[v];
    }

#pragma GCC unroll 8
  for (guint r = 0; r < rows; r++)
#pragma GCC unroll 2
    for (guint v = 0; v < vectors; v++)
      {
        nc_real *to = gradient + r * stride + v * NC_VECTOR_LENGTH;

        if (adds)
          sums[r][v] += vector_load (to);
        vector_store (to, sums[r][v]);
      }
}

/* All columns of `rows` rows (a constant), a block's width at a time. */
NC_INLINE void
gradient_rows (const gboolean adds,
               const guint rows,
               guint stride,
               const nc_real *dy,
               const nc_real *x,
               nc_real *gradient)
{
  const guint block = NC_BLOCK_VECTORS * NC_VECTOR_LENGTH;
  guint column = 0;

  for (; column + block <= stride; column += block)
    gradient_block (adds, rows, NC_BLOCK_VECTORS, stride, dy, x + column, gradient + column);
  for (; column < stride; column += NC_VECTOR_LENGTH)
    gradient_block (adds, rows, 1, stride, dy, x + column, gradient + column);
}

/* to[lane][row …] = x[row …][lane] for four rows; rows of `to` are `stride` numbers apart.
 * Transposes 4 by 4 blocks in registers. */
NC_INLINE void
transpose_rows (const nc_real *x, guint stride, nc_real *to)
{
  for (guint lane = 0; lane < NC_LANES; lane += 4)
    {
      const nc_real *from = x + lane;
      NcQuad a = *(const NcQuad *) from, b = *(const NcQuad *) (from + NC_LANES);
      NcQuad c = *(const NcQuad *) (from + 2 * NC_LANES),
             d = *(const NcQuad *) (from + 3 * NC_LANES);
      nc_real *row = to + lane * stride;

      transpose_quads (&a, &b, &c, &d);
      *(NcQuad *) row = a;
      *(NcQuad *) (row + stride) = b;
      *(NcQuad *) (row + 2 * stride) = c;
      *(NcQuad *) (row + 3 * stride) = d;
    }
}

/* to[lane][i] = x[i][lane], rows of `to` being stride = NC_PADDED (in) long, zero past `in`. */
static void
transpose (guint in, guint stride, const nc_real *x, nc_real *to)
{
  guint i = 0;

  for (; i + 4 <= in; i += 4)
    transpose_rows (x + i * NC_LANES, stride, to + i);
  for (; i < stride; i++)
    for (guint lane = 0; lane < NC_LANES; lane++)
      to[lane * stride + i] = i < in ? x[i * NC_LANES + lane] : 0;
}

/* gradient[out][stride] = or += dy[out][lane] x[in][lane]^T, stride = NC_PADDED (in);
 * scratch is [lane][stride]. */
NC_INLINE void
weight_gradient (const gboolean adds,
                 guint in,
                 guint out,
                 const nc_real *x,
                 const nc_real *dy,
                 nc_real *gradient,
                 nc_real *scratch)
{
  guint stride = NC_PADDED (in);
  guint r = 0;

  /* Samples become rows, so that neighbours in a vector are neighbours in the gradient and no sum
   * over lanes remains. */
  transpose (in, stride, x, scratch);

  for (; r + NC_BLOCK_ROWS <= out; r += NC_BLOCK_ROWS)
    gradient_rows (adds, NC_BLOCK_ROWS, stride, dy + r * NC_LANES, scratch, gradient + r * stride);
  for (; r < out; r++)
    gradient_rows (adds, 1, stride, dy + r * NC_LANES, scratch, gradient + r * stride);
}

static void
dense_set_gradient (
    guint in, guint out, const nc_real *x, const nc_real *dy, nc_real *gradient, nc_real *scratch)
{
  weight_gradient (FALSE, in, out, x, dy, gradient, scratch);
}

static void
dense_add_gradient (
    guint in, guint out, const nc_real *x, const nc_real *dy, nc_real *gradient, nc_real *scratch)
{
  weight_gradient (TRUE, in, out, x, dy, gradient, scratch);
}

/* sums[r] += sum over lanes of x[r][lane], four rows at a time, because the four last partial sums
 * then fill one vector; a single row is added in the same order. */
static void
add_row_sums (guint rows, const nc_real *x, nc_real *sums)
{
  guint r = 0;

  for (; r + 4 <= rows; r += 4)
    {
      NcQuad four = sum_rows (x + r * NC_LANES);

      for (guint i = 0; i < 4; i++)
        sums[r + i] += four[i];
    }
  for (; r < rows; r++)
    sums[r] += sum_row (x + r * NC_LANES);
}

/* to[i] += from[i] */
static void
add_numbers (gsize n, const nc_real *from, nc_real *to)
{
  for (gsize i = 0; i < n; i++)
    to[i] += from[i];
}
