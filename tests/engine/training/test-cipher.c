/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A frozen pair gives what an exchange in evaluation mode gives, block for block,
 * and a block comes out the same whatever was before it.
 */
#include <string.h>

#include "engine-fixture.h"
#include "engine/training/nc-cipher.h"
#include "plain-exchange.h"

#define N_BLOCKS 71 /* two tiles and a part of one in the exchange */

typedef struct
{
  NcExchange *exchange;
  NcCipher *cipher;
  guint n;
  nc_real *plaintext; /* [N_BLOCKS][n] */
  nc_real *key;       /* [n] */
  nc_real *bob_key;   /* [n] */
} Pair;

/* A pair with drawn parameters, and an exchange with the same. */
static void
set_up (Pair *pair, NcSetup *setup, const NcKernels *kernels)
{
  GRand *rand = g_rand_new_with_seed (7);
  const nc_real *parameters[NC_N_PARTIES] = { NULL };
  const nc_real *statistics[NC_N_PARTIES] = { NULL };

  setup->batch = N_BLOCKS;
  pair->n = setup->key_bits;
  pair->exchange = plain_exchange_new (setup, kernels);
  for (NcParty party = NC_ALICE; party <= NC_BOB; party++)
    {
      const NcLayout *layout = &pair->exchange->layouts[party];

      fixture_draw_parameters (layout, rand, pair->exchange->parameters[party],
                               pair->exchange->statistics[party]);
      parameters[party] = pair->exchange->parameters[party];
      statistics[party] = layout->n_statistics > 0 ? pair->exchange->statistics[party] : NULL;
    }
  pair->cipher = nc_cipher_new (setup, kernels, parameters, statistics);
  pair->plaintext = nc_real_new0 (N_BLOCKS * pair->n);
  pair->key = nc_real_new0 (pair->n);
  pair->bob_key = nc_real_new0 (pair->n);
  for (guint i = 0; i < N_BLOCKS * pair->n; i++)
    pair->plaintext[i] = g_rand_boolean (rand) ? 1 : -1;
  for (guint i = 0; i < pair->n; i++)
    {
      pair->key[i] = g_rand_boolean (rand) ? 1 : -1;
      pair->bob_key[i] = i == 3 ? -pair->key[i] : pair->key[i];
    }
  for (guint block = 0; block < N_BLOCKS; block++)
    for (guint i = 0; i < pair->n; i++)
      {
        NcPass *alice = pair->exchange->passes[NC_ALICE], *bob = pair->exchange->passes[NC_BOB];

        *fixture_at (alice->input, 2 * pair->n, block, i) = pair->plaintext[block * pair->n + i];
        *fixture_at (alice->input, 2 * pair->n, block, pair->n + i) = pair->key[i];
        *fixture_at (bob->input, 2 * pair->n, block, pair->n + i) = pair->bob_key[i];
      }
  g_rand_free (rand);
}

static void
tear_down (Pair *pair)
{
  nc_exchange_free (pair->exchange);
  nc_cipher_free (pair->cipher);
  nc_real_free (pair->plaintext);
  nc_real_free (pair->key);
  nc_real_free (pair->bob_key);
}

/* What the exchange, in which every block has another lane, made of them. Lanes
 * are rounded alike where no OpenBLAS is asked. */
static void
check_block (Pair *pair, const nc_real *found, NcParty party, guint block, double tolerance)
{
  for (guint i = 0; i < pair->n; i++)
    {
      nc_real expected = *fixture_at (pair->exchange->passes[party]->output, pair->n, block, i);

      g_assert_cmpfloat_with_epsilon ((double) found[i], (double) expected, tolerance);
    }
}

static void
check (NcSetup setup, const NcKernels *kernels)
{
  double tolerance = kernels->blas_weights <= 32 * 32 ? 1e-6 : 0x1p-60; /* less is equal */
  Pair pair;
  nc_real *ciphertext, *output;

  set_up (&pair, &setup, kernels);
  ciphertext = nc_real_new0 (pair.n);
  output = nc_real_new0 (pair.n);
  plain_exchange_encrypt (pair.exchange, N_BLOCKS, NC_MODE_EVALUATION);
  plain_exchange_decrypt (pair.exchange, NC_BOB, NC_MODE_EVALUATION);

  /* The cipher has its own copy: what happens to these does not matter. */
  for (NcParty party = NC_ALICE; party <= NC_BOB; party++)
    pair.exchange->parameters[party][0] = G_MAXFLOAT;

  for (guint block = 0; block < N_BLOCKS; block++)
    {
      nc_cipher_encrypt (pair.cipher, pair.plaintext + block * pair.n, pair.key, ciphertext);
      check_block (&pair, ciphertext, NC_ALICE, block, tolerance);
      nc_cipher_decrypt (pair.cipher, ciphertext, pair.bob_key, output);
      check_block (&pair, output, NC_BOB, block, 4 * tolerance);
    }
  nc_real_free (ciphertext);
  nc_real_free (output);
  tear_down (&pair);
}

static void
test_plain (gconstpointer kernels)
{
  check (fixture_setup (16, N_BLOCKS, FALSE), kernels);
}

/* The running statistics, never the blocks' own. */
static void
test_norm (gconstpointer kernels)
{
  NcSetup setup = fixture_setup_with_norm ();

  g_assert_true (setup.topologies[NC_ALICE].batch_norm || setup.topologies[NC_BOB].batch_norm);
  check (setup, kernels);
  setup.topologies[NC_ALICE].batch_norm = TRUE;
  setup.topologies[NC_BOB].batch_norm = FALSE;
  check (setup, kernels);
}

static void
test_no_convolutions (gconstpointer kernels)
{
  NcSetup setup = fixture_setup (8, N_BLOCKS, TRUE);

  setup.topologies[NC_ALICE].convolutions = FALSE;
  setup.topologies[NC_BOB].convolutions = FALSE;
  check (setup, kernels);
}

/* The first block twice, with another between: the same to the bit. Another key:
 * another ciphertext. */
static void
test_again (gconstpointer kernels)
{
  NcSetup setup = fixture_setup (16, N_BLOCKS, FALSE);
  Pair pair;
  nc_real first[16], second[16], again[16], other[16];

  set_up (&pair, &setup, kernels);
  nc_cipher_encrypt (pair.cipher, pair.plaintext, pair.key, first);
  nc_cipher_encrypt (pair.cipher, pair.plaintext + 16, pair.key, second);
  nc_cipher_encrypt (pair.cipher, pair.plaintext, pair.key, again);
  nc_cipher_encrypt (pair.cipher, pair.plaintext, pair.bob_key, other);
  g_assert_cmpmem (first, sizeof first, again, sizeof again);
  g_assert_cmpint (memcmp (first, second, sizeof first), !=, 0);
  g_assert_cmpint (memcmp (first, other, sizeof first), !=, 0);
  tear_down (&pair);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_add_for_kernels ("/engine/cipher/plain", test_plain);
  fixture_add_for_kernels ("/engine/cipher/norm", test_norm);
  fixture_add_for_kernels ("/engine/cipher/no-convolutions", test_no_convolutions);
  fixture_add_for_kernels ("/engine/cipher/again", test_again);
  return g_test_run ();
}
