/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Parses numbers in tables.
 */
#include "config.h"

#include "report/table/report-csv-number.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "base/text.h"
#include "report/table/report-error.h"

#define MAX_QUOTED 40

/* Digits in a group of thousands. */
#define GROUP 3

/* As written by pandas, R, Excel, SQL, Python, and C's printf. */
static const char *const missing[] = { "na", "nan", "-nan", "n/a", "#n/a", "<na>", "null", "none" };

/* A number's text without surrounding blanks, split into parts. */
typedef struct
{
  const char *text;
  const char *end;
  const char *mark; /* NULL: none */
  gboolean has_exponent;
} Spelling;

static const char *
skip_digits (const char *at)
{
  while (g_ascii_isdigit (*at))
    at++;
  return at;
}

static gsize
trim (const char **text)
{
  gsize length;

  while (g_ascii_isspace (**text))
    (*text)++;
  length = strlen (*text);
  while (length > 0 && g_ascii_isspace ((*text)[length - 1]))
    length--;
  return length;
}

gboolean
report_csv_number_is_missing (const char *text)
{
  gsize length = trim (&text);

  if (length == 0)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (missing); i++)
    if (strlen (missing[i]) == length && g_ascii_strncasecmp (text, missing[i], length) == 0)
      return TRUE;
  return FALSE;
}

/* FALSE if it is not a number or has more than one decimal mark. */
static gboolean
spell (const char *text, Spelling *spelling)
{
  gsize length = trim (&text);
  const char *at = text, *digits;
  gsize n_digits;

  *spelling = (Spelling){ .text = text, .end = text + length };
  at += *at == '-' || *at == '+';
  digits = at;
  at = skip_digits (at);
  n_digits = (gsize) (at - digits);
  if (*at == '.' || *at == ',')
    {
      spelling->mark = at++;
      digits = at;
      at = skip_digits (at);
      n_digits += (gsize) (at - digits);
    }
  if (n_digits == 0)
    return FALSE;
  if (*at == 'e' || *at == 'E')
    {
      spelling->has_exponent = TRUE;
      at++;
      at += *at == '-' || *at == '+';
      digits = at;
      at = skip_digits (at);
      if (at == digits)
        return FALSE;
    }
  return at == spelling->end;
}

/* Whether it looks like grouped digits, as spreadsheets and reports show large numbers; also
 * recognises Unicode no-break spaces and apostrophes, byte by byte. */
static gboolean
looks_grouped (const char *text)
{
  gsize length = trim (&text), last = length;
  guint n_separators = 0;

  for (gsize i = 0; i < length; i++)
    if (strchr (".,'_ \xc2\xa0\xe2\x80\xaf\x99", text[i]) != NULL)
      n_separators++, last = i;
    else if (!g_ascii_isdigit (text[i]))
      return FALSE;
  return n_separators > 1 || (n_separators == 1 && length - last == GROUP + 1);
}

static gboolean
fail_rate (const char *name, const char *text, GError **error)
{
  g_autofree char *shown = base_text_cut (text, MAX_QUOTED + 1);

  g_set_error (error, REPORT_ERROR, REPORT_ERROR_MALFORMED,
               looks_grouped (text)
                   ? _ ("%s is “%s”; expected a number from 0 to 1, without thousands separators")
                   : _ ("%s is “%s”; expected a number from 0 to 1, or nothing"),
               name, shown);
  return FALSE;
}

static gboolean
fail_count (const char *name, const char *text, guint64 max, GError **error)
{
  g_autofree char *shown = base_text_cut (text, MAX_QUOTED + 1);

  g_set_error (error, REPORT_ERROR, REPORT_ERROR_MALFORMED,
               looks_grouped (text) ? _ ("%s is “%s”; expected a whole number from 0 to %" PRIu64
                                         ", without thousands separators")
                                    : _ ("%s is “%s”; expected a whole number from 0 to %" PRIu64),
               name, shown, max);
  return FALSE;
}

/* All numbers of a table must have the decimal mark of the first that has one. */
static gboolean
take_mark (ReportCsvMark *mark, const char *name, const Spelling *spelling, GError **error)
{
  g_autofree char *shown = NULL;

  if (spelling->mark == NULL || *mark == *spelling->mark)
    return TRUE;
  if (*mark == '\0')
    {
      *mark = *spelling->mark;
      return TRUE;
    }
  shown = base_text_cut (spelling->text, MAX_QUOTED + 1);
  g_set_error (error, REPORT_ERROR, REPORT_ERROR_MALFORMED,
               *mark == '.' ? _ ("%s is “%s”, but other numbers have a decimal point; a comma is "
                                 "no thousands separator here")
                            : _ ("%s is “%s”, but other numbers have a decimal comma; a point is "
                                 "no thousands separator here"),
               name, shown);
  return FALSE;
}

static double
evaluate (const Spelling *spelling)
{
  gsize length = (gsize) (spelling->end - spelling->text);
  char digits[64];
  g_autofree char *many = NULL;
  char *copy = digits;

  if (spelling->mark == NULL || *spelling->mark == '.')
    return g_ascii_strtod (spelling->text, NULL);
  if (length >= sizeof digits)
    copy = many = g_malloc (length + 1);
  memcpy (copy, spelling->text, length);
  copy[length] = '\0';
  copy[spelling->mark - spelling->text] = '.';
  return g_ascii_strtod (copy, NULL);
}

gboolean
report_csv_number_read_rate (
    ReportCsvMark *mark, const char *name, const char *text, double *rate, GError **error)
{
  Spelling spelling;
  gboolean is_number = spell (text, &spelling);

  *rate = (double) NAN;
  if (!is_number && report_csv_number_is_missing (text))
    return TRUE;
  if (!is_number)
    return fail_rate (name, text, error);
  /* In a rate it cannot be a thousands separator: the value would exceed 1. */
  if (!take_mark (mark, name, &spelling, error))
    return FALSE;
  *rate = evaluate (&spelling);
  if (*rate >= 0 && *rate <= 1)
    return TRUE;
  return fail_rate (name, text, error);
}

/* Whether the mark could separate thousands as well as decimals, as in “1.000”. */
static gboolean
is_ambiguous (const Spelling *spelling)
{
  const char *first = spelling->text + (*spelling->text == '+');

  return spelling->mark != NULL && !spelling->has_exponent && *first != '0'
         && spelling->mark > first && spelling->mark - first <= GROUP
         && spelling->end - spelling->mark == GROUP + 1;
}

gboolean
report_csv_number_read_count (ReportCsvMark *mark,
                              const char *name,
                              const char *text,
                              guint64 max,
                              guint64 *count,
                              GError **error)
{
  Spelling spelling;
  double value;

  if (g_ascii_isdigit (*text) && g_ascii_string_to_unsigned (text, 10, 0, max, count, NULL))
    return TRUE;
  if (!spell (text, &spelling))
    return fail_count (name, text, max, error);
  if (*mark == '\0' && max >= 1000 && is_ambiguous (&spelling))
    {
      g_autofree char *shown = base_text_cut (text, MAX_QUOTED + 1);

      g_set_error (error, REPORT_ERROR, REPORT_ERROR_MALFORMED,
                   _ ("%s is “%s”, which may have a thousands separator or decimals; write it "
                      "without either"),
                   name, shown);
      return FALSE;
    }
  if (!take_mark (mark, name, &spelling, error))
    return FALSE;
  value = evaluate (&spelling);
  if (!(value >= 0 && value <= (double) max) || value != floor (value))
    return fail_count (name, text, max, error);
  *count = (guint64) value;
  return TRUE;
}
