/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pages being filled from top to bottom, whatever is put on them. All lengths are points.
 */
#pragma once

#include <cairo.h>
#include <pango/pangocairo.h>

#include "plot/draw/plot-style.h"

G_BEGIN_DECLS

#define REPORT_PAGE_WIDTH 595.28 /* A4 */
#define REPORT_PAGE_HEIGHT 841.89
#define REPORT_MARGIN 56.0
#define REPORT_TEXT_WIDTH (REPORT_PAGE_WIDTH - 2.0 * REPORT_MARGIN)
#define REPORT_PAGE_BOTTOM (REPORT_PAGE_HEIGHT - REPORT_MARGIN - 10.0)
#define REPORT_TEXT_SIZE 10.0
#define REPORT_SMALL_SIZE 8.5

typedef struct
{
  cairo_surface_t *surface;
  cairo_t *cr;
  PangoContext *context;
  const PlotTheme *theme;
  const char *title; /* in the footer of every page */
  double y;          /* the upper end of what comes next */
  guint page;        /* from 1 */
  guint n_pages;     /* 0: being counted */
} ReportPages;

/* The footer of the page at hand; the page is done. */
void report_pages_end (ReportPages *self);

/* Ends this page and begins the next. */
void report_pages_turn (ReportPages *self);

/* A new page unless @height more fits on this one; a page that is empty is not turned. */
void report_pages_ensure (ReportPages *self, double height);

/* (transfer full) Text wrapped at @width. */
PangoLayout *report_pages_create_text (
    ReportPages *self, const char *text, double size, gboolean bold, double width);

/* Line by line, over as many pages as it takes; @x from the left margin on. */
void
report_pages_add_text (ReportPages *self, PangoLayout *layout, double x, const PlotColor *color);

G_END_DECLS
