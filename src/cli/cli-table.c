/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A table for display.
 */
#include "config.h"

#include "cli/cli-table.h"

#include <glib/gi18n.h>
#include <math.h>

#include "base/text.h"
#include "cli/cli-columns.h"

/* Between two columns. */
#define GAP "  "

/* One line: a row, or a note below one. */
typedef struct
{
  GPtrArray *cells; /* NULL for a note */
  char *note;
} Line;

struct _CliTable
{
  const CliColumn *columns;
  guint n_columns;
  GArray *lines; /* of Line */
};

static void
clear_line (gpointer data)
{
  Line *line = data;

  g_clear_pointer (&line->cells, g_ptr_array_unref);
  g_free (line->note);
}

CliTable *
cli_table_new (const CliColumn *columns, guint n_columns)
{
  CliTable *table = g_new0 (CliTable, 1);

  table->columns = columns;
  table->n_columns = n_columns;
  table->lines = g_array_new (FALSE, TRUE, sizeof (Line));
  g_array_set_clear_func (table->lines, clear_line);
  return table;
}

void
cli_table_free (CliTable *table)
{
  g_array_unref (table->lines);
  g_free (table);
}

static Line *
get_line (CliTable *table, guint index)
{
  return &g_array_index (table->lines, Line, index);
}

/* (transfer full) @text */
static void
take_cell (CliTable *table, char *text)
{
  Line *last = table->lines->len > 0 ? get_line (table, table->lines->len - 1) : NULL;

  if (last == NULL || last->cells == NULL || last->cells->len == table->n_columns)
    {
      Line line = { .cells = g_ptr_array_new_with_free_func (g_free) };

      g_array_append_val (table->lines, line);
      last = get_line (table, table->lines->len - 1);
    }
  g_ptr_array_add (last->cells, text);
}

void
cli_table_add (CliTable *table, const char *text)
{
  take_cell (table, base_text_make_line (text != NULL ? text : "?"));
}

void
cli_table_add_format (CliTable *table, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  take_cell (table, g_strdup_vprintf (format, args));
  va_end (args);
}

void
cli_table_add_number (CliTable *table, double value, int digits)
{
  if (isnan (value))
    take_cell (table, g_strdup ("-"));
  else
    take_cell (table, g_strdup_printf ("%.*f", digits, value));
}

void
cli_table_add_note (CliTable *table, guint indent, const char *text)
{
  g_autofree char *clean = base_text_make_line (text);
  Line line = { .note = g_strdup_printf ("%*s%s", (int) indent, "", clean) };

  g_array_append_val (table->lines, line);
}

static guint
get_width (CliTable *table, guint column)
{
  const CliColumn *what = &table->columns[column];
  guint width = MAX (what->least, cli_columns_measure (_ (what->title)));

  for (guint i = 0; i < table->lines->len; i++)
    {
      const Line *line = get_line (table, i);

      if (line->cells != NULL && column < line->cells->len)
        width = MAX (width, cli_columns_measure (line->cells->pdata[column]));
    }
  return what->most > 0 ? MIN (width, MAX (what->most, cli_columns_measure (_ (what->title))))
                        : width;
}

/* Trims trailing blanks. */
static void
print_cells (CliTable *table, const guint *widths, const char *const *cells)
{
  g_autoptr (GString) row = g_string_new (NULL);

  for (guint i = 0; i < table->n_columns; i++)
    {
      g_autofree char *cell = table->columns[i].side == CLI_COLUMN_RIGHT
                                  ? cli_columns_fit_right (cells[i], widths[i])
                                  : cli_columns_fit (cells[i], widths[i]);

      g_string_append_printf (row, "%s%s", i > 0 ? GAP : "", cell);
    }
  while (row->len > 0 && row->str[row->len - 1] == ' ')
    g_string_truncate (row, row->len - 1);
  g_print ("%s\n", row->str);
}

void
cli_table_print (CliTable *table)
{
  g_autofree guint *widths = g_new (guint, table->n_columns);
  g_autofree const char **titles = g_new (const char *, table->n_columns);

  for (guint i = 0; i < table->n_columns; i++)
    {
      widths[i] = get_width (table, i);
      titles[i] = _ (table->columns[i].title);
    }
  print_cells (table, widths, titles);
  for (guint i = 0; i < table->lines->len; i++)
    {
      const Line *line = get_line (table, i);

      if (line->note != NULL)
        g_print ("%s\n", line->note);
      else
        print_cells (table, widths, (const char *const *) line->cells->pdata);
    }
}
