/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Turns rows into curves. Memory grows only with the number of rows and is allocated with
 * g_try_*(): a table may need more than there is.
 */
#include "config.h"

#include "report/table/report-csv-curves.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "engine/model/nc-setup.h"
#include "base/text.h"
#include "report/table/report-csv-rows.h"
#include "report/table/report-csv-source.h"
#include "report/table/report-error.h"

/* Rows may be thinned out, but in total at most to one in this many: writing or smoothing a curve
 * visits all its iterations from the first. */
#define MAX_THINNING 1000

#define MAX_CURVES 10000

typedef struct
{
  ReportCurve *curve;
  guint key_bits; /* REPORT_CSV_UNKNOWN until a row gives it */
  guint key_difference;
  ReportCsvRows *rows;
} Pending;

struct _ReportCsvCurves
{
  GPtrArray *origins; /* names of the tables */
  GPtrArray *pending; /* of Pending, in order of first appearance */
  GHashTable *found;  /* ReportCurve, hashed by study, label, seed and run -> its Pending */
  GHashTable *colours;
  Pending *latest;
  guint64 n_rows;
  guint64 n_left_out;
};

static void
pending_free (gpointer data)
{
  Pending *self = data;

  g_clear_pointer (&self->curve, report_curve_free);
  g_clear_pointer (&self->rows, report_csv_rows_free);
  g_free (self);
}

static guint
hash_curve (gconstpointer data)
{
  const ReportCurve *curve = data;

  return (g_str_hash (curve->study) * 31 + g_str_hash (curve->label)) * 31 + curve->seed;
}

static gboolean
is_same_curve (gconstpointer a, gconstpointer b)
{
  const ReportCurve *first = a, *second = b;

  return first->seed == second->seed && first->run == second->run
         && g_str_equal (first->label, second->label) && g_str_equal (first->study, second->study);
}

ReportCsvCurves *
report_csv_curves_new (void)
{
  ReportCsvCurves *self = g_new0 (ReportCsvCurves, 1);

  self->origins = g_ptr_array_new_with_free_func (g_free);
  self->pending = g_ptr_array_new_with_free_func (pending_free);
  self->found = g_hash_table_new (hash_curve, is_same_curve);
  self->colours = g_hash_table_new (g_str_hash, g_str_equal);
  return self;
}

void
report_csv_curves_free (ReportCsvCurves *self)
{
  g_hash_table_unref (self->colours);
  g_hash_table_unref (self->found);
  g_ptr_array_unref (self->pending);
  g_ptr_array_unref (self->origins);
  g_free (self);
}

void
report_csv_curves_begin_table (ReportCsvCurves *self, const char *origin)
{
  g_ptr_array_add (self->origins, g_strdup (origin));
}

/* The label's colour if it has one, otherwise the next. */
static guint
choose_colour (ReportCsvCurves *self, const char *label)
{
  gpointer colour;

  if (!g_hash_table_lookup_extended (self->colours, label, NULL, &colour))
    colour = GUINT_TO_POINTER (g_hash_table_size (self->colours));
  return GPOINTER_TO_UINT (colour);
}

static Pending *
add_curve (ReportCsvCurves *self, const ReportCurve *key)
{
  Pending *pending = g_new0 (Pending, 1);
  ReportCurve *curve = report_curve_new (key->study, key->label);

  curve->seed = key->seed;
  curve->run = key->run;
  curve->colour = choose_colour (self, curve->label);
  pending->curve = curve;
  pending->key_bits = pending->key_difference = REPORT_CSV_UNKNOWN;
  pending->rows = report_csv_rows_new ();
  g_ptr_array_add (self->pending, pending);
  g_hash_table_insert (self->found, curve, pending);
  g_hash_table_insert (self->colours, curve->label, GUINT_TO_POINTER (curve->colour));
  return pending;
}

static Pending *
find_curve (ReportCsvCurves *self, const ReportCsvRow *row, GError **error)
{
  const ReportCurve key = {
    .study = (char *) row->study, .label = (char *) row->label, .seed = row->seed, .run = row->run
  };
  Pending *pending;

  if (self->latest != NULL && is_same_curve (self->latest->curve, &key))
    return self->latest;
  pending = g_hash_table_lookup (self->found, &key);
  if (pending != NULL)
    return pending;
  if (self->pending->len == MAX_CURVES)
    {
      g_set_error (error, REPORT_ERROR, REPORT_ERROR_MALFORMED, _ ("more than %d curves"),
                   MAX_CURVES);
      return NULL;
    }
  if (!g_utf8_validate (row->study, -1, NULL) || !g_utf8_validate (row->label, -1, NULL))
    {
      g_set_error_literal (error, REPORT_ERROR, REPORT_ERROR_MALFORMED,
                           _ ("study or label is not UTF-8 text; save the table as UTF-8"));
      return NULL;
    }
  return add_curve (self, &key);
}

/* A curve's rows must agree on this number. */
static gboolean
agree (guint *known, guint told, const char *name, const Pending *pending, GError **error)
{
  g_autofree char *label = NULL;

  if (told == REPORT_CSV_UNKNOWN || told == *known)
    return TRUE;
  if (*known == REPORT_CSV_UNKNOWN)
    {
      *known = told;
      return TRUE;
    }
  label = base_text_cut (pending->curve->label, 41);
  g_set_error (
      error, REPORT_ERROR, REPORT_ERROR_MALFORMED,
      _ ("%s is %u, but %u in earlier rows of “%s”, seed %u; another curve needs another label"),
      name, told, *known, label, pending->curve->seed);
  return FALSE;
}

static gboolean
agree_on_key (Pending *pending, const ReportCsvRow *row, GError **error)
{
  if (!agree (&pending->key_bits, row->key_bits, "key_bits", pending, error)
      || !agree (&pending->key_difference, row->key_difference, "key_difference", pending, error))
    return FALSE;
  if (pending->key_difference == REPORT_CSV_UNKNOWN || pending->key_difference <= pending->key_bits)
    return TRUE;
  g_set_error (error, REPORT_ERROR, REPORT_ERROR_MALFORMED,
               _ ("key_difference is %u; it can be up to key_bits, %u"), pending->key_difference,
               pending->key_bits);
  return FALSE;
}

gboolean
report_csv_curves_add (ReportCsvCurves *self, const ReportCsvRow *row, guint64 line, GError **error)
{
  Pending *pending = find_curve (self, row, error);

  if (pending == NULL)
    return FALSE;
  self->latest = pending;
  if (report_csv_rows_get_n (pending->rows) > NC_MAX_ITERATIONS)
    {
      g_set_error (error, REPORT_ERROR, REPORT_ERROR_MALFORMED,
                   _ ("a curve has more rows than a run can have iterations, %d"),
                   NC_MAX_ITERATIONS);
      return FALSE;
    }
  if (!agree_on_key (pending, row, error))
    return FALSE;
  if (!report_csv_rows_add (pending->rows, self->origins->len - 1, line, row->iteration,
                            row->values))
    {
      g_set_error_literal (error, REPORT_ERROR, REPORT_ERROR_MEMORY,
                           _ ("there is not enough memory for more rows"));
      return FALSE;
    }
  self->n_rows++;
  pending->curve->own_turn |= row->own_turn;
  pending->curve->eve |= row->own_turn || !isnan (row->values[LAB_CHANNEL_EVE_LOSS_RATE])
                         || !isnan (row->values[LAB_CHANNEL_EVE_BIT_ERROR]);
  return TRUE;
}

/* (transfer none): the name of the table a row is from */
static const char *
get_origin (const ReportCsvCurves *self, const ReportCsvRows *rows, gsize nth)
{
  return self->origins->pdata[report_csv_rows_get_table (rows, nth)];
}

/* The @nth row repeats the iteration of the one before it. */
static void
set_error_twice (const ReportCsvCurves *self, const Pending *pending, gsize nth, GError **error)
{
  const char *there = get_origin (self, pending->rows, nth - 1);
  const char *here = get_origin (self, pending->rows, nth);
  guint there_line = report_csv_rows_get_line (pending->rows, nth - 1);
  guint here_line = report_csv_rows_get_line (pending->rows, nth);
  guint iteration = report_csv_rows_get_iteration (pending->rows, nth);
  g_autofree char *label = base_text_cut (pending->curve->label, 41);

  if (there == here)
    g_set_error (error, REPORT_ERROR, REPORT_ERROR_MALFORMED,
                 _ ("%s, line %u: iteration %u of “%s”, seed %u, is in line %u already"), here,
                 here_line, iteration, label, pending->curve->seed, there_line);
  else
    g_set_error (error, REPORT_ERROR, REPORT_ERROR_MALFORMED,
                 _ ("%s, line %u: iteration %u of “%s”, seed %u, is in %s, line %u, already; "
                    "another curve needs another study, label or seed"),
                 here, here_line, iteration, label, pending->curve->seed, there, there_line);
  base_text_tidy_error (error);
}

static void
set_error_gap (const ReportCsvCurves *self, const ReportCsvRows *rows, gsize nth, GError **error)
{
  g_set_error (error, REPORT_ERROR, REPORT_ERROR_MALFORMED,
               _ ("%s, line %u: iteration %u leaves too large a gap; a table must have at least "
                  "one in %d of its iterations"),
               get_origin (self, rows, nth), report_csv_rows_get_line (rows, nth),
               report_csv_rows_get_iteration (rows, nth), MAX_THINNING);
  base_text_tidy_error (error);
}

/* Checks that no iteration occurs twice, and that not too many are left out. */
static gboolean
check_iterations (ReportCsvCurves *self, const Pending *pending, GError **error)
{
  guint32 before = report_csv_rows_get_iteration (pending->rows, 0);

  for (gsize i = 1; i < report_csv_rows_get_n (pending->rows); i++)
    {
      guint32 here = report_csv_rows_get_iteration (pending->rows, i);

      if (here == before)
        {
          set_error_twice (self, pending, i, error);
          return FALSE;
        }
      self->n_left_out += here - before - 1;
      if (self->n_left_out > self->n_rows * MAX_THINNING)
        {
          set_error_gap (self, pending->rows, i, error);
          return FALSE;
        }
      before = here;
    }
  return TRUE;
}

/* Pairs the channels of Alice and Bob's turn with those of Eve's own turn: each is a pause of the
 * other. */
static void
pair_turns (PlotSource *const sources[LAB_N_CHANNELS])
{
  for (guint metric = 0; metric < 2; metric++)
    {
      PlotSource *own_turn = sources[LAB_CHANNEL_EVE_OWN_LOSS_RATE + metric];

      report_csv_source_pair (sources[LAB_CHANNEL_EVE_LOSS_RATE + metric], own_turn);
      report_csv_source_pair (sources[LAB_CHANNEL_BOB_LOSS_RATE + metric], own_turn);
    }
}

/* FALSE if memory is too low. */
static gboolean
fill_curve (Pending *pending)
{
  ReportCurve *curve = pending->curve;
  ReportCsvRows *rows = pending->rows;
  g_autoptr (GBytes) iterations = report_csv_rows_dup_iterations (rows);

  if (iterations == NULL)
    return FALSE;
  for (guint channel = 0; channel < LAB_N_CHANNELS; channel++)
    {
      g_autofree double *values = NULL;

      if (!report_csv_rows_take_values (rows, channel, &values))
        return FALSE;
      curve->sources[channel] = report_csv_source_new (iterations, values);
    }
  pair_turns (curve->sources);
  curve->begin = report_csv_rows_get_iteration (rows, 0);
  curve->length
      = (guint64) report_csv_rows_get_iteration (rows, report_csv_rows_get_n (rows) - 1) + 1;
  curve->key_bits = pending->key_bits != REPORT_CSV_UNKNOWN ? pending->key_bits : 0;
  curve->key_difference
      = pending->key_difference != REPORT_CSV_UNKNOWN ? pending->key_difference : 0;
  return TRUE;
}

static gboolean
finish_curve (ReportCsvCurves *self, Pending *pending, GError **error)
{
  gboolean is_sorted = report_csv_rows_sort (pending->rows);

  if (is_sorted && !check_iterations (self, pending, error))
    return FALSE;
  if (is_sorted && fill_curve (pending))
    {
      g_clear_pointer (&pending->rows, report_csv_rows_free);
      return TRUE;
    }
  g_set_error (error, REPORT_ERROR, REPORT_ERROR_MEMORY,
               _ ("%s: there is not enough memory for so many rows"),
               (const char *) self->origins->pdata[0]);
  return FALSE;
}

GPtrArray *
report_csv_curves_finish (ReportCsvCurves *self, GError **error)
{
  g_autoptr (GPtrArray) curves
      = g_ptr_array_new_with_free_func ((GDestroyNotify) report_curve_free);

  for (guint i = 0; i < self->pending->len; i++)
    if (!finish_curve (self, self->pending->pdata[i], error))
      return NULL;
  self->latest = NULL;
  g_hash_table_remove_all (self->found);
  g_hash_table_remove_all (self->colours);
  for (guint i = 0; i < self->pending->len; i++)
    {
      Pending *pending = self->pending->pdata[i];

      g_ptr_array_add (curves, g_steal_pointer (&pending->curve));
    }
  return g_steal_pointer (&curves);
}
