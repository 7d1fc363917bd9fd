/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Threads that share the steps of one run, while it alone is training.
 */
#pragma once

#include "engine/training/nc-executor.h"

G_BEGIN_DECLS

typedef struct _LabExecutor LabExecutor;

/**
 * lab_executor_new:
 * @n_threads: the caller's among them
 * @niceness: of the threads it makes
 */
LabExecutor *lab_executor_new (guint n_threads, int niceness);

/* No step may be using it. */
void lab_executor_free (LabExecutor *executor);

/**
 * lab_executor_get_engine:
 *
 * Returns: (transfer none): what nc_trainer_set_executor() takes; one trainer at
 * a time may use it
 */
NcExecutor *lab_executor_get_engine (LabExecutor *executor);

G_END_DECLS
