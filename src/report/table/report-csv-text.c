/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Writes texts as fields of CSV files that are safe to show in a terminal.
 */
#include "report/table/report-csv-text.h"

#include <string.h>

/* The control character (C0, DEL or C1) at @text; 0 if none. Line ends are quoted instead, and
 * tabs are harmless. */
static guint
get_control (const guchar *text)
{
  if ((text[0] < ' ' && strchr ("\t\r\n", text[0]) == NULL) || text[0] == 0x7f)
    return text[0];
  return text[0] == 0xc2 && text[1] >= 0x80 && text[1] < 0xa0 ? text[1] : 0;
}

/* Control characters are written as in JSON. */
static void
append_letters (GString *row, const char *text)
{
  for (const guchar *at = (const guchar *) text; *at != '\0'; at++)
    {
      guint control = get_control (at);

      if (control == 0)
        {
          if (*at == '"')
            g_string_append_c (row, '"');
          g_string_append_c (row, (char) *at);
          continue;
        }
      g_string_append_printf (row, "\\u%04x", control);
      at += control >= 0x80; /* two bytes */
    }
}

void
report_csv_append_text (GString *row, const char *text)
{
  gboolean quoted = strpbrk (text, ",\"\r\n") != NULL;

  if (quoted)
    g_string_append_c (row, '"');
  append_letters (row, text);
  if (quoted)
    g_string_append_c (row, '"');
}
