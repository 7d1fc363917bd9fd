/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Measuring: training steps, the limits of the processor, and what a step's time
 * is spent on.
 *
 * Times are of the monotonic clock, one thread: what a person waits. A median
 * over repetitions keeps out what else the machine did meanwhile.
 */
#pragma once

#include "cli/bench/cli-bench-setup.h"
#include "engine/kernels/nc-kernels.h"

G_BEGIN_DECLS

#define CLI_BENCH_REPETITIONS 7

/* What a step's time is spent on. */
typedef enum
{
  CLI_BENCH_RANDOM,
  CLI_BENCH_DENSE_FORWARD,
  CLI_BENCH_CONVOLUTIONS_FORWARD,
  CLI_BENCH_ACTIVATIONS,
  CLI_BENCH_NORM,
  CLI_BENCH_DENSE_BACKWARD,
  CLI_BENCH_CONVOLUTIONS_BACKWARD,
  CLI_BENCH_OBJECTIVE,
  CLI_BENCH_ADAM,
  CLI_BENCH_REST, /* what is no kernel's: dense products that OpenBLAS does for this variant,
                     copies, sums over groups */
} CliBenchPart;
#define CLI_BENCH_N_PARTS (CLI_BENCH_REST + 1)

/* As in JSON: "random", "dense_forward", … */
extern const char *const cli_bench_part_names[CLI_BENCH_N_PARTS];

/* One step with one variant of the kernels. */
typedef struct
{
  const NcKernels *kernels;
  CliBenchKind kind;
  guint key_bits;
  guint batch;
  double us_per_sample; /* median */
  double gflops;        /* of nc_setup_count_flops(), at the median */
} CliBenchStep;

/* One variant. */
typedef struct
{
  const NcKernels *kernels;
  double peak_gflops;              /* multiply-adds in registers, median; 0: not measured */
  double sgemm_gflops;             /* OpenBLAS for these instructions, its best size; likewise */
  double parts[CLI_BENCH_N_PARTS]; /* ns per sample of the standard step, likewise */
} CliBenchVariant;

typedef struct
{
  GArray *variants; /* of CliBenchVariant, the slowest first */
  GArray *steps;    /* of CliBenchStep */
} CliBench;

/**
 * cli_bench_measure_steps:
 * @bench: variants and steps, to be filled in
 * @seconds: for all of them together, about
 * @with_peak: whether the peak is measured too, between the steps
 *
 * Every repetition measures all of them in turn, so that a slow moment of the
 * machine meets all alike.
 *
 * Returns: FALSE with an error when a training diverges
 */
gboolean
cli_bench_measure_steps (CliBench *bench, double seconds, gboolean with_peak, GError **error);

/**
 * cli_bench_measure_peak:
 *
 * Returns: GFLOP/s of one thread that does nothing but multiply-adds
 */
double cli_bench_measure_peak (const NcKernels *kernels, double seconds);

/**
 * cli_bench_measure_sgemm:
 * @name: of the kernels whose instructions OpenBLAS is held to
 *
 * Asks a process of its own, for OpenBLAS chooses its instructions when it is
 * loaded.
 *
 * Returns: GFLOP/s of its best size, 0 with an error
 */
double cli_bench_measure_sgemm (const char *name, double seconds, GError **error);

/**
 * cli_bench_answer_sgemm:
 *
 * What that process does: prints GFLOP/s on standard output.
 */
void cli_bench_answer_sgemm (double seconds);

/**
 * cli_bench_measure_parts:
 * @variant: whose parts are filled in
 *
 * Trains the standard step with kernels that take their own time, in turns with
 * plain ones that say what the taking costs. The parts add up to a plain step;
 * the rest of a very short measurement may be below zero.
 */
gboolean cli_bench_measure_parts (CliBenchVariant *variant, double seconds, GError **error);

/**
 * cli_bench_get_median:
 * @numbers: [n], sorted afterwards
 */
double cli_bench_get_median (double *numbers, guint n);

/**
 * cli_bench_describe_processor:
 *
 * Returns: (transfer full): its name, as the system has it
 */
char *cli_bench_describe_processor (void);

void cli_bench_print_table (const CliBench *bench);
void cli_bench_print_json (const CliBench *bench);

G_END_DECLS
