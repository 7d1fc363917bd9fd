/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Activations and their slopes, a vector at a time.
 *
 * sigmoid (x) = 1 / (1 + e^-x) and tanh (x) = 2 sigmoid (2x) - 1. In float, e^-x
 * is a polynomial of our own, because a call of the C library for each element
 * would cost more than the rest of a step; in double, where only tests run, it
 * is the C library's.
 */
#pragma once

#include <math.h>

#include "kernel-vector.h"

#ifdef NC_REAL_IS_DOUBLE

/* 1 / (1 + e^(-factor x)); factor is a constant. */
NC_INLINE NcVector
sigmoid (const nc_real factor, NcVector x)
{
  for (guint i = 0; i < NC_VECTOR_LENGTH; i++)
    x[i] = 1 / (1 + exp (-factor * x[i]));
  return x;
}

#else

/* 1 / (1 + e^(-factor x)); factor is a constant.
 *
 * e^(-factor x) = 2^y = 2^n 2^f with n an integer and |f| <= 1/2, by a polynomial
 * of degree 5 fitted to 2^f (relative error 8e-8), and n into the exponent. What
 * y is beyond, the result could not show. A NaN stays one. */
NC_INLINE NcVector
sigmoid (const nc_real factor, NcVector x)
{
  const NcVector zero = { 0 }, far = zero + 126;
  const NcVector shifter = zero + 0x1.8p23f; /* adding it rounds to an integer, in the low bits */
  NcVector y = vector_max (-far, vector_min (far, x * (factor * -1.44269504f))); /* log2 (e) */
  NcVector shifted = y + shifter;
  NcVector f = y - (shifted - shifter);
  NcVector power = zero + 0x1.5c08d2p-10f;
  NcMask scale = ((NcMask) shifted << 23) + 0x3f800000;

  power = power * f + 0x1.3d0c52p-7f;
  power = power * f + 0x1.c6b6e6p-5f;
  power = power * f + 0x1.ebf918p-3f;
  power = power * f + 0x1.62e428p-1f;
  power = power * f + 0x1.000000p+0f;
  return 1 / (1 + power * (NcVector) scale);
}

#endif

/* f (x); activation is a constant where this is expanded. */
NC_INLINE NcVector
activate_vector (const NcActivation activation, nc_real leaky_slope, NcVector x)
{
  switch (activation)
    {
    case NC_ACTIVATION_SIGMOID:
      return sigmoid (1, x);
    case NC_ACTIVATION_TANH:
      return 2 * sigmoid (2, x) - 1;
    case NC_ACTIVATION_RELU: /* the order keeps a NaN */
      return vector_max ((NcVector){ 0 }, x);
    case NC_ACTIVATION_LEAKY_RELU: /* a slope is at most 1 */
    default:
      return vector_max (leaky_slope * x, x);
    }
}

/* f' from y = f (x). At 0 a rectifier has its lower slope, as PyTorch has it. */
NC_INLINE NcVector
slope_vector (const NcActivation activation, nc_real leaky_slope, NcVector y)
{
  NcVector above = (NcVector){ 0 } + 1, below = (NcVector){ 0 };
  NcMask positive = y > 0;

  if (activation == NC_ACTIVATION_SIGMOID)
    return y * (1 - y);
  if (activation == NC_ACTIVATION_TANH)
    return 1 - y * y;
  if (activation == NC_ACTIVATION_LEAKY_RELU)
    below += leaky_slope;
  return (NcVector) ((positive & (NcMask) above) | (~positive & (NcMask) below));
}

/* Expands a statement for each activation with ACTIVATION a constant, so that
 * the choice is made once and not for every element. */
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

NC_INLINE void
activate_rows (
    const NcActivation activation, nc_real leaky_slope, guint rows, const nc_real *x, nc_real *y)
{
  for (guint i = 0; i < rows * NC_LANES; i += NC_VECTOR_LENGTH)
    vector_store (y + i, activate_vector (activation, leaky_slope, vector_load (x + i)));
}

static void
activate (NcActivation activation, nc_real leaky_slope, guint rows, const nc_real *x, nc_real *y)
{
  NC_FOR_ACTIVATION (activation, activate_rows (ACTIVATION, leaky_slope, rows, x, y));
}

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
