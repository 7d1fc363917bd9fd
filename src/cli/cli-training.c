/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Trains a study from a terminal.
 */
#include "config.h"

#include "cli/cli-training.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

#include "base/ending.h"
#include "base/text.h"
#include "cli/cli-columns.h"
#include "cli/cli-progress.h"
#include "cli/cli-table.h"
#include "cli/cli.h"
#include "lab/training/lab-limits.h"
#include "lab/training/lab-loss.h"
#include "report/study/report-json.h"

/* Cells before a note on a run. */
#define NOTE_INDENT 2

typedef struct
{
  GPtrArray *runs;
  LabScheduler *scheduler;
  GMainLoop *loop;
  gint64 start;
  guint64 done_before; /* iterations */
} Training;

static void
measure (CliProgressState *state, gpointer data)
{
  Training *training = data;
  guint64 done = 0, planned = 0;
  guint n_runs = training->runs->len, n_ended = 0;
  double elapsed = (double) (g_get_monotonic_time () - training->start) / G_USEC_PER_SEC;

  for (guint i = 0; i < n_runs; i++)
    {
      LabRun *run = training->runs->pdata[i];
      gboolean ended = lab_run_is_ended (run);

      n_ended += ended;
      done += lab_run_get_iteration (run);
      planned += ended ? lab_run_get_iteration (run) : lab_run_get_length (run);
    }
  state->share = planned > 0 ? (double) done / (double) planned : 1;
  if (done > training->done_before)
    state->seconds_left
        = elapsed * (double) (planned - done) / (double) (done - training->done_before);
  state->words = g_strdup_printf (ngettext ("%u of %u run ended", "%u of %u runs ended", n_runs),
                                  n_ended, n_runs);
}

void
cli_training_tell_stopping (void)
{
  cli_progress_break ();
  if (isatty (STDERR_FILENO))
    g_printerr (_ ("Stopping after the current step; press Ctrl-C again to stop at once.\n"));
}

int cli_training_stop_after;

static void
pause_all (gpointer data)
{
  Training *training = data;

  for (guint i = 0; i < training->runs->len; i++)
    lab_scheduler_pause (training->scheduler, training->runs->pdata[i]);
}

static gboolean
stop_all (gpointer data)
{
  cli_training_tell_stopping ();
  pause_all (data);
  return G_SOURCE_CONTINUE;
}

static gboolean
pause_once (gpointer data)
{
  pause_all (data);
  return G_SOURCE_REMOVE;
}

/* The source that ends the training, owned; NULL if its time is not limited. */
static GSource *
limit_time (Training *training)
{
  GSource *source;

  if (cli_training_stop_after == 0)
    return NULL;
  source = g_timeout_source_new_seconds ((guint) cli_training_stop_after);
  g_source_set_callback (source, G_SOURCE_FUNC (pause_once), training, NULL);
  g_source_attach (source, NULL);
  return source;
}

static void
unlimit_time (GSource *source)
{
  if (source == NULL)
    return;
  g_source_destroy (source);
  g_source_unref (source);
}

static void
quit_when_idle (LabScheduler *scheduler, GParamSpec *pspec, Training *training)
{
  if (!lab_scheduler_get_active (scheduler))
    g_main_loop_quit (training->loop);
}

GPtrArray *
cli_training_list_runs (LabStudy *study)
{
  GPtrArray *runs = g_ptr_array_new ();

  for (guint i = 0; i < lab_study_get_n_runs (study); i++)
    g_ptr_array_add (runs, lab_study_get_run (study, i));
  return runs;
}

gboolean
cli_training_check_memory (GPtrArray *runs)
{
  g_autoptr (GError) error = NULL;

  if (lab_runs_check_memory (runs, lab_limits_get_free_memory (NULL), &error))
    return TRUE;
  cli_complain ("%s", error->message);
  return FALSE;
}

void
cli_training_run (GPtrArray *runs, guint n_jobs)
{
  g_autoptr (LabScheduler) scheduler = lab_scheduler_new (n_jobs);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Training training = { runs, scheduler, loop, g_get_monotonic_time (), 0 };
  guint watch = base_ending_watch (stop_all, &training);
  CliProgress *progress = cli_progress_start (measure, &training);
  GSource *limit = limit_time (&training);

  g_signal_connect (scheduler, "notify::active", G_CALLBACK (quit_when_idle), &training);
  for (guint i = 0; i < runs->len; i++)
    training.done_before += lab_run_get_iteration (runs->pdata[i]);
  for (guint i = 0; i < runs->len; i++)
    lab_scheduler_start (scheduler, runs->pdata[i]);
  if (lab_scheduler_get_active (scheduler))
    g_main_loop_run (loop);

  unlimit_time (limit);
  cli_progress_end (progress);
  base_ending_hold ();
  base_ending_unwatch (watch);
  lab_scheduler_shut_down (scheduler);
}

gboolean
cli_training_check_ends (GPtrArray *runs)
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
cli_training_tell_paused (GPtrArray *runs, const char *store)
{
  g_autoptr (GString) numbers = g_string_new (NULL);

  for (guint i = 0; i < runs->len; i++)
    if (!lab_run_is_ended (runs->pdata[i]) && lab_run_get_number (runs->pdata[i]) > 0)
      g_string_append_printf (numbers, " %" G_GINT64_FORMAT, lab_run_get_number (runs->pdata[i]));
  if (numbers->len == 0 || cli_progress_options.is_quiet)
    return;
  if (store != NULL)
    {
      g_autofree char *quoted = g_shell_quote (store);

      g_string_append_printf (numbers, " --store %s", quoted);
    }
  g_printerr (_ ("To continue, run “fuzzy-key resume%s”.\n"), numbers->str);
}

/* Columns of the results. */
static const CliColumn columns[] = {
  { N_ ("curve"), CLI_COLUMN_LEFT, 24, 40 },   { N_ ("seed"), CLI_COLUMN_RIGHT, 4, 0 },
  { N_ ("state"), CLI_COLUMN_LEFT, 9, 0 },     { N_ ("turn"), CLI_COLUMN_LEFT, 9, 0 },
  { N_ ("Bob loss"), CLI_COLUMN_RIGHT, 9, 0 }, { N_ ("Bob bits"), CLI_COLUMN_RIGHT, 9, 0 },
  { N_ ("Eve loss"), CLI_COLUMN_RIGHT, 9, 0 }, { N_ ("Eve bits"), CLI_COLUMN_RIGHT, 9, 0 },
  { N_ ("seconds"), CLI_COLUMN_RIGHT, 8, 0 },
};

/* nc_turn_get_name() for display. */
static const char *
get_turn_words (NcTurn turn)
{
  return turn == NC_TURN_EVE ? _ ("eve") : _ ("alice-bob");
}

static void
add_mean (CliTable *table, LabRun *run, LabChannel channel)
{
  const NcSetup *setup = lab_experiment_get_setup (lab_run_get_experiment (run));

  cli_table_add_number (table, lab_loss_measure (lab_run_get_series (run), setup, channel), 4);
}

static void
add_turn (CliTable *table, LabRun *run, NcTurn turn)
{
  gboolean own = turn == NC_TURN_EVE;
  cli_table_add (table, lab_run_get_label (run));
  cli_table_add_format (table, "%u", lab_run_get_seed (run));
  cli_table_add (table, lab_run_state_get_words (lab_run_get_state (run)));
  cli_table_add (table, get_turn_words (turn));
  if (own)
    {
      cli_table_add (table, "-");
      cli_table_add (table, "-");
    }
  else
    {
      add_mean (table, run, LAB_CHANNEL_BOB_LOSS_RATE);
      add_mean (table, run, LAB_CHANNEL_BOB_BIT_ERROR);
    }
  add_mean (table, run, own ? LAB_CHANNEL_EVE_OWN_LOSS_RATE : LAB_CHANNEL_EVE_LOSS_RATE);
  add_mean (table, run, own ? LAB_CHANNEL_EVE_OWN_BIT_ERROR : LAB_CHANNEL_EVE_BIT_ERROR);
  cli_table_add_number (table, lab_run_get_seconds (run), 1);
}

static void
add_notes (CliTable *table, LabRun *run)
{
  const char *message = lab_run_get_message (run);
  const char *arithmetic = lab_run_get_arithmetic (run);
  LabDiagnosis *diagnosis = lab_run_get_diagnosis (run);

  if (message != NULL)
    cli_table_add_note (table, NOTE_INDENT, message);
  if (arithmetic != NULL && strchr (arithmetic, ';') != NULL)
    {
      g_autofree char *words = g_strdup_printf (_ ("Trained by %s."), arithmetic);

      cli_table_add_note (table, NOTE_INDENT, words);
    }
  if (diagnosis != NULL && lab_diagnosis_get_words (diagnosis) != NULL)
    cli_table_add_note (table, NOTE_INDENT, lab_diagnosis_get_words (diagnosis));
  if (lab_run_get_evaluation (run) != NULL)
    {
      g_autofree char *words = lab_evaluation_get_words (lab_run_get_evaluation (run));

      cli_table_add_note (table, NOTE_INDENT, words);
    }
}

void
cli_training_print_results (LabStudy *study, GPtrArray *runs)
{
  g_autoptr (CliTable) table = cli_table_new (columns, G_N_ELEMENTS (columns));
  g_autofree char *title
      = base_text_make_line (lab_study_file_get_title (lab_study_get_file (study)));

  for (guint i = 0; i < runs->len; i++)
    {
      LabRun *run = runs->pdata[i];

      add_turn (table, run, NC_TURN_ALICE_BOB);
      if (lab_experiment_get_setup (lab_run_get_experiment (run))->schedule == NC_SCHEDULE_BY_ROUND)
        add_turn (table, run, NC_TURN_EVE);
      add_notes (table, run);
    }
  g_print ("%s\n", title);
  g_print (_ ("Means over the last %d iterations of each turn, in training.\n\n"),
           LAB_FINAL_ITERATIONS);
  cli_table_print (table);
}
