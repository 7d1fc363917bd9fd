// SPDX-License-Identifier: GPL-3.0-or-later
// The contents of a heat map, and what it says in words. Draws nothing.
#include "plot/plot-heat-map-private.h"
#include "plot/plot-intl.h"
#include "plot/plot-number.h"

#include <math.h>

G_DEFINE_FINAL_TYPE (PlotHeatMap, plot_heat_map, PLOT_TYPE_PICTURE)

static void
group_clear (gpointer data)
{
  g_free (((PlotHeatGroup *) data)->title);
}

static void
plot_heat_map_finalize (GObject *object)
{
  PlotHeatMap *self = PLOT_HEAT_MAP (object);

  g_free (self->values);
  g_free (self->row_title);
  g_free (self->column_title);
  g_free (self->scale_title);
  g_array_unref (self->groups);
  G_OBJECT_CLASS (plot_heat_map_parent_class)->finalize (object);
}

static void
draw (PlotPicture *picture, gpointer canvas)
{
  plot_heat_map_draw (PLOT_HEAT_MAP (picture), canvas);
}

static double
get_height (PlotPicture *picture, double width)
{
  PlotHeatMap *self = PLOT_HEAT_MAP (picture);
  double shape = self->square ? (double) self->n_rows / self->n_columns : 0.5;

  return CLAMP (width * (0.12 + 0.7 * MIN (shape, 0.72)), PLOT_PICTURE_LEAST_HEIGHT, 640.0);
}

/* (transfer full) A column in words, as the axis counts it. */
static char *
name_column (PlotHeatMap *self, guint column)
{
  if (self->has_range)
    {
      double width = (self->range_max - self->range_min) / self->n_columns;

      g_autofree char *value = plot_number_value (self->range_min + (column + 0.5) * width);

      return g_strdup_printf ("%s %s", self->column_title, value);
    }
  for (guint i = 0; i < self->groups->len; i++)
    {
      const PlotHeatGroup *group = &g_array_index (self->groups, PlotHeatGroup, i);

      if (column < group->first + group->n_columns)
        return g_strdup_printf ("%s %u", group->title, column - group->first + 1);
    }
  return g_strdup_printf ("%s %u", self->column_title, column + 1);
}

/* (transfer full) "0.1200 at plaintext bit 3, plaintext bit 5". */
static char *
name_cell (PlotHeatMap *self, gsize cell)
{
  g_autofree char *value = plot_number_value (self->values[cell]);
  g_autofree char *column = name_column (self, cell % self->n_columns);

  return g_strdup_printf (_ ("%s at %s %u, %s"), value, self->row_title,
                          (guint) (cell / self->n_columns + 1), column);
}

static void
describe (PlotPicture *picture, GString *text)
{
  PlotHeatMap *self = PLOT_HEAT_MAP (picture);
  gsize n = (gsize) self->n_rows * self->n_columns;
  gsize least = n;
  gsize most = n;
  guint n_zero = 0;

  g_string_append_printf (text, _ ("A table of %u rows and %u columns, coloured by %s. "),
                          self->n_rows, self->n_columns, self->scale_title);
  for (gsize i = 0; i < n; i++)
    {
      if (isnan (self->values[i]))
        continue;
      if (least == n || self->values[i] < self->values[least])
        least = i;
      if (most == n || self->values[i] > self->values[most])
        most = i;
    }
  if (least == n)
    {
      g_string_append (text, _ ("No values yet. "));
      return;
    }

  g_autofree char *lowest = name_cell (self, least);
  g_autofree char *highest = name_cell (self, most);

  g_string_append_printf (text, _ ("Lowest %s; highest %s. "), lowest, highest);
  for (guint j = 0; j < self->n_columns; j++)
    n_zero += plot_heat_map_is_zero (self, j);
  if (n_zero > 0)
    g_string_append_printf (text,
                            g_dngettext (GETTEXT_PACKAGE, "%u column holds zeros alone. ",
                                         "%u columns hold zeros alone. ", n_zero),
                            n_zero);
}

static void
plot_heat_map_class_init (PlotHeatMapClass *class)
{
  G_OBJECT_CLASS (class)->finalize = plot_heat_map_finalize;
  PLOT_PICTURE_CLASS (class)->draw = draw;
  PLOT_PICTURE_CLASS (class)->describe = describe;
  PLOT_PICTURE_CLASS (class)->get_height = get_height;
}

static void
plot_heat_map_init (PlotHeatMap *self)
{
  self->row_title = g_strdup ("");
  self->column_title = g_strdup ("");
  self->scale_title = g_strdup ("");
  self->deep = 1.0;
  self->groups = g_array_new (FALSE, FALSE, sizeof (PlotHeatGroup));
  g_array_set_clear_func (self->groups, group_clear);
}

PlotHeatMap *
plot_heat_map_new (
    const char *title, const char *note, guint n_rows, guint n_columns, const double *values)
{
  g_return_val_if_fail (n_rows > 0 && n_columns > 0, NULL);
  g_return_val_if_fail (values != NULL, NULL);

  PlotHeatMap *self = g_object_new (PLOT_TYPE_HEAT_MAP, NULL);

  plot_picture_set_title (PLOT_PICTURE (self), title);
  plot_picture_set_note (PLOT_PICTURE (self), note);
  self->n_rows = n_rows;
  self->n_columns = n_columns;
  self->values = g_memdup2 (values, sizeof (double) * n_rows * n_columns);
  return self;
}

static void
replace (char **text, const char *with)
{
  g_free (*text);
  *text = g_strdup (with);
}

void
plot_heat_map_set_rows (PlotHeatMap *self, const char *title)
{
  g_return_if_fail (PLOT_IS_HEAT_MAP (self));

  replace (&self->row_title, title);
}

void
plot_heat_map_set_columns (PlotHeatMap *self, const char *title)
{
  g_return_if_fail (PLOT_IS_HEAT_MAP (self));

  replace (&self->column_title, title);
}

void
plot_heat_map_add_group (PlotHeatMap *self, const char *title, guint n_columns)
{
  g_return_if_fail (PLOT_IS_HEAT_MAP (self));

  PlotHeatGroup group = { .n_columns = n_columns };

  if (self->groups->len > 0)
    {
      const PlotHeatGroup *last
          = &g_array_index (self->groups, PlotHeatGroup, self->groups->len - 1);

      group.first = last->first + last->n_columns;
    }
  g_return_if_fail (n_columns > 0 && group.first + n_columns <= self->n_columns);
  group.title = g_strdup (title);
  g_array_append_val (self->groups, group);
}

void
plot_heat_map_set_column_range (PlotHeatMap *self, double min, double max)
{
  g_return_if_fail (PLOT_IS_HEAT_MAP (self));
  g_return_if_fail (min < max);

  self->has_range = TRUE;
  self->range_min = min;
  self->range_max = max;
}

void
plot_heat_map_set_scale (PlotHeatMap *self, const char *title, double pale, double deep)
{
  g_return_if_fail (PLOT_IS_HEAT_MAP (self));
  g_return_if_fail (pale != deep);

  replace (&self->scale_title, title);
  self->pale = pale;
  self->deep = deep;
}

double
plot_heat_map_get_deep (PlotHeatMap *self)
{
  g_return_val_if_fail (PLOT_IS_HEAT_MAP (self), 0.0);

  return self->deep;
}

void
plot_heat_map_set_square (PlotHeatMap *self, gboolean square)
{
  g_return_if_fail (PLOT_IS_HEAT_MAP (self));

  self->square = square;
}

void
plot_heat_map_set_hatches_zeros (PlotHeatMap *self, gboolean hatches_zeros)
{
  g_return_if_fail (PLOT_IS_HEAT_MAP (self));

  self->hatches_zeros = hatches_zeros;
}

gboolean
plot_heat_map_is_zero (PlotHeatMap *self, guint column)
{
  for (guint i = 0; i < self->n_rows; i++)
    if (self->values[(gsize) i * self->n_columns + column] != 0.0)
      return FALSE;
  return self->hatches_zeros;
}

double
plot_heat_map_get_share (PlotHeatMap *self, double value)
{
  return CLAMP ((value - self->pale) / (self->deep - self->pale), 0.0, 1.0);
}

void
plot_heat_map_get_area (PlotHeatMap *self, double width, double height, PlotRect *area)
{
  g_return_if_fail (PLOT_IS_HEAT_MAP (self));

  PlotCanvas canvas;
  PlotHeatLayout layout;

  plot_canvas_init (&canvas, NULL, width, height, plot_theme_get (PLOT_THEME_LIGHT), NULL);
  plot_heat_layout_init (&layout, self, &canvas);
  *area = layout.area;
  plot_heat_layout_clear (&layout);
  plot_canvas_clear (&canvas);
}
