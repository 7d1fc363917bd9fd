/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The panel on the left: every setting of the selected curve, or of all curves, in groups. It shows
 * values and why something cannot be set; it never sets anything itself.
 */
#include "config.h"

#include "app/panel/lab-panel.h"

#include <glib/gi18n.h>

#include "app/panel/lab-choice-row.h"
#include "app/panel/lab-key-difference-row.h"
#include "app/panel/lab-entry-row.h"
#include "app/panel/lab-party-rows.h"
#include "app/panel/lab-setting.h"
#include "app/panel/lab-switch-row.h"
#include "app/widgets/lab-tooltip.h"
#include "app/widgets/lab-words.h"

struct _LabPanel
{
  AdwBin parent_instance;

  LabStudy *study;
  LabRun *run;         /* nullable: whose curve is shown; else what all curves share */
  guint update_source; /* 0: all is shown as it is */
  GPtrArray *settings; /* (element-type LabSetting): all in the panel, unowned */

  GtkWidget *all_curves;
  AdwExpanderRow *alice;
  GtkWidget *bob;
  AdwExpanderRow *eve;
  GtkWidget *eve_batch_factor;
  GtkWidget *eve_steps;
  GtkWidget *eve_term;
  GtkLabel *heading;
  GtkLabel *heading_note;
  GtkWidget *schedule;
  GtkWidget *stop_eve;
};

G_DEFINE_FINAL_TYPE (LabPanel, lab_panel, ADW_TYPE_BIN)

static void
collect_settings (GtkWidget *widget, GPtrArray *settings)
{
  if (LAB_IS_SETTING (widget))
    {
      g_ptr_array_add (settings, widget);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect_settings (child, settings);
}

/* @why_not: NULL if the setting applies. */
static void
set_why_not (GtkWidget *widget, const char *why_not)
{
  gtk_widget_set_sensitive (widget, why_not == NULL);
  lab_tooltip_set (widget, why_not);
}

/* A run that left the list no longer names a curve. */
guint
lab_panel_get_curve (LabPanel *self)
{
  g_return_val_if_fail (LAB_IS_PANEL (self), LAB_BASE);

  return self->run != NULL && self->study != NULL && lab_study_is_listed (self->study, self->run)
             ? lab_study_get_curve (self->study, self->run)
             : LAB_BASE;
}

static void
show_heading (LabPanel *self, LabStudyFile *file)
{
  guint curve = lab_panel_get_curve (self);
  guint n_own = curve != LAB_BASE ? lab_study_file_count_own (file, curve) : 0;
  g_autofree char *note = NULL;

  gtk_label_set_text (self->heading, curve != LAB_BASE
                                         ? lab_study_file_get_curve_label (file, curve)
                                         : _ ("All curves"));
  gtk_widget_set_visible (self->all_curves, curve != LAB_BASE);
  if (curve == LAB_BASE)
    note = g_strdup (_ ("Select a run to change its curve only"));
  else if (n_own == 0)
    note = g_strdup (_ ("no settings of its own"));
  else
    note = g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "%u setting of its own", "%u settings of its own", n_own),
        n_own);
  gtk_label_set_text (self->heading_note, note);
}

static void
show_network (LabPanel *self, AdwExpanderRow *row, const char *party)
{
  LabStudyFile *file = lab_study_get_file (self->study);
  g_autofree char *dense_key = g_strconcat (party, ".dense", NULL);
  g_autofree char *norm_key = g_strconcat (party, ".batch-norm", NULL);
  g_autofree char *dense = lab_study_file_get_value (file, lab_panel_get_curve (self), dense_key);
  g_autofree char *norm = lab_study_file_get_value (file, lab_panel_get_curve (self), norm_key);
  g_auto (GStrv) layers = g_strsplit (dense, ";", -1);
  guint n_layers = g_strv_length (layers);
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_printf (text, g_dngettext (GETTEXT_PACKAGE, "%u dense", "%u dense", n_layers), n_layers);
  for (guint i = 0; i < n_layers; i++)
    g_string_append_printf (text, ", %s", lab_words_for_choice (g_strstrip (layers[i])));
  if (g_str_equal (norm, "true"))
    g_string_append (text, _ (", batch norm"));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_expander_row_set_subtitle (row, text->str);
}

static void
show_why_not (LabPanel *self)
{
  LabStudyFile *file = lab_study_get_file (self->study);
  guint curve = lab_panel_get_curve (self);
  g_autofree char *eve = lab_study_file_get_value (file, curve, "parties.eve");
  g_autofree char *schedule = lab_study_file_get_value (file, curve, "training.schedule");
  gboolean is_off = !g_str_equal (eve, "true");
  const char *why_not
      = is_off ? _ ("Eve is off: switch on “Eve listens” to train against her") : NULL;

  if (is_off)
    adw_expander_row_set_expanded (self->eve, FALSE);
  set_why_not (GTK_WIDGET (self->eve), why_not);
  set_why_not (self->schedule,
               is_off ? _ ("Without Eve, Alice and Bob always train together") : NULL);
  set_why_not (self->eve_term, why_not);
  gtk_widget_set_sensitive (self->stop_eve, !is_off);
  set_why_not (self->eve_batch_factor, why_not);
  if (!is_off && !g_str_equal (schedule, "by-step"))
    why_not = _ ("Only the schedule “by step” has Eve’s steps within an iteration");
  set_why_not (self->eve_steps, why_not);
}

static void
update (LabPanel *self)
{
  LabStudyFile *file;

  if (self->study == NULL)
    return;
  file = lab_study_get_file (self->study);
  for (guint i = 0; i < self->settings->len; i++)
    lab_setting_update (g_ptr_array_index (self->settings, i), file, lab_panel_get_curve (self));
  show_heading (self, file);
  show_network (self, self->alice, "alice");
  show_network (self, self->eve, "eve");
  show_why_not (self);
}

static gboolean
on_update_due (gpointer user_data)
{
  LabPanel *self = user_data;

  self->update_source = 0;
  update (self);
  return G_SOURCE_REMOVE;
}

/* Once for all that changes at once, and not before the act that changes it has its answer. */
static void
queue_update (LabPanel *self)
{
  if (self->update_source == 0)
    self->update_source = g_idle_add_full (G_PRIORITY_HIGH, on_update_due, self, NULL);
}

void
lab_panel_set_study (LabPanel *self, LabStudy *study)
{
  g_return_if_fail (LAB_IS_PANEL (self));
  g_return_if_fail (study == NULL || LAB_IS_STUDY (study));

  if (self->study == study)
    return;
  if (self->study != NULL)
    g_signal_handlers_disconnect_by_data (self->study, self);
  g_set_object (&self->study, study);
  if (study != NULL)
    g_signal_connect_swapped (study, "changed", G_CALLBACK (queue_update), self);
  update (self);
}

void
lab_panel_set_run (LabPanel *self, LabRun *run)
{
  g_return_if_fail (LAB_IS_PANEL (self));

  if (g_set_object (&self->run, run))
    queue_update (self);
}

/* The row already names its key, so for an error in that key it shows only the value and what is
 * wrong with it. */
static const char *
get_reason (const GError *error, const char *name)
{
  const LabErrorPlace *place = lab_error_get_place (error);
  g_autofree char *lies_in
      = place->key != NULL ? g_strconcat (place->group, ".", place->key, NULL) : NULL;

  return place->assignment != NULL && g_strcmp0 (lies_in, name) == 0 ? place->assignment
                                                                     : error->message;
}

void
lab_panel_refuse (LabPanel *self, const char *name, const GError *error)
{
  g_return_if_fail (LAB_IS_PANEL (self));

  if (self->study == NULL)
    return;
  for (guint i = 0; i < self->settings->len; i++)
    {
      LabSetting *setting = g_ptr_array_index (self->settings, i);
      if (!g_str_equal (lab_setting_get_key (setting), name))
        continue;
      lab_setting_update (setting, lab_study_get_file (self->study), lab_panel_get_curve (self));
      lab_setting_show_error (setting, get_reason (error, name));
    }
}

static void
lab_panel_dispose (GObject *object)
{
  LabPanel *self = LAB_PANEL (object);

  lab_panel_set_study (self, NULL);
  g_clear_handle_id (&self->update_source, g_source_remove);
  g_clear_object (&self->run);
  g_clear_pointer (&self->settings, g_ptr_array_unref);
  G_OBJECT_CLASS (lab_panel_parent_class)->dispose (object);
}

static void
lab_panel_class_init (LabPanelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lab_panel_dispose;

  g_type_ensure (LAB_TYPE_CHOICE_ROW);
  g_type_ensure (LAB_TYPE_KEY_DIFFERENCE_ROW);
  g_type_ensure (LAB_TYPE_ENTRY_ROW);
  g_type_ensure (LAB_TYPE_SWITCH_ROW);
  gtk_widget_class_set_css_name (widget_class, "labpanel");
  gtk_widget_class_set_template_from_resource (widget_class, "/org/fuzzykey/Lab/lab-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, LabPanel, all_curves);
  gtk_widget_class_bind_template_child (widget_class, LabPanel, alice);
  gtk_widget_class_bind_template_child (widget_class, LabPanel, bob);
  gtk_widget_class_bind_template_child (widget_class, LabPanel, eve);
  gtk_widget_class_bind_template_child (widget_class, LabPanel, eve_batch_factor);
  gtk_widget_class_bind_template_child (widget_class, LabPanel, eve_steps);
  gtk_widget_class_bind_template_child (widget_class, LabPanel, eve_term);
  gtk_widget_class_bind_template_child (widget_class, LabPanel, heading);
  gtk_widget_class_bind_template_child (widget_class, LabPanel, heading_note);
  gtk_widget_class_bind_template_child (widget_class, LabPanel, schedule);
  gtk_widget_class_bind_template_child (widget_class, LabPanel, stop_eve);
}

static void
lab_panel_init (LabPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  lab_party_rows_add ("bob", self->bob);
  lab_party_rows_add ("alice", GTK_WIDGET (self->alice));
  lab_party_rows_add ("eve", GTK_WIDGET (self->eve));
  self->settings = g_ptr_array_new ();
  collect_settings (GTK_WIDGET (self), self->settings);
}
