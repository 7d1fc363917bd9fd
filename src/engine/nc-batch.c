/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Mini-batches.
 */
#include "nc-batch.h"

#define MAX_WORDS 8 /* 256 bits */

/* Bits of NC_LANES samples, by word, so that a row of a tile reads one array. */
typedef guint32 TileBits[MAX_WORDS][NC_LANES];

static void
spread (const guint32 *words, guint n_words, guint lane, TileBits bits)
{
  for (guint word = 0; word < n_words; word++)
    bits[word][lane] = words[word];
}

static void
write_signs (TileBits bits, guint n_bits, nc_real *rows)
{
  for (guint row = 0; row < n_bits; row++)
    {
      const guint32 *words = bits[row / 32];
      guint shift = row % 32;

      for (guint lane = 0; lane < NC_LANES; lane++)
        rows[row * NC_LANES + lane] = (nc_real) (int) (2 * ((words[lane] >> shift) & 1)) - 1;
    }
}

/* Where in the stream of flips a sample finds its positions. */
static void
draw_flips (const NcBatchSource *source, guint32 iteration, guint32 sample, guint32 *words)
{
  if (source->fuzzing == NC_FUZZING_FIXED)
    iteration = 0;
  if (source->fuzzing != NC_FUZZING_PER_SAMPLE)
    sample = 0;
  nc_random_subset (source->seed, NC_STREAM_FLIPS, iteration, sample, source->key_difference,
                    source->key_bits, words);
}

void
nc_batch_draw (const NcBatchSource *source,
               guint32 iteration,
               guint tile,
               nc_real *alice_input,
               nc_real *bob_key)
{
  guint n_bits = source->key_bits;
  guint n_words = (n_bits + 31) / 32;
  TileBits plaintext, key, fuzzy;

  for (guint lane = 0; lane < NC_LANES; lane++)
    {
      guint32 sample = tile * NC_LANES + lane;
      guint32 words[MAX_WORDS], flips[MAX_WORDS];

      nc_random_bits (source->seed, source->plaintext_stream, iteration, sample, n_bits, words);
      spread (words, n_words, lane, plaintext);
      nc_random_bits (source->seed, source->key_stream, iteration, sample, n_bits, words);
      spread (words, n_words, lane, key);
      if (bob_key == NULL)
        continue;
      draw_flips (source, iteration, sample, flips);
      for (guint word = 0; word < n_words; word++)
        words[word] ^= flips[word];
      spread (words, n_words, lane, fuzzy);
    }

  write_signs (plaintext, n_bits, alice_input);
  write_signs (key, n_bits, alice_input + n_bits * NC_LANES);
  if (bob_key != NULL)
    write_signs (fuzzy, n_bits, bob_key);
}
