/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A few of the standard steps, for check-budget to count their instructions
 * under callgrind, which counts in nc_trainer_step () alone.
 *
 * Usage: one-step STEPS, with NC_KERNELS naming the kernels; status 77 when the
 * processor, or what stands for it, cannot run those.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/bench/cli-bench-setup.h"
#include "engine/training/nc-trainer.h"

#define SKIPPED 77

int
main (int argc, char **argv)
{
  const NcKernels *kernels = nc_kernels_get_best ();
  const char *wanted = getenv ("NC_KERNELS");
  g_autoptr (LabExperiment) experiment = NULL;
  g_autoptr (NcTrainer) trainer = NULL;
  g_autoptr (GError) error = NULL;
  NcMeasurement measurement;

  if (argc != 2 || wanted == NULL || atoi (argv[1]) < 1)
    {
      fprintf (stderr, "Usage: NC_KERNELS=v3 one-step STEPS\n");
      return 2;
    }
  if (strcmp (kernels->name, wanted) != 0)
    return SKIPPED;
  experiment = cli_bench_make_experiment (CLI_BENCH_TWO_PARTY, CLI_BENCH_KEY_BITS, CLI_BENCH_BATCH,
                                          &error);
  g_assert_no_error (error);
  trainer = nc_trainer_new (lab_experiment_get_setup (experiment), 1, kernels);
  for (int step = 0; step < atoi (argv[1]); step++)
    if (!nc_trainer_step (trainer, &measurement))
      return 1;
  return 0;
}
