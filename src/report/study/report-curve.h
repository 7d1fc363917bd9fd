/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a figure or a table needs from a run, whatever its origin: a run of the lab or rows of a
 * CSV file.
 */
#pragma once

#include "lab/training/lab-study.h"
#include "plot/data/plot-source.h"

G_BEGIN_DECLS

/* Which number of a curve to draw. */
typedef enum
{
  REPORT_METRIC_LOSS_RATE,
  REPORT_METRIC_BIT_ERROR,
} ReportMetric;

typedef struct
{
  char *study; /* the study's title */
  char *label; /* of the curve; runs of one curve share it and differ in the seed */
  guint key_bits;
  guint key_difference;
  guint32 seed;
  gint64 run; /* number in the store, 0 if it does not matter: tells apart runs of the
               * same study, label and seed */
  guint colour;
  guint round_length;     /* iterations, both turns counted; 0 if unknown */
  guint64 begin;          /* the first iteration present: above 0 in an excerpt of a table */
  guint64 length;         /* iterations planned; 0 if unknown */
  double paper_loss_rate; /* NAN: none claimed */
  gboolean eve;           /* whether Eve listens */
  gboolean own_turn;      /* whether Eve has turns of her own */
  gboolean earlier;       /* of the history: drawn faint */
  NcRateChange rate_changes[NC_MAX_RATE_CHANGES]; /* [n_rate_changes] */
  guint n_rate_changes;                           /* 0 if unknown */
  PlotSource *sources[LAB_N_CHANNELS];
} ReportCurve;

ReportCurve *report_curve_new (const char *study, const char *label);
void report_curve_free (ReportCurve *curve);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReportCurve, report_curve_free)

/**
 * report_curve_new_from_run:
 * @study: the study's title
 *
 * Returns: (transfer full): reads the run's current series, also while it grows
 */
ReportCurve *report_curve_new_from_run (const char *study, LabRun *run);

/**
 * report_curves_from_study:
 *
 * Returns: (transfer full) (element-type ReportCurve): of the visible runs
 */
GPtrArray *report_curves_from_study (LabStudy *study);

/**
 * report_curves_add_history:
 * @curves: (element-type ReportCurve): of @study
 *
 * Adds the earlier runs of the study's curves, "Bob1 · earlier 1" and so on from the oldest, before
 * the others, so that these are drawn over them.
 */
void report_curves_add_history (GPtrArray *curves, LabStudy *study);

/**
 * report_curves_tell_apart:
 * @curves: (element-type ReportCurve)
 *
 * If curves of several studies share a label, appends the study's title to each and gives them
 * distinct colours.
 */
void report_curves_tell_apart (GPtrArray *curves);

G_END_DECLS
