/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Runs an audit and prints its result as text.
 */
#include "config.h"

#include "cli/cli-audit.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <inttypes.h>
#include <math.h>
#include <unistd.h>

#include "base/ending.h"
#include "base/number.h"
#include "base/text.h"
#include "cli/cli-columns.h"
#include "cli/cli-list.h"
#include "cli/cli-progress.h"
#include "lab/audit/lab-audit-verdict.h"
#include "report/audit/report-audit.h"
#include "lab/audit/lab-instrument.h"

static void
measure (CliProgressState *state, gpointer data)
{
  LabAudit *audit = data;

  state->share = lab_audit_get_progress (audit);
  state->seconds_left = lab_audit_get_seconds_left (audit);
}

static gboolean
stop (gpointer data)
{
  lab_audit_stop (data);
  return G_SOURCE_CONTINUE;
}

LabAuditResult *
cli_audit_run (LabAudit *audit)
{
  guint watch = base_ending_watch (stop, audit);
  CliProgress *progress = cli_progress_start (measure, audit);
  LabAuditResult *result = lab_audit_run (audit, NULL);

  cli_progress_end (progress);
  base_ending_hold ();
  base_ending_unwatch (watch);
  return result;
}

static void
print_facts (const LabAuditFacts *facts)
{
  g_autofree char *label = base_text_make_line (facts->label);
  g_autofree char *seconds = base_number_seconds (facts->seconds, 1);

  g_print ("%s\n", label);
  if (facts->model != NULL && facts->training_unknown)
    g_print (_ ("%s, N = %u, n = %u; seed and iterations are unknown\n"), facts->model,
             facts->plaintext_bits, facts->key_difference);
  else if (facts->model != NULL)
    g_print (_ ("%s, N = %u, n = %u, seed %u, after %" PRIu64 " iterations\n"), facts->model,
             facts->plaintext_bits, facts->key_difference, facts->run_seed, facts->iterations);
  else
    g_print (_ ("A known cipher, N = %u, n = %u\n"), facts->plaintext_bits, facts->key_difference);
  g_print (facts->depth == LAB_AUDIT_QUICK
               ? ngettext ("A quick audit with seed %u: %s on %u thread.\n\n",
                           "A quick audit with seed %u: %s on %u threads.\n\n", facts->n_threads)
               : ngettext ("A full audit with seed %u: %s on %u thread.\n\n",
                           "A full audit with seed %u: %s on %u threads.\n\n", facts->n_threads),
           facts->seed, seconds, facts->n_threads);
}

static void
print_json (LabAuditResult *result)
{
  g_autofree char *text = lab_audit_result_to_text (result);

  cli_print_text (text);
  cli_print_text ("\n");
}

/* Two lines each, without headings: title and light, then the sentence. */
static void
print_findings (LabAuditResult *result, const LabAuditFacts *facts)
{
  guint title_width = 0, light_width = 0;

  for (guint i = 0; i < LAB_N_INSTRUMENTS; i++)
    title_width = MAX (title_width, cli_columns_measure (lab_instrument_get_title (i)));
  for (guint i = 0; i < LAB_LIGHT_BROKEN + 1; i++)
    light_width = MAX (light_width, cli_columns_measure (lab_light_get_words (i)));
  for (guint i = 0; i < LAB_N_INSTRUMENTS; i++)
    {
      LabFinding *finding = lab_audit_result_get_finding (result, i);

      if (finding != NULL)
        {
          g_autofree char *title = cli_columns_fit (lab_instrument_get_title (i), title_width);
          g_autofree char *light = cli_columns_fit (
              lab_light_get_words (lab_finding_get_light (finding, facts)), light_width);
          g_autofree char *sentence = lab_finding_get_sentence (finding, facts);

          g_autofree char *seconds = base_number_seconds (lab_finding_get_seconds (finding), 1);

          g_print ("  %s  %s  %8s\n      %s\n", title, light, seconds, sentence);
        }
    }
}

static void
print_table (LabAuditResult *result)
{
  const LabAuditFacts *facts = lab_audit_result_get_facts (result);
  LabAuditVerdict verdict = lab_audit_result_get_verdict (result);
  g_autofree char *sentence = lab_audit_result_get_sentence (result);

  print_facts (facts);
  print_findings (result, facts);
  g_print (_ ("\nVerdict: %s\n"), lab_audit_verdict_get_title (verdict));
  g_print ("%s\n", sentence);
}

void
cli_audit_print (LabAuditResult *result, gboolean json)
{
  if (json)
    print_json (result);
  else
    print_table (result);
}

/* (transfer full): the folder, or its nearest existing ancestor */
static char *
find_folder_there (const char *folder)
{
  char *there = g_canonicalize_filename (folder, NULL);

  while (!g_file_test (there, G_FILE_TEST_EXISTS))
    {
      char *above = g_path_get_dirname (there);

      g_free (there);
      there = above;
    }
  return there;
}

gboolean
cli_audit_make_folder (const char *folder, char **there)
{
  g_autofree char *name = NULL;
  int number;

  *there = NULL;
  if (folder == NULL)
    return TRUE;
  name = g_filename_display_name (folder);
  if (g_file_test (folder, G_FILE_TEST_EXISTS) && !g_file_test (folder, G_FILE_TEST_IS_DIR))
    {
      cli_complain (_ ("-o %s is a file, but must be a folder"), name);
      return FALSE;
    }
  *there = find_folder_there (folder);
  if (g_mkdir_with_parents (folder, 0777) == 0 && g_access (folder, W_OK | X_OK) == 0)
    return TRUE;
  number = errno;
  cli_audit_unmake_folder (folder, *there);
  g_clear_pointer (there, g_free);
  cli_complain (_ ("the folder %s cannot be written: %s"), name, g_strerror (number));
  return FALSE;
}

void
cli_audit_unmake_folder (const char *folder, const char *there)
{
  g_autofree char *path = folder != NULL ? g_canonicalize_filename (folder, NULL) : NULL;

  while (path != NULL && !g_str_equal (path, there))
    {
      char *above = g_path_get_dirname (path);

      g_rmdir (path); /* fails unless empty */
      g_free (path);
      path = above;
    }
}

gboolean
cli_audit_write (LabAuditResult *result, const char *folder)
{
  g_autoptr (GError) error = NULL;

  if (folder == NULL || report_audit_write (result, folder, &error))
    return TRUE;
  cli_complain ("%s", error->message);
  return FALSE;
}
