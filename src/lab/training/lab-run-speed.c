/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Keeps two moments: a new one replaces the later, which becomes the earlier.
 */
#include "lab/training/lab-run-speed.h"

void
lab_run_speed_reset (LabRunSpeed *speed)
{
  *speed = (LabRunSpeed){ 0 };
}

double
lab_run_speed_measure (LabRunSpeed *speed, guint64 iteration, gint64 now)
{
  gint64 elapsed;

  if (speed->later_time == 0)
    {
      speed->earlier_time = speed->later_time = now;
      speed->earlier_iteration = speed->later_iteration = iteration;
      return 0;
    }
  if (now - speed->later_time > G_USEC_PER_SEC / 2)
    {
      speed->earlier_time = speed->later_time;
      speed->earlier_iteration = speed->later_iteration;
      speed->later_time = now;
      speed->later_iteration = iteration;
    }
  elapsed = now - speed->earlier_time;
  return elapsed > 0
             ? (double) (iteration - speed->earlier_iteration) * G_USEC_PER_SEC / (double) elapsed
             : 0;
}
