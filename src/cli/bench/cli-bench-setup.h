/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The trainings that benchmarks time. Tests count their instructions too, so this must depend on
 * no other part of the program.
 */
#pragma once

#include "lab/experiment/lab-experiment.h"

G_BEGIN_DECLS

typedef enum
{
  CLI_BENCH_TWO_PARTY, /* the standard step: Alice, and Bob2 with batch norm */
  CLI_BENCH_A_B_E,     /* figure 10's networks, schedule by step with two Eve steps, squared term */
} CliBenchKind;

/* "two-party", "a-b-e", NULL. */
extern const char *const cli_bench_kind_names[];

#define CLI_BENCH_KEY_BITS 16
#define CLI_BENCH_BATCH 512

/**
 * cli_bench_make_experiment:
 *
 * The reading "text" with n = 3, and more rounds than any benchmark trains.
 *
 * Returns: (transfer full): NULL with an error if N or the batch size is invalid
 */
LabExperiment *
cli_bench_make_experiment (CliBenchKind kind, guint key_bits, guint batch, GError **error);

G_END_DECLS
