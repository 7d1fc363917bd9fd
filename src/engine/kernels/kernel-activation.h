/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Activations and their slopes, a vector at a time.
 *
 * sigmoid (x) = 1 / (1 + e^-x) and tanh (x) = 2 sigmoid (2x) - 1. In float, e^-x is our own
 * polynomial, because calling the C library for each element would cost more than the rest of a
 * step; in double, used only by tests, it is the C library's.
 *
 * The error of sigmoid is at most 1.1e-7, of tanh 2.1e-7, both absolute (a value near 0 may have
 * many wrong digits); tests/engine/kernels/test-activation.c checks them against the C library.
 * The plain versions are activate() and reference_slope() of tests/engine/reference-network.c.
 */
#pragma once

#include <math.h>

#include "engine/kernels/kernel-vector.h"

/* The most vectors that go side by side through an activation's long chain of operations, to hide
 * the latency of each operation. */
#define NC_ABREAST 4

/* The statement for each of n vectors, v being its number; each operation is done for all of them
 * before the next. */
#define NC_EACH(n, statement)                                                                      \
  _Pragma ("GCC unroll 4") for (guint v = 0; v < (n); v++)                                         \
  {                                                                                                \
    statement;                                                                                     \
  }

#ifdef NC_REAL_IS_DOUBLE

/* 1 / (1 + e^(-factor x)) of n vectors; n and factor are constants. */
NC_INLINE void
sigmoid (const guint n, const nc_real factor, NcVector *x)
{
  for (guint v = 0; v < n; v++)
    for (guint i = 0; i < NC_VECTOR_LENGTH; i++)
      x[v][i] = 1 / (1 + exp (-factor * x[v][i]));
}

#else

#ifdef NC_LOOK_UP_8

/* y becomes 2^y, n vectors of it, |y| <= 126, relative error below 1.6e-7: y = k / 8 + f with k an
 * integer and |f| <= 1/16. 2^f is the cubic with value 1 at 0 and the least maximum relative error
 * (2.6e-8 before rounding); for 2^(k/8) the lowest three bits of k index a table of eight, and the
 * others go into the exponent. */
NC_INLINE void
power_of_two (const guint n, NcVector *y)
{
  /* The bits of 2^(i/8), minus the i that shifting k adds to them. */
  static const guint32 _Alignas(NC_ALIGNMENT) roots[16]
      = { 0x3f800000, 0x3f7b95c2, 0x3f7837f0, 0x3f75fed7, 0x3f7504f3, 0x3f75672a,
          0x3f7744fd, 0x3f7ac0c7, 0x3f800000, 0x3f7b95c2, 0x3f7837f0, 0x3f75fed7,
          0x3f7504f3, 0x3f75672a, 0x3f7744fd, 0x3f7ac0c7 };
  const NcBits table = *(const NcBits *) roots;
  const NcVector shifter = (NcVector){ 0 } + 0x1.8p20f; /* adding it rounds to eighths: k ends up
                                                         * in the low bits of the sum */
  NcVector shifted[NC_ABREAST], power[NC_ABREAST];
  NcBits scale[NC_ABREAST];

  NC_EACH (n, shifted[v] = y[v] + shifter);
  NC_EACH (n, y[v] -= shifted[v] - shifter);
  NC_EACH (n, scale[v] = ((NcBits) shifted[v] << 20) + NC_LOOK_UP_8 (table, (NcBits) shifted[v]));
  NC_EACH (n, power[v] = y[v] * 0x1.c6ba64p-5f + 0x1.ec0c32p-3f);
  NC_EACH (n, power[v] = power[v] * y[v] + 0x1.62e430p-1f);
  NC_EACH (n, power[v] = power[v] * y[v] + 1);
  NC_EACH (n, y[v] = power[v] * (NcVector) scale[v]);
}

#else

/* The same without a table: y = k + f, |f| <= 1/2, and a longer polynomial; relative error below
 * 2.5e-7. */
NC_INLINE void
power_of_two (const guint n, NcVector *y)
{
  const NcVector shifter = (NcVector){ 0 } + 0x1.8p23f;
  NcVector shifted[NC_ABREAST], power[NC_ABREAST];

  NC_EACH (n, shifted[v] = y[v] + shifter);
  NC_EACH (n, y[v] -= shifted[v] - shifter);
  NC_EACH (n, power[v] = y[v] * 0x1.5c08d2p-10f + 0x1.3d0c52p-7f);
  NC_EACH (n, power[v] = power[v] * y[v] + 0x1.c6b6e6p-5f);
  NC_EACH (n, power[v] = power[v] * y[v] + 0x1.ebf918p-3f);
  NC_EACH (n, power[v] = power[v] * y[v] + 0x1.62e428p-1f);
  NC_EACH (n, power[v] = power[v] * y[v] + 1);
  NC_EACH (n, y[v] = power[v] * (NcVector) (((NcBits) shifted[v] << 23) + 0x3f800000));
}

#endif

/* 1 / (1 + e^(-factor x)) of n vectors; n and factor are constants. e^-x = 2^y is clamped at |y| =
 * 126: by then the result is 1, or about the smallest normal number. A NaN stays NaN. */
NC_INLINE void
sigmoid (const guint n, const nc_real factor, NcVector *x)
{
  const NcVector far = (NcVector){ 0 } + 126;

  NC_EACH (n, x[v] *= factor * -1.44269504f); /* log2 (e) */
  NC_EACH (n, x[v] = vector_max (-far, vector_min (far, x[v])));
  power_of_two (n, x);
  NC_EACH (n, x[v] = 1 / (1 + x[v]));
}

#endif

/* x becomes f (x), n vectors of it; activation and n are constants. */
NC_INLINE void
activate_vectors (const NcActivation activation, nc_real leaky_slope, const guint n, NcVector *x)
{
  switch (activation)
    {
    case NC_ACTIVATION_SIGMOID:
      sigmoid (n, 1, x);
      break;
    case NC_ACTIVATION_TANH:
      sigmoid (n, 2, x);
      NC_EACH (n, x[v] = 2 * x[v] - 1);
      break;
    case NC_ACTIVATION_RELU: /* this order keeps a NaN */
      NC_EACH (n, x[v] = vector_max ((NcVector){ 0 }, x[v]));
      break;
    case NC_ACTIVATION_LEAKY_RELU: /* a slope is at most 1 */
    default:
      NC_EACH (n, x[v] = vector_max (leaky_slope * x[v], x[v]));
    }
}

/* f' from y = f (x), since x is not kept: s' = s - s^2, tanh' = 1 - tanh^2. At 0 a rectifier has
 * its lower slope, as in PyTorch. */
NC_INLINE NcVector
slope_vector (const NcActivation activation, nc_real leaky_slope, NcVector y)
{
  NcVector above = (NcVector){ 0 } + 1, below = (NcVector){ 0 };
  NcMask positive = y > 0;

  if (activation == NC_ACTIVATION_SIGMOID)
    return y - y * y;
  if (activation == NC_ACTIVATION_TANH)
    return 1 - y * y;
  if (activation == NC_ACTIVATION_LEAKY_RELU)
    below += leaky_slope;
  return (NcVector) ((positive & (NcMask) above) | (~positive & (NcMask) below));
}

/* Expands a statement for each activation with ACTIVATION a constant, so that the choice is made
 * once, not per element. */
#define NC_FOR_ACTIVATION(activation, statement)                                                   \
  switch (activation)                                                                              \
    {                                                                                              \
    case NC_ACTIVATION_SIGMOID:                                                                    \
      {                                                                                            \
        const NcActivation ACTIVATION = NC_ACTIVATION_SIGMOID;                                     \
        statement;                                                                                 \
        break;                                                                                     \
      }                                                                                            \
    case NC_ACTIVATION_TANH:                                                                       \
      {                                                                                            \
        const NcActivation ACTIVATION = NC_ACTIVATION_TANH;                                        \
        statement;                                                                                 \
        break;                                                                                     \
      }                                                                                            \
    case NC_ACTIVATION_RELU:                                                                       \
      {                                                                                            \
        const NcActivation ACTIVATION = NC_ACTIVATION_RELU;                                        \
        statement;                                                                                 \
        break;                                                                                     \
      }                                                                                            \
    case NC_ACTIVATION_LEAKY_RELU:                                                                 \
    default:                                                                                       \
      {                                                                                            \
        const NcActivation ACTIVATION = NC_ACTIVATION_LEAKY_RELU;                                  \
        statement;                                                                                 \
      }                                                                                            \
    }

/* y = f (x), n vectors of it. */
NC_INLINE void
activate_block (
    const NcActivation activation, nc_real leaky_slope, const guint n, const nc_real *x, nc_real *y)
{
  NcVector vectors[NC_ABREAST];

  NC_EACH (n, vectors[v] = vector_load (x + v * NC_VECTOR_LENGTH));
  activate_vectors (activation, leaky_slope, n, vectors);
  NC_EACH (n, vector_store (y + v * NC_VECTOR_LENGTH, vectors[v]));
}

/* y = f (x), both [rows][lane]; their order does not matter here. */
NC_INLINE void
activate_rows (
    const NcActivation activation, nc_real leaky_slope, guint rows, const nc_real *x, nc_real *y)
{
  const guint step = NC_ABREAST * NC_VECTOR_LENGTH;
  guint i = 0;

  for (; i + step <= rows * NC_LANES; i += step)
    activate_block (activation, leaky_slope, NC_ABREAST, x + i, y + i);
  for (; i < rows * NC_LANES; i += NC_VECTOR_LENGTH)
    activate_block (activation, leaky_slope, 1, x + i, y + i);
}

static void
activate (NcActivation activation, nc_real leaky_slope, guint rows, const nc_real *x, nc_real *y)
{
  NC_FOR_ACTIVATION (activation, activate_rows (ACTIVATION, leaky_slope, rows, x, y));
}

/* dx = dy f', with f' taken from y = f (x); all [rows][lane], dx may be dy. */
NC_INLINE void
activate_backward_rows (const NcActivation activation,
                        nc_real leaky_slope,
                        guint rows,
                        const nc_real *y,
                        const nc_real *dy,
                        nc_real *dx)
{
  for (guint i = 0; i < rows * NC_LANES; i += NC_VECTOR_LENGTH)
    vector_store (dx + i, vector_load (dy + i)
                              * slope_vector (activation, leaky_slope, vector_load (y + i)));
}

static void
activate_backward (NcActivation activation,
                   nc_real leaky_slope,
                   guint rows,
                   const nc_real *y,
                   const nc_real *dy,
                   nc_real *dx)
{
  NC_FOR_ACTIVATION (activation, activate_backward_rows (ACTIVATION, leaky_slope, rows, y, dy, dx));
}
