/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The states of a run and their names. lab-scheduler.c sets them (queue, start, pause), and
 * lab-job.c says how a worker ended.
 */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  LAB_RUN_READY, /* not begun: at iteration 0, and not requested yet */
  LAB_RUN_QUEUED,
  LAB_RUN_RUNNING,
  LAB_RUN_PAUSED,
  LAB_RUN_FINISHED,
  LAB_RUN_DIVERGED,
  LAB_RUN_FAILED,
} LabRunState;

#define LAB_TYPE_RUN_STATE (lab_run_state_get_type ())
GType lab_run_state_get_type (void);

/**
 * lab_run_state_get_name:
 *
 * Returns: "ready", "queued", … as in JSON; not translated
 */
const char *lab_run_state_get_name (LabRunState state);

/* For a person, translated. */
const char *lab_run_state_get_words (LabRunState state);

G_END_DECLS
