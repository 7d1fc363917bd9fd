/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whether what the paper claims about a curve holds over the seeds, in a word and in a sentence.
 * The rules are defined here once and apply to every curve alike.
 */
#pragma once

#include "report/replay/report-summary.h"

G_BEGIN_DECLS

/* Tolerance for a final loss rate against a claimed one above 0: the cost of one output of 16
 * stuck at one sign. */
#define REPORT_TOLERANCE 0.03125

/* Eve learns too much below this bit error: 6 of 16 bits, after Abadi and Andersen 2016, section
 * 2.5. */
#define REPORT_EVE_BIT_ERROR 0.375

typedef enum
{
  REPORT_ANSWER_NONE,      /* nothing was claimed, or no run finished */
  REPORT_ANSWER_HOLDS,     /* for every seed */
  REPORT_ANSWER_ACCIDENT,  /* for some: it depends on the initialisation */
  REPORT_ANSWER_HOLDS_NOT, /* for none */
} ReportAnswer;

typedef struct
{
  ReportAnswer answer;
  guint n_fitting;  /* runs for which it holds, … */
  guint n_ended;    /* … of so many */
  guint n_unused;   /* finished runs in which the key is unused, … */
  guint n_judged;   /* … of so many */
  guint n_read;     /* runs that a fresh Eve reads, … */
  guint n_attacked; /* … of so many */
} ReportJudgement;

/**
 * report_judge:
 *
 * By claim: LOSS_RATE 0: the outcome is zero; LOSS_RATE above 0: the final loss rate is within
 * REPORT_TOLERANCE of it; NOT_ZERO: the outcome is not zero; BEATS_EVE: it is zero, and in Alice
 * and Bob's turn, which the paper looks at, Eve's bit error is REPORT_EVE_BIT_ERROR or more;
 * BOTH_FAIL: it is not zero and Eve's bit error is as high. A run that diverged fits no claim.
 */
ReportJudgement report_judge (ReportCurveSummary *curve);

/**
 * report_claim_describe:
 *
 * Returns: (transfer full): the paper's claim in a few words: "0", "0.25", "not 0", "Bob decrypts,
 * Eve does not"
 */
char *report_claim_describe (ReportCurveSummary *curve);

/**
 * report_judgement_describe:
 *
 * If fresh Eves attacked, includes what they read.
 *
 * Returns: (transfer full): "holds (5 of 5 seeds)", "by accident of initialisation (2 of 5)",
 * "does not hold (0 of 5)"
 */
char *report_judgement_describe (const ReportJudgement *judgement);

/**
 * report_key_describe:
 *
 * Returns: (transfer full): what the wrong key shows, "key unused: not encryption (5 of 5)"
 */
char *report_key_describe (const ReportJudgement *judgement);

G_END_DECLS
