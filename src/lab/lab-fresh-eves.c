/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Fresh Eves on the frozen networks of a run.
 */
#include "config.h"

#include "lab-fresh-eves.h"

#include <glib/gi18n-lib.h>

#include "engine/nc-trainer.h"
#include "lab-error.h"

void
lab_fresh_eves_free (LabFreshEves *eves)
{
  if (eves == NULL)
    return;
  g_free (eves->losses);
  g_free (eves);
}

static gboolean
train (
    NcAuditEve *eve, guint64 n_steps, guint64 *progress, GCancellable *cancellable, GError **error)
{
  for (guint64 step = 0; step < n_steps; step++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      nc_audit_eve_step (eve);
      if (progress != NULL)
        __atomic_add_fetch (progress, 1, __ATOMIC_RELAXED);
    }
  return TRUE;
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
  g_autoptr (LabFreshEves) eves = g_new0 (LabFreshEves, 1);
  gboolean trained = TRUE;

  g_return_val_if_fail (n_eves > 0 && n_eves <= NC_AUDIT_MAX_EVES, NULL);

  if (!setup->eve)
    {
      g_set_error (error, LAB_ERROR, LAB_ERROR_VALUE,
                   _ ("nobody listens in this run: there is no Eve to train anew"));
      return NULL;
    }
  if (!nc_state_read_networks (setup, g_bytes_get_data (state, NULL), g_bytes_get_size (state),
                               parameters, statistics, error))
    return NULL;
  eves->n_eves = n_eves;
  eves->n_steps = n_steps;
  eves->losses = g_new0 (NcLoss, n_eves);
  for (guint nth = 0; nth < n_eves && trained; nth++)
    {
      g_autoptr (NcAuditEve) eve
          = nc_audit_eve_new (setup, &setup->topologies[NC_EVE], parameters[NC_ALICE],
                              statistics[NC_ALICE], seed, nth, nc_kernels_get_best ());

      trained = train (eve, n_steps, progress, cancellable, error);
      eves->losses[nth] = nc_audit_eve_measure (eve);
      if (eves->losses[nth].bit_error < eves->losses[eves->best].bit_error)
        eves->best = nth;
    }
  for (NcParty party = NC_ALICE; party < NC_N_PARTIES; party++)
    {
      nc_real_free (parameters[party]);
      nc_real_free (statistics[party]);
    }
  return trained ? g_steal_pointer (&eves) : NULL;
}
