/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The program is killed while it trains and started again: the study stands there
 * as it was last written, and one act goes on to the end. Then, over D-Bus as all
 * of this, it is renamed, and another one deleted and had back. Asked to end, it
 * pauses what trains, writes it and ends well.
 */
#include "config.h"

#include <gio/gio.h>
#include <signal.h>
#include <string.h>

#include "lab/store/lab-store.h"

#define NAME "org.fuzzykey.Lab"
#define WINDOW "/org/fuzzykey/Lab/window/1"
/* Iterations of a run: more than are trained before the program is killed. Under a
 * sanitizer one takes about five times as long. */
#ifdef __SANITIZE_ADDRESS__
#define ROUND "2000"
#define LENGTH 4000
#define PATIENCE (120 * G_USEC_PER_SEC)
#else
#define ROUND "6000"
#define LENGTH 12000
#define PATIENCE (40 * G_USEC_PER_SEC)
#endif

static char *program;
static GDBusConnection *bus;

typedef gboolean (*Condition) (gpointer user_data);

static void
wait_for (Condition condition, gpointer user_data, const char *what)
{
  gint64 end = g_get_monotonic_time () + PATIENCE;

  while (!condition (user_data))
    {
      if (g_get_monotonic_time () > end)
        g_error ("Waited in vain for %s.", what);
      g_main_context_iteration (NULL, FALSE);
      g_usleep (20000);
    }
}

/* NULL while nobody answers. */
static GVariant *
call (const char *method, GVariant *parameters)
{
  return g_dbus_connection_call_sync (bus, NAME, WINDOW, "org.gtk.Actions", method, parameters,
                                      NULL, G_DBUS_CALL_FLAGS_NO_AUTO_START, 5000, NULL, NULL);
}

static void
act (const char *action, GVariant *parameter)
{
  GVariantBuilder parameters;

  g_variant_builder_init (&parameters, G_VARIANT_TYPE ("av"));
  if (parameter != NULL)
    g_variant_builder_add (&parameters, "v", parameter);
  g_autoptr (GVariant) answer
      = call ("Activate", g_variant_new ("(sava{sv})", action, &parameters, NULL));
  g_assert_nonnull (answer);
}

static gboolean
is_enabled (gpointer action)
{
  g_autoptr (GVariant) answer = call ("Describe", g_variant_new ("(s)", action));
  gboolean enabled = FALSE;

  if (answer != NULL)
    g_variant_get (answer, "((bgav))", &enabled, NULL, NULL);
  return enabled;
}

static GSubprocess *
open_lab (const char *store, const char *study)
{
  g_autoptr (GError) error = NULL;
  GSubprocess *lab = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, program, "--store", store,
                                       study != NULL ? "--study" : NULL, study, NULL);

  g_assert_no_error (error);
  return lab;
}

static void
close_lab (GSubprocess *lab)
{
  g_autoptr (GError) error = NULL;

  act ("close", NULL);
  g_subprocess_wait_check (lab, NULL, &error);
  g_assert_no_error (error);
}

/* (transfer full): what another process sees of the store: this one. */
static GPtrArray *
list_studies (LabStore *store)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *studies = lab_store_list (store, &error);

  g_assert_no_error (error);
  return studies;
}

/* The runs of the newest study. */
static GPtrArray *
get_runs (GPtrArray *studies)
{
  return ((LabStoredStudy *) g_ptr_array_index (studies, 0))->runs;
}

static gboolean
two_are_under_way (gpointer store)
{
  g_autoptr (GPtrArray) studies = list_studies (store);
  guint n_begun = 0;

  for (guint i = 0; studies->len > 0 && i < get_runs (studies)->len; i++)
    n_begun += ((LabStoredRun *) g_ptr_array_index (get_runs (studies), i))->iterations > 300;
  return n_begun >= 2;
}

/* What the next start opens is in the settings; the window writes it when it comes to it. */
static gboolean
is_remembered (gpointer path)
{
  g_autofree char *file
      = g_build_filename (g_get_user_config_dir (), "glib-2.0", "settings", "keyfile", NULL);
  g_autofree char *settings = NULL;

  return g_file_get_contents (file, &settings, NULL, NULL) && strstr (settings, path) != NULL;
}

static gboolean
all_have_finished (gpointer store)
{
  g_autoptr (GPtrArray) studies = list_studies (store);

  for (guint i = 0; i < get_runs (studies)->len; i++)
    if (((LabStoredRun *) g_ptr_array_index (get_runs (studies), i))->state != LAB_RUN_FINISHED)
      return FALSE;
  return TRUE;
}

typedef struct
{
  LabStore *store;
  guint n_studies;
  const char *title; /* of the newest; NULL for any */
} Expected;

static gboolean
lists (gpointer user_data)
{
  Expected *expected = user_data;
  g_autoptr (GPtrArray) studies = list_studies (expected->store);

  return studies->len == expected->n_studies
         && (expected->title == NULL
             || g_str_equal (((LabStoredStudy *) g_ptr_array_index (studies, 0))->title,
                             expected->title));
}

/* (transfer full): with two runs under way. */
static GSubprocess *
open_and_train (LabStore *store, const char *path)
{
  GSubprocess *lab = open_lab (path, "bob-bob1-bob2");

  wait_for (is_enabled, (gpointer) "start", "the lab to be open");
  act ("set", g_variant_new ("(ss)", "training.rounds", "2"));
  act ("set", g_variant_new ("(ss)", "training.iterations", ROUND));
  act ("set", g_variant_new ("(ss)", "training.batch", "256"));
  act ("start", NULL);
  wait_for (two_are_under_way, store, "two runs in the store");
  wait_for (is_remembered, (gpointer) path, "the study in the settings");
  return lab;
}

static void
kill_while_it_trains (LabStore *store, const char *path)
{
  g_autoptr (GSubprocess) lab = open_and_train (store, path);

  g_subprocess_send_signal (lab, SIGKILL);
  g_subprocess_wait (lab, NULL, NULL);
  g_assert_cmpint (g_subprocess_get_term_sig (lab), ==, SIGKILL);
}

static void
test_kill (void)
{
  g_autofree char *path = g_build_filename (g_get_user_runtime_dir (), "kill.db", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (LabStore) store = lab_store_open (path, &error);
  g_autoptr (GSubprocess) lab = NULL;
  g_autoptr (GPtrArray) before = NULL, after = NULL;
  gint64 number;

  g_assert_no_error (error);
  kill_while_it_trains (store, path);
  before = list_studies (store);
  g_assert_cmpuint (before->len, ==, 1);
  number = ((LabStoredStudy *) g_ptr_array_index (before, 0))->number;

  lab = open_lab (path, NULL);
  wait_for (is_enabled, (gpointer) "resume", "the study as it was");
  after = list_studies (store);
  g_assert_cmpuint (after->len, ==, 1);
  for (guint i = 0; i < 3; i++)
    {
      LabStoredRun *old = g_ptr_array_index (get_runs (before), i);
      LabStoredRun *new = g_ptr_array_index (get_runs (after), i);
      g_assert_cmpuint (old->iterations, ==, new->iterations);
      g_assert_cmpuint (old->iterations, <, LENGTH);
      g_assert_cmpint (new->state, ==, new->iterations > 0 ? LAB_RUN_PAUSED : LAB_RUN_READY);
      g_assert_true (new->held);
    }
  act ("start", NULL);
  wait_for (all_have_finished, store, "all runs to finish");

  act ("rename-stored", g_variant_new ("(xs)", number, "Survived"));
  wait_for (lists, &(Expected){ store, 1, "Survived" }, "the other title");
  act ("load-study", g_variant_new_string ("figure-6"));
  act ("step", NULL);
  wait_for (lists, &(Expected){ store, 2, NULL }, "a second study");
  act ("delete-stored", g_variant_new_int64 (number));
  wait_for (lists, &(Expected){ store, 1, NULL }, "the study to go");
  act ("undo", NULL);
  wait_for (lists, &(Expected){ store, 2, NULL }, "the study to come back");
  close_lab (lab);
}

static void
test_terminate (void)
{
  g_autofree char *path = g_build_filename (g_get_user_runtime_dir (), "terminate.db", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (LabStore) store = lab_store_open (path, &error);
  g_autoptr (GSubprocess) lab = NULL;
  g_autoptr (GPtrArray) studies = NULL;
  guint n_paused = 0;

  g_assert_no_error (error);
  lab = open_and_train (store, path);
  g_subprocess_send_signal (lab, SIGTERM);
  g_subprocess_wait_check (lab, NULL, &error);
  g_assert_no_error (error);
  studies = list_studies (store);
  for (guint i = 0; i < 3; i++)
    {
      LabStoredRun *run = g_ptr_array_index (get_runs (studies), i);

      g_assert_false (run->cut_off);
      g_assert_false (run->held);
      n_paused += run->state == LAB_RUN_PAUSED && run->iterations < LENGTH;
    }
  g_assert_cmpuint (n_paused, >, 0);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  program = argv[1];
  /* What the program remembers must outlive it. */
  g_setenv ("GSETTINGS_BACKEND", "keyfile", TRUE);
  bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_assert_no_error (error);

  g_test_add_func ("/kill/goes-on", test_kill);
  g_test_add_func ("/kill/asked-to-end", test_terminate);
  return g_test_run ();
}
