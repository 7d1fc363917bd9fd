/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Studies with names that nobody means well by: nothing of them reaches a terminal,
 * JSON or a table but letters.
 */
#include <string.h>

#include "cli-fixture.h"
#include "folder-fixture.h"
#include "lab/store/lab-store.h"

#define BASE "[parties]\nkey-bits=8\n[training]\nrounds=1\niterations=20\nbatch=8\n[curve one]\n"
#define HOSTILE                                                                                    \
  "\033]0;owned\a\033[31m<b>|\"\n\xc2\x9b"                                                         \
  "2J"
#define SHOWN "\uFFFD]0;owned\uFFFD\uFFFD[31m<b>|\" \uFFFD2J"

static void
assert_clean (const char *text)
{
  g_assert_true (g_utf8_validate (text, -1, NULL));
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    g_assert_true (*at == '\n' || !g_unichar_iscntrl (g_utf8_get_char (at)));
}

/* A person is told; an error's sentence is clean too. */
static void
test_typed (void)
{
  char *folder = fixture_make_folder ();
  g_autofree char *path = g_build_filename (folder, "hostile.ini", NULL);
  g_autofree char *odd = g_build_filename (folder, "\033[2J.ini", NULL);

  fixture_write (path, "[study]\ntitle=\033[31m\n" BASE);
  fixture_refuse (1, "hostile.ini: [study] title|one line", "show", path, NULL);
  for (guint i = 0; i < 2; i++)
    {
      static const char *const commands[] = { "show", "plot" };
      g_auto (Result) result = fixture_run (commands[i], odd, NULL);

      g_assert_cmpint (result.status, !=, 0);
      assert_clean (result.err);
    }
  fixture_remove_folder (folder);
}

/* An older store may hold anything. */
static void
test_stored (void)
{
  char *folder = fixture_make_folder ();
  g_autofree char *path = g_build_filename (folder, "runs.db", NULL);
  g_autoptr (GError) error = NULL;

  {
    g_autoptr (LabStore) store = lab_store_open (path, &error);
    g_autoptr (LabStudyFile) file = lab_study_file_new_from_text (BASE, -1, "a test", &error);
    g_autoptr (LabStudy) study = lab_study_new (file, 1, &error);

    g_assert_no_error (error);
    lab_store_keep (store, study);
    lab_study_set_title (study, HOSTILE);
    g_assert_true (lab_study_set_value (study, "training.batch", "16", NULL));
    g_assert_true (lab_store_flush (store));
    g_assert_no_error (error);
  }

  g_auto (Result) table = fixture_succeed ("runs", "--store", path, NULL);
  g_auto (Result) json = fixture_succeed ("runs", "--json", "--store", path, NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonArray *studies = json_object_get_array_member (fixture_parse (parser, json.out), "studies");

  assert_clean (table.out);
  g_assert_nonnull (strstr (table.out, SHOWN));
  assert_clean (json.out);
  g_assert_cmpstr (
      json_object_get_string_member (json_array_get_object_element (studies, 0), "title"), ==,
      HOSTILE);
  fixture_remove_folder (folder);
}

int
main (int argc, char **argv)
{
  fixture_init (&argc, &argv);
  g_test_add_func ("/cli/names/typed", test_typed);
  g_test_add_func ("/cli/names/stored", test_stored);
  return g_test_run ();
}
