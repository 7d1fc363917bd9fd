/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Two audits side by side. Cards are made anew for each pair and number of columns: what
 * they show does not change.
 */
#include "config.h"

#include "app/audit/lab-audit-sides.h"

#include <glib/gi18n.h>

#include "app/audit/lab-audit-light.h"
#include "app/audit/lab-audit-labels.h"
#include "app/plot/lab-picture-view.h"
#include "report/audit/report-audit-picture.h"
#include "lab/audit/lab-instrument.h"

#define DOT 13
#define BIG_DOT 18
/* Two instruments beside each other from this width on. */
#define WIDE 1150

struct _LabAuditSides
{
  GtkWidget parent_instance;

  GtkWidget *scroller;
  GtkWidget *head;
  GtkWidget *cards;
  LabAuditResult *results[2];
  guint n_columns;
  guint layout_source;
};

G_DEFINE_FINAL_TYPE (LabAuditSides, lab_audit_sides, GTK_TYPE_WIDGET)

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

/* Both in one row, of one width. */
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

/* What was audited, and the verdict on it. */
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

/* What one instrument found in one of the two. */
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

/* Both in one picture where that can be, else one beside the other. */
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

static guint
count_columns (int width)
{
  return width >= WIDE ? 2 : 1;
}

static void
show_cards (LabAuditSides *self)
{
  GtkWidget *columns[2] = { make_box (12), make_box (12) };

  empty (self->cards);
  for (guint i = 0; i < self->n_columns; i++)
    gtk_box_append (GTK_BOX (self->cards), columns[i]);
  for (guint i = 0; i < LAB_N_INSTRUMENTS; i++)
    gtk_box_append (GTK_BOX (columns[i % self->n_columns]),
                    make_card (self->results[0], self->results[1], i));
  if (self->n_columns == 1)
    g_object_unref (g_object_ref_sink (columns[1]));
}

static gboolean
lay_out (gpointer user_data)
{
  LabAuditSides *self = user_data;

  self->layout_source = 0;
  self->n_columns = count_columns (gtk_widget_get_width (GTK_WIDGET (self)));
  if (self->results[0] != NULL)
    show_cards (self);
  return G_SOURCE_REMOVE;
}

static void
lab_audit_sides_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  LabAuditSides *self = LAB_AUDIT_SIDES (widget);

  gtk_widget_size_allocate (self->scroller, &(GtkAllocation){ 0, 0, width, height }, baseline);
  /* Not now: nothing may come and go while it is being laid out. */
  if (count_columns (width) != self->n_columns && self->layout_source == 0)
    self->layout_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, lay_out, self, NULL);
}

static void
lab_audit_sides_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  gtk_widget_measure (LAB_AUDIT_SIDES (widget)->scroller, orientation, for_size, minimum, natural,
                      minimum_baseline, natural_baseline);
}

void
lab_audit_sides_show (LabAuditSides *self, LabAuditResult *first, LabAuditResult *second)
{
  LabAuditResult *const both[] = { first, second };

  g_return_if_fail (LAB_IS_AUDIT_SIDES (self));
  g_return_if_fail (first != NULL && second != NULL);

  for (guint i = 0; i < 2; i++)
    {
      lab_audit_result_ref (both[i]);
      g_clear_pointer (&self->results[i], lab_audit_result_unref);
      self->results[i] = both[i];
    }
  empty (self->head);
  gtk_box_append (GTK_BOX (self->head), make_sentence (first, second));
  gtk_box_append (GTK_BOX (self->head), make_pair (make_head (first), make_head (second)));
  show_cards (self);
  gtk_adjustment_set_value (
      gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)), 0);
}

static void
lab_audit_sides_dispose (GObject *object)
{
  LabAuditSides *self = LAB_AUDIT_SIDES (object);

  g_clear_handle_id (&self->layout_source, g_source_remove);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  for (guint i = 0; i < 2; i++)
    g_clear_pointer (&self->results[i], lab_audit_result_unref);
  G_OBJECT_CLASS (lab_audit_sides_parent_class)->dispose (object);
}

static void
lab_audit_sides_class_init (LabAuditSidesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lab_audit_sides_dispose;
  widget_class->measure = lab_audit_sides_measure;
  widget_class->size_allocate = lab_audit_sides_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "labauditsides");
}

static void
lab_audit_sides_init (LabAuditSides *self)
{
  GtkWidget *column = make_box (12);
  GtkWidget *viewport = gtk_viewport_new (NULL, NULL);

  self->n_columns = 1;
  self->scroller = gtk_scrolled_window_new ();
  self->head = make_box (12);
  self->cards = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_box_set_homogeneous (GTK_BOX (self->cards), TRUE);
  gtk_box_append (GTK_BOX (column), self->head);
  gtk_box_append (GTK_BOX (column), self->cards);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_AUTOMATIC,
                                  GTK_POLICY_AUTOMATIC);
  gtk_widget_set_margin_start (column, 18);
  gtk_widget_set_margin_end (column, 18);
  gtk_widget_set_margin_top (column, 6);
  gtk_widget_set_margin_bottom (column, 18);
  gtk_viewport_set_child (GTK_VIEWPORT (viewport), column);
  /* Pictures are as high as they would be, not as they could be. */
  gtk_scrollable_set_vscroll_policy (GTK_SCROLLABLE (viewport), GTK_SCROLL_NATURAL);
  gtk_viewport_set_scroll_to_focus (GTK_VIEWPORT (viewport), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), viewport);
  gtk_widget_set_vexpand (self->scroller, TRUE);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

LabAuditSides *
lab_audit_sides_new (void)
{
  return g_object_new (LAB_TYPE_AUDIT_SIDES, NULL);
}
