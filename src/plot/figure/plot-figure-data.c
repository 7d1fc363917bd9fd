/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Holds what a figure is made of. Draws nothing and measures no text.
 */
#include "plot/figure/plot-figure-data.h"
#include "base/text.h"

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

void
plot_figure_data_init (PlotFigureData *self)
{
  *self = (PlotFigureData){ .title = "" };
  self->y_label = g_strdup ("");
  self->number_name = g_strdup ("");
  self->shade_name = g_strdup ("");
  self->panels = g_ptr_array_new_with_free_func (panel_free);
  self->references = g_array_new (FALSE, FALSE, sizeof (PlotReference));
  g_array_set_clear_func (self->references, reference_clear);
  plot_drawn_init (&self->drawn, 0.0);
}

void
plot_figure_data_clear (PlotFigureData *self)
{
  g_free (self->y_label);
  g_free (self->number_name);
  g_free (self->shade_name);
  plot_drawn_clear (&self->drawn);
  g_ptr_array_unref (self->panels);
  g_array_unref (self->references);
}

void
plot_figure_data_remove_all (PlotFigureData *self)
{
  plot_drawn_forget (&self->drawn);
  g_ptr_array_set_size (self->panels, 0);
  g_array_set_size (self->references, 0);
}

PlotPanel *
plot_figure_data_add_panel (PlotFigureData *self, const char *title)
{
  PlotPanel *panel = g_new0 (PlotPanel, 1);

  panel->title = base_text_cut (title != NULL ? title : "", BASE_TEXT_MAX_NAME);
  panel->curves = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (self->panels, panel);
  return panel;
}

PlotPanel *
plot_figure_data_get_panel (PlotFigureData *self, guint panel)
{
  g_assert (panel < self->panels->len);

  return g_ptr_array_index (self->panels, panel);
}

void
plot_figure_data_add_reference (
    PlotFigureData *self, guint panel, const char *label, double y, PlotLineStyle style)
{
  PlotReference reference
      = { panel, base_text_cut (label != NULL ? label : "", BASE_TEXT_MAX_NAME), y, style };

  g_array_append_val (self->references, reference);
}
