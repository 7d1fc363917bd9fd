/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which weights of a network are fixed at 0, so that its output for bit i depends only on the
 * ciphertext and bits 0 … i - 1: one network then gives all N probabilities of a message that is
 * told bit by bit.
 *
 * A unit of degree d is connected to plaintext bits 0 … d - 1 and to units of degree d and less,
 * and the output for bit i to units of degree i and less (Germain et al. 2015, "MADE: masked
 * autoencoder for distribution estimation").
 */
#pragma once

#include "audit/nc-audit-learner.h"

G_BEGIN_DECLS

typedef struct
{
  guint bits;       /* N, of the plaintext; as many outputs */
  guint n_layers;   /* dense layers below the output */
  guint width;      /* units per layer, at least 4 */
  guint n_inputs;   /* of the network */
  guint first_told; /* the first input that carries a plaintext bit */
  guint n_told;     /* N times this many inputs carry plaintext bits; the others are never masked */
} NcAuditMask;

/* For a learner of the mask's shape, before its training. */
void nc_audit_mask_set (const NcAuditMask *mask, NcAuditLearner *learner);

G_END_DECLS
