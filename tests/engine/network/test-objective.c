/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Losses of outputs written by hand: every formula in the plain, what reads as
 * which bit, and the edges of cross-entropy.
 */
#include <math.h>

#include "engine-fixture.h"
#include "plain-objective.h"
#include "engine/network/nc-objective.h"

#define N 8
#define BATCH 35

static Fixture *
make_fixture (NcOutput output)
{
  NcTopology topology = fixture_topology (4, N, 1);
  Fixture *fixture;

  topology.output = output;
  fixture = fixture_new (&topology, nc_kernels_get_best (), BATCH, 1);
  fixture->pass->batch = BATCH;
  return fixture;
}

/* Output bit of every sample: what value() says of (sample, bit); anything past
 * the last sample. */
static void
set_outputs (Fixture *fixture, double (*value) (guint sample, guint bit))
{
  for (guint sample = 0; sample < NC_TILES (BATCH) * NC_LANES; sample++)
    for (guint bit = 0; bit < N; bit++)
      *fixture_at (fixture->pass->output, N, sample, bit)
          = (nc_real) (sample < BATCH ? value (sample, bit) : -0.9);
}

static double
get_plaintext (Fixture *fixture, guint sample, guint bit)
{
  return (double) *fixture_at (fixture->plaintext, N, sample, bit);
}

/* -1, -0.75 … 1, and 0 among them. */
static double
stairs (guint sample, guint bit)
{
  return ((double) ((3 * sample + bit) % 9) - 4) / 4;
}

static void
test_formulas (void)
{
  g_autoptr (Fixture) fixture = make_fixture (NC_OUTPUT_TANH);
  double absolute = 0, squared = 0, per_sample = 0, wrong = 0;
  NcLoss loss;

  set_outputs (fixture, stairs);
  for (guint sample = 0; sample < BATCH; sample++)
    {
      double of_sample = 0;

      for (guint bit = 0; bit < N; bit++)
        {
          double p = get_plaintext (fixture, sample, bit), y = stairs (sample, bit);

          of_sample += fabs (p - y) / (2 * N);
          squared += (p - y) * (p - y) / 4 / (N * BATCH);
          wrong += (y > 0 ? 1 : -1) != p;
        }
      absolute += of_sample / BATCH;
      per_sample += (1 - 2 * of_sample) * (1 - 2 * of_sample) / BATCH;
    }
  loss = nc_objective_measure (fixture->pass, fixture->plaintext, N);
  g_assert_cmpfloat_with_epsilon (loss.loss_rate, absolute, 1e-7);
  g_assert_cmpfloat_with_epsilon (loss.bit_error, wrong / (N * BATCH), 1e-12);
  g_assert_cmpfloat_with_epsilon (
      plain_objective_value (fixture->pass, fixture->plaintext, N, NC_OBJECTIVE_ABSOLUTE), absolute,
      1e-7);
  g_assert_cmpfloat_with_epsilon (
      plain_objective_value (fixture->pass, fixture->plaintext, N, NC_OBJECTIVE_SQUARED), squared,
      1e-7);
  g_assert_cmpfloat_with_epsilon (
      plain_objective_eve_value (fixture->pass, fixture->plaintext, N, NC_EVE_TERM_LINEAR),
      1 - 2 * absolute, 1e-6);
  g_assert_cmpfloat_with_epsilon (
      plain_objective_eve_value (fixture->pass, fixture->plaintext, N, NC_EVE_TERM_SQUARED),
      (1 - 2 * absolute) * (1 - 2 * absolute), 1e-6);
  g_assert_cmpfloat_with_epsilon (plain_objective_eve_value (fixture->pass, fixture->plaintext, N,
                                                             NC_EVE_TERM_SQUARED_PER_SAMPLE),
                                  per_sample, 1e-6);
}

static double
zero (guint sample, guint bit)
{
  return 0;
}

static double
one (guint sample, guint bit)
{
  return 1;
}

static double
half (guint sample, guint bit)
{
  return 0.5;
}

/* 0 reads -1, so a network that says nothing errs wherever a +1 was sent. */
static void
test_zero (void)
{
  g_autoptr (Fixture) fixture = make_fixture (NC_OUTPUT_TANH);
  double ones = 0;
  NcLoss loss;

  for (guint sample = 0; sample < BATCH; sample++)
    for (guint bit = 0; bit < N; bit++)
      ones += get_plaintext (fixture, sample, bit) > 0;
  g_assert_cmpfloat (ones, >, 0);
  set_outputs (fixture, zero);
  loss = nc_objective_measure (fixture->pass, fixture->plaintext, N);
  g_assert_cmpfloat (loss.loss_rate, ==, 0.5);
  g_assert_cmpfloat_with_epsilon (loss.bit_error, ones / (N * BATCH), 1e-12);

  set_outputs (fixture, one);
  loss = nc_objective_measure (fixture->pass, fixture->plaintext, N);
  g_assert_cmpfloat_with_epsilon (loss.loss_rate, 1 - ones / (N * BATCH), 1e-7);
  g_assert_cmpfloat_with_epsilon (loss.bit_error, 1 - ones / (N * BATCH), 1e-12);
}

static double
get_cross_entropy (Fixture *fixture)
{
  return plain_objective_value (fixture->pass, fixture->plaintext, N, NC_OBJECTIVE_CROSS_ENTROPY);
}

/* A coin toss costs ln 2; certainty costs nothing where it is right and a bounded
 * price where it is wrong; a NaN is not hidden. */
static void
test_cross_entropy (void)
{
  g_autoptr (Fixture) fixture = make_fixture (NC_OUTPUT_LOGISTIC);
  double zeros = 0;

  for (guint sample = 0; sample < BATCH; sample++)
    for (guint bit = 0; bit < N; bit++)
      zeros += get_plaintext (fixture, sample, bit) < 0;
  set_outputs (fixture, half);
  g_assert_cmpfloat_with_epsilon (get_cross_entropy (fixture), log (2), 1e-12);
  g_assert_cmpfloat (nc_objective_measure (fixture->pass, fixture->plaintext, N).loss_rate, ==,
                     0.5);
  set_outputs (fixture, one);
  g_assert_cmpfloat_with_epsilon (get_cross_entropy (fixture),
                                  NC_MAX_CROSS_ENTROPY * zeros / (N * BATCH), 1e-9);
  *fixture_at (fixture->pass->output, N, 34, 3) = NAN;
  g_assert_true (isnan (get_cross_entropy (fixture)));
  g_assert_true (isnan (nc_objective_measure (fixture->pass, fixture->plaintext, N).loss_rate));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/objective/formulas", test_formulas);
  g_test_add_func ("/engine/objective/zero", test_zero);
  g_test_add_func ("/engine/objective/cross-entropy", test_cross_entropy);

  return g_test_run ();
}
