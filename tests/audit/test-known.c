/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Known ciphers have the properties that their name promises: checked over all
 * keys, plaintexts or flips where there are few enough, without any instrument.
 */
#include <math.h>

#include "audit/nc-audit-code.h"
#include "audit/nc-audit-known.h"
#include "engine-fixture.h"

#define FLIPS 3

/* Bit x of number is set for -1, as in the code. */
static void
write_number (nc_real *numbers, guint rows, guint sample, guint number)
{
  for (guint row = 0; row < rows; row++)
    *fixture_at (numbers, rows, sample, row) = (number >> row) & 1 ? -1 : 1;
}

static guint
read_number (nc_real *numbers, guint rows, guint sample)
{
  guint number = 0;

  for (guint row = 0; row < rows; row++)
    number |= (*fixture_at (numbers, rows, sample, row) > 0 ? 0u : 1u) << row;
  return number;
}

typedef struct
{
  NcAuditCipher *cipher;
  guint n;
  guint n_tiles;
  nc_real *plaintext, *key, *ciphertext, *output;
} Bench;

static void
init_bench (Bench *bench, NcAuditKnown kind, guint n, guint n_samples)
{
  gsize lanes = NC_TILES (n_samples) * NC_LANES;

  bench->cipher = nc_audit_known_new (kind, n, FLIPS);
  g_assert_nonnull (bench->cipher);
  bench->n = n;
  bench->n_tiles = NC_TILES (n_samples);
  bench->plaintext = nc_real_new0 (lanes * n);
  bench->key = nc_real_new0 (lanes * n);
  bench->ciphertext = nc_real_new0 (lanes * bench->cipher->ciphertext_length);
  bench->output = nc_real_new0 (lanes * n);
}

static void
clear_bench (Bench *bench)
{
  bench->cipher->free (bench->cipher);
  nc_real_free (bench->plaintext);
  nc_real_free (bench->key);
  nc_real_free (bench->ciphertext);
  nc_real_free (bench->output);
}

static void
encrypt (Bench *bench)
{
  bench->cipher->encrypt (bench->cipher, bench->n_tiles, bench->plaintext, bench->key,
                          bench->ciphertext);
}

static void
decrypt (Bench *bench)
{
  bench->cipher->decrypt (bench->cipher, bench->n_tiles, bench->ciphertext, bench->key,
                          bench->output);
}

/* Bob's bit error with every set of n flips (those of one message, N = 8), and with
 * his own key: what the facts say. */
static void
test_bob (void)
{
  for (NcAuditKnown kind = 0; kind < NC_AUDIT_N_KNOWN; kind++)
    for (guint n = 8; n <= 16; n += 8)
      {
        NcAuditKnownFacts facts;
        Bench bench;
        guint n_samples = 1u << n, n_taken = 0, wrong = 0, wrong_with_any = 0;

        init_bench (&bench, kind, n, n_samples);
        nc_audit_known_get_facts (kind, n, FLIPS, &facts);
        for (guint sample = 0; sample < n_samples; sample++)
          {
            write_number (bench.plaintext, n, sample, sample * 40503u >> 3);
            write_number (bench.key, n, sample, sample * 48271u >> 5);
          }
        encrypt (&bench);
        /* Sample s has the flips s: each set of positions once. */
        for (guint sample = 0; sample < n_samples; sample++)
          write_number (bench.key, n, sample, (sample * 48271u >> 5) ^ sample);
        decrypt (&bench);
        for (guint sample = 0; sample < n_samples; sample++)
          {
            guint errors = __builtin_popcount (read_number (bench.plaintext, n, sample)
                                               ^ read_number (bench.output, n, sample));

            wrong_with_any += errors;
            if (__builtin_popcount (sample) != bench.cipher->key_difference)
              continue;
            n_taken++;
            wrong += errors;
          }
        g_assert_cmpfloat_with_epsilon ((double) wrong / n_taken / n, facts.bob_bit_error, 1e-12);
        /* Ties of the code's words are decided by order: nearly, not quite. */
        g_assert_cmpfloat_with_epsilon ((double) wrong_with_any / n_samples / n,
                                        facts.wrong_key_bit_error, 0.004);
        clear_bench (&bench);
      }
}

/* H(P|C) by counting all (P, K) of N = 8: of a uniform P, log2 of how many P can have
 * led to a ciphertext, if all are equally likely, which is asserted too. */
static void
test_hidden_bits (void)
{
  const guint n = 8, n_samples = 1u << (2 * n);

  for (NcAuditKnown kind = 0; kind < NC_AUDIT_N_KNOWN; kind++)
    {
      g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);
      NcAuditKnownFacts facts;
      GHashTableIter iter;
      gpointer value;
      Bench bench;
      guint times = 0;
      double hidden = 0;
      g_autoptr (GHashTable) ciphertexts = g_hash_table_new (NULL, NULL);

      init_bench (&bench, kind, n, n_samples);
      nc_audit_known_get_facts (kind, n, FLIPS, &facts);
      for (guint sample = 0; sample < n_samples; sample++)
        {
          write_number (bench.plaintext, n, sample, sample & 0xff);
          write_number (bench.key, n, sample, sample >> n);
        }
      encrypt (&bench);
      for (guint sample = 0; sample < n_samples; sample++)
        {
          guint c = read_number (bench.ciphertext, bench.cipher->ciphertext_length, sample);
          gpointer both = GUINT_TO_POINTER (c << 8 | (sample & 0xff));

          g_hash_table_add (ciphertexts, GUINT_TO_POINTER (c));
          g_hash_table_insert (
              counts, both,
              GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (counts, both)) + 1));
        }
      g_hash_table_iter_init (&iter, counts);
      while (g_hash_table_iter_next (&iter, NULL, &value))
        {
          g_assert_true (times == 0 || times == GPOINTER_TO_UINT (value));
          times = GPOINTER_TO_UINT (value);
        }
      hidden = log2 ((double) g_hash_table_size (counts) / g_hash_table_size (ciphertexts));
      g_assert_cmpfloat_with_epsilon (hidden, facts.hidden_bits, 1e-12);
      clear_bench (&bench);
    }
}

/* All keys against one pair of each secret: in the mean 2^log2_keys_left remain, and
 * of the commitment those within three flips of the key always do. */
static void
test_keys_left (void)
{
  for (NcAuditKnown kind = 0; kind < NC_AUDIT_N_KNOWN; kind++)
    for (guint n = 8; n <= 16; n += 8)
      {
        guint n_keys = 1u << n, n_pairs = 32, left = 0, near_left = 0, near = 0;
        NcAuditKnownFacts facts;
        Bench bench;

        init_bench (&bench, kind, n, n_keys);
        nc_audit_known_get_facts (kind, n, FLIPS, &facts);
        for (guint pair = 0; pair < n_pairs; pair++)
          {
            guint true_key = pair * 2654435761u >> (32 - n);

            for (guint key = 0; key < n_keys; key++)
              {
                write_number (bench.plaintext, n, key, pair);
                write_number (bench.key, n, key, true_key);
              }
            encrypt (&bench);
            for (guint key = 0; key < n_keys; key++)
              write_number (bench.key, n, key, key);
            decrypt (&bench);
            for (guint key = 0; key < n_keys; key++)
              {
                gboolean is_near = __builtin_popcount (key ^ true_key) <= FLIPS;
                gboolean is_left = read_number (bench.output, n, key) == pair;

                near += is_near;
                near_left += is_near && is_left;
                left += is_left;
              }
          }
        g_assert_cmpfloat_with_epsilon (log2 ((double) left / n_pairs), facts.log2_keys_left,
                                        1e-12);
        if (kind == NC_AUDIT_KNOWN_COMMITMENT)
          g_assert_cmpuint (near_left, ==, near);
        clear_bench (&bench);
      }
}

/* Distance 8: no two words are nearer, so three flips are always corrected. */
static void
test_code (void)
{
  for (guint length = 8; length <= 16; length += 8)
    {
      NcAuditCode code;

      nc_audit_code_init (&code, length);
      g_assert_cmpuint (code.n_bits, ==, length == 16 ? 5 : 1);
      for (guint a = 0; a < 1u << code.n_bits; a++)
        for (guint b = 0; b < a; b++)
          g_assert_cmpint (__builtin_popcount (code.words[a] ^ code.words[b]), >=, 8);
    }
}

static void
test_copy (void)
{
  for (NcAuditKnown kind = 0; kind < NC_AUDIT_N_KNOWN; kind++)
    {
      NcAuditCipher *cipher = nc_audit_known_new (kind, 8, FLIPS);
      NcAuditCipher *copy = cipher->copy (cipher);
      NcAuditKnownFacts facts;
      nc_real plaintext[8 * NC_LANES], key[8 * NC_LANES], ciphertext[15 * NC_LANES];
      nc_real output[8 * NC_LANES];

      cipher->free (cipher);
      nc_audit_known_get_facts (kind, 8, FLIPS, &facts);
      for (guint lane = 0; lane < NC_LANES; lane++)
        {
          write_number (plaintext, 8, lane, lane * 5);
          write_number (key, 8, lane, lane * 7);
        }
      copy->encrypt (copy, 1, plaintext, key, ciphertext);
      copy->decrypt (copy, 1, ciphertext, key, output);
      g_assert_cmpmem (plaintext, sizeof plaintext, output, sizeof output);
      copy->free (copy);
      g_assert_nonnull (nc_audit_known_get_name (kind));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/audit/known/bob", test_bob);
  g_test_add_func ("/audit/known/hidden-bits", test_hidden_bits);
  g_test_add_func ("/audit/known/keys-left", test_keys_left);
  g_test_add_func ("/audit/known/code", test_code);
  g_test_add_func ("/audit/known/copy", test_copy);

  return g_test_run ();
}
