/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fuzzy-key: the lab without a display. Finds the sub-command and leaves the rest to it.
 */
#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>

#include "base/ending.h"
#include "cli/cli.h"
#include "lab/training/lab-start.h"

/* "fuzzy-key help train" is "fuzzy-key train --help". */
static CliStatus
help (int argc, char **argv)
{
  const CliCommand *command;

  if (argc > 1)
    {
      cli_complain (_ ("help takes one command; “%s” is one too many"), argv[1]);
      return CLI_USAGE;
    }
  if (argc == 0 || g_str_equal (argv[0], "help"))
    {
      cli_print_overview ();
      return CLI_DONE;
    }
  command = cli_find_command (argv[0]);
  if (command == NULL)
    return CLI_USAGE;
  cli_print_help (command);
  return CLI_DONE;
}

static CliStatus
run (int argc, char **argv)
{
  static const char *const helps[] = { "help", "--help", "-h", NULL };
  const CliCommand *command;

  if (argc < 2)
    {
      cli_complain (_ ("a command is missing; “fuzzy-key --help” lists the commands"));
      return CLI_USAGE;
    }
  if (g_strv_contains (helps, argv[1]))
    return help (argc - 2, argv + 2);
  if (g_str_equal (argv[1], "--version"))
    {
      g_print ("fuzzy-key %s\n", LAB_VERSION);
      return CLI_DONE;
    }
  if (argv[1][0] == '-')
    {
      cli_complain (
          _ ("%s comes before the command; options go after it, as in “fuzzy-key train --help”"),
          argv[1]);
      return CLI_USAGE;
    }
  command = cli_find_command (argv[1]);
  return command != NULL ? command->run (argc - 1, argv + 1) : CLI_USAGE;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  base_ending_begin ();
  lab_start_with_blas (argv);
  setlocale (LC_ALL, "");
  setlocale (LC_NUMERIC, "C"); /* programs parse the numbers */
  /* An uninstalled program has its translations elsewhere. */
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("FUZZY_KEY_LOCALEDIR") != NULL
                                       ? g_getenv ("FUZZY_KEY_LOCALEDIR")
                                       : LAB_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  if (!lab_start_check (&error))
    {
      cli_complain ("%s", error->message);
      return CLI_USAGE;
    }
  return base_ending_get_status ((int) cli_finish (run (argc, argv)));
}
