/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A text with headings, tables and pictures, written as one self-contained HTML file, as a paged
 * PDF, or as Markdown with its pictures beside it. Knows nothing of the lab.
 *
 * All texts are plain text; what HTML or Markdown would read as markup is escaped.
 */
#pragma once

#include <glib.h>

#include "plot/picture/plot-picture.h"

G_BEGIN_DECLS

typedef struct _ReportDocument ReportDocument;

ReportDocument *report_document_new (const char *title);
void report_document_free (ReportDocument *document);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReportDocument, report_document_free)

/* @level: 2 for a chapter, 3 for a section. */
void report_document_add_heading (ReportDocument *document, guint level, const char *text);

void report_document_add_paragraph (ReportDocument *document, const char *format, ...)
    G_GNUC_PRINTF (2, 3);

/* One item of a list; consecutive points form one list. */
void
report_document_add_point (ReportDocument *document, const char *format, ...) G_GNUC_PRINTF (2, 3);

/**
 * report_document_begin_table:
 * @header: NULL-terminated; the first column names its row
 *
 * Rows are added with report_document_add_row(), each with as many cells.
 */
void report_document_begin_table (ReportDocument *document,
                                  const char *caption,
                                  const char *const *header);

/* @cells: (transfer full): NULL-terminated, as from g_strdupv(). */
void report_document_add_row (ReportDocument *document, char **cells);

/**
 * report_document_add_picture:
 * @file: name of the picture beside the Markdown
 * @light: PNG
 * @dark: (nullable): PNG, for readers who prefer a dark theme
 * @caption: what it shows, also as alternative text
 */
void report_document_add_picture (
    ReportDocument *document, const char *file, GBytes *light, GBytes *dark, const char *caption);

/* How good it is, shown as a colour always accompanied by a word. */
typedef enum
{
  REPORT_TONE_NONE,
  REPORT_TONE_GOOD,
  REPORT_TONE_FAIR,
  REPORT_TONE_BAD,
} ReportTone;

/* A dot in the colour of @tone with @word beside it, followed by @text. */
void report_document_add_light (ReportDocument *document,
                                ReportTone tone,
                                const char *word,
                                const char *text);

/**
 * report_document_add_drawing:
 * @file: name of its PNG beside the Markdown
 * @picture: a reference is taken; vector drawing in the PDF, light and dark in the HTML
 * @caption: (nullable): the alternative text is the picture's description in any case
 */
void report_document_add_drawing (ReportDocument *document,
                                  const char *file,
                                  PlotPicture *picture,
                                  const char *caption);

/* @language: of its texts, as an HTML language tag; default "en" */
void report_document_set_language (ReportDocument *document, const char *language);

char *report_document_to_html (ReportDocument *document);

/* Returns: (transfer full): A4 pages; NULL with an error of #G_FILE_ERROR if memory runs out */
GBytes *report_document_to_pdf (ReportDocument *document, GError **error);

char *report_document_to_markdown (ReportDocument *document);

G_END_DECLS
