/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Opens what is audited: a stored run, a weights file or a known cipher.
 */
#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "base/input.h"
#include "cli/cli-audit.h"
#include "cli/cli-run.h"

/* Default N per key difference: 3 of 16. */
#define BITS_PER_DIFFERENCE 5

/* The most flips the commitment's codes correct. */
#define MAX_COMMITMENT_DIFFERENCE 3

LabAuditSubject *
cli_audit_open_run (LabStore *store, gint64 number, CliStatus *status)
{
  g_autoptr (LabStudy) study = NULL;
  g_autoptr (GError) error = NULL;
  LabAuditSubject *subject;
  LabRun *run = cli_run_read (store, number, &study, status);

  if (run == NULL)
    return NULL;
  subject = lab_audit_subject_new_for_run (run, &error);
  *status = subject != NULL ? CLI_DONE : CLI_FAILED;
  if (subject == NULL)
    cli_run_complain (study, number, error);
  return subject;
}

LabAuditSubject *
cli_audit_open_weights (const char *path, const CliStandIn *stand_in, CliStatus *status)
{
  g_autoptr (LabWeights) weights = cli_weights_read (path, stand_in, status);
  g_autofree char *name = NULL;

  if (weights == NULL)
    return NULL;
  name = base_input_is_standard (path) ? base_input_get_name ("-")
                                       : g_filename_display_basename (path);
  if (!lab_weights_is_training_known (weights)
      && lab_experiment_get_setup (lab_weights_get_experiment (weights))->fuzzing
             == NC_FUZZING_FIXED)
    {
      cli_complain (_ ("%s does not state its seed, which decides the flipped bits where they are "
                       "fixed; keep the file’s metadata"),
                    name);
      *status = CLI_FAILED;
      return NULL;
    }
  return lab_audit_subject_new_for_weights (g_steal_pointer (&weights), name);
}

static gboolean
find_known (const char *name, NcAuditKnown *kind)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < NC_AUDIT_N_KNOWN; i++)
    {
      if (g_str_equal (name, nc_audit_known_get_name (i)))
        {
          *kind = i;
          return TRUE;
        }
      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", nc_audit_known_get_name (i));
    }
  cli_complain (_ ("--known %s: the known ciphers are %s"), name, names->str);
  return FALSE;
}

LabAuditSubject *
cli_audit_open_known (const char *name, int n_bits, int difference)
{
  g_autoptr (LabAuditSubject) subject = NULL;
  gboolean is_given = difference != CLI_AUDIT_NOT_GIVEN;
  NcAuditKnown kind;
  int most;

  if (!find_known (name, &kind))
    return NULL;
  if (kind == NC_AUDIT_KNOWN_COMMITMENT && n_bits != 8 && n_bits != 16)
    {
      cli_complain (_ ("--bits is %d; the commitment takes 8 or 16"), n_bits);
      return NULL;
    }
  most = kind == NC_AUDIT_KNOWN_COMMITMENT ? MAX_COMMITMENT_DIFFERENCE : n_bits;
  if (!is_given)
    difference = MIN (n_bits / BITS_PER_DIFFERENCE, most);
  if (!cli_check_count ("difference", difference, 0, most))
    return NULL;
  subject = lab_audit_subject_new_for_known (kind, (guint) n_bits, (guint) difference);
  if (is_given && difference > 0 && lab_audit_subject_get_key_difference (subject) == 0)
    {
      cli_complain (_ ("--difference %d: Alice and Bob have the same key in %s"), difference, name);
      return NULL;
    }
  return g_steal_pointer (&subject);
}
