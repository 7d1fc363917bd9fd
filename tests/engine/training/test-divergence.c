/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A NaN or an infinity ends a training at the step in which it appears, and the
 * party named is the one whose network it came from.
 */
#include <math.h>

#include "engine-fixture.h"
#include "engine/training/nc-trainer.h"

static NcTrainer *
make_trainer (gconstpointer kernels, NcSchedule schedule, NcActivation activation, gboolean norm)
{
  NcSetup setup = fixture_setup (8, 40, schedule != NC_SCHEDULE_TOGETHER);

  setup.schedule = schedule;
  setup.rounds = 20;
  setup.iterations = 2;
  for (NcParty party = NC_ALICE; party < NC_N_PARTIES; party++)
    {
      setup.topologies[party].activation[0] = activation;
      setup.topologies[party].activation[1] = activation;
      setup.topologies[party].convolution_activation = activation;
      setup.topologies[party].batch_norm = norm;
    }
  return nc_trainer_new (&setup, 1, kernels);
}

/* Steps until it stops, which takes at most n steps. */
static void
assert_diverges (NcTrainer *trainer, NcParty party, guint n, const char *what)
{
  NcMeasurement measurement;
  NcParty found;

  for (guint i = 0; i < n; i++)
    if (!nc_trainer_step (trainer, &measurement))
      {
        g_assert_true (nc_trainer_get_diverged (trainer, &found));
        g_assert_cmpuint (measurement.iteration + 1, ==, nc_trainer_get_iteration (trainer));
        if (found != party)
          g_error ("%s: %s is named, not %s", what, nc_party_get_name (found),
                   nc_party_get_name (party));
        return;
      }
  g_error ("%s: nothing was noticed", what);
}

/* One number of one party is poisoned: every schedule notices at once. */
static void
test_poison (gconstpointer data)
{
  static const nc_real poisons[] = { NAN, INFINITY, -INFINITY };

  for (NcParty party = NC_ALICE; party < NC_N_PARTIES; party++)
    for (NcSchedule schedule = NC_SCHEDULE_TOGETHER; schedule <= NC_SCHEDULE_BY_ROUND; schedule++)
      for (guint poison = 0; poison < G_N_ELEMENTS (poisons); poison++)
        for (guint norm = 0; norm < 2; norm++)
          for (guint place = 0; place < 3; place++)
            {
              g_autoptr (NcTrainer) trainer = NULL;
              g_autofree char *what = g_strdup_printf (
                  "%s, %s, %g, norm %u, place %u", nc_party_get_name (party),
                  nc_schedule_names[schedule], (double) poisons[poison], norm, place);
              gsize n;

              if (party == NC_EVE && schedule == NC_SCHEDULE_TOGETHER)
                continue;
              trainer = make_trainer (data, schedule, NC_ACTIVATION_TANH, norm);
              n = fixture_get_layout (trainer, party)->n_parameters;
              nc_trainer_get_parameters (trainer, party)[place * (n - 1) / 2] = poisons[poison];
              /* By round, Eve's own infinity may wait for her turn. */
              assert_diverges (trainer, party, 3, what);
            }
}

/* Eve's turn: the ciphertext she is given decides whose fault it is. */
static void
test_eves_turn (gconstpointer data)
{
  for (NcParty party = NC_ALICE; party < NC_N_PARTIES; party += 2)
    {
      g_autoptr (NcTrainer) trainer
          = make_trainer (data, NC_SCHEDULE_BY_ROUND, NC_ACTIVATION_SIGMOID, FALSE);
      NcMeasurement measurement;

      for (guint i = 0; i < 2; i++)
        g_assert_true (nc_trainer_step (trainer, &measurement));
      nc_trainer_get_parameters (trainer, party)[3] = NAN;
      assert_diverges (trainer, party, 1, "Eve's turn");
    }
}

/* Weights so large that layers without bound overflow, on the way or back. */
static void
test_huge_weights (gconstpointer data)
{
  for (NcParty party = NC_ALICE; party < NC_N_PARTIES; party++)
    for (guint norm = 0; norm < 2; norm++)
      {
        g_autoptr (NcTrainer) trainer
            = make_trainer (data, NC_SCHEDULE_BY_STEP, NC_ACTIVATION_LEAKY_RELU, norm);
        nc_real *parameters = nc_trainer_get_parameters (trainer, party);
        g_autofree char *what
            = g_strdup_printf ("huge weights of %s, norm %u", nc_party_get_name (party), norm);

        for (gsize i = 0; i < fixture_get_layout (trainer, party)->n_parameters; i++)
          parameters[i] *= (nc_real) 1e30;
        assert_diverges (trainer, party, 3, what);
      }
}

static void
test_huge_rate (gconstpointer data)
{
  NcSetup setup = fixture_setup (8, 40, FALSE);
  g_autoptr (NcTrainer) trainer = NULL;
  NcMeasurement measurement;
  guint n = 0;

  setup.learning_rate = 2e38; /* nc_setup_check() would refuse it */
  for (NcParty party = NC_ALICE; party < NC_N_PARTIES; party++)
    setup.topologies[party].convolution_activation = NC_ACTIVATION_LEAKY_RELU;
  trainer = nc_trainer_new (&setup, 1, data);
  while (nc_trainer_step (trainer, &measurement))
    g_assert_cmpuint (++n, <, 10);
  g_assert_true (nc_trainer_get_diverged (trainer, NULL));
}

/* A variance that overflows leaves a layer that yields its beta for ever. */
static void
test_statistics (gconstpointer data)
{
  for (NcParty party = NC_ALICE; party < NC_N_PARTIES; party++)
    {
      g_autoptr (NcTrainer) trainer
          = make_trainer (data, NC_SCHEDULE_BY_STEP, NC_ACTIVATION_SIGMOID, TRUE);
      const NcLayout *layout = fixture_get_layout (trainer, party);
      nc_real *weight = nc_trainer_get_parameters (trainer, party) + layout->dense_weight[0];

      for (guint i = 0; i < layout->norm_weight[0] - layout->dense_weight[0]; i++)
        weight[i] *= (nc_real) 1e25;
      assert_diverges (trainer, party, 1, "a variance that overflows");
    }
}

/* Behind weights of zero every logit is 0, and huge weights send back a gradient
 * that is a number, but whose square is none. */
static void
test_moments (gconstpointer data)
{
  NcSetup setup = fixture_setup (8, 40, FALSE);
  NcTopology *bob = &setup.topologies[NC_BOB];
  g_autoptr (NcTrainer) trainer = NULL;
  const NcLayout *layout;
  nc_real *parameters;

  bob->convolutions = FALSE;
  bob->biases = FALSE;
  bob->activation[0] = bob->activation[1] = NC_ACTIVATION_LEAKY_RELU;
  trainer = nc_trainer_new (&setup, 1, data);
  layout = fixture_get_layout (trainer, NC_BOB);
  parameters = nc_trainer_get_parameters (trainer, NC_BOB);
  for (gsize i = 0; i < layout->n_parameters; i++)
    parameters[i] *= i < layout->dense_weight[1] ? 0 : (nc_real) 1e12;
  assert_diverges (trainer, NC_BOB, 1, "a square that overflows");
}

/* Large but finite numbers are nobody's fault. */
static void
test_saturated (gconstpointer data)
{
  g_autoptr (NcTrainer) trainer
      = make_trainer (data, NC_SCHEDULE_BY_STEP, NC_ACTIVATION_SIGMOID, FALSE);
  NcMeasurement measurement;

  for (NcParty party = NC_ALICE; party < NC_N_PARTIES; party++)
    for (gsize i = 0; i < fixture_get_layout (trainer, party)->n_parameters; i++)
      nc_trainer_get_parameters (trainer, party)[i] *= 1000;
  for (guint i = 0; i < 10; i++)
    {
      g_assert_true (nc_trainer_step (trainer, &measurement));
      g_assert_true (measurement.bob_loss_rate >= 0 && measurement.bob_loss_rate <= 1);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  fixture_add_for_kernels ("/engine/divergence/poison", test_poison);
  fixture_add_for_kernels ("/engine/divergence/eves-turn", test_eves_turn);
  fixture_add_for_kernels ("/engine/divergence/huge-weights", test_huge_weights);
  fixture_add_for_kernels ("/engine/divergence/huge-rate", test_huge_rate);
  fixture_add_for_kernels ("/engine/divergence/statistics", test_statistics);
  fixture_add_for_kernels ("/engine/divergence/moments", test_moments);
  fixture_add_for_kernels ("/engine/divergence/saturated", test_saturated);

  return g_test_run ();
}
