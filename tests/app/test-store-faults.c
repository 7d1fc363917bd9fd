/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The window and a store that fails for a moment: what was deleted can still be had back,
 * and a study that cannot be opened again stays as it was.
 */
#include "config.h"

#include <string.h>

#include "app-test-util.h"
#include "hand-made.h"
#include "lab/store/lab-store-audits.h"
#include "lab/store/lab-store-database.h"

#define STUDY "bob-bob1-bob2"

static LabStore *
get_store (LabWindow *window)
{
  return lab_session_get_store (lab_window_get_session (window));
}

static gboolean
is_enabled (LabWindow *window, const char *action)
{
  return g_action_group_get_action_enabled (G_ACTION_GROUP (window), action);
}

static gboolean
is_stored (LabWindow *window, gpointer user_data)
{
  return lab_desk_get_number (lab_window_get_frame (window)->desk) > 0;
}

/* One iteration of every run, in the store. Returns: the study's number. */
static gint64
train_a_step (LabWindow *window)
{
  test_act (window, "step", NULL);
  test_wait (window, test_all_begun, NULL, "a step");
  test_wait (window, test_none_active, NULL, "the step to end");
  test_wait (window, is_stored, NULL, "the study to be stored");
  g_assert_true (lab_store_flush (get_store (window)));
  return lab_desk_get_number (lab_window_get_frame (window)->desk);
}

static void
execute (LabDatabase *database, const char *sql)
{
  g_autoptr (GError) error = NULL;

  lab_database_execute (database, sql, &error);
  g_assert_no_error (error);
}

/* (transfer full): another program's hand on the file */
static LabDatabase *
open_database (const char *path)
{
  g_autoptr (GError) error = NULL;
  LabDatabase *database = lab_database_open_to_change (path, &error);

  g_assert_no_error (error);
  return database;
}

static GtkWidget *
get_toasts (LabWindow *window)
{
  return test_find (window, ADW_TYPE_TOAST_OVERLAY, NULL);
}

/* The button that a person sees. */
static GtkWidget *
find_undo (GtkWidget *widget)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), "Undo") == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_undo (child);
  return found;
}

static gboolean
has_undo (LabWindow *window, gpointer user_data)
{
  return find_undo (get_toasts (window)) != NULL;
}

static void
click_undo (LabWindow *window)
{
  test_wait (window, has_undo, NULL, "the button Undo");
  g_signal_emit_by_name (find_undo (get_toasts (window)), "clicked");
}

/* Clicked while another program keeps the store busy, it says so, and can be done later. */
static void
check_fails_and_stays (LabWindow *window, LabDatabase *other)
{
  execute (other, "BEGIN IMMEDIATE");
  click_undo (window);
  execute (other, "ROLLBACK");
  g_test_message ("%s", lab_window_get_sentence (window));
  g_assert_nonnull (strstr (lab_window_get_sentence (window), "cannot be done now"));
  g_assert_nonnull (strstr (lab_window_get_sentence (window), "busy"));
  g_assert_true (is_enabled (window, "undo"));
}

static guint
count_studies (LabWindow *window)
{
  g_autoptr (GPtrArray) studies = lab_store_list (get_store (window), NULL);

  return studies->len;
}

static void
test_undo_study (void)
{
  g_autofree char *path = test_get_path ("undo-study.db");
  LabWindow *window = test_open_store (path, STUDY);
  gint64 number = train_a_step (window);
  g_autoptr (LabDatabase) other = open_database (path);

  test_act (window, "load-study", g_variant_new_string ("figure-6"));
  test_act (window, "delete-stored", g_variant_new_int64 (number));
  g_assert_cmpuint (count_studies (window), ==, 0);
  check_fails_and_stays (window, other);
  test_act (window, "undo", NULL);
  g_assert_cmpuint (count_studies (window), ==, 1);
  test_act (window, "redo", NULL);
  g_assert_cmpuint (count_studies (window), ==, 0);
  test_act (window, "undo", NULL);
  g_assert_true (g_str_has_prefix (lab_window_get_sentence (window), "Undone: Delete"));
  test_pass (1500);
  g_assert_null (find_undo (get_toasts (window)));

  /* What is no more cannot be had back. */
  test_act (window, "delete-stored", g_variant_new_int64 (number));
  execute (other, "DELETE FROM studies");
  click_undo (window);
  g_assert_nonnull (strstr (lab_window_get_sentence (window), "there is no study"));
  g_assert_false (is_enabled (window, "redo"));
  test_close (window);
}

static guint
count_audits (LabWindow *window)
{
  g_autoptr (GPtrArray) audits = lab_store_list_audits (get_store (window), 0, NULL);

  return audits->len;
}

static void
test_undo_audit (void)
{
  g_autofree char *path = test_get_path ("undo-audit.db");
  LabWindow *window = test_open_store (path, STUDY);
  g_autoptr (LabDatabase) other = open_database (path);
  g_autoptr (LabAuditResult) result = NULL;
  g_auto (HandMade) made;
  gint64 number;

  hand_made_begin (&made);
  result = hand_made_end (&made);
  number = lab_store_add_audit (get_store (window), result, NULL);
  g_assert_cmpint (number, >, 0);
  test_act (window, "delete-audit", g_variant_new_int64 (number));
  g_assert_cmpuint (count_audits (window), ==, 0);
  check_fails_and_stays (window, other);
  test_act (window, "undo", NULL);
  g_assert_cmpuint (count_audits (window), ==, 1);
  g_assert_false (is_enabled (window, "undo"));
  test_close (window);
}

static gboolean
is_read (LabWindow *window, gpointer user_data)
{
  return !lab_window_is_loading (window);
}

/* What another program has is not removed, and not said to be. */
static void
test_remove_held (void)
{
  g_autofree char *path = test_get_path ("held.db");
  LabWindow *window = test_open_store (path, STUDY);
  gint64 number = train_a_step (window), first = lab_run_get_number (test_get_run (window, 0));
  g_autoptr (LabStore) theirs = NULL;
  g_autoptr (LabStudy) their_study = NULL;

  test_close (window);
  theirs = lab_store_open (path, NULL);
  their_study = lab_store_load (theirs, number, &first, 1, NULL);
  window = test_open_store (path, NULL);
  test_act (window, "remove", g_variant_new_uint32 (0));
  g_assert_nonnull (strstr (lab_window_get_sentence (window), "Another program has this run open"));
  test_act (window, "clear", NULL);
  g_assert_nonnull (strstr (lab_window_get_sentence (window), "except those that another program"));
  test_act (window, "clear", NULL); /* nothing is left that could be removed */
  g_assert_nonnull (strstr (lab_window_get_sentence (window), "Another program has this run open"));
  test_act (window, "undo", NULL);
  {
    g_autoptr (GPtrArray) runs = lab_session_get_runs (lab_window_get_session (window));

    g_assert_cmpuint (runs->len, ==, 3);
  }
  test_close (window);
}

/* Its first run is another program's; then it cannot be read; then it can. */
static void
test_open_again (void)
{
  g_autofree char *path = test_get_path ("again.db");
  LabWindow *window = test_open_store (path, STUDY);
  gint64 number = train_a_step (window), first = lab_run_get_number (test_get_run (window, 0));
  g_autoptr (LabDatabase) other = open_database (path);
  g_autoptr (LabStore) theirs = NULL;
  g_autoptr (LabStudy) their_study = NULL;
  LabStudy *before;

  test_close (window);
  theirs = lab_store_open (path, NULL);
  their_study = lab_store_load (theirs, number, &first, 1, NULL);
  window = test_open_store (path, NULL);
  before = lab_session_get_study (lab_window_get_session (window));
  g_assert_true (lab_run_is_held_elsewhere (test_get_run (window, 0)));
  lab_store_let_go (theirs, their_study);
  g_assert_true (lab_store_flush (theirs));

  execute (other, "UPDATE runs SET origin_curve = origin_curve + 77");
  test_act (window, "open-stored", g_variant_new_int64 (number));
  g_assert_cmpint (lab_desk_get_number (lab_window_get_frame (window)->desk), ==, number);
  test_wait (window, is_read, NULL, "the study");
  g_assert_nonnull (strstr (lab_window_get_sentence (window), "is damaged"));
  execute (other, "UPDATE runs SET origin_curve = origin_curve - 77");
  g_assert_true (lab_session_get_study (lab_window_get_session (window)) == before);
  g_assert_cmpint (lab_desk_get_number (lab_window_get_frame (window)->desk), ==, number);

  /* Another one is wanted before it is read: it is let go of as ever. */
  test_act (window, "open-stored", g_variant_new_int64 (number));
  test_act (window, "open-stored", g_variant_new_int64 (number + 999));
  test_wait (window, is_read, NULL, "a study that is not there");
  test_pass (300);
  g_assert_cmpint (lab_desk_get_number (lab_window_get_frame (window)->desk), ==, number);

  test_act (window, "open-stored", g_variant_new_int64 (number));
  test_wait (window, is_read, NULL, "the study");
  g_assert_true (lab_session_get_study (lab_window_get_session (window)) != before);
  g_assert_cmpint (lab_desk_get_number (lab_window_get_frame (window)->desk), ==, number);
  g_assert_false (lab_run_is_held_elsewhere (test_get_run (window, 0)));
  test_close (window);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

  g_test_add_func ("/store-faults/undo-study", test_undo_study);
  g_test_add_func ("/store-faults/undo-audit", test_undo_audit);
  g_test_add_func ("/store-faults/remove-held", test_remove_held);
  g_test_add_func ("/store-faults/open-again", test_open_again);
  return g_test_run ();
}
