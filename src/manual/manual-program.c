/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The programs that man pages and completions are made for.
 */
#include "config.h"

#include "manual/manual.h"

#include <glib/gi18n.h>

static const GOptionEntry no_options[] = { G_OPTION_ENTRY_NULL };

/* Not a command, but typed like one. */
static const CliCommand command_help = {
  .name = "help",
  .arguments = "[COMMAND]",
  .summary = "Print the help of a command, or what commands there are",
  .options = no_options,
};

static ManualProgram fuzzy_key = {
  .name = "fuzzy-key",
  .title = "train, replay and audit neural cryptography with fuzzy keys",
  .purpose = "Trains Alice, Bob and Eve, neural networks that learn to encrypt with a key that "
             "differs in a few bits, and looks at what came of it. It is a lab for research and "
             "teaching, not a cipher to protect anything.\n\n"
             "Options and arguments may stand in any order after the command; after “--” all are "
             "arguments. A value follows its option after a blank or “=”, that of a letter also "
             "directly (-j2). A file can be named once by an option; of another option that is "
             "given twice the last value counts, and those that “may be given again” collect.",
  .common = cli_common_options,
};

const ManualProgram *
manual_get_fuzzy_key (void)
{
  GPtrArray *commands;

  if (fuzzy_key.commands != NULL)
    return &fuzzy_key;
  commands = g_ptr_array_new ();
  for (guint i = 0; cli_commands[i] != NULL; i++)
    g_ptr_array_add (commands, (gpointer) cli_commands[i]);
  g_ptr_array_add (commands, (gpointer) &command_help);
  g_ptr_array_add (commands, NULL);
  fuzzy_key.commands = (const CliCommand *const *) g_ptr_array_free (commands, FALSE);
  return &fuzzy_key;
}

void
manual_for_each_option (const ManualProgram *program,
                        const CliCommand *command,
                        ManualOptionFunc function,
                        GString *out)
{
  for (const GOptionEntry *option = command->options; option->long_name != NULL; option++)
    if ((option->flags & G_OPTION_FLAG_HIDDEN) == 0)
      function (command, option, out);
  if (command == &command_help)
    return;
  for (const GOptionEntry *option = program->common; option->long_name != NULL; option++)
    function (command, option, out);
}
