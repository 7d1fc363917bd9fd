/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How a study holds its runs; for lab-study*.c and the store, which makes a study from what was
 * kept.
 */
#pragma once

#include "lab/training/lab-study-entry.h"
#include "lab/training/lab-study.h"

G_BEGIN_DECLS

struct _LabStudy
{
  GObject parent_instance;

  LabStudyFile *file;
  guint n_seeds;
  GPtrArray *entries; /* of LabStudyEntry: those listed, in the order of the curves */
  GPtrArray *others;  /* of LabStudyEntry: the history, oldest first, and what was deleted */
  guint next_colour;
};

/* A run's entry, listed or not, NULL if the study does not have it. */
LabStudyEntry *lab_study_find_entry (LabStudy *study, LabRun *run);

/* Emits "changed". */
void lab_study_announce (LabStudy *study);

/* Puts @run (transfer full) of the same curve in the place of the one at @index, which goes to the
 * history, or away if it never began. */
void lab_study_put_run (LabStudy *study, guint index, LabRun *run);

/* Back to a file that the study had. */
void lab_study_put_file (LabStudy *study, LabStudyFile *file);

/* Takes the entry at @index from the list: to the history, or away if it never began. */
void lab_study_unlist (LabStudy *study, guint index);

/**
 * lab_study_new_without_runs:
 *
 * To be filled with lab_study_restore_run().
 */
LabStudy *lab_study_new_without_runs (LabStudyFile *file, guint n_seeds);

/**
 * lab_study_restore_run:
 * @entry: its objects are referenced, not taken
 *
 * Inserts a run after the others of its curve, or in the history, before anyone watches the study.
 * A curve that the study no longer has is added as it was for a listed run: another process may
 * have written the study while it did not have this run.
 *
 * Returns: FALSE if the run's original study has no such curve, or there is no room for it
 */
gboolean lab_study_restore_run (LabStudy *study, const LabStudyEntry *entry);

G_END_DECLS
