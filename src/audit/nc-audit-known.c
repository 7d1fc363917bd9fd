/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Known ciphers.
 */
#include "audit/nc-audit-known.h"

#include <string.h>

#include "audit/nc-audit-code.h"

#define MIN_BITS 8
#define MAX_BITS 256
#define USED_KEY_BITS 3 /* of NC_AUDIT_KNOWN_THREE_KEY_BITS */

typedef struct
{
  NcAuditCipher cipher; /* first member: this is a cipher */
  NcAuditKnown kind;
  NcAuditCode code; /* of the commitment */
} Known;

static const char *const names[NC_AUDIT_N_KNOWN] = {
  [NC_AUDIT_KNOWN_CLEAR] = "clear",           [NC_AUDIT_KNOWN_PAD_EXACT] = "pad-exact",
  [NC_AUDIT_KNOWN_PAD_FUZZY] = "pad-fuzzy",   [NC_AUDIT_KNOWN_COMPLEMENT] = "complement",
  [NC_AUDIT_KNOWN_COMMITMENT] = "commitment", [NC_AUDIT_KNOWN_THREE_KEY_BITS] = "three-key-bits",
};

const char *
nc_audit_known_get_name (NcAuditKnown kind)
{
  g_return_val_if_fail (kind < NC_AUDIT_N_KNOWN, NULL);

  return names[kind];
}

/* y = x times the key, bit by bit, with the key bits that each cipher uses: encryption and
 * decryption are the same. */
static void
multiply_by_key (
    const Known *known, guint n_tiles, const nc_real *x, const nc_real *key, nc_real *y)
{
  guint n = known->cipher.plaintext_bits;

  for (guint tile = 0; tile < n_tiles; tile++)
    for (guint i = 0; i < n; i++)
      {
        guint which = known->kind == NC_AUDIT_KNOWN_COMPLEMENT       ? 0
                      : known->kind == NC_AUDIT_KNOWN_THREE_KEY_BITS ? i % USED_KEY_BITS
                                                                     : i;
        gsize at = ((gsize) tile * n + i) * NC_LANES;
        const nc_real *bit = key + ((gsize) tile * n + which) * NC_LANES;

        for (guint lane = 0; lane < NC_LANES; lane++)
          y[at + lane] = x[at + lane] * bit[lane];
      }
}

static void
encrypt_bitwise (NcAuditCipher *cipher,
                 guint n_tiles,
                 const nc_real *plaintext,
                 const nc_real *key,
                 nc_real *ciphertext)
{
  multiply_by_key ((const Known *) cipher, n_tiles, plaintext, key, ciphertext);
}

static void
decrypt_bitwise (NcAuditCipher *cipher,
                 guint n_tiles,
                 const nc_real *ciphertext,
                 const nc_real *key,
                 nc_real *plaintext)
{
  multiply_by_key ((const Known *) cipher, n_tiles, ciphertext, key, plaintext);
}

static void
encrypt_clear (NcAuditCipher *cipher,
               guint n_tiles,
               const nc_real *plaintext,
               const nc_real *key,
               nc_real *ciphertext)
{
  memcpy (ciphertext, plaintext, sizeof (nc_real) * n_tiles * cipher->plaintext_bits * NC_LANES);
}

static void
decrypt_clear (NcAuditCipher *cipher,
               guint n_tiles,
               const nc_real *ciphertext,
               const nc_real *key,
               nc_real *plaintext)
{
  memcpy (plaintext, ciphertext, sizeof (nc_real) * n_tiles * cipher->plaintext_bits * NC_LANES);
}

static void
encrypt_commitment (NcAuditCipher *cipher,
                    guint n_tiles,
                    const nc_real *plaintext,
                    const nc_real *key,
                    nc_real *ciphertext)
{
  const NcAuditCode *code = &((const Known *) cipher)->code;
  gsize size = (gsize) cipher->plaintext_bits * NC_LANES, hidden = (gsize) code->n_bits * NC_LANES;

  for (guint tile = 0; tile < n_tiles; tile++)
    {
      const nc_real *message = plaintext + tile * size, *tile_key = key + tile * size;
      nc_real *offset = ciphertext + (gsize) tile * cipher->ciphertext_length * NC_LANES;

      nc_audit_code_encode (code, message, offset);
      for (gsize i = 0; i < size; i++)
        offset[i] *= tile_key[i];
      memcpy (offset + size, message + hidden, (size - hidden) * sizeof (nc_real));
    }
}

static void
decrypt_commitment (NcAuditCipher *cipher,
                    guint n_tiles,
                    const nc_real *ciphertext,
                    const nc_real *key,
                    nc_real *plaintext)
{
  const NcAuditCode *code = &((const Known *) cipher)->code;
  gsize size = (gsize) cipher->plaintext_bits * NC_LANES, hidden = (gsize) code->n_bits * NC_LANES;
  nc_real word[NC_AUDIT_CODE_MAX_LENGTH * NC_LANES];

  for (guint tile = 0; tile < n_tiles; tile++)
    {
      const nc_real *offset = ciphertext + (gsize) tile * cipher->ciphertext_length * NC_LANES;
      const nc_real *tile_key = key + tile * size;
      nc_real *message = plaintext + tile * size;

      for (gsize i = 0; i < size; i++)
        word[i] = offset[i] * tile_key[i];
      nc_audit_code_decode (code, word, message);
      memcpy (message + hidden, offset + size, (size - hidden) * sizeof (nc_real));
    }
}

static NcAuditCipher *
known_copy (NcAuditCipher *cipher)
{
  return g_memdup2 (cipher, sizeof (Known));
}

static void
known_free (NcAuditCipher *cipher)
{
  g_free (cipher);
}

static gboolean
has_key_difference (NcAuditKnown kind)
{
  return kind == NC_AUDIT_KNOWN_CLEAR || kind == NC_AUDIT_KNOWN_PAD_FUZZY
         || kind == NC_AUDIT_KNOWN_COMMITMENT;
}

NcAuditCipher *
nc_audit_known_new (NcAuditKnown kind, guint n_bits, guint key_difference)
{
  gboolean is_commitment = kind == NC_AUDIT_KNOWN_COMMITMENT;
  Known *known;

  g_return_val_if_fail (kind < NC_AUDIT_N_KNOWN, NULL);
  g_return_val_if_fail (n_bits >= MIN_BITS && n_bits <= MAX_BITS, NULL);
  g_return_val_if_fail (!is_commitment || n_bits == 8 || n_bits == 16, NULL);
  g_return_val_if_fail (key_difference <= (is_commitment ? 3 : n_bits), NULL);

  known = g_new0 (Known, 1);
  known->kind = kind;
  if (is_commitment)
    nc_audit_code_init (&known->code, n_bits);
  known->cipher = (NcAuditCipher){
    .plaintext_bits = n_bits,
    .key_bits = n_bits,
    .ciphertext_length = is_commitment ? 2 * n_bits - known->code.n_bits : n_bits,
    .key_difference = has_key_difference (kind) ? key_difference : 0,
    .encrypt = is_commitment                  ? encrypt_commitment
               : kind == NC_AUDIT_KNOWN_CLEAR ? encrypt_clear
                                              : encrypt_bitwise,
    .decrypt = is_commitment                  ? decrypt_commitment
               : kind == NC_AUDIT_KNOWN_CLEAR ? decrypt_clear
                                              : decrypt_bitwise,
    .copy = known_copy,
    .free = known_free,
  };
  return &known->cipher;
}

void
nc_audit_known_get_facts (NcAuditKnown kind,
                          guint n_bits,
                          guint key_difference,
                          NcAuditKnownFacts *facts)
{
  double n = n_bits, hidden = n_bits == 16 ? 5 : 1; /* k of the commitment */

  g_return_if_fail (kind < NC_AUDIT_N_KNOWN);

  switch (kind)
    {
    case NC_AUDIT_KNOWN_CLEAR:
      *facts = (NcAuditKnownFacts){ .chosen_advantage = 1, .log2_keys_left = n };
      break;
    case NC_AUDIT_KNOWN_PAD_EXACT:
    case NC_AUDIT_KNOWN_PAD_FUZZY:
      *facts = (NcAuditKnownFacts){
        .bob_bit_error = kind == NC_AUDIT_KNOWN_PAD_FUZZY ? key_difference / n : 0,
        .wrong_key_bit_error = 0.5,
        .eve_bit_error = 0.5,
        .hidden_bits = n,
      };
      break;
    case NC_AUDIT_KNOWN_COMPLEMENT:
    case NC_AUDIT_KNOWN_THREE_KEY_BITS:
      *facts = (NcAuditKnownFacts){
        .wrong_key_bit_error = 0.5,
        .eve_bit_error = 0.5,
        .hidden_bits = kind == NC_AUDIT_KNOWN_COMPLEMENT ? 1 : USED_KEY_BITS,
        .chosen_advantage = 1,
      };
      facts->log2_keys_left = n - facts->hidden_bits;
      break;
    case NC_AUDIT_KNOWN_COMMITMENT:
      *facts = (NcAuditKnownFacts){
        .wrong_key_bit_error = hidden / n / 2,
        .eve_bit_error = hidden / n / 2,
        .hidden_bits = hidden,
        .chosen_advantage = 1,
        .log2_keys_left = n - hidden,
      };
      break;
    default:
      g_assert_not_reached ();
    }
}
