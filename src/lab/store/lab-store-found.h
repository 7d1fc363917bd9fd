/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A study as it is in a store's file, before any objects exist; only for lab-store*.c.
 */
#pragma once

#include "lab/store/lab-store-found-run.h"

G_BEGIN_DECLS

typedef struct
{
  LabStore *store;
  GArray *claims; /* of gint64: runs that nobody else can train meanwhile */
  LabStudyFile *file;
  guint n_seeds;
  char *damage;    /* of the study's own row; NULL if sound */
  GPtrArray *runs; /* of LabFoundRun; those with damaged rows are empty */
} LabFoundStudy;

/* Which runs are claimed: those of numbers, NULL for all. */
typedef struct
{
  const gint64 *numbers;
  guint n_numbers;
} LabRunChoice;

/**
 * lab_found_study_new:
 *
 * Reads one moment of the file, from any thread. Runs that were chosen are
 * claimed before, as far as no other process has them.
 *
 * Returns: NULL with LAB_ERROR_NOT_FOUND or LAB_ERROR_STORE, also where all is damaged
 */
LabFoundStudy *
lab_found_study_new (LabStore *store, gint64 number, const LabRunChoice *choice, GError **error);

/* Releases the claims. */
void lab_found_study_free (LabFoundStudy *study);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabFoundStudy, lab_found_study_free)

G_END_DECLS
