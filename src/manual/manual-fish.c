/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Completion for fish: a line for each option of each command.
 */
#include "config.h"

#include "manual/manual.h"

static const char numbers[]
    = "function __fuzzy_key_numbers\n"
      "    fuzzy-key $argv[1] 2>/dev/null </dev/null | string replace -rf '^ *(\\d+)  .*' '$1'\n"
      "end\n\n";

/* The program being written, for append_option(). */
static const ManualProgram *current;

/* (transfer full): for use within '…' */
static char *
escape (const char *text)
{
  GString *out = g_string_new (text);

  g_string_replace (out, "\\", "\\\\", 0);
  g_string_replace (out, "'", "\\'", 0);
  return g_string_free (out, FALSE);
}

static void
append_begin (const CliCommand *command, GString *out)
{
  g_string_append_printf (out, "complete -c %s", current->name);
  if (command->name[0] != '\0')
    g_string_append_printf (out, " -n '__fish_seen_subcommand_from %s'", command->name);
}

/* The argument of -a; -F for any file. */
static void
append_offer (const ManualOffer *offer, GString *out)
{
  g_autofree char *words = manual_offer_join (offer);

  if (offer->any_file)
    {
      g_string_append (out, " -F");
      return;
    }
  g_string_append (out, " -f -a '");
  g_string_append (out, words);
  for (guint i = 0; i < offer->endings->len; i++)
    g_string_append_printf (out, " (__fish_complete_suffix .%s)",
                            (char *) offer->endings->pdata[i]);
  if (offer->folders)
    g_string_append (out, " (__fish_complete_directories)");
  if (offer->runs)
    g_string_append (out, " (__fuzzy_key_numbers runs)");
  if (offer->audits)
    g_string_append (out, " (__fuzzy_key_numbers audits)");
  for (guint i = 0; offer->commands && current->commands[i] != NULL; i++)
    g_string_append_printf (out, " %s", current->commands[i]->name);
  g_string_append_c (out, '\'');
}

static void
append_option (const CliCommand *command, const GOptionEntry *option, GString *out)
{
  g_autofree char *words = escape (option->description);

  append_begin (command, out);
  if (option->short_name != 0)
    g_string_append_printf (out, " -s %c", option->short_name);
  g_string_append_printf (out, " -l %s", option->long_name);
  if (option->arg != G_OPTION_ARG_NONE)
    {
      g_autoptr (ManualOffer) offer = manual_offer_new (option->arg_description);

      g_string_append (out, " -r");
      append_offer (offer, out);
    }
  g_string_append_printf (out, " -d '%s'\n", words);
}

static void
append_command (const CliCommand *command, GString *out)
{
  g_autoptr (ManualOffer) offer = manual_offer_new (command->arguments);

  if (command->name[0] != '\0')
    {
      g_autofree char *summary = escape (command->summary);

      g_string_append_printf (out, "complete -c %s -n __fish_use_subcommand -a %s -d '%s'\n",
                              current->name, command->name, summary);
    }
  manual_for_each_option (current, command, append_option, out);
  if (!manual_offer_is_empty (offer))
    {
      append_begin (command, out);
      append_offer (offer, out);
      g_string_append_c (out, '\n');
    }
}

void
manual_write_fish (const ManualProgram *program, GString *out)
{
  current = program;
  g_string_append_printf (out, "# fish completion for %s; made from the tables of the program\n",
                          program->name);
  if (program->commands[1] != NULL)
    g_string_append (out, numbers);
  g_string_append_printf (out, "complete -c %s -f\n", program->name);
  for (guint i = 0; program->commands[i] != NULL; i++)
    append_command (program->commands[i], out);
}
