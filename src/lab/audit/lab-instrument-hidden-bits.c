/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Hidden bits: from Eve and from Bob, one job each, and the limits of what is possible.
 *
 * hidden-bits, all in bits
 *   hidden-bits: upper estimate of H(P|C); undecided-bits: likewise of H(P|C,K'), Bob's.
 *   plaintext-bits: N; shared-bits: I(K;K'); limit-bits: the most that can stay hidden if
 *   Bob is that undecided; commitment-bits: what a fuzzy commitment hides with such a key.
 *   Table "bits": a row for each plaintext bit, from 0: the surprise of Eve and of Bob.
 */
#include "config.h"

#include "base/number.h"
#include "lab/audit/lab-instrument-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "audit/nc-audit-hidden.h"
#include "audit/nc-audit-limits.h"
#include "lab/audit/lab-audit-verdict-private.h"

static double
get_cost (guint n_bits, gboolean quick, guint nth)
{
  static const double seconds[2][2] = { { 13.7, 0.7 }, { 15.3, 0.9 } };

  return seconds[nth][quick]
         * (0.4 + 0.2 * n_bits / 16 + 0.4 * lab_instrument_get_features (n_bits));
}

static void
add_lines (LabFinding *part, LabInstrumentJob *job, const NcAuditHiddenResult *result)
{
  const NcAuditCipher *cipher = job->cipher;

  if (job->nth == NC_AUDIT_HIDDEN_FROM_EVE)
    {
      lab_finding_add_number (part, "hidden-bits", result->total);
      lab_finding_add_figure (part, "plaintext-bits", cipher->plaintext_bits);
      lab_finding_add_figure (
          part, "shared-bits",
          nc_audit_limits_shared_bits (cipher->key_bits, cipher->key_difference));
      lab_finding_add_figure (
          part, "commitment-bits",
          nc_audit_limits_commitment_bits (cipher->key_bits, cipher->key_difference));
      return;
    }
  lab_finding_add_number (part, "undecided-bits", result->total);
  lab_finding_add_figure (part, "limit-bits",
                          nc_audit_limits_hidden_bits (cipher->plaintext_bits, cipher->key_bits,
                                                       cipher->key_difference,
                                                       result->total.value));
}

static LabFinding *
estimate (LabInstrumentJob *job)
{
  static const char *const columns[] = { "surprise", NULL };
  NcAuditHiddenOptions options = nc_audit_hidden_get_options (job->quick);
  g_autoptr (NcAuditHidden) hidden = nc_audit_hidden_new (job->cipher, (NcAuditHiddenFrom) job->nth,
                                                          &options, job->seed, job->kernels);
  const NcAuditHiddenResult *result = nc_audit_hidden_get_result (hidden);
  LabFinding *part;
  double *surprise;

  do
    if (!nc_audit_progress_report (&job->progress, nc_audit_hidden_get_progress (hidden)))
      return NULL;
  while (nc_audit_hidden_step (hidden));
  part = lab_finding_new (LAB_INSTRUMENT_HIDDEN_BITS);
  add_lines (part, job, result);
  surprise = lab_finding_add_table (part, "surprise", result->n_bits, columns);
  for (guint bit = 0; bit < result->n_bits; bit++)
    surprise[bit] = result->of_bits[bit];
  return part;
}

static void
combine (LabFinding *finding, LabFinding *const parts[])
{
  static const char *const columns[] = { "bit", "eve", "bob", NULL };
  double *values = NULL;

  for (guint nth = 0; nth <= NC_AUDIT_HIDDEN_FROM_BOB; nth++)
    {
      const LabFindingTable *surprise;

      if (parts[nth] == NULL)
        continue;
      lab_instrument_copy_numbers (finding, parts[nth]);
      surprise = lab_finding_get_table (parts[nth], "surprise");
      if (values == NULL)
        values = lab_finding_add_table (finding, "bits", surprise->n_rows, columns);
      for (guint bit = 0; bit < surprise->n_rows; bit++)
        {
          values[bit * 3] = bit;
          values[bit * 3 + 1 + nth] = surprise->values[bit];
        }
    }
}

static const LabInstrumentNumber numbers[] = {
  { "hidden-bits", LAB_RANGE_AMOUNT, LAB_UNIT_BITS, N_ ("hidden from Eve at most, H(P|C)") },
  { "undecided-bits", LAB_RANGE_AMOUNT, LAB_UNIT_BITS, N_ ("left open for Bob, H(P|C,K′)") },
  { "plaintext-bits", LAB_RANGE_COUNT, LAB_UNIT_BITS, N_ ("bits of a message, N") },
  { "shared-bits", LAB_RANGE_AMOUNT, LAB_UNIT_BITS, N_ ("what the two keys share, I(K;K′)") },
  { "limit-bits", LAB_RANGE_AMOUNT, LAB_UNIT_BITS,
    N_ ("most that can stay hidden if Bob reads this well, I(K;K′) + H(P|C,K′)") },
  { "commitment-bits", LAB_RANGE_COUNT, LAB_UNIT_BITS, N_ ("what a fuzzy commitment would hide") },
  { 0 },
};

static const LabInstrumentTable tables[] = {
  { "bits", "bit,eve,bob" },
  { 0 },
};

static LabLight
judge (LabFinding *finding, const LabAuditFacts *facts)
{
  const NcAuditInterval *hidden = lab_finding_get_number (finding, "hidden-bits");
  guint n_bits = facts->plaintext_bits;
  double slack = fmax (LAB_AUDIT_LEAKING_BITS, LAB_AUDIT_LEAKING_SHARE * n_bits);

  if (hidden == NULL || isnan (hidden->value) || isnan (hidden->high))
    return LAB_LIGHT_NONE;
  if (hidden->high < n_bits - slack)
    return LAB_LIGHT_BROKEN;
  return hidden->value + LAB_AUDIT_LUCK * (hidden->high - hidden->value) < n_bits
             ? LAB_LIGHT_WEAK
             : LAB_LIGHT_NOTHING;
}

/* What no cipher can do with such keys, and what a classical one achieves. */
static char *
say_limits (LabFinding *finding, const LabAuditFacts *facts)
{
  double limit = lab_finding_get_value (finding, "limit-bits");
  const NcAuditInterval *hidden = lab_finding_get_number (finding, "hidden-bits");
  guint n = facts->key_difference;
  guint commitment = lab_audit_get_count (finding, "commitment-bits");
  g_autofree char *sentence = NULL;
  g_autofree char *classical = NULL;

  if (n == 0 || isnan (limit) || limit > facts->plaintext_bits - 0.05)
    return g_strdup ("");
  sentence = base_number_sentence (
      g_dngettext (
          GETTEXT_PACKAGE,
          " With %u flipped bit, no cipher whose Bob reads this well can hide more than %.1f",
          " With %u flipped bits, no cipher whose Bob reads this well can hide more than %.1f", n),
      n, limit);
  if (hidden->low > limit)
    return g_strconcat (sentence, _ (", so she has not found everything there is to find."), NULL);
  if (commitment > 0)
    classical = g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "; a classical method, fuzzy commitment, hides %u bit",
                     "; a classical method, fuzzy commitment, hides %u bits", commitment),
        commitment);
  return g_strconcat (sentence, classical, ".", NULL);
}

static char *
say (LabFinding *finding, const LabAuditFacts *facts)
{
  const NcAuditInterval *hidden = lab_finding_get_number (finding, "hidden-bits");
  guint n_bits = facts->plaintext_bits;
  g_autofree char *sentence = NULL;
  g_autofree char *limits = NULL;
  const char *end = _ (" More training of this Eve can only lower the number.");
  double at_most;

  switch (judge (finding, facts))
    {
    case LAB_LIGHT_BROKEN:
    case LAB_LIGHT_WEAK:
      at_most = CLAMP (hidden->value, 0, n_bits);
      sentence
          = base_number_sentence (_ ("At most %.1f of %u bits are hidden: an eavesdropper knows "
                                     "the other %.1f, in one combination or another."),
                                  at_most, n_bits, n_bits - at_most);
      break;
    case LAB_LIGHT_NOTHING:
      sentence = g_strdup_printf (
          _ ("Allowing for chance, this Eve has no hold on any of the %u bits."), n_bits);
      end = _ (" That is no proof: an Eve who learns longer may get hold of some.");
      break;
    case LAB_LIGHT_NONE:
    default:
      return NULL;
    }
  limits = say_limits (finding, facts);
  return g_strconcat (sentence, limits, end, NULL);
}

const LabInstrumentKind lab_instrument_hidden_bits = {
  .name = "hidden-bits",
  .title = N_ ("Hidden bits"),
  .purpose = N_ ("Tells an Eve the message bit by bit and counts how surprised she is by each: "
                 "what does not surprise her was not hidden."),
  .numbers = numbers,
  .tables = tables,
  .deciding = "hidden-bits",
  .verdict = LAB_AUDIT_LEAKS_BITS,
  .n_jobs = 2,
  .get_cost = get_cost,
  .run = estimate,
  .combine = combine,
  .judge = judge,
  .say = say,
};
