/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The inputs of an attacker's network that is given products: the ciphertext's numbers, scaled,
 * and the product of every two of them. If one key bit masks two numbers, their product shows it
 * openly; a network without products would first have to find it.
 */
#pragma once

#include "audit/nc-audit-samples.h"

G_BEGIN_DECLS

/* Longer ciphertexts get no products. */
#define NC_AUDIT_FEATURES_MAX_LENGTH 40

/**
 * nc_audit_features_count:
 *
 * Returns: features of a ciphertext of @length
 */
static inline guint
nc_audit_features_count (guint length)
{
  return length <= NC_AUDIT_FEATURES_MAX_LENGTH ? length + length * (length - 1) / 2 : length;
}

/**
 * nc_audit_features_write:
 * @ciphertext: [length][lane], of one tile
 * @features: (out): [nc_audit_features_count()][lane]
 */
static inline void
nc_audit_features_write (const NcAuditScaling *scaling,
                         const nc_real *ciphertext,
                         nc_real *features)
{
  guint length = scaling->n;
  nc_real *to = features + (gsize) length * NC_LANES;

  nc_audit_scaling_apply (scaling, ciphertext, features);
  if (length > NC_AUDIT_FEATURES_MAX_LENGTH)
    return;
  for (guint i = 0; i < length; i++)
    for (guint j = 0; j < i; j++, to += NC_LANES)
      for (guint lane = 0; lane < NC_LANES; lane++)
        to[lane] = features[i * NC_LANES + lane] * features[j * NC_LANES + lane];
}

G_END_DECLS
