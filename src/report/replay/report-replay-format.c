/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Numbers as the report prints them.
 */
#include "report/replay/report-replay-format.h"

#include <math.h>

char *
report_replay_format (double number)
{
  return isnan (number) ? g_strdup ("–") : g_strdup_printf ("%.4f", number);
}

char *
report_replay_format_range (ReportRange range)
{
  if (range.n == 0)
    return g_strdup ("–");
  if (range.n == 1)
    return g_strdup_printf ("%.4f", range.median);
  return g_strdup_printf ("%.4f (%.4f to %.4f)", range.median, range.min, range.max);
}

char *
report_replay_format_share (guint count, guint n)
{
  ReportInterval interval = report_wilson (count, n);

  return g_strdup_printf ("%u of %u (95%%: %.2f to %.2f)", count, n, interval.low, interval.high);
}

char *
report_replay_format_success (ReportCurveSummary *curve)
{
  return report_replay_format_share (report_curve_summary_count (curve, REPORT_OUTCOME_ZERO),
                                     report_curve_summary_count_ended (curve));
}

double
report_replay_get_success (ReportCurveSummary *curve)
{
  return report_curve_summary_count (curve, REPORT_OUTCOME_ZERO)
         / (double) report_curve_summary_count_ended (curve);
}
