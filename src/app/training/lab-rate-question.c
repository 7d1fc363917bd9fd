/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The question for a learning rate. It cannot be answered with what would be refused.
 */
#include "config.h"

#include "app/training/lab-rate-question.h"

#include <glib/gi18n.h>

#include "app/widgets/lab-question.h"
#include "base/number.h"
#include "lab/experiment/lab-key.h"
#include "lab/experiment/lab-number.h"

typedef struct
{
  AdwMessageDialog *dialog;
  GtkWindow *parent; /* the dialog is closed with it */
  GtkEditable *rate;
  GtkSpinButton *rounds;
  GtkLabel *hint;
} Question;

static void
on_rate_changed (Question *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (self->rate)));
  const LabKey *key = lab_key_find ("training.learning-rate");
  g_autofree char *allowed = lab_key_describe_allowed (key);
  gboolean fits = lab_key_check (key, text, NULL);

  adw_message_dialog_set_response_enabled (self->dialog, "train", fits);
  gtk_label_set_text (self->hint, fits ? "" : allowed);
}

static void
on_response (Question *self, const char *response)
{
  double rate;

  if (g_str_equal (response, "train")
      && lab_number_read (gtk_editable_get_text (self->rate), &rate))
    gtk_widget_activate_action (GTK_WIDGET (self->parent), "win.change-learning-rate", "(du)", rate,
                                (guint) gtk_spin_button_get_value_as_int (self->rounds));
}

/* A control with its name before it. */
static GtkWidget *
make_line (const char *words, GtkWidget *control)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (words);

  gtk_widget_set_hexpand (label, TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  label, NULL, -1);
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (GTK_BOX (line), control);
  return line;
}

/* A run whose rounds are all done needs one more at least. */
static GtkWidget *
make_rounds (LabRun *run)
{
  const NcSetup *setup = lab_experiment_get_setup (lab_run_get_experiment (run));
  gboolean is_done = lab_run_get_iteration (run) >= nc_setup_get_length (setup);
  GtkWidget *rounds = gtk_spin_button_new_with_range (is_done ? 1 : 0, 10000, 1);

  gtk_spin_button_set_value (GTK_SPIN_BUTTON (rounds), is_done ? setup->rounds : 0);
  return rounds;
}

static GtkWidget *
make_controls (Question *self, LabRun *run)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *rate = gtk_entry_new (), *rounds = make_rounds (run), *hint = gtk_label_new (NULL);
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  lab_number_write (
      nc_setup_get_learning_rate (lab_experiment_get_setup (lab_run_get_experiment (run)),
                                  lab_run_get_iteration (run)),
      digits);
  self->rate = GTK_EDITABLE (rate);
  self->rounds = GTK_SPIN_BUTTON (rounds);
  self->hint = GTK_LABEL (hint);
  gtk_editable_set_text (self->rate, digits);
  gtk_editable_set_width_chars (self->rate, 10);
  gtk_entry_set_activates_default (GTK_ENTRY (rate), TRUE);
  gtk_widget_add_css_class (hint, "error");
  gtk_box_append (GTK_BOX (box), make_line (_ ("Learning rate"), rate));
  gtk_box_append (GTK_BOX (box), make_line (_ ("Additional rounds"), rounds));
  gtk_box_append (GTK_BOX (box), hint);
  return box;
}

void
lab_rate_question_ask (GtkWindow *parent, LabRun *run)
{
  Question *self = g_new0 (Question, 1);
  GtkWidget *controls = make_controls (self, run);
  g_autofree char *iteration = base_number_whole ((double) lab_run_get_iteration (run));
  g_autofree char *body = g_strdup_printf (
      _ ("%s goes on from iteration %s at this rate, as a new run; what it has done stays as its "
         "earlier run."),
      lab_run_get_label (run), iteration);

  self->parent = parent;
  self->dialog = lab_question_new (parent, _ ("Change the Learning Rate?"), body, controls);
  adw_message_dialog_add_responses (self->dialog, "cancel", _ ("_Cancel"), "train", _ ("_Train On"),
                                    NULL);
  adw_message_dialog_set_response_appearance (self->dialog, "train", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (self->dialog, "train");
  adw_message_dialog_set_close_response (self->dialog, "cancel");
  g_signal_connect_swapped (self->rate, "changed", G_CALLBACK (on_rate_changed), self);
  g_signal_connect_swapped (self->dialog, "response", G_CALLBACK (on_response), self);
  g_object_set_data_full (G_OBJECT (self->dialog), "question", self, g_free);
  gtk_window_present (GTK_WINDOW (self->dialog));
}
