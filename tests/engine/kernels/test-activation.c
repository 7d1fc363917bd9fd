/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Activations in float against the C library in double, everywhere: a dense grid,
 * both zeros, denormals, far values, infinities and NaN.
 */
#include <float.h>
#include <math.h>
#include <string.h>

#include "engine-fixture.h"

/* As kernel-activation.h promises. */
#define SIGMOID_TOLERANCE 1.1e-7
#define TANH_TOLERANCE 2.1e-7
#define SLOPE 0.2f
#define ROWS 64
#define N (ROWS * NC_LANES)

static double
expect (NcActivation activation, double x)
{
  switch (activation)
    {
    case NC_ACTIVATION_SIGMOID:
      return 1 / (1 + exp (-x));
    case NC_ACTIVATION_TANH:
      return tanh (x);
    case NC_ACTIVATION_RELU:
      return x > 0 ? x : 0;
    default:
      return x > 0 ? x : (double) SLOPE * x;
    }
}

static double
get_bound (NcActivation activation, double expected)
{
  if (activation == NC_ACTIVATION_SIGMOID)
    return SIGMOID_TOLERANCE;
  if (activation == NC_ACTIVATION_TANH)
    return TANH_TOLERANCE;
  return fabs (expected) * (double) FLT_EPSILON + (double) FLT_TRUE_MIN;
}

/* x is [N]; activated in place too, which must make no difference. */
static void
check_values (const NcKernels *kernels, const float *values, guint n)
{
  g_autofree float *memory = g_aligned_alloc0 (2 * N, sizeof (float), NC_ALIGNMENT);
  float *x = memory, *y = memory + N;

  g_assert_cmpuint (n, <=, N);
  for (NcActivation activation = 0; activation < 4; activation++)
    {
      memcpy (x, values, n * sizeof (float));
      kernels->activate (activation, SLOPE, ROWS, x, y);
      kernels->activate (activation, SLOPE, ROWS, x, x);
      g_assert_cmpint (memcmp (x, y, N * sizeof (float)), ==, 0);
      for (guint i = 0; i < n; i++)
        {
          double expected = expect (activation, (double) values[i]);
          double bound = get_bound (activation, expected);

          if (isinf (expected))
            g_assert_cmpfloat ((double) y[i], ==, expected);
          else if (!(fabs ((double) y[i] - expected) <= bound))
            g_error ("%s of %g is %.9g, not %.9g", nc_activation_names[activation],
                     (double) values[i], (double) y[i], expected);
          if (activation == NC_ACTIVATION_SIGMOID)
            g_assert_true (y[i] >= 0 && y[i] <= 1);
          if (activation == NC_ACTIVATION_TANH)
            g_assert_true (y[i] >= -1 && y[i] <= 1);
        }
    }
}

static void
test_grid (gconstpointer data)
{
  const double spans[] = { 1e-3, 2, 20, 200 };
  float values[N];

  for (guint span = 0; span < G_N_ELEMENTS (spans); span++)
    for (guint part = 0; part < 40; part++)
      {
        for (guint i = 0; i < N; i++)
          values[i] = (float) (spans[span] * (2.0 * (part * N + i) / (40 * N - 1) - 1));
        check_values (data, values, N);
      }
}

static void
test_special (gconstpointer data)
{
  static const float values[]
      = { 0.0f,     -0.0f,   1e-45f,   -1e-45f, 1e-40f,   -1e-40f,  FLT_MIN,
          -FLT_MIN, 87.0f,   -87.0f,   87.34f,  -87.34f,  88.0f,    -88.0f,
          89.0f,    -89.0f,  104.0f,   -104.0f, 127.0f,   -127.0f,  128.0f,
          -128.0f,  1000.0f, -1000.0f, FLT_MAX, -FLT_MAX, INFINITY, -INFINITY };

  check_values (data, values, G_N_ELEMENTS (values));
}

/* In every lane of a vector, alone among numbers and together. */
static void
test_nan (gconstpointer data)
{
  const NcKernels *kernels = data;
  g_autofree float *memory = g_aligned_alloc0 (2 * NC_LANES, sizeof (float), NC_ALIGNMENT);
  float *x = memory, *y = memory + NC_LANES;

  for (NcActivation activation = 0; activation < 4; activation++)
    {
      for (guint at = 0; at < NC_LANES; at++)
        {
          for (guint lane = 0; lane < NC_LANES; lane++)
            x[lane] = lane == at ? NAN : 0.5f;
          kernels->activate (activation, SLOPE, 1, x, y);
          for (guint lane = 0; lane < NC_LANES; lane++)
            g_assert_true (isnan (y[lane]) == (lane == at));
        }
      for (guint lane = 0; lane < NC_LANES; lane++)
        x[lane] = lane % 2 == 0 ? NAN : -NAN;
      kernels->activate (activation, SLOPE, 1, x, y);
      for (guint lane = 0; lane < NC_LANES; lane++)
        g_assert_true (isnan (y[lane]));
    }
}

/* The slope, taken from the value; at 0 it is that of the left side. */
static void
test_slope (gconstpointer data)
{
  const NcKernels *kernels = data;
  g_autofree float *memory = g_aligned_alloc0 (3 * NC_LANES, sizeof (float), NC_ALIGNMENT);
  float *x = memory, *y = memory + NC_LANES, *dy = memory + 2 * NC_LANES;

  for (NcActivation activation = 0; activation < 4; activation++)
    {
      for (guint lane = 0; lane < NC_LANES; lane++)
        {
          x[lane] = ((float) lane - NC_LANES / 2) / 4;
          dy[lane] = 1 + (float) lane;
        }
      kernels->activate (activation, SLOPE, 1, x, y);
      kernels->activate_backward (activation, SLOPE, 1, y, dy, dy);
      for (guint lane = 0; lane < NC_LANES; lane++)
        {
          double at = (double) x[lane], s = 1 / (1 + exp (-at)), t = tanh (at);
          const double slopes[] = { s * (1 - s), 1 - t * t, at > 0, at > 0 ? 1 : (double) SLOPE };

          g_assert_cmpfloat_with_epsilon ((double) dy[lane], slopes[activation] * (1 + lane), 1e-4);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  fixture_add_for_kernels ("/engine/activation/grid", test_grid);
  fixture_add_for_kernels ("/engine/activation/special", test_special);
  fixture_add_for_kernels ("/engine/activation/nan", test_nan);
  fixture_add_for_kernels ("/engine/activation/slope", test_slope);

  return g_test_run ();
}
