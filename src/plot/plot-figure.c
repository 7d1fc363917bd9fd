// SPDX-License-Identifier: GPL-3.0-or-later
// A figure's contents and settings. Draws nothing and measures no text.
#include "base/text.h"
#include "plot/plot-band-columns.h"
#include "plot/plot-smooth.h"

#include <math.h>

G_DEFINE_FINAL_TYPE (PlotFigure, plot_figure, G_TYPE_OBJECT)

static void
panel_free (gpointer data)
{
  PlotPanel *panel = data;

  g_free (panel->title);
  g_ptr_array_unref (panel->curves);
  g_free (panel);
}

static void
reference_clear (gpointer data)
{
  g_free (((PlotReference *) data)->label);
}

static void
plot_figure_finalize (GObject *object)
{
  PlotFigure *self = PLOT_FIGURE (object);

  g_free (self->title);
  g_free (self->y_label);
  g_hash_table_unref (self->bands);
  g_hash_table_unref (self->smooths);
  g_ptr_array_unref (self->panels);
  g_array_unref (self->references);

  G_OBJECT_CLASS (plot_figure_parent_class)->finalize (object);
}

static void
plot_figure_class_init (PlotFigureClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = plot_figure_finalize;
}

static void
plot_figure_init (PlotFigure *self)
{
  self->title = g_strdup ("");
  self->y_label = g_strdup ("");
  self->panels = g_ptr_array_new_with_free_func (panel_free);
  self->references = g_array_new (FALSE, FALSE, sizeof (PlotReference));
  g_array_set_clear_func (self->references, reference_clear);
  self->y_least_max = 0.55;
  self->smooths = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) plot_smooth_free);
  self->bands = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) plot_band_columns_free);
  self->theme = *plot_theme_get (PLOT_THEME_LIGHT);
}

PlotFigure *
plot_figure_new (void)
{
  return g_object_new (PLOT_TYPE_FIGURE, NULL);
}

static void
set_text (PlotFigure *self, char **text, const char *value)
{
  if (g_strcmp0 (*text, value) == 0)
    return;
  g_free (*text);
  *text = base_text_cut (value != NULL ? value : "", BASE_TEXT_MAX_NAME);
  self->stamp++;
}

void
plot_figure_set_title (PlotFigure *self, const char *title)
{
  g_return_if_fail (PLOT_IS_FIGURE (self));

  set_text (self, &self->title, title);
}

const char *
plot_figure_get_title (PlotFigure *self)
{
  g_return_val_if_fail (PLOT_IS_FIGURE (self), NULL);

  return self->title;
}

void
plot_figure_set_y_label (PlotFigure *self, const char *label)
{
  g_return_if_fail (PLOT_IS_FIGURE (self));

  set_text (self, &self->y_label, label);
}

guint
plot_figure_add_panel (PlotFigure *self, const char *title)
{
  g_return_val_if_fail (PLOT_IS_FIGURE (self), 0);

  PlotPanel *panel = g_new0 (PlotPanel, 1);

  panel->title = base_text_cut (title != NULL ? title : "", BASE_TEXT_MAX_NAME);
  panel->curves = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (self->panels, panel);
  self->stamp++;
  return self->panels->len - 1;
}

guint
plot_figure_get_n_panels (PlotFigure *self)
{
  g_return_val_if_fail (PLOT_IS_FIGURE (self), 0);

  return self->panels->len;
}

PlotPanel *
plot_figure_get_panel (PlotFigure *self, guint panel)
{
  g_assert (panel < self->panels->len);

  return g_ptr_array_index (self->panels, panel);
}

void
plot_figure_add_curve (PlotFigure *self, guint panel, PlotCurve *curve)
{
  g_return_if_fail (PLOT_IS_FIGURE (self));
  g_return_if_fail (panel < self->panels->len);
  g_return_if_fail (PLOT_IS_CURVE (curve));

  g_ptr_array_add (plot_figure_get_panel (self, panel)->curves, g_object_ref (curve));
  self->stamp++;
}

GPtrArray *
plot_figure_get_curves (PlotFigure *self, guint panel)
{
  g_return_val_if_fail (PLOT_IS_FIGURE (self), NULL);
  g_return_val_if_fail (panel < self->panels->len, NULL);

  return plot_figure_get_panel (self, panel)->curves;
}

void
plot_figure_add_reference (
    PlotFigure *self, guint panel, const char *label, double y, PlotLineStyle style)
{
  g_return_if_fail (PLOT_IS_FIGURE (self));
  g_return_if_fail (panel == PLOT_ALL_PANELS || panel < self->panels->len);
  g_return_if_fail (isfinite (y));
  g_return_if_fail (style < PLOT_N_LINE_STYLES);

  PlotReference reference
      = { panel, base_text_cut (label != NULL ? label : "", BASE_TEXT_MAX_NAME), y, style };

  g_array_append_val (self->references, reference);
  self->stamp++;
}

void
plot_figure_clear (PlotFigure *self)
{
  g_return_if_fail (PLOT_IS_FIGURE (self));

  g_hash_table_remove_all (self->bands);
  g_hash_table_remove_all (self->smooths);
  g_ptr_array_set_size (self->panels, 0);
  g_array_set_size (self->references, 0);
  self->stamp++;
}

void
plot_figure_set_x_axis (PlotFigure *self, guint64 iterations_per_round, guint64 planned_iterations)
{
  g_return_if_fail (PLOT_IS_FIGURE (self));

  self->iterations_per_round = iterations_per_round;
  self->planned_iterations = planned_iterations;
  self->stamp++;
}

void
plot_figure_set_x_range (PlotFigure *self, double begin, double end)
{
  g_return_if_fail (PLOT_IS_FIGURE (self));
  g_return_if_fail (isfinite (begin) && isfinite (end) && begin < end);

  self->x_fixed = TRUE;
  self->x_begin = begin;
  self->x_end = end;
  self->stamp++;
}

void
plot_figure_reset_x_range (PlotFigure *self)
{
  g_return_if_fail (PLOT_IS_FIGURE (self));

  self->x_fixed = FALSE;
  self->stamp++;
}

void
plot_figure_set_y_range (PlotFigure *self, double min, double max)
{
  g_return_if_fail (PLOT_IS_FIGURE (self));
  g_return_if_fail (isfinite (min) && isfinite (max) && min < max);

  self->y_fixed = TRUE;
  self->y_min = min;
  self->y_max = max;
  self->stamp++;
}

void
plot_figure_set_y_auto (PlotFigure *self, double least_max)
{
  g_return_if_fail (PLOT_IS_FIGURE (self));
  g_return_if_fail (isfinite (least_max) && least_max > 0.0);

  self->y_fixed = FALSE;
  self->y_least_max = least_max;
  self->stamp++;
}

void
plot_figure_set_log_y (PlotFigure *self, gboolean log_y)
{
  g_return_if_fail (PLOT_IS_FIGURE (self));

  self->log_y = log_y;
  self->stamp++;
}

gboolean
plot_figure_get_log_y (PlotFigure *self)
{
  g_return_val_if_fail (PLOT_IS_FIGURE (self), FALSE);

  return self->log_y;
}

void
plot_figure_set_smoothing (PlotFigure *self, double amount)
{
  g_return_if_fail (PLOT_IS_FIGURE (self));
  g_return_if_fail (amount >= 0.0 && amount < 1.0);

  if (self->smoothing == amount)
    return;
  self->smoothing = amount;
  g_hash_table_remove_all (self->bands);
  g_hash_table_remove_all (self->smooths);
  self->stamp++;
}

double
plot_figure_get_smoothing (PlotFigure *self)
{
  g_return_val_if_fail (PLOT_IS_FIGURE (self), 0.0);

  return self->smoothing;
}

PlotSource *
plot_figure_get_drawn_source (PlotFigure *self, PlotSource *source)
{
  g_assert (!PLOT_IS_BAND (source));

  if (self->smoothing == 0.0)
    return source;

  PlotSmooth *smooth = g_hash_table_lookup (self->smooths, source);

  if (smooth == NULL)
    {
      smooth = plot_smooth_new (source, self->smoothing);
      g_hash_table_insert (self->smooths, source, smooth);
    }
  return plot_smooth_update (smooth);
}

PlotBandColumns *
plot_figure_get_band_columns (PlotFigure *self, PlotCurve *curve, const PlotColumns *columns)
{
  PlotBand *band = PLOT_BAND (plot_curve_get_source (curve));
  guint n = plot_band_get_n_members (band);
  g_autofree PlotSource **sources = g_new (PlotSource *, n);
  PlotBandColumns *kept = g_hash_table_lookup (self->bands, curve);

  if (kept == NULL || plot_band_columns_get_band (kept) != band)
    {
      kept = plot_band_columns_new (band);
      g_hash_table_insert (self->bands, curve, kept);
    }
  for (guint i = 0; i < n; i++)
    sources[i] = plot_figure_get_drawn_source (self, plot_band_get_member (band, i));
  plot_band_columns_update (kept, columns, sources);
  return kept;
}

PlotBandValue
plot_figure_get_band_value (PlotFigure *self, PlotBand *band, gsize index)
{
  guint n = plot_band_get_n_members (band);
  g_autofree double *values = g_new (double, n);

  for (guint i = 0; i < n; i++)
    {
      PlotSource *member = plot_band_get_member (band, i);

      values[i] = plot_source_get_value (plot_figure_get_drawn_source (self, member), index);
    }
  return plot_band_measure (values, n, plot_band_get_kind (band));
}

void
plot_figure_set_theme (PlotFigure *self, const PlotTheme *theme)
{
  g_return_if_fail (PLOT_IS_FIGURE (self));

  self->theme = theme != NULL ? *theme : *plot_theme_get (PLOT_THEME_LIGHT);
  self->stamp++;
}

const PlotTheme *
plot_figure_get_theme (PlotFigure *self)
{
  g_return_val_if_fail (PLOT_IS_FIGURE (self), NULL);

  return &self->theme;
}

guint64
plot_figure_get_stamp (PlotFigure *self)
{
  g_return_val_if_fail (PLOT_IS_FIGURE (self), 0);

  /* Mixed, not added: growth of one curve must not hide a change of another. */
  guint64 stamp = self->stamp;

  for (guint p = 0; p < self->panels->len; p++)
    {
      GPtrArray *curves = plot_figure_get_panel (self, p)->curves;

      for (guint i = 0; i < curves->len; i++)
        stamp = stamp * G_GUINT64_CONSTANT (6364136223846793005)
                + plot_curve_get_stamp (g_ptr_array_index (curves, i)) + 1;
    }
  return stamp;
}
