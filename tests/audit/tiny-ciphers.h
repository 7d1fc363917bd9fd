/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The smallest ciphers whose every answer is known by calculation, for the tests of
 * single attacks.
 */
#pragma once

#include "audit/nc-audit-cipher.h"
#include "audit/nc-audit-interval.h"

G_BEGIN_DECLS

typedef enum
{
  TINY_CLEAR,      /* C = P */
  TINY_PAD,        /* C_i = P_i K_i */
  TINY_COMPLEMENT, /* C_i = P_i K_0: every bit hidden, N - 1 bits leaked */
} TinyKind;

typedef struct
{
  NcAuditCipher cipher;
  TinyKind kind;
} TinyCipher;

/* Bob's key differs from Alice's in @key_difference bits. */
TinyCipher tiny_cipher (TinyKind kind, guint n_bits, guint key_difference);

/* Ends the test unless @truth is within four standard errors, twice the interval: one
 * of twenty intervals misses by right, and which one depends on how the processor
 * rounds. */
void tiny_assert_covers (NcAuditInterval interval, double truth);

G_END_DECLS
