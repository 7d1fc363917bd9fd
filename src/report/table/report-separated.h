/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Values separated by commas, semicolons or tabs (RFC 4180 and variants), read row by row. Knows
 * lines, quotes and blanks, and no meaning.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const char *at;
  const char *end;
  char separator;
  gboolean trims;    /* blanks around fields are stripped */
  guint64 line;      /* where the row begins */
  guint64 next_line; /* where the next row begins */
  GString *text;     /* the row's fields, each NUL-terminated */
  GArray *starts;    /* of gsize: the fields' offsets in text */
} ReportSeparated;

/**
 * report_separated_init:
 * @text: [length], not necessarily NUL-terminated; must outlive @self
 *
 * The separator is the one most frequent outside quotes in the first line, the header; or the one
 * declared by a line “sep=;” before it, as spreadsheets write it. A byte order mark is skipped.
 */
void report_separated_init (ReportSeparated *self, const char *text, gsize length);
void report_separated_clear (ReportSeparated *self);

/* Whether there are no more rows. */
gboolean report_separated_is_over (const ReportSeparated *self);

/**
 * report_separated_read:
 *
 * Reads the next row; lines end with LF, CR LF or CR.
 *
 * Returns: FALSE with an error about the row that does not say where it is
 */
gboolean report_separated_read (ReportSeparated *self, GError **error);

guint report_separated_get_n_fields (const ReportSeparated *self);

/* (transfer none): valid until the next row is read */
const char *report_separated_get (const ReportSeparated *self, guint nth);

/* Whether all fields of the row are blank. */
gboolean report_separated_is_empty (const ReportSeparated *self);

G_END_DECLS
