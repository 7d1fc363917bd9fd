/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reads one run of a store.
 */
#include "config.h"

#include "cli/cli-run.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "lab/store/lab-store-damage.h"

LabRun *
cli_run_read (LabStore *store, gint64 number, LabStudy **study, CliStatus *status)
{
  g_autoptr (GError) error = NULL;
  const char *sentence = NULL;
  LabRun *run;
  gint64 study_number = lab_store_find_study (store, number, &error);

  *status = CLI_FAILED;
  *study = NULL;
  if (study_number == 0)
    {
      cli_complain ("%s", error->message);
      if (g_error_matches (error, LAB_ERROR, LAB_ERROR_NOT_FOUND))
        *status = CLI_USAGE;
      return NULL;
    }
  *study = lab_store_read (store, study_number, &error);
  if (*study != NULL && (run = lab_study_find_run (*study, number)) != NULL)
    return run;
  if (*study != NULL)
    lab_damage_get (*study, number, &sentence);
  if (sentence != NULL)
    cli_complain ("%s", sentence);
  else if (error != NULL)
    cli_complain ("%s", error->message);
  else
    cli_complain (_ ("run %" PRId64 " has just been removed"), number);
  return NULL;
}

void
cli_run_complain (LabStudy *study, gint64 number, const GError *error)
{
  const char *sentence = NULL;

  lab_damage_get (study, number, &sentence);
  if (sentence != NULL)
    cli_complain (_ ("run %" PRId64 ": %s (%s)"), number, error->message, sentence);
  else
    cli_complain (_ ("run %" PRId64 ": %s"), number, error->message);
}
