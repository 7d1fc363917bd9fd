/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Measures training steps, the limits of the processor, and where a step's time goes.
 *
 * Times are wall-clock time of one thread, by the monotonic clock. A median over repetitions
 * filters out other load on the machine.
 */
#pragma once

#include "cli/bench/cli-bench-setup.h"
#include "engine/kernels/nc-kernels.h"

G_BEGIN_DECLS

#define CLI_BENCH_REPETITIONS 7

/* The parts of a step's time. */
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
  CLI_BENCH_REST, /* outside kernels: OpenBLAS products, copies, sums over groups */
} CliBenchPart;
#define CLI_BENCH_N_PARTS (CLI_BENCH_REST + 1)

/* As in JSON: "random", "dense_forward", … */
extern const char *const cli_bench_part_names[CLI_BENCH_N_PARTS];

/* One step with one kernel variant. */
typedef struct
{
  const NcKernels *kernels;
  CliBenchKind kind;
  guint key_bits;
  guint batch;
  double us_per_sample; /* median */
  double gflops;        /* by nc_setup_count_flops(), at the median time */
} CliBenchStep;

typedef struct
{
  const NcKernels *kernels;
  double peak_gflops;              /* multiply-adds in registers, median; 0 if not measured */
  double sgemm_gflops;             /* OpenBLAS with these instructions, best size; else 0 */
  double parts[CLI_BENCH_N_PARTS]; /* ns per sample of the standard step; 0 if not measured */
} CliBenchVariant;

typedef struct
{
  GArray *variants; /* of CliBenchVariant, slowest first */
  GArray *steps;    /* of CliBenchStep */
} CliBench;

/**
 * cli_bench_measure_steps:
 * @bench: variants and steps, to be filled in
 * @seconds: approximate total
 * @with_peak: whether to measure the peak too, between the steps
 *
 * Every repetition measures all of them in turn, so that a slow moment of the machine affects all
 * alike.
 *
 * Returns: FALSE with an error if a training diverges
 */
gboolean
cli_bench_measure_steps (CliBench *bench, double seconds, gboolean with_peak, GError **error);

/**
 * cli_bench_measure_peak:
 *
 * Returns: GFLOP/s of one thread doing only multiply-adds
 */
double cli_bench_measure_peak (const NcKernels *kernels, double seconds);

/**
 * cli_bench_measure_sgemm:
 * @name: of the kernels whose instructions OpenBLAS must use
 *
 * Runs in a separate process, because OpenBLAS chooses its instructions when loaded.
 *
 * Returns: GFLOP/s at its best size, 0 with an error
 */
double cli_bench_measure_sgemm (const char *name, double seconds, GError **error);

/**
 * cli_bench_answer_sgemm:
 *
 * The body of that process: prints GFLOP/s on standard output.
 */
void cli_bench_answer_sgemm (double seconds);

/**
 * cli_bench_measure_parts:
 * @variant: its parts are filled in
 *
 * Trains the standard step with self-timing kernels, alternating with plain ones that show the
 * cost of timing. The parts add up to a plain step; the rest of a very short measurement may be
 * negative.
 */
gboolean cli_bench_measure_parts (CliBenchVariant *variant, double seconds, GError **error);

/**
 * cli_bench_get_median:
 * @numbers: [n], sorted by the call
 */
double cli_bench_get_median (double *numbers, guint n);

/**
 * cli_bench_describe_processor:
 *
 * Returns: (transfer full): its name as reported by the system
 */
char *cli_bench_describe_processor (void);

void cli_bench_print_table (const CliBench *bench);
void cli_bench_print_json (const CliBench *bench);

G_END_DECLS
