/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a store keeps of studies and runs; for lab-store*.c alone.
 *
 * The owner describes what is: facts, immutable, replaced as a whole. The writer
 * takes references under the mutex and writes what differs from the facts that it
 * wrote last. What it could not write still differs the next time.
 */
#pragma once

#include "lab/training/lab-run-private.h"
#include "lab/training/lab-study-private.h"

G_BEGIN_DECLS

typedef struct
{
  char *name;
  char *title;
  char *text;
  guint n_seeds;
} LabStudyFacts;

typedef struct
{
  guint position;
  LabRunPlace place;
  guint curve;
  guint nth_seed;
  GRefString *origin; /* text of the study that its experiment is from */
  guint origin_curve;
  char *label;
  guint colour;
  gboolean visible;
  LabRunState state;
  char *message;
  GRefString *arithmetic; /* may be NULL */
  LabTraining *training;
} LabRunFacts;

typedef struct
{
  LabRun *run;         /* the owner's */
  gboolean held;       /* by this process; others' runs are never written */
  gboolean is_row_old; /* on loading: it must be rewritten to say that nothing trains */

  /* Under the mutex. */
  gint64 number; /* 0 until written */
  LabRunFacts *facts;
  gboolean removed; /* from the study */
  gboolean is_gone; /* and from the file: the owner drops it */

  /* The writer's: what is in the file. */
  LabRunFacts *written;
  LabTraining *written_training;
  guint64 written_iteration;
} LabKeptRun;

typedef struct
{
  LabStudy *study;         /* the owner's */
  gboolean is_row_damaged; /* on loading: it must be rewritten */

  /* Under the mutex. */
  gint64 number; /* 0 until written */
  LabStudyFacts *facts;
  GPtrArray *runs;   /* of LabKeptRun, including removed ones until that is written */
  gboolean begun;    /* worth writing */
  gboolean is_going; /* let go of it once everything is written … */
  gboolean is_gone;  /* … which it is: the owner drops it */

  /* The writer's. */
  LabStudyFacts *written;
} LabKeptStudy;

/* Counted: g_atomic_rc_box_acquire(). */
LabKeptStudy *lab_kept_study_new (LabStudy *study);
void lab_kept_study_unref (LabKeptStudy *kept);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabKeptStudy, lab_kept_study_unref)
LabKeptRun *lab_kept_run_new (LabRun *run);
void lab_kept_run_unref (LabKeptRun *kept);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabKeptRun, lab_kept_run_unref)
LabStudyFacts *lab_study_facts_new (LabStudy *study);
void lab_study_facts_unref (LabStudyFacts *facts);

/* @position: of @entry in the study, the history after what is listed */
LabRunFacts *lab_run_facts_new (const LabStudyEntry *entry, guint position);
void lab_run_facts_unref (LabRunFacts *facts);

G_END_DECLS
