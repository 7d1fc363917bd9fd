/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Hidden bits: an Eve who is told the plaintext bit by bit. She predicts the probability that each
 * bit is +1 from the ciphertext and all bits before it; her surprise, -log2 of the probability she
 * gave to the actual bit, summed over the bits, is on average an upper bound of H(P|C).
 *
 * It is only an upper estimate: longer training, or a better Eve, can only lower it. A high value
 * proves nothing; a low one does.
 */
#pragma once

#include "audit/nc-audit-cipher.h"
#include "audit/nc-audit-interval.h"
#include "audit/nc-audit-learner.h"

G_BEGIN_DECLS

/* Whose uncertainty is estimated. */
typedef enum
{
  NC_AUDIT_HIDDEN_FROM_EVE, /* H(P|C) */
  NC_AUDIT_HIDDEN_FROM_BOB, /* H(P|C,K'): she is told Bob's key and what he decrypts */
} NcAuditHiddenFrom;

typedef struct
{
  NcAuditTraining training;
  guint n_layers;   /* of the network */
  guint width;      /* of each */
  guint n_choosing; /* messages on which her confidence in each bit is calibrated */
  guint n_measured; /* fresh messages over which the surprise is averaged */
} NcAuditHiddenOptions;

NcAuditHiddenOptions nc_audit_hidden_get_options (gboolean quick);

typedef struct
{
  gboolean done;
  guint n_bits;          /* N */
  double *of_bits;       /* [n_bits], average surprise per bit, in bits, 1 for a coin toss */
  NcAuditInterval total; /* their sum, in bits, with the 95% interval of the average */
  double standard_error; /* of total */
} NcAuditHiddenResult;

typedef struct _NcAuditHidden NcAuditHidden;

/**
 * nc_audit_hidden_new:
 * @cipher: (transfer none): used only by this attack until it is freed
 */
NcAuditHidden *nc_audit_hidden_new (NcAuditCipher *cipher,
                                    NcAuditHiddenFrom from,
                                    const NcAuditHiddenOptions *options,
                                    guint32 seed,
                                    const NcKernels *kernels);
void nc_audit_hidden_free (NcAuditHidden *hidden);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NcAuditHidden, nc_audit_hidden_free)

/**
 * nc_audit_hidden_step:
 *
 * One step of training, or one batch measured.
 *
 * Returns: whether there is more to do
 */
gboolean nc_audit_hidden_step (NcAuditHidden *hidden);

/**
 * nc_audit_hidden_get_progress:
 *
 * Returns: 0 to 1
 */
double nc_audit_hidden_get_progress (const NcAuditHidden *hidden);

/**
 * nc_audit_hidden_get_result:
 *
 * Returns: (transfer none): filled in at the end
 */
const NcAuditHiddenResult *nc_audit_hidden_get_result (const NcAuditHidden *hidden);

/* For the tests: the network, whose input rows past the ciphertext's features are the plaintext
 * (from Bob's point of view followed by as many derived from it), and whose output i may depend
 * only on the first i of them. */
NcAuditLearner *nc_audit_hidden_get_learner (NcAuditHidden *hidden);

G_END_DECLS
