/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The text of the report. It computes no number that is not in the CSV of runs.
 */
#include "config.h"

#include "report/replay/report-replay-document.h"

#include <math.h>

#include "report/replay/report-replay-format.h"
#include "report/replay/report-judgement.h"

/* Largest distance of a loss from the level it counts as resting at, in levels. */
#define NEAR_LEVEL 0.1

static char *
format_outcomes (ReportCurveSummary *curve)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (ReportOutcome outcome = 0; outcome < REPORT_N_OUTCOMES; outcome++)
    {
      guint n = report_curve_summary_count (curve, outcome);

      if (n > 0)
        g_string_append_printf (text, "%s%u %s", text->len > 0 ? ", " : "", n,
                                report_outcome_get_name (outcome));
    }
  return g_strdup (text->str);
}

static void
explain_words (ReportDocument *document)
{
  report_document_add_heading (document, 2, "How to read it");
  report_document_add_paragraph (
      document, "Alice encrypts a message of N bits with a key; Bob decrypts with a fuzzy key, in "
                "which n of the N bits are flipped anew for every message; Eve, where there is "
                "one, sees the ciphertext alone. All are small neural networks.");
  report_document_add_point (
      document, "Loss rate: the mean distance of the recovered values from the bits +1 and -1, "
                "halved (the paper's eq. 1). 0 is perfect, 0.5 is guessing. Bit error: the share "
                "of recovered values with the wrong sign. A loss of 0.25 can go with a bit error "
                "of 0 and with one of 0.5: outputs near 0 in place of -1 tell the bit, and have "
                "either sign by a hair.");
  report_document_add_point (
      document,
      "Final: the mean over the last %d iterations of Alice and Bob's turn, each seen on "
      "its own mini-batch before its step. Median and range are over seeds; a seed "
      "decides weights, messages and keys.",
      LAB_FINAL_ITERATIONS);
  report_document_add_point (
      document,
      "Outcomes: zero, a final loss rate of at most 1/(16N), 0.0039 for N = 16, half of the "
      "least step at which runs were seen to rest; plateau, above that and at rest for a whole "
      "round; moving, above that and still changing; guessing, %.2f and above; diverged, a NaN.",
      LAB_FAILING_BIT_ERROR);
  report_document_add_point (
      document,
      "Verdicts: a claimed 0 holds for a seed whose outcome is zero; a claimed number "
      "above 0 when the final loss rate is within %.3f of it; \"not 0\" when the "
      "outcome is not zero, however many bits Bob reads; of Eve it is asked that in Alice and "
      "Bob's turn %.3f of her bits are wrong at least (the paper does not say when it looked at "
      "her; in that turn its figure can be seen). A claim that holds for some seeds and not for "
      "others holds by accident of initialisation.",
      REPORT_TOLERANCE, REPORT_EVE_BIT_ERROR);
  report_document_add_point (
      document,
      "Does the key matter? The networks of every finished run are given %d fresh "
      "messages, and Bob the exact key, the fuzzy one and a random wrong one. If the "
      "wrong key serves him as well (within %.2f), the key is unused: whatever the loss, "
      "this is not encryption. A run in which Bob fails, with a loss rate and a bit error of "
      "%.2f and more, is not counted: nothing can be said of its key.",
      NC_EVALUATION_SAMPLES, LAB_UNUSED_KEY_GAIN, LAB_FAILING_BIT_ERROR);
  report_document_add_point (
      document, "One-time pad line: C = P xor K would give Bob a loss of n/N with a fuzzy key and "
                "leave Eve at 0.5. A scheme above that line is worse than xor.");
}

static void
add_overview (ReportDocument *document, const ReportReplayChapter *chapters, guint n_chapters)
{
  static const char *const header[]
      = { "curve",    "Bob",     "the paper says",   "final loss rate, median (range)",
          "outcomes", "verdict", "with a wrong key", "key",
          NULL };

  report_document_add_heading (document, 2, "Which claims hold");
  report_document_begin_table (
      document,
      "Bob's final loss rate in Alice and Bob's turn, the verdict on the paper's claim, "
      "his loss rate with a random wrong key, and whether the key is used at all.",
      header);
  for (guint i = 0; i < n_chapters; i++)
    for (guint j = 0; j < chapters[i].summary->curves->len; j++)
      {
        ReportCurveSummary *curve = chapters[i].summary->curves->pdata[j];
        ReportJudgement judgement = report_judge (curve);
        char **cells = g_new0 (char *, G_N_ELEMENTS (header));

        cells[0] = g_strdup_printf ("%s, %s", chapters[i].summary->name, curve->label);
        cells[1] = g_strdup (curve->model);
        cells[2] = report_claim_describe (curve);
        cells[3] = report_replay_format_range (
            report_curve_summary_get_range (curve, report_run_get_bob_loss_rate));
        cells[4] = format_outcomes (curve);
        cells[5] = report_judgement_describe (&judgement);
        cells[6] = report_replay_format_range (
            report_curve_summary_get_range (curve, report_run_get_wrong_key_loss_rate));
        cells[7] = report_key_describe (&judgement);
        report_document_add_row (document, cells);
      }
}

static void
say_of_curve (ReportDocument *document, ReportCurveSummary *curve)
{
  ReportJudgement judgement = report_judge (curve);
  g_autofree char *verdict = report_judgement_describe (&judgement);
  g_autofree char *key = report_key_describe (&judgement);
  g_autofree char *claim = report_claim_describe (curve);
  double pad = (double) curve->key_difference / curve->key_bits;
  ReportRange range = report_curve_summary_get_range (curve, report_run_get_bob_loss_rate);
  g_autofree char *bits = report_replay_format (
      report_curve_summary_get_range (curve, report_run_get_bob_bit_error).median);

  if (judgement.n_ended == 0)
    return;
  if (judgement.answer == REPORT_ANSWER_NONE)
    report_document_add_point (document, "%s: the paper says nothing. Key: %s.", curve->label, key);
  else
    report_document_add_point (
        document,
        "%s: the paper says \"%s\". This %s. Bob's median bit error: %s. Key: %s. One-time pad "
        "line %.4f: the median loss rate is %s it.",
        curve->label, curve->paper_note != NULL ? curve->paper_note : claim, verdict, bits, key,
        pad, range.median <= pad ? "below or on" : "above");
}

static void
add_details (ReportDocument *document, ReportSummary *summary)
{
  static const char *const header[] = { "curve",
                                        "final loss rate",
                                        "final bit error",
                                        "least of the last round",
                                        "exact key",
                                        "fuzzy key",
                                        "wrong key",
                                        "fuzzy key, running statistics",
                                        "iterations to 0.05",
                                        NULL };

  report_document_begin_table (
      document,
      "Bob, median (range) over seeds. Key columns: loss rate on fresh messages, batch "
      "norm with each batch's statistics, as in training, and in the last but one with "
      "the running ones. Iterations to a loss rate below 0.05: of the seeds that got "
      "there.",
      header);
  for (guint i = 0; i < summary->curves->len; i++)
    {
      ReportCurveSummary *curve = summary->curves->pdata[i];
      ReportRange threshold
          = report_curve_summary_get_range (curve, report_run_get_threshold_iteration);
      static const ReportGetter getters[] = {
        report_run_get_bob_loss_rate,       report_run_get_bob_bit_error,
        report_run_get_bob_minimum,         report_run_get_exact_key_loss_rate,
        report_run_get_fuzzy_key_loss_rate, report_run_get_wrong_key_loss_rate,
        report_run_get_running_loss_rate,
      };
      char **cells = g_new0 (char *, G_N_ELEMENTS (header));

      cells[0] = g_strdup (curve->label);
      for (guint j = 0; j < G_N_ELEMENTS (getters); j++)
        cells[j + 1]
            = report_replay_format_range (report_curve_summary_get_range (curve, getters[j]));
      cells[8] = threshold.n == 0
                     ? g_strdup ("never")
                     : g_strdup_printf ("%.0f (%u of %u seeds)", threshold.median, threshold.n,
                                        report_curve_summary_count_ended (curve));
      report_document_add_row (document, cells);
    }
}

/* In units of one wrong bit in every eighth message; G_MAXUINT if near no level. */
static guint
find_level (const ReportRun *run, guint units)
{
  double level = report_run_get_bob_loss_rate (run) * units;

  return fabs (level - round (level)) <= NEAR_LEVEL ? (guint) lround (level) : G_MAXUINT;
}

/* Levels of the runs at rest: "12/128 (2), elsewhere (1)". */
static char *
describe_levels (ReportCurveSummary *curve)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint units = 8 * curve->key_bits, n_elsewhere = 0;

  for (guint level = 0; level <= units; level++)
    {
      guint n = 0;

      for (guint i = 0; i < curve->runs->len; i++)
        {
          const ReportRun *run = &g_array_index (curve->runs, ReportRun, i);

          if (run->outcome != REPORT_OUTCOME_PLATEAU)
            continue;
          n += find_level (run, units) == level;
          n_elsewhere += level == 0 && find_level (run, units) == G_MAXUINT;
        }
      if (n > 0)
        g_string_append_printf (text, "%s%u/%u (%u)", text->len > 0 ? ", " : "", level, units, n);
    }
  if (n_elsewhere > 0)
    g_string_append_printf (text, "%selsewhere (%u)", text->len > 0 ? ", " : "", n_elsewhere);
  return g_strdup (text->len > 0 ? text->str : "–");
}

static void
add_outcomes (ReportDocument *document, ReportSummary *summary)
{
  static const char *const header[]
      = { "curve", "reached zero", "at rest above it", "where", "still moving", "guessing", NULL };
  static const ReportOutcome outcomes[] = { REPORT_OUTCOME_ZERO, REPORT_OUTCOME_PLATEAU,
                                            REPORT_OUTCOME_MOVING, REPORT_OUTCOME_GUESSING };

  report_document_begin_table (
      document,
      "How many seeds ended how, with the 95% interval of the share (Wilson). Where: the "
      "multiple of 1/(8N) within a tenth of which they rest, and how many do. 1/(8N) is what one "
      "wrong bit in every eighth message costs; an output that has a single sign and is right "
      "half of the time costs four of them.",
      header);
  for (guint i = 0; i < summary->curves->len; i++)
    {
      ReportCurveSummary *curve = summary->curves->pdata[i];
      char **cells = g_new0 (char *, G_N_ELEMENTS (header));

      cells[0] = g_strdup (curve->label);
      for (guint j = 0; j < G_N_ELEMENTS (outcomes); j++)
        cells[j < 2 ? j + 1 : j + 2]
            = report_replay_format_share (report_curve_summary_count (curve, outcomes[j]),
                                          report_curve_summary_count_ended (curve));
      cells[3] = describe_levels (curve);
      report_document_add_row (document, cells);
    }
}

static void
add_chapter (ReportDocument *document, const ReportReplayChapter *chapter)
{
  ReportSummary *summary = chapter->summary;
  g_autofree char *caption = g_strdup_printf (
      "%s: Bob's loss rate while he trains, reading %s. The lines are guessing, the one-time pad "
      "and what the paper claims.",
      summary->title, summary->reading);

  report_document_add_heading (document, 2, summary->title);
  if (chapter->light != NULL)
    report_document_add_picture (document, chapter->picture, chapter->light, chapter->dark,
                                 caption);
  for (guint i = 0; i < summary->curves->len; i++)
    say_of_curve (document, summary->curves->pdata[i]);
  add_details (document, summary);
  add_outcomes (document, summary);
  report_replay_add_eve (document, summary);
  report_replay_add_plateaus (document, summary);
}

ReportDocument *
report_replay_write_document (const ReportReplayChapter *chapters,
                              guint n_chapters,
                              const char *command)
{
  ReportDocument *document
      = report_document_new ("The paper, replayed: encryption with fuzzy keys by neural networks");

  report_document_add_paragraph (
      document,
      "Fuzzy Key Lab %s trained what the paper describes, over several seeds, and says "
      "of each claim whether it holds. No number is tuned to look like the paper. The "
      "lab is for research and teaching: nothing here protects anything. A key of 16 bits is a "
      "toy: a computer tries all 65,536 in milliseconds.",
      LAB_VERSION);
  report_document_add_paragraph (document,
                                 "Made by: %s. Every number comes from runs.csv beside "
                                 "this report.",
                                 command);
  add_overview (document, chapters, n_chapters);
  report_replay_add_models (document, chapters, n_chapters);
  report_replay_add_batch_norm (document, chapters, n_chapters);
  explain_words (document);
  for (guint i = 0; i < n_chapters; i++)
    add_chapter (document, &chapters[i]);
  return document;
}
