/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The report on the models: the paper builds each Bob to decrypt what the previous one could not.
 */
#include "report/replay/report-replay-chapter.h"
#include "report/replay/report-replay-format.h"

/* The paper says that the second of each pair is better than the first. */
static const char *const steps[][2] = {
  { "Bob", "Bob1" },
  { "Bob1", "Bob2" },
  { "Bob1 + BN", "Bob2 + BN" },
};

/* (transfer none) (nullable): a trained curve without Eve. */
static ReportCurveSummary *
find_curve (const ReportReplayChapter *chapters,
            guint n_chapters,
            const char *model,
            guint key_difference)
{
  for (guint i = 0; i < n_chapters; i++)
    for (guint j = 0; j < chapters[i].summary->curves->len; j++)
      {
        ReportCurveSummary *curve = chapters[i].summary->curves->pdata[j];

        if (!curve->eve && g_str_equal (curve->model, model)
            && curve->key_difference == key_difference
            && report_curve_summary_count_ended (curve) > 0)
          return curve;
      }
  return NULL;
}

static char *
describe_share (ReportCurveSummary *curve)
{
  g_autofree char *share = report_replay_format_success (curve);

  return g_strdup_printf ("%s: %s", curve->model, share);
}

static void
begin (ReportDocument *document, const char *const *header)
{
  report_document_add_heading (document, 2, "Which Bob decrypts more");
  report_document_add_paragraph (
      document,
      "The paper builds Bob1 to decrypt with keys that Bob cannot use, and Bob2 with keys "
      "that Bob1 cannot. Where two of them were trained for the same n they can be "
      "compared.");
  report_document_begin_table (document,
                               "Seeds that reached zero, with the share's 95% interval. The "
                               "verdict compares the shares; look at the intervals.",
                               header);
}

static void
add_pair (ReportDocument *document, ReportCurveSummary *former, ReportCurveSummary *later)
{
  double before = report_replay_get_success (former), after = report_replay_get_success (later);
  char **cells = g_new0 (char *, 5);

  cells[0] = g_strdup_printf ("n = %u", later->key_difference);
  cells[1] = describe_share (former);
  cells[2] = describe_share (later);
  cells[3] = g_strdup (after > before   ? "more: holds"
                       : after < before ? "fewer: does not hold"
                                        : "as many: cannot be told");
  report_document_add_row (document, cells);
}

void
report_replay_add_models (ReportDocument *document,
                          const ReportReplayChapter *chapters,
                          guint n_chapters)
{
  static const char *const header[]
      = { "flipped bits", "the former", "the latter", "does the latter decrypt more?", NULL };
  gboolean any = FALSE;

  for (guint step = 0; step < G_N_ELEMENTS (steps); step++)
    for (guint i = 0; i < n_chapters; i++)
      for (guint j = 0; j < chapters[i].summary->curves->len; j++)
        {
          ReportCurveSummary *later = chapters[i].summary->curves->pdata[j];
          ReportCurveSummary *former
              = !later->eve && g_str_equal (later->model, steps[step][1])
                        && report_curve_summary_count_ended (later) > 0
                    ? find_curve (chapters, n_chapters, steps[step][0], later->key_difference)
                    : NULL;

          if (former == NULL)
            continue;
          if (!any)
            begin (document, header);
          any = TRUE;
          add_pair (document, former, later);
        }
}
