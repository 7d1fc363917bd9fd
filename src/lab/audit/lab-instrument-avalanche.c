/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Avalanche: how the ciphertext changes with one flipped bit.
 *
 * plaintext-signs, key-signs: mean share of signs that change with one bit, 0 … 1;
 * plaintext-change, key-change: mean |change|, 0 … 2; unused-key-bits: those that change nothing.
 * Matrices "change" and "signs": numbers of C x plaintext bits, then key bits.
 */
#include "config.h"

#include "lab/audit/lab-instrument-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "audit/nc-audit-avalanche.h"
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
