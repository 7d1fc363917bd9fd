/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Messages through trained networks, block by block.
 */
#include "config.h"

#include "lab/weights/lab-message.h"

#include <glib/gi18n-lib.h>

#include <math.h>
#include <string.h>

#include "engine/training/nc-cipher.h"

static NcCipher *
make_cipher (LabWeights *weights)
{
  return nc_cipher_new (lab_experiment_get_setup (lab_weights_get_experiment (weights)),
                        nc_kernels_get_best (), lab_weights_get_parameters (weights),
                        lab_weights_get_statistics (weights));
}

/* Bit 1 is +1; bit 0, and padding after the last bit, is -1. */
static void
write_signs (GByteArray *bits, guint first, guint n, float *signs)
{
  for (guint i = 0; i < n; i++)
    signs[i] = first + i < bits->len && bits->data[first + i] ? 1 : -1;
}

/* Whether all are finite; large weights can overflow a sum. */
static gboolean
check_numbers (guint n, const float *numbers, guint block, GError **error)
{
  for (guint i = 0; i < n; i++)
    if (!isfinite (numbers[i]))
      {
        g_set_error (error, LAB_ERROR, LAB_ERROR_VALUE,
                     _ ("block %u does not come out as numbers: the weights or the ciphertext are "
                        "too large to compute with"),
                     block + 1);
        return FALSE;
      }
  return TRUE;
}

LabCiphertext *
lab_message_encrypt (LabWeights *weights, GByteArray *key, GByteArray *bits, GError **error)
{
  guint n = lab_experiment_get_setup (lab_weights_get_experiment (weights))->key_bits;
  g_autoptr (NcCipher) cipher = NULL;
  g_autoptr (LabCiphertext) ciphertext = NULL;
  float signs[NC_MAX_KEY_BITS], key_signs[NC_MAX_KEY_BITS];

  g_return_val_if_fail (key->len == n && bits->len <= 8 * LAB_MESSAGE_MAX_BYTES, NULL);

  cipher = make_cipher (weights);
  ciphertext = g_new0 (LabCiphertext, 1);
  ciphertext->key_bits = n;
  ciphertext->n_bits = bits->len;
  ciphertext->n_blocks = (bits->len + n - 1) / n;
  ciphertext->numbers = g_new0 (float, (gsize) ciphertext->n_blocks *n);
  write_signs (key, 0, n, key_signs);
  for (guint block = 0; block < ciphertext->n_blocks; block++)
    {
      float *numbers = ciphertext->numbers + (gsize) block * n;

      write_signs (bits, block * n, n, signs);
      nc_cipher_encrypt (cipher, signs, key_signs, numbers);
      if (!check_numbers (n, numbers, block, error))
        return NULL;
    }
  return g_steal_pointer (&ciphertext);
}

GByteArray *
lab_message_decrypt (LabWeights *weights,
                     GByteArray *key,
                     const LabCiphertext *ciphertext,
                     GError **error)
{
  guint n = lab_experiment_get_setup (lab_weights_get_experiment (weights))->key_bits;
  g_autoptr (NcCipher) cipher = NULL;
  g_autoptr (GByteArray) bits = NULL;
  float key_signs[NC_MAX_KEY_BITS], output[NC_MAX_KEY_BITS];

  g_return_val_if_fail (key->len == n && ciphertext != NULL, NULL);

  if (ciphertext->key_bits != n)
    {
      g_set_error (error, LAB_ERROR, LAB_ERROR_VALUE,
                   _ ("the ciphertext has blocks of %u bits, but the weights are for blocks of %u"),
                   ciphertext->key_bits, n);
      return NULL;
    }
  cipher = make_cipher (weights);
  bits = g_byte_array_new ();
  write_signs (key, 0, n, key_signs);
  for (guint block = 0; block < ciphertext->n_blocks; block++)
    {
      nc_cipher_decrypt (cipher, ciphertext->numbers + (gsize) block * n, key_signs, output);
      if (!check_numbers (n, output, block, error))
        return NULL;
      for (guint i = 0; i < n && bits->len < ciphertext->n_bits; i++)
        {
          guint8 bit = output[i] > 0;

          g_byte_array_append (bits, &bit, 1);
        }
    }
  return g_steal_pointer (&bits);
}
