/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reference lines. A label stands on its line at the right edge: above it if that side is free,
 * else below; where neither is free it moves down. Never has a colour a curve could have.
 */
#include "plot/figure/plot-reference.h"

#include <math.h>

/* Lines closer than this are one. */
#define SAME_LINE 0.75
#define EDGE 5.0
/* Labels may take this part of the height: the curves come first. */
#define MOST_HEIGHT 0.5

static void
label_clear (gpointer data)
{
  PlotReferenceLabel *label = data;

  g_free (label->text);
  g_clear_object (&label->layout);
}

static int
compare_labels (gconstpointer a, gconstpointer b)
{
  const PlotReferenceLabel *first = a;
  const PlotReferenceLabel *second = b;

  return (first->line_y > second->line_y) - (first->line_y < second->line_y);
}

static gboolean
is_shown (PlotLayout *layout, const PlotReference *reference, guint panel)
{
  double position = plot_scale_position (&layout->y.scale, reference->y);

  if (layout->y.scale.log && reference->y < layout->y.scale.min)
    return FALSE;
  return (reference->panel == PLOT_ALL_PANELS || reference->panel == panel) && position >= 0.0
         && position <= 1.0;
}

/* One label for every height at which there are lines with a label. */
static GArray *
collect_labels (PlotLayout *layout, guint panel)
{
  const PlotRect *area = &plot_layout_get_panel (layout, panel)->area;
  GArray *labels = g_array_new (FALSE, FALSE, sizeof (PlotReferenceLabel));

  g_array_set_clear_func (labels, label_clear);
  for (guint i = 0; i < layout->figure->references->len; i++)
    {
      const PlotReference *reference
          = &g_array_index (layout->figure->references, PlotReference, i);
      PlotReferenceLabel label = { 0 };

      if (reference->label[0] == '\0' || !is_shown (layout, reference, panel))
        continue;
      label.text = g_strdup (reference->label);
      label.line_y = plot_layout_get_y (layout, area, reference->y);
      g_array_append_val (labels, label);
    }
  g_array_sort (labels, compare_labels);

  for (guint i = 1; i < labels->len;)
    {
      PlotReferenceLabel *label = &g_array_index (labels, PlotReferenceLabel, i);
      PlotReferenceLabel *before = label - 1;

      if (label->line_y - before->line_y > SAME_LINE)
        {
          i++;
          continue;
        }
      if (g_strcmp0 (before->text, label->text) != 0)
        {
          char *joined = g_strconcat (before->text, " · ", label->text, NULL);

          g_free (before->text);
          before->text = joined;
        }
      g_array_remove_index (labels, i);
    }
  return labels;
}

/* How many curves pass through @rect. */
static guint
count_curves (PlotLayout *layout, guint panel, const PlotRect *rect)
{
  const PlotRect *area = &plot_layout_get_panel (layout, panel)->area;
  GPtrArray *curves;
  double begin = plot_scale_value (&layout->x.scale, (rect->x - area->x) / area->width);
  double end = plot_scale_value (&layout->x.scale, (rect->x + rect->width - area->x) / area->width);
  guint n = 0;

  if (panel >= layout->figure->panels->len)
    return 0;
  curves = plot_figure_data_get_panel (layout->figure, panel)->curves;
  for (guint i = 0; i < curves->len; i++)
    {
      PlotCurve *curve = g_ptr_array_index (curves, i);
      PlotSource *source;
      PlotSpan span;

      if (!plot_curve_get_visible (curve))
        continue;
      source = plot_curve_get_source (curve);
      if (!PLOT_IS_BAND (source))
        source = plot_drawn_get_source (&layout->figure->drawn, source);
      if (!plot_source_get_span (source, (gsize) MAX (begin, 0.0), (gsize) MAX (end, 0.0), &span))
        continue;
      if (plot_layout_get_y (layout, area, span.max) <= rect->y + rect->height
          && plot_layout_get_y (layout, area, span.min) >= rect->y)
        n++;
    }
  return n;
}

static gboolean
crosses_line (GArray *labels, const PlotReferenceLabel *label)
{
  for (guint i = 0; i < labels->len; i++)
    {
      const PlotReferenceLabel *other = &g_array_index (labels, PlotReferenceLabel, i);

      if (other != label && other->line_y > label->rect.y
          && other->line_y < label->rect.y + label->rect.height)
        return TRUE;
    }
  return FALSE;
}

/* Above or below its line, but not above @least_y. */
static void
place_label (
    PlotLayout *layout, guint panel, GArray *labels, PlotReferenceLabel *label, double least_y)
{
  const PlotRect *area = &plot_layout_get_panel (layout, panel)->area;
  const double choices[] = { label->line_y - label->rect.height - 1.0, label->line_y + 2.0 };
  double best_cost = INFINITY;
  double best = MAX (choices[1], least_y);

  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      double cost = 0.1 * i;

      label->rect.y = choices[i];
      if (choices[i] < least_y || choices[i] + label->rect.height > area->y + area->height)
        continue;
      cost += count_curves (layout, panel, &label->rect);
      cost += crosses_line (labels, label) ? 0.6 : 0.0;
      if (cost < best_cost)
        {
          best_cost = cost;
          best = choices[i];
        }
    }
  label->rect.y = best;
}

/* Moves up what was pushed out below. */
static void
pull_up (GArray *labels, const PlotRect *area)
{
  double limit = area->y + area->height;

  for (guint i = labels->len; i > 0; i--)
    {
      PlotReferenceLabel *label = &g_array_index (labels, PlotReferenceLabel, i - 1);

      label->rect.y = MIN (label->rect.y, limit - label->rect.height);
      limit = label->rect.y;
    }
}

GArray *
plot_reference_place_labels (PlotLayout *layout, guint panel)
{
  const PlotRect *area = &plot_layout_get_panel (layout, panel)->area;
  GArray *labels = collect_labels (layout, panel);
  double height = 0.0;
  double least_y = area->y;

  for (guint i = 0; i < labels->len; i++)
    {
      PlotReferenceLabel *label = &g_array_index (labels, PlotReferenceLabel, i);

      label->layout = plot_text_create (layout->context, label->text, layout->small_size, FALSE,
                                        area->width - 2.0 * EDGE);
      plot_text_measure (label->layout, &label->rect.width, &label->rect.height);
      label->rect.x = area->x + area->width - EDGE - label->rect.width;
      height += label->rect.height;
    }
  while (labels->len > 0 && height > area->height * MOST_HEIGHT)
    {
      height -= g_array_index (labels, PlotReferenceLabel, labels->len - 1).rect.height;
      g_array_set_size (labels, labels->len - 1);
    }
  for (guint i = 0; i < labels->len; i++)
    {
      PlotReferenceLabel *label = &g_array_index (labels, PlotReferenceLabel, i);

      place_label (layout, panel, labels, label, least_y);
      least_y = label->rect.y + label->rect.height;
    }
  pull_up (labels, area);
  for (guint i = 0; i < labels->len; i++)
    {
      PlotReferenceLabel *label = &g_array_index (labels, PlotReferenceLabel, i);

      label->covers = count_curves (layout, panel, &label->rect) > 0;
    }
  return labels;
}

void
plot_reference_draw_lines (PlotLayout *layout, guint panel, cairo_t *cr)
{
  const PlotRect *area = &plot_layout_get_panel (layout, panel)->area;

  cairo_save (cr);
  cairo_set_source_rgba (cr, layout->theme->dim.red, layout->theme->dim.green,
                         layout->theme->dim.blue, layout->theme->dim.alpha * 0.8);
  cairo_set_line_width (cr, 1.0);
  for (guint i = 0; i < layout->figure->references->len; i++)
    {
      const PlotReference *reference
          = &g_array_index (layout->figure->references, PlotReference, i);

      if (!is_shown (layout, reference, panel))
        continue;

      double y = floor (plot_layout_get_y (layout, area, reference->y)) + 0.5;

      plot_line_style_apply (reference->style, cr, 1.0);
      cairo_move_to (cr, area->x, y);
      cairo_line_to (cr, area->x + area->width, y);
      cairo_stroke (cr);
    }
  cairo_restore (cr);
}

void
plot_reference_draw_labels (PlotLayout *layout, guint panel, cairo_t *cr)
{
  g_autoptr (GArray) labels = plot_reference_place_labels (layout, panel);

  for (guint i = 0; i < labels->len; i++)
    {
      PlotReferenceLabel *label = &g_array_index (labels, PlotReferenceLabel, i);

      /* Where curves pass on both sides of the line the label needs a ground of its own. */
      if (label->covers)
        {
          const PlotColor *ground = &layout->theme->background;

          cairo_set_source_rgba (cr, ground->red, ground->green, ground->blue, 0.8);
          cairo_rectangle (cr, label->rect.x - 2.0, label->rect.y, label->rect.width + 4.0,
                           label->rect.height);
          cairo_fill (cr);
        }
      plot_text_draw_rimmed (label->layout, cr, label->rect.x, label->rect.y, &layout->theme->dim,
                             &layout->theme->background);
    }
}
