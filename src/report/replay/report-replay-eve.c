/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The report on Eve: the one trained with Alice and Bob, in both turns, and fresh ones on the
 * frozen pair.
 */
#include "report/replay/report-replay-chapter.h"
#include "report/replay/report-replay-format.h"
#include "report/replay/report-judgement.h"

static gboolean
has_eve (ReportSummary *summary)
{
  for (guint i = 0; i < summary->curves->len; i++)
    if (((ReportCurveSummary *) summary->curves->pdata[i])->eve)
      return TRUE;
  return FALSE;
}

static char **
make_row (ReportCurveSummary *curve, guint n_columns)
{
  static const ReportGetter getters[] = {
    report_run_get_bob_bit_error,     report_run_get_eve_loss_rate,
    report_run_get_eve_bit_error,     report_run_get_eve_own_loss_rate,
    report_run_get_eve_own_bit_error, report_run_get_fresh_bit_error,
  };
  ReportJudgement judgement = report_judge (curve);
  char **cells = g_new0 (char *, n_columns + 1);

  cells[0] = g_strdup (curve->label);
  for (guint i = 0; i < G_N_ELEMENTS (getters); i++)
    cells[i + 1] = report_replay_format_range (report_curve_summary_get_range (curve, getters[i]));
  cells[7] = judgement.n_attacked > 0
                 ? report_replay_format_share (judgement.n_read, judgement.n_attacked)
                 : g_strdup ("not attacked");
  return cells;
}

/* Abadi's criterion for success: Bob at most 0.05 bits wrong, Eve at least 6 of 16 after fresh
 * Eves. */
static void
say_abadi (ReportDocument *document, ReportCurveSummary *curve)
{
  guint n_good = 0, n = 0;

  for (guint i = 0; i < curve->runs->len; i++)
    {
      const ReportRun *run = &g_array_index (curve->runs, ReportRun, i);

      if (run->outcome == REPORT_OUTCOME_UNFINISHED || run->n_eves == 0)
        continue;
      n++;
      n_good += report_run_get_bob_bit_error (run) * curve->key_bits <= 0.05
                && run->fresh_bit_error >= REPORT_EVE_BIT_ERROR;
    }
  if (n > 0)
    {
      g_autofree char *share = report_replay_format_share (n_good, n);

      report_document_add_point (
          document,
          "%s: by Abadi and Andersen's criterion (Bob at most 0.05 bits of a message "
          "wrong, every fresh Eve at least %.1f%% of the bits) %s seeds succeed.",
          curve->label, 100 * REPORT_EVE_BIT_ERROR, share);
    }
}

/* Schedules differ in what Eve does while Alice and Bob train. */
static void
explain_turns (ReportDocument *document, ReportSummary *summary)
{
  gboolean by_round = FALSE, by_step = FALSE;

  for (guint i = 0; i < summary->curves->len; i++)
    {
      const ReportCurveSummary *curve = summary->curves->pdata[i];

      by_round |= curve->eve && curve->own_turn;
      by_step |= curve->eve && !curve->own_turn;
    }
  if (by_round)
    report_document_add_paragraph (
        document, "By round: while Alice and Bob are trained Eve stands still, and Alice learns to "
                  "dodge that one Eve; what is measured then says little. In her own turn she "
                  "learns. An Eve whose loss rate is well below 0.5 reads, whatever her bit error: "
                  "the sign of an output near 0 is chance.");
  if (by_step)
    report_document_add_paragraph (
        document, "By step: Eve learns after every step of Alice and Bob's, and what is measured "
                  "in their turn is how she does at that time.");
}

static void
explain_fresh (ReportDocument *document, ReportSummary *summary)
{
  const ReportRun *attacked = NULL;

  for (guint i = 0; i < summary->curves->len; i++)
    {
      const ReportCurveSummary *curve = summary->curves->pdata[i];

      for (guint j = 0; j < curve->runs->len && attacked == NULL; j++)
        if (g_array_index (curve->runs, ReportRun, j).n_eves > 0)
          attacked = &g_array_index (curve->runs, ReportRun, j);
    }
  if (attacked == NULL)
    return;
  report_document_add_paragraph (
      document,
      "Then new Eves, which Alice has never met, are trained on the frozen pair (batch norm with "
      "statistics of fresh messages): %u, each by itself, for %" G_GUINT64_FORMAT
      " steps. The best of them counts, measured on messages that none of them has seen. A seed is "
      "read if she has less than %.3f of the bits wrong. An Eve who fails is no proof of secrecy: "
      "a larger one, or one that learns for longer, may read.",
      attacked->n_eves, attacked->eve_steps, REPORT_EVE_BIT_ERROR);
}

void
report_replay_add_eve (ReportDocument *document, ReportSummary *summary)
{
  static const char *const header[] = { "curve",
                                        "Bob's bit error",
                                        "Eve's loss rate, Alice and Bob's turn",
                                        "Eve's bit error, Alice and Bob's turn",
                                        "Eve's loss rate, her own turn",
                                        "Eve's bit error, her own turn",
                                        "best fresh Eve's bit error",
                                        "seeds that a fresh Eve reads",
                                        NULL };

  if (!has_eve (summary))
    return;
  report_document_add_heading (document, 3, "Eve, in both turns, and fresh ones");
  explain_turns (document, summary);
  explain_fresh (document, summary);
  report_document_begin_table (document, "Median (range) over seeds, at the end of each turn.",
                               header);
  for (guint i = 0; i < summary->curves->len; i++)
    report_document_add_row (document,
                             make_row (summary->curves->pdata[i], G_N_ELEMENTS (header) - 1));
  for (guint i = 0; i < summary->curves->len; i++)
    say_abadi (document, summary->curves->pdata[i]);
}
