/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Text in the cells of a terminal: widths, tables, wrapped help, in German too.
 */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "cli-fixture.h"
#include "cli/cli-columns.h"
#include "cli/cli-table.h"
#include "cli/cli.h"
#include "folder-fixture.h"

static void
assert_fits (const char *text, guint width, const char *expected)
{
  g_autofree char *cell = cli_columns_fit (text, width);

  g_assert_cmpstr (cell, ==, expected);
  g_assert_cmpuint (cli_columns_measure (cell), ==, width);
}

static void
test_fit (void)
{
  g_autofree char *right = cli_columns_fit_right ("漢", 4);

  g_assert_cmpuint (cli_columns_measure ("abc"), ==, 3);
  g_assert_cmpuint (cli_columns_measure ("漢字"), ==, 4);
  g_assert_cmpuint (cli_columns_measure ("e\314\201"), ==, 1); /* an accent that combines */
  assert_fits ("abc", 5, "abc  ");
  assert_fits ("abcdef", 5, "abcd…");
  assert_fits ("漢字", 5, "漢字 ");
  assert_fits ("漢字漢", 5, "漢字…");
  assert_fits ("漢字漢", 4, "漢… "); /* half a character is none */
  assert_fits ("größer", 6, "größer");
  assert_fits ("a\033[31mb", 7, "a�[31mb");
  assert_fits ("a\nb\377", 4, "a b�");
  assert_fits ("", 2, "  ");
  g_assert_cmpstr (right, ==, "  漢");
}

static void
test_wrap (void)
{
  g_autofree char *words = cli_columns_wrap ("one two three four", 2, 9);
  g_autofree char *wide = cli_columns_wrap ("漢字 漢字 漢字", 0, 9);
  g_autofree char *lines = cli_columns_wrap ("a\n\n  bb cc dd\nlonger-than-the-line b", 0, 8);

  g_assert_cmpstr (words, ==, "one two\n  three\n  four");
  g_assert_cmpstr (wide, ==, "漢字 漢字\n漢字");
  g_assert_cmpstr (lines, ==, "a\n\n  bb cc\n  dd\nlonger-than-the-line\nb");
}

static const CliColumn columns[] = {
  { "label", CLI_COLUMN_LEFT, 0, 8 },
  { "number", CLI_COLUMN_RIGHT, 0, 0 },
  { "end", CLI_COLUMN_LEFT, 0, 0 },
};

static void
print_table (void)
{
  g_autoptr (CliTable) table = cli_table_new (columns, G_N_ELEMENTS (columns));

  cli_table_add (table, "漢字");
  cli_table_add_number (table, 0.25, 2);
  cli_table_add (table, "x");
  cli_table_add_note (table, 2, "a note\033[1m");
  cli_table_add (table, "a long label");
  cli_table_add_format (table, "%d", 12345678);
  cli_table_add (table, "y");
  cli_table_print (table);
}

static GString *printed;

static void
keep (const char *text)
{
  g_string_append (printed, text);
}

static void
test_table (void)
{
  GPrintFunc former;

  printed = g_string_new (NULL);
  former = g_set_print_handler (keep);
  print_table ();
  g_set_print_handler (former);
  g_assert_cmpstr (printed->str, ==,
                   "label       number  end\n"
                   "漢字          0.25  x\n"
                   "  a note�[1m\n"
                   "a long …  12345678  y\n");
  g_string_free (printed, TRUE);
}

static void
assert_narrow (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    if (cli_columns_measure (lines[i]) > CLI_COLUMNS)
      g_error ("wider than %d: %s", CLI_COLUMNS, lines[i]);
}

/* (transfer full): the names of options in the order in which help has them. */
static char *
list_options (const char *help)
{
  g_autoptr (GRegex) regex
      = g_regex_new ("^  (?:-., |    )(--[a-z-]+)", G_REGEX_MULTILINE, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  GString *names = g_string_new (NULL);

  for (g_regex_match (regex, help, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL))
    {
      g_autofree char *name = g_match_info_fetch (match, 1);

      g_string_append_printf (names, " %s", name);
    }
  return g_string_free (names, FALSE);
}

static void
test_help (void)
{
  g_auto (Result) whole = fixture_succeed ("--help", NULL);

  assert_narrow (whole.out);
  for (guint i = 0; cli_commands[i] != NULL; i++)
    {
      g_auto (Result) help = fixture_succeed ("help", cli_commands[i]->name, NULL);
      g_autofree char *names = list_options (help.out);

      assert_narrow (help.out);
      g_assert_true (g_str_has_suffix (names, " --help --version"));
    }
}

/* A German locale in @folder; FALSE where the machine cannot make one. */
static gboolean
make_german (const char *folder)
{
  g_autofree char *command = g_strdup_printf ("localedef -i de_DE -f UTF-8 %s/de_DE.UTF-8", folder);
  int status = -1;

  return g_getenv ("FUZZY_KEY_LOCALEDIR") != NULL
         && g_spawn_command_line_sync (command, NULL, NULL, &status, NULL)
         && g_spawn_check_wait_status (status, NULL);
}

static void
remove_german (const char *folder)
{
  fixture_remove_folder (g_build_filename (folder, "de_DE.UTF-8", "LC_MESSAGES", NULL));
  fixture_remove_folder (g_build_filename (folder, "de_DE.UTF-8", NULL));
}

/* Where the columns of titles and rows begin must be one: the cell before is blank. */
static void
assert_aligned (const char *table)
{
  g_auto (GStrv) lines = g_strsplit (table, "\n", -1);
  guint width = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    if (strstr (lines[i], "Bob2") != NULL)
      {
        const char *model = strstr (lines[i], "Bob2");
        g_autofree char *before = g_strndup (lines[i], (gsize) (model - lines[i]));

        if (width > 0)
          g_assert_cmpuint (cli_columns_measure (before), ==, width);
        width = cli_columns_measure (before);
      }
  g_assert_cmpuint (width, >, 0);
}

static void
test_german (void)
{
  char *folder = fixture_make_folder ();
  const char *const german[]
      = { "LC_ALL", "de_DE.UTF-8", "LANGUAGE", "de", "LOCPATH", folder, NULL };
  g_autofree char *study = g_build_filename (folder, "s.ini", NULL);
  g_autofree char *store = g_build_filename (folder, "s.db", NULL);
  g_auto (Result) whole = { 0 };
  g_auto (Result) trained = { 0 };
  g_auto (Result) listed = { 0 };
  g_auto (Result) json = { 0 };

  if (!make_german (folder))
    {
      g_test_skip ("there is no German here");
      fixture_remove_folder (folder);
      return;
    }
  fixture_set_environment (german);
  whole = fixture_succeed ("--help", NULL);
  assert_narrow (whole.out);
  for (guint i = 0; cli_commands[i] != NULL; i++)
    {
      g_auto (Result) help = fixture_succeed ("help", cli_commands[i]->name, NULL);
      g_auto (Result) english = { 0 };
      g_autofree char *names = list_options (help.out);
      g_autofree char *english_names = NULL;

      fixture_set_environment (NULL);
      english = fixture_succeed ("help", cli_commands[i]->name, NULL);
      english_names = list_options (english.out);
      fixture_set_environment (german);
      assert_narrow (help.out);
      g_assert_cmpstr (names, ==, english_names);
    }
  fixture_write (study, "[parties]\nkey-bits=8\nkey-difference=1\n[networks]\n[bob]\n"
                        "dense=tanh;sigmoid\n[training]\nrounds=1\niterations=5\nbatch=4\n"
                        "[curve 漢字]\n[curve größer]\n[curve a]\n");
  trained = fixture_succeed ("train", study, "--store", store, NULL);
  g_assert_nonnull (strstr (trained.out, "fertig"));
  g_assert_null (strstr (trained.out, "finished"));
  listed = fixture_succeed ("runs", "--store", store, NULL);
  g_assert_nonnull (strstr (listed.out, "fertig"));
  assert_aligned (listed.out);
  json = fixture_succeed ("runs", "--json", "--store", store, NULL);
  g_assert_nonnull (strstr (json.out, "\"finished\""));
  fixture_set_environment (NULL);
  remove_german (folder);
  fixture_remove_folder (folder);
}

int
main (int argc, char **argv)
{
  fixture_init (&argc, &argv);
  g_test_add_func ("/cli/table/fit", test_fit);
  g_test_add_func ("/cli/table/wrap", test_wrap);
  g_test_add_func ("/cli/table/table", test_table);
  g_test_add_func ("/cli/table/help", test_help);
  g_test_add_func ("/cli/table/german", test_german);
  return g_test_run ();
}
