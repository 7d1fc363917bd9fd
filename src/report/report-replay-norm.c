/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The report on batch norm: the paper says that with it training converges faster
 * and that fewer initialisations fail.
 */
#include <math.h>

#include "report-replay-private.h"

#define WITH_NORM " + BN"

/* (transfer none): the curve of the same model without batch norm and the same n. */
static ReportCurveSummary *
find_plain (const ReportReplayPart *parts, guint n_parts, ReportCurveSummary *curve)
{
  for (guint i = 0; i < n_parts; i++)
    for (guint j = 0; j < parts[i].summary->curves->len; j++)
      {
        ReportCurveSummary *other = parts[i].summary->curves->pdata[j];
        g_autofree char *with_norm = g_strconcat (other->model, WITH_NORM, NULL);

        if (g_str_equal (with_norm, curve->model) && other->key_difference == curve->key_difference
            && other->key_bits == curve->key_bits && other->eve == curve->eve)
          return other;
      }
  return NULL;
}

static char *
describe_speed (ReportCurveSummary *curve)
{
  ReportRange range = report_curve_summary_get_range (curve, report_run_get_threshold_iteration);

  if (range.n == 0)
    return g_strdup ("never");
  return g_strdup_printf ("%.0f (%u of %u seeds)", range.median, range.n,
                          report_curve_summary_count_ended (curve));
}

static char *
describe_success (ReportCurveSummary *curve)
{
  return report_replay_format_share (report_curve_summary_count (curve, REPORT_OUTCOME_ZERO),
                                     report_curve_summary_count_ended (curve));
}

static const char *
judge_speed (ReportCurveSummary *plain, ReportCurveSummary *norm)
{
  ReportRange before = report_curve_summary_get_range (plain, report_run_get_threshold_iteration);
  ReportRange after = report_curve_summary_get_range (norm, report_run_get_threshold_iteration);

  if (before.n == 0 && after.n == 0)
    return "neither gets there";
  if (before.n == 0 || (after.n > 0 && after.median < before.median))
    return "faster with it: holds";
  return "not faster with it: does not hold";
}

static const char *
judge_success (ReportCurveSummary *plain, ReportCurveSummary *norm)
{
  double before = report_curve_summary_count (plain, REPORT_OUTCOME_ZERO)
                  / (double) report_curve_summary_count_ended (plain);
  double after = report_curve_summary_count (norm, REPORT_OUTCOME_ZERO)
                 / (double) report_curve_summary_count_ended (norm);

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
          "Iterations until a block of 100 has a mean loss rate below 0.05 (median of "
          "the seeds that got there), and seeds that reached zero with the share's 95% "
          "interval. The verdicts compare medians and shares; look at the intervals.",
          header);
    }
  cells = g_new0 (char *, G_N_ELEMENTS (header));
  cells[0] = g_strdup_printf ("%s, n = %u", plain->model, plain->key_difference);
  cells[1] = describe_speed (plain);
  cells[2] = describe_speed (norm);
  cells[3] = g_strdup (judge_speed (plain, norm));
  cells[4] = describe_success (plain);
  cells[5] = describe_success (norm);
  cells[6] = g_strdup (judge_success (plain, norm));
  report_document_add_row (document, cells);
  return TRUE;
}

void
report_replay_add_batch_norm (ReportDocument *document,
                              const ReportReplayPart *parts,
                              guint n_parts)
{
  gboolean any = FALSE;

  for (guint i = 0; i < n_parts; i++)
    for (guint j = 0; j < parts[i].summary->curves->len; j++)
      {
        ReportCurveSummary *curve = parts[i].summary->curves->pdata[j];
        ReportCurveSummary *plain = find_plain (parts, n_parts, curve);

        if (plain != NULL)
          any |= add_pair (document, plain, curve, !any);
      }
}
