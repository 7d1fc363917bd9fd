/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Eight runs of all kinds train in an open window with a store, taking turns on
 * the processors. After the first minute (of a short soak: after its first third)
 * memory may grow by the series alone; what else it grew by is printed, as is the
 * longest time between two frames. With --check it must stay within bounds. Of what
 * else is resident, only what the program holds by malloc() is its own doing; the rest
 * is the allocator's: holes, pages half used.
 *
 *   build-aux/with-display soak [--check] [SECONDS [SECONDS OF A SHIFT]]
 */
#include "config.h"

#include <glib/gstdio.h>
#include <malloc.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "app-test-util.h"

/* How long a run has a processor before it goes to the end of the queue. */
#define SHIFT 1.0

/* Bounds of --check: bytes beside the series, and seconds without a frame on a
 * machine that may be busy. */
#define MOST_GROWTH (24 << 20)
#define LONGEST_GAP 2.0

/* Batches are small, so that there are many points. */
static const char study[]
    = "[study]\ntitle=Soak\n[parties]\nkey-bits=16\nkey-difference=2\n"
      "[training]\nrounds=1000\niterations=50000\nbatch=64\n"
      "[curve plain]\n[curve sigmoid]\nbob.dense=sigmoid\n"
      "[curve normed]\nalice.batch-norm=true\nbob.batch-norm=true\n"
      "[curve no convolutions]\nnetworks.convolution-activation=none\n"
      "[curve by round]\nparties.eve=true\ntraining.schedule=by-round\n"
      "[curve by round, normed]\nparties.eve=true\ntraining.schedule=by-round\n"
      "bob.batch-norm=true\neve.batch-norm=true\n"
      "[curve by step]\nparties.eve=true\ntraining.schedule=by-step\n"
      "[curve by step, normed]\nparties.eve=true\ntraining.schedule=by-step\n"
      "alice.batch-norm=true\nbob.batch-norm=true\neve.batch-norm=true\n";
#define N_RUNS 8

typedef struct
{
  LabWindow *window;
  gint64 last_frame;
  gint64 longest_gap;
  guint n_frames;
  double shift; /* seconds */
} Soak;

/* What is held at one moment. */
typedef struct
{
  guint64 resident; /* bytes */
  guint64 held;     /* bytes of malloc(), of every thread */
  guint64 series;
  guint64 points;
} Held;

static void
on_after_paint (GdkFrameClock *clock, Soak *soak)
{
  gint64 now = g_get_monotonic_time ();

  if (soak->last_frame != 0)
    soak->longest_gap = MAX (soak->longest_gap, now - soak->last_frame);
  soak->last_frame = now;
  soak->n_frames++;
}

static guint64
get_resident (void)
{
  g_autofree char *statm = NULL;
  g_auto (GStrv) fields = NULL;

  if (!g_file_get_contents ("/proc/self/statm", &statm, NULL, NULL))
    return 0;
  fields = g_strsplit (statm, " ", 3);
  return g_ascii_strtoull (fields[1], NULL, 10) * (guint64) sysconf (_SC_PAGESIZE);
}

static Held
look (Soak *soak)
{
  struct mallinfo2 heap = mallinfo2 ();
  Held held = { .resident = get_resident (), .held = heap.uordblks + heap.hblkhd };

  for (guint i = 0; i < N_RUNS; i++)
    {
      LabRun *run = test_get_run (soak->window, i);

      held.series += lab_series_get_memory (lab_run_get_series (run));
      held.points += lab_run_get_iteration (run);
    }
  return held;
}

/* Those that train make room for those that wait. */
static void
change_shift (Soak *soak)
{
  LabSession *session = lab_window_get_session (soak->window);
  gboolean is_ending[N_RUNS];

  for (guint i = 0; i < N_RUNS; i++)
    {
      LabRun *run = test_get_run (soak->window, i);

      is_ending[i] = lab_run_get_state (run) == LAB_RUN_RUNNING;
      if (is_ending[i])
        lab_session_act (session, LAB_ACT_PAUSE, run);
    }
  for (guint i = 0; i < N_RUNS; i++)
    {
      LabRun *run = test_get_run (soak->window, i);

      while (is_ending[i] && lab_run_get_state (run) == LAB_RUN_RUNNING)
        g_main_context_iteration (NULL, TRUE);
      if (is_ending[i])
        lab_session_act (session, LAB_ACT_RESUME, run);
    }
}

static void
print_held (const char *when, const Held *held)
{
  printf ("%-22s %8.1f MB resident, %8.1f MB held, %8.1f MB of series, %10" G_GUINT64_FORMAT
          " points\n",
          when, (double) held->resident / 1e6, (double) held->held / 1e6,
          (double) held->series / 1e6, held->points);
  fflush (stdout);
}

/* Says every minute what is held. */
static void
train_for (Soak *soak, double seconds)
{
  gint64 start = g_get_monotonic_time (), end = start + (gint64) (seconds * G_USEC_PER_SEC);
  gint64 minute = start + 60 * G_USEC_PER_SEC;

  while (g_get_monotonic_time () < end)
    {
      test_pass ((guint) (soak->shift * 1000));
      change_shift (soak);
      if (g_get_monotonic_time () < minute || minute >= end)
        continue;
      Held held = look (soak);

      print_held ("  a minute later:", &held);
      minute += 60 * G_USEC_PER_SEC;
    }
}

static gboolean
check (const char *what, gboolean holds)
{
  if (!holds)
    g_printerr ("soak: %s\n", what);
  return holds;
}

static void
open_window (Soak *soak, const char *path, const char *store)
{
  if (!g_file_set_contents (path, study, -1, NULL))
    g_error ("%s cannot be written", path);
  soak->window = test_open_store (store, path);
  gtk_window_set_default_size (GTK_WINDOW (soak->window), 1600, 1000);
  g_signal_connect (gtk_widget_get_frame_clock (GTK_WIDGET (soak->window)), "after-paint",
                    G_CALLBACK (on_after_paint), soak);
}

int
main (int argc, char **argv)
{
  gboolean checks = argc > 1 && g_str_equal (argv[1], "--check");
  double seconds = argc > 1 + checks ? g_ascii_strtod (argv[1 + checks], NULL) : 1800;
  double before = MIN (60, seconds / 3);
  double shift = argc > 2 + checks ? g_ascii_strtod (argv[2 + checks], NULL) : SHIFT;
  Soak soak = { .shift = shift };
  Held first, last;

  if (!gtk_init_check ())
    {
      g_printerr ("soak: there is no display.\n");
      return 1;
    }
  g_autofree char *path = test_get_path ("soak.ini");
  g_autofree char *store = test_get_path ("soak.db");
  open_window (&soak, path, store);
  test_act (soak.window, "start", NULL);
  train_for (&soak, before);
  first = look (&soak);
  print_held ("at the beginning:", &first);
  soak.longest_gap = 0;
  soak.n_frames = 0;
  train_for (&soak, seconds - before);
  last = look (&soak);
  print_held ("at the end:", &last);

  gint64 growth = (gint64) (last.resident - first.resident);
  gint64 held = (gint64) (last.held - first.held);
  gint64 series = (gint64) (last.series - first.series);
  double gap = (double) soak.longest_gap / G_USEC_PER_SEC;

  printf ("in %.0f s grown by       %8.1f MB, series by %.1f MB (%.1f bytes a point), all else by "
          "%.1f MB, of which %.1f MB held\n",
          seconds - before, (double) growth / 1e6, (double) series / 1e6,
          (double) series / (double) (last.points - first.points), (double) (growth - series) / 1e6,
          (double) (held - series) / 1e6);
  printf ("frames a second: %.1f, longest gap %.0f ms; trouble with the store: %s\n",
          soak.n_frames / (seconds - before), gap * 1000,
          lab_window_get_trouble (soak.window) != NULL ? lab_window_get_trouble (soak.window)
                                                       : "none");
  gboolean sound = lab_window_get_trouble (soak.window) == NULL;

  test_act (soak.window, "pause", NULL);
  test_wait (soak.window, test_none_active, NULL, "the runs to pause");
  test_close (soak.window);
  if (!checks)
    return 0;
  return check ("the store was in trouble", sound)
                 & check ("more than 24 MB beside the series", growth - series <= MOST_GROWTH)
                 & check ("more than two seconds without a frame", gap <= LONGEST_GAP)
             ? 0
             : 1;
}
