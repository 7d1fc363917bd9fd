/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What fuzzy-key prints without training: help, version, lists, studies.
 */
#include <string.h>

#include "cli-fixture.h"
#include "folder-fixture.h"

static const char *const commands[]
    = { "list", "show", "train", "plot", "encrypt", "decrypt", "bench" };

static void
test_help (void)
{
  g_auto (Result) whole = fixture_succeed ("--help", NULL);
  g_auto (Result) version = fixture_succeed ("--version", NULL);

  g_assert_true (g_str_has_prefix (version.out, "fuzzy-key "));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_auto (Result) help = fixture_succeed (commands[i], "--help", NULL);
      g_auto (Result) again = fixture_succeed (commands[i], "--version", NULL);
      g_autofree char *usage = g_strconcat ("fuzzy-key ", commands[i], " [", NULL);

      g_assert_nonnull (strstr (whole.out, commands[i]));
      g_assert_nonnull (strstr (help.out, usage));
      g_assert_nonnull (strstr (help.out, "--version"));
      g_assert_cmpstr (again.out, ==, version.out);
    }
}

static void
test_keys (void)
{
  g_auto (Result) help = fixture_succeed ("show", "--help", NULL);
  g_autofree char *flat = fixture_flatten (help.out);

  g_assert_nonnull (strstr (help.out, "parties.key-difference"));
  g_assert_nonnull (strstr (help.out, "training.eve-term"));
  g_assert_nonnull (strstr (flat, "linear, squared or squared-per-sample"));
}

static void
test_list (void)
{
  g_auto (Result) list = fixture_succeed ("list", NULL);
  g_auto (Result) json = fixture_succeed ("list", "--json", NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonArray *studies = json_object_get_array_member (fixture_parse (parser, json.out), "studies");

  g_assert_cmpuint (json_array_get_length (studies), ==, 16);
  for (guint i = 0; i < json_array_get_length (studies); i++)
    {
      JsonObject *study = json_array_get_object_element (studies, i);
      const char *name = json_object_get_string_member (study, "name");
      g_auto (Result) shown = fixture_succeed ("show", name, NULL);
      g_autofree char *title
          = g_strconcat ("title=", json_object_get_string_member (study, "title"), "\n", NULL);
      g_autofree char *reading
          = g_strconcat ("reading=", json_object_get_string_member (study, "reading"), "\n", NULL);

      g_assert_nonnull (strstr (list.out, name));
      g_assert_nonnull (strstr (list.out, json_object_get_string_member (study, "title")));
      g_assert_nonnull (strstr (shown.out, title));
      g_assert_nonnull (strstr (shown.out, reading));
      g_assert_cmpint (json_object_get_int_member (study, "curves"), >, 0);
    }
}

/* What is shown is a study that shows the same. */
static void
test_show (void)
{
  char *folder = fixture_make_folder ();
  g_autofree char *path = g_build_filename (folder, "mine.ini", NULL);
  g_auto (Result) shown = fixture_succeed ("show", "figure-6", NULL);
  g_auto (Result) again = { 0 };
  g_auto (Result) other = { 0 };
  g_auto (Result) inferred = fixture_succeed ("show", "figure-6-inferred", NULL);
  g_auto (Result) reading = fixture_succeed ("show", "figure-6", "--reading", "inferred", NULL);

  fixture_write (path, shown.out);
  again = fixture_succeed ("show", path, NULL);
  g_assert_cmpstr (again.out, ==, shown.out);
  other = fixture_succeed ("show", path, "--set", "parties.key-difference=7", "--set",
                           "training.learning-rate=1e-3", NULL);
  g_assert_null (strstr (other.out, "key-difference=1\n"));
  g_assert_nonnull (strstr (other.out, "[curve n = 1]\nparties.key-difference=7\n"));
  g_assert_nonnull (strstr (other.out, "\nlearning-rate=1e-3\n"));
  g_assert_nonnull (strstr (inferred.out, "convolution-activation=relu\n"));
  g_assert_nonnull (strstr (reading.out, "convolution-activation=relu\n"));
  g_assert_nonnull (strstr (shown.out, "convolution-activation=sigmoid\n"));
  fixture_remove_folder (folder);
}

/* Studies and JSON are for programs: UTF-8 whatever the person's language is. */
static void
test_plain_locale (void)
{
  static const char *const show[] = { "show", "figure-6", NULL };
  static const char *const list[] = { "list", "--json", NULL };
  g_auto (Result) here = fixture_succeed ("show", "figure-6", NULL);
  g_auto (Result) plain = fixture_run_in ("LC_ALL=C", NULL, show);
  g_auto (Result) json = fixture_succeed ("list", "--json", NULL);
  g_auto (Result) plain_json = fixture_run_in ("LC_ALL=C", NULL, list);

  g_assert_cmpstr (plain.out, ==, here.out);
  g_assert_cmpstr (plain_json.out, ==, json.out);
}

int
main (int argc, char **argv)
{
  fixture_init (&argc, &argv);
  g_test_add_func ("/cli/words/help", test_help);
  g_test_add_func ("/cli/words/keys", test_keys);
  g_test_add_func ("/cli/words/list", test_list);
  g_test_add_func ("/cli/words/show", test_show);
  g_test_add_func ("/cli/words/plain-locale", test_plain_locale);
  return g_test_run ();
}
