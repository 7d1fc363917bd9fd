/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Prints the measurements, as a table for people and as JSON for programs.
 */
#include "config.h"

#include "cli/bench/cli-bench.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "cli/cli.h"
#include "engine/kernels/nc-blas.h"

char *
cli_bench_describe_processor (void)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (g_file_get_contents ("/proc/cpuinfo", &text, NULL, NULL))
    lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines != NULL && lines[i] != NULL; i++)
    {
      const char *colon = strchr (lines[i], ':');

      if (g_str_has_prefix (lines[i], "model name") && colon != NULL)
        return g_strstrip (g_strdup (colon + 1));
    }
  return g_strdup (_ ("unknown"));
}

static const CliBenchVariant *
get_variant (const CliBench *bench, guint index)
{
  return &g_array_index (bench->variants, CliBenchVariant, index);
}

static const CliBenchStep *
get_step (const CliBench *bench, guint index)
{
  return &g_array_index (bench->steps, CliBenchStep, index);
}

static const CliBenchVariant *
find_variant (const CliBench *bench, const NcKernels *kernels)
{
  for (guint i = 0; i < bench->variants->len; i++)
    if (get_variant (bench, i)->kernels == kernels)
      return get_variant (bench, i);
  g_assert_not_reached ();
}

static gboolean
is_same_step (const CliBenchStep *a, const CliBenchStep *b)
{
  return a->kind == b->kind && a->key_bits == b->key_bits && a->batch == b->batch;
}

/* The same step with other kernels. */
static const CliBenchStep *
find_step (const CliBench *bench, const CliBenchStep *like, const NcKernels *kernels)
{
  for (guint i = 0; i < bench->steps->len; i++)
    if (is_same_step (get_step (bench, i), like) && get_step (bench, i)->kernels == kernels)
      return get_step (bench, i);
  g_assert_not_reached ();
}

static void
print_variants_line (const CliBench *bench, const char *head)
{
  g_print ("%-26s", head);
  for (guint i = 0; i < bench->variants->len; i++)
    g_print ("  %22s", get_variant (bench, i)->kernels->name);
  g_print ("\n");
}

static void
print_limits (const CliBench *bench)
{
  print_variants_line (bench, _ ("Limits of one core"));
  g_print ("%-26s", _ ("multiply-adds, GFLOP/s"));
  for (guint i = 0; i < bench->variants->len; i++)
    g_print ("  %22.1f", get_variant (bench, i)->peak_gflops);
  g_print ("\n%-26s", _ ("best sgemm, GFLOP/s"));
  for (guint i = 0; i < bench->variants->len; i++)
    g_print ("  %22.1f", get_variant (bench, i)->sgemm_gflops);
  g_print ("\n\n");
}

static void
print_step (const CliBench *bench, const CliBenchStep *step)
{
  g_print ("%-10s  %6u  %6u", cli_bench_kind_names[step->kind], step->key_bits, step->batch);
  for (guint i = 0; i < bench->variants->len; i++)
    {
      const CliBenchVariant *variant = get_variant (bench, i);
      const CliBenchStep *own = find_step (bench, step, variant->kernels);

      g_print ("  %9.3f %6.1f", own->us_per_sample, own->gflops);
      if (variant->peak_gflops > 0)
        g_print (" %3.0f %%", 100 * own->gflops / variant->peak_gflops);
      else
        g_print ("      ");
    }
  g_print ("\n");
}

static void
print_steps (const CliBench *bench)
{
  g_print (_ ("Microseconds per sample, GFLOP/s, share of the multiply-add limit\n"));
  g_print ("%-10s  %6s  %6s", _ ("step"), _ ("N"), _ ("batch"));
  for (guint i = 0; i < bench->variants->len; i++)
    g_print ("  %22s", get_variant (bench, i)->kernels->name);
  g_print ("\n");
  for (guint i = 0; i < bench->steps->len; i++)
    if (get_step (bench, i)->kernels == get_variant (bench, 0)->kernels)
      print_step (bench, get_step (bench, i));
}

static void
print_parts (const CliBench *bench)
{
  static const char *const words[CLI_BENCH_N_PARTS] = {
    N_ ("random numbers"),        N_ ("dense forward"), N_ ("convolutions forward"),
    N_ ("activations"),           N_ ("batch norm"),    N_ ("dense backward"),
    N_ ("convolutions backward"), N_ ("objective"),     N_ ("Adam and sums"),
    N_ ("OpenBLAS and the rest"),
  };

  g_print ("\n");
  print_variants_line (bench, _ ("Nanoseconds per sample"));
  for (CliBenchPart part = CLI_BENCH_RANDOM; part < CLI_BENCH_N_PARTS; part++)
    {
      g_print ("%-26s", _ (words[part]));
      for (guint i = 0; i < bench->variants->len; i++)
        g_print ("  %22.1f", get_variant (bench, i)->parts[part]);
      g_print ("\n");
    }
}

void
cli_bench_print_table (const CliBench *bench)
{
  g_autofree char *processor = cli_bench_describe_processor ();
  g_autofree char *blas = nc_blas_describe ();
  gboolean limits = get_variant (bench, 0)->peak_gflops > 0;

  g_print (_ ("Processor: %s\n"), processor);
  g_print ("%s\n", blas);
  g_print (_ ("One thread, monotonic clock, medians of %d repetitions.\n\n"),
           CLI_BENCH_REPETITIONS);
  if (limits)
    print_limits (bench);
  print_steps (bench);
  if (limits)
    print_parts (bench);
}

static void
add_number (JsonBuilder *builder, const char *name, double number)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_double_value (builder, number);
}

static void
add_count (JsonBuilder *builder, const char *name, guint number)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, number);
}

static void
add_word (JsonBuilder *builder, const char *name, const char *word)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, word);
}

static void
add_machine (JsonBuilder *builder)
{
  g_autofree char *processor = cli_bench_describe_processor ();
  g_autofree char *blas = nc_blas_describe ();

  add_word (builder, "version", LAB_VERSION);
  add_word (builder, "processor", processor);
  add_word (builder, "blas", blas);
  add_word (builder, "clock", "monotonic");
  add_count (builder, "threads", 1);
  add_count (builder, "repetitions", CLI_BENCH_REPETITIONS);
}

static void
add_step (JsonBuilder *builder, const CliBenchStep *step, double peak_gflops)
{
  json_builder_begin_object (builder);
  add_word (builder, "kernels", step->kernels->name);
  add_word (builder, "step", cli_bench_kind_names[step->kind]);
  add_count (builder, "key_bits", step->key_bits);
  add_count (builder, "batch", step->batch);
  add_number (builder, "us_per_sample", step->us_per_sample);
  add_number (builder, "gflops", step->gflops);
  if (peak_gflops > 0)
    add_number (builder, "peak_fraction", step->gflops / peak_gflops);
  json_builder_end_object (builder);
}

static void
add_parts (JsonBuilder *builder, const CliBenchVariant *variant)
{
  json_builder_begin_object (builder);
  add_word (builder, "kernels", variant->kernels->name);
  add_word (builder, "step", cli_bench_kind_names[CLI_BENCH_TWO_PARTY]);
  add_count (builder, "key_bits", CLI_BENCH_KEY_BITS);
  add_count (builder, "batch", CLI_BENCH_BATCH);
  json_builder_set_member_name (builder, "ns_per_sample");
  json_builder_begin_object (builder);
  for (CliBenchPart part = CLI_BENCH_RANDOM; part < CLI_BENCH_N_PARTS; part++)
    add_number (builder, cli_bench_part_names[part], variant->parts[part]);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
}

/* Omitted if they were not measured. */
static void
add_limits (JsonBuilder *builder, const CliBench *bench)
{
  if (!(get_variant (bench, 0)->peak_gflops > 0))
    return;
  json_builder_set_member_name (builder, "peak_gflops");
  json_builder_begin_object (builder);
  for (guint i = 0; i < bench->variants->len; i++)
    add_number (builder, get_variant (bench, i)->kernels->name,
                get_variant (bench, i)->peak_gflops);
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "sgemm_gflops");
  json_builder_begin_object (builder);
  for (guint i = 0; i < bench->variants->len; i++)
    add_number (builder, get_variant (bench, i)->kernels->name,
                get_variant (bench, i)->sgemm_gflops);
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "breakdown");
  json_builder_begin_array (builder);
  for (guint i = 0; i < bench->variants->len; i++)
    add_parts (builder, get_variant (bench, i));
  json_builder_end_array (builder);
}

void
cli_bench_print_json (const CliBench *bench)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  json_builder_begin_object (builder);
  add_machine (builder);
  add_limits (builder, bench);
  json_builder_set_member_name (builder, "steps");
  json_builder_begin_array (builder);
  for (guint i = 0; i < bench->steps->len; i++)
    add_step (builder, get_step (bench, i),
              find_variant (bench, get_step (bench, i)->kernels)->peak_gflops);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  text = json_to_string (root, TRUE);
  cli_print_text (text);
  cli_print_text ("\n");
}
