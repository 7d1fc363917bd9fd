/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which weights of a network are 0 for good, so that its output for bit i has seen the
 * ciphertext and bits 0 … i - 1 alone: one network then gives all N probabilities of a
 * message that is told bit by bit.
 *
 * A unit of degree d is connected to plaintext bits 0 … d - 1 and to units of degree d
 * and less, and the output for bit i to units of degree i and less (Germain et al. 2015,
 * "MADE: masked autoencoder for distribution estimation").
 */
#pragma once

#include "audit/nc-audit-learner.h"

G_BEGIN_DECLS

typedef struct
{
  guint bits;       /* N, of the plaintext; as many outputs */
  guint n_layers;   /* dense layers below the output … */
  guint width;      /* … and the units of each, at least 4 */
  guint n_inputs;   /* of which … */
  guint first_told; /* … from this one on … */
  guint n_told;     /* … so many times N tell of the plaintext's bits; all others may be seen */
} NcAuditMask;

/* For a learner of the mask's shape, which was not trained yet. */
void nc_audit_mask_set (const NcAuditMask *mask, NcAuditLearner *learner);

G_END_DECLS
