/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Key search where keys are sampled, where the true key is not the best, and where it
 * is stopped.
 */
#include <math.h>

#include "audit/nc-audit-known.h"
#include "audit/nc-audit-search.h"

#define N_LONG 32 /* bits of a key that is not searched through */

static void
test_sampled (void)
{
  for (NcAuditKnown kind = 0; kind < NC_AUDIT_N_KNOWN; kind++)
    {
      NcAuditCipher *cipher;
      NcAuditKnownFacts facts;
      NcAuditSearch own;
      double share;

      if (kind == NC_AUDIT_KNOWN_COMMITMENT)
        continue; /* there is none so long */
      cipher = nc_audit_known_new (kind, N_LONG, 3);
      nc_audit_known_get_facts (kind, N_LONG, 3, &facts);
      share = exp2 (facts.log2_keys_left - N_LONG);
      g_assert_true (nc_audit_search_run (cipher, nc_kernels_get_best (), 1, 0, 2, NULL, &own));
      g_assert_false (own.complete);
      g_assert_cmpuint (own.n_keys, ==, NC_AUDIT_SEARCH_SAMPLES);
      for (guint pair = 0; pair < 2; pair++)
        {
          const NcAuditSearchStep *step = &own.steps[pair];

          g_assert_true (step->true_key_left);
          g_assert_cmpuint (step->n_nearer, ==, 0);
          g_assert_cmpuint (step->n_as_near, ==, step->n_left);
          g_assert_cmpfloat (step->share_left.low, <=, share);
          g_assert_cmpfloat (step->share_left.high, >=, share);
          g_assert_cmpfloat_with_epsilon (exp2 (step->log2_left - N_LONG), step->share_left.value,
                                          1e-12);
        }
      cipher->free (cipher);
    }
}

#define N 8

static void
encrypt_pad (NcAuditCipher *cipher,
             guint n_tiles,
             const nc_real *plaintext,
             const nc_real *key,
             nc_real *ciphertext)
{
  for (gsize i = 0; i < (gsize) n_tiles * N * NC_LANES; i++)
    ciphertext[i] = plaintext[i] * key[i];
}

/* Bit 0 comes out wrong with the right key. */
static void
decrypt_wrong (NcAuditCipher *cipher,
               guint n_tiles,
               const nc_real *ciphertext,
               const nc_real *key,
               nc_real *plaintext)
{
  encrypt_pad (cipher, n_tiles, ciphertext, key, plaintext);
  for (guint tile = 0; tile < n_tiles; tile++)
    for (guint lane = 0; lane < NC_LANES; lane++)
      plaintext[(gsize) tile * N * NC_LANES + lane] *= -1;
}

/* One key is right in all bits, eight in all but one; the true key is among those. */
static void
test_rank (void)
{
  NcAuditCipher cipher = {
    .plaintext_bits = N,
    .key_bits = N,
    .ciphertext_length = N,
    .encrypt = encrypt_pad,
    .decrypt = decrypt_wrong,
  };
  NcAuditSearch own;

  g_assert_true (nc_audit_search_run (&cipher, nc_kernels_get_best (), 1, 0,
                                      NC_AUDIT_SEARCH_MAX_PAIRS, NULL, &own));
  g_assert_true (own.complete);
  for (guint pair = 0; pair < NC_AUDIT_SEARCH_MAX_PAIRS; pair++)
    {
      g_assert_false (own.steps[pair].true_key_left);
      g_assert_cmpfloat_with_epsilon (own.steps[pair].true_distance, 1.0 / N, 1e-6);
      g_assert_cmpuint (own.steps[pair].n_left, ==, 1);
      g_assert_cmpuint (own.steps[pair].n_nearer, ==, 1);
      g_assert_cmpuint (own.steps[pair].n_as_near, ==, N - 1);
      g_assert_cmpfloat (own.steps[pair].log2_left, ==, 0);
    }
}

/* Pairs are the same however many there are; trials differ. */
static void
test_trials (void)
{
  NcAuditCipher *cipher = nc_audit_known_new (NC_AUDIT_KNOWN_COMMITMENT, 16, 3);
  NcAuditSearch one, two, again;
  guint n_different = 0;

  nc_audit_search_run (cipher, nc_kernels_get_best (), 1, 0, 1, NULL, &one);
  nc_audit_search_run (cipher, nc_kernels_get_best (), 1, 0, 2, NULL, &two);
  g_assert_cmpuint (one.steps[0].n_left, ==, two.steps[0].n_left);
  g_assert_cmpuint (two.steps[1].n_left, <=, two.steps[0].n_left);
  for (guint trial = 1; trial < 6; trial++)
    {
      nc_audit_search_run (cipher, nc_kernels_get_best (), 1, trial, 1, NULL, &again);
      n_different += again.steps[0].n_left != one.steps[0].n_left;
    }
  g_assert_cmpuint (n_different, >, 0);
  cipher->free (cipher);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/audit/search/sampled", test_sampled);
  g_test_add_func ("/audit/search/rank", test_rank);
  g_test_add_func ("/audit/search/trials", test_trials);

  return g_test_run ();
}
