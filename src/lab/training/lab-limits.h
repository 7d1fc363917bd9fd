/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How much memory runs will need, and how much there is: asked before a training
 * begins, so that none is killed in its tenth hour.
 *
 * An estimate holds for what the engine and the series allocate; the program
 * itself, its window and the store come to some 100 MB more.
 */
#pragma once

#include "lab/experiment/lab-experiment.h"

G_BEGIN_DECLS

/* In bytes. */
typedef struct
{
  guint64 networks; /* trainers, their checkpoints, and what a diagnosis holds */
  guint64 series;   /* to the last iteration */
  guint64 state;    /* of them: what the store is to keep of the largest run's networks */
} LabNeed;

/**
 * lab_limits_estimate:
 *
 * What one run of @experiment takes from its first iteration to its last. The needs of
 * runs add up, however few of them train at once: one that is paused keeps all of it,
 * one that has ended its series and its newest networks.
 */
LabNeed lab_limits_estimate (LabExperiment *experiment);

/**
 * lab_limits_get_free_memory:
 * @root: where /proc and /sys stand; NULL for "/"
 *
 * The kernel's estimate of what can be had without swapping (MemAvailable), or
 * what the limits of this process's control group (version 2) and of those above
 * it leave, if that is less: memory.max minus memory.current, files that can be
 * dropped not counted as taken.
 *
 * Returns: bytes; G_MAXUINT64 when the machine does not say
 */
guint64 lab_limits_get_free_memory (const char *root);

/**
 * lab_limits_check:
 * @n_runs: whose need it is, 1 or more
 * @need: by all of them
 * @available: as lab_limits_get_free_memory() has it
 *
 * Returns: FALSE with LAB_ERROR_MEMORY, one sentence with the figures, when @need is
 * more than @available, or the networks of a run more than a store can keep in one piece
 */
gboolean lab_limits_check (guint n_runs, const LabNeed *need, guint64 available, GError **error);

/**
 * lab_limits_add:
 *
 * sum += need
 */
void lab_limits_add (LabNeed *sum, const LabNeed *need);

G_END_DECLS
