/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Derivatives by finite differences.
 */
#include "finite-difference.h"

#include <math.h>
#include <string.h>

#define N_SINGLE 4     /* derivatives along one number */
#define N_DIRECTIONS 2 /* and along all of them */

/* Of a direction's numbers: together they move the objective further than one. */
#define DIRECTION_SIZE 0.125

/* The rule of five points has an error of step^4, and rounding one of 1 / step:
 * of the first estimates whose points have no kink of a ReLU between them, that
 * one counts which differs least from the one before. */
#define FIRST_STEP 1e-3
#define LAST_STEP 1e-9
#define N_ESTIMATES 3

/* An objective that hardly moves proves nothing. */
#define LEAST_NORM 1e-6

static gboolean
has_kink (NcActivation activation)
{
  return activation == NC_ACTIVATION_RELU || activation == NC_ACTIVATION_LEAKY_RELU;
}

static guint
hash_signs (NcPass *pass, nc_real *array, guint rows, guint hash)
{
  for (guint tile = 0; tile < NC_TILES (pass->batch); tile++)
    for (guint row = 0; row < rows; row++)
      for (guint lane = 0; lane < nc_pass_get_lanes (pass, tile); lane++)
        hash
            = hash * 31 + (nc_pass_get_tile (array, rows, tile)[row * NC_LANES + lane] > 0 ? 1 : 2);
  return hash;
}

guint
finite_difference_hash_pattern (NcPass *pass, guint hash)
{
  const NcTopology *topology = pass->topology;

  for (guint layer = 0; layer < topology->n_dense; layer++)
    if (has_kink (topology->activation[layer]))
      hash = hash_signs (pass, pass->dense[layer], topology->width[layer], hash);
  if (topology->convolutions && has_kink (topology->convolution_activation))
    for (guint i = 0; i + 1 < NC_N_CONVOLUTIONS; i++)
      hash = hash_signs (pass, pass->conv[i], nc_pass_get_conv_features (topology, i), hash);
  return hash;
}

/* One estimate; NaN where a kink lies between the points. */
static double
derive_with_step (const Objective *objective,
                  nc_real *numbers,
                  const nc_real *start,
                  const double *direction,
                  gsize n,
                  guint pattern,
                  double step)
{
  static const double at[] = { -2, -1, 1, 2 };
  static const double weight[] = { 1. / 12, -8. / 12, 8. / 12, -1. / 12 };
  double sum = 0;

  for (guint point = 0; point < G_N_ELEMENTS (at); point++)
    {
      for (gsize i = 0; i < n; i++)
        numbers[i] = (nc_real) ((double) start[i] + at[point] * step * direction[i]);
      sum += weight[point] * objective->value (objective->data);
      if (objective->pattern (objective->data) != pattern)
        sum = NAN;
    }
  memcpy (numbers, start, n * sizeof (nc_real));
  return sum / step;
}

static double
derive (const Objective *objective, nc_real *numbers, const double *direction, gsize n)
{
  g_autofree nc_real *start = g_memdup2 (numbers, n * sizeof (nc_real));
  double best = NAN, best_change = INFINITY, last = NAN;
  guint pattern, n_estimates = 0;

  objective->value (objective->data);
  pattern = objective->pattern (objective->data);
  for (double step = FIRST_STEP; step > LAST_STEP && n_estimates < N_ESTIMATES; step /= 4)
    {
      double estimate = derive_with_step (objective, numbers, start, direction, n, pattern, step);

      if (isnan (estimate))
        continue;
      n_estimates++;
      if (fabs (estimate - last) < best_change)
        {
          best = estimate;
          best_change = fabs (estimate - last);
        }
      last = estimate;
    }
  g_assert_false (isnan (best));
  return best;
}

static double
normal (GRand *rand)
{
  return sqrt (-2 * log (1 - g_rand_double (rand))) * cos (2 * G_PI * g_rand_double (rand));
}

double
finite_difference_error (
    const Objective *objective, GRand *rand, nc_real *numbers, const nc_real *gradient, gsize n)
{
  g_autofree double *direction = g_new0 (double, n);
  guint n_single = (guint) MIN (N_SINGLE, n);
  double difference = 0, size = 0;

  for (guint k = 0; k < n_single + N_DIRECTIONS; k++)
    {
      gsize single = n <= N_SINGLE ? k : (gsize) (g_rand_double (rand) * (double) n);
      double measured, told = 0;

      for (gsize i = 0; i < n; i++)
        direction[i] = k >= n_single ? DIRECTION_SIZE * normal (rand) : i == single;
      measured = derive (objective, numbers, direction, n);
      for (gsize i = 0; i < n; i++)
        told += (double) gradient[i] * direction[i];
      difference += (measured - told) * (measured - told);
      size += measured * measured;
    }
  g_assert_cmpfloat (sqrt (size), >, LEAST_NORM);
  return sqrt (difference / size);
}
