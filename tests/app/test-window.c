/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Drives the real window as a person would: opens a study, trains, pauses,
 * compares, sets what may and what may not be set, removes and has it back.
 */
#include "config.h"

#include <string.h>

#include "app-test-util.h"
#include "app/panel/lab-key-difference-row.h"
#include "app/panel/lab-entry-row.h"
#include "app/panel/lab-panel.h"
#include "app/training/lab-run-list.h"
#include "app/training/lab-run-row.h"
#include "app/panel/lab-switch-row.h"

#define STUDY "bob-bob1-bob2"

/* A visible label that says @text. */
static GtkWidget *
find_label (GtkWidget *widget, const char *text)
{
  if (!gtk_widget_get_visible (widget))
    return NULL;
  if (GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_label (child, text);
      if (found != NULL)
        return found;
    }
  return NULL;
}

/* All three runs train to their end, and then none can be started. */
static void
test_trains (void)
{
  LabWindow *window = test_open (STUDY);

  g_assert_cmpuint (lab_study_get_n_runs (lab_session_get_study (lab_window_get_session (window))),
                    ==, 3);
  test_set (window, "training.rounds", "2");
  test_set (window, "training.iterations", "60");
  test_set (window, "training.batch", "64");
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (window), "start"));
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (window), "pause"));
  test_act (window, "start", NULL);
  test_wait (window, test_all_begun, NULL, "three series to grow");
  test_wait (window, test_all_ended, NULL, "three runs to end");
  for (guint i = 0; i < 3; i++)
    {
      g_assert_cmpint (lab_run_get_state (test_get_run (window, i)), ==, LAB_RUN_FINISHED);
      g_assert_cmpuint (test_get_length (window, i), ==, 120);
    }
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (window), "start"));
  test_close (window);
}

static gboolean
two_grow (LabWindow *window, gpointer user_data)
{
  guint64 least = GPOINTER_TO_SIZE (user_data);

  return test_get_length (window, 0) > least && test_get_length (window, 1) > least;
}

static gboolean
is_any_outdated (LabStudy *study)
{
  for (guint i = 0; i < lab_study_get_n_runs (study); i++)
    if (lab_study_is_outdated (study, lab_study_get_run (study, i)))
      return TRUE;
  return FALSE;
}

/* Once the state says paused, not one more iteration comes. */
static void
test_pauses (void)
{
  LabWindow *window = test_open (STUDY);
  guint64 lengths[3];

  test_act (window, "start", NULL);
  test_wait (window, two_grow, GSIZE_TO_POINTER (20), "two series to grow");
  test_act (window, "pause", NULL);
  test_wait (window, test_none_active, NULL, "the runs to pause");
  for (guint i = 0; i < 3; i++)
    {
      lengths[i] = test_get_length (window, i);
      /* What still waited has not begun. */
      g_assert_cmpint (lab_run_get_state (test_get_run (window, i)), ==,
                       lengths[i] > 0 ? LAB_RUN_PAUSED : LAB_RUN_READY);
    }
  test_pass (300);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpuint (test_get_length (window, i), ==, lengths[i]);

  test_act (window, "step", NULL);
  test_wait (window, test_none_active, NULL, "the step to end");
  for (guint i = 0; i < 3; i++)
    g_assert_cmpuint (test_get_length (window, i), ==, lengths[i] + 1);

  test_act (window, "resume", NULL);
  test_wait (window, two_grow, GSIZE_TO_POINTER (MAX (lengths[0], lengths[1]) + 20), "more");
  /* Begun again, and back: what was trained is as it was, and what trained goes on. */
  lengths[0] = test_get_length (window, 0);
  test_act (window, "restart", NULL);
  test_act (window, "pause", NULL);
  test_wait (window, test_none_active, NULL, "the runs to pause");
  g_assert_cmpuint (test_get_length (window, 0), <, lengths[0]);
  test_act (window, "undo", NULL);
  g_assert_cmpuint (test_get_length (window, 0), >=, lengths[0]);
  test_act (window, "pause", NULL);
  test_wait (window, test_none_active, NULL, "the former runs to pause");
  test_close (window);
}

static gboolean
has_bar (LabWindow *window, gpointer user_data)
{
  GtkWidget *bar = test_find (window, ADW_TYPE_VIEW_SWITCHER_BAR, NULL);

  return gtk_widget_get_mapped (bar) == GPOINTER_TO_INT (user_data);
}

/* Where the header bar has no room for the pages, they stand below; elsewhere nothing does. */
static void
test_narrow (void)
{
  LabWindow *window = test_open (STUDY);

  test_wait (window, has_bar, GINT_TO_POINTER (FALSE), "a window without a bar");
  gtk_window_set_default_size (GTK_WINDOW (window), 640, 700);
  test_wait (window, has_bar, GINT_TO_POINTER (TRUE), "the bar of a narrow window");
  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 860);
  test_wait (window, has_bar, GINT_TO_POINTER (FALSE), "the bar to go");
  test_close (window);
}

/* While a pause waits for the end of a step, it can not be asked for again. */
static void
test_pausing (void)
{
  LabWindow *window = test_open (STUDY);

  test_act (window, "start", NULL);
  test_wait (window, two_grow, GSIZE_TO_POINTER (5), "two series to grow");
  test_act (window, "pause", NULL);
  g_assert_true (find_label (GTK_WIDGET (window), "pausing…") != NULL);
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (window), "pause"));
  test_wait (window, test_none_active, NULL, "the runs to pause");
  g_assert_null (find_label (GTK_WIDGET (window), "pausing…"));
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (window), "start"));
  test_close (window);
}

/* The header's acts mean the selected run alone. */
static void
test_selected (void)
{
  LabWindow *window = test_open (STUDY);

  test_act (window, "select", g_variant_new_int32 (1));
  test_act (window, "step", NULL);
  test_wait (window, test_none_active, NULL, "the step to end");
  g_assert_cmpuint (test_get_length (window, 0), ==, 0);
  g_assert_cmpuint (test_get_length (window, 1), ==, 1);
  test_act (window, "select", g_variant_new_int32 (-1));
  g_assert_null (lab_session_get_selected (lab_window_get_session (window)));
  test_act (window, "select", g_variant_new_int32 (7));
  g_assert_cmpstr (lab_window_get_sentence (window), ==,
                   "There is no run 7: the list has 3, counted from 0.");
  test_close (window);
}

static void
test_refuses (void)
{
  static const struct
  {
    const char *name;
    const char *value;
  } bad[] = {
    { "parties.key-bits", "17" },
    { "parties.key-difference", "99" },
    { "training.rounds", "0" },
    { "training.learning-rate", "nan" },
    { "training.learning-rate", "much" },
    { "parties.nonsense", "1" },
    { "nonsense", "" },
    { "bob.dense", "sigmoid;swish" },
    { "training.schedule", "by-round" },
    { "parties.eve", "perhaps" },
    { "study.reading", "between-lines" },
  };
  LabWindow *window = test_open (STUDY);
  LabStudy *study = lab_session_get_study (lab_window_get_session (window));
  g_autofree char *before = lab_study_file_to_text (lab_study_get_file (study));

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *said = g_strdup (lab_window_get_sentence (window));
      test_set (window, bad[i].name, bad[i].value);
      g_autofree char *after = lab_study_file_to_text (lab_study_get_file (study));
      const char *sentence = lab_window_get_sentence (window);

      g_test_message ("%s = %s: %s", bad[i].name, bad[i].value, sentence);
      g_assert_cmpstr (after, ==, before);
      g_assert_nonnull (sentence);
      g_assert_cmpstr (sentence, !=, said);
    }
  test_close (window);
}

/* The plot gets what room there is: what expands within the panel does not widen it. */
static void
test_panel_is_narrow (void)
{
  LabWindow *window = test_open (STUDY);
  GtkWidget *panel = test_find (window, LAB_TYPE_PANEL, NULL);

  g_assert_false (gtk_widget_compute_expand (panel, GTK_ORIENTATION_HORIZONTAL));
  test_close (window);
}

/* A control asks, and goes back when it is refused. */
static void
test_panel (void)
{
  LabWindow *window = test_open (STUDY);
  GtkWidget *row = test_find (window, LAB_TYPE_ENTRY_ROW, "training.batch");
  GtkWidget *entry = test_find (row, GTK_TYPE_ENTRY, NULL);

  gtk_editable_set_text (GTK_EDITABLE (entry), "128");
  g_signal_emit_by_name (entry, "activate");
  g_autofree char *batch = test_get_value (window, "training.batch");
  g_assert_cmpstr (batch, ==, "128");

  gtk_editable_set_text (GTK_EDITABLE (entry), "-3");
  g_signal_emit_by_name (entry, "activate");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "128");
  g_assert_true (gtk_widget_has_css_class (row, "error"));
  const char *subtitle = adw_action_row_get_subtitle (ADW_ACTION_ROW (row));
  g_assert_true (g_str_has_prefix (subtitle, "-3: "));
  g_assert_true (g_str_has_suffix (lab_window_get_sentence (window), subtitle));

  row = test_find (window, LAB_TYPE_KEY_DIFFERENCE_ROW, NULL);
  GtkRange *scale = GTK_RANGE (test_find (row, GTK_TYPE_SCALE, NULL));
  gtk_range_set_value (scale, 5);
  g_autofree char *difference = test_get_value (window, "parties.key-difference");
  g_assert_cmpstr (difference, ==, "5");
  test_set (window, "parties.key-difference", "2");
  g_assert_cmpfloat (gtk_range_get_value (scale), ==, 2);
  test_close (window);
}

static void
test_eve (void)
{
  LabWindow *window = test_open (STUDY);
  GtkWidget *steps = test_find (window, LAB_TYPE_ENTRY_ROW, "training.eve-steps");
  GtkWidget *row = test_find (window, LAB_TYPE_SWITCH_ROW, "parties.eve");
  GtkWidget *toggle = test_find (row, GTK_TYPE_SWITCH, NULL);

  g_assert_false (gtk_widget_get_sensitive (steps));
  g_assert_nonnull (gtk_widget_get_tooltip_text (steps));
  gtk_switch_set_active (GTK_SWITCH (toggle), TRUE);
  g_autofree char *eve = test_get_value (window, "parties.eve");
  g_assert_cmpstr (eve, ==, "true");
  g_test_message ("%s", lab_window_get_sentence (window));
  g_assert_true (
      g_str_has_prefix (lab_window_get_sentence (window), "With Eve, the reading “text” "));
  g_assert_nonnull (strstr (lab_window_get_sentence (window), "rounds 60, learning rate 0.005, "));
  test_set (window, "training.schedule", "by-step");
  g_assert_true (gtk_widget_get_sensitive (steps));
  g_assert_null (gtk_widget_get_tooltip_text (steps));
  test_close (window);
}

static GtkWidget *
find_arrow (GtkWidget *widget, const char *key)
{
  GtkWidget *found = NULL;
  GVariant *target = GTK_IS_BUTTON (widget)
                         ? gtk_actionable_get_action_target_value (GTK_ACTIONABLE (widget))
                         : NULL;

  if (target != NULL
      && g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), "win.unset") == 0
      && g_str_equal (g_variant_get_string (target, NULL), key))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_arrow (child, key);
  return found;
}

/* The curve that is selected is the one that the panel shows and changes. */
static void
test_curve_edited (void)
{
  LabWindow *window = test_open (STUDY);
  LabStudy *study = lab_session_get_study (lab_window_get_session (window));
  GtkWidget *arrow;

  test_pass (50);
  g_assert_nonnull (find_label (GTK_WIDGET (window), "All curves"));
  test_act (window, "select", g_variant_new_int32 (1));
  test_set (window, "training.batch", "16");
  test_pass (50);
  g_assert_true (lab_study_file_is_own (lab_study_get_file (study), 1, "training.batch"));
  g_assert_false (lab_study_file_is_own (lab_study_get_file (study), 0, "training.batch"));
  g_assert_nonnull (find_label (GTK_WIDGET (window), "2 settings of its own"));
  arrow = find_arrow (GTK_WIDGET (window), "training.batch");
  g_assert_true (arrow != NULL && gtk_widget_get_visible (arrow));
  g_assert_true (g_str_has_prefix (gtk_widget_get_tooltip_text (arrow), "Back to the value"));

  /* Another curve has none. */
  test_act (window, "select", g_variant_new_int32 (0));
  test_pass (50);
  g_assert_false (gtk_widget_get_visible (arrow));
  test_act (window, "select", g_variant_new_int32 (1));
  test_pass (50);
  g_assert_true (gtk_widget_activate_action (arrow, "win.unset", "s", "training.batch"));
  test_pass (50);
  g_assert_false (lab_study_file_is_own (lab_study_get_file (study), 1, "training.batch"));
  g_assert_nonnull (find_label (GTK_WIDGET (window), "1 setting of its own"));
  test_act (window, "undo", NULL);
  g_assert_true (lab_study_file_is_own (lab_study_get_file (study), 1, "training.batch"));

  /* With none selected it is all curves again; the one with its own keeps that. */
  test_act (window, "select", g_variant_new_int32 (-1));
  test_set (window, "training.batch", "64");
  test_pass (50);
  g_assert_nonnull (find_label (GTK_WIDGET (window), "All curves"));
  g_assert_nonnull (find_label (GTK_WIDGET (window), "1 of 3 curves have their own: 16"));
  test_close (window);
}

static guint
count_listed (LabWindow *window)
{
  g_autoptr (GPtrArray) runs = lab_session_get_runs (lab_window_get_session (window));

  return runs->len;
}

static void
test_remove (void)
{
  LabWindow *window = test_open (STUDY);

  test_act (window, "remove", g_variant_new_uint32 (1));
  g_assert_cmpuint (count_listed (window), ==, 2);
  test_act (window, "undo", NULL);
  g_assert_cmpuint (count_listed (window), ==, 3);
  g_assert_true (lab_run_get_visible (test_get_run (window, 1)));
  test_act (window, "clear", NULL);
  g_assert_cmpuint (count_listed (window), ==, 0);
  test_act (window, "undo", NULL);
  g_assert_cmpuint (count_listed (window), ==, 3);
  test_act (window, "remove", g_variant_new_uint32 (0));
  test_act (window, "remove", g_variant_new_uint32 (0));
  g_assert_cmpuint (count_listed (window), ==, 1);
  test_act (window, "add-curve", NULL);
  g_assert_cmpuint (count_listed (window), ==, 2);
  test_act (window, "rename", g_variant_new ("(us)", 1, "mine"));
  test_act (window, "rename", g_variant_new ("(us)", 1, "two\nlines"));
  {
    g_autoptr (GPtrArray) runs = lab_session_get_runs (lab_window_get_session (window));

    g_assert_cmpstr (lab_run_get_label (runs->pdata[1]), ==, "mine");
  }
  test_act (window, "set-visible", g_variant_new ("(ub)", 0, FALSE));
  test_pass (100);
  test_close (window);
}

static GtkListBoxRow *
get_row (LabWindow *window, int index)
{
  GtkWidget *row = test_find (window, LAB_TYPE_RUN_ROW, NULL);

  return gtk_list_box_get_row_at_index (GTK_LIST_BOX (gtk_widget_get_parent (row)), index);
}

/* A run keeps its row while others go and come. */
static void
test_rows_stay (void)
{
  LabWindow *window = test_open (STUDY);
  GtkListBoxRow *first = get_row (window, 0), *last = get_row (window, 2);

  test_act (window, "remove", g_variant_new_uint32 (1));
  g_assert_true (get_row (window, 0) == first);
  g_assert_true (get_row (window, 1) == last);
  g_assert_null (get_row (window, 2));
  test_act (window, "undo", NULL);
  g_assert_true (get_row (window, 2) == last);
  g_assert_true (lab_run_row_get_run (LAB_RUN_ROW (get_row (window, 1)))
                 == test_get_run (window, 1));
  /* Its actions mean the run by its place as it is now. */
  test_act (window, "remove", g_variant_new_uint32 (0));
  gtk_widget_activate_action (GTK_WIDGET (last), "run.remove", NULL);
  test_pass (50);
  g_assert_cmpuint (count_listed (window), ==, 1);
  g_assert_null (get_row (window, 1));
  test_close (window);
}

static void
test_studies (void)
{
  LabWindow *window = test_open (STUDY);
  g_autofree char *path = test_get_path ("mine.ini");
  g_autofree char *missing = test_get_path ("missing.ini");
  g_autofree char *malformed = test_get_path ("malformed.ini");
  LabStudy *study;

  test_set (window, "parties.key-difference", "4");
  test_act (window, "add-curve", NULL);
  test_act (window, "save-study", g_variant_new_string (path));
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));

  g_assert_true (g_file_set_contents (malformed, "no study at all", -1, NULL));
  study = lab_session_get_study (lab_window_get_session (window));
  test_act (window, "load-study", g_variant_new_string (missing));
  g_assert_nonnull (strstr (lab_window_get_sentence (window), "missing"));
  test_act (window, "load-study", g_variant_new_string (malformed));
  g_assert_nonnull (strstr (lab_window_get_sentence (window), "malformed"));
  g_assert_true (study == lab_session_get_study (lab_window_get_session (window)));

  test_act (window, "step", NULL);
  test_wait (window, test_none_active, NULL, "a step");
  test_act (window, "load-study", g_variant_new_string (path));
  g_assert_cmpuint (count_listed (window), ==, 4);
  g_assert_false (study == lab_session_get_study (lab_window_get_session (window)));
  test_act (window, "undo", NULL);
  g_assert_true (study == lab_session_get_study (lab_window_get_session (window)));
  g_assert_cmpuint (test_get_length (window, 0), ==, 1);
  test_close (window);
}

static gboolean
has_note (LabWindow *window, const char *note)
{
  return find_label (GTK_WIDGET (window), note) != NULL;
}

static guint
count_history (LabStudy *study)
{
  g_autoptr (GPtrArray) history = lab_study_list_history (study, NULL);

  return history->len;
}

/* Of one curve, of all, and back. */
static void
check_history_emptied (LabWindow *window, LabStudy *study)
{
  test_act (window, "select", g_variant_new_int32 (0));
  test_act (window, "empty-history", NULL);
  g_assert_cmpuint (count_history (study), ==, 2);
  test_act (window, "select", g_variant_new_int32 (-1));
  test_act (window, "empty-history", NULL);
  g_assert_cmpuint (count_history (study), ==, 0);
  g_assert_nonnull (strstr (lab_window_get_sentence (window), "2 earlier runs were deleted"));
  test_act (window, "undo", NULL);
  test_act (window, "undo", NULL);
  g_assert_cmpuint (count_history (study), ==, 3);
}

/* A change while runs have begun is for the next run, and the window says so; what was trained
 * stays, and what is saved is what was trained. */
static void
test_outdated (void)
{
  LabWindow *window = test_open (STUDY);
  LabStudy *study = lab_session_get_study (lab_window_get_session (window));
  g_autofree char *path = test_get_path ("trained.ini");
  g_autoptr (GPtrArray) history = NULL;

  test_act (window, "step", NULL);
  test_wait (window, test_all_begun, NULL, "a step");
  test_wait (window, test_none_active, NULL, "the step to end");
  test_set (window, "training.batch", "32");
  lab_session_flush (lab_window_get_session (window));
  g_assert_true (is_any_outdated (study));
  g_assert_true (has_note (window, "earlier settings"));
  test_act (window, "save-study", g_variant_new_string (path));
  g_autoptr (LabStudyFile) saved = lab_study_file_open (path, NULL, NULL);
  g_autofree char *trained = lab_study_file_get_value (saved, 0, "training.batch");
  g_assert_cmpstr (trained, !=, "32");
  test_act (window, "restart", NULL);
  lab_session_flush (lab_window_get_session (window));
  g_assert_false (is_any_outdated (study));
  g_assert_false (has_note (window, "earlier settings"));
  history = lab_study_list_history (study, NULL);
  g_assert_cmpuint (history->len, ==, 3);
  check_history_emptied (window, study);
  test_close (window);
}

static void
test_closes_while_training (void)
{
  LabWindow *window = test_open (STUDY);
  gint64 begin;

  test_act (window, "start", NULL);
  test_wait (window, two_grow, GSIZE_TO_POINTER (5), "two series to grow");
  begin = g_get_monotonic_time ();
  test_close (window);
  g_assert_cmpint (g_get_monotonic_time () - begin, <, 5 * G_USEC_PER_SEC);
}

static void
on_bus_answer (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer
      = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static gboolean
is_true (LabWindow *window, gpointer user_data)
{
  return *(gboolean *) user_data;
}

static void
test_bus (void)
{
  LabWindow *window = test_open (STUDY);
  GApplication *application = G_APPLICATION (test_get_application ());
  g_autofree char *path
      = g_strdup_printf ("%s/window/%u", g_application_get_dbus_object_path (application),
                         gtk_application_window_get_id (GTK_APPLICATION_WINDOW (window)));
  gboolean answered = FALSE;
  GVariantBuilder parameters;

  g_variant_builder_init (&parameters, G_VARIANT_TYPE ("av"));
  g_variant_builder_add (&parameters, "v", g_variant_new ("(ss)", "training.batch", "96"));
  g_dbus_connection_call (g_application_get_dbus_connection (application), "org.fuzzykey.Lab", path,
                          "org.gtk.Actions", "Activate",
                          g_variant_new ("(sava{sv})", "set", &parameters, NULL), NULL,
                          G_DBUS_CALL_FLAGS_NONE, -1, NULL, on_bus_answer, &answered);
  test_wait (window, is_true, &answered, "an answer on the bus");
  g_autofree char *batch = test_get_value (window, "training.batch");
  g_assert_cmpstr (batch, ==, "96");
  test_close (window);
}

static void
test_accessible (void)
{
  LabWindow *window = test_open (STUDY);
  LabPlotView *view = lab_window_get_plot_view (window);

  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_ROLE_IMG);
  g_assert_true (gtk_test_accessible_has_property (GTK_ACCESSIBLE (view),
                                                   GTK_ACCESSIBLE_PROPERTY_DESCRIPTION));
  g_assert_true (gtk_widget_get_focusable (GTK_WIDGET (view)));
  test_close (window);
}

/* Without anything new, the curves are not drawn again. */
static void
test_draws_once (void)
{
  LabWindow *window = test_open (STUDY);
  LabPlotView *view = lab_window_get_plot_view (window);

  test_act (window, "step", NULL);
  test_wait (window, test_all_begun, NULL, "a step");
  test_wait (window, test_none_active, NULL, "the step to end");
  test_pass (300);
  guint n_drawn = lab_picture_view_get_n_drawn (LAB_PICTURE_VIEW (view));
  for (guint i = 0; i < 10; i++)
    {
      gtk_widget_queue_draw (GTK_WIDGET (view));
      test_pass (20);
    }
  g_assert_cmpuint (lab_picture_view_get_n_drawn (LAB_PICTURE_VIEW (view)), ==, n_drawn);
  lab_run_set_visible (test_get_run (window, 0), FALSE);
  test_pass (100);
  g_assert_cmpuint (lab_picture_view_get_n_drawn (LAB_PICTURE_VIEW (view)), >, n_drawn);
  test_close (window);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

  g_test_add_func ("/window/trains", test_trains);
  g_test_add_func ("/window/pauses", test_pauses);
  g_test_add_func ("/window/pausing", test_pausing);
  g_test_add_func ("/window/narrow", test_narrow);
  g_test_add_func ("/window/selected", test_selected);
  g_test_add_func ("/window/refuses", test_refuses);
  g_test_add_func ("/window/panel", test_panel);
  g_test_add_func ("/window/panel-is-narrow", test_panel_is_narrow);
  g_test_add_func ("/window/eve", test_eve);
  g_test_add_func ("/window/curve-edited", test_curve_edited);
  g_test_add_func ("/window/remove", test_remove);
  g_test_add_func ("/window/rows-stay", test_rows_stay);
  g_test_add_func ("/window/studies", test_studies);
  g_test_add_func ("/window/outdated", test_outdated);
  g_test_add_func ("/window/closes-while-training", test_closes_while_training);
  g_test_add_func ("/window/bus", test_bus);
  g_test_add_func ("/window/accessible", test_accessible);
  g_test_add_func ("/window/draws-once", test_draws_once);
  return g_test_run ();
}
