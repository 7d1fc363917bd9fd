/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Fresh Eves: five of each of three sizes, one job per size, shown while they learn.
 *
 * fresh-eves, shares 0 … 1
 *   abadi-, paper-, wide-bit-error and -whole-messages: of the best of each size, missing
 *   until that size is done; bit-error, whole-messages: those of the size with the lowest
 *   bit error; best-kind: which (0 abadi, 1 paper, 2 wide); eves: per size.
 *   Tables "abadi-curves", "paper-curves", "wide-curves": a row for each point so far;
 *   step: the number of steps at its end; eve-1 …: the bit error while learning.
 */
#include "config.h"

#include "lab/audit/lab-instrument-private.h"

#include <glib/gi18n-lib.h>

#include "audit/nc-audit-fresh.h"
#include "lab/audit/lab-audit-verdict-private.h"

/* How often the curves of learning Eves are published, microseconds. */
#define PUBLISH_INTERVAL (G_USEC_PER_SEC / 10)

#define N_KINDS 3

/* In the order of the jobs and of best-kind. */
static const struct
{
  NcAuditFreshKind kind;
  const char *bit_error;
  const char *whole;
  const char *curves;
} kinds[N_KINDS] = {
  { NC_AUDIT_FRESH_ABADI, "abadi-bit-error", "abadi-whole-messages", "abadi-curves" },
  { NC_AUDIT_FRESH_PAPER, "paper-bit-error", "paper-whole-messages", "paper-curves" },
  { NC_AUDIT_FRESH_WIDE, "wide-bit-error", "wide-whole-messages", "wide-curves" },
};

static double
get_cost (guint n_bits, gboolean quick, guint nth)
{
  static const double seconds[N_KINDS][2] = { { 4.6, 0.28 }, { 6.9, 0.42 }, { 16, 1.85 } };
  double x = n_bits / 16.0;

  if (kinds[nth].kind == NC_AUDIT_FRESH_WIDE)
    return seconds[nth][quick] * (0.45 + 0.2 * x + 0.35 * lab_instrument_get_features (n_bits));
  return seconds[nth][quick] * (0.7 * x + 0.3 * x * x);
}

static void
add_curves (LabFinding *part,
            guint nth,
            const NcAuditFreshOptions *options,
            const NcAuditFreshResult *result)
{
  g_auto (GStrv) columns = g_new0 (char *, options->n_eves + 2);
  guint n_rows = 0;
  double *row;

  columns[0] = g_strdup ("step");
  for (guint eve = 0; eve < options->n_eves; eve++)
    {
      columns[1 + eve] = g_strdup_printf ("eve-%u", eve + 1);
      n_rows = MAX (n_rows, result->n_points_done[eve]);
    }
  row = lab_finding_add_table (part, kinds[nth].curves, n_rows, (const char *const *) columns);
  for (guint point = 0; point < n_rows; point++, row += options->n_eves + 1)
    {
      row[0] = (double) ((guint64) (point + 1) * options->training.n_steps / result->n_points);
      for (guint eve = 0; eve < options->n_eves; eve++)
        if (point < result->n_points_done[eve])
          row[1 + eve] = result->series[(gsize) eve * result->n_points + point].bit_error;
    }
}

static LabFinding *
make_part (guint nth,
           const NcAuditFreshOptions *options,
           const NcAuditFreshResult *result,
           gboolean is_done)
{
  LabFinding *part = lab_finding_new (LAB_INSTRUMENT_FRESH_EVES);

  if (is_done)
    {
      lab_finding_add_number (part, kinds[nth].bit_error, result->bit_error);
      lab_finding_add_number (part, kinds[nth].whole, result->whole);
    }
  add_curves (part, nth, options, result);
  return part;
}

static void
publish (LabInstrumentJob *job,
         const NcAuditFreshOptions *options,
         const NcAuditFreshResult *result,
         gint64 *due)
{
  gint64 now = g_get_monotonic_time ();
  g_autoptr (LabFinding) part = NULL;

  if (job->publish == NULL || now < *due)
    return;
  part = make_part (job->nth, options, result, FALSE);
  job->publish (job->publish_data, part);
  *due = now + PUBLISH_INTERVAL;
}

static LabFinding *
train (LabInstrumentJob *job)
{
  NcAuditFreshKind kind = kinds[job->nth].kind;
  NcAuditFreshOptions options = nc_audit_fresh_get_options (kind, job->quick);
  g_autoptr (NcAuditFresh) fresh
      = nc_audit_fresh_new (job->cipher, kind, &options, job->seed, job->kernels);
  const NcAuditFreshResult *result = nc_audit_fresh_get_result (fresh);
  gint64 due = 0;

  do
    {
      if (!nc_audit_progress_report (&job->progress, nc_audit_fresh_get_progress (fresh)))
        return NULL;
      publish (job, &options, result, &due);
    }
  while (nc_audit_fresh_step (fresh));
  return make_part (job->nth, &options, result, TRUE);
}

static void
copy_curves (LabFinding *finding, LabFinding *part, guint nth)
{
  const LabFindingTable *table = lab_finding_get_table (part, kinds[nth].curves);
  double *values = lab_finding_add_table (finding, table->name, table->n_rows,
                                          (const char *const *) table->columns);

  for (gsize i = 0; i < (gsize) table->n_rows * table->n_columns; i++)
    values[i] = table->values[i];
}

static void
combine (LabFinding *finding, LabFinding *const parts[])
{
  guint best = N_KINDS, n_eves = 0;

  for (guint nth = 0; nth < N_KINDS; nth++)
    {
      if (parts[nth] == NULL)
        continue;
      lab_instrument_copy_numbers (finding, parts[nth]);
      copy_curves (finding, parts[nth], nth);
      n_eves = lab_finding_get_table (parts[nth], kinds[nth].curves)->n_columns - 1;
      if (lab_finding_get_number (parts[nth], kinds[nth].bit_error) != NULL
          && (best == N_KINDS
              || lab_finding_get_value (parts[nth], kinds[nth].bit_error)
                     < lab_finding_get_value (finding, kinds[best].bit_error)))
        best = nth;
    }
  lab_finding_add_figure (finding, "eves", n_eves);
  if (best == N_KINDS)
    return;
  lab_finding_add_number (finding, "bit-error",
                          *lab_finding_get_number (finding, kinds[best].bit_error));
  lab_finding_add_number (finding, "whole-messages",
                          *lab_finding_get_number (finding, kinds[best].whole));
  lab_finding_add_figure (finding, "best-kind", best);
}

static const LabInstrumentNumber numbers[] = {
  { "bit-error", LAB_RANGE_SHARE, LAB_UNIT_SHARE, N_ ("bit error of the best Eve of all") },
  { "whole-messages", LAB_RANGE_SHARE, LAB_UNIT_SHARE,
    N_ ("messages that the best Eve of all reads in full") },
  { "abadi-bit-error", LAB_RANGE_SHARE, LAB_UNIT_SHARE,
    N_ ("bit error of the best Eve built like Abadi and Andersen’s") },
  { "abadi-whole-messages", LAB_RANGE_SHARE, LAB_UNIT_SHARE,
    N_ ("messages that Eve reads in full, like Abadi and Andersen’s") },
  { "paper-bit-error", LAB_RANGE_SHARE, LAB_UNIT_SHARE,
    N_ ("bit error of the best Eve built like the paper’s") },
  { "paper-whole-messages", LAB_RANGE_SHARE, LAB_UNIT_SHARE,
    N_ ("messages that Eve reads in full, like the paper’s") },
  { "wide-bit-error", LAB_RANGE_SHARE, LAB_UNIT_SHARE,
    N_ ("bit error of the best wide Eve of dense layers") },
  { "wide-whole-messages", LAB_RANGE_SHARE, LAB_UNIT_SHARE,
    N_ ("messages that Eve reads in full, wide") },
  { "eves", LAB_RANGE_COUNT, LAB_UNIT_COUNT, N_ ("Eves trained per kind") },
  { "best-kind", LAB_RANGE_COUNT, LAB_UNIT_EVES, N_ ("kind of the best Eve") },
  { 0 },
};

static const LabInstrumentTable tables[] = {
  { "abadi-curves", "step,*" },
  { "paper-curves", "step,*" },
  { "wide-curves", "step,*" },
  { 0 },
};

static char *
say (LabFinding *finding, const LabAuditFacts *facts)
{
  g_autofree char *read = lab_audit_format_share (1 - lab_finding_get_value (finding, "bit-error"));
  g_autofree char *whole
      = lab_audit_format_share (lab_finding_get_value (finding, "whole-messages"));
  LabLight light = lab_audit_judge_deciding (finding, facts);
  guint n_kinds = 0, n;

  for (guint i = 0; i < N_KINDS; i++)
    n_kinds += lab_finding_get_number (finding, kinds[i].bit_error) != NULL;
  n = MAX (1, n_kinds) * MAX (1, lab_audit_get_count (finding, "eves"));
  switch (light)
    {
    case LAB_LIGHT_BROKEN:
      return g_strdup_printf (
          g_dngettext (GETTEXT_PACKAGE,
                       "%u fresh Eve, trained on the finished pair, reads %s of the bits "
                       "(guessing: 50%%) and %s of the messages in full: anyone who listens and "
                       "trains a network can read along without the key.",
                       "The best of %u fresh Eves reads %s of the bits (guessing: 50%%) and %s of "
                       "the messages in full: anyone who listens and trains a network can read "
                       "along without the key.",
                       n),
          n, read, whole);
    case LAB_LIGHT_WEAK:
      return g_strdup_printf (
          g_dngettext (GETTEXT_PACKAGE,
                       "%u fresh Eve reads %s of the bits (guessing: 50%%): little, but more than "
                       "chance explains.",
                       "The best of %u fresh Eves reads %s of the bits (guessing: 50%%): little, "
                       "but more than chance explains.",
                       n),
          n, read);
    case LAB_LIGHT_NOTHING:
      return g_strdup_printf (
          g_dngettext (
              GETTEXT_PACKAGE,
              "%u fresh Eve reads %s of the bits, no better than guessing (50%%) allowing for "
              "chance: she found no way in, which does not prove that there is none.",
              "The best of %u fresh Eves reads %s of the bits, no better than guessing (50%%) "
              "allowing for chance: they found no way in, which does not prove that there is none.",
              n),
          n, read);
    case LAB_LIGHT_NONE:
    default:
      return NULL;
    }
}

const LabInstrumentKind lab_instrument_fresh_eves = {
  .name = "fresh-eves",
  .title = N_ ("Fresh Eves"),
  .purpose = N_ ("Trains new listeners against the finished pair, which can no longer dodge them, "
                 "and keeps the one that reads best."),
  .numbers = numbers,
  .tables = tables,
  .deciding = "bit-error",
  .verdict = LAB_AUDIT_OPEN_TO_EVE,
  .n_jobs = N_KINDS,
  .get_cost = get_cost,
  .run = train,
  .combine = combine,
  .judge = lab_audit_judge_deciding,
  .say = say,
};
