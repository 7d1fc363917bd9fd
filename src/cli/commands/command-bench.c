/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fuzzy-key bench: how fast the engine is on this machine, and how fast it could be.
 */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "cli/bench/cli-bench.h"
#include "cli/cli.h"
#include "engine/kernels/nc-blas.h"

#define DEFAULT_SECONDS 24
#define MAX_SECONDS 3600
#define NOT_GIVEN G_MININT

/* Shares of the total time; the peak is measured between the steps. */
#define SHARE_OF_SGEMM 0.12
#define SHARE_OF_PARTS 0.1

typedef struct
{
  gboolean json;
  double seconds;
  char *kernels;
  char *step;
  int key_bits; /* or NOT_GIVEN, like the batch */
  int batch;
  gboolean steps_only;
  gboolean sgemm;
} Options;

static Options given = { .seconds = DEFAULT_SECONDS, .key_bits = NOT_GIVEN, .batch = NOT_GIVEN };

static const GOptionEntry table[] = {
  { "kernels", 0, 0, G_OPTION_ARG_STRING, &given.kernels,
    N_ ("Measure only these kernels, not all that the processor can run"), N_ ("KERNELS") },
  { "step", 0, 0, G_OPTION_ARG_STRING, &given.step,
    N_ ("Measure only this step, two-party or a-b-e"), N_ ("STEP") },
  { "key-bits", 0, 0, G_OPTION_ARG_INT, &given.key_bits,
    N_ ("Measure only one step, with keys of this many bits, 16 by default"), N_ ("N") },
  { "batch", 0, 0, G_OPTION_ARG_INT, &given.batch,
    N_ ("Measure only one step, with this many samples in a mini-batch, 512 by default"),
    N_ ("SAMPLES") },
  { "steps-only", 0, 0, G_OPTION_ARG_NONE, &given.steps_only,
    N_ ("Leave out the limits and the breakdown of a step’s time"), NULL },
  { "seconds", 0, 0, G_OPTION_ARG_DOUBLE, &given.seconds,
    N_ ("Take about this long in total, 24 by default"), N_ ("SECONDS") },
  { "json", 0, 0, G_OPTION_ARG_NONE, &given.json, N_ ("Print one JSON object"), NULL },
  { "sgemm", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, &given.sgemm, NULL, NULL },
  G_OPTION_ENTRY_NULL,
};

static const CliRange ranges[] = {
  { "key-bits", NC_MIN_KEY_BITS, NC_MAX_KEY_BITS, CLI_BOTH_ENDS },
  { "batch", 2, NC_MAX_BATCH, CLI_BOTH_ENDS },
  { "seconds", 0, MAX_SECONDS, CLI_ABOVE_LEAST },
  { 0 },
};

static gboolean
parse (int argc, char **argv)
{
  if (!cli_parse (&cli_command_bench, &argc, &argv))
    return FALSE;
  if (argc == 1)
    return TRUE;
  cli_complain (_ ("bench takes no argument; “%s” is one too many"), argv[1]);
  return FALSE;
}

static gboolean
add_variants (const Options *options, GArray *variants)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (const NcKernels *const *kernels = nc_kernels_get_all (); *kernels != NULL; kernels++)
    {
      CliBenchVariant variant = { .kernels = *kernels };

      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", (*kernels)->name);
      if (options->kernels == NULL || g_str_equal (options->kernels, (*kernels)->name))
        g_array_append_val (variants, variant);
    }
  if (variants->len > 0)
    return TRUE;
  cli_complain (_ ("--kernels is “%s”; this processor can run: %s"), options->kernels, names->str);
  return FALSE;
}

static void
add_step (CliBench *bench, CliBenchKind kind, guint key_bits, guint batch)
{
  for (guint i = 0; i < bench->variants->len; i++)
    {
      CliBenchStep step = {
        .kernels = g_array_index (bench->variants, CliBenchVariant, i).kernels,
        .kind = kind,
        .key_bits = key_bits,
        .batch = batch,
      };

      g_array_append_val (bench->steps, step);
    }
}

static void
add_all_steps (CliBench *bench)
{
  static const guint batches[] = { 256, 512, 1024, 4096 };
  static const guint key_bits[] = { 8, 32, 64, 128 }; /* 16 is covered by the batches */

  for (guint i = 0; i < G_N_ELEMENTS (batches); i++)
    add_step (bench, CLI_BENCH_TWO_PARTY, CLI_BENCH_KEY_BITS, batches[i]);
  add_step (bench, CLI_BENCH_A_B_E, CLI_BENCH_KEY_BITS, CLI_BENCH_BATCH);
  for (guint i = 0; i < G_N_ELEMENTS (key_bits); i++)
    add_step (bench, CLI_BENCH_TWO_PARTY, key_bits[i], CLI_BENCH_BATCH);
}

static gboolean
check_steps (const Options *options)
{
  if (options->step != NULL && !g_strv_contains (cli_bench_kind_names, options->step))
    cli_complain (_ ("--step is “%s”; allowed: two-party, a-b-e"), options->step);
  else if (options->key_bits != NOT_GIVEN && options->key_bits % 2 != 0)
    cli_complain (_ ("--key-bits is %d; allowed: an even number, %d to %d"), options->key_bits,
                  NC_MIN_KEY_BITS, NC_MAX_KEY_BITS);
  else
    return TRUE;
  return FALSE;
}

/* Adds all steps, or the requested one. */
static void
add_steps (const Options *options, CliBench *bench)
{
  gboolean is_a_b_e = g_strcmp0 (options->step, cli_bench_kind_names[CLI_BENCH_A_B_E]) == 0;

  if (options->step == NULL && options->key_bits == NOT_GIVEN && options->batch == NOT_GIVEN)
    add_all_steps (bench);
  else
    add_step (bench, is_a_b_e ? CLI_BENCH_A_B_E : CLI_BENCH_TWO_PARTY,
              options->key_bits == NOT_GIVEN ? CLI_BENCH_KEY_BITS : (guint) options->key_bits,
              options->batch == NOT_GIVEN ? CLI_BENCH_BATCH : (guint) options->batch);
}

static gboolean
measure (const Options *options, CliBench *bench, GError **error)
{
  guint n_variants = bench->variants->len;
  double share = options->steps_only ? 1 : 1 - SHARE_OF_SGEMM - SHARE_OF_PARTS;

  if (!cli_bench_measure_steps (bench, options->seconds * share, !options->steps_only, error))
    return FALSE;
  for (guint i = 0; !options->steps_only && i < n_variants; i++)
    {
      CliBenchVariant *variant = &g_array_index (bench->variants, CliBenchVariant, i);

      variant->sgemm_gflops = cli_bench_measure_sgemm (
          variant->kernels->name, options->seconds * SHARE_OF_SGEMM / n_variants, error);
      if (!(variant->sgemm_gflops > 0)
          || !cli_bench_measure_parts (variant, options->seconds * SHARE_OF_PARTS / n_variants,
                                       error))
        return FALSE;
    }
  return TRUE;
}

static CliStatus
run (int argc, char **argv)
{
  g_autoptr (GArray) variants = g_array_new (FALSE, TRUE, sizeof (CliBenchVariant));
  g_autoptr (GArray) steps = g_array_new (FALSE, TRUE, sizeof (CliBenchStep));
  CliBench bench = { variants, steps };
  g_autoptr (GError) error = NULL;

  if (!parse (argc, argv))
    return CLI_USAGE;
  if (given.sgemm)
    {
      cli_bench_answer_sgemm (given.seconds);
      return CLI_DONE;
    }
  if (!add_variants (&given, variants) || !check_steps (&given))
    return CLI_USAGE;
  add_steps (&given, &bench);
  nc_blas_pin ();
  if (!measure (&given, &bench, &error))
    {
      cli_complain ("%s", error->message);
      return CLI_FAILED;
    }
  if (given.json)
    cli_bench_print_json (&bench);
  else
    cli_bench_print_table (&bench);
  return CLI_DONE;
}

const CliCommand cli_command_bench = {
  .name = "bench",
  .arguments = "",
  .summary = N_ ("Measure how fast the engine is on this machine"),
  .description = N_ (
      "Times are medians for one thread on the monotonic clock: leave the machine idle meanwhile."),
  .options = table,
  .ranges = ranges,
  .run = run,
};
