/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Mini-batches.
 */
#include "engine/training/nc-batch.h"

#define MAX_WORDS 8 /* 256 bits */
#define KERNEL_SUBSET_BITS 32

/* flips[word][lane] of the samples; longer keys are drawn sample by sample. */
static void
draw_flips (const NcBatchSource *source,
            const NcKernels *kernels,
            guint32 iteration,
            const guint32 *samples,
            guint32 *flips)
{
  guint n_bits = source->key_bits;

  if (n_bits <= KERNEL_SUBSET_BITS)
    {
      kernels->random_subset (source->seed, NC_STREAM_FLIPS, iteration, samples,
                              source->key_difference, n_bits, flips);
      return;
    }
  for (guint lane = 0; lane < NC_LANES; lane++)
    {
      guint32 words[MAX_WORDS];

      nc_random_subset (source->seed, NC_STREAM_FLIPS, iteration, samples[lane],
                        source->key_difference, n_bits, words);
      for (guint word = 0; word < (n_bits + 31) / 32; word++)
        flips[word * NC_LANES + lane] = words[word];
    }
}

void
nc_batch_draw (const NcBatchSource *source,
               const NcKernels *kernels,
               guint32 iteration,
               guint tile,
               nc_real *alice_input,
               nc_real *bob_key)
{
  guint n_bits = source->key_bits, n_words = (n_bits + 31) / 32;
  guint32 samples[NC_LANES], bits[MAX_WORDS * NC_LANES], flips[MAX_WORDS * NC_LANES];

  for (guint lane = 0; lane < NC_LANES; lane++)
    samples[lane] = tile * NC_LANES + lane;
  kernels->random_bits (source->seed, source->plaintext_stream, iteration, samples, n_words, bits);
  kernels->write_signs (n_bits, bits, alice_input);
  kernels->random_bits (source->seed, source->key_stream, iteration, samples, n_words, bits);
  kernels->write_signs (n_bits, bits, alice_input + n_bits * NC_LANES);
  if (bob_key == NULL)
    return;

  if (source->fuzzing != NC_FUZZING_PER_SAMPLE)
    for (guint lane = 0; lane < NC_LANES; lane++)
      samples[lane] = 0;
  draw_flips (source, kernels, source->fuzzing == NC_FUZZING_FIXED ? 0 : iteration, samples, flips);
  for (guint i = 0; i < n_words * NC_LANES; i++)
    bits[i] ^= flips[i];
  kernels->write_signs (n_bits, bits, bob_key);
}
