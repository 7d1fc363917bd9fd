/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Finds columns by name.
 */
#include "config.h"

#include "report/table/report-csv-columns.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/text.h"
#include "report/table/report-error.h"

/* How many of the names found an error message lists. */
#define MAX_LISTED 12

const char *const report_csv_columns[] = {
  "study",         "label",         "key_bits",      "key_difference", "seed", "turn", "iteration",
  "bob_loss_rate", "bob_bit_error", "eve_loss_rate", "eve_bit_error",  "run",  NULL,
};

/* The column of this name; N_COLUMNS if none. The header of a concatenated table may start with
 * its byte order mark. */
static guint
find_name (const char *text)
{
  gsize length;

  if (g_str_has_prefix (text, "\xef\xbb\xbf"))
    text += 3;
  while (g_ascii_isspace (*text))
    text++;
  length = strlen (text);
  while (length > 0 && g_ascii_isspace (text[length - 1]))
    length--;
  for (guint i = 0; i < N_COLUMNS; i++)
    if (strlen (report_csv_columns[i]) == length
        && memcmp (text, report_csv_columns[i], length) == 0)
      return i;
  return N_COLUMNS;
}

gboolean
report_csv_columns_has_name (const char *text)
{
  return find_name (text) < N_COLUMNS;
}

guint
report_csv_columns_count (ReportSeparated *row)
{
  guint n = 0;

  for (guint i = 0; i < report_separated_get_n_fields (row); i++)
    n += report_csv_columns_has_name (report_separated_get (row, i));
  return n;
}

/* "“seed”, “loss” and so on", for an error message. */
static char *
list_names (ReportSeparated *header)
{
  guint n = report_separated_get_n_fields (header);
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < MIN (n, MAX_LISTED); i++)
    {
      g_autofree char *name = base_text_cut (report_separated_get (header, i), 41);

      g_string_append_printf (list, i > 0 ? ", “%s”" : "“%s”", name);
    }
  if (n > MAX_LISTED)
    g_string_append (list, ", …");
  return g_string_free (list, FALSE);
}

static gboolean
fail_without (ReportSeparated *header, const char *what, GError **error)
{
  g_autofree char *names = list_names (header);

  g_set_error (error, REPORT_ERROR, REPORT_ERROR_MALFORMED,
               report_separated_get_n_fields (header) > 1
                   ? _ ("there is no column %s; the columns are %s")
                   : _ ("there is no column %s; the only one is %s, and columns are separated by "
                        "commas, semicolons or tabs"),
               what, names);
  return FALSE;
}

static gboolean
has (const ReportCsvColumns *self, ReportColumn column)
{
  return self->places[column] != REPORT_CSV_NOWHERE;
}

gboolean
report_csv_columns_find (ReportCsvColumns *self, ReportSeparated *header, GError **error)
{
  self->n_names = report_separated_get_n_fields (header);
  self->n_least = 0;
  for (guint column = 0; column < N_COLUMNS; column++)
    self->places[column] = REPORT_CSV_NOWHERE;
  for (guint i = 0; i < self->n_names; i++)
    {
      guint column = find_name (report_separated_get (header, i));

      if (column == N_COLUMNS)
        continue;
      if (has (self, column))
        {
          g_set_error (error, REPORT_ERROR, REPORT_ERROR_MALFORMED,
                       _ ("two columns are called “%s”; rename or remove one of them"),
                       report_csv_columns[column]);
          return FALSE;
        }
      self->places[column] = i;
      self->n_least = i + 1;
    }
  if (!has (self, COLUMN_ITERATION))
    return fail_without (header, "“iteration”", error);
  for (guint column = COLUMN_BOB_LOSS_RATE; column <= COLUMN_EVE_BIT_ERROR; column++)
    if (has (self, column))
      return TRUE;
  return fail_without (
      header, _ ("“bob_loss_rate”, “bob_bit_error”, “eve_loss_rate” or “eve_bit_error”"), error);
}
