/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The engine against PyTorch: outputs, losses, gradients, five steps of Adam and
 * evaluation mode of every case in tests/reference/vectors (its README.md says
 * what they hold). Steps are taken as nc-trainer.c takes them, with the vectors'
 * batches in place of random ones.
 */
#include <math.h>

#include "engine-fixture.h"
#include "engine/training/nc-adam.h"
#include "plain-exchange.h"
#include "plain-objective.h"
#include "vector-file.h"

#ifdef NC_REAL_IS_DOUBLE
#define TOLERANCE 1e-9
#define GRADIENT_TOLERANCE 1e-9
#else
#define TOLERANCE 1e-5
/* Relative to a tensor's largest element, which is far below 1. A bias's gradient
 * sums up deltas that cancel, and float leaves 3e-5 of it uncertain at most. */
#define GRADIENT_TOLERANCE 4e-5
#endif

typedef struct
{
  const NcKernels *kernels;
  char *path;
} Case;

static void
case_free (gpointer data)
{
  g_free (((Case *) data)->path);
  g_free (data);
}

static void
check_number (const char *what, double found, double expected, double tolerance)
{
  if (!(fabs (found - expected) <= tolerance))
    g_error ("%s is %.12g, not %.12g", what, found, expected);
}

/* A member that is a number. */
static void
check_member (JsonObject *object, const char *member, double found)
{
  g_assert_true (json_object_has_member (object, member));
  check_number (member, found, json_object_get_double_member (object, member), TOLERANCE);
}

/* A member that is [sample][outputs], against the pass's output. */
static void
check_output (JsonObject *object, const char *member, const NcPass *pass)
{
  JsonArray *matrix = json_object_get_array_member (object, member);
  guint outputs = pass->topology->outputs;

  g_assert_cmpuint (json_array_get_length (matrix), ==, pass->batch);
  for (guint sample = 0; sample < pass->batch; sample++)
    {
      JsonArray *values = json_array_get_array_element (matrix, sample);

      g_assert_cmpuint (json_array_get_length (values), ==, outputs);
      for (guint i = 0; i < outputs; i++)
        check_number (member, (double) *fixture_at (pass->output, outputs, sample, i),
                      json_array_get_double_element (values, i), TOLERANCE);
    }
}

/* Element by element, to the tensor's largest. */
static void
check_gradient (JsonObject *step, const char *party, const NcPass *pass)
{
  const NcLayout *layout = pass->layout;
  JsonObject *gradients = json_object_get_object_member (step, "gradients");
  g_autofree double *expected = g_new (double, layout->n_parameters);

  vector_file_read_tensors (json_object_get_object_member (gradients, party), layout, expected,
                            NULL);
  for (guint index = 0; index < layout->n_tensors; index++)
    {
      const NcTensor *tensor = &layout->tensors[index];
      double largest = 0;

      if (tensor->kind == NC_TENSOR_RUNNING_MEAN || tensor->kind == NC_TENSOR_RUNNING_VAR)
        continue;
      for (gsize i = 0; i < tensor->size; i++)
        largest = MAX (largest, fabs (expected[tensor->offset + i]));
      g_assert_cmpfloat (largest, >, 0);
      for (gsize i = 0; i < tensor->size; i++)
        check_number (tensor->name, (double) pass->gradient[tensor->offset + i],
                      expected[tensor->offset + i], GRADIENT_TOLERANCE * largest);
    }
}

/* Parameters and running statistics: TRUE writes them, FALSE checks them. */
static void
exchange_tensors (JsonObject *file,
                  const char *member,
                  const char *party,
                  const NcLayout *layout,
                  nc_real *parameters,
                  nc_real *statistics,
                  gboolean write)
{
  JsonObject *parties = json_object_get_object_member (file, member);
  g_autofree double *numbers = g_new (double, layout->n_parameters);
  g_autofree double *running = g_new (double, layout->n_statistics + 1);

  vector_file_read_tensors (json_object_get_object_member (parties, party), layout, numbers,
                            running);
  for (gsize i = 0; i < layout->n_parameters; i++)
    if (write)
      parameters[i] = (nc_real) numbers[i];
    else
      check_number ("a parameter", (double) parameters[i], numbers[i], TOLERANCE);
  for (gsize i = 0; i < layout->n_statistics; i++)
    if (write)
      statistics[i] = (nc_real) running[i];
    else
      check_number ("a running statistic", (double) statistics[i], running[i], TOLERANCE);
}

static void
train (NcAdam *adam, NcPass *pass, double learning_rate, nc_real *parameters, nc_real *statistics)
{
  nc_pass_update_statistics (pass, statistics);
  g_assert_true (nc_adam_step (adam, pass->kernels, learning_rate, 0.9, 0.999, 1e-8, pass->gradient,
                               parameters));
}

/* Plaintext, key and, where there is one, Bob's key. */
static void
read_bits (NcExchange *exchange, JsonObject *bits)
{
  guint n = exchange->setup.key_bits;

  vector_file_read_batch (json_object_get_array_member (bits, "plaintext"),
                          exchange->passes[NC_ALICE]->input, 2 * n, 0);
  vector_file_read_batch (json_object_get_array_member (bits, "key"),
                          exchange->passes[NC_ALICE]->input, 2 * n, n);
  if (json_object_has_member (bits, "bob_key"))
    vector_file_read_batch (json_object_get_array_member (bits, "bob_key"),
                            exchange->passes[NC_BOB]->input, 2 * n, n);
}

static void
train_party (NcExchange *exchange, NcAdam *adams, NcParty party)
{
  train (&adams[party], exchange->passes[party], exchange->setup.learning_rate,
         exchange->parameters[party], exchange->statistics[party]);
}

/* told is what the step must show, or NULL. */
static void
step_alice_bob (NcExchange *exchange, NcAdam *adams, JsonObject *bits, JsonObject *told)
{
  NcLoss bob, eve = { 0 };

  read_bits (exchange, bits);
  plain_exchange_encrypt (exchange, exchange->setup.batch, NC_MODE_TRAINING);
  bob = plain_exchange_decrypt (exchange, NC_BOB, NC_MODE_TRAINING);
  if (exchange->setup.eve)
    eve = plain_exchange_decrypt (exchange, NC_EVE, NC_MODE_TRAINING);
  plain_exchange_alice_bob_gradient (exchange);
  if (told != NULL)
    {
      check_output (told, "ciphertext", exchange->passes[NC_ALICE]);
      check_output (told, "bob_output", exchange->passes[NC_BOB]);
      check_member (told, "bob_loss_rate", bob.loss_rate);
      check_member (told, "bob_bit_error", bob.bit_error);
      check_member (told, "objective", plain_exchange_alice_bob_value (exchange));
      check_gradient (told, "alice", exchange->passes[NC_ALICE]);
      check_gradient (told, "bob", exchange->passes[NC_BOB]);
    }
  if (told != NULL && exchange->setup.eve)
    {
      check_output (told, "eve_output", exchange->passes[NC_EVE]);
      check_member (told, "eve_loss_rate", eve.loss_rate);
      check_member (told, "eve_bit_error", eve.bit_error);
    }
  train_party (exchange, adams, NC_ALICE);
  train_party (exchange, adams, NC_BOB);
}

static void
step_eve (NcExchange *exchange, NcAdam *adams, JsonObject *bits, JsonObject *told)
{
  const NcSetup *setup = &exchange->setup;
  NcLoss eve;

  read_bits (exchange, bits);
  plain_exchange_encrypt (exchange, setup->batch * setup->eve_batch_factor, NC_MODE_TRAINING);
  eve = plain_exchange_decrypt (exchange, NC_EVE, NC_MODE_TRAINING);
  plain_exchange_eve_gradient (exchange);
  if (told != NULL)
    {
      check_output (told, "ciphertext", exchange->passes[NC_ALICE]);
      check_output (told, "eve_output", exchange->passes[NC_EVE]);
      check_member (told, "eve_loss_rate", eve.loss_rate);
      check_member (told, "eve_bit_error", eve.bit_error);
      check_gradient (told, "eve", exchange->passes[NC_EVE]);
    }
  train_party (exchange, adams, NC_EVE);
}

static void
check_evaluation (NcExchange *exchange, JsonObject *file)
{
  JsonObject *evaluation = json_object_get_object_member (file, "evaluation");
  JsonArray *steps = json_object_get_array_member (file, "steps");

  read_bits (exchange,
             json_object_get_object_member (json_array_get_object_element (steps, 0), "alice_bob"));
  plain_exchange_encrypt (exchange, exchange->setup.batch, NC_MODE_EVALUATION);
  plain_exchange_decrypt (exchange, NC_BOB, NC_MODE_EVALUATION);
  check_output (evaluation, "ciphertext", exchange->passes[NC_ALICE]);
  check_output (evaluation, "bob_output", exchange->passes[NC_BOB]);
  if (!exchange->setup.eve)
    return;
  plain_exchange_decrypt (exchange, NC_EVE, NC_MODE_EVALUATION);
  check_output (evaluation, "eve_output", exchange->passes[NC_EVE]);
}

static void
check_exchange (JsonObject *file, const NcKernels *kernels)
{
  g_autoptr (GError) error = NULL;
  NcSetup setup = vector_file_read_setup (file);
  JsonArray *steps = json_object_get_array_member (file, "steps");
  JsonObject *first = json_object_get_object_member (file, "first_step");
  g_autoptr (NcExchange) exchange = NULL;
  NcParty last = setup.eve ? NC_EVE : NC_BOB;
  NcAdam adams[NC_N_PARTIES];

  nc_setup_check (&setup, &error);
  g_assert_no_error (error);
  exchange = plain_exchange_new (&setup, kernels);
  for (NcParty party = NC_ALICE; party <= last; party++)
    {
      nc_adam_init (&adams[party], exchange->layouts[party].n_parameters);
      exchange_tensors (file, "initial", nc_party_get_name (party), &exchange->layouts[party],
                        exchange->parameters[party], exchange->statistics[party], TRUE);
    }

  g_assert_cmpuint (json_array_get_length (steps), ==, 5);
  for (guint i = 0; i < 5; i++)
    {
      JsonObject *step = json_array_get_object_element (steps, i);

      step_alice_bob (exchange, adams, json_object_get_object_member (step, "alice_bob"),
                      i == 0 ? json_object_get_object_member (first, "alice_bob") : NULL);
      if (!setup.eve)
        continue;
      g_assert_cmpuint (json_array_get_length (json_object_get_array_member (step, "eve")), ==,
                        setup.eve_steps);
      for (guint j = 0; j < setup.eve_steps; j++)
        step_eve (exchange, adams,
                  json_array_get_object_element (json_object_get_array_member (step, "eve"), j),
                  i == 0 && j == 0 ? json_object_get_object_member (first, "eve") : NULL);
    }

  for (NcParty party = NC_ALICE; party <= last; party++)
    {
      exchange_tensors (file, "final", nc_party_get_name (party), &exchange->layouts[party],
                        exchange->parameters[party], exchange->statistics[party], FALSE);
      nc_adam_clear (&adams[party]);
    }
  check_evaluation (exchange, file);
}

static void
check_attacker (JsonObject *file, const NcKernels *kernels)
{
  JsonObject *parties = json_object_get_object_member (file, "parties");
  NcTopology topology
      = vector_file_read_topology (json_object_get_object_member (parties, "attacker"));
  guint batch = (guint) json_object_get_int_member (file, "batch");
  g_autoptr (Fixture) fixture = fixture_new (&topology, kernels, batch, 1);
  double learning_rate = json_object_get_double_member (file, "learning_rate");
  JsonArray *steps = json_object_get_array_member (file, "steps");
  JsonObject *first = json_object_get_object_member (file, "first_step");
  NcPass *pass = fixture->pass;
  NcAdam adam;

  nc_adam_init (&adam, fixture->layout.n_parameters);
  exchange_tensors (file, "initial", "attacker", &fixture->layout, fixture->parameters,
                    fixture->statistics, TRUE);
  g_assert_cmpuint (json_array_get_length (steps), ==, 5);
  for (guint i = 0; i < 5; i++)
    {
      JsonObject *step = json_array_get_object_element (steps, i);

      vector_file_read_batch (json_object_get_array_member (step, "inputs"), pass->input,
                              topology.inputs, 0);
      vector_file_read_batch (json_object_get_array_member (step, "plaintext"), fixture->plaintext,
                              topology.outputs, 0);
      nc_pass_forward (pass, batch, NC_MODE_TRAINING, fixture->parameters, NULL);
      nc_objective_set_delta (pass, fixture->plaintext, topology.outputs,
                              NC_OBJECTIVE_CROSS_ENTROPY, 1);
      nc_pass_backward (pass, fixture->parameters);
      if (i == 0)
        {
          check_output (first, "output", pass);
          check_member (first, "cross_entropy",
                        plain_objective_value (pass, fixture->plaintext, topology.outputs,
                                               NC_OBJECTIVE_CROSS_ENTROPY));
          check_gradient (first, "attacker", pass);
        }
      train (&adam, pass, learning_rate, fixture->parameters, fixture->statistics);
    }
  exchange_tensors (file, "final", "attacker", &fixture->layout, fixture->parameters,
                    fixture->statistics, FALSE);

  vector_file_read_batch (
      json_object_get_array_member (json_array_get_object_element (steps, 0), "inputs"),
      pass->input, topology.inputs, 0);
  nc_pass_forward (pass, batch, NC_MODE_EVALUATION, fixture->parameters, fixture->statistics);
  check_output (json_object_get_object_member (file, "evaluation"), "output", pass);
  nc_adam_clear (&adam);
}

static void
test_case (gconstpointer data)
{
  const Case *reference = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *file;

  json_parser_load_from_file (parser, reference->path, &error);
  g_assert_no_error (error);
  file = json_node_get_object (json_parser_get_root (parser));
  if (g_str_equal (json_object_get_string_member (file, "kind"), "attacker"))
    check_attacker (file, reference->kernels);
  else
    check_exchange (file, reference->kernels);
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *name;
  guint n_cases = 0;

  g_test_init (&argc, &argv, NULL);

  folder = g_test_build_filename (G_TEST_DIST, "reference", "vectors", NULL);
  dir = g_dir_open (folder, 0, &error);
  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    for (const NcKernels *const *kernels = nc_kernels_get_all (); *kernels != NULL; kernels++)
      {
        g_autofree char *path = g_strdup_printf ("/engine/reference/%s/%s", name, (*kernels)->name);
        Case *reference = g_new0 (Case, 1);

        g_assert_true (g_str_has_suffix (name, ".json"));
        *reference = (Case){ *kernels, g_build_filename (folder, name, NULL) };
        g_test_add_data_func_full (path, reference, test_case, case_free);
        n_cases++;
      }
  g_assert_cmpuint (n_cases, >=, 15);

  return g_test_run ();
}
