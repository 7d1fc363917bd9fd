/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A run as a store's file has it. It may be anybody's file and is believed only as far
 * as it fits; for lab-store-found.c alone.
 */
#pragma once

#include "lab/store/lab-store-damage.h"
#include "lab/store/lab-store-private.h"
#include "lab/store/lab-store-statement.h"
#include "lab/store/lab-store-sums.h"
#include "lab/training/lab-study-entry.h"

G_BEGIN_DECLS

/* What is asked of a row of runs. */
#define LAB_FOUND_RUN_COLUMNS                                                                      \
  "(SELECT text FROM experiments WHERE hash = experiment) AS experiment_text, experiment,"         \
  " arithmetic, " LAB_RUN_IS_SOUND " AS is_sound, curve, nth_seed, origin_curve, label, colour,"   \
  " visible, seed, message, iterations, seconds, origin,"                                          \
  " (SELECT text FROM origins WHERE hash = origin) AS origin_text, state"

/* A run as the file has it. */
typedef struct
{
  gint64 number;
  gboolean claimed;
  LabStudyEntry entry; /* without the run */
  char *label;
  guint colour;
  gboolean visible;
  LabExperiment *experiment;
  guint32 seed;
  LabRunState state;
  gboolean was_cut_off; /* the row says that it trains or waits to */
  char *message;
  GRefString *arithmetic;
  guint64 iterations;
  double seconds;
  LabSeries *series;
  GBytes *checkpoint;
  LabDamage damage;
  char *damage_words;        /* without a full stop; NULL while all is sound */
  LabEvaluation *evaluation; /* made again, of a finished run */
  LabDiagnosis *diagnosis;   /* made again */
} LabFoundRun;

void lab_found_run_free (LabFoundRun *found);

/**
 * lab_found_run_read_row:
 * @statement: at the run's row, see LAB_FOUND_RUN_COLUMNS
 * @name: of its study
 * @origins: (element-type utf8 LabStudyFile): texts that other runs came from, by hash
 *
 * Returns: FALSE when the row is not as it was written, or makes no sense
 */
gboolean lab_found_run_read_row (LabFoundRun *found,
                                 LabStatement *statement,
                                 const char *name,
                                 GHashTable *origins);

/* Its points and networks, once the row was read: what is damaged is noted. */
gboolean lab_found_run_read_training (LabFoundRun *found, LabDatabase *database, GError **error);

G_END_DECLS
