/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fuzzy-key bench: what it prints and what it refuses, never how fast it is.
 */
#include <math.h>
#include <string.h>

#include "cli-fixture.h"

/* Members that are positive numbers, all of the same names as expected. */
static void
check_numbers (JsonObject *object, const char *const *names, guint n)
{
  g_assert_cmpuint (json_object_get_size (object), ==, n);
  for (guint i = 0; i < n; i++)
    {
      g_test_message ("%s is %g", names[i], json_object_get_double_member (object, names[i]));
      g_assert_cmpfloat (json_object_get_double_member (object, names[i]), >, 0);
    }
}

/* Which steps are listed: "v3 two-party 16 512" each. */
static GHashTable *
check_steps (JsonArray *steps)
{
  GHashTable *found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < json_array_get_length (steps); i++)
    {
      JsonObject *step = json_array_get_object_element (steps, i);
      double fraction = json_object_get_double_member_with_default (step, "peak_fraction", 0.5);

      g_assert_cmpfloat (json_object_get_double_member (step, "us_per_sample"), >, 0);
      g_assert_cmpfloat (json_object_get_double_member (step, "gflops"), >, 0);
      g_assert_true (fraction > 0);
      g_assert_true (g_hash_table_add (
          found, g_strdup_printf ("%s %s %d %d", json_object_get_string_member (step, "kernels"),
                                  json_object_get_string_member (step, "step"),
                                  (int) json_object_get_int_member (step, "key_bits"),
                                  (int) json_object_get_int_member (step, "batch"))));
    }
  return found;
}

static void
test_json (void)
{
  static const char *const expected[] = {
    "two-party 16 256",  "two-party 16 512", "two-party 16 1024",
    "two-party 16 4096", "a-b-e 16 512",     "two-party 8 512",
    "two-party 32 512",  "two-party 64 512", "two-party 128 512",
  };
  static const char *const parts[] = {
    "convolutions_forward",
    "activations",
    "batch_norm",
    "convolutions_backward",
  };
  static const char *const others[] = {
    "random", "dense_forward", "dense_backward", "objective", "adam", "rest",
  };
  g_auto (Result) result = fixture_succeed ("bench", "--json", "--seconds", "0.3", NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *root = fixture_parse (parser, result.out);
  JsonObject *peaks = json_object_get_object_member (root, "peak_gflops");
  g_autoptr (GList) variants = json_object_get_members (peaks);
  JsonArray *breakdown = json_object_get_array_member (root, "breakdown");
  g_autoptr (GHashTable) found = check_steps (json_object_get_array_member (root, "steps"));
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (GList *each = variants; each != NULL; each = each->next)
    {
      g_ptr_array_add (names, each->data);
      for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
        {
          g_autofree char *step = g_strdup_printf ("%s %s", (char *) each->data, expected[i]);

          g_assert_true (g_hash_table_contains (found, step));
        }
    }
  g_assert_true (json_object_has_member (peaks, "baseline"));
  g_assert_cmpuint (g_hash_table_size (found), ==, names->len * G_N_ELEMENTS (expected));
  check_numbers (peaks, (const char *const *) names->pdata, names->len);
  check_numbers (json_object_get_object_member (root, "sgemm_gflops"),
                 (const char *const *) names->pdata, names->len);
  g_assert_cmpuint (json_array_get_length (breakdown), ==, names->len);
  for (guint i = 0; i < names->len; i++)
    {
      JsonObject *variant = json_array_get_object_element (breakdown, i);
      JsonObject *times = json_object_get_object_member (variant, "ns_per_sample");

      /* Dense products are no kernel's where OpenBLAS does them, a small part may
       * drown in the cost of timing it, and what is left when all is subtracted may
       * fall below zero. */
      for (guint other = 0; other < G_N_ELEMENTS (others); other++)
        {
          g_assert_true (isfinite (json_object_get_double_member (times, others[other])));
          json_object_remove_member (times, others[other]);
        }
      check_numbers (times, parts, G_N_ELEMENTS (parts));
    }
  g_assert_cmpstr (json_object_get_string_member (root, "processor"), !=, "");
  g_assert_nonnull (strstr (json_object_get_string_member (root, "blas"), "OpenBLAS"));
  g_assert_nonnull (json_object_get_string_member (root, "version"));
}

/* A single step, as other programs ask for it. */
static void
test_one_step (void)
{
  g_auto (Result) result
      = fixture_succeed ("bench", "--json", "--seconds", "0.05", "--kernels", "baseline", "--step",
                         "a-b-e", "--key-bits", "8", "--batch", "33", "--steps-only", NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *root = fixture_parse (parser, result.out);
  g_autoptr (GHashTable) found = check_steps (json_object_get_array_member (root, "steps"));

  g_assert_cmpuint (g_hash_table_size (found), ==, 1);
  g_assert_true (g_hash_table_contains (found, "baseline a-b-e 8 33"));
  g_assert_false (json_object_has_member (root, "peak_gflops"));
}

static void
test_table (void)
{
  g_auto (Result) result = fixture_succeed ("bench", "--seconds", "0.1", "--kernels", "baseline",
                                            "--batch", "64", NULL);
  g_auto (Result) help = fixture_succeed ("bench", "--help", NULL);

  g_test_message ("%s", result.out);
  g_assert_nonnull (strstr (result.out, "two-party       16      64"));
  g_assert_nonnull (strstr (result.out, "best sgemm"));
  g_assert_nonnull (strstr (result.out, "convolutions backward"));
  g_assert_nonnull (strstr (help.out, "fuzzy-key bench ["));
  g_assert_null (strstr (help.out, "sgemm"));
}

static void
test_refusals (void)
{
  fixture_refuse (2, "bench|figure-6", "bench", "figure-6", NULL);
  fixture_refuse (2, "--seconds|0|3600", "bench", "--seconds", "0", NULL);
  fixture_refuse (2, "--seconds|nan", "bench", "--seconds", "nan", NULL);
  fixture_refuse (2, "--kernels|fast|baseline", "bench", "--kernels", "fast", NULL);
  fixture_refuse (2, "--step|three|two-party|a-b-e", "bench", "--step", "three", NULL);
  fixture_refuse (2, "--batch|0|65536", "bench", "--batch", "0", NULL);
  fixture_refuse (2, "--batch|1|2", "bench", "--batch", "1", NULL);
  fixture_refuse (2, "--key-bits|7|8|256", "bench", "--key-bits", "7", NULL);
}

int
main (int argc, char **argv)
{
  fixture_init (&argc, &argv);
  g_test_add_func ("/bench/command/json", test_json);
  g_test_add_func ("/bench/command/one-step", test_one_step);
  g_test_add_func ("/bench/command/table", test_table);
  g_test_add_func ("/bench/command/refusals", test_refusals);
  return g_test_run ();
}
