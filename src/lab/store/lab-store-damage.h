/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What in a stored study is no longer as it was written, according to its checksums
 * (lab-store-sums.h); damaged parts are left out and never shown.
 */
#pragma once

#include "lab/training/lab-study.h"

G_BEGIN_DECLS

typedef enum
{
  LAB_DAMAGE_NONE,
  LAB_DAMAGE_NETWORKS, /* of a run whose points are intact */
  LAB_DAMAGE_POINTS,   /* from some iteration on; earlier ones are intact */
  LAB_DAMAGE_ROW       /* of a run missing from the study or, for number 0, of the study */
} LabDamage;

/**
 * lab_damage_note:
 * @run: its number; 0 for the study
 * @sentence: (transfer full): without a full stop
 */
void lab_damage_note (LabStudy *study, gint64 run, LabDamage damage, char *sentence);

/**
 * lab_damage_get:
 * @sentence: (out) (optional) (transfer none): what is damaged, NULL if nothing is
 */
LabDamage lab_damage_get (LabStudy *study, gint64 run, const char **sentence);

/**
 * lab_damage_describe:
 *
 * Returns: (transfer full) (nullable): one sentence for all of it, without a full stop
 */
char *lab_damage_describe (LabStudy *study);

/* The names of rows in sentences. (transfer full) */
char *lab_damage_describe_run (gint64 number, const char *store);
char *lab_damage_describe_study (gint64 number, const char *store);
char *lab_damage_describe_audit (gint64 number, const char *store);

G_END_DECLS
