/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Linear Eve: what a least-squares fit reads.
 *
 * linear-eve, shares 0 … 1
 *   numbers-, signs-, products-bit-error: from C, from sign (C), from C with its products
 *   of two (missing if the ciphertext is too long); bit-error: the lowest of them.
 *   Table "bits": a row for each plaintext bit, from 0, with each view's bit error.
 */
#include "config.h"

#include "lab/audit/lab-instrument-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "audit/nc-audit-linear.h"
#include "lab/audit/lab-audit-verdict-private.h"

static double
get_cost (guint n_bits, gboolean quick, guint nth)
{
  double features = lab_instrument_get_features (n_bits);

  return (quick ? 0.04 : 0.17) * (0.3 * n_bits / 16 + 0.7 * pow (features, 1.5));
}

static LabFinding *
make_finding (const NcAuditLinear *linear, guint n_bits)
{
  static const char *const names[NC_AUDIT_LINEAR_N_VIEWS]
      = { "numbers-bit-error", "signs-bit-error", "products-bit-error" };
  static const char *const columns[] = { "bit", "numbers", "signs", "products", NULL };
  LabFinding *finding = lab_finding_new (LAB_INSTRUMENT_LINEAR);
  double *values = lab_finding_add_table (finding, "bits", n_bits, columns);
  const NcAuditLinearResult *best = NULL;

  for (guint bit = 0; bit < n_bits; bit++)
    values[bit * (G_N_ELEMENTS (columns) - 1)] = bit;
  for (guint view = 0; view < NC_AUDIT_LINEAR_N_VIEWS; view++)
    {
      const NcAuditLinearResult *result = nc_audit_linear_get_result (linear, view);

      if (!result->done)
        continue;
      lab_finding_add_number (finding, names[view], result->bit_error);
      for (guint bit = 0; bit < n_bits; bit++)
        values[bit * (G_N_ELEMENTS (columns) - 1) + 1 + view] = result->of_bits[bit].value;
      if (best == NULL || result->bit_error.value < best->bit_error.value)
        best = result;
    }
  g_assert (best != NULL);
  lab_finding_add_number (finding, "bit-error", best->bit_error);
  return finding;
}

static LabFinding *
fit (LabInstrumentJob *job)
{
  NcAuditLinearOptions options = nc_audit_linear_get_options (job->quick);
  g_autoptr (NcAuditLinear) linear
      = nc_audit_linear_new (job->cipher, &options, job->seed, job->kernels);

  do
    if (!nc_audit_progress_report (&job->progress, nc_audit_linear_get_progress (linear)))
      return NULL;
  while (nc_audit_linear_step (linear));
  return make_finding (linear, job->cipher->plaintext_bits);
}

static const LabInstrumentNumber numbers[] = {
  { "bit-error", LAB_RANGE_SHARE, LAB_UNIT_SHARE, N_ ("the lowest of these") },
  { "numbers-bit-error", LAB_RANGE_SHARE, LAB_UNIT_SHARE,
    N_ ("bit error from the ciphertext’s numbers") },
  { "signs-bit-error", LAB_RANGE_SHARE, LAB_UNIT_SHARE, N_ ("bit error from their signs") },
  { "products-bit-error", LAB_RANGE_SHARE, LAB_UNIT_SHARE,
    N_ ("bit error from products of two of them") },
  { 0 },
};

static const LabInstrumentTable tables[] = {
  { "bits", "bit,numbers,signs,products" },
  { 0 },
};

/* What the best sum adds up. */
static const char *
get_view (LabFinding *finding)
{
  double least = lab_finding_get_value (finding, "bit-error");

  if (lab_finding_get_value (finding, "numbers-bit-error") <= least)
    return _ ("the ciphertext’s numbers");
  if (lab_finding_get_value (finding, "signs-bit-error") <= least)
    return _ ("the signs of the ciphertext’s numbers");
  return _ ("products of two of the ciphertext’s numbers");
}

static char *
say (LabFinding *finding, const LabAuditFacts *facts)
{
  g_autofree char *read = lab_audit_format_share (1 - lab_finding_get_value (finding, "bit-error"));

  switch (lab_audit_judge_deciding (finding, facts))
    {
    case LAB_LIGHT_BROKEN:
      /* Translators: the first %s is what is added up, such as “the ciphertext’s numbers”. */
      return g_strdup_printf (_ ("A simple sum of %s, found without any network, reads %s of the "
                                 "bits (guessing: 50%%): that much of the message lies open."),
                              get_view (finding), read);
    case LAB_LIGHT_WEAK:
      return g_strdup_printf (_ ("A simple sum of %s reads %s of the bits (guessing: 50%%): "
                                 "little, but more than chance explains."),
                              get_view (finding), read);
    case LAB_LIGHT_NOTHING:
      return g_strdup_printf (_ ("The best sum of the ciphertext’s numbers reads %s of the bits, "
                                 "no better than guessing (50%%) allowing for chance: the message "
                                 "is not hidden as simply as that, which says little."),
                              read);
    case LAB_LIGHT_NONE:
    default:
      return NULL;
    }
}

const LabInstrumentKind lab_instrument_linear = {
  .name = "linear-eve",
  .title = N_ ("Linear Eve"),
  .purpose = N_ ("Looks for a simple sum of the ciphertext’s numbers that tells a bit of the "
                 "message: what it reads, anyone can read."),
  .numbers = numbers,
  .tables = tables,
  .deciding = "bit-error",
  .verdict = LAB_AUDIT_OPEN_TO_EVE,
  .n_jobs = 1,
  .get_cost = get_cost,
  .run = fit,
  .judge = lab_audit_judge_deciding,
  .say = say,
};
