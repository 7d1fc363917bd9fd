/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A run of a study and the curve that it comes from.
 */
#pragma once

#include "lab/training/lab-run-place.h"
#include "lab/training/lab-run.h"
#include "lab/experiment/lab-study-file.h"

G_BEGIN_DECLS

/* Of a run in the history: its curve was removed. */
#define LAB_NO_CURVE G_MAXUINT

typedef struct
{
  LabRun *run;
  LabRunPlace place;
  guint curve; /* of the study's file, or LAB_NO_CURVE */
  guint nth_seed;
  LabStudyFile *origin; /* the study from which the run took its experiment … */
  guint origin_curve;   /* … and the curve there */
} LabStudyEntry;

/**
 * lab_study_entry_new:
 * @nth_seed: of the curve's @n_seeds consecutive seeds
 *
 * Returns: (transfer full): with a run that trains what the curve says; NULL with an error
 */
LabStudyEntry *lab_study_entry_new (
    LabStudyFile *file, guint curve, guint nth_seed, guint n_seeds, GError **error);
void lab_study_entry_free (LabStudyEntry *entry);

/* (transfer full): of the same run */
LabStudyEntry *lab_study_entry_copy (const LabStudyEntry *entry);

/* Whether anything was, is or will soon be trained. */
gboolean lab_study_entry_has_begun (const LabStudyEntry *entry);

/* (transfer full): what the run would train now. */
LabExperiment *
lab_study_entry_resolve (LabStudyEntry *entry, LabStudyFile *file, guint32 *seed, GError **error);

/* Whether the run would now train something else. */
gboolean lab_study_entry_is_outdated (LabStudyEntry *entry, LabStudyFile *file);

/* The run is drawn with what the paper claims of the settings that it took. */
void lab_study_entry_take_claim (LabStudyEntry *entry);

/* Call when the run has just taken what its curve says now. */
void lab_study_entry_note_origin (LabStudyEntry *entry, LabStudyFile *file);

/* Updates a run that has not begun to what its curve says now. */
void lab_study_entry_refresh (LabStudyEntry *entry, LabStudyFile *file);

G_END_DECLS
