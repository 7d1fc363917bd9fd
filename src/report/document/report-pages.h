/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pages filled from top to bottom. All lengths are points.
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
  double y;          /* top of what comes next */
  guint page;        /* from 1 */
  guint n_pages;     /* 0 during the counting pass */
} ReportPages;

/* Draws the footer of the current page and finishes the page. */
void report_pages_end (ReportPages *self);

/* Ends this page and begins the next. */
void report_pages_turn (ReportPages *self);

/* Starts a new page unless @height still fits on this one; never skips an empty page. */
void report_pages_ensure (ReportPages *self, double height);

/* (transfer full) Text wrapped at @width. */
PangoLayout *report_pages_create_text (
    ReportPages *self, const char *text, double size, gboolean bold, double width);

/* Adds text line by line, over as many pages as needed; @x is measured from the left margin. */
void
report_pages_add_text (ReportPages *self, PangoLayout *layout, double x, const PlotColor *color);

G_END_DECLS
