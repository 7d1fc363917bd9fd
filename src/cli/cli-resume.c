/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Finds what can be resumed in a store.
 */
#include "config.h"

#include "cli/cli-resume.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "cli/cli-store.h"
#include "lab/store/lab-store-damage.h"

void
cli_resume_init (CliResume *resume)
{
  *resume = (CliResume){ .complete = TRUE };
  resume->numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  resume->studies = g_ptr_array_new_with_free_func (g_object_unref);
  resume->runs = g_ptr_array_new ();
  resume->going = g_ptr_array_new ();
}

void
cli_resume_clear (CliResume *resume)
{
  g_clear_pointer (&resume->numbers, g_array_unref);
  g_clear_pointer (&resume->studies, g_ptr_array_unref);
  g_clear_pointer (&resume->runs, g_ptr_array_unref);
  g_clear_pointer (&resume->going, g_ptr_array_unref);
  g_clear_object (&resume->store);
}

static gboolean
is_asked_for (CliResume *resume, gint64 number)
{
  for (guint i = 0; i < resume->numbers->len; i++)
    if (g_array_index (resume->numbers, gint64, i) == number)
      return TRUE;
  return FALSE;
}

/* Paused or interrupted; or not begun, in a study that has begun. */
static gboolean
is_left_over (const CliResume *resume, const LabStoredStudy *study, const LabStoredRun *run)
{
  gboolean begun = FALSE;

  for (guint i = 0; i < study->runs->len; i++)
    {
      const LabStoredRun *other = study->runs->pdata[i];

      begun |= other->iterations > 0 || other->cut_off;
    }
  return !run->held && run->damage == NULL && cli_store_shows (run, resume->history)
         && (run->state == LAB_RUN_PAUSED || (run->state == LAB_RUN_READY && begun));
}

/* Applies when no RUN is given. */
static void
ask_for_left_over (CliResume *resume, GPtrArray *stored)
{
  for (guint i = 0; i < stored->len; i++)
    {
      const LabStoredStudy *study = stored->pdata[i];

      for (guint j = 0; j < study->runs->len; j++)
        {
          const LabStoredRun *run = study->runs->pdata[j];

          if (is_left_over (resume, study, run))
            g_array_append_val (resume->numbers, run->number);
        }
    }
}

/* (nullable) (transfer none) */
static const LabStoredRun *
find_stored (GPtrArray *stored, gint64 number)
{
  for (guint i = 0; i < stored->len; i++)
    {
      GPtrArray *runs = ((LabStoredStudy *) stored->pdata[i])->runs;

      for (guint j = 0; j < runs->len; j++)
        if (((LabStoredRun *) runs->pdata[j])->number == number)
          return runs->pdata[j];
    }
  return NULL;
}

/* The status after a sentence if a named run is missing or damaged. */
static CliStatus
check_numbers (CliResume *resume, LabStore *store, GPtrArray *stored)
{
  for (guint i = 0; i < resume->numbers->len; i++)
    {
      gint64 number = g_array_index (resume->numbers, gint64, i);
      const LabStoredRun *run = find_stored (stored, number);

      if (run != NULL && run->damage == NULL)
        continue;
      if (run != NULL)
        {
          cli_complain ("%s", run->damage);
          return CLI_FAILED;
        }
      cli_complain (
          _ ("there is no run %" PRId64 " in the store %s; “fuzzy-key runs” lists the runs"),
          number, lab_store_get_path (store));
      return CLI_USAGE;
    }
  return CLI_DONE;
}

static void
show (CliResume *resume, LabStudy *study, LabRun *run)
{
  g_ptr_array_add (resume->runs, run);
  g_ptr_array_add (resume->studies, g_object_ref (study));
}

static void
tell_held (CliResume *resume, gint64 number)
{
  g_autofree char *reason = lab_store_describe_locks (resume->store);

  if (reason != NULL)
    cli_complain ("%s", reason);
  else
    cli_complain (_ ("another program has run %" PRId64
                     " open and may be training it; end that program first"),
                  number);
  resume->complete = FALSE;
}

static void
tell_ended (CliResume *resume, LabRun *run)
{
  LabRunState state = lab_run_get_state (run);
  /* For a run held elsewhere the message says that, not why the run ended. */
  const char *message = lab_run_is_held_elsewhere (run) ? NULL : lab_run_get_message (run);

  if (message != NULL)
    cli_complain (_ ("run %" PRId64 " is %s and cannot continue: %s"), lab_run_get_number (run),
                  lab_run_state_get_words (state), message);
  else
    cli_complain (_ ("run %" PRId64 " is %s and cannot continue"), lab_run_get_number (run),
                  lab_run_state_get_words (state));
  resume->complete = FALSE;
}

/* Takes a run that was asked for. One that cannot continue is reported and left out; a finished
 * one needs no training, and its results are shown with the others'. */
static void
take_run (CliResume *resume, LabStudy *study, LabRun *run)
{
  if (lab_run_get_state (run) == LAB_RUN_FINISHED)
    g_printerr (_ ("fuzzy-key: run %" PRId64 " is finished\n"), lab_run_get_number (run));
  else if (lab_run_is_ended (run))
    {
      tell_ended (resume, run);
      return;
    }
  else if (lab_run_is_held_elsewhere (run))
    {
      tell_held (resume, lab_run_get_number (run));
      return;
    }
  else
    g_ptr_array_add (resume->going, run);
  show (resume, study, run);
}

/* Takes a run of a study resumed as a whole: all its results are shown. */
static void
take_with_study (CliResume *resume, LabStudy *study, LabRun *run)
{
  gint64 number = lab_run_get_number (run);
  const char *damage;

  if (!lab_run_is_ended (run))
    {
      if (is_asked_for (resume, number) && !lab_run_is_held_elsewhere (run))
        g_ptr_array_add (resume->going, run);
      else
        tell_held (resume, number);
    }
  else if (lab_damage_get (study, number, &damage) == LAB_DAMAGE_POINTS)
    {
      cli_complain (_ ("run %" PRId64 ": %s"), number, damage);
      resume->complete = FALSE;
    }
  show (resume, study, run);
}

/* Reports runs that are missing from the study. */
static void
tell_missing (CliResume *resume, LabStudy *study, const LabStoredStudy *stored)
{
  const char *damage;

  for (guint i = 0; i < stored->runs->len; i++)
    if (lab_damage_get (study, ((LabStoredRun *) stored->runs->pdata[i])->number, &damage)
        == LAB_DAMAGE_ROW)
      {
        cli_complain ("%s", damage);
        resume->complete = FALSE;
      }
  if (lab_damage_get (study, 0, &damage) != LAB_DAMAGE_NONE)
    cli_complain ("%s", damage);
}

/* @with_study: all of the study are resumed, this one with them */
static void
take (CliResume *resume, LabStudy *study, LabRun *run, gboolean with_study)
{
  if (with_study)
    take_with_study (resume, study, run);
  else if (is_asked_for (resume, lab_run_get_number (run)))
    take_run (resume, study, run);
}

static gboolean
take_study (CliResume *resume, const LabStoredStudy *stored)
{
  g_autoptr (LabStudy) study = NULL;
  g_autoptr (GPtrArray) history = NULL;
  g_autoptr (GError) error = NULL;
  gboolean wanted = FALSE;

  for (guint i = 0; i < stored->runs->len; i++)
    wanted |= is_asked_for (resume, ((LabStoredRun *) stored->runs->pdata[i])->number);
  if (!wanted)
    return TRUE;
  study = lab_store_load (resume->store, stored->number, (gint64 *) resume->numbers->data,
                          resume->numbers->len, &error);
  if (study == NULL)
    {
      cli_complain ("%s", error->message);
      return FALSE;
    }
  if (resume->whole)
    tell_missing (resume, study, stored);
  for (guint i = 0; i < lab_study_get_n_runs (study); i++)
    take (resume, study, lab_study_get_run (study, i), resume->whole);
  /* One that was named is taken from there, too. */
  history = lab_study_list_history (study, NULL);
  for (guint i = 0; i < history->len; i++)
    take (resume, study, history->pdata[i], resume->whole && resume->history);
  return TRUE;
}

/* (transfer full): the contents of the store, filling in the numbers to resume; NULL with a status
 * after a sentence */
static GPtrArray *
look (CliResume *resume, const char *path, CliStatus *status)
{
  g_autoptr (LabStore) store = cli_store_open_to_read (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) stored = NULL;

  *status = CLI_FAILED;
  if (store == NULL)
    return NULL;
  if (!cli_store_is_whole (store)) /* training would set the store aside with all its runs */
    {
      cli_complain (
          _ ("no run can continue in a damaged store; “fuzzy-key export” writes what is intact"));
      return NULL;
    }
  stored = lab_store_list (store, &error);
  if (stored == NULL)
    {
      cli_complain ("%s", error->message);
      return NULL;
    }
  resume->whole = resume->numbers->len == 0;
  *status = CLI_DONE;
  if (resume->whole)
    ask_for_left_over (resume, stored);
  else
    *status = check_numbers (resume, store, stored);
  return *status == CLI_DONE ? g_steal_pointer (&stored) : NULL;
}

CliStatus
cli_resume_gather (CliResume *resume, const char *path)
{
  CliStatus status;
  g_autoptr (GPtrArray) stored = look (resume, path, &status);

  if (stored == NULL || resume->numbers->len == 0)
    return status;
  resume->store = cli_store_open_to_train (path);
  if (resume->store == NULL)
    return CLI_FAILED;
  for (guint i = stored->len; i-- > 0;)
    if (!take_study (resume, stored->pdata[i]))
      resume->complete = FALSE;
  return CLI_DONE;
}
