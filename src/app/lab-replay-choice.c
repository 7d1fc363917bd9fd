/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The page of the replay's window on which it is chosen what to replay, with what
 * that will take. Starts nothing.
 */
#include "config.h"

#include "lab-replay-window-private.h"

#include <glib/gi18n.h>

#include "lab-file-dialog.h"
#include "lab-words.h"
#include "lab/lab-limits.h"
#include "report/report-replay-eves.h"
#include "report/report-replay-files.h"
#include "report/report-replay-names.h"

/* So long after a choice it is asked what it would take. */
#define ASK_DELAY 250 /* milliseconds */

/* Of those that explain a figure. */
static const char *const explanations[LAB_REPLAY_N_STUDIES - REPORT_REPLAY_N_FIGURES]
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
is_chosen (LabReplayWindow *self, guint nth)
{
  return gtk_check_button_get_active (self->checks[nth]);
}

static guint
count_chosen (LabReplayWindow *self)
{
  guint n = 0;

  for (guint i = 0; i < LAB_REPLAY_N_STUDIES; i++)
    n += is_chosen (self, i);
  return n;
}

static const char *
get_reading (LabReplayWindow *self)
{
  guint selected = adw_combo_row_get_selected (self->reading);

  return readings[selected < G_N_ELEMENTS (readings) - 1 ? selected : 0];
}

static guint
get_n_seeds (LabReplayWindow *self)
{
  return (guint) gtk_spin_button_get_value_as_int (self->seeds);
}

ReportReplayPlan *
lab_replay_choice_make_plan (LabReplayWindow *self, GError **error)
{
  g_autoptr (ReportReplayPlan) plan = report_replay_plan_new (get_n_seeds (self));

  for (guint i = 0; i < LAB_REPLAY_N_STUDIES; i++)
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

/* Whether it is just what is replayed where nothing is named. */
static gboolean
is_usual (LabReplayWindow *self)
{
  for (guint i = 0; i < LAB_REPLAY_N_STUDIES; i++)
    if (is_chosen (self, i) != (i < REPORT_REPLAY_N_FIGURES))
      return FALSE;
  return TRUE;
}

char *
lab_replay_choice_describe_command (LabReplayWindow *self)
{
  g_autoptr (GPtrArray) figures = g_ptr_array_new ();
  const char *reading = get_reading (self);

  for (guint i = 0; i < LAB_REPLAY_N_STUDIES; i++)
    if (is_chosen (self, i))
      g_ptr_array_add (figures, (char *) report_replay_get_figure (get_study (i)));
  g_ptr_array_add (figures, NULL);
  return report_replay_describe_command (
      is_usual (self) ? NULL : (const char *const *) figures->pdata, get_n_seeds (self),
      g_str_equal (reading, readings[0]) ? NULL : reading, REPORT_REPLAY_EVE_STEPS, NULL);
}

/* Each reading has a folder of its own, so that no report takes another's place. */
char *
lab_replay_choice_get_folder (LabReplayWindow *self)
{
  const char *documents = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);
  const char *reading = get_reading (self);
  g_autofree char *name = g_strconcat ("fuzzy-key-replay-", reading, NULL);

  if (self->folder != NULL)
    return g_strdup (self->folder);
  return g_build_filename (documents != NULL ? documents : g_get_home_dir (), name, NULL);
}

/* A path may hold what is markup in a row. */
static void
set_subtitle (AdwActionRow *row, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  adw_action_row_set_subtitle (row, escaped);
}

static void
show_cost (LabReplayWindow *self)
{
  g_autofree char *runs = NULL, *time = NULL, *memory = NULL, *title = NULL;
  guint n_processors = g_get_num_processors ();
  guint64 available;

  if (self->cost == NULL)
    return;
  runs = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u run", "%u runs", self->cost->n_runs),
                          self->cost->n_runs);
  time = lab_words_for_time (self->cost->seconds);
  /* Translators: "120 runs, about 9 min". */
  title = g_strdup_printf (_ ("%s, about %s"), runs, time);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->estimate_row), title);

  memory = g_format_size (self->cost->bytes);
  available = lab_limits_get_free_memory (NULL);
  if (self->cost->bytes > available)
    {
      g_autofree char *there = g_format_size (available);
      g_autofree char *text = g_strdup_printf (
          _ ("They need %s of memory and %s are free: choose fewer figures or seeds"), memory,
          there);
      adw_action_row_set_subtitle (self->estimate_row, text);
      return;
    }
  g_autofree char *text = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "on %u processor, by a few steps measured on it; %s of memory",
                   "on %u processors, by a few steps measured on them; %s of memory", n_processors),
      n_processors, memory);
  adw_action_row_set_subtitle (self->estimate_row, text);
}

static void
show_asking (LabReplayWindow *self, gboolean asking)
{
  gtk_widget_set_visible (GTK_WIDGET (self->estimate_spinner), asking);
  gtk_spinner_set_spinning (self->estimate_spinner, asking);
}

static void
on_cost_measured (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LabReplayWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReportReplayCost) cost = report_replay_cost_measure_finish (result, &error);

  /* Another question took its place, or the window is gone. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  show_asking (self, FALSE);
  g_clear_object (&self->asking);
  g_clear_pointer (&self->cost, report_replay_cost_free);
  self->cost = g_steal_pointer (&cost);
  g_clear_pointer (&self->known, g_hash_table_unref);
  self->known = g_hash_table_ref (self->cost->costs);
  show_cost (self);
}

static void
forget_question (LabReplayWindow *self)
{
  g_clear_handle_id (&self->ask_source, g_source_remove);
  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
}

static void
show_no_cost (LabReplayWindow *self, const GError *error)
{
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->estimate_row),
                                 _ ("That cannot be told"));
  set_subtitle (self->estimate_row, error->message);
}

static gboolean
ask_for_cost (gpointer user_data)
{
  LabReplayWindow *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ReportReplayPlan) plan = lab_replay_choice_make_plan (self, &error);

  self->ask_source = 0;
  if (plan == NULL)
    {
      show_asking (self, FALSE);
      show_no_cost (self, error);
      return G_SOURCE_REMOVE;
    }
  self->asking = g_cancellable_new ();
  report_replay_cost_measure_async (plan, REPORT_REPLAY_EVE_STEPS, self->known, self->asking,
                                    on_cost_measured, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

void
lab_replay_choice_show (LabReplayWindow *self)
{
  gboolean has_some = count_chosen (self) > 0;
  g_autofree char *folder = lab_replay_choice_get_folder (self);
  g_autofree char *shown = g_filename_display_name (folder);
  g_autofree char *store = g_build_filename (folder, REPORT_REPLAY_STORE, NULL);
  const char *hint = NULL;

  set_subtitle (self->folder_row, shown);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "replay.start", has_some);
  if (!has_some)
    hint = _ ("Choose at least one figure.");
  else if (self->shared)
    hint = _ ("The lab’s window is training: both would share the processors, and both take "
              "longer.");
  else if (g_file_test (store, G_FILE_TEST_EXISTS))
    hint = _ ("The folder has a replay already: what it has of this one is not trained again.");
  gtk_label_set_text (self->hint, hint != NULL ? hint : "");
}

void
lab_replay_choice_changed (LabReplayWindow *self)
{
  gboolean has_some = count_chosen (self) > 0;

  /* The template's signals come before there is anything to choose. */
  if (self->replay == NULL)
    return;
  forget_question (self);
  show_asking (self, has_some);
  if (has_some)
    self->ask_source = g_timeout_add (ASK_DELAY, ask_for_cost, self);
  if (!has_some || self->cost == NULL)
    {
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->estimate_row),
                                     has_some ? _ ("Measuring a few steps…")
                                              : _ ("Nothing is chosen"));
      adw_action_row_set_subtitle (self->estimate_row, "");
    }
  lab_replay_choice_show (self);
}

static void
on_folder_chosen (
    gpointer owner, const char *path, const char *format, const char *trouble, gpointer user_data)
{
  LabReplayWindow *self = owner;

  if (path != NULL)
    lab_replay_window_set_folder (self, path);
  else if (trouble != NULL)
    gtk_label_set_text (self->hint, trouble);
}

void
lab_replay_choice_ask_for_folder (LabReplayWindow *self)
{
  const LabFileQuestion question = {
    .title = _ ("Folder of the Replay"),
    .accept = _ ("_Choose"),
    .action = GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER,
  };

  lab_file_dialog_ask (GTK_WINDOW (self), &question, self, on_folder_chosen, NULL, NULL);
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
add_study (LabReplayWindow *self, guint nth, const LabShippedStudy *study)
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
  g_signal_connect_swapped (check, "toggled", G_CALLBACK (lab_replay_choice_changed), self);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "numeric");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  gtk_widget_add_css_class (row, "replay-study");
  gtk_widget_set_tooltip_text (row, study != NULL ? study->title : NULL);
  adw_preferences_group_add (nth < REPORT_REPLAY_N_FIGURES ? self->figures : self->explanations, row);
  self->checks[nth] = GTK_CHECK_BUTTON (check);
}

void
lab_replay_choice_init (LabReplayWindow *self)
{
  g_autoptr (GPtrArray) shipped = lab_study_file_list_shipped ();
  g_autoptr (GtkStringList) model = gtk_string_list_new (NULL);

  for (guint i = 0; i < LAB_REPLAY_N_STUDIES; i++)
    add_study (self, i, find_shipped (shipped, get_study (i)));
  for (guint i = 0; readings[i] != NULL; i++)
    gtk_string_list_append (model, lab_words_for_reading (readings[i]));
  adw_combo_row_set_model (self->reading, G_LIST_MODEL (model));
}

void
lab_replay_choice_clear (LabReplayWindow *self)
{
  forget_question (self);
  g_clear_pointer (&self->cost, report_replay_cost_free);
  g_clear_pointer (&self->known, g_hash_table_unref);
}

void
lab_replay_window_set_folder (LabReplayWindow *self, const char *folder)
{
  g_return_if_fail (LAB_IS_REPLAY_WINDOW (self));

  g_free (self->folder);
  self->folder = g_strdup (folder);
  lab_replay_choice_show (self);
}

void
lab_replay_window_choose (LabReplayWindow *self, const char *study, gboolean chosen)
{
  g_return_if_fail (LAB_IS_REPLAY_WINDOW (self));

  for (guint i = 0; i < LAB_REPLAY_N_STUDIES; i++)
    if (g_str_equal (get_study (i), study))
      gtk_check_button_set_active (self->checks[i], chosen);
}
