/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Decides whether a claim holds over the seeds.
 */
#include "report/replay/report-judgement.h"

#include <math.h>

static gboolean
fits (ReportCurveSummary *curve, const ReportRun *run)
{
  gboolean decrypts = run->outcome == REPORT_OUTCOME_ZERO;
  gboolean eve_fails = report_run_get_eve_bit_error (run) >= REPORT_EVE_BIT_ERROR;

  if (run->outcome == REPORT_OUTCOME_DIVERGED)
    return FALSE;
  switch (curve->claim)
    {
    case LAB_CLAIM_LOSS_RATE:
      if (curve->paper_loss_rate <= 0)
        return decrypts;
      return fabs (report_run_get_bob_loss_rate (run) - curve->paper_loss_rate) <= REPORT_TOLERANCE;
    case LAB_CLAIM_NOT_ZERO:
      return !decrypts;
    case LAB_CLAIM_BEATS_EVE:
      return decrypts && eve_fails;
    case LAB_CLAIM_BOTH_FAIL:
      return !decrypts && eve_fails;
    case LAB_CLAIM_NONE:
    default:
      return FALSE;
    }
}

ReportJudgement
report_judge (ReportCurveSummary *curve)
{
  ReportJudgement judgement = { .n_ended = report_curve_summary_count_ended (curve) };

  for (guint i = 0; i < curve->runs->len; i++)
    {
      const ReportRun *run = &g_array_index (curve->runs, ReportRun, i);

      if (run->outcome == REPORT_OUTCOME_UNFINISHED)
        continue;
      judgement.n_fitting += fits (curve, run);
      /* If Bob fails, nothing can be said about the key. */
      if (run->has_evaluation && run->key_use != LAB_KEY_USE_BOB_FAILS)
        {
          judgement.n_judged++;
          judgement.n_unused += run->key_use == LAB_KEY_USE_NONE;
        }
      if (run->n_eves > 0)
        {
          judgement.n_attacked++;
          judgement.n_read += run->fresh_bit_error < REPORT_EVE_BIT_ERROR;
        }
    }
  if (curve->claim == LAB_CLAIM_NONE || judgement.n_ended == 0)
    judgement.answer = REPORT_ANSWER_NONE;
  else if (judgement.n_fitting == judgement.n_ended)
    judgement.answer = REPORT_ANSWER_HOLDS;
  else
    judgement.answer = judgement.n_fitting > 0 ? REPORT_ANSWER_ACCIDENT : REPORT_ANSWER_HOLDS_NOT;
  return judgement;
}

char *
report_claim_describe (ReportCurveSummary *curve)
{
  switch (curve->claim)
    {
    case LAB_CLAIM_LOSS_RATE:
      return curve->paper_loss_rate <= 0 ? g_strdup ("0: Bob decrypts")
                                         : g_strdup_printf ("about %g", curve->paper_loss_rate);
    case LAB_CLAIM_NOT_ZERO:
      return g_strdup ("not 0");
    case LAB_CLAIM_BEATS_EVE:
      return g_strdup ("Bob decrypts, Eve does not");
    case LAB_CLAIM_BOTH_FAIL:
      return g_strdup ("Bob's loss is not 0, Eve is kept out");
    case LAB_CLAIM_NONE:
    default:
      return g_strdup ("–");
    }
}

char *
report_judgement_describe (const ReportJudgement *judgement)
{
  static const char *const words[]
      = { NULL, "holds", "holds by accident of initialisation", "does not hold" };

  if (judgement->answer == REPORT_ANSWER_NONE)
    return g_strdup (judgement->n_ended == 0 ? "not trained" : "–");
  if (judgement->n_attacked > 0)
    return g_strdup_printf ("%s (%u of %u seeds); a fresh Eve reads %u of %u",
                            words[judgement->answer], judgement->n_fitting, judgement->n_ended,
                            judgement->n_read, judgement->n_attacked);
  return g_strdup_printf ("%s (%u of %u seeds)", words[judgement->answer], judgement->n_fitting,
                          judgement->n_ended);
}

char *
report_key_describe (const ReportJudgement *judgement)
{
  if (judgement->n_judged == 0)
    return g_strdup ("Bob fails: nothing to say");
  if (judgement->n_unused == judgement->n_judged)
    return g_strdup_printf ("unused: this is not encryption (%u of %u)", judgement->n_unused,
                            judgement->n_judged);
  if (judgement->n_unused == 0)
    return g_strdup_printf ("used (%u of %u)", judgement->n_judged, judgement->n_judged);
  return g_strdup_printf ("unused in %u of %u", judgement->n_unused, judgement->n_judged);
}
