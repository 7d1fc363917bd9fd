/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which of two sources a ciphertext came from: a linear or a quadratic discriminant (Fisher 1936),
 * learnt from examples.
 *
 * The linear one uses each number's mean. The quadratic one is the likelihood ratio of two normal
 * distributions and also sees how numbers depend on each other: the effect of one key bit on two
 * numbers cancels in their product.
 */
#pragma once

#include "engine/model/nc-real.h"

G_BEGIN_DECLS

typedef struct
{
  guint n;          /* numbers of a ciphertext */
  nc_real *shift;   /* [n] */
  nc_real *factor;  /* [n]; (x - shift) factor has deviation 1 */
  nc_real *square;  /* [n][n], symmetric; 0 for a linear one */
  nc_real *linear;  /* [n] */
  double threshold; /* higher scores mean source 1 */
  nc_real *scaled;  /* [n][lane], of the current tile */
} NcAuditDiscriminant;

/**
 * nc_audit_discriminant_learn:
 * @quadratic: which of the two
 * @n_tiles: at least 2; tile t holds ciphertexts of source t % 2
 * @ciphertexts: [tile][n][lane]
 * @discriminant: (out): free with nc_audit_discriminant_clear()
 */
void nc_audit_discriminant_learn (gboolean quadratic,
                                  guint n,
                                  guint n_tiles,
                                  const nc_real *ciphertexts,
                                  NcAuditDiscriminant *discriminant);
void nc_audit_discriminant_clear (NcAuditDiscriminant *discriminant);

/**
 * nc_audit_discriminant_count:
 * @ciphertexts: as above
 *
 * Returns: how many are classified correctly
 */
guint64 nc_audit_discriminant_count (NcAuditDiscriminant *discriminant,
                                     guint n_tiles,
                                     const nc_real *ciphertexts);

G_END_DECLS
