/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How fast OpenBLAS multiplies large matrices on one core, for each instruction set.
 */
#include "config.h"

#include "cli/bench/cli-bench.h"

#include <cblas.h>
#include <gio/gio.h>
#include <glib/gi18n.h>
#include <stdio.h>

static const int sizes[] = { 128, 256, 384, 512, 768 };

/* The OpenBLAS core type that uses a variant's instructions. */
static const char *
get_core_type (const char *name)
{
  static const struct
  {
    const char *kernels;
    const char *core_type;
  } pairs[] = {
#ifdef __x86_64__
    { "baseline", "Prescott" },
    { "v3", "Haswell" },
    { "v4", "SkylakeX" },
#endif
    { NULL, NULL },
  };

  for (guint i = 0; pairs[i].kernels != NULL; i++)
    if (g_str_equal (pairs[i].kernels, name))
      return pairs[i].core_type;
  return NULL;
}

/* size^3 multiply-adds, two operations each. */
static double
measure_size (int size, double seconds)
{
  gsize n = (gsize) size * (gsize) size;
  g_autofree float *memory = g_new (float, 3 * n);
  float *a = memory, *b = memory + n, *c = memory + 2 * n;
  double gflops[CLI_BENCH_REPETITIONS];

  for (gsize i = 0; i < n; i++)
    {
      a[i] = (float) (i % 7) - 3;
      b[i] = (float) (i % 5) - 2;
      c[i] = 0;
    }
  for (guint repetition = 0; repetition < CLI_BENCH_REPETITIONS; repetition++)
    {
      gint64 start = g_get_monotonic_time (), now;
      guint n_products = 0;

      do
        {
          cblas_sgemm (CblasRowMajor, CblasNoTrans, CblasNoTrans, size, size, size, 1, a, size, b,
                       size, 0, c, size);
          n_products++;
          now = g_get_monotonic_time ();
        }
      while ((double) (now - start) < seconds * G_USEC_PER_SEC / CLI_BENCH_REPETITIONS
             || now == start);
      gflops[repetition] = 2.0 * (double) n * size * n_products / ((double) (now - start) * 1e3);
    }
  return cli_bench_get_median (gflops, CLI_BENCH_REPETITIONS);
}

void
cli_bench_answer_sgemm (double seconds)
{
  double best = 0;

  openblas_set_num_threads (1);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    best = MAX (best, measure_size (sizes[i], seconds / G_N_ELEMENTS (sizes)));
  printf ("%.17g\n", best);
}

double
cli_bench_measure_sgemm (const char *name, double seconds, GError **error)
{
  g_autoptr (GSubprocessLauncher) launcher
      = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autofree char *program = g_file_read_link ("/proc/self/exe", error);
  g_autofree char *share = g_strdup_printf ("%g", seconds);
  g_autofree char *answer = NULL;
  g_autoptr (GSubprocess) process = NULL;
  const char *core_type = get_core_type (name);
  double gflops;

  if (program == NULL)
    return 0;
  if (core_type != NULL)
    g_subprocess_launcher_setenv (launcher, "OPENBLAS_CORETYPE", core_type, TRUE);
  process = g_subprocess_launcher_spawn (launcher, error, program, "bench", "--sgemm", "--seconds",
                                         share, NULL);
  if (process == NULL || !g_subprocess_communicate_utf8 (process, NULL, NULL, &answer, NULL, error))
    return 0;
  gflops = g_ascii_strtod (answer, NULL);
  if (!g_subprocess_get_successful (process) || gflops <= 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                   _ ("the speed of OpenBLAS with core type %s could not be measured"),
                   core_type != NULL ? core_type : openblas_get_corename ());
      return 0;
    }
  return gflops;
}
