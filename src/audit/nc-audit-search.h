/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Key search: an Eve who has Bob's network and some known pairs of plaintext and ciphertext, all
 * under one key, tries every key.
 *
 * That she finds a 16-bit key says nothing against a cipher: none could prevent it. The search
 * shows how many keys do the same as the true one.
 */
#pragma once

#include "audit/nc-audit-bits.h"
#include "audit/nc-audit-progress.h"

G_BEGIN_DECLS

#define NC_AUDIT_SEARCH_MAX_PAIRS 8

/* Longer keys are sampled. */
#define NC_AUDIT_SEARCH_MAX_KEY_BITS 24
#define NC_AUDIT_SEARCH_SAMPLES (1 << 16)

/* Distances are mean losses |P - P^| / 2 over the pairs and bits; closer than this they count as
 * equal. */
#define NC_AUDIT_SEARCH_EQUAL 1e-6

/* What is known after the first so many pairs. */
typedef struct
{
  guint64 n_left;             /* keys that give every sign of every pair right */
  NcAuditInterval share_left; /* of those tried; of zero width if all were */
  double log2_left;           /* of all keys, not only of those tried; -INFINITY for none */
  gboolean true_key_left;     /* whether the true key is among them: Bob may err even with it */
  double true_distance;       /* 0 … 1 */
  guint64 n_nearer;           /* keys whose distance is smaller: the true key's rank less 1 */
  guint64 n_as_near;          /* others at the same distance */
} NcAuditSearchStep;

typedef struct
{
  guint n_pairs;
  guint key_bits;
  gboolean complete; /* whether all 2^key_bits keys were tried; otherwise random ones */
  guint64 n_keys;    /* tried */
  NcAuditSearchStep steps[NC_AUDIT_SEARCH_MAX_PAIRS]; /* indexed by pairs seen, less 1 */
} NcAuditSearch;

/**
 * nc_audit_search_run:
 * @trial: selects the key and the pairs
 * @n_pairs: 1 to NC_AUDIT_SEARCH_MAX_PAIRS
 * @search: (out)
 *
 * Returns: FALSE if told to stop; the result is then unusable
 */
gboolean nc_audit_search_run (NcAuditCipher *cipher,
                              const NcKernels *kernels,
                              guint32 seed,
                              guint32 trial,
                              guint n_pairs,
                              const NcAuditProgress *progress,
                              NcAuditSearch *search);

G_END_DECLS
