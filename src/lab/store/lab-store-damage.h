/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What of a study in a store is no longer as it was written. Its checksums tell
 * (lab-store-sums.h); what is damaged is left out and never shown.
 */
#pragma once

#include "lab/training/lab-study.h"

G_BEGIN_DECLS

typedef enum
{
  LAB_DAMAGE_NONE,
  LAB_DAMAGE_NETWORKS, /* of a run whose points are whole */
  LAB_DAMAGE_POINTS,   /* from some iteration on: those before it are whole */
  LAB_DAMAGE_ROW       /* of the run, which is not among the study's, or, number 0, the study's */
} LabDamage;

/**
 * lab_damage_note:
 * @run: its number; 0 for the study
 * @sentence: (transfer full): without its full stop
 */
void lab_damage_note (LabStudy *study, gint64 run, LabDamage damage, char *sentence);

/**
 * lab_damage_get:
 * @sentence: (out) (optional) (transfer none): what is damaged, NULL for nothing
 */
LabDamage lab_damage_get (LabStudy *study, gint64 run, const char **sentence);

/**
 * lab_damage_describe:
 *
 * Returns: (transfer full) (nullable): one sentence without its full stop for all of it
 */
char *lab_damage_describe (LabStudy *study);

/* How a row is called, in sentences. (transfer full) */
char *lab_damage_describe_run (gint64 number, const char *store);
char *lab_damage_describe_study (gint64 number, const char *store);
char *lab_damage_describe_audit (gint64 number, const char *store);

G_END_DECLS
