/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The limit for any cipher with such a fuzzy key, and what a classical one achieves: the lines
 * beside an estimate of hidden bits. All by calculation; nothing is measured.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * nc_audit_limits_shared_bits:
 * @key_bits: N, of a uniform key
 * @key_difference: n, at most N; every set of n flipped positions equally likely
 *
 * Returns: I(K;K') = N - log2 C(N, n), in bits: the mutual information of the two keys
 */
double nc_audit_limits_shared_bits (guint key_bits, guint key_difference);

/**
 * nc_audit_limits_hidden_bits:
 * @undecided: H(P|C,K'), in bits: Bob's remaining uncertainty
 *
 * H(P|C) <= I(K;K') + H(P|C,K'): H(P|C) - H(P|C,K') = I(P;K'|C) <= I(P,C,K;K'), and that is
 * I(K;K'), since plaintext and ciphertext know of K' only what K knows.
 *
 * Returns: the most bits that can stay hidden, and no more than @plaintext_bits
 */
double nc_audit_limits_hidden_bits (guint plaintext_bits,
                                    guint key_bits,
                                    guint key_difference,
                                    double undecided);

/**
 * nc_audit_limits_commitment_bits:
 * @key_bits: up to 256
 *
 * The fuzzy commitment of Juels & Wattenberg 1999 hides as many bits as a linear code of the key's
 * length that corrects n errors carries. For 8 and 16 bits the best existing code (Grassl,
 * codetables.de), else the best of the BCH codes (Hocquenghem 1959; Bose & Ray-Chaudhuri 1960) of
 * length 2^m - 1, shortened or with unused bits, and of repetition.
 *
 * Returns: bits hidden, with Bob making no error; 0 if there is no such code
 */
guint nc_audit_limits_commitment_bits (guint key_bits, guint key_difference);

G_END_DECLS
