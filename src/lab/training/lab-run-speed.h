/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How fast a run trains, over the last second or so.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The iteration at two moments, at least half a second apart; all 0: not measured yet. */
typedef struct
{
  gint64 earlier_time; /* monotonic, microseconds */
  guint64 earlier_iteration;
  gint64 later_time;
  guint64 later_iteration;
} LabRunSpeed;

void lab_run_speed_reset (LabRunSpeed *speed);

/**
 * lab_run_speed_measure:
 * @iteration: that the run has reached
 * @now: monotonic time in microseconds
 *
 * Returns: iterations per second since an earlier moment; 0 at the first
 */
double lab_run_speed_measure (LabRunSpeed *speed, guint64 iteration, gint64 now);

G_END_DECLS
