/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The calibration table of the attacks that learn or fit: fresh Eves, linear Eve,
 * parities and hidden bits on every known cipher, each held against what is known by
 * calculation.
 *
 * Runs for N = 8 with the quick presets and one Eve of each size; with -m slow for N = 16,
 * too, and as an audit does. Whole audits of N = 16 are in tests/lab/test-audit-calibration.c.
 */
#include <math.h>

#include "audit/nc-audit-fresh.h"
#include "audit/nc-audit-hidden.h"
#include "audit/nc-audit-limits.h"
#include "audit/nc-audit-linear.h"
#include "audit/nc-audit-parity.h"
#include "calibration-table.h"

#define SEED 1

/* A hidden parity is not told by luck: 4.9 standard errors over 16384 messages. */
#define SURELY_HIDDEN (0.5 - 4.9 / 256)

/* How far above the truth an estimate of hidden bits may be: she learns for a while. */
#define SLACK 0.05

/* One line of the table after the other: for each cipher and N. */
typedef void (*Measure) (NcAuditCipher *cipher, NcAuditKnown kind, CalibrationTable *table);

static void
measure_all (Measure measure)
{
  CalibrationTable table = { 0 };

  for (guint n = 8; n <= (g_test_slow () ? 16u : 8u); n += 8)
    for (NcAuditKnown kind = 0; kind < NC_AUDIT_N_KNOWN; kind++)
      {
        NcAuditCipher *cipher = nc_audit_known_new (kind, n, TABLE_FLIPS);

        measure (cipher, kind, &table);
        cipher->free (cipher);
      }
  /* Hidden bits are estimated from above and do not belong into the count. */
  if (table.n_total > 0)
    calibration_table_finish (&table);
}

static NcAuditKnownFacts
get_facts (const NcAuditCipher *cipher, NcAuditKnown kind)
{
  NcAuditKnownFacts facts;

  nc_audit_known_get_facts (kind, cipher->plaintext_bits, cipher->key_difference, &facts);
  return facts;
}

static void
measure_fresh (NcAuditCipher *cipher, NcAuditKnown kind, CalibrationTable *table)
{
  NcAuditKnownFacts facts = get_facts (cipher, kind);

  for (guint size = 0; size < NC_AUDIT_FRESH_N_KINDS; size++)
    {
      NcAuditFreshOptions options = nc_audit_fresh_get_options (size, !g_test_slow ());
      const NcAuditFreshResult *result;
      g_autoptr (NcAuditFresh) fresh = NULL;

      if (!g_test_slow ())
        options.n_eves = 1;
      fresh = nc_audit_fresh_new (cipher, size, &options, SEED, nc_kernels_get_best ());
      while (nc_audit_fresh_step (fresh))
        ;
      result = nc_audit_fresh_get_result (fresh);
      calibration_table_add (table, "bit error", &result->bit_error, facts.eve_bit_error);
      /* Bits that she guesses fall as they like only where a key hides each by itself. */
      if (kind != NC_AUDIT_KNOWN_COMPLEMENT && kind != NC_AUDIT_KNOWN_THREE_KEY_BITS)
        calibration_table_add (table, "whole messages", &result->whole, exp2 (-facts.hidden_bits));
      calibration_table_end_line (table, "fresh Eve", kind, cipher->plaintext_bits, "bit error",
                                  &result->bit_error, facts.eve_bit_error);
    }
}

static void
measure_linear (NcAuditCipher *cipher, NcAuditKnown kind, CalibrationTable *table)
{
  NcAuditKnownFacts facts = get_facts (cipher, kind);
  NcAuditLinearOptions options = nc_audit_linear_get_options (!g_test_slow ());
  g_autoptr (NcAuditLinear) linear
      = nc_audit_linear_new (cipher, &options, SEED, nc_kernels_get_best ());

  while (nc_audit_linear_step (linear))
    ;
  for (guint view = 0; view < NC_AUDIT_LINEAR_N_VIEWS; view++)
    {
      const NcAuditLinearResult *result = nc_audit_linear_get_result (linear, view);

      calibration_table_add (table, "bit error", &result->bit_error, facts.eve_bit_error);
      calibration_table_end_line (table, "linear Eve", kind, cipher->plaintext_bits, "bit error",
                                  &result->bit_error, facts.eve_bit_error);
    }
}

/* What of a product of plaintext bits can be told: 0 or 0.5. */
static double
get_parity_error (const NcAuditCipher *cipher, NcAuditKnown kind, const NcAuditProduct *bits)
{
  switch (kind)
    {
    case NC_AUDIT_KNOWN_CLEAR:
      return 0;
    case NC_AUDIT_KNOWN_COMPLEMENT:
      return bits->n == 2 ? 0 : 0.5;
    case NC_AUDIT_KNOWN_COMMITMENT:
      return bits->rows[0] >= get_facts (cipher, kind).hidden_bits ? 0 : 0.5; /* rows rise */
    case NC_AUDIT_KNOWN_THREE_KEY_BITS:
      return bits->n == 2 && bits->rows[0] % 3 == bits->rows[1] % 3 ? 0 : 0.5;
    case NC_AUDIT_KNOWN_PAD_EXACT:
    case NC_AUDIT_KNOWN_PAD_FUZZY:
    default:
      return 0.5;
    }
}

static void
measure_parity (NcAuditCipher *cipher, NcAuditKnown kind, CalibrationTable *table)
{
  NcAuditParityOptions options = nc_audit_parity_get_options (!g_test_slow ());
  g_autoptr (NcAuditParity) parity
      = nc_audit_parity_new (cipher, &options, SEED, nc_kernels_get_best ());
  const NcAuditParityResult *result = nc_audit_parity_get_result (parity);
  double least[2] = { 1, 1 };

  while (nc_audit_parity_step (parity))
    ;
  for (guint t = 0; t < result->n_pairs + result->n_triples; t++)
    {
      const NcAuditParityOf *of = &result->parities[t];
      double known = get_parity_error (cipher, kind, &of->bits);

      if (known == 0)
        g_assert_cmpfloat (of->error[NC_AUDIT_PARITY_BY_COUNTING], ==, 0);
      else
        g_assert_cmpfloat (nc_audit_parity_get_error (of), >, SURELY_HIDDEN);
      /* Pairs are within the networks' reach, one's or the other's. */
      if (known == 0 && of->bits.n == 2)
        g_assert_cmpfloat (
            fmin (of->error[NC_AUDIT_PARITY_BY_NETWORK], of->error[NC_AUDIT_PARITY_BY_READING]), <,
            0.2);
      least[of->bits.n - 2] = fmin (least[of->bits.n - 2], known);
    }
  calibration_table_add (table, "worst pair", &result->worst_pair.error, least[0]);
  calibration_table_add (table, "worst triple", &result->worst_triple.error, least[1]);
  calibration_table_end_line (table, "parities", kind, cipher->plaintext_bits, "worst pair",
                              &result->worst_pair.error, least[0]);
}

static NcAuditHiddenResult
estimate (NcAuditCipher *cipher, NcAuditHiddenFrom from)
{
  NcAuditHiddenOptions options = nc_audit_hidden_get_options (!g_test_slow ());
  g_autoptr (NcAuditHidden) hidden
      = nc_audit_hidden_new (cipher, from, &options, SEED, nc_kernels_get_best ());
  NcAuditHiddenResult result;

  while (nc_audit_hidden_step (hidden))
    ;
  result = *nc_audit_hidden_get_result (hidden);
  result.of_bits = NULL;
  return result;
}

static void
measure_hidden (NcAuditCipher *cipher, NcAuditKnown kind, CalibrationTable *table)
{
  guint n = cipher->plaintext_bits, flips = cipher->key_difference;
  NcAuditKnownFacts facts = get_facts (cipher, kind);
  NcAuditHiddenResult eve = estimate (cipher, NC_AUDIT_HIDDEN_FROM_EVE);
  NcAuditHiddenResult bob = estimate (cipher, NC_AUDIT_HIDDEN_FROM_BOB);
  /* Of the fuzzy one-time pad Bob does not know which n bits are wrong; that it is n and
   * not about n she is slow to see. */
  double shared = nc_audit_limits_shared_bits (n, flips), share = (double) flips / n;
  double undecided = kind == NC_AUDIT_KNOWN_PAD_FUZZY ? n - shared : 0;
  double slow = kind == NC_AUDIT_KNOWN_PAD_FUZZY
                    ? n * -(share * log2 (share) + (1 - share) * log2 (1 - share))
                    : 0;
  NcAuditInterval estimates[] = { eve.total, bob.total };
  const double known[] = { facts.hidden_bits, undecided };
  const double most[] = { facts.hidden_bits, slow };

  for (guint i = 0; i < G_N_ELEMENTS (estimates); i++)
    {
      double error = (estimates[i].high - estimates[i].value) / NC_AUDIT_Z;

      g_assert_cmpfloat (estimates[i].value, >=, known[i] - 4.9 * error - 1e-9);
      g_assert_cmpfloat (estimates[i].value, <=, most[i] + SLACK);
      g_test_message ("hidden bits  N=%-2u %-14s from %s %9.5f (%9.5f to %9.5f) known %9.5f", n,
                      nc_audit_known_get_name (kind), i == 0 ? "Eve" : "Bob", estimates[i].value,
                      estimates[i].low, estimates[i].high, known[i]);
    }
  g_assert_cmpfloat (facts.hidden_bits, <=,
                     nc_audit_limits_hidden_bits (n, n, flips, undecided) + 1e-9);
  if (kind == NC_AUDIT_KNOWN_COMMITMENT)
    g_assert_cmpfloat (facts.hidden_bits, ==, nc_audit_limits_commitment_bits (n, flips));
}

static void
test_measure (gconstpointer data)
{
  measure_all ((Measure) data);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/audit/calibration/fresh", measure_fresh, test_measure);
  g_test_add_data_func ("/audit/calibration/linear", measure_linear, test_measure);
  g_test_add_data_func ("/audit/calibration/parity", measure_parity, test_measure);
  g_test_add_data_func ("/audit/calibration/hidden", measure_hidden, test_measure);

  return g_test_run ();
}
