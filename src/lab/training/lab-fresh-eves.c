/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Fresh Eves on the frozen networks of a run.
 */
#include "config.h"

#include "lab/training/lab-fresh-eves.h"

#include <glib/gi18n-lib.h>

#include "audit/nc-audit-pair.h"
#include "engine/training/nc-trainer.h"
#include "lab/experiment/lab-error.h"

/* Messages for choosing the best Eve, and fresh ones for measuring her. */
#define N_CHOOSING 20480
#define N_MEASURED 51200

void
lab_fresh_eves_free (LabFreshEves *eves)
{
  g_free (eves);
}

static NcAuditFreshOptions
get_options (const NcSetup *setup, guint n_eves, guint64 n_steps)
{
  return (NcAuditFreshOptions){
    .training = {
      .batch = NC_TILES (setup->batch) * NC_LANES,
      .n_steps = n_steps,
      .learning_rate = setup->learning_rate,
    },
    .topology = setup->topologies[NC_EVE],
    .n_eves = n_eves,
    .n_choosing = N_CHOOSING,
    .n_measured = N_MEASURED,
    .n_points = 1,
  };
}

static LabFreshEves *
attack (NcAuditCipher *cipher,
        const NcAuditFreshOptions *options,
        guint32 seed,
        guint64 *progress,
        GCancellable *cancellable,
        GError **error)
{
  guint64 n_steps = (guint64) options->n_eves * options->training.n_steps, n_told = 0;
  g_autoptr (NcAuditFresh) fresh
      = nc_audit_fresh_new (cipher, NC_AUDIT_FRESH_GIVEN, options, seed, nc_kernels_get_best ());
  LabFreshEves *eves;

  while (nc_audit_fresh_step (fresh))
    {
      guint64 n_done = (guint64) (nc_audit_fresh_get_progress (fresh) * (double) n_steps);

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      if (progress != NULL)
        __atomic_add_fetch (progress, n_done - n_told, __ATOMIC_RELAXED);
      n_told = n_done;
    }
  if (progress != NULL)
    __atomic_add_fetch (progress, n_steps - n_told, __ATOMIC_RELAXED);
  eves = g_new0 (LabFreshEves, 1);
  eves->n_eves = options->n_eves;
  eves->n_steps = options->training.n_steps;
  eves->bit_error = nc_audit_fresh_get_result (fresh)->bit_error;
  eves->whole = nc_audit_fresh_get_result (fresh)->whole;
  return eves;
}

LabFreshEves *
lab_fresh_eves_train (LabExperiment *experiment,
                      guint32 seed,
                      GBytes *state,
                      guint n_eves,
                      guint64 n_steps,
                      guint64 *progress,
                      GCancellable *cancellable,
                      GError **error)
{
  const NcSetup *setup = lab_experiment_get_setup (experiment);
  nc_real *parameters[NC_N_PARTIES] = { NULL }, *statistics[NC_N_PARTIES] = { NULL };
  NcAuditFreshOptions options = get_options (setup, n_eves, n_steps);
  NcAuditCipher *cipher;
  LabFreshEves *eves;

  g_return_val_if_fail (n_eves > 0 && n_eves <= NC_AUDIT_FRESH_MAX_EVES, NULL);
  g_return_val_if_fail (n_steps > 0 && n_steps <= G_MAXUINT, NULL);

  if (!setup->eve)
    {
      g_set_error (error, LAB_ERROR, LAB_ERROR_VALUE,
                   _ ("this run has no Eve, so no fresh Eve can be trained"));
      return NULL;
    }
  if (!nc_state_read_networks (setup, g_bytes_get_data (state, NULL), g_bytes_get_size (state),
                               parameters, statistics, error))
    return NULL;
  cipher = nc_audit_pair_new (setup, (const nc_real *const *) parameters, seed,
                              nc_kernels_get_best ());
  eves = attack (cipher, &options, seed, progress, cancellable, error);
  cipher->free (cipher);
  for (NcParty party = NC_ALICE; party < NC_N_PARTIES; party++)
    {
      nc_real_free (parameters[party]);
      nc_real_free (statistics[party]);
    }
  return eves;
}
