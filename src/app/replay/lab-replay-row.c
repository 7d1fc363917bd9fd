/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One line of a replay's progress. For display only.
 */
#include "config.h"

#include "app/replay/lab-replay-row.h"

#include "app/widgets/lab-quiet.h"

#define BAR_WIDTH 150
#define WORDS_WIDTH 14 /* characters */

struct _LabReplayRow
{
  GtkListBoxRow parent_instance;

  GtkLabel *title;
  GtkProgressBar *bar;
  GtkLabel *words;
};

G_DEFINE_FINAL_TYPE (LabReplayRow, lab_replay_row, GTK_TYPE_LIST_BOX_ROW)

void
lab_replay_row_show (LabReplayRow *self, const char *title, double share, const char *words)
{
  g_return_if_fail (LAB_IS_REPLAY_ROW (self));

  lab_quiet_set_text (self->title, title);
  lab_quiet_set_text (self->words, words);
  if (gtk_progress_bar_get_fraction (self->bar) != share)
    gtk_progress_bar_set_fraction (self->bar, share);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
}

static void
lab_replay_row_class_init (LabReplayRowClass *klass)
{
}

static void
lab_replay_row_init (LabReplayRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->title = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->title, 0);
  gtk_label_set_ellipsize (self->title, PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (GTK_WIDGET (self->title), TRUE);
  self->bar = GTK_PROGRESS_BAR (gtk_progress_bar_new ());
  gtk_widget_set_size_request (GTK_WIDGET (self->bar), BAR_WIDTH, -1);
  gtk_widget_set_valign (GTK_WIDGET (self->bar), GTK_ALIGN_CENTER);
  self->words = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->words, 1);
  gtk_label_set_width_chars (self->words, WORDS_WIDTH);
  gtk_widget_add_css_class (GTK_WIDGET (self->words), "numeric");
  gtk_widget_add_css_class (GTK_WIDGET (self->words), "dim-label");

  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->bar));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->words));
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 9);
  gtk_widget_set_margin_bottom (box, 9);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
}

GtkWidget *
lab_replay_row_new (void)
{
  return g_object_new (LAB_TYPE_REPLAY_ROW, NULL);
}
