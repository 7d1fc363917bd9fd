/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A run as a store's file has it. The file may come from anyone and is trusted only as far as it
 * is consistent; only for lab-store-found*.c and lab-store-load.c.
 */
#pragma once

#include "lab/store/lab-store-damage.h"
#include "lab/store/lab-store-statement.h"
#include "lab/store/lab-store-sums.h"
#include "lab/store/lab-store.h"
#include "lab/training/lab-study-entry.h"

G_BEGIN_DECLS

/* The runs of a study, read only from an index, whatever is wrong with their rows. */
#define LAB_NUMBERS_OF_RUNS                                                                        \
  "SELECT number FROM runs WHERE study = :number ORDER BY position, number"

/* What is asked of a row of runs to list it. */
#define LAB_STORED_RUN_COLUMNS                                                                     \
  "(SELECT text FROM experiments WHERE hash = experiment) AS experiment_text, state,"              \
  " " LAB_RUN_IS_SOUND " AS is_sound, label, experiment, seed, iterations, message, length,"       \
  " seconds, modified, version, arithmetic, place, bob_loss_rate, bob_bit_error, eve_loss_rate,"   \
  " eve_bit_error, eve_own_loss_rate, eve_own_bit_error"

/* And to load it. */
#define LAB_FOUND_RUN_COLUMNS                                                                      \
  LAB_STORED_RUN_COLUMNS ", curve, nth_seed, origin_curve, colour, visible, origin,"               \
                         " (SELECT text FROM origins WHERE hash = origin) AS origin_text"

/**
 * lab_stored_run_read:
 * @experiment: (out) (transfer full) (nullable): NULL where its text makes no sense
 *
 * All that a row says, but the number and what other processes know of it.
 *
 * Returns: FALSE when it is not as it was written
 */
gboolean
lab_stored_run_read (LabStoredRun *run, LabStatement *statement, LabExperiment **experiment);

/* Its texts, not itself. */
void lab_stored_run_clear (LabStoredRun *run);

/* A run as it is in the file. */
typedef struct
{
  LabStoredRun stored; /* its damage is a sentence for any damage there is, its own or that of
                          points and networks; without a full stop */
  gboolean claimed;
  LabStudyEntry entry; /* without the run */
  guint colour;
  gboolean visible;
  LabExperiment *experiment;
  LabSeries *series;
  GBytes *checkpoint;
  LabDamage damage;
  LabEvaluation *evaluation; /* recomputed, for a finished run */
  LabDiagnosis *diagnosis;   /* recomputed */
} LabFoundRun;

void lab_found_run_free (LabFoundRun *found);

/**
 * lab_found_run_read_row:
 * @statement: at the run's row, see LAB_FOUND_RUN_COLUMNS
 * @name: of its study
 * @origins: (element-type utf8 LabStudyFile): texts of earlier runs, by hash
 *
 * Returns: FALSE if the row is not as it was written, or makes no sense
 */
gboolean lab_found_run_read_row (LabFoundRun *found,
                                 LabStatement *statement,
                                 const char *name,
                                 GHashTable *origins);

/* Its points and networks, after the row; records damage. */
gboolean lab_found_run_read_training (LabFoundRun *found, LabDatabase *database, GError **error);

G_END_DECLS
