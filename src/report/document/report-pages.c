/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pages with footers and text.
 */
#include "config.h"

#include "report/document/report-pages.h"

#include <glib/gi18n-lib.h>

#include "plot/draw/plot-text.h"

void
report_pages_end (ReportPages *self)
{
  g_autofree char *number = g_strdup_printf (_ ("%u of %u"), self->page, self->n_pages);
  g_autoptr (PangoLayout) left = plot_text_create (self->context, self->title, REPORT_SMALL_SIZE,
                                                   FALSE, REPORT_TEXT_WIDTH - 80.0);
  g_autoptr (PangoLayout) right
      = plot_text_create (self->context, number, REPORT_SMALL_SIZE, FALSE, -1.0);
  double y = REPORT_PAGE_HEIGHT - REPORT_MARGIN + 8.0;
  double width;

  plot_text_measure (right, &width, NULL);
  plot_text_draw (left, self->cr, REPORT_MARGIN, y, &self->theme->dim);
  plot_text_draw (right, self->cr, REPORT_PAGE_WIDTH - REPORT_MARGIN - width, y, &self->theme->dim);
  cairo_show_page (self->cr);
}

void
report_pages_turn (ReportPages *self)
{
  report_pages_end (self);
  self->page++;
  self->y = REPORT_MARGIN;
}

void
report_pages_ensure (ReportPages *self, double height)
{
  if (self->y + height > REPORT_PAGE_BOTTOM && self->y > REPORT_MARGIN)
    report_pages_turn (self);
}

PangoLayout *
report_pages_create_text (
    ReportPages *self, const char *text, double size, gboolean bold, double width)
{
  PangoLayout *layout = plot_text_create (self->context, text, size, bold, -1.0);

  pango_layout_set_width (layout, (int) (MAX (width, 1.0) * PANGO_SCALE));
  /* On a page a paragraph is aligned to the side where its script begins. */
  pango_layout_set_alignment (layout, PANGO_ALIGN_LEFT);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_line_spacing (layout, 1.12f);
  return layout;
}

void
report_pages_add_text (ReportPages *self, PangoLayout *layout, double x, const PlotColor *color)
{
  PangoLayoutIter *iter = pango_layout_get_iter (layout);
  double begin = self->y;

  do
    {
      PangoRectangle logical;
      double top;
      double bottom;

      pango_layout_iter_get_line_extents (iter, NULL, &logical);
      top = (double) logical.y / PANGO_SCALE;
      bottom = top + (double) logical.height / PANGO_SCALE;
      if (begin + bottom > REPORT_PAGE_BOTTOM && begin + top > REPORT_MARGIN)
        {
          report_pages_turn (self);
          begin = self->y - top;
        }
      plot_set_color (self->cr, color);
      cairo_move_to (self->cr, REPORT_MARGIN + x + (double) logical.x / PANGO_SCALE,
                     begin + (double) pango_layout_iter_get_baseline (iter) / PANGO_SCALE);
      pango_cairo_show_layout_line (self->cr, pango_layout_iter_get_line_readonly (iter));
      self->y = begin + bottom;
    }
  while (pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
}
