/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The calibration table: key tolerance, key search, avalanche, distribution, binary
 * channel and chosen plaintext on every known cipher, N = 8 and 16. Each measured
 * number is held against the one known by calculation, which is said where it is made.
 *
 * Runs in seconds; with -m slow on sixteen times as many messages.
 */
#include <math.h>
#include <string.h>

#include "audit/nc-audit-avalanche.h"
#include "audit/nc-audit-channel.h"
#include "audit/nc-audit-chosen.h"
#include "audit/nc-audit-distribution.h"
#include "audit/nc-audit-search.h"
#include "audit/nc-audit-tolerance.h"
#include "calibration-table.h"

#define SEED 1

/* One line of the table after the other: for each cipher and N. */
typedef void (*Measure) (NcAuditCipher *cipher, NcAuditKnown kind, CalibrationTable *table);

static guint
get_n_messages (guint n_messages)
{
  return g_test_slow () ? 16 * n_messages : n_messages;
}

static void
measure_all (Measure measure)
{
  CalibrationTable table = { 0 };

  for (guint n = 8; n <= 16; n += 8)
    for (NcAuditKnown kind = 0; kind < NC_AUDIT_N_KNOWN; kind++)
      {
        NcAuditCipher *cipher = nc_audit_known_new (kind, n, TABLE_FLIPS);

        measure (cipher, kind, &table);
        cipher->free (cipher);
      }
  calibration_table_finish (&table);
}

/* Bit error of the commitment by the number d of flips, and over all flips in the
 * last: over every secret and every set of flips, by the nearest word (the first of
 * several), with integers. Rows of the generator matrices: RM(1,4), repetition. */
static void
calculate_commitment (guint n, double bit_error[18])
{
  static const guint rows[5] = { 0xffff, 0xaaaa, 0xcccc, 0xf0f0, 0xff00 };
  guint k = n == 16 ? 5 : 1, words[32] = { 0 }, wrong[17] = { 0 }, sets[17] = { 0 }, all = 0;

  for (guint secret = 0; secret < 1u << k; secret++)
    for (guint row = 0; row < k; row++)
      words[secret] ^= (secret >> row) & 1 ? rows[row] & ((1u << n) - 1) : 0;
  for (guint flips = 0; flips < 1u << n; flips++)
    for (guint secret = 0; secret < 1u << k; secret++)
      {
        guint nearest = 0, d = __builtin_popcount (flips), errors;

        for (guint other = 1; other < 1u << k; other++)
          if (__builtin_popcount (words[other] ^ words[secret] ^ flips)
              < __builtin_popcount (words[nearest] ^ words[secret] ^ flips))
            nearest = other;
        errors = __builtin_popcount (nearest ^ secret);
        wrong[d] += errors;
        sets[d]++;
        all += errors;
      }
  for (guint d = 0; d <= n; d++)
    bit_error[d] = (double) wrong[d] / sets[d] / n;
  bit_error[n + 1] = (double) all / (1u << (n + k)) / n;
}

/* Bob's bit error by the number d of flips; that with a random key comes last.
 *   clear: 0, the key is not used.
 *   pads: each flip is one wrong bit: d/N; a random key differs in N/2 in the mean.
 *   complement, three key bits: a bit of P is wrong if the bit of K that it was
 *   multiplied by is among the flipped ones, which it is with probability d/N. */
static void
calculate_bit_errors (NcAuditKnown kind, guint n, double bit_error[18])
{
  if (kind == NC_AUDIT_KNOWN_COMMITMENT)
    {
      calculate_commitment (n, bit_error);
      return;
    }
  for (guint d = 0; d <= n; d++)
    bit_error[d] = kind == NC_AUDIT_KNOWN_CLEAR ? 0 : (double) d / n;
  bit_error[n + 1] = kind == NC_AUDIT_KNOWN_CLEAR ? 0 : 0.5;
}

/* All outputs are +1 or -1: loss rate and bit error are the same. */
static void
measure_tolerance (NcAuditCipher *cipher, NcAuditKnown kind, CalibrationTable *table)
{
  g_autofree NcAuditTolerance *own = g_new (NcAuditTolerance, 1);
  guint n = cipher->plaintext_bits;
  double known[18], random;

  calculate_bit_errors (kind, n, known);
  random = known[n + 1];
  g_assert_true (nc_audit_tolerance_measure (cipher, nc_kernels_get_best (), SEED,
                                             get_n_messages (NC_AUDIT_TOLERANCE_MESSAGES), NULL,
                                             own));
  g_assert_cmpuint (own->n_distances, ==, n + 1);
  for (guint d = 0; d <= n; d++)
    {
      calibration_table_add (table, "loss rate", &own->loss_rate[d], known[d]);
      calibration_table_add (table, "bit error", &own->bit_error[d], known[d]);
      g_assert_cmpfloat_with_epsilon (own->one_time_pad[d], (double) d / n, 1e-12);
    }
  calibration_table_add (table, "loss rate", &own->random_loss_rate, random);
  calibration_table_add (table, "bit error", &own->random_bit_error, random);
  /* With the exact key no bit is wrong. */
  calibration_table_add (table, "key use", &own->key_use, random);
  calibration_table_end_line (table, "tolerance", kind, n, "bit error, random key",
                              &own->random_bit_error, random);
}

/* Keys left of one known pair: exactly 2^(N - key bits used) of the ciphers that
 * multiply, for every key and pair; of the commitment each key decrypts a ciphertext
 * to one of 2^k secrets, so that a uniform secret leaves 2^(N - k) in the mean. */
static void
measure_search (NcAuditCipher *cipher, NcAuditKnown kind, CalibrationTable *table)
{
  guint n = cipher->plaintext_bits,
        n_trials = get_n_messages (kind == NC_AUDIT_KNOWN_COMMITMENT ? 24 : 2);
  double sum = 0, squares = 0, known;
  NcAuditInterval left;
  NcAuditKnownFacts facts;

  nc_audit_known_get_facts (kind, n, TABLE_FLIPS, &facts);
  known = exp2 (facts.log2_keys_left);
  for (guint trial = 0; trial < n_trials; trial++)
    {
      guint n_pairs = trial == 0 ? NC_AUDIT_SEARCH_MAX_PAIRS : 1;
      NcAuditSearch own;

      g_assert_true (
          nc_audit_search_run (cipher, nc_kernels_get_best (), SEED, trial, n_pairs, NULL, &own));
      g_assert_true (own.complete);
      g_assert_cmpuint (own.n_keys, ==, 1u << n);
      for (guint pair = 0; pair < n_pairs; pair++)
        {
          const NcAuditSearchStep *step = &own.steps[pair];

          g_assert_true (step->true_key_left);
          g_assert_cmpfloat (step->true_distance, ==, 0);
          g_assert_cmpuint (step->n_nearer, ==, 0);
          g_assert_cmpuint (step->n_as_near, ==, step->n_left - 1);
          if (kind != NC_AUDIT_KNOWN_COMMITMENT)
            g_assert_cmpuint (step->n_left, ==, (guint64) known);
        }
      sum += (double) own.steps[0].n_left;
      squares += (double) (own.steps[0].n_left * own.steps[0].n_left);
    }
  left = nc_audit_interval_of_mean (sum, squares, n_trials);
  calibration_table_add (table, "keys left", &left, known);
  calibration_table_end_line (table, "search", kind, n, "keys left of one pair", &left, known);
}

/* Whether one flip of an input turns a number of the ciphertext round: it always does
 * or never. Inputs are plaintext bits, then key bits.
 *   commitment: numbers 0 … N - 1 are word times key: secret bit 0 turns them all,
 *   secret bit 1 + j those whose place has bit j set, key bit i number i; the rest are
 *   the bits of P from k on. */
static gboolean
turns (NcAuditKnown kind, guint n, guint output, guint input)
{
  gboolean is_key = input >= n;
  guint bit = is_key ? input - n : input, k = n == 16 ? 5 : 1;

  switch (kind)
    {
    case NC_AUDIT_KNOWN_CLEAR:
      return !is_key && bit == output;
    case NC_AUDIT_KNOWN_PAD_EXACT:
    case NC_AUDIT_KNOWN_PAD_FUZZY:
      return bit == output;
    case NC_AUDIT_KNOWN_COMPLEMENT:
      return is_key ? bit == 0 : bit == output;
    case NC_AUDIT_KNOWN_THREE_KEY_BITS:
      return is_key ? bit == output % 3 : bit == output;
    default:
      if (output >= n)
        return !is_key && bit == output - n + k;
      if (is_key)
        return bit == output;
      return bit == 0 || (bit < k && (output >> (bit - 1)) & 1);
    }
}

static void
measure_avalanche (NcAuditCipher *cipher, NcAuditKnown kind, CalibrationTable *table)
{
  guint n = cipher->plaintext_bits, n_turned = 0;
  NcAuditInterval mean;
  NcAuditAvalanche own;
  double known;

  g_assert_true (nc_audit_avalanche_measure (cipher, nc_kernels_get_best (), SEED,
                                             get_n_messages (1024), NULL, &own));
  g_assert_cmpuint (own.n_inputs, ==, 2 * n);
  g_assert_cmpuint (own.n_outputs, ==, cipher->ciphertext_length);
  for (guint output = 0; output < own.n_outputs; output++)
    for (guint input = 0; input < own.n_inputs; input++)
      {
        NcAuditInterval change = nc_audit_avalanche_get_change (&own, output, input);
        NcAuditInterval reversed = nc_audit_avalanche_get_reversed (&own, output, input);
        gboolean turned = turns (kind, n, output, input);

        /* From -1 to +1 or back is a change of 2. */
        calibration_table_add (table, "change", &change, turned ? 2 : 0);
        calibration_table_add (table, "signs reversed", &reversed, turned ? 1 : 0);
        n_turned += input >= n && turned;
      }
  mean.value = mean.low = mean.high = nc_audit_avalanche_get_mean (&own, n, n);
  known = (double) n_turned / n / own.n_outputs;
  calibration_table_add (table, "mean of the key's", &mean, known);
  calibration_table_end_line (table, "avalanche", kind, n, "signs turned by key", &mean, known);
  nc_audit_avalanche_clear (&own);
}

/* P and K are uniform and independent, so are the numbers of each of these ciphertexts:
 * of the commitment too, whose first N are hidden by all of K, whose others are bits of
 * P. Mean 0, deviation 1, both signs equally often, no correlation; the chi-square of
 * L numbers then has mean L and variance 2 L. */
static void
measure_distribution (NcAuditCipher *cipher, NcAuditKnown kind, CalibrationTable *table)
{
  guint n = cipher->plaintext_bits, length = cipher->ciphertext_length;
  NcAuditDistribution own;
  NcAuditInterval chi_square;
  double half;

  g_assert_true (nc_audit_distribution_measure (cipher, nc_kernels_get_best (), SEED,
                                                get_n_messages (NC_AUDIT_DISTRIBUTION_MESSAGES),
                                                NULL, &own));
  half = NC_AUDIT_Z / sqrt ((double) own.n_messages);
  for (guint a = 0; a < length; a++)
    {
      NcAuditInterval balance = nc_audit_distribution_get_balance (&own, a);
      NcAuditInterval mean = { own.mean[a], own.mean[a] - half, own.mean[a] + half };
      guint64 *bins = own.histogram + (gsize) a * NC_AUDIT_DISTRIBUTION_BINS;

      calibration_table_add (table, "balance", &balance, 0.5);
      calibration_table_add (table, "mean", &mean, 0);
      g_assert_cmpfloat_with_epsilon (own.deviation[a], 1, 0.001);
      g_assert_cmpuint (bins[NC_AUDIT_DISTRIBUTION_BINS - 1], ==, own.positive[a]);
      g_assert_cmpuint (bins[0], ==, own.n_messages - own.positive[a]);
      for (guint b = 0; b < a; b++)
        {
          NcAuditInterval correlation = nc_audit_distribution_get_correlation (&own, a, b);

          calibration_table_add (table, "correlation", &correlation, 0);
        }
    }
  g_assert_cmpuint (own.n_not_finite, ==, 0);
  g_assert_cmpuint (own.n_constant, ==, 0);
  /* One in a thousand of even ciphers would fail here. */
  g_assert_cmpfloat (own.chi_square_p, >, 0.001);
  g_assert_cmpfloat (own.worst_p, >, 0.001);
  g_assert_cmpfloat (own.linked_p, >, 0.001);
  half = NC_AUDIT_Z * sqrt (2.0 * length);
  chi_square = (NcAuditInterval){ own.chi_square, own.chi_square - half, own.chi_square + half };
  calibration_table_add (table, "chi-square", &chi_square, length);
  calibration_table_end_line (table, "distribution", kind, n, "chi-square", &chi_square, length);
  nc_audit_distribution_clear (&own);
}

/* Every number is +1 or -1, which every channel carries: Bob's bit error is that of
 * the cipher, with the exact key 0. */
static void
measure_channel (NcAuditCipher *cipher, NcAuditKnown kind, CalibrationTable *table)
{
  guint n = cipher->plaintext_bits;
  double errors[18], known;
  NcAuditChannel own;

  calculate_bit_errors (kind, n, errors);
  known = errors[cipher->key_difference];
  g_assert_true (nc_audit_channel_measure (cipher, nc_kernels_get_best (), SEED,
                                           get_n_messages (4096), NULL, &own));
  for (NcAuditChannelKind channel = 0; channel < NC_AUDIT_N_CHANNELS; channel++)
    {
      calibration_table_add (table, "loss rate", &own.loss_rate[channel], known);
      calibration_table_add (table, "bit error", &own.bit_error[channel], known);
      calibration_table_add (table, "loss rate, exact key", &own.exact_loss_rate[channel], 0);
      calibration_table_add (table, "bit error, exact key", &own.exact_bit_error[channel], 0);
    }
  calibration_table_end_line (table, "channel", kind, n, "bit error of sign (C)",
                              &own.bit_error[NC_AUDIT_CHANNEL_SIGN], known);
}

/* The most that can be gained from a couple.
 *   clear: 1; pads: 0.
 *   complement: C is P or its opposite, so 1, but 0 for opposite plaintexts.
 *   three key bits: 0 for opposites, which the key's opposite exchanges; one bit flips
 *   the product of two numbers that share a key bit, so 1.
 *   commitment: 0 where only the secret differs; else the clear part tells, 1. */
static double
get_couple_advantage (NcAuditKnown kind, guint n, const NcAuditCouple *couple)
{
  gboolean opposite = couple->kind == NC_AUDIT_COUPLE_OPPOSITE;

  switch (kind)
    {
    case NC_AUDIT_KNOWN_CLEAR:
      return 1;
    case NC_AUDIT_KNOWN_PAD_EXACT:
    case NC_AUDIT_KNOWN_PAD_FUZZY:
      return 0;
    case NC_AUDIT_KNOWN_COMPLEMENT:
    case NC_AUDIT_KNOWN_THREE_KEY_BITS:
      return opposite ? 0 : 1;
    default:
      return opposite || couple->bit >= (n == 16 ? 5 : 1) ? 1 : 0;
    }
}

static void
measure_chosen (NcAuditCipher *cipher, NcAuditKnown kind, CalibrationTable *table)
{
  guint n = cipher->plaintext_bits;
  NcAuditKnownFacts facts;
  NcAuditChosen own;

  nc_audit_known_get_facts (kind, n, TABLE_FLIPS, &facts);
  g_assert_true (nc_audit_chosen_run (cipher, nc_kernels_get_best (), SEED,
                                      get_n_messages (NC_AUDIT_CHOSEN_MESSAGES),
                                      get_n_messages (NC_AUDIT_CHOSEN_MEASURED), NULL, &own));
  for (guint number = 0; number < own.n_couples; number++)
    {
      const NcAuditCouple *couple = &own.couples[number];
      double known;

      if (couple->kind == NC_AUDIT_COUPLE_RANDOM)
        continue;
      known = get_couple_advantage (kind, n, couple);
      /* The better of two discriminants flatters, so a coin's is not in the table. */
      if (known > 0)
        calibration_table_add (table, "advantage of a couple", &couple->chosen, known);
      else
        g_assert_cmpfloat (couple->chosen.low, <, 0.05);
    }
  calibration_table_add (table, "advantage", &own.advantage, facts.chosen_advantage);
  calibration_table_end_line (table, "chosen", kind, n, "advantage", &own.advantage,
                              facts.chosen_advantage);
}

static void
test_instrument (gconstpointer data)
{
  measure_all (*(const Measure *) data);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    Measure measure;
    const char *path;
  } instruments[] = {
    { measure_tolerance, "/audit/calibration/tolerance" },
    { measure_search, "/audit/calibration/search" },
    { measure_avalanche, "/audit/calibration/avalanche" },
    { measure_distribution, "/audit/calibration/distribution" },
    { measure_channel, "/audit/calibration/channel" },
    { measure_chosen, "/audit/calibration/chosen" },
  };

  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (instruments); i++)
    g_test_add_data_func (instruments[i].path, &instruments[i].measure, test_instrument);

  return g_test_run ();
}
