/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Work on threads of their own: who hears of its end, of its delay, and when its data goes.
 */
#include "config.h"

#include "app/widgets/lab-background.h"

typedef struct
{
  guint milliseconds; /* which the work takes */
  gboolean fails;
  GThread *worker;
  guint n_late, n_done;
  int n_freed;   /* atomic: the last to let go may be the thread */
  char *trouble; /* with which it ended */
} Errand;

static gboolean
work (gpointer data, GCancellable *cancellable, GError **error)
{
  Errand *errand = data;

  errand->worker = g_thread_self ();
  for (guint i = 0; i < errand->milliseconds && !g_cancellable_is_cancelled (cancellable); i += 5)
    g_usleep (5000);
  if (!errand->fails)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "There was no room.");
  return FALSE;
}

static void
late (gpointer owner, gpointer data)
{
  ((Errand *) data)->n_late++;
}

static void
done (gpointer owner, gpointer data, const GError *error)
{
  Errand *errand = data;

  g_assert_true (G_IS_OBJECT (owner));
  g_assert_true (g_thread_self () != errand->worker);
  errand->n_done++;
  errand->trouble = error != NULL ? g_strdup (error->message) : NULL;
}

static void
free_errand (gpointer data)
{
  g_atomic_int_inc (&((Errand *) data)->n_freed);
}

static const LabWork errands = { work, late, done, free_errand };

static void
count (LabBackground *background, guint *n_changed)
{
  (*n_changed)++;
}

/* Does @errand to its end, cancelled from the start or not. Returns: how often "changed" was heard
 */
static guint
do_errand (Errand *errand, GCancellable *cancellable, gboolean is_cancelled_at_once)
{
  g_autoptr (LabBackground) background = lab_background_new ();
  g_autoptr (GObject) owner = g_object_new (G_TYPE_OBJECT, NULL);
  guint n_changed = 0;

  g_signal_connect (background, "changed", G_CALLBACK (count), &n_changed);
  lab_background_run (background, &errands, owner, errand, cancellable);
  g_assert_cmpuint (lab_background_get_n_running (background), ==, 1);
  if (is_cancelled_at_once)
    g_cancellable_cancel (cancellable);
  while (lab_background_get_n_running (background) > 0)
    g_main_context_iteration (NULL, TRUE);
  while (g_atomic_int_get (&errand->n_freed) == 0)
    g_usleep (1000);
  g_assert_cmpint (errand->n_freed, ==, 1);
  g_assert_cmpuint (G_OBJECT (owner)->ref_count, ==, 1);
  return n_changed;
}

/* Work that ends is heard of once, in the main thread, and its data goes after that. */
static void
test_done (void)
{
  Errand errand = { .milliseconds = 10 };

  g_assert_cmpuint (do_errand (&errand, NULL, FALSE), ==, 2);
  g_assert_cmpuint (errand.n_done, ==, 1);
  g_assert_cmpuint (errand.n_late, ==, 0);
  g_assert_null (errand.trouble);
}

static void
test_fails (void)
{
  Errand errand = { .milliseconds = 10, .fails = TRUE };

  do_errand (&errand, NULL, FALSE);
  g_assert_cmpuint (errand.n_done, ==, 1);
  g_assert_cmpstr (errand.trouble, ==, "There was no room.");
  g_free (errand.trouble);
}

/* Who waits for long is told once. */
static void
test_late (void)
{
  Errand errand = { .milliseconds = 1200 };

  do_errand (&errand, NULL, FALSE);
  g_assert_cmpuint (errand.n_late, ==, 1);
  g_assert_cmpuint (errand.n_done, ==, 1);
}

/* Once cancelled, the owner hears nothing more, though the data still goes. */
static void
test_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Errand errand = { .milliseconds = 5000 };

  g_assert_cmpuint (do_errand (&errand, cancellable, TRUE), ==, 2);
  g_assert_cmpuint (errand.n_done, ==, 0);
  g_assert_cmpuint (errand.n_late, ==, 0);
}

/* A program with work to do does not end: the hold outlives the last window. */
static void
on_activate (GApplication *application, Errand *errand)
{
  g_autoptr (LabBackground) background = lab_background_new ();
  g_autoptr (GObject) owner = g_object_new (G_TYPE_OBJECT, NULL);

  lab_background_run (background, &errands, owner, errand, NULL);
}

static void
test_hold (void)
{
  g_autoptr (GApplication) application
      = g_application_new ("org.fuzzykey.TestBackground", G_APPLICATION_NON_UNIQUE);
  Errand errand = { .milliseconds = 300 };

  g_signal_connect (application, "activate", G_CALLBACK (on_activate), &errand);
  g_application_set_default (application);
  g_assert_cmpint (g_application_run (application, 0, NULL), ==, 0);
  g_assert_cmpuint (errand.n_done, ==, 1);
  g_application_set_default (NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/background/done", test_done);
  g_test_add_func ("/background/fails", test_fails);
  g_test_add_func ("/background/late", test_late);
  g_test_add_func ("/background/cancelled", test_cancelled);
  g_test_add_func ("/background/hold", test_hold);
  return g_test_run ();
}
