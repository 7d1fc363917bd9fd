/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Ciphertext distribution on a cipher that is skewed and linked by design, and the
 * probabilities of chi-square.
 */
#include <math.h>

#include "audit/nc-audit-chi-square.h"
#include "audit/nc-audit-distribution.h"

#define N 8
#define N_OUTPUTS 6
#define N_MESSAGES 20480

/* Of independent fair bits P: a constant; +1 unless P_0 and P_1 are both -1; P_2; P_2
 * again; (P_2 + P_3) / 2; no number. */
static void
encrypt_skewed (NcAuditCipher *cipher,
                guint n_tiles,
                const nc_real *plaintext,
                const nc_real *key,
                nc_real *ciphertext)
{
  for (guint tile = 0; tile < n_tiles; tile++)
    for (guint lane = 0; lane < NC_LANES; lane++)
      {
        const nc_real *p = plaintext + (gsize) tile * N * NC_LANES + lane;
        nc_real *c = ciphertext + (gsize) tile * N_OUTPUTS * NC_LANES + lane;
        nc_real half = (p[2 * NC_LANES] + p[3 * NC_LANES]) / 2;

        c[0] = (nc_real) 0.53;
        c[1 * NC_LANES] = p[0] > 0 || p[NC_LANES] > 0 ? 1 : -1;
        c[2 * NC_LANES] = c[3 * NC_LANES] = p[2 * NC_LANES];
        c[4 * NC_LANES] = half;
        c[5 * NC_LANES] = (nc_real) NAN;
      }
}

static void
assert_within (NcAuditInterval interval, double known)
{
  g_assert_cmpfloat (interval.low, <=, known);
  g_assert_cmpfloat (interval.high, >=, known);
  g_assert_cmpfloat (interval.high - interval.low, <, 0.05);
}

static void
test_skewed (void)
{
  NcAuditCipher cipher = {
    .plaintext_bits = N,
    .key_bits = N,
    .ciphertext_length = N_OUTPUTS,
    .encrypt = encrypt_skewed,
  };
  NcAuditDistribution own;
  const guint64 *bins;

  g_assert_true (
      nc_audit_distribution_measure (&cipher, nc_kernels_get_best (), 1, N_MESSAGES, NULL, &own));
  g_assert_cmpuint (own.n_messages, ==, N_MESSAGES);
  g_assert_cmpuint (own.n_not_finite, ==, N_MESSAGES);
  g_assert_cmpuint (own.n_constant, ==, 2);

  g_assert_cmpfloat_with_epsilon (own.mean[0], 0.53, 1e-6);
  g_assert_cmpfloat_with_epsilon (own.mean[1], 0.5, 0.03);
  g_assert_cmpfloat_with_epsilon (own.deviation[1], sqrt (0.75), 0.02);
  g_assert_cmpfloat_with_epsilon (own.deviation[4], sqrt (0.5), 0.02);
  assert_within (nc_audit_distribution_get_balance (&own, 1), 0.75);
  assert_within (nc_audit_distribution_get_balance (&own, 2), 0.5);
  assert_within (nc_audit_distribution_get_balance (&own, 4), 0.25);

  g_assert_cmpfloat_with_epsilon (own.correlation[2 * N_OUTPUTS + 3], 1, 1e-6);
  assert_within (nc_audit_distribution_get_correlation (&own, 2, 4), G_SQRT2 / 2);
  assert_within (nc_audit_distribution_get_correlation (&own, 4, 2), G_SQRT2 / 2);
  assert_within (nc_audit_distribution_get_correlation (&own, 1, 2), 0);
  g_assert_cmpfloat (own.correlation[0 * N_OUTPUTS + 1], ==, 0);
  g_assert_cmpuint (own.linked_outputs[0], ==, 2);
  g_assert_cmpuint (own.linked_outputs[1], ==, 3);
  g_assert_cmpfloat (own.linked_p, <, 1e-9);

  /* The constant is always above 0: (n/2)^2 over n/4, that is n. */
  g_assert_cmpuint (own.worst_output, ==, 0);
  g_assert_cmpfloat (own.worst_p, <, 1e-9);
  /* So is the one that is never above 0, and those at 3/4 and 1/4 make n/4 each. */
  g_assert_cmpfloat_with_epsilon (own.chi_square / N_MESSAGES, 2.5, 0.1);
  g_assert_cmpfloat (own.chi_square_p, <, 1e-9);

  /* Bins are 1/16 wide: 0.53 lies in that from 0.5, 0 in that from 0. */
  bins = own.histogram;
  g_assert_cmpuint (bins[24], ==, N_MESSAGES);
  bins = own.histogram + 4 * NC_AUDIT_DISTRIBUTION_BINS;
  g_assert_cmpuint (bins[0] + bins[16] + bins[31], ==, N_MESSAGES);
  g_assert_cmpuint (bins[31], ==, own.positive[4]);
  nc_audit_distribution_clear (&own);
}

/* Of an even number of degrees: the chance that a Poisson variable of mean x/2 is
 * below half of them. Of an odd number: from one degree, erfc, up by the recurrence
 * Q (a + 1, x) = Q (a, x) + x^a e^-x / Gamma (a + 1). */
static double
get_p_plainly (double chi_square, guint degrees)
{
  double x = chi_square / 2, a = degrees % 2 == 0 ? 1 : 0.5;
  double p = degrees % 2 == 0 ? exp (-x) : erfc (sqrt (x));

  for (; a < degrees / 2.0; a++)
    p += exp (a * log (x) - x - lgamma (a + 1));
  return p;
}

static void
test_chi_square (void)
{
  for (guint degrees = 1; degrees <= 300; degrees++)
    for (double chi_square = 0.01; chi_square < 1000; chi_square *= 1.3)
      {
        double p = nc_audit_chi_square_get_p (chi_square, degrees);
        double plain = get_p_plainly (chi_square, degrees);

        g_assert_cmpfloat_with_epsilon (p, plain, 1e-12);
        /* Small ones are right in their digits, not only small. */
        if (plain > 1e-200 && plain < 1e-3)
          g_assert_cmpfloat_with_epsilon (p / plain, 1, 1e-9);
      }
  g_assert_cmpfloat (nc_audit_chi_square_get_p (0, 5), ==, 1);
  g_assert_cmpfloat_with_epsilon (nc_audit_chi_square_get_p (3.841458820694124, 1), 0.05, 1e-12);
  g_assert_cmpfloat_with_epsilon (nc_audit_normal_get_p (-NC_AUDIT_Z), 0.05, 1e-12);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/audit/distribution/skewed", test_skewed);
  g_test_add_func ("/audit/distribution/chi-square", test_chi_square);

  return g_test_run ();
}
