/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Completion for zsh.
 */
#include "config.h"

#include "manual/manual.h"

#include <string.h>

static const char numbers[] = "_fuzzy_key_numbers () {\n"
                              "  local -a numbers\n"
                              "  numbers=(${(f)\"$(fuzzy-key $1 2>/dev/null </dev/null |\n"
                              "    sed -n 's/^ *\\([0-9][0-9]*\\)  .*/\\1/p')\"})\n"
                              "  compadd -a numbers\n"
                              "}\n\n";

/* (transfer full): for use within '…' and within […] of a specification. */
static char *
escape (const char *text)
{
  GString *out = g_string_new (text);

  g_string_replace (out, "\\", "\\\\", 0);
  g_string_replace (out, "'", "'\\''", 0);
  g_string_replace (out, "[", "\\[", 0);
  g_string_replace (out, "]", "\\]", 0);
  g_string_replace (out, ":", "\\:", 0);
  return g_string_free (out, FALSE);
}

static void
append_globs (const ManualOffer *offer, GString *out)
{
  if (offer->endings->len == 0)
    return;
  g_string_append (out, " -g \"*.(");
  for (guint i = 0; i < offer->endings->len; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? "|" : "", (char *) offer->endings->pdata[i]);
  g_string_append (out, ")(-.)\"");
}

/* The action of a specification; several become alternatives. */
static void
append_action (const ManualOffer *offer, GString *out)
{
  g_autofree char *words = manual_offer_join (offer);
  gboolean has_files = offer->any_file || offer->endings->len > 0;

  if (offer->words->len > 0 && has_files)
    {
      g_string_append_printf (out, "{ compadd -- %s; _files", words);
      append_globs (offer, out);
      g_string_append (out, " }");
    }
  else if (offer->words->len > 0)
    g_string_append_printf (out, offer->goes_on ? "{ compadd -S \"\" -- %s }" : "(%s)", words);
  else if (offer->runs && has_files)
    {
      g_string_append (out, "{ _fuzzy_key_numbers runs; _files");
      append_globs (offer, out);
      g_string_append (out, " }");
    }
  else if (offer->runs || offer->audits)
    g_string_append_printf (out, "{ _fuzzy_key_numbers %s }", offer->runs ? "runs" : "audits");
  else if (offer->folders)
    g_string_append (out, "_files -/");
  else if (offer->commands)
    g_string_append (out, "_fuzzy_key_commands");
  else if (has_files)
    {
      g_string_append (out, "_files");
      append_globs (offer, out);
    }
}

static void
append_option (const CliCommand *command, const GOptionEntry *option, GString *out)
{
  g_autofree char *words = escape (option->description);
  gboolean has_value = option->arg != G_OPTION_ARG_NONE;
  gboolean may_repeat
      = option->arg == G_OPTION_ARG_STRING_ARRAY || option->arg == G_OPTION_ARG_FILENAME_ARRAY;

  g_string_append (out, " \\\n        ");
  if (option->short_name != 0)
    g_string_append_printf (out, "'(-%c --%s)'{-%c%s,--%s%s}'", option->short_name,
                            option->long_name, option->short_name, has_value ? "+" : "",
                            option->long_name, has_value ? "=" : "");
  else
    g_string_append_printf (out, "'%s--%s%s", may_repeat ? "*" : "", option->long_name,
                            has_value ? "=" : "");
  g_string_append_printf (out, "[%s]", words);
  if (has_value)
    {
      g_autoptr (ManualOffer) offer = manual_offer_new (option->arg_description);
      g_autofree char *value = escape (option->arg_description);

      g_string_append_printf (out, ":%s:", value);
      append_action (offer, out);
    }
  g_string_append_c (out, '\'');
}

static void
append_arguments (const ManualProgram *program, const CliCommand *command, GString *out)
{
  g_autoptr (ManualOffer) offer = manual_offer_new (command->arguments);

  g_string_append (out, "_arguments -s -S");
  manual_for_each_option (program, command, append_option, out);
  if (!manual_offer_is_empty (offer))
    {
      g_autofree char *name = escape (command->arguments);

      g_string_append_printf (
          out, " \\\n        '%s:%s:", strstr (command->arguments, "…") != NULL ? "*" : "1", name);
      append_action (offer, out);
      g_string_append_c (out, '\'');
    }
  g_string_append_c (out, '\n');
}

static void
append_commands (const ManualProgram *program, GString *out)
{
  g_string_append (out, "_fuzzy_key_commands () {\n  local -a commands\n  commands=(\n");
  for (guint i = 0; program->commands[i] != NULL; i++)
    {
      g_autofree char *summary = escape (program->commands[i]->summary);

      g_string_append_printf (out, "    '%s:%s'\n", program->commands[i]->name, summary);
    }
  g_string_append (out, "  )\n  _describe command commands\n}\n\n");
}

static void
append_cases (const ManualProgram *program, GString *out)
{
  g_string_append (out, "_fuzzy_key () {\n"
                        "  local curcontext=$curcontext state line\n"
                        "  typeset -A opt_args\n"
                        "  _arguments -C '(- *)--help[Print the help]' \\\n"
                        "    '(- *)--version[Print the version]' \\\n"
                        "    '1:command:_fuzzy_key_commands' '*::argument:->arguments'\n"
                        "  [[ $state == arguments ]] || return\n"
                        "  case $words[1] in\n");
  for (guint i = 0; program->commands[i] != NULL; i++)
    {
      g_string_append_printf (out, "    %s)\n      ", program->commands[i]->name);
      append_arguments (program, program->commands[i], out);
      g_string_append (out, "      ;;\n");
    }
  g_string_append (out, "  esac\n}\n\n_fuzzy_key \"$@\"\n");
}

void
manual_write_zsh (const ManualProgram *program, GString *out)
{
  g_string_append_printf (out, "#compdef %s\n# Made from the tables of the program.\n\n",
                          program->name);
  if (program->commands[1] == NULL)
    {
      append_arguments (program, program->commands[0], out);
      return;
    }
  g_string_append (out, numbers);
  append_commands (program, out);
  append_cases (program, out);
}
