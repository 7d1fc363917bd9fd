/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What an audit examines: anything that encrypts blocks of bits with one key and decrypts them
 * with another. A trained pair is one, known ciphers are others: the same instruments work on all,
 * so they can be calibrated.
 *
 * Arrays of a batch are [tile][rows][lane] as everywhere in the engine: bits are +1 and -1, a
 * ciphertext's numbers are real. Batches are whole tiles.
 */
#pragma once

#include "engine/model/nc-real.h"

G_BEGIN_DECLS

typedef struct _NcAuditCipher NcAuditCipher;

struct _NcAuditCipher
{
  guint plaintext_bits;    /* N */
  guint key_bits;          /* of the key; may differ from N for known ciphers */
  guint ciphertext_length; /* numbers; may be more than N for known ciphers */
  guint key_difference;    /* n: the number of bits in which Bob's key differs from Alice's */

  /* Both are called from one thread at a time; neither allocates. Samples are independent of each
   * other. */
  void (*encrypt) (NcAuditCipher *cipher,
                   guint n_tiles,
                   const nc_real *plaintext, /* [tile][plaintext_bits][lane] */
                   const nc_real *key,       /* [tile][key_bits][lane] */
                   nc_real *ciphertext);     /* [tile][ciphertext_length][lane] */
  void (*decrypt) (NcAuditCipher *cipher,
                   guint n_tiles,
                   const nc_real *ciphertext, /* [tile][ciphertext_length][lane] */
                   const nc_real *key,        /* [tile][key_bits][lane], Bob's */
                   nc_real *plaintext);       /* [tile][plaintext_bits][lane], above 0 reads as 1 */

  /* (transfer full): a copy for another thread. */
  NcAuditCipher *(*copy) (NcAuditCipher *cipher);
  void (*free) (NcAuditCipher *cipher);
};

G_END_DECLS
