/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The report on runs that stop above zero: whether the number of flipped bits causes them, or dead
 * units and one-sided outputs.
 */
#include <math.h>

#include "report/replay/report-replay-chapter.h"
#include "report/replay/report-replay-format.h"
#include "report/replay/report-judgement.h"

/* Whether a two-party curve that ended reached zero. */
static gboolean
stopped (const ReportRun *run)
{
  return run->outcome != REPORT_OUTCOME_ZERO && run->outcome != REPORT_OUTCOME_UNFINISHED;
}

static gboolean
is_near (const ReportRun *run, double loss_rate)
{
  return fabs (report_run_get_bob_loss_rate (run) - loss_rate) <= REPORT_TOLERANCE / 2;
}

static double
get_median (ReportCurveSummary *curve, gboolean of_stopped, ReportGetter get)
{
  g_autofree double *values = g_new (double, MAX (1, curve->runs->len));
  guint n = 0;

  for (guint i = 0; i < curve->runs->len; i++)
    {
      const ReportRun *run = &g_array_index (curve->runs, ReportRun, i);

      if (run->outcome != REPORT_OUTCOME_UNFINISHED && stopped (run) == of_stopped
          && !isnan (get (run)))
        values[n++] = get (run);
    }
  return report_quantile (values, n, 0.5);
}

static char *
describe_stopped (ReportCurveSummary *curve, ReportGetter get)
{
  ReportRange range = { .min = INFINITY, .max = -INFINITY };

  for (guint i = 0; i < curve->runs->len; i++)
    {
      const ReportRun *run = &g_array_index (curve->runs, ReportRun, i);

      if (!stopped (run) || isnan (get (run)))
        continue;
      range.n++;
      range.min = fmin (range.min, get (run));
      range.max = fmax (range.max, get (run));
    }
  range.median = get_median (curve, TRUE, get);
  return report_replay_format_range (range);
}

static double
get_n_stuck (const ReportRun *run)
{
  return run->outcome == REPORT_OUTCOME_DIVERGED ? (double) NAN : (double) run->n_stuck;
}

static void
add_row (ReportDocument *document, ReportCurveSummary *curve, guint n_columns)
{
  guint n_ended = report_curve_summary_count_ended (curve), n_stopped = 0, n_quarter = 0;
  char **cells = g_new0 (char *, n_columns + 1);

  for (guint i = 0; i < curve->runs->len; i++)
    {
      const ReportRun *run = &g_array_index (curve->runs, ReportRun, i);

      n_stopped += stopped (run);
      n_quarter += stopped (run) && is_near (run, 0.25);
    }
  cells[0] = g_strdup (curve->label);
  cells[1] = report_replay_format_share (n_stopped, n_ended);
  cells[2] = g_strdup_printf ("%u", n_quarter);
  cells[3] = report_replay_format (get_median (curve, TRUE, report_run_get_bob_loss_rate));
  cells[4] = describe_stopped (curve, report_run_get_bob_bit_error);
  cells[5] = report_replay_format (get_median (curve, TRUE, report_run_get_dead_share));
  cells[6] = report_replay_format (get_median (curve, FALSE, report_run_get_dead_share));
  cells[7] = g_strdup_printf ("%.0f", get_median (curve, TRUE, get_n_stuck));
  if (n_stopped == 0)
    g_free (cells[7]), cells[7] = g_strdup ("–");
  report_document_add_row (document, cells);
}

/* Seeds are the blocks, curves the columns: every curve of a study has the same seeds. */
static void
add_independence (ReportDocument *document, ReportSummary *summary)
{
  guint n_columns = summary->curves->len;
  guint n_blocks = ((ReportCurveSummary *) summary->curves->pdata[0])->runs->len;
  g_autofree int *outcomes = g_new (int, MAX (1, n_blocks * n_columns));
  ReportIndependence test;

  for (guint column = 0; column < n_columns; column++)
    {
      ReportCurveSummary *curve = summary->curves->pdata[column];

      for (guint block = 0; block < n_blocks; block++)
        {
          const ReportRun *run = &g_array_index (curve->runs, ReportRun, block);

          outcomes[block * n_columns + column] = -1;
          if (block < curve->runs->len && run->outcome != REPORT_OUTCOME_UNFINISHED)
            outcomes[block * n_columns + column] = stopped (run);
        }
    }
  test = report_test_independence (outcomes, n_blocks, n_columns);
  if (test.n_blocks > 0 && test.n_yes == test.n_blocks * n_columns)
    report_document_add_paragraph (
        document, "All stop above zero: neither the curve nor the seed makes a difference here.");
  else if (test.n_mixed == 0)
    report_document_add_paragraph (
        document,
        "Each of the %u seeds stops above zero in every curve or in none: it goes with the seed, "
        "and no dependence on the number of flipped bits is seen.",
        test.n_blocks);
  else
    report_document_add_paragraph (
        document,
        "Does it depend on the curve whether a run stops above zero? Of %u seeds %u end alike in "
        "every curve; only the other %u can tell, and one alone never could. Cochran's Q is %.2f; "
        "of %u permutations within the seeds a share of %.4f has a Q as large (p). %s",
        test.n_blocks, test.n_blocks - test.n_mixed, test.n_mixed, test.q, test.n_permuted, test.p,
        test.p < 0.05
            ? "Below 0.05: it does depend on the curve."
            : "Not below 0.05: these seeds show no dependence on the curve; with few seeds a small "
              "one would not be seen.");
}

void
report_replay_add_plateaus (ReportDocument *document, ReportSummary *summary)
{
  static const char *const header[] = { "curve",
                                        "stopped above zero",
                                        "of them near 0.25",
                                        "their median loss rate",
                                        "their bit error, median (range)",
                                        "their dead units",
                                        "dead units of those at zero",
                                        "their outputs of one sign",
                                        NULL };
  guint n_stopped = 0;

  if (summary->curves->len < 2)
    return;
  for (guint i = 0; i < summary->curves->len; i++)
    {
      ReportCurveSummary *curve = summary->curves->pdata[i];

      if (curve->eve
          || curve->runs->len != ((ReportCurveSummary *) summary->curves->pdata[0])->runs->len)
        return;
      n_stopped += report_curve_summary_count_ended (curve)
                   - report_curve_summary_count (curve, REPORT_OUTCOME_ZERO);
    }
  if (n_stopped == 0)
    return;
  report_document_add_heading (document, 3, "Runs that stop above zero");
  report_document_begin_table (
      document,
      "Share of seeds that stop above zero with its 95% interval (Wilson); near 0.25: "
      "within 0.016. Dead units: share of Alice's and Bob's ReLU units that never fire "
      "on 256 messages (– without ReLU). Outputs of one sign: of Bob's N, the median.",
      header);
  for (guint i = 0; i < summary->curves->len; i++)
    add_row (document, summary->curves->pdata[i], G_N_ELEMENTS (header) - 1);
  add_independence (document, summary);
}
