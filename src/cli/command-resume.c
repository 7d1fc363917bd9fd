/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fuzzy-key resume: goes on with stored runs.
 */
#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "base/ending.h"
#include "cli-session.h"
#include "cli-store.h"
#include "cli.h"
#include "report/report-csv.h"
#include "report/report-json.h"

typedef struct
{
  char *store;
  int jobs;
  char *csv;
  gboolean json;
} Options;

/* What there is to do, in the order of the store's studies. */
typedef struct
{
  LabStore *store;
  GArray *numbers;    /* of gint64: the runs that were asked for */
  GPtrArray *studies; /* of LabStudy, as many as runs: whose they are */
  GPtrArray *runs;    /* of LabRun: those that go on, and finished ones */
  gboolean complete;  /* whether all that was asked for can be done */
} Work;

static void
work_clear (Work *work)
{
  g_clear_pointer (&work->numbers, g_array_unref);
  g_clear_pointer (&work->studies, g_ptr_array_unref);
  g_clear_pointer (&work->runs, g_ptr_array_unref);
  g_clear_object (&work->store);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, work_clear)

static gboolean
is_asked_for (Work *work, gint64 number)
{
  for (guint i = 0; i < work->numbers->len; i++)
    if (g_array_index (work->numbers, gint64, i) == number)
      return TRUE;
  return FALSE;
}

/* Paused or cut off; or not begun, in a study that has. */
static gboolean
is_left_over (const LabStoredStudy *study, const LabStoredRun *run)
{
  gboolean begun = FALSE;

  for (guint i = 0; i < study->runs->len; i++)
    {
      const LabStoredRun *other = study->runs->pdata[i];

      begun |= other->iterations > 0 || other->cut_off;
    }
  return !run->held && (run->state == LAB_RUN_PAUSED || (run->state == LAB_RUN_READY && begun));
}

/* Without any RUN. */
static void
ask_for_left_over (Work *work, GPtrArray *stored)
{
  for (guint i = 0; i < stored->len; i++)
    {
      const LabStoredStudy *study = stored->pdata[i];

      for (guint j = 0; j < study->runs->len; j++)
        {
          const LabStoredRun *run = study->runs->pdata[j];

          if (is_left_over (study, run))
            g_array_append_val (work->numbers, run->number);
        }
    }
}

/* FALSE after a sentence when a run that was named is not there. */
static gboolean
check_numbers (Work *work, GPtrArray *stored)
{
  for (guint i = 0; i < work->numbers->len; i++)
    {
      gint64 number = g_array_index (work->numbers, gint64, i);
      gboolean found = FALSE;

      for (guint j = 0; !found && j < stored->len; j++)
        {
          GPtrArray *runs = ((LabStoredStudy *) stored->pdata[j])->runs;

          for (guint k = 0; k < runs->len; k++)
            found |= ((LabStoredRun *) runs->pdata[k])->number == number;
        }
      if (found)
        continue;
      cli_complain (
          _ ("there is no run %" PRId64 " in the store %s; “fuzzy-key runs” lists those there are"),
          number, lab_store_get_path (work->store));
      return FALSE;
    }
  return TRUE;
}

/* What cannot go on is said and left out; what is finished needs nothing more and
 * its results are shown with the others'. */
static void
take_run (Work *work, LabStudy *study, LabRun *run)
{
  LabRunState state = lab_run_get_state (run);
  gint64 number = lab_run_get_number (run);

  if (state == LAB_RUN_FINISHED)
    g_printerr (_ ("fuzzy-key: run %" PRId64 " is finished\n"), number);
  else if (lab_run_is_ended (run))
    {
      /* One that is held elsewhere says so, and not why it has ended. */
      const char *message = lab_run_is_held_elsewhere (run) ? NULL : lab_run_get_message (run);

      if (message != NULL)
        cli_complain (_ ("run %" PRId64 " is %s and cannot go on: %s"), number,
                      lab_run_state_get_name (state), message);
      else
        cli_complain (_ ("run %" PRId64 " is %s and cannot go on"), number,
                      lab_run_state_get_name (state));
      work->complete = FALSE;
      return;
    }
  else if (lab_run_is_held_elsewhere (run))
    {
      g_autofree char *reason = lab_store_describe_locks (work->store);

      if (reason != NULL)
        cli_complain ("%s", reason);
      else
        cli_complain (_ ("another program has run %" PRId64 " and may be training it; end "
                         "that one first"),
                      number);
      work->complete = FALSE;
      return;
    }
  g_ptr_array_add (work->runs, run);
  g_ptr_array_add (work->studies, g_object_ref (study));
}

static gboolean
take_study (Work *work, const LabStoredStudy *stored)
{
  g_autoptr (LabStudy) study = NULL;
  g_autoptr (GError) error = NULL;
  gboolean wanted = FALSE;

  for (guint i = 0; i < stored->runs->len; i++)
    wanted |= is_asked_for (work, ((LabStoredRun *) stored->runs->pdata[i])->number);
  if (!wanted)
    return TRUE;
  study = lab_store_load_runs (work->store, stored->number, (gint64 *) work->numbers->data,
                               work->numbers->len, &error);
  if (study == NULL)
    {
      cli_complain ("%s", error->message);
      return FALSE;
    }
  for (guint i = 0; i < lab_study_get_n_runs (study); i++)
    if (is_asked_for (work, lab_run_get_number (lab_study_get_run (study, i))))
      take_run (work, study, lab_study_get_run (study, i));
  return TRUE;
}

/* The oldest first, as they were begun. */
static CliStatus
gather (Work *work)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) stored = lab_store_list (work->store, &error);

  if (stored == NULL)
    {
      cli_complain ("%s", error->message);
      return CLI_FAILED;
    }
  if (work->numbers->len == 0)
    ask_for_left_over (work, stored);
  else if (!check_numbers (work, stored))
    return CLI_USAGE;
  for (guint i = stored->len; i-- > 0;)
    if (!take_study (work, stored->pdata[i]))
      work->complete = FALSE;
  return CLI_DONE;
}

static void
print_results (const Options *options, Work *work)
{
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
      cli_session_print_results (work->studies->pdata[i], runs);
    }
}

static gboolean
write_table (const Options *options, Work *work)
{
  g_autoptr (GPtrArray) curves
      = g_ptr_array_new_with_free_func ((GDestroyNotify) report_curve_free);
  g_autoptr (GError) error = NULL;

  if (options->csv == NULL)
    return TRUE;
  for (guint i = 0; i < work->runs->len; i++)
    {
      LabStudyFile *file = lab_study_get_file (work->studies->pdata[i]);

      g_ptr_array_add (curves, report_curve_new_from_run (lab_study_file_get_title (file),
                                                          work->runs->pdata[i]));
    }
  if (report_csv_write (curves, options->csv, NULL, &error))
    return TRUE;
  cli_complain ("%s", error->message);
  return FALSE;
}

static CliStatus
go_on (const Options *options, Work *work)
{
  gboolean is_stored, is_written, all_went_on;

  if (!cli_session_check_memory (work->runs))
    return CLI_USAGE;
  cli_store_tell_troubles (work->store);
  cli_session_run (work->runs, (guint) options->jobs, TRUE);
  is_stored = cli_store_finish (work->store);
  is_written = write_table (options, work);
  base_ending_release ();
  print_results (options, work);
  if (!is_stored)
    cli_store_complain (work->store);
  cli_session_tell_paused (work->runs, options->store);
  all_went_on = cli_session_check_ends (work->runs);
  return is_stored && is_written && all_went_on && work->complete ? CLI_DONE : CLI_FAILED;
}

static CliStatus
resume (const Options *options, char **texts)
{
  g_auto (Work) work = { .complete = TRUE };
  g_autoptr (BasePaths) paths = base_paths_new ();
  CliStatus status;

  work.numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  work.studies = g_ptr_array_new_with_free_func (g_object_unref);
  work.runs = g_ptr_array_new ();
  for (guint i = 0; texts[i] != NULL; i++)
    {
      gint64 number = cli_store_parse_run (texts[i]);

      if (number == 0)
        return CLI_USAGE;
      g_array_append_val (work.numbers, number);
    }
  status = cli_check_output (paths, options->csv);
  if (status != CLI_DONE)
    return status;
  work.store = cli_store_open (options->store, TRUE);
  if (work.store == NULL)
    return CLI_FAILED;
  if (!cli_store_check_target (work.store, options->csv))
    return CLI_USAGE;
  status = gather (&work);
  if (status != CLI_DONE)
    return status;
  if (work.runs->len > 0)
    return go_on (options, &work);
  if (work.complete)
    g_printerr (_ ("fuzzy-key: nothing in the store %s is paused or was cut off\n"),
                lab_store_get_path (work.store));
  /* What reads them finds none; a table that is there already is left as it is. */
  if (options->json)
    print_results (options, &work);
  return work.complete ? CLI_DONE : CLI_FAILED;
}

static CliStatus
run (int argc, char **argv)
{
  Options options = { 0 };
  const GOptionEntry entries[] = {
    { "store", 0, 0, G_OPTION_ARG_FILENAME, &options.store,
      N_ ("Store to go on in; $XDG_DATA_HOME/fuzzy-key-lab/runs.db"), "FILE" },
    { "jobs", 'j', 0, G_OPTION_ARG_INT, &options.jobs,
      N_ ("Runs at once; as many as there are processors"), N_ ("J") },
    { "csv", 0, 0, G_OPTION_ARG_FILENAME, &options.csv,
      N_ ("Write every iteration’s losses, from the first on"), "FILE" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.json, N_ ("Print the results as one JSON object"),
      NULL },
    G_OPTION_ENTRY_NULL,
  };
  CliStatus status = CLI_USAGE;

  if (cli_parse (&cli_command_resume, entries,
                 _ ("RUN is a number that “fuzzy-key runs” prints. Without any, all go on that are "
                    "paused or were cut off, and those not begun of a study that was. The finished "
                    "run is the same, bit for bit, as one that was never interrupted. A finished "
                    "run stays as it is and is among the results; one that another program trains "
                    "is left to it. Ctrl-C pauses."),
                 &argc, &argv))
    {
      if (cli_check_count ("jobs", options.jobs, 0, CLI_MAX_JOBS))
        status = resume (&options, argv + 1);
    }
  g_free (options.store);
  g_free (options.csv);
  return status;
}

const CliCommand cli_command_resume = {
  .name = "resume",
  .arguments = "[RUN]…",
  .summary = N_ ("Go on with runs that were paused or cut off"),
  .run = run,
};
