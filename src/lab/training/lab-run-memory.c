/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What runs will still allocate; allocates nothing.
 */
#include "lab/training/lab-run-private.h"

/* Up to the last iteration: the need of the complete run less what it already holds. */
static LabNeed
get_missing (LabRun *run)
{
  LabTraining *training = lab_run_get_training (run);
  gboolean is_ended = lab_run_is_ended (run); /* it needs no more */
  guint64 held = lab_series_get_memory (training->series);

  if (training->need.series == 0)
    training->need = lab_limits_estimate (training->experiment);
  return (LabNeed){
    .networks = training->has_trainer || is_ended ? 0 : training->need.networks,
    .series = training->need.series - MIN (training->need.series, held),
    .state = is_ended ? 0 : training->need.state,
  };
}

gboolean
lab_runs_check_memory (GPtrArray *runs, guint64 available, GError **error)
{
  LabNeed sum = { 0 };

  for (guint i = 0; i < runs->len; i++)
    {
      LabNeed need = get_missing (runs->pdata[i]);

      lab_limits_add (&sum, &need);
    }
  return lab_limits_check (runs->len, &sum, available, error);
}
