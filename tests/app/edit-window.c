/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How long the window takes for win.set on a study of 100 curves, in microseconds: until
 * the action has returned, until panel, figures and list know it, and for the frame that
 * shows it; medians and the 95th percentiles of many edits. It is the processor's time of
 * the window's thread, so that what else the machine does is left out; nothing is asserted.
 *
 *   build-aux/with-display edit-window [EDITS]
 */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "app/window/lab-application.h"
#include "app/window/lab-window.h"

#define N_CURVES 100

typedef enum
{
  ANSWER, /* of the action */
  TOLD,   /* and to whoever follows the study, before the next act from the bus */
  FRAME,  /* only its layout and drawing: not the wait for the screen */
  N_PARTS,
} Part;

typedef struct
{
  gint64 begin;
  gint64 length; /* 0: none was drawn since */
} Frame;

/* Microseconds. */
static gint64
get_time (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static void
on_before_paint (GdkFrameClock *clock, Frame *frame)
{
  frame->begin = get_time ();
}

static void
on_after_paint (GdkFrameClock *clock, Frame *frame)
{
  frame->length = MAX (get_time () - frame->begin, 1);
}

/* As many curves, each with a key of its own. */
static char *
write_study (void)
{
  g_autoptr (GString) text = g_string_new ("[study]\ntitle=Edited\nreading=text\n");
  g_autoptr (GError) error = NULL;
  char *path = NULL;
  int file = g_file_open_tmp ("edit-window-XXXXXX.ini", &path, &error);

  g_assert_no_error (error);
  close (file);
  for (guint i = 0; i < N_CURVES; i++)
    g_string_append_printf (text, "[curve rate %u]\ntraining.learning-rate=%g\n", i,
                            0.0001 * (i + 1));
  g_file_set_contents (path, text->str, (gssize) text->len, &error);
  g_assert_no_error (error);
  return path;
}

static LabWindow *
open_window (GApplication *application, const char *study, Frame *frame)
{
  LabWindow *window;
  g_autoptr (GError) error = NULL;
  GdkFrameClock *clock;

  g_application_register (application, NULL, &error);
  g_assert_no_error (error);
  window = lab_window_new (GTK_APPLICATION (application));
  lab_window_open_study (window, study, &error);
  g_assert_no_error (error);
  gtk_window_set_default_size (GTK_WINDOW (window), 1600, 1000);
  gtk_widget_realize (GTK_WIDGET (window));
  clock = gtk_widget_get_frame_clock (GTK_WIDGET (window));
  g_signal_connect (clock, "before-paint", G_CALLBACK (on_before_paint), frame);
  g_signal_connect (clock, "after-paint", G_CALLBACK (on_after_paint), frame);
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

static gboolean
on_late (gpointer is_late)
{
  *(gboolean *) is_late = TRUE;
  return G_SOURCE_CONTINUE;
}

/* Or for a second, if there is nothing to be drawn. */
static void
wait_for_frame (Frame *frame)
{
  gboolean is_late = FALSE;
  guint source = g_timeout_add_seconds (1, on_late, &is_late);

  frame->length = 0;
  while (frame->length == 0 && !is_late)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
}

/* Nothing is left to be done, and nothing to be drawn. */
static void
become_calm (void)
{
  gint64 end = g_get_monotonic_time () + G_USEC_PER_SEC;

  while (g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, FALSE);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return (*(const gint64 *) a > *(const gint64 *) b) - (*(const gint64 *) a < *(const gint64 *) b);
}

static void
measure (
    LabWindow *window, Frame *frame, const char *name, const char *const *values, guint n_edits)
{
  gint64 *times[N_PARTS];

  for (Part part = ANSWER; part < N_PARTS; part++)
    times[part] = g_new (gint64, n_edits);
  for (guint i = 0; i < n_edits; i++)
    {
      gint64 begin = get_time ();

      g_action_group_activate_action (G_ACTION_GROUP (window), "set",
                                      g_variant_new ("(ss)", name, values[i % 2]));
      times[ANSWER][i] = get_time () - begin;
      lab_session_flush (lab_window_get_session (window));
      times[TOLD][i] = get_time () - begin;
      wait_for_frame (frame);
      times[FRAME][i] = frame->length;
    }
  printf ("%-24s", name);
  for (Part part = ANSWER; part < N_PARTS; part++)
    {
      qsort (times[part], n_edits, sizeof *times[part], compare);
      printf (" %8" G_GINT64_FORMAT " %8" G_GINT64_FORMAT, times[part][n_edits / 2],
              times[part][n_edits * 95 / 100]);
      g_free (times[part]);
    }
  printf ("\n");
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    const char *values[2];
  } edits[] = {
    { "parties.key-difference", { "3", "4" } },
    { "bob.dense", { "sigmoid", "tanh;sigmoid" } },
    { "parties.eve", { "true", "false" } },
    { "study.reading", { "inferred", "text" } },
  };
  guint n_edits = argc > 1 ? (guint) MAX (atoi (argv[1]), 2) : 60;
  g_autofree char *study = write_study ();
  g_autoptr (LabApplication) application = NULL;
  LabWindow *window;
  Frame frame = { 0 };

  if (!gtk_init_check ())
    {
      g_printerr ("edit-window: there is no display.\n");
      return 1;
    }
  application = lab_application_new ();
  window = open_window (G_APPLICATION (application), study, &frame);
  wait_for_frame (&frame);
  become_calm ();
  printf ("%-24s %8s %8s %8s %8s %8s %8s\n", "100 curves", "answer", "95 %", "told", "95 %",
          "frame", "95 %");
  for (guint i = 0; i < G_N_ELEMENTS (edits); i++)
    measure (window, &frame, edits[i].name, edits[i].values, n_edits);
  gtk_window_close (GTK_WINDOW (window));
  remove (study);
  return 0;
}
