/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Freshly encrypted messages: plaintexts, keys, Bob's keys and a cipher's ciphertexts.
 *
 * Message s of batch b depends only on (seed, task, b, s) and the cipher: no state, no order. Each
 * attack has its own task, so none sees what another was trained on.
 */
#pragma once

#include "engine/kernels/nc-kernels.h"
#include "engine/model/nc-random.h"
#include "audit/nc-audit-cipher.h"

G_BEGIN_DECLS

#define NC_AUDIT_MAX_BITS 256

/* Whose random numbers: added to each stream NC_STREAM_AUDIT_TASK_…. The values are part of the
 * promise that a seed reproduces its audit. */
typedef enum
{
  NC_AUDIT_TASK_FRESH = 0, /* + 100 kind + nth */
  NC_AUDIT_TASK_LINEAR = 300,
  NC_AUDIT_TASK_PARITY = 310,
  NC_AUDIT_TASK_PARITY_READING = 311,
  NC_AUDIT_TASK_HIDDEN = 320,
  NC_AUDIT_TASK_HIDDEN_WITH_KEY = 321,
  NC_AUDIT_TASK_TOLERANCE = 340,
  NC_AUDIT_TASK_SEARCH = 341,
  NC_AUDIT_TASK_AVALANCHE = 342,
  NC_AUDIT_TASK_DISTRIBUTION = 343,
  NC_AUDIT_TASK_CHANNEL = 344,
  NC_AUDIT_TASK_CHOSEN = 345,
  NC_AUDIT_TASK_FRESH_GIVEN = 400, /* + nth */
} NcAuditTask;
#define NC_AUDIT_N_TASKS 1000

/* Training batches are numbered from 0; those for choosing and measuring begin beyond any
 * training. */
#define NC_AUDIT_BATCH_SCALING 0x40000000u
#define NC_AUDIT_BATCH_CHOOSING 0x80000000u
#define NC_AUDIT_BATCH_MEASURING 0xc0000000u

typedef struct
{
  NcAuditCipher *cipher;
  const NcKernels *kernels;
  guint32 seed;
  guint task;
  guint n_tiles;       /* of a batch */
  nc_real *plaintext;  /* [tile][plaintext_bits][lane] */
  nc_real *key;        /* [tile][key_bits][lane] */
  nc_real *bob_key;    /* [tile][key_bits][lane], NULL unless asked for */
  nc_real *ciphertext; /* [tile][ciphertext_length][lane] */
  nc_real *decrypted;  /* [tile][plaintext_bits][lane], Bob's output; NULL unless asked for */
} NcAuditSamples;

/**
 * nc_audit_samples_init:
 * @cipher: (transfer none): used only by these samples until they are cleared
 * @task: NcAuditTask plus an offset
 * @with_bob: whether Bob's keys and outputs are needed
 */
void nc_audit_samples_init (NcAuditSamples *samples,
                            NcAuditCipher *cipher,
                            const NcKernels *kernels,
                            guint32 seed,
                            guint task,
                            guint n_tiles,
                            gboolean with_bob);
void nc_audit_samples_clear (NcAuditSamples *samples);

/**
 * nc_audit_samples_draw:
 * @number: which batch
 *
 * Fills every array. Bob's key is the key with exactly key_difference of its bits
 * flipped, every set of positions equally likely. Allocates nothing.
 */
void nc_audit_samples_draw (NcAuditSamples *samples, guint32 number);

/* Scales every ciphertext number to mean 0 and deviation 1: small differences then count as much
 * as large ones. */
typedef struct
{
  guint n;
  nc_real *mean;   /* [n] */
  nc_real *factor; /* [n], 0 for a number that never changes */
} NcAuditScaling;

/**
 * nc_audit_scaling_init:
 * @n_messages: over which mean and deviation are taken, rounded up to batches
 *
 * Draws its own batches from @samples.
 */
void nc_audit_scaling_init (NcAuditScaling *scaling, NcAuditSamples *samples, guint n_messages);
void nc_audit_scaling_clear (NcAuditScaling *scaling);

/**
 * nc_audit_scaling_apply:
 * @ciphertext: [n][lane], of one tile
 * @scaled: (out): [n][lane]
 */
void
nc_audit_scaling_apply (const NcAuditScaling *scaling, const nc_real *ciphertext, nc_real *scaled);

G_END_DECLS
