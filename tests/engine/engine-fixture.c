/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the engine's tests begin with.
 */
#include "engine-fixture.h"

#include <math.h>
#include <string.h>

#include "engine/training/nc-trainer-private.h"

#define GAIN 3
#define OUTSIDE 50

NcTopology
fixture_topology (guint inputs, guint outputs, guint n_dense)
{
  NcTopology topology = {
    .inputs = inputs,
    .outputs = outputs,
    .n_dense = n_dense,
    .convolutions = TRUE,
    .biases = TRUE,
    .leaky_slope = 0.2,
    .norm_epsilon = 1e-5,
    .norm_momentum = 0.1,
  };

  for (guint layer = 0; layer < n_dense; layer++)
    topology.width[layer] = 2 * outputs;
  return topology;
}

NcSetup
fixture_setup (guint key_bits, guint batch, gboolean eve)
{
  NcSetup setup = {
    .key_bits = key_bits,
    .key_difference = 3,
    .eve = eve,
    .bob_weight = 1,
    .eve_term = NC_EVE_TERM_SQUARED,
    .schedule = eve ? NC_SCHEDULE_BY_STEP : NC_SCHEDULE_TOGETHER,
    .rounds = 10,
    .iterations = 2000,
    .batch = batch,
    .eve_steps = 1,
    .eve_batch_factor = 1,
    .learning_rate = 0.0008,
    .beta1 = 0.9,
    .beta2 = 0.999,
    .epsilon = 1e-8,
  };

  for (NcParty party = NC_ALICE; party < NC_N_PARTIES; party++)
    setup.topologies[party] = fixture_topology (nc_setup_get_inputs (key_bits, party), key_bits, 2);
  return setup;
}

NcSetup
fixture_setup_with_norm (void)
{
  NcSetup setup = fixture_setup (10, 70, TRUE);

  setup.eve_steps = 2;
  setup.eve_batch_factor = 2;
  for (NcParty party = NC_ALICE; party < NC_N_PARTIES; party++)
    setup.topologies[party].batch_norm = TRUE;
  return setup;
}

nc_real *
fixture_at (nc_real *numbers, guint rows, guint sample, guint row)
{
  return numbers + ((gsize) (sample / NC_LANES) * rows + row) * NC_LANES + sample % NC_LANES;
}

void
fixture_fill_batch (nc_real *numbers, guint rows, guint batch, GRand *rand, double low, double high)
{
  for (guint sample = 0; sample < NC_TILES (batch) * NC_LANES; sample++)
    for (guint row = 0; row < rows; row++)
      *fixture_at (numbers, rows, sample, row)
          = (nc_real) (sample < batch ? g_rand_double_range (rand, low, high) : OUTSIDE);
}

void
fixture_fill_signs (nc_real *numbers, guint rows, guint batch, GRand *rand)
{
  for (guint sample = 0; sample < NC_TILES (batch) * NC_LANES; sample++)
    for (guint row = 0; row < rows; row++)
      *fixture_at (numbers, rows, sample, row) = sample >= batch           ? OUTSIDE
                                                 : (g_rand_int (rand) & 1) ? 1
                                                                           : -1;
}

static double
draw_number (const NcTensor *tensor, GRand *rand)
{
  double window = tensor->n_dims == 3 ? tensor->dims[2] : 1;
  double limit;

  switch (tensor->kind)
    {
    case NC_TENSOR_WEIGHT:
      limit = GAIN * sqrt (6 / (window * (tensor->dims[0] + tensor->dims[1])));
      return g_rand_double_range (rand, -limit, limit);
    case NC_TENSOR_NORM_WEIGHT:
    case NC_TENSOR_RUNNING_VAR:
      return g_rand_double_range (rand, 0.5, 1.5);
    default:
      return g_rand_double_range (rand, -0.3, 0.3);
    }
}

void
fixture_draw_parameters (const NcLayout *layout,
                         GRand *rand,
                         nc_real *parameters,
                         nc_real *statistics)
{
  for (guint index = 0; index < layout->n_tensors; index++)
    {
      const NcTensor *tensor = &layout->tensors[index];
      gboolean statistic
          = tensor->kind == NC_TENSOR_RUNNING_MEAN || tensor->kind == NC_TENSOR_RUNNING_VAR;
      nc_real *numbers = statistic ? statistics : parameters;

      for (gsize i = 0; numbers != NULL && i < tensor->size; i++)
        numbers[tensor->offset + i] = (nc_real) draw_number (tensor, rand);
    }
}

Fixture *
fixture_new (const NcTopology *topology, const NcKernels *kernels, guint batch, guint32 seed)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  Fixture *fixture = g_new0 (Fixture, 1);

  nc_topology_check (topology, "The network under test", &error);
  g_assert_no_error (error);

  fixture->topology = *topology;
  fixture->kernels = kernels;
  fixture->batch = batch;
  nc_layout_init (&fixture->layout, &fixture->topology);
  fixture->pass = nc_pass_new (&fixture->topology, &fixture->layout, kernels, NC_MEMORY_BATCH,
                               batch, topology->inputs);
  fixture->parameters = nc_real_new0 (fixture->layout.n_parameters);
  fixture->statistics = nc_real_new0 (fixture->layout.n_statistics);
  fixture->plaintext = nc_real_new0 ((gsize) NC_TILES (batch) * topology->outputs * NC_LANES);

  fixture_draw_parameters (&fixture->layout, rand, fixture->parameters, fixture->statistics);
  fixture_fill_batch (fixture->pass->input, topology->inputs, batch, rand, -1, 1);
  fixture_fill_signs (fixture->plaintext, topology->outputs, batch, rand);
  return fixture;
}

void
fixture_free (Fixture *fixture)
{
  nc_pass_free (fixture->pass);
  nc_real_free (fixture->parameters);
  nc_real_free (fixture->statistics);
  nc_real_free (fixture->plaintext);
  g_free (fixture);
}

double
fixture_distance (const nc_real *found, const double *expected, gsize n)
{
  double difference = 0, size = 0;

  for (gsize i = 0; i < n; i++)
    {
      difference += ((double) found[i] - expected[i]) * ((double) found[i] - expected[i]);
      size += expected[i] * expected[i];
    }
  g_assert_cmpfloat (size, >, 0);
  return sqrt (difference / size);
}

static gboolean
same_bits (float a, float b)
{
  return memcmp (&a, &b, sizeof a) == 0;
}

gboolean
fixture_same_measurement (const NcMeasurement *a, const NcMeasurement *b)
{
  return a->iteration == b->iteration && a->turn == b->turn
         && same_bits (a->bob_loss_rate, b->bob_loss_rate)
         && same_bits (a->bob_bit_error, b->bob_bit_error)
         && same_bits (a->eve_loss_rate, b->eve_loss_rate)
         && same_bits (a->eve_bit_error, b->eve_bit_error);
}

const NcLayout *
fixture_get_layout (NcTrainer *trainer, NcParty party)
{
  return &trainer->exchange->layouts[party];
}

gboolean
fixture_same_party (NcTrainer *a, NcTrainer *b, NcParty party)
{
  const NcLayout *layout = fixture_get_layout (a, party);

  return memcmp (nc_trainer_get_parameters (a, party), nc_trainer_get_parameters (b, party),
                 layout->n_parameters * sizeof (nc_real))
             == 0
         && memcmp (nc_trainer_get_statistics (a, party), nc_trainer_get_statistics (b, party),
                    layout->n_statistics * sizeof (nc_real))
                == 0;
}

gboolean
fixture_same_networks (NcTrainer *a, NcTrainer *b)
{
  return fixture_same_party (a, b, NC_ALICE) && fixture_same_party (a, b, NC_BOB)
         && fixture_same_party (a, b, NC_EVE);
}

void
fixture_add_for_kernels (const char *path, GTestDataFunc test)
{
  for (const NcKernels *const *kernels = nc_kernels_get_all (); *kernels != NULL; kernels++)
    {
      g_autofree char *name = g_strconcat (path, "/", (*kernels)->name, NULL);

      g_test_add_data_func (name, *kernels, test);
    }
}
