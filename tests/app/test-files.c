/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Files that are handed to the window, by name, by a drop and from the clipboard; and what is said
 * to those that it has no use for.
 */
#include "config.h"

#include <string.h>

#include "app-test-util.h"

#include "lab/session/lab-file-kind.h"

#define STUDY "bob-bob1-bob2"

static const char own[] = "[study]\ntitle=My own\nreading=text\n\n[curve Mine]\nbob.dense=tanh\n";

static const char *
get_title (LabWindow *window)
{
  LabStudy *study = lab_session_get_study (lab_window_get_session (window));

  return lab_study_file_get_title (lab_study_get_file (study));
}

static gboolean
is_titled (LabWindow *window, gpointer title)
{
  return g_str_equal (get_title (window), title);
}

static gboolean
has_said (LabWindow *window, gpointer part)
{
  const char *sentence = lab_window_get_sentence (window);

  return sentence != NULL && strstr (sentence, part) != NULL;
}

static const char *
get_view (LabWindow *window)
{
  return adw_view_stack_get_visible_child_name (lab_window_get_frame (window)->stack);
}

/* (transfer full): a new file with @text */
static char *
make_file (const char *name, const char *text)
{
  char *path = test_get_path (name);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  return path;
}

static void
hand (LabWindow *window, const char *path)
{
  test_act (window, "open-file", g_variant_new_string (path));
}

static void
test_study (void)
{
  g_autofree char *study = make_file ("own.ini", own);
  g_autofree char *prose = make_file ("prose.txt", "Dear diary,\n");
  g_autofree char *store = test_get_path ("study.db");
  LabWindow *window = test_open_store (store, STUDY);

  test_act (window, "view", g_variant_new_string ("library"));
  hand (window, study);
  g_assert_cmpstr (get_title (window), ==, "My own");
  g_assert_cmpstr (get_view (window), ==, "training");

  hand (window, prose);
  g_assert_true (has_said (window, (gpointer) "prose.txt"));
  g_assert_cmpstr (get_title (window), ==, "My own");
  hand (window, "/nowhere/at-all.ini");
  g_assert_true (has_said (window, (gpointer) "at-all.ini"));

  /* Its own store is shown; it takes no other. */
  hand (window, store);
  g_assert_cmpstr (get_view (window), ==, "library");
  test_close (window);

  g_autofree char *other = test_get_path ("other.db");
  window = test_open_store (other, STUDY);
  g_assert_cmpint (lab_file_kind_guess (store), ==, LAB_FILE_STORE);
  test_act (window, "view", g_variant_new_string ("training"));
  hand (window, store);
  g_assert_true (has_said (window, (gpointer) "is a store other than the one that is open"));
  g_assert_cmpstr (get_view (window), ==, "training");
  test_close (window);
}

static gboolean
is_at_audit (LabWindow *window, gpointer user_data)
{
  return g_str_equal (get_view (window), "audit");
}

/* The store knows whose the networks are; another store does not. */
static void
test_weights (void)
{
  g_autofree char *mine = test_get_path ("mine.db");
  g_autofree char *empty = test_get_path ("empty.db");
  g_autofree char *weights = test_get_path ("bob.safetensors");
  LabWindow *window = test_open_store (mine, STUDY);
  g_autofree char *title = g_strdup (get_title (window));
  g_autofree char *study = make_file ("own.ini", own);

  test_act (window, "set", g_variant_new ("(ss)", "training.batch", "16"));
  test_act (window, "step", NULL);
  test_wait (window, test_all_begun, NULL, "a step");
  test_wait (window, test_none_active, NULL, "the step's end");
  test_act (window, "export-weights-to", g_variant_new ("(is)", 1, weights));
  test_wait (window, test_no_exports, NULL, "the weights");
  g_assert_cmpint (lab_file_kind_guess (weights), ==, LAB_FILE_WEIGHTS);

  hand (window, study);
  g_assert_cmpstr (get_title (window), ==, "My own");
  hand (window, weights);
  test_wait (window, is_titled, title, "the study of the weights");
  g_assert_true (
      has_said (window, (gpointer) "This study trained the networks in bob.safetensors"));
  test_close (window);

  window = test_open_store (empty, study);
  hand (window, weights);
  test_wait (window, is_at_audit, NULL, "the audit of the weights");
  g_assert_true (has_said (window, (gpointer) "the store does not have it"));
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (window), "audit-start"));
  test_close (window);
}

static void
test_paste (void)
{
  LabWindow *window = test_open (STUDY);
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (window));
  g_autofree char *study = make_file ("dropped.ini", "[study]\ntitle=Copied\nreading=text\n");
  GFile *file = g_file_new_for_path (study);
  GSList list = { file, NULL };

  gdk_clipboard_set_text (clipboard, own);
  test_act (window, "paste-study", NULL);
  test_wait (window, is_titled, (gpointer) "My own", "the pasted study");

  gdk_clipboard_set_text (clipboard, "Dear diary,");
  test_act (window, "paste-study", NULL);
  test_wait (window, has_said, (gpointer) "the pasted text", "the refusal");
  g_assert_cmpstr (get_title (window), ==, "My own");

  /* A file that was copied in the file manager. */
  gdk_clipboard_set (clipboard, GDK_TYPE_FILE_LIST, &list);
  test_act (window, "paste-study", NULL);
  test_wait (window, is_titled, (gpointer) "Copied", "the copied file");
  g_object_unref (file);
  test_close (window);
}

static GtkDropTarget *
find_target (LabWindow *window)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (window));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);
      if (GTK_IS_DROP_TARGET (controller))
        return GTK_DROP_TARGET (controller);
    }
  return NULL;
}

static void
test_drop (void)
{
  LabWindow *window = test_open (STUDY);
  g_autofree char *study = make_file ("dropped.ini", own);
  g_autoptr (GFile) file = g_file_new_for_path (study);
  g_autoptr (GFile) remote = g_file_new_for_uri ("sftp://elsewhere/study.ini");
  GSList two = { file, &(GSList){ remote, NULL } }, none = { remote, NULL }, one = { file, NULL };
  GSList *const lists[] = { &two, &none, &one };
  const char *const sentences[] = { "one file at a time", "not on this computer", NULL };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_auto (GValue) value = G_VALUE_INIT;
      gboolean is_taken = FALSE;

      g_value_init (&value, GDK_TYPE_FILE_LIST);
      g_value_set_boxed (&value, lists[i]);
      g_signal_emit_by_name (find_target (window), "drop", &value, 0.0, 0.0, &is_taken);
      if (sentences[i] != NULL)
        g_assert_true (has_said (window, (gpointer) sentences[i]));
    }
  g_assert_cmpstr (get_title (window), ==, "My own");
  test_close (window);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

  g_test_add_func ("/files/study", test_study);
  g_test_add_func ("/files/weights", test_weights);
  g_test_add_func ("/files/paste", test_paste);
  g_test_add_func ("/files/drop", test_drop);
  return g_test_run ();
}
