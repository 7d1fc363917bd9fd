/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fuzzy-key resume: continues stored runs.
 */
#include "config.h"

#include <glib/gi18n.h>

#include "base/ending.h"
#include "base/path.h"
#include "cli/cli-figure.h"
#include "cli/cli-progress.h"
#include "cli/cli-resume.h"
#include "cli/cli-training.h"
#include "cli/cli-store.h"
#include "cli/cli.h"
#include "report/table/report-csv.h"
#include "report/study/report-json.h"

typedef struct
{
  char *store;
  gboolean history;
  int jobs;
  char *csv;
  char *plot;
  gboolean json;
  CliFigure figure;
} Options;

static void
print_results (const Options *options, CliResume *work)
{
  if (cli_figure_is_printed (options->csv, options->plot))
    return;
  if (options->json)
    {
      g_autofree char *text
          = report_json_from_runs ((LabStudy *const *) work->studies->pdata,
                                   (LabRun *const *) work->runs->pdata, work->runs->len);

      cli_print_text (text);
      cli_print_text ("\n");
      return;
    }
  for (guint i = 0, next; i < work->runs->len; i = next)
    {
      g_autoptr (GPtrArray) runs = g_ptr_array_new ();

      for (next = i;
           next < work->runs->len && work->studies->pdata[next] == work->studies->pdata[i]; next++)
        g_ptr_array_add (runs, work->runs->pdata[next]);
      if (i > 0)
        g_print ("\n");
      cli_training_print_results (work->studies->pdata[i], runs);
    }
}

static const char *
get_title (CliResume *work, guint nth)
{
  return lab_study_file_get_title (lab_study_get_file (work->studies->pdata[nth]));
}

/* (transfer full) (element-type ReportCurve) */
static GPtrArray *
make_curves (CliResume *work)
{
  GPtrArray *curves = g_ptr_array_new_with_free_func ((GDestroyNotify) report_curve_free);

  for (guint i = 0; i < work->runs->len; i++)
    {
      ReportCurve *curve = report_curve_new_from_run (get_title (work, i), work->runs->pdata[i]);

      curve->run = work->history ? lab_run_get_number (work->runs->pdata[i]) : 0;
      g_ptr_array_add (curves, curve);
    }
  return curves;
}

/* With several studies, the picture has no title. */
static const char *
get_common_title (CliResume *work)
{
  for (guint i = 1; i < work->runs->len; i++)
    if (!g_str_equal (get_title (work, i), get_title (work, 0)))
      return "";
  return get_title (work, 0);
}

static CliStatus
go_on (const Options *options, CliResume *work)
{
  g_autoptr (GPtrArray) curves = NULL;
  gboolean is_stored, all_went_on;
  CliStatus written;

  if (!cli_training_check_memory (work->going))
    return CLI_FAILED;
  cli_store_tell_troubles (work->store);
  cli_training_run (work->going, (guint) options->jobs);
  is_stored = cli_store_finish (work->store);
  curves = make_curves (work);
  written = cli_figure_write_results (&options->figure, curves, get_common_title (work),
                                      options->csv, options->plot);
  base_ending_release ();
  print_results (options, work);
  if (!is_stored)
    cli_store_complain (work->store);
  cli_training_tell_paused (work->going, options->store);
  all_went_on = cli_training_check_ends (work->going);
  return is_stored && all_went_on && work->complete ? written : CLI_FAILED;
}

static gboolean
parse_runs (char **texts, GArray *numbers)
{
  for (guint i = 0; texts[i] != NULL; i++)
    {
      gint64 number = cli_store_parse_run (texts[i]);

      if (number == 0)
        return FALSE;
      g_array_append_val (numbers, number);
    }
  return TRUE;
}

static CliStatus
check_outputs (const Options *options)
{
  g_autoptr (BasePaths) paths = base_paths_new ();
  CliStatus status;

  if (options->json || !cli_figure_is_printed (options->csv, options->plot))
    base_paths_add_output (paths, "-", NULL);
  status = cli_check_output (paths, options->csv);
  return status == CLI_DONE ? cli_check_output (paths, options->plot) : status;
}

static void
tell_nothing (const Options *options)
{
  g_autofree char *place = lab_store_resolve (options->store, NULL);

  g_printerr (_ ("fuzzy-key: no run in the store %s is paused or interrupted\n"), place);
}

static CliStatus
resume (const Options *options, char **texts)
{
  g_auto (CliResume) work;
  CliStatus status;

  cli_resume_init (&work);
  work.history = options->history;
  if (!parse_runs (texts, work.numbers))
    return CLI_USAGE;
  status = check_outputs (options);
  if (status != CLI_DONE)
    return status;
  if (!cli_store_check_target (options->store, options->csv)
      || !cli_store_check_target (options->store, options->plot))
    return CLI_USAGE;
  status = cli_resume_gather (&work, options->store);
  if (status != CLI_DONE)
    return status;
  if (work.runs->len > 0)
    return go_on (options, &work);
  if (work.complete)
    tell_nothing (options);
  /* A program that reads them gets an empty list; an existing table is left as it is. */
  if (options->json)
    print_results (options, &work);
  return work.complete ? CLI_DONE : CLI_FAILED;
}

static Options given = { .figure = CLI_FIGURE_INIT };

static const GOptionEntry options[] = {
  { "jobs", 'j', 0, G_OPTION_ARG_INT, &given.jobs,
    N_ ("Runs at once, by default one per processor"), N_ ("J") },
  { "csv", 0, 0, G_OPTION_ARG_FILENAME, &given.csv,
    N_ ("Write every iteration’s losses, from the first on"), N_ ("FILE.csv") },
  { "plot", 0, 0, G_OPTION_ARG_FILENAME, &given.plot,
    N_ ("Write a picture; its extension chooses the format"), N_ ("FILE.png|svg|pdf") },
  { "history", 0, 0, G_OPTION_ARG_NONE, &given.history,
    N_ ("Take the earlier runs of each curve, too; the table then ends with a column “run”"),
    NULL },
  { "json", 0, 0, G_OPTION_ARG_NONE, &given.json, N_ ("Print the results as one JSON object"),
    NULL },
  { "store", 0, 0, G_OPTION_ARG_FILENAME, &given.store,
    N_ ("Store to continue in, by default $XDG_DATA_HOME/fuzzy-key-lab/runs.db"), N_ ("FILE.db") },
  CLI_FIGURE_ENTRIES (given.figure),
  CLI_TRAINING_ENTRIES,
  CLI_PROGRESS_ENTRIES,
  G_OPTION_ENTRY_NULL,
};

static const CliRange ranges[] = { CLI_JOBS_RANGE, CLI_STOP_AFTER_RANGE, CLI_FIGURE_RANGES, { 0 } };

static CliStatus
run (int argc, char **argv)
{
  if (!cli_parse (&cli_command_resume, &argc, &argv) || !cli_progress_set_up (given.json)
      || !cli_figure_check (&given.figure, given.plot))
    return CLI_USAGE;
  return resume (&given, argv + 1);
}

const CliCommand cli_command_resume = {
  .name = "resume",
  .arguments = N_ ("[RUN]…"),
  .summary = N_ ("Continue runs that were paused or interrupted"),
  .description
  = N_ ("RUN is a number printed by “fuzzy-key runs”. Without RUN, all paused and interrupted runs "
        "continue, and so do the runs not yet begun of a study that was interrupted; the results, "
        "the table and the picture then hold all runs of each study that continued. The finished "
        "run is the same, bit for bit, as one that was never interrupted. A run that has already "
        "finished stays as it is and is among the results; a run that another program is training "
        "is left to it. Ctrl-C pauses."),
  .options = options,
  .ranges = ranges,
  .run = run,
};
