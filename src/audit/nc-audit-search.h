/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Key search: an Eve who has Bob's network and some known pairs of plaintext and
 * ciphertext, all under one key, tries every key.
 *
 * She stops nobody: a key of 16 bits falls to it whatever the cipher. What the
 * search tells is how many keys do the same as the true one.
 */
#pragma once

#include "audit/nc-audit-bits.h"
#include "audit/nc-audit-progress.h"

G_BEGIN_DECLS

#define NC_AUDIT_SEARCH_MAX_PAIRS 8

/* Longer keys are sampled. */
#define NC_AUDIT_SEARCH_MAX_KEY_BITS 24
#define NC_AUDIT_SEARCH_SAMPLES (1 << 16)

/* Distances are mean losses |P - P^| / 2 over the pairs and bits; as near as this
 * they are equal. */
#define NC_AUDIT_SEARCH_EQUAL 1e-6

/* What is known once the first so many pairs have been seen. */
typedef struct
{
  guint64 n_left;             /* keys that give every sign of every pair right */
  NcAuditInterval share_left; /* of those tried; of no width when all were */
  double log2_left;           /* of all keys, not only of those tried; -INFINITY for none */
  gboolean true_key_left;     /* whether the true key does: Bob may err even with it */
  double true_distance;       /* 0 … 1 */
  guint64 n_nearer;           /* keys whose distance is less: the true key's rank less 1 */
  guint64 n_as_near;          /* others whose distance is the same */
} NcAuditSearchStep;

typedef struct
{
  guint n_pairs;
  guint key_bits;
  gboolean complete; /* all 2^key_bits keys were tried; otherwise random ones */
  guint64 n_keys;    /* tried */
  NcAuditSearchStep steps[NC_AUDIT_SEARCH_MAX_PAIRS]; /* by pairs seen, less 1 */
} NcAuditSearch;

/**
 * nc_audit_search_run:
 * @trial: which key and pairs: others for each
 * @n_pairs: 1 to NC_AUDIT_SEARCH_MAX_PAIRS
 * @search: (out)
 *
 * Returns: FALSE when told to stop; the result is then not of use
 */
gboolean nc_audit_search_run (NcAuditCipher *cipher,
                              const NcKernels *kernels,
                              guint32 seed,
                              guint32 trial,
                              guint n_pairs,
                              const NcAuditProgress *progress,
                              NcAuditSearch *search);

G_END_DECLS
