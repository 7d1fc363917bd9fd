/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Chooses the ticks that fit on an axis, and their labels. Draws nothing.
 */
#include "config.h"

#include "plot/draw/plot-axis.h"

#include <glib/gi18n-lib.h>

#include "base/number.h"

#include <math.h>

/* More labels are tiring to read, however long the axis is. */
#define MOST_Y_LABELS 8
#define MOST_X_LABELS 12
/* With fewer visible rounds than this, the axis shows iterations. */
#define LEAST_ROUNDS 3.0

static void
tick_clear (gpointer data)
{
  g_clear_object (&((PlotAxisTick *) data)->label);
}

void
plot_axis_init (PlotAxis *self, const PlotScale *scale)
{
  *self = (PlotAxis){ .scale = *scale };
  self->ticks = g_array_new (FALSE, FALSE, sizeof (PlotAxisTick));
  g_array_set_clear_func (self->ticks, tick_clear);
}

void
plot_axis_clear (PlotAxis *self)
{
  g_clear_pointer (&self->ticks, g_array_unref);
}

/* Takes @label; NULL is a small tick. */
static void
add_tick (PlotAxis *self, PangoContext *context, double text_size, double value, char *label)
{
  g_autofree char *text = label;
  PlotAxisTick tick = { value, plot_scale_position (&self->scale, value), NULL, 0.0 };
  double height = 0.0;

  if (text != NULL)
    {
      tick.label = plot_text_create (context, text, text_size, FALSE, -1.0);
      plot_text_measure (tick.label, &tick.width, &height);
    }
  self->label_width = MAX (self->label_width, tick.width);
  self->label_height = MAX (self->label_height, height);
  g_array_append_val (self->ticks, tick);
}

static void
start_ticks (PlotAxis *self)
{
  g_array_set_size (self->ticks, 0);
  self->label_width = 0.0;
  self->label_height = 0.0;
}

/* Distance between the first two ticks; decides the number of decimals. */
static double
tick_step (GArray *ticks)
{
  if (ticks->len >= 2)
    return g_array_index (ticks, PlotTick, 1).value - g_array_index (ticks, PlotTick, 0).value;
  if (ticks->len == 1 && g_array_index (ticks, PlotTick, 0).value == 0.0)
    return 1.0;
  return ticks->len == 1 ? fabs (g_array_index (ticks, PlotTick, 0).value) : 1.0;
}

static char *
value_label (const PlotScale *scale, double value, double step, gboolean decades)
{
  return scale->log && decades ? base_number_log_tick (value) : base_number_tick (value, step);
}

void
plot_axis_set_value_ticks (
    PlotAxis *self, PangoContext *context, double text_size, double length, gboolean has_below)
{
  double most = floor (length / (text_size * 2.4));
  g_autoptr (GArray) ticks
      = plot_scale_ticks (&self->scale, (guint) CLAMP (most, 1.0, MOST_Y_LABELS), 0.0);
  gboolean decades = self->scale.max / self->scale.min >= 6.0;
  double step = tick_step (ticks);

  start_ticks (self);
  if (self->scale.log && has_below)
    {
      g_autofree char *least = base_number_log_tick (self->scale.min);

      add_tick (self, context, text_size, self->scale.min, g_strconcat ("≤ ", least, NULL));
    }
  for (guint i = 0; i < ticks->len; i++)
    {
      PlotTick tick = g_array_index (ticks, PlotTick, i);
      double pixels = plot_scale_position (&self->scale, tick.value) * length;

      /* The lowest label speaks for what would stand beside it. */
      if (self->scale.log && has_below && pixels < text_size * 1.2)
        continue;
      add_tick (self, context, text_size, tick.value,
                tick.major ? value_label (&self->scale, tick.value, step, decades) : NULL);
    }
}

void
plot_axis_set_iteration_ticks (PlotAxis *self,
                               PangoContext *context,
                               double text_size,
                               double length,
                               guint64 iterations_per_round)
{
  double span = self->scale.max - self->scale.min;
  double unit = 1.0;

  start_ticks (self);
  self->round = 0;
  if (iterations_per_round > 1 && span >= LEAST_ROUNDS * (double) iterations_per_round)
    {
      self->round = iterations_per_round;
      unit = (double) iterations_per_round;
    }

  PlotScale scale;
  g_autofree char *widest = base_number_whole (self->scale.max / unit);
  g_autoptr (PangoLayout) sample = plot_text_create (context, widest, text_size, FALSE, -1.0);
  double width;

  plot_text_measure (sample, &width, NULL);
  plot_scale_init (&scale, self->scale.min / unit, self->scale.max / unit, FALSE);

  double most = floor (length / (width + text_size * 2.5));
  g_autoptr (GArray) ticks
      = plot_scale_ticks (&scale, (guint) CLAMP (most, 1.0, MOST_X_LABELS), 1.0);

  for (guint i = 0; i < ticks->len; i++)
    {
      double value = g_array_index (ticks, PlotTick, i).value;

      add_tick (self, context, text_size, value * unit, base_number_whole (value));
    }
}

char *
plot_axis_get_iteration_title (PlotAxis *self)
{
  if (self->round == 0)
    return g_strdup (_ ("iteration"));

  g_autofree char *iterations = base_number_whole ((double) self->round);

  return g_strdup_printf (_ ("round (%s iterations each)"), iterations);
}
