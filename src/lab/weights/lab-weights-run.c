/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The networks of a run from its newest checkpoint.
 */
#include "config.h"

#include "lab/weights/lab-weights-run.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "engine/training/nc-trainer.h"

/* The networks are not damaged: this is what divergence leaves. */
static void
tell_diverged (LabRun *run, GError **error)
{
  g_clear_error (error);
  g_set_error (error, NC_ERROR, NC_ERROR_STATE,
               _ ("%s diverged in iteration %" PRIu64
                  ", and its networks no longer hold numbers; train it with other values"),
               lab_run_get_label (run), lab_run_get_iteration (run));
}

LabWeights *
lab_weights_new_from_run (LabRun *run, GError **error)
{
  LabExperiment *experiment = lab_run_get_experiment (run);
  guint64 iteration;
  g_autoptr (GBytes) checkpoint = lab_run_get_checkpoint (run, &iteration);
  nc_real *parameters[NC_N_PARTIES], *statistics[NC_N_PARTIES];
  LabWeights *weights;

  if (checkpoint == NULL)
    {
      g_set_error (error, LAB_ERROR, LAB_ERROR_NOT_FOUND,
                   _ ("%s has no networks yet, or no longer has any; train it first"),
                   lab_run_get_label (run));
      return NULL;
    }
  if (!nc_state_read_networks (lab_experiment_get_setup (experiment),
                               g_bytes_get_data (checkpoint, NULL), g_bytes_get_size (checkpoint),
                               parameters, statistics, error))
    {
      if (lab_run_get_state (run) == LAB_RUN_DIVERGED)
        tell_diverged (run, error);
      return NULL;
    }
  weights = lab_weights_new (experiment, lab_run_get_seed (run), iteration,
                             (const float *const *) parameters, (const float *const *) statistics);
  for (NcParty party = NC_ALICE; party < NC_N_PARTIES; party++)
    {
      nc_real_free (parameters[party]);
      nc_real_free (statistics[party]);
    }
  return weights;
}
