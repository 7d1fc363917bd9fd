/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fuzzy-key export: writes one stored run as a file in an open format.
 */
#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli-run.h"
#include "cli/cli-store.h"
#include "cli/cli.h"
#include "lab/store/lab-store-damage.h"
#include "lab/weights/lab-weights-run.h"
#include "base/file.h"
#include "base/path.h"
#include "report/table/report-csv.h"

typedef struct
{
  char *store;
  char *output;
  gboolean csv;
  gboolean weights;
  gboolean experiment;
} Options;

static const char *
get_target (const Options *options)
{
  return options->output != NULL ? options->output : "-";
}

static gboolean
write_csv (const Options *options, LabStudy *study, LabRun *run, GError **error)
{
  g_autoptr (GPtrArray) curves
      = g_ptr_array_new_with_free_func ((GDestroyNotify) report_curve_free);
  const char *title = lab_study_file_get_title (lab_study_get_file (study));

  g_ptr_array_add (curves, report_curve_new_from_run (title, run));
  return report_csv_write (curves, get_target (options), NULL, error);
}

static gboolean
write_weights (const Options *options, LabRun *run, GError **error)
{
  g_autoptr (LabWeights) weights = lab_weights_new_from_run (run, error);
  g_autoptr (GBytes) bytes
      = weights != NULL ? lab_weights_to_bytes (weights, get_target (options), error) : NULL;

  return bytes != NULL
         && base_file_write_bytes (get_target (options), g_bytes_get_data (bytes, NULL),
                                   g_bytes_get_size (bytes), error);
}

/* A study of one curve from the experiment's canonical text, with the run's seed and label and the
 * study's title. */
static LabStudyFile *
make_study_file (LabStudy *study, LabRun *run, GError **error)
{
  LabExperiment *experiment = lab_run_get_experiment (run);
  g_autoptr (LabStudyFile) file
      = lab_study_file_new_from_text (lab_experiment_get_text (experiment), -1, "export", error);
  g_autofree char *seed = g_strdup_printf ("%u", lab_run_get_seed (run));
  g_autoptr (LabExperiment) again = NULL;

  if (file == NULL || !lab_study_file_set_value (file, "training.seed", seed, error))
    return NULL;
  lab_study_file_set_title (file, lab_study_file_get_title (lab_study_get_file (study)));
  again = lab_study_file_resolve (file, lab_study_file_add_curve (file, lab_run_get_label (run)),
                                  NULL, error);
  if (again == NULL)
    return NULL;
  g_assert (lab_experiment_equal (experiment, again));
  return g_steal_pointer (&file);
}

static gboolean
write_experiment (const Options *options, LabStudy *study, LabRun *run, GError **error)
{
  g_autoptr (LabStudyFile) file = make_study_file (study, run, error);
  g_autofree char *text = file != NULL ? lab_study_file_to_text (file) : NULL;

  return text != NULL && base_file_write_bytes (get_target (options), text, strlen (text), error);
}

static gboolean
write_run (const Options *options, LabStudy *study, LabRun *run, GError **error)
{
  if (options->csv)
    return write_csv (options, study, run, error);
  if (options->weights)
    return write_weights (options, run, error);
  return write_experiment (options, study, run, error);
}

/* The part of the run that was written is sound; reports that it is incomplete. */
static CliStatus
tell_damage (LabStudy *study, gint64 number)
{
  const char *sentence;
  LabDamage damage = lab_damage_get (study, number, &sentence);

  if (damage != LAB_DAMAGE_POINTS)
    return CLI_DONE;
  cli_complain (_ ("run %" PRId64 ": %s"), number, sentence);
  return CLI_FAILED;
}

static CliStatus
export_from (const Options *options, LabStore *store, gint64 number)
{
  g_autoptr (LabStudy) study = NULL;
  g_autoptr (GError) error = NULL;
  CliStatus status;
  LabRun *run = cli_run_read (store, number, &study, &status);

  if (run == NULL)
    return status;
  if (write_run (options, study, run, &error))
    return options->csv ? tell_damage (study, number) : CLI_DONE;
  if (g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_PIPE))
    return cli_fail (error);
  cli_run_complain (study, number, error);
  return CLI_FAILED;
}

static CliStatus
export_run (const Options *options, gint64 number)
{
  g_autoptr (LabStore) store = NULL;
  CliStatus status;

  if (!cli_store_check_target (options->store, options->output))
    return CLI_USAGE;
  store = cli_store_open_to_read (options->store);
  if (store == NULL)
    return CLI_FAILED;
  status = export_from (options, store, number);
  return status == CLI_DONE && !cli_store_is_whole (store) ? CLI_FAILED : status;
}

/* The run's number; 0 after a sentence. */
static gint64
check (const Options *options, int argc, char **argv)
{
  if (argc != 2)
    cli_complain (_ ("export takes the number of one run; “fuzzy-key runs” lists them"));
  else if (options->csv + options->weights + options->experiment != 1)
    cli_complain (_ ("export writes one of --csv, --weights and --experiment"));
  else if (options->weights && base_path_is_standard_output (get_target (options))
           && isatty (STDOUT_FILENO))
    cli_complain (_ ("weights cannot be shown on a terminal; name a file with -o"));
  else
    return cli_store_parse_run (argv[1]);
  return 0;
}

static Options given;

static const GOptionEntry options[] = {
  { "csv", 0, 0, G_OPTION_ARG_NONE, &given.csv, N_ ("Every iteration’s losses"), NULL },
  { "weights", 0, 0, G_OPTION_ARG_NONE, &given.weights, N_ ("The trained networks, as safetensors"),
    NULL },
  { "experiment", 0, 0, G_OPTION_ARG_NONE, &given.experiment,
    N_ ("A study file that trains this run again, seed included"), NULL },
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &given.output,
    N_ ("File to write instead of standard output"), N_ ("FILE") },
  { "store", 0, 0, G_OPTION_ARG_FILENAME, &given.store,
    N_ ("Store to export from, by default $XDG_DATA_HOME/fuzzy-key-lab/runs.db"), N_ ("FILE.db") },
  G_OPTION_ENTRY_NULL,
};

static CliStatus
run (int argc, char **argv)
{
  gint64 number;

  if (!cli_parse (&cli_command_export, &argc, &argv))
    return CLI_USAGE;
  number = check (&given, argc, argv);
  return number > 0 ? export_run (&given, number) : CLI_USAGE;
}

const CliCommand cli_command_export = {
  .name = "export",
  .arguments = N_ ("RUN"),
  .summary = N_ ("Write a stored run as CSV, as weights or as a study file"),
  .description = N_ ("RUN is a number printed by “fuzzy-key runs”. If the run is training, its "
                     "last stored state is exported, about a second old."),
  .options = options,
  .run = run,
};
