/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Findings made up: smooth curves with a little noise, nothing measured.
 */
#include "audit-fixture.h"

#include <math.h>

#include "lab/audit/lab-instrument-private.h"

#define N_BINS 32
#define N_STEPS 120

LabAuditFacts
fixture_facts (FixtureCipher cipher, guint n_bits)
{
  return (LabAuditFacts){
    .label = (char *) (cipher == FIXTURE_HIDES ? "Bob2+BN · n = 3 · seed 1" : "abadi · seed 2"),
    .kind = (char *) "run",
    .run = 7,
    .iterations = 20000,
    .model = (char *) "Bob2",
    .run_seed = 1,
    .plaintext_bits = n_bits,
    .key_bits = n_bits,
    .key_difference = 3,
    .seed = 42,
    .created = 1760000000,
    .seconds = 48.5,
    .n_threads = 2,
    .version = (char *) "0.1.0",
    .arithmetic = (char *) "v3",
  };
}

static NcAuditInterval
around (double value, double half)
{
  return (NcAuditInterval){ value, value - half, value + half };
}

static void
add_tolerance (LabFinding *finding, FixtureCipher cipher, guint n_bits)
{
  static const char *const columns[] = { "distance",       "loss-rate",    "loss-rate-low",
                                         "loss-rate-high", "bit-error",    "bit-error-low",
                                         "bit-error-high", "one-time-pad", NULL };
  double *values = lab_finding_add_table (finding, "distances", n_bits + 1, columns);
  gboolean hides = cipher == FIXTURE_HIDES;

  for (guint d = 0; d <= n_bits; d++)
    {
      double error = hides ? 0.5 / (1.0 + exp (-((double) d - n_bits * 0.4) / 1.2)) : 0.012;
      double row[] = { d,     error + 0.02,  error + 0.012, error + 0.028,
                       error, error - 0.008, error + 0.008, (double) d / n_bits };

      for (guint j = 0; j < G_N_ELEMENTS (row); j++)
        values[d * G_N_ELEMENTS (row) + j] = row[j];
    }
  lab_finding_add_number (finding, "exact-key-bit-error", around (0.005, 0.002));
  lab_finding_add_number (finding, "fuzzy-key-bit-error", around (0.014, 0.003));
  lab_finding_add_number (finding, "random-key-bit-error", around (hides ? 0.497 : 0.013, 0.004));
  lab_finding_add_number (finding, "exact-key-loss-rate", around (0.01, 0.002));
  lab_finding_add_number (finding, "fuzzy-key-loss-rate", around (0.02, 0.003));
  lab_finding_add_number (finding, "random-key-loss-rate", around (hides ? 0.49 : 0.02, 0.004));
  lab_finding_add_number (finding, "key-use", around (hides ? 0.492 : 0.008, 0.004));
}

static double *
add_curves (LabFinding *finding, const char *name, guint n_steps, guint n_filled)
{
  static const char *const columns[]
      = { "step", "eve-1", "eve-2", "eve-3", "eve-4", "eve-5", NULL };
  double *values = lab_finding_add_table (finding, name, n_steps, columns);

  for (guint i = 0; i < n_filled; i++)
    values[i * 6] = i * 50;
  return values;
}

static void
add_fresh (LabFinding *finding, FixtureCipher cipher, guint n_kinds, guint n_eves)
{
  static const char *const kinds[] = { "abadi", "paper", "wide" };
  double level = cipher == FIXTURE_HIDES ? 0.46 : 0.09;

  for (guint k = 0; k < n_kinds; k++)
    {
      g_autofree char *name = g_strconcat (kinds[k], "-curves", NULL);
      double *values = add_curves (finding, name, N_STEPS, N_STEPS);
      g_autoptr (GRand) random = g_rand_new_with_seed (k + 1);

      for (guint e = 0; e < n_eves; e++)
        for (guint i = 0; i < N_STEPS; i++)
          values[i * 6 + e + 1]
              = level + 0.02 * k + 0.012 * e
                + (0.5 - level - 0.02 * k - 0.012 * e) * exp (-(double) i / (15.0 + 6.0 * e))
                + 0.01 * (g_rand_double (random) - 0.5);
    }
}

LabFinding *
fixture_half_done_eves (void)
{
  LabFinding *finding = lab_finding_new (LAB_INSTRUMENT_FRESH_EVES);

  add_fresh (finding, FIXTURE_LEAKS, 1, 2);
  return finding;
}

static void
add_fresh_numbers (LabFinding *finding, FixtureCipher cipher)
{
  double level = cipher == FIXTURE_HIDES ? 0.462 : 0.092;
  static const char *const kinds[] = { "abadi", "paper", "wide" };

  for (guint k = 0; k < 3; k++)
    {
      g_autofree char *error = g_strconcat (kinds[k], "-bit-error", NULL);
      g_autofree char *whole = g_strconcat (kinds[k], "-whole-messages", NULL);

      lab_finding_add_number (finding, error, around (level + 0.02 * k, 0.004));
      lab_finding_add_number (finding, whole,
                              around (cipher == FIXTURE_HIDES ? 0.001 : 0.3, 0.001));
    }
  lab_finding_add_number (finding, "bit-error", around (level, 0.004));
  lab_finding_add_number (finding, "whole-messages",
                          around (cipher == FIXTURE_HIDES ? 0.001 : 0.3, 0.001));
  lab_finding_add_figure (finding, "eves", 5);
  lab_finding_add_figure (finding, "best-kind", 0);
}

static void
add_linear (LabFinding *finding, FixtureCipher cipher, guint n_bits)
{
  static const char *const columns[] = { "bit", "numbers", "signs", "products", NULL };
  double *values = lab_finding_add_table (finding, "bits", n_bits, columns);
  g_autoptr (GRand) random = g_rand_new_with_seed (3);

  for (guint i = 0; i < n_bits; i++)
    {
      double error = cipher == FIXTURE_HIDES ? 0.49 : (i % 4 == 1 ? 0.48 : 0.12);

      values[i * 4] = i;
      for (guint j = 1; j < 4; j++)
        values[i * 4 + j] = error + 0.02 * (g_rand_double (random) - 0.5) + 0.02 * (j == 2);
    }
  lab_finding_add_number (finding, "numbers-bit-error",
                          around (cipher == FIXTURE_HIDES ? 0.491 : 0.21, 0.003));
  lab_finding_add_number (finding, "signs-bit-error",
                          around (cipher == FIXTURE_HIDES ? 0.497 : 0.23, 0.003));
  lab_finding_add_number (finding, "products-bit-error",
                          around (cipher == FIXTURE_HIDES ? 0.495 : 0.22, 0.003));
  lab_finding_add_number (finding, "bit-error",
                          around (cipher == FIXTURE_HIDES ? 0.491 : 0.21, 0.003));
}

static void
add_parities (LabFinding *finding, FixtureCipher cipher, guint n_bits)
{
  static const char *const columns[] = { "i", "j", "k", "error", NULL };
  double *pairs = lab_finding_add_matrix (finding, "pairs", n_bits, n_bits);
  double *triples = lab_finding_add_table (finding, "triples", 50, columns);
  g_autoptr (GRand) random = g_rand_new_with_seed (4);
  double worst = cipher == FIXTURE_HIDES ? 0.485 : 0.06;

  for (guint i = 0; i < n_bits; i++)
    for (guint j = 0; j < i; j++)
      {
        double error = cipher == FIXTURE_LEAKS && (i + j) % 5 == 0
                           ? worst + 0.1 * g_rand_double (random)
                           : 0.5 + 0.02 * (g_rand_double (random) - 0.5);

        pairs[i * n_bits + j] = pairs[j * n_bits + i] = error;
      }
  for (guint i = 0; i < 50; i++)
    {
      triples[i * 4] = i % n_bits;
      triples[i * 4 + 1] = (i + 1) % n_bits;
      triples[i * 4 + 2] = (i + 2) % n_bits;
      triples[i * 4 + 3] = MIN (worst + 0.006 * i, 0.495);
    }
  lab_finding_add_number (finding, "worst-pair-error", around (worst, 0.006));
  lab_finding_add_number (finding, "worst-triple-error", around (worst + 0.01, 0.006));
  lab_finding_add_figure (finding, "surprising", 0.478);
  lab_finding_add_figure (finding, "bits", n_bits);
  lab_finding_add_figure (finding, "pairs", n_bits * (n_bits - 1) / 2.0);
  lab_finding_add_figure (finding, "triples", n_bits * (n_bits - 1) * (n_bits - 2) / 6.0);
  lab_finding_add_figure (finding, "pairs-leaking", cipher == FIXTURE_HIDES ? 0 : 24);
  lab_finding_add_figure (finding, "triples-leaking", cipher == FIXTURE_HIDES ? 0 : 46);
  lab_finding_add_figure (finding, "worst-pair-i", 3);
  lab_finding_add_figure (finding, "worst-pair-j", 7);
  lab_finding_add_figure (finding, "worst-triple-i", 1);
  lab_finding_add_figure (finding, "worst-triple-j", 3);
  lab_finding_add_figure (finding, "worst-triple-k", 7);
}

static void
add_hidden (LabFinding *finding, FixtureCipher cipher, guint n_bits)
{
  static const char *const columns[] = { "bit", "eve", "bob", NULL };
  double *values = lab_finding_add_table (finding, "bits", n_bits, columns);
  double share = cipher == FIXTURE_HIDES ? 0.82 : 0.31;

  for (guint i = 0; i < n_bits; i++)
    {
      values[i * 3] = i;
      values[i * 3 + 1] = share + 0.15 * sin (i * 1.7);
      values[i * 3 + 2] = 0.05 + 0.03 * cos (i);
    }
  lab_finding_add_number (finding, "hidden-bits", around (share * n_bits, 0.3));
  lab_finding_add_number (finding, "undecided-bits", around (0.9, 0.2));
  lab_finding_add_figure (finding, "plaintext-bits", n_bits);
  lab_finding_add_figure (finding, "shared-bits", n_bits * 0.43);
  lab_finding_add_figure (finding, "limit-bits", n_bits * 0.43 + 0.9);
  lab_finding_add_figure (finding, "commitment-bits", 5);
}

static void
add_chosen (LabFinding *finding, FixtureCipher cipher)
{
  static const char *const columns[]
      = { "kind", "bit", "quadratic", "advantage", "low", "high", NULL };
  guint n = 24;
  double *values = lab_finding_add_table (finding, "couples", n, columns);

  for (guint i = 0; i < n; i++)
    {
      double advantage = (cipher == FIXTURE_HIDES ? 0.01 : 0.7) * (0.6 + 0.4 * sin (i * 2.1));
      double row[]
          = { i < 2 ? 0 : i < 18 ? 1 : 2, i, i % 2, advantage, advantage - 0.03, advantage + 0.03 };

      for (guint j = 0; j < 6; j++)
        values[i * 6 + j] = row[j];
    }
  lab_finding_add_number (finding, "advantage",
                          around (cipher == FIXTURE_HIDES ? 0.004 : 0.68, 0.02));
  lab_finding_add_figure (finding, "couples", n);
  lab_finding_add_figure (finding, "best-couple", 9);
}

static void
add_search (LabFinding *finding, FixtureCipher cipher, guint n_bits)
{
  static const char *const columns[]
      = { "pairs",         "keys-left",     "share-left", "share-low", "share-high", "log2-left",
          "true-key-left", "true-distance", "nearer",     "as-near",   NULL };
  double *values = lab_finding_add_table (finding, "pairs", 8, columns);

  for (guint i = 0; i < 8; i++)
    {
      double bits = cipher == FIXTURE_HIDES ? MAX (n_bits * 0.55 - 1.4 * i, 0.0) : n_bits * 0.99;
      double share = exp2 (bits - n_bits);
      double row[]
          = { i + 1.0, exp2 (bits), share, share * 0.8, MIN (share * 1.2, 1.0), bits, 1, 0, 0, 3 };

      for (guint j = 0; j < 10; j++)
        values[i * 10 + j] = row[j];
    }
  lab_finding_add_number (finding, "share-left", around (values[2], values[2] * 0.2));
  lab_finding_add_figure (finding, "keys-tried", exp2 (n_bits));
  lab_finding_add_figure (finding, "complete", 1);
  lab_finding_add_figure (finding, "pairs", 8);
  lab_finding_add_figure (finding, "log2-left", values[5]);
  lab_finding_add_figure (finding, "seconds", 0.031);
  lab_finding_add_figure (finding, "keys-per-second", 2.1e6);
}

static void
add_avalanche (LabFinding *finding, FixtureCipher cipher, guint n_bits)
{
  double *change = lab_finding_add_matrix (finding, "change", n_bits, 2 * n_bits);
  double *signs = lab_finding_add_matrix (finding, "signs", n_bits, 2 * n_bits);

  for (guint i = 0; i < n_bits; i++)
    for (guint j = 0; j < 2 * n_bits; j++)
      {
        gboolean is_key = j >= n_bits;
        double value = 0.4 + 0.35 * sin (i * 1.3 + j * 0.7) + (i == j % n_bits ? 0.6 : 0.0);

        if (is_key && cipher == FIXTURE_LEAKS)
          value = 0.0;
        change[i * 2 * n_bits + j] = value;
        signs[i * 2 * n_bits + j] = value * 0.45;
      }
  lab_finding_add_figure (finding, "plaintext-signs", 0.21);
  lab_finding_add_figure (finding, "key-signs", cipher == FIXTURE_HIDES ? 0.2 : 0.0);
  lab_finding_add_figure (finding, "plaintext-change", 0.44);
  lab_finding_add_figure (finding, "key-change", cipher == FIXTURE_HIDES ? 0.43 : 0.0);
  lab_finding_add_figure (finding, "unused-key-bits", cipher == FIXTURE_HIDES ? 0 : n_bits);
}

static void
add_distribution (LabFinding *finding, guint n_bits)
{
  static const char *const columns[]
      = { "output", "mean", "deviation", "positive", "low", "high", NULL };
  double *histogram = lab_finding_add_matrix (finding, "histogram", n_bits, N_BINS);
  double *correlation = lab_finding_add_matrix (finding, "correlation", n_bits, n_bits);
  double *balance = lab_finding_add_table (finding, "balance", n_bits, columns);

  for (guint i = 0; i < n_bits; i++)
    {
      double total = 0.0;

      for (guint j = 0; j < N_BINS; j++)
        total += histogram[i * N_BINS + j] = exp (pow (fabs (j - 15.5) / 16.0, 3.0) * (1 + i % 5));
      for (guint j = 0; j < N_BINS; j++)
        histogram[i * N_BINS + j] /= total;
      for (guint j = 0; j < n_bits; j++)
        correlation[i * n_bits + j] = i == j ? 1.0 : 0.6 * cos (i * 3.0) * cos (j * 3.0);
      balance[i * 6] = i;
      balance[i * 6 + 1] = 0.01;
      balance[i * 6 + 2] = 0.8;
      balance[i * 6 + 3] = 0.5;
      balance[i * 6 + 4] = 0.48;
      balance[i * 6 + 5] = 0.52;
    }
  lab_finding_add_number (finding, "linked-correlation", around (0.58, 0.01));
  lab_finding_add_figure (finding, "balance-p", 0.21);
  lab_finding_add_figure (finding, "worst-p", 0.04);
  lab_finding_add_figure (finding, "worst-output", 2);
  lab_finding_add_figure (finding, "linked-p", 0.0001);
  lab_finding_add_figure (finding, "linked-a", 1);
  lab_finding_add_figure (finding, "linked-b", 4);
  lab_finding_add_figure (finding, "constant", 0);
  lab_finding_add_figure (finding, "not-finite", 0);
}

static void
add_channel (LabFinding *finding, FixtureCipher cipher)
{
  static const char *const columns[]
      = { "channel",       "loss-rate",      "loss-rate-low",   "loss-rate-high",  "bit-error",
          "bit-error-low", "bit-error-high", "exact-loss-rate", "exact-bit-error", NULL };
  double *values = lab_finding_add_table (finding, "channels", 5, columns);

  for (guint i = 0; i < 5; i++)
    {
      double error = 0.012 + (cipher == FIXTURE_HIDES ? 0.005 : 0.06) * i * i / 4.0;
      double row[] = { i,
                       error + 0.01,
                       error + 0.006,
                       error + 0.014,
                       error,
                       error - 0.004,
                       error + 0.004,
                       error + 0.008,
                       error - 0.002 };

      for (guint j = 0; j < 9; j++)
        values[i * 9 + j] = row[j];
    }
  lab_finding_add_number (finding, "real-bit-error", around (0.012, 0.004));
  lab_finding_add_number (finding, "sign-bit-error", around (values[4 * 9 + 4], 0.004));
}

/* Of any other instrument: each number and table of its descriptor, the right kind of value. */
static void
add_described (LabFinding *finding)
{
  const LabInstrumentKind *kind = lab_instrument_get_kind (lab_finding_get_instrument (finding));

  for (const LabInstrumentNumber *number = kind->numbers; number->name != NULL; number++)
    lab_finding_add_number (finding, number->name,
                            number->range == LAB_RANGE_COUNT ? around (3, 0) : around (0.25, 0.01));
  for (const LabInstrumentTable *table = kind->tables; table->name != NULL; table++)
    {
      g_auto (GStrv) columns = g_strsplit (table->columns, ",", -1);
      const gboolean is_matrix = *table->columns == '#';
      const guint n_columns = is_matrix ? N_BINS : g_strv_length (columns);
      double *values = is_matrix ? lab_finding_add_matrix (finding, table->name, N_BINS, N_BINS)
                                 : lab_finding_add_table (finding, table->name, N_BINS,
                                                          (const char *const *) columns);

      for (guint i = 0; i < N_BINS * n_columns; i++)
        values[i] = i % n_columns == 0 ? i / n_columns : 1.0 * i / (N_BINS * n_columns);
    }
}

LabFinding *
fixture_finding (LabInstrument instrument, FixtureCipher cipher, guint n_bits)
{
  LabFinding *finding = lab_finding_new (instrument);

  switch (instrument)
    {
    case LAB_INSTRUMENT_TOLERANCE:
      add_tolerance (finding, cipher, n_bits);
      break;
    case LAB_INSTRUMENT_FRESH_EVES:
      add_fresh (finding, cipher, 3, 5);
      add_fresh_numbers (finding, cipher);
      break;
    case LAB_INSTRUMENT_LINEAR:
      add_linear (finding, cipher, n_bits);
      break;
    case LAB_INSTRUMENT_PARITIES:
      add_parities (finding, cipher, n_bits);
      break;
    case LAB_INSTRUMENT_HIDDEN_BITS:
      add_hidden (finding, cipher, n_bits);
      break;
    case LAB_INSTRUMENT_CHOSEN_PLAINTEXT:
      add_chosen (finding, cipher);
      break;
    case LAB_INSTRUMENT_KEY_SEARCH:
      add_search (finding, cipher, n_bits);
      break;
    case LAB_INSTRUMENT_AVALANCHE:
      add_avalanche (finding, cipher, n_bits);
      break;
    case LAB_INSTRUMENT_DISTRIBUTION:
      add_distribution (finding, n_bits);
      break;
    case LAB_INSTRUMENT_CHANNEL:
      add_channel (finding, cipher);
      break;
    default:
      add_described (finding);
    }
  lab_finding_set_seconds (finding, 3.0);
  lab_finding_set_complete (finding);
  return finding;
}
