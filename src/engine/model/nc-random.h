/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Counter-based random numbers: Philox4x32-10 of Salmon et al. 2011 ("Parallel random numbers: as
 * easy as 1, 2, 3"), from Random123.
 *
 * A number is a function of only (seed, stream, iteration, sample, block), so neither threads nor
 * tiles nor pauses can change it, and a resumed run needs no replay.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The second word of the key. The values are part of the promise that a seed reproduces its run:
 * never reuse or renumber one. */
typedef enum
{
  NC_STREAM_ALICE_WEIGHTS = 0,
  NC_STREAM_BOB_WEIGHTS = 1,
  NC_STREAM_EVE_WEIGHTS = 2,
  NC_STREAM_PLAINTEXT = 16,
  NC_STREAM_KEY = 17,
  NC_STREAM_FLIPS = 18,
  NC_STREAM_EVE_PLAINTEXT = 32,
  NC_STREAM_EVE_KEY = 33,
  NC_STREAM_AUDIT = 256, /* and up */
  NC_STREAM_DIAGNOSIS_PLAINTEXT = 512,
  NC_STREAM_DIAGNOSIS_KEY = 513,
  NC_STREAM_EVALUATION_PLAINTEXT = 520,
  NC_STREAM_EVALUATION_KEY = 521,
  NC_STREAM_EVALUATION_WRONG_KEY = 522,
  NC_STREAM_PERMUTATION = 530, /* of the tests in the report */
  /* Of the audit: each also takes the next nine. */
  NC_STREAM_AUDIT_PAIR = 900,
  NC_STREAM_AUDIT_TOLERANCE = 910,
  NC_STREAM_AUDIT_SEARCH = 920,
  NC_STREAM_AUDIT_CHOSEN = 960,
  /* Attacks on a cipher: a task's number (NcAuditTask) is added to each stream. */
  NC_STREAM_AUDIT_TASK_WEIGHTS = 1000,
  NC_STREAM_AUDIT_TASK_PLAINTEXT = 2000,
  NC_STREAM_AUDIT_TASK_KEY = 3000,
  NC_STREAM_AUDIT_TASK_FLIPS = 4000,
} NcStream;

/**
 * nc_random_block:
 *
 * Four 32-bit words: Philox4x32-10 with key (seed, stream) and counter
 * (iteration, sample, block, 0).
 */
void nc_random_block (guint32 seed,
                      guint32 stream,
                      guint32 iteration,
                      guint32 sample,
                      guint32 block,
                      guint32 words[4]);

/**
 * nc_random_bits:
 * @n_bits: 1 to 256
 * @bits: [ceil (n_bits / 32)], bit i of the result is bit i % 32 of word i / 32; bits past n_bits
 * are random too
 */
void nc_random_bits (
    guint32 seed, guint32 stream, guint32 iteration, guint32 sample, guint n_bits, guint32 *bits);

/**
 * nc_random_subset:
 * @n: how many of @n_bits positions, 0 to @n_bits
 * @bits: [ceil (n_bits / 32)], exactly @n bits set, every set of @n positions
 * equally likely (to 2^-24), zeros past @n_bits
 *
 * Floyd's algorithm (Bentley & Floyd 1987, "A sample of brilliance").
 */
void nc_random_subset (guint32 seed,
                       guint32 stream,
                       guint32 iteration,
                       guint32 sample,
                       guint n,
                       guint n_bits,
                       guint32 *bits);

G_END_DECLS
