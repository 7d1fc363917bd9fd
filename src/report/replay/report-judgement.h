/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whether what the paper says of a curve holds over the seeds, in a word and in a
 * sentence. The rules are written down here once and apply to every curve alike.
 */
#pragma once

#include "report/replay/report-summary.h"

G_BEGIN_DECLS

/* A final loss rate agrees with a claimed one above 0 within this: what one output
 * of 16 costs that has a single sign. */
#define REPORT_TOLERANCE 0.03125

/* Eve knows too much below this bit error: 6 of 16 bits, after Abadi and Andersen
 * 2016, section 2.5. */
#define REPORT_EVE_BIT_ERROR 0.375

typedef enum
{
  REPORT_ANSWER_NONE,      /* nothing was claimed, or no run ended */
  REPORT_ANSWER_HOLDS,     /* for every seed */
  REPORT_ANSWER_ACCIDENT,  /* for some: the initialisation decides */
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
 * By claim: LOSS_RATE 0: the outcome is zero; LOSS_RATE above 0: the final loss
 * rate is within REPORT_TOLERANCE of it; NOT_ZERO: the outcome is not zero;
 * BEATS_EVE: it is zero, and in Alice and Bob's turn, where the paper looks, Eve's
 * bit error is REPORT_EVE_BIT_ERROR or more; BOTH_FAIL: it is not zero and Eve's is
 * as high. A run that diverged fits none.
 */
ReportJudgement report_judge (ReportCurveSummary *curve);

/**
 * report_claim_describe:
 *
 * Returns: (transfer full): what the paper says, in a few words: "0", "0.25",
 * "not 0", "Bob decrypts, Eve does not"
 */
char *report_claim_describe (ReportCurveSummary *curve);

/**
 * report_judgement_describe:
 *
 * Where fresh Eves attacked, what they read is told with it.
 *
 * Returns: (transfer full): "holds (5 of 5 seeds)", "by accident of initialisation
 * (2 of 5)", "does not hold (0 of 5)"
 */
char *report_judgement_describe (const ReportJudgement *judgement);

/**
 * report_key_describe:
 *
 * Returns: (transfer full): what the wrong key tells, "key unused: not encryption
 * (5 of 5)"
 */
char *report_key_describe (const ReportJudgement *judgement);

G_END_DECLS
