/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How much memory runs will need, and how much there is: checked before training begins, so that
 * no run is killed in its tenth hour.
 *
 * An estimate covers what the engine and the series allocate; the program itself, its window and
 * the store need about 100 MB more.
 */
#pragma once

#include "lab/experiment/lab-experiment.h"

G_BEGIN_DECLS

/* In bytes. */
typedef struct
{
  guint64 networks; /* trainers, their checkpoints, and a diagnosis */
  guint64 series;   /* to the last iteration */
  guint64 state;    /* included: the largest run's networks as kept in the store */
} LabNeed;

/**
 * lab_limits_estimate:
 *
 * What one run of @experiment needs from its first iteration to its last. The needs of runs add up
 * even if few train at once: a paused run keeps all of its memory, an ended one its series and
 * newest networks.
 */
LabNeed lab_limits_estimate (LabExperiment *experiment);

/**
 * lab_limits_get_free_memory:
 * @root: the folder of /proc and /sys; NULL for "/"
 *
 * The kernel's estimate of what is available without swapping (MemAvailable) or, if less, what the
 * limits of this process's control group (version 2) and its ancestors leave: memory.max minus
 * memory.current, not counting droppable files as used.
 *
 * Returns: bytes; G_MAXUINT64 if the machine does not say
 */
guint64 lab_limits_get_free_memory (const char *root);

/**
 * lab_limits_check:
 * @n_runs: whose need it is, 1 or more
 * @need: of all of them
 * @available: from lab_limits_get_free_memory()
 *
 * Returns: FALSE with LAB_ERROR_MEMORY, one sentence with the figures, if @need exceeds
 * @available, or if a run's networks are larger than a store can keep in one piece
 */
gboolean lab_limits_check (guint n_runs, const LabNeed *need, guint64 available, GError **error);

/**
 * lab_limits_add:
 *
 * sum += need
 */
void lab_limits_add (LabNeed *sum, const LabNeed *need);

G_END_DECLS
