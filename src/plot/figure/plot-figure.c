/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A figure as a picture: sets what it is made of, and counts the changes.
 */
#include "base/text.h"
#include "plot/figure/plot-curve-private.h"
#include "plot/figure/plot-figure-describe.h"
#include "plot/figure/plot-figure-draw.h"
#include "plot/figure/plot-figure-private.h"
#include "plot/figure/plot-range.h"

#include <math.h>

struct _PlotFigure
{
  PlotPicture parent_instance;

  PlotFigureData data;
  guint64 stamp;
};

G_DEFINE_FINAL_TYPE (PlotFigure, plot_figure, PLOT_TYPE_PICTURE)

PlotFigureData *
plot_figure_get_data (PlotFigure *self)
{
  self->data.title = plot_picture_get_title (PLOT_PICTURE (self));
  return &self->data;
}

static void
draw (PlotPicture *picture, PlotCanvas *canvas)
{
  plot_figure_data_draw (plot_figure_get_data (PLOT_FIGURE (picture)), canvas);
}

static void
describe (PlotPicture *picture, GString *text)
{
  plot_figure_data_describe (plot_figure_get_data (PLOT_FIGURE (picture)), text);
}

static guint64
get_stamp (PlotPicture *picture)
{
  PlotFigure *self = PLOT_FIGURE (picture);
  guint64 stamp = self->stamp + PLOT_PICTURE_CLASS (plot_figure_parent_class)->get_stamp (picture);

  /* Mixed, not added: growth of one curve must not hide a change of another. */
  for (guint p = 0; p < self->data.panels->len; p++)
    {
      GPtrArray *curves = plot_figure_data_get_panel (&self->data, p)->curves;

      for (guint i = 0; i < curves->len; i++)
        stamp = stamp * G_GUINT64_CONSTANT (6364136223846793005)
                + plot_curve_get_stamp (g_ptr_array_index (curves, i)) + 1;
    }
  return stamp;
}

static void
plot_figure_finalize (GObject *object)
{
  plot_figure_data_clear (&PLOT_FIGURE (object)->data);

  G_OBJECT_CLASS (plot_figure_parent_class)->finalize (object);
}

static void
plot_figure_class_init (PlotFigureClass *klass)
{
  PlotPictureClass *picture_class = PLOT_PICTURE_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = plot_figure_finalize;
  picture_class->draw = draw;
  picture_class->describe = describe;
  picture_class->get_stamp = get_stamp;
}

static void
plot_figure_init (PlotFigure *self)
{
  plot_figure_data_init (&self->data);
}

PlotFigure *
plot_figure_new (void)
{
  return g_object_new (PLOT_TYPE_FIGURE, NULL);
}

void
plot_figure_set_title (PlotFigure *self, const char *title)
{
  g_return_if_fail (PLOT_IS_FIGURE (self));

  g_autofree char *cut = base_text_cut (title != NULL ? title : "", BASE_TEXT_MAX_NAME);

  plot_picture_set_title (PLOT_PICTURE (self), cut);
}

void
plot_figure_set_y_label (PlotFigure *self, const char *label)
{
  g_return_if_fail (PLOT_IS_FIGURE (self));

  g_free (self->data.y_label);
  self->data.y_label = base_text_cut (label != NULL ? label : "", BASE_TEXT_MAX_NAME);
  self->stamp++;
}

void
plot_figure_set_number_name (PlotFigure *self, const char *name)
{
  g_return_if_fail (PLOT_IS_FIGURE (self));

  g_free (self->data.number_name);
  self->data.number_name = base_text_cut (name != NULL ? name : "", BASE_TEXT_MAX_NAME);
  self->stamp++;
}

guint
plot_figure_add_panel (PlotFigure *self, const char *title)
{
  g_return_val_if_fail (PLOT_IS_FIGURE (self), 0);

  plot_figure_data_add_panel (&self->data, title);
  self->stamp++;
  return self->data.panels->len - 1;
}

guint
plot_figure_get_n_panels (PlotFigure *self)
{
  g_return_val_if_fail (PLOT_IS_FIGURE (self), 0);

  return self->data.panels->len;
}

void
plot_figure_add_curve (PlotFigure *self, guint panel, PlotCurve *curve)
{
  g_return_if_fail (PLOT_IS_FIGURE (self));
  g_return_if_fail (panel < self->data.panels->len);
  g_return_if_fail (PLOT_IS_CURVE (curve));

  g_ptr_array_add (plot_figure_data_get_panel (&self->data, panel)->curves, g_object_ref (curve));
  self->stamp++;
}

GPtrArray *
plot_figure_get_curves (PlotFigure *self, guint panel)
{
  g_return_val_if_fail (PLOT_IS_FIGURE (self), NULL);
  g_return_val_if_fail (panel < self->data.panels->len, NULL);

  return plot_figure_data_get_panel (&self->data, panel)->curves;
}

void
plot_figure_add_reference (
    PlotFigure *self, guint panel, const char *label, double y, PlotLineStyle style)
{
  g_return_if_fail (PLOT_IS_FIGURE (self));
  g_return_if_fail (panel == PLOT_ALL_PANELS || panel < self->data.panels->len);
  g_return_if_fail (isfinite (y));
  g_return_if_fail (style < PLOT_N_LINE_STYLES);

  plot_figure_data_add_reference (&self->data, panel, label, y, style);
  self->stamp++;
}

void
plot_figure_clear (PlotFigure *self)
{
  g_return_if_fail (PLOT_IS_FIGURE (self));

  plot_figure_data_remove_all (&self->data);
  self->stamp++;
}

void
plot_figure_set_x_axis (PlotFigure *self, guint64 iterations_per_round, guint64 planned_iterations)
{
  g_return_if_fail (PLOT_IS_FIGURE (self));

  self->data.iterations_per_round = iterations_per_round;
  self->data.planned_iterations = planned_iterations;
  self->stamp++;
}

void
plot_figure_set_shade (PlotFigure *self, guint64 begin, guint64 end, const char *name)
{
  g_return_if_fail (PLOT_IS_FIGURE (self));

  self->data.shade_begin = begin;
  self->data.shade_end = end;
  g_free (self->data.shade_name);
  self->data.shade_name = base_text_cut (name != NULL ? name : "", BASE_TEXT_MAX_NAME);
  self->stamp++;
}

void
plot_figure_set_x_range (PlotFigure *self, double begin, double end)
{
  g_return_if_fail (PLOT_IS_FIGURE (self));
  g_return_if_fail (isfinite (begin) && isfinite (end) && begin < end);

  self->data.x_fixed = TRUE;
  self->data.x_begin = begin;
  self->data.x_end = end;
  self->stamp++;
}

void
plot_figure_reset_x_range (PlotFigure *self)
{
  g_return_if_fail (PLOT_IS_FIGURE (self));

  self->data.x_fixed = FALSE;
  self->stamp++;
}

void
plot_figure_set_y_range (PlotFigure *self, double min, double max)
{
  g_return_if_fail (PLOT_IS_FIGURE (self));
  g_return_if_fail (isfinite (min) && isfinite (max) && min < max);

  self->data.y_fixed = TRUE;
  self->data.y_min = min;
  self->data.y_max = max;
  self->stamp++;
}

void
plot_figure_set_log_y (PlotFigure *self, gboolean log_y)
{
  g_return_if_fail (PLOT_IS_FIGURE (self));

  self->data.log_y = log_y;
  self->stamp++;
}

gboolean
plot_figure_get_log_y (PlotFigure *self)
{
  g_return_val_if_fail (PLOT_IS_FIGURE (self), FALSE);

  return self->data.log_y;
}

void
plot_figure_set_smoothing (PlotFigure *self, double amount)
{
  g_return_if_fail (PLOT_IS_FIGURE (self));
  g_return_if_fail (amount >= 0.0 && amount < 1.0);

  if (self->data.drawn.smoothing == amount)
    return;
  self->data.drawn.smoothing = amount;
  plot_drawn_forget (&self->data.drawn);
  self->stamp++;
}

double
plot_figure_get_smoothing (PlotFigure *self)
{
  g_return_val_if_fail (PLOT_IS_FIGURE (self), 0.0);

  return self->data.drawn.smoothing;
}

gboolean
plot_figure_get_x_range (PlotFigure *self, double *begin, double *end)
{
  g_return_val_if_fail (PLOT_IS_FIGURE (self), FALSE);
  g_return_val_if_fail (begin != NULL && end != NULL, FALSE);

  return plot_figure_data_get_x_range (&self->data, begin, end);
}

gboolean
plot_figure_get_y_range (PlotFigure *self, double *min, double *max)
{
  g_return_val_if_fail (PLOT_IS_FIGURE (self), FALSE);
  g_return_val_if_fail (min != NULL && max != NULL, FALSE);

  return plot_figure_data_get_y_range (&self->data, min, max);
}
