/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The desk without a window: what is opened, set aside, had back, read from the store
 * and started once it is there; and what was deleted and is restored.
 */
#include "config.h"

#include <string.h>

#include "lab/session/lab-first-study.h"
#include "lab/session/lab-trash.h"
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

/* What has results can be had back; what has none is gone. */
static void
test_former (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  LabStudy *first;

  g_assert_true (lab_desk_open (fixture->desk, "figure-6", &error));
  g_assert_cmpstr (lab_desk_get_name (fixture->desk), ==, "figure-6");
  g_assert_true (lab_desk_open (fixture->desk, "bob-bob1-bob2", &error));
  g_assert_false (lab_desk_has_former (fixture->desk));
  g_assert_null (fixture->set_aside);

  open_and_step (fixture, "bob-bob1-bob2");
  first = get_study (fixture);
  g_assert_true (lab_desk_open (fixture->desk, "figure-6", &error));
  g_assert_true (lab_desk_has_former (fixture->desk));
  g_assert_nonnull (strstr (fixture->set_aside, "in the library"));
  g_assert_false (lab_desk_open (fixture->desk, "no-such-study", &error));
  g_assert_nonnull (error);
  g_assert_true (lab_desk_has_former (fixture->desk));
  lab_desk_reopen_former (fixture->desk);
  g_assert_true (get_study (fixture) == first);
  g_assert_false (lab_desk_has_former (fixture->desk));
  g_assert_null (lab_desk_get_name (fixture->desk));
  g_assert_cmpuint (fixture->n_opened, ==, 5);
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

  lab_desk_forget_former (fixture->desk);
  store_fixture_flush (get_store (fixture));
  lab_desk_load (fixture->desk, 999, on_read, NULL, &n_first);
  lab_desk_load (fixture->desk, first, on_read, NULL, &n_second);
  g_assert_true (lab_desk_is_loading (fixture->desk));
  wait_for_load (fixture);
  g_assert_cmpuint (n_first, ==, 0);
  g_assert_cmpuint (n_second, ==, 1);
  g_assert_cmpint (lab_desk_get_number (fixture->desk), ==, first);
  g_assert_true (lab_desk_has_former (fixture->desk));

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

static void
test_trash (Fixture *fixture, gconstpointer data)
{
  gint64 number = open_and_step (fixture, "figure-6");
  g_autoptr (LabTrash) trash = lab_trash_new ();
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GPtrArray) one = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (lab_desk_open (fixture->desk, "bob-bob1-bob2", NULL));
  lab_desk_forget_former (fixture->desk);
  g_assert_false (lab_trash_delete_study (trash, get_store (fixture), 999, &error));
  g_assert_false (lab_trash_has_study (trash));
  g_clear_error (&error);
  lab_trash_delete_study (trash, get_store (fixture), number, &error);
  g_assert_no_error (error);
  g_assert_true (lab_trash_has_study (trash));
  none = lab_store_list (get_store (fixture), NULL);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_true (lab_trash_restore (trash, &error));
  g_assert_false (lab_trash_has_study (trash));
  one = lab_store_list (get_store (fixture), NULL);
  g_assert_cmpuint (one->len, ==, 1);
  g_assert_true (lab_trash_restore (trash, &error)); /* nothing */
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*run) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/desk/former", test_former },
    { "/desk/load", test_load },
    { "/desk/last", test_last },
    { "/desk/trash", test_trash },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].run, tear_down);
  return g_test_run ();
}
