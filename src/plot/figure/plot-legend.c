/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Measures and draws a legend. Never draws outside of the room it was given.
 */
#include "config.h"

#include "plot/figure/plot-legend.h"

#include <glib/gi18n-lib.h>

#include "plot/figure/plot-curve-private.h"
#include "base/number.h"

#include <math.h>

/* Room between things, in heights of the text. */
#define SAMPLE_WIDTH 2.8
#define SAMPLE_GAP 0.55
#define NUMBER_GAP 0.7
#define COLUMN_GAP 1.9
#define ROW_GAP 0.25
/* A name is cut to this before a legend takes another row. */
#define LEAST_LABEL 5.0
#define MOST_LABEL 20.0
/* Of a name beside what is said of groups. */
#define LEAST_NAME 2.5

typedef struct
{
  PlotCurve *curve;
  PangoLayout *label;
  PangoLayout *groups; /* behind the label, which may be cut; NULL: none */
  PangoLayout *number;
  double label_width; /* of both */
  double groups_width;
  double number_width;
} Entry;

struct _PlotLegend
{
  PangoContext *context;
  double size; /* height of the text */
  double row_height;
  GArray *entries;
  gboolean has_numbers;
  double number_width;
  double groups_width; /* of the widest */
  double label_width;  /* of all columns; 0: every entry as wide as it wants, in one row */
  guint n_columns;
  guint n_rows;
  guint n_shown;
  PangoLayout *more; /* "+3 more", or NULL */
  double width;
};

static void
entry_clear (gpointer data)
{
  Entry *entry = data;

  g_object_unref (entry->curve);
  g_object_unref (entry->label);
  g_clear_object (&entry->groups);
  g_object_unref (entry->number);
}

static void
add_entry (PlotLegend *self, PlotCurve *curve, const PlotLegendRoom *room)
{
  g_autofree char *number = base_number_value (plot_curve_get_live_value (curve));
  g_autofree char *groups = NULL;
  g_autofree char *name = plot_curve_split_name_now (curve, &groups);
  Entry entry = { 0 };

  entry.curve = g_object_ref (curve);
  if (groups != NULL)
    {
      entry.groups = plot_text_create (self->context, groups, self->size, FALSE, -1.0);
      plot_text_measure (entry.groups, &entry.groups_width, NULL);
      /* Where they would leave no room for a name they are cut with it. */
      if (entry.groups_width + (SAMPLE_WIDTH + SAMPLE_GAP + LEAST_NAME) * self->size
          > room->max_width)
        {
          char *both = g_strconcat (name, groups, NULL);

          g_free (name);
          name = both;
          g_clear_object (&entry.groups);
          entry.groups_width = 0.0;
        }
    }
  entry.label = plot_text_create (self->context, name, self->size, room->bold, -1.0);
  entry.number = plot_text_create (self->context, number, self->size, FALSE, -1.0);
  plot_text_measure (entry.label, &entry.label_width, NULL);
  plot_text_measure (entry.number, &entry.number_width, NULL);
  entry.label_width += entry.groups_width;
  /* The widest number sets the column, but none is narrower than "0.0000": no jumping about. */
  self->number_width = MAX (self->number_width, entry.number_width);
  self->groups_width = MAX (self->groups_width, entry.groups_width);
  g_array_append_val (self->entries, entry);
}

/* Width of an entry with a label of @label_width. */
static double
entry_width (PlotLegend *self, double label_width)
{
  double number = self->has_numbers ? NUMBER_GAP * self->size + self->number_width : 0.0;

  return (SAMPLE_WIDTH + SAMPLE_GAP) * self->size + label_width + number;
}

/* All in one row, each as wide as it wants. */
static gboolean
fit_one_row (PlotLegend *self, double max_width)
{
  double width = 0.0;

  for (guint i = 0; i < self->entries->len; i++)
    width += entry_width (self, g_array_index (self->entries, Entry, i).label_width)
             + (i > 0 ? COLUMN_GAP * self->size : 0.0);
  if (width > max_width)
    return FALSE;
  self->n_columns = self->entries->len;
  self->n_rows = 1;
  self->width = width;
  return TRUE;
}

/* In equal columns, with names cut to @label_width; returns the rows that takes. */
static guint
fit_columns (PlotLegend *self, double max_width, double label_width, gboolean one_column)
{
  double gap = COLUMN_GAP * self->size;
  double width = entry_width (self, label_width);
  double columns = one_column ? 1.0 : floor ((max_width + gap) / (width + gap));

  self->n_columns = CLAMP (columns, 1.0, self->entries->len);
  self->n_rows = (self->entries->len + self->n_columns - 1) / self->n_columns;
  self->label_width = label_width;
  if (self->n_columns == 1 && width > max_width)
    self->label_width = MAX (label_width - (width - max_width), 1.0);
  self->width = MIN (max_width, self->n_columns * (width + gap) - gap);
  return self->n_rows;
}

/* Columns as wide as the names want, then with names cut as far as the rows ask for it. */
static void
fit_rows (PlotLegend *self, const PlotLegendRoom *room, guint max_rows)
{
  double widest = 1.0;
  double least;

  self->n_shown = self->entries->len;
  self->label_width = 0.0;
  if (!room->one_column && fit_one_row (self, room->max_width))
    return;

  for (guint i = 0; i < self->entries->len; i++)
    widest = MAX (widest, g_array_index (self->entries, Entry, i).label_width);
  widest = MIN (widest, MOST_LABEL * self->size + self->groups_width);
  least = MIN (widest, LEAST_LABEL * self->size + self->groups_width);

  for (double label = widest;; label = MAX (label * 0.85, least))
    {
      if (fit_columns (self, room->max_width, label, room->one_column) <= max_rows || label <= least
          || room->one_column)
        break;
    }
}

/* The rows there is room for; the last place says how many curves found none. */
static void
cut_rows (PlotLegend *self, const PlotLegendRoom *room, guint max_rows)
{
  g_autofree char *text = NULL;

  self->n_rows = max_rows;
  self->n_shown = max_rows * self->n_columns - 1;
  text = g_strdup_printf (_ ("+%u more"), self->entries->len - self->n_shown);
  self->more = plot_text_create (self->context, text, self->size, FALSE, room->max_width);
}

/* Whether names have room beside what is said of groups. */
static gboolean
groups_fit (PlotLegend *self)
{
  return self->groups_width == 0.0 || self->label_width == 0.0
         || self->label_width >= self->groups_width + LEAST_NAME * self->size;
}

static void
arrange (PlotLegend *self, const PlotLegendRoom *room)
{
  guint max_rows = (guint) MAX ((room->max_height + ROW_GAP * self->size) / self->row_height, 0.0);

  if (max_rows == 0)
    return;
  fit_rows (self, room, max_rows);
  if ((self->n_rows > (room->compact ? MIN (max_rows, 2) : max_rows) && !room->one_column)
      || !groups_fit (self))
    {
      self->has_numbers = FALSE;
      fit_rows (self, room, max_rows);
    }
  if (self->n_rows > max_rows)
    cut_rows (self, room, max_rows);
  if (self->label_width == 0.0)
    return;
  for (guint i = 0; i < self->n_shown; i++)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, i);
      double width = MAX (self->label_width - entry->groups_width, 1.0);

      pango_layout_set_width (entry->label, (int) ceil (width * PANGO_SCALE));
      pango_layout_set_ellipsize (entry->label, PANGO_ELLIPSIZE_MIDDLE);
    }
}

PlotLegend *
plot_legend_new (PangoContext *context, GPtrArray *curves, const PlotLegendRoom *room)
{
  g_assert (room->text_size > 0.0);

  PlotLegend *self = g_new0 (PlotLegend, 1);
  g_autoptr (PangoLayout) zeros = NULL;

  self->context = g_object_ref (context);
  self->size = room->text_size;
  self->has_numbers = TRUE;
  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_array_set_clear_func (self->entries, entry_clear);

  zeros = plot_text_create (context, "0.0000", self->size, FALSE, -1.0);
  plot_text_measure (zeros, &self->number_width, &self->row_height);
  self->row_height += ROW_GAP * self->size;

  for (guint i = 0; i < curves->len; i++)
    {
      PlotCurve *curve = g_ptr_array_index (curves, i);

      if (plot_curve_get_visible (curve))
        add_entry (self, curve, room);
    }
  if (self->entries->len > 0)
    arrange (self, room);
  if (self->n_rows == 0 || (self->n_shown == 0 && self->more == NULL))
    {
      plot_legend_free (self);
      return NULL;
    }
  return self;
}

void
plot_legend_free (PlotLegend *self)
{
  if (self == NULL)
    return;
  g_clear_object (&self->more);
  g_object_unref (self->context);
  g_array_unref (self->entries);
  g_free (self);
}

double
plot_legend_get_width (PlotLegend *self)
{
  return self->width;
}

double
plot_legend_get_height (PlotLegend *self)
{
  return self->n_rows * self->row_height - ROW_GAP * self->size;
}

gboolean
plot_legend_is_complete (PlotLegend *self)
{
  return self->n_shown == self->entries->len && self->has_numbers;
}

static void
draw_entry (PlotLegend *self,
            cairo_t *cr,
            const PlotTheme *theme,
            double line_width,
            const Entry *entry,
            double label_width,
            double x,
            double y)
{
  PlotColor color = plot_curve_get_color (entry->curve, theme->dark);
  double text_height = self->row_height - ROW_GAP * self->size;

  plot_style_draw_sample (cr, &color, plot_curve_get_line_style (entry->curve),
                          plot_curve_get_marker (entry->curve), line_width, x,
                          round (y + text_height * 0.53) + 0.5, SAMPLE_WIDTH * self->size);
  x += (SAMPLE_WIDTH + SAMPLE_GAP) * self->size;
  plot_text_draw (entry->label, cr, x, y, &theme->foreground);
  if (entry->groups != NULL)
    {
      double name_width;

      plot_text_measure (entry->label, &name_width, NULL);
      plot_text_draw (entry->groups, cr, x + name_width, y, &theme->foreground);
    }
  if (!self->has_numbers)
    return;
  x += label_width + NUMBER_GAP * self->size + self->number_width - entry->number_width;
  plot_text_draw (entry->number, cr, x, y, &theme->dim);
}

void
plot_legend_draw (
    PlotLegend *self, cairo_t *cr, const PlotTheme *theme, double line_width, double x, double y)
{
  double entry_x = x;

  for (guint i = 0; i < self->n_shown; i++)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, i);
      double label_width = self->label_width > 0.0 ? self->label_width : entry->label_width;

      draw_entry (self, cr, theme, line_width, entry, label_width, entry_x, y);
      entry_x += entry_width (self, label_width) + COLUMN_GAP * self->size;
      if ((i + 1) % self->n_columns == 0)
        {
          entry_x = x;
          y += self->row_height;
        }
    }
  if (self->more != NULL)
    plot_text_draw (self->more, cr, entry_x, y, &theme->dim);
}
