/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Fits text into terminal cells.
 */
#include "config.h"

#include "cli/cli-columns.h"

#include <string.h>

#include "base/text.h"

static guint
measure_character (gunichar c)
{
  if (g_unichar_iszerowidth (c))
    return 0;
  return g_unichar_iswide (c) ? 2 : 1;
}

guint
cli_columns_measure (const char *text)
{
  guint width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    width += measure_character (g_utf8_get_char (p));
  return width;
}

/* As much of @text as fits @width cells, with an ellipsis if cut. */
static GString *
cut (const char *text, guint width, guint *taken)
{
  g_autofree char *clean = base_text_make_line (text);
  GString *head = g_string_new (NULL);
  gboolean fits = cli_columns_measure (clean) <= width;
  guint room = fits || width == 0 ? width : width - 1;

  *taken = 0;
  for (const char *p = clean; *p != '\0'; p = g_utf8_next_char (p))
    {
      guint cells = measure_character (g_utf8_get_char (p));

      if (*taken + cells > room)
        break;
      g_string_append_unichar (head, g_utf8_get_char (p));
      *taken += cells;
    }
  if (!fits && width > 0)
    {
      g_string_append (head, "…");
      *taken += 1;
    }
  return head;
}

char *
cli_columns_fit (const char *text, guint width)
{
  guint taken;
  GString *cell = cut (text, width, &taken);

  g_string_append_printf (cell, "%*s", (int) (width - taken), "");
  return g_string_free (cell, FALSE);
}

char *
cli_columns_fit_right (const char *text, guint width)
{
  guint taken;
  g_autoptr (GString) cell = cut (text, width, &taken);

  return g_strdup_printf ("%*s%s", (int) (width - taken), "", cell->str);
}

/* Appends a line starting at @column; continuation lines start at @indent. */
static void
wrap_line (GString *out, const char *line, guint column, guint indent, guint width)
{
  g_auto (GStrv) words = g_strsplit (line, " ", -1);
  gboolean begins = TRUE;

  for (guint i = 0; words[i] != NULL; i++)
    {
      guint cells = cli_columns_measure (words[i]);

      if (cells == 0)
        continue;
      if (!begins && column + 1 + cells > width)
        {
          g_string_append_printf (out, "\n%*s", (int) indent, "");
          column = indent;
          begins = TRUE;
        }
      g_string_append_printf (out, "%s%s", begins ? "" : " ", words[i]);
      column += cells + !begins;
      begins = FALSE;
    }
}

char *
cli_columns_wrap (const char *text, guint indent, guint width)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GString *out = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      guint own = (guint) strspn (lines[i], " ");

      if (i > 0)
        g_string_append_c (out, '\n');
      if (lines[i][own] == '\0')
        continue;
      g_string_append_printf (out, "%*s", (int) (i > 0 ? indent + own : own), "");
      wrap_line (out, lines[i] + own, indent + own, indent + own, width);
    }
  return g_string_free (out, FALSE);
}
