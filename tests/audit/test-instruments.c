/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What holds for all instruments without learners: the same seed gives the same
 * numbers to the bit, another seed others; they stop when told to; and on a trained
 * pair they agree with the engine's own measurement.
 */
#include <math.h>
#include <string.h>

#include "audit/nc-audit-avalanche.h"
#include "audit/nc-audit-channel.h"
#include "audit/nc-audit-chosen.h"
#include "audit/nc-audit-distribution.h"
#include "audit/nc-audit-known.h"
#include "audit/nc-audit-pair.h"
#include "audit/nc-audit-search.h"
#include "audit/nc-audit-tolerance.h"
#include "engine-fixture.h"
#include "engine/training/nc-evaluation.h"
#include "known-pair.h"

/* How often an instrument reported, and after how many times it is told to stop. */
typedef struct
{
  guint n_reports;
  guint n_allowed;
  double share;
} Watch;

static gboolean
report (gpointer data, double share)
{
  Watch *watch = data;

  g_assert_cmpfloat (share, >, watch->share);
  g_assert_cmpfloat (share, <=, 1);
  watch->share = share;
  return ++watch->n_reports < watch->n_allowed;
}

/* Runs one instrument; what it found goes into found as bytes. Returns what it did. */
typedef gboolean (*Run) (NcAuditCipher *cipher,
                         guint32 seed,
                         const NcAuditProgress *progress,
                         GByteArray *found);

static void
take (GByteArray *found, gconstpointer bytes, gsize size)
{
  if (found != NULL)
    g_byte_array_append (found, bytes, (guint) size);
}

static gboolean
run_tolerance (NcAuditCipher *cipher,
               guint32 seed,
               const NcAuditProgress *progress,
               GByteArray *found)
{
  g_autofree NcAuditTolerance *own = g_new0 (NcAuditTolerance, 1);
  gboolean done
      = nc_audit_tolerance_measure (cipher, nc_kernels_get_best (), seed, 512, progress, own);

  take (found, own->loss_rate, sizeof own->loss_rate);
  take (found, own->bit_error, sizeof own->bit_error);
  take (found, &own->random_loss_rate, sizeof own->random_loss_rate);
  return done;
}

static gboolean
run_search (NcAuditCipher *cipher, guint32 seed, const NcAuditProgress *progress, GByteArray *found)
{
  NcAuditSearch own;
  gboolean done = nc_audit_search_run (cipher, nc_kernels_get_best (), seed, 0, 2, progress, &own);

  for (guint pair = 0; pair < 2; pair++)
    {
      take (found, &own.steps[pair].true_distance, sizeof (double));
      take (found, &own.steps[pair].n_nearer, sizeof (guint64));
      take (found, &own.steps[pair].n_left, sizeof (guint64));
    }
  return done;
}

static gboolean
run_avalanche (NcAuditCipher *cipher,
               guint32 seed,
               const NcAuditProgress *progress,
               GByteArray *found)
{
  NcAuditAvalanche own;
  gboolean done
      = nc_audit_avalanche_measure (cipher, nc_kernels_get_best (), seed, 512, progress, &own);

  take (found, own.sums, sizeof (double) * own.n_inputs * own.n_outputs);
  take (found, own.reversed, sizeof (guint64) * own.n_inputs * own.n_outputs);
  nc_audit_avalanche_clear (&own);
  return done;
}

static gboolean
run_distribution (NcAuditCipher *cipher,
                  guint32 seed,
                  const NcAuditProgress *progress,
                  GByteArray *found)
{
  NcAuditDistribution own;
  gboolean done
      = nc_audit_distribution_measure (cipher, nc_kernels_get_best (), seed, 512, progress, &own);

  take (found, own.mean, sizeof (double) * own.n_outputs);
  take (found, own.correlation, sizeof (double) * own.n_outputs * own.n_outputs);
  take (found, &own.chi_square, sizeof (double));
  nc_audit_distribution_clear (&own);
  return done;
}

static gboolean
run_channel (NcAuditCipher *cipher,
             guint32 seed,
             const NcAuditProgress *progress,
             GByteArray *found)
{
  NcAuditChannel own = { 0 };
  gboolean done
      = nc_audit_channel_measure (cipher, nc_kernels_get_best (), seed, 512, progress, &own);

  take (found, own.loss_rate, sizeof own.loss_rate);
  take (found, own.exact_bit_error, sizeof own.exact_bit_error);
  return done;
}

static gboolean
run_chosen (NcAuditCipher *cipher, guint32 seed, const NcAuditProgress *progress, GByteArray *found)
{
  NcAuditChosen own = { 0 };
  gboolean done
      = nc_audit_chosen_run (cipher, nc_kernels_get_best (), seed, 512, 512, progress, &own);

  for (guint i = 0; i < own.n_couples; i++)
    take (found, &own.couples[i].chosen, sizeof own.couples[i].chosen);
  take (found, own.plaintexts, sizeof own.plaintexts);
  take (found, &own.advantage, sizeof own.advantage);
  return done;
}

static const struct
{
  const char *name;
  Run run;
} instruments[] = {
  { "tolerance", run_tolerance },       { "search", run_search },   { "avalanche", run_avalanche },
  { "distribution", run_distribution }, { "channel", run_channel }, { "chosen", run_chosen },
};

static NcSetup
make_setup (guint key_bits)
{
  NcSetup setup = fixture_setup (key_bits, 512, FALSE);

  setup.learning_rate = 0.005;
  for (NcParty party = NC_ALICE; party <= NC_BOB; party++)
    {
      setup.topologies[party].convolutions = FALSE;
      setup.topologies[party].batch_norm = TRUE;
    }
  return setup;
}

/* A pair of random weights, Bob knowing nothing: for what does not depend on what is
 * found. */
static NcAuditCipher *
make_random_pair (guint key_bits, nc_real *parameters[NC_N_PARTIES])
{
  NcSetup setup = make_setup (key_bits);

  for (NcParty party = NC_ALICE; party <= NC_BOB; party++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (party);
      NcLayout layout;

      nc_layout_init (&layout, &setup.topologies[party]);
      parameters[party] = nc_real_new0 (layout.n_parameters);
      fixture_draw_parameters (&layout, rand, parameters[party], NULL);
    }
  return nc_audit_pair_new (&setup, (const nc_real *const *) parameters, 1, nc_kernels_get_best ());
}

static void
free_pair (NcAuditCipher *pair, nc_real *parameters[NC_N_PARTIES])
{
  pair->free (pair);
  nc_real_free (parameters[NC_ALICE]);
  nc_real_free (parameters[NC_BOB]);
}

static void
test_repeatable (void)
{
  nc_real *parameters[NC_N_PARTIES] = { NULL };
  NcAuditCipher *pair = make_random_pair (16, parameters);
  NcAuditCipher *copy = pair->copy (pair);

  for (guint i = 0; i < G_N_ELEMENTS (instruments); i++)
    {
      g_autoptr (GByteArray) once = g_byte_array_new (), again = g_byte_array_new ();
      g_autoptr (GByteArray) other = g_byte_array_new ();

      g_test_message ("%s", instruments[i].name);
      g_assert_true (instruments[i].run (pair, 1, NULL, once));
      g_assert_true (instruments[i].run (copy, 1, NULL, again));
      g_assert_true (instruments[i].run (pair, 2, NULL, other));
      g_assert_cmpmem (once->data, once->len, again->data, again->len);
      g_assert_cmpuint (once->len, ==, other->len);
      g_assert_true (memcmp (once->data, other->data, once->len) != 0);
    }
  copy->free (copy);
  free_pair (pair, parameters);
}

/* As far apart as two measurements of 10,000 and 50,000 messages may be. */
static void
assert_near (NcAuditInterval found, double expected)
{
  g_assert_cmpfloat (fabs (found.value - expected), <=, found.high - found.low + 0.001);
}

static void
test_stopped (void)
{
  NcAuditCipher *cipher = nc_audit_known_new (NC_AUDIT_KNOWN_PAD_FUZZY, 18, 3);

  for (guint i = 0; i < G_N_ELEMENTS (instruments); i++)
    {
      Watch watch = { .n_allowed = 1 };
      NcAuditProgress progress = { report, &watch };

      g_test_message ("%s", instruments[i].name);
      g_assert_false (instruments[i].run (cipher, 1, &progress, NULL));
      g_assert_cmpuint (watch.n_reports, ==, 1);
      watch = (Watch){ .n_allowed = G_MAXUINT };
      g_assert_true (instruments[i].run (cipher, 1, &progress, NULL));
      g_assert_cmpuint (watch.n_reports, >=, 2);
      g_assert_cmpfloat_with_epsilon (watch.share, 1, 1e-12);
    }
  cipher->free (cipher);
}

/* The engine measures Bob of a pair that was trained a little on other messages: both
 * are within their errors. Statistics of batch norm are those of its mini-batches
 * there. */
static void
test_agrees_with_engine (void)
{
  nc_real *parameters[NC_N_PARTIES] = { NULL }, *statistics[NC_N_PARTIES] = { NULL };
  g_autofree NcAuditTolerance *own = g_new (NcAuditTolerance, 1);
  g_autoptr (NcTrainer) trainer = NULL;
  g_autoptr (NcEvaluator) evaluator = NULL;
  NcSetup setup = make_setup (16);
  NcEvaluation evaluation;
  NcMeasurement measurement;
  NcAuditChannel channel;
  NcAuditCipher *pair;

  trainer = nc_trainer_new (&setup, 3, nc_kernels_get_best ());
  for (guint i = 0; i < 200; i++)
    g_assert_true (nc_trainer_step (trainer, &measurement));
  for (NcParty party = NC_ALICE; party <= NC_BOB; party++)
    {
      parameters[party] = nc_trainer_get_parameters (trainer, party);
      statistics[party] = nc_trainer_get_statistics (trainer, party);
    }
  evaluator = nc_evaluator_new (&setup, 3, nc_kernels_get_best ());
  nc_evaluator_measure (evaluator, parameters, statistics, NC_MODE_TRAINING, &evaluation);
  /* Neither nothing learnt nor all: a number that can be missed. */
  g_assert_cmpfloat (evaluation.bob[NC_KEY_FUZZY].bit_error, >, 0.02);
  g_assert_cmpfloat (evaluation.bob[NC_KEY_FUZZY].bit_error, <, 0.4);

  pair = nc_audit_pair_new (&setup, (const nc_real *const *) parameters, 3, nc_kernels_get_best ());
  nc_audit_tolerance_measure (pair, nc_kernels_get_best (), 1, 10240, NULL, own);
  nc_audit_channel_measure (pair, nc_kernels_get_best (), 1, 10240, NULL, &channel);
  for (NcKeyKind kind = NC_KEY_EXACT; kind <= NC_KEY_FUZZY; kind++)
    {
      guint d = kind == NC_KEY_EXACT ? 0 : setup.key_difference;

      assert_near (own->loss_rate[d], evaluation.bob[kind].loss_rate);
      assert_near (own->bit_error[d], evaluation.bob[kind].bit_error);
    }
  assert_near (own->random_loss_rate, evaluation.bob[NC_KEY_WRONG].loss_rate);
  assert_near (own->random_bit_error, evaluation.bob[NC_KEY_WRONG].bit_error);
  assert_near (channel.loss_rate[NC_AUDIT_CHANNEL_REAL], evaluation.bob[NC_KEY_FUZZY].loss_rate);
  assert_near (channel.exact_loss_rate[NC_AUDIT_CHANNEL_REAL],
               evaluation.bob[NC_KEY_EXACT].loss_rate);
  pair->free (pair);
}

/* A one-time pad that two networks compute is one to every instrument. */
static void
test_networks_of_a_pad (void)
{
  NcSetup setup = known_pair_setup ();
  g_autofree NcAuditTolerance *own = g_new (NcAuditTolerance, 1);
  NcAuditCipher *pair;
  NcAuditSearch search;
  NcAuditChosen chosen;
  Parties parties;

  init_parties (&parties, &setup);
  build_party (&parties, NC_ALICE, TRUE);
  build_party (&parties, NC_BOB, TRUE);
  pair = nc_audit_pair_new (&setup, (const nc_real *const *) parties.parameters, 1,
                            nc_kernels_get_best ());
  nc_audit_tolerance_measure (pair, nc_kernels_get_best (), 1, 1024, NULL, own);
  for (guint d = 0; d <= N; d++)
    g_assert_cmpfloat_with_epsilon (own->bit_error[d].value, (double) d / N, 1e-9);
  nc_audit_search_run (pair, nc_kernels_get_best (), 1, 0, 1, NULL, &search);
  g_assert_cmpuint (search.steps[0].n_left, ==, 1);
  g_assert_true (search.steps[0].true_key_left);
  nc_audit_chosen_run (pair, nc_kernels_get_best (), 1, 2048, 10240, NULL, &chosen);
  g_assert_cmpfloat (fabs (chosen.advantage.value), <, 0.04);
  pair->free (pair);
  clear_parties (&parties);
}

/* Each result is the nearest of 2^b numbers from -1 to 1, and the sign at last. */
static void
test_rounding (void)
{
  static const guint levels[] = { 0, 256, 16, 4, 2 };

  for (double x = -1.2; x < 1.2; x += 0.01)
    for (NcAuditChannelKind kind = 0; kind < NC_AUDIT_N_CHANNELS; kind++)
      {
        nc_real sent = (nc_real) x, received;
        double inside = CLAMP ((double) sent, -1, 1), step = 2.0 / (levels[kind] - 1), place;

        nc_audit_channel_send (kind, 1, &sent, &received);
        if (kind == NC_AUDIT_CHANNEL_REAL)
          g_assert_true (received == sent);
        else if (kind == NC_AUDIT_CHANNEL_SIGN)
          g_assert_true (received == (sent > 0 ? 1 : -1));
        else
          {
            place = ((double) received + 1) / step;
            g_assert_cmpfloat_with_epsilon (place, rint (place), 1e-4);
            g_assert_cmpfloat (fabs ((double) received - inside), <=, step / 2 + 1e-6);
            g_assert_cmpfloat (fabs ((double) received), <=, 1 + 1e-6);
          }
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/audit/instruments/repeatable", test_repeatable);
  g_test_add_func ("/audit/instruments/stopped", test_stopped);
  g_test_add_func ("/audit/instruments/agrees-with-engine", test_agrees_with_engine);
  g_test_add_func ("/audit/instruments/networks-of-a-pad", test_networks_of_a_pad);
  g_test_add_func ("/audit/instruments/rounding", test_rounding);

  return g_test_run ();
}
