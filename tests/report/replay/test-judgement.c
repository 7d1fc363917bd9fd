/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The rules of the judgements, each at its border; ranges and counts over seeds; and
 * documents in which nothing is markup.
 */
#include <math.h>
#include <string.h>

#include "report/document/report-document.h"
#include "report/replay/report-replay-document.h"
#include "report/replay/report-judgement.h"

static void
assert_has (const char *text, const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("“%s” is not in:\n%s", part, text);
}

/* A curve with one run a loss rate, whose outcomes follow; Eve's bit error in all. */
static ReportCurveSummary
make_curve (LabClaim claim,
            double paper_loss_rate,
            double eve_bit_error,
            const double *loss_rates,
            const ReportOutcome *outcomes,
            guint n)
{
  ReportCurveSummary curve = {
    .key_bits = 16,
    .claim = claim,
    .paper_loss_rate = paper_loss_rate,
    .runs = g_array_new (FALSE, TRUE, sizeof (ReportRun)),
  };

  for (guint i = 0; i < n; i++)
    {
      ReportRun run = { .seed = i + 1, .outcome = outcomes[i] };

      run.finals[LAB_CHANNEL_BOB_LOSS_RATE] = loss_rates[i];
      run.finals[LAB_CHANNEL_EVE_BIT_ERROR] = eve_bit_error;
      run.fresh_bit_error = (double) NAN;
      g_array_append_val (curve.runs, run);
    }
  return curve;
}

static void
assert_judged (ReportCurveSummary curve, ReportAnswer answer, guint n_fitting, guint n_ended)
{
  ReportJudgement judgement = report_judge (&curve);

  g_assert_cmpint (judgement.answer, ==, answer);
  g_assert_cmpuint (judgement.n_fitting, ==, n_fitting);
  g_assert_cmpuint (judgement.n_ended, ==, n_ended);
  g_array_unref (curve.runs);
}

static void
test_rules (void)
{
  const double low[] = { 0.001, 0.004, 0.2 }, quarter[] = { 0.22, 0.28, 0.25 };
  const ReportOutcome zeros[]
      = { REPORT_OUTCOME_ZERO, REPORT_OUTCOME_ZERO, REPORT_OUTCOME_PLATEAU };
  const ReportOutcome rest[]
      = { REPORT_OUTCOME_PLATEAU, REPORT_OUTCOME_MOVING, REPORT_OUTCOME_UNFINISHED };
  const ReportOutcome bad[]
      = { REPORT_OUTCOME_DIVERGED, REPORT_OUTCOME_DIVERGED, REPORT_OUTCOME_DIVERGED };

  assert_judged (make_curve (LAB_CLAIM_LOSS_RATE, 0, 0, low, zeros, 2), REPORT_ANSWER_HOLDS, 2, 2);
  assert_judged (make_curve (LAB_CLAIM_LOSS_RATE, 0, 0, low, zeros, 3), REPORT_ANSWER_ACCIDENT, 2,
                 3);
  assert_judged (make_curve (LAB_CLAIM_LOSS_RATE, 0, 0, quarter, rest, 3), REPORT_ANSWER_HOLDS_NOT,
                 0, 2);
  assert_judged (make_curve (LAB_CLAIM_LOSS_RATE, 0.25, 0, quarter, rest, 3), REPORT_ANSWER_HOLDS,
                 2, 2);
  assert_judged (make_curve (LAB_CLAIM_LOSS_RATE, 0.19, 0, quarter, rest, 2),
                 REPORT_ANSWER_ACCIDENT, 1, 2);
  assert_judged (make_curve (LAB_CLAIM_NOT_ZERO, NAN, 0, low, zeros, 3), REPORT_ANSWER_ACCIDENT, 1,
                 3);
  assert_judged (make_curve (LAB_CLAIM_NOT_ZERO, NAN, 0, low, bad, 3), REPORT_ANSWER_HOLDS_NOT, 0,
                 3);
  assert_judged (make_curve (LAB_CLAIM_BEATS_EVE, NAN, 0.375, low, zeros, 2), REPORT_ANSWER_HOLDS,
                 2, 2);
  assert_judged (make_curve (LAB_CLAIM_BEATS_EVE, NAN, 0.374, low, zeros, 2),
                 REPORT_ANSWER_HOLDS_NOT, 0, 2);
  assert_judged (make_curve (LAB_CLAIM_BOTH_FAIL, NAN, 0.5, quarter, rest, 2), REPORT_ANSWER_HOLDS,
                 2, 2);
  assert_judged (make_curve (LAB_CLAIM_BOTH_FAIL, NAN, 0.5, low, zeros, 3), REPORT_ANSWER_ACCIDENT,
                 1, 3);
  assert_judged (make_curve (LAB_CLAIM_NONE, NAN, 0.5, low, zeros, 3), REPORT_ANSWER_NONE, 0, 3);
}

static void
test_key_and_eves (void)
{
  const double low[] = { 0, 0, 0 };
  const ReportOutcome zeros[] = { REPORT_OUTCOME_ZERO, REPORT_OUTCOME_ZERO, REPORT_OUTCOME_ZERO };
  ReportCurveSummary curve = make_curve (LAB_CLAIM_LOSS_RATE, 0, 0.5, low, zeros, 3);
  ReportRun *runs = (ReportRun *) (void *) curve.runs->data;
  g_autofree char *key = NULL, *sentence = NULL;
  ReportJudgement judgement;

  runs[0].has_evaluation = runs[1].has_evaluation = runs[2].has_evaluation = TRUE;
  runs[0].key_use = LAB_KEY_USE_NONE;
  runs[1].key_use = LAB_KEY_USE_FULL;
  runs[2].key_use = LAB_KEY_USE_BOB_FAILS;
  runs[0].n_eves = runs[1].n_eves = 5;
  runs[0].fresh_bit_error = 0.1;
  runs[1].fresh_bit_error = 0.375;
  judgement = report_judge (&curve);
  key = report_key_describe (&judgement);
  sentence = report_judgement_describe (&judgement);
  g_assert_cmpstr (key, ==, "unused in 1 of 2");
  g_assert_cmpstr (sentence, ==, "holds (3 of 3 seeds); a fresh Eve reads 1 of 2");
  g_array_unref (curve.runs);
}

static void
test_ranges (void)
{
  const double losses[] = { 0.3, 0.1, (double) NAN, 0.2 };
  const ReportOutcome outcomes[] = { REPORT_OUTCOME_MOVING, REPORT_OUTCOME_MOVING,
                                     REPORT_OUTCOME_DIVERGED, REPORT_OUTCOME_UNFINISHED };
  ReportCurveSummary curve = make_curve (LAB_CLAIM_NONE, NAN, 0, losses, outcomes, 4);
  ReportRange range = report_curve_summary_get_range (&curve, report_run_get_bob_loss_rate);

  g_assert_cmpuint (range.n, ==, 2);
  g_assert_cmpfloat_with_epsilon (range.median, 0.2, 1e-12);
  g_assert_cmpfloat (range.min, ==, 0.1);
  g_assert_cmpfloat (range.max, ==, 0.3);
  g_assert_cmpuint (report_curve_summary_count_ended (&curve), ==, 3);
  g_assert_cmpuint (report_curve_summary_count (&curve, REPORT_OUTCOME_MOVING), ==, 2);
  g_array_unref (curve.runs);
}

/* Runs at rest are told by the step they are near, within a tenth. */
static void
test_levels (void)
{
  const double losses[] = { 12.09 / 128, 11.91 / 128, 3.12 / 128, 0.001, 5.0 / 128 };
  const ReportOutcome outcomes[]
      = { REPORT_OUTCOME_PLATEAU, REPORT_OUTCOME_PLATEAU, REPORT_OUTCOME_PLATEAU,
          REPORT_OUTCOME_ZERO, REPORT_OUTCOME_MOVING };
  ReportCurveSummary curve = make_curve (LAB_CLAIM_NONE, NAN, 0, losses, outcomes, 5);
  ReportSummary summary
      = { (char *) "study", (char *) "Study", (char *) "text", g_ptr_array_new () };
  const ReportReplayChapter chapter = { .summary = &summary };
  g_autoptr (ReportDocument) document = NULL;
  g_autofree char *markdown = NULL;

  curve.label = curve.model = (char *) "curve";
  g_ptr_array_add (summary.curves, &curve);
  document = report_replay_write_document (&chapter, 1, "command");
  markdown = report_document_to_markdown (document);
  assert_has (markdown, " | 12/128 (2), elsewhere (1) | ");
  assert_has (markdown, " | 1 zero, 3 plateau, 1 moving | ");
  g_ptr_array_unref (summary.curves);
  g_array_unref (curve.runs);
}

static void
test_document (void)
{
  const char *const header[] = { "<a>", "b|c", NULL };
  const char *const cells[] = { "x_y", "&", NULL };
  g_autoptr (ReportDocument) document = report_document_new ("Title <b>");
  g_autoptr (GBytes) png = g_bytes_new_static ("PNG", 3);
  g_autofree char *html = NULL, *markdown = NULL;

  report_document_add_heading (document, 2, "One & two");
  report_document_add_paragraph (document, "%d < %d", 1, 2);
  report_document_add_point (document, "first");
  report_document_add_point (document, "second");
  report_document_begin_table (document, "caption", header);
  report_document_add_row (document, g_strdupv ((char **) cells));
  report_document_add_picture (document, "p.png", png, png, "a \"picture\"");
  html = report_document_to_html (document);
  markdown = report_document_to_markdown (document);

  assert_has (html, "<title>Title &lt;b&gt;</title>");
  assert_has (html, "<h2>One &amp; two</h2>");
  assert_has (html, "<p>1 &lt; 2</p>");
  assert_has (html, "<ul>\n<li>first</li>\n<li>second</li>\n</ul>\n");
  assert_has (html, "<th scope=\"col\">&lt;a&gt;</th><th scope=\"col\">b|c</th>");
  assert_has (html, "<th scope=\"row\">x_y</th><td>&amp;</td>");
  assert_has (html, "<img src=\"data:image/png;base64,UE5H\" alt=\"a &quot;picture&quot;\">");
  g_assert_null (strstr (html, "http"));
  assert_has (markdown, "# Title \\<b\\>\n\n## One & two\n\n1 \\< 2\n\n- first\n- second\n\n");
  assert_has (markdown, "| \\<a\\> | b\\|c |\n|---|---|\n| x\\_y | & |\n");
  assert_has (markdown, "![a \"picture\"](p.png)");
}

/* Whatever a study is called, it makes no markup and no control character. */
static void
test_hostile_names (void)
{
  const char *name = "\033[31m<b>|\"`x`\n# [y](z)\xc2\x9b";
  const char *const header[] = { name, NULL };
  const char *const cells[] = { name, NULL };
  g_autoptr (ReportDocument) document = report_document_new (name);
  g_autofree char *html = NULL, *markdown = NULL;
  g_autoptr (GBytes) pdf = NULL;
  g_autoptr (GError) error = NULL;

  report_document_add_heading (document, 2, name);
  report_document_add_paragraph (document, "%s", name);
  report_document_begin_table (document, name, header);
  report_document_add_row (document, g_strdupv ((char **) cells));
  html = report_document_to_html (document);
  markdown = report_document_to_markdown (document);
  pdf = report_document_to_pdf (document, &error);
  g_assert_no_error (error);

  assert_has (html, "<h2>\uFFFD[31m&lt;b&gt;|&quot;`x` # [y](z)\uFFFD</h2>");
  assert_has (markdown, "## \uFFFD\\[31m\\<b\\>\\|\"\\`x\\` \\# \\[y\\](z)\uFFFD\n");
  g_assert_null (strchr (html, '\033'));
  g_assert_null (strchr (markdown, '\033'));
  g_assert_null (strstr (html, "&#x"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/report/judgement/rules", test_rules);
  g_test_add_func ("/report/judgement/key-and-eves", test_key_and_eves);
  g_test_add_func ("/report/judgement/ranges", test_ranges);
  g_test_add_func ("/report/judgement/levels", test_levels);
  g_test_add_func ("/report/document/escaping", test_document);
  g_test_add_func ("/report/document/hostile-names", test_hostile_names);

  return g_test_run ();
}
