/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One instrument of an audit. A finding is not drawn again until it changes; words and lights come
 * from lab-audit-verdict.h.
 */
#include "config.h"

#include "app/audit/lab-audit-card.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/audit/lab-audit-light.h"
#include "app/plot/lab-picture-view.h"
#include "app/widgets/lab-quiet.h"
#include "report/audit/report-audit-picture.h"
#include "lab/audit/lab-instrument.h"

#define DOT 13
#define N_PICTURES 2

struct _LabAuditCard
{
  AdwBin parent_instance;

  LabInstrument instrument;
  LabFinding *finding; /* nullable: as shown */

  GtkWidget *box;
  LabAuditLight *light;
  GtkLabel *purpose;
  GtkLabel *sentence;
  GtkWidget *progress_box;
  GtkProgressBar *progress;
  GtkLabel *words;
  LabPictureView *pictures[N_PICTURES];
  GtkLabel *notes[N_PICTURES]; /* how to read the pictures */
};

G_DEFINE_FINAL_TYPE (LabAuditCard, lab_audit_card, ADW_TYPE_BIN)

/* The number of kinds of fresh Eve that are done. */
static guint
count_eves (LabFinding *finding)
{
  static const char *const names[] = { "abadi-bit-error", "paper-bit-error", "wide-bit-error" };
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    n += lab_finding_get_number (finding, names[i]) != NULL;
  return n;
}

/* (transfer full) */
static char *
say_stage (LabAuditCard *self, LabFinding *finding, LabCardStage stage, double progress)
{
  if (stage == LAB_CARD_WAITING)
    return g_strdup (_ ("waiting"));
  if (stage == LAB_CARD_PAUSED)
    return g_strdup_printf (_ ("paused at %.0f %%"), floor (100 * progress));
  /* A complete one is that of the quick audit. */
  if (stage == LAB_CARD_WORKING && self->instrument == LAB_INSTRUMENT_FRESH_EVES && finding != NULL
      && !lab_finding_is_complete (finding))
    return g_strdup_printf (_ ("%u of 3 kinds of Eve done · %.0f %%"), count_eves (finding),
                            floor (100 * progress));
  return g_strdup_printf (_ ("%.0f %%"), floor (100 * progress));
}

static void
show_stage (LabAuditCard *self, LabFinding *finding, LabCardStage stage, double progress)
{
  gboolean works
      = stage == LAB_CARD_WAITING || stage == LAB_CARD_WORKING || stage == LAB_CARD_PAUSED;
  g_autofree char *words = NULL;

  gtk_widget_set_visible (self->progress_box, works);
  if (!works)
    return;
  words = say_stage (self, finding, stage, progress);
  lab_quiet_set_text (self->words, words);
  if (gtk_progress_bar_get_fraction (self->progress) != progress)
    gtk_progress_bar_set_fraction (self->progress, progress);
}

static void
show_pictures (LabAuditCard *self, LabFinding *finding, const LabAuditFacts *facts)
{
  guint n = finding != NULL ? report_audit_get_n_pictures (finding, facts) : 0;

  for (guint i = 0; i < N_PICTURES; i++)
    {
      g_autoptr (PlotPicture) picture = i < n ? report_audit_picture_new (finding, facts, i) : NULL;
      const char *note = picture != NULL ? plot_picture_get_note (picture) : "";
      /* Do not repeat the note of the previous picture. */
      if (i > 0 && g_str_equal (note, gtk_label_get_text (self->notes[i - 1])))
        note = "";
      lab_quiet_set_text (self->notes[i], note);
      gtk_widget_set_visible (GTK_WIDGET (self->notes[i]), *note != '\0');
      /* The picture is too narrow here to draw its own note. */
      if (picture != NULL)
        plot_picture_set_note (picture, NULL);
      lab_picture_view_set_picture (self->pictures[i], picture);
      gtk_widget_set_visible (GTK_WIDGET (self->pictures[i]), picture != NULL);
    }
}

static void
show_found (LabAuditCard *self, LabFinding *finding, const LabAuditFacts *facts, LabCardStage stage)
{
  gboolean complete = finding != NULL && lab_finding_is_complete (finding);
  LabLight light = complete ? lab_finding_get_light (finding, facts) : LAB_LIGHT_NONE;
  g_autofree char *sentence = complete ? lab_finding_get_sentence (finding, facts) : NULL;

  if (complete)
    lab_audit_light_show (self->light, light, lab_light_get_words (light));
  gtk_widget_set_visible (GTK_WIDGET (self->light), complete);
  if (sentence == NULL && stage == LAB_CARD_ENDED)
    sentence = g_strdup (_ ("Not measured."));
  gtk_widget_set_visible (GTK_WIDGET (self->sentence), sentence != NULL);
  if (sentence != NULL)
    lab_quiet_set_text (self->sentence, sentence);
}

void
lab_audit_card_show (LabAuditCard *self,
                     LabFinding *finding,
                     const LabAuditFacts *facts,
                     LabCardStage stage,
                     double progress)
{
  g_return_if_fail (LAB_IS_AUDIT_CARD (self));
  g_return_if_fail (finding == NULL || facts != NULL);

  show_stage (self, finding, stage, progress);
  show_found (self, finding, facts, stage);
  if (finding == self->finding)
    return;
  if (finding != NULL)
    lab_finding_ref (finding);
  g_clear_pointer (&self->finding, lab_finding_unref);
  self->finding = finding;
  show_pictures (self, finding, facts);
}

LabFinding *
lab_audit_card_get_finding (LabAuditCard *self)
{
  g_return_val_if_fail (LAB_IS_AUDIT_CARD (self), NULL);

  return self->finding;
}

static void
lab_audit_card_dispose (GObject *object)
{
  LabAuditCard *self = LAB_AUDIT_CARD (object);

  g_clear_pointer (&self->finding, lab_finding_unref);
  G_OBJECT_CLASS (lab_audit_card_parent_class)->dispose (object);
}

static void
lab_audit_card_class_init (LabAuditCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lab_audit_card_dispose;
  gtk_widget_class_set_css_name (widget_class, "labauditcard");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static GtkLabel *
make_label (const char *text, const char *class)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new (text));

  gtk_label_set_xalign (label, 0);
  gtk_label_set_wrap (label, TRUE);
  /* The card's width must not depend on the label's text. */
  gtk_label_set_width_chars (label, 20);
  gtk_label_set_max_width_chars (label, 20);
  if (class != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (label), class);
  return label;
}

static void
add_progress (LabAuditCard *self)
{
  self->progress_box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  self->progress = GTK_PROGRESS_BAR (gtk_progress_bar_new ());
  gtk_widget_set_hexpand (GTK_WIDGET (self->progress), TRUE);
  gtk_widget_set_valign (GTK_WIDGET (self->progress), GTK_ALIGN_CENTER);
  self->words = GTK_LABEL (gtk_label_new (""));
  gtk_widget_add_css_class (GTK_WIDGET (self->words), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->words), "numeric");
  gtk_box_append (GTK_BOX (self->progress_box), GTK_WIDGET (self->progress));
  gtk_box_append (GTK_BOX (self->progress_box), GTK_WIDGET (self->words));
  gtk_widget_set_visible (self->progress_box, FALSE);
  gtk_box_append (GTK_BOX (self->box), self->progress_box);
}

static void
lab_audit_card_init (LabAuditCard *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  adw_bin_set_child (ADW_BIN (self), self->box);
}

LabAuditCard *
lab_audit_card_new (LabInstrument instrument, gboolean with_purpose)
{
  LabAuditCard *self = g_object_new (LAB_TYPE_AUDIT_CARD, NULL);
  const char *name = lab_instrument_get_title (instrument);
  GtkWidget *header = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkLabel *title = make_label (name, "heading");

  self->instrument = instrument;
  gtk_widget_set_hexpand (GTK_WIDGET (title), TRUE);
  self->light = lab_audit_light_new (DOT);
  lab_audit_light_add_word_class (self->light, "caption-heading");
  gtk_widget_set_visible (GTK_WIDGET (self->light), FALSE);
  gtk_box_append (GTK_BOX (header), GTK_WIDGET (title));
  gtk_box_append (GTK_BOX (header), GTK_WIDGET (self->light));
  gtk_box_append (GTK_BOX (self->box), header);

  self->purpose = make_label (lab_instrument_get_purpose (instrument), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->purpose), "purpose");
  gtk_widget_set_visible (GTK_WIDGET (self->purpose), with_purpose);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->purpose));
  add_progress (self);
  self->sentence = make_label ("", NULL);
  gtk_label_set_selectable (self->sentence, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->sentence), FALSE);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->sentence));

  for (guint i = 0; i < N_PICTURES; i++)
    {
      self->pictures[i] = lab_picture_view_new ();
      gtk_widget_set_visible (GTK_WIDGET (self->pictures[i]), FALSE);
      gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->pictures[i]));
      self->notes[i] = make_label ("", "caption");
      gtk_widget_add_css_class (GTK_WIDGET (self->notes[i]), "purpose");
      gtk_widget_set_visible (GTK_WIDGET (self->notes[i]), FALSE);
      gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->notes[i]));
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return self;
}
