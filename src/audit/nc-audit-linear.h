/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Linear Eve: what the best linear function of the ciphertext, by least squares, reveals about
 * each plaintext bit. No training and no luck involved: anyone can read what she reads.
 */
#pragma once

#include "engine/kernels/nc-kernels.h"
#include "audit/nc-audit-cipher.h"
#include "audit/nc-audit-interval.h"

G_BEGIN_DECLS

/* Her features; a constant is always added. */
typedef enum
{
  NC_AUDIT_LINEAR_NUMBERS,  /* C */
  NC_AUDIT_LINEAR_SIGNS,    /* sign (C), above 0 being +1 and all else -1 */
  NC_AUDIT_LINEAR_PRODUCTS, /* C, and every product of two of its numbers, squares too */
} NcAuditLinearView;
#define NC_AUDIT_LINEAR_N_VIEWS 3

/* Longer ciphertexts get no products: the equations grow with the fourth power of the length. */
#define NC_AUDIT_LINEAR_MAX_LENGTH 40

typedef struct
{
  guint n_fitted;   /* messages from which the functions are computed */
  guint n_measured; /* fresh messages on which they are measured */
} NcAuditLinearOptions;

NcAuditLinearOptions nc_audit_linear_get_options (gboolean quick);

typedef struct
{
  gboolean done;             /* FALSE if the ciphertext is too long, or until measured */
  guint n_features;          /* in this view, the constant included */
  NcAuditInterval bit_error; /* over all bits */
  NcAuditInterval *of_bits;  /* [plaintext_bits] */
} NcAuditLinearResult;

typedef struct _NcAuditLinear NcAuditLinear;

/**
 * nc_audit_linear_new:
 * @cipher: (transfer none): used only by this attack until it is freed
 *
 * Uses OpenBLAS, which the caller has limited to one thread: nc_blas_pin().
 */
NcAuditLinear *nc_audit_linear_new (NcAuditCipher *cipher,
                                    const NcAuditLinearOptions *options,
                                    guint32 seed,
                                    const NcKernels *kernels);
void nc_audit_linear_free (NcAuditLinear *linear);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NcAuditLinear, nc_audit_linear_free)

/**
 * nc_audit_linear_step:
 *
 * Adds one batch to the equations, or measures one.
 *
 * Returns: whether there is more to do
 */
gboolean nc_audit_linear_step (NcAuditLinear *linear);

/**
 * nc_audit_linear_get_progress:
 *
 * Returns: 0 to 1
 */
double nc_audit_linear_get_progress (const NcAuditLinear *linear);

/**
 * nc_audit_linear_get_result:
 *
 * Returns: (transfer none)
 */
const NcAuditLinearResult *
nc_audit_linear_get_result (const NcAuditLinear *linear, NcAuditLinearView view);

G_END_DECLS
