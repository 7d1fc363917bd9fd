// SPDX-License-Identifier: GPL-3.0-or-later
// The cursor layer: a hairline in every panel and the table of values. Redraws no curve.
#include "plot/plot-intl.h"
#include "plot/plot-layout.h"
#include "plot/plot-number.h"

#include <math.h>

#define SWATCH 2.6
/* A label is cut at this part of the figure's width. */
#define LABEL_PART 0.4

typedef struct
{
  PlotFigure *figure;
  PlotLayout *layout;
  GArray *picks;
  guint64 iteration;
} Cursor;

static gboolean
cursor_init (Cursor *self, PlotFigure *figure, double width, double height, double x, double y)
{
  self->figure = figure;
  self->layout = plot_layout_new (figure, width, height);
  self->picks = plot_layout_pick (self->layout, figure, x, y, &self->iteration);
  if (self->picks == NULL)
    g_clear_pointer (&self->layout, plot_layout_free);
  return self->picks != NULL;
}

static void
cursor_clear (Cursor *self)
{
  g_array_unref (self->picks);
  plot_layout_free (self->layout);
}

/* (transfer full) "round 2.4 · iteration 4,812". */
static char *
get_heading (const Cursor *self)
{
  guint64 round = self->figure->iterations_per_round;
  g_autofree char *iteration = plot_number_whole ((double) self->iteration);
  g_autofree char *in_rounds = NULL;

  if (round <= 1)
    return g_strdup_printf (_ ("iteration %s"), iteration);
  in_rounds = plot_number_tick ((double) self->iteration / (double) round, 0.1);
  return g_strdup_printf (_ ("round %s · iteration %s"), in_rounds, iteration);
}

/* (transfer full) The curve's name, with its panel's where that says more. */
static char *
get_label (const Cursor *self, const PlotPick *pick)
{
  const char *title = plot_figure_get_panel (self->figure, pick->panel)->title;
  const char *label = plot_curve_get_label (pick->curve);

  if (self->figure->panels->len < 2 || title[0] == '\0' || g_strcmp0 (title, label) == 0)
    return g_strdup (label);
  return g_strconcat (title, " · ", label, NULL);
}

char *
plot_figure_get_cursor_text (PlotFigure *self, double width, double height, double x, double y)
{
  g_return_val_if_fail (PLOT_IS_FIGURE (self), NULL);

  Cursor cursor;
  GString *text;

  if (!cursor_init (&cursor, self, width, height, x, y))
    return NULL;

  g_autofree char *heading = get_heading (&cursor);

  text = g_string_new (heading);
  for (guint i = 0; i < cursor.picks->len; i++)
    {
      const PlotPick *pick = &g_array_index (cursor.picks, PlotPick, i);
      g_autofree char *label = get_label (&cursor, pick);
      g_autofree char *value = plot_number_value (pick->value);
      g_autofree char *smoothed = plot_number_value (pick->smoothed);

      if (self->smoothing > 0.0)
        g_string_append_printf (text, _ ("\n%s: %s, smoothed %s"), label, value, smoothed);
      else
        g_string_append_printf (text, _ ("\n%s: %s"), label, value);
    }
  cursor_clear (&cursor);
  return g_string_free (text, FALSE);
}

/* A row of the table; the first is its heading. Layouts may be NULL. */
typedef struct
{
  PlotCurve *curve;
  PangoLayout *label;
  PangoLayout *smoothed;
  PangoLayout *value;
} Row;

typedef struct
{
  GArray *rows;
  double label_width;
  double number_width;
  double heading_width;
  double row_height;
  double size;
  double pad;
  gboolean two_numbers;
  PlotRect rect;
} Table;

static void
row_clear (gpointer data)
{
  Row *row = data;

  g_clear_object (&row->label);
  g_clear_object (&row->smoothed);
  g_clear_object (&row->value);
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
make_text (const Cursor *cursor, const Table *table, const char *text, double max_width)
{
  return plot_text_create (cursor->layout->context, text, table->size, FALSE, max_width);
}

static void
add_row (Table *table, const Cursor *cursor, const PlotPick *pick)
{
  g_autofree char *label = get_label (cursor, pick);
  g_autofree char *value = plot_number_value (pick->value);
  g_autofree char *smoothed = plot_number_value (pick->smoothed);
  Row row = { .curve = pick->curve };

  row.label = make_text (cursor, table, label, cursor->layout->width * LABEL_PART);
  row.value = make_text (cursor, table, value, -1.0);
  if (table->two_numbers)
    row.smoothed = make_text (cursor, table, smoothed, -1.0);
  widen (&table->label_width, row.label);
  widen (&table->number_width, row.value);
  widen (&table->number_width, row.smoothed);
  g_array_append_val (table->rows, row);
}

/* Where smoothing is on two numbers stand side by side and a row says which is which. */
static void
add_number_heads (Table *table, const Cursor *cursor)
{
  Row row = { 0 };

  row.smoothed = make_text (cursor, table, _ ("smoothed"), -1.0);
  row.value = make_text (cursor, table, _ ("measured"), -1.0);
  widen (&table->number_width, row.value);
  widen (&table->number_width, row.smoothed);
  g_array_append_val (table->rows, row);
}

static void
table_init (Table *table, const Cursor *cursor)
{
  g_autofree char *heading = get_heading (cursor);
  guint n = cursor->picks->len;
  guint most;
  Row first = { 0 };

  *table = (Table){ .size = cursor->layout->small_size };
  table->pad = table->size * 0.8;
  table->two_numbers = cursor->figure->smoothing > 0.0 && cursor->layout->width >= 400.0;
  table->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  g_array_set_clear_func (table->rows, row_clear);

  first.label = make_text (cursor, table, heading, cursor->layout->width * 0.9);
  plot_text_measure (first.label, &table->heading_width, &table->row_height);
  table->row_height *= 1.3;
  g_array_append_val (table->rows, first);
  if (table->two_numbers)
    add_number_heads (table, cursor);

  most = (guint) MAX ((cursor->layout->height - 2.0 * table->pad) / table->row_height, 2.0)
         - table->rows->len;
  if (n > most)
    n = MAX (most, 1) - 1;
  for (guint i = 0; i < n; i++)
    add_row (table, cursor, &g_array_index (cursor->picks, PlotPick, i));
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
table_place (Table *table, const Cursor *cursor, double x, double y)
{
  double numbers = table->number_width * (table->two_numbers ? 2.0 : 1.0)
                   + table->size * (table->two_numbers ? 2.2 : 1.2);
  double width = table->size * (SWATCH + 0.6) + table->label_width + numbers;
  double gap = table->size * 1.2;
  PlotRect *rect = &table->rect;

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
draw_row (Table *table, const Cursor *cursor, const Row *row, double y, cairo_t *cr)
{
  const PlotTheme *theme = &cursor->figure->theme;
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
  draw_number (cr, row->value, right, y, color);
  draw_number (cr, row->smoothed, right - table->number_width - table->size, y, color);
}

static void
draw_table (Table *table, const Cursor *cursor, cairo_t *cr)
{
  const PlotTheme *theme = &cursor->figure->theme;
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

/* The hairline in every panel, and a dot where it meets a curve. */
static void
draw_hairlines (const Cursor *cursor, cairo_t *cr)
{
  const PlotTheme *theme = &cursor->figure->theme;
  double iteration = (double) cursor->iteration;

  for (guint p = 0; p < cursor->figure->panels->len; p++)
    {
      const PlotRect *area = &plot_layout_get_panel (cursor->layout, p)->area;
      double x = floor (plot_layout_get_x (cursor->layout, area, iteration)) + 0.5;

      plot_set_color (cr, &theme->dim);
      cairo_set_line_width (cr, 1.0);
      cairo_set_dash (cr, NULL, 0, 0.0);
      cairo_move_to (cr, x, area->y);
      cairo_line_to (cr, x, area->y + area->height);
      cairo_stroke (cr);
    }
  for (guint i = cursor->picks->len; i > 0; i--)
    {
      const PlotPick *pick = &g_array_index (cursor->picks, PlotPick, i - 1);
      const PlotRect *area = &plot_layout_get_panel (cursor->layout, pick->panel)->area;
      double position = plot_scale_position (&cursor->layout->y.scale, pick->smoothed);
      PlotColor color = plot_curve_get_color (pick->curve, theme->dark);

      if (!(position >= 0.0 && position <= 1.0))
        continue;
      cairo_arc (cr, plot_layout_get_x (cursor->layout, area, iteration),
                 area->y + area->height * (1.0 - position), 2.0 + cursor->layout->line_width, 0.0,
                 2.0 * G_PI);
      plot_set_color (cr, &color);
      cairo_fill_preserve (cr);
      plot_set_color (cr, &theme->popup);
      cairo_set_line_width (cr, 1.0);
      cairo_stroke (cr);
    }
}

void
plot_figure_draw_cursor (
    PlotFigure *self, cairo_t *cr, double width, double height, double x, double y)
{
  g_return_if_fail (PLOT_IS_FIGURE (self));
  g_return_if_fail (cr != NULL);

  Cursor cursor;
  Table table;

  if (!cursor_init (&cursor, self, width, height, x, y))
    return;
  table_init (&table, &cursor);
  table_place (&table, &cursor, x, y);
  cairo_save (cr);
  draw_hairlines (&cursor, cr);
  draw_table (&table, &cursor, cr);
  cairo_restore (cr);
  g_array_unref (table.rows);
  cursor_clear (&cursor);
}
