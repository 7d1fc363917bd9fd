/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The count of multiply-adds against sums done by hand, N = 16, of one sample:
 *
 *   convolutions (a window of 4 over 32 places meets padding 4 times):
 *     (32 4 - 4) 2 + 16 2 8 + 16 16 + 16 4 = 824
 *   Alice: 2 * 32 32 + 3 * 824 = 4520; forward alone 32 32 + 824 = 1848
 *   Bob2: (32 + 32 + 16) 32 + 3 * 32 32 + 3 * 824 = 8104
 *   Eve in Alice and Bob's step: 2 * (16 32 + 32 32 + 824) = 4720
 *   Eve in her own: 2 * 16 32 + 3 * 32 32 + 3 * 824 = 6568
 */
#include "cli/bench/cli-bench-setup.h"
#include "engine/training/nc-flops.h"

#define ALICE 4520
#define ALICE_FORWARD 1848
#define BOB 8104
#define EVE_AGAINST 4720
#define EVE_OWN 6568

static LabExperiment *
make (CliBenchKind kind, guint batch)
{
  g_autoptr (GError) error = NULL;
  LabExperiment *experiment = cli_bench_make_experiment (kind, 16, batch, &error);

  g_assert_no_error (error);
  return experiment;
}

static void
test_two_party (void)
{
  g_autoptr (LabExperiment) experiment = make (CLI_BENCH_TWO_PARTY, 100);
  const NcSetup *setup = lab_experiment_get_setup (experiment);

  g_assert_cmpfloat (nc_setup_count_flops (setup, NC_TURN_ALICE_BOB), ==, 200.0 * (ALICE + BOB));
}

static void
test_by_step (void)
{
  g_autoptr (LabExperiment) experiment = make (CLI_BENCH_A_B_E, 100);
  NcSetup setup = *lab_experiment_get_setup (experiment);
  double alice_bob = ALICE + BOB + EVE_AGAINST, eve = ALICE_FORWARD + EVE_OWN;

  g_assert_cmpfloat (nc_setup_count_flops (&setup, NC_TURN_ALICE_BOB), ==,
                     200 * (alice_bob + 2 * eve));
  setup.eve_batch_factor = 2;
  g_assert_cmpfloat (nc_setup_count_flops (&setup, NC_TURN_ALICE_BOB), ==,
                     200 * (alice_bob + 4 * eve));
}

static void
test_by_round (void)
{
  g_autoptr (LabExperiment) experiment = make (CLI_BENCH_A_B_E, 100);
  NcSetup setup = *lab_experiment_get_setup (experiment);

  setup.schedule = NC_SCHEDULE_BY_ROUND;
  g_assert_cmpfloat (nc_setup_count_flops (&setup, NC_TURN_ALICE_BOB), ==,
                     200.0 * (ALICE + BOB + EVE_AGAINST));
  g_assert_cmpfloat (nc_setup_count_flops (&setup, NC_TURN_EVE), ==,
                     200.0 * (ALICE_FORWARD + EVE_OWN));
}

/* An output layer in place of the convolutions: 32 16 multiply-adds. */
static void
test_output_layer (void)
{
  g_autoptr (LabExperiment) experiment = make (CLI_BENCH_TWO_PARTY, 100);
  NcSetup setup = *lab_experiment_get_setup (experiment);

  setup.topologies[NC_ALICE].convolutions = FALSE;
  g_assert_cmpfloat (nc_setup_count_flops (&setup, NC_TURN_ALICE_BOB), ==,
                     200.0 * (ALICE - 3 * 824 + 3 * 32 * 16 + BOB));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bench/flops/two-party", test_two_party);
  g_test_add_func ("/bench/flops/by-step", test_by_step);
  g_test_add_func ("/bench/flops/by-round", test_by_round);
  g_test_add_func ("/bench/flops/output-layer", test_output_layer);
  return g_test_run ();
}
