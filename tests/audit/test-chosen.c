/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Chosen plaintext where the advantage is neither 0 nor 1, where choosing the best of
 * many couples would flatter, and where there is nothing to learn from.
 */
#include <math.h>

#include "audit/nc-audit-chosen.h"
#include "audit/nc-audit-known.h"

#define N 8

/* One number: P_0 among the sum of eight key bits. */
static void
encrypt_noisy (NcAuditCipher *cipher,
               guint n_tiles,
               const nc_real *plaintext,
               const nc_real *key,
               nc_real *ciphertext)
{
  for (guint tile = 0; tile < n_tiles; tile++)
    for (guint lane = 0; lane < NC_LANES; lane++)
      {
        nc_real sum = plaintext[(gsize) tile * N * NC_LANES + lane];

        for (guint i = 0; i < N; i++)
          sum += key[((gsize) tile * N + i) * NC_LANES + lane];
        ciphertext[tile * NC_LANES + lane] = sum / (N + 1);
      }
}

static void
encrypt_constant (NcAuditCipher *cipher,
                  guint n_tiles,
                  const nc_real *plaintext,
                  const nc_real *key,
                  nc_real *ciphertext)
{
  for (guint i = 0; i < n_tiles * NC_LANES; i++)
    ciphertext[i] = (nc_real) 0.25;
}

static void
encrypt_nothing (NcAuditCipher *cipher,
                 guint n_tiles,
                 const nc_real *plaintext,
                 const nc_real *key,
                 nc_real *ciphertext)
{
  for (guint i = 0; i < n_tiles * NC_LANES; i++)
    ciphertext[i] = (nc_real) NAN;
}

static NcAuditCipher
make_cipher (void (*encrypt) (NcAuditCipher *, guint, const nc_real *, const nc_real *, nc_real *))
{
  return (NcAuditCipher){
    .plaintext_bits = N,
    .key_bits = N,
    .ciphertext_length = 1,
    .encrypt = encrypt,
  };
}

/* Two plaintexts that differ in P_0 shift a binomial distribution of eight coins by one
 * step. The best guess wins by the total variation between both, which for a shift by
 * one is the largest probability: 70/256. */
static void
test_noisy (void)
{
  NcAuditCipher cipher = make_cipher (encrypt_noisy);
  const double known = 70.0 / 256;
  NcAuditChosen own;

  g_assert_true (
      nc_audit_chosen_run (&cipher, nc_kernels_get_best (), 1, 16384, 65536, NULL, &own));
  g_assert_cmpuint (own.n_couples, ==, 1 + N + NC_AUDIT_CHOSEN_RANDOM);
  g_assert_cmpuint (own.n_measured, ==, 65536);
  g_assert_cmpfloat (own.advantage.low, <, known);
  g_assert_cmpfloat (own.advantage.high, >, known);
  g_assert_cmpfloat (own.advantage.high - own.advantage.low, <, 0.02);
  g_assert_cmpint (own.plaintexts[0][0], ==, -own.plaintexts[1][0]);
  for (guint i = 0; i < N; i++)
    {
      const NcAuditCouple *couple = &own.couples[1 + i];

      g_assert_cmpuint (couple->kind, ==, NC_AUDIT_COUPLE_SINGLE_BIT);
      g_assert_cmpuint (couple->bit, ==, i);
      g_assert_cmpfloat_with_epsilon (couple->chosen.value, i == 0 ? known : 0, 0.05);
    }
}

/* The best of many guesses at coins looks good on the messages it was chosen by, and
 * is none on fresh ones. */
static void
test_not_flattered (void)
{
  NcAuditCipher *cipher = nc_audit_known_new (NC_AUDIT_KNOWN_PAD_EXACT, N, 0);
  double chosen = 0, measured = 0;
  const guint n_seeds = 16;

  for (guint seed = 1; seed <= n_seeds; seed++)
    {
      NcAuditChosen own;

      nc_audit_chosen_run (cipher, nc_kernels_get_best (), seed, 4096, 2048, NULL, &own);
      chosen += own.couples[own.best].chosen.value / n_seeds;
      measured += own.advantage.value / n_seeds;
    }
  g_test_message ("on what it was chosen by %g, measured %g", chosen, measured);
  /* One standard error of the mean is 1/sqrt (16 2048), 0.0055. */
  g_assert_cmpfloat (chosen, >, 0.03);
  g_assert_cmpfloat (fabs (measured), <, 0.02);
  cipher->free (cipher);
}

static void
test_nothing (void)
{
  NcAuditCipher constant = make_cipher (encrypt_constant), nothing = make_cipher (encrypt_nothing);
  NcAuditChosen own;

  nc_audit_chosen_run (&constant, nc_kernels_get_best (), 1, 1024, 1024, NULL, &own);
  g_assert_cmpfloat (own.advantage.value, ==, 0);
  nc_audit_chosen_run (&nothing, nc_kernels_get_best (), 1, 1024, 1024, NULL, &own);
  g_assert_cmpfloat (own.advantage.value, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/audit/chosen/noisy", test_noisy);
  g_test_add_func ("/audit/chosen/not-flattered", test_not_flattered);
  g_test_add_func ("/audit/chosen/nothing", test_nothing);

  return g_test_run ();
}
