/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The desk without a window: what is opened, undone, read from the store and started once it is
 * there; and what was deleted and is restored.
 */
#include "config.h"

#include <string.h>

#include "lab/session/lab-first-study.h"
#include "lab/session/lab-stored-step.h"
#include "store-fixture.h"

typedef struct
{
  StoreFixture place;
  LabSession *session;
  LabDesk *desk;
  char *told;      /* last */
  char *set_aside; /* last */
  guint n_opened;
} Fixture;

static void
on_sentence (LabDesk *desk, const char *sentence, char **last)
{
  g_free (*last);
  *last = g_strdup (sentence);
}

static void
on_opened (Fixture *fixture)
{
  fixture->n_opened++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  store_fixture_set_up (&fixture->place, NULL);
  fixture->session = lab_session_new (1);
  fixture->desk = lab_desk_new (fixture->session);
  lab_desk_open_store (fixture->desk, fixture->place.path, &error);
  g_assert_no_error (error);
  g_signal_connect (fixture->desk, "told", G_CALLBACK (on_sentence), &fixture->told);
  g_signal_connect (fixture->desk, "set-aside", G_CALLBACK (on_sentence), &fixture->set_aside);
  g_signal_connect_swapped (fixture->desk, "opened", G_CALLBACK (on_opened), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  lab_desk_shut_down (fixture->desk);
  g_object_unref (fixture->desk);
  g_object_unref (fixture->session);
  g_free (fixture->told);
  g_free (fixture->set_aside);
  store_fixture_tear_down (&fixture->place, NULL);
}

static LabStore *
get_store (Fixture *fixture)
{
  return lab_session_get_store (fixture->session);
}

static LabStudy *
get_study (Fixture *fixture)
{
  return lab_session_get_study (fixture->session);
}

/* The shipped study, small, one iteration of its first run in the store. Returns: its number. */
static gint64
open_and_step (Fixture *fixture, const char *name)
{
  g_autoptr (GError) error = NULL;
  LabRun *run;

  lab_desk_open (fixture->desk, name, &error);
  g_assert_no_error (error);
  run = lab_study_get_run (get_study (fixture), 0);
  lab_session_act (fixture->session, LAB_ACT_STEP, run);
  fixture_wait (run, LAB_RUN_PAUSED);
  store_fixture_flush (get_store (fixture));
  return lab_desk_get_number (fixture->desk);
}

static void
wait_for_load (Fixture *fixture)
{
  while (lab_desk_is_loading (fixture->desk))
    g_main_context_iteration (NULL, TRUE);
}

static LabUndo *
get_undo (Fixture *fixture)
{
  return lab_session_get_undo (fixture->session);
}

/* Opening is undone, and what has results is told of. */
static void
test_opened (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  LabStudy *first;

  g_assert_true (lab_desk_open (fixture->desk, "figure-6", &error));
  g_assert_cmpstr (lab_desk_get_name (fixture->desk), ==, "figure-6");
  g_assert_null (lab_undo_get_label (get_undo (fixture)));
  g_assert_true (lab_desk_open (fixture->desk, "bob-bob1-bob2", &error));
  g_assert_null (fixture->set_aside);
  g_assert_true (lab_undo_undo (get_undo (fixture), NULL));
  g_assert_cmpstr (lab_desk_get_name (fixture->desk), ==, "figure-6");
  g_assert_true (lab_undo_redo (get_undo (fixture), NULL));
  g_assert_cmpstr (lab_desk_get_name (fixture->desk), ==, "bob-bob1-bob2");

  open_and_step (fixture, "bob-bob1-bob2");
  first = get_study (fixture);
  g_assert_true (lab_desk_open (fixture->desk, "figure-6", &error));
  g_assert_nonnull (strstr (fixture->set_aside, "in the library"));
  g_assert_false (lab_desk_open (fixture->desk, "no-such-study", &error));
  g_assert_nonnull (error);
  g_assert_true (lab_undo_undo (get_undo (fixture), NULL));
  g_assert_true (get_study (fixture) == first);
  g_assert_cmpuint (fixture->n_opened, ==, 7);
}

/* What trained is paused while another study is open, and goes on when it is back. */
static void
test_training_opened (Fixture *fixture, gconstpointer data)
{
  LabRun *run;

  g_assert_true (lab_desk_open (fixture->desk, "figure-6", NULL));
  run = lab_study_get_run (get_study (fixture), 0);
  lab_session_act (fixture->session, LAB_ACT_START, run);
  fixture_wait_iteration (run, 3);
  g_assert_true (lab_desk_open (fixture->desk, "figure-3", NULL));
  fixture_wait (run, LAB_RUN_PAUSED);
  g_assert_true (lab_undo_undo (get_undo (fixture), NULL));
  fixture_wait (run, LAB_RUN_RUNNING);
}

static void
on_read (gpointer user_data)
{
  (*(guint *) user_data)++;
}

/* The newest load alone is answered; what fails leaves all as it is. */
static void
test_load (Fixture *fixture, gconstpointer data)
{
  gint64 first = open_and_step (fixture, "bob-bob1-bob2");
  gint64 second = open_and_step (fixture, "figure-6");
  guint n_first = 0, n_second = 0;

  lab_undo_clear (get_undo (fixture));
  store_fixture_flush (get_store (fixture));
  lab_desk_load (fixture->desk, 999, on_read, NULL, &n_first);
  lab_desk_load (fixture->desk, first, on_read, NULL, &n_second);
  g_assert_true (lab_desk_is_loading (fixture->desk));
  wait_for_load (fixture);
  g_assert_cmpuint (n_first, ==, 0);
  g_assert_cmpuint (n_second, ==, 1);
  g_assert_cmpint (lab_desk_get_number (fixture->desk), ==, first);
  g_assert_nonnull (lab_undo_get_label (get_undo (fixture)));

  lab_desk_load (fixture->desk, 999, on_read, NULL, &n_first);
  wait_for_load (fixture);
  g_assert_cmpuint (n_first, ==, 0);
  g_assert_nonnull (strstr (fixture->told, "no study 999"));
  g_assert_cmpint (lab_desk_get_number (fixture->desk), ==, first);

  lab_desk_load (fixture->desk, second, on_read, NULL, &n_second);
  lab_desk_forget_load (fixture->desk);
  g_assert_false (lab_desk_is_loading (fixture->desk));
  fixture_idle (200);
  g_assert_cmpuint (n_second, ==, 1);
  g_assert_cmpint (lab_desk_get_number (fixture->desk), ==, first);
}

/* At the start: what the store has, else by name, else the one to begin with. */
static void
test_last (Fixture *fixture, gconstpointer data)
{
  gint64 number = open_and_step (fixture, "figure-6");

  g_assert_true (lab_desk_open (fixture->desk, "bob-bob1-bob2", NULL));
  lab_first_study_open (fixture->desk, number, "bob-bob1-bob2");
  lab_desk_start (fixture->desk);
  g_assert_false (lab_session_is_live (fixture->session));
  wait_for_load (fixture);
  g_assert_cmpint (lab_desk_get_number (fixture->desk), ==, number);
  g_assert_true (lab_session_is_live (fixture->session));

  lab_first_study_open (fixture->desk, 999, "figure-3");
  wait_for_load (fixture);
  g_assert_cmpstr (lab_desk_get_name (fixture->desk), ==, "figure-3");
  lab_first_study_open (fixture->desk, 0, "nonsense");
  g_assert_cmpstr (lab_desk_get_name (fixture->desk), ==, "bob-bob1-bob2");
  g_assert_nonnull (strstr (fixture->told, "nonsense"));
}

static guint
count_stored (Fixture *fixture)
{
  g_autoptr (GPtrArray) studies = lab_store_list (get_store (fixture), NULL);

  return studies->len;
}

/* Even a study to which a step leads back: it is deleted, restored, and open again as it was. */
static void
test_deleted (Fixture *fixture, gconstpointer data)
{
  gint64 number = open_and_step (fixture, "figure-6");
  LabStudy *study = get_study (fixture);
  g_autoptr (GError) error = NULL;

  g_assert_true (lab_desk_open (fixture->desk, "bob-bob1-bob2", NULL));
  g_assert_false (lab_stored_step_delete_study (get_undo (fixture), get_store (fixture), 999,
                                                "nothing", &error));
  g_assert_error (error, LAB_ERROR, LAB_ERROR_NOT_FOUND);
  g_clear_error (&error);
  lab_stored_step_delete_study (get_undo (fixture), get_store (fixture), number, "Six", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (lab_undo_get_label (get_undo (fixture)), ==, "Delete “Six”");
  g_assert_cmpuint (count_stored (fixture), ==, 0);
  for (guint i = 0; i < 2; i++)
    {
      g_assert_true (lab_undo_undo (get_undo (fixture), &error));
      g_assert_cmpuint (count_stored (fixture), ==, 1);
      g_assert_true (lab_undo_redo (get_undo (fixture), &error));
      g_assert_cmpuint (count_stored (fixture), ==, 0);
    }
  g_assert_true (lab_undo_undo (get_undo (fixture), &error));
  g_assert_true (lab_undo_undo (get_undo (fixture), &error));
  g_assert_true (get_study (fixture) == study);
  g_assert_cmpint (lab_desk_get_number (fixture->desk), ==, number);
  lab_session_act (fixture->session, LAB_ACT_STEP, lab_study_get_run (study, 1));
  fixture_wait (lab_study_get_run (study, 1), LAB_RUN_PAUSED);
  store_fixture_flush (get_store (fixture));
  g_assert_cmpint (lab_desk_get_number (fixture->desk), ==, number);
  g_assert_cmpuint (count_stored (fixture), ==, 1);
}

static void
test_renamed (Fixture *fixture, gconstpointer data)
{
  gint64 number = open_and_step (fixture, "figure-6");
  static const char *const titles[] = { "Seven", "Six", "Seven" };

  g_assert_true (lab_stored_step_rename_study (get_undo (fixture), get_store (fixture), number,
                                               "Six", "Seven", NULL));
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      if (i == 1)
        g_assert_true (lab_undo_undo (get_undo (fixture), NULL));
      else if (i == 2)
        g_assert_true (lab_undo_redo (get_undo (fixture), NULL));
      g_assert_cmpstr (lab_study_file_get_title (lab_study_get_file (get_study (fixture))), ==,
                       titles[i]);
    }
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*run) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/desk/opened", test_opened },   { "/desk/training-opened", test_training_opened },
    { "/desk/load", test_load },       { "/desk/last", test_last },
    { "/desk/deleted", test_deleted }, { "/desk/renamed", test_renamed },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].run, tear_down);
  return g_test_run ();
}
