/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The fast path against the plain reference network: random topologies, narrow
 * and wide, batches that fill no tile, on every variant of the kernels. Forward
 * in both modes, losses, every gradient, running statistics and ten steps of Adam.
 */
#include <math.h>

#include "engine-fixture.h"
#include "engine/training/nc-adam.h"
#include "engine/kernels/nc-blas.h"
#include "engine/network/nc-objective.h"
#include "reference-network.h"

#ifdef NC_REAL_IS_DOUBLE
#define OUTPUT_TOLERANCE 1e-12
#define GRADIENT_TOLERANCE 1e-11
#define MOVE_TOLERANCE 1e-8
#define STATISTICS_TOLERANCE 1e-9
#else
/* Weights three times Xavier's and ReLU layers magnify the last digit of float. */
#define OUTPUT_TOLERANCE 1e-4
#define GRADIENT_TOLERANCE 5e-4
/* Adam makes whole steps of gradients that are next to nothing, and of those float
 * does not know the sign. */
#define MOVE_TOLERANCE 0.1
#define STATISTICS_TOLERANCE 1e-4
#endif

#define N_STEPS 10
#define LEARNING_RATE 1e-3

typedef struct
{
  Fixture *fixture;
  ReferenceNetwork *reference;
  NcAdam adam;
  NcObjective objective;
  const char *what;
} Pair;

static void
copy_batch (const nc_real *from, guint rows, guint batch, double *to)
{
  for (guint sample = 0; sample < batch; sample++)
    for (guint row = 0; row < rows; row++)
      to[sample * rows + row] = (double) *fixture_at ((nc_real *) from, rows, sample, row);
}

static void
check_batch (const Pair *pair, const char *what, nc_real *found, guint rows, const double *expected)
{
  for (guint sample = 0; sample < pair->fixture->batch; sample++)
    for (guint row = 0; row < rows; row++)
      {
        double value = (double) *fixture_at (found, rows, sample, row);

        if (!(fabs (value - expected[sample * rows + row]) <= OUTPUT_TOLERANCE))
          g_error ("%s: %s %u of sample %u is %.12g, not %.12g", pair->what, what, row, sample,
                   value, expected[sample * rows + row]);
      }
}

/* The derivative by the logit, from the definitions of the objectives. */
static void
set_logit_deltas (const Pair *pair)
{
  ReferenceNetwork *reference = pair->reference;
  guint outputs = reference->topology->outputs;

  for (guint sample = 0; sample < reference->batch; sample++)
    for (guint i = 0; i < outputs; i++)
      {
        double p = (double) *fixture_at (pair->fixture->plaintext, outputs, sample, i);
        double logit = reference->logit[sample * outputs + i];
        double y = reference->output[sample * outputs + i];
        double scale = 1.0 / ((double) reference->batch * outputs);
        double slope = reference_slope (NC_ACTIVATION_TANH, 0, logit);
        double *delta = &reference->logit_delta[sample * outputs + i];

        if (pair->objective == NC_OBJECTIVE_CROSS_ENTROPY)
          *delta = scale * (p > 0 ? -(1 - y) : y);
        else if (pair->objective == NC_OBJECTIVE_SQUARED)
          *delta = scale * 2 * (y - p) / 4 * slope;
        else
          *delta = scale * (y > p ? 0.5 : -0.5) * slope;
      }
}

static void
check_loss (const Pair *pair)
{
  const ReferenceNetwork *reference = pair->reference;
  guint outputs = reference->topology->outputs, n = reference->batch * outputs;
  NcLoss loss = nc_objective_measure (pair->fixture->pass, pair->fixture->plaintext, outputs);
  double loss_rate = 0;
  guint wrong = 0, unsure = 0;

  for (guint i = 0; i < n; i++)
    {
      gboolean logistic = reference->topology->output == NC_OUTPUT_LOGISTIC;
      double p = (double) *fixture_at (pair->fixture->plaintext, outputs, i / outputs, i % outputs);
      double y = logistic ? 2 * reference->output[i] - 1 : reference->output[i];

      loss_rate += fabs (p - y) / (2 * n);
      wrong += y > 0 ? p < 0 : p > 0;
      unsure += fabs (y) < OUTPUT_TOLERANCE;
    }
  g_assert_cmpfloat_with_epsilon (loss.loss_rate, loss_rate, OUTPUT_TOLERANCE);
  g_assert_cmpfloat (fabs (loss.bit_error * n - wrong), <=, unsure + 1e-6);
}

static void
check_gradient (const Pair *pair)
{
  const NcLayout *layout = &pair->fixture->layout;

  for (guint index = 0; index < layout->n_tensors; index++)
    {
      const NcTensor *tensor = &layout->tensors[index];
      double distance;

      if (tensor->kind == NC_TENSOR_RUNNING_MEAN || tensor->kind == NC_TENSOR_RUNNING_VAR)
        continue;
      distance = fixture_distance (pair->fixture->pass->gradient + tensor->offset,
                                   pair->reference->gradient + tensor->offset, tensor->size);
      if (!(distance <= GRADIENT_TOLERANCE))
        g_error ("%s: gradient of %s is off by %g", pair->what, tensor->name, distance);
    }
}

static void
check_input_gradient (const Pair *pair)
{
  guint inputs = pair->fixture->topology.inputs;
  gsize n = (gsize) pair->fixture->batch * inputs;
  g_autofree double *found = g_new (double, n);
  double difference = 0, size = 0;

  copy_batch (pair->fixture->pass->input_delta, inputs, pair->fixture->batch, found);
  for (gsize i = 0; i < n; i++)
    {
      difference += pow (found[i] - pair->reference->input_delta[i], 2);
      size += pow (pair->reference->input_delta[i], 2);
    }
  if (!(sqrt (difference / size) <= GRADIENT_TOLERANCE))
    g_error ("%s: gradient of the input is off by %g", pair->what, sqrt (difference / size));
}

static void
step_both (Pair *pair, gboolean check)
{
  Fixture *fixture = pair->fixture;
  ReferenceNetwork *reference = pair->reference;
  guint outputs = fixture->topology.outputs;

  nc_pass_forward (fixture->pass, fixture->batch, NC_MODE_TRAINING, fixture->parameters, NULL);
  nc_objective_set_delta (fixture->pass, fixture->plaintext, outputs, pair->objective, 1);
  nc_pass_backward (fixture->pass, fixture->parameters);
  reference_network_forward (reference, TRUE);
  set_logit_deltas (pair);
  reference_network_backward (reference);
  if (check)
    {
      check_batch (pair, "output", fixture->pass->output, outputs, reference->output);
      check_loss (pair);
      check_gradient (pair);
      check_input_gradient (pair);
    }

  nc_pass_update_statistics (fixture->pass, fixture->statistics);
  g_assert_true (nc_adam_step (&pair->adam, fixture->kernels, LEARNING_RATE, 0.9, 0.999, 1e-8,
                               fixture->pass->gradient, fixture->parameters));
  reference_network_update_statistics (reference);
  reference_network_step (reference, LEARNING_RATE, 0.9, 0.999, 1e-8);
}

/* How far the steps led, tensor by tensor, against how far they should have. */
static void
check_moves (const Pair *pair, const double *start)
{
  const NcLayout *layout = &pair->fixture->layout;

  for (guint index = 0; index < layout->n_tensors; index++)
    {
      const NcTensor *tensor = &layout->tensors[index];
      double difference = 0, size = 0;

      if (tensor->kind == NC_TENSOR_RUNNING_MEAN || tensor->kind == NC_TENSOR_RUNNING_VAR)
        continue;
      for (gsize i = tensor->offset; i < tensor->offset + tensor->size; i++)
        {
          difference
              += pow ((double) pair->fixture->parameters[i] - pair->reference->parameters[i], 2);
          size += pow (pair->reference->parameters[i] - start[i], 2);
        }
      if (!(sqrt (difference / size) <= MOVE_TOLERANCE))
        g_error ("%s: after %u steps %s is off by %g of its move", pair->what, N_STEPS,
                 tensor->name, sqrt (difference / size));
    }
  if (layout->n_statistics > 0
      && !(fixture_distance (pair->fixture->statistics, pair->reference->statistics,
                             layout->n_statistics)
           <= STATISTICS_TOLERANCE))
    g_error ("%s: after %u steps the running statistics are wrong", pair->what, N_STEPS);
}

static void
check_network (const NcKernels *kernels,
               const NcTopology *topology,
               guint batch,
               guint32 seed,
               const char *what)
{
  g_autoptr (Fixture) fixture = fixture_new (topology, kernels, batch, seed);
  g_autoptr (ReferenceNetwork) reference = reference_network_new (&fixture->topology, batch);
  const NcLayout *layout = &fixture->layout;
  g_autofree double *start = NULL;
  Pair pair = { .fixture = fixture, .reference = reference, .what = what };

  pair.objective = topology->output == NC_OUTPUT_LOGISTIC ? NC_OBJECTIVE_CROSS_ENTROPY
                   : seed % 2 == 0                        ? NC_OBJECTIVE_ABSOLUTE
                                                          : NC_OBJECTIVE_SQUARED;
  nc_adam_init (&pair.adam, layout->n_parameters);
  for (gsize i = 0; i < layout->n_parameters; i++)
    reference->parameters[i] = (double) fixture->parameters[i];
  for (gsize i = 0; i < layout->n_statistics; i++)
    reference->statistics[i] = (double) fixture->statistics[i];
  copy_batch (fixture->pass->input, topology->inputs, batch, reference->input);
  start = g_memdup2 (reference->parameters, layout->n_parameters * sizeof (double));

  nc_pass_forward (fixture->pass, batch, NC_MODE_EVALUATION, fixture->parameters,
                   fixture->statistics);
  reference_network_forward (reference, FALSE);
  check_batch (&pair, "output in evaluation mode", fixture->pass->output, topology->outputs,
               reference->output);
  for (guint step = 0; step < N_STEPS; step++)
    step_both (&pair, step == 0);
  check_moves (&pair, start);
  nc_adam_clear (&pair.adam);
}

static NcTopology
draw_topology (GRand *rand, guint most_outputs, guint most_width)
{
  guint outputs = 2 * (guint) g_rand_int_range (rand, 4, (gint32) most_outputs / 2 + 1);
  NcTopology topology
      = fixture_topology ((guint) g_rand_int_range (rand, 1, 2 * (gint32) outputs + 1), outputs,
                          (guint) g_rand_int_range (rand, 1, NC_MAX_DENSE + 1));

  for (guint layer = 0; layer < topology.n_dense; layer++)
    {
      topology.width[layer] = (guint) g_rand_int_range (rand, 5, (gint32) most_width + 1);
      topology.activation[layer] = (NcActivation) g_rand_int_range (rand, 0, 4);
    }
  topology.batch_norm = g_rand_boolean (rand);
  topology.norm_epsilon = 1e-3;
  topology.convolutions = g_rand_boolean (rand);
  topology.convolution_activation = (NcActivation) g_rand_int_range (rand, 0, 4);
  topology.output = g_rand_boolean (rand) ? NC_OUTPUT_TANH : NC_OUTPUT_LOGISTIC;
  topology.biases = g_rand_boolean (rand);
  topology.leaky_slope = g_rand_double_range (rand, 0.05, 0.5);
  topology.norm_momentum = g_rand_double_range (rand, 0.05, 1);
  if (topology.convolutions)
    topology.width[topology.n_dense - 1] = 2 * outputs;
  return topology;
}

static void
check_random (const NcKernels *kernels, guint n, guint most_outputs, guint most_width, guint seed)
{
  for (guint number = seed; number < seed + n; number++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (number);
      NcTopology topology = draw_topology (rand, most_outputs, most_width);
      guint batch = number % 10 == 0 ? 300 : (guint) g_rand_int_range (rand, 3, 80);
      g_autofree char *what = g_strdup_printf (
          "seed %u: %u inputs, %u outputs, %u layers, norm %d, convolutions %d, batch %u", number,
          topology.inputs, topology.outputs, topology.n_dense, topology.batch_norm,
          topology.convolutions, batch);

      check_network (kernels, &topology, batch, number, what);
    }
}

static void
test_narrow (gconstpointer data)
{
  check_random (data, 30, 16, 40, 1000);
}

static void
test_broad (gconstpointer data)
{
  check_random (data, 4, 128, 120, 2001);
}

/* Wide layers, by our kernels and by OpenBLAS, and without convolutions. */
static void
check_wide (const NcKernels *kernels)
{
  for (guint convolutions = 0; convolutions < 2; convolutions++)
    {
      NcTopology topology = fixture_topology (200, 128, 2);

      topology.convolutions = convolutions;
      topology.activation[0] = NC_ACTIVATION_TANH;
      topology.batch_norm = convolutions;
      topology.norm_epsilon = 1e-3;
      check_network (kernels, &topology, 37, 3000, convolutions ? "wide" : "wide, output layer");
    }
}

static void
test_wide (gconstpointer data)
{
  NcKernels kernels = *(const NcKernels *) data;

  kernels.blas_weights = G_MAXUINT;
  check_wide (&kernels);
  kernels.blas_weights = 128 * 128;
  check_wide (&kernels);
}

static void
test_table (void)
{
  for (guint i = 0; i < NC_N_CONVOLUTIONS; i++)
    {
      g_assert_cmpuint (nc_convolutions[i].window, ==, reference_convolutions[i][0]);
      g_assert_cmpuint (nc_convolutions[i].in_channels, ==, reference_convolutions[i][1]);
      g_assert_cmpuint (nc_convolutions[i].out_channels, ==, reference_convolutions[i][2]);
      g_assert_cmpuint (nc_convolutions[i].stride, ==, reference_convolutions[i][3]);
      g_assert_cmpuint (nc_convolutions[i].pad, ==, i == 0 ? 1 : 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/kernels/table", test_table);
  fixture_add_for_kernels ("/engine/kernels/narrow", test_narrow);
  fixture_add_for_kernels ("/engine/kernels/broad", test_broad);
  fixture_add_for_kernels ("/engine/kernels/wide", test_wide);

  return g_test_run ();
}
