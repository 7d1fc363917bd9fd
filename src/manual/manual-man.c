/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A man page, in macros that both groff and mandoc support.
 */
#include "config.h"

#include "manual/manual.h"

#include <string.h>

/* @text escaped for roff, anywhere in a line: copyable dashes, and characters by code point, for
 * any locale. */
static void
append_text (GString *out, const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '-')
        g_string_append (out, "\\-");
      else if (c == '\\')
        g_string_append (out, "\\e");
      else if (c == '\n')
        g_string_append_c (out, ' ');
      else if (c == '.' || c == '\'')
        g_string_append_printf (out, "\\&%c", (char) c); /* a macro at the start of a line */
      else if (c < 128)
        g_string_append_c (out, (char) c);
      else
        g_string_append_printf (out, "\\[u%04X]", c);
    }
}

static void
append_font (GString *out, char font, const char *text)
{
  g_string_append_printf (out, "\\f%c", font);
  append_text (out, text);
  g_string_append (out, "\\fR");
}

/* There a paragraph starts without .PP. */
static gboolean
follows_heading (const GString *out)
{
  const char *line = g_strrstr_len (out->str, (gssize) out->len - 1, "\n");

  return line != NULL && g_str_has_prefix (line + 1, ".SH");
}

/* Empty lines separate paragraphs; indented lines are terms, and lines indented further describe
 * them. */
static void
append_paragraphs (GString *out, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      gsize indent = strspn (lines[i], " ");

      if (lines[i][indent] == '\0')
        continue;
      if (indent == 0 && !follows_heading (out))
        g_string_append (out, ".PP\n");
      else if (indent > 0 && indent < 6)
        g_string_append (out, ".TP\n");
      if (indent > 0 && indent < 6)
        append_font (out, 'B', lines[i] + indent);
      else
        append_text (out, lines[i] + indent);
      g_string_append_c (out, '\n');
    }
}

static void
append_option (const CliCommand *command, const GOptionEntry *option, GString *out)
{
  const CliRange *range = cli_find_range (command, option->long_name);
  g_autofree char *name = g_strconcat ("--", option->long_name, NULL);

  g_string_append (out, ".TP\n");
  if (option->short_name != 0)
    {
      const char letter[] = { '-', option->short_name, '\0' };

      append_font (out, 'B', letter);
      g_string_append (out, ", ");
    }
  append_font (out, 'B', name);
  if (option->arg != G_OPTION_ARG_NONE)
    {
      g_string_append_c (out, '=');
      append_font (out, 'I', option->arg_description);
    }
  g_string_append_c (out, '\n');
  append_text (out, option->description);
  if (range != NULL)
    {
      g_autofree char *allowed = cli_range_describe (range);

      g_string_append (out, " (");
      append_text (out, allowed);
      g_string_append_c (out, ')');
    }
  g_string_append (out, ".\n");
}

static gboolean
has_options (const ManualProgram *program, const CliCommand *command)
{
  g_autoptr (GString) options = g_string_new (NULL);

  manual_for_each_option (program, command, append_option, options);
  return options->len > 0;
}

static void
append_usage (const ManualProgram *program, const CliCommand *command, GString *out)
{
  append_font (out, 'B', program->name);
  if (command->name[0] != '\0')
    {
      g_string_append_c (out, ' ');
      append_font (out, 'B', command->name);
    }
  if (has_options (program, command))
    g_string_append (out, " [\\fIOPTION\\fR]\\[u2026]");
  if (command->arguments[0] != '\0')
    {
      g_string_append_c (out, ' ');
      append_font (out, 'I', command->arguments);
    }
  g_string_append_c (out, '\n');
}

static void
append_command (const ManualProgram *program, const CliCommand *command, GString *out)
{
  if (command->name[0] != '\0')
    {
      g_string_append (out, ".SS ");
      append_usage (program, command, out);
      append_text (out, command->summary);
      g_string_append (out, ".\n");
    }
  manual_for_each_option (program, command, append_option, out);
  if (command->description != NULL)
    append_paragraphs (out, command->description);
  if (command->describe != NULL)
    {
      g_autofree char *text = command->describe ();

      append_paragraphs (out, text);
    }
}

static void
append_head (const ManualProgram *program, GString *out)
{
  g_autofree char *upper = g_ascii_strup (program->name, -1);

  g_string_append (out, ".\\\" Made from the tables of the program.\n.TH ");
  append_text (out, upper);
  g_string_append_printf (out, " 1 \"\" \"Fuzzy Key Lab %s\" \"User Commands\"\n", LAB_VERSION);
  g_string_append (out, ".nh\n.ad l\n.SH NAME\n");
  append_text (out, program->name);
  g_string_append (out, " \\- ");
  append_text (out, program->title);
  g_string_append (out, "\n.SH SYNOPSIS\n");
  for (guint i = 0; program->commands[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append (out, ".br\n");
      append_usage (program, program->commands[i], out);
    }
  g_string_append (out, ".SH DESCRIPTION\n");
  append_paragraphs (out, program->purpose);
}

static void
append_term (GString *out, const char *term, const char *words)
{
  g_string_append (out, ".TP\n");
  append_font (out, 'B', term);
  g_string_append_c (out, '\n');
  append_text (out, words);
  g_string_append_c (out, '\n');
}

static void
append_statuses (GString *out)
{
  g_auto (GStrv) lines = g_strsplit (cli_get_status_words (), "\n", -1);

  g_string_append (out, ".SH EXIT STATUS\n");
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (lines[i], ": ", 2);

      append_term (out, parts[0], parts[1]);
    }
}

static void
append_tail (const ManualProgram *program, GString *out)
{
  const char *other = program == manual_get_fuzzy_key () ? "fuzzy-key-lab" : "fuzzy-key";

  append_statuses (out);
  g_string_append (out, ".SH FILES\n");
  append_term (
      out, "$XDG_DATA_HOME/fuzzy-key-lab/runs.db",
      "The store, with every run and audit; ~/.local/share is used if XDG_DATA_HOME is not set.");
  g_string_append (out, ".SH ENVIRONMENT\n");
  append_term (out, "NC_KERNELS",
               "Train with these kernels: baseline, v3 (AVX2) or v4 (AVX-512). The last bits of "
               "numbers depend on them.");
  append_term (out, "OPENBLAS_CORETYPE", "Which instructions OpenBLAS uses for wide layers.");
  if (program == manual_get_fuzzy_key ())
    append_term (out, "TERM",
                 "On a dumb terminal, or without a terminal, a plain line each minute replaces the "
                 "progress bar. There is no colour, with or without NO_COLOR.");
  g_string_append (out, ".SH SEE ALSO\n.BR ");
  append_text (out, other);
  g_string_append (out, " (1)\n");
}

void
manual_write_man (const ManualProgram *program, GString *out)
{
  append_head (program, out);
  g_string_append (out, program->commands[1] != NULL ? ".SH COMMANDS\n" : ".SH OPTIONS\n");
  for (guint i = 0; program->commands[i] != NULL; i++)
    append_command (program, program->commands[i], out);
  append_tail (program, out);
}
