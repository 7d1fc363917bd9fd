/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Counter-based random numbers.
 */
#include "engine/model/nc-random.h"

#include <string.h>

#include <Random123/philox.h>

void
nc_random_block (guint32 seed,
                 guint32 stream,
                 guint32 iteration,
                 guint32 sample,
                 guint32 block,
                 guint32 words[4])
{
  philox4x32_key_t key = { { seed, stream } };
  philox4x32_ctr_t counter = { { iteration, sample, block, 0 } };
  philox4x32_ctr_t result = philox4x32 (counter, key);

  memcpy (words, result.v, sizeof result.v);
}

void
nc_random_bits (
    guint32 seed, guint32 stream, guint32 iteration, guint32 sample, guint n_bits, guint32 *bits)
{
  guint n_words = (n_bits + 31) / 32;

  for (guint word = 0; word < n_words; word += 4)
    {
      guint32 block[4];

      nc_random_block (seed, stream, iteration, sample, word / 4, block);
      memcpy (bits + word, block, MIN (n_words - word, 4) * sizeof (guint32));
    }
}

static inline gboolean
bit_is_set (const guint32 *bits, guint position)
{
  return (bits[position / 32] >> (position % 32)) & 1;
}

void
nc_random_subset (guint32 seed,
                  guint32 stream,
                  guint32 iteration,
                  guint32 sample,
                  guint n,
                  guint n_bits,
                  guint32 *bits)
{
  /* Floyd's loop costs one draw per element: draw the smaller of the set and its complement. */
  gboolean complement = n > n_bits / 2;
  guint n_draws = complement ? n_bits - n : n;
  guint32 words[4];

  memset (bits, 0, (n_bits + 31) / 32 * sizeof (guint32));
  for (guint draw = 0; draw < n_draws; draw++)
    {
      guint top = n_bits - n_draws + draw; /* draw from 0 … top */
      guint position;

      if (draw % 4 == 0)
        nc_random_block (seed, stream, iteration, sample, draw / 4, words);
      position = (guint) (((guint64) words[draw % 4] * (top + 1)) >> 32);
      if (bit_is_set (bits, position))
        position = top;
      bits[position / 32] |= 1u << (position % 32);
    }

  if (complement)
    for (guint position = 0; position < n_bits; position++)
      bits[position / 32] ^= 1u << (position % 32);
}
