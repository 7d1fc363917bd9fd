/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Writes the rows of a study and its runs; only for lab-store-write.c, in its thread and inside
 * its transaction. All return FALSE with an error; the transaction must then be rolled back.
 */
#pragma once

#include "lab/store/lab-store-database.h"
#include "lab/store/lab-store-kept.h"

G_BEGIN_DECLS

/* A study and its runs at one moment; applied after the commit. */
typedef struct
{
  LabKeptRun *kept;
  LabRunFacts *facts;
  gint64 number;
  gboolean removed;
  gboolean is_written; /* in this transaction, with the next two */
  GBytes *checkpoint;  /* may be NULL */
  guint64 iteration;
} LabPlannedRun;

typedef struct
{
  LabKeptStudy *kept;
  LabStudyFacts *facts;
  gint64 number;
  gboolean begun;
  gboolean is_active; /* something of it is running or queued */
  GArray *runs;       /* of LabPlannedRun */
} LabPlannedStudy;

/* Assigns a number if there is none. */
gboolean lab_rows_write_study (LabDatabase *database, LabPlannedStudy *plan, GError **error);
gboolean
lab_rows_write_run (LabDatabase *database, gint64 study, LabPlannedRun *plan, GError **error);

/* Points after the first @begin, which are in the file. */
gboolean
lab_rows_write_points (LabDatabase *database, LabPlannedRun *plan, guint64 begin, GError **error);
gboolean lab_rows_write_checkpoint (LabDatabase *database, LabPlannedRun *plan, GError **error);

/* Deletes the points and checkpoint of a run, or the run itself; harmless if there are none. */
gboolean lab_rows_forget_points (LabDatabase *database, gint64 run, GError **error);
gboolean lab_rows_delete_run (LabDatabase *database, gint64 run, GError **error);

G_END_DECLS
