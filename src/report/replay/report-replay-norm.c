/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The report on batch norm: the paper says that it makes training converge faster and fewer
 * initialisations fail.
 */
#include <math.h>

#include "report/replay/report-replay-chapter.h"
#include "report/replay/report-replay-format.h"

#define WITH_NORM " + BN"

/* (transfer none): the curve of the same model and n without batch norm. */
static ReportCurveSummary *
find_plain (const ReportReplayChapter *chapters, guint n_chapters, ReportCurveSummary *curve)
{
  for (guint i = 0; i < n_chapters; i++)
    for (guint j = 0; j < chapters[i].summary->curves->len; j++)
      {
        ReportCurveSummary *other = chapters[i].summary->curves->pdata[j];
        g_autofree char *with_norm = g_strconcat (other->model, WITH_NORM, NULL);

        if (g_str_equal (with_norm, curve->model) && other->key_difference == curve->key_difference
            && other->key_bits == curve->key_bits && other->eve == curve->eve)
          return other;
      }
  return NULL;
}

/* For a seed that never got below the threshold: later than all others. Not INFINITY, which would
 * spoil interpolated quantiles. */
#define NEVER 1e300

/* (out) @n_there: seeds that got below the threshold. Returns NEVER if most did not. */
static double
get_median_speed (ReportCurveSummary *curve, guint *n_there)
{
  g_autofree double *values = g_new (double, MAX (1, curve->runs->len));
  guint n = 0;
  double median;

  *n_there = 0;
  for (guint i = 0; i < curve->runs->len; i++)
    {
      const ReportRun *run = &g_array_index (curve->runs, ReportRun, i);
      double iteration = report_run_get_threshold_iteration (run);

      if (run->outcome == REPORT_OUTCOME_UNFINISHED)
        continue;
      *n_there += !isnan (iteration);
      values[n++] = isnan (iteration) ? NEVER : iteration;
    }
  median = report_quantile (values, n, 0.5);
  return median < NEVER / 4 ? median : NEVER;
}

static char *
describe_speed (ReportCurveSummary *curve)
{
  guint n_there, n = report_curve_summary_count_ended (curve);
  double median = get_median_speed (curve, &n_there);

  if (median < NEVER)
    return g_strdup_printf ("%.0f (%u of %u seeds get there)", median, n_there, n);
  return g_strdup_printf ("never (%u of %u seeds get there)", n_there, n);
}

static const char *
judge_speed (ReportCurveSummary *plain, ReportCurveSummary *norm)
{
  guint n_before, n_after;
  double before = get_median_speed (plain, &n_before), after = get_median_speed (norm, &n_after);

  if (n_before == 0 && n_after == 0)
    return "neither gets there";
  if (before >= NEVER && after >= NEVER)
    return "cannot be told: most never get there";
  if (after < before)
    return "faster with it: holds";
  return "not faster with it: does not hold";
}

static const char *
judge_success (ReportCurveSummary *plain, ReportCurveSummary *norm)
{
  double before = report_replay_get_success (plain), after = report_replay_get_success (norm);

  if (after > before)
    return "fewer fail with it: holds";
  return after < before ? "more fail with it: does not hold" : "as many fail";
}

static gboolean
add_pair (ReportDocument *document,
          ReportCurveSummary *plain,
          ReportCurveSummary *norm,
          gboolean first)
{
  static const char *const header[] = { "model",
                                        "iterations to 0.05 without",
                                        "with",
                                        "converges faster?",
                                        "seeds at zero without",
                                        "with",
                                        "fewer fail?",
                                        NULL };
  char **cells;

  if (report_curve_summary_count_ended (plain) == 0 || report_curve_summary_count_ended (norm) == 0)
    return FALSE;
  if (first)
    {
      report_document_add_heading (document, 2, "What batch norm brings");
      report_document_add_paragraph (
          document, "The paper says that with batch norm training converges faster and fewer "
                    "initialisations fail. Where a model was trained with and without it for the "
                    "same n both can be counted.");
      report_document_begin_table (
          document,
          "Iterations until a block of 100 has a mean loss rate below 0.05 (median of all seeds; "
          "one that never gets there is later than any that does), and seeds that reached zero "
          "with the share's 95% interval. The verdicts compare medians and shares; look at the "
          "intervals.",
          header);
    }
  cells = g_new0 (char *, G_N_ELEMENTS (header));
  cells[0] = g_strdup_printf ("%s, n = %u", plain->model, plain->key_difference);
  cells[1] = describe_speed (plain);
  cells[2] = describe_speed (norm);
  cells[3] = g_strdup (judge_speed (plain, norm));
  cells[4] = report_replay_format_success (plain);
  cells[5] = report_replay_format_success (norm);
  cells[6] = g_strdup (judge_success (plain, norm));
  report_document_add_row (document, cells);
  return TRUE;
}

void
report_replay_add_batch_norm (ReportDocument *document,
                              const ReportReplayChapter *chapters,
                              guint n_chapters)
{
  gboolean any = FALSE;

  for (guint i = 0; i < n_chapters; i++)
    for (guint j = 0; j < chapters[i].summary->curves->len; j++)
      {
        ReportCurveSummary *curve = chapters[i].summary->curves->pdata[j];
        ReportCurveSummary *plain = find_plain (chapters, n_chapters, curve);

        if (plain != NULL)
          any |= add_pair (document, plain, curve, !any);
      }
}
