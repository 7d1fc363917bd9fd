/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Parities of ciphers whose answers are known by calculation.
 */
#include "audit/nc-audit-parity.h"
#include "tiny-ciphers.h"

#define N 8
#define SURELY_LEAKED 0.02
#define SURELY_HIDDEN 0.47

static NcAuditParity *
attack (TinyCipher *cipher)
{
  NcAuditParityOptions options = nc_audit_parity_get_options (TRUE);
  NcAuditParity *parity
      = nc_audit_parity_new (&cipher->cipher, &options, 7, nc_kernels_get_best ());
  double before = nc_audit_parity_get_progress (parity);

  g_assert_cmpfloat (before, ==, 0);
  while (nc_audit_parity_step (parity))
    {
      g_assert_cmpfloat (nc_audit_parity_get_progress (parity), >, before);
      before = nc_audit_parity_get_progress (parity);
    }
  g_assert_cmpfloat (nc_audit_parity_get_progress (parity), ==, 1);
  g_assert_false (nc_audit_parity_step (parity));
  return parity;
}

static void
assert_leaked (const NcAuditParityOf *of)
{
  g_assert_cmpfloat (of->error[NC_AUDIT_PARITY_BY_NETWORK], <, SURELY_LEAKED);
  g_assert_cmpfloat (of->error[NC_AUDIT_PARITY_BY_COUNTING], ==, 0);
  g_assert_cmpfloat (nc_audit_parity_get_error (of), ==, 0);
}

static void
assert_hidden (const NcAuditParityResult *result, const NcAuditParityOf *of)
{
  g_assert_cmpfloat (nc_audit_parity_get_error (of), >, SURELY_HIDDEN);
  g_assert_cmpfloat (result->surprising, >, SURELY_HIDDEN);
  g_assert_cmpfloat (result->surprising, <, 0.5);
}

static void
test_in_the_clear (void)
{
  TinyCipher cipher = tiny_cipher (TINY_CLEAR, N, 1);
  g_autoptr (NcAuditParity) parity = attack (&cipher);
  const NcAuditParityResult *result = nc_audit_parity_get_result (parity);

  g_assert_cmpuint (result->n_pairs, ==, 28);
  g_assert_cmpuint (result->n_triples, ==, 56);
  for (guint t = 0; t < result->n_pairs; t++)
    assert_leaked (&result->parities[t]);
  for (guint t = 0; t < result->n_triples; t++)
    {
      const NcAuditParityOf *of = &result->parities[result->n_pairs + t];

      g_assert_cmpfloat (of->error[NC_AUDIT_PARITY_BY_READING], <, SURELY_LEAKED);
      g_assert_cmpfloat (of->error[NC_AUDIT_PARITY_BY_COUNTING], ==, 0);
      g_assert_cmpuint (of->choice.signs.n, ==, 3);
      g_assert_false (of->choice.inverted);
    }
  g_assert_cmpfloat (result->worst_pair.error.value, ==, 0);
  g_assert_cmpfloat (result->worst_pair.error.high, <, 1e-4);
  g_assert_cmpfloat (result->worst_triple.error.high, <, 1e-4);
}

static void
test_one_time_pad (void)
{
  TinyCipher cipher = tiny_cipher (TINY_PAD, N, 1);
  g_autoptr (NcAuditParity) parity = attack (&cipher);
  const NcAuditParityResult *result = nc_audit_parity_get_result (parity);
  double mean = 0;

  for (guint t = 0; t < result->n_pairs + result->n_triples; t++)
    {
      assert_hidden (result, &result->parities[t]);
      mean += result->parities[t].error[NC_AUDIT_PARITY_BY_COUNTING]
              / (result->n_pairs + result->n_triples);
    }
  /* What was chosen agreed by luck, which must not count again. */
  g_assert_cmpfloat_with_epsilon (mean, 0.5, 0.003);
  tiny_assert_covers (result->worst_pair.error, 0.5);
  tiny_assert_covers (result->worst_triple.error, 0.5);
}

/* One key bit over all: every pair is open, and no triple. */
static void
test_complement (void)
{
  TinyCipher cipher = tiny_cipher (TINY_COMPLEMENT, N, 1);
  g_autoptr (NcAuditParity) parity = attack (&cipher);
  const NcAuditParityResult *result = nc_audit_parity_get_result (parity);

  for (guint j = 0; j < N; j++)
    for (guint i = 0; i < j; i++)
      {
        const NcAuditParityOf *of = &result->parities[nc_audit_parity_get_pair (i, j)];

        g_assert_cmpuint (of->bits.rows[0], ==, i);
        g_assert_cmpuint (of->bits.rows[1], ==, j);
        assert_leaked (of);
        g_assert_cmpuint (of->choice.signs.n, ==, 2);
        g_assert_cmpuint (of->choice.signs.rows[0], ==, i);
        g_assert_cmpuint (of->choice.signs.rows[1], ==, j);
      }
  for (guint t = 0; t < result->n_triples; t++)
    assert_hidden (result, &result->parities[result->n_pairs + t]);
  g_assert_cmpfloat (result->worst_pair.error.value, ==, 0);
  tiny_assert_covers (result->worst_triple.error, 0.5);
}

/* Only P_2 P_5 is given away, as the negative of a sign, one time in ten a lie. */
static void
encrypt_one_pair (NcAuditCipher *cipher,
                  guint n_tiles,
                  const nc_real *plaintext,
                  const nc_real *key,
                  nc_real *ciphertext)
{
  guint n = cipher->plaintext_bits;

  for (gsize tile = 0; tile < n_tiles; tile++)
    for (guint lane = 0; lane < NC_LANES; lane++)
      {
        const nc_real *p = plaintext + tile * n * NC_LANES + lane;
        const nc_real *k = key + tile * n * NC_LANES + lane;
        nc_real *c = ciphertext + tile * n * NC_LANES + lane;
        gboolean lies = k[0] > 0 && k[NC_LANES] > 0 && k[2 * NC_LANES] > 0;

        for (guint i = 0; i < n; i++)
          c[i * NC_LANES] = k[i * NC_LANES];
        c[0] = p[2 * NC_LANES] * p[5 * NC_LANES] * (lies ? 1 : -1);
        c[NC_LANES] = c[2 * NC_LANES] = 0;
      }
}

static void
test_one_pair (void)
{
  TinyCipher cipher = tiny_cipher (TINY_PAD, N, 1);
  g_autoptr (NcAuditParity) parity = NULL;
  const NcAuditParityResult *result;
  guint pair = nc_audit_parity_get_pair (2, 5);

  cipher.cipher.encrypt = encrypt_one_pair;
  parity = attack (&cipher);
  result = nc_audit_parity_get_result (parity);
  g_assert_cmpuint (result->worst_pair.parity, ==, pair);
  tiny_assert_covers (result->worst_pair.error, 0.125);
  g_assert_true (result->parities[pair].choice.inverted);
  g_assert_cmpfloat (result->parities[pair].error[NC_AUDIT_PARITY_BY_NETWORK], <, 0.14);
  for (guint t = 0; t < result->n_pairs + result->n_triples; t++)
    if (t != pair)
      assert_hidden (result, &result->parities[t]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/audit/parity/in-the-clear", test_in_the_clear);
  g_test_add_func ("/audit/parity/one-time-pad", test_one_time_pad);
  g_test_add_func ("/audit/parity/complement", test_complement);
  g_test_add_func ("/audit/parity/one-pair", test_one_pair);

  return g_test_run ();
}
