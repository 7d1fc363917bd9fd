/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the window says in passing, and what can be undone for as long as it is offered.
 */
#include "config.h"

#include "app/widgets/lab-notices.h"

typedef struct
{
  GtkWidget *window;
  AdwToastOverlay *overlay;
  LabNotices *notices;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->window = gtk_window_new ();
  fixture->overlay = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  adw_toast_overlay_set_child (fixture->overlay, gtk_label_new (NULL));
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->overlay));
  fixture->notices = lab_notices_new (fixture->overlay);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  lab_notices_close (fixture->notices);
  g_object_unref (fixture->notices);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
}

/* A button below @widget that says @text. */
static GtkWidget *
find_button (GtkWidget *widget, const char *text)
{
  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), text) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, text);
      if (found != NULL)
        return found;
    }
  return NULL;
}

static guint
count_toasts (GtkWidget *widget)
{
  guint n = g_str_equal (G_OBJECT_TYPE_NAME (widget), "AdwToastWidget");

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_toasts (child);
  return n;
}

/* Until @condition holds; the test's own timeout ends what never does. */
#define WAIT_UNTIL(condition)                                                                      \
  while (!(condition))                                                                             \
  g_main_context_iteration (NULL, TRUE)

static void
on_due (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

/* As a person's click does, once the button is there and stands still: libadwaita 1.2 may
 * crash when a toast goes while it is still being moved in. */
static void
press_undo (Fixture *fixture)
{
  gboolean is_calm = FALSE;
  GtkWidget *button;

  g_timeout_add_once (1000, on_due, &is_calm);
  WAIT_UNTIL (is_calm);
  WAIT_UNTIL ((button = find_button (GTK_WIDGET (fixture->overlay), "Undo")) != NULL);
  g_signal_emit_by_name (button, "clicked");
}

/* A new sentence takes the former one's toast: they never pile up. */
static void
test_one_toast (Fixture *fixture, gconstpointer data)
{
  g_assert_null (lab_notices_get_sentence (fixture->notices));
  lab_notices_say (fixture->notices, "The first.");
  lab_notices_say (fixture->notices, "The second.");
  lab_notices_say (fixture->notices, "The third.");
  g_assert_cmpstr (lab_notices_get_sentence (fixture->notices), ==, "The third.");
  g_assert_cmpuint (count_toasts (GTK_WIDGET (fixture->overlay)), ==, 1);
}

static void
on_undo (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  (*(guint *) user_data)++;
}

/* The button is the window's undo, and goes. */
static void
test_button (Fixture *fixture, gconstpointer data)
{
  const GActionEntry entry = { .name = "undo", .activate = on_undo };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  guint n_undone = 0;

  g_action_map_add_action_entries (G_ACTION_MAP (group), &entry, 1, &n_undone);
  gtk_widget_insert_action_group (GTK_WIDGET (fixture->overlay), "win", G_ACTION_GROUP (group));
  lab_notices_offer_undo (fixture->notices, "Removed.");
  g_assert_cmpstr (lab_notices_get_sentence (fixture->notices), ==, "Removed.");
  press_undo (fixture);
  WAIT_UNTIL (find_button (GTK_WIDGET (fixture->overlay), "Undo") == NULL);
  g_assert_cmpuint (n_undone, ==, 1);
}

/* What something else has followed is no longer offered; what follows takes the toast over. */
static void
test_withdrawn (Fixture *fixture, gconstpointer data)
{
  lab_notices_offer_undo (fixture->notices, "Removed one.");
  lab_notices_withdraw_undo (fixture->notices);
  lab_notices_offer_undo (fixture->notices, "Removed two.");
  g_assert_cmpuint (count_toasts (GTK_WIDGET (fixture->overlay)), ==, 1);
  WAIT_UNTIL (find_button (GTK_WIDGET (fixture->overlay), "Undo") != NULL);
  lab_notices_withdraw_undo (fixture->notices);
  WAIT_UNTIL (find_button (GTK_WIDGET (fixture->overlay), "Undo") == NULL);
}

/* Once closed it says and offers nothing. */
static void
test_closed (Fixture *fixture, gconstpointer data)
{
  lab_notices_offer_undo (fixture->notices, "Removed.");
  lab_notices_close (fixture->notices);
  g_assert_true (lab_notices_is_closed (fixture->notices));
  lab_notices_say (fixture->notices, "Not seen.");
  lab_notices_offer_undo (fixture->notices, "Not seen either.");
  g_assert_cmpstr (lab_notices_get_sentence (fixture->notices), ==, "Removed.");
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/notices/one-toast", test_one_toast);
  ADD ("/notices/button", test_button);
  ADD ("/notices/withdrawn", test_withdrawn);
  ADD ("/notices/closed", test_closed);
#undef ADD
  return g_test_run ();
}
