/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The results of a study, as numbers: a row for each run, and for each curve what its seeds have
 * in common. Everything a report says is derived from these rows, and the CSV beside a report
 * holds them.
 */
#pragma once

#include "lab/training/lab-fresh-eves.h"
#include "lab/training/lab-study.h"
#include "report/replay/report-statistics.h"

G_BEGIN_DECLS

/* Bob's outcome, by his mean loss rate over the last LAB_FINAL_ITERATIONS of Alice and Bob's turn.
 * N is the number of key bits. */
typedef enum
{
  REPORT_OUTCOME_ZERO,       /* at most 1 / (16 N): he decrypts */
  REPORT_OUTCOME_PLATEAU,    /* at rest above that, see lab_flatness_measure() */
  REPORT_OUTCOME_MOVING,     /* above 1 / (16 N) and still changing */
  REPORT_OUTCOME_GUESSING,   /* 0.45 or above */
  REPORT_OUTCOME_DIVERGED,   /* a NaN or an infinity */
  REPORT_OUTCOME_UNFINISHED, /* not trained to the end; ignored */
} ReportOutcome;
#define REPORT_N_OUTCOMES 6

/* "zero", "plateau", … as in the CSV. */
const char *report_outcome_get_name (ReportOutcome outcome);

/* Bob's outcome in @run, or REPORT_OUTCOME_UNFINISHED. */
ReportOutcome report_outcome_find (LabRun *run);

/* Loss rate below which a block of LAB_FINAL_ITERATIONS iterations counts as learnt: one wrong bit
 * of 16 costs 0.0625. */
#define REPORT_THRESHOLD 0.05

typedef struct
{
  guint32 seed;
  ReportOutcome outcome;
  guint64 iterations;            /* iterations done */
  double finals[LAB_N_CHANNELS]; /* means of the last LAB_FINAL_ITERATIONS measured */
  double minimum;                /* Bob's lowest loss rate in the last round: where a plot of each
                                  * round's minimum would end */
  double eve_minimum;            /* Eve's, in Alice and Bob's turn; NAN without Eve */
  guint64 threshold_iteration;   /* of Alice and Bob's turn, at the end of the first block below
                                  * REPORT_THRESHOLD; G_MAXUINT64 if never */
  gboolean has_evaluation;       /* for a finished run */
  LabKeyUse key_use;             /* on the key */
  NcEvaluation training;         /* batch norm with batch statistics */
  NcEvaluation running;          /* batch norm with running statistics */
  double dead_share;             /* of the pair's ReLU units, NAN without any */
  guint n_stuck;                 /* Bob's outputs stuck at one sign */
  guint n_eves;                  /* fresh Eves; 0 if none was trained */
  guint64 eve_steps;             /* of each of them */
  double fresh_bit_error;        /* of the best of them; NAN without */
  double fresh_whole;            /* the best one's share of fully correct messages; NAN without */
} ReportRun;

typedef struct
{
  char *label;
  char *model; /* Bob's */
  guint key_bits;
  guint key_difference;
  gboolean eve;
  gboolean own_turn; /* Eve has turns of her own */
  LabClaim claim;
  double paper_loss_rate; /* NAN if no number is claimed */
  char *paper_note;       /* may be NULL */
  GArray *runs;           /* of ReportRun, by seed */
} ReportCurveSummary;

typedef struct
{
  char *name;
  char *title;
  char *reading;
  GPtrArray *curves; /* of ReportCurveSummary */
} ReportSummary;

/**
 * report_summary_new:
 * @eves: (nullable) (element-type LabRun LabFreshEves): fresh Eves by run
 *
 * Diagnoses the networks of runs that have no diagnosis yet: some milliseconds each.
 */
ReportSummary *report_summary_new (LabStudy *study, GHashTable *eves);
void report_summary_free (ReportSummary *summary);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReportSummary, report_summary_free)

/* How many runs of @curve ended so, counting finished and diverged ones. */
guint report_curve_summary_count (ReportCurveSummary *curve, ReportOutcome outcome);
guint report_curve_summary_count_ended (ReportCurveSummary *curve);

/* Gets a number of a run; NAN if missing. */
typedef double (*ReportGetter) (const ReportRun *run);

typedef struct
{
  guint n; /* runs that have the number */
  double median;
  double min;
  double max;
} ReportRange;

/**
 * report_curve_summary_get_range:
 *
 * Returns: over the runs that ended; all NAN if none did
 */
ReportRange report_curve_summary_get_range (ReportCurveSummary *curve, ReportGetter get);

/* Getters for report_curve_summary_get_range(). */
double report_run_get_bob_loss_rate (const ReportRun *run);
double report_run_get_bob_bit_error (const ReportRun *run);
double report_run_get_bob_minimum (const ReportRun *run);
double report_run_get_eve_loss_rate (const ReportRun *run);
double report_run_get_eve_bit_error (const ReportRun *run);
double report_run_get_eve_own_loss_rate (const ReportRun *run);
double report_run_get_eve_own_bit_error (const ReportRun *run);
double report_run_get_wrong_key_loss_rate (const ReportRun *run);
double report_run_get_exact_key_loss_rate (const ReportRun *run);
double report_run_get_fuzzy_key_loss_rate (const ReportRun *run);
double report_run_get_running_loss_rate (const ReportRun *run);
double report_run_get_threshold_iteration (const ReportRun *run);
double report_run_get_fresh_bit_error (const ReportRun *run);
double report_run_get_dead_share (const ReportRun *run);

G_END_DECLS
