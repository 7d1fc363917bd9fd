/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Known ciphers: the right finding of each instrument can be calculated, so the instruments can be
 * calibrated. They are yardsticks, not ciphers to use.
 *
 * Bits are +1 and -1, and the product of two bits is their exclusive or (-1 stands for 1). K and P
 * are uniform and independent of each other.
 */
#pragma once

#include "audit/nc-audit-cipher.h"

G_BEGIN_DECLS

/* P has N bits and so has K, whether they are used or not; C has N numbers, except for the
 * commitment. */
typedef enum
{
  /* C = P. Any listener reads it, with any key. */
  NC_AUDIT_KNOWN_CLEAR,

  /* C_i = P_i K_i with n = 0. C is uniform and independent of P: nothing leaks
   * (Shannon 1949). */
  NC_AUDIT_KNOWN_PAD_EXACT,

  /* The same with n flips between the keys: Bob has n of the N bits wrong. */
  NC_AUDIT_KNOWN_PAD_FUZZY,

  /* C_i = P_i K_0, n = 0. Each bit by itself is hidden, and each C is uniform; but C_i C_j = P_i
   * P_j, so all of P is known except one bit. */
  NC_AUDIT_KNOWN_COMPLEMENT,

  /* Fuzzy commitment (Juels & Wattenberg 1999) with n up to 3. The first k bits of P choose a word
   * of a linear code of length N and distance 8, which corrects three flips; C is that word times
   * K, bit by bit (the code-offset), then the other N - k bits of P in the clear: 2N - k numbers.
   * N = 16: first-order Reed-Muller code RM(1,4), [16,5,8]; N = 8: repetition, [8,1,8]. Bob
   * multiplies by his key and takes the nearest word. K hides the word completely, so k bits are
   * hidden. */
  NC_AUDIT_KNOWN_COMMITMENT,

  /* C_i = P_i K_(i mod 3), n = 0. Each bit by itself is hidden; three bits of P are, in total. */
  NC_AUDIT_KNOWN_THREE_KEY_BITS,
} NcAuditKnown;
#define NC_AUDIT_N_KNOWN 6

/**
 * nc_audit_known_new:
 * @n_bits: N, 8 to 256; 8 or 16 for the commitment
 * @key_difference: n of the plaintext in the clear, of the fuzzy one-time pad and of the
 * commitment (at most 3 there); ignored for the others, where it is 0
 *
 * Returns: (transfer full): freed by its own free()
 */
NcAuditCipher *nc_audit_known_new (NcAuditKnown kind, guint n_bits, guint key_difference);

/**
 * nc_audit_known_get_name:
 *
 * Returns: "clear", "pad-exact", "pad-fuzzy", "complement", "commitment" or
 * "three-key-bits", as in JSON
 */
const char *nc_audit_known_get_name (NcAuditKnown kind);

/* Values known by calculation. */
typedef struct
{
  /* Bob's, with the n of the cipher: n/N for the one-time pads, 0 for the others.
   * All outputs are +1 or -1, so his loss rate is the same. */
  double bob_bit_error;

  /* With a key of his own, independent of K. Multiplying by it is right half of the time; in the
   * commitment this affects k of N bits. */
  double wrong_key_bit_error;

  /* The lowest bit error of an Eve who guesses bit by bit. */
  double eve_bit_error;

  /* H(P|C), in bits: 0, N, N, 1, k, 3. */
  double hidden_bits;

  /* The highest advantage from choosing two plaintexts, 0 or 1: 1 if any two plaintexts exist
   * whose ciphertexts are never the same. */
  double chosen_advantage;

  /* Keys that decrypt one known pair to the right signs, as the base-2 logarithm of the mean over
   * plaintexts: N if the key is not used, 0 for a one-time pad, N - k for the commitment (every
   * key decrypts its C to one of 2^k secrets), N minus the key bits used for the others. */
  double log2_keys_left;
} NcAuditKnownFacts;

void nc_audit_known_get_facts (NcAuditKnown kind,
                               guint n_bits,
                               guint key_difference,
                               NcAuditKnownFacts *facts);

G_END_DECLS
