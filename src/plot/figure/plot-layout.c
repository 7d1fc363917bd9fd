/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Places titles, legends, axes and areas. Draws nothing. Everything placed lies inside the
 * figure; when room is short axis titles go first, then the title, then legends are cut.
 */
#include "plot/figure/plot-layout.h"
#include "plot/figure/plot-grid.h"
#include "plot/figure/plot-note.h"
#include "plot/figure/plot-range.h"

#include <math.h>

/* A legend that would take more rows above the area stands beside it if there is room. */
#define MOST_LEGEND_ROWS 3
#define SIDE_LEGEND_LEAST_WIDTH 760.0
/* Text of a large figure grows with it, up to this. */
#define MOST_GROWTH 1.3
static void
choose_sizes (PlotLayout *self)
{
  double scale = 1.0;
  gboolean small = self->width < 560.0 || self->height < 340.0;

  self->small = small;
  self->tiny = self->height < 150.0 || self->width < 200.0;
  self->line_width = self->theme->line_width;
  if (!small)
    {
      /* A large picture is looked at from further away, on a wall or small on a page. */
      double growth = pow (self->width * self->height / 700e3, 0.3);

      growth = CLAMP (growth, 1.0, MOST_GROWTH);
      scale = growth;
      self->line_width *= growth;
    }
  self->title_size = (small ? 13.0 : 15.5) * scale;
  self->text_size = (small ? 11.0 : 12.5) * scale;
  self->small_size = (small ? 10.0 : 11.5) * scale;
  self->pad = (small ? 8.0 : 16.0) * scale;
}

/* The legend of a panel that has but one curve of the panel's own name is its heading. */
static gboolean
legend_is_title (PlotPanel *panel)
{
  if (panel->curves->len != 1)
    return FALSE;

  PlotCurve *curve = g_ptr_array_index (panel->curves, 0);

  return plot_curve_get_visible (curve)
         && g_strcmp0 (plot_curve_get_label (curve), panel->title) == 0;
}

/* Makes title and legend of a panel @width wide; returns the height of both. */
static double
make_heading (PlotLayout *self, PlotPanel *panel, PlotPanelLayout *place, double width, double most)
{
  gboolean title
      = panel->title[0] != '\0' && !legend_is_title (panel) && most >= self->text_size * 1.4;
  PlotLegendRoom room = {
    .text_size = self->text_size,
    .max_width = width,
    .max_height = most,
    .compact = self->small,
    .bold = legend_is_title (panel),
  };
  double height = 0.0;

  if (title)
    {
      place->title = plot_text_create (self->context, panel->title, self->text_size, TRUE, width);
      plot_text_measure (place->title, NULL, &height);
      room.max_height = most - height;
    }
  place->legend = plot_legend_new (self->context, panel->curves, &room);
  if (place->legend != NULL)
    height += plot_legend_get_height (place->legend);
  return height;
}

/* One panel with many curves: the legend stands at the right of the area. Returns its width. */
static double
make_side_legend (PlotLayout *self, double height)
{
  PlotPanelLayout *place = plot_layout_get_panel (self, 0);
  PlotPanel *panel = plot_figure_data_get_panel (self->figure, 0);
  PlotLegendRoom room = {
    .text_size = self->text_size,
    .max_width = self->width * 0.27,
    .max_height = height,
    .one_column = TRUE,
  };

  place->legend = plot_legend_new (self->context, panel->curves, &room);
  return place->legend != NULL ? plot_legend_get_width (place->legend) + self->text_size : 0.0;
}

static double
text_height (PangoLayout *text)
{
  double height = 0.0;

  if (text != NULL)
    plot_text_measure (text, NULL, &height);
  return height;
}

/* What stands around the areas, in pixels. */
typedef struct
{
  double left;
  double right;
  double top;
  double bottom;
  double heading; /* title and legend over every area */
  double column_gap;
  double row_gap;
} Margins;

static void
make_headings (PlotLayout *self, double area_width, Margins *margins)
{
  double gaps = margins->top + margins->bottom + margins->row_gap * (self->n_rows - 1);
  double most = self->height * (self->tiny ? 0.2 : 0.3) / self->n_rows;
  gboolean side = self->panels->len == 1 && self->width >= SIDE_LEGEND_LEAST_WIDTH;

  if (self->figure->panels->len == 0)
    return;
  /* The curves come first. */
  most = MIN (most, (self->height - gaps) / self->n_rows - self->text_size * 1.6);
  if (side)
    most = MIN (most, MOST_LEGEND_ROWS * self->text_size * 1.8);
  for (guint i = 0; i < self->panels->len; i++)
    {
      PlotPanelLayout *place = plot_layout_get_panel (self, i);
      PlotPanel *panel = plot_figure_data_get_panel (self->figure, i);
      double height = make_heading (self, panel, place, area_width, most);

      if (side && place->legend != NULL && !plot_legend_is_complete (place->legend))
        {
          g_clear_pointer (&place->legend, plot_legend_free);
          margins->right += make_side_legend (self, self->height - margins->top - margins->bottom);
          height = text_height (place->title);
        }
      margins->heading = MAX (margins->heading, height);
    }
  if (margins->heading > 0.0)
    margins->heading += self->text_size * 0.6;
}

static void
place_panels (PlotLayout *self, const Margins *margins)
{
  double width
      = self->width - margins->left - margins->right - margins->column_gap * (self->n_columns - 1);
  double height = self->height - margins->top - margins->bottom
                  - margins->row_gap * (self->n_rows - 1) - margins->heading * self->n_rows;

  width = MAX (floor (width / self->n_columns), 1.0);
  height = MAX (floor (height / self->n_rows), 1.0);
  for (guint i = 0; i < self->panels->len; i++)
    {
      PlotPanelLayout *place = plot_layout_get_panel (self, i);
      guint column = i % self->n_columns;
      guint row = i / self->n_columns;
      double x = round (margins->left + column * (width + margins->column_gap));
      double y = round (margins->top + row * (height + margins->heading + margins->row_gap));

      place->title_y = y;
      place->legend_x = x;
      place->legend_y = y + text_height (place->title);
      place->area = (PlotRect){ x, round (y + margins->heading), width, height };
      if (self->panels->len == 1 && place->legend != NULL
          && margins->right > self->pad + self->text_size)
        {
          place->legend_x = x + width + self->text_size;
          place->legend_y = place->area.y;
        }
      place->first_column = column == 0;
      place->lowest = i + self->n_columns >= self->panels->len;
    }
}

/* Everything for tick labels @label_width wide. */
static void
place_all (PlotLayout *self, double label_width)
{
  double line = self->small_size * 1.35;
  Margins margins
      = { .left = self->pad, .right = self->pad, .top = self->pad, .bottom = self->pad };

  for (guint i = 0; i < self->panels->len; i++)
    {
      PlotPanelLayout *place = plot_layout_get_panel (self, i);

      g_clear_object (&place->title);
      g_clear_pointer (&place->legend, plot_legend_free);
    }

  self->title_y = self->pad;
  if (self->title != NULL)
    margins.top += text_height (self->title)
                   + self->text_size * (self->figure->panels->len > 1 ? 0.75 : 0.5);
  self->note_y = margins.top - (self->title != NULL ? self->text_size * 0.4 : 0.0);
  if (self->note_height > 0.0)
    margins.top += self->note_height;
  margins.left += label_width + self->small_size * 0.6;
  if (self->y_title != NULL)
    margins.left += line + self->small_size * 0.3;
  margins.bottom = self->pad * 0.7 + line + self->small_size * 0.4;
  if (self->x_title != NULL)
    margins.bottom += line + self->small_size * 0.2;
  margins.column_gap = self->small_size * 2.2;
  margins.row_gap = self->small_size * 1.2;
  if (self->panels->len % self->n_columns != 0)
    margins.row_gap += line;

  double width
      = self->width - margins.left - margins.right - margins.column_gap * (self->n_columns - 1);

  make_headings (self, MAX (width / self->n_columns, 1.0), &margins);
  place_panels (self, &margins);
  self->x_title_y = self->height - self->pad * 0.7 - line;
}

static void
make_axes (PlotLayout *self)
{
  PlotScale scale;

  plot_figure_data_get_x_scale (self->figure, &scale);
  plot_axis_init (&self->x, &scale);
  plot_figure_data_get_y_scale (self->figure, &scale);
  plot_axis_init (&self->y, &scale);
}

static void
set_ticks (PlotLayout *self, gboolean has_below)
{
  const PlotRect *area = &plot_layout_get_panel (self, 0)->area;

  plot_axis_set_value_ticks (&self->y, self->context, self->small_size, area->height, has_below);
  plot_axis_set_iteration_ticks (&self->x, self->context, self->small_size, area->width,
                                 self->figure->iterations_per_round);
}

/* Titles of figure and axes, cut to what they stand beside. */
static void
make_titles (PlotLayout *self)
{
  double width = MAX (self->width - 2.0 * self->pad, 1.0);

  if (self->figure->title[0] != '\0' && self->height >= 110.0)
    self->title
        = plot_text_create (self->context, self->figure->title, self->title_size, TRUE, width);
  if (self->tiny)
    return;
  if (plot_note_is_needed (self->figure))
    self->note_height = self->small_size * 1.5;
  if (self->figure->y_label[0] != '\0')
    self->y_title = plot_text_create (self->context, self->figure->y_label, self->small_size, FALSE,
                                      self->height * 0.8);

  /* Whether the axis counts rounds does not depend on its ticks' places. */
  plot_axis_set_iteration_ticks (&self->x, self->context, self->small_size, width,
                                 self->figure->iterations_per_round);

  g_autofree char *title = plot_axis_get_iteration_title (&self->x);

  self->x_title = plot_text_create (self->context, title, self->small_size, FALSE, width);
}

/* The note counts the iterations of a pixel: it is written when the area has its width. */
static void
make_note (PlotLayout *self)
{
  const PlotRect *area = &plot_layout_get_panel (self, 0)->area;
  g_autofree char *text = plot_note_make (self->figure, &self->x.scale, area->width);

  self->note = plot_text_create (self->context, text, self->small_size, FALSE,
                                 MAX (self->width - 2.0 * self->pad, 1.0));
}

PlotLayout *
plot_layout_new (PlotFigureData *figure, double width, double height, const PlotTheme *theme)
{
  PlotLayout *self = g_new0 (PlotLayout, 1);
  guint n_panels = MAX (figure->panels->len, 1);
  gboolean has_below;

  self->figure = figure;
  self->theme = theme;
  self->width = MAX (width, 1.0);
  self->height = MAX (height, 1.0);
  self->context = plot_text_create_context ();
  self->panels = g_array_new (FALSE, TRUE, sizeof (PlotPanelLayout));
  g_array_set_size (self->panels, n_panels);

  choose_sizes (self);
  self->n_columns = plot_grid_choose_columns (n_panels, self->width, self->height);
  self->n_rows = (n_panels + self->n_columns - 1) / self->n_columns;
  make_axes (self);
  has_below = self->y.scale.log && plot_figure_data_has_values_below (figure, &self->y.scale);
  make_titles (self);

  /* Labels need ticks, ticks need the size of the area, the area needs the labels' width. */
  double label_width = self->small_size * 2.0;

  for (int pass = 0; pass < 3; pass++)
    {
      place_all (self, label_width);
      set_ticks (self, has_below);
      if (fabs (self->y.label_width - label_width) < 0.5)
        break;
      /* Later passes only widen, so that the last one has room for the labels it made. */
      if (pass == 0 || self->y.label_width > label_width)
        label_width = MIN (self->y.label_width, self->width * 0.4);
    }
  if (self->note_height > 0.0)
    make_note (self);
  return self;
}

void
plot_layout_free (PlotLayout *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < self->panels->len; i++)
    {
      PlotPanelLayout *place = plot_layout_get_panel (self, i);

      g_clear_object (&place->title);
      g_clear_pointer (&place->legend, plot_legend_free);
    }
  g_array_unref (self->panels);
  plot_axis_clear (&self->x);
  plot_axis_clear (&self->y);
  g_clear_object (&self->title);
  g_clear_object (&self->x_title);
  g_clear_object (&self->y_title);
  g_clear_object (&self->note);
  g_object_unref (self->context);
  g_free (self);
}

PlotPanelLayout *
plot_layout_get_panel (PlotLayout *self, guint panel)
{
  g_assert (panel < self->panels->len);

  return &g_array_index (self->panels, PlotPanelLayout, panel);
}

int
plot_layout_get_panel_at (PlotLayout *self, double x, double y)
{
  for (guint i = 0; i < self->panels->len; i++)
    {
      const PlotRect *area = &plot_layout_get_panel (self, i)->area;

      if (x >= area->x && x <= area->x + area->width && y >= area->y && y <= area->y + area->height)
        return (int) i;
    }
  return -1;
}

PlotPlane
plot_layout_get_plane (PlotLayout *self, const PlotRect *area)
{
  return (PlotPlane){ *area, self->x.scale, self->y.scale };
}

double
plot_layout_get_x (PlotLayout *self, const PlotRect *area, double iteration)
{
  PlotPlane plane = plot_layout_get_plane (self, area);

  return plot_plane_get_x (&plane, iteration);
}

double
plot_layout_get_y (PlotLayout *self, const PlotRect *area, double value)
{
  PlotPlane plane = plot_layout_get_plane (self, area);

  return plot_plane_get_y (&plane, value);
}
