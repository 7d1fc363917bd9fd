/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A trained pair as a cipher.
 */
#include "audit/nc-audit-pair.h"

#include <string.h>

#include "engine/training/nc-batch.h"
#include "engine/network/nc-network.h"

/* Tiles that go through a network together: enough to make the cost of preparing batch norm
 * negligible, few enough to stay in the cache. */
#define CHUNK 8

typedef struct
{
  NcAuditCipher cipher; /* first member: the pair is a cipher */
  const NcKernels *kernels;
  NcNetwork alice;
  NcNetwork bob;
} Pair;

/* block, key and result are [tile][N][lane]. */
static void
run (NcNetwork *network, guint n_tiles, const nc_real *block, const nc_real *key, nc_real *result)
{
  guint n = network->topology.outputs;
  gsize size = (gsize) n * NC_LANES;

  for (guint start = 0; start < n_tiles; start += CHUNK)
    {
      guint count = MIN (n_tiles - start, CHUNK);

      for (guint tile = 0; tile < count; tile++)
        {
          nc_real *input = nc_pass_get_tile (network->pass->input, 2 * n, tile);

          memcpy (input, block + (start + tile) * size, size * sizeof (nc_real));
          memcpy (input + size, key + (start + tile) * size, size * sizeof (nc_real));
        }
      nc_pass_forward (network->pass, count * NC_LANES, NC_MODE_EVALUATION, network->parameters,
                       network->statistics);
      memcpy (result + start * size, network->pass->output, count * size * sizeof (nc_real));
    }
}

static void
encrypt (NcAuditCipher *cipher,
         guint n_tiles,
         const nc_real *plaintext,
         const nc_real *key,
         nc_real *ciphertext)
{
  run (&((Pair *) cipher)->alice, n_tiles, plaintext, key, ciphertext);
}

static void
decrypt (NcAuditCipher *cipher,
         guint n_tiles,
         const nc_real *ciphertext,
         const nc_real *key,
         nc_real *plaintext)
{
  NcNetwork *bob = &((Pair *) cipher)->bob;
  gsize size = (gsize) n_tiles * bob->topology.outputs * NC_LANES;

  run (bob, n_tiles, ciphertext, key, plaintext);
  if (bob->topology.output == NC_OUTPUT_LOGISTIC)
    for (gsize i = 0; i < size; i++)
      plaintext[i] = 2 * plaintext[i] - 1;
}

static void
pair_free (NcAuditCipher *cipher)
{
  Pair *pair = (Pair *) cipher;

  nc_network_clear (&pair->alice);
  nc_network_clear (&pair->bob);
  g_free (pair);
}

static NcAuditCipher *
pair_copy (NcAuditCipher *cipher)
{
  const Pair *pair = (const Pair *) cipher;
  Pair *copy = g_new0 (Pair, 1);

  copy->cipher = pair->cipher;
  copy->kernels = pair->kernels;
  nc_network_init (&copy->alice, &pair->alice.topology, pair->kernels, NC_MEMORY_FORWARD,
                   CHUNK * NC_LANES, pair->alice.parameters, pair->alice.statistics);
  nc_network_init (&copy->bob, &pair->bob.topology, pair->kernels, NC_MEMORY_FORWARD,
                   CHUNK * NC_LANES, pair->bob.parameters, pair->bob.statistics);
  return &copy->cipher;
}

/* Adds the mini-batch of the last forward pass, number from 0, to a plain mean over all. */
static void
add_statistics (NcNetwork *network, NcPass *pass, guint number)
{
  const NcLayout *layout = &network->layout;

  for (guint layer = 0; layer < network->topology.n_dense; layer++)
    nc_norm_update_running (&pass->norm[layer], NC_AUDIT_PAIR_BATCH, 1.0 / (number + 1),
                            network->statistics + layout->running_mean[layer],
                            network->statistics + layout->running_var[layer]);
}

/* The statistics of one network; Bob's ciphertexts are made with Alice's, which are already
 * known. */
static void
recompute (Pair *pair, NcNetwork *network, const NcBatchSource *source)
{
  guint n = pair->cipher.plaintext_bits, n_tiles = NC_TILES (NC_AUDIT_PAIR_BATCH);
  gsize size = (gsize) n * NC_LANES;
  gboolean is_bob = network == &pair->bob;
  NcPass *pass;
  nc_real *message, *fuzzy; /* [2N][lane], [N][lane] */

  if (!network->topology.batch_norm)
    return;
  pass = nc_pass_new (&network->topology, &network->layout, pair->kernels, NC_MEMORY_FORWARD,
                      NC_AUDIT_PAIR_BATCH, 0);
  message = nc_real_new0 (2 * size);
  fuzzy = nc_real_new0 (size);
  for (guint number = 0; number < NC_AUDIT_PAIR_BATCHES; number++)
    {
      for (guint tile = 0; tile < n_tiles; tile++)
        {
          nc_real *input = nc_pass_get_tile (pass->input, 2 * n, tile);

          nc_batch_draw (source, pair->kernels, number, tile, is_bob ? message : input,
                         is_bob ? fuzzy : NULL);
          if (!is_bob)
            continue;
          run (&pair->alice, 1, message, message + size, input);
          memcpy (input + size, fuzzy, size * sizeof (nc_real));
        }
      nc_pass_forward (pass, NC_AUDIT_PAIR_BATCH, NC_MODE_TRAINING, network->parameters, NULL);
      add_statistics (network, pass, number);
    }
  nc_pass_free (pass);
  nc_real_free (message);
  nc_real_free (fuzzy);
}

NcAuditCipher *
nc_audit_pair_new (const NcSetup *setup,
                   const nc_real *const parameters[NC_N_PARTIES],
                   guint32 seed,
                   const NcKernels *kernels)
{
  Pair *pair;
  NcBatchSource source;

  g_return_val_if_fail (setup != NULL && parameters != NULL && kernels != NULL, NULL);
  g_return_val_if_fail (parameters[NC_ALICE] != NULL && parameters[NC_BOB] != NULL, NULL);

  pair = g_new0 (Pair, 1);
  pair->cipher = (NcAuditCipher){
    .plaintext_bits = setup->key_bits,
    .key_bits = setup->key_bits,
    .ciphertext_length = setup->key_bits,
    .key_difference = setup->key_difference,
    .encrypt = encrypt,
    .decrypt = decrypt,
    .copy = pair_copy,
    .free = pair_free,
  };
  pair->kernels = kernels;
  nc_network_init (&pair->alice, &setup->topologies[NC_ALICE], kernels, NC_MEMORY_FORWARD,
                   CHUNK * NC_LANES, parameters[NC_ALICE], NULL);
  nc_network_init (&pair->bob, &setup->topologies[NC_BOB], kernels, NC_MEMORY_FORWARD,
                   CHUNK * NC_LANES, parameters[NC_BOB], NULL);
  source = (NcBatchSource){
    .seed = seed,
    .key_bits = setup->key_bits,
    .key_difference = setup->key_difference,
    .fuzzing = setup->fuzzing,
    .plaintext_stream = NC_STREAM_AUDIT_PAIR,
    .key_stream = NC_STREAM_AUDIT_PAIR + 1,
  };
  recompute (pair, &pair->alice, &source);
  source.plaintext_stream = NC_STREAM_AUDIT_PAIR + 2;
  source.key_stream = NC_STREAM_AUDIT_PAIR + 3;
  recompute (pair, &pair->bob, &source);
  return &pair->cipher;
}
