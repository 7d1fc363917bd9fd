/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The preferences: what is set there is remembered and followed.
 */
#include "config.h"

#include "app-test-util.h"

#include "app/window/lab-preferences.h"
#include "app/window/lab-settings.h"

/* (nullable): the first window of @type. */
static gpointer
find_window (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GObject) window = g_list_model_get_item (windows, i);
      if (g_type_is_a (G_OBJECT_TYPE (window), type))
        return window;
    }
  return NULL;
}

static guint
count_running (LabWindow *window)
{
  guint n = 0;

  for (guint i = 0; i < 3; i++)
    n += lab_run_get_state (test_get_run (window, i)) == LAB_RUN_RUNNING;
  return n;
}

/* As many runs train at once as there are cores to use. */
static void
test_cores (void)
{
  g_autoptr (GSettings) settings = lab_settings_open ();

  g_settings_set_int (settings, "cores", 1);
  LabWindow *window = test_open ("bob-bob1-bob2");
  test_act (window, "start", NULL);
  g_assert_cmpuint (count_running (window), ==, 1);
  g_settings_set_int (settings, "cores", 2);
  g_assert_cmpuint (count_running (window), ==, 2);
  g_settings_reset (settings, "cores");
  test_close (window);
}

static void
test_window (void)
{
  LabWindow *window = test_open ("bob-bob1-bob2");
  g_autoptr (GSettings) settings = lab_settings_open ();
  LabPreferences *preferences;

  g_action_group_activate_action (G_ACTION_GROUP (test_get_application ()), "preferences", NULL);
  preferences = find_window (LAB_TYPE_PREFERENCES);
  g_assert_nonnull (preferences);
  GtkSpinButton *cores = GTK_SPIN_BUTTON (test_find (preferences, GTK_TYPE_SPIN_BUTTON, NULL));

  /* All, until fewer are wanted. */
  g_assert_cmpint (gtk_spin_button_get_value_as_int (cores), ==, (int) g_get_num_processors ());
  if (g_get_num_processors () > 1)
    {
      gtk_spin_button_set_value (cores, 1);
      g_assert_cmpint (g_settings_get_int (settings, "cores"), ==, 1);
      gtk_spin_button_set_value (cores, g_get_num_processors ());
      g_assert_cmpint (g_settings_get_int (settings, "cores"), ==, 0);
    }

  g_assert_null (lab_settings_get_store (settings));
  lab_preferences_set_store_folder (preferences, "/somewhere");
  g_autofree char *store = lab_settings_get_store (settings);
  g_assert_cmpstr (store, ==, "/somewhere/runs.db");
  g_assert_nonnull (test_find_label (GTK_WIDGET (preferences), "/somewhere/runs.db"));
  g_settings_reset (settings, "store");
  gtk_window_destroy (GTK_WINDOW (preferences));
  test_close (window);
}

/* The lab opens with the store that is set, unless the command line names another. */
static void
test_store (void)
{
  g_autoptr (GSettings) settings = lab_settings_open ();
  g_autofree char *path = test_get_path ("preferred.db");
  LabWindow *window;

  g_settings_set_string (settings, "store", path);
  g_application_activate (G_APPLICATION (test_get_application ()));
  window = find_window (LAB_TYPE_WINDOW);
  g_assert_true (lab_store_is_at (lab_session_get_store (lab_window_get_session (window)), path));
  g_settings_reset (settings, "store");
  test_close (window);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

  g_test_add_func ("/preferences/cores", test_cores);
  g_test_add_func ("/preferences/window", test_window);
  g_test_add_func ("/preferences/store", test_store);
  return g_test_run ();
}
