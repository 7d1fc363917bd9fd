/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Training goes on after its end.
 */
#pragma once

#include "lab/training/lab-study.h"

G_BEGIN_DECLS

/**
 * lab_run_new_longer:
 * @experiment: that of @run with more rounds
 *
 * A run that has done what @run did, and goes on from there: no number depends on how many rounds
 * are planned, so that in the end it is, bit for bit, one so planned from the start.
 *
 * Returns: (transfer full): paused; NULL with LAB_ERROR_VALUE if @run trains, has diverged or lacks
 * its networks, or if @experiment differs in more
 */
LabRun *lab_run_new_longer (LabRun *run, LabExperiment *experiment, GError **error);

/**
 * lab_study_lengthen:
 * @run: listed
 * @rounds: more
 *
 * The curve of @run has so many rounds more, and longer runs of its runs take their places; those
 * go to the history. Runs that cannot go on stay, with earlier settings.
 *
 * Returns: (transfer container) (element-type LabRun): to start; NULL with an error, and nothing
 * changed
 */
GPtrArray *lab_study_lengthen (LabStudy *study, LabRun *run, guint rounds, GError **error);

G_END_DECLS
