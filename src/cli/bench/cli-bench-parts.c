/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where a step's time goes: trains with a table of kernels that time the real ones.
 *
 * Kernels get no user data, so the sums are static; only one thread at a time may measure.
 */
#include "config.h"

#include "cli/bench/cli-bench.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>
#include <time.h>

#include "engine/training/nc-trainer.h"

const char *const cli_bench_part_names[CLI_BENCH_N_PARTS] = {
  "random",     "dense_forward",  "convolutions_forward",  "activations",
  "batch_norm", "dense_backward", "convolutions_backward", "objective",
  "adam",       "rest",
};

static const NcKernels *real;
static guint64 ticks[CLI_BENCH_N_PARTS];
static guint64 calls[CLI_BENCH_N_PARTS];

/* The time stamp counter where available: a third of the cost of the clock. */
static inline guint64
read_ticks (void)
{
#ifdef __x86_64__
  return __builtin_ia32_rdtsc ();
#else
  struct timespec now;

  clock_gettime (CLOCK_MONOTONIC, &now);
  return (guint64) now.tv_sec * 1000000000 + (guint64) now.tv_nsec;
#endif
}

static inline void
count (CliBenchPart part, guint64 start)
{
  ticks[part] += read_ticks () - start;
  calls[part]++;
}

/* Every void kernel that a step calls: its name, its part of the step, its parameters and its
 * arguments. */
#define FOR_EACH_KERNEL(DO)                                                                        \
  DO (dense_forward, DENSE_FORWARD,                                                                \
      (guint in, guint out, const nc_real *weight, const nc_real *bias, const nc_real *x,          \
       nc_real *y),                                                                                \
      (in, out, weight, bias, x, y))                                                               \
  DO (dense_backward_data, DENSE_BACKWARD,                                                         \
      (guint in, guint out, guint rows, const nc_real *weight, const nc_real *dy, nc_real *dx),    \
      (in, out, rows, weight, dy, dx))                                                             \
  DO (dense_set_gradient, DENSE_BACKWARD,                                                          \
      (guint in, guint out, const nc_real *x, const nc_real *dy, nc_real *gradient,                \
       nc_real *scratch),                                                                          \
      (in, out, x, dy, gradient, scratch))                                                         \
  DO (dense_add_gradient, DENSE_BACKWARD,                                                          \
      (guint in, guint out, const nc_real *x, const nc_real *dy, nc_real *gradient,                \
       nc_real *scratch),                                                                          \
      (in, out, x, dy, gradient, scratch))                                                         \
  DO (add_row_sums, DENSE_BACKWARD, (guint rows, const nc_real *x, nc_real *sums),                 \
      (rows, x, sums))                                                                             \
  DO (activate, ACTIVATIONS,                                                                       \
      (NcActivation activation, nc_real slope, guint rows, const nc_real *x, nc_real *y),          \
      (activation, slope, rows, x, y))                                                             \
  DO (activate_backward, ACTIVATIONS,                                                              \
      (NcActivation activation, nc_real slope, guint rows, const nc_real *y, const nc_real *dy,    \
       nc_real *dx),                                                                               \
      (activation, slope, rows, y, dy, dx))                                                        \
  DO (convolution_forward, CONVOLUTIONS_FORWARD,                                                   \
      (guint index, guint length, const nc_real *weight, const nc_real *bias, const nc_real *x,    \
       nc_real *y),                                                                                \
      (index, length, weight, bias, x, y))                                                         \
  DO (convolution_backward, CONVOLUTIONS_BACKWARD,                                                 \
      (guint index, NcActivation activation, nc_real slope, guint length, const nc_real *weight,   \
       const nc_real *x, const nc_real *dy, nc_real *dx, nc_real *weight_lanes,                    \
       nc_real *bias_lanes),                                                                       \
      (index, activation, slope, length, weight, x, dy, dx, weight_lanes, bias_lanes))             \
  DO (add_moments, NORM,                                                                           \
      (guint rows, guint n_lanes, const nc_real *shift, const nc_real *x, nc_real *sums,           \
       nc_real *squares),                                                                          \
      (rows, n_lanes, shift, x, sums, squares))                                                    \
  DO (normalise_activate, NORM,                                                                    \
      (NcActivation activation, nc_real slope, guint rows, const nc_real *mean,                    \
       const nc_real *scale, const nc_real *shift, const nc_real *x, nc_real *y),                  \
      (activation, slope, rows, mean, scale, shift, x, y))                                         \
  DO (activate_norm_backward, NORM,                                                                \
      (NcActivation activation, nc_real slope, guint rows, const nc_real *mean,                    \
       const nc_real *inverse, const nc_real *x, const nc_real *y, const nc_real *dy, nc_real *dx, \
       nc_real *sums, nc_real *products),                                                          \
      (activation, slope, rows, mean, inverse, x, y, dy, dx, sums, products))                      \
  DO (norm_backward, NORM,                                                                         \
      (guint rows, guint n_lanes, const nc_real *mean, const nc_real *a, const nc_real *b,         \
       const nc_real *c, const nc_real *x, const nc_real *dy, nc_real *dx),                        \
      (rows, n_lanes, mean, a, b, c, x, dy, dx))                                                   \
  DO (measure, OBJECTIVE,                                                                          \
      (guint outputs, nc_real slope, nc_real offset, const nc_real *plaintext,                     \
       const nc_real *output, nc_real *losses, gint32 *wrong),                                     \
      (outputs, slope, offset, plaintext, output, losses, wrong))                                  \
  DO (set_delta, OBJECTIVE,                                                                        \
      (guint outputs, guint n_lanes, nc_real a, nc_real b, nc_real c, const nc_real *plaintext,    \
       const nc_real *output, nc_real *delta),                                                     \
      (outputs, n_lanes, a, b, c, plaintext, output, delta))                                       \
  DO (random_bits, RANDOM,                                                                         \
      (guint32 seed, guint32 stream, guint32 iteration, const guint32 *samples, guint n_words,     \
       guint32 *bits),                                                                             \
      (seed, stream, iteration, samples, n_words, bits))                                           \
  DO (random_subset, RANDOM,                                                                       \
      (guint32 seed, guint32 stream, guint32 iteration, const guint32 *samples, guint n,           \
       guint n_bits, guint32 *bits),                                                               \
      (seed, stream, iteration, samples, n, n_bits, bits))                                         \
  DO (write_signs, RANDOM, (guint n_bits, const guint32 *bits, nc_real *rows),                     \
      (n_bits, bits, rows))                                                                        \
  DO (add_numbers, ADAM, (gsize n, const nc_real *from, nc_real *to), (n, from, to))

#define DEFINE(name, part, parameters, arguments)                                                  \
  static void name parameters                                                                      \
  {                                                                                                \
    guint64 start = read_ticks ();                                                                 \
                                                                                                   \
    real->name arguments;                                                                          \
    count (CLI_BENCH_##part, start);                                                               \
  }
FOR_EACH_KERNEL (DEFINE)

static nc_real
adam (gsize n,
      nc_real beta1,
      nc_real beta2,
      nc_real step_size,
      nc_real root_correction,
      nc_real epsilon,
      const nc_real *gradient,
      nc_real *m,
      nc_real *v,
      nc_real *parameters)
{
  guint64 start = read_ticks ();
  nc_real nothing = real->adam (n, beta1, beta2, step_size, root_correction, epsilon, gradient, m,
                                v, parameters);

  count (CLI_BENCH_ADAM, start);
  return nothing;
}

#define FIELD(name, part, parameters, arguments) .name = name,
static const NcKernels timed = { .name = "timed", .adam = adam, FOR_EACH_KERNEL (FIELD) };

/* A kernel missing above would be NULL here: the only other fields are name, adam and
 * multiply_add, which no step calls, and blas_weights. */
#define COUNT(name, part, parameters, arguments) +1
G_STATIC_ASSERT (sizeof (NcKernels) == (4 FOR_EACH_KERNEL (COUNT)) * sizeof (gpointer));

/* The cost in ticks of timing one call in an otherwise idle loop, and the part of it between the
 * two readings, which is counted as the kernel's. */
static void
measure_own_cost (double *whole, double *counted)
{
  enum
  {
    N = 20000
  };
  guint64 start = read_ticks ();

  ticks[CLI_BENCH_REST] = 0;
  for (guint i = 0; i < N; i++)
    count (CLI_BENCH_REST, read_ticks ());
  *whole = (double) (read_ticks () - start) / N;
  *counted = (double) ticks[CLI_BENCH_REST] / N;
}

static NcTrainer *
new_trainer (const NcKernels *kernels, GError **error)
{
  g_autoptr (LabExperiment) experiment
      = cli_bench_make_experiment (CLI_BENCH_TWO_PARTY, CLI_BENCH_KEY_BITS, CLI_BENCH_BATCH, error);

  return experiment == NULL ? NULL
                            : nc_trainer_new (lab_experiment_get_setup (experiment), 1, kernels);
}

/* Ticks per step: the parts of timed steps, then timed and plain steps as a whole. */
enum
{
  TIMED = CLI_BENCH_REST,
  PLAIN,
  N_COLUMNS
};

/* Appends one step's ticks to a column. */
static gboolean
time_step (NcTrainer *trainer, GArray *column, GError **error)
{
  NcMeasurement measurement;
  guint64 start = read_ticks ();
  gboolean sound = nc_trainer_step (trainer, &measurement);
  double own = (double) (read_ticks () - start);

  g_array_append_val (column, own);
  if (!sound)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                         _ ("the training to be timed diverged"));
  return sound;
}

/* Times a plain step, then one with timed kernels. */
static gboolean
time_both (NcTrainer *plain, NcTrainer *with_times, GArray **columns, GError **error)
{
  if (!time_step (plain, columns[PLAIN], error))
    return FALSE;
  memset (ticks, 0, sizeof ticks);
  memset (calls, 0, sizeof calls);
  if (!time_step (with_times, columns[TIMED], error))
    return FALSE;
  for (CliBenchPart part = CLI_BENCH_RANDOM; part < CLI_BENCH_REST; part++)
    {
      double own = (double) ticks[part];

      g_array_append_val (columns[part], own);
    }
  return TRUE;
}

/* Converts ticks per step into nanoseconds per sample, by medians over the steps. The difference
 * between timed and plain steps is the cost of timing, equal for every call and less than in an
 * idle loop; the share counted as the kernels' is subtracted, so that the parts add up to a plain
 * step. */
static void
fill_in (CliBenchVariant *variant, GArray **columns, double ns_per_tick)
{
  double median[N_COLUMNS], n_calls = 0, whole, counted, cost;

  for (guint i = 0; i < N_COLUMNS; i++)
    median[i] = cli_bench_get_median ((double *) (void *) columns[i]->data, columns[i]->len);
  for (CliBenchPart part = CLI_BENCH_RANDOM; part < CLI_BENCH_REST; part++)
    n_calls += (double) calls[part]; /* every step has as many */
  measure_own_cost (&whole, &counted);
  cost = CLAMP ((median[TIMED] - median[PLAIN]) / n_calls, 0, whole) * counted / whole;

  variant->parts[CLI_BENCH_REST] = median[PLAIN] * ns_per_tick / CLI_BENCH_BATCH;
  for (CliBenchPart part = CLI_BENCH_RANDOM; part < CLI_BENCH_REST; part++)
    {
      double own = MAX (median[part] - cost * (double) calls[part], 0);

      variant->parts[part] = own * ns_per_tick / CLI_BENCH_BATCH;
      variant->parts[CLI_BENCH_REST] -= variant->parts[part];
    }
}

gboolean
cli_bench_measure_parts (CliBenchVariant *variant, double seconds, GError **error)
{
  NcKernels kernels = timed;
  g_autoptr (NcTrainer) plain = new_trainer (variant->kernels, error);
  g_autoptr (NcTrainer) with_times = NULL;
  GArray *columns[N_COLUMNS];
  gint64 start, now;
  guint64 first;
  gboolean sound;

  if (plain == NULL)
    return FALSE;
  real = variant->kernels;
  kernels.blas_weights = real->blas_weights;
  with_times = new_trainer (&kernels, error);
  for (guint i = 0; i < N_COLUMNS; i++)
    columns[i] = g_array_new (FALSE, FALSE, sizeof (double));

  start = g_get_monotonic_time ();
  first = read_ticks ();
  do
    {
      sound = time_both (plain, with_times, columns, error);
      now = g_get_monotonic_time ();
    }
  while (sound && ((double) (now - start) < seconds * G_USEC_PER_SEC || now == start));
  if (sound)
    fill_in (variant, columns, (double) (now - start) * 1e3 / (double) (read_ticks () - first));
  for (guint i = 0; i < N_COLUMNS; i++)
    g_array_unref (columns[i]);
  return sound;
}
