/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fuzzy-key reproduce: the paper's figures over several seeds, as a report.
 */
#include "config.h"

#include <glib/gi18n.h>
#include <unistd.h>

#include "base/ending.h"
#include "cli-progress.h"
#include "cli-session.h"
#include "cli-store.h"
#include "cli.h"
#include "report/report-replay-session.h"

#define MAX_EVE_STEPS 10000000

typedef struct
{
  char **figures;
  char *reading;
  char *folder;
  char **settings;
  int seeds;
  int jobs;
  int eve_steps;
} Options;

/* What --figure names: a figure of the paper by its number, or a study. */
static char **
list_studies (char **figures)
{
  static const char *const all[]
      = { "figure-3", "figure-5", "figure-6", "figure-7", "figure-8", "figure-10", NULL };
  GPtrArray *studies = g_ptr_array_new ();

  if (figures == NULL)
    return g_strdupv ((char **) all);
  for (guint i = 0; figures[i] != NULL; i++)
    g_ptr_array_add (studies, g_ascii_isdigit (figures[i][0])
                                  ? g_strconcat ("figure-", figures[i], NULL)
                                  : g_strdup (figures[i]));
  g_ptr_array_add (studies, NULL);
  return (char **) g_ptr_array_free (studies, FALSE);
}

/* A reading is of figures: of a study that has its own it would mean nothing. */
static gboolean
check_reading (const Options *options)
{
  gboolean has_figure = options->figures == NULL;

  for (guint i = 0; options->figures != NULL && options->figures[i] != NULL; i++)
    has_figure |= g_ascii_isdigit (options->figures[i][0])
                  || g_str_has_prefix (options->figures[i], "figure-");
  if (options->reading == NULL || has_figure)
    return cli_check_reading (options->reading);
  cli_complain (_ ("--reading %s is of figures, and none is among what --figure names; a study has "
                   "its own reading"),
                options->reading);
  return FALSE;
}

/* What makes the same report again, wherever it is made. */
static char *
describe_command (const Options *options)
{
  g_autoptr (GString) command = g_string_new ("fuzzy-key reproduce");

  for (guint i = 0; options->figures != NULL && options->figures[i] != NULL; i++)
    g_string_append_printf (command, " --figure %s", options->figures[i]);
  g_string_append_printf (command, " --seeds %d", options->seeds);
  if (options->reading != NULL)
    g_string_append_printf (command, " --reading %s", options->reading);
  if (options->eve_steps != REPORT_REPLAY_EVE_STEPS)
    g_string_append_printf (command, " --eve-steps %d", options->eve_steps);
  for (guint i = 0; options->settings != NULL && options->settings[i] != NULL; i++)
    g_string_append_printf (command, " --set %s", options->settings[i]);
  g_string_append (command, " -o FOLDER");
  return g_strdup (command->str);
}

/* The attack on its way, watched by the main thread. */
typedef struct
{
  ReportReplay *replay;
  guint n_jobs;
  guint64 steps;
  guint64 n_steps;
  gint64 start;
  GCancellable *cancellable;
  GMainLoop *loop;
  gboolean done;
  GError *error;
} Attack;

static gboolean
quit_loop (gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_REMOVE;
}

static gpointer
attack (gpointer data)
{
  Attack *this = data;

  this->done = report_replay_attack (this->replay, this->n_jobs, &this->steps, this->cancellable,
                                     &this->error);
  g_idle_add (quit_loop, this->loop); /* which may not run yet */
  return NULL;
}

static void
measure (CliProgressState *state, gpointer data)
{
  Attack *this = data;
  guint64 steps = __atomic_load_n (&this->steps, __ATOMIC_RELAXED);
  double elapsed = (double) (g_get_monotonic_time () - this->start) / G_USEC_PER_SEC;

  state->share = (double) steps / (double) MAX (1, this->n_steps);
  if (steps > 0)
    state->seconds_left = elapsed * (double) (this->n_steps - steps) / (double) steps;
  state->words = g_strdup (_ ("fresh Eves"));
}

static gboolean
cancel (gpointer data)
{
  g_cancellable_cancel (((Attack *) data)->cancellable);
  return G_SOURCE_CONTINUE;
}

static gboolean
run_attack (ReportReplay *replay, guint n_jobs)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Attack this = { .replay = replay, .n_jobs = n_jobs, .cancellable = cancellable, .loop = loop };
  guint watch;
  CliProgress *progress;
  GThread *thread;

  this.n_steps = report_replay_count_attack_steps (replay);
  if (this.n_steps == 0)
    return TRUE;
  watch = base_ending_watch (cancel, &this);
  base_ending_release ();
  this.start = g_get_monotonic_time ();
  progress = cli_progress_start (measure, &this);
  /* One that came too late to end the training ends this. */
  if (base_ending_get_signal () != 0)
    g_cancellable_cancel (cancellable);
  thread = g_thread_new ("attack", attack, &this);
  g_main_loop_run (loop);
  g_thread_join (thread);
  base_ending_hold ();
  base_ending_unwatch (watch);
  cli_progress_end (progress);
  if (!this.done)
    cli_complain ("%s", this.error->message);
  g_clear_error (&this.error);
  return this.done;
}

/* Before the folder is made, and with the status that train would end with. */
static CliStatus
check_studies (const Options *options, char **studies)
{
  for (guint i = 0; studies[i] != NULL; i++)
    {
      CliStatus status;
      gboolean is_figure = g_str_has_prefix (studies[i], "figure-");
      g_autoptr (LabStudyFile) file = cli_open_study (
          studies[i], is_figure ? options->reading : NULL, options->settings, &status);

      if (file == NULL)
        return status;
    }
  return CLI_DONE;
}

static CliStatus
reproduce (const Options *options)
{
  g_auto (GStrv) studies = list_studies (options->figures);
  CliStatus status = check_studies (options, studies);
  g_autofree char *command = describe_command (options);
  const ReportReplayPlan plan = {
    .folder = options->folder,
    .studies = (const char *const *) studies,
    .reading = options->reading,
    .n_seeds = (guint) options->seeds,
    .eve_steps = (guint64) options->eve_steps,
    .settings = (const char *const *) options->settings,
    .command = command,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (ReportReplay) replay = NULL;
  g_autoptr (GPtrArray) runs = NULL;
  gboolean is_stored;

  if (status != CLI_DONE)
    return status;
  replay = report_replay_new (&plan, &error);
  if (replay == NULL)
    {
      cli_complain ("%s", error->message);
      return error->domain == LAB_ERROR && error->code != LAB_ERROR_STORE ? CLI_USAGE : CLI_FAILED;
    }
  runs = report_replay_get_runs (replay);
  cli_store_tell_troubles (report_replay_get_store (replay));
  if (!cli_session_check_memory (runs))
    return CLI_FAILED;
  cli_session_run (runs, (guint) options->jobs, TRUE);
  is_stored = cli_store_finish (report_replay_get_store (replay));
  if (!is_stored)
    cli_store_complain (report_replay_get_store (replay));
  if (!report_replay_is_trained (replay))
    {
      if (cli_session_check_ends (runs))
        cli_complain (_ ("not all runs are trained yet; the same command goes on from here"));
      return CLI_FAILED;
    }
  if (!run_attack (replay, (guint) options->jobs))
    return CLI_FAILED;
  if (!report_replay_write (replay, &error))
    {
      cli_complain ("%s", error->message);
      return CLI_FAILED;
    }
  g_print (_ ("The report is %s/report.html.\n"), options->folder);
  return is_stored ? CLI_DONE : CLI_FAILED;
}

static Options given = { .seeds = 5, .eve_steps = REPORT_REPLAY_EVE_STEPS };

static const GOptionEntry options[] = {
  { "figure", 0, 0, G_OPTION_ARG_STRING_ARRAY, &given.figures,
    N_ ("A figure of the paper (3, 5, 6, 7, 8, 10; all as without) or a study; may be given "
        "again"),
    N_ ("FIGURE") },
  { "reading", 0, 0, G_OPTION_ARG_STRING, &given.reading,
    N_ ("Read what the figures leave open as text or inferred"), N_ ("READING") },
  { "set", 0, 0, G_OPTION_ARG_STRING_ARRAY, &given.settings,
    N_ ("Override a value of the studies, for every curve"), N_ ("GROUP.KEY=VALUE") },
  { "seeds", 0, 0, G_OPTION_ARG_INT, &given.seeds,
    N_ ("Train every curve with so many seeds in a row, 5"), N_ ("K") },
  { "eve-steps", 0, 0, G_OPTION_ARG_INT, &given.eve_steps,
    N_ ("Steps of each of the five fresh Eves, 20000"), N_ ("STEPS") },
  { "jobs", 'j', 0, G_OPTION_ARG_INT, &given.jobs,
    N_ ("Runs at once; as many as there are processors"), N_ ("J") },
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &given.folder,
    N_ ("Write the report, its pictures and tables here, and keep the runs in it"), N_ ("FOLDER") },
  CLI_PROGRESS_ENTRIES,
  G_OPTION_ENTRY_NULL,
};

static const CliRange ranges[] = {
  { "seeds", 1, LAB_MAX_SEEDS, CLI_BOTH_ENDS },
  { "eve-steps", 1, MAX_EVE_STEPS, CLI_BOTH_ENDS },
  CLI_JOBS_RANGE,
  { 0 },
};

static CliStatus
run (int argc, char **argv)
{
  if (!cli_parse (&cli_command_reproduce, &argc, &argv))
    return CLI_USAGE;
  if (argc != 1)
    cli_complain (_ ("reproduce takes no argument; figures are named by --figure"));
  else if (given.folder == NULL)
    cli_complain (_ ("reproduce needs a folder for the report: -o FOLDER"));
  else if (cli_progress_set_up (FALSE) && check_reading (&given))
    return reproduce (&given);
  return CLI_USAGE;
}

const CliCommand cli_command_reproduce = {
  .name = "reproduce",
  .arguments = N_ ("-o FOLDER"),
  .summary = N_ ("Replay the paper’s figures and report which claims hold"),
  .description
  = N_ ("Runs that the folder has already are taken up where they are, and fresh Eves are kept: "
        "after Ctrl-C or a crash the same command goes on."),
  .options = options,
  .ranges = ranges,
  .run = run,
};
