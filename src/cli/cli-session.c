/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Training a study from a terminal.
 */
#include "config.h"

#include "cli-session.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

#include "base/ending.h"
#include "cli.h"
#include "lab/lab-limits.h"
#include "report/report-json.h"

#define PROGRESS_INTERVAL 200 /* milliseconds */

typedef struct
{
  GPtrArray *runs;
  LabScheduler *scheduler;
  GMainLoop *loop;
  gint64 start;
  guint64 done_before; /* iterations */
  gboolean is_kept;
} Session;

/* One line, written over itself. */
static gboolean
show_progress (gpointer data)
{
  Session *session = data;
  guint64 done = 0, planned = 0;
  guint n_runs = session->runs->len, n_ended = 0;
  double share, elapsed, left;
  char bar[CLI_BAR_WIDTH + 1];

  for (guint i = 0; i < n_runs; i++)
    {
      LabRun *run = session->runs->pdata[i];
      gboolean ended = lab_run_is_ended (run);

      n_ended += ended;
      done += lab_run_get_iteration (run);
      planned += ended ? lab_run_get_iteration (run) : lab_run_get_length (run);
    }
  share = planned > 0 ? (double) done / (double) planned : 1;
  elapsed = (double) (g_get_monotonic_time () - session->start) / G_USEC_PER_SEC;
  left = done > session->done_before
             ? elapsed * (double) (planned - done) / (double) (done - session->done_before)
             : 0;
  cli_draw_bar (share, bar);
  g_printerr (_ ("\r[%s] %3.0f %%  %u of %u runs ended, %.0f s left   "), bar, 100 * share, n_ended,
              n_runs, left);
  return G_SOURCE_CONTINUE;
}

static gboolean
stop_all (gpointer data)
{
  Session *session = data;

  if (isatty (STDERR_FILENO))
    g_printerr (_ ("\nStopping when the step at hand is done; Ctrl-C once more ends at once.\n"));
  for (guint i = 0; i < session->runs->len; i++)
    if (session->is_kept)
      lab_scheduler_pause (session->scheduler, session->runs->pdata[i]);
    else
      lab_scheduler_stop (session->scheduler, session->runs->pdata[i]);
  return G_SOURCE_CONTINUE;
}

static void
quit_when_idle (LabScheduler *scheduler, GParamSpec *pspec, Session *session)
{
  if (!lab_scheduler_get_active (scheduler))
    g_main_loop_quit (session->loop);
}

GPtrArray *
cli_session_list_runs (LabStudy *study)
{
  GPtrArray *runs = g_ptr_array_new ();

  for (guint i = 0; i < lab_study_get_n_runs (study); i++)
    g_ptr_array_add (runs, lab_study_get_run (study, i));
  return runs;
}

gboolean
cli_session_check_memory (GPtrArray *runs)
{
  g_autoptr (GError) error = NULL;

  if (lab_runs_check_memory (runs, lab_limits_get_free_memory (NULL), &error))
    return TRUE;
  cli_complain ("%s", error->message);
  return FALSE;
}

void
cli_session_run (GPtrArray *runs, guint n_jobs, gboolean is_kept)
{
  g_autoptr (LabScheduler) scheduler = lab_scheduler_new (n_jobs);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Session session = { runs, scheduler, loop, g_get_monotonic_time (), 0, is_kept };
  guint watch = base_ending_watch (stop_all, &session);
  guint progress
      = isatty (STDERR_FILENO) ? g_timeout_add (PROGRESS_INTERVAL, show_progress, &session) : 0;

  g_signal_connect (scheduler, "notify::active", G_CALLBACK (quit_when_idle), &session);
  for (guint i = 0; i < runs->len; i++)
    session.done_before += lab_run_get_iteration (runs->pdata[i]);
  for (guint i = 0; i < runs->len; i++)
    lab_scheduler_start (scheduler, runs->pdata[i]);
  if (lab_scheduler_get_active (scheduler))
    g_main_loop_run (loop);

  if (progress != 0)
    {
      show_progress (&session);
      g_printerr ("\n");
      g_source_remove (progress);
    }
  base_ending_hold ();
  base_ending_unwatch (watch);
  lab_scheduler_shut_down (scheduler);
}

gboolean
cli_session_check_ends (GPtrArray *runs)
{
  const char *told = NULL;
  gboolean all = TRUE;

  for (guint i = 0; i < runs->len; i++)
    {
      LabRun *run = runs->pdata[i];
      const char *message = lab_run_get_message (run);

      if (lab_run_get_state (run) != LAB_RUN_FAILED && (lab_run_is_ended (run) || message == NULL))
        continue;
      all = FALSE;
      if (message != NULL && g_strcmp0 (message, told) != 0)
        cli_complain ("%s", message);
      told = message;
    }
  return all;
}

void
cli_session_tell_paused (GPtrArray *runs, const char *store)
{
  g_autoptr (GString) numbers = g_string_new (NULL);

  for (guint i = 0; i < runs->len; i++)
    if (!lab_run_is_ended (runs->pdata[i]) && lab_run_get_number (runs->pdata[i]) > 0)
      g_string_append_printf (numbers, " %" G_GINT64_FORMAT, lab_run_get_number (runs->pdata[i]));
  if (numbers->len == 0 || !isatty (STDERR_FILENO))
    return;
  if (store != NULL)
    {
      g_autofree char *quoted = g_shell_quote (store);

      g_string_append_printf (numbers, " --store %s", quoted);
    }
  g_printerr (_ ("“fuzzy-key resume%s” goes on from here.\n"), numbers->str);
}

static void
print_mean (LabSeries *series, LabChannel channel)
{
  double mean = lab_series_get_recent_mean (series, channel, LAB_FINAL_ITERATIONS);

  if (isnan (mean))
    g_print ("  %9s", "-");
  else
    g_print ("  %9.4f", mean);
}

static void
print_turn (LabRun *run, NcTurn turn)
{
  LabSeries *series = lab_run_get_series (run);
  gboolean own = turn == NC_TURN_EVE;

  g_print ("%-24s %4u  %-9s  %-9s", lab_run_get_label (run), lab_run_get_seed (run),
           lab_run_state_get_name (lab_run_get_state (run)), nc_turn_get_name (turn));
  if (own)
    g_print ("  %9s  %9s", "-", "-");
  else
    {
      print_mean (series, LAB_CHANNEL_BOB_LOSS_RATE);
      print_mean (series, LAB_CHANNEL_BOB_BIT_ERROR);
    }
  print_mean (series, own ? LAB_CHANNEL_EVE_OWN_LOSS_RATE : LAB_CHANNEL_EVE_LOSS_RATE);
  print_mean (series, own ? LAB_CHANNEL_EVE_OWN_BIT_ERROR : LAB_CHANNEL_EVE_BIT_ERROR);
  g_print ("  %8.1f\n", lab_run_get_seconds (run));
}

void
cli_session_print_results (LabStudy *study, GPtrArray *runs)
{
  g_print ("%s\n", lab_study_file_get_title (lab_study_get_file (study)));
  g_print (_ ("Means over the last %d iterations of each turn, in training.\n\n"),
           LAB_FINAL_ITERATIONS);
  g_print ("%-24s %4s  %-9s  %-9s  %9s  %9s  %9s  %9s  %8s\n", _ ("curve"), _ ("seed"), _ ("state"),
           _ ("turn"), _ ("Bob loss"), _ ("Bob bits"), _ ("Eve loss"), _ ("Eve bits"),
           _ ("seconds"));
  for (guint i = 0; i < runs->len; i++)
    {
      LabRun *run = runs->pdata[i];
      const char *message = lab_run_get_message (run);
      const char *arithmetic = lab_run_get_arithmetic (run);
      LabDiagnosis *diagnosis = lab_run_get_diagnosis (run);

      print_turn (run, NC_TURN_ALICE_BOB);
      if (lab_experiment_get_setup (lab_run_get_experiment (run))->schedule == NC_SCHEDULE_BY_ROUND)
        print_turn (run, NC_TURN_EVE);
      if (message != NULL)
        g_print ("  %s\n", message);
      if (arithmetic != NULL && strchr (arithmetic, ';') != NULL)
        g_print (_ ("  Trained by %s.\n"), arithmetic);
      if (diagnosis != NULL && lab_diagnosis_get_words (diagnosis) != NULL)
        g_print ("  %s\n", lab_diagnosis_get_words (diagnosis));
      if (lab_run_get_evaluation (run) != NULL)
        {
          g_autofree char *words = lab_evaluation_get_words (lab_run_get_evaluation (run));

          g_print ("  %s\n", words);
        }
    }
}
