/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Random bits for a tile: Philox4x32-10 (Salmon et al. 2011) over all lanes at once, and what
 * batches derive from it. nc_random_block(), nc_random_bits() and nc_random_subset() do the same
 * for one sample; tests/engine/kernels/test-batch.c compares the two, and test-random.c checks
 * nc_random_block() against published answers.
 */
#pragma once

#include "engine/kernels/kernel-vector.h"

#define PHILOX_ROUNDS 10
#define PHILOX_MULTIPLIER_0 0xD2511F53u
#define PHILOX_MULTIPLIER_1 0xCD9E8D57u
#define PHILOX_KEY_STEP_0 0x9E3779B9u
#define PHILOX_KEY_STEP_1 0xBB67AE85u

/* 32-bit words, each in the lower half of a 64-bit one whose upper half is ignored. They are thus
 * ready to be multiplied, and both halves of a product are where the next round needs them. */
typedef guint64 NcWide __attribute__ ((vector_size (NC_VECTOR_BYTES)));

/* The same number of 32-bit words, packed; may be unaligned. */
typedef guint32 NcNarrow
    __attribute__ ((vector_size (NC_VECTOR_BYTES / 2), aligned (4), may_alias));

#define NC_WIDE_LENGTH (NC_VECTOR_BYTES / 8)

/* The products of the lower halves. */
NC_INLINE NcWide
multiply_low_halves (NcWide a, NcWide b)
{
#ifdef NC_MULTIPLY_LOW_HALVES
  return (NcWide) NC_MULTIPLY_LOW_HALVES (a, b);
#else
  return (a & G_MAXUINT32) * (b & G_MAXUINT32);
#endif
}

/* philox_block() for a vector of lanes, starting at `lane`. */
NC_INLINE void
philox_lanes (guint32 seed,
              guint32 stream,
              guint32 iteration,
              const guint32 *samples,
              guint32 block,
              guint lane,
              guint32 words[4][NC_LANES])
{
  const NcWide zero = { 0 };
  const NcWide multiplier0 = zero + PHILOX_MULTIPLIER_0, multiplier1 = zero + PHILOX_MULTIPLIER_1;
  NcWide key0 = zero + seed, key1 = zero + stream;
  NcWide w0 = zero + iteration, w2 = zero + block, w3 = zero;
  NcWide w1 = __builtin_convertvector(*(const NcNarrow *) (samples + lane), NcWide);

  for (guint round = 0; round < PHILOX_ROUNDS; round++)
    {
      NcWide product0 = multiply_low_halves (multiplier0, w0);
      NcWide product1 = multiply_low_halves (multiplier1, w2);

      w0 = (product1 >> 32) ^ w1 ^ key0;
      w1 = product1;
      w2 = (product0 >> 32) ^ w3 ^ key1;
      w3 = product0;
      key0 += PHILOX_KEY_STEP_0;
      key1 += PHILOX_KEY_STEP_1;
    }
  *(NcNarrow *) (words[0] + lane) = __builtin_convertvector(w0, NcNarrow);
  *(NcNarrow *) (words[1] + lane) = __builtin_convertvector(w1, NcNarrow);
  *(NcNarrow *) (words[2] + lane) = __builtin_convertvector(w2, NcNarrow);
  *(NcNarrow *) (words[3] + lane) = __builtin_convertvector(w3, NcNarrow);
}

/* words[4][lane]: Philox4x32-10 with key (seed, stream) and counters
 * (iteration, samples[lane], block, 0). */
static void
philox_block (guint32 seed,
              guint32 stream,
              guint32 iteration,
              const guint32 *samples,
              guint32 block,
              guint32 words[4][NC_LANES])
{
  for (guint lane = 0; lane < NC_LANES; lane += NC_WIDE_LENGTH)
    philox_lanes (seed, stream, iteration, samples, block, lane, words);
}

/* bits[word][lane] for n_words words: nc_random_bits() of every lane. */
static void
random_bits (guint32 seed,
             guint32 stream,
             guint32 iteration,
             const guint32 *samples,
             guint n_words,
             guint32 *bits)
{
  guint32 block[4][NC_LANES];

  for (guint word = 0; word < n_words; word++)
    {
      if (word % 4 == 0)
        philox_block (seed, stream, iteration, samples, word / 4, block);
      memcpy (bits + word * NC_LANES, block[word % 4], sizeof block[0]);
    }
}

/* bits[lane], n of the lowest n_bits (32 at most) set: nc_random_subset() of every lane. Floyd's
 * algorithm (Bentley & Floyd 1987) for n or for n_bits - n, whichever needs fewer draws: position
 * is drawn from 0 … top; if it is already taken, top is used instead. */
static void
random_subset (guint32 seed,
               guint32 stream,
               guint32 iteration,
               const guint32 *samples,
               guint n,
               guint n_bits,
               guint32 *bits)
{
  gboolean complement = n > n_bits / 2;
  guint n_draws = complement ? n_bits - n : n;
  guint32 all = n_bits == 32 ? G_MAXUINT32 : (1u << n_bits) - 1;
  guint32 words[4][NC_LANES];

  for (guint lane = 0; lane < NC_LANES; lane++)
    bits[lane] = 0;
  for (guint draw = 0; draw < n_draws; draw++)
    {
      guint top = n_bits - n_draws + draw;

      if (draw % 4 == 0)
        philox_block (seed, stream, iteration, samples, draw / 4, words);
      for (guint lane = 0; lane < NC_LANES; lane++)
        {
          guint32 position = (guint32) (((guint64) words[draw % 4][lane] * (top + 1)) >> 32);
          guint32 bit = 1u << position;

          bits[lane] |= bits[lane] & bit ? 1u << top : bit;
        }
    }
  if (complement)
    for (guint lane = 0; lane < NC_LANES; lane++)
      bits[lane] ^= all;
}

/* rows[i][lane] = +1 where bit i % 32 of bits[i / 32][lane] is set, else -1. */
static void
write_signs (guint n_bits, const guint32 *restrict bits, nc_real *restrict rows)
{
  for (guint i = 0; i < n_bits; i++)
    {
      const guint32 *word = bits + i / 32 * NC_LANES;
      nc_real *row = rows + i * NC_LANES;
      guint32 mask = 1u << (i % 32);

      for (guint lane = 0; lane < NC_LANES; lane++)
        row[lane] = word[lane] & mask ? (nc_real) 1 : (nc_real) -1;
    }
}
