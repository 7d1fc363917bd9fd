/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The trainings that benchmarks time.
 */
#include "cli/bench/cli-bench-setup.h"

#include "lab/experiment/lab-study-file.h"

const char *const cli_bench_kind_names[] = { "two-party", "a-b-e", NULL };

#define COMMON                                                                                     \
  "[study]\n"                                                                                      \
  "title=Benchmark\n"                                                                              \
  "reading=text\n"

static const char *const texts[] = {
  [CLI_BENCH_TWO_PARTY] = COMMON "[bob]\n"
                                 "dense=tanh;sigmoid\n"
                                 "batch-norm=true\n"
                                 "[training]\n"
                                 "rounds=50000\n"
                                 "iterations=2000\n",
  [CLI_BENCH_A_B_E] = COMMON "[parties]\n"
                             "eve=true\n"
                             "[alice]\n"
                             "batch-norm=true\n"
                             "[bob]\n"
                             "dense=tanh;sigmoid\n"
                             "batch-norm=true\n"
                             "[eve]\n"
                             "dense=tanh;sigmoid\n"
                             "batch-norm=true\n"
                             "[training]\n"
                             "rounds=25000\n"
                             "iterations=2000\n"
                             "learning-rate=0.0008\n"
                             "schedule=by-step\n"
                             "eve-steps=2\n"
                             "eve-term=squared\n",
};

LabExperiment *
cli_bench_make_experiment (CliBenchKind kind, guint key_bits, guint batch, GError **error)
{
  g_autofree char *n = g_strdup_printf ("%u", key_bits);
  g_autofree char *samples = g_strdup_printf ("%u", batch);
  g_autoptr (LabStudyFile) file
      = lab_study_file_new_from_text (texts[kind], -1, "the benchmark", error);

  if (file == NULL || !lab_study_file_force_value (file, "parties.key-bits", n, error)
      || !lab_study_file_force_value (file, "training.batch", samples, error))
    return NULL;
  return lab_study_file_resolve (file, LAB_BASE, NULL, error);
}
