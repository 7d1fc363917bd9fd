/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What has died is found, to the unit and to the bit: in networks made by hand,
 * and in random ones against a count over the arrays of a plain exchange.
 */
#include <math.h>
#include <string.h>

#include "engine-fixture.h"
#include "engine/training/nc-batch.h"
#include "engine/training/nc-diagnosis.h"
#include "plain-exchange.h"

#define N 8
#define SEED 7

/* The parameters of all parties, zero to begin with. */
typedef struct
{
  NcSetup setup;
  NcLayout layouts[NC_N_PARTIES];
  nc_real *parameters[NC_N_PARTIES];
} Parties;

static void
init_parties (Parties *parties, const NcSetup *setup)
{
  parties->setup = *setup;
  for (NcParty party = NC_ALICE; party < NC_N_PARTIES; party++)
    {
      nc_layout_init (&parties->layouts[party], &setup->topologies[party]);
      parties->parameters[party] = nc_real_new0 (parties->layouts[party].n_parameters);
    }
}

static void
clear_parties (Parties *parties)
{
  for (NcParty party = NC_ALICE; party < NC_N_PARTIES; party++)
    nc_real_free (parties->parameters[party]);
}

static NcDiagnosis
diagnose (Parties *parties)
{
  g_autoptr (NcDiagnoser) diagnoser
      = nc_diagnoser_new (&parties->setup, SEED, nc_kernels_get_best ());
  NcDiagnosis diagnosis, again;

  nc_diagnoser_look (diagnoser, (const nc_real *const *) parties->parameters, &diagnosis);
  nc_diagnoser_look (diagnoser, (const nc_real *const *) parties->parameters, &again);
  g_assert_cmpmem (&again, sizeof again, &diagnosis, sizeof diagnosis);
  return diagnosis;
}

static void
set (Parties *parties, NcParty party, gsize tensor, gsize index, double value)
{
  g_assert_cmpuint (tensor, !=, NC_NO_TENSOR);
  parties->parameters[party][tensor + index] = (nc_real) value;
}

/* One ReLU layer of six units and an output layer: every unit and every output
 * is what its weights say. Bob's inputs are C (0 here) and the fuzzy key. */
static void
test_dense (void)
{
  NcSetup setup = fixture_setup (N, 32, FALSE);
  NcTopology *bob = &setup.topologies[NC_BOB];
  Parties parties;
  NcDiagnosis found;
  gsize weight, bias, out, out_bias;

  setup.key_difference = 0;
  bob->n_dense = 1;
  bob->width[0] = 6;
  bob->activation[0] = NC_ACTIVATION_RELU;
  bob->convolutions = FALSE;
  init_parties (&parties, &setup);
  weight = parties.layouts[NC_BOB].dense_weight[0];
  bias = parties.layouts[NC_BOB].dense_bias[0];
  out = parties.layouts[NC_BOB].output_weight;
  out_bias = parties.layouts[NC_BOB].output_bias;

  /* Unit 0: 0, dead. 1: -1 + K_0 <= 0, dead. 2: K_1 + 0.5, fires. 3: -0.5, dead.
   * 4: the first four key bits are +1, one sample in 16. 5: 0.1, always fires. */
  set (&parties, NC_BOB, weight, 1 * 2 * N + N + 0, 1);
  set (&parties, NC_BOB, bias, 1, -1);
  set (&parties, NC_BOB, weight, 2 * 2 * N + N + 1, 1);
  set (&parties, NC_BOB, bias, 2, 0.5);
  set (&parties, NC_BOB, bias, 3, -0.5);
  for (guint i = 0; i < 4; i++)
    set (&parties, NC_BOB, weight, 4 * 2 * N + N + i, 1);
  set (&parties, NC_BOB, bias, 4, -3.5);
  set (&parties, NC_BOB, bias, 5, 0.1);

  /* Outputs 0 and 1 just silent, 2 up, 3 down, 4 free: unit 2 less 0.7;
   * 5 up: unit 2, 0 or 1.5; 6 down: less that; 7 up alone where unit 4 fires. */
  set (&parties, NC_BOB, out_bias, 0, -0.9 * NC_DIAGNOSIS_ZERO);
  set (&parties, NC_BOB, out_bias, 1, 0.9 * NC_DIAGNOSIS_ZERO);
  set (&parties, NC_BOB, out_bias, 2, 1.1 * NC_DIAGNOSIS_ZERO);
  set (&parties, NC_BOB, out_bias, 3, -3);
  set (&parties, NC_BOB, out, 4 * 6 + 2, 1);
  set (&parties, NC_BOB, out_bias, 4, -0.7);
  set (&parties, NC_BOB, out, 5 * 6 + 2, 1);
  set (&parties, NC_BOB, out, 6 * 6 + 2, -1);
  set (&parties, NC_BOB, out, 7 * 6 + 4, 1);

  found = diagnose (&parties);
  g_assert_cmpuint (found.parties[NC_BOB].n_layers, ==, 1);
  g_assert_cmpuint (found.parties[NC_BOB].n_dense, ==, 1);
  g_assert_cmpuint (found.parties[NC_BOB].units[0], ==, 6);
  g_assert_cmpuint (found.parties[NC_BOB].dead[0], ==, 3);
  g_assert_cmpuint (found.parties[NC_BOB].n_units, ==, 6);
  g_assert_cmpuint (found.parties[NC_BOB].n_dead, ==, 3);
  g_assert_cmpuint (found.parties[NC_BOB].n_outputs, ==, N);
  g_assert_cmpuint (found.parties[NC_BOB].n_stuck, ==, N - 1);
  g_assert_cmpmem (found.parties[NC_BOB].outputs, N,
                   ((guint8[N]){ NC_OUTPUT_SILENT, NC_OUTPUT_SILENT, NC_OUTPUT_NEVER_NEGATIVE,
                                 NC_OUTPUT_NEVER_POSITIVE, NC_OUTPUT_FREE, NC_OUTPUT_NEVER_NEGATIVE,
                                 NC_OUTPUT_NEVER_POSITIVE, NC_OUTPUT_NEVER_NEGATIVE }),
                   N);
  /* Sigmoid layers have no unit that could die; Eve is not there. */
  g_assert_cmpuint (found.parties[NC_ALICE].n_units, ==, 0);
  g_assert_cmpuint (found.parties[NC_ALICE].n_outputs, ==, 0);
  g_assert_cmpuint (found.parties[NC_EVE].n_layers, ==, 0);
  g_assert_cmpuint (found.parties[NC_EVE].n_outputs, ==, 0);
  clear_parties (&parties);
}

/* Alice's ciphertext is K_0 … K_7, which Eve, without layers that could die,
 * reads as it is; logistic outputs count from 1/2. */
static void
test_listeners (void)
{
  NcSetup setup = fixture_setup (N, 32, TRUE);
  Parties parties;
  NcDiagnosis found;

  for (NcParty party = NC_ALICE; party < NC_N_PARTIES; party++)
    {
      setup.topologies[party].n_dense = 1;
      setup.topologies[party].width[0] = 2 * N;
      setup.topologies[party].activation[0] = NC_ACTIVATION_TANH;
      setup.topologies[party].convolutions = FALSE;
    }
  setup.topologies[NC_EVE].output = NC_OUTPUT_LOGISTIC;
  init_parties (&parties, &setup);
  for (guint i = 0; i < N; i++)
    {
      set (&parties, NC_ALICE, parties.layouts[NC_ALICE].dense_weight[0], i * 2 * N + N + i, 2);
      set (&parties, NC_ALICE, parties.layouts[NC_ALICE].output_weight, i * 2 * N + i, 2);
      set (&parties, NC_EVE, parties.layouts[NC_EVE].dense_weight[0], i * N + i, 2);
      set (&parties, NC_EVE, parties.layouts[NC_EVE].output_weight, i * 2 * N + i, i == 3 ? 0 : 2);
    }
  set (&parties, NC_EVE, parties.layouts[NC_EVE].output_bias, 5, 9);
  found = diagnose (&parties);
  g_assert_cmpuint (found.parties[NC_BOB].n_stuck, ==, N); /* all weights are 0 */
  g_assert_cmpuint (found.parties[NC_EVE].n_stuck, ==, 2);
  g_assert_cmpuint (found.parties[NC_EVE].outputs[3], ==, NC_OUTPUT_SILENT);
  g_assert_cmpuint (found.parties[NC_EVE].outputs[5], ==, NC_OUTPUT_NEVER_NEGATIVE);
  clear_parties (&parties);
}

/* Convolutions with ReLU over sigmoid units, which are all above 0: a channel
 * lives if a weight is above 0, and one place where it fires is enough. */
static void
test_convolutions (void)
{
  NcSetup setup = fixture_setup (N, 32, FALSE);
  NcTopology *bob = &setup.topologies[NC_BOB];
  const NcLayout *layout;
  Parties parties;
  NcDiagnosis found;

  bob->n_dense = 1;
  bob->convolution_activation = NC_ACTIVATION_RELU;
  bob->biases = FALSE;
  init_parties (&parties, &setup);
  layout = &parties.layouts[NC_BOB];
  /* [4,1,2,1]: channel 0 fires; channel 1 only where the window's first tap meets
   * padding: at one position of sixteen. */
  set (&parties, NC_BOB, layout->conv_weight[0], 0, 1);
  set (&parties, NC_BOB, layout->conv_weight[0], 4, -1);
  set (&parties, NC_BOB, layout->conv_weight[0], 5, 0.5);
  /* [2,2,4,2]: 0 reads the one that fires, 1 less it, 2 nothing, 3 the rare one,
   * at the first position. */
  set (&parties, NC_BOB, layout->conv_weight[1], 0 * 4 + 1, 1);
  set (&parties, NC_BOB, layout->conv_weight[1], 1 * 4 + 1, -1);
  set (&parties, NC_BOB, layout->conv_weight[1], 3 * 4 + 2, 1);
  /* [1,4,4,1]: 0 reads 0, the others read dead ones. */
  set (&parties, NC_BOB, layout->conv_weight[2], 0 * 4 + 0, 1);
  set (&parties, NC_BOB, layout->conv_weight[2], 1 * 4 + 1, 1);
  set (&parties, NC_BOB, layout->conv_weight[2], 2 * 4 + 2, 1);
  set (&parties, NC_BOB, layout->conv_weight[2], 3 * 4 + 0, -1);
  set (&parties, NC_BOB, layout->conv_weight[3], 0, 5);

  found = diagnose (&parties);
  g_assert_cmpuint (found.parties[NC_BOB].n_layers, ==, 4);
  g_assert_cmpuint (found.parties[NC_BOB].units[0], ==, 0);
  g_assert_cmpuint (found.parties[NC_BOB].units[1], ==, 2);
  g_assert_cmpuint (found.parties[NC_BOB].dead[1], ==, 0);
  g_assert_cmpuint (found.parties[NC_BOB].units[2], ==, 4);
  g_assert_cmpuint (found.parties[NC_BOB].dead[2], ==, 2);
  g_assert_cmpuint (found.parties[NC_BOB].units[3], ==, 4);
  g_assert_cmpuint (found.parties[NC_BOB].dead[3], ==, 3);
  g_assert_cmpuint (found.parties[NC_BOB].n_units, ==, 10);
  g_assert_cmpuint (found.parties[NC_BOB].n_dead, ==, 5);
  for (guint i = 0; i < N; i++)
    g_assert_cmpuint (found.parties[NC_BOB].outputs[i], ==, NC_OUTPUT_NEVER_NEGATIVE);
  clear_parties (&parties);
}

/* A NaN is told as divergence, and not as what is dead or stuck. */
static void
test_nan (void)
{
  NcSetup setup = fixture_setup (N, 32, TRUE);
  Parties parties;
  NcDiagnosis found;

  for (NcParty party = NC_ALICE; party < NC_N_PARTIES; party++)
    setup.topologies[party].activation[0] = NC_ACTIVATION_RELU;
  init_parties (&parties, &setup);
  for (NcParty party = NC_ALICE; party < NC_N_PARTIES; party++)
    for (gsize i = 0; i < parties.layouts[party].n_parameters; i++)
      parties.parameters[party][i] = (nc_real) NAN;
  found = diagnose (&parties);
  for (NcParty party = NC_ALICE; party < NC_N_PARTIES; party++)
    {
      g_assert_cmpuint (found.parties[party].n_units, ==, 2 * N);
      g_assert_cmpuint (found.parties[party].n_dead, ==, 0);
      g_assert_cmpuint (found.parties[party].n_stuck, ==, 0);
    }
  clear_parties (&parties);
}

static guint
count_dead (nc_real *array, guint rows, guint unit_rows)
{
  guint dead = 0;

  for (guint unit = 0; unit < rows / unit_rows; unit++)
    {
      nc_real most = 0;

      for (guint sample = 0; sample < NC_DIAGNOSIS_BATCH; sample++)
        for (guint i = 0; i < unit_rows; i++)
          most = MAX (most, *fixture_at (array, rows, sample, unit * unit_rows + i));
      dead += most == 0;
    }
  return dead;
}

static void
assert_same (const NcPass *pass, const NcPartyDiagnosis *found, gboolean listens)
{
  const NcTopology *topology = pass->topology;
  guint n = topology->outputs, n_stuck = 0;

  for (guint i = 0; i < topology->n_dense; i++)
    g_assert_cmpuint (found->dead[i], ==, count_dead (pass->dense[i], topology->width[i], 1));
  for (guint i = 0; i < 3; i++)
    g_assert_cmpuint (
        found->dead[topology->n_dense + i], ==,
        count_dead (pass->conv[i], nc_pass_get_conv_features (topology, i),
                    nc_pass_get_conv_features (topology, i) / nc_convolutions[i].out_channels));
  for (guint output = 0; output < n; output++)
    {
      nc_real least = 1, most = -1;

      for (guint sample = 0; sample < NC_DIAGNOSIS_BATCH; sample++)
        {
          least = MIN (least, *fixture_at (pass->output, n, sample, output));
          most = MAX (most, *fixture_at (pass->output, n, sample, output));
        }
      n_stuck += least >= -0.01f || most <= 0.01f;
    }
  g_assert_cmpuint (found->n_stuck, ==, listens ? n_stuck : 0);
}

/* Fills the exchange with the batch that nc_diagnoser_new() draws and runs it. */
static void
run_exchange (NcExchange *exchange, Parties *parties)
{
  const NcSetup *setup = &parties->setup;
  NcBatchSource source = { SEED,
                           setup->key_bits,
                           setup->key_difference,
                           setup->fuzzing,
                           NC_STREAM_DIAGNOSIS_PLAINTEXT,
                           NC_STREAM_DIAGNOSIS_KEY };

  for (NcParty party = NC_ALICE; party < NC_N_PARTIES; party++)
    memcpy (exchange->parameters[party], parties->parameters[party],
            parties->layouts[party].n_parameters * sizeof (nc_real));
  for (guint tile = 0; tile < NC_TILES (NC_DIAGNOSIS_BATCH); tile++)
    nc_batch_draw (&source, nc_kernels_get_best (), 0, tile,
                   plain_exchange_get_alice_input (exchange, tile),
                   plain_exchange_get_bob_key (exchange, tile));
  plain_exchange_encrypt (exchange, NC_DIAGNOSIS_BATCH, NC_MODE_TRAINING);
  plain_exchange_decrypt (exchange, NC_BOB, NC_MODE_TRAINING);
  plain_exchange_decrypt (exchange, NC_EVE, NC_MODE_TRAINING);
}

static void
check_random (GRand *rand, gboolean norm, guint *n_dead, guint *n_stuck)
{
  NcSetup setup = fixture_setup (16, NC_DIAGNOSIS_BATCH, TRUE);
  Parties parties;
  NcDiagnosis found;
  g_autoptr (NcExchange) exchange = NULL;

  for (NcParty party = NC_ALICE; party < NC_N_PARTIES; party++)
    {
      NcTopology *topology = &setup.topologies[party];

      topology->batch_norm = norm;
      topology->convolution_activation = NC_ACTIVATION_RELU;
      topology->activation[0] = topology->activation[1] = NC_ACTIVATION_RELU;
    }
  init_parties (&parties, &setup);
  for (NcParty party = NC_ALICE; party < NC_N_PARTIES; party++)
    fixture_draw_parameters (&parties.layouts[party], rand, parties.parameters[party], NULL);
  exchange = plain_exchange_new (&setup, nc_kernels_get_best ());
  run_exchange (exchange, &parties);
  found = diagnose (&parties);
  for (NcParty party = NC_ALICE; party < NC_N_PARTIES; party++)
    {
      assert_same (exchange->passes[party], &found.parties[party], party != NC_ALICE);
      *n_dead += found.parties[party].n_dead;
      *n_stuck += found.parties[party].n_stuck;
    }
  clear_parties (&parties);
}

static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  guint n_dead = 0, n_stuck = 0;

  for (guint i = 0; i < 20; i++)
    check_random (rand, i % 2, &n_dead, &n_stuck);
  /* There was something to find. */
  g_assert_cmpuint (n_dead, >, 20);
  g_assert_cmpuint (n_stuck, >, 20);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/diagnosis/dense", test_dense);
  g_test_add_func ("/engine/diagnosis/listeners", test_listeners);
  g_test_add_func ("/engine/diagnosis/convolutions", test_convolutions);
  g_test_add_func ("/engine/diagnosis/nan", test_nan);
  g_test_add_func ("/engine/diagnosis/random", test_random);
  return g_test_run ();
}
