/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Threads that share the steps of one run while no other is training.
 */
#pragma once

#include "engine/training/nc-executor.h"

G_BEGIN_DECLS

typedef struct _LabExecutor LabExecutor;

/**
 * lab_executor_new:
 * @n_threads: including the caller's
 * @niceness: of the threads it starts
 */
LabExecutor *lab_executor_new (guint n_threads, int niceness);

/* Only while no step uses it. */
void lab_executor_free (LabExecutor *executor);

/**
 * lab_executor_get_engine:
 *
 * Returns: (transfer none): for nc_trainer_set_executor(); only one trainer at a time may use it
 */
NcExecutor *lab_executor_get_engine (LabExecutor *executor);

G_END_DECLS
