/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Options that take a number.
 */
#include "config.h"

#include "cli-number.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "cli.h"

gboolean
cli_count_read (CliCount *count, const char *option, int least, int most)
{
  gint64 value;

  if (count->text == NULL)
    return TRUE;
  if (!g_ascii_string_to_signed (count->text, 10, least, most, &value, NULL))
    {
      cli_complain (_ ("--%s is %s; %d to %d is possible"), option, count->text, least, most);
      return FALSE;
    }
  count->value = (int) value;
  return TRUE;
}

void
cli_count_clear (CliCount *count)
{
  g_clear_pointer (&count->text, g_free);
}

gboolean
cli_amount_read (CliAmount *amount)
{
  char *end;

  if (amount->text == NULL)
    return TRUE;
  if (*amount->text == '\0' || strspn (amount->text, "0123456789.eE+-") != strlen (amount->text))
    return FALSE;
  amount->value = g_ascii_strtod (amount->text, &end);
  return *end == '\0' && isfinite (amount->value);
}
