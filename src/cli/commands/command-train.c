/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fuzzy-key train: options in, results out. The training itself is in
 * cli-training.c.
 */
#include "config.h"

#include <glib/gi18n.h>
#include <unistd.h>

#include "base/ending.h"
#include "base/path.h"
#include "cli/cli.h"
#include "cli/cli-figure.h"
#include "cli/cli-progress.h"
#include "cli/cli-training.h"
#include "cli/cli-store.h"
#include "report/table/report-csv.h"
#include "report/study/report-json.h"

typedef struct
{
  char **curves;
  char *reading;
  char **settings;
  char *csv;
  char *plot;
  int seeds;
  char *seed;
  int jobs;
  gboolean json;
  char *store;
  gboolean no_store;
  CliFigure figure;
} Options;

/* --seed and --set training.seed must not both be given. */
static gboolean
check_seed (const Options *options)
{
  for (guint i = 0;
       options->seed != NULL && options->settings != NULL && options->settings[i] != NULL; i++)
    if (g_str_has_prefix (options->settings[i], "training.seed="))
      {
        cli_complain (_ ("--seed %s and --set %s contradict each other"), options->seed,
                      options->settings[i]);
        return FALSE;
      }
  return TRUE;
}

static LabStudyFile *
open_study (const Options *options, const char *name, CliStatus *status)
{
  g_autoptr (LabStudyFile) file = NULL;
  g_autoptr (GError) error = NULL;

  *status = CLI_USAGE;
  if (!check_seed (options))
    return NULL;
  file = cli_open_study (name, options->reading, options->settings, status);
  if (file == NULL)
    return NULL;
  *status = CLI_USAGE;
  if (options->seed != NULL
      && !lab_study_file_force_value (file, "training.seed", options->seed, &error))
    cli_complain ("--seed %s: %s", options->seed, error->message);
  else if (cli_choose_curves (file, options->curves))
    return g_steal_pointer (&file);
  return NULL;
}

/* --set overrides what distinguishes the curves, which deserves a note. */
static void
tell_overridden (const Options *options, LabStudy *study)
{
  for (guint i = 0; options->settings != NULL && options->settings[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (options->settings[i], "=", 2);
      guint n = lab_study_file_get_overriding_curves (lab_study_get_file (study), parts[0]);

      if (n > 0)
        g_printerr (ngettext ("--set %s overrides what %u curve sets.\n",
                              "--set %s overrides what %u curves set.\n", n),
                    options->settings[i], n);
    }
}

/* FALSE if a requested store cannot be opened; without the default one training continues. */
static gboolean
open_store (const Options *options, LabStore **store)
{
  if (options->no_store)
    return TRUE;
  *store = cli_store_open_to_train (options->store);
  if (*store == NULL && options->store == NULL)
    cli_complain (_ ("training continues but is not stored"));
  else if (*store != NULL)
    cli_store_tell_troubles (*store);
  return *store != NULL || options->store == NULL;
}

static void
print_results (const Options *options, LabStudy *study, GPtrArray *runs)
{
  g_autofree char *text = NULL;

  if (cli_figure_is_printed (options->csv, options->plot))
    return;
  if (!options->json)
    {
      cli_training_print_results (study, runs);
      return;
    }
  text = report_json_from_study (study);
  cli_print_text (text);
  cli_print_text ("\n");
}

static CliStatus
check_outputs (const Options *options, const char *name)
{
  g_autoptr (BasePaths) paths = base_paths_new ();
  CliStatus status;

  cli_add_study (paths, name);
  if (options->json || !cli_figure_is_printed (options->csv, options->plot))
    base_paths_add_output (paths, "-", NULL);
  status = cli_check_output (paths, options->csv);
  return status == CLI_DONE ? cli_check_output (paths, options->plot) : status;
}

static CliStatus
train (const Options *options, LabStudy *study)
{
  g_autoptr (GPtrArray) runs = cli_training_list_runs (study);
  g_autoptr (LabStore) store = NULL;
  g_autoptr (GPtrArray) curves = NULL;
  gboolean is_stored, is_trained;
  CliStatus written;

  if (!cli_training_check_memory (runs))
    return CLI_FAILED;
  if (!options->no_store
      && !(cli_store_check_target (options->store, options->csv)
           && cli_store_check_target (options->store, options->plot)))
    return CLI_USAGE;
  if (!open_store (options, &store)) /* last: a refused command leaves no store behind */
    return CLI_FAILED;
  if (isatty (STDERR_FILENO))
    tell_overridden (options, study);

  if (store != NULL)
    lab_store_keep (store, study);
  cli_training_run (runs, (guint) options->jobs);
  is_stored = cli_store_finish (store);

  curves = report_curves_from_study (study);
  written = cli_figure_write_results (&options->figure, curves,
                                      lab_study_file_get_title (lab_study_get_file (study)),
                                      options->csv, options->plot);
  base_ending_release ();
  print_results (options, study, runs);
  if (!is_stored)
    cli_store_complain (store);
  cli_training_tell_paused (runs, options->store);
  is_trained = cli_training_check_ends (runs);
  return is_stored && is_trained ? written : CLI_FAILED;
}

static CliStatus
make_study_and_train (const Options *options, const char *name)
{
  CliStatus status;
  g_autoptr (LabStudyFile) file = open_study (options, name, &status);
  g_autoptr (GError) error = NULL;
  g_autoptr (LabStudy) study = NULL;

  if (file == NULL)
    return status;
  status = check_outputs (options, name);
  if (status == CLI_DONE && !options->no_store && !cli_store_check_target (options->store, name))
    status = CLI_USAGE;
  if (status != CLI_DONE)
    return status;
  study = lab_study_new (file, (guint) options->seeds, &error);
  if (study != NULL && lab_study_get_n_runs (study) == 0)
    /* A study without curves is one curve: its base. */
    lab_study_add_curve (study, NULL, &error);
  if (error == NULL)
    return train (options, study);
  cli_complain ("%s", error->message);
  return CLI_USAGE;
}

static Options given = { .seeds = 1, .figure = CLI_FIGURE_INIT };

static const GOptionEntry options[] = {
  { "curve", 0, 0, G_OPTION_ARG_STRING_ARRAY, &given.curves,
    N_ ("Train only this curve of the study; may be repeated"), N_ ("LABEL") },
  { "reading", 0, 0, G_OPTION_ARG_STRING, &given.reading,
    N_ ("Reading that fills in what the paper leaves open: text, inferred or abadi"),
    N_ ("READING") },
  { "set", 0, 0, G_OPTION_ARG_STRING_ARRAY, &given.settings,
    N_ ("Override a value of the study, for every curve; “fuzzy-key show --help” lists the "
        "keys"),
    N_ ("GROUP.KEY=VALUE") },
  { "seeds", 0, 0, G_OPTION_ARG_INT, &given.seeds,
    N_ ("Train every curve with this many seeds in a row, 1 by default"), N_ ("K") },
  { "seed", 0, 0, G_OPTION_ARG_STRING, &given.seed, N_ ("First seed"), N_ ("S") },
  { "jobs", 'j', 0, G_OPTION_ARG_INT, &given.jobs,
    N_ ("Runs at once, by default one per processor"), N_ ("J") },
  { "csv", 0, 0, G_OPTION_ARG_FILENAME, &given.csv, N_ ("Write every iteration’s losses"),
    N_ ("FILE.csv") },
  { "plot", 0, 0, G_OPTION_ARG_FILENAME, &given.plot,
    N_ ("Write a picture; its extension chooses the format"), N_ ("FILE.png|svg|pdf") },
  { "json", 0, 0, G_OPTION_ARG_NONE, &given.json, N_ ("Print the results as one JSON object"),
    NULL },
  { "store", 0, 0, G_OPTION_ARG_FILENAME, &given.store,
    N_ ("Store to keep the runs in, by default $XDG_DATA_HOME/fuzzy-key-lab/runs.db"),
    N_ ("FILE.db") },
  { "no-store", 0, 0, G_OPTION_ARG_NONE, &given.no_store, N_ ("Store nothing"), NULL },
  CLI_FIGURE_ENTRIES (given.figure),
  CLI_TRAINING_ENTRIES,
  CLI_PROGRESS_ENTRIES,
  G_OPTION_ENTRY_NULL,
};

static const CliRange ranges[] = {
  { "seeds", 1, LAB_MAX_SEEDS, CLI_BOTH_ENDS },
  CLI_JOBS_RANGE,
  CLI_STOP_AFTER_RANGE,
  CLI_FIGURE_RANGES,
  { 0 },
};

static CliStatus
run (int argc, char **argv)
{
  if (!cli_parse (&cli_command_train, &argc, &argv))
    return CLI_USAGE;
  if (argc != 2)
    cli_complain (_ ("train takes one study, a shipped one (see “fuzzy-key list”) or a file"));
  else if (given.store != NULL && given.no_store)
    cli_complain (_ ("--store and --no-store contradict each other"));
  else if (cli_progress_set_up (given.json) && cli_figure_check (&given.figure, given.plot))
    return make_study_and_train (&given, argv[1]);
  return CLI_USAGE;
}

const CliCommand cli_command_train = {
  .name = "train",
  .arguments = N_ ("STUDY"),
  .summary = N_ ("Train every curve of a study"),
  .description
  = N_ ("Ctrl-C ends the training and still writes what was asked for. Runs are stored as they "
        "train: after Ctrl-C, a crash or a power cut, “fuzzy-key resume” continues those that were "
        "not finished; “fuzzy-key runs” lists them."),
  .options = options,
  .ranges = ranges,
  .run = run,
};
