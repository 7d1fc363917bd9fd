/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Writing the rows of a study and its runs; for lab-store-write.c alone, in its thread
 * and inside its transaction. All return FALSE with an error, and then nothing of the
 * transaction may be kept.
 */
#pragma once

#include "lab/store/lab-store-database.h"
#include "lab/store/lab-store-kept.h"

G_BEGIN_DECLS

/* A study and its runs as they are at one moment; applied once committed. */
typedef struct
{
  LabKeptRun *kept;
  LabRunFacts *facts;
  gint64 number;
  gboolean removed;
  gboolean is_written; /* in this transaction: */
  GBytes *checkpoint;  /* may be NULL */
  guint64 iteration;
} LabPlannedRun;

typedef struct
{
  LabKeptStudy *kept;
  LabStudyFacts *facts;
  gint64 number;
  gboolean begun;
  gboolean is_active; /* something of it trains or waits to */
  GArray *runs;       /* of LabPlannedRun */
} LabPlannedStudy;

/* Give what has none a number. */
gboolean lab_rows_write_study (LabDatabase *database, LabPlannedStudy *plan, GError **error);
gboolean
lab_rows_write_run (LabDatabase *database, gint64 study, LabPlannedRun *plan, GError **error);

/* Those after the first @begin, which the file has. */
gboolean
lab_rows_write_points (LabDatabase *database, LabPlannedRun *plan, guint64 begin, GError **error);
gboolean lab_rows_write_checkpoint (LabDatabase *database, LabPlannedRun *plan, GError **error);

/* Points and checkpoint of a run, and the run itself; no harm if it has none. */
gboolean lab_rows_forget_points (LabDatabase *database, gint64 run, GError **error);
gboolean lab_rows_delete_run (LabDatabase *database, gint64 run, GError **error);

G_END_DECLS
