/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The two small linear codes of the fuzzy commitment: first-order Reed-Muller
 * RM(1,4), [16,5,8], and repetition, [8,1,8]. Both correct three flips.
 */
#pragma once

#include "engine/model/nc-real.h"

G_BEGIN_DECLS

#define NC_AUDIT_CODE_MAX_LENGTH 16
#define NC_AUDIT_CODE_MAX_BITS 5

typedef struct
{
  guint length;
  guint n_bits;
  /* Words by secret: a set bit, x of a word or j of a secret, means -1. */
  guint32 words[1 << NC_AUDIT_CODE_MAX_BITS];
} NcAuditCode;

/**
 * nc_audit_code_init:
 * @length: 8 or 16
 */
void nc_audit_code_init (NcAuditCode *code, guint length);

/**
 * nc_audit_code_encode:
 * @secret: [n_bits][lane]
 * @word: (out): [length][lane]
 */
void nc_audit_code_encode (const NcAuditCode *code, const nc_real *secret, nc_real *word);

/**
 * nc_audit_code_decode:
 * @received: [length][lane], signs, or numbers near them
 * @secret: (out): [n_bits][lane]: of the word that correlates best with @received, which for signs
 * is the nearest one; in a tie, the lowest secret as a number
 */
void nc_audit_code_decode (const NcAuditCode *code, const nc_real *received, nc_real *secret);

G_END_DECLS
