/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One audit. While it runs, the view checks one instrument per frame and draws what has changed:
 * the workers never wait for it, and no frame has to draw ten pictures.
 */
#include "config.h"

#include "app/audit/lab-audit-view.h"

#include <glib/gi18n.h>
#include <math.h>

#include "lab/audit/lab-audit-estimate.h"
#include "app/audit/lab-audit-findings.h"
#include "app/audit/lab-audit-light.h"
#include "app/audit/lab-audit-labels.h"
#include "app/widgets/lab-quiet.h"
#include "app/widgets/lab-words.h"

/* Microseconds between updates of the remaining time. */
#define LOOK 120000

#define DOT 20
struct _LabAuditView
{
  AdwBin parent_instance;

  LabAuditSession *session;
  LabAuditLight *verdict;
  guint tick;
  gint64 looked;
  LabInstrument next; /* next card to check */

  LabAuditFindings *findings;
  GtkWidget *depth;
  GtkWidget *pause;
  GtkProgressBar *progress;
  GtkWidget *progress_box;
  GtkWidget *resume;
  GtkLabel *sentence;
  GtkButton *start;
  GtkWidget *stop;
  GtkLabel *subtitle;
  GtkLabel *title;
  GtkWidget *verdict_box;
  GtkLabel *words;
};

G_DEFINE_FINAL_TYPE (LabAuditView, lab_audit_view, ADW_TYPE_BIN)

/* "34 % · 12 s · about 20 s left" */
static void
show_progress (LabAuditView *self, LabAudit *audit)
{
  double share = lab_audit_get_progress (audit);
  double left = lab_audit_get_seconds_left (audit);
  g_autofree char *time = lab_words_for_time (left);
  g_autoptr (GString) text = g_string_new (NULL);

  if (lab_audit_session_get_former (self->session) != NULL)
    g_string_append_printf (text, "%s · ", _ ("full audit"));
  g_string_append_printf (text, _ ("%.0f %%"), floor (100 * share));
  if (lab_audit_session_is_ending (self->session))
    g_string_append_printf (text, " · %s", _ ("stopping…"));
  else if (lab_audit_get_state (audit) == LAB_AUDIT_PAUSED)
    g_string_append_printf (text, " · %s", _ ("paused"));
  else if (!isnan (left))
    {
      g_string_append (text, " · ");
      g_string_append_printf (text, _ ("about %s left"), time);
    }
  lab_quiet_set_text (self->words, text->str);
  if (gtk_progress_bar_get_fraction (self->progress) != share)
    gtk_progress_bar_set_fraction (self->progress, share);
}

/* (transfer full): how long an audit of what is shown would take */
static char *
say_estimate (LabAuditView *self, LabAuditDepth depth)
{
  LabAudit *audit = lab_audit_session_get_audit (self->session);
  LabAuditResult *result = lab_audit_session_get_result (self->session);
  gboolean is_whole
      = result != NULL && lab_audit_result_get_verdict (result) != LAB_AUDIT_INCOMPLETE;

  return lab_words_for_time (lab_audit_estimate (
      is_whole ? lab_audit_result_get_facts (result) : lab_audit_get_facts (audit), depth));
}

/* Before the start. */
static void
show_purpose (LabAuditView *self)
{
  g_autofree char *quick = say_estimate (self, LAB_AUDIT_QUICK);
  g_autofree char *full = say_estimate (self, LAB_AUDIT_FULL);
  g_autofree char *sentence = g_strdup_printf (
      _ ("The Eve who trained alongside Alice tells you little. The audit attacks the networks as "
         "they are: it trains new Eves, counts, and tries keys. A quick audit takes about %s, a "
         "full one about %s."),
      quick, full);

  lab_quiet_set_text (self->sentence, sentence);
}

static void
show_verdict (LabAuditView *self)
{
  LabAuditResult *former = lab_audit_session_get_former (self->session);
  LabAuditResult *own = lab_audit_session_get_result (self->session);
  LabAuditResult *result = own != NULL ? own : former;
  gboolean live = lab_audit_session_is_live (self->session);
  LabAuditVerdict verdict
      = result != NULL ? lab_audit_result_get_verdict (result) : LAB_AUDIT_INCOMPLETE;

  gtk_widget_set_visible (GTK_WIDGET (self->verdict), result != NULL);
  gtk_widget_set_visible (self->progress_box, live);
  gtk_widget_remove_css_class (self->verdict_box, "open");
  if (result != NULL)
    {
      LabLight light = lab_audit_verdict_get_light (verdict);
      g_autofree char *sentence = lab_audit_result_get_sentence (result);

      lab_audit_light_show (self->verdict, light, lab_audit_verdict_get_title (verdict));
      if (light == LAB_LIGHT_BROKEN)
        gtk_widget_add_css_class (self->verdict_box, "open");
      lab_quiet_set_text (self->sentence, sentence);
    }
  else if (live)
    lab_quiet_set_text (self->sentence,
                        _ ("The verdict appears when all instruments have finished; each "
                           "finding is shown below as soon as it is made."));
  else if (lab_audit_session_get_audit (self->session) != NULL)
    show_purpose (self);
}

static void
show_facts (LabAuditView *self)
{
  const LabAuditFacts *facts = lab_audit_session_get_facts (self->session);
  LabAuditResult *result = lab_audit_session_get_result (self->session);
  g_autofree char *text = NULL;

  if (facts == NULL)
    return;
  text = lab_audit_labels_for_facts (facts);
  if (result != NULL)
    {
      g_autofree char *first = g_steal_pointer (&text);
      g_autofree char *audit = lab_audit_labels_for_audit (facts);
      text = g_strdup_printf ("%s · %s", first, audit);
    }
  lab_quiet_set_text (self->title, facts->label);
  lab_quiet_set_text (self->subtitle, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->subtitle), text);
}

static void
label_start (LabAuditView *self, gboolean was_audited)
{
  g_autofree char *time = say_estimate (self, LAB_AUDIT_FULL);
  /* Translators: a button: the full audit after a quick one; %s is a time, "80 s" */
  g_autofree char *deepen = g_strdup_printf (_ ("Deepen (about %s)"), time);

  gtk_button_set_label (self->start, lab_audit_session_can_deepen (self->session) ? deepen
                                     : was_audited ? _ ("Audit Again")
                                                   : _ ("Start Audit"));
}

static void
show_buttons (LabAuditView *self)
{
  LabAuditResult *result = lab_audit_session_get_result (self->session);
  gboolean live = lab_audit_session_is_live (self->session);
  gboolean resumes = lab_audit_session_can_resume (self->session);
  gboolean startable = lab_audit_session_can_start (self->session);
  gboolean was_audited = result != NULL && lab_audit_session_get_audit (self->session) != NULL;

  if (startable)
    label_start (self, was_audited);
  /* An audit opened from the store has nothing to attack here. While one runs, the button keeps
   * its place, so that the second click of a double click does not hit Stop. */
  gtk_widget_set_visible (GTK_WIDGET (self->start), startable || live);
  /* After a quick audit there is the full one: the same again would find the same. */
  gtk_widget_set_visible (self->depth, startable && !lab_audit_session_can_deepen (self->session));
  gtk_widget_set_visible (self->pause, live && !resumes);
  gtk_widget_set_visible (self->resume, resumes);
  gtk_widget_set_visible (self->stop, live);
}

static void
look (LabAuditView *self)
{
  for (guint i = 0; i < LAB_N_INSTRUMENTS; i++)
    lab_audit_findings_show (self->findings, self->session, i);
}

static gboolean
on_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  LabAuditView *self = LAB_AUDIT_VIEW (widget);
  LabAudit *audit = lab_audit_session_get_audit (self->session);
  gint64 now = gdk_frame_clock_get_frame_time (clock);

  if (audit == NULL)
    return G_SOURCE_CONTINUE;
  lab_audit_findings_show (self->findings, self->session, self->next);
  self->next = (self->next + 1) % LAB_N_INSTRUMENTS;
  if (now - self->looked < LOOK)
    return G_SOURCE_CONTINUE;
  self->looked = now;
  show_progress (self, audit);
  return G_SOURCE_CONTINUE;
}

static void
follow (LabAuditView *self)
{
  gboolean wanted = self->session != NULL && lab_audit_session_can_pause (self->session)
                    && gtk_widget_get_mapped (GTK_WIDGET (self));

  if (wanted && self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_tick, NULL, NULL);
  else if (!wanted && self->tick != 0)
    {
      gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
      self->tick = 0;
    }
}

static void
on_changed (LabAuditView *self)
{
  LabAudit *audit = lab_audit_session_get_audit (self->session);

  show_facts (self);
  show_verdict (self);
  show_buttons (self);
  if (audit != NULL)
    show_progress (self, audit);
  look (self);
  follow (self);
}

static void
lab_audit_view_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (lab_audit_view_parent_class)->map (widget);
  follow (LAB_AUDIT_VIEW (widget));
}

static void
lab_audit_view_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (lab_audit_view_parent_class)->unmap (widget);
  follow (LAB_AUDIT_VIEW (widget));
}

void
lab_audit_view_set_session (LabAuditView *self, LabAuditSession *session)
{
  g_return_if_fail (LAB_IS_AUDIT_VIEW (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  on_changed (self);
}

LabAuditCard *
lab_audit_view_get_card (LabAuditView *self, LabInstrument instrument)
{
  g_return_val_if_fail (LAB_IS_AUDIT_VIEW (self), NULL);

  return lab_audit_findings_get_card (self->findings, instrument);
}

static void
lab_audit_view_dispose (GObject *object)
{
  LabAuditView *self = LAB_AUDIT_VIEW (object);

  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  self->tick = 0;
  g_clear_object (&self->session);
  G_OBJECT_CLASS (lab_audit_view_parent_class)->dispose (object);
}

static void
lab_audit_view_class_init (LabAuditViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lab_audit_view_dispose;
  widget_class->map = lab_audit_view_map;
  widget_class->unmap = lab_audit_view_unmap;
  g_type_ensure (LAB_TYPE_AUDIT_FINDINGS);
  gtk_widget_class_set_css_name (widget_class, "labaudit");
  gtk_widget_class_set_template_from_resource (widget_class, "/org/fuzzykey/Lab/lab-audit-view.ui");
  gtk_widget_class_bind_template_child (widget_class, LabAuditView, findings);
  gtk_widget_class_bind_template_child (widget_class, LabAuditView, depth);
  gtk_widget_class_bind_template_child (widget_class, LabAuditView, pause);
  gtk_widget_class_bind_template_child (widget_class, LabAuditView, progress);
  gtk_widget_class_bind_template_child (widget_class, LabAuditView, progress_box);
  gtk_widget_class_bind_template_child (widget_class, LabAuditView, resume);
  gtk_widget_class_bind_template_child (widget_class, LabAuditView, sentence);
  gtk_widget_class_bind_template_child (widget_class, LabAuditView, start);
  gtk_widget_class_bind_template_child (widget_class, LabAuditView, stop);
  gtk_widget_class_bind_template_child (widget_class, LabAuditView, subtitle);
  gtk_widget_class_bind_template_child (widget_class, LabAuditView, title);
  gtk_widget_class_bind_template_child (widget_class, LabAuditView, verdict_box);
  gtk_widget_class_bind_template_child (widget_class, LabAuditView, words);
}

static void
lab_audit_view_init (LabAuditView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->verdict = lab_audit_light_new (DOT);
  lab_audit_light_add_word_class (self->verdict, "title-3");
  gtk_box_prepend (GTK_BOX (self->verdict_box), GTK_WIDGET (self->verdict));
}
