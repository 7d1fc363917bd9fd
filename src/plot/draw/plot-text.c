/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Text through Pango. Knows no figure.
 */
#include "plot/draw/plot-text.h"
#include "base/text.h"

#define FONT "Cantarell, Sans"

PangoContext *
plot_text_create_context (void)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options (context, options);
  pango_context_set_round_glyph_positions (context, FALSE);
  cairo_font_options_destroy (options);
  return context;
}

PangoLayout *
plot_text_create (
    PangoContext *context, const char *text, double size, gboolean bold, double max_width)
{
  PangoLayout *layout = pango_layout_new (context);
  PangoFontDescription *font = pango_font_description_from_string (FONT);
  PangoAttrList *attributes = pango_attr_list_new ();
  /* A NUL-terminated text from outside may be no UTF-8, and hold what is no letter. */
  g_autofree char *line = base_text_make_line (text);

  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_font_description_set_weight (font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_layout_set_font_description (layout, font);
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_text (layout, line, -1);
  /* What is left of a layout is right where the text runs from right to left: in a layout wider
   * than the text it would begin somewhere else than where it is drawn. */
  if (pango_layout_get_line_readonly (layout, 0)->resolved_dir == PANGO_DIRECTION_RTL)
    pango_layout_set_alignment (layout, PANGO_ALIGN_RIGHT);
  if (max_width >= 0.0)
    {
      pango_layout_set_width (layout, (int) (CLAMP (max_width, 1.0, 1e6) * PANGO_SCALE));
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
    }
  pango_font_description_free (font);
  pango_attr_list_unref (attributes);
  return layout;
}

void
plot_text_measure (PangoLayout *layout, double *width, double *height)
{
  PangoRectangle logical;

  pango_layout_get_extents (layout, NULL, &logical);
  if (width != NULL)
    *width = (double) logical.width / PANGO_SCALE;
  if (height != NULL)
    *height = (double) logical.height / PANGO_SCALE;
}

void
plot_set_color (cairo_t *cr, const PlotColor *color)
{
  cairo_set_source_rgba (cr, color->red, color->green, color->blue, color->alpha);
}

void
plot_text_draw (PangoLayout *layout, cairo_t *cr, double x, double y, const PlotColor *color)
{
  plot_set_color (cr, color);
  cairo_move_to (cr, x, y);
  pango_cairo_show_layout (cr, layout);
  cairo_new_path (cr);
}

void
plot_text_draw_rimmed (PangoLayout *layout,
                       cairo_t *cr,
                       double x,
                       double y,
                       const PlotColor *color,
                       const PlotColor *rim)
{
  cairo_save (cr);
  cairo_set_line_width (cr, 4.0);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_dash (cr, NULL, 0, 0.0);
  cairo_move_to (cr, x, y);
  pango_cairo_layout_path (cr, layout);
  cairo_set_source_rgba (cr, rim->red, rim->green, rim->blue, 0.95);
  cairo_stroke (cr);
  cairo_restore (cr);
  plot_text_draw (layout, cr, x, y, color);
}
