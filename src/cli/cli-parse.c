/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Parses a command line by the command's table of options. GLib's own parser takes "--json=no" for
 * "--json", loses the first of two files, and cannot say which numbers are allowed.
 */
#include "config.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/suggest.h"
#include "cli/cli.h"

typedef struct
{
  const CliCommand *command;
  char **argv;
  int argc;
  int next;         /* the next word to read */
  int n_arguments;  /* words that are not options, moved to the front */
  GHashTable *once; /* of GOptionEntry: given, and not allowed again */
} Parser;

static const GOptionEntry *
find_in (const GOptionEntry *options, const char *name, char letter)
{
  for (; options->long_name != NULL; options++)
    if (name != NULL ? g_str_equal (options->long_name, name) : options->short_name == letter)
      return options;
  return NULL;
}

/* By its name, or by its letter if @name is NULL. */
static const GOptionEntry *
find_option (const CliCommand *command, const char *name, char letter)
{
  const GOptionEntry *option = find_in (command->options, name, letter);

  return option != NULL ? option : find_in (cli_common_options, name, letter);
}

static gboolean
complain_unknown (const CliCommand *command, const char *typed, const char *name)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  const char *near;

  for (const GOptionEntry *option = command->options; option->long_name != NULL; option++)
    if ((option->flags & G_OPTION_FLAG_HIDDEN) == 0)
      g_ptr_array_add (names, (char *) option->long_name);
  for (const GOptionEntry *option = cli_common_options; option->long_name != NULL; option++)
    g_ptr_array_add (names, (char *) option->long_name);
  g_ptr_array_add (names, NULL);
  near = base_suggest (name, (const char *const *) names->pdata);
  if (near != NULL)
    cli_complain (_ ("there is no option %s; did you mean --%s?"), typed, near);
  else
    cli_complain (_ ("there is no option %s; “fuzzy-key %s --help” lists the options"), typed,
                  command->name);
  return FALSE;
}

static gboolean
is_number (const char *text, double *number)
{
  char *end;

  *number = g_ascii_strtod (text, &end);
  return end != text && *end == '\0' && !g_ascii_isspace (text[0]) && isfinite (*number);
}

static gboolean
is_in (const CliRange *range, double number)
{
  return number >= range->least && number <= range->most
         && !(range->ends == CLI_ABOVE_LEAST && number <= range->least)
         && !(range->ends == CLI_BELOW_MOST && number >= range->most);
}

static gboolean
set_number (const CliCommand *command, const GOptionEntry *option, const char *text)
{
  const CliRange *range = cli_find_range (command, option->long_name);
  g_autofree char *allowed = cli_range_describe (range);
  double number;
  gint64 whole;

  if (option->arg == G_OPTION_ARG_DOUBLE)
    {
      if (is_number (text, &number) && is_in (range, number))
        {
          *(double *) option->arg_data = number;
          return TRUE;
        }
      cli_complain (_ ("--%s is “%s”; allowed: a number, %s"), option->long_name, text, allowed);
      return FALSE;
    }
  if (g_ascii_string_to_signed (text, 10, G_MININT, G_MAXINT, &whole, NULL)
      && is_in (range, (double) whole))
    {
      *(int *) option->arg_data = (int) whole;
      return TRUE;
    }
  cli_complain (_ ("--%s is “%s”; allowed: a whole number, %s"), option->long_name, text, allowed);
  return FALSE;
}

/* Refuses a second value: one of the two would silently be left unread or unwritten. Keeps the
 * bytes as typed. */
static gboolean
set_once (Parser *parser, const GOptionEntry *option, const char *text)
{
  char **target = option->arg_data;

  if (!g_hash_table_add (parser->once, (gpointer) option))
    {
      cli_complain (_ ("--%s is given twice, as “%s” and as “%s”; give it once"), option->long_name,
                    *target, text);
      return FALSE;
    }
  g_free (*target);
  *target = g_strdup (text);
  return TRUE;
}

static gboolean
set_file (Parser *parser, const GOptionEntry *option, const char *text)
{
  if (text[0] != '\0')
    return set_once (parser, option, text);
  cli_complain (_ ("--%s is “”; name %s"), option->long_name, _ (option->arg_description));
  return FALSE;
}

/* (transfer full): NULL after a sentence */
static char *
get_text (const GOptionEntry *option, const char *text)
{
  char *converted = g_utf8_validate (text, -1, NULL)
                        ? g_strdup (text)
                        : g_locale_to_utf8 (text, -1, NULL, NULL, NULL);

  if (converted == NULL)
    cli_complain (_ ("--%s: its value is not valid text in this locale’s character set"),
                  option->long_name);
  return converted;
}

static gboolean
set_text (const GOptionEntry *option, const char *text)
{
  char *converted = get_text (option, text);

  if (converted == NULL)
    return FALSE;
  g_free (*(char **) option->arg_data);
  *(char **) option->arg_data = converted;
  return TRUE;
}

/* (transfer full) @text */
static gboolean
append (const GOptionEntry *option, char *text)
{
  char ***target = option->arg_data;
  guint n = *target != NULL ? g_strv_length (*target) : 0;

  if (text == NULL)
    return FALSE;
  *target = g_renew (char *, *target, n + 2);
  (*target)[n] = text;
  (*target)[n + 1] = NULL;
  return TRUE;
}

static gboolean
set_value (Parser *parser, const GOptionEntry *option, const char *text)
{
  switch (option->arg)
    {
    case G_OPTION_ARG_INT:
    case G_OPTION_ARG_DOUBLE:
      return set_number (parser->command, option, text);
    case G_OPTION_ARG_FILENAME:
      return set_file (parser, option, text);
    case G_OPTION_ARG_STRING:
      return (option->flags & G_OPTION_FLAG_FILENAME) != 0 ? set_once (parser, option, text)
                                                           : set_text (option, text);
    case G_OPTION_ARG_STRING_ARRAY:
      return append (option, get_text (option, text));
    case G_OPTION_ARG_FILENAME_ARRAY:
      return append (option, g_strdup (text));
    default:
      g_assert_not_reached ();
    }
}

static void
set_flag (Parser *parser, const GOptionEntry *option)
{
  if (option->arg_data != NULL)
    {
      *(gboolean *) option->arg_data = TRUE;
      return;
    }
  if (g_str_equal (option->long_name, "help"))
    cli_print_help (parser->command);
  else
    g_print ("fuzzy-key %s\n", LAB_VERSION);
  exit (cli_finish (CLI_DONE));
}

/* Whether a word given where a value is expected is an option of this command. */
static gboolean
is_option (const CliCommand *command, const char *word)
{
  g_auto (GStrv) parts = g_strsplit (word, "=", 2);

  if (g_str_has_prefix (word, "--"))
    return word[2] != '\0' && find_option (command, parts[0] + 2, 0) != NULL;
  return word[0] == '-' && word[1] != '\0' && word[2] == '\0'
         && find_option (command, NULL, word[1]) != NULL;
}

/* The word after an option that needs a value. */
static const char *
take_value (Parser *parser, const GOptionEntry *option)
{
  const char *word = parser->next < parser->argc ? parser->argv[parser->next] : NULL;

  if (word == NULL)
    cli_complain (_ ("--%s needs a value: --%s %s"), option->long_name, option->long_name,
                  _ (option->arg_description));
  else if (is_option (parser->command, word))
    cli_complain (
        _ ("--%s needs a value, and %s is an option; if it is meant as the value, write --%s=%s"),
        option->long_name, word, option->long_name, word);
  else
    {
      parser->next++;
      return word;
    }
  return NULL;
}

static gboolean
parse_long (Parser *parser, const char *word)
{
  g_auto (GStrv) parts = g_strsplit (word + 2, "=", 2);
  const GOptionEntry *option = find_option (parser->command, parts[0], 0);
  const char *value = parts[0] != NULL ? parts[1] : NULL;

  if (option == NULL)
    {
      g_autofree char *typed = g_strconcat ("--", parts[0], NULL);

      return complain_unknown (parser->command, typed, parts[0] != NULL ? parts[0] : "");
    }
  if (option->arg == G_OPTION_ARG_NONE && value != NULL)
    {
      cli_complain (_ ("--%s takes no value; leave out “=%s”, or --%s altogether"),
                    option->long_name, value, option->long_name);
      return FALSE;
    }
  if (option->arg == G_OPTION_ARG_NONE)
    {
      set_flag (parser, option);
      return TRUE;
    }
  if (value == NULL)
    value = take_value (parser, option);
  return value != NULL && set_value (parser, option, value);
}

/* "-x", "-xj2", "-j2", "-j=2", "-j 2" */
static gboolean
parse_short (Parser *parser, const char *word)
{
  for (const char *letter = word + 1; *letter != '\0'; letter++)
    {
      const GOptionEntry *option = find_option (parser->command, NULL, *letter);
      const char *value = letter + 1;

      if (option == NULL)
        {
          g_autofree char *typed
              = g_strdup_printf ("-%.*s", (int) (g_utf8_next_char (letter) - letter), letter);

          return complain_unknown (parser->command, letter == word + 1 ? word : typed, word + 1);
        }
      if (option->arg == G_OPTION_ARG_NONE && *value == '=')
        {
          cli_complain (_ ("--%s takes no value; leave out “%s”, or -%c altogether"),
                        option->long_name, value, *letter);
          return FALSE;
        }
      if (option->arg != G_OPTION_ARG_NONE)
        {
          if (*value == '\0')
            value = take_value (parser, option);
          else if (*value == '=')
            value++;
          return value != NULL && set_value (parser, option, value);
        }
      set_flag (parser, option);
    }
  return TRUE;
}

gboolean
cli_parse (const CliCommand *command, int *argc, char ***argv)
{
  g_autoptr (GHashTable) once = g_hash_table_new (NULL, NULL);
  Parser parser = { command, *argv, *argc, 1, 1, once };
  gboolean options_end = FALSE;

  while (parser.next < parser.argc)
    {
      char *word = parser.argv[parser.next++];

      if (options_end || word[0] != '-' || word[1] == '\0')
        parser.argv[parser.n_arguments++] = word;
      else if (g_str_equal (word, "--"))
        options_end = TRUE;
      else if (word[1] == '-' ? !parse_long (&parser, word) : !parse_short (&parser, word))
        return FALSE;
    }
  *argc = parser.n_arguments;
  (*argv)[*argc] = NULL;
  return TRUE;
}
