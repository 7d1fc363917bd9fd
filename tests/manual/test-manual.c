/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Man pages and completions, as they are installed: nothing is missing, the page is read
 * without a warning, and bash completes what a person begins to type.
 */
#include <gio/gio.h>
#include <string.h>

#include "cli/cli.h"
#include "folder-fixture.h"

static const char *program;
static const char *made; /* the folder of the pages */

static char *
read_made (const char *name)
{
  g_autofree char *path = g_build_filename (made, name, NULL);
  g_autoptr (GError) error = NULL;
  char *text;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

/* The part of @text from @from to the next @to; the rest where there is none. */
static char *
cut (const char *text, const char *from, const char *to)
{
  const char *start = strstr (text, from);
  const char *end;

  if (start == NULL)
    g_error ("there is no %s", from);
  end = strstr (start + strlen (from), to);
  return end != NULL ? g_strndup (start, (gsize) (end - start)) : g_strdup (start);
}

static void
assert_has (const char *text, const char *what, const CliCommand *command)
{
  if (strstr (text, what) == NULL)
    g_error ("%s: %s is missing", command->name, what);
}

/* --name as each of them writes it. */
static void
check_option (const CliCommand *command, const GOptionEntry *option, char **files)
{
  gboolean has_value = option->arg != G_OPTION_ARG_NONE;
  g_autoptr (GString) dashes = g_string_new (option->long_name);
  g_autofree char *heading = g_strdup_printf (".SS \\fBfuzzy\\-key\\fR \\fB%s\\fR", command->name);
  g_autofree char *section = cut (files[0], heading, ".SS ");
  g_autofree char *man = NULL;
  g_autofree char *bash_option
      = g_strdup_printf ("--%s%s", option->long_name, has_value ? "=" : "");
  g_autofree char *bash_value = g_strdup_printf ("%s,--%s", command->name, option->long_name);
  g_autofree char *zsh_case = g_strdup_printf ("\n    %s)\n", command->name);
  g_autofree char *zsh = cut (files[2], zsh_case, ";;");
  g_autofree char *zsh_option = g_strdup_printf ("--%s%s", option->long_name, has_value ? "=" : "");
  g_autofree char *fish_line
      = option->short_name != 0
            ? g_strdup_printf ("from %s' -s %c -l %s ", command->name, option->short_name,
                               option->long_name)
            : g_strdup_printf ("from %s' -l %s ", command->name, option->long_name);

  g_string_replace (dashes, "-", "\\-", 0);
  man = g_strdup_printf ("\\fB\\-\\-%s\\fR", dashes->str);
  assert_has (section, man, command);
  assert_has (files[1], bash_option, command);
  if (has_value)
    assert_has (files[1], bash_value, command);
  assert_has (zsh, zsh_option, command);
  assert_has (files[3], fish_line, command);
}

static void
test_options (void)
{
  g_auto (GStrv) files = g_new0 (char *, 5);
  guint n_options = 0;

  files[0] = read_made ("fuzzy-key.1");
  files[1] = read_made ("fuzzy-key");
  files[2] = read_made ("_fuzzy-key");
  files[3] = read_made ("fuzzy-key.fish");
  for (guint i = 0; cli_commands[i] != NULL; i++)
    {
      for (const GOptionEntry *option = cli_commands[i]->options; option->long_name != NULL;
           option++)
        if ((option->flags & G_OPTION_FLAG_HIDDEN) == 0)
          {
            check_option (cli_commands[i], option, files);
            n_options++;
          }
      for (const GOptionEntry *option = cli_common_options; option->long_name != NULL; option++)
        check_option (cli_commands[i], option, files);
    }
  g_assert_cmpuint (n_options, >, 60);
  g_assert_null (strstr (files[0], "sgemm")); /* which is for the program itself */
  g_assert_null (strstr (files[1], "sgemm"));
}

static void
test_lab (void)
{
  static const char *const names[] = { "study", "store", "start", "version", "help" };
  g_autofree char *path = g_build_filename (made, "fuzzy-key-lab.1", NULL);
  g_autofree char *man = NULL;
  g_autofree char *bash = NULL;
  g_autofree char *zsh = NULL;
  g_autofree char *fish = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("built without the window");
      return;
    }
  man = read_made ("fuzzy-key-lab.1");
  bash = read_made ("fuzzy-key-lab");
  zsh = read_made ("_fuzzy-key-lab");
  fish = read_made ("fuzzy-key-lab.fish");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *roff = g_strconcat ("\\fB\\-\\-", names[i], "\\fR", NULL);
      g_autofree char *dashed = g_strconcat ("--", names[i], NULL);
      g_autofree char *line = g_strconcat (" -l ", names[i], " ", NULL);

      g_assert_nonnull (strstr (man, roff));
      g_assert_nonnull (strstr (bash, dashed));
      g_assert_nonnull (strstr (zsh, dashed));
      g_assert_nonnull (strstr (fish, line));
    }
}

/* (transfer full): what @argv prints, on both; NULL where the first is not installed. */
static char *
run (const char *const *argv)
{
  g_autofree char *tool = g_find_program_in_path (argv[0]);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  char *out;

  if (tool == NULL)
    return NULL;
  process = g_subprocess_newv (
      argv, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &out, NULL, &error);
  g_assert_no_error (error);
  if (!g_subprocess_get_successful (process))
    g_error ("%s failed: %s", argv[0], out);
  return out;
}

static void
test_page (void)
{
  static const char *const pages[] = { "fuzzy-key.1", "fuzzy-key-lab.1" };

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autofree char *path = g_build_filename (made, pages[i], NULL);
      const char *const check[] = { "groff", "-man", "-Tutf8", "-ww", "-z", path, NULL };
      const char *const print[] = { "groff", "-man", "-Tutf8", "-P-cbou", path, NULL };
      g_autofree char *warnings = NULL;
      g_autofree char *text = NULL;

      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        continue;
      warnings = run (check);
      if (warnings == NULL)
        {
          g_test_skip ("groff is not installed");
          return;
        }
      g_assert_cmpstr (warnings, ==, "");
      text = run (print);
      g_assert_nonnull (strstr (text, "EXIT STATUS"));
      g_assert_nonnull (strstr (text, "a file is missing or malformed, or the work failed"));
      g_assert_nonnull (strstr (text, "--store"));
    }
}

static void
test_shells (void)
{
  static const char *const files[][2] = {
    { "bash", "fuzzy-key" },     { "bash", "fuzzy-key-lab" },  { "zsh", "_fuzzy-key" },
    { "zsh", "_fuzzy-key-lab" }, { "fish", "fuzzy-key.fish" }, { "fish", "fuzzy-key-lab.fish" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (made, files[i][1], NULL);
      const char *const argv[] = { files[i][0], "-n", path, NULL };
      g_autofree char *complaints
          = g_file_test (path, G_FILE_TEST_EXISTS) ? run (argv) : g_strdup ("");

      if (complaints == NULL)
        g_test_message ("%s is not installed", files[i][0]);
      else
        g_assert_cmpstr (complaints, ==, "");
    }
}

/* What bash offers for the words of @line, the last of which is being typed, with blanks
 * between and at both ends. */
static char *
complete (const char *folder, const char *line)
{
  g_autofree char *script = g_strdup_printf (
      ". '%s/fuzzy-key' && cd '%s' && COMP_WORDS=('%s' %s) && COMPREPLY=() && "
      "COMP_CWORD=$((${#COMP_WORDS[@]} - 1)) && { _fuzzy_key \"${COMP_WORDS[0]}\"; "
      "printf ' '; printf '%%s ' \"${COMPREPLY[@]}\"; }",
      made, folder, program, line);
  const char *const argv[] = { "bash", "-c", script, NULL };
  char *offered = run (argv);

  g_test_message ("%s -> %s", line, offered);
  return offered;
}

static void
assert_offers (const char *folder, const char *line, const char *expected)
{
  g_autofree char *offered = complete (folder, line);

  g_assert_cmpstr (offered, ==, expected);
}

static void
write_file (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, "", 0, NULL));
}

static void
make_run (const char *folder)
{
  const char *const argv[] = { program,
                               "train",
                               "figure-3",
                               "--set",
                               "training.rounds=1",
                               "--set",
                               "training.iterations=2",
                               "--set",
                               "training.batch=2",
                               NULL };
  g_autofree char *out = NULL;

  g_setenv ("XDG_DATA_HOME", folder, TRUE);
  out = run (argv);
  g_assert_nonnull (out);
}

static void
test_bash (void)
{
  char *folder = fixture_make_folder ();
  char *home = fixture_make_folder ();

  write_file (folder, "a b.csv");
  write_file (folder, "mine.ini");
  write_file (folder, "w.safetensors");
  make_run (home);
  assert_offers (folder, "tr", " train ");
  assert_offers (folder, "au", " audit audits ");
  assert_offers (folder, "help enc", " encrypt ");
  assert_offers (folder, "train figure-10", " figure-10 figure-10-inferred ");
  assert_offers (folder, "train m", " mine.ini ");
  assert_offers (folder, "train --rea", " --reading= ");
  assert_offers (folder, "train --reading ''", " text inferred abadi ");
  assert_offers (folder, "train --reading = inf", " inferred ");
  assert_offers (folder, "train --set training.sc", " training.schedule= ");
  assert_offers (folder, "train --set training.s",
                 " training.schedule= training.stop-bob-loss-rate= training.stop-eve-loss-rate= "
                 "training.stop-window= training.stop-plateau-rounds= training.seed= ");
  assert_offers (folder, "train --set training.schedule = by-", " by-step by-round ");
  assert_offers (folder, "train -j ''", "  ");
  assert_offers (folder, "train -- --", "  ");
  assert_offers (folder, "plot ''", " a b.csv ");
  assert_offers (folder, "encrypt -w ''", " w.safetensors ");
  assert_offers (folder, "audit --known pad", " pad-exact pad-fuzzy ");
  assert_offers (folder, "audit ''", " w.safetensors 1 2 ");
  assert_offers (folder, "resume ''", " 1 2 ");
  assert_offers (folder, "runs --delete ''", " 1 2 ");
  assert_offers (folder, "list --js", " --json ");
  fixture_remove_folder (g_build_filename (home, "fuzzy-key-lab", NULL));
  fixture_remove_folder (home);
  fixture_remove_folder (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (argc != 3)
    g_error ("the path of fuzzy-key and the folder of the pages are expected");
  program = g_canonicalize_filename (argv[1], NULL);
  made = argv[2];
  g_test_add_func ("/manual/options", test_options);
  g_test_add_func ("/manual/lab", test_lab);
  g_test_add_func ("/manual/page", test_page);
  g_test_add_func ("/manual/shells", test_shells);
  g_test_add_func ("/manual/bash", test_bash);
  return g_test_run ();
}
