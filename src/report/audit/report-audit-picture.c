/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which pictures an instrument has, for one audit and for two compared. Does not know what they
 * contain.
 */
#include "report/audit/report-audit-picture.h"

#include "lab/audit/lab-instrument.h"
#include "plot/picture/plot-row.h"
#include "report/audit/report-audit-picture-part.h"

#define MOST_PICTURES 2

typedef struct
{
  ReportAuditDraw draw;
  gboolean shares; /* two audits can share one picture */
} Kind;

static const Kind kinds[LAB_N_INSTRUMENTS][MOST_PICTURES] = {
  [LAB_INSTRUMENT_TOLERANCE]
  = { { report_audit_draw_tolerance_error, TRUE }, { report_audit_draw_tolerance_loss, TRUE } },
  [LAB_INSTRUMENT_FRESH_EVES] = { { report_audit_draw_fresh_eves, FALSE } },
  [LAB_INSTRUMENT_LINEAR] = { { report_audit_draw_linear, FALSE } },
  [LAB_INSTRUMENT_PARITIES]
  = { { report_audit_draw_pairs, FALSE }, { report_audit_draw_triples, FALSE } },
  [LAB_INSTRUMENT_HIDDEN_BITS]
  = { { report_audit_draw_hidden, TRUE }, { report_audit_draw_surprise, FALSE } },
  [LAB_INSTRUMENT_CHOSEN_PLAINTEXT] = { { report_audit_draw_chosen, FALSE } },
  [LAB_INSTRUMENT_KEY_SEARCH] = { { report_audit_draw_search, FALSE } },
  [LAB_INSTRUMENT_AVALANCHE]
  = { { report_audit_draw_change, FALSE }, { report_audit_draw_signs, FALSE } },
  [LAB_INSTRUMENT_DISTRIBUTION]
  = { { report_audit_draw_histogram, FALSE }, { report_audit_draw_correlation, FALSE } },
  [LAB_INSTRUMENT_CHANNEL] = { { report_audit_draw_channel, TRUE } },
};

/* (nullable): an instrument without its own pictures uses the one in its descriptor. */
static const Kind *
find_kind (LabInstrument instrument, guint nth)
{
  static const Kind described = { report_audit_draw_described, FALSE };

  if (nth < MOST_PICTURES && kinds[instrument][nth].draw != NULL)
    return &kinds[instrument][nth];
  return nth == 0 && lab_instrument_get_picture (instrument) != NULL ? &described : NULL;
}

guint
report_audit_get_n_pictures (LabFinding *finding, const LabAuditFacts *facts)
{
  g_return_val_if_fail (finding != NULL, 0);
  g_return_val_if_fail (facts != NULL, 0);

  guint n = 0;

  while (n < MOST_PICTURES)
    {
      g_autoptr (PlotPicture) picture = report_audit_picture_new (finding, facts, n);

      if (picture == NULL)
        break;
      n++;
    }
  return n;
}

PlotPicture *
report_audit_picture_new (LabFinding *finding, const LabAuditFacts *facts, guint nth)
{
  g_return_val_if_fail (finding != NULL, NULL);
  g_return_val_if_fail (facts != NULL, NULL);

  ReportAuditPart part = { .finding = finding, .facts = facts };
  const Kind *kind = find_kind (lab_finding_get_instrument (finding), nth);

  return kind != NULL ? kind->draw (&part, 1) : NULL;
}

/* (transfer full) A name for the @nth of two audits whose labels may be equal. */
static char *
name_audit (const LabAuditFacts *facts, const LabAuditFacts *other, guint nth)
{
  if (g_strcmp0 (facts->label, other->label) != 0)
    return g_strdup (facts->label);
  return g_strdup_printf ("%s (%u)", facts->label, nth + 1);
}

PlotPicture *
report_audit_picture_new_compared (LabFinding *a,
                                   const LabAuditFacts *facts_a,
                                   LabFinding *b,
                                   const LabAuditFacts *facts_b,
                                   guint nth)
{
  g_return_val_if_fail (a != NULL && b != NULL, NULL);
  g_return_val_if_fail (facts_a != NULL && facts_b != NULL, NULL);
  g_return_val_if_fail (lab_finding_get_instrument (a) == lab_finding_get_instrument (b), NULL);

  g_autofree char *label_a = name_audit (facts_a, facts_b, 0);
  g_autofree char *label_b = name_audit (facts_b, facts_a, 1);
  ReportAuditPart parts[] = { { a, facts_a, label_a, b }, { b, facts_b, label_b, a } };
  const Kind *kind;
  g_autoptr (PlotRow) row = NULL;
  guint n = 0;

  kind = find_kind (lab_finding_get_instrument (a), nth);
  if (kind == NULL)
    return NULL;
  if (kind->shares)
    return kind->draw (parts, 2);

  row = plot_row_new ();
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (PlotPicture) picture = kind->draw (&parts[i], 1);

      if (picture == NULL)
        continue;
      plot_row_add (row, picture);
      n++;
    }
  return n > 0 ? PLOT_PICTURE (g_steal_pointer (&row)) : NULL;
}
