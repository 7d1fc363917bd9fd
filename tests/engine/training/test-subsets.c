/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Random subsets, the flipped positions of a fuzzy key: their size is exact, and
 * every set is as likely as every other.
 */
#include <math.h>
#include <string.h>

#include "engine/model/nc-random.h"

static guint
count_bits (const guint32 *bits, guint n_words)
{
  guint n = 0;

  for (guint word = 0; word < n_words; word++)
    n += __builtin_popcount (bits[word]);
  return n;
}

/* How far chi-square is from its mean in standard deviations. */
static double
get_chi_sigmas (double chi_square, double freedom)
{
  return (chi_square - freedom) / sqrt (2 * freedom);
}

static void
assert_uniform (const guint *counts, guint n_cells, double expected)
{
  double chi_square = 0;

  for (guint cell = 0; cell < n_cells; cell++)
    chi_square += (counts[cell] - expected) * (counts[cell] - expected) / expected;
  g_assert_cmpfloat (fabs (get_chi_sigmas (chi_square, n_cells - 1)), <, 5);
}

static void
test_size (void)
{
  static const guint sizes[] = { 8, 10, 16, 30, 32, 34, 64, 130, 256 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (guint n = 0; n <= sizes[i]; n++)
      for (guint sample = 0; sample < 40; sample++)
        {
          guint n_words = (sizes[i] + 31) / 32;
          guint32 bits[9];

          memset (bits, 0xff, sizeof bits);
          nc_random_subset (3, NC_STREAM_FLIPS, 9, sample, n, sizes[i], bits);
          g_assert_cmpuint (count_bits (bits, n_words), ==, n);
          g_assert_cmphex (bits[n_words], ==, 0xffffffff);
          if (sizes[i] % 32 != 0)
            g_assert_cmphex (bits[n_words - 1] >> (sizes[i] % 32), ==, 0);
        }
}

/* Both the drawn set and, for large n, its complement. Positions of one set are
 * not independent: the variance of the chi-square is smaller by (1 - n / N), so
 * counts are scaled before they are judged. */
static void
test_positions (void)
{
  static const guint cases[][2] = { { 8, 1 },  { 8, 3 },   { 8, 5 },   { 16, 3 },   { 16, 12 },
                                    { 64, 7 }, { 64, 60 }, { 256, 9 }, { 256, 250 } };
  const guint n_draws = 20000;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint n_bits = cases[i][0], n = cases[i][1];
      double expected = (double) n_draws * n / n_bits, chi_square = 0;
      guint counts[256] = { 0 };

      for (guint draw = 0; draw < n_draws; draw++)
        {
          guint32 bits[8];

          nc_random_subset (5, NC_STREAM_FLIPS, draw / 512, draw % 512, n, n_bits, bits);
          for (guint position = 0; position < n_bits; position++)
            counts[position] += (bits[position / 32] >> (position % 32)) & 1;
        }
      for (guint position = 0; position < n_bits; position++)
        chi_square += (counts[position] - expected) * (counts[position] - expected)
                      / (expected * (1 - (double) n / n_bits));
      chi_square *= (n_bits - 1.0) / n_bits;
      g_assert_cmpfloat (fabs (get_chi_sigmas (chi_square, n_bits - 1)), <, 5);
    }
}

/* Each of the sets of n among 8, among consecutive samples. */
static void
test_sets (void)
{
  for (guint n = 1; n < 8; n++)
    {
      guint counts[256] = { 0 }, of_size[256], n_sets = 0;
      const guint n_draws = 70000;

      for (guint draw = 0; draw < n_draws; draw++)
        {
          guint32 bits;

          nc_random_subset (11, NC_STREAM_FLIPS, 0, draw, n, 8, &bits);
          counts[bits]++;
        }
      for (guint set = 0; set < 256; set++)
        if ((guint) __builtin_popcount (set) == n)
          of_size[n_sets++] = counts[set];
        else
          g_assert_cmpuint (counts[set], ==, 0);
      assert_uniform (of_size, n_sets, (double) n_draws / n_sets);
    }
}

/* Successive samples and iterations are independent: pairs of single flips. */
static void
test_pairs (void)
{
  const guint n_draws = 64000;

  for (guint along = 0; along < 2; along++)
    {
      guint counts[64] = { 0 };

      for (guint draw = 0; draw < n_draws; draw++)
        {
          guint32 first, second;

          nc_random_subset (13, NC_STREAM_FLIPS, draw, 2, 1, 8, &first);
          nc_random_subset (13, NC_STREAM_FLIPS, draw + along, 3 - along, 1, 8, &second);
          counts[__builtin_ctz (first) * 8 + __builtin_ctz (second)]++;
        }
      assert_uniform (counts, 64, n_draws / 64.0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/subsets/size", test_size);
  g_test_add_func ("/engine/subsets/positions", test_positions);
  g_test_add_func ("/engine/subsets/sets", test_sets);
  g_test_add_func ("/engine/subsets/pairs", test_pairs);

  return g_test_run ();
}
