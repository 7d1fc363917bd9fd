/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Counting: which product of ciphertext signs agrees best with a product of plaintext bits.
 * Private to the attack on parities. It only chooses; whether the choice is any good must be
 * measured on new messages.
 */
#pragma once

#include "audit/nc-audit-samples.h"

G_BEGIN_DECLS

/* A product of up to three rows of signs. */
typedef struct
{
  guint8 n;
  guint16 rows[3];
} NcAuditProduct;

/* The product chosen for a target. */
typedef struct
{
  NcAuditProduct signs; /* of the ciphertext */
  gboolean inverted;    /* whether it matches the target's negative instead */
} NcAuditChoice;

typedef struct _NcAuditCounter NcAuditCounter;

/* Messages counted at once. */
#define NC_AUDIT_COUNTER_TILES 64
#define NC_AUDIT_COUNTER_MESSAGES (NC_AUDIT_COUNTER_TILES * NC_LANES)

/**
 * nc_audit_counter_new:
 * @targets: [n_targets], products of plaintext bits; must outlive the counter
 *
 * Products of three signs are tried for ciphertexts of up to 32 numbers, of two up to
 * 64, single signs always.
 */
NcAuditCounter *nc_audit_counter_new (guint plaintext_bits,
                                      guint ciphertext_length,
                                      guint n_targets,
                                      const NcAuditProduct *targets);
void nc_audit_counter_free (NcAuditCounter *counter);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NcAuditCounter, nc_audit_counter_free)

/**
 * nc_audit_counter_count:
 * @samples: a batch of NC_AUDIT_COUNTER_TILES
 *
 * Counts how often each product of signs agrees with each target.
 */
void nc_audit_counter_count (NcAuditCounter *counter, const NcAuditSamples *samples);

/**
 * nc_audit_counter_choose:
 *
 * Returns: the product that agreed, or disagreed, most often with @target so far
 */
NcAuditChoice nc_audit_counter_choose (const NcAuditCounter *counter, guint target);

/**
 * nc_audit_counter_measure:
 * @samples: a batch of NC_AUDIT_COUNTER_TILES that was not counted
 * @choices: [n_targets]
 * @n_wrong: [n_targets], increased by the messages for which the choice is wrong
 */
void nc_audit_counter_measure (NcAuditCounter *counter,
                               const NcAuditSamples *samples,
                               const NcAuditChoice *choices,
                               guint64 *n_wrong);

G_END_DECLS
