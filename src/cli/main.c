/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fuzzy-key: the lab without a display. Finds the sub-command and leaves all
 * else to it.
 */
#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>

#include "base/ending.h"
#include "cli.h"
#include "lab/lab-start.h"

static const CliCommand *const commands[] = {
  &cli_command_list,    &cli_command_show,   &cli_command_train,     &cli_command_runs,
  &cli_command_resume,  &cli_command_export, &cli_command_plot,      &cli_command_encrypt,
  &cli_command_decrypt, &cli_command_bench,  &cli_command_reproduce, &cli_command_audit,
  &cli_command_audits,
};

static void
print_help (void)
{
  g_print (_ ("Usage: fuzzy-key COMMAND …\n\n"
              "Train Alice, Bob and Eve, and look at what came of it. A lab for research and "
              "teaching, not a cipher to protect anything.\n\nCommands:\n"));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    g_print ("  %-9s %s\n", commands[i]->name, _ (commands[i]->summary));
  g_print (_ ("\n“fuzzy-key COMMAND --help” tells more; --version prints the version.\n"));
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  base_ending_begin ();
  lab_start_with_blas (argv);
  setlocale (LC_ALL, "");
  setlocale (LC_NUMERIC, "C"); /* numbers are for programs too */
  bindtextdomain (GETTEXT_PACKAGE, LAB_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  if (!lab_start_check (&error))
    {
      cli_complain ("%s", error->message);
      return CLI_USAGE;
    }
  if (argc < 2)
    {
      cli_complain (_ ("a command is missing; “fuzzy-key --help” tells which there are"));
      return CLI_USAGE;
    }
  if (g_str_equal (argv[1], "--help") || g_str_equal (argv[1], "-h")
      || g_str_equal (argv[1], "help"))
    {
      print_help ();
      return (int) cli_finish (CLI_DONE);
    }
  if (g_str_equal (argv[1], "--version"))
    {
      g_print ("fuzzy-key %s\n", LAB_VERSION);
      return (int) cli_finish (CLI_DONE);
    }
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (argv[1], commands[i]->name))
      return base_ending_get_status ((int) cli_finish (commands[i]->run (argc - 1, argv + 1)));
  cli_complain (_ ("there is no command “%s”; “fuzzy-key --help” tells which there are"), argv[1]);
  return CLI_USAGE;
}
