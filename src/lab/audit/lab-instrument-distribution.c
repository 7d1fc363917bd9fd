/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Ciphertext distribution: how the ciphertext's numbers are distributed.
 *
 * linked-correlation: the largest in magnitude, missing if C is one number; linked-a, linked-b: of
 * which numbers; linked-p: its p-value, corrected for the number of pairs; balance-p: of the signs'
 * balance; worst-p, worst-output: of the least balanced number, corrected; constant: numbers that
 * never change; not-finite: how many were not. Matrix "histogram": numbers of C x 32 bins from -1
 * to 1, shares; matrix "correlation". Table "balance": a row for each number: mean, deviation,
 * share positive, low, high.
 */
#include "config.h"

#include "base/number.h"
#include "lab/audit/lab-instrument-private.h"

#include <glib/gi18n-lib.h>

#include "audit/nc-audit-distribution.h"
#include "lab/audit/lab-audit-verdict-private.h"

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
    return base_number_sentence (
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
