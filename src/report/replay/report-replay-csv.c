/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The tables beside a report, RFC 4180; a missing number is an empty field.
 */
#include "report/replay/report-replay-csv.h"

#include <math.h>

#include "base/file.h"
#include "report/table/report-csv-text.h"

static void
append_separator (GString *row)
{
  if (row->len > 0 && row->str[row->len - 1] != '\n')
    g_string_append_c (row, ',');
}

static void
append_text (GString *row, const char *text)
{
  append_separator (row);
  report_csv_append_text (row, text);
}

static void
append_count (GString *row, guint64 count)
{
  append_separator (row);
  g_string_append_printf (row, "%" G_GUINT64_FORMAT, count);
}

/* Nine digits; empty for a NaN. Never the first cell. */
static void
append_number (GString *row, double number)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_c (row, ',');
  if (isfinite (number))
    g_string_append (row, g_ascii_formatd (digits, sizeof digits, "%.9g", number));
}

static void
append_evaluation (GString *row, const ReportRun *run, const NcEvaluation *evaluation)
{
  for (NcKeyKind kind = NC_KEY_EXACT; kind < NC_N_KEY_KINDS; kind++)
    {
      append_number (row, run->has_evaluation ? evaluation->bob[kind].loss_rate : (double) NAN);
      append_number (row, run->has_evaluation ? evaluation->bob[kind].bit_error : (double) NAN);
    }
}

static const char runs_header[]
    = "study,reading,curve,model,key_bits,key_difference,claim,paper_loss_rate,seed,outcome,"
      "iterations,bob_loss_rate,bob_bit_error,eve_loss_rate,eve_bit_error,eve_own_loss_rate,"
      "eve_own_bit_error,bob_round_minimum,eve_round_minimum,threshold_iteration,key_verdict,"
      "exact_key_loss_rate,exact_key_bit_error,fuzzy_key_loss_rate,fuzzy_key_bit_error,"
      "wrong_key_loss_rate,wrong_key_bit_error,running_exact_key_loss_rate,"
      "running_exact_key_bit_error,running_fuzzy_key_loss_rate,running_fuzzy_key_bit_error,"
      "running_wrong_key_loss_rate,running_wrong_key_bit_error,dead_unit_share,stuck_outputs,"
      "fresh_eves,fresh_eve_steps,fresh_eve_bit_error,fresh_eve_whole_messages\n";

static void
append_run (GString *rows,
            const ReportSummary *summary,
            const ReportCurveSummary *curve,
            const ReportRun *run)
{
  append_text (rows, summary->name);
  append_text (rows, summary->reading);
  append_text (rows, curve->label);
  append_text (rows, curve->model);
  append_count (rows, curve->key_bits);
  append_count (rows, curve->key_difference);
  append_text (rows, lab_claim_names[curve->claim]);
  append_number (rows, curve->paper_loss_rate);
  append_count (rows, run->seed);
  append_text (rows, report_outcome_get_name (run->outcome));
  append_count (rows, run->iterations);
  for (guint channel = 0; channel < LAB_N_CHANNELS; channel++)
    append_number (rows, run->finals[channel]);
  append_number (rows, run->minimum);
  append_number (rows, run->eve_minimum);
  append_number (rows, report_run_get_threshold_iteration (run));
  append_text (rows, run->has_evaluation ? lab_key_use_get_name (run->key_use) : "");
  append_evaluation (rows, run, &run->training);
  append_evaluation (rows, run, &run->running);
  append_number (rows, run->dead_share);
  append_count (rows, run->n_stuck);
  append_count (rows, run->n_eves);
  append_count (rows, run->eve_steps);
  append_number (rows, run->fresh_bit_error);
  append_number (rows, run->fresh_whole);
  g_string_append_c (rows, '\n');
}

gboolean
report_replay_write_runs (ReportSummary *const *summaries,
                          guint n,
                          const char *path,
                          GError **error)
{
  g_autoptr (GString) rows = g_string_new (runs_header);

  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < summaries[i]->curves->len; j++)
      {
        const ReportCurveSummary *curve = summaries[i]->curves->pdata[j];

        for (guint k = 0; k < curve->runs->len; k++)
          append_run (rows, summaries[i], curve, &g_array_index (curve->runs, ReportRun, k));
      }
  return base_file_write_bytes (path, rows->str, rows->len, error);
}

static void
append_span (GString *rows, LabSeries *series, LabChannel channel, guint64 begin, guint64 end)
{
  LabSpan span;
  gboolean found = lab_series_get_span (series, channel, begin, end, &span);

  append_number (rows, found ? span.mean : (double) NAN);
  append_number (rows, found ? span.min : (double) NAN);
  append_number (rows, found ? span.max : (double) NAN);
  append_number (rows,
                 found ? (double) lab_series_get_value (series, channel, end - 1) : (double) NAN);
}

static double
get_mean (LabSeries *series, LabChannel channel, guint64 begin, guint64 end)
{
  LabSpan span;

  return lab_series_get_span (series, channel, begin, end, &span) ? span.mean : (double) NAN;
}

static void
append_turn (GString *rows, LabRun *run, guint64 round, NcTurn turn, guint64 begin, guint64 end)
{
  LabSeries *series = lab_run_get_series (run);
  gboolean own = turn == NC_TURN_EVE;

  append_text (rows, lab_run_get_label (run));
  append_count (rows, lab_run_get_seed (run));
  append_count (rows, round);
  append_text (rows, nc_turn_get_name (turn));
  append_span (rows, series, LAB_CHANNEL_BOB_LOSS_RATE, begin, end);
  append_number (rows, get_mean (series, LAB_CHANNEL_BOB_BIT_ERROR, begin, end));
  append_span (rows, series, own ? LAB_CHANNEL_EVE_OWN_LOSS_RATE : LAB_CHANNEL_EVE_LOSS_RATE, begin,
               end);
  append_number (rows,
                 get_mean (series, own ? LAB_CHANNEL_EVE_OWN_BIT_ERROR : LAB_CHANNEL_EVE_BIT_ERROR,
                           begin, end));
  g_string_append_c (rows, '\n');
}

static void
append_rounds (GString *rows, LabRun *run)
{
  const NcSetup *setup = lab_experiment_get_setup (lab_run_get_experiment (run));
  guint64 length = lab_run_get_iteration (run), round = nc_setup_get_round_length (setup);

  for (guint64 nth = 0; nth * round < length; nth++)
    {
      guint64 begin = nth * round, middle = begin + setup->iterations;

      append_turn (rows, run, nth, NC_TURN_ALICE_BOB, begin, MIN (middle, length));
      if (setup->schedule == NC_SCHEDULE_BY_ROUND && middle < length)
        append_turn (rows, run, nth, NC_TURN_EVE, middle, MIN (begin + round, length));
    }
}

gboolean
report_replay_write_rounds (LabStudy *study, const char *path, GError **error)
{
  g_autoptr (GString) rows = g_string_new (
      "curve,seed,round,turn,bob_loss_rate_mean,bob_loss_rate_min,bob_loss_rate_max,"
      "bob_loss_rate_last,bob_bit_error_mean,eve_loss_rate_mean,eve_loss_rate_min,"
      "eve_loss_rate_max,eve_loss_rate_last,eve_bit_error_mean\n");

  for (guint i = 0; i < lab_study_get_n_runs (study); i++)
    append_rounds (rows, lab_study_get_run (study, i));
  return base_file_write_bytes (path, rows->str, rows->len, error);
}
