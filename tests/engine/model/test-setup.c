/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What nc_setup_check() refuses, with which code and in words that contain the
 * value; and that the outermost allowed values pass and can be trained.
 */
#include <math.h>
#include <string.h>

#include "engine-fixture.h"
#include "engine/training/nc-trainer.h"

static NcSetup
make_setup (void)
{
  return fixture_setup (16, 32, TRUE);
}

/* N and what follows from it. */
static void
set_key_bits (NcSetup *setup, guint key_bits)
{
  setup->key_bits = key_bits;
  for (NcParty party = NC_ALICE; party < NC_N_PARTIES; party++)
    setup->topologies[party]
        = fixture_topology (nc_setup_get_inputs (key_bits, party), key_bits, 2);
}

static void
assert_refused (const NcSetup *setup, NcError code, const char *value)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (nc_setup_check (setup, &error));
  g_assert_error (error, NC_ERROR, (int) code);
  if (strstr (error->message, value) == NULL)
    g_error ("\"%s\" does not contain %s", error->message, value);
  g_assert_false (g_str_has_suffix (error->message, "."));
  g_assert_null (strchr (error->message, '\n'));
  g_assert_false (nc_setup_check (setup, NULL));
}

/* Checks, and takes a step: what is allowed must work. */
static void
assert_possible (const NcSetup *setup)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NcTrainer) trainer = NULL;
  NcMeasurement measurement;

  nc_setup_check (setup, &error);
  g_assert_no_error (error);
  trainer = nc_trainer_new (setup, 1, nc_kernels_get_best ());
  g_assert_true (nc_trainer_step (trainer, &measurement));
  g_assert_true (isfinite (measurement.bob_loss_rate));
}

static void
test_key (void)
{
  static const guint wrong[] = { 0, 2, 6, 7, 9, 17, 255, 257, 258, 1000 };
  NcSetup setup = make_setup ();

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *value = g_strdup_printf ("%u", wrong[i]);

      set_key_bits (&setup, wrong[i]);
      setup.key_difference = 0;
      assert_refused (&setup, NC_ERROR_KEY_BITS, value);
    }
  setup = make_setup ();
  setup.key_difference = 17;
  assert_refused (&setup, NC_ERROR_KEY_DIFFERENCE, "17");
}

static void
test_layers (void)
{
  NcSetup setup = make_setup ();

  setup.topologies[NC_BOB].n_dense = 0;
  assert_refused (&setup, NC_ERROR_DENSE, "Bob has 0");
  setup.topologies[NC_BOB].n_dense = 5;
  assert_refused (&setup, NC_ERROR_DENSE, "Bob has 5");

  setup = make_setup ();
  setup.topologies[NC_EVE].width[0] = 0;
  assert_refused (&setup, NC_ERROR_WIDTH, "Eve");
  setup.topologies[NC_EVE].width[0] = NC_MAX_WIDTH + 1;
  assert_refused (&setup, NC_ERROR_WIDTH, "4097");
  setup.topologies[NC_EVE].width[0] = 20;
  setup.topologies[NC_EVE].width[1] = 31;
  assert_refused (&setup, NC_ERROR_WIDTH, "31");
  setup.topologies[NC_EVE].convolutions = FALSE;
  assert_possible (&setup);
}

typedef struct
{
  gsize offset; /* of a double */
  double value;
  NcError code;
} Number;

#define SETUP(member, value, code)                                                                 \
  {                                                                                                \
    G_STRUCT_OFFSET (NcSetup, member), value, code                                                 \
  }

static void
test_numbers (void)
{
  static const Number wrong[] = {
    SETUP (topologies[NC_ALICE].leaky_slope, -0.5, NC_ERROR_LEAKY_SLOPE),
    SETUP (topologies[NC_BOB].leaky_slope, 1.5, NC_ERROR_LEAKY_SLOPE),
    SETUP (topologies[NC_BOB].leaky_slope, NAN, NC_ERROR_LEAKY_SLOPE),
    SETUP (topologies[NC_BOB].norm_epsilon, 0, NC_ERROR_NORM_EPSILON),
    SETUP (topologies[NC_BOB].norm_epsilon, 2.5, NC_ERROR_NORM_EPSILON),
    SETUP (topologies[NC_BOB].norm_epsilon, NAN, NC_ERROR_NORM_EPSILON),
    SETUP (topologies[NC_EVE].norm_momentum, 0, NC_ERROR_NORM_MOMENTUM),
    SETUP (topologies[NC_EVE].norm_momentum, 1.25, NC_ERROR_NORM_MOMENTUM),
    SETUP (topologies[NC_EVE].norm_momentum, INFINITY, NC_ERROR_NORM_MOMENTUM),
    SETUP (learning_rate, 0, NC_ERROR_LEARNING_RATE),
    SETUP (learning_rate, -0.25, NC_ERROR_LEARNING_RATE),
    SETUP (learning_rate, 1.25, NC_ERROR_LEARNING_RATE),
    SETUP (learning_rate, NAN, NC_ERROR_LEARNING_RATE),
    SETUP (learning_rate, INFINITY, NC_ERROR_LEARNING_RATE),
    SETUP (beta1, -0.25, NC_ERROR_BETA1),
    SETUP (beta1, 1, NC_ERROR_BETA1),
    SETUP (beta1, NAN, NC_ERROR_BETA1),
    SETUP (beta2, -0.25, NC_ERROR_BETA2),
    SETUP (beta2, 1, NC_ERROR_BETA2),
    SETUP (beta2, NAN, NC_ERROR_BETA2),
    SETUP (epsilon, 0, NC_ERROR_EPSILON),
    SETUP (epsilon, 1.5, NC_ERROR_EPSILON),
    SETUP (epsilon, NAN, NC_ERROR_EPSILON),
    SETUP (bob_weight, 0, NC_ERROR_BOB_WEIGHT),
    SETUP (bob_weight, -2.5, NC_ERROR_BOB_WEIGHT),
    SETUP (bob_weight, 2e6, NC_ERROR_BOB_WEIGHT),
    SETUP (bob_weight, NAN, NC_ERROR_BOB_WEIGHT),
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      NcSetup setup = make_setup ();
      g_autofree char *value = g_strdup_printf ("%g", wrong[i].value);

      G_STRUCT_MEMBER (double, &setup, wrong[i].offset) = wrong[i].value;
      assert_refused (&setup, wrong[i].code, value);
    }
}

static void
test_rate_changes (void)
{
  static const NcRateChange wrong[][2] = {
    { { 0, 0.1 }, { 2, 0.1 } }, { { 2, 0.1 }, { 2, 0.2 } },
    { { 3, 0.1 }, { 2, 0.1 } }, { { 1, 0 }, { 2, 0.1 } },
    { { 1, 0.1 }, { 2, 1.5 } }, { { 1, NAN }, { 2, 0.1 } },
    { { 1, -1 }, { 2, 0.1 } },  { { 1, 0.1 }, { NC_MAX_ITERATIONS, 0.1 } },
  };
  NcSetup setup = make_setup (), other;

  g_assert_cmpfloat (nc_setup_get_learning_rate (&setup, 99), ==, setup.learning_rate);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      memcpy (setup.rate_changes, wrong[i], sizeof wrong[i]);
      setup.n_rate_changes = 2;
      assert_refused (&setup, NC_ERROR_LEARNING_RATE_CHANGES, "ascending from 1");
    }
  setup.n_rate_changes = NC_MAX_RATE_CHANGES + 1;
  assert_refused (&setup, NC_ERROR_LEARNING_RATE_CHANGES, "17");

  setup.n_rate_changes = 2;
  setup.rate_changes[0] = (NcRateChange){ 10, 0.5 };
  setup.rate_changes[1] = (NcRateChange){ 20, 0.25 };
  assert_possible (&setup);
  g_assert_cmpfloat (nc_setup_get_learning_rate (&setup, 9), ==, setup.learning_rate);
  g_assert_cmpfloat (nc_setup_get_learning_rate (&setup, 10), ==, 0.5);
  g_assert_cmpfloat (nc_setup_get_learning_rate (&setup, 19), ==, 0.5);
  g_assert_cmpfloat (nc_setup_get_learning_rate (&setup, 20), ==, 0.25);
  other = setup;
  g_assert_true (nc_setup_equal (&setup, &other));
  other.rate_changes[1].learning_rate = 0.125;
  g_assert_false (nc_setup_equal (&setup, &other));
  other.n_rate_changes = 1;
  g_assert_false (nc_setup_equal (&setup, &other));
}

static void
test_counts (void)
{
  static const struct
  {
    gsize offset; /* of a guint */
    guint value;
    NcError code;
  } wrong[] = {
    SETUP (batch, 0, NC_ERROR_BATCH),
    SETUP (batch, NC_MAX_BATCH + 1, NC_ERROR_BATCH),
    SETUP (rounds, 0, NC_ERROR_ROUNDS),
    SETUP (rounds, NC_MAX_ITERATIONS + 1, NC_ERROR_ROUNDS),
    SETUP (iterations, 0, NC_ERROR_ITERATIONS),
    SETUP (iterations, NC_MAX_ITERATIONS + 1, NC_ERROR_ITERATIONS),
    SETUP (eve_steps, 0, NC_ERROR_EVE_STEPS),
    SETUP (eve_steps, 101, NC_ERROR_EVE_STEPS),
    SETUP (eve_batch_factor, 0, NC_ERROR_EVE_BATCH_FACTOR),
    SETUP (eve_batch_factor, 3, NC_ERROR_EVE_BATCH_FACTOR),
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      NcSetup setup = make_setup ();
      g_autofree char *value = g_strdup_printf ("%u", wrong[i].value);

      G_STRUCT_MEMBER (guint, &setup, wrong[i].offset) = wrong[i].value;
      assert_refused (&setup, wrong[i].code, value);
    }
}

static void
test_schedule (void)
{
  NcSetup setup = make_setup ();

  setup.schedule = NC_SCHEDULE_TOGETHER;
  assert_refused (&setup, NC_ERROR_SCHEDULE, "together");
  setup.eve = FALSE;
  assert_possible (&setup);
  setup.schedule = NC_SCHEDULE_BY_STEP;
  assert_refused (&setup, NC_ERROR_SCHEDULE, "by-step");
  setup.schedule = NC_SCHEDULE_BY_ROUND;
  assert_refused (&setup, NC_ERROR_SCHEDULE, "by-round");

  /* A whole run has so many steps at most, Eve's counted. */
  setup = make_setup ();
  setup.rounds = 100;
  setup.iterations = NC_MAX_ITERATIONS / 100;
  assert_possible (&setup);
  setup.eve_steps = 2;
  assert_refused (&setup, NC_ERROR_ROUNDS, "100");
  setup.rounds = 50;
  assert_possible (&setup);
  setup.rounds = 51;
  assert_refused (&setup, NC_ERROR_ROUNDS, "51");
  setup.schedule = NC_SCHEDULE_BY_ROUND;
  setup.rounds = 50;
  assert_possible (&setup);
  setup.rounds = 51;
  assert_refused (&setup, NC_ERROR_ROUNDS, "51");
}

/* What names Eve is not asked for without her. */
static void
test_without_eve (void)
{
  NcSetup setup = make_setup ();

  setup.eve = FALSE;
  setup.schedule = NC_SCHEDULE_TOGETHER;
  setup.eve_steps = 0;
  setup.eve_batch_factor = 0;
  setup.topologies[NC_EVE].n_dense = 0;
  assert_possible (&setup);
}

static void
test_objective (void)
{
  NcSetup setup = make_setup ();

  setup.bob_objective = NC_OBJECTIVE_CROSS_ENTROPY;
  assert_refused (&setup, NC_ERROR_BOB_OBJECTIVE, "cross-entropy");
}

/* One sample has no variance. */
static void
test_single_sample (void)
{
  NcSetup setup = make_setup ();

  setup.batch = 1;
  assert_possible (&setup);
  setup.topologies[NC_EVE].batch_norm = TRUE;
  assert_refused (&setup, NC_ERROR_BATCH, "Eve has batch norm");
  setup.eve = FALSE;
  setup.schedule = NC_SCHEDULE_TOGETHER;
  assert_possible (&setup);
  setup.topologies[NC_BOB].batch_norm = TRUE;
  assert_refused (&setup, NC_ERROR_BATCH, "1, but Bob has batch norm");
  setup.batch = 2;
  assert_possible (&setup);
}

static void
test_outermost (void)
{
  static const guint key_bits[] = { 8, 10, 16, 254, 256 };

  for (guint i = 0; i < G_N_ELEMENTS (key_bits); i++)
    {
      NcSetup setup = make_setup ();

      setup.batch = 5;
      set_key_bits (&setup, key_bits[i]);
      setup.key_difference = 0;
      assert_possible (&setup);
      setup.key_difference = key_bits[i];
      assert_possible (&setup);
    }
}

static void
test_outermost_numbers (void)
{
  NcSetup setup = make_setup ();

  setup.eve_batch_factor = 2;
  setup.eve_steps = 100;
  setup.learning_rate = 1;
  setup.beta1 = 0;
  setup.beta2 = 0;
  setup.epsilon = 1;
  setup.bob_weight = 1e6;
  setup.rounds = 1;
  setup.iterations = 1;
  for (NcParty party = NC_ALICE; party < NC_N_PARTIES; party++)
    {
      NcTopology *topology = &setup.topologies[party];

      topology->n_dense = 4;
      topology->width[0] = 1;
      topology->width[1] = 300;
      topology->width[2] = 1;
      topology->width[3] = 32;
      topology->leaky_slope = party % 2;
      topology->norm_epsilon = 1;
      topology->norm_momentum = 1;
      topology->batch_norm = TRUE;
      topology->activation[party] = NC_ACTIVATION_LEAKY_RELU;
    }
  assert_possible (&setup);
  setup.learning_rate = 1e-12;
  assert_possible (&setup);
  setup.batch = 5000;
  setup.eve_steps = 1;
  assert_possible (&setup);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/setup/key", test_key);
  g_test_add_func ("/engine/setup/layers", test_layers);
  g_test_add_func ("/engine/setup/numbers", test_numbers);
  g_test_add_func ("/engine/setup/rate-changes", test_rate_changes);
  g_test_add_func ("/engine/setup/counts", test_counts);
  g_test_add_func ("/engine/setup/schedule", test_schedule);
  g_test_add_func ("/engine/setup/without-eve", test_without_eve);
  g_test_add_func ("/engine/setup/objective", test_objective);
  g_test_add_func ("/engine/setup/single-sample", test_single_sample);
  g_test_add_func ("/engine/setup/outermost", test_outermost);
  g_test_add_func ("/engine/setup/outermost-numbers", test_outermost_numbers);

  return g_test_run ();
}
