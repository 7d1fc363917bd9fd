/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a document is made of; for report-document*.c alone.
 */
#pragma once

#include "report-document.h"

G_BEGIN_DECLS

typedef enum
{
  REPORT_BLOCK_HEADING,
  REPORT_BLOCK_PARAGRAPH,
  REPORT_BLOCK_POINT,
  REPORT_BLOCK_TABLE,
  REPORT_BLOCK_PICTURE,
} ReportBlockKind;

typedef struct
{
  ReportBlockKind kind;
  guint level;     /* of a heading */
  char *text;      /* of a heading, paragraph or point; a table's or picture's caption */
  char **header;   /* of a table */
  GPtrArray *rows; /* of char ** */
  char *file;      /* of a picture */
  GBytes *light;
  GBytes *dark; /* may be NULL */
} ReportBlock;

struct _ReportDocument
{
  char *title;
  GPtrArray *blocks; /* of ReportBlock */
};

G_END_DECLS
