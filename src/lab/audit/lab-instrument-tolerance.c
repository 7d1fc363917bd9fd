/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Key tolerance: what Bob reads with keys that differ from Alice's. Values are shares, 0 … 1,
 * except key-use, -1 … 1.
 *
 * exact-key-, fuzzy-key-, random-key-bit-error and -loss-rate: with 0, n, and on average half of
 * the key's bits wrong; key-use: bit error with a random key minus that with the exact one. Table
 * "distances": a row for each d = 0 … key bits; one-time-pad = d / key bits.
 */
#include "config.h"

#include "base/number.h"
#include "lab/audit/lab-instrument-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "audit/nc-audit-known.h"
#include "audit/nc-audit-tolerance.h"
#include "lab/audit/lab-audit-verdict-private.h"
#include "lab/training/lab-evaluation.h"

static double
get_tolerance_cost (guint n_bits, gboolean quick, guint nth)
{
  return 0.016 * pow (n_bits / 16.0, 2.5);
}

static void
write_distances (LabFinding *finding, const NcAuditTolerance *tolerance)
{
  static const char *const columns[] = { "distance",       "loss-rate",    "loss-rate-low",
                                         "loss-rate-high", "bit-error",    "bit-error-low",
                                         "bit-error-high", "one-time-pad", NULL };
  double *row = lab_finding_add_table (finding, "distances", tolerance->n_distances, columns);

  for (guint d = 0; d < tolerance->n_distances; d++, row += G_N_ELEMENTS (columns) - 1)
    {
      row[0] = d;
      lab_instrument_write_interval (row + 1, &tolerance->loss_rate[d]);
      lab_instrument_write_interval (row + 4, &tolerance->bit_error[d]);
      row[7] = tolerance->one_time_pad[d];
    }
}

static LabFinding *
measure_tolerance (LabInstrumentJob *job)
{
  g_autofree NcAuditTolerance *tolerance = g_new (NcAuditTolerance, 1);
  guint n = job->cipher->key_difference;
  LabFinding *finding;

  if (!nc_audit_tolerance_measure (job->cipher, job->kernels, job->seed,
                                   NC_AUDIT_TOLERANCE_MESSAGES, &job->progress, tolerance))
    return NULL;
  finding = lab_finding_new (LAB_INSTRUMENT_TOLERANCE);
  lab_finding_add_number (finding, "exact-key-bit-error", tolerance->bit_error[0]);
  lab_finding_add_number (finding, "fuzzy-key-bit-error", tolerance->bit_error[n]);
  lab_finding_add_number (finding, "random-key-bit-error", tolerance->random_bit_error);
  lab_finding_add_number (finding, "exact-key-loss-rate", tolerance->loss_rate[0]);
  lab_finding_add_number (finding, "fuzzy-key-loss-rate", tolerance->loss_rate[n]);
  lab_finding_add_number (finding, "random-key-loss-rate", tolerance->random_loss_rate);
  lab_finding_add_number (finding, "key-use", tolerance->key_use);
  write_distances (finding, tolerance);
  return finding;
}

static const LabInstrumentNumber tolerance_numbers[] = {
  { "exact-key-bit-error", LAB_RANGE_SHARE, LAB_UNIT_SHARE,
    N_ ("Bob’s bit error with Alice’s own key") },
  { "fuzzy-key-bit-error", LAB_RANGE_SHARE, LAB_UNIT_SHARE,
    N_ ("Bob’s bit error with his fuzzy key") },
  { "random-key-bit-error", LAB_RANGE_SHARE, LAB_UNIT_SHARE,
    N_ ("Bob’s bit error with a random key") },
  { "exact-key-loss-rate", LAB_RANGE_SHARE, LAB_UNIT_SHARE,
    N_ ("Bob’s loss rate with Alice’s own key") },
  { "fuzzy-key-loss-rate", LAB_RANGE_SHARE, LAB_UNIT_SHARE,
    N_ ("Bob’s loss rate with his fuzzy key") },
  { "random-key-loss-rate", LAB_RANGE_SHARE, LAB_UNIT_SHARE,
    N_ ("Bob’s loss rate with a random key") },
  { "key-use", LAB_RANGE_SIGNED, LAB_UNIT_SHARE,
    N_ ("use of the key: bit error with a random key minus that with Alice’s") },
  { 0 },
};

static const LabInstrumentTable tolerance_tables[] = {
  { "distances", "distance,loss-rate,loss-rate-low,loss-rate-high,bit-error,bit-error-low,bit-"
                 "error-high,one-time-pad" },
  { 0 },
};

static LabLight
judge_tolerance (LabFinding *finding, const LabAuditFacts *facts)
{
  static const LabLight of_use[] = {
    [LAB_AUDIT_KEY_USE_UNKNOWN] = LAB_LIGHT_NONE, [LAB_AUDIT_KEY_USE_BOB_FAILS] = LAB_LIGHT_BROKEN,
    [LAB_AUDIT_KEY_USE_NONE] = LAB_LIGHT_BROKEN,  [LAB_AUDIT_KEY_USE_PARTLY] = LAB_LIGHT_WEAK,
    [LAB_AUDIT_KEY_USE_FULL] = LAB_LIGHT_NOTHING,
  };

  return of_use[lab_audit_judge_key (finding)];
}

/* If Bob's key differs: how much he would read with Alice's own key, and with a one-time pad,
 * unless that is what was audited. */
static char *
say_exact_key (LabFinding *finding, const LabAuditFacts *facts)
{
  g_autofree char *exact
      = lab_audit_format_share (1 - lab_finding_get_value (finding, "exact-key-bit-error"));
  g_autofree char *pad
      = lab_audit_format_share (1 - (double) facts->key_difference / facts->key_bits);

  if (g_strcmp0 (facts->kind, nc_audit_known_get_name (NC_AUDIT_KNOWN_PAD_FUZZY)) == 0)
    return g_strdup_printf (_ (" With Alice’s own key he would read %s."), exact);
  return g_strdup_printf (_ (" With Alice’s own key he would read %s, and a one-time pad would let "
                             "him read %s with his."),
                          exact, pad);
}

/* For a Bob whose outputs carry the bits in their size, not in their signs. */
static char *
say_loss (LabFinding *finding, gboolean is_key_used)
{
  double own = lab_finding_get_value (finding, "fuzzy-key-loss-rate");
  double random = lab_finding_get_value (finding, "random-key-loss-rate");
  g_autofree char *right
      = lab_audit_format_share (1 - lab_finding_get_value (finding, "fuzzy-key-bit-error"));

  if (is_key_used)
    return base_number_sentence (
        _ ("Bob’s outputs have the right sign for %s of the bits (guessing: 50%%), and yet they "
           "tell the bits: they are closer to them than guessing is (loss rate %.3f, guessing "
           "0.5). With a random key it is %.3f: he needs the key."),
        right, own, random);
  return base_number_sentence (
      _ ("Bob’s outputs have the right sign for %s of the bits (guessing: 50%%), and yet they tell "
         "the bits: they are closer to them than guessing is (loss rate %.3f, guessing 0.5). With "
         "a random key it is %.3f: the key does nothing. This is not encryption: anyone who has "
         "Bob’s network can tell the bits."),
      right, own, random);
}

static char *
say_tolerance (LabFinding *finding, const LabAuditFacts *facts)
{
  g_autofree char *own
      = lab_audit_format_share (1 - lab_finding_get_value (finding, "fuzzy-key-bit-error"));
  g_autofree char *random
      = lab_audit_format_share (1 - lab_finding_get_value (finding, "random-key-bit-error"));
  g_autofree char *sentence = NULL;
  g_autofree char *more = NULL;
  LabAuditKeyUse use = lab_audit_judge_key (finding);

  if (use >= LAB_AUDIT_KEY_USE_NONE
      && !(lab_finding_get_value (finding, "fuzzy-key-bit-error") < LAB_FAILING_BIT_ERROR))
    return say_loss (finding, use != LAB_AUDIT_KEY_USE_NONE);
  switch (use)
    {
    case LAB_AUDIT_KEY_USE_BOB_FAILS:
      return g_strdup_printf (_ ("With his key Bob reads %s of the bits, where guessing reads "
                                 "50%%: nothing gets through, so nothing is hidden either."),
                              own);
    case LAB_AUDIT_KEY_USE_NONE:
      return g_strdup_printf (
          _ ("With a random key Bob still reads %s of the bits, with his own %s; the key does "
             "nothing. This is not encryption: anyone who has Bob’s network can read the message."),
          random, own);
    case LAB_AUDIT_KEY_USE_PARTLY:
      sentence = g_strdup_printf (_ ("Bob reads %s of the bits with his key and still %s with a "
                                     "random one, where guessing reads 50%%: part of the message "
                                     "needs no key."),
                                  own, random);
      break;
    case LAB_AUDIT_KEY_USE_FULL:
      sentence = g_strdup_printf (_ ("Bob reads %s of the bits with his key and %s with a random "
                                     "one, as guessing does (50%%): he needs the key."),
                                  own, random);
      break;
    case LAB_AUDIT_KEY_USE_UNKNOWN:
    default:
      return NULL;
    }
  if (facts->key_difference > 0 && lab_finding_get_number (finding, "exact-key-bit-error") != NULL)
    more = say_exact_key (finding, facts);
  return g_strconcat (sentence, more, NULL);
}

const LabInstrumentKind lab_instrument_tolerance = {
  .name = "key-tolerance",
  .title = N_ ("Key tolerance"),
  .purpose = N_ ("Gives Bob keys that differ from Alice’s in more and more bits: a key that "
                 "matters must make a difference."),
  .numbers = tolerance_numbers,
  .tables = tolerance_tables,
  .deciding = "fuzzy-key-bit-error",
  .verdict = LAB_AUDIT_BOB_FAILS,
  .n_jobs = 1,
  .get_cost = get_tolerance_cost,
  .run = measure_tolerance,
  .judge = judge_tolerance,
  .say = say_tolerance,
};
