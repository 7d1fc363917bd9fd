/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Separated values, read row by row. Memory use is that of the longest row.
 */
#include "config.h"

#include "report/table/report-separated.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "report/table/report-error.h"

#define BYTE_ORDER_MARK "\xef\xbb\xbf" /* some spreadsheets write one */
#define MAX_FIELDS 1000

static const char separators[] = ",;\t";

static gboolean
begins_with (const ReportSeparated *self, const char *text)
{
  gsize length = strlen (text);

  return (gsize) (self->end - self->at) >= length && memcmp (self->at, text, length) == 0;
}

static gboolean
is_line_end (char c)
{
  return c == '\n' || c == '\r';
}

/* Skips LF, CR LF or CR. */
static void
skip_line_end (ReportSeparated *self)
{
  if (self->at < self->end && *self->at == '\r')
    self->at++;
  else if (self->at < self->end && *self->at == '\n')
    {
      self->at++;
      return;
    }
  if (self->at < self->end && *self->at == '\n')
    self->at++;
}

/* Takes a first line “sep=;”, possibly quoted. */
static gboolean
take_declaration (ReportSeparated *self)
{
  const char *at = self->at;
  gboolean quoted = at < self->end && *at == '"';
  char separator;

  at += quoted;
  if (self->end - at < 5 || g_ascii_strncasecmp (at, "sep=", 4) != 0)
    return FALSE;
  separator = at[4];
  at += 5 + (quoted && self->end - at > 5 && at[5] == '"');
  if (separator == '\0' || strchr (separators, separator) == NULL
      || (at < self->end && !is_line_end (*at)))
    return FALSE;
  self->at = at;
  skip_line_end (self);
  self->separator = separator;
  self->next_line++;
  return TRUE;
}

/* The most frequent separator in the first non-empty line; on a tie, the first in the list. */
static char
find_separator (const ReportSeparated *self)
{
  guint counts[sizeof separators - 1] = { 0 };
  gboolean quoted = FALSE, begun = FALSE;
  guint best = 0;

  for (const char *at = self->at; at < self->end; at++)
    {
      const char *separator = *at != '\0' ? strchr (separators, *at) : NULL;

      if (*at == '"')
        quoted = !quoted;
      else if (!quoted && is_line_end (*at) && begun)
        break;
      else if (!quoted && separator != NULL)
        counts[separator - separators]++;
      begun |= !is_line_end (*at);
    }
  for (guint i = 1; i < G_N_ELEMENTS (counts); i++)
    if (counts[i] > counts[best])
      best = i;
  return separators[best];
}

void
report_separated_init (ReportSeparated *self, const char *text, gsize length)
{
  *self = (ReportSeparated){
    .at = text,
    .end = text + length,
    .next_line = 1,
    .text = g_string_new (NULL),
    .starts = g_array_new (FALSE, FALSE, sizeof (gsize)),
  };
  if (begins_with (self, BYTE_ORDER_MARK))
    self->at += strlen (BYTE_ORDER_MARK);
  if (!take_declaration (self))
    self->separator = find_separator (self);
}

void
report_separated_clear (ReportSeparated *self)
{
  g_string_free (self->text, TRUE);
  g_array_unref (self->starts);
}

gboolean
report_separated_is_over (const ReportSeparated *self)
{
  return self->at >= self->end;
}

static gboolean
fail (GError **error, const char *what)
{
  g_set_error_literal (error, REPORT_ERROR, REPORT_ERROR_MALFORMED, what);
  return FALSE;
}

static gboolean
is_blank (const ReportSeparated *self, char c)
{
  return c == ' ' || (c == '\t' && self->separator != '\t');
}

static const char *
skip_blanks (const ReportSeparated *self, const char *at)
{
  while (at < self->end && is_blank (self, *at))
    at++;
  return at;
}

static gboolean
ends_field (const ReportSeparated *self, const char *at)
{
  return at >= self->end || *at == self->separator || is_line_end (*at);
}

static void
count_lines (ReportSeparated *self, const char *begin, const char *end)
{
  for (const char *at = begin; at < end; at++)
    if (*at == '\n' || (*at == '\r' && (at + 1 >= self->end || at[1] != '\n')))
      self->next_line++;
}

/* From after the opening quote to after the blanks that follow the closing one. */
static gboolean
read_quoted (ReportSeparated *self, GError **error)
{
  for (;;)
    {
      const char *quote = memchr (self->at, '"', (gsize) (self->end - self->at));

      if (quote == NULL)
        return fail (error, _ ("a quoted field is not closed"));
      if (memchr (self->at, '\0', (gsize) (quote - self->at)) != NULL)
        return fail (error, _ ("there is a NUL character; a table must be UTF-8 text"));
      count_lines (self, self->at, quote);
      g_string_append_len (self->text, self->at, quote - self->at);
      self->at = quote + 1;
      if (self->at >= self->end || *self->at != '"')
        break;
      g_string_append_c (self->text, '"');
      self->at++;
    }
  self->at = skip_blanks (self, self->at);
  if (!ends_field (self, self->at))
    return fail (
        error,
        _ ("there is text after the closing quote of a field; write a quote within a field twice"));
  return TRUE;
}

static gboolean
read_plain (ReportSeparated *self, GError **error)
{
  const char *begin = self->at, *end;

  while (self->at < self->end && *self->at != self->separator && !is_line_end (*self->at)
         && *self->at != '\0')
    self->at++;
  if (self->at < self->end && *self->at == '\0')
    return fail (error, _ ("there is a NUL character; a table must be UTF-8 text"));
  end = self->at;
  if (self->trims)
    {
      begin = MIN (skip_blanks (self, begin), end);
      while (end > begin && is_blank (self, end[-1]))
        end--;
    }
  g_string_append_len (self->text, begin, end - begin);
  return TRUE;
}

static gboolean
read_field (ReportSeparated *self, GError **error)
{
  const char *first = skip_blanks (self, self->at);
  gsize start = self->text->len;

  if (self->starts->len == MAX_FIELDS)
    {
      g_set_error (error, REPORT_ERROR, REPORT_ERROR_MALFORMED, _ ("more than %d fields"),
                   MAX_FIELDS);
      return FALSE;
    }
  g_array_append_val (self->starts, start);
  if (first < self->end && *first == '"')
    {
      self->at = first + 1;
      if (!read_quoted (self, error))
        return FALSE;
    }
  else if (!read_plain (self, error))
    return FALSE;
  g_string_append_c (self->text, '\0');
  return TRUE;
}

gboolean
report_separated_read (ReportSeparated *self, GError **error)
{
  g_string_truncate (self->text, 0);
  g_array_set_size (self->starts, 0);
  self->line = self->next_line;
  for (;;)
    {
      if (!read_field (self, error))
        return FALSE;
      if (self->at >= self->end || *self->at != self->separator)
        break;
      self->at++;
    }
  skip_line_end (self);
  self->next_line++;
  return TRUE;
}

guint
report_separated_get_n_fields (const ReportSeparated *self)
{
  return self->starts->len;
}

const char *
report_separated_get (const ReportSeparated *self, guint nth)
{
  return self->text->str + g_array_index (self->starts, gsize, nth);
}

gboolean
report_separated_is_empty (const ReportSeparated *self)
{
  for (gsize i = 0; i < self->text->len; i++)
    if (self->text->str[i] != '\0' && !g_ascii_isspace (self->text->str[i]))
      return FALSE;
  return TRUE;
}
