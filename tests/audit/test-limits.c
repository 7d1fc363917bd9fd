/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The lines by calculation, against published numbers and a search for codes; and
 * the intervals.
 */
#include <math.h>

#include "audit/nc-audit-interval.h"
#include "audit/nc-audit-limits.h"

static void
test_shared_bits (void)
{
  const double of_16[] = { 16, 12, 9.09, 6.87, 5.17, 3.91, 3.03, 2.52 };

  for (guint n = 0; n < G_N_ELEMENTS (of_16); n++)
    g_assert_cmpfloat_with_epsilon (nc_audit_limits_shared_bits (16, n), of_16[n], 0.005);
  /* All bits flipped is as good as none. */
  g_assert_cmpfloat_with_epsilon (nc_audit_limits_shared_bits (256, 256), 256, 1e-9);
  g_assert_cmpfloat_with_epsilon (nc_audit_limits_shared_bits (4, 2), 4 - log2 (6), 1e-12);

  g_assert_cmpfloat_with_epsilon (nc_audit_limits_hidden_bits (16, 16, 1, 1.5), 13.5, 1e-9);
  g_assert_cmpfloat_with_epsilon (nc_audit_limits_hidden_bits (16, 16, 1, 4.5), 16, 1e-9);
  g_assert_cmpfloat_with_epsilon (nc_audit_limits_hidden_bits (5, 16, 1, 0), 5, 1e-9);
}

/* The lexicographic code of that length and distance is linear (Conway & Sloane 1986):
 * words are taken in their order, if far enough from all before. */
static guint
search_dimension (guint length, guint distance)
{
  guint words[4096], n_words = 1, dimension = 0;

  words[0] = 0;
  for (guint word = 1; word < 1u << length; word++)
    {
      gboolean far = TRUE;

      for (guint i = 0; i < n_words && far; i++)
        far = (guint) __builtin_popcount (words[i] ^ word) >= distance;
      if (!far)
        continue;
      g_assert_cmpuint (2 * n_words, <=, G_N_ELEMENTS (words));
      for (guint i = 0; i < n_words; i++)
        words[n_words + i] = words[i] ^ word;
      n_words *= 2;
      dimension++;
    }
  return dimension;
}

static void
test_commitment (void)
{
  /* Length, errors, bits: Lin & Costello, Error Control Coding, appendix. */
  const guint bch[][3]
      = { { 127, 10, 64 }, { 127, 14, 43 },  { 127, 21, 29 }, { 127, 23, 22 }, { 127, 27, 15 },
          { 127, 31, 8 },  { 255, 18, 131 }, { 255, 30, 63 }, { 255, 42, 47 }, { 255, 55, 21 },
          { 255, 63, 9 },  { 31, 2, 21 },    { 63, 5, 36 } };
  const guint of_16[] = { 16, 11, 8, 5, 2, 1, 1, 1, 0 };
  const guint of_8[] = { 8, 4, 2, 1, 0 };

  for (guint i = 0; i < G_N_ELEMENTS (bch); i++)
    g_assert_cmpuint (nc_audit_limits_commitment_bits (bch[i][0], bch[i][1]), ==, bch[i][2]);
  for (guint n = 0; n < G_N_ELEMENTS (of_16); n++)
    g_assert_cmpuint (nc_audit_limits_commitment_bits (16, n), ==, of_16[n]);
  for (guint n = 0; n < G_N_ELEMENTS (of_8); n++)
    g_assert_cmpuint (nc_audit_limits_commitment_bits (8, n), ==, of_8[n]);
  /* Such codes are there, and nothing is claimed beyond what spheres leave room for. */
  for (guint n = 1; n < 4; n++)
    g_assert_cmpuint (search_dimension (8, 2 * n + 1), ==, of_8[n]);
  for (guint n = 1; n < 8; n++)
    g_assert_cmpuint (search_dimension (16, 2 * n + 1), ==, of_16[n]);
  for (guint bits = 2; bits <= 256; bits++)
    for (guint n = 0; n <= bits; n++)
      {
        guint k = nc_audit_limits_commitment_bits (bits, n);
        double in_sphere = 0;

        for (guint i = 0; i <= n; i++)
          in_sphere += exp (lgamma (bits + 1) - lgamma (i + 1) - lgamma (bits - i + 1));
        g_assert_true (k == 0 || (2 * n < bits && k <= bits - log2 (in_sphere) + 1e-9));
        g_assert_true (2 * n >= bits || k > 0);
        if (n > 0)
          g_assert_cmpuint (k, <=, nc_audit_limits_commitment_bits (bits, n - 1));
      }
}

static void
test_intervals (void)
{
  /* Wilson's for 10 of 100 is 0.0552 to 0.1744. */
  NcAuditInterval tenth = nc_audit_interval_of_share (10, 100);
  NcAuditInterval never = nc_audit_interval_of_share (0, 100);
  NcAuditInterval always = nc_audit_interval_of_share (100, 100);
  NcAuditInterval mean = nc_audit_interval_of_mean (1 + 2 + 3 + 4, 1 + 4 + 9 + 16, 4);
  NcAuditShares apart = { 0 }, together = { 0 };

  g_assert_cmpfloat_with_epsilon (tenth.value, 0.1, 1e-12);
  g_assert_cmpfloat_with_epsilon (tenth.low, 0.0552, 1e-4);
  g_assert_cmpfloat_with_epsilon (tenth.high, 0.1744, 1e-4);
  g_assert_true (never.value == 0 && never.low == 0);
  g_assert_cmpfloat_with_epsilon (never.high, 3.8415 / 103.8415, 1e-4);
  g_assert_true (always.value == 1 && always.high == 1);
  g_assert_cmpfloat_with_epsilon (1 - always.low, never.high, 1e-12);

  /* Deviation of 1, 2, 3, 4: sqrt (5 / 3). */
  g_assert_cmpfloat_with_epsilon (mean.value, 2.5, 1e-12);
  g_assert_cmpfloat_with_epsilon (mean.high - 2.5, 1.95996 * sqrt (5.0 / 3 / 4), 1e-4);
  g_assert_cmpfloat_with_epsilon (2.5 - mean.low, mean.high - 2.5, 1e-12);

  /* Messages of two bits: where both are right or both wrong, each is one trial; where
   * they fall independently, two. */
  for (guint i = 0; i < 1000; i++)
    {
      nc_audit_shares_add (&together, i % 2);
      nc_audit_shares_add (&apart, i % 4 == 0 ? 0 : i % 4 == 1 ? 1 : 0.5);
    }
  g_assert_cmpfloat_with_epsilon (nc_audit_interval_of_shares (&together).high,
                                  nc_audit_interval_of_share (500, 1000).high, 1e-4);
  g_assert_cmpfloat_with_epsilon (nc_audit_interval_of_shares (&apart).high,
                                  nc_audit_interval_of_share (1000, 2000).high, 1e-4);

  g_assert_cmpfloat_with_epsilon (nc_audit_normal_quantile (0.025), NC_AUDIT_Z, 1e-9);
  g_assert_cmpfloat_with_epsilon (nc_audit_normal_quantile (0.001), 3.0902, 1e-4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/audit/limits/shared-bits", test_shared_bits);
  g_test_add_func ("/audit/limits/commitment", test_commitment);
  g_test_add_func ("/audit/limits/intervals", test_intervals);

  return g_test_run ();
}
