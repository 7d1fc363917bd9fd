/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Running a trained pair.
 */
#include "engine/training/nc-cipher.h"

#include <string.h>

#include "engine/network/nc-network.h"

struct _NcCipher
{
  guint key_bits;
  NcNetwork alice;
  NcNetwork bob;
};

NcCipher *
nc_cipher_new (const NcSetup *setup,
               const NcKernels *kernels,
               const nc_real *const parameters[NC_N_PARTIES],
               const nc_real *const statistics[NC_N_PARTIES])
{
  NcCipher *cipher;

  g_return_val_if_fail (setup != NULL && kernels != NULL, NULL);
  g_return_val_if_fail (parameters != NULL && statistics != NULL, NULL);

  cipher = g_new0 (NcCipher, 1);
  cipher->key_bits = setup->key_bits;
  nc_network_init (&cipher->alice, &setup->topologies[NC_ALICE], kernels, NC_MEMORY_TILE, 1,
                   parameters[NC_ALICE], statistics[NC_ALICE]);
  nc_network_init (&cipher->bob, &setup->topologies[NC_BOB], kernels, NC_MEMORY_TILE, 1,
                   parameters[NC_BOB], statistics[NC_BOB]);
  return cipher;
}

void
nc_cipher_free (NcCipher *cipher)
{
  if (cipher == NULL)
    return;
  nc_network_clear (&cipher->alice);
  nc_network_clear (&cipher->bob);
  g_free (cipher);
}

/* A block is only in the first lane: OpenBLAS may round differently in another lane, and a block
 * that occurs twice in a message must look the same twice. */
static void
run (NcNetwork *network, guint n, const nc_real *block, const nc_real *key, nc_real *result)
{
  NcPass *pass = network->pass;

  for (guint i = 0; i < n; i++)
    {
      pass->input[i * NC_LANES] = block[i];
      pass->input[(n + i) * NC_LANES] = key[i];
    }
  nc_pass_forward (pass, 1, NC_MODE_EVALUATION, network->parameters, network->statistics);
  for (guint i = 0; i < n; i++)
    result[i] = pass->output[i * NC_LANES];
}

void
nc_cipher_encrypt (NcCipher *cipher,
                   const nc_real *plaintext,
                   const nc_real *key,
                   nc_real *ciphertext)
{
  g_return_if_fail (cipher != NULL && plaintext != NULL && key != NULL && ciphertext != NULL);

  run (&cipher->alice, cipher->key_bits, plaintext, key, ciphertext);
}

void
nc_cipher_decrypt (NcCipher *cipher, const nc_real *ciphertext, const nc_real *key, nc_real *output)
{
  g_return_if_fail (cipher != NULL && ciphertext != NULL && key != NULL && output != NULL);

  run (&cipher->bob, cipher->key_bits, ciphertext, key, output);
}
