/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every key by itself: which values it takes, which it refuses, and how the
 * refusal reads. A key that the table forgets fails the test.
 */
#include <glib.h>
#include <string.h>

#include "lab/experiment/lab-error.h"
#include "lab/experiment/lab-key.h"

#define BOOLEAN "true|false", "|True|TRUE|yes|1|0|true |nan|true;false"
#define UNIT_OPEN                                                                                  \
  "1|0.5|1e-5|1E-5|.25|5e-1|0.000001",                                                             \
      "|0|-0|0.0|-1|1.0001|2|nan|NaN|inf|-inf|infinity|0x1p-3|0x1|1e999|1e-999|1,5|0.1.1|1e|e|+|." \
      "|0.1 | 0.1|0.1N|N|1e-5x|NULL|1;1"
#define BETA                                                                                       \
  "0|0.9|0.999|0.5e-3|0.99999999",                                                                 \
      "|1|1.0|2|-0.1|-1e-9|nan|inf|0x0|1e999|0.9 | 0.9|0,9|N|0.9f|--0.1"
#define COUNT_REFUSED "|-1|+1|1.0|1.5|1e1|0x1|nan|inf| 1|1 |N|2N|one|1;1|1,1|18446744073709551617"

static const struct
{
  const char *name; /* "*.key" stands for the four groups networks, alice, bob, eve */
  const char *allowed;
  const char *refused;
} table[] = {
  { "parties.key-bits", "8|10|16|016|128|256",
    "|0|6|7|9|15|17|255|257|258|-8|+16|16.0|1e1|0x10|nan|inf| 16|16 |N|2N|sixteen|8;8" },
  { "parties.key-difference", "0|1|16|256", "|257|" COUNT_REFUSED },
  { "parties.fuzzing", "per-sample|per-batch|fixed",
    "|Fixed|per sample|sample|fixed |fixed;fixed" },
  { "parties.eve", BOOLEAN },
  { "*.convolution-activation", "sigmoid|tanh|relu|leaky-relu|none",
    "|Sigmoid|ReLU|leaky|elu|sigmoid;tanh|none |0" },
  { "*.biases", BOOLEAN },
  { "*.initialisation", "xavier-uniform|xavier-normal", "|xavier|none|zero|uniform" },
  { "*.norm-epsilon", UNIT_OPEN },
  { "*.norm-momentum", UNIT_OPEN },
  { "*.leaky-slope", "0|0.2|1|1e-3", "|-0.1|1.1|nan|inf|0x0|1e999|0.2 |N|x" },
  { "alice.dense", "sigmoid|tanh;sigmoid|relu;relu;relu;leaky-relu",
    "|;|sigmoid;|;sigmoid|sigmoid;;tanh|none|sigmoid,tanh|Sigmoid|tanh; sigmoid"
    "|tanh;tanh;tanh;tanh;tanh" },
  { "alice.width", "1|16|N|2N|16N|4096|2N;2N|3N;32;N;1",
    "|0|4097|17N|0N|-N|-2N|1.5N|n|2n|N2|N;|;N|2N,2N|nan|inf|0x10|2N;2N;2N;2N;2N| N|2 N|1e1" },
  { "alice.batch-norm", BOOLEAN },
  { "training.rounds", "1|10|100000000", "|0|100000001|" COUNT_REFUSED },
  { "training.iterations", "1|2000|100000000", "|0|100000001|" COUNT_REFUSED },
  { "training.batch", "1|512|65536", "|0|65537|" COUNT_REFUSED },
  { "training.learning-rate", UNIT_OPEN },
  { "training.learning-rate-changes", "none|1:0.01|200:1e-4;300:1|99999999:1",
    "|;|None|0.01|1|1:|:0.1|0:0.1|100000000:0.1|1:0|1:1.1|1:nan|1:0x1|1:0.1;|;1:0.1|2:0.1;2:0.2"
    "|3:0.1;2:0.2|1:0.1 |1: 0.1|none;1:0.1|-1:0.1|1.5:0.1|1:0.1,2:0.2|1:0.1:2" },
  { "training.stop-bob-loss-rate", "0|0.2|1|1e-3", "|-0.1|1.1|nan|inf|0x0|1e999|0.2 |N|x" },
  { "training.stop-eve-loss-rate", "0|0.2|1|1e-3", "|-0.1|1.1|nan|inf|0x0|1e999|0.2 |N|x" },
  { "training.stop-window", "1|100|10000", "|0|10001|" COUNT_REFUSED },
  { "training.stop-plateau-rounds", "0|3|10000", "|10001|" COUNT_REFUSED },
  { "training.beta1", BETA },
  { "training.beta2", BETA },
  { "training.epsilon", UNIT_OPEN },
  { "training.schedule", "together|by-step|by-round", "|by-epoch|By-Step|step|by step" },
  { "training.eve-steps", "1|2|100", "|0|101|" COUNT_REFUSED },
  { "training.eve-batch-factor", "1|2", "|0|3|" COUNT_REFUSED },
  { "training.bob-objective", "absolute|squared", "|cross-entropy|l1|Absolute" },
  { "training.bob-weight", "1|0.001|1000000|1e6|N|2N|16N",
    "|0|-1|1000001|17N|0N|-N|1.5N|nan|inf|0x1|1e999|NN|n" },
  { "training.eve-term", "linear|squared|squared-per-sample", "|none|cubic|Linear" },
  { "training.seed", "0|1|4294967295", "|4294967296|-1|+1|1.0|1e3|0x1|nan| 1|1 |N|seed" },
};

/* The row of a key; keys of alice stand for those of bob and eve. */
static guint
find_row (const char *name)
{
  const char *point = strchr (name, '.');
  g_autofree char *any = g_strconcat ("*", point, NULL);
  g_autofree char *alice = g_strconcat ("alice", point, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    if (g_str_equal (table[i].name, name) || g_str_equal (table[i].name, any)
        || ((g_str_has_prefix (name, "bob.") || g_str_has_prefix (name, "eve."))
            && g_str_equal (table[i].name, alice)))
      return i;
  g_error ("the table has no row for %s", name);
}

static void
check_refusal (const LabKey *key, const char *value)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *allowed = lab_key_describe_allowed (key);
  g_autofree char *group
      = g_strdup_printf ("[%.*s]", (int) (strchr (key->name, '.') - key->name), key->name);
  g_autofree char *pair = g_strdup_printf ("%s=%s", strchr (key->name, '.') + 1, value);

  if (lab_key_check (key, value, &error))
    g_error ("%s takes “%s”", key->name, value);
  g_assert_error (error, LAB_ERROR, LAB_ERROR_VALUE);
  g_assert_nonnull (strstr (error->message, group));
  g_assert_nonnull (strstr (error->message, pair));
  g_assert_nonnull (strstr (error->message, allowed));
  g_assert_null (strchr (error->message, '\n'));
}

static void
test_values (void)
{
  guint n_keys;
  const LabKey *keys = lab_key_get_all (&n_keys);

  for (guint i = 0; i < n_keys; i++)
    {
      guint row = find_row (keys[i].name);
      g_auto (GStrv) allowed = g_strsplit (table[row].allowed, "|", -1);
      g_auto (GStrv) refused = g_strsplit (table[row].refused, "|", -1);

      for (guint j = 0; allowed[j] != NULL; j++)
        {
          g_autoptr (GError) error = NULL;

          g_assert_true (lab_key_check (&keys[i], allowed[j], &error));
          g_assert_no_error (error);
        }
      for (guint j = 0; refused[j] != NULL; j++)
        check_refusal (&keys[i], refused[j]);
    }
}

static void
test_all (void)
{
  guint n_keys;
  const LabKey *keys = lab_key_get_all (&n_keys);

  g_assert_cmpuint (n_keys, ==, 4 + 6 + 3 * 9 + 19);
  for (guint i = 0; i < n_keys; i++)
    {
      const char *point = strchr (keys[i].name, '.');
      g_autofree char *parent = g_strconcat ("networks", point, NULL);
      const LabKey *found = lab_key_find_parent (&keys[i]);

      g_assert_nonnull (point);
      g_assert_true (lab_key_find (keys[i].name) == &keys[i]);
      g_assert_cmpuint (strlen (keys[i].summary), >, 3);
      g_assert_true (keys[i].flags & LAB_KEY_OF_PARTY ? found != NULL : found == NULL);
      if (found != NULL)
        g_assert_cmpstr (found->name, ==, parent);
    }
  g_assert_null (lab_key_find ("parties"));
  g_assert_null (lab_key_find ("parties."));
  g_assert_null (lab_key_find ("key-bits"));
  g_assert_null (lab_key_find ("Parties.key-bits"));
  g_assert_null (lab_key_find (""));
}

static void
test_counts (void)
{
  g_assert_cmpuint (lab_key_parse_count ("12", 16), ==, 12);
  g_assert_cmpuint (lab_key_parse_count ("N", 16), ==, 16);
  g_assert_cmpuint (lab_key_parse_count ("2N", 16), ==, 32);
  g_assert_cmpuint (lab_key_parse_count ("16N", 256), ==, 4096);
  g_assert_cmpuint (lab_key_parse_count ("0", 16), ==, 0);
}

static void
check_allowed (const char *name, const char *expected)
{
  g_autofree char *allowed = lab_key_describe_allowed (lab_key_find (name));

  g_assert_cmpstr (allowed, ==, expected);
}

static void
test_descriptions (void)
{
  check_allowed ("parties.key-bits", "an even whole number from 8 to 256");
  check_allowed ("parties.eve", "true or false");
  check_allowed ("parties.fuzzing", "per-sample, per-batch or fixed");
  check_allowed ("training.rounds", "a whole number from 1 to 100000000");
  check_allowed ("training.seed", "a whole number from 0 to 4294967295");
  check_allowed ("training.learning-rate", "a number greater than 0 and at most 1");
  check_allowed ("training.beta1", "a number of at least 0 and less than 1");
  check_allowed ("bob.dense", "1 to 4 of sigmoid, tanh, relu or leaky-relu, separated by “;”");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lab/key/all", test_all);
  g_test_add_func ("/lab/key/values", test_values);
  g_test_add_func ("/lab/key/counts", test_counts);
  g_test_add_func ("/lab/key/descriptions", test_descriptions);
  return g_test_run ();
}
