/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The window and the store: what was trained is there at the next start and goes
 * on, a store that cannot be written is told of while training goes on, and the
 * library opens, renames, deletes and has back.
 */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "app-test-util.h"
#include "app/window/lab-banner.h"
#include "app/library/lab-library-item.h"
#include "app/library/lab-library.h"
#include "lab/weights/lab-weights.h"

#define STUDY "bob-bob1-bob2"

/* The loss rates of the first @length iterations. */
static float *
copy_series (LabWindow *window, guint index, guint64 length)
{
  LabSeries *series = lab_run_get_series (test_get_run (window, index));
  float *values = g_new (float, length);

  for (guint64 i = 0; i < length; i++)
    values[i] = lab_series_get_value (series, LAB_CHANNEL_BOB_LOSS_RATE, i);
  return values;
}

static void
shorten (LabWindow *window, const char *iterations)
{
  test_set (window, "training.rounds", "2");
  test_set (window, "training.iterations", iterations);
  test_set (window, "training.batch", "64");
}

static gboolean
all_grow (LabWindow *window, gpointer user_data)
{
  for (guint i = 0; i < 2; i++)
    if (test_get_length (window, i) <= GPOINTER_TO_SIZE (user_data))
      return FALSE;
  return TRUE;
}

/* Closed in the middle of a training: at the next start the same points are
 * there, paused, and the training goes on to its end. */
static void
test_goes_on (void)
{
  g_autofree char *path = test_get_path ("goes-on.db");
  LabWindow *window = test_open_store (path, STUDY);
  float *before[3];
  guint64 lengths[3];

  shorten (window, "8000");
  test_act (window, "start", NULL);
  test_wait (window, all_grow, GSIZE_TO_POINTER (100), "two series to grow");
  test_act (window, "pause", NULL);
  test_wait (window, test_none_active, NULL, "the runs to pause");
  for (guint i = 0; i < 3; i++)
    {
      lengths[i] = test_get_length (window, i);
      before[i] = copy_series (window, i, lengths[i]);
    }
  test_close (window);

  window = test_open_store (path, NULL);
  g_assert_null (lab_window_get_trouble (window));
  for (guint i = 0; i < 3; i++)
    {
      g_assert_cmpuint (test_get_length (window, i), ==, lengths[i]);
      g_autofree float *after = copy_series (window, i, lengths[i]);
      g_assert_cmpmem (after, lengths[i] * sizeof (float), before[i], lengths[i] * sizeof (float));
      g_assert_cmpint (lab_run_get_state (test_get_run (window, i)), ==,
                       lengths[i] > 0 ? LAB_RUN_PAUSED : LAB_RUN_READY);
      g_free (before[i]);
    }
  test_act (window, "start", NULL);
  test_wait (window, test_all_ended, NULL, "the runs to end");
  for (guint i = 0; i < 3; i++)
    g_assert_cmpuint (test_get_length (window, i), ==, 16000);
  test_close (window);
}

static gboolean
is_read (LabWindow *window, gpointer user_data)
{
  return !lab_window_is_loading (window);
}

/* Asked to start while the study is still being read, it starts once it is there. */
static void
test_starts_what_it_reads (void)
{
  g_autofree char *path = test_get_path ("starts.db");
  LabWindow *window = test_open_store (path, STUDY);

  shorten (window, "60");
  test_act (window, "step", NULL);
  test_wait (window, test_all_begun, NULL, "a step");
  test_wait (window, test_none_active, NULL, "the step to end");
  test_close (window);

  window = lab_window_new (GTK_APPLICATION (test_get_application ()));
  lab_window_open_store (window, path);
  lab_window_open_last (window);
  g_assert_true (lab_window_is_loading (window));
  g_assert_null (lab_session_get_study (lab_window_get_session (window)));
  lab_window_start (window);
  gtk_window_present (GTK_WINDOW (window));
  test_wait (window, is_read, NULL, "the study");
  test_wait (window, test_all_ended, NULL, "the runs to end");
  g_assert_cmpuint (test_get_length (window, 0), ==, 120);
  test_close (window);
}

static gboolean
is_stored (LabWindow *window, gpointer user_data)
{
  LabSession *session = lab_window_get_session (window);

  return lab_store_get_study_number (lab_session_get_store (session),
                                     lab_session_get_study (session))
         > 0;
}

/* One iteration of every run, in the store. Returns: the study's number. */
static gint64
train_a_step (LabWindow *window)
{
  LabSession *session = lab_window_get_session (window);

  test_act (window, "step", NULL);
  test_wait (window, test_all_begun, NULL, "a step");
  test_wait (window, test_none_active, NULL, "the step to end");
  test_wait (window, is_stored, NULL, "the study to be stored");
  g_assert_true (lab_store_flush (lab_session_get_store (session)));
  return lab_store_get_study_number (lab_session_get_store (session),
                                     lab_session_get_study (session));
}

static LabLibrary *
get_library (LabWindow *window)
{
  return LAB_LIBRARY (test_find (window, LAB_TYPE_LIBRARY, NULL));
}

static LabLibraryItem *
find_item (LabWindow *window, gint64 number)
{
  GListModel *model = lab_library_get_model (get_library (window));

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (LabLibraryItem) item = g_list_model_get_item (model, i);
      if (lab_library_item_get_number (item) == number)
        return item;
    }
  return NULL;
}

static gboolean
lists_number (LabWindow *window, gpointer user_data)
{
  return find_item (window, *(gint64 *) user_data) != NULL;
}

static gboolean
lists_not (LabWindow *window, gpointer user_data)
{
  return !lists_number (window, user_data);
}

typedef struct
{
  gint64 number;
  const char *title;
} Titled;

static gboolean
has_title (LabWindow *window, gpointer user_data)
{
  Titled *titled = user_data;
  LabLibraryItem *item = find_item (window, titled->number);

  return item != NULL && g_str_equal (lab_library_item_get_title (item), titled->title);
}

static gboolean
is_open (LabWindow *window, gpointer user_data)
{
  LabSession *session = lab_window_get_session (window);

  return !lab_window_is_loading (window)
         && lab_store_get_study_number (lab_session_get_store (session),
                                        lab_session_get_study (session))
                == *(gint64 *) user_data;
}

/* Two studies: the one that is not open is renamed, deleted, had back and opened;
 * the open one is renamed and cannot be deleted. */
static void
test_library (void)
{
  g_autofree char *path = test_get_path ("library.db");
  LabWindow *window = test_open_store (path, STUDY);
  gint64 first = train_a_step (window), second;
  LabStudy *study;

  test_act (window, "load-study", g_variant_new_string ("figure-6"));
  second = train_a_step (window);
  g_assert_cmpint (second, !=, first);
  test_act (window, "view", g_variant_new_string ("library"));
  test_wait (window, lists_number, &first, "the first study in the library");
  g_assert_true (lists_number (window, &second));
  g_assert_cmpint (lab_library_item_get_holder (find_item (window, second)), ==, LAB_HOLDER_WINDOW);
  g_assert_cmpint (lab_library_item_get_holder (find_item (window, first)), ==, LAB_HOLDER_NONE);
  g_assert_cmpstr (lab_library_item_get_text (find_item (window, first), LAB_LIBRARY_MODEL), ==,
                   "Bob · n = 3\nBob1 · n = 3\nBob2 · n = 3");
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (window), "export"));

  test_act (window, "rename-stored", g_variant_new ("(xs)", first, "Mine"));
  test_wait (window, has_title, &(Titled){ first, "Mine" }, "the other title");
  test_act (window, "rename-stored", g_variant_new ("(xs)", second, "Open one"));
  test_wait (window, has_title, &(Titled){ second, "Open one" }, "the open study's other title");
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "Open one");
  test_act (window, "rename-stored", g_variant_new ("(xs)", first, ""));
  g_assert_nonnull (strstr (lab_window_get_sentence (window), "needs a title"));

  test_act (window, "delete-stored", g_variant_new_int64 (second));
  g_assert_nonnull (strstr (lab_window_get_sentence (window), "is open"));
  test_act (window, "delete-stored", g_variant_new_int64 (first));
  g_assert_cmpstr (lab_window_get_sentence (window), ==, "“Mine” was deleted.");
  test_wait (window, lists_not, &first, "the study to go");
  test_act (window, "undo", NULL);
  test_wait (window, lists_number, &first, "the study to come back");

  test_act (window, "open-stored", g_variant_new_int64 (first));
  test_wait (window, is_open, &first, "the study to be open");
  study = lab_session_get_study (lab_window_get_session (window));
  g_assert_cmpuint (lab_study_get_n_runs (study), ==, 3);
  g_assert_cmpuint (test_get_length (window, 2), ==, 1);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "Mine");
  test_act (window, "undo", NULL);
  g_assert_true (is_open (window, &second));

  test_act (window, "open-stored", g_variant_new_int64 (999));
  test_wait (window, is_read, NULL, "a study that is not there");
  g_assert_nonnull (strstr (lab_window_get_sentence (window), "no study 999"));
  g_assert_true (is_open (window, &second));
  test_close (window);
}

static gboolean
lists_so_many (LabWindow *window, gpointer user_data)
{
  return g_list_model_get_n_items (lab_library_get_model (get_library (window)))
         == GPOINTER_TO_UINT (user_data);
}

static gboolean
shows_empty (LabWindow *window, gpointer user_data)
{
  GtkWidget *stack = test_find (get_library (window), GTK_TYPE_STACK, NULL);

  return g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (stack)), "empty") == 0;
}

/* What is looked for is found in titles, curves and models; and without a store,
 * or with an empty one, the library says so. */
static void
test_search (void)
{
  g_autofree char *path = test_get_path ("search.db");
  LabWindow *window = test_open_store (path, STUDY);
  GtkWidget *stack, *search;

  test_act (window, "search-library", NULL);
  stack = test_find (get_library (window), GTK_TYPE_STACK, NULL);
  search = test_find (get_library (window), GTK_TYPE_SEARCH_ENTRY, NULL);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (stack)), ==, "reading");
  test_wait (window, shows_empty, NULL, "the library to say that it is empty");
  train_a_step (window);
  test_act (window, "load-study", g_variant_new_string ("figure-10"));
  train_a_step (window);
  test_wait (window, lists_so_many, GUINT_TO_POINTER (2), "two studies");
  gtk_editable_set_text (GTK_EDITABLE (search), "BOB1 paused");
  test_wait (window, lists_so_many, GUINT_TO_POINTER (1), "the study with Bob1");
  gtk_editable_set_text (GTK_EDITABLE (search), "Bob1 nothing");
  test_wait (window, lists_so_many, GUINT_TO_POINTER (0), "none to be found");
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (stack)), ==, "none-found");
  gtk_editable_set_text (GTK_EDITABLE (search), "");
  test_wait (window, lists_so_many, GUINT_TO_POINTER (2), "two studies again");
  test_close (window);
}

static gboolean
is_marked (LabWindow *window, gpointer user_data)
{
  LabLibraryItem *item = find_item (window, *(gint64 *) user_data);

  return item != NULL && lab_library_item_get_holder (item) == LAB_HOLDER_ANOTHER;
}

/* A run that another program has is shown, says so, and cannot be started; once it
 * is free, opening the study again takes it. */
static void
test_held_elsewhere (void)
{
  g_autofree char *path = test_get_path ("held.db");
  LabWindow *window = test_open_store (path, STUDY);
  gint64 number = train_a_step (window);
  g_autoptr (LabStudy) theirs = NULL;
  g_autoptr (GError) error = NULL;
  LabStore *other;

  test_close (window);
  other = lab_store_open (path, &error);
  g_assert_no_error (error);
  theirs = lab_store_load (other, number, NULL, 0, &error);
  g_assert_no_error (error);

  window = test_open_store (path, NULL);
  g_assert_true (is_open (window, &number));
  g_assert_true (lab_run_is_held_elsewhere (test_get_run (window, 0)));
  g_assert_nonnull (lab_run_get_message (test_get_run (window, 0)));
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (window), "start"));
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (window), "restart"));
  test_act (window, "load-study", g_variant_new_string ("figure-6"));
  test_act (window, "view", g_variant_new_string ("library"));
  test_wait (window, is_marked, &number, "the study to be marked as another's");
  test_act (window, "delete-stored", g_variant_new_int64 (number));
  g_assert_nonnull (strstr (lab_window_get_sentence (window), "close it first"));
  test_act (window, "open-stored", g_variant_new_int64 (number));
  test_wait (window, is_open, &number, "the study to be open");
  g_assert_true (lab_run_is_held_elsewhere (test_get_run (window, 0)));

  g_clear_object (&theirs);
  g_object_unref (other);
  test_act (window, "open-stored", g_variant_new_int64 (number));
  test_wait (window, is_open, &number, "the study to be open again");
  g_assert_false (lab_run_is_held_elsewhere (test_get_run (window, 0)));
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (window), "resume"));
  test_close (window);
}

static gboolean
has_trouble (LabWindow *window, gpointer user_data)
{
  return (lab_window_get_trouble (window) != NULL) == GPOINTER_TO_INT (user_data);
}

/* The store's place is taken away: the window says so for as long as it lasts, and
 * training goes on; what came meanwhile is there in the end. */
static void
test_trouble (void)
{
  g_autofree char *path = test_get_path ("trouble.db");
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  LabWindow *window = test_open_store (path, STUDY);
  guint64 length;

  test_act (window, "start", NULL);
  test_wait (window, all_grow, GSIZE_TO_POINTER (50), "two series to grow");
  test_wait (window, is_stored, NULL, "the study to be stored");
  g_assert_null (lab_window_get_trouble (window));
  g_unlink (wal);
  g_unlink (path);
  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  test_wait (window, has_trouble, GINT_TO_POINTER (TRUE), "the line that tells of trouble");
  g_test_message ("%s", lab_window_get_trouble (window));
  g_assert_true (g_str_has_prefix (lab_window_get_trouble (window), "Not saved: "));
  length = MAX (test_get_length (window, 0), test_get_length (window, 1));
  test_wait (window, all_grow, GSIZE_TO_POINTER (length + 50), "training to go on");
  g_assert_cmpint (g_rmdir (path), ==, 0);
  test_wait (window, has_trouble, GINT_TO_POINTER (FALSE), "the line to go");
  test_act (window, "pause", NULL);
  test_wait (window, test_none_active, NULL, "the runs to pause");
  length = test_get_length (window, 0);
  test_close (window);

  window = test_open_store (path, NULL);
  g_assert_cmpuint (test_get_length (window, 0), ==, length);
  test_close (window);
}

/* A store that cannot be opened: the lab works without, and says so. */
static void
test_no_store (void)
{
  g_autofree char *path = test_get_path ("folder");
  LabWindow *window;

  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  window = test_open_store (path, STUDY);
  g_assert_true (g_str_has_prefix (lab_window_get_trouble (window), "Nothing is being saved: "));
  test_act (window, "step", NULL);
  test_wait (window, test_all_begun, NULL, "a step");
  test_wait (window, test_none_active, NULL, "the step to end");
  test_act (window, "view", g_variant_new_string ("library"));
  test_act (window, "open-stored", g_variant_new_int64 (1));
  g_assert_nonnull (strstr (lab_window_get_sentence (window), "No store is open"));
  test_close (window);
}

/* A file that is no store is told and left as it is. */
static void
test_stranger (void)
{
  g_autofree char *path = test_get_path ("letter.txt");
  g_autofree char *locks = g_strconcat (path, "-locks", NULL);
  g_autofree char *kept = NULL;
  LabWindow *window;

  g_assert_true (g_file_set_contents (path, "This is no store, and never was one.", -1, NULL));
  window = test_open_store (path, STUDY);
  g_test_message ("%s", lab_window_get_trouble (window));
  g_assert_true (g_str_has_prefix (lab_window_get_trouble (window), "Nothing is being saved: "));
  g_assert_nonnull (strstr (lab_window_get_trouble (window), "not a store of this program"));
  test_close (window);
  g_assert_true (g_file_get_contents (path, &kept, NULL, NULL));
  g_assert_cmpstr (kept, ==, "This is no store, and never was one.");
  g_assert_false (g_file_test (locks, G_FILE_TEST_EXISTS));
}

/* A damaged file is set aside, which is told until it is put away. */
static void
test_notice (void)
{
  g_autofree char *path = test_get_path ("damaged.db");
  g_autofree char *bytes = NULL;
  gsize length;
  LabWindow *window = test_open_store (path, STUDY);
  GtkWidget *banner;

  train_a_step (window);
  test_close (window);
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  memset (bytes + 4096, 0x5a, length - 4096);
  g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));
  window = test_open_store (path, STUDY);
  g_assert_nonnull (lab_window_get_trouble (window));
  g_assert_nonnull (strstr (lab_window_get_trouble (window), "is damaged"));
  g_test_message ("%s", lab_window_get_trouble (window));
  banner = test_find (window, LAB_TYPE_BANNER, NULL);
  g_assert_true (gtk_widget_get_visible (banner));
  g_signal_emit_by_name (test_find (banner, GTK_TYPE_BUTTON, NULL), "clicked");
  g_assert_null (lab_window_get_trouble (window));
  g_assert_false (gtk_widget_get_visible (banner));
  test_close (window);
}

static void
test_weights (void)
{
  g_autofree char *path = test_get_path ("weights.db");
  g_autofree char *file = test_get_path ("bob.safetensors");
  g_autofree char *nowhere = test_get_path ("missing/bob.safetensors");
  LabWindow *window = test_open_store (path, STUDY);
  g_autoptr (GError) error = NULL;

  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (window), "export-weights"));
  train_a_step (window);
  test_act (window, "export-weights-to", g_variant_new ("(is)", 1, file));
  test_wait (window, test_no_exports, NULL, "the weights to be written");
  g_autoptr (LabWeights) weights = lab_weights_read (file, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (lab_weights_get_iterations (weights), ==, 1);
  g_assert_cmpstr (lab_experiment_get_hash (lab_weights_get_experiment (weights)), ==,
                   lab_experiment_get_hash (lab_run_get_experiment (test_get_run (window, 1))));
  test_act (window, "export-weights-to", g_variant_new ("(is)", 1, nowhere));
  test_wait (window, test_no_exports, NULL, "the weights not to be written");
  g_assert_nonnull (strstr (lab_window_get_sentence (window), "missing"));
  test_act (window, "export-weights-to", g_variant_new ("(is)", -1, file));
  g_assert_nonnull (strstr (lab_window_get_sentence (window), "Select a run"));
  test_close (window);
}

/* What was removed and not had back is not in the store at the next start. */
static void
test_removed (void)
{
  g_autofree char *path = test_get_path ("removed.db");
  LabWindow *window = test_open_store (path, STUDY);

  train_a_step (window);
  test_act (window, "remove", g_variant_new_uint32 (0));
  test_close (window);
  window = test_open_store (path, NULL);
  g_assert_cmpuint (lab_study_get_n_runs (lab_session_get_study (lab_window_get_session (window))),
                    ==, 2);
  test_close (window);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

  g_test_add_func ("/store/goes-on", test_goes_on);
  g_test_add_func ("/store/starts-what-it-reads", test_starts_what_it_reads);
  g_test_add_func ("/store/library", test_library);
  g_test_add_func ("/store/search", test_search);
  g_test_add_func ("/store/held-elsewhere", test_held_elsewhere);
  g_test_add_func ("/store/trouble", test_trouble);
  g_test_add_func ("/store/no-store", test_no_store);
  g_test_add_func ("/store/notice", test_notice);
  g_test_add_func ("/store/stranger", test_stranger);
  g_test_add_func ("/store/weights", test_weights);
  g_test_add_func ("/store/removed", test_removed);
  return g_test_run ();
}
