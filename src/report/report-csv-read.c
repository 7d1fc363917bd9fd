/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reading losses from CSV. A file may come from anywhere: every field is
 * checked, and memory grows with the file's size alone.
 */
#include "report-csv.h"

#include <gio/gio.h>
#include <math.h>
#include <string.h>

#include "engine/nc-setup.h"
#include "lab/lab-sentence.h"
#include "report-csv-columns.h"
#include "report-csv-source.h"

/* Rows may be thinned out, but altogether not more than to one in so many: what
 * draws or writes a curve goes through all its iterations. */
#define MAX_THINNING 1000

#define BYTE_ORDER_MARK "\xef\xbb\xbf" /* spreadsheets write one */

#define MAX_CURVES 10000

typedef struct
{
  const char *origin;
  const char *at;
  const char *end;
  guint64 line;     /* where the row begins */
  guint64 n_breaks; /* in quoted fields of the row */
  guint64 n_rows;
  guint64 n_left_out; /* iterations in gaps */
  GPtrArray *fields;  /* of GString, reused from row to row */
  GPtrArray *curves;
  GHashTable *by_name; /* see find_curve(); -> PendingCurve */
  GPtrArray *pending;  /* of PendingCurve, as curves */
} Reader;

/* A curve while its rows come in. */
typedef struct
{
  ReportCurve *curve;
  GArray *iterations;             /* of guint32: those of the rows, rising */
  GArray *values[LAB_N_CHANNELS]; /* of double, a row each */
} PendingCurve;

static void
free_pending (gpointer data)
{
  PendingCurve *pending = data;

  g_array_unref (pending->iterations);
  for (guint channel = 0; channel < LAB_N_CHANNELS; channel++)
    g_array_unref (pending->values[channel]);
  g_free (pending);
}

static void
free_field (gpointer data)
{
  g_string_free (data, TRUE);
}

G_GNUC_PRINTF (3, 4)
static gboolean
fail (Reader *reader, GError **error, const char *format, ...)
{
  va_list args;
  g_autofree char *what = NULL;

  va_start (args, format);
  what = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (error, REPORT_ERROR, REPORT_ERROR_MALFORMED, "%s, line %" G_GUINT64_FORMAT ": %s",
               reader->origin, reader->line, what);
  lab_sentence_tidy (error);
  return FALSE;
}

/* Reads one field up to its comma or line's end; *ended says that the row ends. */
static gboolean
read_field (Reader *reader, GString *field, gboolean *ended, GError **error)
{
  gboolean quoted = reader->at < reader->end && *reader->at == '"';

  g_string_truncate (field, 0);
  if (quoted)
    reader->at++;
  for (; reader->at < reader->end; reader->at++)
    {
      char c = *reader->at;

      if (quoted && c == '"')
        {
          if (reader->at + 1 < reader->end && reader->at[1] == '"')
            reader->at++;
          else
            {
              quoted = FALSE;
              continue;
            }
        }
      else if (!quoted && (c == ',' || c == '\n'))
        break;
      else if (!quoted && c == '\r')
        continue;
      else if (c == '\0')
        return fail (reader, error, "there is a NUL character");
      reader->n_breaks += c == '\n';
      g_string_append_c (field, c);
    }
  if (quoted)
    return fail (reader, error, "a quoted field has no end");
  *ended = reader->at >= reader->end || *reader->at == '\n';
  if (reader->at < reader->end)
    reader->at++;
  return TRUE;
}

/* Reads a row into reader->fields; its number of fields in *n. */
static gboolean
read_row (Reader *reader, guint *n, GError **error)
{
  gboolean ended = FALSE;

  reader->line += 1 + reader->n_breaks;
  reader->n_breaks = 0;
  for (*n = 0; !ended; (*n)++)
    {
      if (*n == 1000)
        return fail (reader, error, "more than 1000 fields");
      if (*n == reader->fields->len)
        g_ptr_array_add (reader->fields, g_string_new (NULL));
      if (!read_field (reader, reader->fields->pdata[*n], &ended, error))
        return FALSE;
    }
  return TRUE;
}

static const char *
get_field (Reader *reader, ReportColumn column)
{
  return ((GString *) reader->fields->pdata[column])->str;
}

/* A field as it is shown in a sentence. */
static char *
quote_field (Reader *reader, ReportColumn column)
{
  return lab_sentence_quote (get_field (reader, column), 40);
}

static gboolean
read_header (Reader *reader, GError **error)
{
  guint n;

  if (!read_row (reader, &n, error))
    return FALSE;
  for (guint i = 0; i < N_COLUMNS; i++)
    if (i >= n || !g_str_equal (get_field (reader, i), report_csv_columns[i]))
      return fail (
          reader, error,
          "the first line does not begin with the columns of a loss table: “%s” is expected "
          "as column %u",
          report_csv_columns[i], i + 1);
  return TRUE;
}

static gboolean
read_count (Reader *reader, ReportColumn column, guint64 max, guint64 *count, GError **error)
{
  g_autofree char *shown = NULL;

  if (g_ascii_string_to_unsigned (get_field (reader, column), 10, 0, max, count, NULL))
    return TRUE;
  shown = quote_field (reader, column);
  return fail (reader, error,
               "%s is “%s”; a whole number from 0 to %" G_GUINT64_FORMAT " is expected",
               report_csv_columns[column], shown, max);
}

/* A rate from 0 to 1, or NAN from an empty field. */
static gboolean
read_rate (Reader *reader, ReportColumn column, double *rate, GError **error)
{
  const char *text = get_field (reader, column);
  g_autofree char *shown = NULL;
  char *end;

  *rate = (double) NAN;
  if (*text == '\0')
    return TRUE;
  *rate = g_ascii_strtod (text, &end);
  if (*end == '\0' && strspn (text, "0123456789.eE+-") == strlen (text) && *rate >= 0 && *rate <= 1)
    return TRUE;
  shown = quote_field (reader, column);
  return fail (reader, error, "%s is “%s”; a number from 0 to 1, or nothing, is expected",
               report_csv_columns[column], shown);
}

/* The colour of a label that is there already, or the next. */
static guint
choose_colour (Reader *reader, const char *label)
{
  guint next = 0;

  for (guint i = 0; i < reader->curves->len; i++)
    {
      ReportCurve *curve = reader->curves->pdata[i];

      if (g_str_equal (curve->label, label))
        return curve->colour;
      next = MAX (next, curve->colour + 1);
    }
  return next;
}

static PendingCurve *
find_curve (Reader *reader, guint64 seed, GError **error)
{
  const char *study = get_field (reader, COLUMN_STUDY), *label = get_field (reader, COLUMN_LABEL);
  g_autofree char *name = g_strdup_printf ("%" G_GSIZE_FORMAT ":%s%s\n%" G_GUINT64_FORMAT,
                                           strlen (study), study, label, seed);
  PendingCurve *pending = g_hash_table_lookup (reader->by_name, name);
  guint64 key_bits, key_difference;
  guint colour;

  if (pending != NULL)
    return pending;
  if (reader->curves->len == MAX_CURVES)
    {
      fail (reader, error, "more than %d curves", MAX_CURVES);
      return NULL;
    }
  if (!g_utf8_validate (study, -1, NULL) || !g_utf8_validate (label, -1, NULL))
    {
      fail (reader, error, "study or label is no UTF-8 text");
      return NULL;
    }
  if (!read_count (reader, COLUMN_KEY_BITS, NC_MAX_KEY_BITS, &key_bits, error)
      || !read_count (reader, COLUMN_KEY_DIFFERENCE, key_bits, &key_difference, error))
    return NULL;

  pending = g_new0 (PendingCurve, 1);
  colour = choose_colour (reader, label);
  pending->curve = report_curve_new (study, label);
  pending->curve->seed = (guint32) seed;
  pending->curve->key_bits = (guint) key_bits;
  pending->curve->key_difference = (guint) key_difference;
  pending->curve->colour = colour;
  pending->iterations = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (guint channel = 0; channel < LAB_N_CHANNELS; channel++)
    pending->values[channel] = g_array_new (FALSE, FALSE, sizeof (double));
  g_ptr_array_add (reader->curves, pending->curve);
  g_ptr_array_add (reader->pending, pending);
  g_hash_table_insert (reader->by_name, g_steal_pointer (&name), pending);
  return pending;
}

/* How many iterations the curve has by now, those left out counted. */
static guint64
get_length (PendingCurve *pending)
{
  GArray *iterations = pending->iterations;

  return iterations->len > 0
             ? (guint64) g_array_index (iterations, guint32, iterations->len - 1) + 1
             : 0;
}

static void
append_values (PendingCurve *pending, guint64 iteration, const double values[LAB_N_CHANNELS])
{
  guint32 number = (guint32) iteration;

  G_STATIC_ASSERT (NC_MAX_ITERATIONS <= G_MAXUINT32);
  g_array_append_val (pending->iterations, number);
  for (guint channel = 0; channel < LAB_N_CHANNELS; channel++)
    g_array_append_val (pending->values[channel], values[channel]);
}

static gboolean
read_values (Reader *reader, double values[LAB_N_CHANNELS], gboolean *own_turn, GError **error)
{
  const char *turn = get_field (reader, COLUMN_TURN);
  g_autofree char *shown = NULL;
  double eve_loss_rate, eve_bit_error;

  *own_turn = g_str_equal (turn, nc_turn_get_name (NC_TURN_EVE));
  if (!*own_turn && !g_str_equal (turn, nc_turn_get_name (NC_TURN_ALICE_BOB)))
    {
      shown = quote_field (reader, COLUMN_TURN);
      return fail (reader, error, "turn is “%s”; alice-bob or eve is expected", shown);
    }
  if (!read_rate (reader, COLUMN_BOB_LOSS_RATE, &values[LAB_CHANNEL_BOB_LOSS_RATE], error)
      || !read_rate (reader, COLUMN_BOB_BIT_ERROR, &values[LAB_CHANNEL_BOB_BIT_ERROR], error)
      || !read_rate (reader, COLUMN_EVE_LOSS_RATE, &eve_loss_rate, error)
      || !read_rate (reader, COLUMN_EVE_BIT_ERROR, &eve_bit_error, error))
    return FALSE;
  values[LAB_CHANNEL_EVE_LOSS_RATE] = *own_turn ? (double) NAN : eve_loss_rate;
  values[LAB_CHANNEL_EVE_BIT_ERROR] = *own_turn ? (double) NAN : eve_bit_error;
  values[LAB_CHANNEL_EVE_OWN_LOSS_RATE] = *own_turn ? eve_loss_rate : (double) NAN;
  values[LAB_CHANNEL_EVE_OWN_BIT_ERROR] = *own_turn ? eve_bit_error : (double) NAN;
  return TRUE;
}

static gboolean
read_measurement (Reader *reader, GError **error)
{
  double values[LAB_N_CHANNELS];
  guint64 seed, iteration;
  gboolean own_turn;
  PendingCurve *pending;

  reader->n_rows++;
  if (!read_values (reader, values, &own_turn, error)
      || !read_count (reader, COLUMN_SEED, G_MAXUINT32, &seed, error)
      || !read_count (reader, COLUMN_ITERATION, NC_MAX_ITERATIONS, &iteration, error))
    return FALSE;
  pending = find_curve (reader, seed, error);
  if (pending == NULL)
    return FALSE;
  if (iteration < get_length (pending))
    return fail (reader, error, "iteration %" G_GUINT64_FORMAT " comes after a later one",
                 iteration);
  reader->n_left_out += iteration - get_length (pending);
  if (reader->n_left_out > reader->n_rows * MAX_THINNING)
    return fail (reader, error, "iteration %" G_GUINT64_FORMAT " leaves too large a gap",
                 iteration);
  append_values (pending, iteration, values);
  pending->curve->own_turn |= own_turn;
  pending->curve->eve |= own_turn || !isnan (values[LAB_CHANNEL_EVE_LOSS_RATE])
                         || !isnan (values[LAB_CHANNEL_EVE_BIT_ERROR]);
  return TRUE;
}

static gboolean
read_table (Reader *reader, GError **error)
{
  if (!read_header (reader, error))
    return FALSE;
  while (reader->at < reader->end)
    {
      guint n;

      if (!read_row (reader, &n, error))
        return FALSE;
      if (n == 1 && *get_field (reader, 0) == '\0')
        continue; /* an empty line */
      if (n < N_COLUMNS)
        return fail (reader, error, "%u fields; at least %u are expected", n, N_COLUMNS);
      if (!read_measurement (reader, error))
        return FALSE;
    }
  if (reader->n_rows == 0)
    return fail (reader, error, "the table has no rows");
  return TRUE;
}

static void
finish_curves (Reader *reader)
{
  for (guint i = 0; i < reader->pending->len; i++)
    {
      PendingCurve *pending = reader->pending->pdata[i];

      for (guint channel = 0; channel < LAB_N_CHANNELS; channel++)
        pending->curve->sources[channel] = report_csv_source_new (
            pending->iterations, (const double *) (gpointer) pending->values[channel]->data);
      pending->curve->length = get_length (pending);
    }
}

GPtrArray *
report_csv_parse (const char *text, gsize length, const char *origin, GError **error)
{
  g_autoptr (GPtrArray) curves
      = g_ptr_array_new_with_free_func ((GDestroyNotify) report_curve_free);
  g_autoptr (GPtrArray) fields = g_ptr_array_new_with_free_func (free_field);
  g_autoptr (GPtrArray) pending = g_ptr_array_new_with_free_func (free_pending);
  g_autoptr (GHashTable) by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Reader reader = {
    .origin = origin,
    .at = text,
    .end = text + length,
    .fields = fields,
    .curves = curves,
    .by_name = by_name,
    .pending = pending,
  };

  if (length >= strlen (BYTE_ORDER_MARK)
      && memcmp (text, BYTE_ORDER_MARK, strlen (BYTE_ORDER_MARK)) == 0)
    reader.at += strlen (BYTE_ORDER_MARK);
  if (!read_table (&reader, error))
    return NULL;
  finish_curves (&reader);
  return g_steal_pointer (&curves);
}

GPtrArray *
report_csv_read (const char *path, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autofree char *text = NULL;
  gsize length;

  if (g_file_get_contents (path, &text, &length, &failure))
    return report_csv_parse (text, length, path, error);
  g_set_error (error, failure->domain, failure->code, "the table %s cannot be read: %s", path,
               failure->message);
  return NULL;
}
