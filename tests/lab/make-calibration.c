/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Measures data/audit/calibration.csv: audits every known cipher, N = 8 and 16, and
 * prints what the instruments found.
 *   make-calibration [quick|full] > data/audit/calibration.csv
 */
#include <stdio.h>

#include "calibration-lines.h"
#include "lab/audit/lab-audit.h"

#define SEED 1

int
main (int argc, char **argv)
{
  static const guint bits[] = { 8, 16 };
  LabAuditOptions options = { .seed = SEED, .depth = LAB_AUDIT_FULL };

  if (argc > 2 || (argc == 2 && !lab_audit_depth_from_name (argv[1], &options.depth)))
    {
      fputs ("Usage: make-calibration [quick|full]\n", stderr);
      return 2;
    }
  fputs (CALIBRATION_HEADER, stdout);
  for (guint i = 0; i < G_N_ELEMENTS (bits); i++)
    for (guint kind = 0; kind < NC_AUDIT_N_KNOWN; kind++)
      {
        g_autoptr (LabAuditSubject) subject
            = lab_audit_subject_new_for_known (kind, bits[i], LAB_KNOWN_DIFFERENCE);
        g_autoptr (LabAudit) audit = lab_audit_new (subject, &options);
        LabCalibration row;

        calibration_fill (&row, kind, lab_audit_run (audit, NULL));
        g_autofree char *lines = calibration_to_csv (&row);
        fputs (lines, stdout);
        fflush (stdout);
      }
  return 0;
}
