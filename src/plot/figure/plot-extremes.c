/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Puts columns from least to greatest into pixels. Strokes none of them: upright strokes by the
 * thousand cost more than filled columns.
 */
#include "plot/figure/plot-extremes.h"
#include "plot/draw/plot-line.h"

#include <math.h>

#define MOST_DASHES 8

/* Of what lies between the dashes. */
#define FAINT_ALPHA 0.35

typedef struct
{
  PlotRect place;
  gboolean inked;
} Rect;

/* A column with values, in pixels. */
typedef struct
{
  guint k;
  double x;
  double top;
  double bottom;
} Column;

typedef struct
{
  const PlotColumns *columns;
  PlotSource *source;
  double limit; /* longest pause that is closed */
  double line_width;
  double dashes[MOST_DASHES];
  int n_dashes;
  GArray *rects;     /* of Rect */
  GArray *links;     /* lines between columns that are not neighbours */
  gboolean has_last; /* whether any column had values before */
  gboolean is_alone; /* nothing leads to the last one yet */
  Column last;
} Extremes;

/* Whether a dash covers @x, as a stroke along the axis would have it. */
static gboolean
is_inked (const Extremes *self, double x)
{
  double period = 0.0;
  double place;

  for (int i = 0; i < self->n_dashes; i++)
    period += self->dashes[i];
  if (period <= 0.0)
    return TRUE;
  place = fmod (x - self->columns->x, period);
  for (int i = 0; i < self->n_dashes; i++)
    {
      if (place < self->dashes[i])
        return i % 2 == 0;
      place -= self->dashes[i];
    }
  return FALSE;
}

/* What lies between neighbours is filled too, so that a jump is seen as a line. */
static void
add_rect (Extremes *self, const Column *column, gboolean joins)
{
  double top = joins ? MIN (column->top, self->last.bottom) : column->top;
  double bottom = joins ? MAX (column->bottom, self->last.top) : column->bottom;
  double lacking = MAX (self->line_width - (bottom - top), 0.0);

  Rect rect = { { column->x - self->columns->width / 2.0, top - lacking / 2.0, self->columns->width,
                  bottom - top + lacking },
                is_inked (self, column->x) };

  g_array_append_val (self->rects, rect);
}

/* Between dashes faintly: a dash says whose curve it is, but hides no value. */
static void
fill_rects (const Extremes *self, gboolean inked, const PlotColor *color, cairo_t *cr)
{
  cairo_save (cr);
  cairo_set_source_rgba (cr, color->red, color->green, color->blue,
                         color->alpha * (inked ? 1.0 : FAINT_ALPHA));
  /* Columns are whole pixels: smooth edges would cost three times as much and show nothing. */
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_NONE);
  cairo_new_path (cr);
  for (guint i = 0; i < self->rects->len; i++)
    {
      const Rect *rect = &g_array_index (self->rects, Rect, i);

      if (rect->inked == inked)
        cairo_rectangle (cr, rect->place.x, rect->place.y, rect->place.width, rect->place.height);
    }
  cairo_fill (cr);
  cairo_restore (cr);
}

/* A dot, for a line that has but one point. */
static void
end_piece (Extremes *self)
{
  if (self->has_last && self->is_alone)
    {
      plot_line_add (self->links, 0.0, NAN);
      plot_line_add (self->links, self->last.x, (self->last.top + self->last.bottom) / 2.0);
    }
}

/* From the last column to @column, where they come nearest to one another. */
static void
add_link (Extremes *self, const Column *column)
{
  double from = CLAMP (column->top, self->last.top, self->last.bottom);
  double to = CLAMP (from, column->top, column->bottom);
  const PlotPoint *end
      = self->links->len > 0 ? &g_array_index (self->links, PlotPoint, self->links->len - 1) : NULL;

  if (end == NULL || end->x != self->last.x || end->y != from)
    {
      plot_line_add (self->links, 0.0, NAN);
      plot_line_add (self->links, self->last.x, from);
    }
  plot_line_add (self->links, column->x, to);
}

static void
add_column (Extremes *self, const Column *column)
{
  gboolean goes_on
      = self->has_last
        && !plot_columns_break (self->columns, self->source, self->last.k, column->k, self->limit);
  gboolean is_neighbour = goes_on && self->last.k + 1 == column->k;

  if (!goes_on)
    end_piece (self);
  else if (!is_neighbour)
    add_link (self, column);
  add_rect (self, column, is_neighbour);
  self->is_alone = !goes_on;
  self->has_last = TRUE;
  self->last = *column;
}

static void
get_dashes (Extremes *self, cairo_t *cr)
{
  if (cairo_get_dash_count (cr) > MOST_DASHES)
    return;
  self->n_dashes = cairo_get_dash_count (cr);
  cairo_get_dash (cr, self->dashes, NULL);
}

GArray *
plot_extremes_draw (const PlotColumns *columns,
                    PlotSource *source,
                    gsize begin,
                    gsize end,
                    double line_width,
                    const PlotColor *color,
                    cairo_t *cr)
{
  g_autoptr (GArray) rects = g_array_new (FALSE, FALSE, sizeof (Rect));
  g_autoptr (GArray) links = g_array_new (FALSE, FALSE, sizeof (PlotPoint));
  GArray *means = g_array_new (FALSE, FALSE, sizeof (PlotPoint));
  Extremes self = { .columns = columns, .source = source, .line_width = line_width };

  self.rects = rects;
  self.links = links;
  self.limit = plot_columns_get_gap (columns, source, begin, end);
  get_dashes (&self, cr);
  for (guint k = 0; k < columns->n_columns; k++)
    {
      PlotSpan span;
      gsize from, to;

      plot_columns_get (columns, k, &from, &to);
      if (!plot_source_get_span (source, from, to, &span) || isnan (span.mean))
        continue;

      Column column = { .k = k, .x = plot_columns_get_x (columns, k) };

      column.top = plot_plane_get_y (&columns->plane, span.max);
      column.bottom = plot_plane_get_y (&columns->plane, span.min);
      add_column (&self, &column);
      plot_line_add (means, column.x, plot_plane_get_y (&columns->plane, span.mean));
    }
  end_piece (&self);
  fill_rects (&self, FALSE, color, cr);
  fill_rects (&self, TRUE, color, cr);
  plot_line_stroke (links, cr, line_width);
  return means;
}
