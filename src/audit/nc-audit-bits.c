/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Random bits, flips and scores.
 */
#include "audit/nc-audit-bits.h"

#define MAX_WORDS (NC_AUDIT_MAX_BITS / 32)
#define KERNEL_SUBSET_BITS 32

static void
get_samples (const NcAuditBits *bits, guint tile, guint32 samples[NC_LANES])
{
  for (guint lane = 0; lane < NC_LANES; lane++)
    samples[lane] = (bits->first_tile + tile) * NC_LANES + lane;
}

void
nc_audit_bits_draw (const NcAuditBits *bits, guint n_tiles, guint n_bits, nc_real *rows)
{
  guint32 samples[NC_LANES], words[MAX_WORDS * NC_LANES];

  for (guint tile = 0; tile < n_tiles; tile++)
    {
      get_samples (bits, tile, samples);
      bits->kernels->random_bits (bits->seed, bits->stream, bits->iteration, samples,
                                  (n_bits + 31) / 32, words);
      bits->kernels->write_signs (n_bits, words, rows + (gsize) tile * n_bits * NC_LANES);
    }
}

/* words[word][lane]: exactly n_flips of n_bits set; longer keys are drawn one by one. */
static void
draw_subsets (
    const NcAuditBits *bits, const guint32 *samples, guint n_bits, guint n_flips, guint32 *words)
{
  guint32 own[MAX_WORDS];

  if (n_bits <= KERNEL_SUBSET_BITS)
    {
      bits->kernels->random_subset (bits->seed, bits->stream, bits->iteration, samples, n_flips,
                                    n_bits, words);
      return;
    }
  for (guint lane = 0; lane < NC_LANES; lane++)
    {
      nc_random_subset (bits->seed, bits->stream, bits->iteration, samples[lane], n_flips, n_bits,
                        own);
      for (guint word = 0; word < (n_bits + 31) / 32; word++)
        words[word * NC_LANES + lane] = own[word];
    }
}

void
nc_audit_bits_flip (const NcAuditBits *bits,
                    guint n_tiles,
                    guint n_bits,
                    guint n_flips,
                    const nc_real *rows,
                    nc_real *flipped)
{
  gsize size = (gsize) n_bits * NC_LANES;
  guint32 samples[NC_LANES], words[MAX_WORDS * NC_LANES];

  for (guint tile = 0; tile < n_tiles; tile++)
    {
      get_samples (bits, tile, samples);
      draw_subsets (bits, samples, n_bits, n_flips, words);
      bits->kernels->write_signs (n_bits, words, flipped + tile * size);
      for (gsize i = tile * size; i < (tile + 1) * size; i++)
        flipped[i] *= -rows[i];
    }
}

void
nc_audit_score_add (NcAuditScore *score,
                    const NcKernels *kernels,
                    guint n_tiles,
                    guint n,
                    const nc_real *plaintext,
                    const nc_real *output)
{
  nc_real losses[NC_LANES];
  gint32 wrong[NC_LANES];

  for (guint tile = 0; tile < n_tiles; tile++)
    {
      gsize at = (gsize) tile * n * NC_LANES;

      kernels->measure (n, 1, 0, plaintext + at, output + at, losses, wrong);
      for (guint lane = 0; lane < NC_LANES; lane++)
        {
          nc_audit_shares_add (&score->loss_rate, (double) losses[lane] / (2 * n));
          nc_audit_shares_add (&score->bit_error, (double) wrong[lane] / n);
        }
    }
}
