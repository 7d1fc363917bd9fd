/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Activations, element by element; loops the compiler turns into vectors.
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

NC_INLINE nc_real
sigmoid (nc_real x)
{
  return 1 / (1 + exp (-x));
}

#else

/* 2^y for |y| <= 126, relative error below 2e-7: y = n + f with |f| <= 1/2, a
 * polynomial of degree 5 fitted to 2^f (relative error 8e-8), n into the
 * exponent. A NaN stays one. */
NC_INLINE float
power_of_two (float y)
{
  const float shifter = 0x1.8p23f; /* adding it rounds to an integer, kept in the low bits */
  float shifted = y + shifter;
  float f = y - (shifted - shifter);
  float value = 0x1.5c08d2p-10f;
  guint32 bits, scale_bits;
  float scale;

  value = value * f + 0x1.3d0c52p-7f;
  value = value * f + 0x1.c6b6e6p-5f;
  value = value * f + 0x1.ebf918p-3f;
  value = value * f + 0x1.62e428p-1f;
  value = value * f + 0x1.000000p+0f;

  memcpy (&bits, &shifted, sizeof bits);
  scale_bits = (bits << 23) + 0x3f800000u;
  memcpy (&scale, &scale_bits, sizeof scale);
  return value * scale;
}

NC_INLINE float
sigmoid (float x)
{
  float y = x * -1.44269504f; /* log2 (e) */

  y = y > 126 ? 126 : y;
  y = y < -126 ? -126 : y;
  return 1 / (1 + power_of_two (y));
}

#endif

/* f (x) of one element; activation is a constant where this is expanded. */
NC_INLINE nc_real
activate_one (const NcActivation activation, nc_real leaky_slope, nc_real x)
{
  switch (activation)
    {
    case NC_ACTIVATION_SIGMOID:
      return sigmoid (x);
    case NC_ACTIVATION_TANH:
      return 2 * sigmoid (2 * x) - 1;
    case NC_ACTIVATION_RELU: /* written so that a NaN stays one */
      return x < 0 ? 0 : x;
    case NC_ACTIVATION_LEAKY_RELU:
    default:
      return x < 0 ? leaky_slope * x : x;
    }
}

/* f' of one element, from y = f (x). At 0 a rectifier has its lower slope, as
 * PyTorch has it. */
NC_INLINE nc_real
slope_one (const NcActivation activation, nc_real leaky_slope, nc_real y)
{
  switch (activation)
    {
    case NC_ACTIVATION_SIGMOID:
      return y * (1 - y);
    case NC_ACTIVATION_TANH:
      return 1 - y * y;
    case NC_ACTIVATION_RELU:
      return y > 0 ? 1 : 0;
    case NC_ACTIVATION_LEAKY_RELU:
    default:
      return y > 0 ? 1 : leaky_slope;
    }
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
  for (guint i = 0; i < rows * NC_LANES; i++)
    y[i] = activate_one (activation, leaky_slope, x[i]);
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
  for (guint i = 0; i < rows * NC_LANES; i++)
    dx[i] = dy[i] * slope_one (activation, leaky_slope, y[i]);
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
