/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a mistyped name was meant to be.
 */
#include "base/suggest.h"

#include <string.h>

static const char *const names[] = {
  "key-bits", "key-difference", "fuzzing", "eve", "bob", "learning-rate", "true", "false", NULL,
};

static void
test_slips (void)
{
  static const char *const pairs[][2] = {
    { "key-bit", "key-bits" },
    { "keybits", "key-bits" },
    { "ekv", NULL },
    { "key_bits", "key-bits" },
    { "Key-Bits", "key-bits" },
    { "fuzzying", "fuzzing" },
    { "fuzzzing", "fuzzing" },
    { "fuzizng", "fuzzing" },
    { "leanring-rate", "learning-rate" },
    { "evve", "eve" },
    { "eev", "eve" },
    { "TRUE", "true" },
    { "flase", "false" },
    { "key-bits", "key-bits" },
    { "bits", NULL },
    { "momentum", NULL },
    { "", NULL },
    { "x", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    g_assert_cmpstr (base_suggest (pairs[i][0], names), ==, pairs[i][1]);
}

static void
test_beginnings (void)
{
  g_assert_cmpstr (base_suggest ("learn", names), ==, "learning-rate");
  g_assert_cmpstr (base_suggest ("key-dif", names), ==, "key-difference");
  g_assert_null (base_suggest ("key-", names)); /* two begin so */
  g_assert_null (base_suggest ("le", names));   /* too short to say anything */
}

static void
test_nearest_and_first (void)
{
  const char *const near[] = { "figure-10", "figure-3", "figure-5", NULL };
  const char *const none[] = { NULL };
  const char *const labels[] = { "n = 1", "n = 2", NULL };

  g_assert_cmpstr (base_suggest ("figure-1", near), ==, "figure-10");
  g_assert_cmpstr (base_suggest ("figure3", near), ==, "figure-3");
  g_assert_cmpstr (base_suggest ("figure-33", near), ==, "figure-3");
  g_assert_null (base_suggest ("figure-3", none));
  g_assert_cmpstr (base_suggest ("n=2", labels), ==, "n = 2");
  g_assert_cmpstr (base_suggest (" n = 1", labels), ==, "n = 1");
}

/* Whatever it is, the answer comes at once and from within bounds. */
static void
test_long (void)
{
  g_autofree char *word = g_strnfill (100000, 'e');
  const char *const long_names[] = { word, "eve", NULL };

  g_assert_null (base_suggest (word, names));
  g_assert_cmpstr (base_suggest ("evee", long_names), ==, "eve");
  word[64] = '\0';
  g_assert_null (base_suggest (word, names));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/suggest/slips", test_slips);
  g_test_add_func ("/suggest/beginnings", test_beginnings);
  g_test_add_func ("/suggest/nearest-and-first", test_nearest_and_first);
  g_test_add_func ("/suggest/long", test_long);
  return g_test_run ();
}
