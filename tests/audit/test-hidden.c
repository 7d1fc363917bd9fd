/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Hidden bits of ciphers whose answers are known by calculation, and that no output of
 * the network has seen the bit it speaks of.
 */
#include <math.h>

#include "audit/nc-audit-hidden.h"
#include "tiny-ciphers.h"

#define N 8

static NcAuditHidden *
attack (TinyKind kind, NcAuditHiddenFrom from, guint n_bits, guint key_difference)
{
  TinyCipher cipher = tiny_cipher (kind, n_bits, key_difference);
  NcAuditHiddenOptions options = nc_audit_hidden_get_options (TRUE);
  NcAuditHidden *hidden
      = nc_audit_hidden_new (&cipher.cipher, from, &options, 11, nc_kernels_get_best ());
  const NcAuditHiddenResult *result = nc_audit_hidden_get_result (hidden);
  double before = nc_audit_hidden_get_progress (hidden), sum = 0;

  g_assert_cmpfloat (before, ==, 0);
  while (nc_audit_hidden_step (hidden))
    {
      g_assert_cmpfloat (nc_audit_hidden_get_progress (hidden), >, before);
      before = nc_audit_hidden_get_progress (hidden);
    }
  g_assert_cmpfloat (nc_audit_hidden_get_progress (hidden), ==, 1);
  g_assert_false (nc_audit_hidden_step (hidden));
  for (guint bit = 0; bit < n_bits; bit++)
    sum += result->of_bits[bit];
  g_assert_true (result->done);
  g_assert_cmpfloat_with_epsilon (result->total.value, sum, 1e-9);
  g_test_message ("cipher %d seen by %d: %g (%g to %g) of %u bits", kind, from, result->total.value,
                  result->total.low, result->total.high, n_bits);
  return hidden;
}

/* No estimate is surely below the truth, and a good one not far above. */
static void
assert_bits (NcAuditHidden *hidden, double truth, double slack)
{
  const NcAuditHiddenResult *result = nc_audit_hidden_get_result (hidden);

  g_assert_cmpfloat (result->total.value, >=, truth - 4 * result->standard_error - 1e-9);
  g_assert_cmpfloat (result->total.value, <=, truth + slack);
}

static void
test_in_the_clear (void)
{
  g_autoptr (NcAuditHidden) eve = attack (TINY_CLEAR, NC_AUDIT_HIDDEN_FROM_EVE, 2 * N, 1);
  g_autoptr (NcAuditHidden) bob = attack (TINY_CLEAR, NC_AUDIT_HIDDEN_FROM_BOB, N, 1);

  assert_bits (eve, 0, 0.01);
  assert_bits (bob, 0, 0.01);
}

/* N bits and not one more: she never counts as knowing less than nothing. What Bob is
 * left in doubt about is which n bits differ, log2 C (N, n). */
static void
test_one_time_pad (void)
{
  g_autoptr (NcAuditHidden) eve = attack (TINY_PAD, NC_AUDIT_HIDDEN_FROM_EVE, 2 * N, 3);
  g_autoptr (NcAuditHidden) exact = attack (TINY_PAD, NC_AUDIT_HIDDEN_FROM_BOB, N, 0);
  g_autoptr (NcAuditHidden) fuzzy = attack (TINY_PAD, NC_AUDIT_HIDDEN_FROM_BOB, N, 1);

  assert_bits (eve, 2 * N, 1e-6);
  assert_bits (exact, 0, 0.01);
  assert_bits (fuzzy, 3, 0.3);
}

/* One key bit over all: the first bit is a coin toss and all others follow from it. */
static void
test_complement (void)
{
  g_autoptr (NcAuditHidden) eve = attack (TINY_COMPLEMENT, NC_AUDIT_HIDDEN_FROM_EVE, 2 * N, 1);
  g_autoptr (NcAuditHidden) bob = attack (TINY_COMPLEMENT, NC_AUDIT_HIDDEN_FROM_BOB, N, 1);
  const NcAuditHiddenResult *result = nc_audit_hidden_get_result (eve);

  assert_bits (eve, 1, 0.02);
  g_assert_cmpfloat_with_epsilon (result->of_bits[0], 1, 1e-3);
  /* His key bit is the wrong one with probability 1/8. */
  assert_bits (bob, -0.125 * log2 (0.125) - 0.875 * log2 (0.875), 0.05);
}

/* A plaintext bit may change the outputs of later bits only, to the bit. */
static void
test_sees_only_what_was_told (void)
{
  TinyCipher cipher = tiny_cipher (TINY_COMPLEMENT, N, 1);
  NcAuditHiddenOptions options = nc_audit_hidden_get_options (TRUE);
  guint first_row = N + N * (N - 1) / 2;

  for (guint from = NC_AUDIT_HIDDEN_FROM_EVE; from <= NC_AUDIT_HIDDEN_FROM_BOB; from++)
    {
      g_autoptr (NcAuditHidden) hidden
          = nc_audit_hidden_new (&cipher.cipher, from, &options, 3, nc_kernels_get_best ());
      NcAuditLearner *learner = nc_audit_hidden_get_learner (hidden);
      nc_real *inputs = nc_audit_learner_get_inputs (learner, 0);
      const nc_real *outputs = nc_audit_learner_get_outputs (learner, 0);

      for (guint step = 0; step < 300; step++)
        nc_audit_hidden_step (hidden);
      for (guint bit = 0; bit < N; bit++)
        for (guint copy = 0; copy <= (from == NC_AUDIT_HIDDEN_FROM_BOB); copy++)
          {
            nc_real *row = inputs + (gsize) (first_row + copy * N + bit) * NC_LANES;
            nc_real before[N * NC_LANES];
            guint n_changed = 0;

            nc_audit_learner_forward (learner);
            for (guint i = 0; i < N * NC_LANES; i++)
              before[i] = outputs[i];
            for (guint lane = 0; lane < NC_LANES; lane++)
              row[lane] = -row[lane];
            nc_audit_learner_forward (learner);
            for (guint i = 0; i < (bit + 1) * NC_LANES; i++)
              g_assert_true (outputs[i] == before[i]);
            for (guint i = (bit + 1) * NC_LANES; i < N * NC_LANES; i++)
              n_changed += outputs[i] != before[i];
            if (bit + 1 < N)
              g_assert_cmpuint (n_changed, >, 0);
          }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/audit/hidden/in-the-clear", test_in_the_clear);
  g_test_add_func ("/audit/hidden/one-time-pad", test_one_time_pad);
  g_test_add_func ("/audit/hidden/complement", test_complement);
  g_test_add_func ("/audit/hidden/sees-only-what-was-told", test_sees_only_what_was_told);

  return g_test_run ();
}
