/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Limits by calculation.
 */
#include "audit/nc-audit-limits.h"

#include <math.h>

#define MAX_LENGTH 511 /* the shortest 2^m - 1 above 256 */

/* Dimensions of the best linear codes that correct 0, 1, … errors. */
static const guint8 best_of_8[] = { 8, 4, 2, 1 };
static const guint8 best_of_16[] = { 16, 11, 8, 5, 2, 1, 1, 1 };

double
nc_audit_limits_shared_bits (guint key_bits, guint key_difference)
{
  double bits = key_bits;

  g_return_val_if_fail (key_difference <= key_bits, NAN);

  for (guint i = 1; i <= key_difference; i++)
    bits -= log2 ((double) (key_bits - key_difference + i) / i);
  return bits;
}

double
nc_audit_limits_hidden_bits (guint plaintext_bits,
                             guint key_bits,
                             guint key_difference,
                             double undecided)
{
  return fmin (nc_audit_limits_shared_bits (key_bits, key_difference) + undecided, plaintext_bits);
}

/* Carried bits of the BCH code of length 2^m - 1 for n errors: every power 1 … 2n of a primitive
 * element is a root, and so are its conjugates, r, 2r, 4r, … modulo the length. */
static guint
get_bch_dimension (guint length, guint n_errors)
{
  gboolean is_root[MAX_LENGTH] = { FALSE };
  guint n_roots = 0;

  if (2 * n_errors >= length)
    return 0;
  for (guint power = 1; power <= 2 * n_errors; power++)
    for (guint root = power; !is_root[root]; root = 2 * root % length)
      {
        is_root[root] = TRUE;
        n_roots++;
      }
  return length - n_roots;
}

guint
nc_audit_limits_commitment_bits (guint key_bits, guint key_difference)
{
  guint length = 3, dimension, best;

  g_return_val_if_fail (key_bits > 0 && key_bits <= 256, 0);

  if (key_difference == 0)
    return key_bits;
  if (2 * key_difference >= key_bits)
    return 0;
  if (key_bits == 8)
    return best_of_8[key_difference];
  if (key_bits == 16)
    return best_of_16[key_difference];
  best = 1; /* repetition */
  while (length <= key_bits)
    {
      dimension = get_bch_dimension (length, key_difference);
      best = MAX (best, dimension);
      length = 2 * length + 1;
    }
  dimension = get_bch_dimension (length, key_difference);
  if (dimension > length - key_bits)
    best = MAX (best, dimension - (length - key_bits));
  return best;
}
