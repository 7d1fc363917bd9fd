/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the ciphertext looks like: how it changes with one flipped bit (avalanche), and how
 * its numbers are distributed.
 *
 * avalanche
 *   plaintext-signs, key-signs: mean share of signs that change with one bit, 0 … 1;
 *   plaintext-change, key-change: mean |change|, 0 … 2; unused-key-bits: those that change
 *   nothing. Matrices "change" and "signs": numbers of C x plaintext bits, then key bits.
 * distribution
 *   linked-correlation: the largest in magnitude, missing if C is one number; linked-a,
 *   linked-b: of which numbers; linked-p: its p-value, corrected for the number of couples;
 *   balance-p: of the signs' balance; worst-p, worst-output: of the least balanced number,
 *   corrected; constant: numbers that never change; not-finite: how many were not.
 *   Matrix "histogram": numbers of C x 32 bins from -1 to 1, shares; matrix "correlation".
 *   Table "balance": a row for each number: mean, deviation, share positive, low, high.
 */
#include "config.h"

#include "lab/audit/lab-instrument-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "audit/nc-audit-avalanche.h"
#include "audit/nc-audit-distribution.h"
#include "lab/audit/lab-audit-verdict-private.h"

static double
get_avalanche_cost (guint n_bits, gboolean quick, guint nth)
{
  return 0.01 * pow (n_bits / 16.0, 2.2);
}

static double
get_mean_change (const NcAuditAvalanche *avalanche, guint first, guint n)
{
  double sum = 0;

  for (guint output = 0; output < avalanche->n_outputs; output++)
    for (guint input = first; input < first + n; input++)
      sum += nc_audit_avalanche_get_change (avalanche, output, input).value;
  return sum / n / avalanche->n_outputs;
}

static guint
count_unused_key_bits (const NcAuditAvalanche *avalanche)
{
  guint n_unused = 0;

  for (guint input = avalanche->plaintext_bits; input < avalanche->n_inputs; input++)
    {
      gboolean is_used = FALSE;

      for (guint output = 0; output < avalanche->n_outputs; output++)
        is_used |= avalanche->sums[(gsize) output * avalanche->n_inputs + input] > 0;
      n_unused += !is_used;
    }
  return n_unused;
}

static LabFinding *
make_avalanche (const NcAuditAvalanche *avalanche)
{
  LabFinding *finding = lab_finding_new (LAB_INSTRUMENT_AVALANCHE);
  guint plaintext = avalanche->plaintext_bits, key = avalanche->key_bits;
  guint n_inputs = avalanche->n_inputs;
  double *change, *signs;

  lab_finding_add_figure (finding, "plaintext-signs",
                          nc_audit_avalanche_get_mean (avalanche, 0, plaintext));
  lab_finding_add_figure (finding, "key-signs",
                          nc_audit_avalanche_get_mean (avalanche, plaintext, key));
  lab_finding_add_figure (finding, "plaintext-change", get_mean_change (avalanche, 0, plaintext));
  lab_finding_add_figure (finding, "key-change", get_mean_change (avalanche, plaintext, key));
  lab_finding_add_figure (finding, "unused-key-bits", count_unused_key_bits (avalanche));
  change = lab_finding_add_matrix (finding, "change", avalanche->n_outputs, n_inputs);
  signs = lab_finding_add_matrix (finding, "signs", avalanche->n_outputs, n_inputs);
  for (guint output = 0; output < avalanche->n_outputs; output++)
    for (guint input = 0; input < n_inputs; input++)
      {
        gsize at = (gsize) output * n_inputs + input;

        change[at] = nc_audit_avalanche_get_change (avalanche, output, input).value;
        signs[at] = nc_audit_avalanche_get_reversed (avalanche, output, input).value;
      }
  return finding;
}

static LabFinding *
measure_avalanche (LabInstrumentJob *job)
{
  LabFinding *finding = NULL;
  NcAuditAvalanche avalanche;

  if (nc_audit_avalanche_measure (job->cipher, job->kernels, job->seed, NC_AUDIT_AVALANCHE_MESSAGES,
                                  &job->progress, &avalanche))
    finding = make_avalanche (&avalanche);
  nc_audit_avalanche_clear (&avalanche);
  return finding;
}

static const LabInstrumentNumber avalanche_numbers[] = {
  { "plaintext-signs", LAB_RANGE_SHARE, LAB_UNIT_SHARE,
    N_ ("signs flipped by one bit of the message") },
  { "key-signs", LAB_RANGE_SHARE, LAB_UNIT_SHARE, N_ ("signs flipped by one bit of the key") },
  { "plaintext-change", LAB_RANGE_AMOUNT, LAB_UNIT_PLAIN,
    N_ ("mean change of a number by one bit of the message") },
  { "key-change", LAB_RANGE_AMOUNT, LAB_UNIT_PLAIN,
    N_ ("mean change of a number by one bit of the key") },
  { "unused-key-bits", LAB_RANGE_COUNT, LAB_UNIT_COUNT, N_ ("key bits that change nothing") },
  { 0 },
};

static const LabInstrumentTable avalanche_tables[] = {
  { "change", "#" },
  { "signs", "#" },
  { 0 },
};

/* Judges only key bits that do nothing or hardly anything; otherwise it just describes. */
static LabLight
judge_avalanche (LabFinding *finding, const LabAuditFacts *facts)
{
  double plaintext = lab_finding_get_value (finding, "plaintext-change");
  double key = lab_finding_get_value (finding, "key-change");

  if (lab_finding_get_value (finding, "unused-key-bits") > 0)
    return LAB_LIGHT_BROKEN;
  return key < LAB_AUDIT_FAINT_KEY * plaintext ? LAB_LIGHT_WEAK : LAB_LIGHT_NONE;
}

static char *
say_avalanche (LabFinding *finding, const LabAuditFacts *facts)
{
  guint unused = lab_audit_get_count (finding, "unused-key-bits");
  g_autofree char *of_plaintext = NULL, *of_key = NULL;

  if (unused > 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                         "%u of the %u bits of the key never changes the "
                                         "ciphertext: it is not used to encrypt.",
                                         "%u of the %u bits of the key never change the "
                                         "ciphertext: they are not used to encrypt.",
                                         unused),
                            unused, facts->key_bits);
  of_plaintext = lab_audit_format_share (lab_finding_get_value (finding, "plaintext-signs"));
  of_key = lab_audit_format_share (lab_finding_get_value (finding, "key-signs"));
  if (lab_finding_get_light (finding, facts) == LAB_LIGHT_WEAK)
    return g_strdup_printf (_ ("One bit of the key hardly moves the ciphertext: it changes %s of "
                               "the signs, one bit of the message %s."),
                            of_key, of_plaintext);
  return g_strdup_printf (_ ("One bit of the message changes %s of the ciphertext’s signs, one of "
                             "the key %s; a block cipher in use today changes 50%%, a one-time pad "
                             "a single one."),
                          of_plaintext, of_key);
}

const LabInstrumentKind lab_instrument_avalanche = {
  .name = "avalanche",
  .title = N_ ("Avalanche"),
  .purpose = N_ ("Flips one bit of the message or of the key and looks at how much of the "
                 "ciphertext changes."),
  .numbers = avalanche_numbers,
  .tables = avalanche_tables,
  .deciding = "plaintext-signs",
  .n_jobs = 1,
  .get_cost = get_avalanche_cost,
  .run = measure_avalanche,
  .judge = judge_avalanche,
  .say = say_avalanche,
};

static double
get_distribution_cost (guint n_bits, gboolean quick, guint nth)
{
  return 0.004 * n_bits / 16;
}

static void
add_figures (LabFinding *finding, const NcAuditDistribution *distribution)
{
  guint a = distribution->linked_outputs[0], b = distribution->linked_outputs[1];

  if (a != b)
    lab_finding_add_number (finding, "linked-correlation",
                            nc_audit_distribution_get_correlation (distribution, a, b));
  lab_finding_add_figure (finding, "balance-p", distribution->chi_square_p);
  lab_finding_add_figure (finding, "worst-p", distribution->worst_p);
  lab_finding_add_figure (finding, "worst-output", distribution->worst_output);
  lab_finding_add_figure (finding, "linked-p", distribution->linked_p);
  lab_finding_add_figure (finding, "linked-a", a);
  lab_finding_add_figure (finding, "linked-b", b);
  lab_finding_add_figure (finding, "constant", distribution->n_constant);
  lab_finding_add_figure (finding, "not-finite", (double) distribution->n_not_finite);
}

static LabFinding *
make_distribution (const NcAuditDistribution *distribution)
{
  static const char *const columns[]
      = { "output", "mean", "deviation", "positive", "low", "high", NULL };
  LabFinding *finding = lab_finding_new (LAB_INSTRUMENT_DISTRIBUTION);
  guint n = distribution->n_outputs;
  double *to;

  add_figures (finding, distribution);
  to = lab_finding_add_matrix (finding, "histogram", n, NC_AUDIT_DISTRIBUTION_BINS);
  for (gsize i = 0; i < (gsize) n * NC_AUDIT_DISTRIBUTION_BINS; i++)
    to[i] = (double) distribution->histogram[i] / (double) distribution->n_messages;
  to = lab_finding_add_matrix (finding, "correlation", n, n);
  for (gsize i = 0; i < (gsize) n * n; i++)
    to[i] = distribution->correlation[i];
  to = lab_finding_add_table (finding, "balance", n, columns);
  for (guint output = 0; output < n; output++, to += G_N_ELEMENTS (columns) - 1)
    {
      NcAuditInterval balance = nc_audit_distribution_get_balance (distribution, output);

      to[0] = output;
      to[1] = distribution->mean[output];
      to[2] = distribution->deviation[output];
      lab_instrument_write_interval (to + 3, &balance);
    }
  return finding;
}

static LabFinding *
measure_distribution (LabInstrumentJob *job)
{
  NcAuditDistribution distribution;
  LabFinding *finding = NULL;

  if (nc_audit_distribution_measure (job->cipher, job->kernels, job->seed,
                                     NC_AUDIT_DISTRIBUTION_MESSAGES, &job->progress, &distribution))
    finding = make_distribution (&distribution);
  nc_audit_distribution_clear (&distribution);
  return finding;
}

static const LabInstrumentNumber distribution_numbers[] = {
  { "linked-correlation", LAB_RANGE_SIGNED, LAB_UNIT_PLAIN,
    N_ ("strongest correlation of two numbers") },
  { "balance-p", LAB_RANGE_AMOUNT, LAB_UNIT_PLAIN,
    N_ ("probability of such uneven signs by chance, all together") },
  { "worst-p", LAB_RANGE_AMOUNT, LAB_UNIT_PLAIN,
    N_ ("probability of such uneven signs by chance, the worst number") },
  { "linked-p", LAB_RANGE_AMOUNT, LAB_UNIT_PLAIN,
    N_ ("probability of such a correlation by chance") },
  { "worst-output", LAB_RANGE_COUNT, LAB_UNIT_INDEX, N_ ("the most uneven number") },
  { "linked-a", LAB_RANGE_COUNT, LAB_UNIT_INDEX, N_ ("most strongly linked: one number") },
  { "linked-b", LAB_RANGE_COUNT, LAB_UNIT_INDEX, N_ ("most strongly linked: the other") },
  { "constant", LAB_RANGE_COUNT, LAB_UNIT_COUNT, N_ ("numbers that never change") },
  { "not-finite", LAB_RANGE_COUNT, LAB_UNIT_COUNT, N_ ("values that are not numbers") },
  { 0 },
};

static const LabInstrumentTable distribution_tables[] = {
  { "histogram", "#" },
  { "correlation", "##" },
  { "balance", "output,mean,deviation,positive,low,high" },
  { 0 },
};

/* What looks odd to one who knows no message. */
static gboolean
is_unbalanced (LabFinding *finding)
{
  return lab_finding_get_value (finding, "worst-p") < LAB_AUDIT_UNEVEN_P;
}

static gboolean
is_linked (LabFinding *finding)
{
  return lab_finding_get_value (finding, "linked-p") < LAB_AUDIT_UNEVEN_P;
}

/* No light: an even ciphertext proves nothing. */
static LabLight
judge_distribution (LabFinding *finding, const LabAuditFacts *facts)
{
  return lab_finding_get_value (finding, "constant") > 0 || is_unbalanced (finding)
                 || is_linked (finding)
             ? LAB_LIGHT_WEAK
             : LAB_LIGHT_NONE;
}

static char *
say_distribution (LabFinding *finding, const LabAuditFacts *facts)
{
  guint constant = lab_audit_get_count (finding, "constant");
  guint worst = lab_audit_get_count (finding, "worst-output");
  g_autofree char *positive = NULL;

  if (constant > 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                         "%u number of the ciphertext never changes: it carries "
                                         "nothing.",
                                         "%u numbers of the ciphertext never change: they carry "
                                         "nothing.",
                                         constant),
                            constant);
  if (is_unbalanced (finding))
    {
      positive
          = lab_audit_format_share (lab_audit_get_cell (finding, "balance", worst, "positive"));
      return g_strdup_printf (
          _ ("The ciphertext is uneven: its number %u is positive in %s of the messages (even: "
             "50%%). It can be told from noise, but that alone reads no message."),
          worst + 1, positive);
    }
  if (is_linked (finding))
    return g_strdup_printf (
        _ ("Numbers %u and %u of the ciphertext are linked (correlation %.2f; none would be 0). It "
           "can be told from noise, but that alone reads no message."),
        lab_audit_get_count (finding, "linked-a") + 1,
        lab_audit_get_count (finding, "linked-b") + 1,
        lab_finding_get_value (finding, "linked-correlation"));
  return g_strdup (_ ("The ciphertext looks even, and no two of its numbers are linked. That "
                      "proves nothing: a random message in the clear looks just as even."));
}

const LabInstrumentKind lab_instrument_distribution = {
  .name = "distribution",
  .title = N_ ("Ciphertext distribution"),
  .purpose = N_ ("Looks at ciphertexts alone, as someone who knows no message sees them, and asks "
                 "whether they look even."),
  .numbers = distribution_numbers,
  .tables = distribution_tables,
  .deciding = "worst-p",
  .n_jobs = 1,
  .get_cost = get_distribution_cost,
  .run = measure_distribution,
  .judge = judge_distribution,
  .say = say_distribution,
};
