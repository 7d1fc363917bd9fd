/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Help, from the tables of the commands: 80 columns, in the same order in every language.
 */
#include "config.h"

#include <glib/gi18n.h>

#include "base/suggest.h"
#include "cli/cli-columns.h"
#include "cli/cli.h"

/* Where the descriptions of options start. */
#define WORDS_COLUMN 26

const GOptionEntry cli_common_options[] = {
  { "help", 'h', 0, G_OPTION_ARG_NONE, NULL, N_ ("Print this help"), NULL },
  { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Print the version"), NULL },
  G_OPTION_ENTRY_NULL,
};

const CliCommand *const cli_commands[] = {
  &cli_command_list,      &cli_command_show,
  &cli_command_train,     &cli_command_runs,
  &cli_command_resume,    &cli_command_export,
  &cli_command_plot,      &cli_command_encrypt,
  &cli_command_decrypt,   &cli_command_bench,
  &cli_command_reproduce, &cli_command_audit,
  &cli_command_audits,    NULL,
};

const CliCommand *
cli_find_command (const char *name)
{
  const char *names[G_N_ELEMENTS (cli_commands) + 1] = { NULL };
  const char *near;
  guint i;

  for (i = 0; cli_commands[i] != NULL; i++)
    {
      if (g_str_equal (name, cli_commands[i]->name))
        return cli_commands[i];
      names[i] = cli_commands[i]->name;
    }
  names[i] = "help";
  near = base_suggest (name, names);
  if (near != NULL)
    cli_complain (_ ("there is no command “%s”; did you mean “fuzzy-key %s”?"), name, near);
  else
    cli_complain (_ ("there is no command “%s”; “fuzzy-key --help” lists the commands"), name);
  return NULL;
}

const char *
cli_get_status_words (void)
{
  return _ ("0: success.\n"
            "1: a file is missing or malformed, or the work failed.\n"
            "2: the command line, a value or the name of a study is wrong, or the store has no run "
            "or audit with the number given.\n"
            "128 + the number of a signal: the signal ended the program (130 after Ctrl-C).");
}

char *
cli_describe_option (const GOptionEntry *option)
{
  g_autofree char *letter
      = option->short_name != 0 ? g_strdup_printf ("-%c, ", option->short_name) : g_strdup ("    ");

  if (option->arg == G_OPTION_ARG_NONE)
    return g_strdup_printf ("%s--%s", letter, option->long_name);
  return g_strdup_printf ("%s--%s=%s", letter, option->long_name, _ (option->arg_description));
}

static void
print_wrapped (const char *text, guint indent)
{
  g_autofree char *wrapped = cli_columns_wrap (text, indent, CLI_COLUMNS);

  g_print ("%s\n", wrapped);
}

static void
print_option (const CliCommand *command, const GOptionEntry *option)
{
  const CliRange *range = cli_find_range (command, option->long_name);
  g_autofree char *name = cli_describe_option (option);
  g_autofree char *allowed = range != NULL ? cli_range_describe (range) : NULL;
  g_autofree char *words = allowed != NULL
                               ? g_strdup_printf ("%s (%s)", _ (option->description), allowed)
                               : g_strdup (_ (option->description));
  guint width = 2 + cli_columns_measure (name);

  g_print ("  %s", name);
  if (width + 2 > WORDS_COLUMN)
    g_print ("\n%*s", WORDS_COLUMN, "");
  else
    g_print ("%*s", (int) (WORDS_COLUMN - width), "");
  print_wrapped (words, WORDS_COLUMN);
}

static void
print_options (const CliCommand *command, const GOptionEntry *options)
{
  for (; options->long_name != NULL; options++)
    if ((options->flags & G_OPTION_FLAG_HIDDEN) == 0)
      print_option (command, options);
}

void
cli_print_help (const CliCommand *command)
{
  g_print (_ ("Usage: fuzzy-key %s [OPTION]…"), command->name);
  if (command->arguments[0] != '\0')
    g_print (" %s", _ (command->arguments));
  g_print ("\n\n");
  print_wrapped (_ (command->summary), 0);
  g_print ("\n%s\n", _ ("Options:"));
  print_options (command, command->options);
  print_options (command, cli_common_options);
  if (command->description != NULL)
    {
      g_print ("\n");
      print_wrapped (_ (command->description), 0);
    }
  if (command->describe != NULL)
    {
      g_autofree char *text = command->describe ();

      g_print ("\n");
      print_wrapped (text, 0);
    }
  g_print ("\n%s\n", _ ("Exit status:"));
  print_wrapped (cli_get_status_words (), 0);
}

void
cli_print_overview (void)
{
  guint width = 0;

  g_print ("%s\n\n", _ ("Usage: fuzzy-key COMMAND …"));
  print_wrapped (_ ("Train Alice, Bob and Eve, and see what they learned. A lab for research and "
                    "teaching, not a cipher: protect nothing with it."),
                 0);
  g_print ("\n%s\n", _ ("Commands:"));
  for (guint i = 0; cli_commands[i] != NULL; i++)
    width = MAX (width, cli_columns_measure (cli_commands[i]->name));
  for (guint i = 0; cli_commands[i] != NULL; i++)
    {
      g_print ("  %-*s  ", (int) width, cli_commands[i]->name);
      print_wrapped (_ (cli_commands[i]->summary), width + 4);
    }
  g_print ("\n%s\n", _ ("Exit status:"));
  print_wrapped (cli_get_status_words (), 0);
  g_print ("\n");
  print_wrapped (_ ("For more, see “fuzzy-key help COMMAND” or “man fuzzy-key”; --version prints "
                    "the version."),
                 0);
}
