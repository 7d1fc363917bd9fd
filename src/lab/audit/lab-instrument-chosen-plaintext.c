/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Chosen plaintext.
 *
 * chosen-plaintext
 *   advantage: -1 … 1, of the best couple on fresh messages, 0 for a coin; couples: tried;
 *   best-couple: which row. Table "couples": kind (0 opposite, 1 single bit, 2 random), bit
 *   (for a single bit, else NAN), quadratic (1 if that discriminant was better, else 0),
 *   advantage with low and high on the messages used for choosing.
 */
#include "config.h"

#include "lab/audit/lab-instrument-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "audit/nc-audit-chosen.h"
#include "lab/audit/lab-audit-verdict-private.h"

static double
get_cost (guint n_bits, gboolean quick, guint nth)
{
  return 0.06 * n_bits / 16 * n_bits / 16;
}

static LabFinding *
choose (LabInstrumentJob *job)
{
  static const char *const columns[]
      = { "kind", "bit", "quadratic", "advantage", "low", "high", NULL };
  NcAuditChosen chosen;
  LabFinding *finding;
  double *row;

  if (!nc_audit_chosen_run (job->cipher, job->kernels, job->seed, NC_AUDIT_CHOSEN_MESSAGES,
                            NC_AUDIT_CHOSEN_MEASURED, &job->progress, &chosen))
    return NULL;
  finding = lab_finding_new (LAB_INSTRUMENT_CHOSEN_PLAINTEXT);
  lab_finding_add_number (finding, "advantage", chosen.advantage);
  lab_finding_add_figure (finding, "couples", chosen.n_couples);
  lab_finding_add_figure (finding, "best-couple", chosen.best);
  row = lab_finding_add_table (finding, "couples", chosen.n_couples, columns);
  for (guint i = 0; i < chosen.n_couples; i++, row += G_N_ELEMENTS (columns) - 1)
    {
      const NcAuditCouple *couple = &chosen.couples[i];

      row[0] = couple->kind;
      if (couple->kind == NC_AUDIT_COUPLE_SINGLE_BIT)
        row[1] = couple->bit;
      row[2] = couple->quadratic ? 1 : 0;
      lab_instrument_write_interval (row + 3, &couple->chosen);
    }
  return finding;
}

static const LabInstrumentNumber numbers[] = {
  { "advantage", LAB_RANGE_SIGNED, LAB_UNIT_PLAIN,
    N_ ("advantage over guessing of the best pair of messages, measured again") },
  { "couples", LAB_RANGE_COUNT, LAB_UNIT_COUNT, N_ ("pairs of messages tried") },
  { "best-couple", LAB_RANGE_COUNT, LAB_UNIT_INDEX, N_ ("number of the best pair of messages") },
  { 0 },
};

static const LabInstrumentTable tables[] = {
  { "couples", "kind,bit,quadratic,advantage,low,high" },
  { 0 },
};

static LabLight
judge (LabFinding *finding, const LabAuditFacts *facts)
{
  const NcAuditInterval *advantage = lab_finding_get_number (finding, "advantage");

  if (advantage == NULL || isnan (advantage->value) || isnan (advantage->low))
    return LAB_LIGHT_NONE;
  if (advantage->low > LAB_AUDIT_OPEN_ADVANTAGE)
    return LAB_LIGHT_BROKEN;
  return advantage->value - LAB_AUDIT_LUCK * (advantage->value - advantage->low) > 0
             ? LAB_LIGHT_WEAK
             : LAB_LIGHT_NOTHING;
}

static char *
say (LabFinding *finding, const LabAuditFacts *facts)
{
  g_autofree char *right
      = lab_audit_format_share ((1 + lab_finding_get_value (finding, "advantage")) / 2);

  switch (judge (finding, facts))
    {
    case LAB_LIGHT_BROKEN:
      return g_strdup_printf (
          _ ("Of two messages that Eve picked herself, she can tell which was encrypted in %s of "
             "the cases (guessing: 50%%): the ciphertext gives away what it should hide."),
          right);
    case LAB_LIGHT_WEAK:
      return g_strdup_printf (
          _ ("Of two messages that Eve picked herself, she can tell which was encrypted in %s of "
             "the cases (guessing: 50%%): little, but more than chance explains."),
          right);
    case LAB_LIGHT_NOTHING:
      return g_strdup_printf (
          _ ("Of two messages that Eve picked herself, she can tell which was encrypted in %s of "
             "the cases, no better than guessing (50%%) allowing for chance."),
          right);
    case LAB_LIGHT_NONE:
    default:
      return NULL;
    }
}

const LabInstrumentKind lab_instrument_chosen_plaintext = {
  .name = "chosen-plaintext",
  .title = N_ ("Chosen plaintext"),
  .purpose = N_ ("Lets Eve pick two messages, encrypts one of them under a new key, and asks her "
                 "which it was."),
  .numbers = numbers,
  .tables = tables,
  .deciding = "advantage",
  .verdict = LAB_AUDIT_OPEN_TO_CHOICE,
  .n_jobs = 1,
  .get_cost = get_cost,
  .run = choose,
  .judge = judge,
  .say = say,
};
