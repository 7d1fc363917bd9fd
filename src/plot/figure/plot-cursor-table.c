/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The table of values at the cursor. Picks nothing itself.
 */
#include "config.h"

#include "plot/figure/plot-cursor-table.h"

#include <glib/gi18n-lib.h>

#include "base/number.h"

#include <math.h>

#define SWATCH 2.6
/* A label is cut at this part of the figure's width. */
#define LABEL_PART 0.4

/* Columns of numbers, from the left. */
enum
{
  SMOOTHED,
  MEASURED,
  RANGE,
  N_NUMBERS,
};

/* A row of the table; the first is its heading. Layouts may be NULL. */
typedef struct
{
  PlotCurve *curve;
  PangoLayout *label;
  PangoLayout *numbers[N_NUMBERS];
} Row;

typedef struct
{
  GArray *rows;
  double label_width;
  double number_widths[N_NUMBERS]; /* 0: no such column */
  double heading_width;
  double row_height;
  double size;
  double pad;
  PlotRect rect;
} Table;

static void
row_clear (gpointer data)
{
  Row *row = data;

  g_clear_object (&row->label);
  for (guint i = 0; i < N_NUMBERS; i++)
    g_clear_object (&row->numbers[i]);
}

static void
widen (double *width, PangoLayout *layout)
{
  double own;

  if (layout == NULL)
    return;
  plot_text_measure (layout, &own, NULL);
  *width = MAX (*width, own);
}

static PangoLayout *
make_text (const PlotCursor *cursor, const Table *table, const char *text, double max_width)
{
  return plot_text_create (cursor->layout->context, text, table->size, FALSE, max_width);
}

static void
set_number (Table *table, const PlotCursor *cursor, Row *row, guint column, const char *text)
{
  if (text == NULL)
    return;
  row->numbers[column] = make_text (cursor, table, text, -1.0);
  widen (&table->number_widths[column], row->numbers[column]);
}

static void
add_row (Table *table, const PlotCursor *cursor, const PlotPick *pick, gboolean has_smoothed)
{
  g_autofree char *label = plot_cursor_get_label (cursor, pick);
  g_autofree char *value = base_number_value (pick->value);
  g_autofree char *smoothed = base_number_value (pick->smoothed);
  g_autofree char *range = plot_cursor_get_range (pick);
  Row row = { .curve = pick->curve };

  row.label = make_text (cursor, table, label, cursor->layout->width * LABEL_PART);
  set_number (table, cursor, &row, MEASURED, value);
  set_number (table, cursor, &row, RANGE, range);
  if (has_smoothed)
    set_number (table, cursor, &row, SMOOTHED, smoothed);
  widen (&table->label_width, row.label);
  g_array_append_val (table->rows, row);
}

/* Which number is which: none of them is that of the legend. */
static void
add_number_heads (Table *table, const PlotCursor *cursor, gboolean has_smoothed, const char *range)
{
  Row row = { 0 };

  if (has_smoothed)
    set_number (table, cursor, &row, SMOOTHED, _ ("smoothed"));
  set_number (table, cursor, &row, MEASURED,
              has_smoothed || range == NULL ? _ ("measured") : _ ("median"));
  set_number (table, cursor, &row, RANGE, range);
  g_array_append_val (table->rows, row);
}

static void
table_init (Table *table, const PlotCursor *cursor)
{
  g_autofree char *heading = plot_cursor_get_heading (cursor);
  guint n = cursor->picks->len;
  gboolean has_smoothed
      = cursor->layout->figure->drawn.smoothing > 0.0 && cursor->layout->width >= 400.0;
  const char *range = plot_cursor_get_range_name (cursor);
  guint most;
  Row first = { 0 };

  *table = (Table){ .size = cursor->layout->small_size };
  table->pad = table->size * 0.8;
  table->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  g_array_set_clear_func (table->rows, row_clear);

  first.label = make_text (cursor, table, heading, cursor->layout->width * 0.9);
  plot_text_measure (first.label, &table->heading_width, &table->row_height);
  table->row_height *= 1.3;
  g_array_append_val (table->rows, first);
  add_number_heads (table, cursor, has_smoothed, range);

  most = (guint) MAX ((cursor->layout->height - 2.0 * table->pad) / table->row_height, 2.0)
         - table->rows->len;
  if (n > most)
    n = MAX (most, 1) - 1;
  for (guint i = 0; i < n; i++)
    add_row (table, cursor, &g_array_index (cursor->picks, PlotPick, i), has_smoothed);
  if (n < cursor->picks->len)
    {
      g_autofree char *more = g_strdup_printf (_ ("+%u more"), cursor->picks->len - n);
      Row row = { .label = make_text (cursor, table, more, -1.0) };

      widen (&table->label_width, row.label);
      g_array_append_val (table->rows, row);
    }
}

/* Beside the hairline, on the side where there is room, never outside of the figure. */
static void
table_place (Table *table, const PlotCursor *cursor, double x, double y)
{
  double width = table->size * (SWATCH + 0.6 + 0.2) + table->label_width;
  double gap = table->size * 1.2;
  PlotRect *rect = &table->rect;

  for (guint i = 0; i < N_NUMBERS; i++)
    if (table->number_widths[i] > 0.0)
      width += table->number_widths[i] + table->size;
  width = MAX (width, table->heading_width) + 2.0 * table->pad;
  rect->width = ceil (MIN (width, cursor->layout->width));
  rect->height
      = ceil (table->rows->len * table->row_height + 2.0 * table->pad - table->row_height * 0.2);
  rect->x = x + gap;
  if (rect->x + rect->width > cursor->layout->width - 2.0)
    rect->x = x - gap - rect->width;
  rect->x = CLAMP (rect->x, 0.0, cursor->layout->width - rect->width);
  rect->y = CLAMP (y - rect->height / 2.0, 0.0, MAX (cursor->layout->height - rect->height, 0.0));
  rect->x = round (rect->x);
  rect->y = round (rect->y);
}

static void
rounded_rectangle (cairo_t *cr, const PlotRect *rect, double radius)
{
  double right = rect->x + rect->width - 0.5;
  double bottom = rect->y + rect->height - 0.5;
  double left = rect->x + 0.5;
  double top = rect->y + 0.5;

  cairo_new_path (cr);
  cairo_arc (cr, right - radius, top + radius, radius, -G_PI / 2.0, 0.0);
  cairo_arc (cr, right - radius, bottom - radius, radius, 0.0, G_PI / 2.0);
  cairo_arc (cr, left + radius, bottom - radius, radius, G_PI / 2.0, G_PI);
  cairo_arc (cr, left + radius, top + radius, radius, G_PI, 1.5 * G_PI);
  cairo_close_path (cr);
}

static void
draw_number (cairo_t *cr, PangoLayout *layout, double right, double y, const PlotColor *color)
{
  double width;

  if (layout == NULL)
    return;
  plot_text_measure (layout, &width, NULL);
  plot_text_draw (layout, cr, right - width, y, color);
}

static void
draw_row (Table *table, const PlotCursor *cursor, const Row *row, double y, cairo_t *cr)
{
  const PlotTheme *theme = cursor->layout->theme;
  const PlotColor *color = row->curve != NULL ? &theme->foreground : &theme->dim;
  double x = table->rect.x + table->pad;
  double right = table->rect.x + table->rect.width - table->pad;

  if (row->curve != NULL)
    {
      PlotColor own = plot_curve_get_color (row->curve, theme->dark);

      plot_style_draw_sample (cr, &own, plot_curve_get_line_style (row->curve),
                              plot_curve_get_marker (row->curve), cursor->layout->line_width, x,
                              round (y + table->row_height * 0.41) + 0.5, SWATCH * table->size);
      x += (SWATCH + 0.6) * table->size;
    }
  if (row->label != NULL)
    plot_text_draw (row->label, cr, x, y, color);
  for (guint i = N_NUMBERS; i > 0; i--)
    {
      draw_number (cr, row->numbers[i - 1], right, y, color);
      if (table->number_widths[i - 1] > 0.0)
        right -= table->number_widths[i - 1] + table->size;
    }
}

static void
draw_table (Table *table, const PlotCursor *cursor, cairo_t *cr)
{
  const PlotTheme *theme = cursor->layout->theme;
  double y = table->rect.y + table->pad;

  cairo_save (cr);
  rounded_rectangle (cr, &table->rect, 6.0);
  cairo_set_source_rgba (cr, theme->popup.red, theme->popup.green, theme->popup.blue,
                         theme->popup.alpha * 0.96);
  cairo_fill_preserve (cr);
  plot_set_color (cr, &theme->frame);
  cairo_set_line_width (cr, 1.0);
  cairo_stroke_preserve (cr);
  cairo_clip (cr);
  for (guint i = 0; i < table->rows->len; i++)
    {
      draw_row (table, cursor, &g_array_index (table->rows, Row, i), y, cr);
      y += table->row_height;
    }
  cairo_restore (cr);
}

void
plot_cursor_draw_table (const PlotCursor *cursor, cairo_t *cr, double x, double y)
{
  Table table;

  table_init (&table, cursor);
  table_place (&table, cursor, x, y);
  draw_table (&table, cursor, cr);
  g_array_unref (table.rows);
}
