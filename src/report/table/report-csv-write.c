/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Writes losses as CSV.
 */
#include "report/table/report-csv.h"

#include <math.h>

#include "base/file.h"
#include "report/table/report-csv-columns.h"
#include "report/table/report-csv-text.h"

#define BUFFER_SIZE (256 * 1024)

static void
append_number (GString *row, double number)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_c (row, ',');
  if (!isfinite (number))
    return;
  /* Nine digits read back as the same float. */
  g_string_append (row, g_ascii_formatd (digits, sizeof digits, "%.9g", number));
}

static double
get (ReportCurve *curve, LabChannel channel, gsize index)
{
  return plot_source_get_value (curve->sources[channel], index);
}

/* By the schedule if known; otherwise Eve's turn is where only she was measured. */
static gboolean
is_own_turn (ReportCurve *curve, gsize index)
{
  if (!curve->own_turn)
    return FALSE;
  if (curve->round_length == 0)
    return !isnan (get (curve, LAB_CHANNEL_EVE_OWN_LOSS_RATE, index))
           || !isnan (get (curve, LAB_CHANNEL_EVE_OWN_BIT_ERROR, index));
  return index % curve->round_length >= curve->round_length / 2;
}

static gboolean
has_runs (GPtrArray *curves)
{
  for (guint i = 0; i < curves->len; i++)
    if (((ReportCurve *) curves->pdata[i])->run != 0)
      return TRUE;
  return FALSE;
}

/* (transfer full): without the column of runs where none matters */
static char *
make_header (GPtrArray *curves)
{
  GString *header = g_string_new (report_csv_columns[0]);
  guint n_columns = has_runs (curves) ? N_COLUMNS : COLUMN_RUN;

  for (guint i = 1; i < n_columns; i++)
    g_string_append_printf (header, ",%s", report_csv_columns[i]);
  return g_string_free (header, FALSE);
}

/* @tail: ends the row */
static void
append_row (GString *rows, ReportCurve *curve, const char *head, gsize index, const char *tail)
{
  gboolean own = is_own_turn (curve, index);

  g_string_append_printf (rows, "%s,%s,%" G_GSIZE_FORMAT, head,
                          nc_turn_get_name (own ? NC_TURN_EVE : NC_TURN_ALICE_BOB), index);
  append_number (rows, get (curve, LAB_CHANNEL_BOB_LOSS_RATE, index));
  append_number (rows, get (curve, LAB_CHANNEL_BOB_BIT_ERROR, index));
  append_number (
      rows, get (curve, own ? LAB_CHANNEL_EVE_OWN_LOSS_RATE : LAB_CHANNEL_EVE_LOSS_RATE, index));
  append_number (
      rows, get (curve, own ? LAB_CHANNEL_EVE_OWN_BIT_ERROR : LAB_CHANNEL_EVE_BIT_ERROR, index));
  g_string_append (rows, tail);
}

static gboolean
flush (BaseFile *file, GString *rows, GError **error)
{
  gboolean written = base_file_write (file, rows->str, rows->len, error);

  g_string_truncate (rows, 0);
  return written;
}

static gboolean
write_curve (BaseFile *file,
             ReportCurve *curve,
             gboolean has_run,
             GString *rows,
             GCancellable *cancellable,
             GError **error)
{
  gsize length = plot_source_get_length (curve->sources[LAB_CHANNEL_BOB_LOSS_RATE]);
  g_autoptr (GString) head = g_string_new (NULL);
  g_autofree char *tail
      = has_run ? g_strdup_printf (",%" G_GINT64_FORMAT "\n", curve->run) : g_strdup ("\n");

  report_csv_append_text (head, curve->study);
  g_string_append_c (head, ',');
  report_csv_append_text (head, curve->label);
  g_string_append_printf (head, ",%u,%u,%u", curve->key_bits, curve->key_difference, curve->seed);

  for (gsize index = curve->begin; index < length; index++)
    {
      append_row (rows, curve, head->str, index, tail);
      if (rows->len < BUFFER_SIZE)
        continue;
      if (g_cancellable_set_error_if_cancelled (cancellable, error) || !flush (file, rows, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
report_csv_write (GPtrArray *curves, const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (BaseFile) file = base_file_open (path, error);
  g_autoptr (GString) rows = g_string_sized_new (BUFFER_SIZE + 1024);
  g_autofree char *header = make_header (curves);

  if (file == NULL)
    return FALSE;
  g_string_append_printf (rows, "%s\n", header);
  for (guint i = 0; i < curves->len; i++)
    if (!write_curve (file, curves->pdata[i], has_runs (curves), rows, cancellable, error))
      return FALSE;
  if (g_cancellable_set_error_if_cancelled (cancellable, error) || !flush (file, rows, error))
    return FALSE;
  return base_file_close (g_steal_pointer (&file), error);
}
