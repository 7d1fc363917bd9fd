/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A run of a study and the curve that it comes from.
 */
#pragma once

#include "lab/training/lab-run.h"
#include "lab/experiment/lab-study-file.h"

G_BEGIN_DECLS

/* Seeds of one curve stand together. */
typedef struct
{
  LabRun *run;
  guint curve;
  guint nth_seed;
  LabStudyFile *origin; /* the study when the run took its experiment from it … */
  guint origin_curve;   /* … and which curve of it that was */
} LabStudyEntry;

/**
 * lab_study_entry_new:
 * @nth_seed: of the @n_seeds in a row that the curve has
 *
 * Returns: (transfer full): with a run that trains what the curve says; NULL with an error
 */
LabStudyEntry *lab_study_entry_new (
    LabStudyFile *file, guint curve, guint nth_seed, guint n_seeds, GError **error);
void lab_study_entry_free (LabStudyEntry *entry);

/* (transfer full): what the run would train now. */
LabExperiment *
lab_study_entry_resolve (LabStudyEntry *entry, LabStudyFile *file, guint32 *seed, GError **error);

/* Whether the run would train something else now. */
gboolean lab_study_entry_is_outdated (LabStudyEntry *entry, LabStudyFile *file);

/* The run has just taken what its curve says now. */
void lab_study_entry_note_origin (LabStudyEntry *entry, LabStudyFile *file);

/* Gives a run that has not begun what its curve says now. */
void lab_study_entry_refresh (LabStudyEntry *entry, LabStudyFile *file);

G_END_DECLS
