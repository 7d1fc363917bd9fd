/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Batch norm in training and evaluation mode: what it yields, its running
 * statistics, the last tile that is not full, and a mean far from zero. All
 * expectations are computed here, in double, from what the layer was given.
 */
#include <math.h>

#include "engine-fixture.h"

#define WIDTH 12

/* One normalised layer whose activation is the identity (leaky ReLU of slope 1),
 * so that what follows the norm can be seen. */
static NcTopology
make_topology (guint inputs, guint width)
{
  NcTopology topology = fixture_topology (inputs, 8, 1);

  topology.convolutions = FALSE;
  topology.width[0] = width;
  topology.batch_norm = TRUE;
  topology.activation[0] = NC_ACTIVATION_LEAKY_RELU;
  topology.leaky_slope = 1;
  return topology;
}

static void
forward (Fixture *fixture, NcMode mode)
{
  nc_pass_forward (fixture->pass, fixture->batch, mode, fixture->parameters, fixture->statistics);
}

static double
get_mean (nc_real *array, guint width, guint feature, guint batch)
{
  double mean = 0;

  for (guint sample = 0; sample < batch; sample++)
    mean += (double) *fixture_at (array, width, sample, feature);
  return mean / batch;
}

/* Biased. */
static double
get_variance (nc_real *array, guint width, guint feature, guint batch)
{
  double mean = get_mean (array, width, feature, batch), variance = 0;

  for (guint sample = 0; sample < batch; sample++)
    variance += pow ((double) *fixture_at (array, width, sample, feature) - mean, 2);
  return variance / batch;
}

static const guint batches[] = { 2, 5, 31, 32, 33, 37, 64, 65, 300 };

static void
test_training (gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (batches); i++)
    {
      NcTopology topology = make_topology (6, WIDTH);
      guint batch = batches[i];
      g_autoptr (Fixture) fixture = fixture_new (&topology, data, batch, 10 + i);
      nc_real *gamma = fixture->parameters + fixture->layout.norm_weight[0];
      nc_real *beta = fixture->parameters + fixture->layout.norm_bias[0];

      forward (fixture, NC_MODE_TRAINING);
      for (guint feature = 0; feature < WIDTH; feature++)
        {
          double given = get_variance (fixture->pass->pre_norm[0], WIDTH, feature, batch);
          double expected = pow ((double) gamma[feature], 2) * given / (given + 1e-5);

          g_assert_cmpfloat_with_epsilon (get_mean (fixture->pass->dense[0], WIDTH, feature, batch),
                                          (double) beta[feature], 2e-6);
          g_assert_cmpfloat_with_epsilon (
              get_variance (fixture->pass->dense[0], WIDTH, feature, batch), expected, 1e-5);
        }
    }
}

/* PyTorch: running = (1 - momentum) running + momentum batch, variance unbiased. */
static void
test_running (gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (batches); i++)
    {
      NcTopology topology = make_topology (6, WIDTH);
      guint batch = batches[i];
      g_autoptr (Fixture) fixture = fixture_new (&topology, data, batch, 20 + i);
      g_autoptr (GRand) rand = g_rand_new_with_seed (30 + i);
      nc_real *running_mean = fixture->statistics + fixture->layout.running_mean[0];
      nc_real *running_var = fixture->statistics + fixture->layout.running_var[0];
      double mean[WIDTH], variance[WIDTH];

      for (guint feature = 0; feature < WIDTH; feature++)
        {
          mean[feature] = (double) running_mean[feature];
          variance[feature] = (double) running_var[feature];
        }
      for (guint n = 0; n < 5; n++)
        {
          nc_real *product = fixture->pass->pre_norm[0];

          fixture_fill_batch (fixture->pass->input, 6, batch, rand, -2, 1);
          forward (fixture, NC_MODE_TRAINING);
          nc_pass_update_statistics (fixture->pass, fixture->statistics);
          for (guint feature = 0; feature < WIDTH; feature++)
            {
              double unbiased
                  = get_variance (product, WIDTH, feature, batch) * batch / (batch - 1.0);

              mean[feature] = 0.9 * mean[feature] + 0.1 * get_mean (product, WIDTH, feature, batch);
              variance[feature] = 0.9 * variance[feature] + 0.1 * unbiased;
              g_assert_cmpfloat_with_epsilon ((double) running_mean[feature], mean[feature], 2e-6);
              g_assert_cmpfloat_with_epsilon ((double) running_var[feature], variance[feature],
                                              5e-6 * (1 + variance[feature]));
            }
        }
    }
}

/* One input, one feature, weight 1: numbers one can check by hand. */
static Fixture *
make_single (const NcKernels *kernels, guint batch, double gamma, double beta)
{
  NcTopology topology = make_topology (1, 1);
  Fixture *fixture = fixture_new (&topology, kernels, batch, 1);

  fixture->parameters[fixture->layout.dense_weight[0]] = 1;
  fixture->parameters[fixture->layout.norm_weight[0]] = (nc_real) gamma;
  fixture->parameters[fixture->layout.norm_bias[0]] = (nc_real) beta;
  fixture->statistics[fixture->layout.running_mean[0]] = 0;
  fixture->statistics[fixture->layout.running_var[0]] = 1;
  return fixture;
}

static void
set_input (Fixture *fixture, guint sample, double value)
{
  *fixture_at (fixture->pass->input, 1, sample, 0) = (nc_real) value;
}

static double
get_result (Fixture *fixture, guint sample)
{
  return (double) *fixture_at (fixture->pass->dense[0], 1, sample, 0);
}

/* 1 and 3: mean 2, variance 1, unbiased 2. */
static void
test_by_hand (gconstpointer data)
{
  g_autoptr (Fixture) fixture = make_single (data, 2, 2, 5);

  set_input (fixture, 0, 1);
  set_input (fixture, 1, 3);
  forward (fixture, NC_MODE_TRAINING);
  g_assert_cmpfloat_with_epsilon (get_result (fixture, 0), 3, 2e-5);
  g_assert_cmpfloat_with_epsilon (get_result (fixture, 1), 7, 2e-5);
  nc_pass_update_statistics (fixture->pass, fixture->statistics);
  g_assert_cmpfloat_with_epsilon ((double) fixture->statistics[fixture->layout.running_mean[0]],
                                  0.2, 1e-6);
  g_assert_cmpfloat_with_epsilon ((double) fixture->statistics[fixture->layout.running_var[0]], 1.1,
                                  1e-6);

  /* (x - 0.5) / sqrt (4 + epsilon) * 2 + 5, of one sample as of many */
  fixture->statistics[fixture->layout.running_mean[0]] = (nc_real) 0.5;
  fixture->statistics[fixture->layout.running_var[0]] = 4;
  forward (fixture, NC_MODE_EVALUATION);
  g_assert_cmpfloat_with_epsilon (get_result (fixture, 0), 5.5, 1e-5);
  g_assert_cmpfloat_with_epsilon (get_result (fixture, 1), 7.5, 1e-5);
  fixture->batch = 1;
  forward (fixture, NC_MODE_EVALUATION);
  g_assert_cmpfloat_with_epsilon (get_result (fixture, 0), 5.5, 1e-5);
  g_assert_true (fixture->statistics[fixture->layout.running_mean[0]] == (nc_real) 0.5);
  g_assert_true (fixture->statistics[fixture->layout.running_var[0]] == 4);
}

/* Values of one sign behind each other, the odd one alone in the last tile. */
static void
test_last_tile (gconstpointer data)
{
  g_autoptr (Fixture) fixture = make_single (data, 33, 1, 0);
  double mean = 34.0 / 33, deviation;

  for (guint sample = 0; sample < 33; sample++)
    set_input (fixture, sample, sample < 32 ? 1 : 2);
  deviation = sqrt ((32 * pow (1 - mean, 2) + pow (2 - mean, 2)) / 33 + 1e-5);
  forward (fixture, NC_MODE_TRAINING);
  g_assert_cmpfloat_with_epsilon (get_result (fixture, 0), (1 - mean) / deviation, 1e-5);
  g_assert_cmpfloat_with_epsilon (get_result (fixture, 32), (2 - mean) / deviation, 1e-5);
}

/* Around 1000 float has steps of 6e-5; sums of squares would have lost a variance
 * of 0.01 altogether. */
static void
test_far_mean (gconstpointer data)
{
  const guint batch = 77;
  g_autoptr (Fixture) fixture = make_single (data, batch, 1, 0);
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  double mean, deviation;

  for (guint sample = 0; sample < batch; sample++)
    set_input (fixture, sample, 1000 + g_rand_double_range (rand, -0.2, 0.2));
  mean = get_mean (fixture->pass->input, 1, 0, batch);
  deviation = sqrt (get_variance (fixture->pass->input, 1, 0, batch) + 1e-5);
  forward (fixture, NC_MODE_TRAINING);
  for (guint sample = 0; sample < batch; sample++)
    {
      double given = (double) *fixture_at (fixture->pass->input, 1, sample, 0);

      g_assert_cmpfloat_with_epsilon (get_result (fixture, sample), (given - mean) / deviation,
                                      1e-3);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  fixture_add_for_kernels ("/engine/norm/training", test_training);
  fixture_add_for_kernels ("/engine/norm/running", test_running);
  fixture_add_for_kernels ("/engine/norm/by-hand", test_by_hand);
  fixture_add_for_kernels ("/engine/norm/last-tile", test_last_tile);
  fixture_add_for_kernels ("/engine/norm/far-mean", test_far_mean);

  return g_test_run ();
}
