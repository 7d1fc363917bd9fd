/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Chooses what to replay.
 */
#include "config.h"

#include "app/replay/lab-replay-choice.h"

#include <glib/gi18n.h>

#include "app/replay/lab-replay-estimate.h"
#include "app/widgets/lab-words.h"
#include "report/replay/report-replay-eves.h"
#include "report/replay/report-replay-names.h"

/* Delay between a choice and estimating its cost. */
#define ASK_DELAY 250 /* milliseconds */

#define N_STUDIES 9

struct _LabReplayChoice
{
  AdwBin parent_instance;

  char *folder; /* chosen; NULL for the default */
  guint ask_source;

  GtkCheckButton *checks[N_STUDIES];
  AdwPreferencesGroup *figures;
  AdwPreferencesGroup *explanations;
  GtkSpinButton *seeds;
  AdwComboRow *reading;
  AdwActionRow *folder_row;
  LabReplayEstimate *estimate;
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (LabReplayChoice, lab_replay_choice, ADW_TYPE_BIN)

/* The studies that explain a figure. */
static const char *const explanations[N_STUDIES - REPORT_REPLAY_N_FIGURES]
    = { "plateaus", "eve-variants", "abadi" };

static const char *const readings[] = { "text", "inferred", NULL };

/* The paper's figures come first. */
static const char *
get_study (guint nth)
{
  return nth < REPORT_REPLAY_N_FIGURES ? report_replay_figures[nth]
                                       : explanations[nth - REPORT_REPLAY_N_FIGURES];
}

static gboolean
is_chosen (LabReplayChoice *self, guint nth)
{
  return gtk_check_button_get_active (self->checks[nth]);
}

gboolean
lab_replay_choice_has_some (LabReplayChoice *self)
{
  for (guint i = 0; i < N_STUDIES; i++)
    if (is_chosen (self, i))
      return TRUE;
  return FALSE;
}

static const char *
get_reading (LabReplayChoice *self)
{
  guint selected = adw_combo_row_get_selected (self->reading);

  return readings[selected < G_N_ELEMENTS (readings) - 1 ? selected : 0];
}

static guint
get_n_seeds (LabReplayChoice *self)
{
  return (guint) gtk_spin_button_get_value_as_int (self->seeds);
}

ReportReplayPlan *
lab_replay_choice_make_plan (LabReplayChoice *self, GError **error)
{
  g_autoptr (ReportReplayPlan) plan = report_replay_plan_new (get_n_seeds (self));

  for (guint i = 0; i < N_STUDIES; i++)
    {
      const char *name = get_study (i);
      const char *reading = report_replay_is_figure (name) ? get_reading (self) : NULL;
      g_autoptr (LabStudyFile) file = NULL;

      if (!is_chosen (self, i))
        continue;
      file = lab_study_file_open (name, reading, error);
      if (file == NULL || !report_replay_plan_add (plan, name, file, error))
        return NULL;
    }
  return g_steal_pointer (&plan);
}

/* Whether this is what the command replays by default. */
static gboolean
is_usual (LabReplayChoice *self)
{
  for (guint i = 0; i < N_STUDIES; i++)
    if (is_chosen (self, i) != (i < REPORT_REPLAY_N_FIGURES))
      return FALSE;
  return TRUE;
}

char *
lab_replay_choice_describe_command (LabReplayChoice *self)
{
  g_autoptr (GPtrArray) figures = g_ptr_array_new ();
  const char *reading = get_reading (self);

  for (guint i = 0; i < N_STUDIES; i++)
    if (is_chosen (self, i))
      g_ptr_array_add (figures, (char *) report_replay_get_figure (get_study (i)));
  g_ptr_array_add (figures, NULL);
  return report_replay_describe_command (
      is_usual (self) ? NULL : (const char *const *) figures->pdata, get_n_seeds (self),
      g_str_equal (reading, readings[0]) ? NULL : reading, REPORT_REPLAY_EVE_STEPS, NULL);
}

/* Each reading has its own folder, so that no report replaces another. */
char *
lab_replay_choice_get_folder (LabReplayChoice *self)
{
  const char *documents = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);
  const char *reading = get_reading (self);
  g_autofree char *name = g_strconcat ("fuzzy-key-replay-", reading, NULL);

  if (self->folder != NULL)
    return g_strdup (self->folder);
  return g_build_filename (documents != NULL ? documents : g_get_home_dir (), name, NULL);
}

GHashTable *
lab_replay_choice_get_costs (LabReplayChoice *self)
{
  return lab_replay_estimate_get_costs (self->estimate);
}

static gboolean
on_asking_due (gpointer user_data)
{
  LabReplayChoice *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReportReplayPlan) plan = lab_replay_choice_make_plan (self, &error);

  self->ask_source = 0;
  if (plan != NULL)
    lab_replay_estimate_measure (self->estimate, plan);
  else
    lab_replay_estimate_fail (self->estimate, error);
  return G_SOURCE_REMOVE;
}

static void
show_folder (LabReplayChoice *self)
{
  g_autofree char *folder = lab_replay_choice_get_folder (self);
  g_autofree char *shown = g_filename_display_name (folder);
  g_autofree char *escaped = g_markup_escape_text (shown, -1);

  adw_action_row_set_subtitle (self->folder_row, escaped);
}

static void
on_changed (LabReplayChoice *self)
{
  /* The template emits signals before there is anything to choose. */
  if (self->checks[N_STUDIES - 1] == NULL)
    return;
  g_clear_handle_id (&self->ask_source, g_source_remove);
  if (lab_replay_choice_has_some (self))
    {
      lab_replay_estimate_wait (self->estimate);
      self->ask_source = g_timeout_add (ASK_DELAY, on_asking_due, self);
    }
  else
    lab_replay_estimate_clear (self->estimate);
  show_folder (self);
  g_signal_emit (self, changed_signal, 0);
}

static const LabShippedStudy *
find_shipped (GPtrArray *shipped, const char *name)
{
  for (guint i = 0; i < shipped->len; i++)
    if (g_str_equal (((LabShippedStudy *) shipped->pdata[i])->name, name))
      return shipped->pdata[i];
  return NULL;
}

static void
add_study (LabReplayChoice *self, guint nth, const LabShippedStudy *study)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();
  g_autofree char *curves = study != NULL
                                ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u curve",
                                                                "%u curves", study->n_curves),
                                                   study->n_curves)
                                : NULL;
  GtkWidget *label = gtk_label_new (curves);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 study != NULL ? study->title : get_study (nth));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), nth < REPORT_REPLAY_N_FIGURES);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (check, "toggled", G_CALLBACK (on_changed), self);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "numeric");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  gtk_widget_add_css_class (row, "replay-study");
  gtk_widget_set_tooltip_text (row, study != NULL ? study->title : NULL);
  adw_preferences_group_add (nth < REPORT_REPLAY_N_FIGURES ? self->figures : self->explanations,
                             row);
  self->checks[nth] = GTK_CHECK_BUTTON (check);
}

void
lab_replay_choice_set_folder (LabReplayChoice *self, const char *folder)
{
  g_return_if_fail (LAB_IS_REPLAY_CHOICE (self));

  g_free (self->folder);
  self->folder = g_strdup (folder);
  show_folder (self);
  g_signal_emit (self, changed_signal, 0);
}

void
lab_replay_choice_choose (LabReplayChoice *self, const char *study, gboolean chosen)
{
  g_return_if_fail (LAB_IS_REPLAY_CHOICE (self));

  for (guint i = 0; i < N_STUDIES; i++)
    if (g_str_equal (get_study (i), study))
      gtk_check_button_set_active (self->checks[i], chosen);
}

static void
lab_replay_choice_dispose (GObject *object)
{
  g_clear_handle_id (&LAB_REPLAY_CHOICE (object)->ask_source, g_source_remove);
  G_OBJECT_CLASS (lab_replay_choice_parent_class)->dispose (object);
}

static void
lab_replay_choice_finalize (GObject *object)
{
  g_free (LAB_REPLAY_CHOICE (object)->folder);
  G_OBJECT_CLASS (lab_replay_choice_parent_class)->finalize (object);
}

static void
lab_replay_choice_class_init (LabReplayChoiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lab_replay_choice_dispose;
  object_class->finalize = lab_replay_choice_finalize;
  changed_signal = g_signal_new ("changed", LAB_TYPE_REPLAY_CHOICE, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (LAB_TYPE_REPLAY_ESTIMATE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/fuzzykey/Lab/lab-replay-choice.ui");
  gtk_widget_class_bind_template_child (widget_class, LabReplayChoice, estimate);
  gtk_widget_class_bind_template_child (widget_class, LabReplayChoice, explanations);
  gtk_widget_class_bind_template_child (widget_class, LabReplayChoice, figures);
  gtk_widget_class_bind_template_child (widget_class, LabReplayChoice, folder_row);
  gtk_widget_class_bind_template_child (widget_class, LabReplayChoice, reading);
  gtk_widget_class_bind_template_child (widget_class, LabReplayChoice, seeds);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
}

static void
lab_replay_choice_init (LabReplayChoice *self)
{
  g_autoptr (GPtrArray) shipped = lab_study_file_list_shipped ();
  g_autoptr (GtkStringList) model = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; readings[i] != NULL; i++)
    gtk_string_list_append (model, lab_words_for_reading (readings[i]));
  adw_combo_row_set_model (self->reading, G_LIST_MODEL (model));
  for (guint i = 0; i < N_STUDIES; i++)
    add_study (self, i, find_shipped (shipped, get_study (i)));
  on_changed (self);
}
