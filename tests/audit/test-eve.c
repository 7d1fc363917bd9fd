/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A fresh Eve against pairs whose answers are known: she reads what is in the
 * clear, and learns nothing of a one-time pad.
 */
#include <math.h>

#include "audit/nc-audit-eve.h"
#include "engine-fixture.h"
#include "known-pair.h"

#define N_STEPS 3000

static NcAuditEve *
make_eve (const Parties *parties, guint nth)
{
  NcTopology topology = fixture_topology (N, N, 2);

  return nc_audit_eve_new (&parties->setup, &topology, parties->parameters[NC_ALICE],
                           parties->statistics[NC_ALICE], 3, nth, nc_kernels_get_best ());
}

static void
train (NcAuditEve *eve, guint n_steps)
{
  for (guint i = 0; i < n_steps; i++)
    nc_audit_eve_step (eve);
}

static void
test_in_the_clear (void)
{
  NcSetup setup = known_pair_setup ();
  Parties parties;
  g_autoptr (NcAuditEve) eve = NULL;
  NcLoss loss;

  setup.batch = 256;
  setup.learning_rate = 0.005;
  init_parties (&parties, &setup);
  build_party (&parties, NC_ALICE, FALSE);
  eve = make_eve (&parties, 0);
  g_assert_cmpfloat (nc_audit_eve_measure (eve).bit_error, >, 0.3);
  train (eve, N_STEPS);
  loss = nc_audit_eve_measure (eve);
  g_assert_cmpfloat (loss.bit_error, <, 0.02);
  g_assert_cmpfloat (loss.loss_rate, <, 0.05);
  clear_parties (&parties);
}

static void
test_one_time_pad (void)
{
  NcSetup setup = known_pair_setup ();
  Parties parties;
  g_autoptr (NcAuditEve) eve = NULL;

  setup.batch = 256;
  setup.learning_rate = 0.005;
  init_parties (&parties, &setup);
  build_party (&parties, NC_ALICE, TRUE);
  eve = make_eve (&parties, 0);
  train (eve, N_STEPS);
  /* Four standard errors over 51200 x 8 bits. */
  g_assert_cmpfloat_with_epsilon (nc_audit_eve_measure (eve).bit_error, 0.5, 0.0032);
  clear_parties (&parties);
}

/* The same Eve again is the same to the bit; another is another; the pair stays. */
static void
test_repeatable (void)
{
  NcSetup setup = known_pair_setup ();
  Parties parties;
  NcLoss losses[3];

  init_parties (&parties, &setup);
  build_party (&parties, NC_ALICE, FALSE);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (NcAuditEve) eve = make_eve (&parties, i / 2);

      train (eve, 20);
      losses[i] = nc_audit_eve_step (eve);
    }
  g_assert_true (losses[0].loss_rate == losses[1].loss_rate);
  g_assert_false (losses[0].loss_rate == losses[2].loss_rate);
  clear_parties (&parties);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/audit/eve/in-the-clear", test_in_the_clear);
  g_test_add_func ("/audit/eve/one-time-pad", test_one_time_pad);
  g_test_add_func ("/audit/eve/repeatable", test_repeatable);

  return g_test_run ();
}
