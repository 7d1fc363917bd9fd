/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A question in its own dialog, with labels of our own: libadwaita 1.7 underestimates the width of
 * its heading, which never wraps, and GTK 4.18 warns about it.
 */
#include "config.h"

#include "app/widgets/lab-question.h"

static GtkWidget *
make_label (const char *text, const char *class)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new (text));

  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_justify (label, GTK_JUSTIFY_CENTER);
  gtk_label_set_max_width_chars (label, 40);
  gtk_widget_add_css_class (GTK_WIDGET (label), class);
  return GTK_WIDGET (label);
}

AdwMessageDialog *
lab_question_new (GtkWindow *parent, const char *heading, const char *body, GtkWidget *child)
{
  GtkWidget *dialog = adw_message_dialog_new (parent, NULL, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *title = make_label (heading, "title-2");

  gtk_box_append (GTK_BOX (box), title);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (dialog), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  title, NULL, -1);
  if (body != NULL)
    {
      GtkWidget *words = make_label (body, "body");

      gtk_box_append (GTK_BOX (box), words);
      gtk_accessible_update_relation (GTK_ACCESSIBLE (dialog), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY,
                                      words, NULL, -1);
    }
  if (child != NULL)
    gtk_box_append (GTK_BOX (box), child);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), box);
  return ADW_MESSAGE_DIALOG (dialog);
}
