/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A table on pages: columns as wide as their cells want, wrapped if that is too wide; rows are
 * never split, and the header is repeated on every page.
 */
#include "report/document/report-document-pdf-table.h"

#include <math.h>

#include "plot/draw/plot-text.h"

#define CELL_GAP 12.0
#define ROW_GAP 5.0
/* Minimum width of a wrapped column in points. */
#define LEAST_WIDTH 34.0
/* A table up to this share of a page is kept on one page. */
#define WHOLE 0.4

typedef struct
{
  guint n_columns;
  double *widths;
} Columns;

static double
want (ReportPages *self, const char *text, gboolean bold)
{
  g_autoptr (PangoLayout) layout
      = plot_text_create (self->context, text, REPORT_SMALL_SIZE, bold, -1.0);
  double width;

  plot_text_measure (layout, &width, NULL);
  return width + 1.0;
}

/* Columns that want less than their share get what they want; the others divide the rest. */
static void
divide (double *widths, guint n, double room)
{
  double left = room;
  guint n_left = n;
  g_autofree gboolean *settled = g_new0 (gboolean, n);
  gboolean changed = TRUE;

  while (changed && n_left > 0)
    {
      double share = left / n_left;

      changed = FALSE;
      for (guint i = 0; i < n; i++)
        if (!settled[i] && widths[i] <= share)
          {
            settled[i] = TRUE;
            left -= widths[i];
            n_left--;
            changed = TRUE;
          }
    }
  for (guint i = 0; i < n; i++)
    if (!settled[i])
      widths[i] = MAX (left / n_left, LEAST_WIDTH);
}

static void
columns_init (Columns *self, ReportPages *pages, const ReportBlock *table)
{
  self->n_columns = g_strv_length (table->header);
  self->widths = g_new0 (double, self->n_columns);
  for (guint i = 0; i < self->n_columns; i++)
    {
      self->widths[i] = want (pages, table->header[i], TRUE);
      for (guint j = 0; j < table->rows->len; j++)
        {
          char **cells = table->rows->pdata[j];

          self->widths[i] = MAX (self->widths[i], want (pages, cells[i], i == 0));
        }
    }
  divide (self->widths, self->n_columns,
          REPORT_TEXT_WIDTH - CELL_GAP * MAX ((int) self->n_columns - 1, 0));
}

static double
measure_row (ReportPages *self, const Columns *columns, char **cells, gboolean bold)
{
  double most = 0.0;

  for (guint i = 0; i < columns->n_columns; i++)
    {
      g_autoptr (PangoLayout) layout = report_pages_create_text (
          self, cells[i], REPORT_SMALL_SIZE, bold || i == 0, columns->widths[i]);
      double height;

      plot_text_measure (layout, NULL, &height);
      most = MAX (most, height);
    }
  return most + ROW_GAP;
}

static void
draw_row (ReportPages *self, const Columns *columns, char **cells, gboolean is_head)
{
  double height = measure_row (self, columns, cells, is_head);
  double x = REPORT_MARGIN;
  double line;

  for (guint i = 0; i < columns->n_columns; i++)
    {
      g_autoptr (PangoLayout) layout = report_pages_create_text (
          self, cells[i], REPORT_SMALL_SIZE, is_head || i == 0, columns->widths[i]);

      plot_text_draw (layout, self->cr, x, self->y + ROW_GAP * 0.4, &self->theme->foreground);
      x += columns->widths[i] + CELL_GAP;
    }
  self->y += height;
  line = self->y;
  plot_set_color (self->cr, &self->theme->frame);
  cairo_set_line_width (self->cr, is_head ? 1.0 : 0.5);
  cairo_move_to (self->cr, REPORT_MARGIN, line);
  cairo_line_to (self->cr, x - CELL_GAP, line);
  cairo_stroke (self->cr);
}

double
report_pages_measure_table_head (ReportPages *self, const ReportBlock *table)
{
  Columns columns;
  g_autoptr (PangoLayout) caption
      = report_pages_create_text (self, table->text, REPORT_SMALL_SIZE, FALSE, REPORT_TEXT_WIDTH);
  double height;

  columns_init (&columns, self, table);
  plot_text_measure (caption, NULL, &height);
  height += ROW_GAP + measure_row (self, &columns, table->header, TRUE);
  if (table->rows->len > 0)
    height += measure_row (self, &columns, table->rows->pdata[0], FALSE);
  g_free (columns.widths);
  return height;
}

/* All of a short table, the header of a long one. */
static double
measure_together (ReportPages *self, const Columns *columns, const ReportBlock *table)
{
  double head = report_pages_measure_table_head (self, table);
  double height = head;

  for (guint i = 1; i < table->rows->len; i++)
    height += measure_row (self, columns, table->rows->pdata[i], FALSE);
  return height <= (REPORT_PAGE_BOTTOM - REPORT_MARGIN) * WHOLE ? height : head;
}

void
report_pages_add_table (ReportPages *self, const ReportBlock *table)
{
  Columns columns;

  columns_init (&columns, self, table);
  report_pages_ensure (self, measure_together (self, &columns, table));
  if (table->text[0] != '\0')
    {
      g_autoptr (PangoLayout) caption = report_pages_create_text (
          self, table->text, REPORT_SMALL_SIZE, FALSE, REPORT_TEXT_WIDTH);

      report_pages_add_text (self, caption, 0.0, &self->theme->dim);
      self->y += ROW_GAP * 0.6;
    }
  draw_row (self, &columns, table->header, TRUE);
  for (guint i = 0; i < table->rows->len; i++)
    {
      char **cells = table->rows->pdata[i];

      if (self->y + measure_row (self, &columns, cells, FALSE) > REPORT_PAGE_BOTTOM
          && self->y > REPORT_MARGIN)
        {
          report_pages_turn (self);
          draw_row (self, &columns, table->header, TRUE);
        }
      draw_row (self, &columns, cells, FALSE);
    }
  self->y += REPORT_TEXT_SIZE * 0.8;
  g_free (columns.widths);
}
