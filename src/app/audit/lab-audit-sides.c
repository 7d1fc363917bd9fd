/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Two audits side by side. Cards are made anew for each pair: what they show does not
 * change.
 */
#include "config.h"

#include "app/audit/lab-audit-sides.h"

#include <glib/gi18n.h>

#include "app/audit/lab-audit-light.h"
#include "app/audit/lab-audit-labels.h"
#include "app/plot/lab-picture-view.h"
#include "app/widgets/lab-column-layout.h"
#include "report/audit/report-audit-picture.h"
#include "lab/audit/lab-instrument.h"

#define DOT 13
#define BIG_DOT 18
/* Of an instrument, two of which may be beside each other. */
#define COLUMN 551

struct _LabAuditSides
{
  AdwBin parent_instance;

  GtkWidget *scroller;
  GtkWidget *head;
  GtkWidget *cards;
};

G_DEFINE_FINAL_TYPE (LabAuditSides, lab_audit_sides, ADW_TYPE_BIN)

static GtkWidget *
make_label (const char *text, const char *class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (label), 18);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 18);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  if (class != NULL)
    gtk_widget_add_css_class (label, class);
  return label;
}

static GtkWidget *
make_box (int spacing)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, spacing);

  gtk_widget_set_hexpand (box, TRUE);
  return box;
}

/* Both in one row, equally wide. */
static GtkWidget *
make_pair (GtkWidget *first, GtkWidget *second)
{
  GtkWidget *pair = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);

  gtk_box_set_homogeneous (GTK_BOX (pair), TRUE);
  gtk_box_append (GTK_BOX (pair), first);
  gtk_box_append (GTK_BOX (pair), second);
  return pair;
}

static GtkWidget *
make_light (LabLight light, const char *words, int size, const char *class)
{
  LabAuditLight *widget = lab_audit_light_new (size);

  lab_audit_light_show (widget, light, words);
  lab_audit_light_add_word_class (widget, class);
  return GTK_WIDGET (widget);
}

/* The subject and its verdict. */
static GtkWidget *
make_head (LabAuditResult *result)
{
  const LabAuditFacts *facts = lab_audit_result_get_facts (result);
  LabAuditVerdict verdict = lab_audit_result_get_verdict (result);
  g_autofree char *words = lab_audit_labels_for_facts (facts);
  g_autofree char *audit = lab_audit_labels_for_audit (facts);
  GtkWidget *box = make_box (3);
  GtkWidget *about = make_label (words, "caption");
  GtkWidget *when = make_label (audit, "caption");

  gtk_widget_add_css_class (about, "dim-label");
  gtk_widget_add_css_class (when, "dim-label");
  gtk_box_append (GTK_BOX (box), make_label (facts->label, "title-4"));
  gtk_box_append (GTK_BOX (box),
                  make_light (lab_audit_verdict_get_light (verdict),
                              lab_audit_verdict_get_title (verdict), BIG_DOT, "heading"));
  gtk_box_append (GTK_BOX (box), about);
  gtk_box_append (GTK_BOX (box), when);
  return box;
}

/* What one instrument found in one of the two audits. */
static GtkWidget *
make_found (LabAuditResult *result, LabInstrument instrument)
{
  const LabAuditFacts *facts = lab_audit_result_get_facts (result);
  LabFinding *finding = lab_audit_result_get_finding (result, instrument);
  GtkWidget *box = make_box (3);
  GtkWidget *name = make_label (facts->label, "caption");

  gtk_widget_add_css_class (name, "dim-label");
  gtk_box_append (GTK_BOX (box), name);
  if (finding == NULL)
    {
      gtk_box_append (GTK_BOX (box), make_label (_ ("Not measured."), NULL));
      return box;
    }
  LabLight light = lab_finding_get_light (finding, facts);
  g_autofree char *sentence = lab_finding_get_sentence (finding, facts);
  gtk_box_append (GTK_BOX (box),
                  make_light (light, lab_light_get_words (light), DOT, "caption-heading"));
  gtk_box_append (GTK_BOX (box), make_label (sentence, NULL));
  return box;
}

static void
add_picture (GtkWidget *box, PlotPicture *picture)
{
  LabPictureView *view = lab_picture_view_new ();

  lab_picture_view_set_picture (view, picture);
  gtk_widget_set_hexpand (GTK_WIDGET (view), TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (view));
}

/* Both in one picture if possible, else side by side. */
static void
add_pictures (GtkWidget *card,
              LabAuditResult *first,
              LabAuditResult *second,
              LabInstrument instrument)
{
  LabFinding *a = lab_audit_result_get_finding (first, instrument);
  LabFinding *b = lab_audit_result_get_finding (second, instrument);
  const LabAuditFacts *facts_a = lab_audit_result_get_facts (first);
  const LabAuditFacts *facts_b = lab_audit_result_get_facts (second);

  if (a == NULL && b == NULL)
    return;
  if (a == NULL || b == NULL)
    {
      LabFinding *only = a != NULL ? a : b;
      const LabAuditFacts *facts = a != NULL ? facts_a : facts_b;
      for (guint i = 0; i < report_audit_get_n_pictures (only, facts); i++)
        {
          g_autoptr (PlotPicture) picture = report_audit_picture_new (only, facts, i);
          if (picture != NULL)
            add_picture (card, picture);
        }
      return;
    }
  guint n
      = MAX (report_audit_get_n_pictures (a, facts_a), report_audit_get_n_pictures (b, facts_b));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PlotPicture) picture
          = report_audit_picture_new_compared (a, facts_a, b, facts_b, i);
      if (picture != NULL)
        add_picture (card, picture);
    }
}

static GtkWidget *
make_card (LabAuditResult *first, LabAuditResult *second, LabInstrument instrument)
{
  GtkWidget *card = make_box (8);
  GtkWidget *title = make_label (lab_instrument_get_title (instrument), "heading");

  gtk_widget_add_css_class (card, "sides");
  gtk_box_append (GTK_BOX (card), title);
  gtk_box_append (GTK_BOX (card),
                  make_pair (make_found (first, instrument), make_found (second, instrument)));
  add_pictures (card, first, second, instrument);
  return card;
}

static GtkWidget *
make_sentence (LabAuditResult *first, LabAuditResult *second)
{
  g_autofree char *headline = NULL;
  g_autofree char *reason = NULL;
  GtkWidget *box = make_box (4);

  lab_audit_results_compare (first, second, &headline, &reason);
  gtk_widget_add_css_class (box, "insight");
  gtk_widget_add_css_class (box, "verdict");
  gtk_box_append (GTK_BOX (box), make_label (headline, "title-3"));
  gtk_box_append (GTK_BOX (box), make_label (reason, NULL));
  return box;
}

static void
empty (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_box_remove (GTK_BOX (box), child);
}

void
lab_audit_sides_show (LabAuditSides *self, LabAuditResult *first, LabAuditResult *second)
{
  g_return_if_fail (LAB_IS_AUDIT_SIDES (self));
  g_return_if_fail (first != NULL && second != NULL);

  empty (self->head);
  gtk_box_append (GTK_BOX (self->head), make_sentence (first, second));
  gtk_box_append (GTK_BOX (self->head), make_pair (make_head (first), make_head (second)));
  empty (self->cards);
  for (guint i = 0; i < LAB_N_INSTRUMENTS; i++)
    gtk_box_append (GTK_BOX (self->cards), make_card (first, second, i));
  gtk_adjustment_set_value (
      gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)), 0);
}

static void
lab_audit_sides_class_init (LabAuditSidesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_css_name (widget_class, "labauditsides");
}

static void
lab_audit_sides_init (LabAuditSides *self)
{
  GtkWidget *column = make_box (12);
  GtkWidget *viewport = gtk_viewport_new (NULL, NULL);

  self->scroller = gtk_scrolled_window_new ();
  self->head = make_box (12);
  self->cards = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_widget_set_layout_manager (self->cards, lab_column_layout_new (COLUMN, 2, 12));
  gtk_box_append (GTK_BOX (column), self->head);
  gtk_box_append (GTK_BOX (column), self->cards);
  gtk_widget_set_margin_start (column, 18);
  gtk_widget_set_margin_end (column, 18);
  gtk_widget_set_margin_top (column, 6);
  gtk_widget_set_margin_bottom (column, 18);
  gtk_viewport_set_child (GTK_VIEWPORT (viewport), column);
  /* Pictures get their natural height, not their minimum. */
  gtk_scrollable_set_vscroll_policy (GTK_SCROLLABLE (viewport), GTK_SCROLL_NATURAL);
  gtk_viewport_set_scroll_to_focus (GTK_VIEWPORT (viewport), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), viewport);
  gtk_widget_set_vexpand (self->scroller, TRUE);
  adw_bin_set_child (ADW_BIN (self), self->scroller);
}

LabAuditSides *
lab_audit_sides_new (void)
{
  return g_object_new (LAB_TYPE_AUDIT_SIDES, NULL);
}
