/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The random numbers: that they are Philox4x32-10, that bits are even and
 * independent, and that subsets are uniform.
 */
#include <math.h>

#include "engine/model/nc-random.h"

/* Philox4x32-10 as Salmon et al. 2011 print it, to hold the engine against. */
static void
philox (const guint32 counter[4], const guint32 key[2], guint32 result[4])
{
  guint32 k[2] = { key[0], key[1] };

  for (guint i = 0; i < 4; i++)
    result[i] = counter[i];
  for (guint round = 0; round < 10; round++)
    {
      guint64 a = (guint64) 0xD2511F53u * result[0];
      guint64 b = (guint64) 0xCD9E8D57u * result[2];
      guint32 next[4] = {
        (guint32) (b >> 32) ^ result[1] ^ k[0],
        (guint32) b,
        (guint32) (a >> 32) ^ result[3] ^ k[1],
        (guint32) a,
      };

      for (guint i = 0; i < 4; i++)
        result[i] = next[i];
      k[0] += 0x9E3779B9u;
      k[1] += 0xBB67AE85u;
    }
}

/* The three known answers that Random123 publishes; its fourth counter word is
 * always 0 in the engine, hence the two steps. */
static void
test_known_answers (void)
{
  static const struct
  {
    guint32 counter[4], key[2], answer[4];
  } known[] = {
    { { 0 }, { 0 }, { 0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8 } },
    { { 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff },
      { 0xffffffff, 0xffffffff },
      { 0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd } },
    { { 0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344 },
      { 0xa4093822, 0x299f31d0 },
      { 0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1 } },
  };
  guint32 words[4];

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    {
      philox (known[i].counter, known[i].key, words);
      g_assert_cmpmem (words, sizeof words, known[i].answer, sizeof known[i].answer);
    }
  nc_random_block (0, 0, 0, 0, 0, words);
  g_assert_cmpmem (words, sizeof words, known[0].answer, sizeof known[0].answer);
}

static void
test_block (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);

  for (guint i = 0; i < 1000; i++)
    {
      guint32 key[2] = { g_rand_int (rand), g_rand_int (rand) };
      guint32 counter[4] = { g_rand_int (rand), g_rand_int (rand), g_rand_int (rand), 0 };
      guint32 expected[4], words[4];

      philox (counter, key, expected);
      nc_random_block (key[0], key[1], counter[0], counter[1], counter[2], words);
      g_assert_cmpmem (words, sizeof words, expected, sizeof expected);
    }
}

/* Bit i is bit i % 32 of word i / 32, four words a block. */
static void
test_bits (void)
{
  for (guint n_bits = 1; n_bits <= 256; n_bits++)
    {
      guint n_words = (n_bits + 31) / 32;
      guint32 bits[9] = { 0 }, expected[8];

      bits[n_words] = 0xfeedf00d;
      nc_random_bits (7, NC_STREAM_KEY, 5, 3, n_bits, bits);
      nc_random_block (7, NC_STREAM_KEY, 5, 3, 0, expected);
      nc_random_block (7, NC_STREAM_KEY, 5, 3, 1, expected + 4);
      g_assert_cmpmem (bits, n_words * 4, expected, n_words * 4);
      g_assert_cmphex (bits[n_words], ==, 0xfeedf00d);
    }
}

/* How many standard deviations a count of n fair coins is from its mean. */
static double
get_sigmas (gint64 ones, gint64 n)
{
  return fabs ((double) (2 * ones - n)) / sqrt ((double) n);
}

#define N_DRAWS 40000
#define N_BITS 64

/* Every bit, and every pair of bits of a sample, over iterations and samples. */
static void
test_balance (void)
{
  guint32 ones[N_BITS] = { 0 };
  static guint32 equal[N_BITS][N_BITS];

  for (guint draw = 0; draw < N_DRAWS; draw++)
    {
      guint32 words[2];
      guint64 bits;

      nc_random_bits (42, NC_STREAM_PLAINTEXT, draw / 100, draw % 100, N_BITS, words);
      bits = words[0] | (guint64) words[1] << 32;
      for (guint i = 0; i < N_BITS; i++)
        {
          guint64 same = (bits >> i) & 1 ? bits : ~bits;

          ones[i] += (bits >> i) & 1;
          for (guint j = 0; j < i; j++)
            equal[i][j] += (same >> j) & 1;
        }
    }
  for (guint i = 0; i < N_BITS; i++)
    {
      g_assert_cmpfloat (get_sigmas (ones[i], N_DRAWS), <, 5);
      for (guint j = 0; j < i; j++)
        g_assert_cmpfloat (get_sigmas (equal[i][j], N_DRAWS), <, 5);
    }
}

/* The same bit under two circumstances is equal half of the time. */
static void
check_independent (const guint32 a[5], const guint32 b[5])
{
  gint64 equal = 0;

  for (guint draw = 0; draw < N_DRAWS; draw++)
    {
      guint32 x[4], y[4];

      nc_random_block (a[0], a[1], a[2] + draw, a[3], a[4], x);
      nc_random_block (b[0], b[1], b[2] + draw, b[3], b[4], y);
      for (guint word = 0; word < 4; word++)
        equal += __builtin_popcount (~(x[word] ^ y[word]));
    }
  g_assert_cmpfloat (get_sigmas (equal, (gint64) N_DRAWS * 128), <, 5);
}

static void
test_independence (void)
{
  static const guint32 streams[]
      = { NC_STREAM_ALICE_WEIGHTS,       NC_STREAM_BOB_WEIGHTS,  NC_STREAM_EVE_WEIGHTS,
          NC_STREAM_PLAINTEXT,           NC_STREAM_KEY,          NC_STREAM_FLIPS,
          NC_STREAM_EVE_PLAINTEXT,       NC_STREAM_EVE_KEY,      NC_STREAM_AUDIT,
          NC_STREAM_DIAGNOSIS_PLAINTEXT, NC_STREAM_DIAGNOSIS_KEY };

  for (guint i = 0; i < G_N_ELEMENTS (streams); i++)
    for (guint j = 0; j < i; j++)
      {
        g_assert_cmpuint (streams[i], !=, streams[j]);
        check_independent ((guint32[]){ 1, streams[i], 0, 0, 0 },
                           (guint32[]){ 1, streams[j], 0, 0, 0 });
      }
  for (guint i = 1; i < 5; i++) /* seed, iteration, sample, block */
    {
      guint32 a[] = { 1, NC_STREAM_KEY, 0, 0, 0 };
      guint32 b[] = { 1, NC_STREAM_KEY, 0, 0, 0 };

      b[i == 1 ? 0 : i]++;
      check_independent (a, b);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/random/known-answers", test_known_answers);
  g_test_add_func ("/engine/random/block", test_block);
  g_test_add_func ("/engine/random/bits", test_bits);
  g_test_add_func ("/engine/random/balance", test_balance);
  g_test_add_func ("/engine/random/independence", test_independence);

  return g_test_run ();
}
