/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The ranges of options, for parsing and for help.
 */
#include "config.h"

#include <glib/gi18n.h>

#include "cli/cli.h"

const CliRange *
cli_find_range (const CliCommand *command, const char *option)
{
  for (const CliRange *range = command->ranges; range != NULL && range->option != NULL; range++)
    if (g_str_equal (range->option, option))
      return range;
  return NULL;
}

char *
cli_range_describe (const CliRange *range)
{
  if (range->ends == CLI_ABOVE_LEAST)
    return g_strdup_printf (_ ("more than %.0f and at most %.0f"), range->least, range->most);
  if (range->ends == CLI_BELOW_MOST)
    return g_strdup_printf (_ ("at least %.0f and less than %.0f"), range->least, range->most);
  return g_strdup_printf (_ ("%.0f to %.0f"), range->least, range->most);
}
