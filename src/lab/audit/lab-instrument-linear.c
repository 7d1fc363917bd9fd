/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Linear Eve: what least squares read.
 *
 * linear-eve, shares 0 … 1
 *   numbers-, signs-, products-bit-error: from C, from sign (C), from C with its products
 *   of two (missing where the ciphertext is too long); bit-error: the least of them.
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

static LabLight
judge (LabFinding *finding, const LabAuditFacts *facts)
{
  return lab_audit_judge_error (lab_finding_get_number (finding, "bit-error"));
}

const LabInstrumentKind lab_instrument_linear = {
  .name = "linear-eve",
  .title = N_ ("Linear Eve"),
  .purpose = N_ ("Looks for a simple sum of the ciphertext’s numbers that tells a bit of the "
                 "message: what it reads, anyone can read."),
  .numbers = numbers,
  .tables = tables,
  .n_jobs = 1,
  .get_cost = get_cost,
  .run = fit,
  .judge = judge,
  .say = lab_audit_say_linear,
};
