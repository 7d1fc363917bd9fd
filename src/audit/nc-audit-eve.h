/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A fresh Eve: a new network that learns to read what a frozen Alice writes.
 *
 * The Eve a pair was trained with says little: Alice learnt to dodge her. Abadi
 * and Andersen 2016 (arXiv 1610.06918, section 2.5) therefore freeze the pair and
 * train five new ones. Nothing of the pair changes here.
 */
#pragma once

#include "engine/nc-kernels.h"
#include "engine/nc-objective.h"
#include "engine/nc-setup.h"

G_BEGIN_DECLS

#define NC_AUDIT_MAX_EVES 100

/* Messages over which she is measured, at least. */
#define NC_AUDIT_EVE_SAMPLES 51200

typedef struct _NcAuditEve NcAuditEve;

/**
 * nc_audit_eve_new:
 * @setup: the pair's, checked; its optimiser, learning rate and batch are hers
 * @topology: of Eve, with key_bits inputs and outputs
 * @alice_parameters: [n_parameters] of Alice's layout, copied
 * @alice_statistics: [n_statistics], copied; she runs on each batch's own, as in
 * training
 * @seed: of the run
 * @nth: which Eve, below NC_AUDIT_MAX_EVES: weights and messages of her own
 */
NcAuditEve *nc_audit_eve_new (const NcSetup *setup,
                              const NcTopology *topology,
                              const nc_real *alice_parameters,
                              const nc_real *alice_statistics,
                              guint32 seed,
                              guint nth,
                              const NcKernels *kernels);
void nc_audit_eve_free (NcAuditEve *eve);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NcAuditEve, nc_audit_eve_free)

/**
 * nc_audit_eve_step:
 *
 * One mini-batch and one step of Adam on her loss rate. Allocates nothing.
 *
 * Returns: her loss rate and bit error on that batch, before the step
 */
NcLoss nc_audit_eve_step (NcAuditEve *eve);

/**
 * nc_audit_eve_measure:
 *
 * Returns: on messages that she never saw, the same every time; batch norm takes
 * each batch's statistics
 */
NcLoss nc_audit_eve_measure (NcAuditEve *eve);

G_END_DECLS
