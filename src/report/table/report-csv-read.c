/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reads tables of losses. A table may come from anywhere: every field is checked, and memory grows
 * only with the table's size.
 */
#include "config.h"

#include "report/table/report-csv.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "base/input.h"
#include "engine/model/nc-setup.h"
#include "lab/training/lab-limits.h"
#include "base/text.h"
#include "report/table/report-csv-columns.h"
#include "report/table/report-csv-curves.h"
#include "report/table/report-csv-number.h"
#include "report/table/report-separated.h"

/* The text and the data read from it are in memory at the same time. */
#define MEMORY_FACTOR 3

/* Longest study and label taken from a file's name, in characters. */
#define MAX_NAME 100

typedef struct
{
  const char *name; /* study and label for a table without these columns */
  ReportSeparated rows;
  ReportCsvColumns columns;
  ReportCsvMark mark;
  ReportCsvCurves *curves;
  guint64 n_rows;
} Reader;

G_GNUC_PRINTF (2, 3)
static gboolean
fail (GError **error, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_clear_error (error);
  if (error != NULL)
    *error = g_error_new_valist (REPORT_ERROR, REPORT_ERROR_MALFORMED, format, args);
  va_end (args);
  return FALSE;
}

/* (nullable): the field of the row */
static const char *
get_field (const Reader *reader, ReportColumn column)
{
  guint place = reader->columns.places[column];

  return place != REPORT_CSV_NOWHERE ? report_separated_get (&reader->rows, place) : NULL;
}

static gboolean
is_word (const char *text, const char *word)
{
  while (g_ascii_isspace (*text))
    text++;
  if (!g_str_has_prefix (text, word))
    return FALSE;
  text += strlen (word);
  return strspn (text, " \t\r\n") == strlen (text);
}

/* NAN if the table has no such column. */
static gboolean
read_rate (Reader *reader, ReportColumn column, double *rate, GError **error)
{
  const char *text = get_field (reader, column);

  *rate = (double) NAN;
  return text == NULL
         || report_csv_number_read_rate (&reader->mark, report_csv_columns[column], text, rate,
                                         error);
}

/* *count is unchanged if the table has no such column. */
static gboolean
read_count (Reader *reader, ReportColumn column, guint64 max, guint64 *count, GError **error)
{
  const char *text = get_field (reader, column);

  return text == NULL
         || report_csv_number_read_count (&reader->mark, report_csv_columns[column], text, max,
                                          count, error);
}

/* Likewise, also if the field is empty. */
static gboolean
read_known (Reader *reader, ReportColumn column, guint max, guint *number, GError **error)
{
  const char *text = get_field (reader, column);
  guint64 count = REPORT_CSV_UNKNOWN;

  if (text != NULL && !report_csv_number_is_missing (text)
      && !read_count (reader, column, max, &count, error))
    return FALSE;
  *number = (guint) count;
  return TRUE;
}

static gboolean
read_turn (Reader *reader, gboolean *own_turn, GError **error)
{
  const char *turn = get_field (reader, COLUMN_TURN);
  g_autofree char *shown = NULL;

  *own_turn = turn != NULL && is_word (turn, nc_turn_get_name (NC_TURN_EVE));
  if (turn == NULL || *own_turn || is_word (turn, nc_turn_get_name (NC_TURN_ALICE_BOB)))
    return TRUE;
  shown = base_text_cut (turn, 41);
  return fail (error, _ ("turn is “%s”; expected alice-bob or eve"), shown);
}

/* Rates come before whole numbers because they reveal the decimal mark. */
static gboolean
read_values (Reader *reader, ReportCsvRow *row, GError **error)
{
  double *values = row->values, eve_loss_rate, eve_bit_error;

  if (!read_turn (reader, &row->own_turn, error)
      || !read_rate (reader, COLUMN_BOB_LOSS_RATE, &values[LAB_CHANNEL_BOB_LOSS_RATE], error)
      || !read_rate (reader, COLUMN_BOB_BIT_ERROR, &values[LAB_CHANNEL_BOB_BIT_ERROR], error)
      || !read_rate (reader, COLUMN_EVE_LOSS_RATE, &eve_loss_rate, error)
      || !read_rate (reader, COLUMN_EVE_BIT_ERROR, &eve_bit_error, error))
    return FALSE;
  values[LAB_CHANNEL_EVE_LOSS_RATE] = row->own_turn ? (double) NAN : eve_loss_rate;
  values[LAB_CHANNEL_EVE_BIT_ERROR] = row->own_turn ? (double) NAN : eve_bit_error;
  values[LAB_CHANNEL_EVE_OWN_LOSS_RATE] = row->own_turn ? eve_loss_rate : (double) NAN;
  values[LAB_CHANNEL_EVE_OWN_BIT_ERROR] = row->own_turn ? eve_bit_error : (double) NAN;
  return TRUE;
}

static gboolean
read_numbers (Reader *reader, ReportCsvRow *row, GError **error)
{
  guint64 seed = 0, iteration = 0;
  guint max_difference;

  if (!read_count (reader, COLUMN_SEED, G_MAXUINT32, &seed, error)
      || !read_count (reader, COLUMN_ITERATION, NC_MAX_ITERATIONS, &iteration, error)
      || !read_known (reader, COLUMN_KEY_BITS, NC_MAX_KEY_BITS, &row->key_bits, error))
    return FALSE;
  /* No run has 0; a 0 means unknown. */
  if (row->key_bits == 0)
    row->key_bits = REPORT_CSV_UNKNOWN;
  max_difference = MIN (row->key_bits, NC_MAX_KEY_BITS);
  if (!read_known (reader, COLUMN_KEY_DIFFERENCE, max_difference, &row->key_difference, error))
    return FALSE;
  row->seed = (guint32) seed;
  row->iteration = (guint32) iteration;
  return TRUE;
}

/* A column of this name in another program's table may say anything. */
static gint64
find_run (Reader *reader)
{
  const char *text = get_field (reader, COLUMN_RUN);
  guint64 number;

  return text != NULL && g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT64, &number, NULL)
             ? (gint64) number
             : 0;
}

static gboolean
read_measurement (Reader *reader, GError **error)
{
  ReportCsvRow row = {
    .study = get_field (reader, COLUMN_STUDY),
    .label = get_field (reader, COLUMN_LABEL),
  };

  row.run = find_run (reader);
  if (row.study == NULL)
    row.study = reader->name;
  if (row.label == NULL)
    row.label = reader->name;
  reader->n_rows++;
  return read_values (reader, &row, error) && read_numbers (reader, &row, error)
         && report_csv_curves_add (reader->curves, &row, reader->rows.line, error);
}

static gboolean
check_n_fields (const Reader *reader, GError **error)
{
  guint n = report_separated_get_n_fields (&reader->rows);

  if (n < reader->columns.n_least)
    return fail (error,
                 ngettext ("%u field; expected at least %u", "%u fields; expected at least %u", n),
                 n, reader->columns.n_least);
  if (n > reader->columns.n_names && reader->rows.separator == ',')
    return fail (error,
                 _ ("%u fields under %u column names; numbers with a decimal comma need semicolons "
                    "or tabs between the columns"),
                 n, reader->columns.n_names);
  if (n > reader->columns.n_names)
    return fail (error, _ ("%u fields under %u column names"), n, reader->columns.n_names);
  return TRUE;
}

/* Concatenated tables repeat the header, perhaps with another column order. */
static gboolean
is_header (Reader *reader)
{
  gboolean is_short
      = reader->columns.places[COLUMN_ITERATION] >= report_separated_get_n_fields (&reader->rows);
  const char *iteration = is_short ? "" : get_field (reader, COLUMN_ITERATION);

  return !g_ascii_isdigit (*iteration)
         && (report_csv_columns_has_name (iteration)
             || report_csv_columns_count (&reader->rows) > 1);
}

static gboolean
read_rows (Reader *reader, GError **error)
{
  while (!report_separated_is_over (&reader->rows))
    {
      if (!report_separated_read (&reader->rows, error))
        return FALSE;
      if (report_separated_is_empty (&reader->rows))
        continue;
      if (is_header (reader))
        {
          if (!report_csv_columns_find (&reader->columns, &reader->rows, error))
            return FALSE;
          continue;
        }
      if (!check_n_fields (reader, error) || !read_measurement (reader, error))
        return FALSE;
    }
  return reader->n_rows > 0 || fail (error, _ ("the table has no rows"));
}

/* Whether the column names are surrounded by blanks; then all fields are. */
static gboolean
has_blanks (const ReportSeparated *row)
{
  for (guint i = 0; i < report_separated_get_n_fields (row); i++)
    {
      const char *name = report_separated_get (row, i);

      if (report_csv_columns_has_name (name)
          && (g_ascii_isspace (*name) || g_ascii_isspace (name[strlen (name) - 1])))
        return TRUE;
    }
  return FALSE;
}

static gboolean
read_header (Reader *reader, GError **error)
{
  do
    if (!report_separated_read (&reader->rows, error))
      return FALSE;
  while (report_separated_is_empty (&reader->rows) && !report_separated_is_over (&reader->rows));
  reader->rows.trims = has_blanks (&reader->rows);
  return report_csv_columns_find (&reader->columns, &reader->rows, error);
}

/* (nullable): what kind of file this is if it has no known column, unless it is text: then the
 * names found say more. */
static const char *
describe_other (Reader *reader, const char *text, gsize length)
{
  const char *kind
      = report_csv_columns_count (&reader->rows) > 0 ? NULL : base_input_describe (text, length);

  return kind != NULL && !g_str_equal (kind, base_input_describe ("text", strlen ("text"))) ? kind
                                                                                            : NULL;
}

/* (transfer full): the name used for a table's missing study or label column: "losses" for
 * "figures/losses.csv" */
static char *
name_table (const char *origin)
{
  g_autofree char *name = g_path_get_basename (origin);
  char *ending = strrchr (name, '.');

  if (g_str_has_prefix (origin, "/dev/")) /* a name like "63" would mean nothing */
    return g_strdup (origin);
  if (ending != NULL && ending > name)
    *ending = '\0';
  return base_text_cut (name, MAX_NAME + 1);
}

static gboolean
read_table (
    ReportCsvCurves *curves, const char *text, gsize length, const char *origin, GError **error)
{
  g_autofree char *name = name_table (origin);
  g_autoptr (GError) failure = NULL;
  Reader reader = { .name = name, .curves = curves };
  const char *kind = NULL;

  report_csv_curves_begin_table (curves, origin);
  report_separated_init (&reader.rows, text, length);
  if (read_header (&reader, &failure))
    read_rows (&reader, &failure);
  else
    kind = describe_other (&reader, text, length);
  if (kind != NULL)
    g_set_error (error, REPORT_ERROR, REPORT_ERROR_MALFORMED,
                 _ ("%s is not a table of losses: it is %s"), origin, kind);
  else if (failure != NULL)
    g_set_error (error, failure->domain, failure->code, _ ("%s, line %" PRIu64 ": %s"), origin,
                 reader.rows.line, failure->message);
  report_separated_clear (&reader.rows);
  if (failure != NULL)
    base_text_tidy_error (error);
  return failure == NULL;
}

GPtrArray *
report_csv_parse (const char *text, gsize length, const char *origin, GError **error)
{
  g_autoptr (ReportCsvCurves) curves = report_csv_curves_new ();

  return read_table (curves, text, length, origin, error) ? report_csv_curves_finish (curves, error)
                                                          : NULL;
}

static gboolean
read_file (ReportCsvCurves *curves, const char *path, GError **error)
{
  guint64 free_memory = lab_limits_get_free_memory (NULL);
  g_autofree char *name = base_input_get_name (path);
  g_autoptr (GBytes) bytes
      = base_input_read (path, (gsize) MIN (free_memory / MEMORY_FACTOR, G_MAXSIZE / 8), error);

  return bytes != NULL
         && read_table (curves, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), name,
                        error);
}

GPtrArray *
report_csv_read (const char *const *paths, GError **error)
{
  g_autoptr (ReportCsvCurves) curves = report_csv_curves_new ();

  g_return_val_if_fail (paths != NULL && paths[0] != NULL, NULL);

  for (guint i = 0; paths[i] != NULL; i++)
    if (!read_file (curves, paths[i], error))
      return NULL;
  return report_csv_curves_finish (curves, error);
}
