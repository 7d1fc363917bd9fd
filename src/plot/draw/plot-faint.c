/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sets the pixels of thin lines in a mask. Lines are one pixel high or as high as they rise within
 * a column; where several meet the mask is denser, as if they were drawn over each other.
 */
#include "plot/draw/plot-faint.h"

#include <math.h>

#define LINE_WIDTH 1.0

struct _PlotFaint
{
  cairo_surface_t *mask;
  double x;
  double y;
  double alpha;
  int n_columns;
  int n_rows;
  guint8 *pixels;
  gsize stride;
  double *heights; /* [n_columns + 1]: of the line at the edges of columns, from the top */
};

PlotFaint *
plot_faint_new (cairo_surface_t *mask, double x, double y, double alpha)
{
  g_assert (cairo_image_surface_get_format (mask) == CAIRO_FORMAT_A8);

  PlotFaint *self = g_new0 (PlotFaint, 1);

  self->mask = cairo_surface_reference (mask);
  self->x = x;
  self->y = y;
  self->alpha = alpha;
  self->n_columns = cairo_image_surface_get_width (mask);
  self->n_rows = cairo_image_surface_get_height (mask);
  self->pixels = cairo_image_surface_get_data (mask);
  self->stride = (gsize) cairo_image_surface_get_stride (mask);
  self->heights = g_new (double, (gsize) self->n_columns + 1);
  return self;
}

/* Adds @coverage (0 to 1) of a line to a pixel. */
static void
cover (PlotFaint *self, int column, int row, double coverage)
{
  guint8 *pixel = self->pixels + (gsize) row * self->stride + (gsize) column;
  guint add = (guint) (coverage * self->alpha * 255.0 + 0.5);

  *pixel = (guint8) (*pixel + (255u - *pixel) * add / 255u);
}

/* From @top to @bottom, with what is covered of the pixels at the ends. */
static void
cover_run (PlotFaint *self, int column, double top, double bottom)
{
  top = CLAMP (top, 0.0, (double) self->n_rows);
  bottom = CLAMP (bottom, 0.0, (double) self->n_rows);
  if (!(bottom > top))
    return;

  int first = (int) top;
  int last = (int) bottom;

  if (first == last)
    {
      cover (self, column, first, bottom - top);
      return;
    }
  cover (self, column, first, first + 1 - top);
  for (int row = first + 1; row < last; row++)
    cover (self, column, row, 1.0);
  if (bottom > last)
    cover (self, column, last, bottom - last);
}

/* Puts a piece of a line, points [begin, end), at the edges of columns. */
static void
find_heights (PlotFaint *self, const PlotPoint *points, guint begin, guint end)
{
  for (guint i = begin + 1; i < end; i++)
    {
      double from = points[i - 1].x - self->x;
      double to = points[i].x - self->x;
      double slope = (points[i].y - points[i - 1].y) / MAX (to - from, 1e-9);
      int first = (int) CLAMP (ceil (from), 0.0, self->n_columns + 1.0);

      for (int k = first; k <= self->n_columns && k < to; k++)
        self->heights[k] = points[i - 1].y - self->y + slope * (k - from);
    }
}

/* The run of each column the piece goes through: from edge to edge, over the points between. */
static void
cover_piece (PlotFaint *self, const PlotPoint *points, guint begin, guint end)
{
  guint i = begin;
  int first = (int) CLAMP (floor (points[begin].x - self->x), 0.0, self->n_columns);
  int last = (int) CLAMP (ceil (points[end - 1].x - self->x), 0.0, self->n_columns);

  /* A point alone has no width: it takes its column. */
  last = CLAMP (last, MIN (first + 1, self->n_columns), self->n_columns);
  find_heights (self, points, begin, end);
  for (int k = first; k < last; k++)
    {
      double top = INFINITY;
      double bottom = -INFINITY;

      if (k > points[begin].x - self->x)
        top = bottom = self->heights[k];
      if (k + 1 < points[end - 1].x - self->x)
        {
          top = MIN (top, self->heights[k + 1]);
          bottom = MAX (bottom, self->heights[k + 1]);
        }
      while (i < end && points[i].x - self->x < k)
        i++;
      for (; i < end && points[i].x - self->x <= k + 1; i++)
        {
          top = MIN (top, points[i].y - self->y);
          bottom = MAX (bottom, points[i].y - self->y);
        }
      cover_run (self, k, top - LINE_WIDTH / 2.0, bottom + LINE_WIDTH / 2.0);
    }
}

void
plot_faint_add (PlotFaint *self, GArray *points)
{
  const PlotPoint *data = (const PlotPoint *) (const void *) points->data;

  for (guint begin = 0; begin < points->len;)
    {
      guint end = begin;

      while (end < points->len && !isnan (data[end].y))
        end++;
      if (end > begin)
        cover_piece (self, data, begin, end);
      begin = end + 1;
    }
}

void
plot_faint_finish (PlotFaint *self)
{
  cairo_surface_mark_dirty (self->mask);
  cairo_surface_destroy (self->mask);
  g_free (self->heights);
  g_free (self);
}
