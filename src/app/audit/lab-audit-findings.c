/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the instruments have found: all lights at a glance, and below them a card for each.
 */
#include "config.h"

#include "app/audit/lab-audit-findings.h"

#include <glib/gi18n.h>

#include "app/audit/lab-audit-glance.h"
#include "app/widgets/lab-column-layout.h"

/* The minimum width of a column of cards, and the most columns. */
#define COLUMN 376
#define SPACING 12
#define N_COLUMNS 4

struct _LabAuditFindings
{
  GtkBox parent_instance;

  LabAuditGlance *glance;
  LabAuditCard *each[LAB_N_INSTRUMENTS];
  GtkWidget *cards;
  GtkBox *content;
  GtkScrolledWindow *scroller;
};

G_DEFINE_FINAL_TYPE (LabAuditFindings, lab_audit_findings, GTK_TYPE_BOX)

static LabCardStage
get_stage (LabAudit *audit, LabInstrument instrument, LabFinding *finding, double progress)
{
  LabAuditState state = lab_audit_get_state (audit);

  if (state == LAB_AUDIT_READY)
    return LAB_CARD_IDLE;
  if (state == LAB_AUDIT_FINISHED || state == LAB_AUDIT_STOPPED
      || !lab_audit_has_instrument (audit, instrument)
      || (finding != NULL && lab_finding_is_complete (finding)))
    return LAB_CARD_ENDED;
  if (finding == NULL && progress <= 0)
    return LAB_CARD_WAITING;
  return state == LAB_AUDIT_PAUSED ? LAB_CARD_PAUSED : LAB_CARD_WORKING;
}

/* With its light in the overview. */
static void
show_found (LabAuditFindings *self,
            LabInstrument instrument,
            LabFinding *finding,
            const LabAuditFacts *facts,
            LabCardStage stage,
            double progress)
{
  gboolean complete = finding != NULL && lab_finding_is_complete (finding);

  lab_audit_card_show (self->each[instrument], finding, facts, stage, progress);
  lab_audit_glance_show (self->glance, instrument,
                         complete ? lab_finding_get_light (finding, facts) : LAB_LIGHT_NONE);
}

/* While a full audit runs, what the quick one found stays until there is something better. */
static void
show_running (LabAuditFindings *self, LabAuditSession *session, LabInstrument instrument)
{
  LabAudit *audit = lab_audit_session_get_audit (session);
  LabAuditResult *former = lab_audit_session_get_former (session);
  LabFinding *kept = former != NULL ? lab_audit_result_get_finding (former, instrument) : NULL;
  g_autoptr (LabFinding) finding = lab_audit_get_finding (audit, instrument);
  double progress = lab_audit_get_instrument_progress (audit, instrument);
  LabCardStage stage = get_stage (audit, instrument, finding, progress);

  if (kept != NULL && (finding == NULL || !lab_finding_is_complete (finding)))
    show_found (self, instrument, kept, lab_audit_result_get_facts (former), stage, progress);
  else
    show_found (self, instrument, finding, lab_audit_get_facts (audit), stage, progress);
}

void
lab_audit_findings_show (LabAuditFindings *self, LabAuditSession *session, LabInstrument instrument)
{
  g_return_if_fail (LAB_IS_AUDIT_FINDINGS (self));
  g_return_if_fail ((guint) instrument < LAB_N_INSTRUMENTS);

  LabAuditResult *result = lab_audit_session_get_result (session);

  if (result != NULL)
    show_found (self, instrument, lab_audit_result_get_finding (result, instrument),
                lab_audit_result_get_facts (result), LAB_CARD_ENDED, 1);
  else if (lab_audit_session_get_audit (session) != NULL)
    show_running (self, session, instrument);
  else
    show_found (self, instrument, NULL, NULL, LAB_CARD_IDLE, 0);
}

LabAuditCard *
lab_audit_findings_get_card (LabAuditFindings *self, LabInstrument instrument)
{
  g_return_val_if_fail (LAB_IS_AUDIT_FINDINGS (self), NULL);
  g_return_val_if_fail ((guint) instrument < LAB_N_INSTRUMENTS, NULL);

  return self->each[instrument];
}

/* Brings the card of a light to the top. */
static void
on_chosen (LabAuditFindings *self, guint instrument)
{
  double x, y;

  if (gtk_widget_translate_coordinates (GTK_WIDGET (self->each[instrument]),
                                        GTK_WIDGET (self->content), 0, 0, &x, &y))
    gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), y);
}

static void
lab_audit_findings_class_init (LabAuditFindingsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/fuzzykey/Lab/lab-audit-findings.ui");
  gtk_widget_class_bind_template_child (widget_class, LabAuditFindings, cards);
  gtk_widget_class_bind_template_child (widget_class, LabAuditFindings, content);
  gtk_widget_class_bind_template_child (widget_class, LabAuditFindings, scroller);
}

static void
lab_audit_findings_init (LabAuditFindings *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->glance = lab_audit_glance_new ();
  g_object_set (self->glance, "margin-start", 18, "margin-end", 18, "margin-bottom", 4, NULL);
  /* Within what scrolls: it must not make the window higher than a small screen. */
  gtk_box_prepend (self->content, GTK_WIDGET (self->glance));
  g_signal_connect_object (self->glance, "chosen", G_CALLBACK (on_chosen), self, G_CONNECT_SWAPPED);
  gtk_widget_set_layout_manager (self->cards, lab_column_layout_new (COLUMN, N_COLUMNS, SPACING));
  for (guint i = 0; i < LAB_N_INSTRUMENTS; i++)
    {
      self->each[i] = lab_audit_card_new (i, TRUE);
      gtk_box_append (GTK_BOX (self->cards), GTK_WIDGET (self->each[i]));
    }
}
