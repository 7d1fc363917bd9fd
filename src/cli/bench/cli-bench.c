/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Times training steps.
 */
#include "config.h"

#include "cli/bench/cli-bench.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <unistd.h>

#include "engine/training/nc-flops.h"
#include "engine/training/nc-trainer.h"

#define WARM_UP_STEPS 2
#define PEAK_SHARE 0.02 /* of the total time, per variant */

/* A step's trainer and its times so far. */
typedef struct
{
  NcTrainer *trainer;
  double us_per_sample[CLI_BENCH_REPETITIONS];
} Timing;

static void
clear_timing (Timing *timing)
{
  g_clear_pointer (&timing->trainer, nc_trainer_free);
}

static int
compare_numbers (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

double
cli_bench_get_median (double *numbers, guint n)
{
  qsort (numbers, n, sizeof *numbers, compare_numbers);
  return (numbers[(n - 1) / 2] + numbers[n / 2]) / 2;
}

double
cli_bench_measure_peak (const NcKernels *kernels, double seconds)
{
  _Alignas(NC_ALIGNMENT) nc_real sums[NC_LANES] = { 0 };
  gint64 start = g_get_monotonic_time (), now;
  double flops = 0;

  do
    {
      flops += (double) kernels->multiply_add (10000, (nc_real) 0.999, (nc_real) 0.001, sums);
      now = g_get_monotonic_time ();
    }
  while ((double) (now - start) < seconds * G_USEC_PER_SEC || now == start);
  return flops / ((double) (now - start) * 1e3);
}

static gboolean
train (NcTrainer *trainer, guint n_steps, GError **error)
{
  NcMeasurement measurement;

  for (guint i = 0; i < n_steps; i++)
    if (!nc_trainer_step (trainer, &measurement))
      {
        g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                             _ ("the training to be timed diverged"));
        return FALSE;
      }
  return TRUE;
}

static gboolean
begin (const CliBenchStep *step, Timing *timing, GError **error)
{
  g_autoptr (LabExperiment) experiment
      = cli_bench_make_experiment (step->kind, step->key_bits, step->batch, error);

  if (experiment == NULL)
    return FALSE;
  timing->trainer = nc_trainer_new (lab_experiment_get_setup (experiment), 1, step->kernels);
  return train (timing->trainer, WARM_UP_STEPS, error);
}

/* One repetition: whole steps until the time is up. */
static gboolean
repeat (const CliBenchStep *step, Timing *timing, guint repetition, double seconds, GError **error)
{
  gint64 start, now;
  guint n_steps = 0;

  /* Warm up: the caches still hold another step's data. */
  if (!train (timing->trainer, 1, error))
    return FALSE;
  start = g_get_monotonic_time ();
  do
    {
      if (!train (timing->trainer, 1, error))
        return FALSE;
      n_steps++;
      now = g_get_monotonic_time ();
    }
  while ((double) (now - start) < seconds * G_USEC_PER_SEC || now == start);
  timing->us_per_sample[repetition] = (double) (now - start) / n_steps / step->batch;
  return TRUE;
}

static void
end (CliBenchStep *step, Timing *timing)
{
  double flops = nc_setup_count_flops (nc_trainer_get_setup (timing->trainer), NC_TURN_ALICE_BOB);

  step->us_per_sample = cli_bench_get_median (timing->us_per_sample, CLI_BENCH_REPETITIONS);
  step->gflops = flops / step->batch / step->us_per_sample / 1e3;
}

/* A progress line on a terminal, overwritten by the next. */
static void
show_progress (guint repetition)
{
  if (!isatty (STDERR_FILENO))
    return;
  if (repetition < CLI_BENCH_REPETITIONS)
    g_printerr (_ ("\rMeasuring, %u of %u"), repetition + 1, CLI_BENCH_REPETITIONS);
  else
    g_printerr ("\r\033[K");
}

gboolean
cli_bench_measure_steps (CliBench *bench, double seconds, gboolean with_peak, GError **error)
{
  guint n_steps = bench->steps->len, n_variants = bench->variants->len;
  CliBenchStep *steps = (CliBenchStep *) (void *) bench->steps->data;
  CliBenchVariant *variants = (CliBenchVariant *) (void *) bench->variants->data;
  g_autoptr (GArray) all = g_array_sized_new (FALSE, TRUE, sizeof (Timing), n_steps);
  double (*peaks)[CLI_BENCH_REPETITIONS];
  g_autofree gpointer peak_memory = peaks = g_malloc0_n (n_variants, sizeof *peaks);
  double each
      = seconds / CLI_BENCH_REPETITIONS * (1 - with_peak * PEAK_SHARE * n_variants) / n_steps;

  g_array_set_clear_func (all, (GDestroyNotify) clear_timing);
  g_array_set_size (all, n_steps);
  for (guint i = 0; i < n_steps; i++)
    if (!begin (&steps[i], &g_array_index (all, Timing, i), error))
      return FALSE;
  for (guint repetition = 0; repetition < CLI_BENCH_REPETITIONS; repetition++)
    {
      show_progress (repetition);
      for (guint i = 0; with_peak && i < n_variants; i++)
        peaks[i][repetition] = cli_bench_measure_peak (
            variants[i].kernels, seconds / CLI_BENCH_REPETITIONS * PEAK_SHARE);
      for (guint i = 0; i < n_steps; i++)
        if (!repeat (&steps[i], &g_array_index (all, Timing, i), repetition, each, error))
          return FALSE;
    }
  show_progress (CLI_BENCH_REPETITIONS);
  for (guint i = 0; with_peak && i < n_variants; i++)
    variants[i].peak_gflops = cli_bench_get_median (peaks[i], CLI_BENCH_REPETITIONS);
  for (guint i = 0; i < n_steps; i++)
    end (&steps[i], &g_array_index (all, Timing, i));
  return TRUE;
}
