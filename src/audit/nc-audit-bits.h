/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Random bits for batches, key flips and counts of wrong bits: helpers that the instruments share.
 */
#pragma once

#include "engine/kernels/nc-kernels.h"
#include "audit/nc-audit-interval.h"
#include "audit/nc-audit-samples.h"

G_BEGIN_DECLS

/* Tiles of the batches that go through a cipher at once: few enough to stay in the cache. */
#define NC_AUDIT_BATCH_TILES 8
#define NC_AUDIT_BATCH_MESSAGES (NC_AUDIT_BATCH_TILES * NC_LANES)

/* A position in a stream of random numbers. */
typedef struct
{
  const NcKernels *kernels;
  guint32 seed;
  guint32 stream;
  guint32 iteration;
  guint32 first_tile; /* the tile of the batch's first sample */
} NcAuditBits;

/**
 * nc_audit_bits_draw:
 * @n_bits: up to NC_AUDIT_MAX_BITS
 * @rows: (out): [tile][n_bits][lane], +1 and -1
 */
void nc_audit_bits_draw (const NcAuditBits *bits, guint n_tiles, guint n_bits, nc_real *rows);

/**
 * nc_audit_bits_flip:
 * @n_flips: 0 to @n_bits
 * @rows: [tile][n_bits][lane]
 * @flipped: (out): likewise: @rows with exactly @n_flips of each sample's bits
 * flipped, every set of positions equally likely
 */
void nc_audit_bits_flip (const NcAuditBits *bits,
                         guint n_tiles,
                         guint n_bits,
                         guint n_flips,
                         const nc_real *rows,
                         nc_real *flipped);

/* How well Bob read some messages. */
typedef struct
{
  NcAuditShares loss_rate;
  NcAuditShares bit_error;
} NcAuditScore;

/**
 * nc_audit_score_add:
 * @n: bits of a message
 * @plaintext: [tile][n][lane]
 * @output: [tile][n][lane], above 0 reads as 1
 */
void nc_audit_score_add (NcAuditScore *score,
                         const NcKernels *kernels,
                         guint n_tiles,
                         guint n,
                         const nc_real *plaintext,
                         const nc_real *output);

G_END_DECLS
