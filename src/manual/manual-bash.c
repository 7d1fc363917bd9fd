/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Completion for bash: a function that depends only on bash.
 */
#include "config.h"

#include "manual/manual.h"

#include <string.h>

/* The beginning of every such file: @ stands for the function's name. COMP_WORDS has "=" as a
 * separate word. */
static const char helpers[] = "@_words ()\n"
                              "{\n"
                              "  local word\n"
                              "  while IFS= read -r word; do\n"
                              "    COMPREPLY+=(\"$word\")\n"
                              "  done < <(compgen -W \"$1\" -- \"$cur\")\n"
                              "}\n\n"
                              "@_files () # endings, or nothing for any file\n"
                              "{\n"
                              "  local name ending\n"
                              "  compopt -o filenames 2>/dev/null\n"
                              "  while IFS= read -r name; do\n"
                              "    if [ -d \"$name\" ] || [ $# -eq 0 ]; then\n"
                              "      COMPREPLY+=(\"$name\")\n"
                              "      continue\n"
                              "    fi\n"
                              "    for ending; do\n"
                              "      [[ $name == *.\"$ending\" ]] && COMPREPLY+=(\"$name\")\n"
                              "    done\n"
                              "  done < <(compgen -f -- \"$cur\")\n"
                              "}\n\n"
                              "@_folders ()\n"
                              "{\n"
                              "  local name\n"
                              "  compopt -o filenames 2>/dev/null\n"
                              "  while IFS= read -r name; do\n"
                              "    COMPREPLY+=(\"$name\")\n"
                              "  done < <(compgen -d -- \"$cur\")\n"
                              "}\n\n"
                              "@_numbers () # of what the command lists: runs, audits\n"
                              "{\n"
                              "  @_words \"$(\"$program\" \"$1\" 2>/dev/null </dev/null |\n"
                              "    sed -n 's/^ *\\([0-9][0-9]*\\)  .*/\\1/p')\"\n"
                              "}\n\n";

static char *
get_function (const ManualProgram *program)
{
  g_autoptr (GString) name = g_string_new (program->name);

  g_string_replace (name, "-", "_", 0);
  return g_strconcat ("_", name->str, NULL);
}

static void
append_helpers (const ManualProgram *program, GString *out)
{
  g_autofree char *function = get_function (program);
  g_autoptr (GString) text = g_string_new (helpers);

  g_string_replace (text, "@", function, 0);
  g_string_append (out, text->str);
}

/* Calls of helpers, one per line. */
static void
append_offer (const ManualProgram *program, const ManualOffer *offer, GString *out)
{
  g_autofree char *function = get_function (program);

  if (offer->words->len > 0)
    {
      g_autofree char *words = manual_offer_join (offer);

      g_string_append_printf (out, "      %s_words \"%s\"\n", function, words);
    }
  if (offer->goes_on)
    g_string_append (out, "      compopt -o nospace 2>/dev/null\n");
  if (offer->endings->len > 0 || offer->any_file)
    {
      g_string_append_printf (out, "      %s_files", function);
      for (guint i = 0; i < offer->endings->len; i++)
        g_string_append_printf (out, " %s", (char *) offer->endings->pdata[i]);
      g_string_append_c (out, '\n');
    }
  if (offer->folders)
    g_string_append_printf (out, "      %s_folders\n", function);
  if (offer->runs)
    g_string_append_printf (out, "      %s_numbers runs\n", function);
  if (offer->audits)
    g_string_append_printf (out, "      %s_numbers audits\n", function);
  if (offer->commands)
    g_string_append_printf (out, "      %s_words \"$commands\"\n", function);
}

/* The program being written, for append_value(). */
static const ManualProgram *current;

static void
append_value (const CliCommand *command, const GOptionEntry *option, GString *out)
{
  g_autoptr (ManualOffer) offer = NULL;

  if (option->arg == G_OPTION_ARG_NONE)
    return;
  offer = manual_offer_new (option->arg_description);
  g_string_append_printf (out, "    %s,--%s", command->name, option->long_name);
  if (option->short_name != 0)
    g_string_append_printf (out, "|%s,-%c", command->name, option->short_name);
  g_string_append (out, ")\n");
  append_offer (current, offer, out);
  g_string_append (out, "      return ;;\n");
}

static void
append_name (const CliCommand *command, const GOptionEntry *option, GString *out)
{
  if (option->short_name != 0)
    g_string_append_printf (out, "-%c ", option->short_name);
  g_string_append_printf (out, "--%s%s ", option->long_name,
                          option->arg == G_OPTION_ARG_NONE ? "" : "=");
}

/* After "training.schedule" and "=": the values of the key. */
static void
append_key_values (const ManualProgram *program, GString *out)
{
  g_autofree char *function = get_function (program);
  guint n_keys;
  const LabKey *keys = lab_key_get_all (&n_keys);

  g_string_append (out, "  case $prev in\n");
  for (guint i = 0; i < n_keys; i++)
    {
      g_autofree char *choices = keys[i].type == LAB_KEY_BOOLEAN ? g_strdup ("true false")
                                 : keys[i].choices != NULL
                                     ? g_strjoinv (" ", (char **) keys[i].choices)
                                     : NULL;

      if (choices != NULL)
        g_string_append_printf (out, "    %s) %s_words \"%s\"; return ;;\n", keys[i].name, function,
                                choices);
    }
  g_string_append (out, "  esac\n");
}

static void
append_commands (const ManualProgram *program, GString *out)
{
  g_autofree char *function = get_function (program);

  g_string_append (out, "  local commands=\"");
  for (guint i = 0; program->commands[i] != NULL; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? " " : "", program->commands[i]->name);
  g_string_append_printf (out,
                          "\"\n  if [ \"$COMP_CWORD\" -eq 1 ]; then\n"
                          "    %s_words \"$commands --help --version\"\n    return\n  fi\n",
                          function);
}

static void
append_options (const ManualProgram *program, GString *out)
{
  g_autofree char *function = get_function (program);

  g_string_append (out, "  if [ \"$ended\" -eq 0 ] && [[ $cur == -* ]]; then\n"
                        "    case $command in\n");
  for (guint i = 0; program->commands[i] != NULL; i++)
    {
      g_autoptr (GString) names = g_string_new (NULL);
      const char *name = program->commands[i]->name;

      manual_for_each_option (program, program->commands[i], append_name, names);
      g_string_append_printf (out, "    %s)\n      %s_words \"%s\" ;;\n",
                              name[0] != '\0' ? name : "''", function, g_strchomp (names->str));
    }
  g_string_append (out, "    esac\n"
                        "    [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *= ]] &&\n"
                        "      compopt -o nospace 2>/dev/null\n"
                        "    return\n  fi\n");
}

static void
append_arguments (const ManualProgram *program, GString *out)
{
  g_string_append (out, "  case $command in\n");
  for (guint i = 0; program->commands[i] != NULL; i++)
    {
      const CliCommand *command = program->commands[i];
      g_autoptr (ManualOffer) offer = manual_offer_new (command->arguments);

      if (manual_offer_is_empty (offer))
        continue;
      g_string_append_printf (out, "    '%s')\n", command->name);
      append_offer (program, offer, out);
      g_string_append (out, "      ;;\n");
    }
  g_string_append (out, "    *) ;;\n  esac\n");
}

void
manual_write_bash (const ManualProgram *program, GString *out)
{
  g_autofree char *function = get_function (program);
  gboolean has_commands = program->commands[1] != NULL;

  current = program;
  g_string_append_printf (out, "# bash completion for %s; made from the tables of the program\n\n",
                          program->name);
  append_helpers (program, out);
  g_string_append_printf (out,
                          "%s ()\n{\n  local program=$1 cur=${COMP_WORDS[COMP_CWORD]} "
                          "prev=${COMP_WORDS[COMP_CWORD-1]}\n"
                          "  local command=%s ended=0 i\n  COMPREPLY=()\n",
                          function, has_commands ? "${COMP_WORDS[1]}" : "''");
  g_string_append (out, "  if [ \"$cur\" = '=' ]; then\n    cur=''\n"
                        "  elif [ \"$prev\" = '=' ]; then\n"
                        "    prev=${COMP_WORDS[COMP_CWORD-2]}\n  fi\n"
                        "  for ((i = 1; i < COMP_CWORD; i++)); do\n"
                        "    [ \"${COMP_WORDS[i]}\" = '--' ] && ended=1\n  done\n");
  if (has_commands)
    append_commands (program, out);
  g_string_append (out, "  case $command,$prev in\n");
  for (guint i = 0; program->commands[i] != NULL; i++)
    manual_for_each_option (program, program->commands[i], append_value, out);
  g_string_append (out, "    *) ;;\n  esac\n");
  if (has_commands)
    append_key_values (program, out);
  append_options (program, out);
  append_arguments (program, out);
  g_string_append_printf (out, "}\n\ncomplete -F %s %s\n", function, program->name);
}
