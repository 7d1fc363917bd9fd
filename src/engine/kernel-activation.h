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

static void
activate (NcActivation activation, nc_real leaky_slope, guint rows, const nc_real *x, nc_real *y)
{
  guint n = rows * NC_LANES;

  switch (activation)
    {
    case NC_ACTIVATION_SIGMOID:
      for (guint i = 0; i < n; i++)
        y[i] = sigmoid (x[i]);
      break;
    case NC_ACTIVATION_TANH:
      for (guint i = 0; i < n; i++)
        y[i] = 2 * sigmoid (2 * x[i]) - 1;
      break;
    case NC_ACTIVATION_RELU: /* written so that a NaN stays one */
      for (guint i = 0; i < n; i++)
        y[i] = x[i] < 0 ? 0 : x[i];
      break;
    case NC_ACTIVATION_LEAKY_RELU:
      for (guint i = 0; i < n; i++)
        y[i] = x[i] < 0 ? leaky_slope * x[i] : x[i];
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
activate_backward (NcActivation activation,
                   nc_real leaky_slope,
                   guint rows,
                   const nc_real *y,
                   const nc_real *dy,
                   nc_real *dx)
{
  guint n = rows * NC_LANES;

  switch (activation)
    {
    case NC_ACTIVATION_SIGMOID:
      for (guint i = 0; i < n; i++)
        dx[i] = dy[i] * (y[i] * (1 - y[i]));
      break;
    case NC_ACTIVATION_TANH:
      for (guint i = 0; i < n; i++)
        dx[i] = dy[i] * (1 - y[i] * y[i]);
      break;
    case NC_ACTIVATION_RELU: /* the slope at 0 is 0, as PyTorch has it */
      for (guint i = 0; i < n; i++)
        dx[i] = y[i] > 0 ? dy[i] : 0;
      break;
    case NC_ACTIVATION_LEAKY_RELU: /* likewise the lower slope at 0 */
      for (guint i = 0; i < n; i++)
        dx[i] = y[i] > 0 ? dy[i] : leaky_slope * dy[i];
      break;
    default:
      g_assert_not_reached ();
    }
}
