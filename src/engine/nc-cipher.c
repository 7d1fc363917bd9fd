/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A trained pair at work.
 */
#include "nc-cipher.h"

#include <string.h>

#include "nc-pass.h"

/* One party's network; both read N numbers of a block, then N of a key. */
typedef struct
{
  NcTopology topology;
  NcLayout layout;
  NcPass *pass;
  nc_real *parameters; /* [n_parameters] */
  nc_real *statistics; /* [n_statistics] */
} Network;

struct _NcCipher
{
  guint key_bits;
  Network alice;
  Network bob;
};

static void
init_network (Network *network,
              const NcTopology *topology,
              const NcKernels *kernels,
              const nc_real *parameters,
              const nc_real *statistics)
{
  NcLayout *layout = &network->layout;

  network->topology = *topology;
  nc_layout_init (layout, &network->topology);
  g_assert (parameters != NULL && (statistics != NULL || layout->n_statistics == 0));
  network->pass = nc_pass_new (&network->topology, layout, kernels, NC_MEMORY_TILE, 1, 0);
  network->parameters = nc_real_new0 (layout->n_parameters);
  memcpy (network->parameters, parameters, layout->n_parameters * sizeof (nc_real));
  network->statistics = nc_real_new0 (layout->n_statistics);
  if (layout->n_statistics > 0)
    memcpy (network->statistics, statistics, layout->n_statistics * sizeof (nc_real));
}

static void
clear_network (Network *network)
{
  nc_pass_free (network->pass);
  nc_real_free (network->parameters);
  nc_real_free (network->statistics);
}

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
  init_network (&cipher->alice, &setup->topologies[NC_ALICE], kernels, parameters[NC_ALICE],
                statistics[NC_ALICE]);
  init_network (&cipher->bob, &setup->topologies[NC_BOB], kernels, parameters[NC_BOB],
                statistics[NC_BOB]);
  return cipher;
}

void
nc_cipher_free (NcCipher *cipher)
{
  if (cipher == NULL)
    return;
  clear_network (&cipher->alice);
  clear_network (&cipher->bob);
  g_free (cipher);
}

/* A block stands in the first lane alone. OpenBLAS may round otherwise in another
 * lane, and a block that comes twice in a message shall look the same twice. */
static void
run (Network *network, guint n, const nc_real *block, const nc_real *key, nc_real *result)
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
