/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Training goes on from where a run is, with more rounds or at another learning rate.
 */
#pragma once

#include "lab/training/lab-study.h"

G_BEGIN_DECLS

/* How training goes on; one of them at least. */
typedef struct
{
  guint rounds;         /* more */
  double learning_rate; /* from here on; 0: as planned */
} LabBranch;

/**
 * lab_run_new_branch:
 * @experiment: that of @run with other rounds, or with other learning rates from where @run is
 *
 * A run that has done what @run did, and goes on from there: no number depends on what is planned
 * for later iterations, so that in the end it is, bit for bit, one so planned from the start.
 *
 * Returns: (transfer full): paused; NULL with LAB_ERROR_VALUE if @run trains, has diverged or lacks
 * its networks, or if @experiment differs in more or leaves nothing to train
 */
LabRun *lab_run_new_branch (LabRun *run, LabExperiment *experiment, GError **error);

/**
 * lab_study_branch:
 * @run: listed
 *
 * The settings of @run's curve change, and branches of its runs take their places; those go to the
 * history. The learning rate changes where the run that is furthest is; the others get there with
 * the rate that they have. Runs that cannot go on stay, with earlier settings.
 *
 * Returns: (transfer container) (element-type LabRun): to start; NULL with an error, and nothing
 * changed
 */
GPtrArray *lab_study_branch (LabStudy *study, LabRun *run, const LabBranch *branch, GError **error);

G_END_DECLS
