/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the tests of the window share: one application, patience, actions.
 */
#include "config.h"

#include "app-test-util.h"

#ifdef __SANITIZE_ADDRESS__ /* many times slower */
#define PATIENCE (90 * G_USEC_PER_SEC)
#else
#define PATIENCE (30 * G_USEC_PER_SEC)
#endif

LabApplication *
test_get_application (void)
{
  static LabApplication *application;

  if (application == NULL)
    {
      g_autoptr (GError) error = NULL;
      application = lab_application_new ();
      g_application_register (G_APPLICATION (application), NULL, &error);
      g_assert_no_error (error);
    }
  return application;
}

static gboolean
is_drawn (LabWindow *window, gpointer user_data)
{
  return lab_picture_view_get_n_drawn (LAB_PICTURE_VIEW (lab_window_get_plot_view (window))) > 0;
}

static gboolean
is_loaded (LabWindow *window, gpointer user_data)
{
  return !lab_window_is_loading (window);
}

LabWindow *
test_open_store (const char *path, const char *study)
{
  LabWindow *window = lab_window_new (GTK_APPLICATION (test_get_application ()));
  g_autoptr (GError) error = NULL;

  lab_window_open_store (window, path);
  if (study == NULL)
    lab_window_open_last (window);
  else
    lab_window_open_study (window, study, &error);
  g_assert_no_error (error);
  gtk_window_present (GTK_WINDOW (window));
  test_wait (window, is_loaded, NULL, "the study from the store");
  return window;
}

LabWindow *
test_open (const char *study)
{
  LabWindow *window = lab_window_new (GTK_APPLICATION (test_get_application ()));
  g_autoptr (GError) error = NULL;

  lab_window_open_study (window, study, &error);
  g_assert_no_error (error);
  gtk_window_present (GTK_WINDOW (window));
  test_wait (window, is_drawn, NULL, "the first frame");
  return window;
}

static gboolean
is_gone (LabWindow *window, gpointer user_data)
{
  return *(gpointer *) user_data == NULL;
}

void
test_close (LabWindow *window)
{
  gpointer alive = window;
  gpointer store = lab_session_get_store (lab_window_get_session (window));

  g_object_add_weak_pointer (G_OBJECT (window), &alive);
  if (store != NULL)
    g_object_add_weak_pointer (store, &store);
  gtk_window_close (GTK_WINDOW (window));
  test_wait (NULL, is_gone, &alive, "the window to be gone");
  test_wait (NULL, is_gone, &store, "its store to be gone");
}

static gboolean
has_gone (LabWindow *window, gpointer user_data)
{
  g_autoptr (GObject) object = g_weak_ref_get (user_data);

  return object == NULL;
}

void
test_let_go (gpointer object)
{
  GWeakRef alive; /* unlike a weak pointer, whichever thread is the last */

  g_weak_ref_init (&alive, object);
  g_object_unref (object);
  test_wait (NULL, has_gone, &alive, "the object to be gone");
  g_weak_ref_clear (&alive);
}

static gboolean
on_time_out (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

void
test_pass (guint milliseconds)
{
  gboolean over = FALSE;

  g_timeout_add (milliseconds, on_time_out, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
keep_waking (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

void
test_wait (LabWindow *window, TestCondition condition, gpointer user_data, const char *what)
{
  gint64 end = g_get_monotonic_time () + PATIENCE;
  guint wake = g_timeout_add (5, keep_waking, NULL);

  while (!condition (window, user_data))
    {
      if (g_get_monotonic_time () > end)
        g_error ("Waited in vain for %s.", what);
      g_main_context_iteration (NULL, TRUE);
    }
  g_source_remove (wake);
  if (window != NULL)
    lab_session_flush (lab_window_get_session (window));
}

void
test_act (LabWindow *window, const char *action, GVariant *parameter)
{
  g_assert_true (g_action_group_has_action (G_ACTION_GROUP (window), action));
  g_action_group_activate_action (G_ACTION_GROUP (window), action, parameter);
  lab_session_flush (lab_window_get_session (window));
}

static gboolean
on_due (gpointer is_due)
{
  *(gboolean *) is_due = TRUE;
  return G_SOURCE_REMOVE;
}

void
test_set (LabWindow *window, const char *name, const char *value)
{
  gboolean is_due = FALSE;

  test_act (window, "set", g_variant_new ("(ss)", name, value));
  /* The panel follows in the same pass of the main loop, as does this, queued after it. */
  g_idle_add_full (G_PRIORITY_HIGH, on_due, &is_due, NULL);
  while (!is_due)
    g_main_context_iteration (NULL, TRUE);
}

LabRun *
test_get_run (LabWindow *window, guint index)
{
  return lab_study_get_run (lab_session_get_study (lab_window_get_session (window)), index);
}

guint64
test_get_length (LabWindow *window, guint index)
{
  return lab_series_get_length (lab_run_get_series (test_get_run (window, index)));
}

char *
test_get_value (LabWindow *window, const char *name)
{
  LabStudy *study = lab_session_get_study (lab_window_get_session (window));

  return lab_study_file_get_value (lab_study_get_file (study), LAB_BASE, name);
}

GtkWidget *
test_find (gpointer widget, GType type, const char *key)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    {
      g_autofree char *own = NULL;
      if (key == NULL)
        return widget;
      g_object_get (widget, "key", &own, NULL);
      if (g_strcmp0 (own, key) == 0)
        return widget;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = test_find (child, type, key);
      if (found != NULL)
        return found;
    }
  return NULL;
}

char *
test_get_path (const char *name)
{
  static char *folder;

  /* Within the folders that with-display takes away. */
  if (folder == NULL)
    folder = g_mkdtemp (g_build_filename (g_get_user_runtime_dir (), "window-XXXXXX", NULL));
  g_assert_nonnull (folder);
  return g_build_filename (folder, name, NULL);
}

static guint
get_n_runs (LabWindow *window)
{
  return lab_study_get_n_runs (lab_session_get_study (lab_window_get_session (window)));
}

gboolean
test_all_begun (LabWindow *window, gpointer user_data)
{
  for (guint i = 0; i < get_n_runs (window); i++)
    if (test_get_length (window, i) == 0)
      return FALSE;
  return TRUE;
}

gboolean
test_all_ended (LabWindow *window, gpointer user_data)
{
  for (guint i = 0; i < get_n_runs (window); i++)
    if (!lab_run_is_ended (test_get_run (window, i)))
      return FALSE;
  return TRUE;
}

gboolean
test_none_active (LabWindow *window, gpointer user_data)
{
  for (guint i = 0; i < get_n_runs (window); i++)
    if (lab_run_is_active (test_get_run (window, i)))
      return FALSE;
  return TRUE;
}

gboolean
test_no_exports (LabWindow *window, gpointer user_data)
{
  return lab_window_get_n_exports (window) == 0;
}

GtkWidget *
test_find_label (GtkWidget *widget, const char *start)
{
  if (!gtk_widget_get_visible (widget))
    return NULL;
  if (GTK_IS_LABEL (widget) && g_str_has_prefix (gtk_label_get_text (GTK_LABEL (widget)), start))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = test_find_label (child, start);
      if (found != NULL)
        return found;
    }
  return NULL;
}

AdwMessageDialog *
test_find_question (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window) && gtk_widget_get_visible (window))
        return ADW_MESSAGE_DIALOG (window);
    }
  return NULL;
}

void
test_answer (const char *response)
{
  AdwMessageDialog *dialog = test_find_question ();

  g_assert_nonnull (dialog);
  adw_message_dialog_response (dialog, response);
  gtk_window_close (GTK_WINDOW (dialog));
  test_pass (300);
  g_assert_null (test_find_question ());
}
