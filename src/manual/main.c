/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Prints the man page or a completion of a program: fuzzy-key-manual KIND PROGRAM. Runs during the
 * build.
 */
#include "config.h"

#include <stdio.h>

#include "manual/manual.h"
#ifdef MANUAL_HAS_APP
#include "app/window/lab-options.h"

static const GOptionEntry help_option[] = {
  { "help", 'h', 0, G_OPTION_ARG_NONE, NULL, "Print the options", NULL },
  G_OPTION_ENTRY_NULL,
};
#endif

static const struct
{
  const char *kind;
  void (*write) (const ManualProgram *program, GString *out);
} kinds[] = {
  { "man", manual_write_man },
  { "bash", manual_write_bash },
  { "zsh", manual_write_zsh },
  { "fish", manual_write_fish },
};

static gboolean
print (const char *kind, const ManualProgram *program)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kind, kinds[i].kind))
      kinds[i].write (program, text);
  return text->len > 0 && fputs (text->str, stdout) >= 0 && fflush (stdout) == 0;
}

#ifdef MANUAL_HAS_APP
static gboolean
print_lab (const char *kind)
{
  const CliCommand window = {
    .name = "",
    .arguments = LAB_ARGUMENTS,
    .summary = lab_options_summary,
    .options = lab_options,
  };
  const CliCommand *const commands[] = { &window, NULL };
  const ManualProgram lab = {
    .name = "fuzzy-key-lab",
    .title = "a lab for neural cryptography with fuzzy keys",
    .purpose = lab_options_description,
    .commands = commands,
    .common = help_option,
  };

  return print (kind, &lab);
}
#endif

int
main (int argc, char **argv)
{
  gboolean is_printed = FALSE;

  if (argc == 3 && g_str_equal (argv[2], "fuzzy-key"))
    is_printed = print (argv[1], manual_get_fuzzy_key ());
#ifdef MANUAL_HAS_APP
  else if (argc == 3 && g_str_equal (argv[2], "fuzzy-key-lab"))
    is_printed = print_lab (argv[1]);
#endif
  if (is_printed)
    return 0;
  fprintf (stderr, "Usage: fuzzy-key-manual man|bash|zsh|fish PROGRAM\n");
  return 1;
}
