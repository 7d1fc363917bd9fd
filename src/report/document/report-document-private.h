/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a document consists of; private to report-document*.c.
 */
#pragma once

#include "report/document/report-document.h"

G_BEGIN_DECLS

typedef enum
{
  REPORT_BLOCK_HEADING,
  REPORT_BLOCK_PARAGRAPH,
  REPORT_BLOCK_POINT,
  REPORT_BLOCK_TABLE,
  REPORT_BLOCK_PICTURE,
  REPORT_BLOCK_LIGHT,
} ReportBlockKind;

typedef struct
{
  ReportBlockKind kind;
  guint level;     /* of a heading */
  char *text;      /* of a heading, paragraph, point or light; a table's or picture's caption */
  char **header;   /* of a table */
  GPtrArray *rows; /* of char ** */
  char *file;      /* of a picture */
  GBytes *light;
  GBytes *dark;         /* may be NULL */
  PlotPicture *picture; /* drawn when the document is written, instead of light and dark */
  ReportTone tone;      /* of a light */
  char *word;
} ReportBlock;

struct _ReportDocument
{
  char *title;
  char *language;
  GPtrArray *blocks; /* of ReportBlock */
};

/* Width of a document's pictures in pixels of 1/96 inch, and device pixels per pixel. */
#define REPORT_PICTURE_WIDTH 760.0
#define REPORT_PICTURE_SCALE 2.0

/* Separates the word of a light from its text: a full stop unless the word ends with a colon. */
const char *report_block_get_light_gap (const ReportBlock *block);

/* (transfer full) Word and text of a light. */
char *report_block_join_light (const ReportBlock *block);

/* Red, green, blue of a tone on light paper, 0xrrggbb. */
guint32 report_tone_get_color (ReportTone tone);

G_END_DECLS
