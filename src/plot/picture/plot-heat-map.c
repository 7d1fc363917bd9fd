/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The contents of a heat map, and what it says in words. Draws nothing.
 */
#include "config.h"

#include "plot/picture/plot-heat-map.h"

#include <glib/gi18n-lib.h>

#include "plot/picture/plot-heat-map-draw.h"
#include "plot/picture/plot-heat-map-layout.h"
#include "base/number.h"

#include <math.h>

struct _PlotHeatMap
{
  PlotPicture parent_instance;

  PlotHeatData data;
};

G_DEFINE_FINAL_TYPE (PlotHeatMap, plot_heat_map, PLOT_TYPE_PICTURE)

static void
plot_heat_map_finalize (GObject *object)
{
  plot_heat_data_clear (&PLOT_HEAT_MAP (object)->data);
  G_OBJECT_CLASS (plot_heat_map_parent_class)->finalize (object);
}

/* With what stands above it now. */
static const PlotHeatData *
get_data (PlotHeatMap *self)
{
  self->data.title = plot_picture_get_title (PLOT_PICTURE (self));
  self->data.note = plot_picture_get_note (PLOT_PICTURE (self));
  return &self->data;
}

static void
draw (PlotPicture *picture, PlotCanvas *canvas)
{
  plot_heat_map_draw (get_data (PLOT_HEAT_MAP (picture)), canvas);
}

static double
get_height (PlotPicture *picture, double width)
{
  PlotHeatMap *self = PLOT_HEAT_MAP (picture);
  double shape = self->data.square ? (double) self->data.n_rows / self->data.n_columns : 0.5;

  return CLAMP (width * (0.12 + 0.7 * MIN (shape, 0.72)), PLOT_PICTURE_LEAST_HEIGHT, 640.0);
}

/* (transfer full) A column in words, as the axis counts it. */
static char *
name_column (PlotHeatMap *self, guint column)
{
  if (self->data.has_range)
    {
      double width = (self->data.range_max - self->data.range_min) / self->data.n_columns;

      g_autofree char *value = base_number_value (self->data.range_min + (column + 0.5) * width);

      return g_strdup_printf ("%s %s", self->data.column_title, value);
    }
  for (guint i = 0; i < self->data.groups->len; i++)
    {
      const PlotHeatGroup *group = &g_array_index (self->data.groups, PlotHeatGroup, i);

      if (column < group->first + group->n_columns)
        return g_strdup_printf ("%s %u", group->title, column - group->first + 1);
    }
  return g_strdup_printf ("%s %u", self->data.column_title, column + 1);
}

/* (transfer full) "0.1200 at plaintext bit 3, plaintext bit 5". */
static char *
name_cell (PlotHeatMap *self, gsize cell)
{
  g_autofree char *value = base_number_value (self->data.values[cell]);
  g_autofree char *column = name_column (self, cell % self->data.n_columns);

  return g_strdup_printf (_ ("%s at %s %u, %s"), value, self->data.row_title,
                          (guint) (cell / self->data.n_columns + 1), column);
}

static void
describe (PlotPicture *picture, GString *text)
{
  PlotHeatMap *self = PLOT_HEAT_MAP (picture);
  gsize n = (gsize) self->data.n_rows * self->data.n_columns;
  gsize least = n;
  gsize most = n;
  guint n_zero = 0;

  g_string_append_printf (text, _ ("A table of %u rows and %u columns, coloured by %s. "),
                          self->data.n_rows, self->data.n_columns, self->data.scale_title);
  for (gsize i = 0; i < n; i++)
    {
      if (isnan (self->data.values[i]))
        continue;
      if (least == n || self->data.values[i] < self->data.values[least])
        least = i;
      if (most == n || self->data.values[i] > self->data.values[most])
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
  for (guint j = 0; j < self->data.n_columns; j++)
    n_zero += plot_heat_data_is_zero (&self->data, j);
  if (n_zero > 0)
    g_string_append_printf (text,
                            g_dngettext (GETTEXT_PACKAGE, "%u column holds only zeros. ",
                                         "%u columns hold only zeros. ", n_zero),
                            n_zero);
}

static void
plot_heat_map_class_init (PlotHeatMapClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = plot_heat_map_finalize;
  PLOT_PICTURE_CLASS (klass)->draw = draw;
  PLOT_PICTURE_CLASS (klass)->describe = describe;
  PLOT_PICTURE_CLASS (klass)->get_height = get_height;
}

static void
plot_heat_map_init (PlotHeatMap *self)
{
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
  plot_heat_data_init (&self->data, n_rows, n_columns, values);
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

  replace (&self->data.row_title, title);
}

void
plot_heat_map_set_columns (PlotHeatMap *self, const char *title)
{
  g_return_if_fail (PLOT_IS_HEAT_MAP (self));

  replace (&self->data.column_title, title);
}

void
plot_heat_map_add_group (PlotHeatMap *self, const char *title, guint n_columns)
{
  g_return_if_fail (PLOT_IS_HEAT_MAP (self));

  PlotHeatGroup group = { .n_columns = n_columns };

  if (self->data.groups->len > 0)
    {
      const PlotHeatGroup *last
          = &g_array_index (self->data.groups, PlotHeatGroup, self->data.groups->len - 1);

      group.first = last->first + last->n_columns;
    }
  g_return_if_fail (n_columns > 0 && group.first + n_columns <= self->data.n_columns);
  group.title = g_strdup (title);
  g_array_append_val (self->data.groups, group);
}

void
plot_heat_map_set_column_range (PlotHeatMap *self, double min, double max)
{
  g_return_if_fail (PLOT_IS_HEAT_MAP (self));
  g_return_if_fail (min < max);

  self->data.has_range = TRUE;
  self->data.range_min = min;
  self->data.range_max = max;
}

void
plot_heat_map_set_scale (PlotHeatMap *self, const char *title, double pale, double deep)
{
  g_return_if_fail (PLOT_IS_HEAT_MAP (self));
  g_return_if_fail (pale != deep);

  replace (&self->data.scale_title, title);
  self->data.pale = pale;
  self->data.deep = deep;
}

double
plot_heat_map_get_deep (PlotHeatMap *self)
{
  g_return_val_if_fail (PLOT_IS_HEAT_MAP (self), 0.0);

  return self->data.deep;
}

void
plot_heat_map_set_square (PlotHeatMap *self, gboolean square)
{
  g_return_if_fail (PLOT_IS_HEAT_MAP (self));

  self->data.square = square;
}

void
plot_heat_map_set_hatches_zeros (PlotHeatMap *self, gboolean hatches_zeros)
{
  g_return_if_fail (PLOT_IS_HEAT_MAP (self));

  self->data.hatches_zeros = hatches_zeros;
}

void
plot_heat_map_get_area (PlotHeatMap *self, double width, double height, PlotRect *area)
{
  g_return_if_fail (PLOT_IS_HEAT_MAP (self));

  PlotCanvas canvas;
  PlotHeatLayout layout;

  plot_canvas_init (&canvas, NULL, width, height, plot_theme_get (PLOT_THEME_LIGHT), NULL);
  plot_heat_layout_init (&layout, get_data (self), &canvas);
  *area = layout.area;
  plot_heat_layout_clear (&layout);
  plot_canvas_clear (&canvas);
}
