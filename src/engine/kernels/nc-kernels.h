/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The table of functions that do the arithmetic, a tile at a time.
 *
 * One source is compiled for several instruction sets; each yields one table, and the caller
 * chooses one and passes it down. Everything here works on tiles: "[n][lane]" is n rows of
 * NC_LANES numbers, row after row, NC_ALIGNMENT-aligned.
 *
 * Only three kernels know about padding lanes (those past the last sample): add_moments skips
 * them, set_delta and norm_backward write zeros there. All others process them too; a delta of
 * zero stays zero on its way back, so gradients need no mask.
 *
 * Each kernel is in a kernel-*.h, which names its plain version and the test that compares the
 * two.
 */
#pragma once

#include "engine/model/nc-topology.h"

G_BEGIN_DECLS

typedef void (*NcWeightGradient) (
    guint in, guint out, const nc_real *x, const nc_real *dy, nc_real *gradient, nc_real *scratch);

/* leaky_slope is always 0 to 1. */

/* Raised with every change that makes a training give other bits; recorded with every result
 * beside the kernels' name. */
#define NC_ARITHMETIC 2

typedef struct
{
  const char *name;   /* "baseline", "v3", "v4" */
  guint blas_weights; /* weights of a dense layer from which OpenBLAS is faster */

  /* y[o][lane] = bias[o] + sum over i of weight[o][i] x[i][lane]; bias may be NULL */
  void (*dense_forward) (guint in,
                         guint out,
                         const nc_real *weight,
                         const nc_real *bias,
                         const nc_real *x,
                         nc_real *y);

  /* dx[i][lane] = sum over o of weight[o][i] dy[o][lane], for the first `rows` inputs */
  void (*dense_backward_data) (
      guint in, guint out, guint rows, const nc_real *weight, const nc_real *dy, nc_real *dx);

  /* gradient[o][i] = (set) or += (add) sum over lanes of dy[o][lane] x[i][lane],
   * rows of gradient being NC_PADDED (in) long; scratch holds NC_LANES of them */
  NcWeightGradient dense_set_gradient;
  NcWeightGradient dense_add_gradient;

  /* sums[r] += sum over lanes of x[r][lane], in a fixed tree */
  void (*add_row_sums) (guint rows, const nc_real *x, nc_real *sums);

  /* y = f (x), for each of rows * NC_LANES elements; y may be x */
  void (*activate) (
      NcActivation activation, nc_real leaky_slope, guint rows, const nc_real *x, nc_real *y);

  /* dx = dy f', with f' taken from y = f (x); dx may be dy */
  void (*activate_backward) (NcActivation activation,
                             nc_real leaky_slope,
                             guint rows,
                             const nc_real *y,
                             const nc_real *dy,
                             nc_real *dx);

  /* The convolution nc_convolutions[index] over x [in channels][length][lane];
   * y is [out channels][length / stride][lane], before its activation */
  void (*convolution_forward) (guint index,
                               guint length,
                               const nc_real *weight,
                               const nc_real *bias,
                               const nc_real *x,
                               nc_real *y);

  /* dx as x, times f' of the activation whose output is x (not for index 0, whose input is a dense
   * layer's), and gradients still spread over the lanes: weight_lanes[out][in][window][lane] and
   * bias_lanes[out][lane] are added to, unless weight_lanes is NULL */
  void (*convolution_backward) (guint index,
                                NcActivation activation,
                                nc_real leaky_slope,
                                guint length,
                                const nc_real *weight,
                                const nc_real *x,
                                const nc_real *dy,
                                nc_real *dx,
                                nc_real *weight_lanes,
                                nc_real *bias_lanes);

  /* sums[r][lane] += x[r][lane] - shift[r], squares[r][lane] += its square, in
   * the first n_lanes lanes */
  void (*add_moments) (guint rows,
                       guint n_lanes,
                       const nc_real *shift,
                       const nc_real *x,
                       nc_real *sums,
                       nc_real *squares);

  /* y[r] = f ((x[r] - mean[r]) scale[r] + shift[r]) */
  void (*normalise_activate) (NcActivation activation,
                              nc_real leaky_slope,
                              guint rows,
                              const nc_real *mean,
                              const nc_real *scale,
                              const nc_real *shift,
                              const nc_real *x,
                              nc_real *y);

  /* dx = dy f', with f' taken from y, and for batch norm's gradient sums[r][lane] += dx,
   * products[r][lane] += dx (x - mean[r]) inverse_deviation[r]; dx may be y */
  void (*activate_norm_backward) (NcActivation activation,
                                  nc_real leaky_slope,
                                  guint rows,
                                  const nc_real *mean,
                                  const nc_real *inverse_deviation,
                                  const nc_real *x,
                                  const nc_real *y,
                                  const nc_real *dy,
                                  nc_real *dx,
                                  nc_real *sums,
                                  nc_real *products);

  /* dx[r] = a[r] dy[r] + b[r] (x[r] - mean[r]) + c[r] in the first n_lanes lanes,
   * 0 in the others */
  void (*norm_backward) (guint rows,
                         guint n_lanes,
                         const nc_real *mean,
                         const nc_real *a,
                         const nc_real *b,
                         const nc_real *c,
                         const nc_real *x,
                         const nc_real *dy,
                         nc_real *dx);

  /* losses[lane] = sum over i of |plaintext[i][lane] - (slope output[i][lane] + offset)|,
   * wrong[lane] = number of wrong signs */
  void (*measure) (guint outputs,
                   nc_real slope,
                   nc_real offset,
                   const nc_real *plaintext,
                   const nc_real *output,
                   nc_real *losses,
                   gint32 *wrong);

  /* delta = a plaintext + b output + c in the first n_lanes lanes, 0 in the others */
  void (*set_delta) (guint outputs,
                     guint n_lanes,
                     nc_real a,
                     nc_real b,
                     nc_real c,
                     const nc_real *plaintext,
                     const nc_real *output,
                     nc_real *delta);

  /* bits[word][lane]: nc_random_bits() for the sample samples[lane] */
  void (*random_bits) (guint32 seed,
                       guint32 stream,
                       guint32 iteration,
                       const guint32 *samples,
                       guint n_words,
                       guint32 *bits);

  /* bits[lane]: nc_random_subset() for the sample samples[lane], n_bits up to 32 */
  void (*random_subset) (guint32 seed,
                         guint32 stream,
                         guint32 iteration,
                         const guint32 *samples,
                         guint n,
                         guint n_bits,
                         guint32 *bits);

  /* rows[i][lane] = +1 where bit i % 32 of bits[i / 32][lane] is set, else -1 */
  void (*write_signs) (guint n_bits, const guint32 *bits, nc_real *rows);

  /* to[i] += from[i] */
  void (*add_numbers) (gsize n, const nc_real *from, nc_real *to);

  /* One step of Adam over n numbers (see nc-adam.h); returns 0, or NaN if any
   * parameter or moment became NaN or infinite */
  nc_real (*adam) (gsize n,
                   nc_real beta1,
                   nc_real beta2,
                   nc_real step_size,
                   nc_real root_correction,
                   nc_real epsilon,
                   const nc_real *gradient,
                   nc_real *m,
                   nc_real *v,
                   nc_real *parameters);

  /* For benchmarks: multiply-adds in registers, sums[lane] <- sums[lane] factor + addend, `rounds`
   * times, as fast as the instruction set allows; returns the number of floating-point operations,
   * two per multiply-add and lane */
  gsize (*multiply_add) (gsize rounds, nc_real factor, nc_real addend, nc_real *sums);
} NcKernels;

/* Numbers in a row of a padded gradient. */
#define NC_ROW_MULTIPLE 16
#define NC_PADDED(n) (((n) + NC_ROW_MULTIPLE - 1) / NC_ROW_MULTIPLE * NC_ROW_MULTIPLE)

/**
 * nc_kernels_get_all:
 *
 * Returns: (transfer none): NULL-terminated, the tables that this processor can run, fastest last
 */
const NcKernels *const *nc_kernels_get_all (void);

/**
 * nc_kernels_get_by_name:
 *
 * Returns: (nullable) (transfer none): NULL if there is none of that name or the processor cannot
 * run it
 */
const NcKernels *nc_kernels_get_by_name (const char *name);

/**
 * nc_kernels_get_best:
 *
 * Returns: (transfer none): the one named by the environment variable NC_KERNELS, if this
 * processor can run it, else the fastest
 */
const NcKernels *nc_kernels_get_best (void);

G_END_DECLS
