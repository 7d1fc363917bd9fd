/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Three tiny ciphers.
 */
#include "tiny-ciphers.h"

/* Multiplying is its own inverse: encrypts and decrypts. */
static void
work (NcAuditCipher *cipher, guint n_tiles, const nc_real *from, const nc_real *key, nc_real *to)
{
  guint n = cipher->plaintext_bits;

  for (gsize row = 0; row < (gsize) n_tiles * n; row++)
    for (guint lane = 0; lane < NC_LANES; lane++)
      {
        gsize key_row = row;
        nc_real factor = 1;

        if (((TinyCipher *) cipher)->kind == TINY_COMPLEMENT)
          key_row = row / n * n;
        if (((TinyCipher *) cipher)->kind != TINY_CLEAR)
          factor = key[key_row * NC_LANES + lane];
        to[row * NC_LANES + lane] = from[row * NC_LANES + lane] * factor;
      }
}

TinyCipher
tiny_cipher (TinyKind kind, guint n_bits, guint key_difference)
{
  return (TinyCipher){
    .kind = kind,
    .cipher = {
      .plaintext_bits = n_bits,
      .key_bits = n_bits,
      .ciphertext_length = n_bits,
      .key_difference = key_difference,
      .encrypt = work,
      .decrypt = work,
    },
  };
}

void
tiny_assert_covers (NcAuditInterval interval, double truth)
{
  g_test_message ("%g (%g to %g), in truth %g", interval.value, interval.low, interval.high, truth);
  g_assert_cmpfloat (interval.low, <=, interval.value);
  g_assert_cmpfloat (interval.value, <=, interval.high);
  g_assert_cmpfloat (truth, >=, 2 * interval.low - interval.value);
  g_assert_cmpfloat (truth, <=, 2 * interval.high - interval.value);
}
