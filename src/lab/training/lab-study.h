/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A study: the runs that are viewed together, as a GListModel of LabRun, and the study file they
 * come from.
 *
 * A run takes its curve's experiment when it begins, and keeps it: lab_study_set_value() changes
 * what ready runs will train. lab_study_renew() makes a new run of the curve as it is now; the run
 * before it stays in the curve's history, which the list leaves out.
 */
#pragma once

#include <gio/gio.h>

#include "lab/training/lab-scheduler.h"
#include "lab/experiment/lab-study-file.h"

G_BEGIN_DECLS

/* The most runs per curve. */
#define LAB_MAX_SEEDS 1000

#define LAB_TYPE_STUDY (lab_study_get_type ())
G_DECLARE_FINAL_TYPE (LabStudy, lab_study, LAB, STUDY, GObject)

/* Signal "changed": a value, the reading, the title or a curve changed. */

/**
 * lab_study_new:
 * @file: (transfer none): copied
 * @n_seeds: runs per curve, with seeds training.seed, training.seed + 1 …
 *
 * Returns: NULL with the error of the first invalid curve
 */
LabStudy *lab_study_new (LabStudyFile *file, guint n_seeds, GError **error);

/* (transfer none), read-only; replaced by every change. */
LabStudyFile *lab_study_get_file (LabStudy *study);

guint lab_study_get_n_runs (LabStudy *study);
LabRun *lab_study_get_run (LabStudy *study, guint index); /* (transfer none) */

/* (transfer none) (nullable): by its number in the store, listed or in the history. */
LabRun *lab_study_find_run (LabStudy *study, gint64 number);

/* The curve of the file that @run belongs to. */
guint lab_study_get_curve (LabStudy *study, LabRun *run);

/**
 * lab_study_is_outdated:
 *
 * Returns: whether @run began with something else than its curve now says
 */
gboolean lab_study_is_outdated (LabStudy *study, LabRun *run);

/**
 * lab_study_copy_file_as_trained:
 *
 * Returns: (transfer full): the study to save: curves whose runs began with earlier settings keep
 * those
 */
LabStudyFile *lab_study_copy_file_as_trained (LabStudy *study);

/**
 * lab_study_describe_interruption:
 *
 * Returns: (transfer full) (nullable): a sentence on runs that were cut off before the
 * study was read from a store
 */
char *lab_study_describe_interruption (LabStudy *study);

/**
 * lab_study_set_value:
 * @name: "GROUP.KEY", or "study.reading"
 *
 * Sets the value that all curves share, and updates runs that are still ready.
 *
 * Returns: FALSE, with nothing changed, if the value is invalid on its own or together with the
 * others
 */
gboolean lab_study_set_value (LabStudy *study, const char *name, const char *value, GError **error);

/* Likewise, of one curve. */
gboolean lab_study_set_curve_value (
    LabStudy *study, guint curve, const char *name, const char *value, GError **error);

/* The curve has the shared value again; FALSE where that does not go with its others. */
gboolean
lab_study_unset_curve_value (LabStudy *study, guint curve, const char *name, GError **error);

/**
 * lab_study_add_curve:
 * @label: (nullable)
 *
 * Returns: (transfer none): the run of the new curve, ready; NULL with an error
 */
LabRun *lab_study_add_curve (LabStudy *study, const char *label, GError **error);

/* An empty or blank title changes nothing. */
void lab_study_set_title (LabStudy *study, const char *title);

/**
 * lab_study_rename:
 *
 * Relabels the run's curve, also in the file, and all its runs. Labels are unique, so the new one
 * may be numbered.
 */
void lab_study_rename (LabStudy *study, LabRun *run, const char *label);

/**
 * lab_study_remove:
 *
 * Takes the run from the list and, with its last run, the curve from the file. A run that has begun
 * stays in the history; the caller pauses it.
 */
void lab_study_remove (LabStudy *study, LabRun *run);

/**
 * lab_study_renew:
 * @run: listed
 *
 * Puts a new run of the same curve and seed in the place of @run, ready to train what the curve
 * says now; if its settings contradict each other, what @run trained. A run that has begun goes to
 * the history; the caller pauses it. One that has not is brought up to date.
 *
 * Returns: (transfer none): the run to start
 */
LabRun *lab_study_renew (LabStudy *study, LabRun *run);

/**
 * lab_study_list_history:
 * @run: (nullable): a listed run, for the earlier runs of its curve; NULL for all
 *
 * Returns: (transfer full) (element-type LabRun): oldest first
 */
GPtrArray *lab_study_list_history (LabStudy *study, LabRun *run);

/* Whether @run is neither in the history nor gone. */
gboolean lab_study_is_listed (LabStudy *study, LabRun *run);

/* (transfer none) (nullable): the listed run of the same curve, of its seed if there is one. */
LabRun *lab_study_find_successor (LabStudy *study, LabRun *run);

/**
 * lab_study_delete_history:
 * @runs: (element-type LabRun): of the history
 *
 * They are no longer in it; lab_study_put_state() brings them back as long as the study is open.
 */
void lab_study_delete_history (LabStudy *study, GPtrArray *runs);

G_END_DECLS
