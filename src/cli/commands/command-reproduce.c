/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fuzzy-key reproduce: the paper's figures over several seeds, as a report.
 */
#include "config.h"

#include <glib/gi18n.h>

#include "base/ending.h"
#include "cli/cli-progress.h"
#include "cli/cli-training.h"
#include "cli/cli-store.h"
#include "cli/cli.h"
#include "report/replay/report-replay-eves.h"
#include "report/replay/report-replay-names.h"
#include "report/replay/report-replay.h"

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

/* A reading applies to figures; for a study with its own it would mean nothing. */
static gboolean
check_reading (const Options *options)
{
  g_auto (GStrv) studies = report_replay_list_studies ((const char *const *) options->figures);
  gboolean has_figure = FALSE;

  for (guint i = 0; studies[i] != NULL; i++)
    has_figure |= report_replay_is_figure (studies[i]);
  if (options->reading == NULL || has_figure)
    return cli_check_reading (options->reading);
  cli_complain (
      _ ("--reading %s applies to figures, and --figure names none; a study has its own reading"),
      options->reading);
  return FALSE;
}

/* (transfer full): NULL after one sentence, with the same status as train. */
static ReportReplayPlan *
make_plan (const Options *options, CliStatus *status)
{
  g_auto (GStrv) studies = report_replay_list_studies ((const char *const *) options->figures);
  g_autoptr (ReportReplayPlan) plan = report_replay_plan_new ((guint) options->seeds);

  for (guint i = 0; studies[i] != NULL; i++)
    {
      const char *reading = report_replay_is_figure (studies[i]) ? options->reading : NULL;
      g_autoptr (LabStudyFile) file
          = cli_open_study (studies[i], reading, options->settings, status);
      g_autoptr (GError) error = NULL;

      if (file == NULL)
        return NULL;
      if (report_replay_plan_add (plan, studies[i], file, &error))
        continue;
      cli_complain ("%s", error->message);
      *status = CLI_USAGE;
      return NULL;
    }
  return g_steal_pointer (&plan);
}

/* Follows a replay until it stops. */
typedef struct
{
  ReportReplay *replay;
  ReportReplayPlan *plan;
  GMainLoop *loop;
  ReportReplayStage stage; /* the stage being shown */
  CliProgress *progress;   /* of training and of fresh Eves, like the next */
  guint watch;
  gboolean is_stored;
} Session;

static void
measure (CliProgressState *state, gpointer data)
{
  Session *session = data;
  ReportReplayProgress *progress = report_replay_get_progress (session->replay);
  guint n_runs = 0, n_ended = 0;

  state->share = report_replay_progress_get_share (progress, &state->seconds_left);
  for (guint i = 0; i < report_replay_progress_get_n_parts (progress); i++)
    {
      ReportReplayPart part;

      report_replay_progress_get_part (progress, i, &part);
      n_runs += part.n_runs;
      n_ended += part.n_ended;
    }
  if (session->stage == REPORT_REPLAY_ATTACKING)
    state->words = g_strdup (_ ("fresh Eves"));
  else
    state->words = g_strdup_printf (ngettext ("%u of %u run ended", "%u of %u runs ended", n_runs),
                                    n_ended, n_runs);
}

static gboolean
pause_replay (gpointer data)
{
  Session *session = data;

  if (session->stage == REPORT_REPLAY_TRAINING)
    cli_training_tell_stopping ();
  report_replay_pause (session->replay);
  return G_SOURCE_CONTINUE;
}

/* From now on a signal ends the stage instead of the program. */
static void
enter_stage (Session *session)
{
  if (session->stage == REPORT_REPLAY_TRAINING)
    cli_store_tell_troubles (report_replay_get_store (session->replay));
  session->watch = base_ending_watch (pause_replay, session);
  if (session->stage == REPORT_REPLAY_ATTACKING)
    base_ending_release ();
  session->progress = cli_progress_start (measure, session);
  /* A signal too late to end the training ends the Eves. */
  if (session->stage == REPORT_REPLAY_ATTACKING && base_ending_get_signal () != 0)
    report_replay_pause (session->replay);
}

/* Signals are held from now on, so that the results asked for are written. */
static void
leave_stage (Session *session)
{
  base_ending_hold ();
  base_ending_unwatch (session->watch);
  g_clear_pointer (&session->progress, cli_progress_end);
  if (session->stage != REPORT_REPLAY_TRAINING)
    return;
  session->is_stored = cli_store_finish (report_replay_get_store (session->replay));
  if (!session->is_stored)
    cli_store_complain (report_replay_get_store (session->replay));
}

static void
on_changed (Session *session)
{
  ReportReplayStage stage = report_replay_get_stage (session->replay);
  gboolean stands = report_replay_is_paused (session->replay) || stage == REPORT_REPLAY_IDLE
                    || stage == REPORT_REPLAY_DONE;

  if (stage == REPORT_REPLAY_TRAINING && stands && report_replay_get_error (session->replay) == NULL
      && report_replay_plan_is_done (session->plan))
    {
      /* A signal came too late to end the training: it ends the Eves instead, or the report is
       * written. */
      report_replay_resume (session->replay);
      return;
    }
  if (session->progress != NULL && (stands || stage != session->stage))
    leave_stage (session);
  if (stands)
    g_main_loop_quit (session->loop);
  else if (stage != session->stage)
    {
      session->stage = stage;
      if (stage == REPORT_REPLAY_TRAINING || stage == REPORT_REPLAY_ATTACKING)
        enter_stage (session);
    }
}

/* Reports how it ended. */
static CliStatus
conclude (Session *session, const char *folder)
{
  ReportReplayStage stage = report_replay_get_stage (session->replay);
  const GError *error = report_replay_get_error (session->replay);

  if (stage == REPORT_REPLAY_DONE)
    {
      g_print (_ ("The report is %s/report.html.\n"), folder);
      return session->is_stored ? CLI_DONE : CLI_FAILED;
    }
  if (stage == REPORT_REPLAY_TRAINING && !g_error_matches (error, LAB_ERROR, LAB_ERROR_MEMORY))
    {
      g_autoptr (GPtrArray) runs = report_replay_plan_list_runs (session->plan);

      if (cli_training_check_ends (runs))
        cli_complain (_ ("not all runs are trained yet; run the same command again to continue"));
      return CLI_FAILED;
    }
  cli_complain ("%s", error->message);
  return stage == REPORT_REPLAY_IDLE && error->domain == LAB_ERROR && error->code != LAB_ERROR_STORE
             ? CLI_USAGE
             : CLI_FAILED;
}

static CliStatus
replay (const Options *options)
{
  CliStatus status;
  g_autoptr (ReportReplayPlan) plan = make_plan (options, &status);
  g_autoptr (ReportReplay) replay = report_replay_new ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autofree char *command = report_replay_describe_command (
      (const char *const *) options->figures, (guint) options->seeds, options->reading,
      (guint64) options->eve_steps, (const char *const *) options->settings);
  const ReportReplayOptions replay_options = {
    .folder = options->folder,
    .command = command,
    .eve_steps = (guint64) options->eve_steps,
    .n_jobs = (guint) options->jobs,
  };
  Session session = { .replay = replay, .plan = plan, .loop = loop };

  if (plan == NULL)
    return status;
  g_signal_connect_swapped (replay, "changed", G_CALLBACK (on_changed), &session);
  report_replay_start (replay, plan, &replay_options);
  if (report_replay_get_stage (replay) != REPORT_REPLAY_IDLE)
    g_main_loop_run (loop);
  return conclude (&session, options->folder);
}

static Options given = { .seeds = 5, .eve_steps = REPORT_REPLAY_EVE_STEPS };

static const GOptionEntry options[] = {
  { "figure", 0, 0, G_OPTION_ARG_STRING_ARRAY, &given.figures,
    N_ ("A figure of the paper (3, 5, 6, 7, 8 or 10; default: all) or a study; may be repeated"),
    N_ ("FIGURE") },
  { "reading", 0, 0, G_OPTION_ARG_STRING, &given.reading,
    N_ ("Reading that fills in what the figures leave open: text or inferred"), N_ ("READING") },
  { "set", 0, 0, G_OPTION_ARG_STRING_ARRAY, &given.settings,
    N_ ("Override a value of the studies, for every curve"), N_ ("GROUP.KEY=VALUE") },
  { "seeds", 0, 0, G_OPTION_ARG_INT, &given.seeds,
    N_ ("Train every curve with this many seeds in a row, 5 by default"), N_ ("K") },
  { "eve-steps", 0, 0, G_OPTION_ARG_INT, &given.eve_steps,
    N_ ("Steps of each of the five fresh Eves, 20000 by default"), N_ ("STEPS") },
  { "jobs", 'j', 0, G_OPTION_ARG_INT, &given.jobs,
    N_ ("Runs at once, by default one per processor"), N_ ("J") },
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &given.folder,
    N_ ("Write the report with its pictures and tables here, and keep the runs in it"),
    N_ ("FOLDER") },
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
    cli_complain (_ ("reproduce takes no argument; name figures with --figure"));
  else if (given.folder == NULL)
    cli_complain (_ ("reproduce needs a folder for the report: -o FOLDER"));
  else if (cli_progress_set_up (FALSE) && check_reading (&given))
    return replay (&given);
  return CLI_USAGE;
}

const CliCommand cli_command_reproduce = {
  .name = "reproduce",
  .arguments = N_ ("-o FOLDER"),
  .summary = N_ ("Replay the paper’s figures and report which claims hold"),
  .description = N_ ("Runs that are already in the folder continue from where they are, and fresh "
                     "Eves are kept: after Ctrl-C or a crash, the same command continues."),
  .options = options,
  .ranges = ranges,
  .run = run,
};
