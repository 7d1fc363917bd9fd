/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Values separated by commas, semicolons or tabs (RFC 4180 and its cousins), a row at
 * a time. Knows lines, quotes and blanks, and no meaning.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const char *at;
  const char *end;
  char separator;
  gboolean trims;    /* blanks around fields are none of theirs */
  guint64 line;      /* where the row begins */
  guint64 next_line; /* where the next one does */
  GString *text;     /* the row's fields, a NUL behind each */
  GArray *starts;    /* of gsize: where they begin in it */
} ReportSeparated;

/**
 * report_separated_init:
 * @text: [length], not necessarily NUL-terminated; must outlive @self
 *
 * The separator is the one of the first line, the row of names: whichever stands there
 * most often outside of quotes; or what a line “sep=;” before it says, as spreadsheets
 * write one. A byte order mark is passed over.
 */
void report_separated_init (ReportSeparated *self, const char *text, gsize length);
void report_separated_clear (ReportSeparated *self);

/* Whether there is no row any more. */
gboolean report_separated_is_over (const ReportSeparated *self);

/**
 * report_separated_read:
 *
 * Reads the next row; lines end with LF, CR LF or CR.
 *
 * Returns: FALSE with an error that is about the row and does not say where it is
 */
gboolean report_separated_read (ReportSeparated *self, GError **error);

guint report_separated_get_n_fields (const ReportSeparated *self);

/* (transfer none): until the next row is read */
const char *report_separated_get (const ReportSeparated *self, guint nth);

/* Whether nothing but blanks is in all fields of the row. */
gboolean report_separated_is_empty (const ReportSeparated *self);

G_END_DECLS
