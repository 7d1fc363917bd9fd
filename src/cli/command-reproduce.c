/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fuzzy-key reproduce: the paper's figures over several seeds, as a report.
 */
#include "config.h"

#include <glib/gi18n.h>
#include <unistd.h>

#include "base/ending.h"
#include "cli-number.h"
#include "cli-session.h"
#include "cli-store.h"
#include "cli.h"
#include "report/report-replay-session.h"

#define MAX_EVE_STEPS 10000000
#define PROGRESS_INTERVAL 200 /* milliseconds */

typedef struct
{
  char **figures;
  char *reading;
  char *folder;
  char **settings;
  CliCount seeds;
  CliCount jobs;
  CliCount eve_steps;
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
  g_string_append_printf (command, " --seeds %d", options->seeds.value);
  if (options->reading != NULL)
    g_string_append_printf (command, " --reading %s", options->reading);
  if (options->eve_steps.value != REPORT_REPLAY_EVE_STEPS)
    g_string_append_printf (command, " --eve-steps %d", options->eve_steps.value);
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
  GCancellable *cancellable;
  GMainLoop *loop;
  gboolean done;
  GError *error;
} Attack;

static gpointer
attack (gpointer data)
{
  Attack *this = data;

  this->done = report_replay_attack (this->replay, this->n_jobs, &this->steps, this->cancellable,
                                     &this->error);
  g_main_loop_quit (this->loop);
  return NULL;
}

static gboolean
show_attack (gpointer data)
{
  Attack *this = data;
  guint64 steps = __atomic_load_n (&this->steps, __ATOMIC_RELAXED);

  g_printerr (_ ("\rFresh Eves: %3.0f %%   "),
              100.0 * (double) steps / (double) MAX (1, this->n_steps));
  return G_SOURCE_CONTINUE;
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
  guint watch, progress;
  GThread *thread;

  this.n_steps = report_replay_count_attack_steps (replay);
  if (this.n_steps == 0)
    return TRUE;
  watch = base_ending_watch (cancel, &this);
  base_ending_release ();
  progress = isatty (STDERR_FILENO) ? g_timeout_add (PROGRESS_INTERVAL, show_attack, &this) : 0;
  /* One that came too late to end the training ends this. */
  if (base_ending_get_signal () != 0)
    g_cancellable_cancel (cancellable);
  thread = g_thread_new ("attack", attack, &this);
  g_main_loop_run (loop);
  g_thread_join (thread);
  base_ending_hold ();
  base_ending_unwatch (watch);
  if (progress != 0)
    {
      show_attack (&this);
      g_printerr ("\n");
      g_source_remove (progress);
    }
  if (!this.done)
    cli_complain ("%s", this.error->message);
  g_clear_error (&this.error);
  return this.done;
}

static CliStatus
reproduce (const Options *options)
{
  g_auto (GStrv) studies = list_studies (options->figures);
  g_autofree char *command = describe_command (options);
  const ReportReplayPlan plan = {
    .folder = options->folder,
    .studies = (const char *const *) studies,
    .reading = options->reading,
    .n_seeds = (guint) options->seeds.value,
    .eve_steps = (guint64) options->eve_steps.value,
    .settings = (const char *const *) options->settings,
    .command = command,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (ReportReplay) replay = report_replay_new (&plan, &error);
  g_autoptr (GPtrArray) runs = NULL;
  gboolean is_stored;

  if (replay == NULL)
    {
      cli_complain ("%s", error->message);
      return error->domain == LAB_ERROR && error->code != LAB_ERROR_STORE ? CLI_USAGE : CLI_FAILED;
    }
  runs = report_replay_get_runs (replay);
  cli_store_tell_troubles (report_replay_get_store (replay));
  if (!cli_session_check_memory (runs))
    return CLI_USAGE;
  cli_session_run (runs, (guint) options->jobs.value, TRUE);
  is_stored = cli_store_finish (report_replay_get_store (replay));
  if (!is_stored)
    cli_store_complain (report_replay_get_store (replay));
  if (!report_replay_is_trained (replay))
    {
      if (cli_session_check_ends (runs))
        cli_complain (_ ("not all runs are trained yet; the same command goes on from here"));
      return CLI_FAILED;
    }
  if (!run_attack (replay, (guint) options->jobs.value))
    return CLI_FAILED;
  if (!report_replay_write (replay, &error))
    {
      cli_complain ("%s", error->message);
      return CLI_FAILED;
    }
  g_print (_ ("The report is %s/report.html.\n"), options->folder);
  return is_stored ? CLI_DONE : CLI_FAILED;
}

static CliStatus
run (int argc, char **argv)
{
  Options options = { .seeds = { .value = 5 }, .eve_steps = { .value = REPORT_REPLAY_EVE_STEPS } };
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options.folder,
      N_ ("Write the report, its pictures and tables here, and keep the runs in it"),
      N_ ("FOLDER") },
    { "figure", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.figures,
      N_ ("A figure of the paper (3, 5, 6, 7, 8, 10; all as without) or a study; may be given "
          "again"),
      N_ ("FIGURE") },
    { "seeds", 0, 0, G_OPTION_ARG_STRING, &options.seeds.text,
      N_ ("Train every curve with so many seeds in a row, 5"), N_ ("K") },
    { "reading", 0, 0, G_OPTION_ARG_STRING, &options.reading,
      N_ ("Read what the figures leave open as text or inferred"), N_ ("READING") },
    { "jobs", 'j', 0, G_OPTION_ARG_STRING, &options.jobs.text,
      N_ ("Runs at once; as many as there are processors"), N_ ("J") },
    { "eve-steps", 0, 0, G_OPTION_ARG_STRING, &options.eve_steps.text,
      N_ ("Steps of each of the five fresh Eves, 20000"), N_ ("STEPS") },
    { "set", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.settings,
      N_ ("Beat the studies’ value of a key, for every curve"), "GROUP.KEY=VALUE" },
    G_OPTION_ENTRY_NULL,
  };
  CliStatus status = CLI_USAGE;

  if (cli_parse (&cli_command_reproduce, entries,
                 _ ("Runs that the folder has already are taken up where they are, and fresh Eves "
                    "are kept: after Ctrl-C or a crash the same command goes on."),
                 &argc, &argv))
    {
      if (argc != 1)
        cli_complain (_ ("reproduce takes no argument; figures are named by --figure"));
      else if (options.folder == NULL)
        cli_complain (_ ("reproduce needs a folder for the report: -o FOLDER"));
      else if (cli_count_read (&options.seeds, "seeds", 1, LAB_MAX_SEEDS)
               && cli_count_read (&options.jobs, "jobs", 0, CLI_MAX_JOBS)
               && cli_count_read (&options.eve_steps, "eve-steps", 1, MAX_EVE_STEPS)
               && check_reading (&options) && cli_check_settings (options.settings))
        status = reproduce (&options);
    }
  g_strfreev (options.figures);
  g_free (options.reading);
  cli_count_clear (&options.seeds);
  cli_count_clear (&options.jobs);
  cli_count_clear (&options.eve_steps);
  g_free (options.folder);
  g_strfreev (options.settings);
  return status;
}

const CliCommand cli_command_reproduce = {
  .name = "reproduce",
  .arguments = "-o FOLDER",
  .summary = N_ ("Replay the paper’s figures and report which claims hold"),
  .run = run,
};
