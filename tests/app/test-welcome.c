/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The welcome page: shown once, left for where the user was, and its three things to do; and what
 * the window shows beside each page.
 */
#include "config.h"

#include "app-test-util.h"

#include "app/welcome/lab-parties-drawing.h"
#include "app/window/lab-layout.h"
#include "app/window/lab-settings.h"
#include "app/window/lab-start-button.h"

#define STUDY "bob-bob1-bob2"

static const char *
get_view (LabWindow *window)
{
  return adw_view_stack_get_visible_child_name (lab_window_get_frame (window)->stack);
}

static void
show (LabWindow *window, const char *view)
{
  test_act (window, "view", g_variant_new_string (view));
}

static void
test_once (void)
{
  g_autoptr (GSettings) settings = lab_settings_open ();
  g_autofree char *store = test_get_path ("once.db");

  g_settings_reset (settings, "welcome-shown");
  LabWindow *window = test_open_store (store, NULL);
  g_assert_cmpstr (get_view (window), ==, "welcome");
  test_close (window);

  /* It is not where the next start begins. */
  window = test_open_store (store, NULL);
  g_assert_cmpstr (get_view (window), ==, "training");
  test_close (window);

  /* Whoever names a study wants to see it. */
  g_settings_reset (settings, "welcome-shown");
  window = test_open_store (store, STUDY);
  g_assert_cmpstr (get_view (window), ==, "training");
  test_close (window);
}

static void
test_back (void)
{
  LabWindow *window = test_open (STUDY);

  show (window, "library");
  test_act (window, "welcome", NULL);
  g_assert_cmpstr (get_view (window), ==, "welcome");
  test_act (window, "back", NULL);
  g_assert_cmpstr (get_view (window), ==, "library");
  test_act (window, "welcome", NULL);
  test_act (window, "welcome-leave", NULL);
  g_assert_cmpstr (get_view (window), ==, "library");

  /* Of the audit, what was opened from its list. */
  test_act (window, "audit-known", g_variant_new ("(su)", "clear", 8));
  g_autoptr (GVariant) before
      = g_action_group_get_action_state (G_ACTION_GROUP (window), "audit-page");
  g_assert_cmpstr (g_variant_get_string (before, NULL), ==, "audit");
  test_act (window, "back", NULL);
  g_autoptr (GVariant) after
      = g_action_group_get_action_state (G_ACTION_GROUP (window), "audit-page");
  g_assert_cmpstr (g_variant_get_string (after, NULL), ==, "choose");
  test_close (window);
}

static gboolean
has_begun (LabWindow *window, gpointer user_data)
{
  return test_get_length (window, 0) > 0;
}

static void
test_acts (void)
{
  LabWindow *window = test_open ("figure-3");

  test_act (window, "welcome", NULL);
  test_act (window, "audit", g_variant_new_int32 (-1));
  g_assert_cmpstr (get_view (window), ==, "audit");
  test_act (window, "welcome", NULL);
  test_act (window, "welcome-train", NULL);
  g_assert_cmpstr (get_view (window), ==, "training");
  g_assert_cmpstr (lab_desk_get_name (lab_window_get_frame (window)->desk), ==, STUDY);
  test_wait (window, has_begun, NULL, "the first study to train");
  test_close (window);
}

/* Every button has a name, though its child is more than a label. */
static void
test_names (void)
{
  static const char *const names[][2] = {
    { "win.welcome-train", "Train the Three Models" },
    { "win.replay", "Replay the Paper…" },
    { "win.audit", "Audit What Was Trained" },
  };
  LabWindow *window = test_open (STUDY);
  GtkWidget *page
      = adw_view_stack_get_child_by_name (lab_window_get_frame (window)->stack, "welcome");

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GtkWidget *button = test_find_label (page, names[i][1]);

      while (button != NULL && !GTK_IS_BUTTON (button))
        button = gtk_widget_get_parent (button);
      g_assert_cmpstr (gtk_actionable_get_action_name (GTK_ACTIONABLE (button)), ==, names[i][0]);
      gtk_test_accessible_assert_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                           names[i][1]);
    }
  test_close (window);
}

/* It is told in words, too, and neither text nor drawing is wider than a narrow window. */
static void
test_drawing (void)
{
  LabWindow *window = test_open (STUDY);
  GtkWidget *drawing = test_find (window, LAB_TYPE_PARTIES_DRAWING, NULL);
  GtkWidget *page
      = adw_view_stack_get_child_by_name (lab_window_get_frame (window)->stack, "welcome");
  int width;

  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (drawing), GTK_ACCESSIBLE_ROLE_IMG);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (drawing), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Alice, Bob and Eve");
  gtk_widget_measure (page, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  g_assert_cmpint (width, <=, 640);
  test_close (window);
}

static gboolean
has_controls (LabWindow *window)
{
  GtkWidget *start = test_find (window, LAB_TYPE_START_BUTTON, NULL);

  return gtk_widget_get_mapped (start);
}

static gboolean
has_panel (LabWindow *window)
{
  return adw_flap_get_reveal_flap (ADW_FLAP (test_find (window, ADW_TYPE_FLAP, NULL)));
}

/* With the switcher at the bottom, too, no page is too high for a small screen. */
static void
test_height (void)
{
  LabWindow *window = test_open (STUDY);
  int height;

  gtk_widget_measure (GTK_WIDGET (window), GTK_ORIENTATION_VERTICAL, 700, &height, NULL, NULL,
                      NULL);
  g_test_message ("%d pixels", height);
  g_assert_cmpint (height, <=, 690);
  test_close (window);
}

/* What trains and what is set are offered with the plots alone. */
static void
test_beside (void)
{
  static const char *const others[] = { "library", "audit", "welcome" };
  LabWindow *window = test_open (STUDY);

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      show (window, others[i]);
      g_assert_false (has_controls (window));
      g_assert_false (has_panel (window));
      g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (window), "toggle-panel"));
      show (window, i == 0 ? "side-by-side" : "training");
      g_assert_true (has_controls (window));
      g_assert_true (has_panel (window));
    }

  /* A panel that was put away stays so. */
  g_action_group_change_action_state (G_ACTION_GROUP (window), "toggle-panel",
                                      g_variant_new_boolean (FALSE));
  show (window, "library");
  show (window, "training");
  g_assert_false (has_panel (window));
  g_action_group_change_action_state (G_ACTION_GROUP (window), "toggle-panel",
                                      g_variant_new_boolean (TRUE));
  test_close (window);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

  g_test_add_func ("/welcome/once", test_once);
  g_test_add_func ("/welcome/back", test_back);
  g_test_add_func ("/welcome/acts", test_acts);
  g_test_add_func ("/welcome/names", test_names);
  g_test_add_func ("/welcome/drawing", test_drawing);
  g_test_add_func ("/welcome/height", test_height);
  g_test_add_func ("/welcome/beside", test_beside);
  return g_test_run ();
}
