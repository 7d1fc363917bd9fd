/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A trained pair as a cipher: a one-time pad built by hand stays one, batches and
 * copies do not matter, and batch norm gets the statistics of fresh messages.
 */
#include <math.h>
#include <string.h>

#include "audit/nc-audit-pair.h"
#include "engine-fixture.h"
#include "engine/training/nc-batch.h"
#include "known-pair.h"

#define N_TILES 19 /* two whole chunks and a part */

/* Messages and keys of any setup, [tile][N][lane] each. */
static void
draw (guint n, guint n_tiles, nc_real *plaintext, nc_real *key)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);

  fixture_fill_signs (plaintext, n, n_tiles * NC_LANES, rand);
  fixture_fill_signs (key, n, n_tiles * NC_LANES, rand);
}

static NcAuditCipher *
make_pair (const Parties *parties)
{
  const nc_real *parameters[NC_N_PARTIES]
      = { parties->parameters[NC_ALICE], parties->parameters[NC_BOB], NULL };

  return nc_audit_pair_new (&parties->setup, parameters, 3, nc_kernels_get_best ());
}

static void
test_one_time_pad (void)
{
  NcSetup setup = known_pair_setup ();
  gsize size = (gsize) N_TILES * N * NC_LANES;
  nc_real *plaintext = nc_real_new0 (size), *key = nc_real_new0 (size);
  nc_real *ciphertext = nc_real_new0 (size), *output = nc_real_new0 (size);
  NcAuditCipher *pair;
  Parties parties;

  init_parties (&parties, &setup);
  build_party (&parties, NC_ALICE, TRUE);
  build_party (&parties, NC_BOB, TRUE);
  pair = make_pair (&parties);
  g_assert_cmpuint (pair->plaintext_bits, ==, N);
  g_assert_cmpuint (pair->key_bits, ==, N);
  g_assert_cmpuint (pair->ciphertext_length, ==, N);
  g_assert_cmpuint (pair->key_difference, ==, FLIPS);
  draw (N, N_TILES, plaintext, key);
  pair->encrypt (pair, N_TILES, plaintext, key, ciphertext);
  pair->decrypt (pair, N_TILES, ciphertext, key, output);
  for (gsize i = 0; i < size; i++)
    {
      g_assert_cmpfloat_with_epsilon (ciphertext[i], plaintext[i] * key[i], 1e-6);
      g_assert_cmpfloat_with_epsilon (output[i], plaintext[i], 1e-6);
    }
  pair->free (pair);
  clear_parties (&parties);
  nc_real_free (plaintext);
  nc_real_free (key);
  nc_real_free (ciphertext);
  nc_real_free (output);
}

/* Probability p of a logistic output reads as 2p - 1, so that its sign is the bit. */
static void
test_logistic (void)
{
  NcSetup setup = known_pair_setup ();
  gsize size = (gsize) N * NC_LANES;
  nc_real *plaintext = nc_real_new0 (size), *key = nc_real_new0 (size);
  nc_real *ciphertext = nc_real_new0 (size), *output = nc_real_new0 (size);
  NcAuditCipher *pair;
  Parties parties;

  setup.topologies[NC_BOB].output = NC_OUTPUT_LOGISTIC;
  init_parties (&parties, &setup);
  build_party (&parties, NC_ALICE, TRUE);
  build_party (&parties, NC_BOB, TRUE);
  pair = make_pair (&parties);
  draw (N, 1, plaintext, key);
  pair->encrypt (pair, 1, plaintext, key, ciphertext);
  pair->decrypt (pair, 1, ciphertext, key, output);
  for (gsize i = 0; i < size; i++)
    g_assert_cmpfloat_with_epsilon (output[i], plaintext[i], 1e-5);
  pair->free (pair);
  clear_parties (&parties);
  nc_real_free (plaintext);
  nc_real_free (key);
  nc_real_free (ciphertext);
  nc_real_free (output);
}

typedef struct
{
  Parties parties;
  guint n;
  gsize size;
  NcAuditCipher *pair;
  nc_real *plaintext, *key, *ciphertext, *output;
} Drawn;

/* A pair with batch norm and random weights at work on n_tiles. */
static void
init_drawn (Drawn *drawn, guint n_tiles)
{
  NcSetup setup = fixture_setup_with_norm ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (8);

  init_parties (&drawn->parties, &setup);
  for (NcParty party = NC_ALICE; party <= NC_BOB; party++)
    fixture_draw_parameters (&drawn->parties.layouts[party], rand, drawn->parties.parameters[party],
                             drawn->parties.statistics[party]);
  drawn->n = setup.key_bits;
  drawn->size = (gsize) n_tiles * drawn->n * NC_LANES;
  drawn->pair = make_pair (&drawn->parties);
  drawn->plaintext = nc_real_new0 (drawn->size);
  drawn->key = nc_real_new0 (drawn->size);
  drawn->ciphertext = nc_real_new0 (drawn->size);
  drawn->output = nc_real_new0 (drawn->size);
  draw (drawn->n, n_tiles, drawn->plaintext, drawn->key);
  drawn->pair->encrypt (drawn->pair, n_tiles, drawn->plaintext, drawn->key, drawn->ciphertext);
  drawn->pair->decrypt (drawn->pair, n_tiles, drawn->ciphertext, drawn->key, drawn->output);
}

static void
clear_drawn (Drawn *drawn)
{
  drawn->pair->free (drawn->pair);
  nc_real_free (drawn->plaintext);
  nc_real_free (drawn->key);
  nc_real_free (drawn->ciphertext);
  nc_real_free (drawn->output);
  clear_parties (&drawn->parties);
}

static void
test_batches_and_copies (void)
{
  Drawn drawn;
  NcAuditCipher *copy, *again;
  nc_real *one;
  gsize tile_size;

  init_drawn (&drawn, N_TILES);
  again = make_pair (&drawn.parties);
  copy = drawn.pair->copy (drawn.pair);
  drawn.pair->free (drawn.pair);
  drawn.pair = again;
  tile_size = (gsize) drawn.n * NC_LANES;
  one = nc_real_new0 (tile_size);
  for (guint tile = 0; tile < N_TILES; tile++)
    {
      copy->encrypt (copy, 1, drawn.plaintext + tile * tile_size, drawn.key + tile * tile_size,
                     one);
      g_assert_cmpmem (one, tile_size * sizeof (nc_real), drawn.ciphertext + tile * tile_size,
                       tile_size * sizeof (nc_real));
      again->decrypt (again, 1, drawn.ciphertext + tile * tile_size, drawn.key + tile * tile_size,
                      one);
      g_assert_cmpmem (one, tile_size * sizeof (nc_real), drawn.output + tile * tile_size,
                       tile_size * sizeof (nc_real));
    }
  nc_real_free (one);
  copy->free (copy);
  clear_drawn (&drawn);
}

/* Root of the mean square of what one network makes of a batch, less what is in
 * found. */
static double
measure_distance (const Drawn *drawn,
                  NcParty party,
                  guint n_tiles,
                  NcMode mode,
                  const nc_real *block,
                  const nc_real *found)
{
  const NcSetup *setup = &drawn->parties.setup;
  gsize size = (gsize) drawn->n * NC_LANES;
  g_autoptr (NcPass) pass
      = nc_pass_new (&setup->topologies[party], &drawn->parties.layouts[party],
                     nc_kernels_get_best (), NC_MEMORY_FORWARD, n_tiles * NC_LANES, 0);
  double sum = 0;

  for (guint tile = 0; tile < n_tiles; tile++)
    {
      memcpy (pass->input + 2 * tile * size, block + tile * size, size * sizeof (nc_real));
      memcpy (pass->input + (2 * tile + 1) * size, drawn->key + tile * size,
              size * sizeof (nc_real));
    }
  nc_pass_forward (pass, n_tiles * NC_LANES, mode, drawn->parties.parameters[party],
                   drawn->parties.statistics[party]);
  for (gsize i = 0; i < drawn->size; i++)
    sum += pow ((double) pass->output[i] - (double) found[i], 2);
  return sqrt (sum / drawn->size);
}

/* Over 8192 samples the statistics of the batch itself are nearly the true ones. The
 * keys here are exact and those of the recomputation fuzzy; both are uniform. Others
 * than the true ones are far off. */
static void
test_statistics (void)
{
  guint n_tiles = 256;
  Drawn drawn;

  init_drawn (&drawn, n_tiles);
  for (NcParty party = NC_ALICE; party <= NC_BOB; party++)
    {
      const nc_real *block = party == NC_ALICE ? drawn.plaintext : drawn.ciphertext;
      const nc_real *found = party == NC_ALICE ? drawn.ciphertext : drawn.output;
      double near = measure_distance (&drawn, party, n_tiles, NC_MODE_TRAINING, block, found);
      double far = measure_distance (&drawn, party, n_tiles, NC_MODE_EVALUATION, block, found);

      g_test_message ("%s: %g from the batch's own statistics, %g from others",
                      nc_party_get_name (party), near, far);
      g_assert_cmpfloat (near, <, 0.1 * far);
    }
  clear_drawn (&drawn);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/audit/pair/one-time-pad", test_one_time_pad);
  g_test_add_func ("/audit/pair/logistic", test_logistic);
  g_test_add_func ("/audit/pair/batches-and-copies", test_batches_and_copies);
  g_test_add_func ("/audit/pair/statistics", test_statistics);

  return g_test_run ();
}
