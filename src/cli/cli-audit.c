/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The wait for an audit, and what came of it as text.
 */
#include "config.h"

#include "cli-audit.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <inttypes.h>
#include <math.h>
#include <unistd.h>

#include "base/ending.h"
#include "cli-list.h"
#include "lab/lab-audit-verdict.h"
#include "report/report-audit.h"

#define PROGRESS_INTERVAL 200 /* milliseconds */

/* Widths of the columns that hold words. */
#define TITLE_WIDTH 24
#define LIGHT_WIDTH 18

/* One line, written over itself. */
static gboolean
show_progress (gpointer data)
{
  LabAudit *audit = data;
  double share = lab_audit_get_progress (audit);
  double left = lab_audit_get_seconds_left (audit);
  char bar[CLI_BAR_WIDTH + 1];

  cli_draw_bar (share, bar);
  if (isnan (left))
    g_printerr ("\r[%s] %3.0f %%                  ", bar, 100 * share);
  else
    g_printerr (_ ("\r[%s] %3.0f %%, %.0f s left   "), bar, 100 * share, left);
  return G_SOURCE_CONTINUE;
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
  guint progress
      = isatty (STDERR_FILENO) ? g_timeout_add (PROGRESS_INTERVAL, show_progress, audit) : 0;
  LabAuditResult *result = lab_audit_run (audit, NULL);

  if (progress != 0)
    {
      show_progress (audit);
      g_printerr ("\n");
      g_source_remove (progress);
    }
  base_ending_hold ();
  base_ending_unwatch (watch);
  return result;
}

static void
print_facts (const LabAuditFacts *facts)
{
  g_print ("%s\n", facts->label);
  if (facts->model != NULL && facts->training_unknown)
    g_print (_ ("%s, N = %u, n = %u; seed and iterations are unknown\n"), facts->model,
             facts->plaintext_bits, facts->key_difference);
  else if (facts->model != NULL)
    g_print (_ ("%s, N = %u, n = %u, seed %u, after %" PRIu64 " iterations\n"), facts->model,
             facts->plaintext_bits, facts->key_difference, facts->run_seed, facts->iterations);
  else
    g_print (_ ("A known cipher, N = %u, n = %u\n"), facts->plaintext_bits, facts->key_difference);
  g_print (
      facts->depth == LAB_AUDIT_QUICK
          ? ngettext ("A quick audit with seed %u: %.1f s on %u thread.\n\n",
                      "A quick audit with seed %u: %.1f s on %u threads.\n\n", facts->n_threads)
          : ngettext ("A full audit with seed %u: %.1f s on %u thread.\n\n",
                      "A full audit with seed %u: %.1f s on %u threads.\n\n", facts->n_threads),
      facts->seed, facts->seconds, facts->n_threads);
}

static void
print_finding (LabFinding *finding, const LabAuditFacts *facts)
{
  g_autofree char *sentence = lab_finding_get_sentence (finding, facts);

  cli_list_print_cell (lab_instrument_get_title (lab_finding_get_instrument (finding)),
                       TITLE_WIDTH);
  cli_list_print_cell (lab_light_get_words (lab_finding_get_light (finding, facts)), LIGHT_WIDTH);
  g_print ("  %6.1f s\n      %s\n", lab_finding_get_seconds (finding), sentence);
}

static void
print_json (LabAuditResult *result)
{
  g_autofree char *text = lab_audit_result_to_text (result);

  cli_print_text (text);
  cli_print_text ("\n");
}

static void
print_table (LabAuditResult *result)
{
  const LabAuditFacts *facts = lab_audit_result_get_facts (result);
  LabAuditVerdict verdict = lab_audit_result_get_verdict (result);
  g_autofree char *sentence = lab_audit_result_get_sentence (result);

  print_facts (facts);
  for (guint i = 0; i < LAB_N_INSTRUMENTS; i++)
    {
      LabFinding *finding = lab_audit_result_get_finding (result, i);

      if (finding != NULL)
        print_finding (finding, facts);
    }
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

gboolean
cli_audit_check_folder (const char *folder)
{
  g_autofree char *name = NULL;
  int number;

  if (folder == NULL)
    return TRUE;
  name = g_filename_display_name (folder);
  if (g_file_test (folder, G_FILE_TEST_EXISTS) && !g_file_test (folder, G_FILE_TEST_IS_DIR))
    {
      cli_complain (_ ("-o %s is a file, and must be a folder"), name);
      return FALSE;
    }
  if (g_mkdir_with_parents (folder, 0777) == 0 && g_access (folder, W_OK | X_OK) == 0)
    return TRUE;
  number = errno;
  cli_complain (_ ("the folder %s cannot be written: %s"), name, g_strerror (number));
  return FALSE;
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
