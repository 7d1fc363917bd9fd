/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every gradient of one network, and of a whole exchange between Alice, Bob and
 * Eve, against finite differences, in double. That the objectives themselves are
 * right is test-reference's matter.
 */
#include "engine-fixture.h"
#include "plain-exchange.h"
#include "plain-objective.h"
#include "finite-difference.h"

#define TOLERANCE 1e-6

/* Batch norm of a feature that hardly varies bends more sharply than a step of a
 * finite difference is long, unless epsilon smooths it. */
#define NORM_EPSILON 1e-3

typedef struct
{
  Fixture *fixture;
  NcObjective objective;
} NetworkObjective;

static double
network_value (gpointer data)
{
  NetworkObjective *network = data;
  Fixture *fixture = network->fixture;

  nc_pass_forward (fixture->pass, fixture->batch, NC_MODE_TRAINING, fixture->parameters, NULL);
  return plain_objective_value (fixture->pass, fixture->plaintext, fixture->topology.outputs,
                                network->objective);
}

static guint
network_pattern (gpointer data)
{
  return finite_difference_hash_pattern (((NetworkObjective *) data)->fixture->pass, 1);
}

static void
check_tensors (const Objective *objective,
               const NcLayout *layout,
               nc_real *parameters,
               const nc_real *gradient,
               GRand *rand,
               const char *what)
{
  for (guint index = 0; index < layout->n_tensors; index++)
    {
      const NcTensor *tensor = &layout->tensors[index];
      double error;

      if (tensor->kind == NC_TENSOR_RUNNING_MEAN || tensor->kind == NC_TENSOR_RUNNING_VAR)
        continue;
      error = finite_difference_error (objective, rand, parameters + tensor->offset,
                                       gradient + tensor->offset, tensor->size);
      if (!(error < TOLERANCE))
        g_error ("%s, %s: relative error %g", what, tensor->name, error);
    }
}

/* [tile][inputs][lane]: nothing may come from lanes without a sample. */
static void
check_input (const Objective *objective, Fixture *fixture, GRand *rand, const char *what)
{
  gsize n = (gsize) NC_TILES (fixture->batch) * fixture->topology.inputs * NC_LANES;
  double error;

  for (guint sample = fixture->batch; sample < NC_TILES (fixture->batch) * NC_LANES; sample++)
    for (guint row = 0; row < fixture->topology.inputs; row++)
      g_assert_true (*fixture_at (fixture->pass->input_delta, fixture->topology.inputs, sample, row)
                     == 0);
  error = finite_difference_error (objective, rand, fixture->pass->input,
                                   fixture->pass->input_delta, n);
  if (!(error < TOLERANCE))
    g_error ("%s, input: relative error %g", what, error);
}

/* Cross-entropy takes the logarithm of what is left to 1: with outputs that are
 * almost certain, not even double would leave digits to difference. */
static void
calm_logits (Fixture *fixture)
{
  const NcLayout *layout = &fixture->layout;
  gboolean convolutions = fixture->topology.convolutions;
  gsize offset = convolutions ? layout->conv_weight[NC_N_CONVOLUTIONS - 1] : layout->output_weight;

  for (guint index = 0; index < layout->n_tensors; index++)
    if (layout->tensors[index].kind == NC_TENSOR_WEIGHT && layout->tensors[index].offset == offset)
      for (gsize i = 0; i < layout->tensors[index].size; i++)
        fixture->parameters[offset + i] /= 10;
}

static void
check_network (const NcKernels *kernels,
               const NcTopology *topology,
               NcObjective kind,
               guint batch,
               guint32 seed,
               const char *what)
{
  g_autoptr (Fixture) fixture = fixture_new (topology, kernels, batch, seed);
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed + 1);
  NetworkObjective network = { fixture, kind };
  Objective objective = { network_value, network_pattern, &network };
  g_autofree nc_real *gradient = NULL;

  if (kind == NC_OBJECTIVE_CROSS_ENTROPY)
    calm_logits (fixture);
  network_value (&network);
  nc_objective_set_delta (fixture->pass, fixture->plaintext, topology->outputs, kind, 1);
  nc_pass_backward (fixture->pass, fixture->parameters);
  gradient = g_memdup2 (fixture->pass->gradient, fixture->layout.n_parameters * sizeof (nc_real));
  check_tensors (&objective, &fixture->layout, fixture->parameters, gradient, rand, what);
  check_input (&objective, fixture, rand, what);
}

/* The last of every list varies fastest; what a loop does not cover changes from
 * case to case. */
static NcTopology
make_case (guint number, NcActivation activation, gboolean norm, gboolean biases)
{
  static const guint bits[] = { 8, 10, 16 };
  static const guint odd_widths[] = { 7, 13, 21 };
  guint outputs = bits[number % G_N_ELEMENTS (bits)];
  guint n_dense = 1 + number % NC_MAX_DENSE;
  NcTopology topology = fixture_topology (outputs + number % 5, outputs, n_dense);

  topology.batch_norm = norm;
  topology.norm_epsilon = NORM_EPSILON;
  topology.biases = biases;
  topology.output = number % 2 == 0 ? NC_OUTPUT_TANH : NC_OUTPUT_LOGISTIC;
  for (guint layer = 0; layer < n_dense; layer++)
    {
      /* The activation under test comes first; the others follow it in turn. */
      topology.activation[layer] = (activation + layer) % 4;
      if (layer + 1 < n_dense)
        topology.width[layer] = odd_widths[layer];
    }
  return topology;
}

static NcObjective
get_objective (const NcTopology *topology, guint number)
{
  if (topology->output == NC_OUTPUT_LOGISTIC)
    return NC_OBJECTIVE_CROSS_ENTROPY;
  return number % 4 == 0 ? NC_OBJECTIVE_ABSOLUTE : NC_OBJECTIVE_SQUARED;
}

static void
test_output_layer (gconstpointer data)
{
  guint number = 0;

  for (NcActivation activation = 0; activation < 4; activation++)
    for (guint norm = 0; norm < 2; norm++)
      for (guint biases = 0; biases < 2; biases++, number++)
        for (guint shift = 0; shift < 2; shift++)
          {
            NcTopology topology = make_case (number + shift, activation, norm, biases);
            g_autofree char *what
                = g_strdup_printf ("%s, %u layers, norm %u, biases %u",
                                   nc_activation_names[activation], topology.n_dense, norm, biases);

            topology.convolutions = FALSE;
            topology.width[topology.n_dense - 1] = 11;
            check_network (data, &topology, get_objective (&topology, number + shift),
                           shift == 0 ? 5 : 37, 600 + number, what);
          }
}

static void
test_convolutions (gconstpointer data)
{
  guint number = 0;

  for (NcActivation activation = 0; activation < 4; activation++)
    for (NcActivation convolution = 0; convolution < 4; convolution++)
      for (guint norm = 0; norm < 2; norm++, number++)
        {
          gboolean biases = (number / 2 + convolution) % 2;
          NcTopology topology = make_case (number + number / 2, activation, norm, biases);
          g_autofree char *what = g_strdup_printf (
              "%s, convolutions %s, %u layers, norm %u, biases %d", nc_activation_names[activation],
              nc_activation_names[convolution], topology.n_dense, norm, biases);

          topology.convolution_activation = convolution;
          check_network (data, &topology, get_objective (&topology, number + number / 2),
                         number % 3 == 0 ? 5 : 37, 600 + number, what);
        }
}

/* More than one group of tiles, the last tile not full. */
static void
test_groups (gconstpointer data)
{
  for (guint norm = 0; norm < 2; norm++)
    for (guint convolutions = 0; convolutions < 2; convolutions++)
      {
        NcTopology topology = fixture_topology (9, 8, 2);
        g_autofree char *what
            = g_strdup_printf ("300 samples, norm %u, convolutions %u", norm, convolutions);

        topology.batch_norm = norm;
        topology.convolutions = convolutions;
        topology.activation[0] = NC_ACTIVATION_TANH;
        topology.convolution_activation = NC_ACTIVATION_TANH;
        g_assert_cmpuint (NC_GROUPS (NC_TILES (300)), >, 1);
        check_network (data, &topology, NC_OBJECTIVE_ABSOLUTE, 300, 300 + norm, what);
      }
}

static double
alice_bob_value (gpointer data)
{
  NcExchange *exchange = data;

  plain_exchange_encrypt (exchange, exchange->setup.batch, NC_MODE_TRAINING);
  plain_exchange_decrypt (exchange, NC_BOB, NC_MODE_TRAINING);
  if (exchange->setup.eve)
    plain_exchange_decrypt (exchange, NC_EVE, NC_MODE_TRAINING);
  return plain_exchange_alice_bob_value (exchange);
}

/* Bob's parameters change his outputs alone, Eve's hers. */
static double
bob_value (gpointer data)
{
  plain_exchange_decrypt (data, NC_BOB, NC_MODE_TRAINING);
  return plain_exchange_alice_bob_value (data);
}

static double
eve_value (gpointer data)
{
  return plain_exchange_decrypt (data, NC_EVE, NC_MODE_TRAINING).loss_rate;
}

static guint
exchange_pattern (gpointer data)
{
  NcExchange *exchange = data;
  guint hash = 1;

  for (NcParty party = NC_ALICE; party < NC_N_PARTIES; party++)
    if (exchange->passes[party] != NULL)
      hash = finite_difference_hash_pattern (exchange->passes[party], hash);
  return hash;
}

static void
check_party (
    NcExchange *exchange, const Objective *objective, NcParty party, GRand *rand, const char *what)
{
  const NcLayout *layout = &exchange->layouts[party];
  g_autofree nc_real *gradient
      = g_memdup2 (exchange->passes[party]->gradient, layout->n_parameters * sizeof (nc_real));
  g_autofree char *who = g_strdup_printf ("%s, %s", what, nc_party_get_name (party));

  check_tensors (objective, layout, exchange->parameters[party], gradient, rand, who);
}

static void
check_exchange (const NcKernels *kernels, const NcSetup *setup, guint32 seed, const char *what)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (NcExchange) exchange = NULL;
  Objective alice = { alice_bob_value, exchange_pattern, NULL };
  Objective bob = { bob_value, exchange_pattern, NULL };
  Objective eve = { eve_value, exchange_pattern, NULL };
  NcPass *alice_pass, *bob_pass;

  nc_setup_check (setup, &error);
  g_assert_no_error (error);
  exchange = plain_exchange_new (setup, kernels);
  alice.data = bob.data = eve.data = exchange;
  alice_pass = exchange->passes[NC_ALICE];
  bob_pass = exchange->passes[NC_BOB];
  for (NcParty party = NC_ALICE; party <= (setup->eve ? NC_EVE : NC_BOB); party++)
    fixture_draw_parameters (&exchange->layouts[party], rand, exchange->parameters[party], NULL);
  fixture_fill_signs (alice_pass->input, 2 * setup->key_bits, setup->batch, rand);
  fixture_fill_signs (bob_pass->input, 2 * setup->key_bits, setup->batch, rand);

  alice_bob_value (exchange);
  plain_exchange_alice_bob_gradient (exchange);
  check_party (exchange, &alice, NC_ALICE, rand, what);
  /* Of the batch that Alice's finite differences came back to. */
  alice_bob_value (exchange);
  plain_exchange_alice_bob_gradient (exchange);
  check_party (exchange, &bob, NC_BOB, rand, what);
  if (!setup->eve)
    return;
  eve_value (exchange);
  plain_exchange_eve_gradient (exchange);
  check_party (exchange, &eve, NC_EVE, rand, what);
}

static void
test_exchange (gconstpointer data)
{
  static const guint batches[] = { 5, 37, 70, 37, 5, 300 };
  static const guint bits[] = { 16, 10, 8 };
  guint number = 0;

  for (NcEveTerm term = NC_EVE_TERM_LINEAR; term <= NC_EVE_TERM_SQUARED_PER_SAMPLE; term++)
    for (guint norm = 0; norm < 2; norm++, number++)
      {
        NcSetup setup = fixture_setup (bits[number % G_N_ELEMENTS (bits)], batches[number], TRUE);
        g_autofree char *what = g_strdup_printf ("Eve's term %s, norm %u, batch %u",
                                                 nc_eve_term_names[term], norm, setup.batch);

        setup.eve_term = term;
        setup.bob_objective = number % 2 == 0 ? NC_OBJECTIVE_SQUARED : NC_OBJECTIVE_ABSOLUTE;
        setup.bob_weight = 1.5;
        for (NcParty party = NC_ALICE; party < NC_N_PARTIES; party++)
          {
            NcTopology *topology = &setup.topologies[party];

            topology->batch_norm = norm;
            topology->norm_epsilon = NORM_EPSILON;
            /* Among 300 samples some ReLU is always at its kink. */
            topology->activation[0] = (party + number) % (setup.batch < 300 ? 4 : 2);
            topology->activation[1] = NC_ACTIVATION_TANH;
            topology->convolution_activation = setup.batch < 300
                                                   ? (NcActivation) ((party + number / 2) % 4)
                                                   : NC_ACTIVATION_TANH;
            topology->width[0] = 9 + 2 * party;
          }
        check_exchange (data, &setup, 400 + number, what);
      }
}

static void
test_together (gconstpointer data)
{
  NcSetup setup = fixture_setup (8, 37, FALSE);

  setup.topologies[NC_BOB].convolutions = FALSE;
  check_exchange (data, &setup, 500, "without Eve");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  fixture_add_for_kernels ("/engine/gradients/output-layer", test_output_layer);
  fixture_add_for_kernels ("/engine/gradients/convolutions", test_convolutions);
  fixture_add_for_kernels ("/engine/gradients/groups", test_groups);
  fixture_add_for_kernels ("/engine/gradients/exchange", test_exchange);
  fixture_add_for_kernels ("/engine/gradients/together", test_together);

  return g_test_run ();
}
